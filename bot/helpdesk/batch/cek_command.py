"""`python -m bot cek FILE`: the same as `/cek` at a desk, from a shell."""

import sys
from pathlib import Path

from bot.helpdesk.batch.judge_table import judge_table, told
from bot.helpdesk.read_table import TableError, read_table
from bot.outgoing.render import plain
from flows.texts import write
from flows.view import Line


def cek(file: str, to: str | None) -> int:
    """Judge the table in `file`, and write it with what was found to `to`, or beside it. The exit status: 1 where a row or the
    whole table cannot be read.
    """
    path = Path(file)
    try:
        result = judge_table(
            read_table(path.read_bytes()),
            lambda done: print(f"{done} …", file=sys.stderr, flush=True),
        )
        target = Path(to) if to else path.with_name(f"{path.stem}-hasil.{result.form}")
        target.write_bytes(result.content)
    except TableError as error:
        print(plain(write(Line(f"batch.refused.{error.why}"))), file=sys.stderr)
        return 1
    except OSError as error:
        print(f"{error.filename}: {error.strerror}", file=sys.stderr)
        return 1
    print(plain(write(told(result.summary))))
    print(target)
    return 1 if result.summary.bad else 0
