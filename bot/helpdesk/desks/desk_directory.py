"""The districts as they are now, in memory: some hundreds, and read on every turn. The store is the truth."""

from collections.abc import Callable
from dataclasses import replace

from bot.helpdesk.desks.working_hours import in_words
from bot.records.help_desk import Desk
from bot.store.interface import Store
from flows.dialogue.districts.cut_off import CutOff
from flows.dialogue.districts.directory import Directory
from flows.dialogue.districts.district import District


class DeskDirectory:
    """All districts with their groups. `refresh` after whatever has changed one."""

    def __init__(self, store: Store, changed: Callable[[], None] = lambda: None) -> None:
        """`changed` is called when something has been changed here."""
        self._store = store
        self._changed = changed
        self._by_code: dict[str, Desk] = {}
        self._by_chat: dict[int, Desk] = {}
        self.cut_offs: tuple[CutOff, ...] = ()
        self.directory = Directory()
        """Districts as the dialogue sees them."""

    async def refresh(self) -> None:
        """Read anew what has been changed here. Raises BrokenStoreError."""
        await self.read()
        self._changed()

    async def read(self) -> None:
        """Read anew what may have been changed anywhere. Raises BrokenStoreError."""
        found = await self._store.desks()
        self._by_code = {desk.code: desk for desk in found}
        self._by_chat = {desk.chat: desk for desk in found if desk.chat is not None}
        self.cut_offs = await self._store.cut_offs()
        districts = tuple(replace(desk.district, hours=in_words(desk)) for desk in found)
        self.directory = Directory(districts, self.cut_offs, await self._store.outbreaks())

    @property
    def every(self) -> tuple[Desk, ...]:
        return tuple(self._by_code.values())

    def get(self, code: str) -> Desk | None:
        return self._by_code.get(code)

    def at(self, chat: int) -> Desk | None:
        """The desk whose group this is."""
        return self._by_chat.get(chat)

    def serving(self, district: str, level: str) -> Desk | None:
        """The desk that serves cases of this district and level of school."""
        return self._desk(self.directory.desk_of(district, level))

    def above(self, code: str) -> Desk | None:
        """The next desk above."""
        return self._desk(self.directory.above(code))

    def _desk(self, district: District | None) -> Desk | None:
        return self._by_code.get(district.code) if district else None
