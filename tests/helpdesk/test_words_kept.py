"""What people type is never dropped, and never taken for what it is not."""

import pytest

from bot.simulator.phone import Message
from tests.helpdesk.town import Town
from tests.postgres import ON_BOTH
from tests.staff import Staff

MISSING = "Tombol tidak ada, hanya Tarik Data"


def _last(here: Town, staff: Staff) -> Message:
    bot = here.world.telegram.bot_user
    return [one for one in staff.group.messages() if one.get("from") == bot and "text" in one][-1]


async def test_the_next_words_of_who_was_asked_for_a_note_are_the_note(here: Town) -> None:
    """Though they reply to nothing; a colleague's go to the operator, and theirs do again after it."""
    code = await here.hands_over(here.sari)
    await here.joko.taps("Catatan internal", code)
    call = next(one for one in reversed(here.world.telegram.calls) if "force_reply" in str(one.params))
    assert call.params["reply_markup"]["selective"] is True
    assert 'href="tg://user?id=22"' in call.params["text"]
    await here.rini.answers(code, "Kami periksa dahulu.")
    here.sari.looks().sees("Kami periksa dahulu.")
    await here.joko.answers(code, "operatornya bingung")
    here.sari.looks().sees_nothing()
    assert "mencatat: operatornya bingung" in here.joko.card(code)["text"]
    await here.joko.answers(code, "Cobalah sekarang.")
    here.sari.looks().sees("Cobalah sekarang.")


async def test_whoever_goes_on_to_something_else_has_no_note_to_write(here: Town) -> None:
    code = await here.hands_over(here.sari)
    await here.joko.taps("Catatan internal", code)
    await here.joko.taps("Ambil", code)
    await here.joko.answers(code, "Cobalah sekarang.")
    here.sari.looks().sees("Cobalah sekarang.")


@pytest.mark.parametrize("place", ON_BOTH, indirect=True)
async def test_who_was_asked_for_a_note_is_not_named_after_erasing(here: Town) -> None:
    code = await here.hands_over(here.sari)
    await here.joko.taps("Catatan internal", code)
    assert await here.world.rows("SELECT doc ->> 'noting' FROM desk_cases") == [("[22]",)]
    joko = here.world.chat(22, "Pak Joko")
    await joko.says("/hapus_data")
    await joko.taps("Ya, hapus semua")
    assert await here.world.rows("SELECT doc ->> 'noting' FROM desk_cases") == [("[]",)]


@pytest.mark.parametrize("district", ["Kabupaten Contoh", "Kota Misal"])
async def test_a_reply_keeps_what_it_replies_to(here: Town, district: str) -> None:
    """Both ways, of text and of files, in a forum and in a plain group."""
    staff = here.joko if district == "Kabupaten Contoh" else here.tati
    code = await here.hands_over(here.sari, district=district)
    await here.sari.says("Menu sinkronisasi kosong.")
    theirs = here.sari.editable[-1]
    copy = next(one for one in reversed(staff.group.messages()) if "Menu sinkronisasi" in one.get("text", ""))
    await staff.replies(copy, "Sejak kapan?")
    said = here.sari.person.messages()[-1]
    assert "Sejak kapan?" in said["text"]
    assert said["reply_to_message"]["message_id"] == theirs["message_id"]
    here.sari.person.says("Sejak kemarin.", None, said["message_id"])
    await here.world.settles()
    answer = next(one for one in reversed(staff.group.messages()) if "Sejak kemarin." in one.get("text", ""))
    assert answer["reply_to_message"]["message_id"] == staff.own["message_id"]
    here.sari.person.sends("photo", None, theirs["message_id"])
    await here.world.settles()
    photo = next(one for one in reversed(staff.group.messages()) if "photo" in one)
    assert photo["reply_to_message"]["message_id"] == copy["message_id"]
    await staff.answers(code, "Baik.")
    assert "reply_to_message" not in here.sari.person.messages()[-1]


@pytest.mark.parametrize("how", ["typed", "below a picture"])
async def test_a_typed_answer_to_the_desk_is_passed_on_as_well(here: Town, how: str) -> None:
    code = await here.hands_over(here.sari)
    await here.joko.taps("Tanya operator", code)
    await here.joko.taps("Pemimpin sekolah", code)
    words = "kepala sekolah definitif, SK-nya tahun lalu"
    if how == "typed":
        await here.sari.says(words)
    else:
        here.sari.person.sends("photo", caption=words)
        await here.world.settles()
    assert len(await here.log("told")) == 1
    passed = [one for one in here.contoh.messages() if words in (one.get("text") or one.get("caption") or "")]
    assert len([one for one in passed if one.get("from") == here.world.telegram.bot_user]) == 1


async def test_what_stands_below_a_picture_is_read(here: Town) -> None:
    """And it is said that nobody reads the picture; the second picture of an album has its words too."""
    await here.sari.says("/start")
    here.sari.person.sends("photo", caption="tombol sinkron hilang, cuma tarik data")
    await here.world.settles()
    assert "Yang saya baca hanya tulisannya" in here.sari.looks().text
    assert "Saat membuka menu Sinkronisasi" in here.sari.text
    here.sari.person.sends_album(["photo", "photo"], captions=["", "akun operator"])
    await here.world.settles()
    records = (await here.world.session(here.sari.person.id)).records
    assert [record.subject for record in records] == ["symptom", "login"]


@pytest.mark.parametrize("words", ["tombolnya tidak ada", "iya sudah saya coba tarik data kemarin", "sudah"])
async def test_a_sentence_is_no_yes_or_no(here: Town, words: str) -> None:
    """Over a panel that erases everything, or puts a case aside."""
    await here.sari.says("/start")
    await here.sari.taps(MISSING)
    before = await here.world.session(here.sari.person.id)
    for command in ("/hapus_data", "/ulang", "/start"):
        await here.sari.says(command)
        await here.sari.says(words)
        after = await here.world.session(here.sari.person.id)
        assert (after.case, after.records[:1]) == (before.case, before.records)


async def test_who_writes_in_a_topic_without_a_case_is_told(here: Town) -> None:
    """One whose making was killed, and one whose case has gone to another desk."""
    code = await here.hands_over(here.sari)
    left = here.joko.thread(code)
    assert left is not None
    await here.joko.taps("Teruskan ke Provinsi Contoh", code)
    await here.joko.taps("Ya, teruskan ke Provinsi Contoh", code)
    orphan = (
        await here.world.bot.application.bot.create_forum_topic(here.contoh.id, "Kasus")
    ).message_thread_id
    here.sari.looks()
    for thread in (left, orphan):
        await here.joko.says("Cobalah sekarang.", thread)
        told = _last(here, here.joko)
        assert "Belum diteruskan" in told["text"]
        assert "/kasus" in told["text"]
        assert told["reply_to_message"]["message_id"] == here.joko.own["message_id"]
    here.sari.looks().sees_nothing()
    before = len(here.contoh.messages())
    await here.joko.says("obrolan sendiri")
    assert len(here.contoh.messages()) == before + 1
