"""The way of one turn: an update becomes an event, the dialogue says what follows, it is saved, and then it is shown."""

import asyncio
import logging
from collections import deque
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from bot.helpdesk.cases.operator_view import at_desk, seen_from
from bot.helpdesk.operators.turn_effects import TurnEffects
from bot.helpdesk.router import HelpdeskRouter
from bot.incoming.events import (
    AdminCommand,
    BlockChanged,
    ChatMigrated,
    ChatShared,
    Incoming,
    MisplacedCommand,
    PrivateEvent,
    StatusRequest,
    Tap,
)
from bot.operations import metrics
from bot.outgoing.letters import farewell, letters_of, screen_letter, status
from bot.outgoing.outbox import Outbox
from bot.outgoing.render import plain, render
from bot.outgoing.screens import Drawing, Screens
from bot.outgoing.sender import Sender
from bot.privacy.notice import notice
from bot.records.rows import Known, Letter, Saved
from bot.store.interface import Store
from flows.dialogue.dates import next_daytime
from flows.dialogue.machine.effects import Erase, NewCase, OpenCase, Remember, RememberSchool, Unread
from flows.dialogue.machine.events import CaseLine, Chose, Commanded, Reminded, Sent, Surroundings
from flows.dialogue.machine.session import Session
from flows.dialogue.turn.case import Turn
from flows.dialogue.turn.engine import advance, begin, show
from flows.texts import write

log = logging.getLogger("bot.turn")

_ALBUMS = 64
"""So many albums at once are known as ones that have their answer."""


class Turns:
    """Applies what happens, one thing after the other for each person."""

    def __init__(
        self,
        store: Store,
        sender: Sender,
        screens: Screens,
        outbox: Outbox,
        station: HelpdeskRouter,
        *,
        clock: Callable[[], datetime],
        new_case: Callable[[], int],
    ) -> None:
        self._store = store
        self._sender = sender
        self._screens = screens
        self._outbox = outbox
        self._station = station
        self._desks = station.desks
        self._clock = clock
        self._new_case = new_case
        self._albums: deque[str] = deque(maxlen=_ALBUMS)
        """Those of which a picture was answered. After a kill a next one is answered too, and that is all."""

    async def apply(self, heard: Incoming | None, update_id: int, username: str) -> None:
        """Everything that one update leads to. Whoever calls stands in the person's line, or in the group's."""
        match heard:
            case PrivateEvent():
                with metrics.TURN_SECONDS.time():
                    await self._turn(heard, update_id)
                return
            case AdminCommand() | MisplacedCommand() | ChatShared():
                await self._station.serves(heard, update_id)
            case BlockChanged(person, blocked):
                await self._store.set_blocked(person, blocked, update_id)
            case ChatMigrated(old, new):
                await self._store.moved(old, new, update_id)
                await self._desks.refresh()
            case StatusRequest(person):
                now = self._clock()
                letter = status(person, update_id, await self._store.figures(now), now)
                await self._store.finish(update_id, [letter], now)
            case None:
                await self._store.finish(update_id, (), self._clock())
            case _:
                await self._station.apply(heard, update_id, username)
        self._outbox.wake.set()

    async def _turn(self, heard: PrivateEvent, update_id: int) -> None:
        """Load, decide, save, then answer and draw. What comes after the saving can be lost: it is made up for."""
        now = self._clock()
        known = await self._store.load(heard.person)
        if await self._station.side.edited(heard, known, update_id):
            return
        before = known
        known, opened = await self._station.side.replied(heard, known)
        if await self._station.side.answers(heard, known):
            heard = replace(heard, event=Sent("text"))
        session = known.session or begin(self._new_case(), heard.person, now)
        here = seen_from(known, self._desks, now)
        turn = advance(session, heard.event, here)
        if any(isinstance(effect, Erase) for effect in turn.effects):
            await self._erase(heard, known, update_id, now)
            return
        after = await self._elsewhere(turn, here)
        following = await self._station.side.follows(turn, session, after.session.case, known, heard)
        album = heard.content.album if heard.content else None
        if not opened and not heard.personal and (turn.quiet or album in self._albums):
            await self._quietly(turn.session if turn.quiet else session, following, update_id, now)
            return
        if turn.quiet and not opened and known is not before and before.session:
            shown = show(before.session, seen_from(before, self._desks, now))
            after = replace(turn, session=before.session, view=shown)  # the other case's screen stays
        place, fresh, disarmed = _place(heard.tap, known, stale=turn.stale)
        present = after.session
        letters = self._letters(turn, after)
        below = any(letter.kind in {"tell", "export"} for letter in letters)
        if below:  # the screen stands under what is to be forwarded or kept, where the person looks
            letters = (*letters, screen_letter(after))
        chosen = [effect.district for effect in turn.effects if isinstance(effect, Remember)]
        named = [effect.word for effect in turn.effects if isinstance(effect, RememberSchool)]
        saved = Saved(
            person=heard.person,
            sessions=(present,) if after is turn else (turn.session, present),
            at=now,
            update_id=update_id,
            screen=place,
            fresh=fresh,
            letters=(*letters, *following.letters),
            unread=tuple(effect for effect in turn.effects if isinstance(effect, Unread)),
            district=chosen[-1] if chosen else None,
            school=named[-1] if named else None,
            desk=following.desk,
            log=following.log,
            relays=following.relays,
            held=following.held,
            released=following.released,
        )
        await self._store.save(saved)
        if album:
            self._albums.append(album)
        metrics.turned(session, after)
        self._outbox.wake.set()
        toast = plain(write(turn.toast)) if turn.toast else None
        view = after.view
        if heard.personal:
            view = view.after(notice(heard.personal))
        message = render(view, present.case, present.seq)
        drawing = Drawing(heard.person, present.case, present.seq, message, place, fresh)
        # Where this very screen does not offer it any more, its desk has changed what it shows.
        changed = known.desk is not None and isinstance(heard.event, Chose) and heard.event.seq == session.seq
        stands = turn.stale and not changed and not fresh and known.session is not None and not known.undrawn
        await asyncio.gather(
            *([self._sender.answer(heard.tap.query, toast)] if heard.tap else []),
            *([] if stands or below else [self._screens.draw(drawing)]),
            *([self._sender.disarm(heard.person, disarmed)] if disarmed is not None else []),
        )

    async def _quietly(self, session: Session, following: TurnEffects, update_id: int, now: datetime) -> None:
        """A message that a person has read or will, or whose album has its answer: the bot says nothing to it.

        The receipt of what is passed on comes with its arriving.
        """
        saved = Saved(
            person=session.person,
            sessions=(session,),
            at=now,
            update_id=update_id,
            letters=following.letters,
            aside=True,
            desk=following.desk,
            log=following.log,
            relays=following.relays,
            held=following.held,
            released=following.released,
        )
        await self._store.save(saved)
        self._outbox.wake.set()

    async def _elsewhere(self, turn: Turn, here: Surroundings) -> Turn:
        """Where the turn leads to another case, that case's own first turn; else the same turn."""
        left = turn.session
        for effect in turn.effects:
            if isinstance(effect, NewCase):
                fresh = begin(self._new_case(), left.person, here.now)
                there = replace(_besides(here, left, fresh), desk=None)
                return advance(fresh, Commanded("start", effect.argument), there)
            if isinstance(effect, OpenCase):
                opened = await self._store.case_of(left.person, effect.case)
                if opened is not None and opened.case != left.case:
                    desk = at_desk(await self._store.desk_case(opened.case), self._desks)
                    there = replace(_besides(here, left, opened), desk=desk)
                    return advance(opened, Commanded("lanjut"), there)
        return turn

    @staticmethod
    def _letters(*turns: Turn) -> tuple[Letter, ...]:
        return tuple({letter.key: letter for turn in turns for letter in letters_of(turn)}.values())

    async def _erase(self, heard: PrivateEvent, known: Known, update_id: int, now: datetime) -> None:
        await self._store.erase(heard.person, farewell(heard.person, update_id), now, update_id)
        self._outbox.wake.set()
        if heard.tap:
            await self._sender.answer(heard.tap.query, None)
        if known.screen:
            await self._sender.disarm(heard.person, known.screen.message)

    async def remind(self, due: Session) -> None:
        """The reminder of a case, or its putting off till the person's day. Whoever calls stands in the line."""
        now = self._clock()
        known = await self._store.load(due.person)
        session = await self._store.case_of(due.person, due.case)
        if session is None or known.session is None or known.blocked:
            return
        if session.remind_at is None or session.remind_at > now:
            return
        proper = next_daytime(now, session.zone or "WIB")
        present = known.session if known.session.case != session.case else None
        if proper > now:
            later = session.model_copy(update={"remind_at": proper})
            kept = (later, present) if present else (later,)
            await self._store.save(Saved(person=due.person, sessions=kept, at=now, fresh=known.fresh))
            return
        desk = at_desk(await self._store.desk_case(session.case), self._desks)
        here = replace(seen_from(known, self._desks, now), desk=desk)
        turn = advance(session, Reminded(), _besides(here, present, session) if present else here)
        letters = (screen_letter(turn), *letters_of(turn))
        await self._store.save(Saved(person=due.person, sessions=(turn.session,), at=now, letters=letters))
        self._outbox.wake.set()


def _place(tap: Tap | None, known: Known, *, stale: bool) -> tuple[int | None, bool, int | None]:
    """The message to draw into, whether a fresh one is to be sent instead, and a message to take the buttons from.

    A tap's own message shows what follows. What is written, and a late tap further up, brings a fresh message, so that
    the screen stands where the person looks.
    """
    shown = known.screen.message if known.screen else None
    if tap is None or tap.message is None:
        return shown, True, None
    if not stale:
        return tap.message, False, shown if shown != tap.message else None
    if tap.message == shown:
        return shown, known.fresh, None
    return shown, True, tap.message if tap.armed else None


def _besides(here: Surroundings, left: Session, present: Session) -> Surroundings:
    """The same moment, seen from another case."""
    line = CaseLine(left.case, left.state, left.touched_at)
    others = tuple(other for other in here.cases if other.case not in {present.case, left.case})
    return replace(here, cases=(line, *others))
