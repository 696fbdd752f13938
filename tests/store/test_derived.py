"""What is kept beside the rows is what follows from them, whatever has happened; and nothing that is asked all the time
walks over all of them.
"""

import random
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.records.desk_case import DeskCase, State
from bot.records.desk_drawings import Card
from bot.records.help_desk import Desk
from bot.records.letters import CardBody, FarewellBody, Letter, LetterBody, NoteBody, ScreenBody
from bot.records.priority import Priority
from bot.records.rows import Saved, ShownScreen, StoredUpdate
from bot.store import desk_cases, desks, inbox, outbox, own_data, turns
from bot.store.figures import HOUR, LEFT_AFTER, figures
from bot.store.interface import AlreadyAppliedError
from bot.store.migrations import MIGRATIONS, migrate
from flows.dialogue.machine.session import Session

NOW = datetime(2026, 8, 25, 2, 0, tzinfo=UTC)
PEOPLE, GROUPS = (11, 12, 13, 14), (-5, -1005, -6)
BODIES: tuple[LetterBody, ...] = (ScreenBody("a", (), 1), NoteBody("a"), CardBody(1), FarewellBody("a"))
STANDS: tuple[tuple[State, int | None], ...] = (
    ("open", None),
    ("taken", 21),
    ("taken", 22),
    ("closed", None),
)
STEPS = 1200


class History:
    """Does what the bot does to its database, by chance."""

    def __init__(self, db: sqlite3.Connection, seed: int) -> None:
        self.db, self.dice, self.now = db, random.Random(seed), NOW
        self.made = 0

    def step(self) -> None:
        acts: list[Callable[[], None]] = [
            self._letters, self._letters, self._sent, self._put_off, self._ended, self._turn, self._turn, self._turn,
            self._shown, self._lost, self._blocked, self._arrived, self._failed, self._aside, self._moved, self._later,
            self._handed, self._handed, self._carded, self._group,
        ]  # fmt: skip
        if not self.dice.randrange(60):
            acts = [self._erased, self._forgotten]
        self.dice.choice(acts)()

    def _number(self) -> int:
        self.made += 1
        return self.made

    def _letter(self, chat: int) -> Letter:
        dice, person = self.dice, chat if chat > 0 else None
        after = timedelta(seconds=dice.choice((0, 0, 1, 300)))
        body = dice.choice(BODIES) if person else CardBody(1)
        return Letter(f"k{self._number()}", chat, body, person, None, dice.choice(list(Priority)), after)

    def _letters(self) -> None:
        chats = self.dice.choices((*PEOPLE, *GROUPS), k=3)
        outbox.add(self.db, [self._letter(chat) for chat in chats], self.now)

    def _claimed(self) -> list[int]:
        outbox.claim(self.db, self.now)
        return [due.id for due in outbox.under_way(self.db)]

    def _sent(self) -> None:
        for letter in self._claimed()[: self.dice.randrange(4)]:
            outbox.sent(self.db, letter, 5)

    def _put_off(self) -> None:
        for letter in self._claimed()[:2]:
            due = self.now + timedelta(seconds=self.dice.randrange(900))
            outbox.put_off(self.db, letter, due, self.dice.choice(("A", "B")), uncertain=False)

    def _ended(self) -> None:
        for letter in self._claimed()[:1]:
            outbox.end(self.db, letter, self.dice.choice(("failed", "uncertain")), "C")

    def _turn(self) -> None:
        person = self.dice.choice(PEOPLE)
        known = turns.load(self.db, person).session
        if known is None or not self.dice.randrange(6):
            known = Session(case=self._number(), person=person, opened_at=self.now, touched_at=self.now)
        state = self.dice.choice(("menu", "asking", "waiting"))
        session = replace(
            known,
            seq=known.seq + 1,
            touched_at=self.now,
            state=state,
            closed=not self.dice.randrange(9),
        )
        letters = [self._letter(person)] if not self.dice.randrange(4) else []
        aside = session.seq > 1 and not self.dice.randrange(4)
        turns.save(self.db, Saved(person, (session,), self.now, letters=tuple(letters), aside=aside))

    def _shown(self) -> None:
        person = self.dice.choice(PEOPLE)
        session = turns.load(self.db, person).session
        if session:
            turns.screen_shown(
                self.db, person, ShownScreen(7, session.case, session.seq - self.dice.randrange(2))
            )

    def _lost(self) -> None:
        turns.screen_lost(self.db, self.dice.choice(PEOPLE))

    def _blocked(self) -> None:
        turns.set_blocked(self.db, self.dice.choice(PEOPLE), bool(self.dice.randrange(2)), None)

    def _arrived(self) -> None:
        number = self._number()
        inbox.take_in(self.db, [StoredUpdate(number, self.dice.choice(PEOPLE), "{}", self.now)])
        if self.dice.randrange(3):
            with suppress(AlreadyAppliedError):
                inbox.apply(self.db, self.dice.randrange(number) + 1)

    def _failed(self) -> None:
        inbox.failed(self.db, self.dice.randrange(self.made + 1), self.dice.choice(("A", "D")))

    def _aside(self) -> None:
        inbox.set_aside(self.db, self.dice.randrange(self.made + 1), "E")

    def _moved(self) -> None:
        old, new = self.dice.sample(GROUPS, 2)
        outbox.moved(self.db, old, new)
        if not self.db.execute("SELECT 1 FROM desks WHERE chat = ?", (new,)).fetchone():
            desks.moved(self.db, old, new)

    def _later(self) -> None:
        self.now += timedelta(seconds=self.dice.choice((1, 60, 4000, 90_000)))

    def _handed(self) -> None:
        """A case comes to a desk, or becomes something else there."""
        session = turns.load(self.db, self.dice.choice(PEOPLE)).session
        if session is None:
            return
        state, owner = self.dice.choice(STANDS)
        case = DeskCase(
            case=session.case, person=session.person, district="a", desk=self.dice.choice("abc"), level="sd",
            state=state, since=self.now, owner=owner,
        )  # fmt: skip
        card = Letter(f"c{self._number()}", GROUPS[0], CardBody(1), session.person, session.case)
        desk_cases.put(self.db, case)
        outbox.add(self.db, [card] if self.dice.randrange(2) else [], self.now)

    def _carded(self) -> None:
        session = turns.load(self.db, self.dice.choice(PEOPLE)).session
        if session:
            desk_cases.carded(self.db, session.case, Card(self.dice.choice(GROUPS), None, 5, 1))

    def _group(self) -> None:
        code = self.dice.choice("ab")
        taken = {chat for (chat,) in self.db.execute("SELECT chat FROM desks WHERE code != ?", (code,))}
        chat = self.dice.choice([chat for chat in (*GROUPS, None) if chat is None or chat not in taken])
        desks.put(self.db, Desk(code, f"Desk {code}", "kabkota", None, "WIB", 480, 930, chat))
        if not self.dice.randrange(5):
            desks.remove(self.db, code)

    def _erased(self) -> None:
        person = self.dice.choice((*PEOPLE, 21, 22))
        farewell = Letter(f"f{self._number()}", person, FarewellBody("a"), person)
        own_data.erase(self.db, person, farewell, self.now, -self.made)

    def _forgotten(self) -> None:
        own_data.forget(self.db, self.now - timedelta(days=5), self.now - timedelta(days=2), self.now)


@pytest.fixture(name="db")
def _db() -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as db:
        db.row_factory = sqlite3.Row
        db.execute("PRAGMA foreign_keys = ON")
        yield db


def follows(db: sqlite3.Connection, now: datetime) -> None:
    """What is kept is what the rows say."""

    def rows(statement: str, *values: object) -> list[tuple[Any, ...]]:
        return [tuple(row) for row in db.execute(statement, values)]

    assert rows("SELECT * FROM next_letters ORDER BY chat") == rows(
        "SELECT chat, id, due_at, rank >= 9000000 FROM (SELECT *, row_number() OVER (PARTITION BY chat ORDER BY state = 'waiting', rank, id)"
        " AS turn FROM outbox WHERE state IN ('waiting', 'under_way')) WHERE turn = 1 AND state = 'waiting' ORDER BY chat"
    )
    assert rows("SELECT person FROM people WHERE owed = 1 ORDER BY person") == rows(
        "SELECT people.person FROM people JOIN cases USING (case_id) WHERE NOT blocked"
        " AND (fresh OR screen_case IS NOT cases.case_id OR screen_seq IS NOT cases.seq) AND NOT EXISTS ("
        " SELECT 1 FROM outbox WHERE outbox.person = people.person AND kind = 'screen'"
        " AND outbox.state IN ('waiting', 'under_way')) ORDER BY people.person"
    )
    assert rows("SELECT case_id FROM desk_cases WHERE unsettled = 1 ORDER BY case_id") == rows(
        "SELECT desk_cases.case_id FROM desk_cases LEFT JOIN desks ON desks.code = desk LEFT JOIN cards USING (case_id)"
        " WHERE state != 'closed' AND (desks.chat IS NULL OR state = 'taken' AND owner IS NULL"
        " OR cards.chat IS NOT desks.chat AND NOT EXISTS (SELECT 1 FROM outbox"
        " WHERE outbox.case_id = desk_cases.case_id AND kind = 'card' AND outbox.state != 'sent')) ORDER BY desk_cases.case_id"
    )
    found, at = figures(db, now, 0), int(now.timestamp())
    errors = (
        "SELECT error, count(*) FROM (SELECT error FROM inbox WHERE state != 'done' UNION ALL"
        " SELECT error FROM outbox WHERE state != 'sent') WHERE error IS NOT NULL GROUP BY error"
    )
    left = "SELECT state, count(*) FROM cases WHERE NOT closed AND touched_at < ? GROUP BY state"
    assert dict(found.inbox) == dict(rows("SELECT state, count(*) FROM inbox GROUP BY state"))
    assert dict(found.outbox) == dict(rows("SELECT state, count(*) FROM outbox GROUP BY state"))
    assert dict(found.failures) == dict(rows(errors))
    assert dict(found.left) == dict(rows(left, (at - LEFT_AFTER) // HOUR * HOUR))
    assert [(found.people,), (found.cases,)] == rows(
        "SELECT count(*) FROM people UNION ALL SELECT count(*) FROM cases"
    )
    assert rows("SELECT * FROM counts WHERE number <= 0") == []


@pytest.mark.parametrize("seed", range(3))
def test_it_follows_from_the_rows(db: sqlite3.Connection, seed: int) -> None:
    """After anything that may happen to them, in any order."""
    migrate(db, 0)
    history = History(db, seed)
    for step in range(STEPS):
        history.step()
        if not step % 8:
            follows(db, history.now)
    follows(db, history.now)


def test_an_old_database_gets_it(db: sqlite3.Connection) -> None:
    """What was there before is counted once, at the migration."""
    script = (Path(__file__).parents[1] / "living/before.sql").read_text()
    db.execute("PRAGMA foreign_keys = OFF")  # in a dump the tables stand in the order of their making
    db.executescript(script)
    migrate(db, 0)
    follows(db, datetime.fromtimestamp(db.execute("SELECT max(touched_at) FROM cases").fetchone()[0], UTC))
    assert db.execute("SELECT sum(number) FROM counts WHERE what = 'cases'").fetchone()[0] > 50
    assert MIGRATIONS[-1].__name__ == db.execute("SELECT max(name) FROM migrations").fetchone()[0]
