"""Until when schools must synchronise: set by owners for all and by desks for themselves, told to operators, urgent at the desk."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from bot.helpdesk.groups.cut_off_command import read_cut_off
from bot.helpdesk.upkeep.outdated_cards import AT_ONCE, outdated_cards
from flows.dialogue.dates import next_opening
from flows.reading.closing import asks_cut_off
from tests.helpdesk.test_overview import lacks_duty
from tests.helpdesk.town import DESKS, RINI, Town


def _last(here: Town) -> str:
    return str(here.contoh.messages()[-1]["text"])


def _date(here: Town, **ahead: float) -> str:
    return (here.world.clock() + timedelta(hours=7) + timedelta(**ahead)).strftime("%d-%m-%Y %H.%M")


async def test_the_earlier_is_told_and_what_was_set_can_be_taken_back(here: Town) -> None:
    """An owner's holds for all, a desk's for itself; nobody hears of one that is over, or more than seven days ahead."""
    await here.owner.says(f"/kelola kepala contoh {RINI}")
    await here.sari.says("/start")
    await here.sari.says("kapan cut off dapodik?")
    here.sari.sees("berubah setiap tahun")
    await here.owner.says(f"/batas BOSP {_date(here, days=20)}")
    here.owner.sees("semua daerah")
    await here.owner.says("/batas BOSP 1-1-2020 10.00")
    here.owner.sees("sudah lewat")
    await here.sari.says("kapan cut off dapodik?")
    here.sari.sees("BOSP", "tinggal 20 hari")
    await here.sari.says("/start")
    assert "BOSP" not in here.sari.text
    await here.joko.says(f"/batas Verifikasi daerah {_date(here, days=3, minutes=5)}")
    assert "Hanya ketua" in _last(here)
    await here.rini.says(f"/batas Verifikasi daerah {_date(here, days=3, minutes=5)}")
    assert "Kabupaten Contoh" in _last(here)
    assert "Verifikasi" not in here.budi.text
    await here.hands_over(here.sari)
    here.sari.sees("Verifikasi daerah", "tinggal 3 hari")
    await here.sari.says("/batas")
    assert "Verifikasi daerah" in " ".join(str(one.get("text")) for one in here.sari.person.messages())
    await here.rini.says("/batas hapus 1")
    assert "bernomor itu" in _last(here)
    await here.rini.says("/batas hapus 2")
    assert "dihapus" in _last(here)
    await here.rini.says("/batas")
    assert "BOSP" in _last(here)
    assert "Verifikasi" not in _last(here)
    await here.owner.says("/batas hapus 1")
    here.owner.sees("dihapus")
    await here.owner.says("/batas")
    here.owner.sees("Belum ada batas waktu")


async def test_a_case_is_urgent_only_where_dinas_has_to_act(here: Town) -> None:
    """Less than a day is left: the card says so, and the list puts it first."""
    await here.owner.says(f"/batas BOSP {_date(here, hours=20)}")
    plain = await here.hands_over(here.budi)
    assert "Mendesak" not in here.rini.card(plain)["text"]
    code = await lacks_duty(here, here.sari)
    assert "Mendesak" in here.rini.card(code)["text"]


async def test_a_date_shows_on_cards_that_stand_already(here: Town) -> None:
    """Set, come near, and taken back; the case has not changed, so that its buttons go on. Nothing else is drawn again."""
    code = await lacks_duty(here, here.sari)
    plain = await here.hands_over(here.budi)
    await here.later(minutes=11)
    before = [message.get("text") for message in here.contoh.messages()]
    await here.later(minutes=11)
    assert [message.get("text") for message in here.contoh.messages()] == before

    await here.owner.says(f"/batas BOSP {_date(here, days=1, hours=1)}")
    await here.later(minutes=1)
    card = here.rini.card(code)["text"]
    assert "BOSP" not in card
    assert "Batas waktu" in card
    assert "Mendesak" not in card
    await here.later(hours=2)
    assert "Mendesak" in here.rini.card(code)["text"]
    assert "atas waktu" not in here.rini.card(plain)["text"]
    await here.rini.taps("Ambil alih", code)
    await here.owner.says("/batas hapus 1")
    await here.later(minutes=1)
    assert "atas waktu" not in here.rini.card(code)["text"]


async def test_a_few_cards_are_drawn_in_one_look(here: Town) -> None:
    """The rest come with the next looks: what staff do meanwhile keeps its place in the group's pace."""
    await lacks_duty(here, here.sari)
    one = next(iter(await here.world._store.open_cases("contoh")))
    assert one.card
    many = [replace(one, card=replace(one.card, beside="other"))] * (AT_ONCE + 5)
    assert len(outdated_cards(many, here.contoh.id, here.world.clock())) == AT_ONCE
    assert not outdated_cards([one], here.contoh.id, here.world.clock())


async def test_the_log_says_what_was_set_and_by_whom(here: Town) -> None:
    """An owner's in the log of each desk, a desk's in its own."""
    await here.owner.says(f"/kelola kepala contoh {RINI}")
    await here.owner.says("/batas BOSP 31-8-2031 23.59")
    await here.rini.says("/batas Verifikasi 1-9-2031 12.00")
    await here.rini.says("/batas hapus 2")
    await here.owner.says("/batas hapus 1")
    await here.owner.says("/kelola jejak contoh")
    here.owner.sees(
        "mencatat batas waktu untuk semua daerah: BOSP, 31/8/2031 23.59 WIB",
        "mencatat batas waktu Verifikasi, 1/9/2031 12.00 WIB",
        "menghapus batas waktu Verifikasi",
        "menghapus batas waktu untuk semua daerah: BOSP",
    )
    await here.owner.says("/kelola jejak misal")
    here.owner.sees("mencatat batas waktu untuk semua daerah: BOSP")
    assert not await here.world.rows("SELECT 1 FROM desk_log WHERE desk = 'misal' AND detail LIKE 'Verif%'")


async def test_a_date_that_comes_twice_is_one(here: Town) -> None:
    """As where the process ends before it is noted that the command was carried out."""
    for _ in range(2):
        await here.owner.says("/batas BOSP 31-8-2031 23.59")
    assert len(await here.world._store.cut_offs()) == 1
    assert len(await here.log("cut_off_all")) == len(DESKS)


async def test_a_desk_that_is_closed_says_when_it_opens(here: Town) -> None:
    clock = here.world.clock
    while next_opening(clock(), 480, 930, "WIB") is None:
        clock.moves_by(hours=1)
    await here.hands_over(here.sari)
    here.sari.sees("buka lagi", "pukul 08.00 WIB")


@pytest.mark.parametrize(
    ("text", "hour"),
    [
        ("BOSP 31-8-2026 23.59", 16),
        ("Sisa cut off 31/8/2026 pukul 23:59 wita", 15),
        ("A 31.8.2026 23.59 WIT", 14),
    ],
)
def test_the_hour_is_wib_unless_said_otherwise(text: str, hour: int) -> None:
    read = read_cut_off(text)
    assert read
    assert (read[1].utctimetuple().tm_hour, read[1].utctimetuple().tm_min) == (hour, 59)


@pytest.mark.parametrize(
    "text", ["BOSP", "BOSP 31-8-2026", "31-8-2026 23.59", "BOSP 32-8-2026 23.59", "B 1-1-2026 25.00"]
)
def test_what_is_no_date_is_none(text: str) -> None:
    assert read_cut_off(text) is None


def test_a_desk_opens_on_its_next_working_day() -> None:
    def opens(at: str, *holidays: str) -> str | None:
        found = next_opening(datetime.fromisoformat(f"{at}+07:00"), 480, 930, "WIB", holidays)
        return f"{found:%m-%d %H:%M}" if found else None

    assert opens("2026-08-28T09:00") is None  # a Friday
    assert opens("2026-08-28T07:59") == "08-28 08:00"
    assert opens("2026-08-28T15:30") == "08-31 08:00"
    assert opens("2026-08-29T12:00", "2026-08-31") == "09-01 08:00"


@pytest.mark.parametrize(
    "text",
    [
        "kapan cut off?",
        "batas sinkron kapan?",
        "masih sempat ga ya?",
        "batas akhir sinkron tanggal berapa",
        "deadline dapodik kapan",
    ],
)
def test_who_asks_for_it_is_known(text: str) -> None:
    assert asks_cut_off(text)


@pytest.mark.parametrize(
    "text", ["tombol sinkron hilang padahal cut off besok", "sudah", "kapan dinas mengubahnya?"]
)
def test_who_only_names_it_does_not_ask(text: str) -> None:
    assert not asks_cut_off(text)
