"""Linking of groups: how a group becomes a district's desk, and ceases to be one.

A group that merely adds the bot gets nothing. It takes a code that an owner or the desk's head has asked for, used once by
an administrator of the group (written there, carried by a link, or by choosing the group with a button), and the rights
that the bot needs there.
"""

import hashlib
import logging
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from secrets import choice

from bot.helpdesk.cases.card_actions import ActionResult
from bot.helpdesk.cases.card_letters import card_letter, gone_letters
from bot.helpdesk.cases.context import HelpdeskContext
from bot.helpdesk.cases.transfer import transferred
from bot.helpdesk.groups.desk_standing import lacks_rights
from bot.helpdesk.groups.head_news import HeadNews
from bot.incoming.events import Author, BotMembership, ChatShared, GroupMessage
from bot.outgoing.letters import note
from bot.outgoing.render import plain
from bot.privacy import redact
from bot.records.desk_case import BOT, DeskCase, Entry
from bot.records.desk_drawings import Card
from bot.records.help_desk import Desk, Staff
from bot.records.letters import Letter
from bot.records.rows import Known
from bot.store.interface import StaleError
from bot.turn import Decision, Unchanged
from flows.dialogue.case_code import DIGITS
from flows.dialogue.machine.events import DeskNews
from flows.texts import write
from flows.view import Line

log = logging.getLogger("bot.helpdesk.groups.group_linking")

_LENGTH = 10
_REQUEST = 7
"""So many letters of a code's digest go into the button that asks for a group."""
PAYLOAD = "h_"
"""Mark before the code, in the link that adds the bot to a group."""


def new_code() -> str:
    """A code that nobody guesses: 49 bits, valid a day, gone with its first use. One that looks like a secret would be taken
    out of what is written.
    """
    while redact(f"/hubungkan {(code := ''.join(choice(DIGITS) for _ in range(_LENGTH)))}").kinds:
        pass
    return code


def digest(code: str) -> str:
    """Digest of a linking code, as it is kept: whoever reads the database cannot use it."""
    plain = "".join(letter for letter in code.upper() if letter.isalnum())
    return hashlib.sha256(plain.encode()).hexdigest()


def request_of(code: str) -> int:
    """The number by which Telegram tells which code a chosen group is for: it must fit 32 bits."""
    return int(digest(code)[:_REQUEST], 16)


class GroupLinking:
    """Links groups, and follows what becomes of them."""

    def __init__(self, context: HelpdeskContext, news: HeadNews) -> None:
        self._news = news
        self._context = context
        self._store = context.store
        self._desks = context.desks
        self._members = context.members
        self._clock = context.clock
        self._restless = False
        self._losing: set[str] = set()

    async def link(self, heard: GroupMessage, code: str, update_id: int) -> None:
        """`/hubungkan CODE`, or the bot was added by the link with the code. What is missing is said in the group. A public
        group wants a second yes: `/hubungkan CODE ya`.
        """
        code, _, word = code.partition(" ")
        sure = word.strip().casefold() == plain(write(Line("desk.link.sure")))
        found = await self._store.code_of(digest(code), self._clock())
        use = (digest(code), found) if found else None
        said = await self._linked(heard.chat, heard.author, use, forum=heard.forum, sure=sure)
        letter = note(f"link:{update_id}", heard.chat, said, thread=heard.thread)
        await self._store.finish(update_id, [letter], self._clock())

    async def link_shared(self, heard: ChatShared, update_id: int) -> None:
        """A group was chosen by the button. It is said in the private chat, and once it is a desk in the group too. The button
        stays while something is missing that can be mended.
        """
        use = await self._store.requested(f"{heard.request:0{_REQUEST}x}", self._clock())
        forum = await self._members.is_forum(heard.chat)
        said = await self._linked(heard.chat, Author(heard.person, heard.name), use, forum=forum)
        wants = None if said.key.startswith("desk.link.missing_") else ("", 0)
        letters = [note(f"shared:{update_id}", heard.person, said, heard.person, wants=wants)]
        if said.key.startswith("desk.link.done"):
            letters.append(note(f"link:{update_id}", heard.chat, said))
        await self._store.finish(update_id, letters, self._clock())

    async def _linked(
        self, chat: int, author: Author, use: tuple[str, str] | None, *, forum: bool, sure: bool = False
    ) -> Line:
        """`sure`: whoever links knows that the group is public. `use` is the digest of the code and its desk; None for a code that cannot be used."""
        now, already = self._clock(), self._desks.at(chat)
        if already:
            return Line("desk.link.already", {"name": already.name})
        if author.person is None:
            return Line("desk.link.anonymous")
        if not await self._members.is_administrator(chat, author):
            return Line("desk.link.not_admin")
        desk = self._desks.get(use[1]) if use else None
        if use is None or desk is None:
            return Line("desk.link.wrong_code")
        missing = await self._members.missing(chat, forum=forum)
        if missing:
            return Line(f"desk.link.missing_{missing}")
        if not sure and await self._members.is_public(chat):
            warning = Line("desk.owner.public", {"name": desk.name, "code": desk.code})
            await self._tells_owners(f"public:{use[0]}:{chat}", warning)
            return Line("desk.link.missing_yes")
        joined = replace(desk, chat=chat, forum=forum, lost=False)
        if not await self._store.link(use[0], joined, author.person):
            return Line("desk.link.wrong_code")
        await self._store.note_staff(chat, Staff(author.person, author.name, True, now))
        await self._store.mark({lacks_rights(desk): ""})
        await self._desks.refresh()
        await self._context.log(joined, "linked", author.person)
        await self._news.tell_of("linked", joined, author.person)
        await self._takes_over(desk)
        return Line("desk.link.done_forum" if forum else "desk.link.done", {"name": desk.name})

    async def _takes_over(self, was: Desk) -> None:
        """The group before is told that it is no desk any more, and the open cases get cards in the new one."""
        if was.chat is not None:
            await self._says_gone(was.chat)
        self._restless = True
        self._context.wake.set()

    async def _says_gone(self, chat: int) -> None:
        gone = note(f"unlinked:{chat}:{self._stamp()}", chat, Line("desk.link.gone"))
        await self._store.add_letters([gone], self._clock())

    def _stamp(self) -> int:
        return int(self._clock().timestamp())

    async def follow_bot(self, heard: BotMembership, update_id: int) -> None:
        """The bot was let in, sent away, or has other rights."""
        desk = self._desks.at(heard.chat)
        if desk is not None:
            if not heard.is_in:
                await self.lost(heard.chat)
            elif not heard.is_administrator:
                await self.lacking(heard.chat)
            else:
                await self._store.mark({lacks_rights(desk): ""})
                await self._store.pin_again(heard.chat)
        await self._store.finish(update_id, (), self._clock())

    async def unlink(self, desk: Desk, who: int) -> None:
        """Unlink a desk's group, as was commanded. What that means for its cases is done by `chores`: whoever commands may
        stand in a person's line, and must not wait for another's.
        """
        assert desk.chat is not None
        await self._says_gone(desk.chat)
        await self._context.log(desk, "unlinked", who)
        await self._news.tell_of("unlinked", desk, who)
        await self._store.put_desk(replace(desk, chat=None, forum=False))
        await self._desks.refresh()
        self._restless = True
        self._context.wake.set()

    async def chores(self) -> None:
        """Settle the cases that were left to be settled once no lock is held. Caller holds no lock. Raises BrokenStoreError."""
        if self._restless:
            self._restless = False
            await self.settle()

    async def lost(self, chat: int) -> None:
        """The bot is not in a desk's group any more. The owners are told, and its cases go to the desk above."""
        desk = self._desks.at(chat)
        if desk is None or desk.code in self._losing:  # several letters find it out at the same moment
            return
        self._losing.add(desk.code)
        try:
            await self._loses(desk)
        finally:
            self._losing.discard(desk.code)
        await self.settle()

    async def _loses(self, desk: Desk) -> None:
        log.error("desk lost", extra={"desk": desk.code, "chat": desk.chat})
        above = self._desks.above(desk.code)
        name = "desk.owner.lost_to" if above else "desk.owner.lost"
        line = Line(name, {"name": desk.name, "code": desk.code, "above": above.name if above else "-"})
        await self._tells_owners(f"lost:{desk.code}:{self._stamp()}", line)
        await self._context.log(desk, "lost", BOT)
        await self._store.put_desk(replace(desk, chat=None, forum=False, lost=True))
        await self._desks.refresh()

    async def lacking(self, chat: int) -> None:
        """The bot may not do there what it must; the owners are told once, till its rights have changed or the desk is linked anew."""
        desk = self._desks.at(chat)
        if desk is None or await self._store.marked(lacks_rights(desk)):
            return
        await self._store.mark({lacks_rights(desk): "1"})
        log.error("desk lacks rights", extra={"desk": desk.code, "chat": chat})
        line = Line("desk.owner.lacking", {"name": desk.name, "code": desk.code})
        await self._tells_owners(f"lacking:{desk.code}:{self._stamp()}", line)

    async def _tells_owners(self, key: str, line: Line) -> None:
        letters: list[Letter] = [
            note(f"{key}:{owner}", owner, line, owner) for owner in sorted(self._context.owners)
        ]
        await self._store.add_letters(letters, self._clock())
        self._context.wake.set()

    async def settle(self) -> None:
        """See to it that every open case has a desk with a group, and a card there, and one that is taken somebody who took it.

        What a kill has left half done is done now.
        """
        for found in await self._store.unsettled():
            await self._settle(found)

    async def _settle(self, found: DeskCase) -> None:
        async def decide(known: Known, now: datetime) -> Decision:
            case = await self._store.desk_case(found.case)
            session = await self._store.case_of(found.person, found.case) if case else None
            if case is None or session is None or not case.is_open:
                return Unchanged()
            card = await self._store.card_of(found.case)
            return self._context.kept(session, self._settled(case, card), known, now)

        with suppress(StaleError):  # another hand is at it all the time; the next look decides anew
            await self._context.turns.take(found.person, decide)

    def _settled(self, case: DeskCase, card: Card | None) -> ActionResult:
        """A case whose desk is gone goes to the one above; where there is none, it ends, and the operator is told."""
        now, desk = self._clock(), self._desks.get(case.desk)
        if desk and desk.chat is not None:
            lost = case.state == "taken" and case.owner is None
            again = case.becomes("open", now) if lost else case.on_new_card()
            gone = gone_letters(again, card, None) if card and card.chat != desk.chat else []
            return ActionResult(
                again,
                letters=(card_letter(again, desk.chat), *gone),
                event=DeskNews("released") if lost else None,
            )
        above = self._desks.above(case.desk)
        reached = (
            None if desk is None or desk.lost else card
        )  # where the bot was sent away it can change nothing
        if above:
            there, letters = transferred(case, above, reached, now)
            entry = Entry(now, above.code, "moved", case.case, BOT, above.name)
            return ActionResult(there, (entry,), tuple(letters), DeskNews("moved"))
        ended = replace(case.closes("lost", now), owner=None)
        entry = Entry(now, case.desk, "closed", case.case, BOT, "lost")
        return ActionResult(ended, (entry,), tuple(gone_letters(ended, reached, None)), DeskNews("lost"))
