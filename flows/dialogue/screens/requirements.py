"""The requirements in words: what is met, what is not, who acts."""

from flows.dialogue.machine.standing import Standing
from flows.dialogue.screens.keyboard import answer_label
from flows.eligibility import Facts, Status, actor
from flows.rules.model import FactsModel
from flows.troubles.registry import OF
from flows.troubles.trouble import Trouble
from flows.view import Line

_NOT_DONE = frozenset({"R5", "R10"})
"""Requirements that are just not done yet, whatever else is said of them."""


def must(key: str, facts: FactsModel, *, plain: bool = False) -> Line:
    """Line that says what requirement `key`, unmet, is in this case, and what it should be; `plain` without marks."""
    fact = None if key in _NOT_DONE else OF[key].fact_of(key, facts)
    now = answer_label(fact, str(facts.value(fact))) if fact else Line(f"requirement.{key}.now")
    values = {"about": Line(f"requirement.{key}.about"), "now": now, "should": should(key, facts)}
    return Line(
        "requirement.plain" if plain else "requirement.is" if fact else "requirement.sentence", values
    )


def should(key: str, facts: FactsModel) -> Line:
    """Line that says what requirement `key` should be for this case's leader, in a few words."""
    by_leader = key in {"R2", "R4"}
    return Line(
        f"requirement.{key}.should_{facts.value('leader')}" if by_leader else f"requirement.{key}.should"
    )


def who_acts(key: str, facts: FactsModel) -> str:
    """Actor who can mend requirement `key` in this case: a key of the words `actor`."""
    return str(actor(key, facts) if isinstance(facts, Facts) else OF[key].rules.requirements[key].actor)


def verdict(standing: Standing) -> Line:
    """The verdict of the rules of the trouble that the case is in, in words for whoever takes over."""
    return verdict_of(standing.trouble, standing.found.verdict)


def verdict_of(trouble: Trouble, verdict: str) -> Line:
    """A verdict of the rules of `trouble`, in words."""
    return Line(f"led.{trouble.symptom}.verdict.{verdict}" if trouble.led else f"handover.verdict.{verdict}")


def name(key: str) -> Line:
    """The short name of requirement `key`."""
    return Line(f"requirement.{key}.name")


def summary(standing: Standing, *, for_desk: bool = False) -> tuple[Line, ...]:
    """Requirements under their status, the unmet ones in the plan's order with who acts: said to the operator, or to
    whoever takes over.
    """
    found, facts = standing.found, standing.known
    lines = []
    if found.plan:
        items = [
            Line(
                "requirement.unmet_item",
                {"is": must(key, facts), "who": _who(key, facts, for_desk=for_desk)},
            )
            for key in found.plan
        ]
        lines.append(Line("requirement.unmet", {"items": listed(items)}))
    for status in (Status.UNKNOWN, Status.BLOCKED, Status.NOT_REQUIRED, Status.MET):
        keys = found.having(status)
        if keys:
            items = [Line("requirement.item", {"name": name(key)}) for key in keys]
            lines.append(Line(f"requirement.{status}", {"items": listed(items)}))
    return tuple(lines)


def _who(key: str, facts: FactsModel, *, for_desk: bool) -> Line:
    who = who_acts(key, facts)
    return Line(f"actor.desk.{who}" if for_desk else f"actor.{who}")


def listed(items: list[Line]) -> Line:
    """Several lines as one, each on a line of its own."""
    return chained(items, "list.more")


def in_a_row(items: list[Line]) -> Line:
    """Several words as one, with commas."""
    return chained(items, "list.comma")


def chained(items: list[Line], joint: str) -> Line:
    first, *rest = items
    for item in rest:
        first = Line(joint, {"before": first, "item": item})
    return first
