"""A desk's morning: cases come, are taken, answered, handed on and closed; and what the operators see of it."""

import pytest

from bot.simulator.phone import Message
from tests.chat import Chat
from tests.helpdesk.town import CONTOH, Town
from tests.postgres import ON_BOTH
from tests.staff import Staff

pytestmark = pytest.mark.parametrize("place", ON_BOTH, indirect=True)
THUMB = ["👍"]


def own(chat: Chat) -> Message:
    """The last message that somebody wrote to the bot."""
    return [message for message in chat.person.messages() if not message["from"]["is_bot"]][-1]


def said(chat: Chat) -> str:
    """The last words of the bot's that are no screen."""
    plain = [m for m in chat.person.messages() if m["from"]["is_bot"] and not m.get("reply_markup")]
    return str(plain[-1].get("text") or plain[-1].get("caption"))


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


async def test_the_topic_was_deleted(here: Town) -> None:
    """It is opened anew, with the card, and nothing is lost."""
    code = await here.hands_over(here.sari)
    thread = here.rini.thread(code)
    assert thread is not None
    here.contoh.deletes_topic(thread)
    here.world.expected_refusals = 2
    await here.sari.says("halo bu, masih di sana?")
    assert here.rini.thread(code) not in {None, thread}
    assert "halo bu, masih di sana?" in here.rini.said(code)[-1]


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


async def test_topics_were_switched_off(here: Town) -> None:
    """What is new stands as a thread of replies; a case that has a topic finds its new place."""
    code = await here.hands_over(here.sari)
    here.contoh.is_forum = False
    here.contoh.topics.clear()
    here.world.expected_refusals = 2
    await here.sari.says("masih di sana?")
    there = here.contoh.messages()[-1]
    assert "masih di sana?" in there["text"]
    assert code in there["reply_to_message"]["text"], "below the card"
    await here.rini.replies(there, "Masih.")
    assert "Masih." in said(here.sari)
    other = await here.hands_over(here.budi)
    assert here.rini.thread(other) is None


async def test_an_edit_does_not_reach_the_desk_that_has_handed_the_case_on(here: Town) -> None:
    code = await here.hands_over(here.sari)
    await here.sari.says("pesan pertama")
    await here.rini.taps("Teruskan ke Provinsi Contoh", code)
    await here.rini.taps("Ya, teruskan ke Provinsi Contoh", code)
    await here.sari.edits("hanya untuk provinsi")
    assert "hanya untuk provinsi" not in str([message.get("text") for message in here.contoh.messages()])


async def test_the_bot_was_sent_away(here: Town) -> None:
    """The cases go to the province, the operator and the owner are told."""
    await here.owner.says("/start")
    code = await here.hands_over(here.sari)
    here.world.expected_errors = 1
    here.contoh.removes_bot(here.rini.person)
    await here.world.settles()
    assert here.made.card(code)
    assert "Provinsi Contoh" in here.sari.text
    assert "hilang" in said(here.owner)


async def test_the_group_became_a_supergroup(here: Town) -> None:
    """Everything follows by itself."""
    code = await here.hands_over(here.sari)
    new = here.contoh.becomes_supergroup(-1_005_000_000_099)
    new.is_forum = True
    await here.world.settles()
    await here.sari.says("apakah sudah ada kabar?")
    rini = Staff(here.world, 21, "Bu Rini", new)
    assert "apakah sudah ada kabar?" in rini.said(code)[-1]
    await rini.answers(code, "Belum, besok kami kabari.")
    assert "besok kami kabari" in said(here.sari)


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


async def test_reopened_by_staff_a_finished_case_goes_on(here: Town) -> None:
    """It has not ended for its operator either."""
    code = await here.hands_over(here.sari)
    await here.sari.taps("Tombol sudah muncul")
    await here.rini.taps("Buka lagi", code)
    await here.sari.ended_in("handed_over")
    assert "dibuka lagi" in here.sari.text
    assert "Tanya operator" in here.rini.buttons(code)


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
