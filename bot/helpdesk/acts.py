"""What each button of a card does to its case. Pure; who may press it was looked at before."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from bot.helpdesk.card import card_letter, offered
from bot.helpdesk.case import DeskCase, Entry, attended, waits
from bot.helpdesk.hours import patient_until
from bot.helpdesk.moving import moved
from bot.helpdesk.relay import released, remark
from bot.helpdesk.telling import Told
from bot.store.rows import Card, Desk, Held, Letter, Relay
from flows.dialogue.code import case_code
from flows.dialogue.desk import markable
from flows.dialogue.events import DeskActed, DeskAsks, DeskNews
from flows.dialogue.session import Session
from flows.dialogue.view import Line


@dataclass(frozen=True, slots=True)
class Scene:
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
class Done:
    """What came of it."""

    case: DeskCase | None = None
    """None: nothing has changed."""
    log: tuple[Entry, ...] = ()
    letters: tuple[Letter, ...] = ()
    event: Told | None = None
    """What the operator's dialogue hears of it."""
    toast: Line | None = None
    relays: tuple[Relay, ...] = ()
    released: tuple[int, ...] = ()
    """Those of the operator's held messages that are in `relays` now."""


Act = Callable[[Scene], Done]


def press(scene: Scene, choice: str) -> Done:
    """A button of the card. One that the card does not offer now changes nothing."""
    if choice not in offered(scene.case, scene.session, scene.above):
        gone = choice == "up" and scene.above is None and scene.case.is_open and not scene.case.menu
        return _redrawn(scene) if gone else Done(toast=_LATE)
    name, _, about = choice.partition("_")
    return _ABOUT[name](scene, about) if about else _PLAIN[choice](scene)


_LATE = Line("desk.toast.late")


def _redrawn(scene: Scene) -> Done:
    """The card shows a desk above that is no more."""
    assert scene.desk.chat is not None
    case = scene.case.but()
    return Done(case, letters=(card_letter(case, scene.desk.chat),), toast=_LATE)


def _entry(scene: Scene, action: str, detail: str = "") -> tuple[Entry, ...]:
    return (Entry(scene.now, scene.desk.code, action, scene.case.case, scene.who, detail),)


def _done(scene: Scene, case: DeskCase, action: str, event: Told | None = None, detail: str = "") -> Done:
    """The case as it is now, its card, and the log."""
    assert scene.desk.chat is not None
    return Done(case, _entry(scene, action, detail), (card_letter(case, scene.desk.chat),), event)


def _take(scene: Scene) -> Done:
    case = scene.case.becomes("taken", scene.now, owner=scene.who)
    return _done(scene, case, "taken", DeskNews("taken"))


def _over(scene: Scene) -> Done:
    if scene.case.owner == scene.who:
        return Done(toast=Line("desk.toast.yours"))
    case = scene.case.becomes("taken", scene.now, owner=scene.who)
    return _done(scene, case, "over")


def _release(scene: Scene) -> Done:
    case = scene.case.becomes("open", scene.now, owner=None)
    return _done(scene, case, "released", DeskNews("released"))


def _menu(name: str | None) -> Act:
    def act(scene: Scene) -> Done:
        assert scene.desk.chat is not None
        case = scene.case.but(menu=name)
        return Done(case, letters=(card_letter(case, scene.desk.chat),))

    return act


def _note(scene: Scene) -> Done:
    """Whoever replies to this word writes a note: it stays at the desk."""
    assert scene.desk.chat is not None
    case = scene.case.but()
    name = f"{case_code(case.case)}:{case.seq}"
    asked = remark(case, scene.desk.chat, name, Line("desk.remark.note"))
    prompt = replace(asked, body={**asked.body, "prompt": True})
    return Done(case, letters=(prompt, card_letter(case, scene.desk.chat)))


def _up(scene: Scene) -> Done:
    assert scene.above is not None
    case, letters = moved(scene.case, scene.above, scene.card, scene.now)
    log = _entry(scene, "moved", scene.above.name)
    return Done(case, log, tuple(letters), DeskNews("moved"))


def _reopen(scene: Scene) -> Done:
    assert scene.desk.chat is not None
    case = scene.case.becomes("open", scene.now, owner=None, reason=None, line=True, answered=False)
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


def _ask(scene: Scene, about: str) -> Done:
    case = attended(scene.case, scene.now, scene.who, asked=about)
    return _done(scene, case, "asked", DeskAsks(about), about)


def _mark(scene: Scene, about: str) -> Done:
    keys = markable(scene.session) if about == "all" else (about,)
    case = attended(scene.case, scene.now, scene.who)
    return _done(scene, case, "marked", DeskActed(keys), "+".join(keys))


def _close(scene: Scene, why: str) -> Done:
    case = scene.case.becomes(
        "closed", scene.now, reason=why, asked=None, waiting_at=None, nudge_at=None, silent=False
    )
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
_ABOUT: dict[str, Callable[[Scene, str], Done]] = {"ask": _ask, "mark": _mark, "close": _close}
