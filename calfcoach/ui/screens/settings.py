"""The settings: every choice is saved at once, and heard or seen at once where possible.

Changes the settings store, and the volume and device of the sound station; asks by signal for a new station or a
new theme.
"""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from calfcoach.coach.listen import Listening
from calfcoach.coach.scheme_check import SchemeCheck
from calfcoach.coach.sound import make_sample
from calfcoach.coach.station import SoundStation
from calfcoach.domain.plan import PlannedExercise
from calfcoach.player.protocol import Report
from calfcoach.resources import log_dir, user_data_dir, user_exercises_dir
from calfcoach.setting_values import (
    AUDIENCE_ON,
    FLASH,
    MOTION,
    ROOM,
    SAID,
    TEXT_SIZE,
    THEME,
    VOLUME_PERCENT,
    VOLUMES,
    AudienceOn,
)
from calfcoach.settings import SettingsStore
from calfcoach.texts import text
from calfcoach.ui.screens.columns import Columns
from calfcoach.ui.screens.controls import Choice, ListenButton
from calfcoach.ui.screens.parts import breakable, column, on_click, rule
from calfcoach.ui.screens.screen import Beside, Screen
from calfcoach.ui.screens.scrolling import scrolled
from calfcoach.ui.screens.settings_about import AboutCard
from calfcoach.ui.screens.settings_keys import KeysCard
from calfcoach.ui.screens.settings_parts import ChoiceRow, SliderRow, fill_titled, row_of
from calfcoach.ui.screens.settings_people import PeopleCard
from calfcoach.ui.screens.settings_sound import OutputCard
from calfcoach.ui.screens.settings_training import TrainingCard
from calfcoach.ui.stylesheet import look
from calfcoach.ui.theme import Theme


def percent(value: int) -> str:
    """A volume as it is shown."""
    return f"{value} %"


class SettingsScreen(Screen):
    """All settings. `left` asks for the library, `calibrate` for the calibration."""

    left = Signal()
    calibrate = Signal()
    look_chosen = Signal()
    """Theme, text size, motion or flash were chosen and saved."""
    keys_chosen = Signal()
    """Other keys were chosen and saved."""
    audience_chosen = Signal()
    """Another place for the audience's window was chosen and saved."""
    audience_wanted = Signal()
    """The audience's window is to be opened, or closed."""

    output_chosen = Signal()
    """Another sound output was chosen and saved: the station must be replaced."""

    is_come_back_to = True

    def __init__(
        self,
        theme: Theme,
        store: SettingsStore,
        station: SoundStation,
        schemes: Mapping[str, str],
        sample: PlannedExercise | None,
        unlisted: str | None = None,
    ) -> None:
        """Listen plays a rep of `sample`; without it there is no Listen. `unlisted` tells why a file
        of the person's own is not among `schemes`.
        """
        super().__init__(theme, text("Settings"))
        self.desk_actions |= {"leave_screen": self.left.emit, "start": self._let_all_keys_work}
        self._store, self._station, self._sample = store, station, sample
        self._schemes, self._unlisted = dict(schemes), unlisted
        self._check = SchemeCheck()
        self.looked_up: Beside | None = None
        """What reads the list of people."""
        kit = self.kit
        self.listening = Listening(station)
        whole = QVBoxLayout(self)
        kit.space(whole, 16, (32, 20, 32, 24))
        head = QVBoxLayout()
        head.setSpacing(4)
        self._back = on_click(kit.button(text("‹  Library"), "label", "link"), self.left.emit)
        head.addWidget(self._back, 0, Qt.AlignmentFlag.AlignLeft)
        head.addWidget(kit.label(self.title, "title"))
        self._beside_title = QWidget()
        row = QHBoxLayout()
        row.addLayout(head)
        row.addWidget(self._beside_title, 1)
        whole.addLayout(row)
        self._problem_card = kit.card("outline", (16, 10, 16, 10))
        self._problem_text = kit.label("", "label", "danger", wrap=True)
        self._problem_text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        column(self._problem_card).addWidget(self._problem_text)
        whole.addWidget(self._problem_card)
        self._output = OutputCard(kit, store.settings)
        self._output.output_chosen.connect(self._choose_output)
        self._output.device_chosen.connect(self._choose_device)
        self._output.offset_chosen.connect(self._choose_offset)
        self._output.softer_chosen.connect(lambda softer: self._change(softer=softer))
        self._output.calibrate.connect(self.calibrate)
        inside = QWidget()
        self.people = PeopleCard(kit)
        self.keys = KeysCard(kit, store.settings.keys, store.settings.clicker_only)
        self.keys.chosen.connect(self._choose_keys)
        self.keys.clicker_only_chosen.connect(self._choose_clicker_only)
        folders = (
            (text("Settings"), store.path.parent),
            (text("Your exercises"), user_exercises_dir()),
            (text("History"), user_data_dir()),
            (text("Log"), log_dir()),
        )
        self.about = AboutCard(kit, folders)
        cards = (
            (self._sound_card(), (0, 0, 2, 1)),
            (self._output, (0, 1, 1, 1)),
            (self._look_card(), (1, 1, 1, 1)),
            (self._training_card(), (2, 0, 1, 1)),
            (self.people, (2, 1, 1, 1)),
            (self.keys, (3, 0, 1, 2)),
            (self.about, (4, 0, 1, 2)),
        )
        inside.setLayout(Columns(kit, 16, cards))
        whole.addWidget(scrolled(inside, text("Settings")), 1)
        self.take_reports(())

    def focus_first(self) -> None:
        """Put the keyboard on the first choice."""
        self._scheme.setFocus()

    def note_over(self) -> QWidget:
        """What is free beside the title: every row below is read, and can be changed."""
        return self._beside_title

    def take_reports(self, reports: Sequence[Report]) -> None:
        """Handle the station's reports; call this regularly."""
        self.listening.take(reports)
        if self._listen is not None:
            self._listen.show_listening(self.listening.under_way)
        problem = self.listening.problem or self._check.line(self._store.settings.scheme) or self._unlisted
        self._scheme_problem.setText(breakable(problem or ""))
        self._scheme_problem.setVisible(problem is not None)
        self._output.show_sound(self._station, self._store.settings)
        self._show_problem()

    def change_station(self, station: SoundStation) -> None:
        """Use another sound station from now on."""
        self.listening.close()
        self._station, self.listening = station, Listening(station)
        self.take_reports(())

    def fall_silent(self) -> None:
        """Stop all sound and reading, since the screen is being left."""
        if self.looked_up is not None:
            self.looked_up.close()
        self.listening.close()
        self._check.close()

    def _sound_card(self) -> QFrame:
        kit, settings = self.kit, self._store.settings
        made = QFrame()
        look(made, "card")
        lines = QVBoxLayout(made)
        fill_titled(kit, lines, text("Sound"))
        self._scheme = Choice(kit, text("Sound scheme"))
        self._scheme.addItems(list(self._schemes.values()))
        if settings.scheme in self._schemes:
            self._scheme.setCurrentIndex(list(self._schemes).index(settings.scheme))
        self._scheme.activated.connect(self._choose_scheme)
        beside: list[QWidget] = [self._scheme]
        self._listen: ListenButton | None = None
        if self._sample is not None:
            self._listen = ListenButton(kit)
            self._listen.clicked.connect(self._toggle_listening)
            self._listen.setToolTip(text("One rep of {exercise}", exercise=self._sample.exercise.name))
            beside.append(self._listen)
        lines.addLayout(row_of(kit, text("Scheme"), *beside))
        self._scheme_problem = kit.label("", "label", "danger", wrap=True)
        lines.addWidget(self._scheme_problem)
        self._said = Choice(kit, text(SAID.name))
        for said, name in SAID.names.items():
            self._said.addItem(text(name), said)
        self._said.setCurrentIndex(list(SAID.names).index(settings.said))
        self._said.activated.connect(lambda: self._change_sound(said=self._said.currentData()))
        lines.addLayout(row_of(kit, text(SAID.name), self._said))
        room = ChoiceRow(kit, ROOM, settings.room)
        room.chosen.connect(lambda which: self._change_sound(room=which))
        room.setToolTip(text("In a loud room the seconds and whatever else is soft are lifted."))
        lines.addLayout(row_of(kit, text(ROOM.name), room))
        lines.addWidget(rule())
        for field, name in ((field, text(name)) for field, name in VOLUMES.items()):
            row = SliderRow(kit, name, VOLUME_PERCENT, percent, text("Volume: {name}", name=name))
            row.show_value(round(100 * getattr(settings.volumes, field)))
            if field == "master":
                row.moved.connect(lambda value: self._station.output.volume(value / 100))
            row.settled.connect(lambda value, field=field: self._choose_volume(field, value))
            lines.addStretch(1)
            lines.addWidget(row)
        lines.addStretch(1)
        when = text("“All sound” changes at once. The others change with the next set, or when you listen again.")
        lines.addWidget(kit.label(when, "small", "muted", wrap=True))
        return made

    def _look_card(self) -> QFrame:
        kit, settings = self.kit, self._store.settings
        made = QFrame()
        look(made, "card")
        lines = QVBoxLayout(made)
        fill_titled(kit, lines, text("Look"))
        themes = Choice(kit, text(THEME.name))
        for theme, name in THEME.names.items():
            themes.addItem(text(name), theme)
        themes.setCurrentIndex(list(THEME.names).index(settings.theme))
        themes.activated.connect(lambda: self._choose_look(theme=themes.currentData()))
        size = ChoiceRow(kit, TEXT_SIZE, settings.text_size)
        size.chosen.connect(lambda which: self._choose_look(text_size=which))
        motion = ChoiceRow(kit, MOTION, "reduced" if settings.reduced_motion else "full")
        motion.chosen.connect(lambda which: self._choose_look(reduced_motion=which == "reduced"))
        flash = ChoiceRow(kit, FLASH, "on" if settings.flash else "off")
        flash.chosen.connect(lambda which: self._choose_look(flash=which == "on"))
        lines.addLayout(row_of(kit, text(THEME.name), themes))
        lines.addLayout(row_of(kit, text(TEXT_SIZE.name), size))
        lines.addLayout(row_of(kit, text(MOTION.name), motion))
        lines.addLayout(row_of(kit, text(FLASH.name), flash))
        what = text("Reduced motion: the figure shows only its main poses, and the ring moves once a second.")
        lines.addWidget(kit.label(what, "small", "muted", wrap=True))
        self._audience = Choice(kit, text(AUDIENCE_ON.name))
        self._audience.activated.connect(self._choose_audience)
        self.show_screens()
        opens = on_click(kit.button(text("Open, close"), "label"), self.audience_wanted.emit)
        opens.setAccessibleName(text("Open or close the audience’s window"))
        lines.addLayout(row_of(kit, text(AUDIENCE_ON.name), self._audience, opens))
        return made

    def show_screens(self) -> None:
        """Show the screens that the audience's window can fill; the chosen one also while it is not there."""
        settings = self._store.settings
        names = list(dict.fromkeys(screen.name() for screen in QGuiApplication.screens() if screen.name()))
        chosen = settings.audience_screen
        if chosen is not None and chosen not in names:
            names.append(chosen)
        places: list[tuple[str, tuple[AudienceOn, str | None]]] = [
            (text(AUDIENCE_ON.names["screen"]), ("screen", None)),
            *((text("Screen {name}", name=name), ("screen", name)) for name in names),
            (text(AUDIENCE_ON.names["window"]), ("window", None)),
        ]
        now = (settings.audience_on, chosen if settings.audience_on == "screen" else None)
        self._audience.clear()
        for name, place in places:
            self._audience.addItem(name, place)
        self._audience.setCurrentIndex([place for _, place in places].index(now))

    def _choose_audience(self, _index: int) -> None:
        on, screen = self._audience.currentData()
        self._change(audience_on=on, audience_screen=screen)
        self.audience_chosen.emit()

    def _training_card(self) -> QFrame:
        made = TrainingCard(self.kit, self._store.settings.propose, self._store.settings.pain_limit_now)
        made.propose_chosen.connect(lambda propose: self._change(propose=propose))
        made.limit_chosen.connect(self._choose_limit)
        return made

    def _choose_limit(self, limit: int) -> None:
        """Set the pain limit of the person who trains now."""
        settings = self._store.settings
        if settings.person is None:
            self._change(pain_limit=limit)
        else:
            self._change(pain_limits={**settings.pain_limits, settings.person: limit})

    def _toggle_listening(self) -> None:
        assert self._sample is not None
        settings = self._store.settings
        self._check.look_again()
        self.listening.toggle(make_sample(self._sample, settings.scheme, settings))
        self.take_reports(())

    def _choose_scheme(self, index: int) -> None:
        self._change_sound(scheme=list(self._schemes)[index])

    def _change_sound(self, **changes: object) -> None:
        """Change a sound setting, and stop the rep being played, since it still has the old sound."""
        self.listening.stop()
        self._change(**changes)

    def _choose_volume(self, field: str, value: int) -> None:
        self._change(volumes=self._store.settings.volumes.model_copy(update={field: value / 100}))

    def _choose_output(self, audio: str) -> None:
        if audio == self._store.settings.audio:
            return
        self._change(audio=audio)
        self.output_chosen.emit()

    def _choose_device(self, device: str | None) -> None:
        self._change(device=device)
        self._station.output.device(device)

    def _choose_offset(self, offset_ms: float) -> None:
        ready = self._station.ready
        if ready is not None:
            self._change(offsets_ms={**self._store.settings.offsets_ms, ready.device_id: offset_ms})

    def _choose_clicker_only(self, only: bool) -> None:
        self._change(clicker_only=only)
        self.keys_chosen.emit()

    def _let_all_keys_work(self) -> None:
        if self._store.settings.clicker_only:
            self.keys.let_all_work()

    def _choose_keys(self, keys: Mapping[str, Sequence[str]]) -> None:
        self._change(keys={name: list(each) for name, each in keys.items()})
        self.keys_chosen.emit()

    def _choose_look(self, **changes: object) -> None:
        self._change(**changes)
        self.look_chosen.emit()

    def _change(self, **changes: object) -> None:
        self._store.change(**changes)
        self.take_reports(())

    def _show_problem(self) -> None:
        self._problem_text.setText(self._store.problem or "")
        self._problem_card.setVisible(self._store.problem is not None)
