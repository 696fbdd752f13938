"""What `python -m bot check` says of conversations in files, and what it writes into them."""

from collections.abc import Callable
from pathlib import Path

import pytest

from bot.program import main
from tests.check.conftest import HUMAN, Folder

Answers = Callable[[str], str]


def test_peoples_lines_are_enough(folder: Folder, answers: Answers) -> None:
    """The bot writes its half below each line; people's lines stay as they are, and twice changes nothing."""
    written = answers(HUMAN)
    assert [line for line in written.splitlines() if line.startswith(("#", ">"))] == [
        line for line in HUMAN.splitlines() if line
    ]
    assert "> /start\nHalo, Bapak/Ibu operator." in written
    assert written.endswith("  [Tidak tahu] [Kembali] [Lainnya]\n= ask_login\n")
    assert answers(written) == written
    assert folder.checked() == (0, "transcripts 1, differing 0, unplayable 0\n")


def test_what_is_not_answered_yet_is_shown_and_left_alone(folder: Folder) -> None:
    file = folder.holds(HUMAN)
    told = folder.checked()
    assert told.status == 1
    assert "    +Halo, Bapak/Ibu operator." in told.text
    assert file.read_text("utf-8") == HUMAN


def test_a_changed_word_is_reported_where_it_stands(folder: Folder, answers: Answers) -> None:
    """With the file, the line, what the person did there, what was said before and what is said now."""
    written = answers(HUMAN)
    file = folder.holds(written.replace("Akun operator", "Akun petugas"))
    number = written.splitlines().index("> [Tombol tidak ada, hanya Tarik Data]") + 1

    told = folder.checked()
    assert told.status == 1
    assert told.text.startswith(f"{file}:{number}: > [Tombol tidak ada, hanya Tarik Data]\n")
    assert "    -  [Akun petugas]\n    +  [Akun operator]\n" in told.text
    assert "Halo" not in told.text, "what has not changed is not shown"

    assert folder.checked("--update").text.startswith(f"{file}: written anew\n")
    assert file.read_text("utf-8") == written
    assert folder.checked("--update") == (0, "transcripts 1, differing 0, unplayable 0\n")


def test_every_file_of_a_run_is_told_of(folder: Folder, answers: Answers) -> None:
    """One that differs, two that cannot be played, one as written: nothing hides behind the first."""
    good = answers(HUMAN)
    folder.holds(good.replace("Halo", "Hai"), "a.txt")
    folder.holds("# x\n\n> [Tidak ada]\n", "b.txt")
    folder.holds("# x\n\n@ besok\n\n> (lagu)\n", "c.txt")
    told = folder.checked()
    assert told.status == 2
    assert "a.txt:3: > /start" in told.text
    assert "b.txt:3: no button" in told.text
    assert "c.txt:3: @ besok" in told.text
    assert "c.txt:5: (lagu)" in told.text
    assert told.text.splitlines()[-2] == "transcripts 4, differing 1, unplayable 2"


def test_what_cannot_be_played_is_not_written(folder: Folder) -> None:
    """Also not as far as it went; the others are."""
    broken = folder.holds(f"{HUMAN}> [Tidak ada]\n", "a.txt")
    whole = folder.holds(HUMAN, "b.txt")
    before = broken.stat()
    assert folder.checked("--update").status == 2
    assert (broken.read_text("utf-8"), broken.stat().st_mtime_ns) == (
        f"{HUMAN}> [Tidak ada]\n",
        before.st_mtime_ns,
    )
    assert "Halo" in whole.read_text("utf-8")
    assert sorted(file.name for file in folder.path.iterdir()) == ["a.txt", "b.txt"], "nothing is left over"


def test_a_file_keeps_its_rights_and_its_link(folder: Folder) -> None:
    """It is replaced at once, and is otherwise the same file."""
    file = folder.holds(HUMAN, "asli.md")
    file.chmod(0o640)
    link = folder.path / "cerita.txt"
    link.symlink_to(file)
    assert folder.checked("--update").status == 0
    assert link.is_symlink()
    assert file.stat().st_mode & 0o777 == 0o640
    assert "Halo" in file.read_text("utf-8")


def test_a_file_that_cannot_be_written_stays_whole(folder: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    """Said, and no half of a file is left beside it."""

    def refused(*_: object) -> None:
        raise OSError(28, "No space left on device")

    file = folder.holds(HUMAN)
    monkeypatch.setattr("bot.check.files.copymode", refused)
    told = folder.checked("--update")
    assert told.status == 2
    assert told.text.startswith(f"{file}: this cannot be written: No space left on device\n")
    assert [path.read_text("utf-8") for path in folder.path.iterdir()] == [HUMAN]


def test_folders_below_are_looked_through(folder: Folder) -> None:
    (folder.path / "kabupaten").mkdir()
    folder.holds(HUMAN, "kabupaten/cerita.txt")
    assert "kabupaten/cerita.txt:3: > /start" in folder.checked().text


def test_a_file_as_some_editors_write_it(folder: Folder, answers: Answers) -> None:
    """With a byte order mark, two-character line ends and blanks at the ends of lines."""
    written = answers(HUMAN)
    (folder.path / "cerita.txt").write_bytes(b"\xef\xbb\xbf" + written.replace("\n", " \r\n").encode())
    assert folder.checked().status == 0
    assert folder.checked("--update").status == 0
    assert (folder.path / "cerita.txt").read_bytes() == written.encode()


@pytest.mark.parametrize("name", ["tidak_ada", "tidak_ada.txt", "cerita.txt/x"])
def test_what_is_not_there_is_said(folder: Folder, name: str) -> None:
    folder.holds(HUMAN)
    told = folder.checked(path=folder.path / name)
    assert told.status == 2
    assert f"{name}: this cannot be read: " in told.text


def test_a_folder_without_transcripts_is_no_success(folder: Folder) -> None:
    assert folder.checked() == (
        2,
        f"{folder.path}: there is no transcript (*.txt) in this folder\ntranscripts 1, differing 0, unplayable 1\n",
    )


def test_a_folder_that_refuses_to_be_read(folder: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    """Said by its name; the others are played."""

    def refused(path: object) -> None:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr("os.scandir", refused)
    told = folder.checked()
    assert told == (
        2,
        f"{folder.path}: this cannot be read: Permission denied\ntranscripts 1, differing 0, unplayable 1\n",
    )


def test_a_file_that_is_no_text(folder: Folder) -> None:
    (folder.path / "cerita.txt").write_bytes(b"# \xff\xfe\n\n> /start\n")
    told = folder.checked()
    assert told.status == 2
    assert "cerita.txt: this is no text in UTF-8" in told.text


def test_no_path_is_a_wrong_command(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["check"])
    assert ended.value.code == 2
    assert "FOLDER_OR_FILE" in capsys.readouterr().err


def test_nothing_of_the_users_own_is_needed_or_touched(
    folder: Folder, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No token, no database and no setting of the environment, even a wrong one; and nothing is left behind."""
    folder.holds(HUMAN)
    assert folder.checked("--update").status == 0
    home = tmp_path_factory.mktemp("home")
    (home / ".env").write_text("RETENTION_DAYS=never\n")
    monkeypatch.chdir(home)
    monkeypatch.setattr("tempfile.tempdir", str(home))
    for name, value in {
        "BOT_TOKEN": "123456:live-token",
        "BOT_MODE": "webhook",
        "BOT_API_URL": "nowhere",
        "DATABASE_PATH": str(home / "own.db"),
        "OWNER_IDS": "siapa",
        "PORT": "x",
    }.items():
        monkeypatch.setenv(name, value)
    assert folder.checked().status == 0
    assert [path.name for path in home.iterdir()] == [".env"]


def test_the_bot_failing_is_said(folder: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    """A fault of the bot's own is no conversation to be written down."""

    def fails(*_: object) -> None:
        raise RuntimeError

    file: Path = folder.holds(HUMAN)
    monkeypatch.setattr("bot.conversation.advance", fails)
    told = folder.checked("--update")
    assert told.status == 2
    assert "cerita.txt:3: the bot failed: " in told.text
    assert file.read_text("utf-8") == HUMAN
