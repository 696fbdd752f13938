"""How the isolation matrix is played: from the same moment each time, with an eye on every message that the bot sends.

A cell is somebody's doing and what it may lead to. Cells that may lead to nothing are played together, and one by one
where something came of them; every other is played alone.
"""

import json
import pickle
import sqlite3
from collections import Counter
from collections.abc import AsyncIterator, Callable, Iterable, Iterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from enum import Enum, auto
from itertools import count, groupby
from typing import Any

import pytest

from bot.simulator.errors import NOT_MODIFIED
from tests.chat import World
from tests.helpdesk.test_isolation_town import (
    GROUPS,
    ROLES,
    SARI,
    SCENES,
    Found,
    Role,
    Scene,
    built,
    internal,
    reply,
    words,
)
from tests.helpdesk.town import Town

Update = dict[str, Any]


class Change(Enum):
    """What may become of the case."""

    NONE = auto()
    SAID = auto()
    """The bot says a word about it in the desk's group, and nothing else happens."""
    MAYBE = auto()
    SURE = auto()


@dataclass(frozen=True, slots=True)
class Cell:
    """One square of the matrix."""

    role: Role
    what: str
    does: Callable[["Stand"], list[Update]]
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
    solo: bool = False
    """Something else comes of it, which others must not begin with."""

    @property
    def alone(self) -> bool:
        acts = self.change in {Change.MAYBE, Change.SURE}
        return acts or bool(self.grants) or self.shows is not None or self.solo


_STATE = {
    "operator": "SELECT case_id, district, blocked FROM people WHERE person = :person",
    "sessions": "SELECT * FROM cases WHERE person = :person ORDER BY case_id",
    "held": "SELECT * FROM held WHERE person = :person",
    "desk": "SELECT * FROM desk_cases WHERE case_id = :case",
    "card": "SELECT * FROM cards WHERE case_id = :case",
    "log": "SELECT * FROM desk_log WHERE case_id = :case ORDER BY id",
    "relays": "SELECT * FROM relays WHERE case_id = :case AND kind != 'remark' ORDER BY id",
    "letters": "SELECT * FROM outbox WHERE kind != 'remark' AND (person = :person OR chat = :person OR case_id = :case"
    " OR key LIKE :key) ORDER BY id",
    "remarks": "SELECT id FROM outbox WHERE kind = 'remark' AND case_id = :case ORDER BY id",
    "troubles": "SELECT state, error FROM inbox WHERE state != 'done'"
    " UNION ALL SELECT state, error FROM outbox WHERE state != 'sent'",
}
State = dict[str, list[tuple[Any, ...]]]


@dataclass(slots=True)
class Stand:
    """A scene at the moment in which every cell begins."""

    here: Town
    scene: Scene
    found: Found
    saved: sqlite3.Connection = field(
        default_factory=lambda: sqlite3.connect(":memory:", check_same_thread=False)
    )
    kept: bytes = b""
    before: State = field(default_factory=dict)
    told: int = 0
    """So many updates the bot has got."""
    next: int = 0
    """The number of the next message in every chat: none that stands anywhere."""
    sent: list[tuple[int, str]] = field(default_factory=list)
    """What the bot has shown since, by chat; a word over a button by who tapped it."""
    answered: Counter[str] = field(default_factory=Counter)
    tapped: dict[str, int] = field(default_factory=dict)

    @property
    def world(self) -> World:
        return self.here.world

    async def keeps(self) -> "Stand":
        """Remember this moment."""
        await self._runs(lambda db: db.backup(self.saved))
        self.world._store._database._execute = _at_once  # type: ignore[method-assign]  # no crossing to a thread for each
        telegram = self.world.telegram
        places = {number: (group.members, group.topics) for number, group in telegram.groups.items()}
        self.kept = pickle.dumps(
            (telegram._messages, telegram.reactions, telegram.pinned, places, self.world.clock.now)
        )
        self.next = max(max(found, default=0) for found in telegram._messages.values()) + 1000
        self.before = await self._state()
        telegram.watchers[:] = [self._sees]
        return self

    async def returns(self) -> None:
        """Everything is again as it was then."""
        await self._runs(self.saved.backup)
        telegram = self.world.telegram
        telegram._messages, telegram.reactions, telegram.pinned, places, self.world.clock.now = pickle.loads(
            self.kept
        )
        for number, (members, topics) in places.items():
            telegram.groups[number].members, telegram.groups[number].topics = members, topics
        for number in telegram._message_ids:
            telegram._message_ids[number] = count(self.next)
        telegram.calls.clear()
        telegram.open_queries.clear()
        self.sent.clear()
        self.answered.clear()
        self.tapped.clear()
        await self.world.bot.desks.refresh()

    async def goes_on(self, does: Callable[["Stand"], list[Update]]) -> None:
        """Something more comes before the matrix: from now on every cell begins after it."""
        await self.returns()
        await self._happens(does(self))
        ((seq,),) = await self.world.rows(
            f"SELECT doc ->> 'seq' FROM desk_cases WHERE case_id = {self.found.case}"
        )
        self.found.seq = seq
        await self.keeps()

    async def plays(self, cells: Sequence[Cell]) -> list[str]:
        """What is wrong with these cells."""
        found = []
        quiet = sorted((cell for cell in cells if not cell.alone), key=_batch)
        for _, several in groupby(quiet, key=_batch):
            batch = list(several)
            if together := await self._play(batch):
                found += [wrong for cell in batch for wrong in await self._play([cell])] or together
        for cell in cells:
            if cell.alone:
                found += await self._play([cell])
        return [f"{self.scene.name}: {wrong}" for wrong in found]

    async def _play(self, cells: Sequence[Cell]) -> list[str]:
        await self.returns()
        await self._happens([update for cell in cells for update in cell.does(self)])
        what = "; ".join(f"{cell.role.name}: {cell.what}" for cell in cells)
        return [
            f"{wrong} [{what}]"
            for wrong in (*await self._changes(cells[0]), *self._leaks(cells), *self._troubles())
        ]

    async def _happens(self, updates: Sequence[Update]) -> None:
        self.told = len(updates)
        self.world.telegram.updates.drop()
        await self.world.bot.inbox.take(updates)
        await self.world.bot.settle()
        if any("media_group_id" in update.get("message", {}) for update in updates):
            self.world.clock.moves_by(seconds=2)  # an album gathers
            await self.world.bot.settle()

    async def _changes(self, cell: Cell) -> list[str]:
        now = await self._state()
        differ = {name for name in now if now[name] != self.before[name]} - {"troubles"}
        wrong = [f"left over: {now['troubles']}"] if now["troubles"] else []
        desk = now["desk"][0][1] if now["desk"] else None
        if desk != (cell.desk or self.scene.desk):
            wrong.append(f"the case is at {desk}")
        if cell.change is Change.NONE and differ:
            wrong.append(f"changed: {sorted(differ)}")
        said = len(now["remarks"]) - len(self.before["remarks"])
        if cell.change is Change.SAID and (differ != {"remarks"} or said != self.told):
            wrong.append(f"changed, instead of {self.told} remarks: {sorted(differ)}, {said} remarks")
        if cell.change is Change.SURE and not differ - {"remarks"}:
            wrong.append("nothing has changed")
        if cell.change in {Change.NONE, Change.SAID} and cell.role.person != SARI:
            wrong += [f"reached the operator: {text}" for chat, text in self.sent if chat == SARI]
        return wrong

    def _leaks(self, cells: Sequence[Cell]) -> Iterator[str]:
        (*_, cell) = cells
        secrets = self.secrets()
        allowed = {*self.audience(cell), *cell.grants}
        shown = [
            (chat, kind)
            for chat, text in _without(self.sent, {one.echo for one in cells} - {""})
            for kind, secret in secrets.items()
            if any(one in text for one in secret)
        ]
        yield from (f"{kind} shown in {chat}" for chat, kind in shown if (chat, kind) not in allowed)
        if cell.shows and cell.shows not in shown:
            yield f"not shown: {cell.shows}"

    def secrets(self) -> dict[str, list[str]]:
        """By kind, how it would look in a message."""
        found, desk = self.found, self.scene.desk
        former = self.scene.former or "nowhere"
        return {
            "code": [found.code, found.code.replace("-", ""), f'"case_id": {found.case}'],
            "words": [words(desk), f'"{found.photo}"'],
            "answer": [reply(desk)],
            "note": [internal(desk)],
            "name": [self.found.taker] if self.found.taker else [],
            "former words": [words(former)],
            "former answer": [reply(former)],
            "former note": [internal(former)],
        }

    def audience(self, cell: Cell) -> set[tuple[int, str]]:
        """Who may see what of the case whatever is done: its operator, but for the notes, and the desk's group."""
        kinds = self.secrets()
        group = cell.group or GROUPS[cell.desk or self.scene.desk]
        seen = {(SARI, kind) for kind in kinds if "note" not in kind and kind != "name"}
        seen |= {(group, kind) for kind in kinds}
        return seen | {(self.scene.group, "code")}  # that it has moved, where it has

    def _troubles(self) -> Iterator[str]:
        world = self.world
        yield from (error.partition("\n")[0] for error in world.errors.found)
        world.errors.found.clear()
        for call in world.telegram.refusals:
            if NOT_MODIFIED not in str(call.error):
                yield f"Telegram refused {call.method}: {call.error}"
        for query in self.tapped:
            if self.answered[query] != 1:
                yield f"a tap was answered {self.answered[query]} times"

    async def _state(self) -> State:
        found = self.found
        named = {"person": SARI, "case": found.case, "key": f"%{found.code}%"}
        state: State = await self._runs(
            lambda db: {name: [tuple(row) for row in db.execute(ask, named)] for name, ask in _STATE.items()}
        )
        return state

    async def _runs(self, work: Callable[[sqlite3.Connection], Any]) -> Any:
        database = self.world._store._database
        return await database._execute(work, database._conn)  # type: ignore[no-untyped-call]  # theirs

    def _sees(self, kind: str, content: dict[str, Any]) -> None:
        if kind == "message" and content.get("from") == self.world.telegram.bot_user:
            shown = {key: value for key, value in content.items() if key not in {"reply_to_message", "chat"}}
            file = content.get("document", {}).get("file_id")
            text = self.world.telegram.files.find(file).content.decode(errors="ignore") if file else ""
            self.sent.append((content["chat"]["id"], json.dumps(shown, ensure_ascii=False) + text))
        elif kind == "call" and content["method"] == "answerCallbackQuery":
            query = content["params"]["callback_query_id"]
            self.answered[query] += 1
            self.sent.append((self.tapped.get(query, 0), str(content["params"].get("text", ""))))


def _batch(cell: Cell) -> tuple[int, int]:
    return ROLES.index(cell.role), cell.change.value


async def _at_once(work: Callable[..., Any], *given: Any) -> Any:
    return work(*given)


def _without(sent: Sequence[tuple[int, str]], echoes: set[str]) -> Iterator[tuple[int, str]]:
    for chat, text in sent:
        left = text
        for echo in echoes:
            left = left.replace(echo, "")
        yield chat, left


@asynccontextmanager
async def standing(scene: Scene) -> AsyncIterator[Stand]:
    """A scene in which everything is ready, and as it was again in the end."""
    async with built(scene) as (here, found):
        stand = await Stand(here, scene, found).keeps()
        yield stand
        await stand.returns()


async def played(scene: Scene, cells: Callable[[Stand], Iterable[Cell]]) -> None:
    """Play all cells of a scene. Fails with the first wrong ones."""
    async with standing(scene) as stand:
        right(await stand.plays(list(cells(stand))))


def right(wrong: Sequence[str]) -> None:
    assert not wrong, f"{len(wrong)} wrong:\n" + "\n".join(wrong[:30])


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
        (Change.SURE, GROUPS["prov"], ("name shown in", "note shown in")),
    ],
)
async def test_the_watching_is_not_blind(change: Change, group: int | None, wrong: tuple[str, ...]) -> None:
    """An answer that may be given, and the same one where the rule says that it may not."""

    def answers(stand: Stand) -> list[Update]:
        thread = stand.found.here.thread
        return [stand.here.rini.person.says("sebentar ya", stand.here.contoh, thread=thread)]

    async with standing(SCENES[0]) as stand:
        cell = Cell(ROLES[1], "answers", answers, change, group=group)
        for _ in range(2):  # the second time everything is as it was
            seen = "\n".join(await stand.plays([cell]))
            assert bool(seen) == bool(wrong)
            for part in wrong:
                assert part in seen, seen
