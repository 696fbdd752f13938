"""Interface of the store's part for districts with their groups, people, codes and log, and of what each has of its own."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from bot.records.desk_case import Entry
from bot.records.help_desk import Desk, Staff
from bot.records.letters import Letter
from bot.records.messages import CannedAnswer
from flows.dialogue.districts.cut_off import CutOff


class DistrictStore(Protocol):
    """The memory of districts, their groups and people."""

    async def desks(self) -> tuple[Desk, ...]: ...

    async def put_desk(self, desk: Desk) -> None:
        """A district as it is from now on."""

    async def put_desks(self, several: Sequence[Desk], entries: Sequence[Entry]) -> None:
        """Districts as they are from now on, all or none, with what the log says of it."""

    async def new_code(self, digest: str, desk: str, until: datetime) -> None:
        """A code that links one group to the desk, known by its digest; the one before is void."""

    async def code_of(self, digest: str, now: datetime) -> str | None:
        """The desk that a code is for, if it can be used now."""

    async def requested(self, begins: str, now: datetime) -> tuple[str, str] | None:
        """A code that can be used now, known by how its digest begins: the digest, and its desk."""

    async def link(self, digest: str, desk: Desk, head: int) -> bool:
        """Use a code: the desk has its group, and its head. False where it is used already: nothing has changed."""

    async def appoint(self, desk: str, person: int) -> None: ...

    async def dismiss(self, desk: str, person: int) -> bool:
        """Make `person` head no more, and void the desk's code. False where they were no head."""

    async def headed_by(self, person: int) -> frozenset[str]: ...

    async def note_staff(self, chat: int, staff: Staff, update_id: int | None = None) -> None:
        """Note that a member of staff is in group `chat`, or no longer is."""

    async def staff(self, chat: int, person: int) -> Staff | None: ...

    async def desks_of(self, person: int) -> tuple[str, ...]:
        """The desks whose staff `person` was when last seen, by their codes."""

    async def names(self, people: Sequence[int]) -> dict[int, str]:
        """The names of `people`, as far as they are known, by Telegram id."""

    async def write_log(self, entries: Sequence[Entry]) -> None: ...

    async def add_letters(self, letters: Sequence[Letter], at: datetime) -> None:
        """Letters that come of no update."""

    async def was_made(self, keys: Sequence[str]) -> bool:
        """Whether a letter of one of these keys was made in the last days, whatever became of it."""

    async def letters_waiting(self, chat: int, person: int) -> int:
        """Number of the letters of `person` that wait in group `chat`."""

    async def desk_log(self, desk: str, most: int) -> tuple[Entry, ...]:
        """The newest of what was done at a desk, the oldest first."""

    async def remove_desk(self, desk: str, at: datetime) -> bool:
        """A district goes, with everything of its desk's; what stands in its group is taken away there.

        False, and nothing has changed, while it has open cases.
        """

    async def wish(self, desk: str, name: str) -> bool:
        """Switch one of a desk's wishes on or off; whether it is on now."""

    async def wishing(self, name: str) -> frozenset[str]:
        """The desks that have a wish on."""

    async def canned(self, desk: str) -> dict[str, CannedAnswer]:
        """A desk's own answers that are ready to be sent, by their words."""

    async def put_canned(self, desk: str, word: str, answer: CannedAnswer | None) -> bool:
        """Set the desk's canned answer for `word`; None takes it out. Whether there was one."""

    async def cut_offs(self) -> tuple[CutOff, ...]:
        """All cut-off dates, the earliest first."""

    async def add_cut_off(self, name: str, at: datetime, desk: str | None, log: Sequence[Entry]) -> None:
        """Add a cut-off of a desk, or of all (None), with its lines in the log. The desks that these name are looked at next. One
        that is there already stays as it is.
        """

    async def remove_cut_off(self, number: int, log: Sequence[Entry]) -> None:
        """Remove the cut-off `number`, with its lines in the log; the same desks are looked at next."""

    async def colleagues(self, desk: str) -> tuple[tuple[int, str], ...]:
        """Staff in a desk's group, as far as they are known: (Telegram id, name), sorted by name."""

    async def heads_of(self, desk: str) -> list[int]: ...

    async def unreached_heads(self) -> frozenset[int]:
        """Find the heads who could not be written to, and have not opened the bot since."""
