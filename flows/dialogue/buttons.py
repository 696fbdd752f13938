"""A button's data: `1:<case>:<seq>:<subject>:<choice>`, at most 64 bytes, nothing personal.

The data comes back from outside and is never trusted: it must read well here and fit the session in `engine`.
"""

import re

from flows.dialogue.case_code import case_code, read_code
from flows.dialogue.machine.events import Chose

LIMIT = 64
"""Telegram's, in bytes."""

_SHAPE = re.compile(r"1:([0-9A-Z]{6}):([0-9]{1,9}):([A-Za-z0-9_.]{1,20}):([A-Za-z0-9_+.]{1,26})", re.ASCII)


def write_button(case: int, seq: int, subject: str, choice: str) -> str:
    """The data of one button. Raises ValueError where it could not be read back, which is a mistake in the table."""
    data = f"1:{case_code(case).replace('-', '')}:{seq}:{subject}:{choice}"
    if len(data.encode()) > LIMIT or not _SHAPE.fullmatch(data):
        raise ValueError(f"not a button's data: {data!r}")
    return data


def read_button(data: str) -> Chose | None:
    """The choice that a button's data stands for; None for data that is not ours or not whole."""
    found = _SHAPE.fullmatch(data)
    case = read_code(found[1]) if found else None
    if found is None or case is None:
        return None
    return Chose(case, int(found[2]), found[3], found[4])
