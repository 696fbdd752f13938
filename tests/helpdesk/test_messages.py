"""What is written on either side: files, edits, addresses, what does not arrive, and to which case it belongs."""

import pytest

from tests.helpdesk.operator_chat import said
from tests.helpdesk.town import CONTOH, Town
from tests.postgres import ON_BOTH

pytestmark = pytest.mark.parametrize("place", ON_BOTH, indirect=True)


async def test_closed_and_written_to_again(here: Town) -> None:
    """The bot asks which case it is for; what was written is not lost."""
    code = await here.hands_over(here.sari)
    await here.rini.taps("Tutup", code)
    await here.rini.taps("Operator tidak membalas", code)
    await here.sari.says("maaf bu baru balas, masih hilang")
    here.sari.sees(code, buttons=["Buka lagi kasus ini", "Mulai kasus baru"])
    await here.sari.taps("Buka lagi kasus ini")
    assert "maaf bu baru balas, masih hilang" in "\n".join(here.rini.said(code))
    assert "Belum diambil" in here.rini.card(code)["text"]


async def test_what_was_written_to_a_closed_case_may_be_dropped_or_begin_another(here: Town) -> None:
    """Dropped: nobody gets it. A new case: it goes with that one, once it is handed over."""
    code = await here.hands_over(here.sari)
    await here.rini.taps("Tutup", code)
    await here.rini.taps("Kasus ganda", code)
    await here.sari.says("tidak jadi ini")
    await here.sari.taps("Tidak jadi mengirim")
    assert await here.world.rows("SELECT * FROM held") == []
    await here.sari.says("hal lain: akunnya dua")
    await here.sari.taps("Mulai kasus baru")
    await here.sari.taps("Minta bantuan petugas")
    await here.sari.taps("SD")
    other = await here.code(here.sari)
    assert other != code
    assert "akunnya dua" in "\n".join(here.rini.said(other))
    assert "tidak jadi ini" not in str([message.get("text") for message in here.contoh.messages()])
    assert await here.world.rows("SELECT * FROM held") == []


async def test_a_reply_says_which_case_is_meant(here: Town) -> None:
    """Sari has two cases at the desk; a reply to what was said in the first goes there."""
    first = await here.hands_over(here.sari)
    await here.rini.answers(first, "Yang pertama, ya?")
    told = [m for m in here.sari.person.messages() if "Yang pertama" in m.get("text", "")][-1]
    await here.sari.says("/ulang")
    await here.sari.taps("Ya, kasus baru")
    await here.sari.taps("Minta bantuan petugas")
    await here.sari.taps("SD")
    second = await here.code(here.sari)
    here.sari.person.says("betul, yang pertama", reply_to=told["message_id"])
    await here.world.settles()
    await here.sari.says("ini untuk yang kedua")
    assert "betul, yang pertama" in here.rini.said(first)[-1]
    assert "ini untuk yang kedua" in here.rini.said(second)[-1]
    assert await here.code(here.sari) == second


async def test_files_and_albums_go_both_ways(here: Town) -> None:
    """With their captions; an album stays one."""
    code = await here.hands_over(here.sari)
    await here.sari.sends("photo")
    here.sari.person.sends_album(["photo", "photo"], caption="layar saya")
    await here.world.settles()
    await here.later(seconds=2)
    got = [message for message in here.contoh.messages() if "photo" in message]
    assert len(got) == 3
    assert len({message.get("media_group_id") for message in got[1:]}) == 1
    assert "layar saya" in got[1]["caption"]
    await here.rini.sends_album(["document", "document"], code, "panduan")
    await here.later(seconds=2)
    back = [message for message in here.sari.person.messages() if "document" in message]
    assert len(back) >= 2
    assert any("panduan" in message.get("caption", "") for message in back)


async def test_edits_follow_and_a_reply_can_be_withdrawn(here: Town) -> None:
    code = await here.hands_over(here.sari)
    await here.rini.answers(code, "Buka menu Pengaturn.")
    await here.rini.edits("Buka menu Pengaturan.")
    assert "Buka menu Pengaturan." in said(here.sari)
    await here.sari.says("sdh bu")
    await here.sari.edits("sudah bu")
    assert "sudah bu" in here.rini.said(code)[-1]
    mine = here.world.telegram.message(CONTOH, here.rini._own[0])
    await here.rini.replies(mine, "/tarik")
    assert not any("Pengaturan" in m.get("text", "") for m in here.sari.person.messages())


async def test_staff_are_told_that_the_operator_has_blocked_the_bot(here: Town) -> None:
    code = await here.hands_over(here.sari)
    await here.sari.blocks_bot()
    here.world.expected_refusals = 1
    await here.rini.answers(code, "Halo?")
    assert "memblokir bot" in here.rini.said(code)[-1]
    assert here.rini.reactions(here.rini.own) == []


async def test_what_looks_personal_does_not_reach_the_other_side(here: Town) -> None:
    code = await here.hands_over(here.sari)
    await here.sari.says("nik kepsek 3204123456780001 bu")
    assert "3204123456780001" not in "\n".join(here.rini.said(code))
    await here.rini.answers(code, "hubungi saya di 081234567890")
    assert "081234567890" not in said(here.sari)
    assert any("data pribadi" in words for words in here.rini.said(code))


async def test_an_edit_does_not_reach_the_desk_that_has_handed_the_case_on(here: Town) -> None:
    code = await here.hands_over(here.sari)
    await here.sari.says("pesan pertama")
    await here.rini.taps("Teruskan ke Provinsi Contoh", code)
    await here.rini.taps("Ya, teruskan ke Provinsi Contoh", code)
    await here.sari.edits("hanya untuk provinsi")
    assert "hanya untuk provinsi" not in str([message.get("text") for message in here.contoh.messages()])


async def test_staff_are_told_what_does_not_reach_anybody(here: Town) -> None:
    """An operator who has blocked the bot, a command that is none, a case that has gone."""
    code = await here.hands_over(here.sari)
    await here.rini.answers(code, "sebentar")
    passed = here.rini.own
    await here.rini.answers(code, "/catatn salah ketik")
    assert "tidak dikenal" in here.rini.said(code)[-1]
    await here.sari.blocks_bot()
    await here.rini.taps("Tanya operator", code)
    await here.rini.taps("Jumlah akun", code)
    assert "memblokir" in here.rini.said(code)[-1]
    await here.rini.taps("Teruskan ke Provinsi Contoh", code)
    await here.rini.taps("Ya, teruskan ke Provinsi Contoh", code)
    assert "tidak lagi diteruskan" in str([m.get("text") for m in here.contoh.messages()])
    await here.rini.replies(passed, "satu hal lagi")
    assert "tidak lagi pada meja ini" in str(here.contoh.messages()[-1].get("text"))
    await here.tati.says("/catatan untuk siapa?")
    assert "untuk suatu kasus" in str(here.misal.messages()[-1].get("text"))


async def test_an_address_behind_words_is_passed_on(here: Town) -> None:
    """Only words are passed on; what they link to stands behind them, and is looked through like all that is written."""
    code = await here.hands_over(here.sari)
    thread = here.rini.thread(code)
    links = {"😀 di sini": "https://contoh.go.id/unduh", "di sana": "https://wa.me/6281234567890"}
    here.rini.person.says("unduh 😀 di sini ya, bukan di sana", here.contoh, thread=thread, links=links)
    await here.world.settles()
    copy = str([message.get("text") for message in here.sari.person.messages()])
    assert "di sini (https://contoh.go.id/unduh) ya, bukan di sana (https" in copy
    assert "6281234567890" not in copy
