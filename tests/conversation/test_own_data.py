"""A person's right to see and to erase what is stored of them."""

import sqlite3
from pathlib import Path

from tests.chat import SARI, Chat, World
from tests.exported import exported

MISSING = "Tombol tidak ada, hanya Tarik Data"


async def test_everything_stored_is_shown(chat: Chat, world: World) -> None:
    """One file with the cases and what else there is, and a word beside it."""
    await chat.says("/start")
    await chat.taps(MISSING)
    await chat.says("/data_saya")
    sent = [call for call in world.telegram.calls if call.method == "sendDocument"]
    assert len(sent) == 1
    assert sent[0].params["caption"].startswith("Ini semua yang tersimpan")
    assert world.telegram.messages(SARI)[-1] == chat.screen, "the buttons stand under the file"
    stored = await exported(world._store, SARI)
    assert [case["records"][0]["choice"] for case in stored["cases"]] == ["button_missing"]
    assert {row["person"] for name in ("people", "inbox", "outbox") for row in stored[name]} == {SARI}


async def test_nothing_is_left_after_erasing(chat: Chat, budi: Chat, world: World) -> None:
    """Not a row, not a byte in the file or its log, and no buttons in the chat."""
    await budi.says("/start")
    await chat.says("/start")
    await chat.taps(MISSING)
    await chat.says("rahasia-terdalam-sekali " * 20)
    await chat.says("/data_saya")
    secret = str((await world.session(SARI)).opened_at.isoformat()[:19]).encode()
    assert secret in _bytes(world)
    await chat.says("/hapus_data")
    await chat.taps("Ya, hapus semua")
    chat.sees("sudah dihapus")
    assert chat.screen == {}
    tables = await world.rows(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND sql LIKE '%person INTEGER%'"
    )
    assert len(tables) >= 6
    for (table,) in tables:
        assert await world.rows(f"SELECT * FROM {table} WHERE person = {SARI}") == []
    found = _bytes(world)
    assert b"rahasia-terdalam" not in found
    assert b"Sari" not in found
    assert f'"person":{SARI},'.encode() not in found
    assert b"button_missing" not in found
    await budi.says("/lanjut")
    assert (await world.session(budi.person.id)).seq == 2


async def test_an_unfinished_update_is_erased_too(chat: Chat, world: World) -> None:
    """What was set aside with a person's words goes with them."""
    await chat.says("/start")
    await world.bot.store.take_in([])
    await world._store._database.run(
        lambda db: db.execute(
            "INSERT INTO inbox (update_id, person, body, received_at, state) VALUES (5555, 11, 'kata-katanya', 1, 'aside')"
        )
    )
    await chat.says("/hapus_data")
    await chat.taps("Ya, hapus semua")
    assert b"kata-katanya" not in _bytes(world)


async def test_the_erasing_tap_delivered_again(chat: Chat, world: World) -> None:
    """It does not begin anew what has just been erased."""
    await chat.says("/start")
    await chat.says("/hapus_data")
    await chat.taps("Ya, hapus semua")
    await chat.delivered_again()
    chat.sees_nothing()
    assert await world.rows("SELECT 1 FROM people") == []
    await chat.bot_restarts()
    chat.sees_nothing()


async def test_the_erasing_button_tapped_twice(chat: Chat, world: World) -> None:
    """Both taps have their answer, and the second begins nothing."""
    await chat.says("/start")
    await chat.says("/hapus_data")
    button = chat._phone.button("Ya, hapus semua")
    for _ in range(2):
        chat.person.taps(button.message, button.data)
    await world.settles()
    assert not world.telegram.open_queries
    assert chat.screen == {}
    assert await world.rows("SELECT 1 FROM people") == []


async def test_a_tap_after_erasing(chat: Chat) -> None:
    """An old button is late, and leads to the beginning."""
    await chat.says("/start")
    await chat.taps(MISSING)
    await chat.says("/hapus_data")
    await chat.taps("Ya, hapus semua")
    await chat.taps_old("Akun operator")
    chat.sees("Tombol itu sudah lama", "Apa yang terjadi", buttons=[MISSING])
    await chat.taps(MISSING)
    await chat.ended_in("ask_login")


async def test_no_words_stay_in_the_inbox(chat: Chat, world: World) -> None:
    """What was written is needed until it is read, and no longer."""
    await chat.says("Tombol sinkronnya lenyap")
    await chat.ended_in("ask_login")
    assert await world.rows("SELECT body, state FROM inbox") == [("", "done")]
    await world.file.checkpoint()
    assert b"lenyap" not in _bytes(world)


def _bytes(world: World) -> bytes:
    files = [Path(world.path + end) for end in ("", "-wal", "-shm")]
    found = b"".join(file.read_bytes() for file in files if file.exists())
    assert found
    return found


async def test_erasing_while_somebody_reads_the_database(chat: Chat, world: World) -> None:
    """A backup holds the log: nobody waits for it, and what was erased leaves the log when it is done."""
    await chat.says("/start")
    await chat.says("NOPE kata rahasia yang panjang")
    reader = sqlite3.connect(world.path, isolation_level=None)
    reader.execute("BEGIN")
    reader.execute("SELECT count(*) FROM cases").fetchone()
    await chat.says("/hapus_data")
    await chat.taps("Ya, hapus semua")
    assert _log_of(world) > 0
    reader.close()
    await world.time_passes()
    assert _log_of(world) == 0


def _log_of(world: World) -> int:
    return Path(f"{world.path}-wal").stat().st_size
