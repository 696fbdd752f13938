"""A desk with 300 open cases and a full minute, on a simulated clock: whose turn it is there."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from bot.helpdesk.cases.card_letters import card_letter
from bot.outgoing.pacing import Pacer
from bot.outgoing.rates import GROUP_CASE
from bot.records.desk_case import DeskCase
from bot.records.rows import Saved
from flows.dialogue.dates import local
from tests.chat import idle
from tests.helpdesk.test_overview import lacks_duty
from tests.helpdesk.town import CONTOH, Town, town
from tests.pacing.clock import VirtualClock, settled

OPEN = 300
FIRST = 500_000
STEP = 0.5


class Busy:
    """The town's first desk, whose calls keep the pace of a simulated clock. A call itself takes no time there."""

    def __init__(self, here: Town) -> None:
        self.here = here
        self.time = VirtualClock()
        self.world = here.world

    def begins(self) -> None:
        self.world.bot.sender._pacer = Pacer(self.time)

    async def passes(self, seconds: float) -> None:
        """Time passes, and the bot goes on sending."""
        end = self.time.now + seconds
        while self.time.now < end:
            await self.works()
            await self.time.moves_by(STEP)
            self.world.clock.moves_by(seconds=STEP)

    async def works(self) -> None:
        """Everything is done that needs no time to pass."""
        while await self.world._polling.fetch():
            pass
        bot = self.world.bot
        await bot.application.update_queue.join()
        begun = True
        while begun:
            begun = await bot.outbox.begin()
            bot.screens.begin()
            await settled()
            while self._under_way() > self._held():
                await idle()

    def _under_way(self) -> int:
        bot = self.world.bot
        tasks = [*bot.outbox._crew._tasks, *bot.screens._crew._tasks, *bot.sender._calls]
        return sum(not task.done() for task in tasks)

    def _held(self) -> int:
        """How many of those wait for the clock, or behind one that does."""
        bot = self.world.bot
        waiting = bot.sender._pacer.waiting if bot.sender._pacer else 0
        return waiting + sum(standing - 1 for _, standing in bot.screens._showing._locks.values())


@pytest.fixture(name="busy")
async def _busy(tmp_path: Path) -> AsyncIterator[Busy]:
    async with town(tmp_path / "busy.db") as here:
        yield Busy(here)


async def open_cases(busy: Busy) -> None:
    """As many other cases come to the desk at once, like the one with this code; their cards wait."""
    here = busy.here
    session = await here.world.session(here.sari.person.id)
    desk = await here.world._store.desk_case(session.case)
    assert desk is not None
    for number in range(FIRST, FIRST + OPEN):
        case = replace(session, case=number, person=number)
        theirs: DeskCase = replace(desk, case=number, person=number)
        saved = Saved(
            person=number,
            sessions=(case,),
            at=here.world.clock(),
            desk=theirs,
            letters=(card_letter(theirs, CONTOH),),
        )
        await here.world._store.save(saved)


async def test_a_tap_at_300_open_cases_is_answered_at_once_and_its_card_redrawn(busy: Busy) -> None:
    """While a colleague writes 15 messages: the answer takes no time, and the card less than a second."""
    here = busy.here
    code = await here.hands_over(here.sari)
    card = here.rini.card(code)
    (take,) = [
        button
        for row in card["reply_markup"]["inline_keyboard"]
        for button in row
        if button["text"] == "Ambil"
    ]
    thread = here.joko.thread(code)
    await open_cases(busy)
    busy.begins()
    await busy.passes(2)
    before = busy.time.now
    for number in range(15):
        here.joko.person.says(f"Sebentar ya, saya periksa ({number})", here.contoh, thread=thread)
    here.rini.person.taps(card["message_id"], take["callback_data"], here.contoh)
    await busy.works()
    assert not here.world.telegram.open_queries, "answered before any time has passed"
    assert busy.time.now == before
    await busy.passes(1)
    assert "Ambil alih" in str(here.rini.card(code)["reply_markup"])

    await busy.passes(180)
    (drawn,) = await here.world.rows("SELECT count(*) FROM cards WHERE message IS NOT NULL")
    assert drawn[0] >= 3 * 16 / 2, "a topic and a card for each, sixteen a minute"
    here.world.bot.sender._pacer = None


async def test_one_operators_flood_keeps_no_other_from_the_desk(busy: Busy) -> None:
    """Sari's thirty messages wait; Budi's new card goes before them, and his message among the first of them."""
    here = busy.here
    await here.hands_over(here.sari)
    await here.budi.says("/start")
    await here.budi.taps("Minta bantuan petugas")
    await here.budi.taps("SD")
    busy.begins()
    for number in range(30):
        here.sari.person.says(f"pesan {number}")
    await busy.works()
    button = here.budi._phone.button("Kabupaten Contoh")
    here.budi.person.taps(button.message, button.data)
    await busy.works()
    here.budi.person.says("ini dari Budi")
    await busy.passes(62)
    texts = [m.get("text", "") for m in here.contoh.messages()]
    code = await here.code(here.budi)
    card = next(place for place, text in enumerate(texts) if code in text and "Jenjang" in text)
    budi = next(place for place, text in enumerate(texts) if "ini dari Budi" in text)
    sari = [place for place, text in enumerate(texts) if "pesan " in text]
    assert sum(place < card for place in sari) <= GROUP_CASE
    assert sum(card < place < budi for place in sari) <= 1, "one of each case in turn"
    here.world.bot.sender._pacer = None
    await here.later(minutes=5)
    assert sum("pesan " in m.get("text", "") for m in here.contoh.messages()) == 30


async def test_the_whole_is_seen_before_the_cards_and_what_is_urgent_before_the_others(busy: Busy) -> None:
    """Three hundred cards wait when the desk looks at its group; the urgent one changes last."""
    here = busy.here
    until = local(here.world.clock() + timedelta(hours=20), "WIB")
    await here.owner.says(f"/batas BOSP {until:%-d-%-m-%Y %H.%M}")
    await here.hands_over(here.sari)
    code = await lacks_duty(here, here.budi)
    await here.rini.taps("Tanya operator", code)
    await here.rini.taps("Jenis PTK", code)
    await here.later(minutes=2)
    await open_cases(busy)
    here.world.clock.moves_by(minutes=2)
    busy.begins()
    here.budi.looks()
    guru = here.budi._phone.button("Guru")
    here.budi.person.taps(guru.message, guru.data)
    await here.world.bot.tick(here.world.clock())
    await busy.passes(30)
    here.world.bot.sender._pacer = None
    assert f"Terbuka: {OPEN + 2}" in here.rini.overview["text"]
    assert "Guru" in here.rini.card(code)["text"]
    (drawn,) = await here.world.rows("SELECT count(*) FROM cards WHERE message IS NOT NULL")
    assert drawn[0] <= 12, "sixteen calls a minute: the others wait"
