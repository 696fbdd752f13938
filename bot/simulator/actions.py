"""The actions of people, as they come over the wire: each a model that checks its fields and carries itself out."""

import base64
import binascii
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from bot.simulator.groups import Group
from bot.simulator.people import Person
from bot.simulator.telegram import Telegram

Update = dict[str, Any]

_ALBUM = ("photo", "photo")

Words = Annotated[str, Field(min_length=1, max_length=4096)]
Payload = Annotated[str, Field(pattern=r"^[A-Za-z0-9_-]{0,64}$")]


def _is_base64(given: str) -> str:
    try:
        base64.b64decode(given, validate=True)
    except binascii.Error as error:
        raise ValueError("is no base64") from error
    return given


class PersonAction(BaseModel):
    """Somebody does something: in their own chat with the bot, or in a group (`chat`), there in a topic (`thread`) or as a
    reply (`reply_to`: a message's number).
    """

    model_config = ConfigDict(extra="forbid")

    person: int
    chat: int | None = None
    thread: int | None = None
    reply_to: int | None = None

    def do(self, telegram: Telegram) -> Update:
        """The update that comes of it. Raises LookupError, PermissionError or ValueError for what cannot be."""
        person = telegram.people[self.person]
        own = self.chat is None or self.chat == person.id
        return self._by(person, None if own else telegram.groups[self.chat or 0])

    def _by(self, person: Person, group: Group | None) -> Update:
        raise NotImplementedError


class Say(PersonAction):
    """Somebody writes."""

    act: Literal["say"]
    text: Words

    def _by(self, person: Person, group: Group | None) -> Update:
        return person.says(self.text, group, self.reply_to, self.thread)


class Send(PersonAction):
    """Somebody sends what is no text: with `content` (base64) and `name` a file of their own, else something small."""

    act: Literal["send"]
    kind: Literal[
        "photo",
        "document",
        "voice",
        "video",
        "audio",
        "animation",
        "video_note",
        "sticker",
        "contact",
        "location",
        "album",
    ]
    caption: Annotated[str, Field(max_length=1024)] = ""
    content: Annotated[str, AfterValidator(_is_base64)] = ""
    name: str = ""

    def _by(self, person: Person, group: Group | None) -> Update:
        if self.kind == "album":
            album = person.sends_album(
                _ALBUM, group, self.thread, caption=self.caption, reply_to=self.reply_to
            )
            return album[0]
        content = base64.b64decode(self.content)
        return person.sends(
            self.kind,
            group,
            self.reply_to,
            self.thread,
            caption=self.caption,
            content=content,
            name=self.name,
        )


class TapAction(PersonAction):
    """Somebody taps a button: below a message of the chat, or below one that was sent inline."""

    act: Literal["tap"]
    message: int | None = None
    inline_message: str | None = None
    data: str

    def _by(self, person: Person, group: Group | None) -> Update:
        if self.inline_message is not None:
            return person.taps_inline(self.inline_message, self.data)
        return person.taps(self.message or 0, self.data, group)


class Edit(PersonAction):
    """Somebody changes a message of their own, or what stands under it."""

    act: Literal["edit"]
    message: int
    text: Words

    def _by(self, person: Person, group: Group | None) -> Update:
        return person.edits(self.message, self.text, group)


class Open(PersonAction):
    """Somebody follows a link `?start=<payload>`."""

    act: Literal["open"]
    payload: Payload

    def _by(self, person: Person, _: Group | None) -> Update:
        return person.opens(self.payload)


class Block(PersonAction):
    """Somebody blocks the bot, or does no longer."""

    act: Literal["block"]
    blocked: bool

    def _by(self, person: Person, _: Group | None) -> Update:
        return person.blocks_bot() if self.blocked else person.unblocks_bot()


class React(PersonAction):
    """Somebody puts an emoji to a message, or with an empty one takes it away."""

    act: Literal["react"]
    message: int
    emoji: str

    def _by(self, person: Person, group: Group | None) -> Update:
        return person.reacts(self.message, self.emoji or None, group)


class SearchAction(PersonAction):
    """Somebody writes `@<bot> text` anywhere: an inline query."""

    act: Literal["search"]
    text: Annotated[str, Field(max_length=256)] = ""
    offset: str = ""

    def _by(self, person: Person, _: Group | None) -> Update:
        return person.searches(self.text, self.offset)


class Choose(PersonAction):
    """Somebody chooses a result of their search (the `id` of the inline query): it is sent to the chat."""

    act: Literal["choose"]
    query: str
    result: str

    def _by(self, person: Person, group: Group | None) -> Update:
        return person.chooses(self.query, self.result, group)


class Vote(PersonAction):
    """Somebody chooses options of a poll by their numbers from 0."""

    act: Literal["vote"]
    message: int
    options: tuple[int, ...]

    def _by(self, person: Person, group: Group | None) -> Update:
        return person.votes(self.message, *self.options, chat=group)


class Pay(PersonAction):
    """Somebody pays an invoice; the bot is asked before."""

    act: Literal["pay"]
    message: int

    def _by(self, person: Person, group: Group | None) -> Update:
        return person.pays(self.message, group)
