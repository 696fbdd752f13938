"""Remarks: what a reply says of somebody else, of another program, of what was, or asks to be done. It names an answer and gives none.

Looked at is every word as it is spelled, also those that carry nothing: 'istri', 'kami', 'tolong'. What is a remark at which question
stands in `remarks.toml`.
"""

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from flows.reading.utterance import Utterance

NOT_TO_KNOW = frozenset({"password", "forum"})
"""Kinds that are not even not to know: what is forgotten is something else."""


@dataclass(frozen=True, slots=True)
class RemarkKind:
    """Kind of remark: its words, the questions at which it is no answer, and what beside it makes one of it all the same."""

    name: str
    words: re.Pattern[str]
    contexts: frozenset[str]
    unless: re.Pattern[str] | None

    def is_in(self, said: str) -> bool:
        return bool(self.words.search(said)) and not (self.unless and self.unless.search(said))


def remarked(heard: Utterance, context: str) -> str:
    """The kind of remark that the reply is at this question, or ''."""
    kinds, programs = _listed()
    for kind in kinds:
        if context in kind.contexts and kind.is_in(heard.said):
            return kind.name
    if not heard.has("app", "type", "exist"):
        named = (topic for topic, _ in heard.topics if topic != "kata_sandi" or not heard.has("role"))
        return next((topic for topic in named if context in programs.get(topic, ())), "")
    return ""


@cache
def _listed() -> tuple[tuple[RemarkKind, ...], dict[str, frozenset[str]]]:
    """The kinds in their order, and the questions of each other program, by its topic."""
    given = tomllib.loads(files(__package__).joinpath("remarks.toml").read_text(encoding="utf-8"))
    kinds = tuple(_kind(one, given["beside"]) for one in given["remark"])
    return kinds, {topic: frozenset(at.split()) for topic, at in given["program"].items()}


def _kind(given: Mapping[str, Any], beside: Mapping[str, list[str]]) -> RemarkKind:
    words = [given["pattern"]] if "pattern" in given else []
    words += [rf"\b{_any_of(given['words'].split(','))}\b"] if "words" in given else []
    words += [rf"^{_any_of(given['begins'].split(','))}\b"] if "begins" in given else []
    besides = [one for name in given.get("unless", ()) for one in beside.get(name, (name,))]
    return RemarkKind(
        given["kind"],
        re.compile("|".join(words)),
        frozenset(given["at"].split()),
        re.compile(rf"(?<!\w){_any_of(besides)}(?!\w)") if besides else None,
    )


def _any_of(words: Iterable[str]) -> str:
    return "(" + "|".join(re.escape(word.strip()) for word in words) + ")"
