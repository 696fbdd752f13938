"""The requirements in words: what is met, what is not, who acts."""

from flows.dialogue.machine.standing import Standing
from flows.eligibility import Facts, Status, actor
from flows.view import Line


def must(key: str, facts: Facts) -> Line:
    """What requirement `key` demands of this case."""
    by_leader = key in {"R2", "R4"}
    return Line(f"requirement.{key}.must_{facts.leader}" if by_leader else f"requirement.{key}.must")


def name(key: str) -> Line:
    """The short name of requirement `key`."""
    return Line(f"requirement.{key}.name")


def summary(standing: Standing, *, for_desk: bool = False) -> tuple[Line, ...]:
    """Every requirement under its status, the unmet ones in the plan's order with who acts: said to the operator, or to
    whoever takes over.
    """
    found = standing.result
    lines = []
    if found.plan:
        items = [
            Line(
                "requirement.unmet_item",
                {"must": must(key, standing.facts), "who": _who(key, standing.facts, for_desk=for_desk)},
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


def _who(key: str, facts: Facts, *, for_desk: bool) -> Line:
    who = actor(key, facts)
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
