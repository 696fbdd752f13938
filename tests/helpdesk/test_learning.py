"""What closed cases teach: what it was, as staff say by one tap, and what becomes of that."""

import tomllib
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.cli import run
from bot.settings import Settings
from flows.dialogue.machine.session import Record, Session
from flows.dialogue.machine.weights import LEAST, ORDER_FILE, ClosedCase, first_facts, reweighed
from flows.dialogue.turn.engine import begin
from tests.helpdesk.town import Town

NOW = datetime(2026, 9, 1, tzinfo=UTC)
FILE = ORDER_FILE


async def _closed(here: Town, why: str = "Data sudah diperbaiki") -> str:
    code = await here.hands_over(here.sari)
    await here.rini.taps("Tutup", code)
    await here.rini.taps(why, code)
    return code


def _buttons(here: Town, code: str) -> list[str]:
    rows = here.rini.card(code)["reply_markup"]["inline_keyboard"]
    return [str(button["text"]) for row in rows for button in row]


async def test_closing_asks_once_what_it_was(here: Town) -> None:
    """One tap; then the card offers only to open it again, and the operator hears nothing of it."""
    code = await _closed(here)
    assert "boleh dilewati" in here.rini.card(code)["text"]
    before = len(here.sari.person.messages())
    await here.rini.taps("jenis PTK", code)
    assert "Yang ternyata kurang: jenis PTK" in here.rini.card(code)["text"]
    assert _buttons(here, code) == ["Buka lagi"]
    assert len(here.sari.person.messages()) == before
    assert len(await here.log("caused")) == 1
    assert await here.world.rows("SELECT doc ->> 'cause' FROM desk_cases") == [("R2",)]
    await here.rini.taps("Buka lagi", code)
    assert "Ambil" in _buttons(here, code)


async def test_it_can_be_passed_over(here: Town) -> None:
    code = await _closed(here)
    await here.rini.taps("Lewati", code)
    assert _buttons(here, code) == ["Buka lagi"]
    assert await here.log("caused") == []


async def test_what_was_not_mended_is_not_asked_after(here: Town) -> None:
    assert _buttons(here, await _closed(here, "Kasus ganda")) == ["Buka lagi"]


async def test_the_report_names_where_the_rules_said_otherwise(here: Town, tmp_path: Path) -> None:
    code = await _closed(here)
    await here.rini.taps("jenis PTK", code)
    settings = Settings(database_path=str(tmp_path / "sinkron.db"))
    lines = list(run("report", None, settings))
    assert lines[0].endswith("what it was: 1; the rules said otherwise in 1.")
    assert f"it was R2: {code}" in lines[1]
    assert (
        tomllib.loads("\n".join(run("weights", None, settings)))["requirement"]
        == tomllib.loads(FILE)["requirement"]
    )


def _case(*told: tuple[str, str], cause: str | None = None) -> ClosedCase:
    session = begin(1, 1, NOW)
    records = tuple(Record(subject, choice, NOW) for subject, choice in told)
    return ClosedCase(replace(session, records=records), cause)


@pytest.mark.parametrize("count", [LEAST - 1, LEAST])
def test_the_order_s_numbers_are_what_enough_cases_told(count: int) -> None:
    """Shares of a hundred, of what was told first; what too few told stays, and so does everything else of the file."""
    told = ("symptom", "button_missing"), ("login", "operator")
    cases = [_case(*told) for _ in range(count)]
    now, before = tomllib.loads(reweighed(FILE, cases)), tomllib.loads(FILE)
    if count < LEAST:
        assert now == before
        return
    assert now["school"]["login"] == {
        "ks_account_ks_role": 0, "ks_account_other_role": 0, "operator": 100, "other": 0,
    }  # fmt: skip
    assert now["requirement"]["R8"]["unmet"] == 100
    assert now["requirement"]["R10"]["unmet"] == 0
    now["requirement"]["R10"] = before["requirement"]["R10"]
    now["school"]["login"] = before["school"]["login"]
    now["requirement"]["R8"]["unmet"] = before["requirement"]["R8"]["unmet"]
    assert now == before


def test_what_staff_say_counts_as_unmet() -> None:
    cases = [_case(("symptom", "button_missing"), cause="R2") for _ in range(LEAST)]
    assert tomllib.loads(reweighed(FILE, cases))["requirement"]["R2"]["unmet"] == 100


def test_the_first_answer_counts() -> None:
    session = _case(("symptom", "button_missing"), ("login", "operator"), ("R8", "done")).session
    assert isinstance(session, Session)
    assert first_facts(session).login == "operator"
