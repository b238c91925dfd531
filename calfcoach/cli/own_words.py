"""Has the own words of an exercise spoken before a command lets it be heard: for the terminal coach and `render`."""

from contextlib import closing

from calfcoach.cli.stderr import write_line
from calfcoach.coach.own_words import OwnWords, can_speak, exercise_texts
from calfcoach.domain.plan import SessionPlan
from calfcoach.texts import plural

MOST_WAIT_S = 15.0
"""How long a command waits for them; what is not there by then is told by its tone."""


def have_words_spoken(plan: SessionPlan) -> None:
    """Say in a line that it is done and wait for it, where the extra `voice` is there and words have no recording."""
    if not can_speak():
        return
    from calfcoach.audio.voice import VoiceBank
    from calfcoach.audio.voice_own import wanted_texts

    bank = VoiceBank.standard()
    for exercise in {item.exercise.id: item.exercise for item in plan.items}.values():
        wanted = wanted_texts(exercise_texts(exercise), bank)
        if not wanted:
            continue
        write_line(
            plural(
                "{name}: 1 of its own words is recorded first, this once.",
                "{name}: {number} of its own words are recorded first, this once.",
                len(wanted),
                name=exercise.name,
            )
        )
        with closing(OwnWords()) as words:
            words.begin(exercise)
            words.wait(MOST_WAIT_S)
