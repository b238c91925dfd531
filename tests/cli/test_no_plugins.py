"""pydantic without plug-ins: a start loads nothing that would look for them."""

from __future__ import annotations

import subprocess
import sys

LOOK = """
import sys
from calfcoach.cli.no_plugins import LOADER, look_for_no_plugins
look_for_no_plugins()
from calfcoach.wording.any_lift import any_lift
assert any_lift("Back squat").name == "Back squat"
assert "importlib.metadata" not in sys.modules
from pydantic.plugin._loader import PYDANTIC_ENTRY_POINT_GROUP, get_plugins
assert (PYDANTIC_ENTRY_POINT_GROUP, tuple(get_plugins())) == ("pydantic", ())
assert "importlib.metadata" in sys.modules
assert "hashlib" not in sys.modules
from pydantic import SecretStr
assert SecretStr("the same") == SecretStr("the same")
import secrets
assert len(secrets.token_bytes(8)) == 8
assert "hashlib" in sys.modules
"""


def test_a_model_is_built_without_what_looks_for_plug_ins_and_whoever_wants_that_or_secrets_gets_it() -> None:
    done = subprocess.run([sys.executable, "-c", LOOK], capture_output=True, text=True, timeout=600, check=False)
    assert (done.returncode, done.stderr) == (0, "")
