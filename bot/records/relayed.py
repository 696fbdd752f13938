"""Bodies of the letters between an operator and a desk: messages, their edits, their withdrawing."""

from typing import Annotated, ClassVar, Literal

from pydantic import ConfigDict, Field
from pydantic.dataclasses import dataclass

from flows.values import STRICT

Way = Literal["in", "out"]
"""`in`: to the desk, or `out`: to the operator."""
_NAMED = ConfigDict(**STRICT, validate_by_name=True, validate_by_alias=True, serialize_by_alias=True)
Source = Annotated[int, Field(alias="from")]
"""The chat that a message which is passed on was written in."""


ATTACHABLE = frozenset({"photo", "document", "video", "voice", "audio", "animation"})
"""What can be sent by its name at Telegram, with words below it."""


@dataclass(frozen=True, slots=True, config=STRICT)
class Attachment:
    """A file by Telegram's own name of it, where the message that is passed on does not hold it."""

    kind: str
    """One of ATTACHABLE."""
    file: str


@dataclass(frozen=True, slots=True, config=_NAMED)
class RelayedText:
    """A text that is passed on, or words that were too many for a caption: sent as a message of the bot's own."""

    kind: ClassVar[Literal["relay"]] = "relay"
    source: Source
    message: int
    way: Way
    part: int
    text: str
    """Text with its head, in Telegram's HTML."""
    replied: int | None = None
    """The message of the same chat that it replies to."""
    what: Literal["text"] = "text"


@dataclass(frozen=True, slots=True, config=_NAMED)
class RelayedCopy:
    """An answer that was written in another case: it has its origin there, and does not change with it."""

    kind: ClassVar[Literal["relay"]] = "relay"
    source: Source
    message: int
    way: Literal["out"]
    text: str
    """Text with its head, in Telegram's HTML; below a file its caption."""
    attachment: Attachment | None = None
    what: Literal["copied"] = "copied"


@dataclass(frozen=True, slots=True, config=_NAMED)
class RelayedFile:
    """A file that is passed on: copied, or else its attachment is sent; with `text` as its caption."""

    kind: ClassVar[Literal["relay"]] = "relay"
    source: Source
    message: int
    way: Way
    part: int
    text: str
    attachment: Attachment | None = None
    replied: int | None = None
    """Same as `RelayedText.replied`."""
    what: Literal["copy"] = "copy"


@dataclass(frozen=True, slots=True, config=STRICT)
class AlbumItem:
    """Photo or file of an album: Telegram's name of the file, and the caption as it was written."""

    kind: str
    file: str
    words: str
    message: int


@dataclass(frozen=True, slots=True, config=_NAMED)
class RelayedAlbum:
    """Files that belong together, passed on as an album. The outbox gathers them as they come."""

    kind: ClassVar[Literal["relay"]] = "relay"
    source: Source
    message: int
    """The first one's."""
    way: Way
    part: int
    album: str
    """What the keys of its letters begin with."""
    head: str
    items: tuple[AlbumItem, ...]
    replied: int | None = None
    """Same as `RelayedText.replied`, of the first one."""
    what: Literal["album"] = "album"


RelayedPart = Annotated[RelayedText | RelayedFile, Field(discriminator="what")]
RelayBody = RelayedText | RelayedCopy | RelayedFile | RelayedAlbum


@dataclass(frozen=True, slots=True, config=_NAMED)
class EditBody:
    """Body of an edit: what the copies of a message now say and show, in as many parts as that needs."""

    kind: ClassVar[Literal["edit"]] = "edit"
    source: Source
    message: int
    parts: tuple[RelayedPart, ...]
    below: tuple[RelayedPart, ...]
    """Parts for one of an album whose caption another item has: its words in texts of their own."""
    anew: tuple[RelayedPart, ...]
    """Parts for one of an album whose caption has the words of others too: all of it once more."""
    content: Annotated[str, Field(alias="kind")]
    """The kind of the message's content, as `Content.kind`."""
    file: str | None = None


@dataclass(frozen=True, slots=True, config=_NAMED)
class UnsendBody:
    """The copies of this message are taken away."""

    kind: ClassVar[Literal["unsend"]] = "unsend"
    source: Source
    message: int
