"""Who may govern a district, and what they do there: heads, slips, its own bot, its log, its data and its end."""

import re

import pytest

from bot.records.help_desk import Desk
from tests.helpdesk.linking import code_for, heard, said
from tests.helpdesk.town import CONTOH, MISAL, Town
from tests.staff import Staff


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("tambah", "enam bagian"),
        ("tambah X! | Nama Daerah | kabkota | - | WIB | 08.00-15.30", "Kode daerah"),
        ("tambah ab | N | kabkota | - | WIB | 08.00-15.30", "Nama daerah"),
        ("tambah ab | Nama Daerah | kota | - | WIB | 08.00-15.30", "Tingkatnya"),
        ("tambah ab | Nama Daerah | kabkota | contoh | WIB | 08.00-15.30", "provinsi"),
        ("tambah ab | Nama Daerah | kabkota | prov | WIS | 08.00-15.30", "Zona"),
        ("tambah ab | Nama Daerah | kabkota | prov | WIB | 25.00-26.00", "Jam kerja"),
        ("qr tidakada", "tidak ada di antara"),
        ("kepala contoh siapa", "nomor Telegram"),
        ("jam contoh pagi", "Jam kerja"),
        ("hapus contoh", "Lepas dahulu"),
        ("hapus contoh", "pindah ke meja di atasnya; jika tidak ada, kasusnya ditutup"),
        ("hapus prov prov", "• contoh Kabupaten Contoh: terhubung\n• misal Kota Misal: terhubung"),
        ("tautan", "Tulis kode daerahnya: /kelola tautan kode"),
        ("Jejak ", "Tulis kode daerahnya: /kelola jejak kode"),
        ("tambah none | Nama Daerah | kabkota | - | WIB | 08.00-15.30", "Kode daerah"),
        ("tambah ab | Nama Daerah | provinsi | prov | WIB | 08.00-15.30", "tidak punya induk"),
        ("tambah prov | Provinsi Contoh | kabkota | - | WIB | 08.00-15.30", "tetap provinsi"),
        ("tambah ab | kota misal | kabkota | prov | WIB | 08.00-15.30", "sudah dipakai"),
        ("jam contoh 22.00-06.00", "sesudah jam buka"),
        ("kepala tidakada 21", "tidak ada di antara"),
        ("berhenti contoh", "/kelola berhenti kode"),
        ("berhenti contoh 777", "bukan ketua"),
        ("bot", "nama bot daerah itu"),
        ("bot contoh siapa", "yang berakhir dengan bot"),
        ("bot contoh @sinkron_bot", "yang berakhir dengan bot"),
        ("bot tidakada @contoh_bot", "tidak ada di antara"),
    ],
)
async def test_a_slip_is_answered_with_what_to_do(here: Town, words: str, told: str) -> None:
    """And changes nothing."""
    before = await here.world.rows("SELECT * FROM desks")
    await here.owner.says(f"/kelola {words}")
    assert told in said(here.owner)
    assert await here.world.rows("SELECT * FROM desks") == before


async def test_a_district_has_a_bot_of_its_own(here: Town) -> None:
    """Its operators are led there as long as it has no group here; a table and a new name leave it as it is."""
    await here.owner.says("/kelola tambah baru | Kabupaten Baru | kabkota | - | WIB | 08.00-15.30")
    await here.owner.says("/kelola bot baru @baru_dapodik_bot")
    assert "dilayani bot sendiri: @baru_dapodik_bot" in said(here.owner)
    await here.owner.says("/kelola tambah baru | Kabupaten Baru Sekali | kabkota | - | WIB | 08.00-15.30")
    await here.owner.says("/kelola cari baru")
    assert "Kabupaten Baru Sekali: dilayani @baru_dapodik_bot" in said(here.owner)
    await here.owner.says("/kelola meja")
    assert "Kabupaten Baru Sekali" not in said(here.owner)

    await here.sari.says("/start d_baru")
    here.sari.sees("@baru_dapodik_bot")
    await here.sari.taps("Minta bantuan petugas")
    await here.sari.taps("SD")
    here.sari.sees("@baru_dapodik_bot", "tidak diteruskan")
    link = here.sari.screen["reply_markup"]["inline_keyboard"][0][0]
    assert link["url"] == "https://t.me/baru_dapodik_bot?start=d_baru"

    await here.owner.says("/kelola bot baru -")
    assert "dilayani bot ini" in said(here.owner)
    await here.sari.says("/lanjut")
    here.sari.sees("Petugas daerah Anda belum ada di bot ini")


async def test_many_districts_are_searched(here: Town) -> None:
    """Thirty are shown, and how many more there are; a part of the code or the name finds the others."""
    for number in range(40):
        await here.world._store.put_desk(
            Desk(f"k{number}", f"Kabupaten Nomor {number:02}", "kabkota", "prov", "WIB", 480, 930)
        )
    await here.world.restarts()
    await here.owner.says("/kelola")
    assert "Daerah: 43" in said(here.owner)
    assert "… dan 13 lagi" in said(here.owner)
    await here.owner.says("/kelola cari nomor 39")
    assert "k39 Kabupaten Nomor 39: belum ada grup" in said(here.owner)
    assert "k38" not in said(here.owner)
    await here.owner.says("/kelola cari  band")
    assert "Tidak ada daerah yang cocok dengan band." in said(here.owner)
    assert "Daerah: 0" not in said(here.owner)


@pytest.mark.parametrize("text", ["/hubungkan ABCDEFGHJK", "/catatan diam", "/kelola tautan contoh"])
async def test_a_command_for_staff_is_never_passed_on(here: Town, text: str) -> None:
    """In somebody's own chat it is a slip, and there may be a code in it."""
    await here.hands_over(here.sari)
    await here.sari.says(text)
    assert "Perintah itu untuk" in said(here.sari)
    assert text not in str([m.get("text") for m in here.contoh.messages()])
    await here.sari.ended_in("handed_over")


async def test_a_number_that_looks_like_a_telephone_s_is_appointed(here: Town) -> None:
    await here.owner.says("/kelola kepala contoh 6281234567")
    assert "dicatat" in said(here.owner)
    assert await here.world.rows("SELECT person FROM heads WHERE desk = 'contoh'") == [(6281234567,)]


async def test_only_the_command_itself_keeps_its_number(here: Town) -> None:
    """Below a picture, and in what is edited into it, a number is somebody's like any other."""
    await here.hands_over(here.sari)
    number = "3204123456780001"
    here.sari.person.sends("photo", caption=f"/kelola kepala contoh {number}")
    await here.world.settles()
    await here.sari.says("halo")
    await here.sari.edits(f"/kelola kepala contoh {number}")
    assert "kelola kepala" in str(here.contoh.messages())
    assert number not in str(here.contoh.messages())


async def test_a_head_governs_their_own_desk_only(here: Town) -> None:
    """By appointment of an owner; and not any more after."""
    rini = here.world.chat(21, "Bu Rini")
    await rini.says("/start")
    await here.owner.says("/kelola kepala contoh 21")
    await rini.says("/kelola jam contoh 07.30-14.00")
    assert "07.30" in said(rini)
    await rini.says("/kelola jam misal 07.30-14.00")
    assert "tidak ada di antara" in said(rini)
    await rini.says("/kelola tambah ab | Nama Daerah | kabkota | - | WIB | 08.00-15.30")
    assert await here.world.rows("SELECT 1 FROM desks WHERE code = 'ab'") == []
    await here.owner.says("/kelola berhenti contoh 21")
    await rini.says("/kelola jam contoh 06.00-07.00")
    assert await here.world.rows("SELECT opens FROM desks WHERE code = 'contoh'") == [(450,)]


async def test_a_poster_for_the_operators(here: Town) -> None:
    """A picture with the district's link; the link leads here and is remembered."""
    await here.owner.says("/kelola qr misal")
    photo = here.owner.person.messages()[-1]
    assert "photo" in photo
    assert "start=d_misal" in photo["caption"]
    here.dewi.person.opens("d_misal")
    await here.world.settles()
    assert "Kota Misal" in here.dewi.text
    code = await here.hands_over(here.dewi, district=None)
    assert here.tati.card(code)


async def test_a_desk_s_data_can_be_exported_and_deleted(here: Town) -> None:
    """The export has cases and log; after the deletion nothing of the desk is left, and the operator's case stands."""
    code = await here.hands_over(here.sari)
    await here.rini.taps("Ambil", code)
    await here.rini.answers(code, "kami periksa")
    await here.sari.says("baik bu")
    await here.owner.says("/kelola ekspor contoh")
    sent = here.owner.person.messages()[-1]["document"]
    content = here.world.telegram.files.find(sent["file_id"]).content.decode()
    assert '"taken"' in content
    assert '"written"' in content
    numbers = re.findall(r"\d+", content)
    assert str(here.rini.person.id) in numbers
    assert str(here.sari.person.id) not in numbers, "who the operator is, the desk does not learn"
    await here.owner.says("/kelola hapus contoh contoh")
    assert "Lepas dahulu" in said(here.owner)
    await here.owner.says("/kelola lepas contoh")
    assert here.made.card(code), "its open case goes to the province"
    ended = await here.hands_over(here.budi, district="Kota Misal")
    await here.tati.taps("Tutup", ended)
    await here.tati.taps("Alasan lain", ended)
    await here.owner.says("/kelola lepas misal")
    ((number,),) = await here.world.rows("SELECT case_id FROM desk_cases WHERE desk = 'misal'")
    for district in ("contoh", "misal"):
        await here.owner.says(f"/kelola hapus {district} {district}")
    for table in ("desk_cases", "cards", "relays"):
        assert await here.world.rows(f"SELECT * FROM {table} WHERE case_id = {number}") == []
    assert await here.world.rows(f"SELECT * FROM staff WHERE chat IN ({CONTOH}, {MISAL})") == []
    assert ended not in str([m.get("text") for m in here.misal.messages()])
    assert await here.world.rows("SELECT * FROM desks WHERE code = 'contoh'") == []
    assert await here.world.rows("SELECT * FROM desk_log WHERE desk = 'contoh'") == []
    assert (await here.world.session(11)).state == "handed_over"


async def test_the_trail_names_who_did_what(here: Town) -> None:
    """Also the bot."""
    code = await here.hands_over(here.sari)
    await here.rini.taps("Ambil", code)
    await here.owner.says("/kelola jejak contoh")
    assert "Bu Rini mengambil" in said(here.owner)
    assert code in said(here.owner)
    await here.owner.says("/kelola lepas contoh")
    await here.owner.says("/kelola jejak prov")
    assert "bot memindahkan kasus ke meja Provinsi Contoh" in said(here.owner)


async def test_a_province_goes_after_the_districts_below_it(here: Town) -> None:
    """They would have lost it without a word; the owner also reads what becomes of its open cases."""
    code = await here.hands_over(here.sari, "SMK", "Provinsi Contoh")
    await here.owner.says("/kelola lepas prov")
    assert "jika tidak ada, kasusnya ditutup" in said(here.owner)
    assert await here.world.rows("SELECT state FROM desk_cases") == [("closed",)], code
    await here.owner.says("/kelola hapus prov prov")
    assert "Masih ada daerah yang berinduk pada Provinsi Contoh" in said(here.owner)
    await here.owner.says("/kelola tambah contoh | Kabupaten Contoh | kabkota | - | WIB | 08.00-15.30")
    await here.owner.says("/kelola lepas misal")
    await here.owner.says("/kelola hapus misal misal")
    await here.owner.says("/kelola hapus prov prov")
    assert "Provinsi Contoh dihapus" in said(here.owner)
    assert await here.world.rows("SELECT code FROM desks") == [("contoh",)]


@pytest.mark.parametrize("noticed", [True, False], ids=["told by Telegram", "found out by asking"])
async def test_a_head_who_has_left_the_group_is_none(here: Town, noticed: bool) -> None:
    """They can neither govern, export, link nor let go; back in the group, they are a member like any other."""
    await here.owner.says("/kelola kepala contoh 22")
    joko = here.world.chat(22, "Pak Joko")
    await joko.says("/start")
    await here.joko.says("/kasus")  # seen in the group
    code = await code_for(here, "contoh", joko)
    here.contoh.expels(here.joko.person, by=here.rini.person)
    if not noticed:
        here.world.telegram.updates.drop()
        here.world.clock.moves_by(minutes=11)
    await here.world.settles()
    for words in ("", " ekspor contoh", " tautan contoh", " jam contoh 07.00-12.00", " lepas contoh"):
        await joko.says(f"/kelola{words}")
        assert "untuk pemilik bot" in said(joko)
    assert await here.world.rows("SELECT person FROM heads") == []
    assert await here.world.rows("SELECT chat, opens FROM desks WHERE code = 'contoh'") == [(CONTOH, 480)]
    own = here.world.telegram.group(-1_005_000_000_088, "Grup sendiri")
    staff = Staff(here.world, 22, "Pak Joko", own)
    own.promotes(staff.person, "can_manage_chat")
    own.promotes_bot(staff.person, "can_manage_topics")
    await staff.says(f"/hubungkan {code}")
    assert "tidak berlaku" in heard(staff)
    here.contoh.admits(here.joko.person)
    await here.joko.says("/lepas")
    assert "Hanya ketua meja" in heard(here.joko)
    assert await here.log("dismissed") == [("contoh", None, -1)]


async def test_the_others_who_govern_hear_what_concerns_them_all(here: Town) -> None:
    """An export, the letting go and the linking of a group: owners and all heads but whoever did it."""
    rini, joko = here.world.chat(21, "Bu Rini"), here.world.chat(22, "Pak Joko")
    for chat in (here.owner, rini, joko):
        await chat.says("/start")
    for head in (21, 22):
        await here.world._store.appoint("contoh", head)
    await rini.says("/kelola ekspor contoh")
    for chat in (here.owner, joko):
        assert "diekspor" in said(chat)
    await here.rini.says("/lepas")
    for chat in (here.owner, joko):
        assert "dilepas" in said(chat)
    code = await code_for(here)
    await here.rini.says(f"/hubungkan {code}")
    for chat in (here.owner, joko):
        assert "sekarang menjadi meja bantuan" in said(chat)
    told = [message.get("text", "") for message in rini.person.messages()]
    assert not [text for text in told if "jejak contoh" in text and "Siapa" in text]
