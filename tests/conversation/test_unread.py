"""What the bot did not understand helps to extend its words, and nothing personal is kept of it."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from bot.cli import unclear
from bot.exit_status import CommandError
from bot.operations.unread_report import kept_as_test
from bot.store.turns import LONGEST_UNREAD, UNREAD
from tests.chat import Chat, Clock, World

MISSING = "Tombol tidak ada, hanya Tarik Data"
SEEN = ("Akun KS, peran Kepala Sekolah", "Sudah nol", "Belum muncul")


async def test_an_unread_message_is_listed_by_question(chat: Chat) -> None:
    """With the question it was said to; the commonest first."""
    await chat.says("/start")
    await chat.taps(MISSING)
    for label in SEEN:
        await chat.taps(label)
    for text in ("qwrtplk", "zxcvbn", "qwrtplk"):
        await chat.says(text)

    listed = unclear(chat.world.path, None)
    assert [line.split()[1:] for line in listed] == [
        ["leader", "2", "x", "qwrtplk"],
        ["leader", "1", "x", "zxcvbn"],
    ]


async def test_a_line_of_the_list_stays_one_and_hides_nothing(chat: Chat) -> None:
    """Line breaks, and what would turn a terminal: also of rows that an older version has kept."""
    await chat.says("/start")
    database = chat.world._store._database
    said = "qwrtplk\n    99  leader  500 x  palsu\x1b[2J\u202e"
    await database.run(
        lambda db: db.execute(
            "INSERT INTO unread (person, context, text, at) VALUES (11, 'leader', ?, 1)", (said,)
        )
    )
    (line,) = unclear(chat.world.path, None)
    assert line.isprintable()


async def test_of_one_person_only_so_much_is_kept(chat: Chat, budi: Chat) -> None:
    """The newest lines and the beginning of each; nobody else's go for it."""
    for one in (budi, chat):
        await one.says("/start")
        await one.taps(MISSING)
    await budi.says("zxcvbn")
    long = "q" * (LONGEST_UNREAD + 1)
    before = [("11", "x", f"lama {number}", "1") for number in range(UNREAD)]
    values = ", ".join(f"({person}, '{context}', '{text}', {at})" for person, context, text, at in before)
    database = chat.world._store._database
    await database.run(
        lambda db: db.execute(f"INSERT INTO unread (person, context, text, at) VALUES {values}")
    )
    await chat.says(long)
    kept = await chat.world.rows("SELECT text FROM unread WHERE person = 11 ORDER BY id")
    assert len(kept) == UNREAD
    assert kept[0] == ("lama 1",)
    assert kept[-1] == (long[:LONGEST_UNREAD],)
    assert await chat.world.rows("SELECT text FROM unread WHERE person = 12") == [("zxcvbn",)]


async def test_what_looks_personal_is_not_kept_and_the_person_is_warned(chat: Chat) -> None:
    """A NIK in a message reaches no table, and its sender is told not to send such things."""
    await chat.says("/start")
    await chat.taps(MISSING)
    await chat.says("qwrtplk nik saya 3201012345670001")
    chat.sees("memuat NIK", "jangan kirim data seperti itu")
    (kept,) = await chat.world.rows("SELECT text FROM unread")
    assert "3201" not in kept[0]
    assert b"3201012345670001" not in _bytes_of(chat.world.path)


def _bytes_of(database: str) -> bytes:
    return Path(database).read_bytes() + Path(f"{database}-wal").read_bytes()


async def test_it_goes_when_the_person_wants_it_gone(chat: Chat, clock: Clock, world: World) -> None:
    """/hapus_data reaches it; so does the time."""
    await chat.says("/start")
    await chat.says("qwrtplk")
    await chat.says("/hapus_data")
    await chat.taps("Ya, hapus semua")
    assert await world.rows("SELECT * FROM unread") == []
    await chat.says("/start")
    await chat.says("qwrtplk")
    clock.moves_by(days=181)
    await world.time_passes()
    assert await world.rows("SELECT * FROM unread") == []


async def test_a_line_becomes_a_test(chat: Chat, tmp_path: Path) -> None:
    """One command writes it into the corpus; a wrong label or number is said so, and writes nothing."""
    await chat.says("/start")
    await chat.taps(MISSING)
    for label in SEEN:
        await chat.taps(label)
    await chat.says("qwrtplk")
    corpus = tmp_path / "reported.jsonl"
    with closing(sqlite3.connect(chat.world.path)) as db:
        assert "qwrtplk" in kept_as_test(db, "1=plt", corpus)
        for wrong in ("1=guru", "9=plt", "plt", "x=plt", "1", "1="):
            with pytest.raises(ValueError, match=r"label|line|Name"):
                kept_as_test(db, wrong, corpus)
    assert [json.loads(line) for line in corpus.read_text().splitlines()] == [
        {"text": "qwrtplk", "context": "leader", "label": "plt", "group": "reported", "how": "reported"}
    ]
    with pytest.raises(CommandError, match="no line 99"):
        unclear(chat.world.path, "99=plt")


async def test_a_line_after_which_an_offer_was_tapped_is_taken_by_its_number(
    chat: Chat, tmp_path: Path
) -> None:
    """What the person tapped is what it means; where people tapped different things, it must be said."""
    await chat.says("/start")
    await chat.taps(MISSING)
    for label in SEEN:
        await chat.taps(label)
    await chat.says("kayaknya plt")
    await chat.taps("Plt. kepala sekolah")
    assert unclear(chat.world.path, None)[0].endswith("kayaknya plt  -> plt")
    corpus = tmp_path / "reported.jsonl"
    with closing(sqlite3.connect(chat.world.path)) as db:
        kept_as_test(db, "1", corpus)
        db.execute(
            "INSERT INTO unread (person, context, text, at, meant) VALUES (12, 'leader', 'Kayaknya PLT', 1, 'none')"
        )
        with pytest.raises(ValueError, match="none and plt"):
            kept_as_test(db, "1", corpus)
    assert [json.loads(line)["label"] for line in corpus.read_text().splitlines()] == ["plt"]


async def test_a_line_of_a_trouble_s_own_question_is_an_example_there(chat: Chat) -> None:
    """It is said where it belongs; a label that is no answer to it is refused."""
    await chat.says("/start")
    await chat.taps("Tombol ada, sinkronisasi gagal")
    await chat.says("qwrtplk")
    with closing(sqlite3.connect(chat.world.path)) as db:
        told = kept_as_test(db, "1=server_busy")
        assert '["qwrtplk", "server_busy"]' in told
        assert "flows/troubles/sync_fails/reading.toml" in told
        with pytest.raises(ValueError, match="no answer to seen"):
            kept_as_test(db, "1=plt")
