"""The screen of each state: which lines, which buttons. The words are in `flows/texts`."""

from collections.abc import Callable, Iterable

from flows.dialogue.dates import moment
from flows.dialogue.level import LEVELS, NO_DINAS
from flows.dialogue.machine.conditions import diagnosing, invalid_open, login_parked
from flows.dialogue.machine.events import Surroundings
from flows.dialogue.machine.fold import look_follows, may_appear
from flows.dialogue.machine.led import LED_STEPS
from flows.dialogue.machine.progress import questions_left
from flows.dialogue.machine.questions import ORDER, QUESTIONS
from flows.dialogue.machine.replay import Position
from flows.dialogue.machine.session import Session
from flows.dialogue.machine.standing import Standing
from flows.dialogue.machine.steps import ACCOUNT, STEPS, remedy_of
from flows.dialogue.machine.table import subject_of
from flows.dialogue.school import school_of
from flows.dialogue.screens import district_choice
from flows.dialogue.screens.district_choice import chosen
from flows.dialogue.screens.handed_over_screen import handed_over
from flows.dialogue.screens.keyboard import APPEARED, FOOT, HUMAN, Rows, answer_label, answers, nav, symptom
from flows.dialogue.screens.led_screens import led_look, led_step
from flows.dialogue.screens.other_troubles import COMMONEST, LIST
from flows.dialogue.screens.requirements import in_a_row, listed, must, name
from flows.dialogue.screens.summaries import share_links
from flows.troubles.registry import FIRST
from flows.view import Choice, Line, View

OTHER_TROUBLE = nav(LIST, "other_trouble")
STILL_MISSING = Choice("button_now", "still_missing", Line("button.still_missing"))


def screen(session: Session, position: Position, here: Surroundings) -> View:
    """The screen of `position`. Total: every state has its screen."""
    state = position.state
    plain = state.removesuffix(".stuck")
    if state == "ask_district":
        return district_choice.question(position, here)
    if state == "ask_npsn":
        return _school(here)
    if state.startswith("ask_"):
        return _with_others(_question(position), position, here)
    if plain in LED_STEPS:
        return led_step(session, position)
    if plain.startswith("trying."):
        return led_look(session, position)
    if plain in STEPS:
        return _step(position, plain)
    return _SCREENS[plain](session, position, here)


def _with_others(view: View, position: Position, here: Surroundings) -> View:
    """The question, and where many schools of the district have the same trouble at present, that said first, with a way to agree."""
    led, district = position.standing.led_now, chosen(position, here)
    if led is None or district is None:
        return view
    key, fact, value = led.trouble.shared
    if not led.takes_early(fact) or not here.directory.has_outbreak(district, (key,)):
        return view
    agree = Choice(fact, value, Line(f"led.{led.symptom}.too"))
    rows = view.rows if position.state == f"ask_{fact}" else ((agree,), *view.rows)
    return View((Line(f"led.{led.symptom}.others"), *view.lines), rows)


def question_rows(subject: str) -> Rows:
    """The answers to a question, without what stands under every question."""
    if subject == "level":
        return _level_rows()
    short = {
        "plh",
        "dinas_changed",
        "pulled_after",
        "role_ks",
        "role_again",
        "refreshed",
        "invalid",
        "accounts",
    }
    most = 3 if subject == "zone" else 2 if subject in short else 1
    return answers(subject, QUESTIONS[subject].options, most=most)


def _level_rows() -> Rows:
    """The levels of school that most have, and the way to the others."""
    shown = tuple(
        Choice("level", level, answer_label("level", level)) for level in LEVELS if level not in NO_DINAS
    )
    return (shown[:1], shown[1:4], shown[4:], (nav("other_level"),))


def symptom_rows(names: Iterable[str] = COMMONEST) -> Rows:
    """The symptoms that can be led on from here, as many as an opening has room for."""
    return tuple((symptom(name),) for name in names)


def _question(position: Position) -> View:
    subject = subject_of(position.state) or ""
    question = QUESTIONS[subject]
    lines = [Line(f"ask.{subject}.text")]
    if subject in position.void:
        lines.insert(0, Line("notice.answer_gone"))
    elif subject in position.standing.again and not position.standing.led_now:
        lines.insert(0, Line("ask.again"))
    foot = FOOT[0]
    if question.fact:
        lines.extend(_how_many_more(position.standing))
        foot = (nav("unknown"), *foot)
    elif question.subject == "level":
        foot = (Choice(subject, "unknown", Line("ask.unknown")), *foot)
    return View(tuple(lines), (*question_rows(subject), foot))


_KNOWN = 3
"""So many of the person's schools are offered."""


def _school(here: Surroundings) -> View:
    """The question which school it is: typed, or one of those that the person has named before."""
    known = [
        (Choice("npsn", f"known{place}", Line("ask.npsn.known", {"name": school.name or school.npsn})),)
        for place, word in enumerate(here.schools[:_KNOWN])
        if (school := school_of(word))
    ]
    return View((Line("ask.npsn.text"),), (*known, *question_rows("npsn"), *FOOT))


_FEW = 3
"""So many questions or fewer are told: more would discourage."""


def _how_many_more(standing: Standing) -> tuple[Line, ...]:
    """Line that tells how many questions may still come; none where they are more than a few."""
    if (
        standing.led_now or standing.on_detour or len(set(ORDER) - standing.settled) > _FEW + 1
    ):  # then it takes long to count them, and they are too many
        return ()
    left = questions_left(standing)
    if left > _FEW:
        return ()
    return (Line("ask.left", {"count": left}) if left > 1 else Line("ask.last"),)


_BY_SCHOOL = Line("step.who.school")


def _step(position: Position, step: str) -> View:
    """A step: done with the look that follows, or just done; stuck; and for logging in, what may be missing."""
    key, standing = remedy_of(step), position.standing
    stuck = position.state.endswith(".stuck")
    what = Line(f"step.{key}.head")
    head = (
        Line("step.again", {"what": what}) if stuck else Line("step.head", {"what": what, "who": _BY_SCHOOL})
    )
    lines = [head, Line(f"step.{step}.{'stuck' if stuck else 'text'}")]
    rows: list[tuple[Choice, ...]] = []
    if look_follows(standing, key):
        lines.append(Line("step.look"))
        rows += [(APPEARED,), (Choice(step, "looked", Line("button.looked")),)]
    else:
        rows += [(APPEARED,)] if may_appear(standing, key) else []
        rows.append((Choice(step, "done", Line("button.done")),))
    if key == "R8":
        rows.append((Choice(step, "no_role", Line("button.no_role")),))
    other = Choice(step, "stuck", Line("button.stuck"))
    if stuck:
        other = Choice(step, "skip", Line("button.skip"))
    if key == "R8":
        rows.append((_no_account(step) if stuck else Choice(step, "stuck", Line("button.stuck_login")),))
    foot = FOOT[0] if key == "R8" and not stuck else (other, *FOOT[0])
    return View(tuple(lines), (*rows, foot))


def _no_account(step: str) -> Choice:
    return Choice(step, "no_account", Line("button.no_account"))


def _menu(session: Session, _: Position, here: Surroundings) -> View:
    rows: list[tuple[Choice, ...]] = [*symptom_rows(), (nav("add_role"),), (OTHER_TROUBLE,), (HUMAN,)]
    if any(line.state != "finished" for line in here.cases):
        rows.append((nav("cases", "continue"),))
    rows.append((nav("unknown"), nav("help")))
    lines = (
        (Line("menu.text"),)
        if session.records or session.misread
        else (Line("menu.greeting"), Line("menu.text"))
    )
    return View(lines, tuple(rows))


def _symptom_again(_: Session, position: Position, here: Surroundings) -> View:  # noqa: ARG001
    return View(
        (Line(f"{position.state}.text"),),
        (*symptom_rows(), (nav("add_role"),), (OTHER_TROUBLE,), (HUMAN,), *FOOT),
    )


def _make_account(_: Session, __: Position, ___: Surroundings) -> View:
    head = Line("step.head", {"what": Line("step.account.short"), "who": _BY_SCHOOL})
    made = Choice(ACCOUNT, "done", Line("button.account_made"))
    return View((head, Line("step.account.text")), ((made,), (HUMAN,), *FOOT))


def _guide_done(_: Session, __: Position, ___: Surroundings) -> View:
    go_on = Choice("symptom", FIRST.symptom, Line("button.check_the_rest"))
    return View((Line("guide_done.text"),), ((APPEARED,), (go_on,), *FOOT))


_NAMED = 2
"""So many of what is to be looked at again are named, or all where they are one more; the details have the rest."""


def _result(_: Session, position: Position, __: Surroundings) -> View:
    """The screen where nothing is left but what was put off, or may be looked at once more: the operator decides."""
    standing = position.standing
    undone, stale = standing.left_undone, standing.stale
    lines = [Line("result.looked" if standing.looks else "result.told")]
    if undone:
        lines.append(Line("result.undone", {"items": in_a_row([name(key) for key in undone])}))
    elif again := [Line(f"ask.{fact}.short") for fact in ORDER if fact in stale]:
        if len(again) > _NAMED + 1:
            again = [*again[:_NAMED], Line("result.more", {"count": len(again) - _NAMED})]
        lines.append(Line("result.stale", {"items": in_a_row(again)}))
    lines.append(Line("result.question"))
    recheck = nav("recheck", "recheck_undone" if undone else "recheck_stale")
    return View(tuple(lines), ((recheck,), (HUMAN,), (nav("detail"),), *FOOT))


def _request(_: Session, position: Position, here: Surroundings) -> View:
    stuck = position.state.endswith(".stuck")
    standing = position.standing
    done = Choice("dinas.1", "done", Line("button.sent"))
    other = Choice("dinas.1", *(("skip", Line("button.skip")) if stuck else ("stuck", Line("button.stuck"))))
    items = [Line("request.line", {"is": must(key, standing.facts)}) for key in standing.for_dinas]
    lines = (
        Line("request.text", {"items": listed(items)}),
        Line("request.stuck" if stuck else "request.abroad" if standing.level == "siln" else "request.how"),
    )
    links = share_links(standing)
    share = tuple(Choice("link", app, Line(f"button.{app}"), url) for app, url in links.items())
    desk = (
        ((nav("human", "via_bot"),),) if any(district.linked for district in here.directory.districts) else ()
    )
    return View(lines, (*desk, share, (done,), (other, *FOOT[0])))


def _waiting(session: Session, position: Position, _: Surroundings) -> View:
    standing = position.standing
    items = in_a_row([name(key) for key in standing.for_dinas])
    lines = [Line("waiting.text", {"items": items})]
    rows: list[tuple[Choice, ...]] = [
        (Choice("dinas.2", "done", Line("button.dinas_done")),),
        (Choice("dinas.2", "not_yet", Line("button.later")),),
    ]
    if login_parked(standing):
        lines.append(Line("waiting.meanwhile_login"))
        rows.insert(0, (nav("meanwhile", "meanwhile_login"),))
    elif invalid_open(standing):
        lines.append(Line("waiting.meanwhile"))
        rows.append((nav("meanwhile"),))
    if session.remind_at:
        lines.append(Line("waiting.reminder", {"when": moment(session.remind_at, session.zone or "WIB")}))
    else:
        lines.append(Line("waiting.no_reminder"))
    rows.append((Choice("dinas.2", "stuck", Line("button.dinas_stuck")), nav("remind")))
    return View(tuple(lines), (*rows, *FOOT))


def _look(_: Session, __: Position, ___: Surroundings) -> View:
    return View((Line("look.text"),), ((APPEARED,), (STILL_MISSING,), *FOOT))


_LAST = 4
"""So many of the requirements mended last may have helped."""


def _solved(_: Session, position: Position, __: Surroundings) -> View:
    rows: list[tuple[Choice, ...]] = [
        (Choice("helped", key, Line(f"requirement.{key}.title")),) for key in position.standing.tried[-_LAST:]
    ]
    rows += [
        (
            Choice("helped", "other", Line("button.helped_other")),
            Choice("helped", "unknown", Line("ask.unknown")),
        )
    ]
    return View(
        (Line("solved.text"), Line("solved.reminders"), Line("solved.question")), (*rows, (nav("back"),))
    )


def _finished(_: Session, position: Position, __: Surroundings) -> View:
    standing = position.standing
    if standing.led_now:
        lines: tuple[Line, ...] = (Line(f"led.{standing.symptom}.solved"),)
    elif standing.helped:
        lines = (Line("finished.thanks"),)
    else:
        lines = (Line("solved.text"), Line("solved.reminders"))
    rows = ((symptom(FIRST.turns_to),),) if diagnosing(standing) else ()
    return View((*lines, Line("finished.text")), (*rows, (nav("restart"), nav("back"))))


_SCREENS: dict[str, Callable[[Session, Position, Surroundings], View]] = {
    "menu": _menu,
    "no_symptom": _symptom_again,
    "other_subject": _symptom_again,
    "guide_done": _guide_done,
    "make_account": _make_account,
    "result": _result,
    "request": _request,
    "waiting": _waiting,
    "look": _look,
    "handed_over": handed_over,
    "solved": _solved,
    "finished": _finished,
}

__all__ = ["answer_label", "must", "question_rows", "screen"]
