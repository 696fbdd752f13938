"""Wordings that the row of meanings does not tell: patterns over the words themselves, kept in `wordings.toml`."""

import re
import tomllib
from functools import cache
from importlib.resources import files


@cache
def wording(name: str) -> re.Pattern[str]:
    """The pattern called `name`, in capitals or not. Raises KeyError where there is none."""
    return re.compile(_listed()[name], re.IGNORECASE)


@cache
def _listed() -> dict[str, str]:
    return tomllib.loads(files(__package__).joinpath("wordings.toml").read_text(encoding="utf-8"))
