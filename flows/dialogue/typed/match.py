"""The plain half of reading: a button called by its name, a number, an account, facts named in passing."""

import re
from dataclasses import dataclass, field

from flows.dialogue.level import SPK, level_in
from flows.dialogue.machine.questions import LARGEST_COUNT, counts
from flows.reading import volunteered
from flows.texts import write
from flows.view import View


@dataclass(frozen=True, slots=True)
class Match:
    """Match: a choice among the present buttons (or a wish as `nav`) that was understood, with what is to be said about it."""

    subject: str | None = None
    choice: str | None = None
    remark: str | None = None
    """Key of a notice, where nothing is chosen."""
    more: dict[str, str] = field(default_factory=dict)
    """Answers to other questions that stood in the same message: subject -> choice."""
    runner_up: tuple[str, str] | None = None
    """A button that may have been meant: it is asked whether it was."""
    offers: tuple[tuple[str, str], ...] = ()
    """Two buttons of which one may have been meant, the likelier first."""
    earlier: tuple[str, str] | None = None
    """Another answer to a question that was answered before."""
    topic: str | None = None
    """The key of another subject, "" for one that has none."""


UNCLEAR = Match()
NOT_KNOWN = Match("nav", "unknown")

OWN_NAMES: dict[str, dict[str, str]] = {
    "ptk_type": {"other_type": "other"},
    "validation": {"zero": "0", "some": "some"},
}
"""Labels of the reader that the questions call otherwise."""

_FACTS = {
    "leader": "leader",
    "ptk_type": "ptk_type",
    "duty": "duty",
    "role": "role_ks",
    "induk": "induk",
    "validation": "invalid",
}
_PLAIN = re.compile(r"[^\w+]+")
_BEGUN = 5
"""So many letters of a label say which is meant."""


def button_by_label(text: str, view: View) -> tuple[str, str] | None:
    """Button whose whole label, or the name of what it stands for, `text` is: (subject, choice)."""
    said = _plain(text)
    for row in view.rows:
        for at in row:
            if said and said in {_plain(write(at.label)), _plain(at.choice.replace("_", " "))}:
                return at.subject, at.choice
    return None


def button_by_label_or_beginning(text: str, view: View) -> tuple[str, str] | None:
    """Button that `button_by_label` finds, else the one way to go (`nav`) whose label begins with `text`."""
    named = button_by_label(text, view)
    if named:
        return named
    said = _plain(text)
    begun = [
        (at.subject, at.choice)
        for row in view.rows
        for at in row
        if at.subject == "nav" and len(said) >= _BEGUN and _plain(write(at.label)).startswith(f"{said} ")
    ]
    return begun[0] if len(begun) == 1 else None


def answer_by_number(text: str, state: str) -> Match | None:
    """A bare number, where numbers are told."""
    said = text.strip()
    if not (said.isascii() and said.isdecimal() and len(said) <= len(str(LARGEST_COUNT))):
        return None
    number = int(said)
    if counts(asked := state.removeprefix("ask_")):
        return Match(asked, str(number))
    if state == "ask_accounts":
        return Match("accounts", str(number) if number < 2 else "2+")
    if state.startswith("R9.1"):
        return Match("R9.1", "done") if number == 0 else Match(remark="still_invalid")
    return None


def answer_named_within(text: str, subject: str | None, view: View) -> Match | None:
    """Answer whose name alone stands somewhere in the message, where an answer is but a name (time zones, reminders). The level of school has many names."""
    if subject == "level" or any(at.subject == "level" for row in view.rows for at in row):
        level = level_in(text)
        return Match(remark="spk") if level == SPK else Match("level", level) if level else None
    if subject not in {"zone", "reminder"}:
        return None
    said = f" {_plain(text)} "
    named = {
        at.choice
        for row in view.rows
        for at in row
        if at.subject == subject and any(f" {_plain(name)} " in said for name in write(at.label).split("/"))
    }
    return Match(subject, named.pop()) if len(named) == 1 else None


def note_in(text: str) -> str | None:
    """The percentage, or the code, that stands in a message; None where there is none, or more than one."""
    found = {f"{percent}%" if percent else code or short for percent, code, short in _NOTE.findall(text)}
    return found.pop() if len(found) == 1 else None


_NOTE = re.compile(
    r"\b([0-9]{1,3})\s?(?:(?:-?\s?an\s)?(?:persen|prosen)|%)|\b([0-9]\.[0-9]{3}|[0-9]{3})\b|\b(?:kode|angka)\s([0-9]{1,2})\b",
    re.IGNORECASE | re.ASCII,
)


def facts_in(text: str) -> dict[str, str]:
    """The facts named in a message with their subject word, as choices of our questions."""
    found = {}
    for about, value in volunteered(text).items():
        if about == "login" and value == "operator":  # of the principal's account the role is not said
            found["login"] = value
        elif about in _FACTS and value != "unknown":
            found[_FACTS[about]] = OWN_NAMES.get(about, {}).get(value, value)
    return found


def _plain(text: str) -> str:
    return _PLAIN.sub(" ", text).strip().casefold()
