"""The store's part for districts with their groups, people, codes and log, and of what each has of its own, whichever database carries out its statements."""

from collections.abc import Sequence
from datetime import datetime

from bot.records.desk_case import Entry
from bot.records.help_desk import Desk, Staff
from bot.records.letters import Letter
from bot.records.messages import CannedAnswer
from bot.store import canned_answers, cut_offs, desk_wishes, desks, inbox, outbox
from bot.store.connection import Connection
from bot.store.sql_part import SqlPart
from flows.dialogue.districts.cut_off import CutOff


class SqlDistricts(SqlPart):
    """Does what `district_interface.DistrictStore` says."""

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

    async def note_staff(self, chat: int, staff: Staff, update_id: int | None = None) -> None:
        def work(db: Connection) -> None:
            desks.note_staff(db, chat, staff)
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

    async def was_made(self, keys: Sequence[str]) -> bool:
        return await self._run(lambda db: outbox.was_made(db, keys))

    async def letters_waiting(self, chat: int, person: int) -> int:
        return await self._run(lambda db: outbox.letters_waiting(db, chat, person))

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

    async def colleagues(self, desk: str) -> tuple[tuple[int, str], ...]:
        return await self._run(lambda db: desks.colleagues(db, desk))

    async def heads_of(self, desk: str) -> list[int]:
        return await self._run(lambda db: desks.heads_of(db, desk))

    async def unreached_heads(self) -> frozenset[int]:
        return await self._run(desks.unreached_heads)
