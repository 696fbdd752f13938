"""Staff are reminded in working time only, each thing once; the day begins with a digest; the heads hear of what stays."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.helpdesk.desks.holidays import read_days
from bot.helpdesk.desks.working_hours import last_closing, working_after
from bot.records.priority import Priority
from tests.chat import Chat, Clock
from tests.helpdesk.town import DESKS, Town
from tests.staff import Staff


def heard(staff: Staff, words: str) -> list[str]:
    """What a group has read with these words in it."""
    return [m["text"] for m in staff.group.messages() if words in m.get("text", "")]


def private(chat: Chat, words: str) -> list[str]:
    return [m["text"] for m in chat.person.messages() if words in m.get("text", "")]


async def test_what_waits_is_told_once_without_a_sound(here: Town) -> None:
    """After an hour of working time that nobody took it; after two that the operator has no answer."""
    await here.later(minutes=1)  # the day's first look, with nothing to say
    code = await here.hands_over(here.sari)
    await here.later(minutes=45)
    assert heard(here.rini, "perlu dilihat") == []
    other = await here.hands_over(here.budi)
    await here.later(minutes=20)
    (said,) = heard(here.rini, "perlu dilihat")
    assert "Belum ada yang mengambil" in said
    assert code in said
    assert other not in said
    (call,) = [c for c in here.world.telegram.calls if "perlu dilihat" in str(c.params.get("text"))]
    assert call.params["disable_notification"]
    await here.rini.taps("Ambil", code)
    await here.rini.taps("Ambil", other)
    await here.later(minutes=30)
    assert len(heard(here.rini, "perlu dilihat")) == 1
    await here.later(minutes=30)
    assert "Operator belum dijawab" in heard(here.rini, "perlu dilihat")[-1]
    assert "Bu Rini" in heard(here.rini, "perlu dilihat")[-1]
    count = len(heard(here.rini, "perlu dilihat"))
    await here.later(minutes=11)
    await here.later(minutes=11)
    assert len(heard(here.rini, "perlu dilihat")) <= count + 1, "once for each case"


async def test_never_at_night_and_the_morning_begins_with_a_digest(here: Town) -> None:
    """A case of the evening is told of in the morning, once, and not before the desk opens."""
    await here.later(hours=12)
    await here.hands_over(here.sari)
    for _ in range(10):
        await here.later(hours=1)
        assert heard(here.rini, "perlu dilihat") + heard(here.rini, "Pagi ini") == []
    await here.later(hours=1, minutes=1)
    (digest,) = heard(here.rini, "Pagi ini di Kabupaten Contoh")
    assert "Terbuka: 1 · masuk di luar jam kerja: 1" in digest
    await here.later(minutes=30)
    assert len(heard(here.rini, "Pagi ini")) == 1


async def test_a_holiday_is_no_working_day(here: Town) -> None:
    """Its head writes it down; nobody is reminded, and the operator's wait is not counted."""
    await here.world.chat(here.rini.person.id, "Bu Rini").says("/start")
    await here.owner.says(f"/kelola kepala contoh {here.rini.person.id}")
    await here.joko.says("/libur 26-8-2026")
    assert heard(here.joko, "Hanya ketua")
    await here.rini.says("/libur 26-8-2026 sampai 28-8-2026")
    assert heard(here.rini, "dicatat: 3 hari")
    await here.joko.says("/libur")
    assert heard(here.joko, "• 27 Agustus 2026")
    await here.rini.says("/libur hapus 28-8-2026")
    await here.later(minutes=1)  # the day's first look, with nothing to say
    await here.hands_over(here.sari)
    for _ in range(60):
        await here.later(hours=1)
        if here.world.clock.now.hour == 0:
            break
    await here.later(days=1, hours=3)  # Thursday, in the middle of the day
    assert heard(here.rini, "Pagi ini") == []
    await here.later(hours=21)
    await here.later(hours=2)  # Friday, which was taken out again
    assert len(heard(here.rini, "Pagi ini")) == 1


async def test_the_head_hears_of_what_stays(here: Town) -> None:
    """In their own chat, once, two hours of work after the reminder."""
    head = here.world.chat(here.rini.person.id, "Bu Rini")
    await head.says("/start")
    await here.owner.says(f"/kelola kepala contoh {here.rini.person.id}")
    await here.later(minutes=1)
    code = await here.hands_over(here.sari)
    await here.later(minutes=61)
    assert heard(here.rini, "perlu dilihat")
    await here.later(minutes=110)
    assert private(head, "belum juga ditangani") == []
    await here.later(minutes=15)
    (said,) = private(head, "belum juga ditangani")
    assert code in said
    await here.later(minutes=30)
    assert len(private(head, "belum juga ditangani")) == 1
    told = "SELECT DISTINCT rank / 1000000 FROM outbox WHERE key LIKE 'remind:%' OR key LIKE 'late:%'"
    assert await here.world.rows(told) == [(Priority.BULK,)], "nobody waits for it"


async def test_a_head_who_has_never_opened_the_bot_is_tried_once(here: Town) -> None:
    """No error; the owner reads of it in /status, until they open it."""
    here.world.expected_refusals = 1
    await here.owner.says(f"/kelola kepala contoh {here.rini.person.id}")
    await here.later(minutes=1)
    await here.hands_over(here.sari)
    await here.later(minutes=61)
    await here.later(minutes=125)
    await here.hands_over(here.budi)
    await here.later(minutes=61)
    await here.later(minutes=125)
    tried = f"SELECT count(*) FROM outbox WHERE chat = {here.rini.person.id}"
    assert await here.world.rows(tried) == [(1,)]
    await here.owner.says("/status")
    assert private(here.owner, "belum dapat dikirimi pesan: 1")
    head = here.world.chat(here.rini.person.id, "Bu Rini")
    await head.says("/start")
    await here.owner.says("/status")
    assert private(here.owner, "belum dapat dikirimi pesan: 0")


async def test_a_desk_sets_its_own_times(here: Town) -> None:
    await here.owner.says("/kelola ingat contoh 10 0 0")
    await here.owner.says("/kelola ingat contoh 10 0")
    assert private(here.owner, "Tulis tiga bilangan")
    await here.later(minutes=1)
    await here.hands_over(here.sari)
    await here.later(minutes=12)
    assert heard(here.rini, "Belum ada yang mengambil")


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("17-8-2026", ("2026-08-17",)),
        ("17/08/2026", ("2026-08-17",)),
        ("31-12-2026 sampai 1-1-2027", ("2026-12-31", "2027-01-01")),
        ("31-12-2026 s/d 1.1.2027", ("2026-12-31", "2027-01-01")),
        ("2-1-2027 sampai 1-1-2027", ()),
        ("31-2-2026", ()),
        ("1-1-2026 sampai 1-1-2027", ()),
        ("besok", ()),
    ],
)
def test_days_as_people_write_them(text: str, days: tuple[str, ...]) -> None:
    assert read_days(text) == days


def test_the_hours_of_a_holiday_are_not_counted() -> None:
    start = datetime(2026, 8, 25, 7, 0, tzinfo=UTC)  # Tuesday, 14.00 WIB
    found = working_after(start, timedelta(hours=4), 480, 930, "WIB", holidays=("2026-08-26",))
    assert found == datetime(2026, 8, 27, 3, 30, tzinfo=UTC)
    assert last_closing(DESKS[0], Clock().now) == datetime(2026, 8, 24, 8, 30, tzinfo=UTC)
