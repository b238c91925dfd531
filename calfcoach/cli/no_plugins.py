"""Keeps pydantic from looking for plug-ins of other packages: there are none for this program.

Its own switch, `PYDANTIC_DISABLE_PLUGINS`, spares the looking. The module that asks for that switch has by then loaded
all that Python has for reading packages and e-mail; so that module waits until anything else of it is wanted. So does
the one that pydantic compares secret values with: with it all of OpenSSL is loaded, 3 ms, and no model here has any.
"""

import os

from calfcoach.later import let_wait

LOADER = "pydantic.plugin._loader"
SECRETS = "secrets"


def look_for_no_plugins() -> None:
    """From now on no plug-ins are looked for; to be called before pydantic is loaded."""
    let_wait({SECRETS: {}})
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    if os.environ["PYDANTIC_DISABLE_PLUGINS"] == "__all__":
        let_wait({LOADER: {"get_plugins": _no_plugins}})


def _no_plugins() -> tuple[()]:
    return ()
