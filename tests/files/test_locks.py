"""A lock keeps others out while its owner lives, and no longer."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from calfcoach.files.locks import locked

HOLD = """
import sys
from pathlib import Path
from calfcoach.files.locks import locked
with locked(Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.read()
"""


def test_a_lock_keeps_others_out_and_ends_with_its_owner(tmp_path: Path) -> None:
    path = tmp_path / "lock"
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as owner:
        assert owner.stdout is not None
        owner.stdout.readline()
        with pytest.raises(TimeoutError, match="held"), locked(path, most_wait_s=0.0):
            pass
        owner.kill()
    with locked(path, most_wait_s=0.0):
        pass
    assert path.read_bytes() == b""
