"""What /statistik says is what a slow count over the raw records finds; and nobody is told another desk's."""

import csv
import io
import json
import subprocess
import sys
from collections import Counter
from datetime import UTC, datetime, timedelta
from statistics import median
from typing import Any

import openpyxl
import pytest

from bot.helpdesk.figures.chart import WIDTH, chart
from bot.helpdesk.figures.count import OUTCOMES, SPANS, CountedCase, summed
from bot.helpdesk.figures.figures_words import duration, told
from bot.helpdesk.figures.gather import Period, Scope, gather
from bot.helpdesk.figures.sheet import as_file, case_table
from bot.helpdesk.tables import as_csv
from bot.records.help_desk import Desk
from bot.records.letters import FiguresBody
from bot.simulator.phone import Message
from flows.dialogue.case_code import case_code
from flows.dialogue.machine.table import STATES
from flows.eligibility import REQUIREMENTS
from flows.texts import write
from tests.helpdesk.town import CONTOH, DESKS, MISAL, PROV, Town

NOW = datetime(2026, 8, 25, 2, tzinfo=UTC)
CODES = {"contoh": CONTOH, "misal": MISAL, "prov": PROV}


async def played(here: Town) -> None:
    """Cases of every outcome but one that is still with the bot: solved alone, solved at the desk, closed, open, moved up,
    left.
    """
    await here.sari.says("/start d_contoh")
    await here.sari.taps("Tombol tidak ada, hanya Tarik Data")
    await here.sari.says("qwrt zxcv plmk")
    await here.sari.says("tombolnya sudah muncul")
    await here.later(minutes=3)
    first = await here.hands_over(here.budi)
    await here.later(minutes=12)
    await here.rini.taps("Ambil", first)
    await here.later(minutes=31)
    await here.rini.answers(first, "Sebentar.")
    await here.rini.taps("Sudah diubah Dinas", first)
    await here.rini.taps("Semua di atas", first)
    await here.budi.looks().taps("Tombol sudah muncul")
    second = await here.hands_over(here.wayan)
    await here.later(hours=2)
    await here.joko.taps("Tutup", second)
    await here.joko.taps("Kasus ganda", second)
    third = await here.hands_over(here.dewi, district="Kota Misal")
    await here.later(minutes=50)
    await here.tati.taps("Teruskan ke Provinsi Contoh", third)
    await here.tati.taps("Ya, teruskan ke Provinsi Contoh", third)
    await here.later(minutes=20)
    await here.made.taps("Ambil", third)
    await here.sari.says("/ulang")
    await here.sari.taps("Tombol tidak ada, hanya Tarik Data")
    await here.later(hours=30)


def scope(*codes: str, days: int = 30) -> Scope:
    desks = tuple(desk for desk in DESKS if desk.code in codes)
    return Scope(desks[0].name, days, "WIB", codes, desks)


async def slowly(here: Town, desk: str, days: int) -> dict[str, Any]:
    """The same by hand: every raw row, read as it is, and nothing of the code that counts."""
    now = here.world.clock().timestamp()
    people = dict(await here.world.rows("SELECT person, district FROM people"))
    docs = dict(await here.world.rows("SELECT case_id, doc FROM desk_cases"))
    log = await here.world.rows("SELECT case_id, action, at FROM desk_log ORDER BY id")
    found: Counter[str] = Counter()
    spans: dict[str, list[int]] = {span: [] for span in SPANS}
    rows = "SELECT case_id, person, session, opened_at, touched_at, remind_at, closed FROM cases"
    for case, person, session, opened, touched, remind, closed in await here.world.rows(rows):
        doc = json.loads(docs[case]) if case in docs else None
        if (doc["desk"] if doc else people[person]) != desk or opened < now - days * 86_400:
            continue
        found["cases"] += 1
        solved = json.loads(session)["state"] in {"solved", "finished"}
        if doc:
            ended = doc.get("state") == "closed"
            good = solved or (ended and doc["reason"] in {"button_back", "data_mended"})
            found["staffed" if good else "closed" if ended else "at_desk"] += 1
        elif solved:
            found["alone"] += 1
        else:
            gone = closed or (touched <= now - 86_400 and (remind or 0) <= now)
            found["left" if gone else "with_bot"] += 1
        mine = [(action, at) for number, action, at in log if number == case]
        came = max(
            (n for n, (action, _) in enumerate(mine) if action in {"handed_over", "moved"}), default=None
        )
        if came is None:
            continue
        for span, ends in (
            ("take", {"taken", "over", "reply", "asked", "marked"}),
            ("answer", {"reply", "asked", "marked"}),
            ("close", {"closed"}),
        ):
            took = [at - mine[came][1] for action, at in mine[came:] if action in ends]
            spans[span] += took[:1]
    return {"counts": found, "spans": spans}


@pytest.mark.parametrize("desk", CODES)
@pytest.mark.parametrize("days", [1, 30])
async def test_the_figures_are_those_of_a_slow_count(here: Town, desk: str, days: int) -> None:
    """Of each desk, also of only a day: every case once, with its outcome and its times."""
    await played(here)
    period = await gather(here.world.bot.store, scope(desk, days=days), here.world.clock())
    slow = await slowly(here, desk, days)
    assert period.all.cases == slow["counts"]["cases"]
    assert {name: period.all.outcomes[name] for name in OUTCOMES} == {
        name: slow["counts"][name] for name in OUTCOMES
    }
    for span in SPANS:
        took = sorted(slow["spans"][span])
        times = period.all.times.get(span)
        assert (times.cases if times else 0) == len(took)
        if times:
            assert times.median == timedelta(seconds=median(took))
            within = sum(one <= times.ninetieth.total_seconds() for one in took)
            assert within >= 0.9 * len(took)
            assert times.ninetieth.total_seconds() in took


async def test_the_play_has_every_outcome(here: Town) -> None:
    """Or the slow count would agree on nothing."""
    await played(here)
    period = await gather(here.world.bot.store, scope("contoh", "misal", "prov"), here.world.clock())
    assert {name for name, count in period.all.outcomes.items() if count} == {*OUTCOMES} - {"with_bot"}
    assert period.all.times.keys() == {*SPANS}
    assert period.not_understood == 1
    assert [desk.code for desk, _ in period.by_district] == ["contoh", "prov"]
    assert sum(one.cases for _, one in period.by_district) == period.all.cases
    assert period.all.left_at == {"ask_login": 1}


async def test_an_answer_that_changes_changes_the_figures(here: Town) -> None:
    """Nothing is counted up: what the answers say now is what counts."""
    await here.sari.says("/start d_contoh")
    await here.sari.taps("Tombol tidak ada, hanya Tarik Data")
    await here.sari.taps("Akun KS, peran Kepala Sekolah")
    await here.sari.taps("Masih ada")
    store = here.world.bot.store
    before = await gather(store, scope("contoh"), here.world.clock())
    await here.sari.goes_back()
    await here.sari.taps("Sudah nol")
    after = await gather(store, scope("contoh"), here.world.clock())
    assert "R9" in before.all.lacking
    assert "R9" not in after.all.lacking
    assert before.all.cases == after.all.cases == 1


def new(messages: list[Message], before: int) -> list[Message]:
    return messages[before:]


async def test_a_group_gets_text_and_chart(here: Town) -> None:
    """Where it was asked for, of its own desk only; a province sets its districts side by side."""
    await played(here)
    before = len(here.contoh.messages())
    await here.joko.says("/statistik")
    _, text, picture = new(here.contoh.messages(), before)
    assert "Kabupaten Contoh" in text["text"]
    assert "4 kasus" in text["text"]
    assert "Misal" not in text["text"]
    assert picture["photo"][-1]["width"] == WIDTH
    before = len(here.prov.messages())
    await here.made.says("/statistik 7")
    _, text, picture = new(here.prov.messages(), before)
    assert "Provinsi Contoh" in text["text"]
    assert "Kabupaten Contoh: 4 kasus" in text["text"]


async def test_a_stranger_and_an_empty_desk_get_no_chart(here: Town) -> None:
    before = len(here.misal.messages())
    await here.tati.says("/statistik")
    assert "belum ada kasus" in new(here.misal.messages(), before)[1]["text"]
    assert len(new(here.misal.messages(), before)) == 2
    await here.sari.says("/statistik")
    here.sari.sees("ketua meja bantuan")


@pytest.mark.parametrize("form", ["xlsx", "csv"])
async def test_an_export_says_nothing_of_anybody(here: Town, form: str) -> None:
    """No person, no member of staff, no code of a case; what is there is what was counted."""
    await played(here)
    before = len(here.contoh.messages())
    await here.joko.says(f"/statistik 30 {form}")
    _, sent = new(here.contoh.messages(), before)
    assert sent["document"]["file_name"] == f"statistik-30-hari.{form}"
    period = await gather(here.world.bot.store, scope("contoh"), here.world.clock())
    content = as_file(period, form)
    if form == "xlsx":
        book = openpyxl.load_workbook(io.BytesIO(content))
        rows = [[*row] for sheet in book for row in sheet.iter_rows(values_only=True)]
        assert book.sheetnames == ["Ringkasan", "Kasus"]
        assert len(rows) == 2 + 1 + period.all.cases
    else:
        rows = [[*row] for row in csv.reader(io.StringIO(content.decode("utf-8-sig")), delimiter=";")]
        assert len(rows) == 1 + period.all.cases
    said = " ".join(str(cell) for row in rows for cell in row)
    cases = await here.world.rows("SELECT case_id FROM cases")
    for secret in (
        *(case_code(case) for (case,) in cases),
        *("Sari", "Budi", "Rini", "Joko", "Tati"),
    ):
        assert secret not in said


def test_no_cell_is_a_formula() -> None:
    """A district's name is somebody's words."""
    evil = Desk("evil", "=1+1", "kabkota", None, "WIB", 480, 930)
    case = CountedCase("evil", NOW, "left", "unknown", "sd", "menu", (), None, None, {})
    period = Period(Scope("=1+1", 30, "WIB", ("evil",), (evil,)), (case,), summed([case]), (), 0)
    assert "'=1+1" in as_csv(case_table(period)).decode("utf-8-sig")
    book = openpyxl.load_workbook(io.BytesIO(as_file(period, "xlsx")))
    assert book["Kasus"]["B2"].data_type == "s"


def test_every_state_and_key_has_words_and_is_drawn() -> None:
    """Wherever somebody may have left, and whatever they lack: text and picture are made, of however few."""
    states = sorted({state.removesuffix(".stuck") for state in STATES})
    cases = [
        CountedCase("contoh", NOW, "left", "unknown", "unknown", state, tuple(REQUIREMENTS), "R7", None, {})
        for state in states
    ]
    for several in (cases, cases[:1]):
        period = Period(scope("contoh"), tuple(several), summed(several), ((DESKS[0], summed(several)),), 3)
        assert write(told(period))
        assert chart(period).startswith(b"\x89PNG")
        assert case_table(period)
    for state in states:  # each has words of its own
        one = [case for case in cases if case.state == state]
        assert write(told(Period(scope("contoh"), tuple(one), summed(one), (), 0)))


@pytest.mark.parametrize(
    ("span", "words"),
    [
        (timedelta(seconds=29), "0 menit"),
        (timedelta(minutes=119), "119 menit"),
        (timedelta(hours=2), "2 jam"),
        (timedelta(hours=2, minutes=30), "2,5 jam"),
        (timedelta(hours=48), "2 hari"),
        (timedelta(hours=60), "2,5 hari"),
    ],
)
def test_a_span_is_said_as_people_say_it(span: timedelta, words: str) -> None:
    assert write(duration(span)) == words


async def test_owners_and_heads_ask_in_their_own_chat(here: Town) -> None:
    """All districts for an owner, one's own for a head; nobody another's."""
    await played(here)
    await here.owner.says("/statistik 30")
    here.owner.sees("Semua daerah", "Kabupaten Contoh: 4 kasus")
    await here.owner.says("/statistik contoh 7")
    here.owner.sees("Kabupaten Contoh, 7 hari terakhir: 4 kasus")
    await here.world.bot.store.appoint("contoh", 14)
    here._staff(14, "Dewi", here.contoh)
    await here.dewi.says("/statistik")
    here.dewi.sees("Kabupaten Contoh")
    await here.dewi.says("/statistik misal")
    here.dewi.sees("Tulis kode daerah")
    assert not any("Misal" in str(m.get("text")) for m in new(here.dewi.person.messages(), -2))


async def test_what_somebody_may_not_know_any_more_is_not_sent(here: Town) -> None:
    """Who may know it is asked again when it goes out."""
    figures = here.world.bot.helpdesk.figures
    assert await figures.gather(CONTOH, FiguresBody(30, "text", ("contoh",)))
    for chat, roots in (
        (MISAL, ("contoh",)),
        (CONTOH, None),
        (11, ("contoh",)),
        (11, None),
        (-77, ("contoh",)),
    ):
        assert await figures.gather(chat, FiguresBody(30, "text", roots)) is None


async def test_every_week_if_wished(here: Town) -> None:
    """On Monday from the opening hour, once; switched by the head."""
    before = len(here.contoh.messages())
    await here.joko.says("/statistik mingguan")
    assert "Hanya ketua" in new(here.contoh.messages(), before)[1]["text"]
    await here.world.bot.store.appoint("contoh", here.rini.person.id)
    await here.world.chat(here.rini.person.id, "Bu Rini").says("/start")  # or she cannot be reminded
    await here.rini.says("/statistik mingguan")
    assert "Setiap Senin" in here.contoh.messages()[-1]["text"]
    await here.hands_over(here.sari)
    count = len(here.contoh.messages())

    def sent() -> list[Message]:
        return [m for m in here.contoh.messages()[count:] if "photo" in m]

    await here.later(days=1)  # a Wednesday
    assert not sent()
    await here.later(days=4, hours=22, minutes=59)  # Monday 07.59
    assert not sent()
    await here.later(minutes=1)
    await here.later(minutes=1)
    assert len(sent()) == 1
    await here.rini.says("/statistik mingguan")
    await here.later(days=7)
    assert len(sent()) == 1


def test_no_start_pays_for_a_chart_or_a_table() -> None:
    """What draws and what reads tables is loaded by whoever asks for it."""
    heavy = ("matplotlib", "numpy", "openpyxl", "xlsxwriter")
    program = f"import bot.program, sys; print([name for name in {heavy!r} if name in sys.modules])"
    said = subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, text=True)
    assert said.stdout.strip() == "[]"


async def test_the_table_has_the_newest_cases(here: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of more than a file has room for, and no more stay in memory; the sums are of all of them."""
    await played(here)
    store, now = here.world.bot.store, here.world.clock()
    everything = await gather(store, scope("contoh", "misal", "prov"), now)
    monkeypatch.setattr("bot.helpdesk.figures.gather.MOST_CASES", 2)
    monkeypatch.setattr("bot.helpdesk.figures.gather.PORTION", 1)
    period = await gather(store, scope("contoh", "misal", "prov"), now)
    assert len(everything.cases) == everything.all.cases > 4
    assert period.cases == everything.cases[-2:]
    assert [case.opened_at for case in everything.cases] == sorted(one.opened_at for one in everything.cases)
    assert (period.all, period.by_district) == (everything.all, everything.by_district)
    assert len(case_table(period)) == 1 + 2
