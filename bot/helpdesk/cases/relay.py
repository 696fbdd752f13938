"""Relaying: messages of one side as letters for the other: text, files and albums, their edits and their withdrawing.

Text that looks personal was taken out before it was kept (`bot/incoming/inbox.py`); a file's caption is replaced for that reason.
What is in a picture nobody reads here.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from itertools import chain

from bot.incoming.events import GroupMessage
from bot.outgoing.render import plain
from bot.privacy.invisible import inert
from bot.records.desk_case import DeskCase
from bot.records.letters import Letter, RemarkBody
from bot.records.messages import Content, Held, Relay
from bot.records.priority import Priority
from bot.records.relayed import (
    AlbumItem,
    EditBody,
    RelayedAlbum,
    RelayedCopy,
    RelayedFile,
    RelayedText,
    UnsendBody,
    Way,
)
from flows.dialogue.case_code import case_code
from flows.texts import write
from flows.view import Line

KINDS = frozenset({"text", "photo", "document", "video", "voice", "audio", "animation"})
"""What is passed on. A contact or a place is somebody's data, and a sticker says nothing."""
ALBUM_KINDS = frozenset({"photo", "video", "document", "audio"})
"""What Telegram shows as one album when it comes together."""
_REPEATED = 60
"""Kept free for the line that says of a message that it may be a repetition."""
TEXT, CAPTION = 4096 - _REPEATED, 1024 - _REPEATED
"""A text that is too long with its head goes in parts; a caption, as a text of its own."""
_REMARK = "remark:"
_KEPT = ("noted", "empty_note", "unknown")
_GATHERING = timedelta(seconds=1)
"""The pictures of an album come one by one."""


@dataclass(frozen=True, slots=True)
class RelayRoute:
    """Route of a message that is passed on: from which chat to which, and what stands above it there."""

    kind: Way
    source: int
    target: int
    head: Line
    who: int | None = None

    @property
    def rank(self) -> Priority:
        """Priority of the letters on this route: what is changed or taken away must not overtake what it is about."""
        return Priority.RELAYED if self.kind == "in" else Priority.ANSWER


def to_desk(case: DeskCase, group: int) -> RelayRoute:
    return RelayRoute("in", case.person, group, Line("desk.from_operator"))


def to_operator(case: DeskCase, group: int, name: str, who: int) -> RelayRoute:
    """`name` is the desk's; who of its staff it was, the operator does not see."""
    head = Line("desk.from_staff", {"name": name, "code": case_code(case.case)})
    return RelayRoute("out", group, case.person, head, who)


def relayed(
    case: DeskCase, way: RelayRoute, message: int, content: Content, replied: int | None = None
) -> tuple[tuple[Letter, ...], tuple[Relay, ...]]:
    """The letters that pass a message on, and what remembers it. `replied`: the message of its chat that it replies to."""
    relay = Relay(case.case, way.kind, way.target, way.source, message, who=way.who)
    way = _headed(way, content)
    name = _name(way, message, content)
    first, *others = _bodies(way, message, content)
    letters = [
        Letter(
            f"{name}:{part}" if part else name,
            way.target,
            body,
            case.person,
            case.case,
            way.rank,
            after=_GATHERING if isinstance(body, RelayedAlbum) else timedelta(0),
        )
        for part, body in enumerate((replace(first, replied=replied), *others))
    ]
    return tuple(letters), (relay,)


def _headed(way: RelayRoute, content: Content) -> RelayRoute:
    """The way with its head, which says of somebody else's words that they are."""
    return replace(way, head=Line("desk.forwarded", {"head": way.head})) if content.forwarded else way


def copied_key(case: int, group: int, message: int) -> str:
    """The key of the letter that brings an answer of the staff's, written in `group` in another case, to this one."""
    return f"copied:{case_code(case)}:{group}:{message}"


def copied(case: DeskCase, way: RelayRoute, message: int, content: Content) -> tuple[Letter, ...]:
    """The letters that bring an answer from another case to this one's operator; behind what is written to one at a time."""
    parts = _alone(_headed(way, content), message, content)
    key = copied_key(case.case, way.source, message)
    return tuple(
        Letter(
            f"{key}:{part}" if part else key,
            way.target,
            RelayedCopy(
                way.source, message, "out", one.text, one.attachment if isinstance(one, RelayedFile) else None
            ),
            case.person,
            case.case,
            Priority.BULK,
        )
        for part, one in enumerate(parts)
    )


def released(
    case: DeskCase, group: int, held: Sequence[Held]
) -> tuple[tuple[Letter, ...], tuple[Relay, ...]]:
    """Letters and relays, as `relayed` gives them, for what an operator wrote before its case was known."""
    passed = [relayed(case, to_desk(case, group), one.message, one.content, one.reply_to) for one in held]
    return tuple(chain(*(letters for letters, _ in passed))), tuple(chain(*(relays for _, relays in passed)))


def _name(way: RelayRoute, message: int, content: Content) -> str:
    album = f"album:{way.source}:{content.album}:" if content.album else "relay:"
    return f"{album}{way.source}:{message}"


def _bodies(
    way: RelayRoute, message: int, content: Content
) -> Sequence[RelayedText | RelayedFile | RelayedAlbum]:
    if content.album and content.kind in ALBUM_KINDS and content.file:
        item = AlbumItem(content.kind, content.file, content.text, message)
        album = f"album:{way.source}:{content.album}"
        return [RelayedAlbum(way.source, message, way.kind, 0, album, write(way.head), (item,))]
    return _alone(way, message, content)


def _alone(way: RelayRoute, message: int, content: Content) -> list[RelayedText | RelayedFile]:
    """The parts of what is no album: a text in as many as it needs; a file, and below it the words that are too many."""
    head = write(way.head)
    if content.kind == "text":
        return [*_texts(way, message, content.text)]
    text = escaped(content.text)
    caption = f"{head}\n{text}" if text else head
    whole = length(caption) <= CAPTION
    file = RelayedFile(way.source, message, way.kind, 0, caption if whole else head, content.attachment)
    return [file] if whole else [file, *_texts(way, message, content.text, 1)]


def _texts(way: RelayRoute, message: int, text: str, first: int = 0) -> list[RelayedText]:
    return [
        RelayedText(way.source, message, way.kind, part, words)
        for part, words in enumerate(parted(write(way.head), text), first)
    ]


def parted(head: str, text: str) -> list[str]:
    """`text` in as many messages as its length needs, each with the head."""
    whole = f"{head}\n{escaped(text)}"
    if length(whole) <= TEXT:
        return [whole]
    room = TEXT - length(f"{head}\n")
    first = text.encode("utf-16-le")[: 2 * room].decode("utf-16-le", "ignore")  # half an emoji is left out
    rest = text[len(first) :]
    return [f"{head}\n{escaped(first)}", *(parted(head, rest) if rest.strip() else ())]


def escaped(text: str) -> str:
    return write(Line("desk.words", {"text": inert(text)})) if text.strip() else ""


def length(marked: str) -> int:
    """Length of a text as Telegram counts: UTF-16 units, without the HTML marks."""
    return len(plain(marked).encode("utf-16-le")) // 2


def edited(case: DeskCase, way: RelayRoute, message: int, content: Content, update_id: int) -> Letter:
    """The copy says and shows what the message does now, in as many parts as that needs.

    What is for one of an album whose caption is to stay as it is, because another item has it, or words of others are in it:
    `below`, its words in texts of their own, and `anew`, all of it once more.
    """
    alone = replace(content, album=None)  # one of an album has its own copy
    first, *_ = parts = _alone(way, message, alone)
    words = _texts(way, message, content.text, 1) if content.text.strip() else []
    body = EditBody(
        source=way.source,
        message=message,
        parts=tuple(parts),
        below=(first, *words),
        anew=(first, *(replace(one, part=part) for part, one in enumerate(parts, 1))),
        content=content.kind,
        file=content.file,
    )
    return Letter(
        f"edit:{way.source}:{message}:{update_id}", way.target, body, case.person, case.case, way.rank
    )


def further(edit: Letter, part: RelayedText | RelayedFile) -> Letter:
    """A part that the message has only since it says more."""
    return Letter(f"{edit.key}:{part.part}", edit.chat, part, edit.person, edit.case, edit.rank)


def withdrawn(case: DeskCase, relay: Relay) -> Letter:
    """The copy of a message is taken away. `relay` must not be of the bot's own words."""
    assert relay.from_chat is not None
    assert relay.from_message is not None
    body = UnsendBody(relay.from_chat, relay.from_message)
    key = f"unsend:{relay.from_chat}:{relay.from_message}"
    return Letter(key, relay.to_chat, body, case.person, case.case)


def remark(
    case: DeskCase,
    group: int,
    name: str,
    line: Line,
    reply_to: int | None = None,
    *,
    prompt: bool = False,
    rank: Priority = Priority.CARD,
) -> Letter:
    """A word of the bot's own in a case at the desk. `name` makes it the same one when it is made again."""
    body = RemarkBody(write(line), reply_to, prompt)
    return Letter(f"{_REMARK}{name}", group, body, case.person, case.case, rank)


def below(case: DeskCase, heard: GroupMessage, what: str) -> Letter:
    """A word of the bot's below somebody's message; below an album, once."""
    name = _below(case.case, what, heard.chat, heard.whole)
    line = Line(f"desk.remark.{what}")
    return remark(case, heard.chat, name, line, heard.message, rank=Priority.STAFF_SAID)


def album_kept(case: int, group: int, album: str) -> tuple[str, ...]:
    """The keys of letters that say of an album that it is the staff's own; where one was made, nothing of it is passed on."""
    return tuple(f"{_REMARK}{_below(case, what, group, album)}" for what in _KEPT)


def _below(case: int, what: str, group: int, whole: str) -> str:
    return f"{case_code(case)}:{what}:{group}:{whole}"
