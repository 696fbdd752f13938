"""Files with all that is stored: written in portions, cut where they grow long, and not sent for the asking without end."""

import json
from typing import Any

import pytest

from bot.outgoing import export_files
from bot.outgoing.export_files import ASKED_A_DAY
from bot.store import exporting
from tests.chat import SARI
from tests.exported import exported
from tests.helpdesk.town import CONTOH, Town


def files(here: Town) -> list[tuple[str, dict[str, Any]]]:
    """The files that were sent: name and content, oldest first."""
    kept = here.world.telegram.files
    sent = [
        message["document"]
        for chat in (here.sari, here.owner)
        for message in chat.person.messages()
        if "document" in message
    ]
    return [(one["file_name"], json.loads(kept.find(one["file_id"]).content)) for one in sent]


def together(several: list[tuple[str, dict[str, Any]]]) -> dict[str, list[Any]]:
    found: dict[str, list[Any]] = {}
    for _, tables in several:
        for table, rows in tables.items():
            found.setdefault(table, []).extend(rows)
    return found


@pytest.mark.parametrize(("portion", "largest"), [(200, 20_000_000), (1, 20_000_000), (2, 1_500), (3, 0)])
@pytest.mark.parametrize("whose", [SARI, "contoh"], ids=("a person", "a desk"))
async def test_the_files_have_everything_once(
    here: Town, monkeypatch: pytest.MonkeyPatch, whose: int | str, portion: int, largest: int
) -> None:
    """However much is read at a time, and wherever a file is cut; what belongs to the letters that bring it is younger."""
    monkeypatch.setattr(exporting, "PORTION", portion)
    monkeypatch.setattr(export_files, "LARGEST", largest)
    code = await here.hands_over(here.sari)
    await here.rini.answers(code, "Halo, <Sari>")
    await here.rini.answers(code, "/catatan sebuah catatan")
    await here.sari.says("baik")
    before = await exported(here.world._store, whose)
    if isinstance(whose, int):
        await here.sari.says("/data_saya")
    else:
        await here.owner.says("/kelola ekspor contoh")
    sent = files(here)
    assert len(sent) == 1 if largest > 1_500 else len(sent) > 1
    assert [name.rpartition(".")[0][-2:] for name, _ in sent[1:3]] == ["-2", "-3"][: len(sent) - 1]
    found = together(sent)
    assert list(found) == list(before)
    for table in set(before) - {"people", "inbox", "outbox", "log", "cases"}:
        assert found[table] == before[table]
    for table in ("inbox", "outbox", "log", "cases"):
        keys = [row.get("place") or row.get("id") or row.get("case_id") for row in found.get(table, [])]
        assert len(found.get(table, [])) >= len(before.get(table, []))
        assert table == "cases" or len(keys) == len(set(keys))


async def test_a_person_gets_so_many_files_a_day(here: Town) -> None:
    """And hears why there is none; the next day there is one again."""
    await here.sari.says("/start")
    for _ in range(ASKED_A_DAY):
        await here.sari.says("/data_saya")
    assert len(files(here)) == ASKED_A_DAY
    await here.sari.says("/data_saya")
    here.sari.sees("terlalu banyak berkas data")
    await here.owner.says("/kelola ekspor contoh")
    assert len(files(here)) == ASKED_A_DAY + 1, "nobody else is concerned"
    for _ in range(ASKED_A_DAY):
        await here.owner.says("/kelola ekspor contoh")
    here.owner.sees("terlalu banyak berkas data")
    assert len(files(here)) == 2 * ASKED_A_DAY
    await here.later(days=1, minutes=1)
    await here.sari.says("/data_saya")
    assert len(files(here)) == 2 * ASKED_A_DAY + 1


async def test_little_is_read_at_once(here: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of a person with much, a portion at a time."""
    await here.hands_over(here.sari)
    case = (await here.world.session(SARI)).case
    rows = [(case, SARI, 1_000 + number, CONTOH, number, 1) for number in range(1500)]
    await here.world._store._database.run(
        lambda db: db.executemany(
            "INSERT INTO relays (case_id, kind, from_chat, from_message, to_chat, to_message, at)"
            " VALUES (?, 'in', ?, ?, ?, ?, ?)",
            rows,
        )
    )
    read: list[int] = []
    export = here.world._store.export

    async def counted(*asked: Any) -> exporting.Portion:
        found = await export(*asked)
        read.append(len(found.rows))
        return found

    monkeypatch.setattr(here.world.bot.outbox._store, "export", counted)
    await here.sari.says("/data_saya")
    ((_, tables),) = files(here)
    assert len(tables["relays"]) >= 1500
    assert max(read) <= exporting.PORTION
    assert len(read) >= 1500 / exporting.PORTION
