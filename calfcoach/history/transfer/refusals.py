"""What is said where a file cannot be taken in. Knows no file."""

from calfcoach.texts import text


class ImportRefused(Exception):
    """A file cannot be taken in; the reason, as the second half of a sentence that begins with the file."""


def not_ours() -> ImportRefused:
    """The refusal of a file that is neither a history nor one that was exported as JSON or CSV."""
    return ImportRefused(text("it is no history of Calfcoach, nor one exported as JSON or CSV"))
