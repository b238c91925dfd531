"""A setting is declared once: the file, the screen, the command line and the calibration agree because they read it."""

from __future__ import annotations

from typing import get_args

import pytest
from pydantic import ValidationError

from calfcoach.cli.parser import make_parser
from calfcoach.coach.calibration import OFFSETS_S, Offset
from calfcoach.library.scheme_files import scheme_names
from calfcoach.setting_values import (
    AUDIO,
    MOTION,
    OFFSET_MS,
    ROOM,
    SAID,
    SCHEME_AT_FIRST,
    SOFTER,
    THEME,
    VOLUMES,
    Audio,
    Motion,
    Room,
    Said,
    Softer,
    ThemeName,
)
from calfcoach.settings import Settings, Volumes
from calfcoach.ui.theme import THEMES


def test_every_value_that_may_stand_in_the_file_has_a_name_to_show() -> None:
    for kind, setting in (
        (Audio, AUDIO),
        (ThemeName, THEME),
        (Motion, MOTION),
        (Said, SAID),
        (Room, ROOM),
        (Softer, SOFTER),
    ):
        assert get_args(kind) == tuple(setting.names)
        assert setting.default in setting.names
    assert tuple(VOLUMES) == tuple(Volumes.model_fields)


def test_what_is_declared_is_there() -> None:
    assert set(THEME.names) == {*THEMES, "system"}
    assert SCHEME_AT_FIRST in scheme_names()


def test_the_command_line_takes_every_output_and_no_other() -> None:
    for audio in AUDIO.names:
        assert make_parser().parse_args(["--audio", audio]).audio == audio
    with pytest.raises(SystemExit):
        make_parser().parse_args(["--audio", "loud"])


def test_the_command_line_takes_how_much_is_said_and_where_and_nothing_else() -> None:
    for said, room in zip(SAID.names, (*ROOM.names, "usual"), strict=True):
        options = make_parser().parse_args(["run", "--said", said, "--room", room])
        assert (options.said, options.room) == (said, room)
    for wrong in ("--said", "--room"):
        with pytest.raises(SystemExit):
            make_parser().parse_args(["run", wrong, "nothing"])


@pytest.mark.parametrize("offset_ms", [OFFSET_MS.least, OFFSET_MS.most])
def test_the_calibration_finds_what_the_file_may_hold(offset_ms: int) -> None:
    beyond = offset_ms + (1 if offset_ms > 0 else -1)
    assert Settings(offsets_ms={"gym": offset_ms}).offset_s("gym") in OFFSETS_S
    assert Offset(offset_ms / 1000, 0.0, 20).usable
    assert not Offset(beyond / 1000, 0.0, 20).usable
    with pytest.raises(ValidationError):
        Settings(offsets_ms={"gym": beyond})
