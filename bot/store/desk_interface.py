"""The help desks' part of `interface.Store`, held to the same promises."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

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
from bot.store.case_figures import CaseRow
from bot.store.desk_work import Listed
from flows.dialogue.districts.cut_off import CutOff
from flows.dialogue.districts.outbreak import Outbreak, Sighting


class DeskStore(Protocol):
    """The memory of districts, their groups, and the cases there."""

    # Help desks: districts, their groups and people.

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

    async def seen(self, chat: int, staff: Staff, update_id: int | None = None) -> None:
        """Note that a member of staff is in group `chat`, or no longer is."""

    async def staff(self, chat: int, person: int) -> Staff | None: ...

    async def desks_of(self, person: int) -> tuple[str, ...]:
        """The desks whose staff `person` was when last seen, by their codes."""

    async def names(self, people: Sequence[int]) -> dict[int, str]:
        """The names of `people`, as far as they are known, by Telegram id."""

    async def write_log(self, entries: Sequence[Entry]) -> None: ...

    async def add_letters(self, letters: Sequence[Letter], at: datetime) -> None:
        """Letters that come of no update."""

    async def made(self, keys: Sequence[str]) -> bool:
        """Whether a letter of one of these keys was made in the last days, whatever became of it."""

    async def waiting(self, chat: int, person: int) -> int:
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

    # Help desks: announcements.

    async def receivers(self, codes: Sequence[str]) -> tuple[list[int], int]:
        """Find the operators with an open case at these desks who want announcements, each once; and how many beside them have
        blocked the bot.
        """

    async def announcement(self, who: int, chat: int) -> Announcement | None:
        """Give the newest announcement that somebody has written in a chat."""

    async def arrivals(self, one: Announcement) -> Arrivals:
        """Count how many have it by now."""

    async def draft_announcement(
        self, new: Announcement, update_id: int, letters: Sequence[Letter], at: datetime
    ) -> None:
        """Keep an announcement till it is confirmed, in the place of another that its writer left unconfirmed there."""

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
        """Put a draft's letters to the `receivers` into the outbox, once."""

    async def stop_announcement(
        self, number: int, update_id: int, *, letters: Sequence[Letter], log: Sequence[Entry], at: datetime
    ) -> None:
        """Take back the letters that were not taken up; a draft is forgotten."""

    async def announcements_under_way(self) -> list[Announcement]:
        """List those whose end was not told yet."""

    async def end_announcement(self, number: int, letters: Sequence[Letter], at: datetime) -> None:
        """Tell the end of one, once, and forget its words."""

    async def want_announcements(
        self, person: int, update_id: int, letters: Sequence[Letter], at: datetime, *, wanted: bool
    ) -> None:
        """Keep whether somebody wants announcements."""

    # Help desks: outbreaks.

    async def sight(self, since: datetime) -> datetime | None:
        """Keep what the cases lack that no desk has and that were touched from `since` on, some of them; gives the last touch
        among these, and None where all were looked at.
        """

    async def sightings(self, desk: str, districts: Sequence[str], since: datetime) -> list[Sighting]:
        """Sightings of what the cases lack that have come to a desk since then, and those without a desk of operators in these
        districts.
        """

    async def outbreaks(self) -> tuple[Outbreak, ...]:
        """Give those that go on and that no desk has ended."""

    async def known_outbreaks(self, desk: str) -> frozenset[str]:
        """Give the keys of those of a desk, also of those that it has ended."""

    async def begin_outbreak(self, one: Outbreak, letters: Sequence[Letter], at: datetime) -> None:
        """Keep an outbreak that has begun, with the letters that tell of it, once."""

    async def end_outbreaks(self, desk: str, keys: Sequence[str]) -> None:
        """Forget the desk's outbreaks `keys`, which are over by themselves."""

    async def dismiss_outbreaks(self, desk: str) -> bool:
        """End those of a desk, by its own word. Whether there were any."""

    # Help desks: figures.

    async def cases_since(self, since: datetime, codes: Sequence[str] | None) -> list[int]:
        """The cases opened since then at these districts' desks, or at none by people of these districts; None: all."""

    async def case_rows(self, cases: Sequence[int]) -> list[CaseRow]:
        """The rows of `cases` (ids), as far as they are still there."""

    async def not_understood(self, since: datetime, codes: Sequence[str] | None) -> int:
        """Number of messages of the people of districts `codes` that were not understood since `since`; None: of all people."""

    # Help desks: cases.

    async def desk_case(self, case: int) -> DeskCase | None: ...

    async def card_rows(self, case: int) -> CardRows | None:
        """All rows that the card of `case` is made of; None where there is no such case."""

    async def card_of(self, case: int) -> Card | None: ...

    async def carded(self, case: int, card: Card) -> None: ...

    async def case_at(self, chat: int, thread: int | None, reply_to: int | None) -> int | None:
        """The case that a message in a group belongs to."""

    async def origins(self, chat: int, message: int) -> tuple[Relay, ...]:
        """A person's message that was relayed, or is to be: once, or in its parts."""

    async def copy(self, chat: int, message: int) -> Relay | None:
        """The bot's message that carries one, or belongs to a case."""

    async def counterpart(self, chat: int, message: int, other: int) -> int | None:
        """Give the message in the chat `other` that stands for this one: its copy there, or what it is the copy of."""

    async def last_answer(self, case: int, chat: int) -> Relay | None:
        """Give the newest message written in a group to the operator of a case."""

    async def forget_copy(self, chat: int, message: int) -> None:
        """The bot's message was taken away there."""

    async def rehold(self, person: int, message: int, content: Content) -> bool:
        """A message that waits till its case is known says something else now; whether it waits."""

    async def held(self, person: int) -> tuple[Held, ...]: ...

    async def open_cases(self, desk: str) -> tuple[Listed, ...]:
        """A desk's open cases, who has waited longest first."""

    async def closed_cases(self, desk: str, since: datetime) -> tuple[Listed, ...]:
        """Cases that a desk has closed since `since`, the newest first."""

    async def listed(self, case: int) -> Listed | None:
        """A case at whichever desk has it."""

    async def lacking(self, codes: Sequence[str], key: str) -> tuple[Listed, ...]:
        """The cases at these desks, closed ones too, that lack the requirement `key`."""

    async def alike(self, desk: str, key: str, now: datetime) -> tuple[Listed, ...]:
        """Find a desk's open cases that lack the requirement `key` and whose operator can be written to at `now`."""

    async def noted(self, codes: Sequence[str], words: str) -> tuple[Listed, ...]:
        """Cases of desks `codes` with an internal note that has `words` in it."""

    async def with_school(self, codes: Sequence[str]) -> tuple[Listed, ...]:
        """Cases of desks `codes` whose school is known."""

    async def colleagues(self, desk: str) -> tuple[tuple[int, str], ...]:
        """Staff in a desk's group, as far as they are known: (Telegram id, name), sorted by name."""

    # Help desks: what keeps itself true in their groups.

    async def due_boards(self, now: datetime) -> tuple[Board, ...]:
        """The overviews that may be drawn now and do not show what is."""

    async def board_begun(self, desk: str, again: datetime, letters: Sequence[Letter], now: datetime) -> None:
        """An overview is on its way; the next one not before `again`."""

    async def board(self, desk: str) -> Board | None: ...

    async def put_board(self, board: Board) -> None: ...

    async def pin_again(self, chat: int) -> None:
        """The bot's rights in a group have changed: an overview that could not be pinned there may be now."""

    async def due_rounds(self, before: datetime) -> list[tuple[str, str]]:
        """Desks that were last looked at before then, and the day of their last digest."""

    async def reminded(self, desk: str) -> dict[Reminder, datetime]:
        """Reminders that a desk's staff were given in its open cases, and when."""

    async def round_done(
        self, desk: str, day: str, reminders: Sequence[Reminder], *, letters: Sequence[Letter], now: datetime
    ) -> None:
        """A desk was looked at; its last digest is that of `day`."""

    async def heads_of(self, desk: str) -> list[int]: ...

    async def unreached_heads(self) -> frozenset[int]:
        """Find the heads who could not be written to, and have not opened the bot since."""

    async def due_topics(self, now: datetime) -> list[int]:
        """Cases whose topic may be called otherwise now."""

    async def topics_begun(self, cases: Sequence[int], letters: Sequence[Letter], now: datetime) -> None:
        """Note that the topics of `cases` were looked at, and add the letters that rename those which need it."""

    async def topic(self, case: int) -> TopicName | None: ...

    async def put_topic(self, case: int, topic: TopicName, *, changed: bool = False) -> None:
        """A topic as it is called now; `changed`: it is to be looked at again."""

    async def unanswered(self, now: datetime) -> list[DeskCase]:
        """Cases whose operator is to be told that nobody has answered."""

    async def unsettled(self) -> list[DeskCase]:
        """Open cases whose desk has no group, or has one in which they have no card and none is on its way; and those that
        somebody had who has erased their data.
        """

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
        """Settle an arrived letter as `sent` does, with the places of its copies and the letters that follow from it."""

    async def undelivered(self, letter: int, error: str, letters: Sequence[Letter], at: datetime) -> None:
        """Give a letter up as `give_up` does, and add `letters` that tell whoever is to know."""
