"""What Telegram does not tell is no "no": it is asked again, others go on, and in the end whoever waits is told."""

import pytest

from bot.simulator.errors import ApiError, bad_request, forbidden
from tests.helpdesk.town import OWNER, Town

UNKNOWN = [
    ApiError(502, "Bad Gateway"),
    ApiError(401, "Unauthorized"),
    ApiError(404, "Not Found"),
    bad_request("chat not found"),
    bad_request("SOMETHING_NEW"),
    forbidden("bot was kicked from the supergroup chat"),
]
STRANGER = "Hanya anggota grup ini yang dapat memakai tombolnya."


async def _minute(here: Town) -> None:
    """A minute and more, at which the bot looks at the clock now and then."""
    for _ in range(8):
        await here.later(seconds=31)


async def _forgets(here: Town) -> None:
    """What was known of Joko is too old to be believed."""
    await here.later(minutes=11)


@pytest.mark.parametrize("error", UNKNOWN, ids=lambda error: error.description)
async def test_a_reply_is_passed_on_once_it_is_known_who_wrote_it(here: Town, error: ApiError) -> None:
    code = await here.hands_over(here.sari)
    here.world.telegram.fault("error", "getChatMember", times=3, error=error)
    here.world.expected_refusals = 3
    await here.joko.answers(code, "Cobalah sekarang.")
    here.sari.looks().sees_nothing()
    for _ in range(3):
        await here.later(seconds=5)
    here.sari.looks().sees("Cobalah sekarang.")


async def test_what_stays_unknown_is_said_not_to_be_done(here: Town) -> None:
    code = await here.hands_over(here.sari)
    here.world.telegram.fault("error", "getChatMember", times=None)
    here.world.expected_refusals = 100
    await here.joko.answers(code, "Cobalah sekarang.")
    await _minute(here)
    here.sari.looks().sees_nothing()
    (told,) = [said for said in here.contoh.messages() if "belum dijalankan" in said.get("text", "")]
    assert told["reply_to_message"]["message_id"] == here.joko.own["message_id"]
    here.world.telegram.faults.ordered.clear()
    await here.joko.answers(code, "Sekali lagi.")
    here.sari.looks().sees("Sekali lagi.")


async def test_a_tap_is_answered_at_once_and_done_later(here: Town) -> None:
    code = await here.hands_over(here.sari)
    here.world.telegram.fault("error", "getChatMember", times=2)
    here.world.expected_refusals = 2
    await here.joko.taps("Ambil", code)
    assert here.joko.toasts == ["Keanggotaan Anda di grup sedang diperiksa."]
    await here.later(seconds=2)
    await here.later(seconds=3)
    assert "Diambil Pak Joko" in here.joko.card(code)["text"]


async def test_a_second_tap_behind_the_first_is_answered_at_once_too(here: Town) -> None:
    """It waits for what comes before it, and nobody looks at a button that spins meanwhile."""
    code = await here.hands_over(here.sari)
    here.world.telegram.fault("error", "getChatMember", times=2)
    here.world.expected_refusals = 2
    for _ in range(2):
        await here.joko.taps("Ambil", code)
        assert here.joko.toasts == ["Keanggotaan Anda di grup sedang diperiksa."]
    await here.later(seconds=2)
    await here.later(seconds=3)
    assert "Diambil Pak Joko" in here.joko.card(code)["text"]
    assert len(await here.log("taken")) == 1


async def test_what_somebody_does_stays_in_order_while_others_go_on(here: Town) -> None:
    code = await here.hands_over(here.sari)
    await here.rini.answers(code, "Saya bantu.")
    here.world.telegram.fault("error", "getChatMember", times=1)
    here.world.expected_refusals = 1
    await here.joko.answers(code, "Pertama.")
    await here.joko.answers(code, "Kedua.")
    await here.rini.answers(code, "Ketiga.")
    here.sari.looks().sees("Ketiga.")
    await here.later(seconds=2)
    said = [one.get("text", "") for one in here.sari.person.messages()]
    order = [
        next(at for at, text in enumerate(said) if word in text) for word in ("Ketiga.", "Pertama.", "Kedua.")
    ]
    assert order == sorted(order)


async def test_a_restart_loses_nothing_of_it(here: Town) -> None:
    code = await here.hands_over(here.sari)
    here.world.telegram.fault("error", "getChatMember", times=1)
    here.world.expected_refusals = 1
    await here.joko.answers(code, "Cobalah sekarang.")
    await here.world.restarts()
    here.sari.looks().sees("Cobalah sekarang.")


async def test_a_stranger_is_still_refused(here: Town) -> None:
    """That Telegram knows nobody of that number there is an answer."""
    code = await here.hands_over(here.sari)
    stranger = here._staff(77, "Orang Lain", here.contoh)
    here.contoh.expels(stranger.person)
    await stranger.taps("Ambil", code)
    assert stranger.toasts == [STRANGER]


@pytest.mark.parametrize("method", ["getChatMember", "getChat"])
async def test_a_group_is_linked_once_it_is_known_who_asks(here: Town, method: str) -> None:
    """The administrator of another group chooses it with the button; Telegram tells nothing for some seconds."""
    await here.owner.says("/kelola lepas misal")
    here.misal.promotes(here.owner.person, "can_manage_chat") if OWNER in here.misal.members else None
    await here.owner.says("/kelola tautan misal")
    text = next(
        one["text"] for one in reversed(here.owner.person.messages()) if "/hubungkan" in one.get("text", "")
    )
    code = text.partition("/hubungkan ")[2].split()[0].strip(".<>")
    here.world.telegram.fault("error", method, times=2)
    here.world.expected_refusals = 2
    await here.tati.says(f"/hubungkan {code}")
    await here.later(seconds=2)
    await here.later(seconds=3)
    assert here.world.bot.desks.at(here.misal.id) is not None


async def test_old_news_of_a_membership_is_not_believed(here: Town) -> None:
    """Also when the clock was wrong by hours when it came."""
    code = await here.hands_over(here.sari)
    here.world.clock.moves_by(hours=5)
    await here.joko.answers(code, "Saya bantu.")
    here.world.clock.moves_by(hours=-5)
    here.contoh.members.pop(here.joko.person.id, None)
    asked = len([call for call in here.world.telegram.calls if call.method == "getChatMember"])
    await here.joko.answers(code, "Masih di sini.")
    now = len([call for call in here.world.telegram.calls if call.method == "getChatMember"])
    assert now > asked
