"""Priorities of calls to Telegram: of a chat's letters, and of all calls that wait, the lowest goes first."""

from enum import IntEnum


class Priority(IntEnum):
    """Priority of a letter. ANSWER goes to whoever sits before a screen in a private chat; in a group the others share 20 a minute.

    The answer to a tap itself is none of these: Telegram sets it no limit, so that it goes at once and counts for nothing.
    """

    ANSWER = 0
    """Somebody has just acted in their private chat, and waits."""
    STAFF_ACTED = 1
    """What somebody of the staff has just acted on: the card that was pressed, its menu, the page that was turned."""
    STAFF_SAID = 2
    """The answer to what staff have written."""
    OVERVIEW = 3
    """A desk's lists that keep themselves up to date: when many cases come at once, the whole is seen before each of them."""
    URGENT_CARD = 4
    """The card of a case whose cut-off is near."""
    CARD = 5
    """A new card, or one that says something else now."""
    RELAYED = 6
    """What operators write: one of each case in turn."""
    RENAMING = 7
    """Names and marks of topics."""
    RECEIPT = 8
    """Word that something has arrived, and the clearing away of what nobody needs."""
    BULK = 9
    """What nobody waits for, to many at once: reminders, announcements. It has a lane of its own behind all others."""
