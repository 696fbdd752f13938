"""A case of the database becomes a transcript that `check` plays to the same end, and that says nothing of anybody."""

import asyncio
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from bot.check.command import check
from bot.check.from_case import rebuilt
from bot.check.replay_case import replay_case
from bot.exit_status import CommandError
from bot.store.migrations import migrate
from flows.dialogue.case_code import case_code
from flows.dialogue.desk.card_lines import askable, markable
from flows.dialogue.machine.questions import BY_DESK
from flows.dialogue.machine.replay import replay
from flows.dialogue.screens.keyboard import HUMAN
from tests.chat import Clock
from tests.dialogue.walking import START, Told, session_after, successors
from tests.helpdesk.town import Town, town
from tests.sampling import amount, dice


async def _case(here: Town, *acts: str) -> str:
    """Budi's case after these taps; a line that begins with `>` is written."""
    await here.budi.says("/start d_misal")
    for act in acts:
        if act.startswith(">"):
            await here.budi.says(act[1:])
        else:
            await here.budi.taps(act)
    return await here.code(here.budi)


CASES = {
    "handed over": (
        "Tombol tidak ada, hanya Tarik Data",
        "Akun KS, peran Kepala Sekolah",
        ">17",
        ">minta bantuan petugas",
        "SD",
    ),
    "solved": ("Tombol tidak ada, hanya Tarik Data", ">tombolnya sudah muncul"),
}


@pytest.mark.parametrize("acts", CASES.values(), ids=CASES)
async def test_a_case_is_played_again(
    tmp_path: Path, acts: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    """To the same state, as often as it is played; without its code, its person and its district."""
    path = tmp_path / "sinkron.db"
    async with town(path, Clock()) as here:
        code = await _case(here, *acts)
        state = (await here.world.session(12)).state
    target = tmp_path / "kasus.txt"
    told = await asyncio.to_thread(replay_case, str(path), code, str(target))
    text = target.read_text("utf-8")
    assert text == told[0]
    assert f"= {state}" in text.splitlines()[-1]
    for secret in (code, "Misal", "Budi"):
        assert secret not in text
    assert await asyncio.to_thread(check, [str(target)]) == 0
    capsys.readouterr()


@pytest.mark.parametrize("marks", [("Semua di atas",), ("jenis PTK", "Catat yang dipilih (1)")])
async def test_what_staff_did_is_told_too(
    tmp_path: Path, marks: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    """A question of theirs with its answer, what they marked as changed, and what the operator did after it."""
    path = tmp_path / "sinkron.db"
    async with town(path, Clock()) as here:
        code = await here.hands_over(here.sari)
        await here.rini.taps("Tanya operator", code)
        await here.rini.taps("Jumlah akun", code)
        await here.sari.looks().taps("1 akun")
        for label in ("Sudah diubah Dinas", *marks):
            await here.rini.taps(label, code)
        await here.sari.looks().taps("Belum bisa")
        session = await here.world.session(11)
    assert rebuilt(session, "x").left == ()
    target = tmp_path / "kasus.txt"
    told = await asyncio.to_thread(replay_case, str(path), code, str(target))
    assert len(told) == 2, told
    assert f"= {session.state}" in target.read_text("utf-8").splitlines()[-1]
    assert await asyncio.to_thread(check, [str(target)]) == 0
    capsys.readouterr()


@pytest.mark.parametrize("code", ["x", "00000-0", case_code(77)])
def test_a_code_that_is_none_is_said(tmp_path: Path, code: str) -> None:
    path = tmp_path / "empty.db"
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        migrate(db, 0)
    with pytest.raises(CommandError):
        replay_case(str(path), code, str(tmp_path / "x.txt"))
    assert not (tmp_path / "x.txt").exists()


_TYPED = {("symptom", "other"), ("symptom", "unknown")}
"""No button says these."""


@pytest.mark.sampled
@pytest.mark.parametrize("number", range(amount(12, 200)))
def test_any_case_is_rebuilt_by_taps(number: int) -> None:
    """Whatever was told, in whatever order: there is a way of taps to the same records, and to the same state."""
    chance = dice(f"replay {number}")
    position, told = START, list[Told]()
    for _ in range(30):
        ways = [(one, then) for one, then in successors(position) if one not in _TYPED]
        if not ways:
            break
        one, position = chance.choice(ways)
        told.append(one)
    session = session_after(*told)
    found = rebuilt(session, "x")
    assert found.left == ()
    assert found.state == session.state


@pytest.mark.sampled
@pytest.mark.parametrize("number", range(amount(4, 60)))
def test_what_staff_told_is_rebuilt_wherever_the_case_goes_then(number: int) -> None:
    """A question of theirs and some marks, at any case that was handed over, and what its operator tells after them."""
    chance = dice(f"staff {number}")
    position, told = START, list[Told]()
    while position.state != "handed_over":
        ways = [(one, then) for one, then in successors(position) if one not in _TYPED]
        human = [way for way in ways if way[0] == (HUMAN.subject, HUMAN.choice)]
        if not ways:  # it has ended: another one
            position, told = START, []
            continue
        one, position = chance.choice(human if human and len(told) > number % 8 else ways)
        told.append(one)
    about = chance.choice(askable(session_after(*told)))
    told.append((BY_DESK + about, "unknown"))
    if possible := markable(session_after(*told)):
        told.append(
            ("desk", "+".join(key for key in possible if chance.random() < 0.5 or key == possible[0]))
        )
    position = replay(session_after(*told).records)
    for _ in range(4):
        ways = [(one, then) for one, then in successors(position) if one not in _TYPED]
        if not ways:
            break
        one, position = chance.choice(ways)
        told.append(one)
    session = session_after(*told)
    found = rebuilt(session, "x")
    assert found.left == ()
    assert found.state == session.state
