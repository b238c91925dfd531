"""The schemes there are, for choosing. Loads no sound."""

from calfcoach.audio.schemes import scheme_names


def scheme_titles() -> dict[str, str]:
    """Ids and shown names of all schemes, shipped ones and the person's own."""
    return scheme_names()
