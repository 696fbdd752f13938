"""How the isolation matrix is judged: what has become of the case, who has seen what of it, and whether the bot stood it.

A cell is somebody's doing and what it may lead to. Cells that may lead to nothing are played together, and one by one
where something came of them; every other is played alone.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from itertools import groupby

import pytest

from bot.simulator.errors import NOT_MODIFIED
from tests.helpdesk.test_isolation_stand import Stand, Update, standing
from tests.helpdesk.test_isolation_town import (
    GROUPS,
    ROLES,
    SARI,
    SCENES,
    Role,
    Scene,
    canned,
    internal,
    reply,
    words,
)
from tests.sampling import sample

_PART = 60
"""So many cells of each kind of doing are played in a scene by `make test`."""


class Change(Enum):
    """What may become of the case."""

    NONE = auto()
    SAID = auto()
    """The bot says a word about it in the desk's group, and nothing else happens."""
    DRAWN = auto()
    """The card is drawn anew, and nothing else happens."""
    MAYBE = auto()
    SURE = auto()


@dataclass(frozen=True, slots=True)
class Cell:
    """One square of the matrix."""

    role: Role
    what: str
    does: Callable[[Stand], list[Update]]
    change: Change = Change.NONE
    desk: str | None = None
    """The desk that has the case afterwards; None: as before."""
    group: int | None = None
    """The group it is in afterwards, where that is not the desk's of before."""
    grants: frozenset[tuple[int, str]] = frozenset()
    """What may be seen besides, as (chat, what)."""
    shows: tuple[int, str] | None = None
    """What must be seen, so that the watching is not blind."""
    echo: str = ""
    """Words of the doer's own, which may come back to wherever they write."""
    nowhere: bool = False
    """Written in a topic that is not there, so that no answer can be given in it."""
    solo: bool = False
    """Something else comes of it, which others must not begin with."""

    @property
    def alone(self) -> bool:
        acts = self.change in {Change.DRAWN, Change.MAYBE, Change.SURE}
        return acts or bool(self.grants) or self.shows is not None or self.solo


async def played(scene: Scene, cells: Callable[[Stand], Iterable[Cell]]) -> None:
    """Play all cells of a scene. Fails with the first wrong ones."""
    async with standing(scene) as stand:
        right(await plays(stand, cells(stand)))


def right(wrong: Sequence[str]) -> None:
    assert not wrong, f"{len(wrong)} wrong:\n" + "\n".join(wrong[:30])


async def plays(stand: Stand, cells: Iterable[Cell]) -> list[str]:
    """What is wrong with these cells; `make test` plays a part of them, with every role and all that may become of the case."""
    found = []
    cells = sample(cells, _PART, kind=lambda cell: (cell.role, cell.change), name=stand.scene.name)
    together = sorted((cell for cell in cells if not cell.alone), key=_batch)
    for _, several in groupby(together, key=_batch):
        batch = list(several)
        if wrong := await _play(stand, batch):
            found += [one for cell in batch for one in await _play(stand, [cell])] or wrong
    for cell in cells:
        if cell.alone:
            found += await _play(stand, [cell])
    return [f"{stand.scene.name}: {wrong}" for wrong in found]


def _batch(cell: Cell) -> tuple[int, int]:
    return ROLES.index(cell.role), cell.change.value


async def _play(stand: Stand, cells: Sequence[Cell]) -> list[str]:
    await stand.returns()
    await stand.happens([update for cell in cells for update in cell.does(stand)])
    what = "; ".join(f"{cell.role.name}: {cell.what}" for cell in cells)
    wrong = [*await _changes(stand, cells[0]), *_leaks(stand, cells), *_troubles(stand, cells)]
    return [f"{one} [{what}]" for one in wrong]


async def _changes(stand: Stand, cell: Cell) -> list[str]:
    now, before = await stand.state(), stand.before
    differ = {name for name in now if now[name] != before[name]} - {"troubles"}
    wrong = [f"left over: {now['troubles']}"] if now["troubles"] else []
    desk = now["desk"][0][1] if now["desk"] else None
    if desk != (cell.desk or stand.scene.desk):
        wrong.append(f"the case is at {desk}")
    if cell.change is Change.NONE and differ:
        wrong.append(f"changed: {sorted(differ)}")
    said = len(now["remarks"]) - len(before["remarks"])
    if cell.change is Change.DRAWN:
        apart = [json.loads(state["desk"][0][-1]) | {"seq": 0, "entered": 0} for state in (now, before)]
        if differ != {"card", "desk", "letters"} or apart[0] != apart[1]:
            wrong.append(f"changed, instead of drawn anew: {sorted(differ)}")
    if cell.change is Change.SAID and (differ != {"remarks"} or said != stand.told):
        wrong.append(f"changed, instead of {stand.told} remarks: {sorted(differ)}, {said} remarks")
    if cell.change is Change.SURE and not differ - {"remarks"}:
        wrong.append("nothing has changed")
    if cell.change in {Change.NONE, Change.SAID} and cell.role.person != SARI:
        wrong += [f"reached the operator: {text}" for chat, text in stand.sent if chat == SARI]
    return wrong


def _leaks(stand: Stand, cells: Sequence[Cell]) -> Iterator[str]:
    (*_, cell) = cells
    allowed = audience(stand, cell) | cell.grants
    hidden = secrets(stand)
    shown = [
        (chat, kind)
        for chat, text in _without(stand.sent, {one.echo for one in cells} - {""})
        for kind, secret in hidden.items()
        if any(one in text for one in secret)
    ]
    yield from (f"{kind} shown in {chat}" for chat, kind in shown if (chat, kind) not in allowed)
    if cell.shows and cell.shows not in shown:
        yield f"not shown: {cell.shows}"


def _without(sent: Sequence[tuple[int, str]], echoes: set[str]) -> Iterator[tuple[int, str]]:
    for chat, text in sent:
        left = text
        for echo in echoes:
            left = left.replace(echo, "")
        yield chat, left


def secrets(stand: Stand) -> dict[str, list[str]]:
    """By kind, how it would look in a message or a file."""
    found, desk, former = stand.found, stand.scene.desk, stand.scene.former or "nowhere"
    return {
        "code": [found.code, found.code.replace("-", ""), f'"case_id": {found.case}'],
        "words": [words(desk), f'"{found.photo}"'],
        "answer": [reply(desk)],
        "note": [internal(desk)],
        "ready": [canned(desk)],
        "name": [*([found.taker] if found.taker else []), *_number(desk)],
        "former words": [words(former)],
        "former answer": [reply(former)],
        "former note": [internal(former)],
        "former name": _number(former),
    }


def _number(desk: str) -> list[str]:
    """Who of its staff it was, as it stands in a file."""
    heads = [role.person for role in ROLES if role.heads == desk]
    return [form.format(head) for head in heads for form in ('"who": {}', '"owner": {}', '"owner\\":{}')]


def audience(stand: Stand, cell: Cell) -> set[tuple[int, str]]:
    """Who may see what of the case whatever is done: its operator, but for notes and names, and the desk's group. The group
    that had it sees by the code that it has gone.
    """
    kinds = secrets(stand)
    group = cell.group or GROUPS[cell.desk or stand.scene.desk]
    operator = {(SARI, kind) for kind in kinds if not kind.endswith(("note", "name", "ready"))}
    return operator | {(group, kind) for kind in kinds} | {(stand.scene.group, "code")}


def _troubles(stand: Stand, cells: Sequence[Cell]) -> Iterator[str]:
    """What must never be, whoever does what. A message that shows already what it should is none."""
    yield from (error.partition("\n")[0] for error in stand.world.errors.found)
    may = (NOT_MODIFIED, *(["message thread not found"] if any(cell.nowhere for cell in cells) else []))
    for call in stand.world.telegram.refusals:
        if not any(words in str(call.error) for words in may):
            yield f"Telegram refused {call.method}: {call.error}"
    for query in stand.tapped:
        if stand.answered[query] != 1:
            yield f"a tap was answered {stand.answered[query]} times"


@pytest.mark.parametrize(
    ("change", "group", "wrong"),
    [
        (Change.SURE, None, ()),
        (
            Change.NONE,
            None,
            ("changed: ['card', 'desk', 'letters', 'log', 'relays']", "reached the operator"),
        ),
        (Change.SAID, None, ("changed, instead of 1 remarks",)),
        (Change.SURE, GROUPS["prov"], ("note shown in", "name shown in")),
    ],
)
async def test_the_watching_is_not_blind(change: Change, group: int | None, wrong: tuple[str, ...]) -> None:
    """An answer that may be given, and the same one where the rule says that it may not."""

    def answers(stand: Stand) -> list[Update]:
        thread = stand.found.here.thread
        return [stand.here.rini.person.says("sebentar ya", stand.here.contoh, thread=thread)]

    async with standing(SCENES[0]) as stand:
        seen = "\n".join(await plays(stand, [Cell(ROLES[1], "answers", answers, change, group=group)]))
        assert bool(seen) == bool(wrong)
        for part in wrong:
            assert part in seen, seen
