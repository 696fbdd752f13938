"""What one side writes, as letters for the other: text, files and albums, their edits and their withdrawing.

Text that looks personal was taken out before it was kept (`bot/incoming/inbox.py`); a file's caption is replaced for that reason.
What is in a picture nobody reads here.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from itertools import chain
from typing import Any, Literal

from bot.incoming.events import Content, GroupMessage
from bot.outgoing.render import plain
from bot.records.desk_case import DeskCase
from bot.records.priority import Priority
from bot.records.rows import Held, Letter, Relay
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
    """From where to where, and what stands above it."""

    kind: Literal["in", "out"]
    """`in`: to the desk, or `out`: to the operator."""
    source: int
    target: int
    head: Line
    who: int | None = None

    @property
    def rank(self) -> Priority:
        """Of the letters on this way: what is changed or taken away must not overtake what it is about."""
        return Priority.RELAYED if self.kind == "in" else Priority.ANSWER


def to_desk(case: DeskCase, group: int) -> RelayRoute:
    return RelayRoute("in", case.person, group, Line("desk.from_operator"))


def to_operator(case: DeskCase, group: int, name: str, who: int) -> RelayRoute:
    """`name` is the desk's; who of its staff it was, the operator does not see."""
    head = Line("desk.from_staff", {"name": name, "code": case_code(case.case)})
    return RelayRoute("out", group, case.person, head, who)


def relayed(
    case: DeskCase, way: RelayRoute, message: int, content: Content
) -> tuple[tuple[Letter, ...], tuple[Relay, ...]]:
    """The letters that pass a message on, and what remembers it."""
    relay = Relay(case.case, way.kind, way.target, way.source, message, who=way.who)
    name = _name(way, message, content)
    letters = [
        Letter(
            f"{name}:{part}" if part else name,
            way.target,
            "relay",
            case.person,
            case.case,
            _placed(body, way, message, part),
            way.rank,
            after=_GATHERING if "items" in body else timedelta(0),
        )
        for part, body in enumerate(_bodies(way, message, content))
    ]
    return tuple(letters), (relay,)


def released(
    case: DeskCase, group: int, held: Sequence[Held]
) -> tuple[tuple[Letter, ...], tuple[Relay, ...]]:
    """What an operator wrote before it was known for which case, as `relayed`."""
    passed = [relayed(case, to_desk(case, group), one.message, Content(**one.content)) for one in held]
    return tuple(chain(*(letters for letters, _ in passed))), tuple(chain(*(relays for _, relays in passed)))


def _name(way: RelayRoute, message: int, content: Content) -> str:
    album = f"album:{way.source}:{content.album}:" if content.album else "relay:"
    return f"{album}{way.source}:{message}"


def _bodies(way: RelayRoute, message: int, content: Content) -> list[dict[str, Any]]:
    head = write(way.head)
    if content.kind == "text":
        return texts(head, content.text)
    if content.album and content.kind in ALBUM_KINDS:
        item = {"kind": content.kind, "file": content.file, "words": content.text, "message": message}
        album = f"album:{way.source}:{content.album}"
        return [{"what": "album", "album": album, "head": head, "items": [item]}]
    text = escaped(content.text)
    caption = f"{head}\n{text}" if text else head
    rest: list[dict[str, Any]] = []
    if length(caption) > CAPTION:
        caption, rest = head, texts(head, content.text)
    return [{"what": "copy", "text": caption}, *rest]


def _placed(body: dict[str, Any], way: RelayRoute, message: int, part: int) -> dict[str, Any]:
    return {**body, "from": way.source, "message": message, "way": way.kind, "part": part}


def texts(head: str, text: str) -> list[dict[str, Any]]:
    """What somebody has written, as bodies of their own, each with the head."""
    return [{"what": "text", "text": part} for part in _parts(head, text)]


def _parts(head: str, text: str) -> list[str]:
    whole = f"{head}\n{escaped(text)}"
    if length(whole) <= TEXT:
        return [whole]
    room = TEXT - length(f"{head}\n")
    first = text.encode("utf-16-le")[: 2 * room].decode("utf-16-le", "ignore")  # half an emoji is left out
    rest = text[len(first) :]
    return [f"{head}\n{escaped(first)}", *(_parts(head, rest) if rest.strip() else ())]


def escaped(text: str) -> str:
    return write(Line("desk.words", {"text": text})) if text.strip() else ""


def length(marked: str) -> int:
    """As Telegram counts: UTF-16 units, without the marks."""
    return len(plain(marked).encode("utf-16-le")) // 2


def edited(case: DeskCase, way: RelayRoute, message: int, content: Content, update_id: int) -> Letter:
    """The copy says and shows what the message does now, in as many parts as that needs.

    What is for one of an album whose caption is to stay as it is, because another item has it, or words of others are in it:
    `below`, its words in texts of their own, and `anew`, all of it once more.
    """
    alone = replace(content, album=None)  # one of an album has its own copy
    letters, _ = relayed(case, way, message, alone)
    first, *_ = parts = [letter.body for letter in letters]
    words = texts(write(way.head), content.text) if content.text.strip() else []
    below = [first, *(_placed(text, way, message, part) for part, text in enumerate(words, 1))]
    anew = [first, *({**body, "part": part} for part, body in enumerate(parts, 1))]
    return Letter(
        f"edit:{way.source}:{message}:{update_id}",
        way.target,
        "edit",
        case.person,
        case.case,
        {
            "from": way.source,
            "message": message,
            "parts": parts,
            "below": below,
            "anew": anew,
            "kind": content.kind,
            "file": content.file,
        },
        way.rank,
    )


def further(edit: Letter, body: dict[str, Any]) -> Letter:
    """A part that the message has only since it says more."""
    return Letter(f"{edit.key}:{body['part']}", edit.chat, "relay", edit.person, edit.case, body, edit.rank)


def withdrawn(case: DeskCase, relay: Relay) -> Letter:
    """The copy of a message is taken away."""
    return Letter(
        f"unsend:{relay.from_chat}:{relay.from_message}",
        relay.to_chat,
        "unsend",
        case.person,
        case.case,
        {"from": relay.from_chat, "message": relay.from_message},
    )


def remark(
    case: DeskCase,
    group: int,
    name: str,
    line: Line,
    reply_to: int | None = None,
    *,
    rank: Priority = Priority.CARD,
) -> Letter:
    """A word of the bot's own in a case at the desk. `name` makes it the same one when it is made again."""
    body: dict[str, object] = {"text": write(line), "reply_to": reply_to}
    return Letter(f"{_REMARK}{name}", group, "remark", case.person, case.case, body, rank)


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
