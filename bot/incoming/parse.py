"""Parsing of updates: whose one is, and what happened. Nothing is decided here."""

from dataclasses import replace

from telegram import CallbackQuery, ChatMember, ChatMemberUpdated, MaybeInaccessibleMessage, Message, User
from telegram.constants import ChatType

from bot.incoming.events import (
    AdminCommand,
    AnnouncementsWanted,
    Author,
    BlockChanged,
    BotMembership,
    ChatMigrated,
    ChatShared,
    GroupMessage,
    GroupTap,
    Incoming,
    InlineSearch,
    MemberChange,
    MisplacedCommand,
    OwnerStarted,
    PrivateEvent,
    Replied,
    StaffCommand,
    StatusRequest,
    Tap,
)
from bot.incoming.message_content import PERSONAL, content_of
from bot.incoming.private_tap import Arrived, PrivateTap
from bot.incoming.written_commands import (
    GOVERN,
    GROUP_COMMANDS,
    STAFF_COMMANDS,
    STATUS,
    WANTED,
    argument_of,
    command_of,
    group_command,
    name_of,
)
from flows.dialogue.buttons import read_button
from flows.dialogue.machine.events import Chose, Commanded, Edited, Event, Forwarded, Sent, Typed

_UNREADABLE = Chose(-1, -1, "nav", "none")
"""A tap whose data is not ours: of no case, and so late by its nature."""


def whose(update: Arrived) -> int | None:
    """The person of an update from a private chat; None for groups and for what is nobody's."""
    if isinstance(update, PrivateTap):
        return update.person
    if update.callback_query:
        message = update.callback_query.message
        private = message is None or message.chat.type == ChatType.PRIVATE
        return update.callback_query.from_user.id if private else None
    chat = update.effective_chat
    return chat.id if chat and chat.type == ChatType.PRIVATE else None


def query_of(update: Arrived) -> str | None:
    """Telegram's id of the tap that an update is, which wants its answer; None where it is none."""
    if isinstance(update, PrivateTap):
        return update.tap.query
    return update.callback_query.id if update.callback_query else None


def order_key(update: Arrived) -> int:
    """Key of the updates that are done one after the other: a person's doings in the private chat, and everything of a group."""
    if isinstance(update, PrivateTap):
        return update.person
    if update.callback_query:
        person = whose(update)
        chat = update.callback_query.message.chat.id if update.callback_query.message else 0
        return person if person is not None else chat
    if update.inline_query:
        return update.inline_query.from_user.id
    return update.effective_chat.id if update.effective_chat else 0


def read(update: Arrived, username: str, owners: frozenset[int] = frozenset()) -> Incoming | None:
    """The event of an update; None for what is nothing to the bot."""
    if isinstance(update, PrivateTap):
        return _tapped_in_private(update.person, update.data, update.tap)
    if update.message and whose(update) in owners and (own := _owners(update.message, username)):
        return own
    if update.callback_query:
        return _tapped(update.callback_query, whose(update))
    if update.inline_query:
        search = update.inline_query
        return InlineSearch(search.from_user.id, search.id, search.query)
    if update.my_chat_member:
        return _stands(update.my_chat_member, whose(update))
    if update.chat_member:
        changed = update.chat_member.new_chat_member
        name = changed.user.first_name
        return MemberChange(update.chat_member.chat.id, changed.user.id, name, is_in=is_in(changed))
    found = tuple(update.api_kwargs.get(PERSONAL, ()))
    if update.edited_message:
        edited = update.edited_message
        if edited.chat.type != ChatType.PRIVATE:
            return _in_group(edited, username, found, edited=True)
        content = content_of(edited)
        if not content or content.kind in _MOVING:
            return None
        return PrivateEvent(edited.chat.id, Edited(), None, found, edited.message_id, content=content)
    return _written(update.message, username, found) if update.message else None


def _owners(message: Message, username: str) -> Incoming | None:
    """The event of what only owners can write; None for the rest. Who starts with a link's word does so as an operator."""
    text = message.text or ""
    name = None if message.forward_origin else name_of(text, username)
    if name == STATUS:
        return StatusRequest(message.chat.id)
    return OwnerStarted(message.chat.id) if name == "start" and not argument_of(text) else None


def _stands(change: ChatMemberUpdated, person: int | None) -> Incoming:
    now = change.new_chat_member
    if person is not None:
        return BlockChanged(person, now.status == ChatMember.BANNED)
    return BotMembership(change.chat.id, is_in(now), now.status in _LEADING)


_MOVING = frozenset({"location", "venue"})
"""Where somebody is now comes as an edit each time; they have changed nothing."""
_LEADING = frozenset({ChatMember.OWNER, ChatMember.ADMINISTRATOR})


def is_in(member: ChatMember) -> bool:
    """Whether the standing of `member` means being in the group."""
    if member.status == ChatMember.RESTRICTED:
        return bool(getattr(member, "is_member", False))
    return member.status in _LEADING or member.status == ChatMember.MEMBER


def _tapped(query: CallbackQuery, person: int | None) -> Incoming:
    message = query.message
    armed = bool(getattr(message, "reply_markup", None))
    tap = Tap(query.id, message.message_id if message else None, armed)
    if person is None:
        chat = message.chat.id if message else 0
        chose = read_button(query.data or "")
        return GroupTap(chat, _author(query.from_user), tap, chose, _replied(message))
    return _tapped_in_private(person, query.data or "", tap)


def _tapped_in_private(person: int, data: str, tap: Tap) -> Incoming:
    chose = read_button(data) or _UNREADABLE
    if chose.subject == GOVERN:
        return AdminCommand(person, chose.choice.replace(".", " "), query=tap.query)
    return PrivateEvent(person, chose, tap)


def _replied(message: MaybeInaccessibleMessage | None) -> Replied | None:
    to = message.reply_to_message if isinstance(message, Message) else None
    if to is None:
        return None
    return Replied(to.message_id, content_of(to), by_bot=to.from_user is not None and to.from_user.is_bot)


def _author(user: User | None) -> Author:
    return Author(user.id, user.first_name) if user and not user.is_bot else Author(None)


def _written(  # noqa: C901  (a row for each kind)
    message: Message, username: str, personal: tuple[str, ...]
) -> Incoming | None:
    if message.chat.type != ChatType.PRIVATE:
        if message.migrate_to_chat_id:
            return ChatMigrated(message.chat.id, message.migrate_to_chat_id)
        return _in_group(message, username, personal)
    person, content = message.chat.id, content_of(message)
    if shared := message.chat_shared:
        known = message.from_user.first_name if message.from_user else "-"
        return ChatShared(person, known, shared.request_id, shared.chat_id)
    if content is None or (message.via_bot and message.via_bot.username == username):
        return None  # the bot's own words, chosen from a search
    replied = message.reply_to_message.message_id if message.reply_to_message else None
    below = "" if content.forwarded else content.text
    sent = Sent(content.kind, below)
    heard = PrivateEvent(person, sent, None, personal, message.message_id, replied, content)
    if content.forwarded:  # somebody else's words are no command
        return replace(heard, event=Forwarded(content.text)) if content.kind == "text" else heard
    if content.kind == "document" and name_of(content.text, username) == GOVERN:
        return AdminCommand(person, argument_of(content.text), content.file)
    if content.kind != "text" and name_of(content.text, username) != "cek":
        return heard
    event: Event = Typed(content.text)
    if name := command_of(content.text, username):
        event = Commanded(name, argument_of(content.text))
    command = name_of(content.text, username)
    if command == GOVERN:
        return AdminCommand(person, argument_of(content.text))
    if command in WANTED:
        return AnnouncementsWanted(person, wanted=WANTED[command])
    if command in STAFF_COMMANDS:
        return StaffCommand(person, command, argument_of(content.text), content, message.message_id)
    return MisplacedCommand(person) if command in GROUP_COMMANDS else replace(heard, event=event)


def _in_group(
    message: Message, username: str, personal: tuple[str, ...], *, edited: bool = False
) -> GroupMessage | None:
    content = content_of(message)
    if content is None:
        return None
    thread = message.message_thread_id if message.is_topic_message else None
    replied = message.reply_to_message.message_id if message.reply_to_message else None
    command = None if edited else group_command(content, username)
    return GroupMessage(
        message.chat.id,
        message.message_id,
        Author(None) if message.sender_chat else _author(message.from_user),
        thread,
        replied if replied != thread else None,  # whatever is said in a topic replies to its first message
        content,
        command,
        argument_of(content.text) if command else "",
        edited,
        personal,
        forum=bool(message.chat.is_forum),
        in_own_topic=thread is not None and _opened_by(username, message.reply_to_message, thread),
        replied=_said_by_bot(message.reply_to_message),
    )


def _opened_by(username: str, first: Message | None, thread: int) -> bool:
    """Whether the bot has opened the topic of which `first` is the first message: what replies to nothing there replies to that."""
    if first is None or first.message_id != thread or not first.forum_topic_created:
        return False
    return first.from_user is not None and first.from_user.username == username


def _said_by_bot(message: Message | None) -> str:
    bots = message is not None and message.from_user is not None and message.from_user.is_bot
    return (message.text or "") if message and bots else ""
