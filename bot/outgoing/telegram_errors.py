"""What it means that a call to Telegram failed, told by its error."""

from datetime import timedelta
from enum import Enum, auto

from telegram.error import (
    BadRequest,
    ChatMigrated,
    Forbidden,
    NetworkError,
    RetryAfter,
    TelegramError,
)

from bot.transport import NotSent


class Refusal(Enum):
    """Each wants something else done."""

    SAME = auto()
    """The message shows just that already: as good as done."""
    GONE = auto()
    """The message that was to be edited cannot be: a fresh one takes its place."""
    OLD_QUERY = auto()
    """Nobody waits for the answer to this tap any more."""
    BLOCKED = auto()
    """The person does not want the bot, or the bot is out of the group."""
    TOPIC = auto()
    """The topic of a forum is gone: it is opened anew."""
    RIGHTS = auto()
    """The bot lacks a right in a group: an administrator there can give it."""
    MOVED = auto()
    """The group has a new id."""
    MARKUP = auto()
    """The marks in the text cannot be read: it goes as plain text."""
    WAIT = auto()
    """Too much at once."""
    NOT_SENT = auto()
    """The call has not left this machine: it can be made again."""
    UNCERTAIN = auto()
    """It may have arrived or not."""
    REFUSED = auto()
    """Anything else: it will not do, however often it is tried."""


_BAD_REQUESTS = {
    "message is not modified": Refusal.SAME,
    "topic_not_modified": Refusal.SAME,
    "message to edit not found": Refusal.GONE,
    "message can't be edited": Refusal.GONE,
    "message_id_invalid": Refusal.GONE,
    "there is no text in the message to edit": Refusal.GONE,
    "query is too old": Refusal.OLD_QUERY,
    "query id is invalid": Refusal.OLD_QUERY,
    "query_id_invalid": Refusal.OLD_QUERY,
    "can't parse entities": Refusal.MARKUP,
    "message to delete not found": Refusal.GONE,
    "message can't be deleted": Refusal.GONE,
    "message to react not found": Refusal.GONE,
    "there is no caption in the message to edit": Refusal.GONE,
    "message thread not found": Refusal.TOPIC,
    "topic_deleted": Refusal.TOPIC,
    "topic_id_invalid": Refusal.TOPIC,
    "topic_closed": Refusal.RIGHTS,
    "not enough rights": Refusal.RIGHTS,
    "chat not found": Refusal.BLOCKED,
}


def refusal(error: TelegramError) -> Refusal:
    """What `error` means."""
    match error:
        case RetryAfter():
            return Refusal.WAIT
        case ChatMigrated():
            return Refusal.MOVED
        case Forbidden():
            return Refusal.BLOCKED
        case BadRequest():
            said = error.message.casefold()
            return next((found for part, found in _BAD_REQUESTS.items() if part in said), Refusal.REFUSED)
        case NotSent():
            return Refusal.NOT_SENT
        case NetworkError():  # a TimedOut is one as well
            return Refusal.UNCERTAIN
    return Refusal.REFUSED


def wait_of(error: TelegramError) -> timedelta | None:
    """How long Telegram asks to wait, where it does."""
    if not isinstance(error, RetryAfter):
        return None
    asked = error.retry_after
    return asked if isinstance(asked, timedelta) else timedelta(seconds=asked)
