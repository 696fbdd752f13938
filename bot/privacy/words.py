"""The words by which a secret is known, read from `words.toml`."""

import re
import tomllib
from functools import cache
from importlib.resources import files


@cache
def words(kind: str) -> frozenset[str]:
    """The words listed under `kind`. KeyError for an unknown one."""
    listed = tomllib.loads(files(__package__).joinpath("words.toml").read_text("utf-8"))
    return frozenset(listed[kind])


def any_of(kind: str) -> str:
    """A pattern of the words under `kind`: longest first, so that none hides another."""
    spelled = sorted(words(kind), key=lambda word: (-len(word), word))
    return "(?:" + "|".join(_pattern(word) for word in spelled) + ")"


def _pattern(word: str) -> str:
    return re.escape(word).replace(r"\ ", r"[\s._-]{0,3}").replace(r"\*", r"[^\W\d_]{0,14}")
