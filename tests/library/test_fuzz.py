"""Whatever a file holds, reading it gives problems or an exercise, never an exception."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from calfcoach.domain.exercise import Exercise
from calfcoach.domain.floors import phase_lengths
from calfcoach.domain.phases import Phase
from calfcoach.library.files import load_file
from calfcoach.library.judging import judged_alone, judged_override
from calfcoach.library.yaml_source import read_yaml
from calfcoach.resources import exercises_dir

DONKEY_PATH = exercises_dir() / "donkey-calf-raise.yaml"
DONKEY = DONKEY_PATH.read_text(encoding="utf-8")
LINES = DONKEY.splitlines(keepends=True)
SHIPPED = load_file(DONKEY_PATH).content

pieces = st.sampled_from(
    [
        "kind: exercise\n", "schema: 1\n", "a", "b: ", ": ", "- ", "? ", "[", "]", "{", "}", ", ", "\n", "\n  ",
        "\n    ", "\t", "'", '"', "|\n", ">\n", "&a ", "*a", "!!str ", "!x ", "#", "%", "@", "---\n", "...\n", "<<: ",
        "~", "null", "true", ".nan", "1", "0.5", "-", "\\", "\r\n", "\x85", "\u2028", "\ufeff", "é", "😀", "\x07",
    ]
)  # fmt: skip
yamlish = st.lists(pieces, max_size=60).map("".join)


@pytest.fixture
def shipped() -> Exercise:
    assert isinstance(SHIPPED, Exercise)
    return SHIPPED


def _judge(path: Path, content: bytes, shipped: Exercise) -> None:
    """Read what a user put in place of the donkey calf raise: it is refused with places, or at least as safe."""
    path.write_bytes(content)
    file = judged_override(judged_alone(load_file(path), {"donkey-machine"}), shipped)
    assert (file.content is None) == bool(file.problems)
    for problem in file.problems:
        assert problem.line >= 1
        assert problem.column >= 1
        assert str(problem).isprintable()
        assert len(str(problem)) < 800
    if isinstance(file.content, Exercise):
        _check_safe(file.content, shipped)


def _check_safe(own: Exercise, shipped: Exercise) -> None:
    assert set(shipped.warnings) <= set(own.warnings)
    for variant_id in (None, *(variant.id for variant in own.variants)):
        performed = own.variant(variant_id)
        assert performed.spec(Phase.LOWER).least_s >= 2
        lower = [one.seconds for one in phase_lengths(performed, performed.prescription) if one.phase is Phase.LOWER]
        assert lower[0] >= 2


fuzz = settings(max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])


@fuzz
@given(yamlish)
def test_any_yaml_like_text(text: str) -> None:
    source = read_yaml(text)
    assert source.broken or source.data is not None or source.findings or source.values
    for spot, message in source.findings:
        assert spot >= (1, 1)
        assert message


@fuzz
@given(content=st.one_of(st.binary(max_size=300), yamlish.map(str.encode), st.text(max_size=200).map(str.encode)))
def test_any_bytes(tmp_path: Path, shipped: Exercise, content: bytes) -> None:
    _judge(tmp_path / "donkey-calf-raise.yaml", content, shipped)


@fuzz
@given(data=st.data())
def test_mutations_of_the_donkey_file(tmp_path: Path, shipped: Exercise, data: st.DataObject) -> None:
    lines = list(LINES)
    for _ in range(data.draw(st.integers(1, 3))):
        at = data.draw(st.integers(0, len(lines) - 1))
        how = data.draw(st.sampled_from(["drop", "double", "indent", "value", "insert", "cut", "move"]))
        if how == "drop":
            lines[at] = ""
        elif how == "double":
            lines[at] *= 2
        elif how == "indent":
            lines[at] = "  " + lines[at]
        elif how == "value" and ":" in lines[at]:
            lines[at] = lines[at].split(":")[0] + ": " + data.draw(yamlish) + "\n"
        elif how == "insert":
            lines[at] += data.draw(yamlish) + "\n"
        elif how == "cut":
            lines[at] = lines[at][: data.draw(st.integers(0, 20))] + "\n"
        elif how == "move":
            lines.insert(data.draw(st.integers(0, len(lines))), lines.pop(at))
    _judge(tmp_path / "donkey-calf-raise.yaml", "".join(lines).encode(), shipped)


safe_numbers = st.decimals(min_value=0, max_value=9, places=2, allow_nan=False).map(str)


@fuzz
@given(floor=safe_numbers, lower=safe_numbers, belt=safe_numbers, nominal=safe_numbers)
def test_no_numbers_get_below_the_floor(
    tmp_path: Path, shipped: Exercise, floor: str, lower: str, belt: str, nominal: str
) -> None:
    text = DONKEY.replace("least_s: 2", f"least_s: {floor}\n    nominal_s: {nominal}").replace(
        "3-1-2-0", f"{lower}-1-2-0"
    )
    text = text.replace("    advised_s: [2, 3]\n", "").replace(
        "    name: Rail + belt\n",
        f"    name: Rail + belt\n    phases: {{lower: {{least_s: {belt}, reason: none}}}}\n"
        f"    prescription: {{tempo: A-0-1-0, sets: 1, reps: 1, rest_s: 0}}\n",
    )
    _judge(tmp_path / "donkey-calf-raise.yaml", text.encode(), shipped)
