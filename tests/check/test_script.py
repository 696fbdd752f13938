"""The lines that people write: what each does, and what is said of one that cannot be played."""

from collections.abc import Callable
from datetime import datetime

import pytest

from bot.check.script import UnplayableError, as_answer, read, write
from bot.store.sqlite import SqliteStore, open_store
from tests.check.conftest import HUMAN, Folder

Answers = Callable[[str], str]
HEAD = "# Sebuah cerita.\n"


@pytest.mark.parametrize(
    ("text", "line", "what"),
    [
        ("> /start\n", 1, "there is no head"),
        ("", 1, "there is no head"),
        ("now: 2026-08-25T20:15:00+07:00\n\n> /start\n", 1, "there is no head"),
        (f"{HEAD}\nHalo.\n", 3, "'Halo.' is no line of a head"),
        (f"{HEAD}jam: 8\n\n> /start\n", 2, "'jam: 8' is no line of a head"),
        (f"{HEAD}now: besok\n\n> /start\n", 2, "now must be a time like 2026-"),
        (f"{HEAD}now: 0001-01-01T00:00:00+07:00\n\n> /start\n", 2, "now must be a time like"),
        (f"{HEAD}desk: maybe\n\n> /start\n", 2, "desk must be yes or no"),
        (HEAD, 1, "no line begins with >"),
        (f"{HEAD}\n>\n", 3, "nothing is said here"),
        (f"{HEAD}\n> (lagu)\n", 3, "(lagu) cannot be sent; there are (photo) (sticker)"),
        (f"{HEAD}\n@ besok\n", 3, "@ besok is unknown; there are @ 3 days"),
        (f"{HEAD}\n@ reminder\n", 3, "@ reminder is unknown"),
        (f"{HEAD}\n@ 9999 weeks\n", 3, "366 days at most"),
        (f"{HEAD}\n@ 99999 days\n", 3, "is unknown"),
        (f"{HEAD}\n@ restart\n| sekarang\n", 3, "is unknown"),
    ],
)
def test_what_cannot_be_played_is_named(text: str, line: int, what: str) -> None:
    with pytest.raises(UnplayableError) as raised:
        read(text)
    assert [what in fault.what for fault in raised.value.faults if fault.line == line].count(True) == 1, (
        raised.value.faults
    )


def test_all_faults_of_a_file_are_named_in_order() -> None:
    with pytest.raises(UnplayableError) as raised:
        read("jam: 8\n\n> (lagu)\n\n@ besok\n\n>\n")
    assert [fault.line for fault in raised.value.faults] == [1, 1, 3, 5, 7]


def test_a_button_that_is_not_there_names_those_that_are(folder: Folder) -> None:
    folder.holds(f"{HUMAN}> [Akun saya]\n")
    told = folder.checked()
    assert told.status == 2
    assert "cerita.txt:5: no button [Akun saya]; there are [Akun KS" in told.text


def test_a_button_before_anything_was_said(folder: Folder) -> None:
    folder.holds(f"{HEAD}\n> [Sudah]\n")
    assert "no button [Sudah]; there are none" in folder.checked().text


def test_an_earlier_button(folder: Folder, answers: Answers) -> None:
    """Late taps are told so, over the button; one that is no earlier one is refused, naming those that are."""
    written = answers(f"{HUMAN}> [Akun operator]\n@ tap old [Tombol ada, sinkronisasi gagal]\n")
    assert "\n(Tombol itu sudah lama. Ini keadaan kasus Anda sekarang.)\n" in written
    folder.holds(f"{HUMAN}@ tap old [Akun operator]\n")
    assert "no earlier button [Akun operator]; there were [" in folder.checked().text


def test_a_message_of_several_lines(answers: Answers) -> None:
    written = answers(f"{HUMAN}> akun operator\n| pak\n")
    assert "> akun operator\n| pak\nTercatat: masuk dengan akun operator" in written


def test_notes_stay(answers: Answers) -> None:
    """Above the line they were written above, and at the end."""
    written = answers(f"{HEAD}\n> /start\n\n# Ragu-ragu.\n> [Bantuan]\n# Selesai.\n")
    assert "\n\n# Ragu-ragu.\n> [Bantuan]\n" in written
    assert written.endswith("\n\n# Selesai.\n")


def test_what_the_bot_says_is_never_taken_for_a_persons() -> None:
    """A line of the bot's that begins like one of people's is set off by a blank, and read as the same again."""
    answer = as_answer("\n| bukan orang\n> bukan\n\n@ bukan \n# bukan\n\n")
    text = write((HEAD.strip(),), [(("> /start",), answer)])
    assert text == f"{HEAD}\n> /start\n | bukan orang\n > bukan\n\n @ bukan\n # bukan\n"
    assert [section.answer for section in read(text).sections] == [answer]


def test_time_brings_the_reminder(answers: Answers) -> None:
    """By itself, at its hour; as long as nothing comes, nothing is written."""
    written = answers(
        f"{HEAD}now: 2026-08-25T20:15:00+07:00\n\n> /start\n> [Tombol tidak ada, hanya Tarik Data]\n"
        "> [Akun KS, peran Kepala Sekolah]\n> [Sudah nol]\n> [Belum muncul]\n> [Belum ada pemimpin]\n> [Lewati]\n"
        "> [Sudah saya kirim]\n> [Ubah pengingat]\n> [Besok pagi]\n> [WIB]\n"
        "@ 11 hours\n@ 165 minutes\n@ 1 week\n> /lanjut\n"
    )
    assert "\n\n@ 11 hours\n\n@ 165 minutes\nPengingat: apakah Dinas" in written
    assert "\n\n@ 1 week\n\n> /lanjut\nTerakhir Anda" in written
    assert "Terima kasih.\n---\nYang diminta kepada Dinas\n" in written


def test_a_restart_in_the_middle_changes_nothing(answers: Answers, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same answers, from the database alone, by another process."""
    opened = []

    async def counted(path: str, now: datetime) -> SqliteStore:
        opened.append(path)
        return await open_store(path, now)

    monkeypatch.setattr("bot.offline.in_process.open_store", counted)
    end = "> [Akun operator]\n> [Belum bisa masuk]\n"
    straight = answers(f"{HUMAN}{end}")
    assert len(opened) == 1
    assert answers(f"{HUMAN}@ restart\n{end}").replace("@ restart\n\n", "") == straight
    assert opened[1] == opened[2] != opened[0]


def test_the_help_desk_is_there_where_the_head_says_so(answers: Answers) -> None:
    """What its group gets is shown, with its buttons; without a desk no district is asked for, and there is none."""
    story = "\n> /start\n> [Minta bantuan petugas]\n> [SMP]\n"
    with_desk = answers(f"{HEAD}desk: yes\n{story}> [Kabupaten Contoh]\n")
    assert "--- Kepada petugas\nKasus 0E7E7-V" in with_desk
    assert "[Ambil]" in with_desk
    assert "--- Kepada petugas" not in answers(f"{HEAD}{story}")


def test_what_is_sent_as_a_file_and_what_is_left_of_a_deleted_case(answers: Answers) -> None:
    """A file stands by its name; of who is forgotten no state is told."""
    written = answers(f"{HUMAN}> /data_saya\n> (sticker)\n> /hapus_data\n> [Ya, hapus semua]\n")
    assert "(berkas data-saya.json)\nIni semua yang tersimpan tentang Anda." in written
    assert "belum dapat saya baca" in written
    assert written.endswith("Untuk mulai lagi, ketuk /start.\n")
