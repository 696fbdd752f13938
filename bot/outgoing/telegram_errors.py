"""Meaning of a failed call to Telegram, told by its error."""

from collections.abc import Mapping
from datetime import timedelta
from enum import Enum, auto

from telegram.error import (
    BadRequest,
    ChatMigrated,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
)

from bot.transport import NotSent


class Refusal(Enum):
    """Refusals by Telegram, each of which wants something else done."""

    SAME = auto()
    """The message shows just that already: as good as done."""
    GONE = auto()
    """The message that was to be edited cannot be: a fresh one takes its place."""
    OLD_QUERY = auto()
    """Nobody waits for the answer to this tap any more."""
    BLOCKED = auto()
    """The person does not want the bot, as Telegram says in so many words; of a group, that it is gone for good."""
    AWAY = auto()
    """The bot is out of the group, or the chat is not known: also what a server says that was just started. See `SecondLook`."""
    TOKEN = auto()
    """The token is not known: also what a proxy in between says. See `TokenWatch`."""
    STRANGE = auto()
    """An answer that is not known. See `SecondLook`."""
    TOPIC = auto()
    """The topic of a forum is gone: it is opened anew."""
    RIGHTS = auto()
    """The bot lacks a right in a group, or is muted there: an administrator can give it back."""
    MOVED = auto()
    """The group has a new id."""
    MARKUP = auto()
    """The marks in the text cannot be read: it goes as plain text."""
    WAIT = auto()
    """Too much at once."""
    NOT_SENT = auto()
    """The call has not left this machine: it can be made again."""
    UNCERTAIN = auto()
    """Refusal that leaves open whether it arrived."""
    REFUSED = auto()
    """What was sent will not do, however often it is tried."""


_UNREADABLE = ("parsing the server response", "invalid server response")
"""What python-telegram-bot says of an answer that is no JSON: it was not Telegram that gave it."""

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
    "have no rights to": Refusal.RIGHTS,
    "need administrator rights": Refusal.RIGHTS,
    "admin_required": Refusal.RIGHTS,
    "chat_write_forbidden": Refusal.RIGHTS,
    "chat_restricted": Refusal.RIGHTS,
    "chat_guest_send_forbidden": Refusal.RIGHTS,
    "voice_messages_forbidden": Refusal.REFUSED,
    "_forbidden": Refusal.RIGHTS,  # CHAT_SEND_PHOTOS_FORBIDDEN and its like
    "chat not found": Refusal.AWAY,
    "peer_id_invalid": Refusal.AWAY,
    "channel_private": Refusal.AWAY,
    "group chat was deactivated": Refusal.AWAY,
} | dict.fromkeys(
    (
        "chat is not a forum",
        "chat_not_forum",
        "topics are not enabled",
        "topic_not_modified",
        "message text is empty",
        "message must be non-empty",
        "message is too long",
        "message_too_long",
        "caption is too long",
        "file is too big",
        "file must be non-empty",
        "wrong file identifier",
        "wrong remote file",
        "wrong type of",
        "wrong padding",
        "failed to get http url content",
        "message to copy not found",
        "message can't be copied",
        "message to be replied not found",
        "message to forward not found",
        "message media can't be edited",
        "can't change media type",
        "message content type can't",
        "media_",
        "photo_",
        "image_process_failed",
        "reaction",
        "button",
        "reply markup is too long",
        "entities_",
    ),
    Refusal.REFUSED,
)
"""What Telegram's words mean; the first that is found in them counts."""

_FORBIDDEN = {
    "blocked by the user": Refusal.BLOCKED,
    "user is deactivated": Refusal.BLOCKED,
    "can't initiate conversation": Refusal.BLOCKED,
    "was kicked": Refusal.AWAY,
    "is not a member": Refusal.AWAY,
    "chat was deleted": Refusal.AWAY,
    "have no rights to": Refusal.RIGHTS,
    "not enough rights": Refusal.RIGHTS,
}


def refusal(error: Exception) -> Refusal:
    """The refusal that `error` means. What nobody has met before is `STRANGE`; that the answer cannot be read, `UNCERTAIN`."""
    said = str(error).casefold()
    match error:
        case RetryAfter():
            return Refusal.WAIT
        case ChatMigrated():
            return Refusal.MOVED
        case InvalidToken():
            return Refusal.TOKEN
        case TelegramError() if any(part in said for part in _UNREADABLE):
            return Refusal.UNCERTAIN
        case Forbidden():
            return _meant(_FORBIDDEN, said)
        case BadRequest():
            return _meant(_BAD_REQUESTS, said)
        case NotSent():
            return Refusal.NOT_SENT
        case NetworkError():  # a TimedOut is one as well
            return Refusal.UNCERTAIN
        case TelegramError():
            return Refusal.STRANGE
    return Refusal.UNCERTAIN  # done, as far as Telegram goes; what it said of it cannot be read


def _meant(known: Mapping[str, Refusal], said: str) -> Refusal:
    return next((found for part, found in known.items() if part in said), Refusal.STRANGE)


def wait_of(error: Exception) -> timedelta | None:
    """Time that Telegram asks to wait; None where it does not."""
    if not isinstance(error, RetryAfter):
        return None
    asked = error.retry_after
    return asked if isinstance(asked, timedelta) else timedelta(seconds=asked)
