"""Dresses the desk screens: palette and style sheet made from a theme.

Widgets say what they are through properties, set before they are shown (`look(widget, "card")`); the sheet does the
rest. It sets no fonts: those come from `fonts.font`. Focus is shown by `focus.FocusRing` alone.

    QFrame       look: card (filled) · outline · warning · panel (over others) · stepper · rule (a hairline)
    QPushButton  exercise (a card of the library)
                 none (filled, quiet) · look: primary (Start, Save; one a screen, at least 44 px high) · outline
                 accent (filled, in a row of others) · chip (checkable, of a row) · toggle (on or off)
                 nav (checkable, in a list) · link · pill (evidence)
                 step (− and + of a stepper) · number (of a scale; property chosen)
    QLineEdit    look: entry · bare (in a stepper, which is its frame) · property wrong (what stands there was refused)
    QLabel       look: muted · danger · link · cap (a key) · tag (a tempo) · on_accent, on_accent_muted (on Start)

Refuses to know any one screen.
"""

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from calfcoach.ui.theme import RADIUS, STROKE, Theme

_SHEET = """
QWidget {{ color: {text}; selection-background-color: {link}; selection-color: {surface}; }}
QMainWindow, QDialog, QStackedWidget, QWidget[look="screen"] {{ background: {surface}; }}
QFrame, QLabel {{ border: 0; background: transparent; }}
QFrame[look="card"] {{ background: {raised}; border: {card_line}; border-radius: {card}px; }}
QFrame[look="outline"] {{ background: {surface}; border: {line} {border}; border-radius: {card}px; }}
QFrame[look="warning"] {{ background: {danger_surface}; border: {warning_line} {danger}; border-radius: {card}px; }}
QFrame[look="warning"] QLabel {{ color: {danger_text}; }}
QFrame[look="panel"] {{ background: {raised}; border: {line} {border_strong}; border-radius: {card}px; }}
QFrame[look="stepper"] {{ background: {raised2}; border: {control_line}; border-radius: {control}px; }}
QFrame[look="rule"] {{ background: {border}; max-height: 1px; min-height: 1px; }}
QLabel[look="muted"] {{ color: {muted}; }}
QLabel[look="danger"] {{ color: {danger_text}; }}
QLabel[look="link"] {{ color: {link}; }}
QLabel[look="on_accent"] {{ color: {on_accent}; }}
QLabel[look="on_accent_muted"] {{ color: {on_accent_muted}; }}
QLabel[look="tag"] {{ background: {raised2}; border-radius: {control}px; padding: 4px 10px; }}
QLabel[look="cap"] {{ background: {raised2}; border: {line} {border_strong}; border-radius: 6px; padding: 2px 7px; }}

QPushButton, QToolButton {{ background: {raised2}; border: {control_line}; border-radius: {control}px;
    padding: 4px 16px; outline: 0; }}
QPushButton:hover, QToolButton:hover {{ background: {border_fill}; }}
QPushButton:pressed, QToolButton:pressed {{ background: {raised}; }}
QPushButton:disabled, QToolButton:disabled {{ color: {muted}; }}
QFileDialog QToolButton {{ padding: 2px; }}
QPushButton[look="primary"] {{ background: {accent}; color: {on_accent}; border: 0; border-radius: {start}px;
    min-height: 44px; }}
QPushButton[look="primary"]:hover {{ background: {link}; }}
QPushButton[look="primary"]:pressed {{ background: {muted}; }}
QPushButton[look="primary"]:disabled {{ background: {raised2}; color: {muted}; }}
QPushButton[look="exercise"] {{ background: {raised}; border: {card_line}; border-radius: {card}px; padding: 0; }}
QPushButton[look="exercise"]:hover {{ background: {raised2}; border: {line} {border_strong}; }}
QPushButton[look="exercise"]:pressed {{ background: {raised}; }}
QPushButton[look="outline"] {{ background: {surface}; border: {line} {control_edge}; }}
QPushButton[look="outline"]:hover {{ background: {raised2}; }}
QPushButton[look="accent"] {{ background: {accent}; color: {on_accent}; border: {line} {accent}; }}
QPushButton[look="accent"]:hover {{ background: {link}; border: {line} {link}; }}
QPushButton[look="accent"]:pressed {{ background: {muted}; }}
QPushButton[look="chip"] {{ background: transparent; color: {muted}; border: {line} transparent;
    padding: 2px 4px; }}
QPushButton[look="chip"]:hover {{ color: {text}; }}
QPushButton[look="chip"]:checked {{ background: {surface}; color: {text}; border: {line} {link}; }}
QPushButton[look="toggle"] {{ background: transparent; color: {muted}; border: {line} {border_strong};
    padding: 2px 10px; }}
QPushButton[look="toggle"]:hover {{ color: {text}; }}
QPushButton[look="toggle"]:checked {{ background: {accent}; color: {on_accent}; border: {line} {accent}; }}
QPushButton[look="nav"] {{ background: transparent; color: {muted}; border: 0; padding: 2px 14px; text-align: left; }}
QPushButton[look="nav"]:hover {{ color: {text}; }}
QPushButton[look="nav"]:checked {{ background: {raised2}; color: {text}; }}
QPushButton[look="link"] {{ background: transparent; color: {muted}; border: 0; padding: 4px 0; text-align: left; }}
QPushButton[look="link"]:hover {{ color: {text}; }}
QPushButton[look="pill"] {{ background: transparent; color: {link}; border: {line} {link}; border-radius: 13px;
    padding: 4px 13px; }}
QPushButton[look="pill"]:hover, QPushButton[look="pill"]:checked {{ background: {raised2}; }}
QPushButton[look="number"] {{ padding: 0; }}
QPushButton[look="number"][chosen="true"] {{ background: {accent}; color: {on_accent}; }}
QPushButton[look="step"] {{ background: transparent; border: 0; padding: 0; }}
QPushButton[look="step"]:pressed {{ background: {raised}; }}
QPushButton[look="step"]:disabled {{ color: {border_strong}; }}

QLineEdit, QPlainTextEdit, QTextEdit, QSpinBox, QDoubleSpinBox, QComboBox {{ background: {surface};
    border: {line} {border_strong}; border-radius: {control}px; padding: 6px 10px; placeholder-text-color: {muted}; }}
QComboBox {{ background: {raised2}; border: {control_line}; }}
QComboBox::drop-down {{ border: 0; width: 30px; }}
QComboBox QAbstractItemView {{ background: {raised}; border: {line} {border_strong}; padding: 4px;
    selection-background-color: {raised2}; selection-color: {text}; outline: 0; }}
QLineEdit[wrong="true"], QFrame[look="stepper"][wrong="true"] {{ border: {warning_line} {danger}; }}
QLineEdit[look="entry"] {{ padding: 1px 10px; }}
QLineEdit[look="bare"] {{ background: transparent; border: 0; padding: 0; }}
QAbstractScrollArea, QScrollArea > QWidget > QWidget[look="plain"] {{ background: transparent; border: 0; }}
QTableView {{ selection-background-color: {raised2}; selection-color: {text}; outline: 0; }}
QTableView::item {{ padding: 0 8px; border: 0; }}
QHeaderView {{ background: transparent; border: 0; }}
QHeaderView::section {{ background: transparent; color: {muted}; border: 0; border-bottom: {line} {border};
    padding: 6px 8px; }}
QMenu {{ background: {raised}; border: {line} {border_strong}; padding: 6px; }}
QMenu::item {{ padding: 8px 16px; border-radius: {control}px; }}
QMenu::item:selected {{ background: {raised2}; color: {text}; }}
QPushButton::menu-indicator {{ subcontrol-position: right center; subcontrol-origin: padding; right: 8px; }}
QScrollBar {{ background: transparent; border: 0; }}
QScrollBar:vertical {{ width: 10px; }}
QScrollBar:horizontal {{ height: 10px; }}
QScrollBar::handle {{ background: {border_strong}; border-radius: 4px; margin: 1px; min-width: 40px;
    min-height: 40px; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
QProgressBar {{ background: {raised2}; border: 0; border-radius: 3px; }}
QProgressBar::chunk {{ background: {link}; border-radius: 3px; }}
QToolTip {{ background: {raised}; color: {text}; border: {line} {border_strong}; padding: 4px 8px; }}
"""


def look(widget: QWidget, name: str) -> None:
    """Says what a widget is to the style sheet; after it has been shown, too."""
    mark(widget, "look", name)


def mark(widget: QWidget, name: str, value: object) -> None:
    """Sets a property that the style sheet asks for."""
    widget.setProperty(name, value)
    # A new widget gets its look when it is shown; to ask for its style costs the first frame 20 ms.
    if widget.testAttribute(Qt.WidgetAttribute.WA_WState_Polished):
        font, has_own_font = widget.font(), widget.testAttribute(Qt.WidgetAttribute.WA_SetFont)
        widget.style().unpolish(widget)
        widget.style().polish(widget)
        if has_own_font:  # the sheet has given back the one that the widget had when it was first shown
            widget.setFont(font)


def stylesheet(theme: Theme) -> str:
    """The sheet of a theme."""
    roles = theme.roles
    line = f"{STROKE.hairline:g}px solid"
    return _SHEET.format(
        **{name: getattr(roles, name) for name in roles._fields},
        line=line,
        card_line=f"{line} {roles.border if theme.edges else roles.raised}",
        control_line=f"{line} {roles.border if theme.edges else roles.raised2}",
        control_edge=roles.border if theme.edges else roles.border_strong,
        border_fill=roles.border_strong if theme.edges else roles.border,
        warning_line=f"{STROKE.desk_warning:g}px solid",
        control=f"{RADIUS.control:g}",
        card=f"{RADIUS.card:g}",
        start=f"{RADIUS.start:g}",
    )


def palette(theme: Theme) -> QPalette:
    """The palette of a theme, for what the sheet does not reach."""
    made = QPalette()
    group = QPalette.ColorRole
    for role, name in (
        (group.Window, "surface"),
        (group.WindowText, "text"),
        (group.Base, "raised"),
        (group.AlternateBase, "raised2"),
        (group.Text, "text"),
        (group.PlaceholderText, "muted"),
        (group.Button, "raised2"),
        (group.ButtonText, "text"),
        (group.BrightText, "danger"),
        (group.ToolTipBase, "raised"),
        (group.ToolTipText, "text"),
        (group.Link, "link"),
        (group.Highlight, "link"),
        (group.HighlightedText, "surface"),
        (group.Mid, "border"),
        (group.Dark, "border_strong"),
    ):
        made.setColor(role, theme.colour(name))
    for role in (group.Text, group.WindowText, group.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, role, QColor(theme.roles.muted))
    return made


def apply(app: QApplication, theme: Theme) -> None:
    """Dresses the whole program; again with another theme while it runs."""
    app.setPalette(palette(theme))
    sheet = stylesheet(theme)
    if app.styleSheet() != sheet:  # to dress everything anew takes 35 ms
        app.setStyleSheet(sheet)
