"""The row in which one of an exercise's variants is chosen."""

from collections.abc import Callable

from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QSizePolicy

from calfcoach.domain.exercise import Variant
from calfcoach.ui.screens.kit import Kit
from calfcoach.ui.screens.parts import set_chosen
from calfcoach.ui.stylesheet import look


class VariantRow(QFrame):
    """One button for each variant; exactly one is chosen."""

    def __init__(
        self, kit: Kit, variants: tuple[Variant, ...], chosen: str | None, choose: Callable[[str], None]
    ) -> None:
        super().__init__()
        look(self, "card")
        row = QHBoxLayout(self)
        kit.space(row, 4, (3, 3, 3, 3))
        self._group = QButtonGroup(self)
        for variant in variants:
            made = kit.button(variant.name, "label", "chip")
            made.setCheckable(True)
            set_chosen(made, variant.id == chosen)
            made.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
            made.setToolTip(variant.name)
            made.clicked.connect(lambda _=False, name=variant.id: choose(name))
            kit.size(made, height=36)
            self._group.addButton(made)
            row.addWidget(made, 1)

    def focus_chosen(self) -> None:
        """Put the keyboard on the chosen variant."""
        chosen = self._group.checkedButton()
        if chosen is not None:
            chosen.setFocus()
