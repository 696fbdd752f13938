"""Answers that are ready: sent by a word, each desk's own beside the bot's."""

import pytest

from bot.helpdesk.staff.canned_answers import LONGEST, MOST
from bot.outgoing.pictures import mark_of
from bot.outgoing.render import plain
from bot.records.messages import CannedAnswer
from flows.dialogue.desk.ready_answers import READY, ready
from tests.helpdesk.test_overview import lacks_duty
from tests.helpdesk.town import Town


def _last(here: Town) -> str:
    return str(here.contoh.messages()[-1]["text"])


@pytest.mark.parametrize("word", READY)
async def test_what_the_bot_has_ready_is_sent(here: Town, word: str) -> None:
    """As if it had been written: the case is theirs, the operator reads it, the receipt comes."""
    code = await here.hands_over(here.sari)
    await here.rini.answers(code, f"/j {word}")
    text = plain(ready(word) or "")
    assert len(text) <= LONGEST
    said = [str(message.get("text")) for message in here.sari.person.messages()]
    assert any(text in one for one in said)
    assert not any("/j" in one for one in said if "Petugas" in one)
    assert here.rini.reactions(here.rini.own) == ["👍"]
    assert "Diambil Bu Rini" in here.rini.card(code)["text"]


async def test_a_desk_puts_its_own_beside_them(here: Town) -> None:
    """Shown, sent, taken back; another desk has none of it."""
    code = await here.hands_over(here.sari)
    await here.joko.says("/jawaban server Server pusat sedang <penuh>.\nCoba lagi nanti.")
    assert "disimpan" in _last(here)
    await here.joko.says("/jawaban PERAN Lihat gambar di topik Umum.")
    await here.joko.says("/jawaban")
    assert "server (milik meja): Server pusat" in _last(here)
    assert "peran (milik meja)" in _last(here)
    assert "tarik: " in _last(here)
    await here.joko.says("/jawaban server")
    assert "<penuh>.\nCoba" in _last(here)
    await here.rini.answers(code, "/j Server")
    assert any("<penuh>" in str(message.get("text")) for message in here.sari.person.messages())
    await here.tati.says("/jawaban")
    assert "server" not in str(here.misal.messages()[-1]["text"])
    await here.joko.says("/jawaban hapus peran")
    assert "kembali seperti semula" in _last(here)
    await here.joko.says("/jawaban hapus server")
    assert "dihapus" in _last(here)
    await here.joko.says("/jawaban hapus server")
    assert "Tidak ada jawaban" in _last(here)
    assert len(await here.log("canned")) == 4


async def test_a_word_that_is_none_sends_nothing(here: Town) -> None:
    code = await here.hands_over(here.sari)
    before = len(here.sari.person.messages())
    await here.rini.answers(code, "/j tidakada")
    assert "Tidak ada jawaban" in here.rini.said(code)[-1]
    await here.rini.says("/j peran")
    assert "untuk suatu kasus" in _last(here)
    assert len(here.sari.person.messages()) == before
    await here.sari.says("/j peran")
    here.sari.sees("ditulis di grupnya")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("/jawaban a isi", "2 sampai 20"),
        ("/jawaban a-b isi", "2 sampai 20"),
        (f"/jawaban ab {'x' * (LONGEST + 1)}", "terlalu panjang"),
        ("/jawaban kosong", "Tidak ada jawaban"),
        ("/jawaban hapus", "Tidak ada jawaban"),
    ],
)
async def test_what_cannot_be_kept_is_said(here: Town, words: str, said: str) -> None:
    await here.joko.says(words)
    assert said in _last(here)


async def test_a_full_list_fits_one_message(here: Town) -> None:
    """So many a desk may have; one of them can still be changed."""
    for number in range(MOST):
        await here.world.bot.store.put_canned("contoh", f"panjang{number:06}", CannedAnswer("M" * LONGEST))
    await here.joko.says("/jawaban baru isi")
    assert "lima puluh" in _last(here)
    await here.joko.says("/jawaban panjang000001 isi lain")
    assert "disimpan" in _last(here)
    await here.joko.says("/jawaban")
    assert "panjang000049" in _last(here)
    await here.joko.says("/jawaban panjang000002")
    assert "MMM" in _last(here)


async def test_another_process_has_them_still(here: Town) -> None:
    await here.joko.says("/jawaban server Sedang penuh.")
    await here.world.restarts()
    await here.joko.says("/jawaban server")
    assert "Sedang penuh." in _last(here)


async def test_by_buttons_it_is_read_before_it_is_sent(here: Town) -> None:
    """Below the card: chosen, read, sent once, however often it is tapped; the operator reads it as an answer."""
    code = await here.hands_over(here.sari)
    await here.rini.taps("Jawaban siap pakai", code)
    number = here.contoh.messages()[-1]["message_id"]

    def data(label: str) -> str:
        rows = here.world.telegram.message(here.contoh.id, number)["reply_markup"]["inline_keyboard"]
        return next(str(at["callback_data"]) for row in rows for at in row if at["text"] == label)

    async def taps(sent: str) -> None:
        here.joko.person.taps(number, sent, here.contoh)
        await here.world.settles()

    await taps(data("tarik"))
    before = len(here.sari.person.messages())
    sends = data("Kirim ke operator")
    await taps(sends)
    await taps(sends)
    new = [
        str(message["text"])
        for message in here.sari.person.messages()[before:]
        if "Petugas" in str(message.get("text"))
    ]
    assert len([text for text in new if "Tarik Data" in text]) == 1
    assert "Dikirim ke operator" in here.world.telegram.message(here.contoh.id, number)["text"]
    assert "Diambil Pak Joko" in here.joko.card(code)["text"]
    assert len(await here.log("reply")) == 1


async def _keeps(here: Town, kind: str, words: str) -> None:
    here.joko.person.sends(kind, here.contoh, caption=words, content=b"skema", name="skema.pdf")
    await here.world.settles()


@pytest.mark.parametrize("kind", ["photo", "document"])
async def test_a_file_goes_with_an_answer(here: Town, kind: str) -> None:
    """By word and by buttons, and with it to the cases alike; till another answer takes its place."""
    code, other = await lacks_duty(here, here.sari), await lacks_duty(here, here.budi)
    await _keeps(here, kind, "/jawaban skema Lihat skemanya.")
    assert "disimpan" in _last(here)
    await here.joko.says("/jawaban")
    assert "skema (milik meja): Lihat skemanya. (disertai gambar atau berkas)" in _last(here)
    await here.rini.answers(code, "/j skema")
    (sent,) = [m for m in here.sari.person.messages() if kind in m]
    assert "Petugas Kabupaten Contoh" in sent["caption"]
    assert "Lihat skemanya." in sent["caption"]
    assert here.rini.reactions(here.rini.own) == ["👍"]
    await here.rini.taps("Jawaban siap pakai", code)
    for label in ("skema", "Kirim ke operator"):
        await here.rini.taps_under(here.contoh.messages()[-1], label)
    assert len([m for m in here.sari.person.messages() if kind in m]) == 2
    first = here.rini.card(code)
    await here.rini.taps_under(first, "Salin untuk kasus serupa")
    await here.rini.taps_under(here.contoh.messages()[-1], "Kirim ke 1 kasus: tugas tambahan")
    (copied,) = [m for m in here.budi.person.messages() if kind in m]
    assert copied["caption"] == sent["caption"].replace(code, other)
    await here.joko.says("/jawaban skema Tanpa skema.")
    await here.rini.replies(first, "/j skema")
    assert "Tanpa skema." in str(here.sari.person.messages()[-1].get("text"))


async def test_what_was_sent_with_a_file_is_changed_and_taken_back(here: Town) -> None:
    """As any answer: its words when the command is changed into words, all of it by `/tarik`."""
    code = await here.hands_over(here.sari)
    await _keeps(here, "photo", "/jawaban skema Lihat skemanya.")
    await here.rini.answers(code, "/j skema")
    own = here.rini.own
    here.world.expected_refusals = 1  # a text it was not
    await here.rini.edits("Lihat yang ini.")
    (sent,) = [m for m in here.sari.person.messages() if "photo" in m]
    assert "Lihat yang ini." in sent["caption"]
    await here.rini.replies(own, "/tarik")
    assert not [m for m in here.sari.person.messages() if "photo" in m]


async def test_the_guides_picture_goes_along_once_it_was_shown(here: Town) -> None:
    code = await here.hands_over(here.sari)
    await here.rini.answers(code, "/j peran")
    assert not [m for m in here.sari.person.messages() if "photo" in m]
    file = here.world.telegram.files.keep("photo", "", b"gambar").id
    await here.world.bot.store.mark({mark_of("role"): file})
    await here.rini.answers(code, "/j peran")
    (sent,) = [m for m in here.sari.person.messages() if "photo" in m]
    assert plain(ready("peran") or "") in sent["caption"]


async def test_a_file_that_cannot_be_kept_is_said(here: Town) -> None:
    """A sticker has no words; of an album one picture would be kept, and nothing of it goes to the operator."""
    code = await here.hands_over(here.sari)
    before = len(here.sari.person.messages())
    await _keeps(here, "photo", "/jawaban")
    assert "2 sampai 20" in _last(here)
    for thread in (None, here.joko.thread(code)):
        here.joko.person.sends_album(["photo", "photo"], here.contoh, thread, caption="/jawaban skema isi")
        await here.world.settles()
        await here.later(seconds=2)
    assert sum("tidak dikenal" in str(m.get("text")) for m in here.contoh.messages()) == 2
    assert await here.world.bot.store.canned("contoh") == {}
    assert len(here.sari.person.messages()) == before
