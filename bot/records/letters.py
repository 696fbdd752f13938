"""Letters and their bodies, one model for each kind: the values of the outbox, and their JSON.

A row of the outbox has the kind beside the body, so that the body does not name it again. The JSON keeps the names that
rows of older versions have.
"""

from collections.abc import Mapping
from datetime import timedelta
from typing import Annotated, ClassVar, Literal, get_args

from pydantic import Field, TypeAdapter
from pydantic.dataclasses import dataclass

from bot.records.priority import Priority
from bot.records.relayed import (
    EditBody,
    RelayBody,
    RelayedAlbum,
    RelayedCopy,
    RelayedFile,
    RelayedText,
    UnsendBody,
)
from flows.values import STRICT

LetterKind = Literal[
    "tell", "screen", "waiting", "note", "export", "farewell", "picture",
    "card", "relay", "edit", "unsend", "react", "remark", "wipe", "poster", "desk_export", "board", "topic",
    "figures", "batch",
]  # fmt: skip
"""All after the first row are the help desks': `bot/helpdesk/delivery/desk_sender.py` sends them."""

Rows = tuple[tuple[tuple[str, str], ...], ...]
"""Buttons in rows, each as (label, data)."""


@dataclass(frozen=True, slots=True, config=STRICT)
class TellBody:
    """Words to keep or to forward, in Telegram's HTML."""

    kind: ClassVar[LetterKind] = "tell"
    text: str
    rows: Rows = ()


@dataclass(frozen=True, slots=True, config=STRICT)
class ScreenBody:
    """A screen that comes by itself, and which of its case's screens it is."""

    kind: ClassVar[LetterKind] = "screen"
    text: str
    rows: Rows
    seq: int


@dataclass(frozen=True, slots=True, config=STRICT)
class WaitingBody:
    """A word to somebody who waits for their first screen; it becomes that screen."""

    kind: ClassVar[LetterKind] = "waiting"
    text: str


@dataclass(frozen=True, slots=True, config=STRICT)
class NoteBody:
    """A word of the bot's that is no screen, and its place in a group."""

    kind: ClassVar[LetterKind] = "note"
    text: str
    rows: Rows = ()
    wants: tuple[str, int] | None = None
    """Same as `Message.wants`."""
    thread: int | None = None
    reply_to: int | None = None
    silent: bool = False
    """Nobody is called by a sound."""
    mark: bool = False
    """Sent again, it says that it may be a repetition."""


@dataclass(frozen=True, slots=True, config=STRICT)
class FarewellBody:
    """The last word to somebody whose data is erased."""

    kind: ClassVar[LetterKind] = "farewell"
    text: str
    rows: Rows = ()


@dataclass(frozen=True, slots=True, config=STRICT)
class ExportBody:
    """Body of a file with all that is stored of the person, looked up when the letter is sent; or with the rest of it."""

    kind: ClassVar[LetterKind] = "export"
    table: str | None = None
    """Where the file before has ended, as `bot.store.exporting.Cursor`: the table, and the key of its last row there."""
    row: int | str = 0
    part: int = 1


@dataclass(frozen=True, slots=True, config=STRICT)
class PictureBody:
    """A schematic picture for an operator, drawn when the letter is sent."""

    kind: ClassVar[LetterKind] = "picture"
    name: str
    """Name that `flows.dialogue.screens.pictures` has for it."""


@dataclass(frozen=True, slots=True, config=STRICT)
class CardBody:
    """The card of a case, drawn as it is when it is sent; `seq` is the card's count when the letter was made."""

    kind: ClassVar[LetterKind] = "card"
    seq: int
    anew: bool = False
    """Whether the card is sent once more, below everything else."""


@dataclass(frozen=True, slots=True, config=STRICT)
class ReactBody:
    """The receipt below a message that has arrived on the other side."""

    kind: ClassVar[LetterKind] = "react"
    message: int


@dataclass(frozen=True, slots=True, config=STRICT)
class RemarkBody:
    """A word of the bot's own in a case at the desk."""

    kind: ClassVar[LetterKind] = "remark"
    text: str
    reply_to: int | None = None
    prompt: bool = False
    """Whoever replies to it writes a note."""
    rows: Rows = ()


@dataclass(frozen=True, slots=True, config=STRICT)
class WipeBody:
    """A message of the bot's in a group goes."""

    kind: ClassVar[LetterKind] = "wipe"
    message: int
    text: str | None = None
    """What remains in its place; None: nothing, as far as Telegram lets it be deleted."""
    bare: bool = False
    """Whether the message is one of an album whose caption stands at another."""


@dataclass(frozen=True, slots=True, config=STRICT)
class PosterBody:
    """The printable picture that leads operators to a desk."""

    kind: ClassVar[LetterKind] = "poster"
    link: str
    name: str
    hint: str
    caption: str
    thread: int | None = None


@dataclass(frozen=True, slots=True, config=STRICT)
class DeskExportBody:
    """Body of a file with all that is stored of a desk, as `ExportBody` of a person."""

    kind: ClassVar[LetterKind] = "desk_export"
    desk: str
    caption: str
    table: str | None = None
    row: int | str = 0
    part: int = 1


@dataclass(frozen=True, slots=True, config=STRICT)
class BoardBody:
    """A desk's overview, drawn as it is when it is sent."""

    kind: ClassVar[LetterKind] = "board"
    desk: str


@dataclass(frozen=True, slots=True, config=STRICT)
class TopicBody:
    """The name of a case's topic, found when it is sent; with a `thread` that of one that is no case's any more."""

    kind: ClassVar[LetterKind] = "topic"
    thread: int | None = None
    name: str | None = None
    """Name of the topic; None: it only says that the case is gone."""


FiguresForm = Literal["text", "chart", "xlsx", "csv"]


@dataclass(frozen=True, slots=True, config=STRICT)
class FiguresBody:
    """The figures of districts, counted when it is sent."""

    kind: ClassVar[LetterKind] = "figures"
    days: int
    form: FiguresForm
    roots: tuple[str, ...] | None = None
    """Districts, each with those below it; None: all."""
    thread: int | None = None


@dataclass(frozen=True, slots=True, config=STRICT)
class BatchBody:
    """A table to judge, fetched when the letter is sent."""

    kind: ClassVar[LetterKind] = "batch"
    file: str | None = None
    """Telegram's own name of it; None: the empty one goes out, to be filled."""
    thread: int | None = None
    reply_to: int | None = None


LetterBody = (
    TellBody | ScreenBody | WaitingBody | NoteBody | FarewellBody | ExportBody | PictureBody
    | CardBody | RelayedText | RelayedCopy | RelayedFile | RelayedAlbum | EditBody | UnsendBody | ReactBody | RemarkBody
    | WipeBody | PosterBody | DeskExportBody | BoardBody | TopicBody | FiguresBody | BatchBody
)  # fmt: skip


@dataclass(frozen=True, slots=True, config=STRICT)
class Letter:
    """A message that is not a redrawing: it waits in the outbox until it is sent."""

    key: str
    """Never twice in the outbox: an update that is applied again after a crash adds nothing."""
    chat: int
    body: LetterBody
    person: int | None = None
    """Whose it is, so that it can be erased with them."""
    case: int | None = None
    rank: Priority = Priority.ANSWER
    """Within a chat the lowest goes first; of a group's that are the same, one of each case in turn."""
    after: timedelta = timedelta(0)
    """So much later it is sent: the other pictures of an album are still to come."""

    @property
    def kind(self) -> LetterKind:
        return self.body.kind


@dataclass(frozen=True, slots=True, config=STRICT)
class Due:
    """A letter that is to be sent now."""

    id: int
    letter: Letter
    tries: int
    uncertain: bool
    """Whether it was sent before, and nobody knows whether it arrived."""


def _kinds() -> Mapping[str, TypeAdapter[LetterBody]]:
    bodies = [body for body in get_args(LetterBody) if body.kind != "relay"]
    found: dict[str, TypeAdapter[LetterBody]] = {body.kind: TypeAdapter(body) for body in bodies}
    found["relay"] = TypeAdapter(Annotated[RelayBody, Field(discriminator="what")])
    found["desk"] = found["note"]  # the first release had one desk, and wrote to it
    return found


_ADAPTERS = _kinds()


def read_body(kind: str, text: str) -> LetterBody:
    """The body of a letter of this kind from its JSON, also as an older version wrote it.

    KeyError for a kind that is none; pydantic's ValidationError for a text that is no body of it.
    """
    return _ADAPTERS[kind].validate_json(text, extra="ignore")


def write_body(body: LetterBody) -> str:
    """A body as JSON, without what is None."""
    return _ADAPTERS[body.kind].dump_json(body, exclude_none=True).decode()
