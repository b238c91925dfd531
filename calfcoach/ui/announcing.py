"""Has a screen reader say at once what its user would not find alone: a refusal, or a milestone of a set.

Does nothing where no screen reader runs. The caller brings the words.
"""

from PySide6.QtWidgets import QWidget


def announce(part: QWidget, sentence: str, urgent: bool = False) -> None:
    """Have the screen reader say a sentence about a widget; an `urgent` one goes before whatever is being said."""
    from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent  # loaded here: few starts announce anything

    event = QAccessibleAnnouncementEvent(part, sentence)
    politeness = QAccessible.AnnouncementPoliteness
    event.setPoliteness(politeness.Assertive if urgent else politeness.Polite)
    QAccessible.updateAccessibility(event)
