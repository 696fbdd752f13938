"""The desk sees its whole work: the overview that keeps itself true, the lists under its headings, `/cari`, the topics' names."""

from textwrap import wrap

from bot.simulator.phone import Message
from tests.chat import Chat
from tests.helpdesk.town import Town
from tests.staff import Staff

PHONE, HALF, FOLD = 38, 19, 3
"""Letters in a line of a phone that is 390 points wide, the lines of half its screen, and those of a text that is folded."""


def last(staff: Staff) -> Message:
    return staff.group.messages()[-1]


def text(staff: Staff) -> str:
    return str(last(staff).get("text"))


async def lacks_duty(here: Town, chat: Chat) -> str:
    """A case of which is known that the duty is missing; gives its code."""
    code = await here.hands_over(chat)
    for question, answer in (
        ("Gejala", "Tombol tidak ada, hanya Tarik Data"),
        ("Tugas tambahan", "Tidak ada"),
    ):
        await here.rini.taps("Tanya operator", code)
        await here.rini.taps(question, code)
        await chat.looks().taps(answer)
    return code


async def test_the_overview_is_pinned_and_stays_true(here: Town) -> None:
    """One message, changed where it stands, at most once a minute."""
    await here.later(minutes=1)
    assert here.rini.overview["text"] == "Ringkasan Kabupaten Contoh\nTidak ada kasus terbuka."
    pinned = here.world.telegram.pinned[here.contoh.id]
    assert pinned == [here.rini.overview["message_id"]]
    code = await here.hands_over(here.sari)
    await here.later(seconds=20)
    assert "Tidak ada" in here.rini.overview["text"], "not oftener than once a minute"
    await here.later(minutes=1)
    assert "Terbuka: 1 · belum diambil: 1" in here.rini.overview["text"]
    assert code in here.rini.overview["text"]
    await here.rini.answers(code, "sebentar")
    await here.later(minutes=1)
    assert "belum diambil: 0" in here.rini.overview["text"]
    assert "menunggu operator: 1" in here.rini.overview["text"]
    edits = [call for call in here.world.telegram.calls if call.method == "editMessageText"]
    await here.later(minutes=5)
    assert [c for c in here.world.telegram.calls if c.method == "editMessageText"] == edits, "nothing new"
    assert here.world.telegram.pinned[here.contoh.id] == pinned


async def test_where_the_bot_may_not_pin_it_says_so_once(here: Town) -> None:
    here.misal.promotes_bot(here.tati.person, "can_manage_topics", "can_delete_messages")
    await here.later(minutes=1)
    await here.hands_over(here.budi, district="Kota Misal")
    await here.later(minutes=5)
    said = [m for m in here.misal.messages() if "tidak dapat disematkan" in m.get("text", "")]
    assert len(said) == 1
    assert "Terbuka: 1" in here.tati.overview["text"]
    here.misal.promotes_bot(here.tati.person, "can_delete_messages", "can_pin_messages")
    await here.world.settles()
    await here.later(minutes=2)
    assert here.world.telegram.pinned[here.misal.id] == [here.tati.overview["message_id"]]


async def test_a_button_of_the_overview_leads_to_its_list(here: Town) -> None:
    """As a message of its own, so that the overview stays; there one turns from list to list."""
    code = await lacks_duty(here, here.sari)
    other = await here.hands_over(here.budi)
    await here.later(minutes=1)
    await here.rini.opens("Menunggu Dinas (1)")
    assert "menunggu Dinas: 1" in text(here.rini)
    assert f"{code} · tugas tambahan · Bu Rini · menunggu sejak" in text(here.rini)
    assert other not in text(here.rini)
    await here.joko.taps("Belum diambil (1)", code)
    assert other in text(here.joko)
    assert code not in text(here.joko)
    card = here.rini.card(other)
    for choice in ("Tutup", "Kasus ganda"):
        await here.rini.taps_under(here.rini.card(other), choice)
    assert "Ditutup" in here.world.telegram.message(here.contoh.id, card["message_id"])["text"]
    await here.rini.opens("Ditutup minggu ini")
    assert f"{other} · yang kurang belum diketahui · ditutup: Kasus ganda" in text(here.rini)
    await here.later(days=8)
    await here.rini.opens("Ditutup minggu ini")
    assert other not in text(here.rini)


async def test_ten_a_page(here: Town) -> None:
    codes = [
        await here.hands_over(here.world.chat(100 + n, f"Operator {n}"), district="Kota Misal")
        for n in range(11)
    ]
    await here.tati.says("/kasus")
    assert [code in text(here.tati) for code in codes] == [True] * 10 + [False]
    await here.tati.taps("Berikutnya", codes[0])
    assert codes[10] in text(here.tati)
    assert codes[0] not in text(here.tati)


async def test_in_a_basic_group_a_button_shows_the_card_anew(here: Town) -> None:
    """No link leads to a message there: the card is sent once more, and the one before says so and has no buttons."""
    basic = -77
    group = here.world.telegram.group(basic, "Grup biasa")
    staff = Staff(here.world, 55, "Bu Biasa", group)
    group.promotes(staff.person, "can_manage_chat")
    group.promotes_bot(staff.person, "can_delete_messages", "can_pin_messages")
    await here.owner.says("/kelola lepas misal")
    await here.owner.says("/kelola tautan misal")
    code = here.owner.person.messages()[-1]["text"].partition("/hubungkan ")[2].split()[0]
    await staff.says(f"/hubungkan {code}")
    case = await here.hands_over(here.budi, district="Kota Misal")
    before = staff.card(case)
    await staff.says("/kasus")
    await staff.taps(case, case)
    assert staff.card(case)["message_id"] > before["message_id"]
    assert "dikirim lagi di bawah" in here.world.telegram.message(basic, before["message_id"])["text"]
    await staff.taps("Ambil", case)
    assert "Diambil Bu Biasa" in staff.card(case)["text"]
    await staff.replies(staff.card(case), "halo")
    assert "halo" in here.budi.person.messages()[-1]["text"]


async def test_search(here: Town) -> None:
    """By code, by what is missing (with a slip), by a note; closed ones too; only at one's own desk and those below it."""
    code = await lacks_duty(here, here.sari)
    await here.rini.answers(code, "/catatan SK dibawa ke kantor")
    await here.rini.taps("Tutup", code)
    await here.rini.taps("Data sudah diperbaiki", code)
    for words in (code, code.lower().replace("-", ""), "tugas tambhan", "Tambahan", "r4", "SK dibawa"):
        await here.rini.says(f"/cari {words}")
        assert f"{code} · tugas tambahan · ditutup: Data sudah diperbaiki" in text(here.rini), words
        await here.made.says(f"/cari {words}")
        assert "pada Kabupaten Contoh" in text(here.made), words
        assert code in text(here.made), words
        await here.tati.says(f"/cari {words}")
        assert "Tidak ada yang cocok" in text(here.tati), words
    await here.rini.says("/cari mohon tunggu")
    assert "Tidak ada yang cocok" in text(here.rini)
    await here.rini.says("/cari x")
    assert "paling sedikit tiga huruf" in text(here.rini)


async def test_a_school_is_found_by_its_number_and_by_part_of_its_name(here: Town) -> None:
    """Once its operator has named it: the line, the card and the topic name it."""
    await here.sari.says("/start")
    await here.sari.taps("Tombol tidak ada, hanya Tarik Data")
    await here.sari.says("NPSN 20219876 SDN Sukamaju 03")
    await here.sari.says("petugas")
    await here.sari.taps("SD")
    await here.sari.taps("Kabupaten Contoh")
    code = await here.code(here.sari)
    for words in ("20219876", "sukamaju", "sdn suka maju 3"):
        await here.rini.says(f"/cari {words}")
        assert f"SDN Sukamaju 03 {code}" in text(here.rini), words
    await here.rini.says("/cari 20219877")
    assert code not in text(here.rini)
    assert "SDN Sukamaju 03 · NPSN 20219876" in here.rini.card(code)["text"]
    assert any("SDN Sukamaju 03" in topic.name for topic in here.contoh.topics.values())


async def test_a_topic_says_how_its_case_stands(here: Town) -> None:
    """Renamed at most once in ten minutes, closed with its case, and open at once when the case is."""
    code = await here.hands_over(here.sari)
    (topic,) = here.contoh.topics.values()
    assert topic.name == f"○ {code} · yang kurang belum diketahui"
    await here.rini.taps("Ambil", code)
    await here.later(minutes=1)
    assert topic.name.startswith("○")
    await here.later(minutes=10)
    assert topic.name.startswith("◐")
    await here.rini.taps("Tutup", code)
    await here.rini.taps("Kasus ganda", code)
    await here.later(minutes=11)
    assert (topic.name[0], topic.closed) == ("●", True)
    await here.sari.looks().taps("Buka lagi kasus ini")
    assert not topic.closed
    await here.joko.answers(code, "ada lagi?")
    assert "ada lagi?" in here.sari.person.messages()[-1]["text"]


async def test_what_is_erased_or_gone_leaves_no_name(here: Town) -> None:
    """The topic of a case that went to another desk has only its code; of one that was erased, nothing."""
    code = await lacks_duty(here, here.sari)
    await here.later(minutes=11)
    (topic,) = here.contoh.topics.values()
    assert "tugas tambahan" in topic.name
    await here.rini.taps("Teruskan ke Provinsi Contoh", code)
    await here.rini.taps("Ya, teruskan ke Provinsi Contoh", code)
    assert topic.name == code
    (theirs,) = here.prov.topics.values()
    assert "tugas tambahan" in theirs.name
    await here.sari.says("/hapus_data")
    await here.sari.taps("Ya, hapus semua")
    assert theirs.name == "Dihapus"


async def test_several_changes_are_told_once(here: Town) -> None:
    """Chosen one by one; nothing is said before they are recorded."""
    code = await here.hands_over(here.sari)
    await here.rini.taps("Sudah diubah Dinas", code)
    await here.rini.taps("jenis PTK", code)
    await here.rini.taps("tugas tambahan", code)
    await here.rini.taps("status induk", code)
    await here.rini.taps("√ status induk", code)
    assert await here.log("marked") == []
    await here.rini.taps("Catat yang dipilih (2)", code)
    rows = await here.world.rows("SELECT detail FROM desk_log WHERE action = 'marked'")
    assert rows == [("R2+R4",)]
    said = [m for m in here.sari.person.messages() if "jenis PTK" in m.get("text", "")]
    assert len(said) == 1


async def test_the_province_hands_back(here: Town) -> None:
    """To the desk that handed it up; whoever got it from an operator has nobody to hand it back to."""
    code = await here.hands_over(here.sari)
    await here.joko.taps("Catatan internal", code)
    await here.rini.taps("Teruskan ke Provinsi Contoh", code)
    assert set(here.rini.buttons(code)) == {"Ya, teruskan ke Provinsi Contoh", "Kembali"}
    await here.rini.taps("Ya, teruskan ke Provinsi Contoh", code)
    rows = await here.world.rows("SELECT doc ->> 'noting' FROM desk_cases")
    assert rows == [("[]",)], "who was asked for a note there is nobody's business here"
    await here.made.taps("Kembalikan ke Kabupaten Contoh", code)
    await here.made.taps("Ya, kembalikan ke Kabupaten Contoh", code)
    assert "memindahkan kasus ke meja Kabupaten Contoh" in here.rini.card(code)["text"]
    await here.rini.answers(code, "kami lanjutkan")
    assert "kami lanjutkan" in here.sari.person.messages()[-1]["text"]
    own = await here.hands_over(here.dewi, "SMK", "Provinsi Contoh")
    assert not any("Kembalikan" in label for label in here.made.buttons(own))


async def test_a_case_is_given_to_a_colleague(here: Town) -> None:
    """Of the same group; they are called in its topic, and the card says who did it."""
    code = await here.hands_over(here.sari)
    await here.joko.answers(code, "/catatan saya di sini")
    await here.rini.taps("Tugaskan", code)
    await here.rini.taps("Pak Joko", code)
    assert "Diambil Pak Joko" in here.rini.card(code)["text"]
    assert "Bu Rini menugaskan Pak Joko" in here.rini.card(code)["text"]
    assert "ditugaskan kepada Pak Joko" in here.rini.said(code)[-1]


async def test_whether_it_helped_is_asked_once_after_each_close(here: Town) -> None:
    """One tap, and the card's history has it; opened and closed again, it is asked again."""
    code = await here.hands_over(here.sari)
    for label, said in (
        ("Ya, membantu", "menyatakan terbantu"),
        ("Belum membantu", "menyatakan belum terbantu"),
    ):
        await here.rini.taps("Tutup", code)
        await here.rini.taps("Data sudah diperbaiki", code)
        await here.sari.looks().taps(label)
        assert label not in here.sari.buttons
        assert said in here.rini.card(code)["text"]
        await here.rini.taps("Buka lagi", code)
    assert len(await here.log("helped")) == len(await here.log("not_helped")) == 1


async def test_the_card_fits_half_a_screen(here: Town) -> None:
    """What is missing as it is and as it should be; what nobody knows, once; the rest is folded, the newest on top."""
    code = await lacks_duty(here, here.sari)
    card = here.rini.card(code)
    shown = card["text"].encode("utf-16-le")
    for entity in card["entities"]:
        if entity["type"] == "expandable_blockquote":
            shown = shown[: 2 * entity["offset"]]
            break
    head = shown.decode("utf-16-le").strip()
    assert (
        "• tugas tambahan (Dinas): Tidak ada\n   seharusnya: sesuai SK (Kepala Sekolah atau Plt.)\n" in head
    )
    rows = [row for line in head.splitlines() for row in wrap(line, PHONE)]
    assert len(rows) + FOLD <= HALF, rows
    assert [entity["type"] for entity in card["entities"]].count("expandable_blockquote") == 1
    assert card["text"].count("status induk") == 1
    history = card["text"].partition("yang terbaru di atas\n")[2].partition("\n\n")[0].splitlines()
    assert "operator menyerahkan kasus" in history[-1]


async def test_a_desk_takes_no_messages_of_an_operator_for_a_while(here: Town) -> None:
    """The operator is told, without the reason; it is in the history; the head lifts it, and nobody else."""
    code = await here.hands_over(here.sari)
    await here.owner.says(f"/kelola kepala contoh {here.rini.person.id}")
    await here.joko.answers(code, "/bisukan hari")
    assert "Tulis berapa lama" in here.joko.said(code)[-1]
    await here.joko.answers(code, "/bisukan hari kata-kata kasar")
    assert "kata-kata kasar" in here.rini.card(code)["text"]
    assert "kata-kata kasar" not in str(here.sari.person.messages())
    assert "tidak menerima pesan Anda" in here.sari.looks().text
    for _ in range(2):
        await here.sari.says("halo?")
        assert "Pesan ini tidak diteruskan" in str(here.sari.person.messages()[-1]["text"])
    assert not any("halo?" in words for words in here.rini.said(code))
    await here.sari.edits("halo lagi")
    assert not any("halo" in words for words in here.rini.said(code))
    await here.joko.answers(code, "/bunyikan")
    assert "Hanya ketua" in here.joko.said(code)[-1]
    await here.rini.answers(code, "/bunyikan")
    await here.sari.says("terima kasih")
    assert any("terima kasih" in words for words in here.rini.said(code))
    await here.joko.answers(code, "/bisukan jam terlalu banyak")
    await here.later(hours=2)
    await here.sari.says("sudah lewat")
    assert any("sudah lewat" in words for words in here.rini.said(code))
