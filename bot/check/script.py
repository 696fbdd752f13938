"""A transcript as it is written: a head, what happens line by line, and under each line what the bot answers to it.

docs/testing.md shows one. Lines that begin with `>` (a person's), `@` (the world's) or `#` (a note), and the head, are
people's; every other line is the bot's.
"""

import re
from dataclasses import dataclass
from datetime import timedelta

from bot.offline.in_process import Clock

NOW = "2026-08-25T09:00:00+07:00"
"""When a story begins that does not say so."""
KINDS = ("photo", "sticker", "voice", "document", "contact", "location")
"""What a person can send that is no text."""
LONGEST = timedelta(days=366)
_YEARS = range(2000, 2100)

_OURS = re.compile(r"[>@#|]")
_BUTTON = re.compile(r"\[(.+)\]")
_KIND = re.compile(r"\((.+)\)")
_SPAN = re.compile(r"(\d{1,4}) (minute|hour|day|week)s?")
_OLD = re.compile(r"tap old \[(.+)\]")
_DESK = re.compile(r"desk (.+)", re.DOTALL)
_FACTS = {"now": NOW, "desk": "no"}


@dataclass(frozen=True, slots=True)
class ScriptFault:
    """Fault in a transcript, or on its way, that keeps it from being played."""

    line: int
    what: str


class UnplayableError(Exception):
    """A transcript cannot be played. `faults` names every place and why."""

    def __init__(self, *faults: ScriptFault) -> None:
        super().__init__("; ".join(f"line {fault.line}: {fault.what}" for fault in faults))
        self.faults = tuple(sorted(faults, key=lambda fault: fault.line))


@dataclass(frozen=True, slots=True)
class Says:
    """Words or a command."""

    text: str


@dataclass(frozen=True, slots=True)
class Sends:
    """Sending of what is no text; `kind` says what."""

    kind: str


@dataclass(frozen=True, slots=True)
class Taps:
    """A button; `old`: one that is gone from the screen."""

    label: str
    old: bool = False


@dataclass(frozen=True, slots=True)
class Waits:
    """Time passes."""

    span: timedelta


@dataclass(frozen=True, slots=True)
class Restarts:
    """The bot's process ends, and another starts."""


@dataclass(frozen=True, slots=True)
class StaffTaps:
    """Somebody of the help desk taps a button in its group."""

    label: str


@dataclass(frozen=True, slots=True)
class StaffSays:
    """Somebody of the help desk answers, as a reply to the case's card."""

    text: str


Act = Says | Sends | Taps | StaffTaps | StaffSays | Waits | Restarts


@dataclass(frozen=True, slots=True)
class Section:
    """Section: one thing that happens, and what the file says that the bot answers."""

    line: int
    written: tuple[str, ...]
    """People's lines: notes, and what happens."""
    act: Act | None
    """Act of the section; None for notes at the end."""
    answer: tuple[str, ...]

    @property
    def said(self) -> str:
        """The first line of what happens."""
        return next((line for line in self.written if not line.startswith("#")), "")


@dataclass(frozen=True, slots=True)
class Script:
    """A whole transcript."""

    head: tuple[str, ...]
    now: str
    desk: bool
    """There is a help desk, with a group of its own."""
    sections: tuple[Section, ...]


def read(text: str) -> Script:
    """The transcript that a file holds. Raises UnplayableError with every fault that can be seen without playing it."""
    lines = [line.rstrip() for line in text.splitlines()]
    begin = next((at for at, line in enumerate(lines) if line.startswith((">", "@"))), len(lines))
    faults: list[ScriptFault] = []
    facts = _head(lines[:begin], faults)
    sections = _sections(lines, begin, faults)
    if begin == len(lines):
        faults.append(ScriptFault(max(1, begin), "nobody does anything here: no line begins with >"))
    if faults:
        raise UnplayableError(*faults)
    head = tuple(line for line in lines[:begin] if line)
    return Script(head, facts["now"], facts["desk"] == "yes", sections)


def write(head: tuple[str, ...], parts: list[tuple[tuple[str, ...], tuple[str, ...]]]) -> str:
    """The file of a transcript: its head, and each section's own lines with what the bot answers."""
    return "\n\n".join("\n".join(lines) for lines in [head, *(own + answer for own, answer in parts)]) + "\n"


def as_answer(text: str) -> tuple[str, ...]:
    """The bot's lines as they stand in a file: none looks like a person's, and no blanks at the ends."""
    lines = [f" {line}" if _OURS.match(line) else line for line in text.strip("\n").splitlines()]
    return tuple(line.rstrip() for line in lines)


def _head(lines: list[str], faults: list[ScriptFault]) -> dict[str, str]:
    facts = dict(_FACTS)
    for number, line in enumerate(lines, start=1):
        name, colon, value = (part.strip() for part in line.partition(":"))
        if not line or line.startswith("#"):
            continue
        if not colon or name not in facts:
            faults.append(
                ScriptFault(number, f"{line!r} is no line of a head; there are # what it shows, now:, desk:")
            )
        elif not _fits(name, value):
            must = f"a time like {NOW}" if name == "now" else "yes or no"
            faults.append(ScriptFault(number, f"{name} must be {must}"))
        else:
            facts[name] = value
    if not any(line.startswith("#") for line in lines):
        faults.append(
            ScriptFault(1, "there is no head: it begins with a line # that says what the story shows")
        )
    return facts


def _fits(name: str, value: str) -> bool:
    if name == "desk":
        return value in {"yes", "no"}
    try:
        return Clock(value).now.year in _YEARS
    except (ValueError, OverflowError):
        return False


def _sections(lines: list[str], begin: int, faults: list[ScriptFault]) -> tuple[Section, ...]:
    found: list[tuple[int, list[str], list[str]]] = []
    notes: list[str] = []
    for number, line in enumerate(lines[begin:], start=begin + 1):
        if line.startswith("#"):
            notes.append(line)
        elif line.startswith((">", "@")):
            found.append((number, [*notes, line], []))
            notes = []
        elif line.startswith("|") and not found[-1][2]:
            found[-1][1].append(line)
        else:
            found[-1][2].append(line)
    sections = [
        Section(number, tuple(own), _act(number, own, faults), as_answer("\n".join(answer)))
        for number, own, answer in found
    ]
    return (*sections, Section(len(lines), tuple(notes), None, ())) if notes else tuple(sections)


def _act(number: int, own: list[str], faults: list[ScriptFault]) -> Act | None:
    """Act that a section's own lines tell; None with a fault added where they tell none."""
    lines = [line for line in own if not line.startswith("#")]
    said = "\n".join(line[1:].removeprefix(" ") for line in lines)
    act = _done(said) if lines[0].startswith(">") else _happens(said)
    if isinstance(act, str):
        faults.append(ScriptFault(number, act))
        return None
    return act


def _done(said: str) -> Act | str:
    """Act of a person; a sentence where it is nothing that they can do."""
    if button := _BUTTON.fullmatch(said):
        return Taps(button[1])
    if kind := _KIND.fullmatch(said):
        there = " ".join(f"({kind})" for kind in KINDS)
        return Sends(kind[1]) if kind[1] in KINDS else f"({kind[1]}) cannot be sent; there are {there}"
    return Says(said) if said.strip() else "nothing is said here"


def _happens(said: str) -> Act | str:
    """Act of the world; a sentence where it is none that is known."""
    if span := _SPAN.fullmatch(said):
        length = timedelta(**{f"{span[2]}s": int(span[1])})
        return Waits(length) if length <= LONGEST else f"@ {said} is too long; {LONGEST.days} days at most"
    if said == "restart":
        return Restarts()
    if button := _OLD.fullmatch(said):
        return Taps(button[1], old=True)
    if done := _DESK.fullmatch(said):
        label = _BUTTON.fullmatch(done[1])
        return StaffTaps(label[1]) if label else StaffSays(done[1])
    return (
        f"@ {said} is unknown; there are @ 3 days (minutes, hours, weeks), @ restart, @ tap old [Label], @ desk [Label],"
        " @ desk words"
    )
