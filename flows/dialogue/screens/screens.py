"""The screen of each state: which lines, which buttons. The words are in `flows/texts`."""

from collections.abc import Callable

from flows.dialogue.dates import moment
from flows.dialogue.machine.events import Surroundings
from flows.dialogue.machine.progress import questions_left
from flows.dialogue.machine.questions import QUESTIONS, SYMPTOMS
from flows.dialogue.machine.replay import Position
from flows.dialogue.machine.session import Session
from flows.dialogue.machine.steps import REMEDIES, STEPS, remedy_of
from flows.dialogue.machine.table import ASKED, subject_of
from flows.dialogue.screens import district_choice
from flows.dialogue.screens.handed_over_screen import handed_over
from flows.dialogue.screens.keyboard import APPEARED, FOOT, HUMAN, Rows, answer_label, answers, nav
from flows.dialogue.screens.requirements import in_a_row, must, name, summary
from flows.eligibility import Status, Verdict
from flows.view import Choice, Line, View

STILL_MISSING = Choice("button_now", "still_missing", Line("button.still_missing"))


def screen(session: Session, position: Position, here: Surroundings) -> View:
    """What stands at this position. Total: every state has its screen."""
    state = position.state
    plain = state.removesuffix(".stuck")
    if state == "ask_district":
        return district_choice.question(position, here)
    if state in ASKED or state.startswith("ask_"):
        return _question(position)
    if plain in STEPS:
        return _step(state, plain, remedy_of(plain))
    if plain == "try_login":
        return _step(state, "R8.0", "R8")
    return _SCREENS[plain](session, position, here)


def question_rows(subject: str) -> Rows:
    """The answers to a question, without what stands under every question."""
    short = {"plh", "dinas_changed", "pulled_after", "role_ks", "role_again", "refreshed", "invalid", "zone"}
    most = 3 if subject in {"level", "accounts"} else 2 if subject in short else 1
    return answers(subject, QUESTIONS[subject].options, most=most)


def symptom_rows() -> Rows:
    """The two symptoms that can be led on from here."""
    return tuple((Choice("symptom", name, Line(f"ask.symptom.option.{name}")),) for name in SYMPTOMS[:2])


def _question(position: Position) -> View:
    subject = subject_of(position.state) or ""
    question = QUESTIONS[subject]
    lines = [Line(f"ask.{subject}.text")]
    if subject in position.void:
        lines.insert(0, Line("notice.answer_gone"))
    elif question.fact and position.standing.looks:
        lines.insert(0, Line("ask.again"))
    aside: tuple[Choice, ...] = (nav("why"),)
    if question.fact:
        left = questions_left(position.standing)
        lines.append(Line("ask.left", {"count": left}) if left > 1 else Line("ask.last"))
    if question.step_aside and question.fact:
        aside = (nav("unknown"), *aside)
    elif question.subject == "level":
        aside = (Choice(subject, "unknown", Line("ask.unknown")), *aside)
    return View(tuple(lines), (*question_rows(subject), aside, (APPEARED,), *FOOT))


def _step(state: str, step: str, key: str) -> View:
    steps = REMEDIES[key]
    done = Choice(step, "done", Line("button.tried" if step == "R8.0" else "button.done"))
    head = Line("step.head", {"what": Line(f"step.{key}.head"), "who": Line("actor.school")})
    if len(steps) > 1:
        place = {"place": steps.index(step) + 1, "all": len(steps)}
        head = Line("step.head_of", {"what": Line(f"step.{key}.head"), **place, "who": Line("actor.school")})
    rows: list[tuple[Choice, ...]]
    if state.endswith(".stuck"):
        lines = (head, Line(f"step.{step}.stuck"))
        rows = [(done, Choice(step, "skip", Line("button.skip"))), (HUMAN,)]
    else:
        lines = (head, Line(f"step.{step}.text"))
        rows = [(done, Choice(step, "stuck", Line("button.stuck")))]
    if len(steps) > 1 and step != steps[-1]:
        rows.append((Choice(key, "done", Line("button.all_done", {"all": len(steps)})),))
    return View(lines, (*rows, (APPEARED,), *FOOT))


def _menu(session: Session, _: Position, here: Surroundings) -> View:
    rows: list[tuple[Choice, ...]] = [*symptom_rows(), (nav("add_role"),), (HUMAN,)]
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
        (*symptom_rows(), (nav("add_role"),), (HUMAN,), (nav("back"), nav("stop"))),
    )


def _connection(_: Session, __: Position, ___: Surroundings) -> View:
    rows = (
        (Choice("button_now", "appeared", Line("button.sync_works")),),
        (Choice("connection", "stuck", Line("button.still_fails")),),
        (Choice("symptom", "button_missing", Line("button.no_button_after_all")),),
        (HUMAN,),
        *FOOT,
    )
    return View((Line("connection.text"), Line("connection.advice")), rows)


def _guide_done(_: Session, __: Position, ___: Surroundings) -> View:
    go_on = Choice("symptom", "button_missing", Line("button.check_the_rest"))
    return View((Line("guide_done.text"),), ((APPEARED,), (go_on,), (HUMAN,), *FOOT))


def _result(_: Session, position: Position, __: Surroundings) -> View:
    standing = position.standing
    verdict = standing.result.verdict
    unmet = len(standing.result.plan)
    lines = [Line(f"result.{verdict}", {"count": unmet}), *summary(standing)]
    rows: list[tuple[Choice, ...]] = []
    if standing.todo:
        label = "next_dinas" if standing.dinas_next() else "next_desk" if standing.mends("R6") else "next"
        rows.append((nav("next", label),))
    elif verdict is Verdict.CHECK_BUTTON:
        lines.append(Line("result.look"))
        rows.append((STILL_MISSING,))
    if standing.result.having(Status.UNKNOWN) and not standing.rechecked and standing.unknown_facts:
        rows.append((nav("recheck", "recheck_unknown"),))
    return View(tuple(lines), (*rows, (APPEARED,), (HUMAN,), *FOOT))


def _request(_: Session, position: Position, __: Surroundings) -> View:
    stuck = position.state.endswith(".stuck")
    done = Choice("dinas.1", "done", Line("button.sent"))
    other = (
        Choice("dinas.1", "skip", Line("button.skip"))
        if stuck
        else Choice("dinas.1", "stuck", Line("button.stuck"))
    )
    items = in_a_row([name(key) for key in position.standing.for_dinas])
    lines = [Line("request.text", {"items": items}), Line("request.stuck" if stuck else "request.how")]
    rows: list[tuple[Choice, ...]] = [(done, other), (nav("letter"),)]
    if stuck:
        rows.append((HUMAN,))
    return View(tuple(lines), (*rows, (APPEARED,), *FOOT))


def _waiting(session: Session, position: Position, _: Surroundings) -> View:
    standing = position.standing
    items = in_a_row([name(key) for key in standing.for_dinas])
    lines = [Line("waiting.text", {"items": items})]
    rows: list[tuple[Choice, ...]] = [(Choice("dinas.2", "done", Line("button.dinas_done")),)]
    if standing.facts.invalid != 0:
        lines.append(Line("waiting.meanwhile"))
        rows.append((nav("meanwhile"),))
    if session.remind_at and standing.zone:
        lines.append(Line("waiting.reminder", {"when": moment(session.remind_at, standing.zone)}))
    else:
        lines.append(Line("waiting.no_reminder"))
    rows += [(APPEARED,), (nav("remind"), Choice("dinas.2", "stuck", Line("button.dinas_stuck")))]
    return View(tuple(lines), (*rows, *FOOT))


def _look(_: Session, __: Position, ___: Surroundings) -> View:
    return View((Line("look.text"),), ((APPEARED,), (STILL_MISSING,), *FOOT))


def _solved(_: Session, position: Position, __: Surroundings) -> View:
    rows: list[tuple[Choice, ...]] = [
        (Choice("helped", key, Line("button.helped", {"what": name(key)})),)
        for key in position.standing.tried
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
    if standing.facts.symptom == "sync_fails":
        lines: tuple[Line, ...] = (Line("finished.sync"),)
    elif standing.helped:
        lines = (Line("finished.thanks"),)
    else:
        lines = (Line("solved.text"), Line("solved.reminders"))
    return View((*lines, Line("finished.text")), ((nav("restart"), nav("back")),))


_SCREENS: dict[str, Callable[[Session, Position, Surroundings], View]] = {
    "menu": _menu,
    "no_symptom": _symptom_again,
    "other_subject": _symptom_again,
    "connection": _connection,
    "guide_done": _guide_done,
    "result": _result,
    "request": _request,
    "waiting": _waiting,
    "look": _look,
    "handed_over": handed_over,
    "solved": _solved,
    "finished": _finished,
}

__all__ = ["answer_label", "must", "question_rows", "screen"]
