"""Screens of a trouble that is led by its value: a step, and the look after it."""

from flows.dialogue.dates import moment, quiet_hours
from flows.dialogue.machine.led import LED_STEPS, WAITS, WARNS
from flows.dialogue.machine.replay import Position
from flows.dialogue.machine.session import Record, Session
from flows.dialogue.screens.keyboard import FOOT, HUMAN, turned_out, works_now
from flows.troubles.registry import LED, OF
from flows.view import Choice, Line, View


def led_step(session: Session, position: Position) -> View:
    """A step of a trouble that is led by its value: done with one try, put off to quiet hours, or passed over."""
    step, standing = position.state, position.standing
    waits, zone = step in WAITS, session.zone or "WIB"
    key = LED_STEPS[step]
    trouble = OF[key]
    with_many, others, they_too = trouble.shared
    shared = key == with_many
    who = Line(f"step.who.{trouble.rules.requirements[key].actor}")
    head = Line("step.head", {"what": Line(f"step.{key}.head"), "who": who})
    if step in WARNS:
        return View((head, Line(f"step.{step}.text")), ((HUMAN,), *FOOT))
    if shared and standing.led:
        alone = standing.led.facts.value(others) != they_too
        head = Line(f"step.{step}.{'busy' if alone else 'others'}")
    hour, until = quiet_hours(zone, session.case)
    lines = [head, Line(f"step.{step}.text", {"hour": hour, "until": until} if waits else {})]
    lines += _few(session, position)
    if waits and session.remind_at:
        lines.append(Line("waiting.reminder", {"when": moment(session.remind_at, zone)}))
    rows: list[tuple[Choice, ...]] = [
        (works_now(trouble.symptom),),
        (Choice(step, "looked", Line("button.tried_in_vain")),),
    ]
    if waits:
        rows.append((Choice(step, "remind", Line("button.remind_me")),))
    if step in trouble.detours:
        rows.append((Choice(step, "detour", Line(f"led.{trouble.symptom}.detour")),))
    if shared:
        rows += [(Choice(step, "skip", Line("button.check_others")),), (HUMAN,)]
    skips = not shared and step not in trouble.detours
    foot = (Choice(step, "skip", Line("button.skip")), *FOOT[0]) if skips else FOOT[0]
    return View(tuple(lines), (*rows, foot))


def led_look(session: Session, position: Position) -> View:
    """The look that ends a try: whether all is well now."""
    symptom = position.state.removeprefix("trying.")
    fact, still = LED[symptom].look
    other = turned_out(LED[symptom])
    rows = ((works_now(symptom),), (Choice(fact, still, Line(f"led.{symptom}.still")),))
    lines = (*_few(session, position), Line(f"led.{symptom}.look"))
    return View(lines, (*rows, *((other,) if other else ()), *FOOT))


_FEW = 3
"""Number of tries after which it is said that more of them do not help."""


def _few(session: Session, position: Position) -> tuple[Line, ...]:
    tried = tries(session, position)
    if len(tried) < _FEW:
        return ()
    last = moment(tried[-1].at, session.zone or "WIB")
    return (Line("step.tries", {"count": len(tried), "when": last}),)


def tries(session: Session, position: Position) -> tuple[Record, ...]:
    """The records that say of a try that it was in vain: after a step, or by itself."""
    looks = {trouble.look for trouble in LED.values()}
    taken = (session.records[place] for place in position.taken)
    return tuple(
        record
        for record in taken
        if (record.subject in LED_STEPS and record.choice == "looked")
        or (record.subject, record.choice) in looks
    )
