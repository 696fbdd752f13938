"""The numbers of the first trouble's `order.toml` recomputed from closed cases. Nothing is applied: what comes out is read by a person first."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from flows.dialogue.machine.questions import QUESTIONS, answers_desk, fact_value, is_answer, own
from flows.dialogue.machine.replay import replay
from flows.dialogue.machine.session import Session
from flows.eligibility import ALLOWED, UNKNOWN, Facts, Status, evaluate
from flows.troubles.order import Weights, order_file
from flows.troubles.registry import FIRST

ORDER_FILE = order_file(FIRST.symptom)

LEAST = 30
"""So many cases must have told a thing before its number is another."""

_REFRESH = "R10"
_FACTS = frozenset(QUESTIONS) & {*ALLOWED, "invalid"}


@dataclass(frozen=True, slots=True)
class ClosedCase:
    """A case that has ended, and the requirement that staff say it was: its key, `other`, or None."""

    session: Session
    cause: str | None = None


def first_facts(session: Session) -> Facts:
    """Facts as they were told first, before anything was mended."""
    position = replay(session.records)
    found = Facts().but(symptom=position.standing.facts.symptom)
    for place in position.taken:
        record = session.records[place]
        fact = own(record.subject)
        asked = is_answer(fact, record.choice) if fact in _FACTS else False
        by_whom = record.subject == fact or answers_desk(record.subject, record.choice, FIRST)
        if asked and by_whom and found.value(fact) == UNKNOWN:
            found = found.but(**{fact: fact_value(fact, record.choice)})
    return found


def reweighed(text: str, cases: Sequence[ClosedCase]) -> str:
    """`text`, the content of that trouble's `order.toml`, with the numbers that `cases` tell; what fewer than LEAST of them tell stays."""
    told = [(first_facts(case.session), case.cause) for case in cases]
    missing = [(facts, cause) for facts, cause in told if facts.symptom == FIRST.symptom]
    lines, section = [], ""
    for line in text.splitlines():
        if line.startswith("["):
            section = line.strip("[] ")
        lines.append(_line(section, line, missing))
    said = (
        f"# Recomputed from {len(missing)} closed cases; what fewer than {LEAST} of them told is as it was."
    )
    return "\n".join([said, *lines, ""])


def _line(section: str, line: str, cases: list[tuple[Facts, str | None]]) -> str:
    named = re.match(r"(\w+) = \{", line)
    if named is None:
        return line
    if section == "requirement":
        share = _unmet(named[1], cases)
        return line if share is None else re.sub(r"unmet = \d+", f"unmet = {share}", line)
    if section.partition(".")[0] != "school":
        return line
    leader = section.partition(".")[2]
    facts = [facts for facts, _ in cases if leader in {"", facts.leader}]
    weights = _weights(named[1], FIRST.order.schools[f"{leader}.{named[1]}" if leader else named[1]], facts)
    return line if weights is None else f"{named[1]} = {{ {', '.join(_entries(weights))} }}"


def _unmet(key: str, cases: list[tuple[Facts, str | None]]) -> int | None:
    """Number of 100 cases in which the requirement is unmet, of those that tell: by the first answers, or as staff say."""
    told = [True if cause == key else _is_unmet(key, facts) for facts, cause in cases]
    known = [unmet for unmet in told if unmet is not None]
    return round(100 * sum(known) / len(known)) if len(known) >= LEAST else None


def _is_unmet(key: str, facts: Facts) -> bool | None:
    """Whether requirement `key` was unmet at first; None where that is not known. The refresh was, where nothing else quick was."""
    found = evaluate(facts.but(button_now=UNKNOWN)).requirements
    if key == _REFRESH:
        ranks = FIRST.order.requirements
        quick = {found[one] for one in ranks if ranks[one].part <= ranks[key].part and one != key}
        return False if Status.UNMET in quick else True if quick == {Status.MET} else None
    return {Status.UNMET: True, Status.MET: False}.get(found[key])


def _weights(fact: str, values: Weights, cases: list[Facts]) -> Weights | None:
    """Shares of the values that the file has, 100 together; the rest of rounding goes to the largest remainders."""
    counts = Counter(_name(fact, facts, values) for facts in cases if facts.value(fact) != UNKNOWN)
    total = sum(counts[value] for value in values)
    if total < LEAST:
        return None
    shares = {value: 100 * counts[value] // total for value in values}
    owed = sorted(values, key=lambda value: -(100 * counts[value] % total))
    for value in owed[: 100 - sum(shares.values())]:
        shares[value] += 1
    return shares


def _name(fact: str, facts: Facts, values: Weights) -> str:
    value = str(facts.value(fact))
    return "some" if fact == "invalid" and value != "0" and value not in values else value


def _entries(weights: Weights) -> Iterator[str]:
    for value, share in weights.items():
        bare = value if re.fullmatch(r"[a-z_]+", value) else f'"{value}"'
        yield f"{bare} = {share}"
