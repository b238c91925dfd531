"""The words for what a person says of a session: effort and pain from 0 to 10, and the advice after much pain.

Refuses to know how it is asked.
"""

from calfcoach.texts import marked, text

EFFORT = (
    marked("nothing at all"), marked("very easy"), marked("easy"), marked("rather easy"), marked("moderate"),
    marked("moderate"), marked("rather hard"), marked("hard"), marked("very hard"), marked("very hard"),
    marked("all I had"),
)  # fmt: skip
PAIN = (
    marked("none"), marked("barely"), marked("mild"), marked("mild"), marked("moderate"), marked("moderate"),
    marked("strong"), marked("strong"), marked("very strong"), marked("very strong"), marked("worst imaginable"),
)  # fmt: skip
MUCH_PAIN = 5
"""With pain above this, or pain still there in the morning, the load must not be raised (Silbernagel)."""


def pain_advice(pain: int | None, limit: int) -> str | None:
    """What to do after such pain (0 to 10, None: nothing was said); None where there is no advice.

    `limit` is the person's own, above which nothing more is proposed either; one above `MUCH_PAIN` counts as that.
    """
    most = min(limit, MUCH_PAIN)
    if pain is None or pain <= most:
        return None
    return text("More than {limit}, or still there in the morning: add no load next time.", limit=most)
