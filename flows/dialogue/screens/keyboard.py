"""The rows of buttons that many screens share."""

from functools import lru_cache

from flows.dialogue.school import School
from flows.texts import words
from flows.troubles.trouble import Trouble
from flows.view import Choice, Line

Rows = tuple[tuple[Choice, ...], ...]


@lru_cache(maxsize=256)  # a way to a case, or to a province, is named by its code
def nav(choice: str, label: str | None = None) -> Choice:
    """A button for a way or an action; its label is `button.<choice>` unless another is named."""
    return Choice("nav", choice, Line(f"button.{label or choice}"))


def nav_line(choice: str, label: Line) -> Choice:
    """A `nav` button whose label is more than one fixed word."""
    return Choice("nav", choice, label)


APPEARED = Choice("button_now", "appeared", Line("button.appeared"))
HUMAN = nav("human")
CLOSE = nav("close")
MORE = nav("more")
"""Leads to what is needed less often: why this is asked, an earlier answer, a person, the button, the way out."""
FOOT: Rows = ((nav("back"), MORE),)
"""Buttons under everything that asks or leads."""


def symptom(name: str) -> Choice:
    """The button that says which trouble it is."""
    return Choice("symptom", name, Line(f"ask.symptom.option.{name}"))


def works_now(trouble: str) -> Choice:
    """The button that says that a led trouble, of the symptom `trouble`, is over."""
    return Choice("button_now", "appeared", Line(f"led.{trouble}.works"))


def turned_out(trouble: Trouble) -> tuple[Choice, ...]:
    """The button that says that a led trouble is the other one; none where there is no other."""
    other = Choice("symptom", trouble.turns_to, Line(f"led.{trouble.symptom}.instead"))
    return (other,) if trouble.turns_to else ()


def answer_rows(subject: str, choices: tuple[str, ...], *, most: int = 2) -> Rows:
    """Answer buttons, `most` in a row where their labels are short."""
    buttons = [Choice(subject, choice, answer_label(subject, choice)) for choice in choices]
    return tuple(tuple(buttons[place : place + most]) for place in range(0, len(buttons), most))


def echo(subject: str, choice: str) -> Line:
    """An answer with what it was asked for, within a sentence. `subject` is a question or the symptom."""
    if choice == "unknown":
        return Line("ask.unknown_echo", {"about": Line(f"ask.{subject}.short")})
    if subject == "invalid" and choice.isdecimal() and choice != "0":
        return Line("ask.invalid.count_echo", {"count": int(choice)})
    return Line(f"ask.{subject}.echo.{choice}")


def school_label(school: School) -> Line:
    """A school in words: its name with NPSN, or what of the two was told."""
    if school.name and school.npsn:
        return Line("ask.npsn.full", {"name": school.name, "npsn": school.npsn})
    return (
        Line("ask.npsn.number", {"npsn": school.npsn})
        if school.npsn
        else Line("ask.npsn.known", {"name": school.name})
    )


def brief(subject: str, choice: str) -> Line:
    """An answer in few words, to stand behind its question's name on a button."""
    short = f"ask.{subject}.brief.{choice}"
    return Line(short) if short in words() else answer_label(subject, choice)


def answer_label(subject: str, choice: str) -> Line:
    """The words of an answer, on its button and wherever it is repeated."""
    if choice == "unknown":
        return Line("ask.unknown")
    if subject == "invalid" and choice.isdecimal() and choice != "0":
        return Line("ask.invalid.count", {"count": int(choice)})
    return Line(f"ask.{subject}.option.{choice}")
