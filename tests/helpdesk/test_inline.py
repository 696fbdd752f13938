"""Inline mode: `@bot words` in any chat finds the guides, and for staff what their desk has ready."""

from typing import Any

import pytest

from bot.helpdesk.delivery.telegram_calls import _SENDS
from bot.helpdesk.staff.inline_answers import _KINDS
from bot.outgoing.pictures import mark_of
from bot.records.relayed import ATTACHABLE
from bot.simulator.files import picture
from bot.simulator.members import Member
from flows.dialogue.desk.ready_answers import READY
from tests.chat import Chat
from tests.helpdesk.town import Town
from tests.staff import Staff


async def _finds(here: Town, who: Chat | Staff, words: str = "") -> dict[str, Any]:
    who.person.searches(words)
    await here.world.settles()
    call = here.world.telegram.calls[-1]
    assert call.method == "answerInlineQuery"
    return call.params


def _ids(found: dict[str, Any]) -> list[str]:
    return [str(result["id"]) for result in found["results"]]


async def test_everybody_finds_the_guides(here: Town) -> None:
    """Of somebody of whom nothing is known: all of them without words, else those that have them; nothing is kept."""
    found = await _finds(here, here.dewi)
    assert _ids(found) == [f".{word}" for word in READY]
    assert (found["cache_time"], found["is_personal"]) == (300, True)
    assert _ids(await _finds(here, here.dewi, "PERAN kepala")) == [".peran"]
    assert _ids(await _finds(here, here.dewi, "tidakadakatanya")) == []
    assert await here.world.rows("SELECT person FROM people") == []


async def test_what_is_chosen_answers_no_question(here: Town) -> None:
    """In one's own chat with the bot it is nothing; in a case's topic it goes to the operator."""
    code = await here.hands_over(here.sari)
    await here.dewi.says("/start")
    before = await here.world.session(here.dewi.person.id)
    for who, chat in ((here.dewi, None), (here.joko, here.contoh)):
        query = who.person.searches("peran")["inline_query"]["id"]
        await here.world.settles()
        who.person.chooses(query, ".peran", chat)
        await here.world.settles()
    assert await here.world.session(here.dewi.person.id) == before
    assert code not in str(here.dewi.person.messages())


async def test_staff_find_their_desk_s_own_besides(here: Town) -> None:
    """Never from a cache; not any more once they have left, even where Telegram did not say so."""
    await here.joko.says("/jawaban server Server pusat sedang <penuh>.")
    found = await _finds(here, here.joko, "server")
    assert _ids(found) == ["contoh.server"]
    assert found["cache_time"] == 0
    assert found["results"][0]["input_message_content"]["message_text"] == "Server pusat sedang <penuh>."
    assert _ids(await _finds(here, here.tati, "server")) == []
    here.contoh.members[here.joko.person.id] = Member(here.joko.person.user, "left")
    here.world.clock.moves_by(minutes=11)
    assert _ids(await _finds(here, here.joko, "server")) == []


async def test_what_telegram_cannot_tell_is_not_shown(here: Town) -> None:
    await here.joko.says("/jawaban server Sedang penuh.")
    here.world.clock.moves_by(minutes=11)
    here.world.telegram.fault("error", "getChatMember", times=1)
    assert _ids(await _finds(here, here.joko, "server")) == []


async def test_a_file_goes_along(here: Town) -> None:
    """The guide's picture once it was shown to anybody, and what a desk keeps with its own answer."""
    file = here.world.telegram.files.keep("photo", "", picture(90, 90)).id
    await here.world.bot.store.mark({mark_of("role"): file})
    (found,) = (await _finds(here, here.dewi, "peran kepala"))["results"]
    assert (found["type"], found["photo_file_id"]) == ("photo", file)
    assert "<b>Kepala Sekolah</b>" in found["caption"]
    here.joko.person.sends("document", here.contoh, caption="/jawaban skema Lihat <ini>.", name="skema.pdf")
    await here.world.settles()
    (own,) = (await _finds(here, here.joko, "skema"))["results"]
    assert (own["type"], own["caption"]) == ("document", "Lihat <ini>.")
    assert _ids(await _finds(here, here.tati, "skema")) == []


def test_whatever_can_be_kept_can_be_sent_and_found() -> None:
    assert set(_SENDS) == set(_KINDS) == ATTACHABLE


async def test_where_telegram_knows_the_file_no_more_the_words_are_found(here: Town) -> None:
    """As with another token: the answers come without files."""
    await here.world.bot.store.mark({mark_of("role"): "gone"})
    here.world.expected_refusals = 1
    found = await _finds(here, here.dewi)
    assert _ids(found) == [f".{word}" for word in READY]
    assert {result["type"] for result in found["results"]} == {"article"}


@pytest.mark.parametrize(("able", "said"), [(True, 0), (False, 1)])
async def test_the_log_says_where_it_is_off(
    here: Town, caplog: pytest.LogCaptureFixture, *, able: bool, said: int
) -> None:
    here.world.telegram.bot_user["supports_inline_queries"] = able
    await here.world.restarts()
    assert [record.message for record in caplog.records].count("inline mode is off") == said
