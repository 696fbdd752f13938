"""Files with all that is stored of somebody, written a portion at a time and sent from the disk."""

import asyncio
import json
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import PurePath
from tempfile import SpooledTemporaryFile
from typing import IO, Any, Protocol, cast

from bot.outgoing.call_outcome import Delivered, Outcome
from bot.outgoing.sender import Sender
from bot.records.letters import DeskExportBody, ExportBody, Letter
from bot.store.exporting import OF_DESK, OF_PERSON, Cursor, Portion
from flows.texts import write
from flows.view import Line

LARGEST = 20 * 1024 * 1024
"""Bytes of a file after which the rest goes into another one; bots may send 50 MB."""
ASKED_A_DAY = 10
"""So many such files are sent to one person in 24 hours, and then none is begun."""
_IN_MEMORY = 1024 * 1024
"""A longer file lies on the disk, without a name there."""


class Exporting(Protocol):
    """What of the store is needed here."""

    async def export(self, whose: int | str, after: Cursor | None = None) -> Portion: ...

    async def add_letters(self, letters: Sequence[Letter], at: datetime) -> None: ...


async def send_export(
    store: Exporting,
    sender: Sender,
    letter: Letter,
    *,
    whose: int | str,
    name: str,
    caption: str,
    at: datetime,
) -> Outcome:
    """Send a file of all that is stored of `whose`, as `store.export` takes it; the letter's body is an export's.

    What does not fit into it follows as a letter of its own once it has arrived.
    """
    body = letter.body
    assert isinstance(body, ExportBody | DeskExportBody)
    path, further = PurePath(name), body.part > 1
    with SpooledTemporaryFile(_IN_MEMORY) as spooled:
        file = cast("IO[bytes]", spooled)  # it has all that an open file has
        left = await _written(store, file, whose, (body.table, body.row) if body.table else None)
        file.seek(0)
        outcome = await sender.document(
            letter.chat,
            f"{path.stem}-{body.part}{path.suffix}" if further else name,
            file,
            f"{caption}\n{write(Line('bot.export_part', {'part': body.part}))}"
            if further or left
            else caption,
        )
    if left and isinstance(outcome, Delivered):
        rest = replace(body, table=left[0], row=left[1], part=body.part + 1)
        begun = letter.key.partition(":part:")[0]
        await store.add_letters([replace(letter, key=f"{begun}:part:{rest.part}", body=rest)], at)
    return outcome


async def _written(
    store: Exporting, file: IO[bytes], whose: int | str, after: Cursor | None
) -> Cursor | None:
    """Write what comes after `after`, table by table; gives from where another file is to go on."""
    tables = list(OF_PERSON if isinstance(whose, int) else OF_DESK)
    written = _Tables(file, tables[tables.index(after[0]) if after else 0 :])
    while True:
        portion = await store.export(whose, after)
        await asyncio.to_thread(written.put, portion.rows)
        after = portion.left
        if after is None or file.tell() >= LARGEST:
            written.end(whole=after is None)
            return after


class _Tables:
    """JSON object of tables that is written row by row; a table without rows is an empty list."""

    def __init__(self, file: IO[bytes], names: list[str]) -> None:
        self._file = file
        self._ahead = names
        self._open: str | None = None
        self._rows = 0

    def put(self, rows: Iterable[tuple[str, Any]]) -> None:
        """Write rows, each below the name of its table."""
        for table, row in rows:
            while table != self._open:
                self._begin()
            self._file.write(
                (b"," if self._rows else b"") + b"\n  " + json.dumps(row, ensure_ascii=False).encode()
            )
            self._rows += 1

    def end(self, *, whole: bool) -> None:
        """Write the end of the object; of a `whole` one after the names of all tables that are left."""
        while whole and self._ahead:
            self._begin()
        self._file.write(b"]\n}\n")

    def _begin(self) -> None:
        self._file.write(b"],\n " if self._open else b"{\n ")
        self._open, self._rows = self._ahead.pop(0), 0
        self._file.write(f'"{self._open}": ['.encode())
