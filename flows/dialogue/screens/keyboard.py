"""The rows of buttons that many screens share."""

from flows.view import Choice, Line

Rows = tuple[tuple[Choice, ...], ...]


def nav(choice: str, label: str | None = None) -> Choice:
    """A button for a way or an action; its label is `button.<choice>` unless another is named."""
    return Choice("nav", choice, Line(f"button.{label or choice}"))


APPEARED = Choice("button_now", "appeared", Line("button.appeared"))
HUMAN = nav("human")
FOOT: Rows = ((nav("back"), nav("edit")), (nav("help"), nav("stop")))
"""Under everything that asks or leads: the way back, the answers, help, and the way out."""


def answers(subject: str, choices: tuple[str, ...], *, most: int = 2) -> Rows:
    """Answer buttons, `most` in a row where their labels are short."""
    buttons = [Choice(subject, choice, answer_label(subject, choice)) for choice in choices]
    return tuple(tuple(buttons[place : place + most]) for place in range(0, len(buttons), most))


def answer_label(subject: str, choice: str) -> Line:
    """The words of an answer, on its button and wherever it is repeated."""
    if choice == "unknown":
        return Line("ask.unknown")
    if subject == "invalid" and choice.isdecimal() and choice != "0":
        return Line("ask.invalid.count", {"count": int(choice)})
    return Line(f"ask.{subject}.option.{choice}")
