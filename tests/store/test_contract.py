"""What any store must do. Another engine is held to it by `postgres.ON_BOTH`."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from bot.records.letters import FarewellBody, Letter, ScreenBody, TellBody
from bot.records.priority import Priority
from bot.records.rows import Saved, ShownScreen, StoredUpdate
from bot.store.interface import AlreadyAppliedError, CaseTakenError, Store
from bot.store.opening import open_store
from bot.store.outbox import BULK_AT_ONCE
from flows.dialogue.machine.session import Record, Session
from tests.exported import exported
from tests.postgres import ON_BOTH

pytestmark = pytest.mark.parametrize("place", ["memory", *ON_BOTH], indirect=True)
NOW = datetime(2026, 8, 25, 2, 0, tzinfo=UTC)
SARI, BUDI = 11, 12


@pytest.fixture(name="store")
async def _opened(place: str) -> AsyncIterator[Store]:
    store = await open_store(place, NOW)
    yield store
    await store.close()


def _session(case: int, person: int = SARI, **changes: Any) -> Session:
    record = Record(subject="symptom", choice="other", at=NOW)
    session = Session(case=case, person=person, opened_at=NOW, touched_at=NOW, records=(record,))
    return replace(session, **changes)


def _arrived(number: int, person: int | None = SARI) -> StoredUpdate:
    return StoredUpdate(number, person, f'{{"update_id": {number}}}', NOW)


def _letter(key: str, chat: int = SARI, **more: Any) -> Letter:
    return replace(Letter(key, chat, TellBody(key), chat if chat > 0 else None), **more)


async def _save(store: Store, *sessions: Session, **more: object) -> None:
    await store.save(Saved(person=sessions[-1].person, sessions=sessions, at=NOW, **more))  # type: ignore[arg-type]


async def test_an_update_is_new_once(store: Store) -> None:
    """Also if it comes twice in one batch."""
    assert await store.take_in([_arrived(5), _arrived(6), _arrived(5)]) == {5, 6}
    assert await store.take_in([_arrived(6), _arrived(4, None)]) == {4}
    assert [row.update_id for row in await store.unfinished()] == [5, 6, 4]
    assert (await store.unfinished())[0] == _arrived(5)


async def test_a_finished_update_is_not_unfinished_and_not_new(store: Store) -> None:
    await store.take_in([_arrived(5)])
    await store.finish(5, [_letter("a")], NOW)
    assert await store.unfinished() == []
    assert await store.take_in([_arrived(5)]) == frozenset()
    assert [due.letter.key for due in await store.claim(NOW)] == ["a"]


async def test_a_failing_update_counts_and_is_set_aside(store: Store) -> None:
    await store.take_in([_arrived(5), _arrived(6)])
    assert [await store.failed(5, "ValueError") for _ in range(3)] == [1, 2, 3]
    assert [row.update_id for row in await store.unfinished()] == [5, 6]
    await store.set_aside(5, "ValueError", [_letter("sorry")], NOW)
    assert [row.update_id for row in await store.unfinished()] == [6]
    assert [due.letter.key for due in await store.claim(NOW)] == ["sorry"]


async def test_what_was_begun_comes_last(store: Store) -> None:
    """The oftener it was begun and not done, the later."""
    await store.take_in([_arrived(number) for number in (5, 6, 7, 8)])
    for number in (5, 7, 5):
        await store.begin(number)
    assert [(row.update_id, row.begun) for row in await store.unfinished()] == [
        (6, 0),
        (8, 0),
        (7, 1),
        (5, 2),
    ]
    await store.finish(5, [], NOW)
    assert [row.update_id for row in await store.unfinished()] == [6, 8, 7]


async def test_a_turn_is_saved_whole(store: Store) -> None:
    """Session, letters, and the update done; and it is read back as it was."""
    await store.take_in([_arrived(5)])
    session = _session(1000, seq=3, state="ask_login", zone="WIT", remind_at=NOW + timedelta(days=1))
    await _save(store, session, update_id=5, letters=(_letter("a"),), fresh=True)
    known = await store.load(SARI)
    assert known.session == session
    assert (known.screen, known.fresh, known.blocked, known.others) == (None, True, False, ())
    assert await store.unfinished() == []
    assert len(await store.claim(NOW)) == 1


async def test_a_turn_is_applied_once(store: Store) -> None:
    """The second time nothing of it is saved."""
    await store.take_in([_arrived(5)])
    await _save(store, _session(1000, seq=1), update_id=5)
    with pytest.raises(AlreadyAppliedError):
        await _save(store, _session(1000, seq=2), update_id=5, letters=(_letter("a"),))
    known = await store.load(SARI)
    assert known.session
    assert known.session.seq == 1
    assert await store.claim(NOW) == []


async def test_nobody_gets_another_person_s_number(store: Store) -> None:
    """Nothing is saved; the other's case is as it was, and nobody reads it."""
    theirs = _session(1000)
    await _save(store, theirs)
    await store.take_in([_arrived(5, BUDI)])
    with pytest.raises(CaseTakenError):
        await _save(store, _session(1000, BUDI, seq=9), update_id=5)
    assert (await store.load(SARI)).session == theirs
    assert (await store.load(BUDI)).session is None
    assert len(await store.unfinished()) == 1
    assert await store.case_of(BUDI, 1000) is None
    assert await store.case_of(SARI, 1000) == theirs


async def test_a_number_of_one_s_own_is_not_taken_twice(store: Store) -> None:
    """A new case does not write over an older one of the same person."""
    await _save(store, _session(1000))
    with pytest.raises(CaseTakenError):
        await _save(store, _session(1000, opened_at=NOW + timedelta(hours=1)))


async def test_other_cases_are_listed_newest_first(store: Store) -> None:
    for case in range(1000, 1030):
        await _save(store, _session(case, touched_at=NOW + timedelta(minutes=case)))
    await _save(store, _session(5, touched_at=NOW))
    others = (await store.load(SARI)).others
    assert [line.case for line in others][:3] == [1029, 1028, 1027]
    assert 5 not in [line.case for line in others]
    assert len(others) <= 90  # a screen has a hundred buttons
    assert (await store.load(BUDI)).others == ()


async def test_what_is_drawn_and_what_is_owed(store: Store) -> None:
    await _save(store, _session(1000, seq=1), fresh=True)
    assert await store.undrawn() == [SARI]
    await store.screen_shown(SARI, ShownScreen(77, 1000, 1))
    known = await store.load(SARI)
    assert (known.screen, known.fresh, known.undrawn) == (ShownScreen(77, 1000, 1), False, False)
    assert await store.undrawn() == []
    await _save(store, _session(1000, seq=2), screen=77)
    assert await store.undrawn() == [SARI]
    assert (await store.load(SARI)).undrawn
    await store.screen_shown(SARI, ShownScreen(77, 1000, 2))
    await _save(store, _session(1000, seq=2), fresh=True)
    assert await store.undrawn() == [SARI]
    await store.set_blocked(SARI, blocked=True)
    assert await store.undrawn() == []
    await store.set_blocked(SARI, blocked=False)
    await store.screen_shown(SARI, ShownScreen(78, 1000, 2))
    await store.screen_lost(SARI)
    assert await store.undrawn() == [SARI]
    assert (await store.load(SARI)).screen is None


async def test_a_screen_that_a_letter_will_show_is_not_owed(store: Store) -> None:
    await _save(store, _session(1000, seq=1), letters=(_letter("s", body=ScreenBody("s", (), 1)),))
    assert await store.undrawn() == []
    (due,) = await store.claim(NOW)
    assert await store.undrawn() == []
    await store.sent(due.id, 5, (SARI, ShownScreen(5, 1000, 1)))
    assert (await store.load(SARI)).screen == ShownScreen(5, 1000, 1)


async def test_who_is_heard_from_is_not_blocked(store: Store) -> None:
    await _save(store, _session(1000))
    await store.take_in([_arrived(5)])
    await store.set_blocked(SARI, blocked=True, update_id=5)
    assert (await store.load(SARI)).blocked
    assert await store.unfinished() == []
    await _save(store, _session(1000))
    assert not (await store.load(SARI)).blocked


async def test_letters_go_in_order_per_chat(store: Store) -> None:
    """A chat's second letter waits for its first; other chats do not wait."""
    await store.finish(1, [_letter("a1"), _letter("a2"), _letter("b1", BUDI)], NOW)
    first = await store.claim(NOW)
    assert [due.letter.key for due in first] == ["a1", "b1"]
    assert await store.claim(NOW) == []
    await store.put_off(first[0].id, NOW + timedelta(minutes=1), "RetryAfter")
    assert await store.claim(NOW) == []
    again = await store.claim(NOW + timedelta(minutes=1))
    assert [(due.letter.key, due.tries, due.uncertain) for due in again] == [("a1", 1, False)]
    await store.sent(again[0].id, 5)
    assert [due.letter.key for due in await store.claim(NOW)] == ["a2"]


async def test_a_letter_is_kept_once(store: Store) -> None:
    for _ in range(2):
        await store.finish(1, [_letter("a")], NOW)
    assert len(await store.claim(NOW)) == 1
    await store.finish(1, [_letter("a")], NOW)
    assert await store.claim(NOW) == []


async def test_what_was_under_way_at_the_end_is_known(store: Store) -> None:
    await store.finish(1, [_letter("a"), _letter("b", BUDI)], NOW)
    due, _ = await store.claim(NOW)
    await store.sent(due.id, 5)
    (left,) = await store.under_way()
    assert left.letter.key == "b"
    await store.put_back(left.id, NOW, "process ended")
    (again,) = await store.claim(NOW)
    assert (again.uncertain, again.tries) == (True, 0)


@pytest.mark.parametrize("end", ["give_up", "leave_uncertain"])
async def test_an_ended_letter_holds_up_nobody(store: Store, end: str) -> None:
    await store.finish(1, [_letter("a"), _letter("b")], NOW)
    (due,) = await store.claim(NOW)
    await getattr(store, end)(due.id, "Forbidden")
    assert [due.letter.key for due in await store.claim(NOW)] == ["b"]
    kept = (await exported(store, SARI))["outbox"][0]
    assert kept["state"] in {"failed", "uncertain"}
    assert kept["error"] == "Forbidden"
    assert "a" not in kept["body"]


async def test_who_has_had_its_share_lets_another_case_go_first(store: Store) -> None:
    """Of what operators write; a card goes all the same, and where nobody else waits, the case waits."""
    await _save(store, _session(1))
    await _save(store, _session(2, BUDI))
    said = [
        _letter(key, -5, case=case, rank=Priority.RELAYED) for key, case in (("a", 1), ("b", 1), ("c", 2))
    ]
    await store.finish(1, said, NOW)
    spent = {-5: frozenset({1})}
    (due,) = await store.claim(NOW, spent=spent)
    assert due.letter.key == "c"
    await store.sent(due.id, 1)
    assert await store.claim(NOW, spent=spent) == []
    await store.add_letters([_letter("card", -5, case=1, rank=Priority.CARD)], NOW)
    (due,) = await store.claim(NOW, spent=spent)
    assert due.letter.key == "card"
    await store.sent(due.id, 2)
    (due,) = await store.claim(NOW, spent={-6: frozenset({1})})
    assert due.letter.key == "a"


async def test_of_what_nobody_waits_for_some_are_under_way(store: Store) -> None:
    """However many are due; and somebody else's letter goes beside them."""
    many = [_letter(f"b{chat}", chat, rank=Priority.BULK) for chat in range(1, 3 * BULK_AT_ONCE)]
    await store.finish(1, [*many, _letter("mine", 10 * BULK_AT_ONCE)], NOW)
    taken = await store.claim(NOW)
    first = [f"b{chat}" for chat in range(1, BULK_AT_ONCE + 1)]
    assert [due.letter.key for due in taken] == [*first, "mine"]
    assert await store.claim(NOW) == []
    await store.sent(taken[0].id, 5)
    assert [due.letter.key for due in await store.claim(NOW)] == [f"b{BULK_AT_ONCE + 1}"]


async def test_a_moved_group(store: Store) -> None:
    """Waiting letters and later ones go to the newest address, from every older one."""
    await store.finish(1, [_letter("a", -5)], NOW)
    await store.moved(-5, -1005)
    await store.take_in([_arrived(9, None)])
    await store.moved(-1005, -2005, update_id=9)
    assert await store.unfinished() == []
    await store.finish(1, [_letter("b", -5), _letter("c", -1005)], NOW)
    chats = []
    while due := await store.claim(NOW):
        chats += [letter.letter.chat for letter in due]
        for letter in due:
            await store.sent(letter.id, 1)
    assert chats == [-2005, -2005, -2005]
    assert [await store.address(chat) for chat in (-5, -1005, -2005, 7)] == [-2005, -2005, -2005, 7]


async def test_reminders_that_are_due(store: Store) -> None:
    await _save(store, _session(1, remind_at=NOW))
    await _save(store, _session(2, BUDI, remind_at=NOW + timedelta(seconds=1)))
    assert [session.case for session in await store.reminders(NOW)] == [1]
    assert [session.case for session in await store.reminders(NOW + timedelta(seconds=1))] == [1, 2]
    await store.set_blocked(SARI, blocked=True)
    assert [session.case for session in await store.reminders(NOW + timedelta(seconds=1))] == [2]


async def test_forgetting(store: Store) -> None:
    old = NOW - timedelta(days=200)
    await store.take_in([replace(_arrived(1), received_at=old), _arrived(2), _arrived(3, BUDI)])
    await _save(store, _session(1, touched_at=old), update_id=1, letters=(_letter("a", case=1),))
    await _save(store, _session(2, BUDI), update_id=3)
    assert await store.forget(NOW - timedelta(days=180), NOW - timedelta(days=2), NOW) == 1
    left = await exported(store, SARI)
    assert [row["state"] for row in left.pop("inbox")] == ["waiting"]
    assert not any(left.values()), left
    assert [row.update_id for row in await store.unfinished()] == [2]
    assert (await store.load(BUDI)).session is not None


async def test_an_old_case_beside_a_newer_one(store: Store) -> None:
    """Its letters go with it, though the person stays."""
    old = NOW - timedelta(days=200)
    await _save(store, _session(1, touched_at=old), letters=(_letter("a", case=1),))
    await _save(store, _session(2), letters=(_letter("b", case=2),))
    assert await store.forget(NOW - timedelta(days=180), NOW - timedelta(days=2), NOW) == 1
    kept = await exported(store, SARI)
    assert [case["case"] for case in kept["cases"]] == [2]
    assert [letter["key"] for letter in kept["outbox"]] == ["b"]


async def test_erasing(store: Store) -> None:
    """Every trace goes, other people's stay, and the farewell leaves none either."""
    await store.take_in([_arrived(1), _arrived(2), _arrived(3, BUDI)])
    await store.failed(2, "X")
    await store.set_aside(2, "X", [_letter("sorry")], NOW)
    await _save(store, _session(1, remind_at=NOW), letters=(_letter("desk", -5, person=SARI, case=1),))
    await _save(store, _session(2, BUDI), update_id=3)
    bye = _letter("bye", body=FarewellBody("bye"))
    await store.erase(SARI, bye, NOW, 1)
    with pytest.raises(AlreadyAppliedError):
        await store.erase(SARI, bye, NOW, 1)
    (due,) = await store.claim(NOW)
    assert due.letter == bye
    await store.sent(due.id, 5)
    assert all(rows == [] for rows in (await exported(store, SARI)).values())
    assert await store.take_in([_arrived(1), _arrived(2)]) == frozenset()
    assert await store.reminders(NOW) == []
    assert (await store.load(BUDI)).session is not None


async def test_a_clock_that_was_ahead_is_brought_back(store: Store) -> None:
    """A letter, a reminder and who is not heard wait from now on as long as they were meant to."""
    ahead = NOW + timedelta(hours=5)
    await _save(store, _session(1, touched_at=ahead, remind_at=ahead + timedelta(hours=1)))
    await store.add_letters([_letter("late")], ahead)
    await store.ignore(BUDI, ahead + timedelta(minutes=5), 9, (), ahead)
    await store.clock_set_back(NOW)
    assert [due.letter.key for due in await store.claim(NOW)] == ["late"]
    assert await store.reminders(NOW + timedelta(minutes=59)) == []
    (session,) = await store.reminders(NOW + timedelta(hours=1))
    assert session.touched_at == NOW
    assert await store.ignored(NOW) == {BUDI: (NOW, NOW + timedelta(minutes=5))}
