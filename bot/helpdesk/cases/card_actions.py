"""What each button of a card does to its case. Pure; who may press it was looked at before."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from bot.helpdesk.cases.card import card_letter, offered
from bot.helpdesk.cases.notify_operator import DeskEvent
from bot.helpdesk.cases.relay import released, remark
from bot.helpdesk.cases.transfer import moved
from bot.helpdesk.desks.working_hours import patient_until
from bot.records.desk_case import DeskCase, Entry, Menu, attended, waits
from bot.records.letters import Letter
from bot.records.priority import Priority
from bot.records.rows import Card, Desk, Held, Relay
from flows.dialogue.case_code import case_code
from flows.dialogue.desk.card_lines import markable
from flows.dialogue.machine.events import DeskActed, DeskAsks, DeskNews
from flows.dialogue.machine.session import Session
from flows.view import Line


@dataclass(frozen=True, slots=True)
class ActionContext:
    """A case at a desk in the moment when somebody of its staff does something."""

    case: DeskCase
    session: Session
    card: Card | None
    desk: Desk
    above: Desk | None
    who: int
    now: datetime
    kept: tuple[Held, ...] = ()
    """What the operator wrote since it was closed, and has yet to say where to."""


@dataclass(frozen=True, slots=True)
class ActionResult:
    """What came of it."""

    case: DeskCase | None = None
    """None: nothing has changed."""
    log: tuple[Entry, ...] = ()
    letters: tuple[Letter, ...] = ()
    event: DeskEvent | None = None
    """What the operator's dialogue hears of it."""
    toast: Line | None = None
    relays: tuple[Relay, ...] = ()
    released: tuple[int, ...] = ()
    """Those of the operator's held messages that are in `relays` now."""


Act = Callable[[ActionContext], ActionResult]


def press(scene: ActionContext, choice: str) -> ActionResult:
    """A button of the card. One that the card does not offer now changes nothing."""
    if choice not in offered(scene.case, scene.session, scene.above):
        gone = choice == "up" and scene.above is None and scene.case.is_open and not scene.case.menu
        return _redrawn(scene) if gone else ActionResult(toast=_LATE)
    name, _, about = choice.partition("_")
    return _ABOUT[name](scene, about) if about else _PLAIN[choice](scene)


_LATE = Line("desk.toast.late")


def _redrawn(scene: ActionContext) -> ActionResult:
    """The card shows a desk above that is no more."""
    assert scene.desk.chat is not None
    case = scene.case.on_new_card()
    return ActionResult(
        case, letters=(card_letter(case, scene.desk.chat, Priority.STAFF_ACTED),), toast=_LATE
    )


def _entry(scene: ActionContext, action: str, detail: str = "") -> tuple[Entry, ...]:
    return (Entry(scene.now, scene.desk.code, action, scene.case.case, scene.who, detail),)


def _done(
    scene: ActionContext, case: DeskCase, action: str, event: DeskEvent | None = None, detail: str = ""
) -> ActionResult:
    """The case as it is now, its card, and the log."""
    assert scene.desk.chat is not None
    return ActionResult(
        case,
        _entry(scene, action, detail),
        (card_letter(case, scene.desk.chat, Priority.STAFF_ACTED),),
        event,
    )


def _take(scene: ActionContext) -> ActionResult:
    case = replace(scene.case.becomes("taken", scene.now), owner=scene.who)
    return _done(scene, case, "taken", DeskNews("taken"))


def _over(scene: ActionContext) -> ActionResult:
    if scene.case.owner == scene.who:
        return ActionResult(toast=Line("desk.toast.yours"))
    case = replace(scene.case.becomes("taken", scene.now), owner=scene.who)
    return _done(scene, case, "over")


def _release(scene: ActionContext) -> ActionResult:
    case = replace(scene.case.becomes("open", scene.now), owner=None)
    return _done(scene, case, "released", DeskNews("released"))


def _menu(name: Menu | None) -> Act:
    def act(scene: ActionContext) -> ActionResult:
        assert scene.desk.chat is not None
        case = replace(scene.case.on_new_card(), menu=name)
        return ActionResult(case, letters=(card_letter(case, scene.desk.chat, Priority.STAFF_ACTED),))

    return act


def _note(scene: ActionContext) -> ActionResult:
    """Whoever replies to this word writes a note: it stays at the desk."""
    assert scene.desk.chat is not None
    case = scene.case.on_new_card()
    name = f"{case_code(case.case)}:{case.seq}"
    asked = remark(case, scene.desk.chat, name, Line("desk.remark.note"), prompt=True)
    prompt = replace(asked, rank=Priority.STAFF_ACTED)
    return ActionResult(case, letters=(prompt, card_letter(case, scene.desk.chat, Priority.STAFF_ACTED)))


def _up(scene: ActionContext) -> ActionResult:
    assert scene.above is not None
    case, letters = moved(scene.case, scene.above, scene.card, scene.now)
    log = _entry(scene, "moved", scene.above.name)
    return ActionResult(case, log, tuple(letters), DeskNews("moved"))


def _reopen(scene: ActionContext) -> ActionResult:
    assert scene.desk.chat is not None
    case = replace(scene.case.becomes("open", scene.now), owner=None, reason=None, line=True, answered=False)
    if not scene.kept:
        return _done(scene, case, "reopened", DeskNews("reopened"))
    case = waits(case, scene.now, patient_until(scene.desk, scene.now))
    done = _done(scene, case, "reopened", DeskNews("reopened"))
    letters, relays = released(case, scene.desk.chat, scene.kept)
    return replace(
        done,
        letters=(*done.letters, *letters),
        relays=relays,
        released=tuple(one.message for one in scene.kept),
    )


def _ask(scene: ActionContext, about: str) -> ActionResult:
    case = replace(attended(scene.case, scene.now, scene.who), asked=about)
    return _done(scene, case, "asked", DeskAsks(about), about)


def _mark(scene: ActionContext, about: str) -> ActionResult:
    keys = markable(scene.session) if about == "all" else (about,)
    case = attended(scene.case, scene.now, scene.who)
    return _done(scene, case, "marked", DeskActed(keys), "+".join(keys))


def _close(scene: ActionContext, why: str) -> ActionResult:
    case = scene.case.closes(why, scene.now)
    return _done(scene, case, "closed", DeskNews("closed"), why)


_PLAIN: dict[str, Act] = {
    "take": _take,
    "over": _over,
    "release": _release,
    "ask": _menu("ask"),
    "mark": _menu("mark"),
    "close": _menu("close"),
    "menu": _menu(None),
    "note": _note,
    "up": _up,
    "reopen": _reopen,
}
_ABOUT: dict[str, Callable[[ActionContext, str], ActionResult]] = {
    "ask": _ask,
    "mark": _mark,
    "close": _close,
}
