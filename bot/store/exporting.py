"""All that is stored of a person, or of a desk, in portions: however much it is, little of it is in memory at once."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from bot.store.connection import Connection
from bot.store.desks import FIELDS
from bot.store.documents import without

PORTION = 200
"""Rows that are read in one unit of work."""

Cursor = tuple[str, int | str]
"""The table and the key of the row that was read last."""


@dataclass(frozen=True, slots=True)
class Portion:
    """Rows, each with the table that it stands under in the export, and from where to go on; None: that was all."""

    rows: tuple[tuple[str, Any], ...]
    left: Cursor | None


def _as_it_is(row: dict[str, Any]) -> Any:
    return row


@dataclass(frozen=True, slots=True)
class _Table:
    """Part of an export: `chosen` FROM `source`, in the order of `key`, whose value a row has as `name`."""

    chosen: str
    source: str
    key: str
    name: str
    shown: Callable[[dict[str, Any]], Any] = _as_it_is

    def statement(self, *, goes_on: bool) -> str:
        further = f" AND {self.key} > ?" if goes_on else ""
        return f"SELECT {self.chosen} FROM {self.source}{further} ORDER BY {self.key} LIMIT ?"


def _session(row: dict[str, Any]) -> Any:
    return json.loads(row["session"])


def _without_staff(row: dict[str, Any]) -> Any:
    """Row without who of the staff it was, which is the staff's own."""
    return {**row, "doc": without(row["doc"], "owner", "noting")}


def _without_writer(row: dict[str, Any]) -> Any:
    """Row without its writer: the person asks for their own."""
    return {name: value for name, value in row.items() if name != "who"}


def _without_operator(row: dict[str, Any]) -> Any:
    return {**row, "doc": without(row["doc"], "person"), "session": without(row["session"], "person")}


_OWN = "case_id IN (SELECT case_id FROM cases WHERE person = ?)"
_ASSIGNED = "action = 'assigned' AND detail = CAST(CAST(? AS BIGINT) AS TEXT)"
OF_PERSON: Mapping[str, _Table] = {
    "people": _Table("*", "people WHERE person = ?", "person", "person"),
    "cases": _Table("case_id, session", "cases WHERE person = ?", "case_id", "case_id", _session),
    "inbox": _Table("*", "inbox WHERE person = ?", "place", "place"),
    "outbox": _Table("*", "outbox WHERE person = ?", "id", "id"),
    "ignored": _Table("*", "ignored WHERE person = ?", "person", "person"),
    "unread": _Table("*", "unread WHERE person = ?", "id", "id"),
    "desk_cases": _Table(
        "case_id, desk, state, waiting_at, nudge_at, doc",
        f"desk_cases WHERE {_OWN}",
        "case_id",
        "case_id",
        _without_staff,
    ),
    "cards": _Table("*", f"cards WHERE {_OWN}", "case_id", "case_id"),
    "sightings": _Table("*", f"sightings WHERE {_OWN}", "case_id", "case_id"),
    "relays": _Table(
        "id, case_id, kind, from_chat, from_message, to_chat, to_message, part, caption, at",
        f"relays WHERE {_OWN}",
        "id",
        "id",
    ),
    "muted": _Table("*", "muted WHERE person = ?", "desk", "desk"),
    "no_announcements": _Table("*", "no_announcements WHERE person = ?", "person", "person"),
    "announcements": _Table("*", "announcements WHERE who = ?", "id", "id", _without_writer),
    "held": _Table("*", "held WHERE person = ?", "id", "id"),
    "desk_log": _Table("id, at, desk, case_id, action", f"desk_log WHERE {_OWN}", "id", "id"),
    # Of whoever works at a desk: with what, is the operators' own.
    "heads": _Table("desk", "heads WHERE person = ?", "desk", "desk"),
    "staff": _Table("*", "staff WHERE person = ?", "chat", "chat"),
    "assigned": _Table("id, at, desk", f"desk_log WHERE {_ASSIGNED}", "id", "id"),
    "desk_work": _Table("id, at, desk, action", "desk_log WHERE who = ?", "id", "id"),
}
"""All that is stored of a person."""

OF_DESK: Mapping[str, _Table] = {
    "desk": _Table(FIELDS, "desks WHERE code = ?", "code", "code"),
    "heads": _Table("person", "heads WHERE desk = ?", "person", "person"),
    "staff": _Table(
        "person, staff.name, is_in, seen_at",
        "staff JOIN desks USING (chat) WHERE code = ?",
        "person",
        "person",
    ),
    "cases": _Table(
        "desk_cases.case_id, desk_cases.state, owner, waiting_at, doc, session",
        "desk_cases JOIN cases USING (case_id) WHERE desk = ?",
        "desk_cases.case_id",
        "case_id",
        _without_operator,
    ),
    "relays": _Table(
        "relays.id, case_id, kind, part, at, CASE WHEN from_chat = chat THEN who END AS who,"
        " CASE WHEN from_chat = chat THEN from_message END AS written,"
        " CASE WHEN to_chat = chat THEN to_message END AS copy",
        "relays JOIN desk_cases USING (case_id) JOIN desks ON code = desk"
        " WHERE desk = ? AND chat IN (from_chat, to_chat)",
        "relays.id",
        "id",
    ),
    "answers": _Table("word, text, kind, file", "canned_answers WHERE desk = ?", "word", "word"),
    "wishes": _Table("wish", "desk_wishes WHERE desk = ?", "wish", "wish"),
    "announcements": _Table("*", "announcements WHERE desk = ?", "id", "id"),
    "log": _Table("*", "desk_log WHERE desk = ?", "id", "id"),
}
"""All that is kept of a desk: its settings, people, cases and log. No text that anybody wrote is in it but notes; and nothing says
who an operator is, or who works at another desk that had a case before."""


def export(db: Connection, whose: int | str, after: Cursor | None) -> Portion:
    """Portion that comes after `after` of all that is stored of a person (an id) or of a desk (a code); None: from the beginning."""
    tables = OF_PERSON if isinstance(whose, int) else OF_DESK
    names = list(tables)
    rows: list[tuple[str, Any]] = []
    for name in names[names.index(after[0]) if after else 0 :]:
        table, goes_on = tables[name], after is not None and after[0] == name
        room = PORTION - len(rows)
        values = (whose, *((after[1],) if after and goes_on else ()), room)
        found = [dict(row) for row in db.execute(table.statement(goes_on=goes_on), values)]
        rows += [(name, table.shown(row)) for row in found]
        if len(found) == room:
            return Portion(tuple(rows), (name, found[-1][table.name]))
    return Portion(tuple(rows), None)


def asked(db: Connection, person: int, since: int) -> int:
    """Number of files with what is stored that went to `person` since then (seconds since 1970), or are on their way."""
    (count,) = db.execute(
        "SELECT count(*) FROM outbox WHERE person = ? AND kind IN ('export', 'desk_export') AND made_at > ?",
        (person, since),
    ).fetchone()
    return int(count)
