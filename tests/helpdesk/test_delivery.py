"""Whether a case's card arrives: at which group, at a group that has moved or is gone, and when nobody knows whether it did."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from bot.outgoing.pacing import AT_ONCE, Pacer
from bot.outgoing.rates import GROUP, GROUP_RESERVE
from bot.outgoing.render import plain
from bot.simulator.errors import bad_request
from bot.simulator.groups import Group
from flows.texts import write
from flows.view import Line
from tests.chat import Clock
from tests.helpdesk.town import CONTOH, DESKS, MISAL, Town, town
from tests.pacing.clock import VirtualClock
from tests.served import until
from tests.staff import Staff

NEW = -1_005_000_000_099
AGAIN = "Kiriman ulang: ini mungkin sudah pernah masuk."
MISALS = "Kota Misal"


@pytest.fixture(name="alone")
async def _alone(tmp_path: Path, clock: Clock) -> AsyncIterator[Town]:
    """Only Kota Misal has a group; its province is not known here."""
    async with town(tmp_path / "alone.db", clock, (DESKS[1],)) as found:
        yield found


def cards(here: Town, group: Group) -> list[str]:
    """What stands in a group with buttons below it, but for its overview."""
    bot = here.world.telegram.bot_user
    armed = [m["text"] for m in group.messages() if m["from"] == bot and "reply_markup" in m]
    return [text for text in armed if not text.startswith("Ringkasan")]


def moves(here: Town) -> Group:
    """Kota Misal's group becomes a supergroup, and nobody tells the bot."""
    new = here.world.telegram.group(NEW, "Dinas Misal")
    new.members = dict(here.misal.members)
    here.misal.migrated_to = NEW
    return new


async def letters(here: Town, kind: str) -> list[tuple[Any, ...]]:
    return await here.world.rows(f"SELECT state, error FROM outbox WHERE kind = '{kind}' ORDER BY id")


async def test_the_desk_gets_what_the_operator_gets(here: Town) -> None:
    """The card has what the summary has that the operator keeps; both name the case, and neither names the person."""
    code = await here.hands_over(here.budi, district=MISALS)
    kept = [m["text"] for m in here.budi.person.messages() if "Jenjang: SD" in m.get("text", "")]
    assert len(kept) == 1
    (card,) = cards(here, here.misal)
    for line in kept[0].splitlines()[1:]:
        assert line in card
    assert code in card
    assert "Budi" not in card


@pytest.mark.parametrize("level", ["SMA", "SMK", "SLB"])
async def test_another_level_s_case_does_not_come(alone: Town, level: str) -> None:
    """These are the province's: the district's desk gets nothing, and the operator has the summary to pass on."""
    await alone.hands_over(alone.budi, level, district=None)
    alone.budi.sees("Teruskan ringkasan itu ke petugas Dapodik", f"Jenjang: {level}")
    await alone.budi.ended_in("handed_over")
    assert cards(alone, alone.misal) == []
    assert await alone.world.rows("SELECT * FROM desk_cases") == []
    await alone.hands_over(alone.sari, "SMP", MISALS)
    assert len(cards(alone, alone.misal)) == 1


async def test_the_group_has_moved_and_a_refusal_tells(here: Town) -> None:
    """The card is sent once more to the new address, and so is everything after, also by the next process."""
    new = moves(here)
    here.world.expected_refusals = 1
    code = await here.hands_over(here.budi, district=MISALS)
    assert len(cards(here, new)) == 1
    await here.budi.bot_restarts()
    await here.hands_over(here.dewi, district=MISALS)
    assert len(cards(here, new)) == 2
    assert await here.world.rows("SELECT * FROM moved_chats") == [(MISAL, NEW)]
    tati = Staff(here.world, 22, "Bu Tati", new)
    await tati.answers(code, "Sudah kami terima.")
    assert "Sudah kami terima." in str(here.budi.person.messages())


async def test_the_group_has_moved_and_the_service_message_tells(here: Town) -> None:
    """No call is refused."""
    new = here.misal.becomes_supergroup(NEW)
    await here.world.settles()
    await here.hands_over(here.budi, district=MISALS)
    assert len(cards(here, new)) == 1


async def test_nobody_knows_whether_the_card_arrived(here: Town) -> None:
    """It goes out again, and says that it may be a repetition; so does what was passed on."""
    await here.budi.says("/start")
    await here.budi.taps("Minta bantuan petugas")
    await here.budi.taps("SD")
    here.world.telegram.fault("timeout", "sendMessage", times=2)  # the summary, and the card
    await here.budi.taps(MISALS)
    await here.later(seconds=30)
    first, second = cards(here, here.misal)
    assert second == f"{AGAIN}\n\n{first}"
    assert await here.world.rows("SELECT state, uncertain FROM outbox WHERE kind = 'card'") == [("sent", 1)]
    here.world.telegram.fault("timeout", "sendMessage")
    await here.budi.says("halo bu")
    await here.later(seconds=30)
    code = await here.code(here.budi)
    passed = [words for words in here.tati.said(code) if "halo bu" in words]
    assert len(passed) == 2
    assert passed[1] == f"{AGAIN}\n{passed[0]}"


async def test_nobody_knows_whether_the_card_arrived_and_something_is_said(here: Town) -> None:
    """What is passed on waits for the card, which says that it may be a repetition."""
    await here.budi.says("/start")
    await here.budi.taps("Minta bantuan petugas")
    await here.budi.taps("SD")
    here.world.telegram.fault("timeout", "sendMessage", times=2)  # the summary, and the card
    await here.budi.taps(MISALS)
    await here.budi.says("halo bu")
    await here.later(seconds=30)
    first, second = cards(here, here.misal)
    assert second == f"{AGAIN}\n\n{first}"
    (passed,) = [m for m in here.misal.messages() if "halo bu" in m.get("text", "")]
    assert AGAIN not in passed["text"]


async def test_nobody_knows_whether_an_album_arrived(here: Town) -> None:
    """It goes out again as a whole, and says so once."""
    await here.hands_over(here.budi, district=MISALS)
    here.world.telegram.fault("timeout", "sendMediaGroup")
    here.budi.person.sends_album(["photo", "photo"], caption="layarnya")
    await here.world.settles()
    for _ in range(2):
        await here.later(seconds=30)
    captions = [m.get("caption", "") for m in here.misal.messages() if "media_group_id" in m]
    assert len(captions) == 4
    assert [AGAIN in caption for caption in captions] == [False, False, True, False]


async def test_nobody_knows_whether_the_topic_was_opened(here: Town) -> None:
    """It is opened once more; the card stands in one of the two, and only there it is answered."""
    await here.sari.says("/start")
    await here.sari.taps("Minta bantuan petugas")
    await here.sari.taps("SD")
    here.world.telegram.fault("drop_after", "createForumTopic")
    await here.sari.taps("Kabupaten Contoh")
    await here.later(seconds=30)
    assert len(here.contoh.topics) == 2
    assert len(cards(here, here.contoh)) == 1
    await here.rini.answers(await here.code(here.sari), "Halo")
    assert "Halo" in str(here.sari.person.messages())


async def test_the_card_stays_uncertain(here: Town) -> None:
    """After some such sends it is left as it is, and the log says so. What is said in the case next brings a card."""
    await here.budi.says("/start")
    await here.budi.taps("Minta bantuan petugas")
    await here.budi.taps("SD")
    await here.later(minutes=2)  # the overviews stand
    here.world.telegram.fault("drop_before", "sendMessage", times=6)
    here.world.expected_errors = 2  # the summary, and the card
    await here.budi.taps(MISALS)
    for _ in range(4):
        await here.later(minutes=10)
    assert await letters(here, "tell") == [("uncertain", "NetworkError")]
    assert await letters(here, "card") == [("uncertain", "NetworkError")]
    assert all("uncertain" in error for error in here.world.errors.found)
    assert cards(here, here.misal) == []
    await here.budi.says("halo bu")
    (card,) = cards(here, here.misal)
    assert "Jenjang: SD" in card
    assert "halo bu" in here.tati.said(await here.code(here.budi))[-1]


async def test_a_refusal_takes_no_doubt_away(here: Town) -> None:
    """Nobody knows whether card and overview arrived; the next try certainly did not, and the one after it still says so."""
    await here.budi.says("/start")
    await here.budi.taps("Minta bantuan petugas")
    await here.budi.taps("SD")
    faults = here.world.telegram.faults
    here.world.telegram.fault("drop_after", "sendMessage", times=None)
    await here.budi.taps(MISALS)
    await here.later(seconds=0)
    faults.ordered.clear()
    here.world.telegram.fault("flood", "sendMessage", times=3)  # those two, and the summary
    here.world.expected_refusals = 3
    for seconds in (20, 30, 60, 60):
        await here.later(seconds=seconds)
    assert not faults.ordered
    said = [plain(str(m.get("text"))) for m in here.misal.messages()]
    for what in ("Jenjang: SD", "Ringkasan"):
        assert [text.startswith(AGAIN) for text in said if what in text] == [False, True], what


async def _lasts(town: Town) -> None:
    """A refusal is looked at again, and is not believed till it has lasted."""
    for _ in range(4):
        await town.later(minutes=5)


async def test_the_bot_was_removed_and_a_refusal_tells(here: Town) -> None:
    """The desk is lost: the card goes to the province's, and the log says so; the operator's own conversation goes on."""
    await here.owner.says("/start")
    here.misal.removes_bot(here.tati.person)
    here.world.telegram.updates.drop()
    here.world.expected_refusals, here.world.expected_errors = 100, 2  # the digest, and the desk
    code = await here.hands_over(here.budi, district=MISALS)
    await _lasts(here)
    assert here.made.card(code)
    assert "desk lost" in " ".join(here.world.errors.found)
    assert "Provinsi Contoh" in here.budi.text
    await here.budi.ended_in("handed_over")
    assert await here.world.rows("SELECT chat, lost FROM desks WHERE code = 'misal'") == [(None, 1)]


async def test_the_bot_was_removed_and_there_is_no_desk_above(alone: Town) -> None:
    """The case ends there, visibly; the operator is told, and has the summary to pass on."""
    await alone.owner.says("/start")
    alone.misal.removes_bot(alone.tati.person)
    alone.world.telegram.updates.drop()
    alone.world.expected_refusals, alone.world.expected_errors = 100, 2  # the digest, and the desk
    await alone.hands_over(alone.budi, district=MISALS)
    await _lasts(alone)
    assert await alone.world.rows("SELECT state, desk FROM desk_cases") == [("closed", "misal")]
    assert await alone.log("closed")
    assert "tidak terhubung lagi" in str(alone.budi.person.messages())
    await alone.budi.ended_in("handed_over")
    assert "Jenjang: SD" in str(alone.budi.person.messages())


async def test_what_waits_for_its_turn_goes_where_the_case_is_by_then(here: Town) -> None:
    """A group's minute ends in the middle of a letter: its topic is gone, and opened anew. Meanwhile the operator mends the
    district: what they wrote comes to the desk that has the case by then, and the copy is remembered where it stands.
    """
    await here.later(minutes=2)  # the overviews stand
    code = await here.hands_over(here.sari)
    thread = here.rini.thread(code)
    assert thread is not None
    here.contoh.deletes_topic(thread)
    here.world.expected_refusals = 1
    time = VirtualClock()
    pacer = here.world.bot.sender._pacer = Pacer(time)
    for _ in range(GROUP - GROUP_RESERVE - AT_ONCE):
        await pacer.ready(CONTOH)
    before = len(here.contoh.messages())
    here.sari.person.says("tulisan saya")
    begun = [asyncio.create_task(here.world.fetches())]
    await until(lambda: pacer.waiting > 0)
    for label, then in (("Ganti daerah", MISALS), (MISALS, "Tombol sudah muncul")):
        button = here.sari._phone.button(label)
        here.sari.person.taps(button.message, button.data)
        begun.append(asyncio.create_task(here.world.fetches()))
        await until(lambda shown=then: shown in here.sari.buttons)
    while not all(task.done() for task in begun):
        await time.moves_by(1)
    await asyncio.gather(*begun)
    here.world.bot.sender._pacer = None
    await here.later(seconds=5)
    (copy,) = [m for m in here.misal.messages() if "tulisan saya" in m.get("text", "")]
    assert len(cards(here, here.misal)) == 1
    assert not [m for m in here.contoh.messages()[before:] if "tulisan saya" in m.get("text", "")]
    rows = await here.world.rows("SELECT to_chat, to_message FROM relays WHERE kind = 'in'")
    assert rows == [(MISAL, copy["message_id"])]


async def test_a_full_group_keeps_the_choice_till_it_has_room(here: Town) -> None:
    """What staff have just acted on goes before what waited, and nothing is under way meanwhile."""
    code = await here.hands_over(here.sari)
    time = VirtualClock()
    pacer = here.world.bot.sender._pacer = Pacer(time)
    for _ in range(GROUP - GROUP_RESERVE):
        await pacer.ready(CONTOH)
    before = len(here.world.telegram.calls)
    await here.sari.says("tulisan saya")
    assert await here.world.rows("SELECT kind, state FROM outbox WHERE state != 'sent'") == [
        ("relay", "waiting")
    ]
    await here.rini.taps("Ambil", code)
    made = [
        call.method
        for call in list(here.world.telegram.calls)[before:]
        if call.params.get("chat_id") == CONTOH
    ]
    assert made == ["getChatMember", "editMessageText"]
    await time.moves_by(60)
    await here.world.settles()
    assert [m for m in here.contoh.messages() if "tulisan saya" in m.get("text", "")]
    here.world.bot.sender._pacer = None


async def test_that_a_group_allows_no_reactions_is_learnt(here: Town) -> None:
    """Each message gets its word; that no thumb can be given is found out once, and again after a while."""
    code = await here.hands_over(here.sari)
    here.world.telegram.fault(
        "error", "setMessageReaction", error=bad_request("REACTION_INVALID"), times=None
    )
    here.world.expected_refusals = 1
    for number in range(3):
        await here.rini.answers(code, f"jawaban {number}")
    words = [m for m in here.contoh.messages() if m.get("text") == plain(write(Line("desk.arrived")))]
    assert len(words) == 3
    counted = here.world.telegram.faults.counted
    assert counted["error"] == 1
    here.world.expected_refusals = 2
    await here.later(hours=7)
    await here.rini.answers(code, "jawaban lagi")
    assert counted["error"] == 2
