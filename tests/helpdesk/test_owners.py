"""Owners: a table of all districts at once, which desks want looking after, and what the menus of commands offer."""

import json
from dataclasses import replace

import pytest

from bot.helpdesk.groups.admin_buttons import SIZE, desk_buttons, let_go_buttons, list_buttons
from bot.helpdesk.groups.desk_standing import lacks_rights
from bot.helpdesk.groups.district_table import MOST, RowFault, read_district, read_table
from bot.helpdesk.tables import as_xlsx
from flows.dialogue.buttons import read_button, write_button
from tests.helpdesk.town import DESKS, OWNER, Town

KNOWN = {desk.code: desk for desk in DESKS}
LINES = (
    "kode,nama,tingkat,induk,zona,jam",
    "3201,Kabupaten Bogor,kabkota,32,WIB,08.00-15.30",
    "32,Provinsi Jawa Barat,provinsi,-,WIB,08.00-16.00",
    "contoh,Kabupaten Contoh Baru,kabkota,prov,WITA,07.00-14.00",
    "3202,Kabupaten Sukabumi,kabkota,99,WIB,08.00-15.30",
    "3203,Kabupaten Cianjur,kabkota,32,WIT",
    "",
    "3204,Kabupaten Bandung,kabkota,32,WIB,pagi",
)


def test_a_table_is_read_whatever_it_is_parted_by() -> None:
    """Provinces first, wherever they stand; a desk that is there keeps its group."""
    for mark in (",", ";", "\t"):
        content = "\r\n".join(LINES).replace(",", mark).encode("utf-8-sig")
        table = read_table(content, KNOWN)
        assert table is not None
        assert [desk.code for desk in table.desks] == ["32", "3201", "contoh"]
        assert table.faults == (RowFault(5, "parent"), RowFault(6, "parts"), RowFault(8, "hours"))
        assert table.desks[2].chat == KNOWN["contoh"].chat
    assert read_table(b"\xff\xfe\x00", KNOWN) is None


def test_a_table_is_read_as_a_spreadsheet_keeps_it() -> None:
    """The same lines as XLSX, a code as a number; what only begins like one is no table."""
    cells = [[int(cell) if cell.isdecimal() else cell for cell in line.split(",")] for line in LINES]
    table = read_table(as_xlsx({"Daerah": cells}), KNOWN)
    assert table is not None
    assert [desk.code for desk in table.desks] == ["32", "3201", "contoh"]
    assert table.faults == (RowFault(5, "parent"), RowFault(6, "parts"), RowFault(8, "hours"))
    assert read_table(b"PK\x03\x04 no table", KNOWN) is None


def test_all_of_indonesia_at_once() -> None:
    rows = ["32,Provinsi Satu,provinsi,-,WIB,08.00-15.30"]
    rows += [f"k{number},Kabupaten Nomor {number},kabkota,32,WIB,08.00-15.30" for number in range(514)]
    table = read_table("\n".join(rows).encode(), {})
    assert table is not None
    assert (len(table.desks), table.faults) == (515, ())
    long = read_table("\n".join(rows[1:2] * (MOST + 5)).encode(), {})
    assert long is not None
    assert long.faults[-1] == RowFault(MOST + 1, "many")


@pytest.mark.parametrize(
    ("row", "wrong"),
    [
        ("X!|Kabupaten X|kabkota|-|WIB|08.00-15.30", "code"),
        ("x1|X|kabkota|-|WIB|08.00-15.30", "name"),
        ("x1|Kota X|kota|-|WIB|08.00-15.30", "level"),
        ("x1|Provinsi X|provinsi|prov|WIB|08.00-15.30", "top"),
        ("x1|Kota X|kabkota|misal|WIB|08.00-15.30", "parent"),
        ("prov|Provinsi Contoh|kabkota|-|WIB|08.00-15.30", "below"),
        ("x1|Kota Misal|kabkota|prov|WIB|08.00-15.30", "same"),
        ("x1|Kota X|kabkota|prov|GMT|08.00-15.30", "zone"),
        ("x1|Kota X|kabkota|prov|WIB|15.30-08.00", "hours"),
        ("x1|Kota X", "parts"),
    ],
)
def test_what_is_wrong_with_a_row_is_said(row: str, wrong: str) -> None:
    assert read_district(row.split("|"), KNOWN) == wrong


async def test_an_owner_sends_the_table_as_a_file(here: Town) -> None:
    """The rows that are right are taken, the others named; nobody else can."""
    content = "\n".join(LINES).encode()
    await here.owner.says("/start")
    for chat in (here.sari, here.owner):
        chat.person.sends("document", caption="/kelola impor", content=content, name="daerah.csv")
        await here.world.settles()
    said = here.owner.person.messages()[-1]["text"]
    assert "2 daerah ditambahkan, 1 diubah, 3 baris dilewati" in said
    assert "baris 5: Kode induk" in said
    assert "untuk pemilik bot" in here.sari.person.messages()[-1]["text"]
    rows = await here.world.rows("SELECT code, zone, chat FROM desks WHERE code IN ('3201', 'contoh')")
    assert rows == [("3201", "WIB", None), ("contoh", "WITA", here.contoh.id)]
    assert len(await here.log("added")) == 2
    await here.owner.says("/kelola impor")
    assert "berkas XLSX atau CSV" in here.owner.person.messages()[-1]["text"]


async def test_which_desks_want_looking_after(here: Town) -> None:
    """Without a group, or with an operator who has waited for a day's work."""
    await here.owner.says("/kelola meja")
    assert "Semua meja terhubung" in here.owner.person.messages()[-1]["text"]
    await here.owner.says("/kelola lepas misal")
    await here.hands_over(here.sari)
    await here.later(days=2)
    await here.owner.says("/kelola meja")
    said = here.owner.person.messages()[-1]["text"]
    assert "Belum punya grup: 1\n• misal" in said
    assert "selama satu hari kerja: 1\n• contoh" in said
    await here.owner.says("/status")
    assert (
        "Meja: 2 terhubung, 1 belum punya grup, 0 grupnya hilang" in here.owner.person.messages()[-1]["text"]
    )


@pytest.mark.parametrize(("mark", "named"), [("1", True), ("", False)])
async def test_a_desk_without_rights_is_named_till_they_are_back(
    here: Town, mark: str, *, named: bool
) -> None:
    await here.world.bot.store.mark({lacks_rights(KNOWN["contoh"]): mark})
    await here.owner.says("/kelola meja")
    said = here.owner.person.messages()[-1]["text"]
    assert ("kekurangan hak di grupnya (admin, mengelola topik): 1\n• contoh" in said) is named


async def test_everybody_has_their_own_menu_of_commands(here: Town) -> None:
    """Staff's in groups, and an owner's in their own chat, before what operators have."""
    kept = here.world.telegram.settings
    groups = {command["command"] for command in kept['setMyCommands {"type": "all_group_chats"}']}
    assert {"kasus", "cari", "libur"} <= groups
    scope = json.dumps({"chat_id": OWNER, "type": "chat"}, sort_keys=True)
    theirs = [command["command"] for command in kept[f"setMyCommands {scope}"]]
    assert theirs.index("kelola") < theirs.index("status") < theirs.index("start")
    assert "kelola" not in {command["command"] for command in kept["setMyCommands"]}


async def _taps(here: Town, label: str) -> str:
    """The owner taps a button of the newest message that has it; gives what is said then."""
    person = here.owner.person
    for message in reversed(person.messages()):
        for row in message.get("reply_markup", {}).get("inline_keyboard", []):
            for button in row:
                if button["text"] == label:
                    person.taps(message["message_id"], button["callback_data"])
                    await here.world.settles()
                    return str(person.messages()[-1].get("text"))
    raise LookupError(label)


async def test_districts_are_looked_after_by_buttons(here: Town) -> None:
    """List, district, question, and the group is let go: not before the question was answered."""
    await here.owner.says("/kelola")
    assert "Jam kerja: 08.00" in await _taps(here, "Kota Misal")
    assert "/hubungkan" in await _taps(here, "Kode untuk grup")
    await _taps(here, "Lepas grup")
    assert here.world.bot.desks.at(here.misal.id) is not None
    await _taps(here, "Ya, lepas grup Kota Misal")
    assert here.world.bot.desks.at(here.misal.id) is None
    assert "Belum punya grup: 1" in await _taps(here, "Meja yang perlu diperhatikan")


def test_many_districts_have_pages_of_buttons() -> None:
    desks = [replace(DESKS[1], code=f"k{number}", name=f"Kota {number}") for number in range(2 * SIZE + 1)]
    found = [button.choice for page in range(3) for row in list_buttons(desks, page) for button in row]
    assert {f"b.{desk.code}" for desk in desks} <= set(found)
    assert found.count("p.1") == 2
    longest = replace(DESKS[1], code="x" * 20)
    for row in (*list_buttons([longest], 0), *desk_buttons(longest), *let_go_buttons(longest)):
        for button in row:
            assert read_button(write_button(0, 0, button.subject, button.choice))


async def test_an_owner_is_greeted_as_one(here: Town) -> None:
    """With what can be done, and how many desks want looking after; nobody else is, and the dialogue is one tap away."""
    for chat in (here.owner, here.sari):
        await chat.says("/start")
    said = here.owner.person.messages()[-1]
    assert "pemilik bot ini" in said["text"]
    assert "Daerah: 3, terhubung: 3" in said["text"]
    assert "Semua meja terhubung" in said["text"]
    assert "pemilik" not in here.sari.text
    await here.owner.says("/kelola lepas misal")
    await here.hands_over(here.sari)
    await here.later(days=2)
    await here.owner.says("/start")
    said = here.owner.person.messages()[-1]
    assert "Belum punya grup: 1\n" in said["text"]
    assert "selama satu hari kerja: 1\n" in said["text"]
    assert await here.world.rows(f"SELECT case_id FROM people WHERE person = {OWNER}") == [(None,)]
    (link,) = [
        button["url"] for row in said["reply_markup"]["inline_keyboard"] for button in row if "url" in button
    ]
    assert "• contoh" in await _taps(here, "Meja yang perlu diperhatikan")
    await here.owner.says(f"/start {link.rpartition('=')[2]}")
    here.owner.sees("Bapak/Ibu operator")
