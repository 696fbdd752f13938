"""What a desk and its operators read is true: whose list it is, what was recorded, since when, and who did it."""

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
