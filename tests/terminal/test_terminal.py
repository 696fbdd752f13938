"""The conversation without a token: the real process, its standard input a pipe."""

import os
import re
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from bot.offline.terminal import harmless
from bot.store import liveness
from bot.store.migrations import migrate

ROOT = Path(__file__).parents[2]
KEPT = "Kasus Anda tersimpan. Jalankan lagi untuk melanjutkan."


def _environment(folder: Path, **more: str) -> dict[str, str]:
    return {
        "PYTHONPATH": str(ROOT),
        "PYTHONWARNINGS": "error",
        "PATH": os.environ["PATH"],
        "DATABASE_PATH": str(folder / "sinkron.db"),
        **more,
    }


def _typed(folder: Path, *lines: str, **more: str) -> str:
    told = subprocess.run(
        [sys.executable, "-m", "bot"],
        cwd=folder,
        env=_environment(folder, **more),
        input="".join(f"{line}\n" for line in lines),
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert told.stderr == ""
    assert told.returncode == 0
    assert told.stdout.rstrip().endswith(KEPT)
    return told.stdout


def test_a_conversation_in_two_sittings(tmp_path: Path) -> None:
    """Numbers tap, words are typed, and a restart goes on where the last one left off."""
    first = _typed(tmp_path, "1", "akun operator")
    assert "Halo, Bapak/Ibu operator" in first
    assert "[1] Tombol tidak ada, hanya Tarik Data" in first
    assert "Saat membuka menu Sinkronisasi" in first
    assert "Masuk dengan akun kepala sekolah" in first
    assert "<b>" not in first

    second = _typed(tmp_path, "/kasus")
    assert "Halo, Bapak/Ibu operator" not in second
    assert second.index("Masuk dengan akun kepala sekolah") < second.index("Tidak ada kasus lain.")


@pytest.mark.prove
def test_the_same_lines_give_the_same_talk(tmp_path: Path) -> None:
    """Each line is dealt with completely before the next is read."""
    talks = []
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        talk = _typed(tmp_path / name, "2", "6", "x" * 5000, "<b>", "999", "", "/bantuan")
        talks.append(re.sub(r"[0-9A-Y]{5}-[0-9A-Y]|127\.0\.0\.1:\d+", "(each its own)", talk))
    assert talks[0] == talks[1]


@pytest.mark.prove
def test_the_hand_over_is_seen(tmp_path: Path) -> None:
    """What would go to the help desk stands apart."""
    talk = _typed(tmp_path, "5", "2", "1")
    assert "[1] Kabupaten Contoh" in talk
    assert "--- Kepada petugas" in talk
    assert talk.count("Jenjang: SD") == 2


@pytest.mark.prove
def test_one_s_own_data_are_seen_and_erased(tmp_path: Path) -> None:
    talk = _typed(tmp_path, "1", "/data_saya", "/hapus_data", "1", "1")
    assert "sudah lama" not in talk  # no button is left to be tapped by a number
    assert '"choice": "button_missing"' in talk
    assert "Semua data Anda sudah dihapus" in talk
    database = sqlite3.connect(tmp_path / "sinkron.db")
    try:
        assert database.execute("SELECT json_extract(session, '$.records') FROM cases").fetchall() == [
            ("[]",)
        ]
    finally:
        database.close()


@pytest.mark.prove
def test_a_serving_bots_database_is_left_alone(tmp_path: Path) -> None:
    """Its reminders would go to simulated people, and be gone."""
    path = tmp_path / "sinkron.db"
    with closing(sqlite3.connect(path, isolation_level=None)) as database:
        migrate(database, 0)
        liveness.write(database, {liveness.BOT: "4242"})
        before = list(database.iterdump())
    ended = subprocess.run(
        [sys.executable, "-m", "bot"],
        cwd=tmp_path,
        env=_environment(tmp_path),
        input="",
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert ended.returncode == 1
    assert "is the database of a bot that serves people" in ended.stderr
    with closing(sqlite3.connect(path)) as database:
        assert list(database.iterdump()) == before


@pytest.mark.prove
@pytest.mark.parametrize("number", [signal.SIGINT, pytest.param(signal.SIGKILL, marks=pytest.mark.prove)])
def test_ended_by_a_signal(tmp_path: Path, number: signal.Signals) -> None:
    """Ctrl-C ends with a word that the case is kept; and kept it is, even after a SIGKILL."""
    with subprocess.Popen(
        [sys.executable, "-u", "-m", "bot"],
        cwd=tmp_path,
        env=_environment(tmp_path),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdin
        assert process.stdout
        process.stdin.write("1\n")
        process.stdin.flush()
        while "Lainnya" not in (line := process.stdout.readline()):
            assert line, process.stderr and process.stderr.read()
        process.send_signal(number)
        rest, errors = process.communicate(timeout=60)
        if number is signal.SIGINT:
            assert KEPT in rest
            assert errors == ""
            assert process.returncode == 0
    assert "Saat membuka menu Sinkronisasi" in _typed(tmp_path)


def test_nothing_that_a_terminal_obeys() -> None:
    """What somebody wrote moves no cursor, sets no title and turns no writing around; emoji stay as they are."""
    assert harmless("a\x1b]0;judul\x07b\x9b2Jc\rd\x00") == "a\ufffd]0;judul\ufffdb\ufffd2Jc\ufffdd\ufffd"
    assert harmless("nama\u202etxt.exe\u2066") == "nama\ufffdtxt.exe\ufffd"
    assert harmless("baris\nkedua\t👩\u200d🏫") == "baris\nkedua\t👩\u200d🏫"
