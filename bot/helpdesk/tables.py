"""Tables as files that people open: XLSX and CSV."""

import csv
import io
import re

from bot.privacy.invisible import visible

Cell = str | int
Sheet = list[list[Cell]]
"""Rows, the first of which names the columns."""


def as_csv(table: Sheet) -> bytes:
    """CSV with semicolons and the mark of UTF-8, as an Indonesian Excel opens it. No cell is read as a formula."""
    out = io.StringIO()
    csv.writer(out, delimiter=";").writerows([_harmless(cell) for cell in row] for row in table)
    return out.getvalue().encode("utf-8-sig")


_FORMULA = re.compile(r"((?:^|[,;|\t\r\n\"])[\s\"']*)(?=[=+\-@＝＋－＠])")
"""Where a cell begins like a formula, or what another program takes for one: it may part cells by another sign, or know no quotes."""


def _harmless(cell: Cell) -> Cell:
    return _FORMULA.sub(r"\1'", visible(cell)) if isinstance(cell, str) else cell


def as_xlsx(sheets: dict[str, Sheet]) -> bytes:
    """XLSX file with each table on a sheet of its name, its head fixed and bold. No cell is a formula or a link, or holds what
    cannot be seen.
    """
    import xlsxwriter  # noqa: PLC0415  (only whoever asks for a file pays for it)

    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        head = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        wrapped = book.add_format({"text_wrap": True, "valign": "top"})
        for name, table in sheets.items():
            sheet = book.add_worksheet(name)
            sheet.freeze_panes(1, 1)
            for place in range(len(table[0])):
                sheet.set_column(place, place, _width(table, place))
            for number, row in enumerate(table):
                for place, cell in enumerate(row):
                    if isinstance(cell, int):
                        sheet.write_number(number, place, cell, wrapped)
                    else:
                        sheet.write_string(number, place, visible(cell), wrapped if number else head)
            sheet.autofilter(0, 0, max(1, len(table) - 1), len(table[0]) - 1)
    return out.getvalue()


def _width(table: Sheet, place: int) -> int:
    """Width of the column at `place`, in letters, for the first of what stands there; 12 to 50."""
    lines = [line for row in table[1:101] if place < len(row) for line in str(row[place]).split("\n")]
    return min(50, max(12, max(map(len, lines), default=0) + 2))
