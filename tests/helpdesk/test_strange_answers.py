"""One strange answer is never final: letters wait, links stay linked, screens stay owed, until a second look says the same."""

from dataclasses import replace

import pytest

from bot.simulator.errors import ApiError, bad_request, forbidden
from bot.simulator.methods import METHODS
from bot.simulator.params import Params
from bot.simulator.telegram import Telegram
from tests.helpdesk.town import CONTOH, Town

STRANGE = [
    ApiError(401, "Unauthorized"),
    ApiError(404, "Not Found"),
    ApiError(502, "Bad Gateway"),
    bad_request("chat not found"),
    bad_request("CHAT_RESTRICTED"),
    bad_request("CHAT_WRITE_FORBIDDEN"),
    bad_request("have no rights to send a message"),
    bad_request("SOMETHING_NEW_2027"),
    forbidden("bot was kicked from the supergroup chat"),
    forbidden("something new"),
]


def _named(error: ApiError) -> str:
    return error.description


async def _waits(here: Town, times: int, **span: float) -> None:
    for _ in range(times):
        await here.later(**span)


@pytest.mark.parametrize("error", STRANGE, ids=_named)
async def test_a_reply_arrives_after_it(here: Town, error: ApiError) -> None:
    """Whether it is the first, the second or the third call that is refused."""
    here.world.expected_errors = here.world.expected_refusals = 100
    code = await here.hands_over(here.sari)
    for method in ("sendMessage", "editMessageText"):
        here.world.telegram.fault("error", method, times=2, error=error)
    await here.rini.answers(code, "Cobalah sekarang.")
    await _waits(here, 6, minutes=1)
    here.sari.looks().sees("Cobalah sekarang.")
    assert here.world.bot.desks.at(CONTOH) is not None
    assert not (await here.world._store.load(11)).blocked


@pytest.mark.parametrize("error", STRANGE, ids=_named)
async def test_a_card_and_a_desk_outlast_it(here: Town, error: ApiError) -> None:
    here.world.expected_errors = here.world.expected_refusals = 100
    here.world.telegram.fault("error", "createForumTopic", times=2, error=error)
    code = await here.hands_over(here.sari)
    await _waits(here, 6, minutes=1)
    assert "Belum diambil" in here.rini.card(code)["text"]
    assert here.rini.thread(code) is not None
    assert here.world.bot.desks.at(CONTOH) is not None


@pytest.mark.parametrize("error", STRANGE, ids=_named)
async def test_a_screen_stays_owed(here: Town, error: ApiError) -> None:
    here.world.expected_errors = here.world.expected_refusals = 100
    await here.sari.says("/start")
    for method in ("sendMessage", "editMessageText"):
        here.world.telegram.fault("error", method, times=2, error=error)
    await here.sari.taps("Tombol tidak ada, hanya Tarik Data")
    await _waits(here, 6, minutes=2)
    assert "Saat membuka menu Sinkronisasi" in here.sari.text


async def test_a_group_that_is_not_known_for_long_is_lost(here: Town) -> None:
    """Telegram never said that the bot was sent away; its owner is told once, and the case goes to the desk above."""
    here.world.expected_errors = here.world.expected_refusals = 1000
    await here.owner.says("/start")
    here.contoh.removes_bot(here.rini.person)
    here.world.telegram.updates.drop()
    await here.hands_over(here.sari)
    await _waits(here, 3, minutes=4)
    assert here.world.bot.desks.at(CONTOH) is not None, "too early"
    await _waits(here, 3, minutes=5)
    assert here.world.bot.desks.at(CONTOH) is None
    told = [one for one in here.owner.person.messages() if "Kabupaten Contoh" in one.get("text", "")]
    assert len(told) == 1


async def test_what_is_refused_by_a_chat_that_is_there_is_given_up(here: Town) -> None:
    """An answer that nobody has met, to one message only: what stands behind it goes on after two minutes."""
    here.world.expected_errors = here.world.expected_refusals = 100
    code = await here.hands_over(here.sari)
    here.world.telegram.fault("error", "copyMessage", times=None, error=bad_request("SOMETHING_NEW_2027"))
    await here.rini.sends("photo", code)
    await here.rini.answers(code, "Cobalah sekarang.")
    await _waits(here, 5, minutes=1)
    here.sari.looks().sees("Cobalah sekarang.")
    assert any("Telegram menolak pesan ini" in one.get("text", "") for one in here.contoh.messages())


async def test_a_spell_without_telegram_leaves_nothing_uncertain(here: Town) -> None:
    """For ten minutes a gateway answers in Telegram's place: what was sent meanwhile arrives."""
    here.world.expected_errors = here.world.expected_refusals = 1000
    code = await here.hands_over(here.sari)
    await here.rini.answers(code, "Halo.")
    here.rini.person.says("Cobalah sekarang.", here.contoh, thread=here.rini.thread(code))
    here.world.telegram.fault("error", "sendMessage", times=None, error=ApiError(502, "Bad Gateway"))
    here.world.telegram.fault("error", "getMe", times=None, error=ApiError(502, "Bad Gateway"))
    await here.world.settles()
    await _waits(here, 10, minutes=1)
    here.world.telegram.faults.ordered.clear()
    await _waits(here, 2, minutes=6)
    here.sari.looks().sees("Cobalah sekarang.")


async def test_a_copy_without_a_number_is_not_kept_as_one(
    here: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Telegram puts off a large video, and tells 0: nothing is changed, withdrawn or replied to by that."""
    known = METHODS["copyMessage"]

    def put_off(telegram: Telegram, params: Params) -> dict[str, int]:
        known.act(telegram, params)
        return {"message_id": 0}

    code = await here.hands_over(here.sari)
    monkeypatch.setitem(METHODS, "copyMessage", replace(known, act=put_off))
    await here.sari.sends("video")
    here.sari.person.sends("video", caption="layarnya")
    await here.world.settles()
    await here.rini.sends("video", code)
    assert await here.world.rows("SELECT count(*) FROM relays WHERE kind IN ('in', 'out')") == [(3,)]
    assert await here.world.rows("SELECT kind FROM relays WHERE to_message = 0") == []
    here.sari.looks()
    await here.rini.replies(here.rini.own, "/tarik")
    here.sari.looks().sees_nothing()
