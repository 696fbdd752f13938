"""A desk's figures as tables: an XLSX file with the sums and the cases, a CSV file with the cases.

Nothing in them says whose a case is: no code, no NPSN, no school, no name of staff, no hour.
"""

from bot.helpdesk.figures.count import OUTCOMES, SPANS, CountedCase, CountedCases
from bot.helpdesk.figures.figures_words import label, named, outcome_label
from bot.helpdesk.figures.gather import Period
from bot.helpdesk.tables import Cell, Sheet, as_csv, as_xlsx
from bot.outgoing.render import plain
from flows.dialogue.dates import Zone, local
from flows.dialogue.desk.case_figures import state_name
from flows.dialogue.screens.keyboard import answer_label
from flows.texts import write
from flows.troubles.registry import REQUIREMENTS
from flows.view import Line


def case_table(period: Period) -> Sheet:
    """A case a row, below the names of the columns."""
    districts = _names(period)
    head: list[Cell] = [
        *(label(f"figures.table.{name}") for name in ("day", "district", "level", "outcome", "state")),
        *(label(f"figures.table.{name}") for name in ("reason", "helped", *SPANS)),
        *(label("figures.table.lacks", what=named("lacking", key)) for key in REQUIREMENTS),
    ]
    return [head, *(_case(case, districts, period.scope.zone) for case in period.cases)]


def _case(case: CountedCase, districts: dict[str, str], zone: Zone) -> list[Cell]:
    return [
        local(case.opened_at, zone).date().isoformat(),
        districts.get(case.place or "", label("figures.no_district")),
        _said(answer_label("level", case.level)),
        outcome_label(case.outcome),
        _said(state_name(case.state)),
        _said(Line(f"desk.reason.{case.reason}")) if case.reason else "",
        _said(named("helped", case.helped)) if case.helped else "",
        *(_minutes(case, span) for span in SPANS),
        *(int(key in case.lacking) for key in REQUIREMENTS),
    ]


def _minutes(case: CountedCase, span: str) -> Cell:
    found = next((length for name, length in case.spans.items() if name == span), None)
    return round(found.total_seconds() / 60) if found is not None else ""


def summary_table(period: Period) -> Sheet:
    """Table of sums: all together in the first row, below it a district a row."""
    head: list[Cell] = [
        label("figures.table.district"),
        label("figures.table.count"),
        *map(outcome_label, OUTCOMES),
        *(label(f"figures.table.{span}_{which}") for span in SPANS for which in ("median", "ninetieth")),
        *(label("figures.table.lacks", what=named("lacking", key)) for key in REQUIREMENTS),
    ]
    rows = [(period.scope.name, period.all), *((desk.name, one) for desk, one in period.by_district)]
    return [head, *(_sums(name, found) for name, found in rows)]


def _sums(name: str, found: CountedCases) -> list[Cell]:
    times: list[Cell] = []
    for span in SPANS:
        one = found.times.get(span)
        spans = (one.median, one.ninetieth) if one else ()
        times += [round(length.total_seconds() / 60) for length in spans] or ["", ""]
    return [
        name,
        found.cases,
        *(found.outcomes[outcome] for outcome in OUTCOMES),
        *times,
        *(found.lacking.get(key, 0) for key in REQUIREMENTS),
    ]


def as_file(period: Period, form: str) -> bytes:
    """The whole export. `form` is `xlsx` or `csv`."""
    if form == "csv":
        return as_csv(case_table(period))
    return as_xlsx(
        {
            label("figures.table.summary"): summary_table(period),
            label("figures.table.cases"): case_table(period),
        }
    )


def _names(period: Period) -> dict[str, str]:
    return {desk.code: desk.name for desk in period.scope.compared}


def _said(line: Line) -> str:
    return plain(write(line))
