"""`python -m bot replay CODE`: a case of the database as a transcript that `check` plays."""

import asyncio
from collections.abc import Iterator
from pathlib import Path

from bot.check.from_case import rebuilt
from bot.check.play import play
from bot.check.script import read, write
from bot.exit_status import CommandError
from bot.store.connection import Connection
from bot.store.inspection import look
from flows.dialogue.case_code import read_code
from flows.dialogue.machine.session import SESSION_JSON, Session
from flows.texts import write as said
from flows.view import Line

FOLDER = Path("tests/transcripts")
"""Where it is written without another wish, below the project's folder."""


def replay_case(where: str, code: str, to: str | None) -> list[str]:
    """Write the case's transcript to `to`, or under a new name among the others; gives it as lines, and where it is. Raises
    CommandError, StoreError.
    """
    session = look(where, lambda db: _session(db, code))
    found = rebuilt(session, said(Line("bot.transcript.replayed", {"state": session.state})))
    script = read("\n".join([*found.head, "", *found.lines]))
    answers, faults = asyncio.run(play(script))
    if faults:
        raise CommandError(f"It cannot be played: {faults[0].what}.")
    text = write(
        script.head,
        [(section.written, answer) for section, answer in zip(script.sections, answers, strict=True)],
    )
    target = Path(to) if to else _free(FOLDER)
    try:
        target.write_text(text, "utf-8")
    except OSError as error:
        raise CommandError(f"{target} cannot be written: {error.strerror}.") from None
    return [text, *_remarks(found.left), f"{target} has it; python -m bot check {target} plays it."]


def _remarks(left: tuple[str, ...]) -> Iterator[str]:
    if left:
        yield f"It ends where a screen of today offers no such answer, or a desk no such button. Left out: {', '.join(left)}."


def _session(db: Connection, code: str) -> Session:
    number = read_code(code)
    if number is None:
        raise CommandError(f"{code} is no case's code.")
    row = db.execute("SELECT session FROM cases WHERE case_id = ?", (number,)).fetchone()
    if row is None:
        raise CommandError(f"There is no case {code}.")
    return SESSION_JSON.read(row[0])


def _free(folder: Path) -> Path:
    if not folder.is_dir():
        raise CommandError(f"{folder} is not here; run this in the project's folder, or say where with --to.")
    number = 1
    while (folder / f"kasus_{number}.txt").exists():
        number += 1
    return folder / f"kasus_{number}.txt"
