"""Judges a table school by school, and writes it anew with what was found."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from bot.helpdesk.read_table import Form, Row, SchoolTable, TableError
from bot.helpdesk.tables import Sheet, as_csv, as_xlsx
from bot.outgoing.render import plain
from bot.privacy import redact
from flows.dialogue.desk.fact_words import (
    BadCell,
    Judged,
    column_name,
    fact_of,
    judged,
    read_row,
    verdict_name,
)
from flows.dialogue.screens.requirements import in_a_row, listed, name
from flows.eligibility import Facts
from flows.texts import write
from flows.view import Line

_STEP = 250
"""Rows between two reports of how far the judging has come."""
_NAMED = 8
"""So many bad cells are named in the message; the file has them all."""


@dataclass(frozen=True, slots=True)
class BadRow:
    """A row that was not judged, by its line in the file."""

    line: int
    cells: tuple[BadCell, ...]


@dataclass(frozen=True, slots=True)
class Summary:
    """The sums over a table."""

    schools: int
    """Number of the schools that were judged."""
    verdicts: Mapping[str, int]
    unmet: Mapping[str, int]
    unknown: Mapping[str, int]
    bad: tuple[BadRow, ...]


@dataclass(frozen=True, slots=True)
class TableResult:
    """The table as it comes back."""

    form: Form
    content: bytes
    summary: Summary


def judge_table(table: SchoolTable, progress: Callable[[int], None] = lambda _: None) -> TableResult:
    """`progress` hears after every few rows how many are done. Raises TableError where no column is known, or one comes twice."""
    columns = {place: fact for place, title in enumerate(table.head) if (fact := fact_of(title))}
    if not columns:
        raise TableError("columns")
    if len(set(columns.values())) < len(columns):
        raise TableError("twice")
    verdicts: Counter[str] = Counter()
    unmet: Counter[str] = Counter()
    unknown: Counter[str] = Counter()
    bad: list[BadRow] = []
    width = max(len(table.head), *(len(row) for _, row in table.rows))
    rows: Sheet = [_beside(width, table.head, _new_columns())]
    for done, (line, row) in enumerate(table.rows, start=1):
        facts = read_row({fact: row[place] if place < len(row) else "" for place, fact in columns.items()})
        if isinstance(facts, Facts):
            found = judged(facts)
            verdicts[found.verdict] += 1
            unmet.update(found.unmet)
            unknown.update(found.unknown)
            rows.append(_beside(width, row, _found(found)))
        else:
            bad.append(BadRow(line, tuple(facts)))
            rows.append(_beside(width, row, ["", "", "", "\n".join(_fault(cell) for cell in facts)]))
        if done % _STEP == 0:
            progress(done)
    summary = Summary(len(table.rows) - len(bad), verdicts, unmet, unknown, tuple(bad))
    return TableResult(table.form, _file(table.form, rows, summary), summary)


def _new_columns() -> list[str]:
    return [_said(Line(f"batch.column.{name}")) for name in ("verdict", "plan", "unknown", "fault")]


def _found(found: Judged) -> list[str]:
    plan = "\n".join(f"{place}. {_said(step)}" for place, step in enumerate(found.plan, start=1))
    unknown = _said(in_a_row([name(key) for key in found.unknown])) if found.unknown else ""
    return [_said(verdict_name(found.verdict)), plan, unknown, ""]


def _beside(width: int, row: Row, found: list[str]) -> list[str | int]:
    """The row with `found` behind its `width` columns, so that what was found stands under its own heads."""
    return [*row, *[""] * (width - len(row)), *found]


def _fault(cell: BadCell) -> str:
    values: dict[str, str | int | Line] = {"column": column_name(cell.column), "said": cell.said[:40]}
    if cell.allowed:
        return _said(Line("batch.fault", {**values, "allowed": " / ".join(cell.allowed)}))
    return _said(Line("batch.fault_number", values))


def _file(form: Form, rows: Sheet, summary: Summary) -> bytes:
    if form == "csv":
        return as_csv(rows)
    sums: Sheet = [[_said(Line("batch.column.what")), _said(Line("batch.column.schools"))]]
    sums += [[_said(what), count] for what, count in _sums(summary)]
    return as_xlsx({_said(Line("batch.sheet.schools")): rows, _said(Line("batch.sheet.summary")): sums})


def _sums(summary: Summary) -> Iterator[tuple[Line, int]]:
    yield Line("batch.sum.schools"), summary.schools
    yield Line("batch.sum.bad"), len(summary.bad)
    for verdict, count in _most_first(summary.verdicts):
        yield verdict_name(verdict), count
    for kind, counts in (("unmet", summary.unmet), ("unknown", summary.unknown)):
        for key, count in _most_first(counts):
            yield Line(f"batch.sum.{kind}", {"what": name(key)}), count


def _most_first(counts: Mapping[str, int]) -> list[tuple[str, int]]:
    return sorted(counts.items(), key=lambda item: (-item[1], item[0]))


def told(summary: Summary) -> Line:
    """The summary in words, for the message above the file."""
    parts = [Line("batch.head", {"schools": summary.schools, "bad": len(summary.bad)})]
    parts += [
        Line("batch.count", {"what": verdict_name(verdict), "count": count})
        for verdict, count in _most_first(summary.verdicts)
    ]
    if summary.unmet:
        parts.append(Line("batch.unmet"))
        parts += [
            Line("batch.count", {"what": name(key), "count": count})
            for key, count in _most_first(summary.unmet)
        ]
    if summary.bad:
        parts.append(Line("batch.bad"))
        cells = [(row.line, cell) for row in summary.bad for cell in row.cells]
        parts += [_bad_cell(line, cell) for line, cell in cells[:_NAMED]]
        if len(cells) > _NAMED:
            parts.append(Line("batch.more_bad", {"count": len(cells) - _NAMED}))
    return listed(parts)


def _bad_cell(line: int, cell: BadCell) -> Line:
    said = redact(cell.said).text[:30]
    return Line("batch.bad_cell", {"line": line, "column": column_name(cell.column), "said": said})


def _said(line: Line) -> str:
    return plain(write(line))
