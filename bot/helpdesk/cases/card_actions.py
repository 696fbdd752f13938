"""Card actions: what each button does to its case. Pure; who may press it was looked at before."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from bot.helpdesk.cases.card_buttons import CardSurroundings, offered
from bot.helpdesk.cases.card_letters import card_letter
from bot.helpdesk.cases.notify_operator import DeskEvent
from bot.helpdesk.cases.relay import released, remark
from bot.helpdesk.cases.transfer import transferred
from bot.helpdesk.desks.working_hours import patient_until
from bot.records.desk_case import DeskCase, Entry, Menu, attended, waits
from bot.records.desk_drawings import Card
from bot.records.help_desk import Desk
from bot.records.letters import Letter
from bot.records.messages import Held, Relay
from bot.records.priority import Priority
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
    around: CardSurroundings
    who: int
    now: datetime
    kept: tuple[Held, ...] = ()
    """What the operator wrote since it was closed, and has yet to say where to."""


@dataclass(frozen=True, slots=True)
class ActionResult:
    """Result of an action: the case as it is then, and what else follows."""

    case: DeskCase | None = None
    """Case as it is from now on; None: nothing has changed."""
    log: tuple[Entry, ...] = ()
    letters: tuple[Letter, ...] = ()
    event: DeskEvent | None = None
    """What the operator's dialogue hears of it."""
    toast: Line | None = None
    relays: tuple[Relay, ...] = ()
    mute: tuple[str, datetime | None] | None = None
    """The desk takes no messages of the operator's until then, or does again."""
    released: tuple[int, ...] = ()
    """Held messages of the operator's that are in `relays` now."""


Act = Callable[[ActionContext], ActionResult]


def press(scene: ActionContext, choice: str) -> ActionResult:
    """A button of the card. One that the card does not offer now changes nothing."""
    if choice not in offered(scene.case, scene.session, scene.around):
        gone = choice == "up" and scene.around.above is None and scene.case.is_open and not scene.case.menu
        return _redrawn(scene) if gone else ActionResult(toast=_LATE)
    # Whoever goes on to something else has no note to write.
    scene = replace(scene, case=scene.case.without_note_of(scene.who))
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
        case = replace(scene.case.on_new_card(), menu=name, marks=())
        return ActionResult(case, letters=(card_letter(case, scene.desk.chat, Priority.STAFF_ACTED),))

    return act


def _note(scene: ActionContext) -> ActionResult:
    """Ask for a note by a message of the bot's; what whoever pressed writes next in the case is the note, and stays at the desk."""
    assert scene.desk.chat is not None
    case = replace(scene.case.on_new_card(), noting=tuple(sorted({*scene.case.noting, scene.who})))
    name = f"{case_code(case.case)}:{case.seq}"
    who = dict(scene.around.colleagues).get(scene.who, "-")
    line = Line("desk.remark.note_by", {"note": Line("desk.remark.note"), "who": scene.who, "name": who})
    asked = remark(case, scene.desk.chat, name, line, prompt=True)
    prompt = replace(asked, rank=Priority.STAFF_ACTED)
    return ActionResult(case, letters=(prompt, card_letter(case, scene.desk.chat, Priority.STAFF_ACTED)))


def _up(scene: ActionContext, _: str) -> ActionResult:
    """Asked once before: a case that has gone is not this desk's any more."""
    assert scene.around.above is not None
    return _goes(scene, scene.around.above, scene.desk.code)


def _back(scene: ActionContext, _: str) -> ActionResult:
    assert scene.around.back is not None
    return _goes(scene, scene.around.back, None)


def _goes(scene: ActionContext, to: Desk, came: str | None) -> ActionResult:
    case, letters = transferred(scene.case, to, scene.card, scene.now)
    log = _entry(scene, "moved", to.name)
    return ActionResult(replace(case, came=came), log, tuple(letters), DeskNews("moved"))


def _assign(scene: ActionContext, about: str) -> ActionResult:
    """Give the case to the colleague with the id `about`, and call them."""
    assert scene.desk.chat is not None
    who = int(about)
    case = replace(scene.case.becomes("taken", scene.now), owner=who)
    news = DeskNews("taken") if scene.case.state == "open" else None
    done = _done(scene, case, "assigned", news, about)
    called = Line("desk.remark.assigned", {"who": who, "name": dict(scene.around.colleagues)[who]})
    said = remark(case, scene.desk.chat, f"{case_code(case.case)}:{case.seq}:assigned", called)
    return replace(done, letters=(*done.letters, said))


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
    """Changes of Dinas: one by one they are chosen, then all of them are told at once."""
    possible = markable(scene.session)
    if about not in {"all", "save"} and len(possible) > 1:
        return _chosen(scene, about)
    keys = possible
    if about == "save":
        keys = tuple(key for key in possible if key in scene.case.marks)
    case = replace(attended(scene.case, scene.now, scene.who), marks=())
    return _done(scene, case, "marked", DeskActed(keys), "+".join(keys))


def _chosen(scene: ActionContext, key: str) -> ActionResult:
    """Add requirement `key` to those marked as changed by Dinas, or take it out again."""
    assert scene.desk.chat is not None
    marks = tuple(sorted(set(scene.case.marks) ^ {key}))
    case = replace(scene.case.on_new_card(), menu="mark", marks=marks)
    return ActionResult(case, letters=(card_letter(case, scene.desk.chat),))


def _close(scene: ActionContext, why: str) -> ActionResult:
    case = scene.case.closes(why, scene.now)
    return _done(scene, case, "closed", DeskNews("closed"), why)


def _cause(scene: ActionContext, about: str) -> ActionResult:
    """Keep the cause that staff name after closing; `about` is its key, or `skip`. The operator hears nothing of it."""
    assert scene.desk.chat is not None
    case = scene.case.on_new_card()
    if about == "skip":
        return ActionResult(case, letters=(card_letter(case, scene.desk.chat, Priority.STAFF_ACTED),))
    return _done(scene, replace(case, cause=about), "caused", detail=about)


_PLAIN: dict[str, Act] = {
    "take": _take,
    "over": _over,
    "release": _release,
    "ask": _menu("ask"),
    "mark": _menu("mark"),
    "close": _menu("close"),
    "menu": _menu(None),
    "note": _note,
    "up": _menu("up"),
    "back": _menu("back"),
    "assign": _menu("assign"),
    "reopen": _reopen,
}
_ABOUT: dict[str, Callable[[ActionContext, str], ActionResult]] = {
    "ask": _ask,
    "mark": _mark,
    "close": _close,
    "cause": _cause,
    "up": _up,
    "back": _back,
    "assign": _assign,
}
