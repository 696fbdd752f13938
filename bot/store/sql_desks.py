"""The help desks' part of the store, whichever database carries out its statements."""

from collections.abc import Sequence
from datetime import datetime

from bot.records.announcement import Announcement, Arrivals
from bot.records.desk_case import DeskCase, Entry
from bot.records.letters import Letter
from bot.records.rows import (
    Board,
    CannedAnswer,
    Card,
    CardRows,
    Content,
    Desk,
    Held,
    Relay,
    Reminder,
    Staff,
    TopicName,
)
from bot.store import (
    announcements,
    canned_answers,
    case_figures,
    cut_offs,
    desk_cases,
    desk_wishes,
    desk_work,
    desks,
    inbox,
    outbox,
    outbreaks,
    upkeep,
)
from bot.store.case_figures import CaseRow
from bot.store.connection import Connection, Engine
from bot.store.desk_work import Listed
from flows.dialogue.districts.cut_off import CutOff
from flows.dialogue.districts.outbreak import Outbreak, Sighting


class SqlDesks:
    """Does what `desk_interface.DeskStore` says."""

    def __init__(self, engine: Engine) -> None:
        self._database = engine
        self._run = engine.run

    async def _freed(self) -> None:
        """Free the disk of what was erased, as far as that can be had at once."""

    async def desks(self) -> tuple[Desk, ...]:
        return await self._run(desks.every)

    async def put_desk(self, desk: Desk) -> None:
        await self._run(lambda db: desks.put(db, desk))

    async def put_desks(self, several: Sequence[Desk], entries: Sequence[Entry]) -> None:
        def work(db: Connection) -> None:
            for desk in several:
                desks.put(db, desk)
            desks.write_log(db, entries)

        await self._run(work)

    async def new_code(self, digest: str, desk: str, until: datetime) -> None:
        await self._run(lambda db: desks.new_code(db, digest, desk, until))

    async def code_of(self, digest: str, now: datetime) -> str | None:
        return await self._run(lambda db: desks.code_of(db, digest, now))

    async def requested(self, begins: str, now: datetime) -> tuple[str, str] | None:
        return await self._run(lambda db: desks.requested(db, begins, now))

    async def link(self, digest: str, desk: Desk, head: int) -> bool:
        return await self._run(lambda db: desks.link(db, digest, desk, head))

    async def appoint(self, desk: str, person: int) -> None:
        await self._run(lambda db: desks.appoint(db, desk, person))

    async def dismiss(self, desk: str, person: int) -> bool:
        return await self._run(lambda db: desks.dismiss(db, desk, person))

    async def headed_by(self, person: int) -> frozenset[str]:
        return await self._run(lambda db: desks.headed_by(db, person))

    async def seen(self, chat: int, staff: Staff, update_id: int | None = None) -> None:
        def work(db: Connection) -> None:
            desks.seen(db, chat, staff)
            if update_id is not None:
                inbox.done(db, update_id)

        await self._run(work)

    async def staff(self, chat: int, person: int) -> Staff | None:
        return await self._run(lambda db: desks.staff(db, chat, person))

    async def desks_of(self, person: int) -> tuple[str, ...]:
        return await self._run(lambda db: desks.desks_of(db, person))

    async def write_log(self, entries: Sequence[Entry]) -> None:
        await self._run(lambda db: desks.write_log(db, entries))

    async def add_letters(self, letters: Sequence[Letter], at: datetime) -> None:
        await self._run(lambda db: outbox.add(db, letters, at))

    async def made(self, keys: Sequence[str]) -> bool:
        return await self._run(lambda db: outbox.made(db, keys))

    async def waiting(self, chat: int, person: int) -> int:
        return await self._run(lambda db: outbox.waiting(db, chat, person))

    async def desk_log(self, desk: str, most: int) -> tuple[Entry, ...]:
        return await self._run(lambda db: desks.entries(db, "desk", desk, most))

    async def names(self, people: Sequence[int]) -> dict[int, str]:
        return await self._run(lambda db: desks.names(db, people))

    async def remove_desk(self, desk: str, at: datetime) -> bool:
        def work(db: Connection) -> bool:
            copies = desks.remove(db, desk)
            outbox.add(db, outbox.wipes(copies or ()), at)
            return copies is not None

        gone = await self._run(work)
        if gone:
            await self._freed()
        return gone

    async def wish(self, desk: str, name: str) -> bool:
        return await self._run(lambda db: desk_wishes.wish(db, desk, name))

    async def wishing(self, name: str) -> frozenset[str]:
        return await self._run(lambda db: desk_wishes.wishing(db, name))

    async def cut_offs(self) -> tuple[CutOff, ...]:
        return await self._run(cut_offs.every)

    async def add_cut_off(self, name: str, at: datetime, desk: str | None, log: Sequence[Entry]) -> None:
        await self._run(lambda db: cut_offs.add(db, name, at, desk, log))

    async def remove_cut_off(self, number: int, log: Sequence[Entry]) -> None:
        await self._run(lambda db: cut_offs.remove(db, number, log))

    async def canned(self, desk: str) -> dict[str, CannedAnswer]:
        return await self._run(lambda db: canned_answers.of(db, desk))

    async def put_canned(self, desk: str, word: str, answer: CannedAnswer | None) -> bool:
        return await self._run(lambda db: canned_answers.put(db, desk, word, answer))

    async def receivers(self, codes: Sequence[str]) -> tuple[list[int], int]:
        return await self._run(lambda db: announcements.receivers(db, codes))

    async def announcement(self, who: int, chat: int) -> Announcement | None:
        return await self._run(lambda db: announcements.last(db, who, chat))

    async def arrivals(self, one: Announcement) -> Arrivals:
        return await self._run(lambda db: announcements.arrivals(db, one))

    async def draft_announcement(
        self, new: Announcement, update_id: int, letters: Sequence[Letter], at: datetime
    ) -> None:
        def work(db: Connection) -> None:
            announcements.draft(db, new, at)
            inbox.done(db, update_id)
            outbox.add(db, letters, at)

        await self._run(work)

    async def begin_announcement(
        self,
        one: Announcement,
        receivers: tuple[Sequence[int], int],
        update_id: int,
        *,
        letters: Sequence[Letter],
        log: Sequence[Entry],
        at: datetime,
    ) -> None:
        def work(db: Connection) -> None:
            announcements.begin(db, one, *receivers, at)
            desks.write_log(db, log)
            inbox.done(db, update_id)
            outbox.add(db, letters, at)

        await self._run(work)

    async def stop_announcement(
        self, number: int, update_id: int, *, letters: Sequence[Letter], log: Sequence[Entry], at: datetime
    ) -> None:
        def work(db: Connection) -> None:
            announcements.stop(db, number)
            desks.write_log(db, log)
            inbox.done(db, update_id)
            outbox.add(db, letters, at)

        await self._run(work)

    async def announcements_under_way(self) -> list[Announcement]:
        return await self._run(announcements.under_way)

    async def end_announcement(self, number: int, letters: Sequence[Letter], at: datetime) -> None:
        await self._run(lambda db: announcements.end(db, number, letters, at))

    async def want_announcements(
        self, person: int, update_id: int, letters: Sequence[Letter], at: datetime, *, wanted: bool
    ) -> None:
        def work(db: Connection) -> None:
            announcements.refuse(db, person, wanted=wanted)
            inbox.done(db, update_id)
            outbox.add(db, letters, at)

        await self._run(work)

    async def sight(self, since: datetime) -> datetime | None:
        return await self._run(lambda db: outbreaks.sight(db, since))

    async def sightings(self, desk: str, districts: Sequence[str], since: datetime) -> list[Sighting]:
        return await self._run(lambda db: outbreaks.sightings(db, desk, districts, since))

    async def outbreaks(self) -> tuple[Outbreak, ...]:
        return await self._run(outbreaks.every)

    async def known_outbreaks(self, desk: str) -> frozenset[str]:
        return await self._run(lambda db: outbreaks.known(db, desk))

    async def begin_outbreak(self, one: Outbreak, letters: Sequence[Letter], at: datetime) -> None:
        await self._run(lambda db: outbreaks.begin(db, one, letters, at))

    async def end_outbreaks(self, desk: str, keys: Sequence[str]) -> None:
        await self._run(lambda db: outbreaks.over(db, desk, keys))

    async def dismiss_outbreaks(self, desk: str) -> bool:
        return await self._run(lambda db: outbreaks.dismiss(db, desk))

    async def cases_since(self, since: datetime, codes: Sequence[str] | None) -> list[int]:
        return await self._run(lambda db: case_figures.cases_since(db, since, codes))

    async def case_rows(self, cases: Sequence[int]) -> list[CaseRow]:
        return await self._run(lambda db: case_figures.case_rows(db, cases))

    async def not_understood(self, since: datetime, codes: Sequence[str] | None) -> int:
        return await self._run(lambda db: case_figures.not_understood(db, since, codes))

    async def desk_case(self, case: int) -> DeskCase | None:
        return await self._run(lambda db: desk_cases.of(db, case))

    async def card_rows(self, case: int) -> CardRows | None:
        return await self._run(lambda db: desk_cases.card_rows(db, case))

    async def card_of(self, case: int) -> Card | None:
        return await self._run(lambda db: desk_cases.card_of(db, case))

    async def carded(self, case: int, card: Card) -> None:
        await self._run(lambda db: desk_cases.carded(db, case, card))

    async def case_at(self, chat: int, thread: int | None, reply_to: int | None) -> int | None:
        return await self._run(lambda db: desk_cases.case_at(db, chat, thread, reply_to))

    async def origins(self, chat: int, message: int) -> tuple[Relay, ...]:
        return await self._run(lambda db: desk_cases.origins(db, chat, message))

    async def copy(self, chat: int, message: int) -> Relay | None:
        return await self._run(lambda db: desk_cases.copy(db, chat, message))

    async def counterpart(self, chat: int, message: int, other: int) -> int | None:
        return await self._run(lambda db: desk_cases.counterpart(db, chat, message, other))

    async def last_answer(self, case: int, chat: int) -> Relay | None:
        return await self._run(lambda db: desk_cases.last_answer(db, case, chat))

    async def forget_copy(self, chat: int, message: int) -> None:
        await self._run(lambda db: desk_cases.forget_copy(db, chat, message))

    async def rehold(self, person: int, message: int, content: Content) -> bool:
        return await self._run(lambda db: desk_cases.rehold(db, person, message, content))

    async def held(self, person: int) -> tuple[Held, ...]:
        return await self._run(lambda db: desk_cases.held(db, person))

    async def open_cases(self, desk: str) -> tuple[Listed, ...]:
        return await self._run(lambda db: desk_work.of_desk(db, desk))

    async def closed_cases(self, desk: str, since: datetime) -> tuple[Listed, ...]:
        return await self._run(lambda db: desk_work.closed_since(db, desk, since))

    async def listed(self, case: int) -> Listed | None:
        return await self._run(lambda db: desk_work.one(db, case))

    async def lacking(self, codes: Sequence[str], key: str) -> tuple[Listed, ...]:
        return await self._run(lambda db: desk_work.lacking(db, codes, key))

    async def alike(self, desk: str, key: str, now: datetime) -> tuple[Listed, ...]:
        return await self._run(lambda db: desk_work.alike(db, desk, key, now))

    async def noted(self, codes: Sequence[str], words: str) -> tuple[Listed, ...]:
        return await self._run(lambda db: desk_work.noted(db, codes, words))

    async def with_school(self, codes: Sequence[str]) -> tuple[Listed, ...]:
        return await self._run(lambda db: desk_work.with_school(db, codes))

    async def colleagues(self, desk: str) -> tuple[tuple[int, str], ...]:
        return await self._run(lambda db: desks.colleagues(db, desk))

    async def due_boards(self, now: datetime) -> tuple[Board, ...]:
        return await self._run(lambda db: upkeep.due_boards(db, now))

    async def board_begun(self, desk: str, again: datetime, letters: Sequence[Letter], now: datetime) -> None:
        await self._run(lambda db: upkeep.board_begun(db, desk, again, letters, now))

    async def board(self, desk: str) -> Board | None:
        return await self._run(lambda db: upkeep.board(db, desk))

    async def put_board(self, board: Board) -> None:
        await self._run(lambda db: upkeep.put_board(db, board))

    async def pin_again(self, chat: int) -> None:
        await self._run(lambda db: upkeep.pin_again(db, chat))

    async def due_rounds(self, before: datetime) -> list[tuple[str, str]]:
        return await self._run(lambda db: upkeep.due_rounds(db, before))

    async def reminded(self, desk: str) -> dict[Reminder, datetime]:
        return await self._run(lambda db: upkeep.reminded(db, desk))

    async def round_done(
        self, desk: str, day: str, reminders: Sequence[Reminder], *, letters: Sequence[Letter], now: datetime
    ) -> None:
        await self._run(lambda db: upkeep.round_done(db, desk, day, reminders, letters=letters, now=now))

    async def heads_of(self, desk: str) -> list[int]:
        return await self._run(lambda db: desks.heads_of(db, desk))

    async def unreached_heads(self) -> frozenset[int]:
        return await self._run(desks.unreached_heads)

    async def due_topics(self, now: datetime) -> list[int]:
        return await self._run(lambda db: upkeep.due_topics(db, now))

    async def topics_begun(self, cases: Sequence[int], letters: Sequence[Letter], now: datetime) -> None:
        await self._run(lambda db: upkeep.topics_begun(db, cases, letters, now))

    async def topic(self, case: int) -> TopicName | None:
        return await self._run(lambda db: upkeep.topic(db, case))

    async def put_topic(self, case: int, topic: TopicName, *, changed: bool = False) -> None:
        await self._run(lambda db: upkeep.put_topic(db, case, topic, changed=changed))

    async def unanswered(self, now: datetime) -> list[DeskCase]:
        return await self._run(lambda db: desk_cases.unanswered(db, now))

    async def unsettled(self) -> list[DeskCase]:
        return await self._run(desk_cases.unsettled)

    async def delivered(
        self,
        letter: int,
        message: int | None,
        at: datetime,
        *,
        card: tuple[int, Card] | None = None,
        relays: Sequence[Relay] = (),
        letters: Sequence[Letter] = (),
    ) -> None:
        def work(db: Connection) -> None:
            outbox.sent(db, letter, message)
            if card:
                desk_cases.carded(db, *card)
            desk_cases.relay(db, relays, at)
            outbox.add(db, letters, at)

        await self._run(work)

    async def undelivered(self, letter: int, error: str, letters: Sequence[Letter], at: datetime) -> None:
        def work(db: Connection) -> None:
            outbox.end(db, letter, "failed", error)
            outbox.add(db, letters, at)

        await self._run(work)
