"""What a desk and its operators read is true: whose list it is, what was recorded, since when, and who did it."""

import re

import pytest

from tests.helpdesk.town import Town
from tests.staff import Staff


def last(staff: Staff) -> str:
    """The newest message in somebody's group."""
    return str(staff.group.messages()[-1].get("text"))


async def test_a_list_of_one_s_own_says_whose_it_is(here: Town) -> None:
    """Everybody in the group reads it; that Rini has none does not mean that none is open."""
    code = await here.hands_over(here.sari)
    await here.joko.taps("Ambil", code)
    await here.joko.says("/kasus")
    assert "Kabupaten Contoh: 1 kasus terbuka" in last(here.joko)
    await here.rini.taps("Milik saya", code)
    assert last(here.rini) == "Bu Rini belum memegang kasus."
    await here.joko.says("/kasus")
    await here.joko.taps("Milik saya", code)
    assert "Kasus yang dipegang Pak Joko: 1" in last(here.joko)
    assert code in last(here.joko)
    await here.joko.taps("Semua", code)
    assert "Kabupaten Contoh: 1 kasus terbuka" in last(here.joko)


@pytest.mark.parametrize("menu", ["Tanya operator", "Sudah diubah Dinas", "Tutup"])
async def test_a_menu_records_nothing(here: Town, menu: str) -> None:
    """Neither opened nor left; what is chosen in it does."""
    code = await here.hands_over(here.sari)
    for label in (menu, "Kembali", menu):
        await here.rini.taps(label, code)
        assert here.rini.toasts == []
    await here.rini.taps(here.rini.buttons(code)[0], code)
    if menu == "Sudah diubah Dinas":
        assert here.rini.toasts == [], "it is only chosen"
        await here.rini.taps("Catat yang dipilih (1)", code)
    assert here.rini.toasts == ["Tercatat."]


async def test_a_note_is_recorded_once_it_is_written(here: Town) -> None:
    """Its button only asks for it."""
    code = await here.hands_over(here.sari)
    await here.rini.taps("Catatan internal", code)
    assert here.rini.toasts == []
    for label in ("Ambil", "Lepas", "Tutup"):
        if label == "Tutup":
            await here.rini.taps(label, code)
            label = "Kasus ganda"  # noqa: PLW2901  (the menu records nothing)
        await here.rini.taps(label, code)
        assert here.rini.toasts == ["Tercatat."]


@pytest.mark.parametrize("again", [("Ambil", "Lepas"), ("Tutup", "Kasus ganda", "Buka lagi")])
async def test_a_case_that_nobody_has_is_so_since_then(here: Town, again: tuple[str, ...]) -> None:
    """Released or opened again at 09.24: it did not come in only then, and was not passed on only then."""
    code = await here.hands_over(here.sari)
    here.world.clock.moves_by(minutes=24)
    for label in again:
        await here.rini.taps(label, code)
    card = here.rini.card(code)["text"]
    assert re.search(r"Belum diambil sejak .* 09\.24", card), card
    here.sari.looks()
    assert re.search(r"Menunggu diambil petugas .* sejak .* 09\.24 WIB", here.sari.text), here.sari.text
    assert "Kabupaten Contoh pada" not in here.sari.text


async def test_the_history_says_who_moved_a_case(here: Town) -> None:
    """One of the staff, or the operator; it is the case that goes, not they."""
    code = await here.hands_over(here.sari)
    await here.rini.taps("Teruskan ke Provinsi Contoh", code)
    await here.rini.taps("Ya, teruskan ke Provinsi Contoh", code)
    assert "Bu Rini memindahkan kasus ke meja Provinsi Contoh" in here.made.card(code)["text"]
    other = await here.hands_over(here.budi)
    await here.later(hours=5)
    await here.budi.looks().taps("Teruskan ke Provinsi Contoh")
    assert "operator memindahkan kasus ke meja Provinsi Contoh" in here.made.card(other)["text"]


async def test_whose_reply_has_not_come(here: Town) -> None:
    """The operator's own; it must not read as if the staff had none."""
    code = await here.hands_over(here.sari)
    await here.rini.taps("Tutup", code)
    await here.rini.taps("Operator tidak membalas", code)
    here.sari.looks().sees("Alasannya: petugas belum menerima balasan Anda.")


async def test_a_command_without_its_case_is_told_where_it_belongs(here: Town) -> None:
    """A group without topics hears nothing of topics, and a message is taken back by a reply to itself."""
    await here.tati.says("/catatan untuk siapa?")
    assert last(here.tati) == "Perintah itu untuk suatu kasus: balas kartunya, atau pesan di bawahnya."
    await here.rini.says("/catatan untuk siapa?")
    assert last(here.rini) == "Perintah itu untuk suatu kasus: tulis di topiknya, atau balas kartunya."
    for staff in (here.tati, here.rini):
        await staff.says("/tarik")
        assert last(staff) == "Balas pesan Anda sendiri yang sudah diteruskan, dengan /tarik."


async def test_what_the_desk_has_changed_is_nothing_that_the_operator_does_not_know(here: Town) -> None:
    """Nobody has asked yet who leads the school: to which duty Dinas has changed it, is open."""
    code = await here.hands_over(here.sari)
    await here.rini.taps("Tanya operator", code)
    await here.rini.taps("Tugas tambahan", code)
    await here.sari.looks().taps("Tidak tahu")
    assert "Tugas tambahan (operator tidak tahu)" in here.rini.card(code)["text"]
    await here.rini.taps("Sudah diubah Dinas", code)
    await here.rini.taps("Semua di atas", code)
    assert "operator tidak tahu" not in here.rini.card(code)["text"]
