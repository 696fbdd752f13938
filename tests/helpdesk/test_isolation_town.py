"""Who plays the isolation matrix, and where the case is: a town with everybody who might reach for it.

Who is in which group stands in ROLES, for the tests' own rule of who may what: nothing of it is asked of the bot.
`test_isolation_build.py` builds it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, TypeVar

from bot.records.desk_drawings import Card
from tests.helpdesk.town import CONTOH, JOKO, MADE, MISAL, OWNER, PROV, RINI, TATI

T = TypeVar("T")

LONE = -1_005_000_000_004
"""A group that has added the bot and is nobody's desk."""
GROUPS = {"contoh": CONTOH, "misal": MISAL, "prov": PROV}
SARI = 11


@dataclass(frozen=True, slots=True)
class Role:
    """Somebody, and the group they are in."""

    name: str
    person: int
    home: int | None = None
    heads: str | None = None
    speaks: Literal["openly", "hidden", "channel", "linked", "robot"] = "openly"
    """How their messages in a group are signed; a channel and another bot have no private chat."""

    @property
    def is_human(self) -> bool:
        return self.speaks in {"openly", "hidden"}


SENT_AWAY, GONE_BEFORE, GONE_UNSEEN = 41, 42, 43
ROLES = (
    Role("owner", OWNER),
    Role("head of contoh", RINI, CONTOH, "contoh"),
    Role("staff of contoh", JOKO, CONTOH),
    Role("anonymous in contoh", 31, CONTOH, speaks="hidden"),
    Role("head of misal", TATI, MISAL, "misal"),
    Role("staff of misal", 25, MISAL),
    Role("anonymous in misal", 32, MISAL, speaks="hidden"),
    Role("head of prov", MADE, PROV, "prov"),
    Role("staff of prov", 26, PROV),
    Role("anonymous in prov", 33, PROV, speaks="hidden"),
    Role("sent away", SENT_AWAY),
    Role("gone before the bot came", GONE_BEFORE),
    Role("gone unseen", GONE_UNSEEN),
    Role("head of a group that is no desk", 40, LONE),
    Role("the operator", SARI),
    Role("operator at contoh", 12),
    Role("operator at misal", 13),
    Role("operator at prov", 14),
    Role("stranger", 50),
    Role("channel", 136_817_688, speaks="channel"),
    Role("linked channel", 777_000, speaks="linked"),
    Role("another bot", 60, speaks="robot"),
)


@dataclass(frozen=True, slots=True)
class Scene:
    """Where the case is, how it stands there, and which desk had it before."""

    name: str
    district: str
    level: str
    desk: str
    state: Literal["open", "taken", "closed"]
    former: str | None = None

    @property
    def group(self) -> int:
        return GROUPS[self.desk]


SCENES = (
    Scene("forum", "Kabupaten Contoh", "SD", "contoh", "taken"),
    Scene("plain group", "Kota Misal", "SMP", "misal", "open"),
    Scene("province", "Provinsi Contoh", "SMK", "prov", "taken"),
    Scene("moved up", "Kabupaten Contoh", "SD", "prov", "open", "contoh"),
    Scene("moved across", "Kabupaten Contoh", "SD", "misal", "open", "contoh"),
    Scene("closed", "Kabupaten Contoh", "SD", "contoh", "closed"),
)


def places(role: Role, scene: Scene) -> list[int | None]:
    """Where somebody can be, and where they could reach for the case: None is their own chat."""
    groups = [role.home, scene.group, GROUPS[scene.former] if scene.former else None]
    own: list[int | None] = [None] if role.is_human else []
    return own + [group for group in dict.fromkeys(groups) if group is not None]


def shared(roles: Sequence[Role], several: Sequence[T]) -> Iterator[tuple[Role, T]]:
    """Each with what they try of `several` in their own chat."""
    return ((role, one) for role in roles for one in share(role, several))


def share(role: Role, several: Sequence[T], away: bool = True) -> Sequence[T]:
    """What somebody tries of `several` away from the case: those who have no part of their own at any desk share them."""
    number = ROLES.index(role)
    alike = role.heads is None and number not in _THEMSELVES
    return several[number % 3 :: 3] if away and alike else several


_THEMSELVES = frozenset(
    ROLES.index(role)
    for role in ROLES
    if role.name in {"owner", "stranger", "sent away"} or role.name.startswith(("the operator", "operator"))
)


@dataclass(slots=True)
class Marks:
    """The numbers in one group: the case's card, what the operator wrote, what staff answered, the note's question, the topic."""

    card: int = 0
    copy: int = 0
    answer: int = 0
    prompt: int = 0
    thread: int | None = None


@dataclass(slots=True)
class Found:
    """The case as it stands when the matrix begins."""

    code: str
    case: int
    seq: int
    screen_seq: int
    here: Marks
    """At the desk that has it."""
    before: Marks
    """At the desk that had it."""
    private: dict[str, int]
    """In the operator's own chat: their words, the answer, the screen."""
    lists: dict[int, int]
    """By group: the desk's list."""
    neighbours: dict[int, Card]
    """By group: another case's card."""
    valid: dict[str, str]
    used: dict[str, str]
    """By desk: codes that link a group."""
    photo: str
    taker: str
    """The name of whoever has it; empty for nobody."""


def words(desk: str) -> str:
    """What the operator wrote while the case was there."""
    return f"rahasia operator di {desk}"


def reply(desk: str) -> str:
    return f"rahasia jawaban {desk}"


def canned(desk: str) -> str:
    """What this desk has ready to be sent."""
    return f"rahasia balasan {desk}"


def internal(desk: str) -> str:
    return f"rahasia catatan {desk}"
