"""How much the sound server is asked to hold, whatever the user's environment says."""

import pytest

from calfcoach.player.latency import LATENCY_VARIABLE, asked_ms


@pytest.mark.parametrize(
    ("says", "ms"),
    [
        ("", 200),
        ("x", 200),
        ("60", 60),
        ("0", 200),
        ("-5", 200),
        ("1", 10),
        ("2000", 250),
        ("1e3", 200),
        ("9" * 5000, 200),
    ],
)
def test_a_users_own_number_counts_within_what_works(monkeypatch: pytest.MonkeyPatch, says: str, ms: int) -> None:
    monkeypatch.setenv(LATENCY_VARIABLE, says)
    assert asked_ms() == ms
