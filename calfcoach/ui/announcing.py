"""Has a screen reader say something at once that nobody would find by themselves: a refusal, a milestone of a set.

Where no screen reader listens nothing happens. Knows no words.
"""

from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QWidget


def announce(part: QWidget, sentence: str, urgent: bool = False) -> None:
    """Have a sentence said of a part; `urgent` goes before whatever is being said."""
    event = QAccessibleAnnouncementEvent(part, sentence)
    politeness = QAccessible.AnnouncementPoliteness
    event.setPoliteness(politeness.Assertive if urgent else politeness.Polite)
    QAccessible.updateAccessibility(event)
