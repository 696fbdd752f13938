"""The kinds of what happens: to one person, in a group, to the bot itself."""

from dataclasses import dataclass

from bot.records.messages import Content
from flows.dialogue.machine.events import Chose, Event


@dataclass(frozen=True, slots=True)
class Tap:
    """The query that wants its answer, and the message whose button was tapped."""

    query: str
    message: int | None
    armed: bool
    """The message still had its buttons."""


@dataclass(frozen=True, slots=True)
class PrivateEvent:
    """Event of the private chat: what a person did there."""

    person: int
    event: Event
    tap: Tap | None = None
    personal: tuple[str, ...] = ()
    """Kinds of what was taken out of the message before it was kept."""
    message: int | None = None
    reply_to: int | None = None
    content: Content | None = None


@dataclass(frozen=True, slots=True)
class Author:
    """Author of a message in a group. `person` is None for an anonymous administrator and for whoever speaks as a channel."""

    person: int | None
    name: str = ""


@dataclass(frozen=True, slots=True)
class GroupMessage:
    """Message in a group: a command, or one with content."""

    chat: int
    message: int
    author: Author
    thread: int | None = None
    """The topic of a forum."""
    reply_to: int | None = None
    content: Content | None = None
    command: str | None = None
    """Empty for what begins like a command and is none of the bot's."""
    argument: str = ""
    edited: bool = False
    personal: tuple[str, ...] = ()
    forum: bool = False
    in_own_topic: bool = False
    """Whether it stands in a topic that the bot has opened."""
    replied: str = ""
    """What a bot's message says to which this is the reply."""

    @property
    def whole(self) -> str:
        """Id of the whole that a word is said about once: the album that the message is a part of, else itself."""
        return (self.content and self.content.album) or str(self.message)


@dataclass(frozen=True, slots=True)
class Replied:
    """The message that another one replies to, as it is now."""

    message: int
    content: Content | None
    by_bot: bool


@dataclass(frozen=True, slots=True)
class GroupTap:
    """A button under a message in a group."""

    chat: int
    author: Author
    tap: Tap
    chose: Chose | None
    """None for data that is not ours."""
    replied: Replied | None = None
    """What the message with the button replies to."""


@dataclass(frozen=True, slots=True)
class BlockChanged:
    """A person has blocked the bot, or let it in again."""

    person: int
    blocked: bool


@dataclass(frozen=True, slots=True)
class BotMembership:
    """Membership of the bot in a group, as it is now."""

    chat: int
    is_in: bool
    is_administrator: bool


@dataclass(frozen=True, slots=True)
class MemberChange:
    """Somebody came into a group, or went."""

    chat: int
    person: int
    name: str
    is_in: bool


@dataclass(frozen=True, slots=True)
class ChatMigrated:
    """A group has become a supergroup."""

    old: int
    new: int


@dataclass(frozen=True, slots=True)
class StatusRequest:
    """An owner wants to know how the bot stands."""

    person: int


@dataclass(frozen=True, slots=True)
class OwnerStarted:
    """An owner has opened the chat with the bot, as whoever looks after it."""

    person: int


@dataclass(frozen=True, slots=True)
class ChatShared:
    """A group was chosen by the button that asks for one."""

    person: int
    name: str
    """First name of the person, for their colleagues in the group."""
    request: int
    chat: int


@dataclass(frozen=True, slots=True)
class AdminCommand:
    """A command for districts."""

    person: int
    argument: str
    file: str | None = None
    """Telegram's own name of the file that it stands below."""
    query: str | None = None
    """Id of a tapped button's query, which wants its answer."""


@dataclass(frozen=True, slots=True)
class StaffCommand:
    """A command for whoever governs districts, in their own chat."""

    person: int
    name: str
    argument: str
    content: Content | None = None
    message: int | None = None


@dataclass(frozen=True, slots=True)
class AnnouncementsWanted:
    """Wish of an operator about announcements: that they want them, or none."""

    person: int
    wanted: bool


@dataclass(frozen=True, slots=True)
class InlineSearch:
    """Search: what somebody has typed behind the bot's name, in any chat."""

    person: int
    query: str
    """Telegram's own name of it, which wants its answer."""
    words: str


@dataclass(frozen=True, slots=True)
class MisplacedCommand:
    """A command of a desk's group, written in a private chat: there may be a code in it, so that it is passed on to nobody."""

    person: int


Incoming = (
    PrivateEvent
    | GroupMessage
    | GroupTap
    | BlockChanged
    | BotMembership
    | MemberChange
    | ChatMigrated
    | StatusRequest
    | OwnerStarted
    | ChatShared
    | AdminCommand
    | StaffCommand
    | AnnouncementsWanted
    | MisplacedCommand
    | InlineSearch
)
