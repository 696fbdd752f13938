"""Membership of groups: told by Telegram when it changes, and asked again after a while: a missed word must not last."""

import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Literal

from telegram import Bot, ChatMember
from telegram.error import BadRequest

from bot.incoming.events import Author
from bot.incoming.not_known import NotKnownError
from bot.incoming.parse import is_in
from bot.privacy.invisible import inert, one_line
from bot.records.help_desk import Staff
from bot.store.interface import Store

log = logging.getLogger("bot.helpdesk.desks.membership")

_BELIEVED = timedelta(minutes=10)
"""So long it is believed that somebody is in a group; that they are not is asked each time."""
_NOBODY = (
    "user not found",
    "member not found",
    "user_id_invalid",
    "participant_id_invalid",
    "user_not_participant",
)
"""What Telegram says of people that it does not know in a group."""
_LEADING = frozenset({ChatMember.OWNER, ChatMember.ADMINISTRATOR})


class Membership:
    """Asks Telegram as rarely as it can: each question counts as a call to the group."""

    def __init__(self, store: Store, bot: Bot, clock: Callable[[], datetime]) -> None:
        self._store = store
        self._bot = bot
        self._clock = clock

    async def belongs(self, chat: int, author: Author) -> bool:
        """Whether `author` is in group `chat` now; whoever hides their name is not. Raises NotKnownError."""
        if author.person is None:
            return False
        now = self._clock()
        known = await self._store.staff(chat, author.person)
        if (
            known
            and known.is_in
            and known.name == author.name
            and timedelta(0) <= now - known.seen_at < _BELIEVED
        ):
            return True
        member = await self._member(chat, author.person)
        inside = member is not None and is_in(member)
        if inside or known:
            await self._store.note_staff(chat, Staff(author.person, author.name, inside, now))
        return inside

    async def heading(self, chat: int, person: int) -> Literal["in", "left", "never"]:
        """Whether somebody who heads a desk is in its group now, has left it, or was never seen there. Raises NotKnownError."""
        known = await self._store.staff(chat, person)
        if known is not None:
            return "in" if await self.belongs(chat, Author(person, known.name)) else "left"
        member = await self._member(chat, person)
        if member is None or not is_in(member):
            return "never"
        name = inert(one_line(member.user.first_name)) or "-"
        await self._store.note_staff(chat, Staff(person, name, True, self._clock()))
        return "in"

    async def is_still_in(self, chat: int, person: int) -> bool:
        """Whether somebody who was seen in a group is in it now. Raises NotKnownError."""
        known = await self._store.staff(chat, person)
        return known is not None and known.is_in and await self.belongs(chat, Author(person, known.name))

    async def is_administrator(self, chat: int, author: Author) -> bool:
        """Whether `author` is an administrator of group `chat`, asked each time. Raises NotKnownError."""
        if author.person is None:
            return False
        member = await self._member(chat, author.person)
        return member is not None and member.status in _LEADING

    async def is_forum(self, chat: int) -> bool:
        """Whether a group has topics. Raises NotKnownError."""
        try:
            return bool((await self._bot.get_chat(chat)).is_forum)
        except Exception as error:  # noqa: BLE001  (an answer may be anything)
            log.warning("group not known", extra={"chat": chat, "error": type(error).__name__})
            raise NotKnownError from None

    async def is_public(self, chat: int) -> bool:
        """Whether everybody can find a group and read in it. Raises NotKnownError."""
        try:
            return bool((await self._bot.get_chat(chat)).username)
        except Exception as error:  # noqa: BLE001  (an answer may be anything)
            log.warning("group not known", extra={"chat": chat, "error": type(error).__name__})
            raise NotKnownError from None

    async def missing(self, chat: int, *, forum: bool) -> str | None:
        """The right that the bot lacks for serving as a desk in group `chat`: `admin`, `topics` or `admin_topics`; None for nothing. Raises
        NotKnownError.
        """
        own = await self._member(chat, self._bot.id)
        if own is None or own.status not in _LEADING:
            return "admin_topics" if forum else "admin"
        if forum and not (own.status == ChatMember.OWNER or getattr(own, "can_manage_topics", False)):
            return "topics"
        return None

    async def may_pin(self, chat: int) -> bool:
        """Whether the bot may pin a message in a group. Raises NotKnownError."""
        own = await self._member(chat, self._bot.id)
        return own is not None and (
            own.status == ChatMember.OWNER or bool(getattr(own, "can_pin_messages", False))
        )

    async def _member(self, chat: int, person: int) -> ChatMember | None:
        try:
            return await self._bot.get_chat_member(chat, person)
        except Exception as error:  # noqa: BLE001  (an answer may be anything)
            said = str(error).casefold()
            if isinstance(error, BadRequest) and any(words in said for words in _NOBODY):
                return None
            log.warning("membership not known", extra={"chat": chat, "error": type(error).__name__})
            raise NotKnownError from None
