"""Private chats: an event changes its operator's case as the dialogue says, and the desk's side follows."""

from collections import deque
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from bot.helpdesk.cases.operator_view import DAY, at_desk, beside, seen_from
from bot.helpdesk.desks.desk_directory import DeskDirectory
from bot.helpdesk.operators.operator_side import OperatorSide
from bot.helpdesk.operators.operator_turn import TurnEffects
from bot.incoming.events import PrivateEvent
from bot.operations import metrics
from bot.outgoing.export_files import ASKED_A_DAY
from bot.outgoing.letters import farewell, letters_of, screen_letter
from bot.outgoing.render import plain, render
from bot.outgoing.screens import Drawing
from bot.privacy.notice import notice
from bot.records.letters import Letter
from bot.records.rows import Known, Saved
from bot.store.interface import Store
from bot.store.own_cases import CASES
from bot.turn import Decision, Erased, Kept, TapAnswer, Turns, Unchanged
from flows.dialogue.machine.effects import (
    Erase,
    Export,
    Meant,
    NewCase,
    OpenCase,
    Remember,
    RememberSchool,
    Unread,
)
from flows.dialogue.machine.events import Chose, Commanded, Edited, Sent, Surroundings
from flows.dialogue.machine.session import Session
from flows.dialogue.turn.case import Turn
from flows.dialogue.turn.engine import advance, begin, show
from flows.texts import write
from flows.view import Line

_ALBUMS = 64
"""So many albums at once are known as ones that have their answer."""


class Conversations:
    """Takes operators' turns."""

    def __init__(
        self,
        store: Store,
        turns: Turns,
        side: OperatorSide,
        desks: DeskDirectory,
        new_case: Callable[[], int],
    ) -> None:
        """`new_case` gives a case number that nobody can guess."""
        self._store = store
        self._turns = turns
        self._side = side
        self._desks = desks
        self._new_case = new_case
        self._albums: deque[str] = deque(maxlen=_ALBUMS)
        """Albums of which a picture was answered. After a kill a next one is answered too, and that is all."""

    async def takes(self, event: PrivateEvent, update_id: int) -> None:
        """Take the turn for an operator's `event`, which came as the update `update_id`. Caller holds the person's lock."""

        async def decide(known: Known, now: datetime) -> Decision:
            return await self._decide(event, update_id, known, now)

        with metrics.TURN_SECONDS.time():
            decision = await self._turns.take(event.person, decide, locked=True)
        album = event.content.album if event.content else None
        if album and isinstance(decision, Kept) and not decision.saved.aside:
            self._albums.append(album)

    async def _decide(self, event: PrivateEvent, update_id: int, before: Known, now: datetime) -> Decision:
        letters = await self._side.edited(event, before, update_id)
        if letters is not None:
            return Unchanged(update_id, letters)
        known, opened = await self._side.replied(event, before)
        if await self._side.answers(event, known):
            event = replace(event, event=Sent("text"))
        session = known.session or begin(self._new_case(), event.person, now)
        here = seen_from(known, self._desks, now)
        turn = advance(session, event.event, here)
        if any(isinstance(effect, Erase) for effect in turn.effects):
            shown = known.screen.message if known.screen else None
            answer = TapAnswer(event.tap.query) if event.tap else None
            return Erased(update_id, farewell(event.person, update_id), answer, shown)
        if Export() in turn.effects and await self._exported_often(event.person, now):
            told = tuple(effect for effect in turn.effects if effect != Export())
            turn = replace(turn, effects=told, view=turn.view.after(Line("notice.exported")))
        after = await self._elsewhere(turn, here)
        effects = await self._side.follows(turn, session, after.session.case, known, event)
        album = event.content.album if event.content else None
        is_told = album in self._albums and not (isinstance(event.event, Sent) and event.event.text.strip())
        if not opened and not event.personal and (turn.quiet or is_told):
            return _quietly(turn.session if turn.quiet else session, effects, update_id, now)
        if turn.quiet and not opened and known is not before and before.session:
            shown_so_far = show(before.session, seen_from(before, self._desks, now))
            after = replace(turn, session=before.session, view=shown_so_far)  # the other case's screen stays
        return _loudly(event, update_id, known, now, session=session, turn=turn, after=after, effects=effects)

    async def _exported_often(self, person: int, now: datetime) -> bool:
        return await self._store.exported(person, now - DAY) >= ASKED_A_DAY

    async def _elsewhere(self, turn: Turn, here: Surroundings) -> Turn:
        """The turn of the case that `turn` leads to; `turn` itself where it leads to no other case."""
        left = turn.session
        for effect in turn.effects:
            if isinstance(effect, NewCase):
                fresh = begin(self._new_case(), left.person, here.now)
                there = replace(beside(here, left, fresh), desk=None)
                return advance(fresh, Commanded("start", effect.argument), there)
            if isinstance(effect, OpenCase):
                opened = await self._store.case_of(left.person, effect.case)
                if opened is not None and opened.case != left.case:
                    desk = at_desk(await self._store.desk_case(opened.case), self._desks)
                    there = replace(beside(here, left, opened), desk=desk)
                    return advance(opened, Commanded("lanjut"), there)
        return turn


def _loudly(
    event: PrivateEvent,
    update_id: int,
    known: Known,
    now: datetime,
    *,
    session: Session,
    turn: Turn,
    after: Turn,
    effects: TurnEffects,
) -> Kept:
    """A turn whose screen is shown. `session` is the case before it, `after` the turn whose screen stands from now on."""
    place, fresh, disarmed = _place(event, known, stale=turn.stale)
    present = after.session
    if event.personal:
        present = replace(present, notices=(notice(event.personal), *present.notices))
    letters: tuple[Letter, ...] = tuple(
        {letter.key: letter for one in (turn, after) for letter in letters_of(one)}.values()
    )
    below = any(letter.kind in {"tell", "export", "picture"} for letter in letters)
    if below:  # the screen stands under what is to be forwarded or kept, where the person looks
        letters = (*letters, screen_letter(after))
    named = [effect.word for effect in turn.effects if isinstance(effect, RememberSchool)]
    chosen = [effect.district for effect in turn.effects if isinstance(effect, Remember)]
    saved = Saved(
        person=event.person,
        sessions=(present,) if after is turn else (turn.session, present),
        at=now,
        update_id=update_id,
        screen=place if event.tap and place == event.tap.message and place != _shown(known) else None,
        fresh=fresh,
        letters=(*letters, *effects.letters),
        unread=tuple(effect for effect in turn.effects if isinstance(effect, Unread)),
        meant=next((effect.label for effect in turn.effects if isinstance(effect, Meant)), None),
        district=chosen[-1] if chosen else None,
        school=named[-1] if named else None,
        makes_room=known.cases >= CASES and any(isinstance(effect, NewCase) for effect in turn.effects),
        desk=effects.desk,
        log=effects.log,
        relays=effects.relays,
        held=effects.held,
        released=effects.released,
        version=known.version,
    )
    toast = plain(write(turn.toast)) if turn.toast else None
    view = after.view.after(notice(event.personal)) if event.personal else after.view
    message = render(view, present.case, present.seq)
    # Where this very screen does not offer the tapped button any more, its desk has changed what it shows.
    changed = known.desk is not None and isinstance(event.event, Chose) and event.event.seq == session.seq
    stands = turn.stale and not changed and not fresh and known.session is not None and not known.undrawn
    return Kept(
        saved,
        TapAnswer(event.tap.query, toast) if event.tap else None,
        None if stands or below else Drawing(event.person, present.case, present.seq, message),
        disarmed,
        counted=(session, after),
    )


def _quietly(session: Session, effects: TurnEffects, update_id: int, now: datetime) -> Kept:
    """A message that a person has read or will, or whose album has its answer: the bot says nothing to it.

    The receipt of what is passed on comes with its arriving.
    """
    return Kept(
        Saved(
            person=session.person,
            sessions=(session,),
            at=now,
            update_id=update_id,
            letters=effects.letters,
            aside=True,
            desk=effects.desk,
            log=effects.log,
            relays=effects.relays,
            held=effects.held,
            released=effects.released,
        )
    )


def _shown(known: Known) -> int | None:
    return known.screen.message if known.screen else None


def _place(event: PrivateEvent, known: Known, *, stale: bool) -> tuple[int | None, bool, int | None]:
    """The message to draw into, whether a fresh one is to be sent instead, and a message to take the buttons from.

    A tap's own message shows what follows. What is written, and a late tap further up, brings a fresh message, so that
    the screen stands where the person looks; unless it stands below what was written already.
    """
    shown, tap = _shown(known), event.tap
    if tap is None or tap.message is None:
        written = (
            event.message if event.message is not None and not isinstance(event.event, Edited) else shown
        )
        below = shown is not None and written is not None and written < shown
        return shown, known.fresh if below else True, None
    if not stale and (shown is None or tap.message > shown):
        return tap.message, False, shown
    if (
        not stale and shown is not None and tap.message < shown
    ):  # it was tapped just before the one below came
        return shown, known.fresh, tap.message if tap.armed else None
    if tap.message == shown:
        return shown, known.fresh, None
    return shown, True, tap.message if tap.armed else None
