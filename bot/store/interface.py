"""The interface of a store, so that another engine can stand behind it. `tests/store` holds any of them to it, with its parts.

Each method is one unit of work: it happens whole or not at all, and when it has returned, it is on the disk. Any of
them raises BrokenStoreError where the store cannot do its work any more (full, locked, read-only, damaged).

`shards`, wherever it is given: only what belongs to persons and groups of these is meant.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Protocol

from bot.records.desk_case import Entry
from bot.records.letters import Due, Letter
from bot.records.priority import Priority
from bot.records.rows import Known, Saved, ScreenStanding, ShownScreen, StoredUpdate
from bot.store.announcement_interface import AnnouncementStore
from bot.store.connection import Held
from bot.store.desk_case_interface import DeskCaseStore
from bot.store.district_interface import DistrictStore
from bot.store.exporting import Cursor, Portion
from bot.store.figures import Figures
from bot.store.upkeep_interface import UpkeepStore
from flows.dialogue.machine.session import Session


class StoreError(Exception):
    """The store cannot be used. The message is a sentence for whoever runs the bot."""


class BrokenStoreError(StoreError):
    """The store cannot take what must be kept: going on would lose it."""


class RefusedStoreError(StoreError):
    """The store must not be opened: another process has it, or a newer version has written it."""


class InUseError(RefusedStoreError):
    """Another process has the database."""


class WrongDatabaseError(RefusedStoreError):
    """The database that is set cannot be had so: nothing but another setting helps."""


class CaseTakenError(Exception):
    """The case number belongs to somebody already; nothing was saved."""


class AlreadyAppliedError(Exception):
    """The update was applied before; nothing was saved."""


class StaleError(Exception):
    """Another hand has saved something of this person since they were loaded; nothing was saved, and it is to be decided anew."""


class Store(DistrictStore, DeskCaseStore, AnnouncementStore, UpkeepStore, Protocol):
    """The bot's memory: of persons and their updates here, of the help desks in the parts."""

    async def close(self) -> None: ...

    # What came in.

    async def take_in(self, updates: Sequence[StoredUpdate]) -> frozenset[int]:
        """Keep updates that have not been seen yet; gives the ids of those that are new."""

    async def unfinished(self, shards: Held = None) -> list[StoredUpdate]:
        """Updates that are not done, in the order in which they came; last those that were begun before, the oftener the later."""

    async def places(self, shards: frozenset[int], after: int) -> list[tuple[int, int]]:
        """Place and id of the updates that are not done and stand behind the place `after`, in their order."""

    async def numbered(self, numbers: Sequence[int]) -> list[StoredUpdate]:
        """Updates with these ids that are not done, in the order in which they came."""

    async def begin(self, update_id: int) -> None:
        """An update is taken up: a process that finds it unfinished knows that the last one died over it, or beside it."""

    async def finish(
        self, update_id: int, letters: Sequence[Letter], at: datetime, log: Sequence[Entry] = ()
    ) -> None:
        """An update is done which moved no case."""

    async def failed(self, update_id: int, error: str) -> int:
        """An update could not be applied; gives how often that was so by now."""

    async def set_aside(self, update_id: int, error: str, letters: Sequence[Letter], at: datetime) -> None:
        """An update is given up, visibly, so that it holds up nobody."""

    async def ignore(
        self, person: int, until: datetime, update_id: int, letters: Sequence[Letter], at: datetime
    ) -> None:
        """A person is not heard until then, and is told so; the update is done."""

    async def ignored(self, now: datetime) -> dict[int, tuple[datetime, datetime]]:
        """People who are not heard at `now`, by Telegram id, since when, and until when."""

    # Turns.

    async def load(self, person: int) -> Known: ...

    async def case_of(self, person: int, case: int) -> Session | None:
        """A case, if it is this person's."""

    async def save(self, saved: Saved) -> None:
        """Save all that a turn leaves behind. A person who is heard from is no longer marked as blocked.

        Raises CaseTakenError, AlreadyAppliedError where the update is done already, and StaleError.
        """

    async def set_blocked(self, person: int, blocked: bool, update_id: int | None = None) -> None: ...

    # Screens.

    async def screen_shown(self, person: int, screen: ShownScreen) -> None: ...

    async def standing(self, person: int) -> ScreenStanding:
        """The place of a person's screen, asked before each drawing; an empty one where the person is not known."""

    async def screen_lost(self, person: int) -> None:
        """The message that showed the screen is gone; the next drawing is a message of its own."""

    async def undrawn(self, shards: Held = None) -> list[int]:
        """People whose case has moved on since their screen was drawn, and no letter will show it."""

    # What goes out.

    async def claim(
        self,
        now: datetime,
        full: Mapping[int, Priority] | None = None,
        shards: Held = None,
        spent: Mapping[int, frozenset[int]] | None = None,
    ) -> list[Due]:
        """The letters to send now: of each chat the first that is not done, if its time has come.

        `full` are groups to which nothing of such a priority, or of a less urgent one, can go now: there the choice waits.

        Where that is of a case that is named in `spent` for its group, and passes on what its operator wrote, another case's goes.

        They count as under way until one of the next five is told.
        """

    async def sent(
        self, letter: int, message: int | None, screen: tuple[int, ShownScreen] | None = None
    ) -> None:
        """A letter has arrived; with `screen` it is from now on that person's screen. A farewell leaves no trace."""

    async def put_off(self, letter: int, due: datetime, error: str) -> None:
        """A letter has certainly not arrived and is tried again at `due`."""

    async def clock_set_back(self, now: datetime) -> None:
        """Let no letter wait longer than till `now`, and nothing else for longer than it was meant to: what was noted by a
        clock that was ahead is brought back.
        """

    async def repeat_later(self, letter: int, due: datetime, error: str) -> None:
        """Plan a letter that may have arrived once more, at `due`, as `uncertain`."""

    async def put_back(self, letter: int, now: datetime, error: str) -> None:
        """Put back as `uncertain` a letter that was under way when the process ended, to go `now`: that counts as no try of it."""

    async def leave_uncertain(self, letter: int, error: str) -> None:
        """Leave a letter that may have arrived as `uncertain`, for good and visibly."""

    async def give_up(self, letter: int, error: str) -> None:
        """A letter will not arrive, visibly."""

    async def under_way(self, shards: Held = None) -> list[Due]:
        """Letters that were under way when the process ended: at the start, nobody knows whether they arrived."""

    async def moved(self, old: int, new: int, update_id: int | None = None) -> None:
        """A group has become a supergroup: what waits for the old address goes to the new one, for ever."""

    async def address(self, chat: int) -> int:
        """The id that a chat has now: another than `chat` where the group has become a supergroup."""

    # Time.

    async def reminders(self, now: datetime, shards: Held = None) -> list[Session]:
        """Cases whose reminder is due, of people who can be reached."""

    async def forget(self, cases: datetime, rows: datetime, now: datetime) -> int:
        """Remove cases untouched since `cases`, with all that belongs to them, and finished rows older than `rows`.

        What they have left in groups is taken away there; what restores have put aside before `cases` goes too. Done in several units of work, so that nobody waits for long.

        Gives the number of cases removed.
        """

    # What can be seen from outside.

    async def mark(self, words: Mapping[str, str]) -> None:
        """Leave words for whoever looks at the database while the bot runs.

        Raises BrokenStoreError where nothing can be kept any more, as where the files have been taken away.
        """

    async def marked(self, name: str) -> str | None:
        """A word that was left; None for none."""

    async def figures(self, now: datetime) -> Figures: ...

    async def look_whole(self, now: datetime) -> bool:
        """Whether all that is kept was looked through and found whole, while others use it, or when it was opened; False where only
        the database's server can do that.

        When that was, can be seen from outside. Raises BrokenStoreError where it is damaged.
        """

    # The person's right.

    async def export(self, whose: int | str, after: Cursor | None = None) -> Portion:
        """Portion that comes after `after` of all that is stored of a person (an id) or of a desk (a code); None: from the beginning."""

    async def exported(self, person: int, since: datetime) -> int:
        """Number of files with what is stored that went to a person since then, or are on their way."""

    async def erase(self, person: int, farewell: Letter, at: datetime, update_id: int) -> None:
        """Remove every trace of a person and free the bytes. Only the farewell remains, until it is sent.

        Raises AlreadyAppliedError.
        """

    async def tidy(self) -> None:
        """Make up for the freeing of bytes that could not be freed while somebody read them."""
