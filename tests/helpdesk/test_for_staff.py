"""Whoever asks for staff: gets their ear, or reads that there are none."""

import pytest

from tests.helpdesk.town import Town


async def test_who_asks_for_staff_again_sees_who_has_the_case(here: Town) -> None:
    """The button below the help leads to the case, not back to itself."""
    await here.hands_over(here.sari)
    await here.sari.says("/bantuan")
    await here.sari.taps("Minta bantuan petugas")
    here.sari.sees("petugas Kabupaten Contoh", "Yang Anda tulis di sini diteruskan ke petugas")
    assert "Mohon pilih salah satu tombol" not in here.sari.text


async def test_who_asks_for_staff_on_the_way_to_them_goes_on(here: Town) -> None:
    await here.sari.says("/start")
    await here.sari.taps("Minta bantuan petugas")
    await here.sari.says("/bantuan")
    await here.sari.taps("Minta bantuan petugas")
    here.sari.sees("Apa jenjang sekolah Anda?")
    assert "Mohon pilih salah satu tombol" not in here.sari.text


async def test_where_there_are_no_staff_it_is_said(here: Town) -> None:
    """Also to whoever asks for them again."""
    await here.owner.says("/kelola lepas prov")
    await here.hands_over(here.sari, "SMK", "Provinsi Contoh")
    here.sari.sees("Petugas daerah Anda belum ada di bot ini", "tidak diteruskan", "Teruskan ringkasan itu")
    await here.sari.says("petugas")
    assert "Petugas daerah Anda belum ada di bot ini" in here.sari.text


@pytest.mark.parametrize("words", ["gatau", "ga tau pak", "gak tau", "tidak tahu"])
async def test_who_does_not_know_the_level_is_asked_no_more(here: Town, words: str) -> None:
    """In their own words, as by the button; at the district it is said how to find it."""
    await here.sari.says("/start")
    await here.sari.taps("Minta bantuan petugas")
    await here.sari.says(words)
    await here.sari.ended_in("ask_district")
    await here.sari.says(words)
    assert "belum dapat saya baca" not in here.sari.text
