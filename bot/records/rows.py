"""Plain values that pass between the bot and a store, whatever the store's engine."""

from dataclasses import field
from datetime import datetime, timedelta
from typing import Literal

from pydantic.dataclasses import dataclass

from bot.records.desk_case import DeskCase, Entry
from bot.records.letters import Letter
from bot.records.relayed import Attachment
from flows.dialogue.dates import Zone
from flows.dialogue.districts.directory import District
from flows.dialogue.machine.effects import Unread
from flows.dialogue.machine.events import CaseLine
from flows.dialogue.machine.session import Session
from flows.values import STRICT, Json

CODE_LIFE = timedelta(hours=24)
"""So long a code can be used that links a group."""


@dataclass(frozen=True, slots=True, config=STRICT)
class Desk:
    """A district, and the group that is its help desk where it has one."""

    code: str
    name: str
    level: Literal["kabkota", "provinsi"]
    parent: str | None
    zone: Zone
    opens: int
    """Minutes of the day, as `closes`."""
    closes: int
    chat: int | None = None
    forum: bool = False
    lost: bool = False
    """Whether it had a group, which is gone."""
    take_in: int = 60
    """Minutes of working time after which staff are reminded of a case that nobody has taken; 0: never."""
    answer_in: int = 120
    """The same, of an operator who waits for an answer."""
    head_in: int = 120
    """So many more after which the heads are told, if nothing has happened."""
    holidays: tuple[str, ...] = ()
    """Days on which nobody works, as 2026-08-17, in their order."""
    bot: str = ""
    """The user name of the district's own bot, without @; empty where this one serves it."""

    @property
    def district(self) -> District:
        """The district, as the dialogue sees it."""
        return District(
            self.code,
            self.name,
            self.level,
            self.parent,
            self.zone,
            self.chat is not None,
            opens=self.opens,
            closes=self.closes,
            holidays=self.holidays,
            bot=self.bot,
        )


@dataclass(frozen=True, slots=True, config=STRICT)
class DeskSchool:
    """The school that a case is about, as far as it is known."""

    npsn: str | None = None
    name: str | None = None
    cut_offs: tuple[datetime, ...] = ()
    """Times until which its data must be synchronised, the earliest first."""
    twins: tuple[int, ...] = ()
    """The other cases of the same NPSN that this desk has open."""

    def cut_off(self, now: datetime) -> datetime | None:
        """The next of them."""
        return next((at for at in self.cut_offs if at > now), None)

    def is_urgent(self, now: datetime) -> bool:
        """Whether less than a day is left at `now`."""
        at = self.cut_off(now)
        return at is not None and at < now + timedelta(days=1)


UNSURE = -1


@dataclass(frozen=True, slots=True, config=STRICT)
class Board:
    """A desk's overview: where it stands, and what it shows."""

    desk: str
    chat: int | None = None
    message: int | None = None
    """UNSURE: it was sent, and nobody knows whether it arrived."""
    shown: str = ""
    """A digest of its words."""
    pinned: int = 0
    """1: it is; -1: the bot may not, and has said so; 0: neither yet."""


@dataclass(frozen=True, slots=True, config=STRICT)
class TopicName:
    """A case's topic as it is called now."""

    thread: int
    name: str = ""
    closed: bool = False
    due_at: int = 0
    """Time before which it is not called otherwise, in seconds since 1970."""


@dataclass(frozen=True, slots=True, config=STRICT)
class Card:
    """Place of a case's card in a group, and the count (`seq`) that it shows."""

    chat: int
    thread: int | None = None
    message: int | None = None
    seq: int = 0
    """UNSURE: it was sent, and nobody knows whether it arrived."""
    beside: str = ""
    """A digest of what it shows beside the case: the cut-off, its nearness, other cases of the school; empty for nothing."""
    repeated: bool = False
    """Whether it may have a twin that was sent before, which it says as long as it stands."""


Captioned = Literal["own", "none", "shared"]
"""Caption of a copy: in an album one file's has its `own`, the others' have `none`; it is `shared` where it has the words of several."""


@dataclass(frozen=True, slots=True, config=STRICT)
class Reminder:
    """Matter in a case of which staff are reminded once."""

    case: int
    kind: str
    """`urgent`, `free` or `answer`; the same with `head_` before it for the heads."""
    since: int
    """Since when it is so, in seconds since 1970."""


@dataclass(frozen=True, slots=True, config=STRICT)
class Relay:
    """A message and its copy on the other side. One that the bot itself has written has no origin."""

    case: int
    kind: Literal["in", "out", "remark", "prompt"]
    """`in` goes to the desk, `out` to the operator; a `prompt` is answered by a note."""
    to_chat: int
    from_chat: int | None = None
    from_message: int | None = None
    to_message: int | None = None
    who: int | None = None
    part: int = 0
    """Which of several copies, where the message was too long for one."""
    caption: Captioned = "own"


@dataclass(frozen=True, slots=True, config=STRICT)
class Content:
    """Content of a message, as far as it can be passed on."""

    kind: str
    """`text`, or one of what can be sent."""
    text: str = ""
    """The text, or the caption."""
    album: str | None = None
    file: str | None = None
    """Telegram's own name of the file."""
    forwarded: bool = False
    """Whether it is somebody else's, and was passed on."""
    attached: bool = False
    """The file goes by its name: the message that asked for it does not hold it."""

    @property
    def attachment(self) -> Attachment | None:
        """The file that goes by its name."""
        return Attachment(self.kind, self.file) if self.attached and self.file else None

    @property
    def is_command(self) -> bool:
        """Whether the text begins like a command, be it one of ours or not."""
        return not self.forwarded and self.text.lstrip().startswith("/")


CONTENT_JSON = Json(Content)


@dataclass(frozen=True, slots=True, config=STRICT)
class CannedAnswer:
    """An answer that is ready to be sent: its words, without marks, and the file that goes with them."""

    text: str
    attachment: Attachment | None = None

    @property
    def content(self) -> Content:
        """The answer as a message's content."""
        if self.attachment is None:
            return Content("text", self.text)
        return Content(self.attachment.kind, self.text, file=self.attachment.file, attached=True)


@dataclass(frozen=True, slots=True, config=STRICT)
class Held:
    """A message that waits till its case is known."""

    message: int
    content: Content
    case: int
    """The closed case that it was written to, or the new one that it was to go with."""
    reply_to: int | None = None
    """The message of the same chat that it replies to."""


@dataclass(frozen=True, slots=True, config=STRICT)
class Staff:
    """Somebody in a desk's group, as last seen."""

    person: int
    name: str
    is_in: bool
    seen_at: datetime


@dataclass(frozen=True, slots=True, config=STRICT)
class CardRows:
    """All rows that a card is made of."""

    desk: DeskCase
    session: Session
    card: Card | None
    log: tuple[Entry, ...]
    """The oldest first."""
    names: dict[int, str]
    """Names of the staff in the log, by id."""
    school: DeskSchool = field(default_factory=DeskSchool)
    colleagues: tuple[tuple[int, str], ...] = ()
    """Who is in the desk's group, with their names."""


@dataclass(frozen=True, slots=True, config=STRICT)
class StoredUpdate:
    """An update as it came in."""

    update_id: int
    person: int | None
    """Whose it is; None in groups, so that nothing of a group is tied to anybody."""
    body: str
    received_at: datetime
    begun: int = 0
    """How often it was begun and not done with: each time, the process died meanwhile."""
    shard: int = 0
    """Which part of all persons and groups it belongs to: the one of whom it is kept in order with."""


@dataclass(frozen=True, slots=True, config=STRICT)
class ShownScreen:
    """The message that shows a person's screen, and which one it shows; case -1 where it has shown none yet."""

    message: int
    case: int
    seq: int


@dataclass(frozen=True, slots=True, config=STRICT)
class Known:
    """All rows of a person that a turn begins with."""

    session: Session | None = None
    """The present case."""
    others: tuple[CaseLine, ...] = ()
    """The person's other cases, newest first."""
    screen: ShownScreen | None = None
    fresh: bool = False
    """The screen is owed as a message of its own: the last one could not be drawn yet."""
    blocked: bool = False
    district: str | None = None
    """The district that the person has chosen last."""
    desk: DeskCase | None = None
    """The present case, where a help desk has it."""
    schools: tuple[str, ...] = ()
    """The schools that the person has named, the one named last first."""
    cases: int = 0
    """Number of the person's cases."""
    open_at_desks: int = 0
    """Number of the person's other cases that desks have open."""
    closed_at_desks: tuple[datetime, ...] = ()
    """When the person's other cases that desks have closed were last touched, newest first; as many as matter."""
    version: int = 0
    """Counts what was saved of this person; 0 for one who is new."""

    @property
    def undrawn(self) -> bool:
        """Whether the present case has moved on since the screen was drawn."""
        if self.session is None or self.blocked:
            return False
        shown = (self.screen.case, self.screen.seq) if self.screen else None
        return self.fresh or shown != (self.session.case, self.session.seq)


@dataclass(frozen=True, slots=True, config=STRICT)
class ScreenStanding:
    """Place of a person's screen, and whether it shows the present case as it is."""

    case: int | None = None
    """The present case, and the count of its screens."""
    seq: int | None = None
    message: int | None = None
    """The message that shows the screen so far."""
    fresh: bool = False
    """The screen is to be a message of its own."""
    owed: bool = False
    """The case has moved on since the screen was drawn, and no letter will show it."""


@dataclass(frozen=True, slots=True, config=STRICT)
class Saved:
    """All rows that a turn leaves behind; kept whole or not at all."""

    person: int
    sessions: tuple[Session, ...]
    """Changed cases; the last is the present one from now on, unless `aside`."""
    at: datetime
    update_id: int | None = None
    """The update that is done with this; None for what came from the clock."""
    screen: int | None = None
    """The message that the screen is to be drawn into from now on; None: as before."""
    fresh: bool = False
    """The screen is to be a message of its own, below what the person wrote."""
    letters: tuple[Letter, ...] = ()
    unread: tuple[Unread, ...] = ()
    """What was not understood, with nothing personal in it."""
    meant: str | None = None
    """What the last of these before meant, by the person's own tap; None: as before."""
    aside: bool = False
    """The present case stays the present one: what was done is done to another, or by somebody else."""
    district: str | None = None
    """The district that the person has chosen; None: as before."""
    school: str | None = None
    """The school that the person has named; None: as before."""
    desk: DeskCase | None = None
    log: tuple[Entry, ...] = ()
    relays: tuple[Relay, ...] = ()
    held: tuple[Held, ...] = ()
    """Kept till their case is known."""
    released: tuple[int, ...] = ()
    """Held messages that are in `relays` now, or given up."""
    makes_room: bool = False
    """The last of the sessions is a new one, and there are as many cases as are kept: the oldest goes."""
    mute: tuple[str, datetime | None] | None = None
    """A desk takes no messages of the person's until then, or from now on again."""
    version: int | None = None
    """Version of the person's rows on which the turn rests: it is kept only if nothing else was since. None: in any case."""
