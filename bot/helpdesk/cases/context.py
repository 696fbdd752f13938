"""The context that all the help desks' parts work with, and what is to be kept of what was done to a case."""

import asyncio
import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from telegram.error import TelegramError

from bot.addresses import is_this_machine
from bot.helpdesk.cases.card_actions import ActionContext, ActionResult
from bot.helpdesk.cases.card_buttons import CardSurroundings
from bot.helpdesk.cases.kept_outlook import with_outlook
from bot.helpdesk.cases.notify_operator import calls_for, notification
from bot.helpdesk.cases.relay import remark
from bot.helpdesk.desks.desk_directory import DeskDirectory
from bot.helpdesk.desks.membership import Membership
from bot.outgoing.call_outcome import Failed
from bot.outgoing.sender import Sender
from bot.outgoing.telegram_errors import Refusal, refusal, wait_of
from bot.records.desk_case import BOT, DeskCase, Entry
from bot.records.help_desk import Desk
from bot.records.priority import Priority
from bot.records.rows import Known, Saved
from bot.store.interface import Store
from bot.transport.request import LARGEST
from bot.turn import Kept, Turns
from flows.dialogue.case_code import case_code
from flows.dialogue.machine.session import Session
from flows.view import Line

log = logging.getLogger("bot.helpdesk.cases.context")


@dataclass(frozen=True, slots=True)
class HelpdeskContext:
    """Parts of the bot that a help desk needs."""

    store: Store
    sender: Sender
    turns: Turns
    desks: DeskDirectory
    members: Membership
    clock: Callable[[], datetime]
    owners: frozenset[int]
    wake: asyncio.Event
    """Set when something was put into the outbox."""

    async def case_of_desk(self, desk: Desk, number: int) -> DeskCase | None:
        """A case that this desk has now: another desk's is nobody's here."""
        case = await self.store.desk_case(number)
        return case if case and case.desk == desk.code else None

    async def scene(self, desk: Desk, number: int, who: int, now: datetime) -> ActionContext | None:
        """A case that this desk has now, for what `who` of its staff does there; None for another desk's."""
        case = await self.case_of_desk(desk, number)
        session = await self.store.case_of(case.person, number) if case else None
        if case is None or session is None:
            return None
        card = await self.store.card_of(number)
        kept = tuple(held for held in await self.store.held(case.person) if held.case == number)
        around = self.around(case, await self.store.colleagues(desk.code))
        return ActionContext(case, session, card, desk, around, who, now, kept)

    def around(self, case: DeskCase, colleagues: tuple[tuple[int, str], ...]) -> CardSurroundings:
        """Desks and colleagues that a case can go to from the desk that has it now."""
        back = self.desks.get(case.came) if case.came else None
        reached = back if back and back.chat is not None and back.code != case.desk else None
        return CardSurroundings(self.desks.above(case.desk), reached, colleagues)

    async def fetch(self, file: str, largest: int | None = None) -> bytes | Failed:
        """The bytes of a sent file, by Telegram's id of it. More bytes than `largest`, or than bots may fetch, fail as `TooBig`."""
        try:
            found = await self.sender.bot.get_file(file)
            if largest is not None and (found.file_size or 0) > largest:
                return Failed(Refusal.REFUSED, "TooBig")
            # A path is read from this disk if it stands there; only a server that is on this machine anyway may name one.
            fetched = (found.file_path or "").startswith(("https://", "http://"))
            if not fetched and not is_this_machine(self.sender.bot.base_url):
                return Failed(Refusal.REFUSED, "NotFetched")
            content = bytes(await found.download_as_bytearray()) if found.file_path else b""
            return Failed(Refusal.REFUSED, "TooBig") if len(content) > (largest or LARGEST) else content
        except TelegramError as error:
            log.warning("file not fetched", extra={"error": type(error).__name__})
            what = refusal(error)
            if what is Refusal.UNCERTAIN:  # asking anew does nothing twice
                what = Refusal.NOT_SENT
            name = "TooBig" if "too big" in error.message.casefold() else type(error).__name__
            return Failed(what, name, wait_of(error))

    async def governs(self, person: int) -> frozenset[str] | None:
        """The districts that somebody looks after; None for nobody's. Whoever has left a desk's group heads it no more, and who is not
        in it yet does not so far. Raises NotKnownError.
        """
        if person in self.owners:
            return frozenset(desk.code for desk in self.desks.every)
        codes = await self.store.headed_by(person)
        for desk in filter(None, map(self.desks.get, sorted(codes))):
            heading = await self.members.heading(desk.chat, person) if desk.chat is not None else "in"
            if heading == "left":
                await self.dismiss(desk, person, BOT)
            if heading != "in":
                codes -= {desk.code}
        return codes or None

    async def dismiss(self, desk: Desk, person: int, who: int) -> bool:
        """Dismiss a head of a desk, and with them the code for its group that they may have. False where they did not head it."""
        if not await self.store.dismiss(desk.code, person):
            return False
        await self.log(desk, "dismissed", who, str(person))
        return True

    async def log(self, desk: Desk, action: str, who: int, about: str = "") -> None:
        """Write a line about a desk itself into its log: `who` did `action`, about `about`."""
        await self.store.write_log([Entry(self.clock(), desk.code, action, None, who, about)])

    def kept(
        self,
        session: Session,
        done: ActionResult,
        known: Known,
        now: datetime,
        update_id: int | None = None,
    ) -> Kept:
        """The rows to keep of what was done to a case, with what its operator hears of it. `done.case` must not be None."""
        case = done.case
        assert case is not None
        letters = list(done.letters)
        desk = self.desks.get(case.desk)
        if known.blocked and done.event and calls_for(done.event) and desk and desk.chat is not None:
            name = f"{case_code(case.case)}:{case.seq}:blocked"
            letters.append(
                remark(case, desk.chat, name, Line("desk.remark.blocked"), rank=Priority.STAFF_SAID)
            )
        told = notification(done.event, session, case, known, self.desks, now=now)
        return Kept(
            Saved(
                person=case.person,
                sessions=told.sessions,
                at=now,
                update_id=update_id,
                letters=(*letters, *told.letters),
                aside=told.aside,
                desk=with_outlook(case, told.sessions[-1] if told.sessions else session),
                log=done.log,
                relays=done.relays,
                mute=done.mute,
                released=done.released,
            ),
            owed=told.redraws,
        )
