"""One operator with two cases, or with another district's link: which is which, and where each stays."""

from tests.helpdesk.town import Town


async def test_a_list_of_cases_says_which_desk_has_each(here: Town) -> None:
    """A closed one is at none."""
    first = await here.hands_over(here.sari)
    await here.sari.says("/ulang")
    await here.sari.taps("Ya, kasus baru")
    second = await here.hands_over(here.sari, "SMK", None)
    await here.sari.says("/kasus")
    here.sari.sees(f"{second}, menunggu diambil petugas Provinsi Contoh")
    assert any(
        label.startswith(f"{first} · menunggu diambil petugas Kabupaten Contoh ·")
        for label in here.sari.buttons
    )
    await here.rini.taps("Ambil", first)
    await here.sari.says("/kasus")
    assert any(label.startswith(f"{first} · pada petugas Kabupaten Contoh ·") for label in here.sari.buttons)
    await here.rini.taps("Tutup", first)
    await here.rini.taps("Alasan lain", first)
    await here.sari.says("/kasus")
    assert any(label.startswith(f"{first} · ditutup petugas ·") for label in here.sari.buttons)


async def test_another_district_s_link_moves_no_case(here: Town) -> None:
    """It is for the next one, and says so; the same district's link says what it always does."""
    await here.hands_over(here.budi, district="Kota Misal")
    await here.budi.says("/start d_contoh")
    here.budi.sees("kasus Anda berikutnya: Kabupaten Contoh", "tetap pada petugas Kota Misal")
    await here.budi.says("/start d_misal")
    here.budi.sees("Daerah Anda: Kota Misal")
    await here.budi.says("/start d_contoh")
    await here.budi.taps("Mulai kasus baru")
    code = await here.hands_over(here.budi, district=None)
    assert here.rini.card(code)


async def test_two_open_cases_of_one_school_are_shown_as_such(here: Town) -> None:
    """Asked by the way after a hand-over, told with or without the word; another desk hears nothing of it."""
    first = await here.hands_over(here.sari)
    here.sari.sees("Agar petugas tahu sekolahnya")
    await here.sari.says("20212345 SDN 1 Contoh")
    here.sari.sees("Tercatat", "SDN 1 Contoh")
    assert "Agar petugas" not in here.sari.text
    assert "NPSN 20212345" in here.rini.card(first)["text"]
    second = await here.hands_over(here.budi)
    await here.budi.says("NPSN 20212345")
    assert f"juga terbuka dalam kasus {first}" in here.rini.card(second)["text"]
    assert f"juga terbuka dalam kasus {second}" in here.rini.card(first)["text"]
    await here.rini.says("/kasus")
    assert f"NPSN sama: {first}" in str(here.contoh.messages()[-1]["text"])
    other = await here.hands_over(here.wayan, district="Kota Misal")
    await here.wayan.says("NPSN 20212345")
    assert "juga terbuka" not in here.tati.card(other)["text"]
    for label in ("Tutup", "Alasan lain"):
        await here.rini.taps_under(here.rini.card(second), label)
    await here.later(minutes=11)
    assert "juga terbuka" not in here.rini.card(first)["text"]
