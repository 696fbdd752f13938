"""What closed cases teach whoever keeps the rules and the words: `python -m bot report` and `python -m bot weights`."""

from collections.abc import Iterator

from bot.operations.unread_report import listed
from bot.records.desk_case import DESK_CASE_JSON, DeskCase
from bot.store.connection import Connection
from flows.dialogue.case_code import case_code
from flows.dialogue.machine.session import SESSION_JSON, Session
from flows.dialogue.machine.weights import ORDER_FILE, ClosedCase, reweighed

_CODES = 5
"""So many cases are named for each pair."""
_ENDED = frozenset({"solved", "finished"})


def report(db: Connection) -> list[str]:
    """Lines: where staff say after closing that it was something else than what the rules said, the commonest first, and what was
    not understood.
    """
    told = [case for _, case in _ended(db) if case is not None and case.cause is not None]
    other: dict[tuple[str, str], list[str]] = {}
    for case in told:
        said = case.missing or ()
        if case.cause not in said:
            pair = ("+".join(said) or "nothing", str(case.cause))
            other.setdefault(pair, []).append(case_code(case.case))
    wrong = sum(map(len, other.values()))
    lines = [
        f"Closed cases of which staff said what it was: {len(told)}; the rules said otherwise in {wrong}."
    ]
    for (said_so, was), codes in sorted(other.items(), key=lambda item: (-len(item[1]), item[0])):
        lines.append(
            f"{len(codes):>6} x  the rules said {said_so}, it was {was}: {', '.join(codes[:_CODES])}"
        )
    return [*lines, "", "Not understood:", *listed(db)]


def weights(db: Connection) -> list[str]:
    """Lines of the first trouble's `order.toml` as closed cases would have it. Nothing is written."""
    cases = [ClosedCase(session, case.cause if case else None) for session, case in _ended(db)]
    return reweighed(ORDER_FILE, cases).splitlines()


def _ended(db: Connection) -> Iterator[tuple[Session, DeskCase | None]]:
    rows = db.execute("SELECT session, doc FROM cases LEFT JOIN desk_cases USING (case_id) ORDER BY case_id")
    for kept, doc in rows:
        session = SESSION_JSON.read(kept)
        case = DESK_CASE_JSON.read(doc) if doc else None
        if session.state in _ENDED or (case is not None and case.state == "closed"):
            yield session, case
