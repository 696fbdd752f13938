"""`/cari`: a desk's cases and those of the desks below it, open and closed, by code, NPSN, school, what is missing, or a note.

What operators and staff wrote to each other is not kept, and so not searched.
"""

from collections.abc import Sequence

from rapidfuzz import fuzz, process, utils

from bot.helpdesk.desks.desk_directory import DeskDirectory
from bot.helpdesk.staff.case_list import SIZE, item, with_cards
from bot.outgoing.render import Message, plain, render
from bot.records.help_desk import Desk
from bot.store.desk_work import Listed
from bot.store.interface import Store
from flows.dialogue.case_code import read_code
from flows.dialogue.screens.requirements import listed, name
from flows.texts import write
from flows.troubles.registry import REQUIREMENTS
from flows.view import Line, Values, View

_SHORTEST = 3
"""Fewer letters are in everything."""
_ALIKE = 80
"""Likeness, from 0 to 100, that two names must have."""


async def search(store: Store, desks: DeskDirectory, desk: Desk, words: str) -> Message:
    """List of the first ten cases found by `words` at `desk` and the desks below it."""
    words = " ".join(words.split())
    if len(words) < _SHORTEST and words.upper() not in REQUIREMENTS:
        return render(View((Line("desk.search.how"),)), 0, 0)
    below = {desk.code: desk, **{one.code: one for one in desks.every if one.parent == desk.code}}
    found = await _found(store, tuple(below), words)
    shown = found[:SIZE]
    values: Values = {"words": words[:60], "count": len(found)}
    if not shown:
        return render(View((Line("desk.search.none", values),)), 0, 0)
    names = await store.names(sorted({one.desk.owner for one in shown if one.desk.owner}))
    lines = [_at(item(one, names, desk), below[one.desk.desk], desk) for one in shown]
    more = [Line("desk.search.more", {"count": len(found) - SIZE})] if len(found) > SIZE else []
    own = [one for one in shown if one.desk.desk == desk.code]
    return with_cards(render(View((Line("desk.search.head", values), listed([*lines, *more]))), 0, 0), own)


def _at(line: Line, there: Desk, here: Desk) -> Line:
    """Line of a case that was found; of a desk below it is said which, as the case is not here."""
    return line if there == here else Line("desk.search.at", {"item": line, "name": there.name})


async def _found(store: Store, codes: Sequence[str], words: str) -> list[Listed]:
    """Cases at the desks `codes` that `words` may mean, by what is surest first; each once."""
    found: list[Listed] = []
    number = read_code(words)
    one = await store.listed(number) if number is not None else None
    if one and one.desk.desk in codes:
        found.append(one)
    found += _by_school(await store.with_school(codes), words)
    for key in requirements(words):
        found += await store.lacking(codes, key)
    found += await store.noted(codes, words)
    return list({one.desk.case: one for one in found}.values())


def _by_school(cases: Sequence[Listed], words: str) -> list[Listed]:
    """Cases with this NPSN; else those whose school is called nearly so, the most alike first."""
    if words.isdecimal():
        return [one for one in cases if one.school.npsn == words]
    names = [one.school.name or "" for one in cases]
    alike = process.extract(
        words,
        names,
        scorer=fuzz.partial_token_set_ratio,
        processor=utils.default_process,
        score_cutoff=_ALIKE,
        limit=None,
    )
    return [cases[place] for _, _, place in alike]


def requirements(words: str) -> tuple[str, ...]:
    """The requirement that is meant by its key or by its name, also by one with a slip in it; else all in whose names each of
    the words begins a word.
    """
    if words.upper() in REQUIREMENTS:
        return (words.upper(),)
    names = {key: plain(write(name(key))) for key in REQUIREMENTS}
    best = process.extractOne(
        words, names, scorer=fuzz.ratio, processor=utils.default_process, score_cutoff=_ALIKE
    )
    if best:
        return (best[2],)
    wanted = words.casefold().split()
    return tuple(
        key
        for key, called in names.items()
        if all(any(part.startswith(one) for part in called.casefold().split()) for one in wanted)
    )
