"""What an update says: whose it is, and what happened. Nothing is decided here."""

from dataclasses import dataclass, replace
from typing import get_args

from telegram import CallbackQuery, ChatMember, Message, Update
from telegram.constants import ChatType

from flows.dialogue.buttons import read_button
from flows.dialogue.events import Chose, Commanded, CommandName, Edited, Event, Sent, Typed

COMMANDS: tuple[CommandName, ...] = get_args(CommandName)

_KINDS = (
    "animation", "audio", "checklist", "contact", "dice", "document", "game", "giveaway", "invoice", "location",
    "paid_media", "photo", "poll", "sticker", "story", "venue", "video", "video_note", "voice",
)  # fmt: skip
"""What a person can send that is no text; an animation and a venue also come as what they are made of."""

PERSONAL = "personal"
"""The inbox's own mark in an update, beside Telegram's."""

_UNREADABLE = Chose(-1, -1, "nav", "none")
"""A tap whose data is not ours: of no case, and so late by its nature."""


@dataclass(frozen=True, slots=True)
class Tap:
    """The query that wants its answer, and the message whose button was tapped."""

    query: str
    message: int | None
    armed: bool
    """The message still had its buttons."""


@dataclass(frozen=True, slots=True)
class FromPerson:
    """Something that a person did in the private chat."""

    person: int
    event: Event
    tap: Tap | None = None
    personal: tuple[str, ...] = ()
    """Kinds of what was taken out of the message before it was kept."""


@dataclass(frozen=True, slots=True)
class InGroup:
    """A command to the bot in a group."""

    chat: int


@dataclass(frozen=True, slots=True)
class TapInGroup:
    """A button where there should be none: answered, and that is all."""

    tap: Tap


@dataclass(frozen=True, slots=True)
class Reachable:
    """A person has blocked the bot, or let it in again."""

    person: int
    blocked: bool


@dataclass(frozen=True, slots=True)
class Moved:
    """A group has become a supergroup."""

    old: int
    new: int


@dataclass(frozen=True, slots=True)
class StatusAsked:
    """An owner wants to know how the bot stands."""

    person: int


Heard = FromPerson | InGroup | TapInGroup | Reachable | Moved | StatusAsked

STATUS = "status"
"""The owners' command. To everybody else it is a word like any other."""


def whose(update: Update) -> int | None:
    """The person of an update from a private chat; None for groups and for what is nobody's."""
    if update.callback_query:
        message = update.callback_query.message
        private = message is None or message.chat.type == ChatType.PRIVATE
        return update.callback_query.from_user.id if private else None
    chat = update.effective_chat
    return chat.id if chat and chat.type == ChatType.PRIVATE else None


def order_key(update: Update) -> int:
    """What is done one after the other: a person's doings, wherever their taps come from, and a group's."""
    if update.callback_query:
        return update.callback_query.from_user.id
    return update.effective_chat.id if update.effective_chat else 0


def read(update: Update, username: str, owners: frozenset[int] = frozenset()) -> Heard | None:
    """What happened; None for what is nothing to the bot."""
    if update.message and whose(update) in owners and _name(update.message.text or "", username) == STATUS:
        return StatusAsked(update.message.chat.id)
    if update.callback_query:
        return _tapped(update.callback_query, whose(update))
    if update.my_chat_member:
        left = update.my_chat_member.new_chat_member.status == ChatMember.BANNED
        person = whose(update)
        return Reachable(person, left) if person is not None else None
    if update.edited_message:
        edited = update.edited_message
        private = edited.chat.type == ChatType.PRIVATE
        return FromPerson(edited.chat.id, Edited()) if private and edited.text else None
    if update.message:
        heard = _written(update.message, username)
        found = tuple(update.api_kwargs.get(PERSONAL, ()))
        return replace(heard, personal=found) if isinstance(heard, FromPerson) and found else heard
    return None


def _tapped(query: CallbackQuery, person: int | None) -> Heard:
    message = query.message
    armed = bool(getattr(message, "reply_markup", None))
    tap = Tap(query.id, message.message_id if message else None, armed)
    if person is None:
        return TapInGroup(tap)
    return FromPerson(person, read_button(query.data or "") or _UNREADABLE, tap)


def _written(message: Message, username: str) -> Heard | None:
    if message.chat.type != ChatType.PRIVATE:
        if message.migrate_to_chat_id:
            return Moved(message.chat.id, message.migrate_to_chat_id)
        return InGroup(message.chat.id) if _command(message.text or "", username) else None
    if message.text:
        name = _command(message.text, username)
        return FromPerson(message.chat.id, Commanded(name) if name else Typed(message.text))
    kind = next((kind for kind in _KINDS if getattr(message, kind, None)), None)
    return FromPerson(message.chat.id, Sent(kind)) if kind else None


def _command(text: str, username: str) -> CommandName | None:
    """The command that a message begins with, if it is one of ours and not said to another bot."""
    name = _name(text, username)
    return next((command for command in COMMANDS if command == name), None)


def _name(text: str, username: str) -> str | None:
    """The name of the command that a message begins with, unless it is said to another bot."""
    words = text.split(maxsplit=1)
    if not words or not words[0].startswith("/"):
        return None
    name, _, addressed = words[0][1:].partition("@")
    return name.casefold() if addressed.casefold() in {"", username.casefold()} else None
