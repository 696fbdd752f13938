"""Two hands on one case at the same moment, as two processes have them: whoever comes second decides anew."""

from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any, cast

import pytest

from bot.records.desk_case import Entry, waits
from bot.records.rows import Saved
from bot.store.interface import StaleError, Store
from flows.dialogue.machine.events import Chose, Surroundings
from flows.dialogue.turn.engine import advance
from flows.texts import words
from tests.chat import SARI, Chat, Clock, World
from tests.helpdesk.town import Town, town
from tests.postgres import ON_BOTH

pytestmark = pytest.mark.parametrize("place", ON_BOTH, indirect=True)
MISSING = "Tombol tidak ada, hanya Tarik Data"
Hand = Callable[[], Awaitable[None]]


class Meanwhile:
    """Between the last look at `person`, which is by the store's work `after`, and what follows of it, another hand does
    something, once.
    """

    dead = False

    def __init__(self, person: int, hand: Hand, after: str = "load") -> None:
        self.person, self.hand, self.after = person, hand, after
        self.done = False

    def step(self, what: str) -> None:
        """Nothing else goes wrong."""

    def guards(self, store: Store) -> Store:
        return cast("Store", _Looked(store, self))


class _Looked:
    def __init__(self, store: Store, meanwhile: Meanwhile) -> None:
        self._store, self._meanwhile = store, meanwhile

    def __getattr__(self, name: str) -> Any:
        work, meanwhile = getattr(self._store, name), self._meanwhile
        if name != meanwhile.after or meanwhile.done:
            return work

        async def looked(person: int, *rest: Any) -> Any:
            seen = await work(person, *rest)
            if person == meanwhile.person and not meanwhile.done:
                meanwhile.done = True
                await meanwhile.hand()
            return seen

        return looked


async def _with(world: World, meanwhile: Meanwhile) -> None:
    """The process goes on with another hand beside it."""
    world.gate = meanwhile
    world.bot.store = store = meanwhile.guards(world._store)
    desk = world.bot.helpdesk
    for part in (world.bot.turns, world.bot.conversations, world.bot.reminders, desk.buttons, desk.messages):
        part._store = store
    object.__setattr__(desk.context, "store", store)  # a frozen value


async def _answers(world: World, subject: str, choice: str) -> None:
    """Another hand tells this of Sari's case, and it is saved."""
    known = await world._store.load(SARI)
    session = known.session
    assert session is not None
    turn = advance(session, Chose(session.case, session.seq, subject, choice), Surroundings(world.clock()))
    await world._store.save(Saved(SARI, (turn.session,), world.clock(), version=known.version))


@pytest.fixture(name="here")
async def _here(place: str) -> AsyncIterator[Town]:
    async with town(place, Clock()) as found:
        yield found


async def test_a_tap_on_a_screen_that_has_moved_on(here: Town) -> None:
    """The other hand's answer stands, the tap is told that it is late, and the screen shows where the case is."""
    sari = here.sari
    await sari.says("/start")
    await sari.taps(MISSING)
    await _with(here.world, Meanwhile(SARI, lambda: _answers(here.world, "login", "ks_account_ks_role")))
    await sari.taps("Akun lain")
    session = await here.world.session(SARI)
    told = [(record.subject, record.choice) for record in session.records]
    assert told == [("symptom", "button_missing"), ("login", "ks_account_ks_role")]
    assert sari._news.toasts == ("Tombol itu sudah lama. Ini keadaan kasus Anda sekarang.",)
    assert session.state == "ask_invalid"
    assert "Akun lain" not in sari.buttons


async def test_what_is_written_counts_as_well(here: Town) -> None:
    """Applied again from what is there now: both are kept."""
    sari = here.sari
    await sari.says("/start")
    await sari.taps(MISSING)
    await _with(here.world, Meanwhile(SARI, lambda: _answers(here.world, "login", "ks_account_ks_role")))
    await sari.says("masih ada yang invalid")
    told = [(record.subject, record.choice) for record in (await here.world.session(SARI)).records]
    assert told[1:] == [("login", "ks_account_ks_role"), ("invalid", "some")]


async def test_staff_and_operator_at_once(here: Town) -> None:
    """Somebody answers while the operator's next words come in: both are kept, one upon the other."""
    code = await here.hands_over(here.sari)
    world, later = here.world, here.world.clock() + timedelta(hours=3)

    async def writes() -> None:
        known = await world._store.load(SARI)
        assert known.desk is not None
        assert known.session is not None
        entry = Entry(world.clock(), "contoh", "moved", known.desk.case)
        desk = waits(known.desk, world.clock(), later)
        saved = Saved(SARI, (known.session,), world.clock(), aside=True, desk=desk, log=(entry,))
        await world._store.save(replace(saved, version=known.version))

    before = await world._store.load(SARI)
    assert before.desk is not None
    await _with(world, Meanwhile(SARI, writes, after="held"))
    await here.rini.answers(code, "Kami periksa dahulu.")
    desk = (await world._store.load(SARI)).desk
    assert desk is not None
    assert (desk.state, desk.owner, desk.seq) == ("taken", here.rini.person.id, before.desk.seq + 1)
    assert len(await here.log("moved")) == len(await here.log("reply")) == 1
    assert str(here.sari.person.messages()).count("Kami periksa dahulu.") == 1


async def test_a_store_refuses_what_rests_on_an_old_look(here: Town) -> None:
    """Nothing of it is kept: neither the case nor its letters; and who is new is seen by both as new."""
    await here.sari.says("/start")
    store, now = here.world._store, here.world.clock()
    first, second = await store.load(SARI), await store.load(SARI)
    assert first.session is not None
    moved = replace(first.session, seq=first.session.seq + 1)
    await store.save(Saved(SARI, (moved,), now, version=first.version))
    with pytest.raises(StaleError):
        await store.save(Saved(SARI, (first.session,), now, version=second.version, district="prov"))
    assert (await store.load(SARI)).session == moved
    assert (await store.load(SARI)).district is None
    nobody = replace(moved, case=77, person=77)
    await store.save(Saved(77, (nobody,), now, version=0))
    with pytest.raises(StaleError):
        await store.save(Saved(77, (nobody,), now, version=0))


async def test_a_reminder_beside_another_hand(here: Town) -> None:
    """It is not sent to whoever has gone on at that moment."""
    sari: Chat = here.sari
    await sari.says("/start")
    await sari.taps(MISSING)
    store, now = here.world._store, here.world.clock()
    known = await store.load(SARI)
    assert known.session is not None
    due = replace(known.session, remind_at=now, zone="WIB")
    await store.save(Saved(SARI, (due,), now, version=known.version))
    await _with(
        here.world,
        Meanwhile(SARI, lambda: _answers(here.world, "login", "ks_account_ks_role"), after="case_of"),
    )
    await sari.time_passes()
    session = await here.world.session(SARI)
    assert session.records[-1].subject == "login"
    assert session.remind_at is None, "an answer makes it void"
    assert words()["notice.reminder"] not in str(sari.person.messages())
