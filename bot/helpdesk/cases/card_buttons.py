"""Buttons of a card: what can be done with the case as it stands, and the menus behind them."""

from dataclasses import dataclass

from bot.records.desk_case import REASONS, DeskCase
from bot.records.help_desk import Desk
from flows.dialogue.desk.card_lines import askable, could_be, markable, question_name
from flows.dialogue.desk.ready_answers import SUBJECT as READY
from flows.dialogue.desk.what_if import FACTS, SUBJECT
from flows.dialogue.machine.session import Session
from flows.dialogue.screens.keyboard import Rows
from flows.dialogue.screens.requirements import name
from flows.view import Choice, Line

ALIKE, ASK = "alike", "ask"
"""The subject of the buttons that send an answer to cases alike, and the choice of the one on the card."""
_COLLEAGUES = 40
"""So many have a button at most."""


@dataclass(frozen=True, slots=True)
class CardSurroundings:
    """Surroundings of a case's card: the desks that the case can go to from its own, and the colleagues in its own."""

    above: Desk | None = None
    back: Desk | None = None
    """The desk that handed it up."""
    colleagues: tuple[tuple[int, str], ...] = ()


def _button(choice: str, **values: str | int | Line) -> Choice:
    """A button of the desk's."""
    return Choice("desk", choice, Line(f"desk.button.{choice.split('.', maxsplit=1)[0]}", values))


def offered(case: DeskCase, session: Session, around: CardSurroundings) -> frozenset[str]:
    """Actions that can be pressed on the card as it is now."""
    rows = card_buttons(case, session, around)
    return frozenset(button.choice for row in rows for button in row if button.subject == "desk")


def card_buttons(case: DeskCase, session: Session, around: CardSurroundings) -> Rows:
    """Buttons of the card as the case stands, or of the menu that is open on it."""
    if case.state == "closed":
        return (*(_causes(session) if case.menu == "cause" else ()), (_button("reopen"),))
    if case.menu:
        return _menu_rows(case, session, around)
    first = (_button("take"),) if case.state == "open" else (_button("over"), _button("release"))
    asking = (_button("ask"),) if askable(session) else ()
    marking = (_button("mark"),) if markable(session) else ()
    assigning = (_button("assign"),) if assignable(case, around) else ()
    up = (_button("up", name=around.above.name),) if around.above else ()
    back = (_button("back", name=around.back.name),) if around.back else ()
    what_if = Choice(SUBJECT, FACTS, Line("desk.button.facts"))
    ready = Choice(READY, "list", Line("desk.button.ready"))
    copying = Choice(ALIKE, ASK, Line("desk.button.alike"))
    rows = (
        first,
        (*asking, *marking),
        (ready, what_if),
        (copying,) if case.answered and case.missing else (),
        up,
        back,
        (_button("note"), *assigning, _button("close")),
    )
    return tuple(row for row in rows if row)


def _menu_rows(case: DeskCase, session: Session, around: CardSurroundings) -> Rows:
    match case.menu:
        case "ask":
            return _in_twos([Choice("desk", f"ask_{what}", question_name(what)) for what in askable(session)])
        case "mark":
            return _marking(case, markable(session))
        case "close":
            return _in_twos([Choice("desk", f"close_{why}", Line(f"desk.reason.{why}")) for why in REASONS])
        case "assign":
            return _in_twos(
                [
                    Choice("desk", f"assign_{person}", Line("desk.person", {"name": called}))
                    for person, called in assignable(case, around)
                ]
            )
        case "up" if around.above:
            return _in_twos([_button("up_yes", name=around.above.name)])
        case "back" if around.back:
            return _in_twos([_button("back_yes", name=around.back.name)])
    return _in_twos([])


def _causes(session: Session) -> Rows:
    """Buttons that name what can have been the cause, another cause, or none."""
    buttons = [Choice("desk", f"cause_{key}", name(key)) for key in could_be(session)]
    other = Choice("desk", "cause_other", Line("desk.cause.other"))
    return (*_pairs([*buttons, other]), (Choice("desk", "cause_skip", Line("desk.cause.skip")),))


def _marking(case: DeskCase, keys: tuple[str, ...]) -> Rows:
    """Buttons for what Dinas can have changed, to be chosen one by one; the chosen ones are told together."""
    chosen = [key for key in keys if key in case.marks]
    buttons = [
        Choice(
            "desk",
            f"mark_{key}",
            Line("desk.button.marked", {"name": name(key)}) if key in chosen else name(key),
        )
        for key in keys
    ]
    rows = _in_twos([*buttons, *([_button("mark_all")] if len(keys) > 1 else [])])
    return ((_button("mark_save", count=len(chosen)),), *rows) if chosen else rows


def assignable(case: DeskCase, around: CardSurroundings) -> tuple[tuple[int, str], ...]:
    """Colleagues whom the case can be given to, by id and name; _COLLEAGUES at most."""
    return tuple(one for one in around.colleagues if one[0] != case.owner)[:_COLLEAGUES]


def _in_twos(buttons: list[Choice]) -> Rows:
    return (*_pairs(buttons), (_button("menu"),))


def _pairs(buttons: list[Choice]) -> Rows:
    return tuple(tuple(buttons[place : place + 2]) for place in range(0, len(buttons), 2))
