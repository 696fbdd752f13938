"""Messages between operators and staff: their contents, and their copies on the other side."""

from typing import Literal

from pydantic.dataclasses import dataclass

from bot.records.relayed import Attachment
from flows.values import STRICT, Json

Captioned = Literal["own", "none", "shared"]
"""Caption of a copy: in an album one file's has its `own`, the others' have `none`; it is `shared` where it has the words of several."""


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
