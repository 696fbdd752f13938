"""A living bot is updated: a database of an earlier version is opened by this one, and everybody in it goes on.

`make.py` has made that database and says what is in it.
"""

import json
import random
import sqlite3
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, closing
from itertools import count
from pathlib import Path
from typing import Any

from bot.simulator.phone import Button
from flows.dialogue.buttons import write_button
from flows.dialogue.case_code import case_code
from flows.dialogue.machine.led import LED_QUESTIONS, LED_STEPS
from flows.dialogue.machine.table import STATES
from flows.texts import words
from flows.troubles.registry import LED
from tests.chat import Chat, Clock, World
from tests.helpdesk.town import OWNER
from tests.living.around import restore
from tests.living.cases import MOVED, NEW
from tests.living.make import AROUND, FOLDER, SQL
from tests.staff import Staff

FOUND: dict[str, Any] = json.loads((FOLDER / AROUND).read_text())
KINDS = {
    "tell", "screen", "note", "export", "farewell",
    "card", "relay", "edit", "unsend", "react", "remark", "wipe", "poster", "desk_export",
}  # fmt: skip
"""Of the letters that wait in it."""
_MOVED_ONE = next(number for number, name, _ in FOUND["around"]["people"] if name == "Operator pindah")
SEED = 1
"""Of the buttons that are tapped."""


@asynccontextmanager
async def living(
    path: Path, changed: Callable[[sqlite3.Connection], object] | None = None
) -> AsyncIterator[World]:
    """The bot of now on the database of the earlier one, an hour after that one has ended."""
    with closing(sqlite3.connect(path)) as db:
        db.executescript((FOLDER / SQL).read_text())
        if changed:
            changed(db)
        db.commit()
    clock = Clock(FOUND["now"])
    clock.moves_by(hours=1)
    world = World(path, clock, owner_ids=frozenset({OWNER}))
    world._cases = count(5000)
    restore(world.telegram, json.loads(json.dumps(FOUND["around"])))
    await world.starts()
    try:
        await world.settles()
        yield world
        world.looks_well()
    finally:
        await world.ends()


def _people() -> list[int]:
    """Everybody who has buttons."""
    return list(dict.fromkeys(person for person, chat, _, _ in FOUND["buttons"] if person == chat))


def _chat(world: World, person: int) -> Chat:
    chat = world.chat(person, world.telegram.people[person].first_name)
    chat.looks()
    return chat


async def _taps(chat: Chat, message: int, data: str) -> None:
    """Tap a button of which the data is known; one whose message is gone from the chat cannot be tapped any more."""
    if any(one["message_id"] == message for one in chat.person.messages()):
        await chat._taps(Button(message, "", data))
        assert chat._news.messages or chat._news.toasts, f"nothing is said to {data}"


_LED_STATES = frozenset(
    {*LED_STEPS, *(f"ask_{subject}" for subject in LED_QUESTIONS), *(f"trying.{symptom}" for symptom in LED)}
)
"""Of troubles that came after the kept database; `tests/dialogue/test_led_paths.py` walks them."""


def test_everything_is_in_it() -> None:
    """A case in every state of the table as it was; letters of every kind that wait."""
    with closing(sqlite3.connect(":memory:")) as db:
        db.executescript((FOLDER / SQL).read_text())
        states = {state for (state,) in db.execute("SELECT state FROM cases")}
        kinds = {kind for (kind,) in db.execute("SELECT kind FROM outbox WHERE state = 'waiting'")}
        at_desks = {state for (state,) in db.execute("SELECT state FROM desk_cases")}
        waits = {state for (state,) in db.execute("SELECT state FROM inbox")}
        outcomes = {state for (state,) in db.execute("SELECT state FROM outbox")}
        for table in ("held", "unread", "ignored", "moved_chats", "link_codes", "heads", "staff", "relays"):
            assert db.execute(f"SELECT count(*) FROM {table}").fetchone()[0], table
    assert len(states) >= 53
    known = {state for state in STATES if state not in _LED_STATES}
    assert states >= known or len(known - states) <= len(known) // 4, "make it anew"
    assert kinds == KINDS
    assert at_desks == {"open", "taken", "closed"}
    assert waits == {"waiting", "done", "aside"}
    assert outcomes == {"waiting", "under_way", "sent", "uncertain", "failed"}


async def test_what_waited_goes_out(tmp_path: Path) -> None:
    """Every letter is still read and sent, every update applied; what was given up stays as it was."""
    with closing(sqlite3.connect(":memory:")) as db:
        db.executescript((FOLDER / SQL).read_text())
        waited = dict(
            db.execute("SELECT key, kind FROM outbox WHERE state IN ('waiting', 'under_way')").fetchall()
        )
    async with living(tmp_path / "x.db") as world:
        await world.time_passes()
        world.clock.moves_by(minutes=6)
        await world.time_passes()
        became = dict(await world.rows("SELECT key, state FROM outbox"))
        for key, kind in waited.items():
            assert became.get(key) == ("sent" if kind != "farewell" else None), (key, kind, became.get(key))
        assert await world.rows("SELECT update_id FROM inbox WHERE state = 'waiting'") == []
        assert len(await world.rows("SELECT 1 FROM outbox WHERE state IN ('failed', 'uncertain')")) == 2
        for person in (11, 13):  # their /start had come in, and was not applied
            assert world.telegram.messages(person)[-1]["reply_markup"]
        said = str([call.params for call in world.telegram.calls])
        for part in ("sudah dihapus", "sudah betul"):
            assert part in said, part
        sent = {call.method for call in world.telegram.calls}
        standing = world.telegram._messages.items()
        assert "salah kirim" not in str([found for chat, found in standing if chat > 0])
        assert "rahasia" not in str([found for chat, found in standing if chat < 0])
        assert {"sendDocument", "sendPhoto", "sendMediaGroup", "setMessageReaction", "deleteMessage"} <= sent


async def test_everybody_goes_on(tmp_path: Path) -> None:
    """Buttons of old screens have an answer, and /lanjut shows where the case stands."""
    dice = random.Random(SEED)
    async with living(tmp_path / "x.db") as world:
        for person in _people():
            chat = _chat(world, person)
            if chat.person.blocked:
                await chat.unblocks_bot()
            own = [
                (message, data) for who, place, message, data in FOUND["buttons"] if who == place == person
            ]
            shown = {button.data for button in chat._phone.buttons}
            for several in ([one for one in own if one[1] in shown], own):
                if several:
                    await _taps(chat, *dice.choice(several))
            await chat.says("/lanjut")
            assert chat.buttons, "a screen"
            await world.session(person)


async def test_desks_go_on(tmp_path: Path) -> None:
    """Old cards' buttons have an answer, what staff write is passed on, and every card shows what its case is now."""
    async with living(tmp_path / "x.db") as world:
        staff = {
            person: Staff(
                world, person, world.telegram.people[person].first_name, world.telegram.groups[chat]
            )
            for person, chat in dict.fromkeys((who, at) for who, at, _, _ in FOUND["buttons"] if at < 0)
        }
        staff[31] = Staff(world, 31, "Pak Agus", world.telegram.groups[MOVED])
        for person, chat, message, data in FOUND["buttons"]:
            standing = {one["message_id"] for one in world.telegram.messages(chat)}
            if chat < 0 and message in standing:
                await staff[person]._taps(Button(message, "", data))
        await _chat(world, _MOVED_ONE).says(
            "masih kami tunggu"
        )  # a group that has moved gets its cards anew with the news
        rows = await world.rows(
            "SELECT desk_cases.case_id, doc ->> 'seq', cards.seq, cards.chat, desks.chat, cards.message, doc ->> 'person'"
            " FROM desk_cases JOIN desks ON code = desk LEFT JOIN cards USING (case_id)"
            " WHERE desk_cases.state <> 'closed' AND desks.chat IS NOT NULL"
        )
        assert len(rows) > 10
        for case, seq, drawn, chat, group, card, person in rows:
            assert (drawn, chat) == (seq, group), case_code(case)
            one = next(found for found in staff.values() if found.group.id == group)
            if not world.telegram.people[person].blocked:
                await one.replies(world.telegram.message(group, card), f"jawaban {case}")
                assert f"jawaban {case}" in str(world.telegram.messages(person))


async def test_a_code_that_was_given_out_links_a_group(tmp_path: Path) -> None:
    async with living(tmp_path / "x.db") as world:
        await Staff(world, 33, "Pak Yan", world.telegram.groups[NEW]).says(f"/hubungkan {FOUND['code']}")
        assert await world.rows(f"SELECT code FROM desks WHERE chat = {NEW}") == [("baru",)]


async def test_reminders_come(tmp_path: Path) -> None:
    """What was asked for by the earlier version."""
    async with living(tmp_path / "x.db") as world:
        ((person,),) = await world.rows("SELECT person FROM cases WHERE remind_at IS NOT NULL")
        world.clock.moves_by(days=2)
        await world.time_passes()
        assert await world.rows("SELECT 1 FROM cases WHERE remind_at IS NOT NULL") == []
        assert words()["notice.reminder"][:20] in str(world.telegram.messages(person)[-1])


async def test_a_question_that_is_gone(tmp_path: Path) -> None:
    """The answers that led past it are passed over; a tap of its button is told so in one sentence, and the case stands where
    the rest of its answers lead.
    """
    gone = "SELECT person, case_id, seq FROM cases WHERE state = 'ask_gone'"

    def changed(db: sqlite3.Connection) -> None:
        for subject in ("duty", "ptk_type"):
            db.execute(
                "UPDATE cases SET session = replace(session, ?, ?), state = replace(state, ?, 'ask_gone')",
                (f'"subject":"{subject}"', f'"subject":"gone_{subject}"', f"ask_{subject}"),
            )
        db.execute("UPDATE cases SET session = json_set(session, '$.state', state)")

    async with living(tmp_path / "x.db", changed) as world:
        standing = await world.rows(gone)
        assert len(standing) == 2
        for person, case, seq in standing:
            chat = _chat(world, person)
            await _taps(chat, chat.screen["message_id"], write_button(case, seq, "gone", "guru"))
            assert chat._news.toasts == (words()["toast.late"],)
            assert chat.buttons
        for person in _people():
            chat = _chat(world, person)
            if not chat.person.blocked:
                await chat.says("/lanjut")
                assert chat.buttons
        assert await world.rows(gone) == []
