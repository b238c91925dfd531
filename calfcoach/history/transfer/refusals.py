"""What is said where a file cannot be taken in. Knows no file."""


class ImportRefused(Exception):
    """A file cannot be taken in; the reason, as the second half of a sentence that begins with the file."""
