"""Two districts and their province, each with its group; who works there, and who asks."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from bot.records.help_desk import Desk
from bot.simulator.groups import Group
from flows.dialogue.case_code import case_code
from tests.chat import Chat, Clock, World
from tests.staff import Staff

CONTOH, MISAL, PROV = -1_005_000_000_001, -1_005_000_000_002, -1_005_000_000_003
OPERATORS = {11: "Sari", 12: "Budi", 13: "Wayan", 14: "Dewi"}
RINI, JOKO, TATI, MADE, OWNER = 21, 22, 23, 24, 99
DESKS = (
    Desk("contoh", "Kabupaten Contoh", "kabkota", "prov", "WIB", 480, 930, CONTOH, forum=True),
    Desk("misal", "Kota Misal", "kabkota", "prov", "WIB", 480, 930, MISAL),
    Desk("prov", "Provinsi Contoh", "provinsi", None, "WIB", 480, 930, PROV, forum=True),
)
_RIGHTS = ("can_manage_topics", "can_delete_messages", "can_pin_messages")


class Town:
    """A forum for Kabupaten Contoh (Rini leads, Joko), a plain group for Kota Misal (Tati), a forum for the province (Made)."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.contoh = self._group(CONTOH, "Dinas Contoh", forum=True)
        self.misal = self._group(MISAL, "Dinas Misal", forum=False)
        self.prov = self._group(PROV, "Dinas Provinsi", forum=True)
        self.rini = self._staff(RINI, "Bu Rini", self.contoh, leads=True)
        self.joko = self._staff(JOKO, "Pak Joko", self.contoh)
        self.tati = self._staff(TATI, "Bu Tati", self.misal, leads=True)
        self.made = self._staff(MADE, "Pak Made", self.prov, leads=True)
        self.sari, self.budi, self.wayan, self.dewi = (
            world.chat(number, name) for number, name in OPERATORS.items()
        )
        self.owner = world.chat(OWNER, "Pemilik")
        world.telegram.updates.drop()  # what was set up happened before the bot was there

    def _group(self, number: int, title: str, *, forum: bool) -> Group:
        group = self.world.telegram.group(number, title)
        group.is_forum = forum
        return group

    def _staff(self, number: int, name: str, group: Group, *, leads: bool = False) -> Staff:
        staff = Staff(self.world, number, name, group)
        if leads:
            group.promotes(staff.person, "can_manage_chat")
            group.promotes_bot(staff.person, *_RIGHTS)
        return staff

    async def hands_over(
        self, chat: Chat, level: str = "SD", district: str | None = "Kabupaten Contoh"
    ) -> str:
        """Straight to a person; gives the case's code. `district` None: it is not asked any more."""
        await chat.says("/start")
        await chat.taps("Minta bantuan petugas")
        await chat.taps(level)
        if district is not None:
            await chat.taps(district)
        return await self.code(chat)

    async def code(self, chat: Chat) -> str:
        """The code of somebody's present case."""
        return case_code((await self.world.session(chat.person.id)).case)

    async def later(self, **span: float) -> None:
        """Time passes, and the bot looks at the clock."""
        self.world.clock.moves_by(**span)
        await self.world.time_passes()

    async def log(self, action: str) -> list[tuple[Any, ...]]:
        """What the log has of one kind: desk, case, who."""
        return await self.world.rows(
            f"SELECT desk, case_id, who FROM desk_log WHERE action = '{action}' ORDER BY id"
        )


@asynccontextmanager
async def town(
    path: Path | str, clock: Clock | None = None, desks: tuple[Desk, ...] = DESKS
) -> AsyncIterator[Town]:
    """A town whose bot serves."""
    world = World(path, clock or Clock(), desks, owner_ids=frozenset({OWNER}))
    found = Town(world)
    await world.starts()
    try:
        yield found
        world.looks_well()
    finally:
        await world.ends()
