"""What is kept of operators and of staff, to each their own; and what is left when one of the staff erases theirs."""

import json
import re
from pathlib import Path

import pytest

from bot.simulator.groups import Group
from tests.chat import SARI, Chat
from tests.exported import exported
from tests.helpdesk.town import RINI, Town
from tests.staff import Staff


async def _worked(here: Town) -> str:
    """Rini, who leads the desk, has taken a case and answered; gives its code."""
    await here.owner.says("/start")
    await here.owner.says(f"/kelola kepala contoh {RINI}")
    code = await here.hands_over(here.sari)
    await here.rini.taps("Ambil", code)
    await here.rini.answers(code, "kami periksa dahulu")
    await here.rini.answers(code, "/catatan rahasia meja")
    return code


async def test_nobody_gets_what_is_anothers(here: Town) -> None:
    """The operator's file names nobody of the staff; the staff's names no case and no operator."""
    await _worked(here)
    theirs, own = [await exported(here.world._store, person) for person in (SARI, RINI)]
    kinds = {row["kind"] for row in theirs["relays"]}
    assert "out" in kinds
    (case,) = theirs["desk_cases"]
    for row in (case, json.loads(case["doc"]), *theirs["relays"], *theirs["desk_log"]):
        assert not {"who", "owner"} & set(row)
    assert "rahasia meja" not in str(theirs)
    assert own["heads"] == [{"desk": "contoh"}]
    assert [row["name"] for row in own["staff"]] == ["Bu Rini"]
    assert [row["action"] for row in own["desk_work"]] == ["taken", "reply", "note"]
    assert not {"case_id", "detail"} & set(own["desk_work"][0])


async def test_one_of_the_staff_erases_their_data(here: Town) -> None:
    """Nothing names them; their case waits for a colleague, and the card says so."""
    code = await _worked(here)
    rini = here.world.chat(RINI, "Bu Rini")
    await here.owner.says("/kelola kepala contoh 0021")
    await rini.says("/kelola qr contoh")
    await _erases(rini)
    for table, columns in await _columns(here):
        for column in columns:
            assert await here.world.rows(f"SELECT * FROM {table} WHERE {column} = {RINI}") == [], (
                table,
                column,
            )
    assert await here.world.rows(f"SELECT * FROM desk_log WHERE detail = '{RINI}'") == []
    await here.later(minutes=1)
    assert "Belum diambil" in here.joko.card(code)["text"]
    assert "Bu Rini" not in here.joko.card(code)["text"]
    await here.joko.taps("Ambil", code)
    assert "Diambil Pak Joko" in here.joko.card(code)["text"]


async def _erases(chat: Chat) -> None:
    await chat.says("/hapus_data")
    await chat.taps("Ya, hapus semua")


def _texts(group: Group) -> str:
    return str([message.get("text") for message in group.messages()])


async def test_a_group_that_has_become_a_supergroup_loses_nothing_of_others(here: Town) -> None:
    """There the numbers are other messages': nothing is taken away, changed or withdrawn by those of before."""
    code = await here.hands_over(here.budi, district="Kota Misal")
    await here.budi.says("satu")
    await here.tati.answers(code, "sudah kami lihat")
    new = here.misal.becomes_supergroup(-1_005_000_000_099)
    await here.world.settles()
    tati = Staff(here.world, here.tati.person.id, "Bu Tati", new)
    for number in range(30):
        await tati.says(f"obrolan {number}")
    before = len(new.messages())
    await here.budi.edits("satu, diubah")
    await tati.replies(tati.own, "/tarik")
    await _erases(here.budi)
    assert len(new.messages()) == before + 2, "/tarik came to it, and what the bot says to that"
    for number in range(30):
        assert f"'obrolan {number}'" in _texts(new)


async def test_the_numbers_of_before_meet_the_move_itself(here: Town) -> None:
    """Nobody has told the bot yet that the group has moved: the refusal does."""
    await here.hands_over(here.budi, district="Kota Misal")
    await here.budi.says("satu")
    here.misal.becomes_supergroup(-1_005_000_000_099)
    here.world.telegram.updates.drop()
    here.world.expected_refusals = 10
    await here.budi.edits("satu, diubah")
    await _erases(here.budi)
    assert await here.world.rows("SELECT key FROM outbox WHERE state != 'sent'") == []
    assert len(here.world.telegram.refusals) < 5


@pytest.mark.parametrize("how", ["let go", "taken over", "handed up", "another district", "no desk above"])
async def test_no_card_is_left_where_the_case_is_no_more(here: Town, how: str) -> None:
    """A line stands in its place, and nothing of it after the operator has erased their data."""
    desk = here.rini if how != "no desk above" else here.made
    code = await (
        _worked(here) if desk is here.rini else here.hands_over(here.sari, "SMK", "Provinsi Contoh")
    )
    match how:
        case "let go" | "no desk above":
            await here.owner.says(f"/kelola lepas {'contoh' if desk is here.rini else 'prov'}")
        case "taken over":
            await here.owner.says("/kelola tautan contoh")
            found = re.search(r"/hubungkan (\w+)", str(here.owner.person.messages()[-1]["text"]))
            group = here.world.telegram.group(-1_005_000_000_088, "Grup baru")
            new = Staff(here.world, 41, "Bu Baru", group)
            group.promotes(new.person, "can_manage_chat")
            group.promotes_bot(new.person, "can_manage_topics")
            assert found
            await new.says(f"/hubungkan {found[1]}")
        case "handed up":
            await desk.taps("Teruskan ke Provinsi Contoh", code)
            await desk.taps("Ya, teruskan ke Provinsi Contoh", code)
        case "another district":
            await desk.taps("Tutup", code)
            await desk.taps("Kasus ganda", code)
            await here.sari.taps("Ganti daerah")
            await here.sari.taps("Kota Misal")
    await here.later(minutes=1)
    assert "Jawaban operator" not in _texts(desk.group)
    assert "Riwayat" not in _texts(desk.group)
    about = [text for text in _texts(desk.group).split("', '") if code in text]
    assert about
    assert all("tidak lagi pada grup ini" in text or "pada meja lain" in text for text in about)
    await _erases(here.sari)
    assert code not in _texts(desk.group)


async def _columns(here: Town) -> list[tuple[str, list[str]]]:
    """The tables, and the columns of each that can name a person."""
    tables = [
        name for (name,) in await here.world.rows("SELECT name FROM sqlite_master WHERE type = 'table'")
    ]
    found = []
    for table in tables:
        names = [row[1] for row in await here.world.rows(f"PRAGMA table_info({table})")]
        found.append((table, [name for name in names if name in {"person", "who", "owner"}]))
    return found


async def test_the_trail_outlives_an_erased_case(here: Town) -> None:
    """What was done stands there, without what it was about."""
    code = await here.hands_over(here.sari)
    await here.rini.taps("Tanya operator", code)
    await here.rini.taps("Jumlah akun", code)
    await here.rini.answers(code, "/catatan rahasia meja")
    await here.rini.taps("Tutup", code)
    await here.rini.taps("Alasan lain", code)
    await here.sari.says("/hapus_data")
    await here.sari.taps("Ya, hapus semua")
    await here.owner.says("/start")
    await here.owner.says("/kelola jejak contoh")
    trail = str([message.get("text") for message in here.owner.person.messages()])
    assert "bertanya: -" in trail
    assert "menutup: -" in trail
    assert "rahasia" not in trail


async def test_the_name_of_who_has_left_leaves_the_disk(here: Town) -> None:
    """Though no case is forgotten with it."""
    code = await here.hands_over(here.sari)
    await here.joko.taps("Ambil", code)
    await here.joko.taps("Lepas", code)
    here.contoh.expels(here.joko.person)
    await here.world.settles()
    await here.later(days=100)
    assert b"Pak Joko" in _bytes(here)
    await here.sari.says("masih menunggu")
    await here.later(days=81)
    assert (await here.world.session(SARI)).records
    assert b"Pak Joko" not in _bytes(here)


def _bytes(here: Town) -> bytes:
    return b"".join(file.read_bytes() for file in Path(here.world.path).parent.iterdir())
