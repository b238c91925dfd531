from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest
import soundfile

from calfcoach.audio.mixer import Renderer
from calfcoach.audio.schemes import load_scheme, read_scheme, scheme_of
from calfcoach.errors import KnownError
from calfcoach.library.files import load_file
from calfcoach.library.lint import lint_paths
from calfcoach.library.scheme_files import scheme_names
from calfcoach.library.scheme_models import CueKey, SchemeFile
from tests.audio.sessions import PHASES, SCHEMES, SHIPPED, rendered
from tests.stories import plan

HEAD = "kind: scheme\nschema: 1\nid: mine\nname: Mine\nsummary: My own\n"


def write(folder: Path, text: str, name: str = "mine") -> Path:
    path = folder / f"{name}.yaml"
    path.write_text(HEAD + text, encoding="utf-8")
    return path


def loaded(folder: Path, text: str):
    write(folder, text)
    return load_scheme("mine", [folder, SHIPPED])


def told(scheme) -> list[str]:
    return [str(problem) for problem in scheme.problems]


def linted(path: Path) -> list[str]:
    return lint_paths([path], check_sounds=lambda file: scheme_of(file).problems).lines()


def sounds_like(scheme, key: CueKey, other: str = "beeps") -> bool:
    ours, theirs = (Renderer(s).wave(key, Fraction(1)) for s in (scheme, load_scheme(other, [SHIPPED])))
    return bool(np.array_equal(ours, theirs))


def test_the_shipped_schemes_have_no_problems():
    assert lint_paths([SHIPPED]).lines() == []
    assert {"beeps", "coach", "voice", "voice-beeps", "glide", "minimal", "class"} <= set(SCHEMES)
    for name in SCHEMES:
        scheme = load_scheme(name, [SHIPPED])
        assert scheme.problems == ()
        assert scheme.id == name
        assert set(PHASES) <= set(scheme.cues)


def test_a_scheme_is_found_by_the_name_that_is_shown():
    assert scheme_names([SHIPPED])["voice-beeps"] == "Voice + beeps"
    for name in ("voice+beeps", "Voice + beeps", "Voice+Beeps", "voice-beeps"):
        assert load_scheme(name, [SHIPPED]).id == "voice-beeps"


def test_a_scheme_that_is_not_there_is_refused_with_those_that_are(tmp_path):
    with pytest.raises(KnownError, match=r"there is no scheme 'beep'; there are beeps, .*did you mean 'beeps'"):
        load_scheme("beep", [tmp_path / "nowhere", SHIPPED])


def test_the_users_scheme_comes_before_the_shipped_one(tmp_path):
    write(tmp_path, "base: minimal\n", "beeps")
    assert load_scheme("beeps", [tmp_path, SHIPPED]).name == "Mine"


def test_a_scheme_builds_on_another(tmp_path):
    scheme = loaded(
        tmp_path,
        "base: voice-beeps\nsilent: [rep]\n"
        "sounds: {tick: [{pitch: 500, seconds: 0.1, level: -6}]}\ncues: {tick: {sound: tick}}\n",
    )
    assert scheme.problems == ()
    assert CueKey.REP not in scheme.cues
    assert scheme.cues[CueKey.LOWER][0].voice
    assert not scheme.cues[CueKey.TICK][0].voice
    assert not sounds_like(scheme, CueKey.TICK)


def test_a_base_that_is_not_there_is_a_line_and_the_built_in_cue(tmp_path):
    scheme = loaded(tmp_path, "base: beps\ncues: {lower: {sound: lower}}\n")
    assert [line.split(":", 1)[1].split(" ", 1) for line in told(scheme)] == [
        ["6:7:", "there is no shipped scheme 'beps', so 'beeps' is built on; did you mean 'beeps'?"],
    ]
    assert told(scheme) == linted(tmp_path / "mine.yaml")
    assert all(sounds_like(scheme, key) for key in CueKey if key not in (CueKey.WARNING, CueKey.NEXT))


@pytest.mark.parametrize("base", ["beep", "mine", "other", "Beeps", "[beeps]", "7"])
def test_whatever_stands_as_a_base_the_built_in_cues_are_heard_less_what_is_silent(tmp_path, base):
    (tmp_path / "other.yaml").write_text(HEAD.replace("mine", "other") + "base: mine\n")
    scheme = loaded(tmp_path, f"base: {base}\nsilent: [tick]\n")
    assert "mine.yaml:6:7: " in told(scheme)[0]
    assert told(scheme) == linted(tmp_path / "mine.yaml")
    assert set(scheme.cues) == set(load_scheme("beeps", [SHIPPED]).cues) - {CueKey.TICK}
    assert all(sounds_like(scheme, key) for key in scheme.cues)


@pytest.mark.parametrize("text", ["", "base:\n", "cues: {}\n", "cues:\n", "cues: []\n", "cues: 7\nsounds: 8\n"])
def test_a_scheme_of_nothing_is_a_line_and_the_built_in_cues(tmp_path, text):
    scheme = loaded(tmp_path, text)
    assert told(scheme)
    assert told(scheme) == linted(tmp_path / "mine.yaml")
    assert all(sounds_like(scheme, key) for key in load_scheme("beeps", [SHIPPED]).cues)


@pytest.mark.parametrize("text", ["kind: scheme\n", "kind: scheme\nschema: 1\n", "kind: scheme\nid: mine\n"])
def test_the_head_alone_is_a_line_and_the_built_in_cues(tmp_path, text):
    (tmp_path / "mine.yaml").write_text(text)
    scheme = load_scheme("mine", [tmp_path])
    assert told(scheme) == linted(tmp_path / "mine.yaml") or "this file gives no scheme" in told(scheme)[-1]
    assert all(sounds_like(scheme, key) for key in load_scheme("beeps", [SHIPPED]).cues)


@pytest.mark.parametrize(
    ("text", "says", "built_in"),
    [
        (f"base: glide\nsilent: [{', '.join(PHASES)}]\n", "neither 'lower' nor 'contract' is heard", PHASES),
        ("base: glide\nsilent: [contract, lower]\n", "neither 'lower' nor 'contract' is heard", PHASES[:1]),
        ("base: glide\nsilent: [hold]\n", "'hold' is not heard", ["hold"]),
        ("cues: {tick: {voice: true}}\n", "neither 'lower' nor 'contract' is heard", PHASES),
        ("cues: {lower: {voice: true}}\n", "'hold' is not heard", ["lower", "hold", "relax"]),
    ],
)
def test_no_scheme_silences_all_phases_of_a_rep_or_a_hold(tmp_path, text, says, built_in):
    scheme = loaded(tmp_path, text)
    assert any(says in line and "nothing would tell the phases" in line for line in told(scheme))
    assert told(scheme) == linted(tmp_path / "mine.yaml")
    assert all(sounds_like(scheme, CueKey(key)) for key in built_in)


@pytest.mark.parametrize(
    ("layer", "cue"),
    [
        ("{pitch: 500, seconds: 0.015, level: -6}", ""),
        ("{pitch: 500, level: -70}", ""),
        ("{pitch: 500, level: -30}", ", level: -40"),
        ("{pitch: 500, level: -30}", ", long_level: -40"),
        ("{pitch: 500, start: 2, level: -6}", ""),
        ("{pitch: 500, level: -6}", ", after: 2"),
    ],
)
def test_a_sound_that_nobody_would_hear_is_a_line_and_the_built_in_cue(tmp_path, layer, cue):
    scheme = loaded(tmp_path, f"base: glide\nsounds: {{own: [{layer}]}}\ncues: {{lower: {{sound: own{cue}}}}}\n")
    assert [line.split(":", 1)[1] for line in told(scheme)] == [
        "8:23: 'own' is too short, too soft or too late to be heard; the built-in cue is heard instead"
    ]
    assert told(scheme) == linted(tmp_path / "mine.yaml")
    assert sounds_like(scheme, CueKey.LOWER)
    assert sounds_like(scheme, CueKey.CONTRACT, "glide")


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("cues: {lower: {sound: nowhere}}\n", "6:23: "),
        ("cues: {lowr: {sound: x}}\n", "did you mean 'lower'"),
        ("sounds: {a: [{level: -6}]}\n", "exactly one of pitch, noise and file"),
        ("sounds: {a: [{pitch: 100, noise: [1, 2], level: -6}]}\n", "at least 20"),
        ("sounds: {a: [{pitch: 100, level: 6}]}\n", "at most 0"),
        ("sounds: {a: [{pitch: 100, attack: 0.001, level: -6}]}\n", "at least 0.003"),
        ("sounds: {a: [{noise: [100, 200], level: -6}]}\n", "noise lasts at most 2 s"),
        ("sounds: {a: [{noise: [300, 200], seconds: 1, level: -6}]}\n", "from a lower to a higher"),
        ("sounds: {a: [{pitch: 100, ratios: [1], partials: [1, 1], level: -6}]}\n", "1 ratios for 2 partials"),
        ("sounds: {a: [{pitch: 100, partials: [0], level: -6}]}\n", "at least one partial"),
        ("sounds: {a: [{pitch: 100, every: 1, level: -6}]}\n", "give its seconds"),
        ("sounds: {a: [{file: ../other.wav, level: -6}]}\n", "lies in the scheme's own folder"),
        ("sounds: {a: [{file: /etc/passwd, level: -6}]}\n", "lies in the scheme's own folder"),
        ("sounds: {a: [{pitch: '100', level: -6}]}\n", "a number"),
        ("silent: [tick]\n", "only the cues of a base"),
        ("cues: {lower: {}}\n", "a sound, a voice or both"),
        ("cues: {lower: {sound: a, voice: yes please}}\n", "true or false"),
    ],
)
def test_lint_says_what_is_wrong_and_a_session_can_be_heard_all_the_same(tmp_path, text, line):
    path = write(tmp_path, text)
    assert any(line in each for each in linted(path))
    scheme = load_scheme("mine", [tmp_path])
    assert told(scheme) == linted(path)
    rendered(plan(reps=1, sets=1), by=Renderer(scheme))


@pytest.mark.parametrize("content", ["", "[1, 2]", "kind: scheme\nschema: 99\n", "kind: exercise\nschema: 1\n", "\t"])
def test_a_file_that_is_no_scheme_leaves_the_built_in_cues(tmp_path, content):
    (tmp_path / "mine.yaml").write_text(content)
    scheme = load_scheme("mine", [tmp_path])
    assert scheme.problems
    assert all(sounds_like(scheme, key) for key in PHASES)


def test_own_sound_files_are_heard(tmp_path):
    soundfile.write(tmp_path / "gong.wav", np.full((4410, 2), 0.5), 44_100, subtype="PCM_24")
    scheme = loaded(
        tmp_path,
        "base: beeps\nsilent: [rep]\nsounds: {gong: [{file: gong.wav, level: 0}]}\ncues: {lower: {sound: gong}}\n",
    )
    assert scheme.problems == ()
    sound = rendered(plan(reps=1, sets=1, lead_in_s=0), by=Renderer(scheme)).pcm
    assert sound[2400] / 32768 == pytest.approx(0.5, abs=0.08)
    steps = np.abs(np.diff(sound[:9600].astype(float))) / 32768
    assert steps.max() < 0.05  # it is faded in and out: no click


@pytest.mark.parametrize(
    ("seconds", "name", "says"), [(0.1, "gone.wav", "there is no sound file"), (11, "a.wav", "at most 10 s")]
)
def test_a_sound_file_that_cannot_be_used_is_a_line_and_the_built_in_cue(tmp_path, seconds, name, says):
    soundfile.write(tmp_path / "a.wav", np.zeros(round(8000 * seconds)), 8000)
    scheme = loaded(
        tmp_path, f"base: glide\nsounds:\n  own:\n    - {{file: {name}, level: 0}}\ncues: {{lower: {{sound: own}}}}\n"
    )
    assert len(scheme.problems) == 1
    assert (
        f"mine.yaml:9:14: '{name}'" in told(scheme)[0]
        or f"mine.yaml:9:14: there is no sound file '{name}'" in told(scheme)[0]
    )
    assert says in told(scheme)[0]
    assert told(scheme) == linted(tmp_path / "mine.yaml")
    assert sounds_like(scheme, CueKey.LOWER)
    assert sounds_like(scheme, CueKey.CONTRACT, "glide")


def test_a_sound_file_that_is_made_too_soft_is_a_line_and_the_built_in_cue(tmp_path):
    soundfile.write(tmp_path / "soft.wav", np.full(8000, 0.01), 8000)
    scheme = loaded(
        tmp_path,
        "base: glide\nsounds:\n  own:\n    - {file: soft.wav, level: -30}\ncues: {lower: {sound: own}}\n",
    )
    assert [line.split(": ", 1)[1] for line in told(scheme)] == [
        "'soft.wav' is silent at the level of -30 dB; the built-in cue is heard instead"
    ]
    assert sounds_like(scheme, CueKey.LOWER)


def test_a_scheme_has_no_more_than_a_minute_of_sound_files(tmp_path):
    soundfile.write(tmp_path / "long.wav", np.full(80_000, 0.5), 8000)
    layer = "{file: long.wav, level: 0}"
    scheme = loaded(
        tmp_path,
        f"base: beeps\nsounds:\n  six: [{', '.join([layer] * 6)}]\n  more: [{layer}]\n"
        "cues: {rest: {sound: six}, lower: {sound: more}}\n",
    )
    assert len(scheme.problems) == 1
    assert "mine.yaml:9:17: the sound files of a scheme last at most 60 s together" in told(scheme)[0]
    assert sounds_like(scheme, CueKey.LOWER)
    assert not sounds_like(scheme, CueKey.REST)


def test_the_scheme_in_the_documentation_can_be_used(tmp_path):
    text = (SHIPPED.parents[1] / "docs" / "sound.md").read_text(encoding="utf-8")
    (tmp_path / "gym.yaml").write_text(text.split("```yaml\n")[1].split("```")[0], encoding="utf-8")
    soundfile.write(tmp_path / "bell.wav", np.full(1000, 0.5), 48_000)
    assert linted(tmp_path / "gym.yaml") == []
    assert read_scheme(tmp_path / "gym.yaml").problems == ()


def test_every_shipped_fade_is_at_least_3_ms():
    for path in SHIPPED.glob("*.yaml"):
        content = load_file(path).content
        assert isinstance(content, SchemeFile)
        for layers in content.sounds.values():
            assert all(layer.attack >= 0.003 and layer.release >= 0.003 for layer in layers)
            assert min(layer.start for layer in layers) == 0
            assert min(layer.attack for layer in layers if not layer.start) <= 0.05
