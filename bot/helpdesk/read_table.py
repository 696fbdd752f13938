"""Reads a table that somebody has made: XLSX or CSV, as rows of text."""

import csv
import io
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

MOST_ROWS, MOST_COLUMNS, LONGEST_CELL = 5_000, 60, 300
_MOST_BYTES = 200_000_000
"""So large may an XLSX file be once it is unpacked; a bomb is larger."""

Form = Literal["xlsx", "csv"]
Row = tuple[str, ...]


class TableError(ValueError):
    """Error of content that no table can be read from. `why` is a key of `batch.refused`."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


@dataclass(frozen=True, slots=True)
class SchoolTable:
    """The head, and the rows below it that say anything, each with its line in the file; up to the last cell that is filled."""

    form: Form
    head: Row
    rows: tuple[tuple[int, Row], ...]


def read_table(content: bytes) -> SchoolTable:
    """Read a table of schools, XLSX or CSV (told apart by the first bytes). Raises TableError."""
    form: Form = "xlsx" if is_xlsx(content) else "csv"
    rows = _filled(_xlsx(content) if form == "xlsx" else _csv(content))
    head = next(rows, None)
    if head is None:
        raise TableError("empty")
    found: list[tuple[int, Row]] = []
    for row in rows:
        if len(found) == MOST_ROWS:
            raise TableError("long")
        found.append(row)
    if not found:
        raise TableError("empty")
    return SchoolTable(form, head[1], tuple(found))


def xlsx_rows(content: bytes) -> Iterator[tuple[int, Row]]:
    """Rows of an XLSX file that say anything, each with its line from 1. Raises TableError, also while they are walked over."""
    return _filled(_xlsx(content))


def is_xlsx(content: bytes) -> bool:
    """Whether a file begins as XLSX does."""
    return content.startswith(b"PK")


def _filled(rows: Iterable[Row]) -> Iterator[tuple[int, Row]]:
    for line, row in enumerate(rows, start=1):
        used = max((place for place, cell in enumerate(row, start=1) if cell), default=0)
        if used > MOST_COLUMNS:
            raise TableError("wide")
        if used:
            yield line, row[:used]


def _csv(content: bytes) -> Iterator[Row]:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1252", errors="replace")
    if "\0" in text:
        raise TableError("form")
    first = text.partition("\n")[0]
    delimiter = max(";,\t", key=first.count)
    try:
        for row in csv.reader(io.StringIO(text), delimiter=delimiter):
            yield tuple(cell.strip()[:LONGEST_CELL] for cell in row)
    except csv.Error:
        raise TableError("form") from None


def _xlsx(content: bytes) -> Iterator[Row]:
    from openpyxl import load_workbook  # noqa: PLC0415  (only whoever sends such a file pays for it)

    try:
        _look_size(content)
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
        try:
            for row in book.worksheets[0].iter_rows(max_col=MOST_COLUMNS + 1, values_only=True):
                yield tuple(_text(cell) for cell in row)
        finally:
            book.close()
    except TableError:
        raise
    except Exception:  # noqa: BLE001  (what a broken file makes of the library is no fault of ours, and has many names)
        raise TableError("form") from None


def _look_size(content: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        if sum(part.file_size for part in packed.infolist()) > _MOST_BYTES:
            raise TableError("long")


def _text(cell: object) -> str:
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    return str(cell).strip()[:LONGEST_CELL]
