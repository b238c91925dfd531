"""What is heard from the set-up screen: a rep to listen to, a sound file, and a device that is new.

Shows the results on the screen. Refuses to know which screen comes next.
"""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from calfcoach.coach.listen import Listening
from calfcoach.coach.scheme_check import SchemeCheck
from calfcoach.coach.sound import make_renderer, make_sample, make_sound_check
from calfcoach.coach.sound_check import CheckState, SoundCheck
from calfcoach.coach.station import SoundStation
from calfcoach.player.protocol import Pcm, Report
from calfcoach.settings import SettingsStore
from calfcoach.texts import text
from calfcoach.ui.backstage import Backstage
from calfcoach.ui.save_as_audio import SaveAsAudio

if TYPE_CHECKING:
    from calfcoach.ui.screens.setup import SetupScreen


class SetupSound:
    """What is heard from a set-up screen: one rep with what is chosen there, or all of it as a file; what of its scheme
    cannot be heard; and a new device, to be checked by ear and to be measured. Meanwhile the words of an
    exercise of the person's `own` are recorded.
    """

    def __init__(self, screen: "SetupScreen", backstage: Backstage, own: bool) -> None:
        self._screen, self._backstage = screen, backstage
        self._listening = Listening(backstage.station)
        self._check = SchemeCheck()
        self._saving = SaveAsAudio(screen, backstage)
        self._warm = False
        self._sound_check = SoundCheck(self._listening, backstage.station, backstage.store)
        screen.listen.connect(self._toggle)
        screen.check_sound.connect(lambda: self._answered(self._sound_check.begin))
        screen.sound_louder.connect(lambda: self._answered(self._sound_check.louder))
        screen.sound_heard.connect(lambda: self._answered(lambda _: self._sound_check.heard()))
        if own:
            backstage.own_words.begin(screen.model.exercise)

    def take_reports(self, reports: Sequence[Report]) -> None:
        """Take in what was reported."""
        self._listening.take(reports)
        backstage = self._backstage
        if backstage.station.audible and not self._warm:
            # Not before there is sound: without it nothing is rendered, and the memory stays free.
            self._warm = True
            self._listening.warm(make_renderer(self._screen.scheme, backstage.settings))
        problem = self._listening.problem or backstage.problem or self._check.line(self._screen.scheme)
        self._screen.show_problem("\n".join(each for each in (self._saving.problem, problem) if each) or None)
        self._saving.look()
        check = self._sound_check
        self._screen.show_listening(self._listening.under_way and check.state is CheckState.NONE)
        asks, at_full = check.state is not CheckState.NONE, check.state is CheckState.AT_FULL
        self._screen.show_sound_check(check.offer, asks=asks, at_full=at_full)
        self._screen.offer_calibration(
            None if asks or check.offer is not None else new_device(backstage.station, backstage.store)
        )

    def fall_silent(self) -> None:
        """Fall silent, record and write no more: a session may begin now."""
        self._backstage.own_words.halt()
        self._listening.close()
        self._check.close()
        self._saving.close()

    def _answered(self, does: Callable[[Callable[[], Pcm]], None]) -> None:
        does(make_sound_check(self._screen.scheme, self._backstage.settings))
        self.take_reports(())

    def _toggle(self) -> None:
        self._check.look_again()
        self._sound_check.state = CheckState.NONE
        item, scheme = self._screen.model.item, self._screen.scheme
        self._listening.toggle(make_sample(item, scheme, self._backstage.settings))
        self.take_reports(())


def new_device(station: SoundStation, store: SettingsStore) -> str | None:
    """The name of the device in use, if other devices were measured and this one was not; else None."""
    offsets, ready = store.settings.offsets_ms, station.ready
    if ready is None or not station.output.needs_pcm or not offsets or ready.device_id in offsets:
        return None
    return ready.device_name or text("This device")
