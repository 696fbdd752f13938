"""Texts that leave the conversation to be forwarded: the request to Dinas, and the case for the help desk."""

import html
import re
from urllib.parse import quote

from flows.dialogue.case_code import case_code
from flows.dialogue.dates import moment
from flows.dialogue.machine.led import LED_STEPS
from flows.dialogue.machine.questions import QUESTIONS, own
from flows.dialogue.machine.replay import Position, waiting
from flows.dialogue.machine.session import Record, Session
from flows.dialogue.machine.standing import Standing
from flows.dialogue.machine.steps import as_today, is_step
from flows.dialogue.school import school_of
from flows.dialogue.screens.keyboard import answer_label, school_label
from flows.dialogue.screens.led_screens import tries
from flows.dialogue.screens.requirements import in_a_row, listed, must, name, summary, verdict
from flows.eligibility import UNKNOWN, Status, Verdict
from flows.texts import write
from flows.troubles.registry import OTHER, TROUBLES
from flows.view import Line, Values, View


def dinas_request(standing: Standing) -> View:
    """The one message to Dinas: of which school, what is asked, and why; a block that one tap copies. It carries nothing personal."""
    items = [
        Line(
            "request.item",
            {"is": must(key, standing.facts, plain=True), "why": Line(f"requirement.{key}.why")},
        )
        for key in standing.for_dinas
    ]
    asked = listed(items)
    unknown = [key for key in standing.result.having(Status.UNKNOWN) if key in {"R2", "R3", "R4"}]
    if unknown:  # Dinas looks at the same data anyway
        names = in_a_row([name(key) for key in unknown])
        asked = Line("request.items_and_check", {"items": asked, "names": names})
    return View((Line("request.letter", {"items": asked, "school": _school(standing)}),))


def _school(standing: Standing) -> Line:
    school = school_of(standing.npsn)
    return Line("request.school", {"school": school_label(school)}) if school else Line("request.no_school")


def share_links(standing: Standing) -> dict[str, str]:
    """Addresses that open WhatsApp and Telegram with the request as the message, for whoever the operator chooses there.

    An address of more than LONGEST_LINK bytes is cut off by some phones: then it carries the short form.
    """
    text = _plain(dinas_request(standing).lines[0])
    names = in_a_row([name(key) for key in standing.for_dinas])
    short = _plain(Line("request.short", {"names": names, "school": _school(standing)}))
    return {
        app: link if len(link := begin + quote(text)) <= LONGEST_LINK else begin + quote(short)
        for app, begin in _SHARING.items()
    }


LONGEST_LINK = 2_000
_SHARING = {"whatsapp": "https://wa.me/?text=", "telegram": "https://t.me/share/url?url="}
_MARK = re.compile(r"<[^<>]*>")


def _plain(line: Line) -> str:
    return html.unescape(_MARK.sub("", write(line)))


def case_summary(session: Session, position: Position) -> View:
    """Summary of a case: everything found out, for somebody who has not followed the conversation."""
    standing = position.standing
    led = standing.led_now
    head: Values = {
        "code": case_code(session.case),
        "about": Line(f"led.{led.symptom}.about" if led else "handover.about"),
        "level": answer_label("level", standing.level),
    }
    lines = [Line("handover.head", head)]
    if school := school_of(standing.npsn):
        lines.append(Line("handover.school", {"school": school_label(school)}))
    told = answers_told(session, position)
    if told:
        lines.append(Line("handover.answers", {"items": listed(told)}))
    if standing.not_told:
        items = [Line(f"ask.{subject}.short") for subject in standing.not_told]
        lines.append(Line("handover.unknown", {"items": in_a_row(items)}))
    if led:
        lines.append(Line("handover.verdict.head", {"what": verdict(standing)}))
    if standing.found.requirements:
        lines.extend(summary(standing, for_desk=True))
    tried = steps_tried(session, position)
    lines.append(Line("handover.steps", {"items": listed(tried)}) if tried else Line("handover.no_steps"))
    if standing.looks:
        lines.append(Line("handover.looked", {"times": standing.looks}))
    lines += tries_told(session, position)
    lines.append(Line("handover.next", {"what": suggestion(standing)}))
    return View(tuple(lines))


def answers_told(session: Session, position: Position) -> list[Line]:
    """Lines with the latest answer about each fact, also one that was told before its question; what was asked again stands once."""
    latest: dict[str, tuple[str, str]] = {}
    for place in position.taken:
        record = session.records[place]
        subject = own(record.subject)
        fact = QUESTIONS[subject].fact if subject in QUESTIONS else None
        if subject == "symptom" or fact:
            latest[fact or subject] = (subject, record.choice)
    for subject, place in waiting(session.records, position).items():
        latest.setdefault(QUESTIONS[subject].fact or subject, (subject, session.records[place].choice))
    return [
        _told(subject, choice, position.standing) for subject, choice in latest.values() if choice != UNKNOWN
    ]


def _told(subject: str, choice: str, standing: Standing) -> Line:
    """An answer, with the percentage or the code that was typed with it."""
    values: Values = {"about": Line(f"ask.{subject}.short"), "answer": answer_label(subject, choice)}
    if standing.noted and subject in standing.trouble.noted:
        return Line("handover.answer_noted", {**values, "noted": standing.noted})
    return Line("handover.answer", values)


def tries_told(session: Session, position: Position) -> list[Line]:
    """Line with each try in vain: when it was told, and after which step."""
    items = [
        Line("handover.try", {"when": moment(record.at, session.zone or "WIB"), "what": _tried(record)})
        for record in tries(session, position)
    ]
    return [Line("handover.tries", {"count": len(items), "items": listed(items)})] if items else []


def _tried(record: Record) -> Line:
    return Line(f"step.{record.subject}.short" if record.subject in LED_STEPS else "step.try.short")


_OUTCOMES = frozenset({"done", "looked", "stuck", "skip", "no_role", "no_account"})
"""What becomes of a step, as far as it is told on."""


def steps_tried(session: Session, position: Position) -> list[Line]:
    """The steps tried, each with the last that became of it."""
    outcomes: dict[str, str] = {}
    for place in position.taken:
        record = as_today(session.records[place])
        if record.subject == "connection" or (record.subject in LED_STEPS, record.choice) == (True, "looked"):
            outcomes[record.subject] = "still_fails"
        elif record.choice in _OUTCOMES and is_step(record.subject):
            outcomes[record.subject] = record.choice
    return [
        Line(
            "handover.step",
            {"step": Line(f"step.{step}.short"), "outcome": Line(f"handover.outcome.{outcome}")},
        )
        for step, outcome in outcomes.items()
    ]


def suggestion(standing: Standing) -> Line:
    """Suggestion what the next person should look at first, from the rules; never a cause."""
    if standing.symptom not in TROUBLES:
        return Line(f"handover.suggest.{'no_symptom' if standing.symptom == UNKNOWN else OTHER}")
    plan = standing.found.plan
    if standing.led_now is None and standing.facts.accounts == "0" and "R6" in plan:
        return Line("handover.suggest.no_account")
    if plan:
        return Line("handover.suggest.plan", {"must": must(plan[0], standing.known)})
    if standing.found.verdict == Verdict.NEED_INFO:
        unknown = [
            name(key) for key, status in standing.found.requirements.items() if status is Status.UNKNOWN
        ]
        return Line("handover.suggest.unknown", {"items": in_a_row(unknown)})
    led = standing.led_now
    return Line(f"led.{led.symptom}.all_met" if led else "handover.suggest.all_met")
