"""What one person can cost a desk and the bot's memory is bounded: they are told kindly, and nobody else notices."""

from collections.abc import Iterator
from datetime import timedelta

import pytest

from bot.helpdesk.cases import operator_view
from bot.helpdesk.cases.relay import relayed, to_desk
from bot.helpdesk.operators.operator_messages import MOST_HELD, MOST_WAITING
from bot.incoming import flood
from bot.records.desk_case import DeskCase
from bot.records.letters import Letter, NoteBody
from bot.records.messages import Content
from bot.records.priority import Priority
from bot.records.rows import Saved
from bot.store.own_cases import CASES
from flows.dialogue.turn.engine import begin
from tests.chat import SARI
from tests.dialogue.walking import NOON
from tests.helpdesk.town import CONTOH, Town
from tests.hostile.search import LONGEST

HOUR = timedelta(hours=1)
PARTS = 3
"""Messages in a group that one text becomes at most."""


def said(here: Town) -> list[str]:
    return [m.get("text", "") for m in here.contoh.messages()]


@pytest.fixture(name="_few")
def _few(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(operator_view, "MOST_OPEN", 2)
    monkeypatch.setattr(operator_view, "MOST_A_DAY", 3)
    return iter(())


async def test_so_many_messages_of_one_person_wait_in_a_group(here: Town) -> None:
    """What is written beyond them is not passed on, and neither is an edit; a colleague of theirs is not concerned."""
    for chat in (here.sari, here.budi):
        await here.hands_over(chat)
    letters = [
        Letter(f"w:{number}", CONTOH, NoteBody("menunggu"), SARI, rank=Priority.BULK, after=HOUR)
        for number in range(MOST_WAITING)
    ]
    await here.sari.says("yang pertama")
    await here.world._store.add_letters(letters, here.world.clock())
    await here.sari.edits("yang lain")
    here.sari.sees("menunggu giliran")
    await here.sari.says("yang berikut")
    here.sari.sees("menunggu giliran")
    await here.budi.says("dari Budi")
    texts = "\n".join(said(here))
    assert "yang pertama" in texts
    assert "dari Budi" in texts
    assert "yang berikut" not in texts
    assert "yang lain" not in texts
    await here.later(hours=2)
    await here.sari.says("sekarang")
    assert "sekarang" in "\n".join(said(here))


async def test_so_many_messages_to_a_closed_case_are_held(here: Town) -> None:
    code = await here.hands_over(here.sari)
    await here.rini.taps("Tutup", code)
    await here.rini.taps("Data sudah diperbaiki", code)
    for number in range(MOST_HELD):
        await here.sari.says(f"pesan ke-{number}.")
    await here.sari.says("yang tidak muat")
    here.sari.sees("belum diteruskan", "untuk kasus ini, atau hal baru?")
    assert (await here.world.rows("SELECT count(*) FROM held")) == [(MOST_HELD,)]
    await here.sari.taps("Buka lagi kasus ini")
    texts = "\n".join(said(here))
    assert all(f"pesan ke-{number}." in texts for number in range(MOST_HELD))
    assert "yang tidak muat" not in texts


@pytest.mark.usefixtures("_few")
async def test_so_many_cases_of_one_person_are_open_at_desks(here: Town) -> None:
    """A further one is not lost: it goes there when its operator comes by after one was closed; or, of a day, the next day."""
    first, second = await here.hands_over(here.sari), await _another(here)
    third = await _another(here)
    here.sari.sees("terlalu banyak kasus Anda yang masih terbuka")
    other = await here.hands_over(here.budi)
    assert all(any(code in text for text in said(here)) for code in (first, second, other))
    assert not any(third in text for text in said(here))
    await here.rini.taps("Tutup", first)
    await here.rini.taps("Data sudah diperbaiki", first)
    await here.sari.says("/lanjut")
    assert any(third in text for text in said(here))
    await here.rini.taps("Tutup", second)
    await here.rini.taps("Data sudah diperbaiki", second)
    fourth = await _another(here)
    here.sari.sees("hari ini sudah terlalu banyak")
    await here.sari.says("/lanjut")
    assert not any(fourth in text for text in said(here))
    await here.later(days=1, minutes=1)
    await here.sari.says("/lanjut")
    assert any(fourth in text for text in said(here))


@pytest.mark.usefixtures("_few")
async def test_a_closed_case_is_not_opened_again_beyond_them(here: Town) -> None:
    first = await here.hands_over(here.sari)
    await here.rini.taps("Tutup", first)
    await here.rini.taps("Data sudah diperbaiki", first)
    for _ in range(2):
        await _another(here)
    await here.sari.says("/kasus")
    await here.sari.taps(next(label for label in here.sari.buttons if first in label))
    await here.sari.taps("Buka lagi kasus ini")
    here.sari.sees("belum dibuka lagi")
    assert (await here.world.rows("SELECT count(*) FROM desk_cases WHERE state = 'closed'")) == [(1,)]


async def test_so_many_cases_of_one_person_are_kept(here: Town) -> None:
    """The one that was left alone longest goes, and its person is told; none that a desk has had."""
    code = await here.hands_over(here.sari)
    for number in range(1, CASES):
        at = here.world.clock() + timedelta(minutes=number)
        await here.world._store.save(Saved(SARI, (begin(number, SARI, at),), at, aside=True))
    here.world.clock.moves_by(hours=2)
    await here.sari.says("/ulang")
    await here.sari.taps("Ya, kasus baru")
    here.sari.sees("yang paling lama tidak dibuka telah dihapus")
    kept = {number for (number,) in await here.world.rows("SELECT case_id FROM cases")}
    assert len(kept) == CASES
    assert 1 not in kept
    assert 2 in kept
    assert await here.world.rows("SELECT count(*) FROM desk_cases") == [(1,)], code


def test_one_text_becomes_few_messages_in_a_group() -> None:
    case = DeskCase(case=7, person=1, district="a", desk="a", level="sd", since=NOON)
    for text in ("x" * LONGEST, "&<>" * LONGEST, "😀" * (LONGEST // 2), "/a@b " * LONGEST, "\n" * LONGEST):
        letters, _ = relayed(case, to_desk(case, CONTOH), 9, Content("text", text[:LONGEST] + "x" * 1024))
        assert len(letters) <= PARTS


async def test_who_has_sent_too_much_in_a_day_is_told_once(
    here: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(flood, "MOST_A_DAY", 6)
    here.world.guarded = True
    await here.world.restarts()
    for number in range(9):
        await here.later(minutes=1)
        await here.sari.says(f"/kasus {number}")
    told = [m for m in here.sari.person.messages() if "dalam sehari" in m.get("text", "")]
    assert len(told) == 1
    await here.budi.says("/start")
    here.budi.sees("menu Sinkronisasi")
    await here.later(days=1)
    await here.sari.says("/bantuan")
    here.sari.sees("Bantuan")


async def test_an_album_is_heard_whole_and_counts_for_the_day(
    here: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(flood, "MOST_A_DAY", 12)
    await here.hands_over(here.sari)
    here.world.guarded = True
    await here.world.restarts()
    for _ in range(2):
        here.sari.person.sends_album(["photo"] * 7)
    await here.world.settles()
    await here.later(minutes=1)
    assert sum("photo" in m for m in here.contoh.messages()) == 14
    await here.sari.says("satu lagi")
    here.sari.sees("dalam sehari")


async def _another(here: Town) -> str:
    await here.sari.says("/ulang")
    await here.sari.taps("Ya, kasus baru")
    await here.sari.taps("Minta bantuan petugas")
    await here.sari.taps("SD")
    return await here.code(here.sari)
