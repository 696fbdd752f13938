"""What any store must do for the help desks."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from bot.records.desk_case import DeskCase, Entry
from bot.records.desk_drawings import Card
from bot.records.help_desk import Desk, Staff
from bot.records.letters import CardBody, FarewellBody, Letter, NoteBody, ReactBody, WipeBody
from bot.records.messages import Content, Held, Relay
from bot.records.priority import Priority
from bot.records.relayed import AlbumItem, RelayedAlbum, RelayedText
from bot.records.rows import Saved
from bot.store.interface import Store
from bot.store.opening import open_store
from flows.dialogue.machine.session import Record, Session
from tests.exported import exported
from tests.postgres import ON_BOTH

pytestmark = pytest.mark.parametrize("place", ["memory", *ON_BOTH], indirect=True)
NOW = datetime(2026, 8, 25, 2, 0, tzinfo=UTC)
LATER = NOW + timedelta(days=2)
SARI, BUDI, RINI, GROUP = 11, 12, 21, -100
CONTOH = Desk("contoh", "Kabupaten Contoh", "kabkota", "prov", "WIB", 480, 930, GROUP, forum=True)


@pytest.fixture(name="store")
async def _opened(place: str) -> AsyncIterator[Store]:
    store = await open_store(place, NOW)
    await store.put_desk(CONTOH)
    yield store
    await store.close()


RELAYED = RelayedText(SARI, 5, "in", 0, "halo")


def desk_case(case: int = 1000, person: int = SARI, **more: Any) -> DeskCase:
    made = DeskCase(case=case, person=person, district="contoh", desk="contoh", level="sd", since=NOW)
    return replace(made, **more)


async def keep(store: Store, case: DeskCase, **more: object) -> None:
    session = Session(case=case.case, person=case.person, opened_at=NOW, touched_at=NOW)
    await store.save(Saved(case.person, (session,), NOW, desk=case, **more))  # type: ignore[arg-type]


async def test_districts_are_read_as_they_were_put(store: Store) -> None:
    prov = Desk("prov", "Provinsi Contoh", "provinsi", None, "WITA", 420, 840)
    await store.put_desk(prov)
    await store.put_desk(replace(CONTOH, name="Kab. Contoh", lost=True, chat=None))
    assert await store.desks() == (replace(CONTOH, name="Kab. Contoh", lost=True, chat=None), prov)


async def test_a_code_links_once(store: Store) -> None:
    """A later code makes the one before void, and a day later none can be used."""
    free = replace(CONTOH, chat=None)
    await store.put_desk(free)
    await store.new_code("a1", "contoh", NOW + timedelta(days=1))
    await store.new_code("b2", "contoh", NOW + timedelta(days=1))
    assert await store.code_of("a1", NOW) is None
    assert await store.code_of("b2", NOW) == "contoh"
    assert await store.requested("b", NOW) == ("b2", "contoh")
    assert await store.code_of("b2", NOW + timedelta(days=2)) is None
    assert not await store.link("a1", CONTOH, RINI)
    assert await store.link("b2", CONTOH, RINI)
    assert not await store.link("b2", CONTOH, BUDI)
    assert await store.headed_by(RINI) == {"contoh"}
    await store.dismiss("contoh", RINI)
    assert await store.headed_by(RINI) == frozenset()


async def test_staff_as_last_seen(store: Store) -> None:
    assert await store.staff(GROUP, RINI) is None
    await store.note_staff(GROUP, Staff(RINI, "Bu Rini", True, NOW))
    await store.note_staff(GROUP, Staff(RINI, "Rini", False, NOW))
    assert await store.staff(GROUP, RINI) == Staff(RINI, "Rini", False, NOW)
    assert await store.names([RINI, BUDI]) == {RINI: "Rini"}


async def test_a_case_at_a_desk_is_kept_with_its_turn(store: Store) -> None:
    case = desk_case(waiting_at=NOW, nudge_at=NOW + timedelta(hours=4), owner=RINI, state="taken")
    await keep(store, case, log=(Entry(NOW, "contoh", "taken", 1000, RINI),), district="contoh")
    assert await store.desk_case(1000) == case
    known = await store.load(SARI)
    assert (known.desk, known.district) == (case, "contoh")
    card_rows = await store.card_rows(1000)
    assert card_rows is not None
    assert [entry.action for entry in card_rows.log] == ["taken"]
    assert [found.case for found in await store.unanswered(NOW + timedelta(hours=4))] == [1000]
    assert await store.unanswered(NOW + timedelta(hours=3)) == []


async def test_what_is_done_aside_leaves_the_present_case(store: Store) -> None:
    """Staff work on an older case while the person is in another."""
    await keep(store, desk_case(1000))
    other = Session(case=1001, person=SARI, opened_at=NOW, touched_at=NOW)
    await store.save(Saved(SARI, (other,), NOW))
    session = Session(case=1000, person=SARI, opened_at=NOW, touched_at=NOW, seq=7)
    await store.save(Saved(SARI, (session,), NOW, aside=True, desk=desk_case(1000, seq=4)))
    known = await store.load(SARI)
    assert known.session == other
    assert await store.case_of(SARI, 1000) == session
    assert (await store.desk_case(1000)) == desk_case(1000, seq=4)


async def test_a_message_in_a_group_finds_its_case(store: Store) -> None:
    """By what it replies to, which goes first, or by its topic."""
    await keep(store, desk_case(1000))
    await keep(store, desk_case(1001, BUDI))
    await store.carded(1000, Card(GROUP, 5, 6, 1))
    await store.carded(1001, Card(GROUP, 7, 8, 1))
    await keep(store, desk_case(1000), relays=(Relay(1000, "out", SARI, GROUP, 20, 30, RINI),))
    assert await store.case_at(GROUP, 5, None) == 1000
    assert await store.case_at(GROUP, 5, 8) == 1001
    assert await store.case_at(GROUP, None, 20) == 1000
    assert await store.case_at(GROUP, None, 99) is None
    assert await store.case_at(-7, 5, 6) is None
    assert await store.origins(GROUP, 20) == (await store.copy(SARI, 30),)
    await store.moved(GROUP, -200)
    assert await store.card_of(1000) == Card(-200, None, None, 1)
    assert (await store.desks())[0].chat == -200


async def test_an_album_is_gathered_into_the_letter_that_waits(store: Store) -> None:
    def part(message: int) -> Letter:
        item = AlbumItem("photo", "photo-1", "", message)
        body = RelayedAlbum(SARI, message, "in", 0, "album:11:5", "Operator", (item,))
        key = f"album:11:5:{SARI}:{message}"
        return Letter(key, GROUP, body, SARI, 1000, after=timedelta(seconds=1))

    await keep(store, desk_case(), letters=(part(1),))
    await keep(store, desk_case(), letters=(part(2), part(3)))
    assert await store.claim(NOW) == []
    (due,) = await store.claim(NOW + timedelta(seconds=1))
    assert isinstance(due.letter.body, RelayedAlbum)
    assert [item.message for item in due.letter.body.items] == [1, 2, 3]
    await keep(store, desk_case(), letters=(part(4),))
    await store.sent(due.id, 1)
    assert len(await store.claim(NOW + timedelta(seconds=2))) == 1, "a late one goes by itself"
    assert await store.was_made(["another", due.letter.key]), "also one that has arrived"
    assert not await store.was_made(["album:11:6"])


async def test_what_somebody_waits_for_goes_before_the_cards(store: Store) -> None:
    """In one chat; what is under way is waited for."""
    letters = [
        Letter(key, GROUP, CardBody(1) if rank is Priority.CARD else RELAYED, SARI, 1000, rank=rank)
        for key, rank in (
            ("c1", Priority.CARD),
            ("r1", Priority.STAFF_SAID),
            ("c2", Priority.CARD),
            ("r2", Priority.STAFF_SAID),
        )
    ]
    await store.finish(1, letters[:1], NOW)
    (first,) = await store.claim(NOW)
    await store.finish(2, letters[1:], NOW)
    assert await store.claim(NOW) == []
    order = [first.letter.key]
    await store.sent(first.id, 1)
    while due := await store.claim(NOW):
        order += [one.letter.key for one in due]
        await store.sent(due[0].id, 1)
    assert order == ["c1", "r1", "r2", "c2"]


async def test_each_case_has_its_turn(store: Store) -> None:
    """Of the same priority one of each case in a round: who comes later stands in the round that is served now."""

    def letter(case: int, number: int) -> Letter:
        return Letter(f"{case}:{number}", GROUP, RELAYED, None, case, rank=Priority.RELAYED)

    for case in (1000, 2000, 3000):
        await keep(store, desk_case(case, case))
    await store.add_letters([letter(1000, number) for number in range(6)], NOW)
    order = []
    for turn in range(10):
        if turn == 2:
            await store.add_letters([letter(2000, 0), letter(2000, 1)], NOW)
            await store.add_letters([letter(3000, 0), letter(3000, 1)], NOW)
        (due,) = await store.claim(NOW)
        order.append(due.letter.key)
        await store.sent(due.id, 1)
    assert order[:2] == ["1000:0", "1000:1"]
    assert order[2:8] == ["1000:2", "2000:0", "3000:0", "1000:3", "2000:1", "3000:1"]
    assert order[8:] == ["1000:4", "1000:5"]


async def test_a_full_group_waits_with_what_is_not_urgent_enough(store: Store) -> None:
    await keep(store, desk_case())
    await store.add_letters([Letter("relay", GROUP, RELAYED, None, 1000, rank=Priority.RELAYED)], NOW)
    assert await store.claim(NOW, {GROUP: Priority.CARD}) == []
    await store.add_letters([Letter("said", GROUP, NoteBody("a"), rank=Priority.STAFF_SAID)], NOW)
    assert await store.claim(NOW, {GROUP: Priority.ANSWER}) == []
    (due,) = await store.claim(NOW, {GROUP: Priority.CARD})
    assert (due.letter.key, due.letter.rank) == ("said", Priority.STAFF_SAID)
    await store.sent(due.id, 1)
    assert [one.letter.rank for one in await store.claim(NOW)] == [Priority.RELAYED]


async def test_a_list_of_who_has_waited_longest(store: Store) -> None:
    for number in range(25):
        waiting = NOW - timedelta(minutes=number) if number else None
        await keep(
            store, desk_case(1000 + number, SARI, waiting_at=waiting, owner=RINI if number % 2 else None)
        )
    await keep(store, desk_case(1099, SARI, state="closed"))
    found = await store.open_cases("contoh")
    assert (len(found), found[0].desk.case, found[-1].desk.case) == (25, 1024, 1000)
    assert await store.open_cases("misal") == ()
    (closed,) = await store.closed_cases("contoh", NOW - timedelta(days=7))
    assert closed.desk.case == 1099
    assert await store.closed_cases("contoh", NOW + timedelta(days=1)) == ()
    await keep(store, desk_case(1024, SARI, waiting_at=NOW, npsn="20512345", school="SDN 2"))
    await keep(store, desk_case(1023, SARI, waiting_at=NOW, npsn="20512345"))
    again = {one.desk.case: one for one in await store.open_cases("contoh")}
    assert [again[case].desk.waiting_at for case in (1023, 1024)] == [NOW, NOW], "never as it was before"
    assert [again[case].school.twins for case in (1022, 1023, 1024)] == [(), (1024,), (1023,)]
    assert again[1024].school.name == "SDN 2"


async def test_cases_that_have_no_place(store: Store) -> None:
    """No card yet and none on its way, or a desk without a group."""
    await keep(store, desk_case(1000))
    assert [case.case for case in await store.unsettled()] == [1000]
    await keep(
        store,
        desk_case(1000),
        letters=(Letter("card:x", GROUP, CardBody(1), SARI, 1000, rank=Priority.CARD),),
    )
    assert await store.unsettled() == []
    await store.carded(1000, Card(GROUP, None, 5, 1))
    (due,) = await store.claim(NOW)
    await store.delivered(due.id, 5, NOW)
    assert await store.unsettled() == []
    await store.put_desk(replace(CONTOH, chat=None))
    assert [case.case for case in await store.unsettled()] == [1000]
    await keep(store, desk_case(1000, state="closed"))
    assert await store.unsettled() == []


async def test_what_is_held_is_released_or_forgotten(store: Store) -> None:
    await keep(store, desk_case(), held=(Held(5, Content("text", "halo"), 1000),))
    assert await store.held(SARI) == (Held(5, Content("text", "halo"), 1000),)
    assert await store.held(BUDI) == ()
    await keep(store, desk_case(), released=(4,))
    assert len(await store.held(SARI)) == 1
    await keep(store, desk_case(), released=(4, 5))
    assert await store.held(SARI) == ()


@pytest.mark.parametrize("how", ["erase", "forget"])
async def test_what_a_case_has_left_in_a_group_goes_with_it(store: Store, how: str) -> None:
    """Wipes are written for its card and its operator's messages; the log loses its case and its words; others' cases stay."""
    await keep(store, desk_case(1000), log=(Entry(LATER, "contoh", "note", 1000, RINI, "rahasia"),))
    await store.carded(1000, Card(GROUP, 3, 4, 1))
    await keep(
        store,
        desk_case(1000),
        relays=(Relay(1000, "in", GROUP, SARI, 7, 8), Relay(1000, "out", SARI, GROUP, 9, 10, RINI)),
    )
    await keep(store, desk_case(1001, BUDI))
    if how == "erase":
        await store.erase(SARI, Letter("bye", SARI, FarewellBody("bye"), SARI), NOW, 1)
    else:
        session = Session(case=1001, person=BUDI, opened_at=NOW, touched_at=NOW + timedelta(days=9))
        await store.save(Saved(BUDI, (session,), NOW))
        await store.forget(NOW + timedelta(days=1), NOW, NOW)
    wipes = []
    while due := await store.claim(NOW):
        found = [(one.letter.chat, one.letter.body) for one in due]
        wipes += [(chat, body.message) for chat, body in found if isinstance(body, WipeBody)]
        for one in due:
            await store.sent(one.id, None)
    assert sorted(wipes) == [(GROUP, 4), (GROUP, 8)]
    assert await store.desk_case(1000) is None
    assert await store.desk_case(1001) is not None
    (left,) = await store.desk_log("contoh", 10)
    assert (left.case, left.detail, left.who) == (None, "", RINI)


async def test_a_person_s_export_has_what_the_desk_keeps_of_them(store: Store) -> None:
    await keep(store, desk_case(), log=(Entry(NOW, "contoh", "taken", 1000, RINI),))
    found = await exported(store, SARI)
    assert len(found["desk_cases"]) == len(found["desk_log"]) == 1
    assert "who" not in found["desk_log"][0], "who of the staff it was, is the staff's"
    assert not (await exported(store, BUDI))["desk_cases"]


async def test_a_desk_is_removed_with_what_it_had(store: Store) -> None:
    """Not while it has an open case; then its closed ones are its no more, and their operators keep them."""
    await keep(store, desk_case(), log=(Entry(NOW, "contoh", "taken", 1000, RINI),))
    await store.carded(1000, Card(GROUP, 3, 4, 1))
    assert not await store.remove_desk("contoh", NOW)
    assert (await exported(store, "contoh"))["cases"]
    await keep(store, desk_case(state="closed"))
    assert await store.remove_desk("contoh", NOW)
    assert await store.desks() == ()
    assert await store.desk_case(1000) is None
    assert await store.case_of(SARI, 1000) is not None
    assert not any((await exported(store, "contoh")).values())


async def test_a_letter_that_did_not_arrive_tells_its_writer(store: Store) -> None:
    await store.finish(1, [Letter("r", GROUP, RELAYED, SARI, 1000)], NOW)
    (due,) = await store.claim(NOW)
    await store.undelivered(due.id, "BadRequest", [Letter("told", SARI, NoteBody("told"), SARI)], NOW)
    assert [one.letter.key for one in await store.claim(NOW)] == ["told"]


async def test_what_names_a_message_does_not_move_with_the_group(store: Store) -> None:
    """There its number is another message's. Everything else that waits goes to the new address."""
    bodies = (WipeBody(5), ReactBody(5), NoteBody("told"), RELAYED)
    await store.add_letters([Letter(body.kind, GROUP, body) for body in bodies], NOW)
    await keep(store, desk_case(), relays=(Relay(1000, "in", GROUP, SARI, 7, 8),))
    await store.moved(GROUP, -200)
    found = []
    while due := await store.claim(NOW):
        found += [(one.letter.kind, one.letter.chat) for one in due]
        for one in due:
            await store.sent(one.id, None)
    assert found == [("note", -200), ("relay", -200)]
    assert await store.origins(SARI, 7) == (Relay(1000, "in", GROUP, SARI, 7),)


async def test_forgetting_keeps_what_is_still_to_be_sent(store: Store) -> None:
    """Also to somebody who has no case: an owner, or a head."""
    await keep(store, desk_case())
    await store.add_letters([Letter("lost", 99, NoteBody("lost"), 99)], NOW)
    await store.forget(NOW + timedelta(days=1), NOW, NOW)
    assert await store.desk_case(1000) is None
    assert "lost" in [one.letter.key for one in await store.claim(NOW)]


@pytest.mark.parametrize("how", ["unlinked", "removed"])
async def test_staff_of_no_desk_are_forgotten(store: Store, how: str) -> None:
    """Whether or not anybody saw them leave."""
    await store.note_staff(GROUP, Staff(RINI, "Bu Rini", True, NOW))
    await store.put_desk(replace(CONTOH, chat=None))
    assert await store.names([RINI])
    if how == "removed":
        assert await store.remove_desk("contoh", NOW)
    else:
        await store.forget(NOW + timedelta(days=1), NOW, NOW)
    assert await store.names([RINI]) == {}


async def test_what_cases_without_a_desk_lack_is_seen_once_each(store: Store) -> None:
    """Of a person with two of them each by itself; of one that a desk has, from the desk."""
    records = tuple(
        Record(subject=subject, choice=choice, at=NOW)
        for subject, choice in (("symptom", "sync_fails"), ("seen", "server_busy"))
    )
    newer = Session(case=2, person=SARI, opened_at=NOW, touched_at=NOW, records=records)
    older = replace(
        newer,
        case=1,
        opened_at=NOW - timedelta(days=7),
        records=(records[0], replace(records[1], choice="version_old")),
    )
    await store.save(Saved(SARI, (older, newer), NOW, district="contoh"))
    assert await store.sight(NOW) == NOW
    assert await store.sight(NOW) is None

    async def seen(*districts: str) -> list[tuple[datetime, str, bool]]:
        found = await store.sightings("contoh", districts, NOW - timedelta(days=28))
        assert {one.school for one in found} <= {f"-{SARI}"}
        return sorted((one.at, one.key, one.at_desk) for one in found)

    assert await seen("misal") == []
    assert await seen("contoh") == [(older.opened_at, "S4", False), (NOW, "S8", False)]
    await store.save(Saved(SARI, (newer,), NOW, desk=desk_case(2, missing=("S8",))))
    assert await seen("contoh") == [(older.opened_at, "S4", False), (NOW, "S8", True)]
    assert {row["case_id"] for row in (await exported(store, SARI))["sightings"]} == {1, 2}
