"""Whose words they are: what is passed on from elsewhere is neither a command nor an answer."""

from typing import Any

import pytest

from bot.privacy.invisible import inert
from tests.chat import Chat
from tests.helpdesk.town import Town

ORIGIN = {"type": "hidden_user", "sender_user_name": "Orang Lain", "date": 1}


async def _forwards(here: Town, update: dict[str, Any]) -> None:
    here.world.telegram.updates.drop()
    update["message"]["forward_origin"] = ORIGIN
    await here.world.bot.inbox.take([update])
    await here.world.settles()


@pytest.mark.parametrize("text", ["Tombolnya masih belum ada.", "/catatan rahasia", "/tarik", "/lepas"])
async def test_staff_s_are_passed_on_and_marked(here: Town, text: str) -> None:
    code = await here.hands_over(here.sari)
    await _forwards(here, here.rini.person.says(text, here.contoh, thread=here.rini.thread(code)))
    here.sari.looks().sees("diteruskan", inert(text))
    assert here.world.bot.desks.at(here.contoh.id) is not None


@pytest.mark.parametrize("text", ["Tombolnya masih belum ada.", "/ulang", "/hapus_data"])
async def test_operators_are_passed_on_and_marked(here: Town, text: str) -> None:
    code = await here.hands_over(here.sari)
    await _forwards(here, here.sari.person.says(text))
    assert "diteruskan" in here.rini.said(code)[-1]
    assert inert(text) in here.rini.said(code)[-1]
    await here.sari.ended_in("handed_over")


@pytest.mark.parametrize("text", ["/hapus_data", "/status", "/kelola lepas misal", "/hubungkan ABC"])
async def test_a_command_is_none(here: Town, text: str) -> None:
    """Neither the operator's nor the owner's."""
    for who in (here.sari, here.owner):
        await who.says("/lanjut")
        before = await here.world.session(who.person.id)
        await _forwards(here, who.person.says(text))
        assert "Pesan terusan" in who.looks().text or "Pesan terusan" in str(who.person.messages()[-1])
        assert (await here.world.session(who.person.id)).records == before.records
    assert here.world.bot.desks.at(here.misal.id) is not None


async def test_an_answer_is_none(here: Town) -> None:
    chat: Chat = here.sari
    await chat.says("/start")
    await chat.taps("Tombol tidak ada, hanya Tarik Data")
    before = await here.world.session(chat.person.id)
    await _forwards(here, chat.person.says("kepala sekolah"))
    assert (await here.world.session(chat.person.id)).records == before.records


async def test_at_the_opening_it_may_tell_the_trouble(here: Town) -> None:
    """One's own tap says whether it is that."""
    await here.sari.says("/start")
    await _forwards(here, here.sari.person.says("tombol sinkronisasi tidak ada, hanya tarik data"))
    assert (await here.world.session(here.sari.person.id)).records == ()
    assert "Tombol tidak ada, hanya Tarik Data" in here.sari.text


@pytest.mark.parametrize("caption", ["/cek", "/kelola impor"])
async def test_a_file_with_a_command_below_it_is_none_either(here: Town, caption: str) -> None:
    """Neither in the own chat of whoever could give that command, nor in a desk's group."""
    await here.owner.says("/lanjut")
    sent = here.owner.person.sends("document", caption=caption, content=b"kode,nama", name="daerah.csv")
    await _forwards(here, sent)
    sent = here.rini.person.sends(
        "document", here.contoh, caption=caption, content=b"kode,nama", name="daerah.csv"
    )
    await _forwards(here, sent)
    assert await here.world.rows("SELECT key FROM outbox WHERE kind = 'batch' OR key LIKE 'govern:%'") == []
