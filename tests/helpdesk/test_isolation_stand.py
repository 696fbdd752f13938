"""Where every cell of the isolation matrix begins: a scene that is put back as it was, and an eye on what the bot shows."""

import json
import pickle
import sqlite3
from collections import Counter
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from itertools import count
from typing import Any

from tests.chat import World
from tests.helpdesk.test_isolation_build import built
from tests.helpdesk.test_isolation_town import SARI, SCENES, Found, Scene
from tests.helpdesk.town import Town

Update = dict[str, Any]
State = dict[str, list[tuple[Any, ...]]]
_STATE = {
    "operator": "SELECT case_id, district, blocked FROM people WHERE person = :person",
    "sessions": "SELECT * FROM cases WHERE person = :person ORDER BY case_id",
    "held": "SELECT * FROM held WHERE person = :person",
    "desk": "SELECT case_id, desk, state, doc FROM desk_cases WHERE case_id = :case",
    "card": "SELECT * FROM cards WHERE case_id = :case",
    "log": "SELECT * FROM desk_log WHERE case_id = :case ORDER BY id",
    "relays": "SELECT * FROM relays WHERE case_id = :case AND kind != 'remark' ORDER BY id",
    "letters": "SELECT * FROM outbox WHERE kind != 'remark' AND (person = :person OR chat = :person OR case_id = :case"
    " OR key LIKE :key) ORDER BY id",
    "remarks": "SELECT id FROM outbox WHERE kind = 'remark' AND case_id = :case ORDER BY id",
    "troubles": "SELECT state, error FROM inbox WHERE state != 'done'"
    " UNION ALL SELECT state, error FROM outbox WHERE state != 'sent'",
}
"""Everything of the case, and what should not be left."""


@dataclass(slots=True)
class Stand:
    """A scene, and what has happened in it since it was put back."""

    here: Town
    scene: Scene
    found: Found
    saved: sqlite3.Connection = field(
        default_factory=lambda: sqlite3.connect(":memory:", check_same_thread=False)
    )
    kept: bytes = b""
    before: State = field(default_factory=dict)
    next: int = 0
    """The number of the next message in every chat: none that stands anywhere."""
    sent: list[tuple[int, str]] = field(default_factory=list)
    """What the bot has shown, by chat; a word over a button by who tapped it."""
    answered: Counter[str] = field(default_factory=Counter)
    tapped: dict[str, int] = field(default_factory=dict)
    told: int = 0
    """So many things the bot has got; the pictures of an album are one."""

    @property
    def world(self) -> World:
        return self.here.world

    async def keeps(self) -> "Stand":
        """Remember this moment."""
        await self._runs(lambda db: db.backup(self.saved))
        self.world.file._execute = _at_once  # type: ignore[method-assign]  # no crossing to a thread for each
        telegram = self.world.telegram
        places = {number: (group.members, group.topics) for number, group in telegram.groups.items()}
        self.kept = pickle.dumps(
            (telegram._messages, telegram.reactions, telegram.pinned, places, self.world.clock.now)
        )
        self.next = max(max(found, default=0) for found in telegram._messages.values()) + 1000
        self.before = await self.state()
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
        self.world.errors.found.clear()
        self.sent.clear()
        self.answered.clear()
        self.tapped.clear()
        await self.world.bot.desks.refresh()

    async def happens(self, updates: Sequence[Update]) -> None:
        """The bot is told, and does all that comes of it."""
        self.told = len(
            {update.get("message", {}).get("media_group_id", number) for number, update in enumerate(updates)}
        )
        self.world.telegram.updates.drop()
        await self.world.bot.inbox.take(updates)
        await self.world.bot.settle()
        if any("media_group_id" in update.get("message", {}) for update in updates):
            self.world.clock.moves_by(seconds=2)  # an album gathers
            await self.world.bot.settle()

    async def goes_on(self, does: Callable[["Stand"], list[Update]]) -> None:
        """Something more comes before the matrix: from now on every cell begins after it."""
        await self.returns()
        await self.happens(does(self))
        ((seq,),) = await self.world.rows(
            f"SELECT doc ->> 'seq' FROM desk_cases WHERE case_id = {self.found.case}"
        )
        self.found.seq = seq
        await self.keeps()

    async def state(self) -> State:
        found = self.found
        named = {"person": SARI, "case": found.case, "key": f"%{found.code}%"}
        state: State = await self._runs(
            lambda db: {name: [tuple(row) for row in db.execute(ask, named)] for name, ask in _STATE.items()}
        )
        return state

    async def _runs(self, work: Callable[[sqlite3.Connection], Any]) -> Any:
        database = self.world.file
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
        elif kind == "call" and content["method"] == "answerInlineQuery":
            search = self.world.telegram.inline.searches[content["params"]["inline_query_id"]]
            results = json.dumps(content["params"]["results"], ensure_ascii=False)
            self.sent.append((search.query["from"]["id"], results))


async def _at_once(work: Callable[..., Any], *given: Any) -> Any:
    return work(*given)


@asynccontextmanager
async def standing(scene: Scene) -> AsyncIterator[Stand]:
    """A scene in which everything is ready, and as it was again in the end."""
    async with built(scene) as (here, found):
        stand = await Stand(here, scene, found).keeps()
        yield stand
        await stand.returns()


async def test_everything_is_put_back() -> None:
    """What was said, stored and shown between is gone, and what comes next is numbered alike."""
    async with standing(SCENES[0]) as stand:
        telegram, group = stand.world.telegram, stand.here.contoh
        for _ in range(2):
            said = stand.here.rini.person.says("sebentar ya", group, thread=stand.found.here.thread)
            assert said["message"]["message_id"] in {stand.next, group.messages()[-1]["message_id"]}
            await stand.happens([said])
            assert stand.sent
            assert await stand.state() != stand.before
            await stand.returns()
            assert not stand.sent
            assert await stand.state() == stand.before
            assert "sebentar ya" not in str(telegram._messages)
