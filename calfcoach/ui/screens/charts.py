"""The charts of one exercise over weeks, each with a table of the same numbers.

Reads through a `HistoryReading`; `save_wanted` asks to save a picture of the chart.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from PySide6.QtCore import QRect, QRectF, Qt, Signal
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import (
    QApplication,
    QButtonGroup,
    QHBoxLayout,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from calfcoach.history.listing import DoneExercise, exercises_done
from calfcoach.history.measures import MEASURES, Measure, first_with_numbers, in_its_words
from calfcoach.history.past import WeekOfExercise
from calfcoach.history.reader import Reader
from calfcoach.history.statistics import weekly
from calfcoach.texts import marked, text
from calfcoach.ui.fonts import font
from calfcoach.ui.history_reading import HistoryReading
from calfcoach.ui.screens.chart import WeekChart
from calfcoach.ui.screens.charts_table import NumbersTable, number_of
from calfcoach.ui.screens.controls import Choice
from calfcoach.ui.screens.flow import FlowRow
from calfcoach.ui.screens.parts import breakable, column, on_click
from calfcoach.ui.screens.screen import Screen
from calfcoach.ui.screens.scrolling import Page
from calfcoach.ui.stylesheet import look
from calfcoach.ui.theme import Theme

SPANS: tuple[tuple[str, int | None], ...] = (
    (marked("All weeks"), None),
    (marked("The last year"), 52),
    (marked("The last 12 weeks"), 12),
)
"""The periods to choose from, each with its number of weeks, counted back from the last week."""

LEAST_PX = 260
"""The height of the chart, and of the table, where the page scrolls: pixels of the design."""

CHIP_PX = 16
"""What a chip is wider than its word, pixels of the design."""

FEW = 40
"""With more weeks than this, the page starts with the last year."""

NO_NUMBERS = {
    "volume": marked(
        "No load was kept of these weeks. Give one in the set-up or on a session's page, and it stands here."
    ),
    "load": marked(
        "No load was kept of these weeks. Give one in the set-up or on a session's page, and it stands here."
    ),
    "effort": marked("Nothing was said of the effort in these weeks. Say it in the summary, and it stands here."),
    "pain": marked("Nothing was said of pain in these weeks. Say it in the summary, and it stands here."),
}
NOTHING = marked("This exercise was not done yet. When it is, every week has its number here.")


@dataclass(frozen=True)
class _PageData:
    """What was read for the page."""

    exercises: list[DoneExercise]
    weeks: list[WeekOfExercise]


class ChartsScreen(Screen):
    """The charts of an exercise. `save_wanted` asks to save a picture of the chart; `left` asks to go back.

    `first_shown` is emitted once the first chart is shown, or a text that says why there is none.
    """

    save_wanted = Signal()
    left = Signal()
    first_shown = Signal()

    def __init__(
        self, theme: Theme, reading: HistoryReading, exercise: str, person_id: str | None = None, name: str = ""
    ) -> None:
        """`name` is that of the exercise, for where the history has none of it (any more)."""
        super().__init__(theme, text("Charts"))
        self._reading, self._person_id = reading, person_id
        self._name = name
        self.exercise = exercise
        self._exercises: list[DoneExercise] = []
        self._weeks: list[WeekOfExercise] = []
        self._shown: list[WeekOfExercise] = []
        self.measure = MEASURES[0]
        self.desk_actions |= {"leave_screen": self.left.emit, "save_picture": self._want_picture}
        reading.failed.connect(self._say)
        kit = self.kit
        whole, inside = QVBoxLayout(self), QWidget()
        kit.space(whole, 0, (32, 20, 32, 24))
        whole.addWidget(Page(kit, inside, self.title))
        lines = QVBoxLayout(inside)
        kit.space(lines, 12, (0, 0, 0, 0))
        lines.addLayout(self._head())
        lines.addLayout(self._chips())
        self._said = kit.label("", "body", "muted", wrap=True)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._body())
        self._stack.addWidget(self._instead())
        lines.addWidget(self._stack, 1)
        lines.addLayout(self._foot())
        self._read()

    @property
    def name(self) -> str:
        """The name of the exercise."""
        return next((each.name for each in self._exercises if each.key == self.exercise), self._name)

    @property
    def _is_hold(self) -> bool:
        return any(each.is_hold for each in self._exercises if each.key == self.exercise)

    def focus_first(self) -> None:
        """Put the keyboard on the chart."""
        self._chart.setFocus()

    def fall_silent(self) -> None:
        """Stop reading."""
        self._reading.close()

    def set_theme(self, theme: Theme) -> None:
        """Change the theme, and draw the chart again in its colours."""
        super().set_theme(theme)
        self._chart.draw()

    def show_saved(self, said: str, *, wrong: bool) -> None:
        """Say where the picture was saved, or why it was not."""
        look(self._saved, "danger" if wrong else "muted")
        self._saved.set_whole(said)

    def picture(self) -> QImage:
        """The chart with its title, twice as fine as it is shown."""
        chart, kit = self._chart, self.kit
        head, pad = kit.px(44), kit.px(16)
        picture = QImage(2 * chart.width(), 2 * (chart.height() + head), QImage.Format.Format_RGB32)
        picture.setDevicePixelRatio(2)
        picture.fill(kit.theme.colour("raised"))
        painter = QPainter(picture)
        painter.setPen(kit.theme.colour("text"))
        painter.setFont(font("heading", kit.scale))
        room = QRect(pad, 0, chart.width() - 2 * pad, head)
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter.value, f"{self.name} · {text(self.measure.label)}")
        chart.render(painter, QRectF(0, head, chart.width(), chart.height()))
        painter.end()
        return picture

    # Layout.

    def _head(self) -> QHBoxLayout:
        row = QHBoxLayout()
        self.kit.space(row, 16, (0, 0, 0, 0))
        self.kit.stack(row)
        back = on_click(self.kit.button(text("‹  History"), "label", "link"), self.left.emit)
        row.addWidget(back, 0, Qt.AlignmentFlag.AlignLeading)
        self._title = self.kit.elided("", "title")
        row.addWidget(self._title, 2)
        self._which = Choice(self.kit, text("Exercise"))
        self._which.activated.connect(lambda: self._choose_exercise(self._which.currentData()))
        self._span = Choice(self.kit, text("Weeks"))
        for words, weeks in SPANS:
            self._span.addItem(text(words), weeks)
        self._span.activated.connect(lambda: self._show_numbers())
        for choice in (self._which, self._span):
            self.kit.size(choice, height=44)
            row.addWidget(choice, 1)
        return row

    def _chips(self) -> FlowRow:
        row = FlowRow()
        self.kit.space(row, 10, (0, 0, 0, 0))
        group = QButtonGroup(self)
        self._measures: dict[str, QPushButton] = {}
        for measure in MEASURES:
            made = self.kit.button(text(measure.label), "label", "chip")
            made.setCheckable(True)
            made.clicked.connect(lambda _=False, measure=measure: self._choose_measure(measure))
            self.kit.size(made, height=38)
            self._widen(made)
            group.addButton(made)
            row.add(made)
            self._measures[measure.key] = made
        return row

    def _widen(self, chip: QPushButton) -> None:
        """Give a chip air beside its word: its frame is drawn where it is chosen."""
        self.kit.follow(chip, lambda scale: chip.setMinimumWidth(chip.sizeHint().width() + round(CHIP_PX * scale)))

    def _body(self) -> QWidget:
        whole = QWidget()
        row = QHBoxLayout(whole)
        self.kit.space(row, 16, (0, 0, 0, 0))
        self.kit.stack(row)
        frame = self.kit.card(margins=(12, 12, 16, 10))
        self._chart = WeekChart(self.kit)
        self._chart.chosen.connect(self._choose_week)
        column(frame).addWidget(self._chart)
        row.addWidget(frame, 5)
        self._table = NumbersTable(self.kit)
        self._table.week_chosen.connect(self._choose_other_week)
        row.addWidget(self._table, 2)
        self.kit.follow(whole, self._give_heights)
        return whole

    def _give_heights(self, scale: float) -> None:
        """Where the page scrolls, the chart and the table have a height of their own."""
        least = round(LEAST_PX * scale) if self.kit.is_narrow else 0
        self._chart.setMinimumHeight(least)
        self._table.setMinimumHeight(least)

    def _instead(self) -> QWidget:
        """The text shown instead of a chart when there are no numbers."""
        whole = QWidget()
        lines = QVBoxLayout(whole)
        self.kit.space(lines, 0, (4, 16, 0, 0))
        lines.addWidget(self._said)
        lines.addStretch(1)
        return whole

    def _foot(self) -> QHBoxLayout:
        row = QHBoxLayout()
        self.kit.space(row, 16, (0, 0, 0, 0))
        self.kit.stack(row)
        self._week = self.kit.elided("", "heading")
        row.addWidget(self._week, 1)
        self._saved = self.kit.elided("", "label", "muted", whole_end=True)
        row.addWidget(self._saved, 1)
        self._save = on_click(self.kit.button(text("Save as picture…"), "label", "outline"), self._want_picture)
        self.kit.size(self._save, height=44)
        row.addWidget(self._save)
        return row

    # Content.

    def _read(self) -> None:
        exercise, person, first = self.exercise, self._person_id, not self._exercises

        def find(reader: Reader) -> _PageData:
            return _PageData(exercises_done(reader) if first else self._exercises, weekly(reader, exercise, person))

        self._reading.forget()
        self._reading.ask(find, self._show)

    def _show(self, found: _PageData) -> None:
        if not self._exercises:
            self._exercises = found.exercises
            for each in found.exercises:
                self._which.addItem(each.name, each.key)
        self._which.setVisible(len(self._exercises) > 1)
        self._which.setCurrentIndex(max(self._which.findData(self.exercise), 0))
        self._title.set_whole(self.name)
        for measure in MEASURES:
            self._measures[measure.key].setText(text(in_its_words(measure, holds=self._is_hold).label))
        self._weeks = found.weeks
        self._span.setVisible(len(found.weeks) > 12)
        self._span.setCurrentIndex(1 if len(found.weeks) > FEW else 0)
        self._choose_measure(first_with_numbers(found.weeks))
        self.first_shown.emit()

    def _choose_measure(self, measure: Measure) -> None:
        self.measure = in_its_words(measure, holds=self._is_hold)
        self._measures[measure.key].setChecked(True)
        self._show_numbers()

    def _choose_exercise(self, exercise: str) -> None:
        if exercise != self.exercise:
            self.exercise = exercise
            self._read()

    def _show_numbers(self) -> None:
        span, measure = self._span.currentData(), self.measure
        since = self._weeks[-1].monday - timedelta(weeks=span - 1) if self._weeks and span is not None else date.min
        self._shown = [week for week in self._weeks if week.monday >= since]
        values = [measure.of(week) for week in self._shown]
        if all(value is None for value in values):
            self._say(text(NO_NUMBERS.get(measure.key, NOTHING) if self._shown else NOTHING))
            return
        self._stack.setCurrentIndex(0)
        self._save.setEnabled(True)
        mondays = [week.monday for week in self._shown]
        self._chart.show_weeks(mondays, values, text(measure.axis), bars=measure.adds_up, most=measure.most)
        self._table.numbers.show_weeks(self._shown, measure)
        self._table.setAccessibleName(text("Table: {what}", what=text(measure.axis)))
        self._choose_week(len(self._shown) - 1)

    def _choose_week(self, at: int) -> None:
        week = self._shown[at]
        words = text("Week of {date}: {number}", date=week.monday.isoformat(), number=number_of(self.measure, week))
        self._week.set_whole(words)
        self._chart.go_to(at, words)
        self._table.go_to(at)

    def _choose_other_week(self, at: int) -> None:
        """Show a week that was chosen in the table."""
        if 0 <= at < len(self._shown) and at != self._chart.at:
            self._choose_week(at)

    def _say(self, words: str) -> None:
        """In place of the chart, say why there is none."""
        self._said.setText(breakable(words))
        self._said.setAccessibleName(words)
        at = QApplication.focusWidget()
        if at is not None and self._stack.isAncestorOf(at):
            self._measures[self.measure.key].setFocus()
        self._stack.setCurrentIndex(1)
        self._save.setEnabled(False)
        self._week.set_whole("")
        self.first_shown.emit()

    def _want_picture(self) -> None:
        if self._save.isEnabled():
            self.save_wanted.emit()
