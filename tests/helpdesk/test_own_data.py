"""What is kept of operators and of staff, to each their own; and what is left when one of the staff erases theirs."""

import json

from tests.chat import SARI
from tests.helpdesk.town import RINI, Town


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
    theirs, own = [await here.world._store.export(person) for person in (SARI, RINI)]
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
    await rini.says("/hapus_data")
    await rini.taps("Ya, hapus semua")
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
