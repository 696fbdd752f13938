"""A desk's morning: cases come, are taken, answered, handed on and closed; and what the operators see of it."""

import pytest

from tests.helpdesk.operator_chat import own, said
from tests.helpdesk.town import Town
from tests.postgres import ON_BOTH
from tests.staff import Staff

pytestmark = pytest.mark.parametrize("place", ON_BOTH, indirect=True)
THUMB = ["👍"]


async def test_a_case_from_its_coming_to_its_end(here: Town) -> None:
    """The card has everything; take, answer, close: the operator sees each."""
    code = await here.hands_over(here.sari)
    here.sari.sees("Kabupaten Contoh")
    assert here.rini.thread(code) is not None, "a forum has a topic for each case"
    assert "Belum diambil" in here.rini.card(code)["text"]
    assert "Jenjang: SD" in here.rini.card(code)["text"]
    await here.rini.taps("Ambil", code)
    assert "Diambil Bu Rini" in here.joko.card(code)["text"]
    assert "sudah" in here.sari.text
    await here.rini.answers(code, "Selamat pagi, mohon tunggu sebentar.")
    assert "Petugas Kabupaten Contoh" in said(here.sari)
    assert "mohon tunggu sebentar" in said(here.sari)
    assert "Rini" not in said(here.sari), "who of the staff it was, stays with the staff"
    assert here.rini.reactions(here.rini.own) == THUMB
    await here.sari.says("baik bu, terima kasih")
    assert "baik bu, terima kasih" in here.rini.said(code)[-1]
    assert here.rini.reactions(own(here.sari)) == THUMB
    await here.rini.taps("Tutup", code)
    await here.rini.taps("Data sudah diperbaiki", code)
    here.sari.looks().sees("ditutup petugas", buttons=["Buka lagi kasus ini"])
    assert "Ditutup" in here.rini.card(code)["text"]
    assert here.rini.buttons(code)[-2:] == ["Lewati", "Buka lagi"]


async def test_a_plain_group_has_a_thread_of_replies(here: Town) -> None:
    """No topics: the card, and everything below it as replies."""
    code = await here.hands_over(here.budi, district="Kota Misal")
    assert here.tati.thread(code) is None
    await here.budi.says("tombolnya hilang sejak kemarin")
    assert "tombolnya hilang sejak kemarin" in here.tati.said(code)[-1]
    await here.tati.answers(code, "Sebentar, kami lihat.")
    assert "Sebentar, kami lihat." in said(here.budi)
    await here.tati.says("ini obrolan kami sendiri")
    assert "obrolan" not in said(here.budi)


@pytest.mark.parametrize(("level", "group"), [("SMK", "prov"), ("SD", "contoh")])
async def test_the_level_decides_the_desk(here: Town, level: str, group: str) -> None:
    """SMA, SMK and SLB are the province's; and a district is remembered."""
    code = await here.hands_over(
        here.sari, level, "Provinsi Contoh" if level == "SMK" else "Kabupaten Contoh"
    )
    staff = here.made if group == "prov" else here.rini
    assert staff.card(code)
    other = here.rini if group == "prov" else here.made
    with pytest.raises(LookupError):
        other.card(code)


async def test_two_press_at_once(here: Town) -> None:
    """One has it, and the other sees who; taking over is another button."""
    code = await here.hands_over(here.sari)
    card = here.rini.card(code)
    data = card["reply_markup"]["inline_keyboard"][0][0]["callback_data"]
    here.rini.person.taps(card["message_id"], data, here.contoh)
    await here.joko.taps("Ambil", code)
    assert here.joko.toasts == ["Sudah diambil Bu Rini."]
    assert await here.log("taken") == [("contoh", (await here.world.session(11)).case, 21)]
    await here.joko.taps("Ambil alih", code)
    assert "Diambil Pak Joko" in here.rini.card(code)["text"]


async def test_one_question_goes_back_and_its_answer_lands_in_its_place(here: Town) -> None:
    """The operator is asked one thing; the card has the answer."""
    code = await here.hands_over(here.sari)
    await here.rini.taps("Tanya operator", code)
    await here.rini.taps("Jenis PTK", code)
    here.sari.looks().sees("Pertanyaan dari petugas", "jenis PTK", buttons=["Guru"])
    assert "belum dijawab" in here.rini.card(code)["text"]
    await here.sari.taps("Guru")
    text = here.rini.card(code)["text"]
    assert "Guru" in text
    assert "belum dijawab" not in text
    assert any("sudah menjawab" in words for words in here.rini.said(code))
    await here.sari.ended_in("handed_over")


async def test_what_dinas_has_changed_leads_the_operator_on(here: Town) -> None:
    """Told at once, and led to tarik data; when the button is back, the desk sees it."""
    code = await here.hands_over(here.sari)
    await here.rini.taps("Sudah diubah Dinas", code)
    await here.rini.taps("Semua di atas", code)
    here.sari.looks().sees("Tarik Data")
    await here.sari.ended_in("R5.1")
    await here.sari.taps("Tombol sudah muncul")
    assert "Tombol sudah muncul" in here.rini.card(code)["text"]
    assert here.rini.buttons(code)[-2:] == ["Lewati", "Buka lagi"]


async def test_a_note_stays_at_the_desk(here: Town) -> None:
    """By the button's prompt or by /catatan: on the card, and nowhere else."""
    code = await here.hands_over(here.sari)
    await here.rini.taps("Catatan internal", code)
    prompt = next(
        message
        for message in reversed(here.contoh.messages())
        if "Balas pesan ini" in message.get("text", "")
    )
    before = len(here.sari.person.messages())
    await here.rini.replies(prompt, "SK-nya sudah kami terima")
    await here.joko.says("/catatan tinggal menunggu tanda tangan", here.rini.thread(code))
    text = here.rini.card(code)["text"]
    assert "SK-nya sudah kami terima" in text
    assert "tinggal menunggu tanda tangan" in text
    assert len(here.sari.person.messages()) == before


async def test_handed_up_to_the_province(here: Town) -> None:
    """The desk so far keeps one line; the next one has everything; the operator is told."""
    code = await here.hands_over(here.sari)
    await here.rini.taps("Teruskan ke Provinsi Contoh", code)
    await here.rini.taps("Ya, teruskan ke Provinsi Contoh", code)
    here.sari.looks().sees("Provinsi Contoh")
    assert here.made.card(code)
    left = [m["text"] for m in here.contoh.messages() if code in m.get("text", "")]
    assert any("pada meja lain" in text for text in left)
    assert not any("Jenjang" in text for text in left)
    await here.sari.says("masih menunggu pak")
    assert "masih menunggu pak" in here.made.said(code)[-1]


async def test_an_anonymous_administrator_is_not_believed(here: Town) -> None:
    """Their messages have a shared id: nothing is passed on, and it is said. Their taps have their own."""
    code = await here.hands_over(here.sari)
    hidden = Staff(here.world, 30, "Bu Sembunyi", here.contoh)
    here.contoh.promotes(hidden.person, "can_manage_chat", anonymous=True)
    await hidden.answers(code, "Saya bantu ya")
    assert "Saya bantu" not in said(here.sari)
    assert "admin anonim" in here.rini.said(code)[-1]
    await hidden.taps("Ambil", code)
    assert "Diambil Bu Sembunyi" in here.rini.card(code)["text"]


async def test_nobody_answers_for_too_long(here: Town) -> None:
    """After four working hours the bot says so, and offers the next desk; the operator goes there."""
    code = await here.hands_over(here.sari)
    await here.later(hours=3, minutes=59)
    assert "Teruskan ke Provinsi Contoh" not in here.sari.buttons
    await here.later(minutes=2)
    here.sari.looks().sees(buttons=["Teruskan ke Provinsi Contoh", "Tunggu lagi"])
    await here.sari.taps("Teruskan ke Provinsi Contoh")
    assert here.made.card(code)


@pytest.mark.parametrize("waits", [False, True])
async def test_the_card_works_after_nobody_has_answered_for_long(here: Town, waits: bool) -> None:
    """The case that has waited longest is the one whose buttons must work."""
    code = await here.hands_over(here.sari)
    await here.later(hours=5)
    if waits:
        await here.sari.looks().taps("Tunggu lagi")
    await here.rini.taps("Ambil", code)
    assert here.rini.toasts == ["Tercatat."]
    assert "Diambil Bu Rini" in here.rini.card(code)["text"]


async def test_another_district_of_the_same_desk(here: Town) -> None:
    """Both are served by the province: its card stays, and works."""
    for unlinked in ("contoh", "misal"):
        await here.owner.says(f"/kelola lepas {unlinked}")
    code = await here.hands_over(here.sari)
    await here.sari.taps("Ganti daerah")
    await here.sari.taps("Kota Misal")
    assert "pada meja lain" not in here.made.card(code)["text"]
    await here.made.taps("Ambil", code)
    assert "Diambil Pak Made" in here.made.card(code)["text"]
    assert await here.world.rows("SELECT doc ->> 'district' FROM desk_cases") == [("misal",)]


async def test_erasing_reaches_the_desk(here: Town) -> None:
    """What the operator wrote and the card are gone from the group as well."""
    code = await here.hands_over(here.sari)
    await here.sari.says("ini rahasia")
    await here.sari.says("/hapus_data")
    await here.sari.taps("Ya, hapus semua")
    left = " ".join(str(m.get("text", "")) for m in here.contoh.messages())
    assert "ini rahasia" not in left
    assert "Jenjang" not in left
    assert code


async def test_an_operator_comes_by_the_district_s_link(here: Town) -> None:
    """They are told the district and not asked for it; another link after the end is told as well, and its desk gets the next."""
    await here.sari.says("/start d_misal")
    here.sari.sees("Daerah Anda: Kota Misal", "Halo, Bapak/Ibu")
    await here.sari.says("petugas")
    await here.sari.taps("SMP")
    code = await here.code(here.sari)
    assert code in here.tati.card(code)["text"]
    await here.sari.taps("Tombol sudah muncul")
    await here.sari.says("/start d_contoh")
    here.sari.sees("Daerah Anda: Kabupaten Contoh", "Halo, Bapak/Ibu")
    await here.sari.says("petugas")
    await here.sari.taps("SMP")
    again = await here.code(here.sari)
    assert again != code
    assert again in here.rini.card(again)["text"]


async def test_an_operator_goes_back_to_the_beginning_with_a_question_open(here: Town) -> None:
    """Every answer is taken back; the question is still open on the card, and can still be answered later."""
    code = await here.hands_over(here.sari)
    await here.rini.taps("Ambil", code)
    await here.rini.taps("Tanya operator", code)
    await here.rini.taps(here.rini.buttons(code)[0], code)
    await here.sari.taps("Tidak sekarang")
    while "Kembali" in here.sari.buttons:
        await here.sari.goes_back()
    assert (await here.world.session(here.sari.person.id)).records == ()
    assert "belum dijawab" in here.rini.card(code)["text"]


async def test_a_question_is_answered_after_it_was_put_off(here: Town) -> None:
    """Its button stays with the case till then, also at the next desk; the answer lands on the card."""
    code = await here.hands_over(here.sari)
    await here.rini.taps("Ambil", code)
    await here.rini.taps("Tanya operator", code)
    await here.rini.taps("Jumlah akun", code)
    await here.sari.says("/bantuan")
    await here.rini.taps("Teruskan ke Provinsi Contoh", code)
    await here.rini.taps("Ya, teruskan ke Provinsi Contoh", code)
    here.sari.looks()
    assert "Jumlah akun" in here.sari.text
    await here.sari.taps("Jawab pertanyaan petugas")
    await here.sari.taps("2 atau lebih")
    assert "Jawab pertanyaan petugas" not in here.sari.buttons
    assert "sudah menjawab" in here.made.said(code)[-1]
    assert "belum dijawab" not in here.made.card(code)["text"]


async def test_an_answer_after_a_long_silence_is_seen(here: Town) -> None:
    """The screen says what is true, and has no button that does nothing."""
    code = await here.hands_over(here.sari)
    await here.rini.answers(code, "sebentar")
    await here.sari.says("bagaimana bu?")
    await here.later(hours=30)
    assert "Tunggu lagi" in here.sari.buttons
    await here.rini.answers(code, "maaf, baru sempat")
    assert "Tunggu lagi" not in here.sari.buttons
    assert "Ada jawaban" in here.sari.text
    await here.sari.taps("Bicara dengan bot lagi")
    await here.rini.answers(code, "satu lagi")
    assert "Bicara dengan bot lagi" in here.sari.buttons


async def test_handed_over_again_it_is_opened_where_it_was(here: Town) -> None:
    """Closed at the desk above, it does not fall back to the one below; whoever works there is told."""
    code = await here.hands_over(here.sari)
    await here.rini.taps("Teruskan ke Provinsi Contoh", code)
    await here.rini.taps("Ya, teruskan ke Provinsi Contoh", code)
    await here.made.taps("Tutup", code)
    await here.made.taps("Operator tidak membalas", code)
    await here.sari.goes_back()
    await here.sari.taps("SD")
    assert "Provinsi Contoh" in here.sari.text
    assert "membuka lagi" in here.made.said(code)[-1]
    assert "Belum diambil" in here.made.card(code)["text"]


async def test_another_level_moves_the_case(here: Town) -> None:
    """It was an SMK after all: that is the province's."""
    code = await here.hands_over(here.sari)
    await here.sari.goes_back()
    await here.sari.taps("SMK")
    assert "Provinsi Contoh" in here.sari.text
    assert "Jenjang: SMK" in here.made.card(code)["text"]
    assert "pada meja lain" in str([m.get("text") for m in here.contoh.messages()])


async def test_a_question_stays_when_a_colleague_marks(here: Town) -> None:
    code = await here.hands_over(here.sari)
    await here.rini.taps("Tanya operator", code)
    await here.rini.taps("Jumlah akun", code)
    await here.joko.taps("Sudah diubah Dinas", code)
    await here.joko.taps("Semua di atas", code)
    assert "belum dijawab: Jumlah akun" in here.rini.card(code)["text"]


async def test_reopened_by_staff_a_finished_case_goes_on(here: Town) -> None:
    """It has not ended for its operator either."""
    code = await here.hands_over(here.sari)
    await here.sari.taps("Tombol sudah muncul")
    await here.rini.taps("Buka lagi", code)
    await here.sari.ended_in("handed_over")
    assert "dibuka lagi" in here.sari.text
    assert "Tanya operator" in here.rini.buttons(code)
