"""The empty table that a desk fills: a column for each fact, with the answers to choose from."""

import io

from bot.outgoing.render import plain
from flows.dialogue.desk.fact_words import COLUMNS, column_name, values_of
from flows.texts import write
from flows.view import Line

_ROWS = 5_000


def template() -> bytes:
    """An XLSX file whose cells offer what can be said in them."""
    import xlsxwriter  # noqa: PLC0415  (only whoever asks for a file pays for it)

    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        sheet = book.add_worksheet(plain(write(Line("batch.sheet.schools"))))
        sheet.freeze_panes(1, 1)
        sheet.write_string(0, 0, plain(write(Line("batch.column.school"))), bold)
        sheet.set_column(0, 0, 30)
        for place, fact in enumerate(COLUMNS, start=1):
            sheet.write_string(0, place, column_name(fact), bold)
            sheet.set_column(place, place, 22)
            offered = values_of(fact)
            check = (
                {"validate": "list", "source": _short(offered)}
                if offered
                else {"validate": "integer", "criteria": ">=", "value": 0}
            )
            sheet.data_validation(1, place, _ROWS, place, {**check, "error_type": "warning"})
    return out.getvalue()


def _short(offered: tuple[str, ...]) -> list[str]:
    """A comma separates the choices of a cell: in a choice it is left out, and is read all the same."""
    return [one.replace(",", "") for one in offered]
