"""A time of day as people read it where they live. Refuses to know what the time is."""

from PySide6.QtCore import QLocale, QTime


def clock_text(minutes: int) -> str:
    """The time that is a number of minutes (0 to 1439) after midnight: `18:00`, `6:00 PM`."""
    return QLocale().toString(QTime(*divmod(minutes, 60)), QLocale.FormatType.ShortFormat)
