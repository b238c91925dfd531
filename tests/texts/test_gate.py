"""No text goes past the gate: what a person reads can be translated."""

from __future__ import annotations

import pytest

from tests.texts.gate import found_in_source


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ('label.setText("Get ready")', ["Get ready"]),
        ('label.setText(f"{n} sets done")', ["{} sets done"]),
        ('button("Start")', ["Start"]),
        ('label.setText(text("Get ready"))', []),
        ('label.setText(plural("{number} set", "{number} sets", n))', []),
        ('label.setText(text(f"{n} sets done"))', ["{} sets done"]),
        ('painter.text("Get ready")', ["Get ready"]),
        ('NAMES = {1: marked("Get ready")}', []),
        ('text("{what} is there", what="no file")', []),
        ('text("{what} is there", what=name or "no file here")', ["no file here"]),
        ('log.info("the machine slept")', []),
        ('raise ValueError("a bug of ours")', []),
        ('raise KnownError("your file is broken")', ["your file is broken"]),
        ('def f() -> "Get ready": ...', []),
        ('x: "Not read" = 1', []),
        ('"""A docstring that is read by programmers."""', []),
        ('assert x, "this is a bug"', []),
        ('if kind == "two words": pass', []),
    ],
)
def test_what_counts_as_a_text(source, found):
    assert found_in_source(source) == found
