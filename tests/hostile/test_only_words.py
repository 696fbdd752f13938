"""What either side writes is only words: it looks like none of the bot's own lines, and nothing in it is hidden or acts."""

import csv
import io
import json
import logging
import re
from typing import Any

import openpyxl
import pytest

from bot.helpdesk.batch.judge_table import judge_table
from bot.helpdesk.cases.card import detail
from bot.helpdesk.cases.relay import RelayRoute, edited, relayed, to_desk, to_operator
from bot.helpdesk.delivery.poster import LETTERS, _plain, poster
from bot.helpdesk.groups.district_table import read_district
from bot.helpdesk.groups.district_table import read_table as read_districts
from bot.helpdesk.groups.poster_letter import poster_letter
from bot.helpdesk.read_table import read_table
from bot.helpdesk.tables import Sheet, as_csv, as_xlsx
from bot.incoming.fitting import unnamed
from bot.incoming.redacted_update import without_secrets
from bot.operations.log import LineFormatter
from bot.operations.log_redaction import Redactor
from bot.privacy.invisible import inert
from bot.records.desk_case import DeskCase, Entry
from bot.records.help_desk import Desk
from bot.records.letters import PosterBody
from bot.records.messages import Content
from bot.records.relayed import EditBody, RelayedFile, RelayedText
from flows.dialogue.desk.fact_words import column_name
from flows.dialogue.school import told_school
from flows.texts import write
from flows.view import Line
from tests.dialogue.walking import NOON

CASE = DeskCase(case=7, person=1, district="a", desk="a", level="sd", since=NOON)
WAYS = (to_desk(CASE, -5), to_operator(CASE, -5, "Kabupaten Contoh", 3))
HIDES = "\u202a\u202e\u2066\u2069\u200b\u200f\x1b\x07\x9b"
OWN = ("desk.from_operator", "desk.repeated", "desk.remark.noted", "desk.remark.button_back")
IMITATED = [
    *(write(Line(key)) for key in OWN),
    "</blockquote>\n<b>Petugas Kabupaten Contoh</b> · kasus 7K3Q\n<blockquote>Kirim sandi Anda.",
    "&lt;/blockquote&gt;",
    "x" * 4000 + "</blockquote><b>Operator</b>",
]


def shown(way: RelayRoute, content: Content) -> list[str]:
    """All that is shown of a message on its way, and of its edit, in Telegram's HTML."""
    letters, _ = relayed(CASE, way, 9, content)
    texts = [one.body.text for one in letters if isinstance(one.body, RelayedText | RelayedFile)]
    edit = edited(CASE, way, 9, content, 4).body
    assert isinstance(edit, EditBody)
    texts += [part.text for part in (*edit.parts, *edit.below, *edit.anew)]
    return texts


@pytest.mark.parametrize("way", WAYS, ids=("to the desk", "to the operator"))
@pytest.mark.parametrize("kind", ["text", "document"])
@pytest.mark.parametrize("words", IMITATED, ids=range(len(IMITATED)))
def test_relayed_words_imitate_none_of_the_bots(way: RelayRoute, kind: str, words: str) -> None:
    """All of them stand in one quotation below the bot's own head, however they are marked and however long they are."""
    head = write(way.head)
    texts = shown(way, Content(kind, words, file=None if kind == "text" else "x"))
    assert texts
    for text in texts:
        assert text == head or text.startswith(f"{head}\n<blockquote>")
        if text != head:
            inner = text.removeprefix(f"{head}\n<blockquote>").removesuffix("</blockquote>")
            assert "<" not in inner
            assert len(inner) + len(head) + len("\n<blockquote></blockquote>") == len(text)


def test_a_note_and_a_reason_stay_one_line_of_the_history() -> None:
    said = f"baik{HIDES}\n26 Agu 09.00 · Bot: ditutup /lepas @dinas_bot"
    told = detail(Entry(NOON, "a", "note", 7, 3, said), {})
    assert isinstance(told, str)
    assert "\n" not in told
    assert not set(told) & set(HIDES)
    assert "/lepas" not in told
    assert "@dinas_bot" not in told


@pytest.mark.parametrize("field", ["text", "caption"])
def test_nothing_hidden_is_taken_in(field: str) -> None:
    """Of messages and captions, of what a file is called, and of names."""
    taken: dict[str, Any] = without_secrets(
        _update({field: f"lap{HIDES}or", "document": _file(f"a{HIDES}b.pdf")})
    )
    message = taken["message"]
    assert message[field] == "lapor"
    assert message["document"]["file_name"] == "ab.pdf"


def test_a_name_is_one_line_and_does_not_act() -> None:
    message = {"from": {"id": 2, "is_bot": False, "first_name": f"Bu{HIDES} Rini\nBot: @dinas_bot"}}
    group = _update(message)
    group["message"]["chat"] = {"id": -5, "type": "supergroup", "title": "x"}
    name = unnamed(group)["message"]["from"]["first_name"]
    assert name.startswith("Bu Rini Bot: ")
    assert not set(name) & set(HIDES + "\n")
    assert "@dinas_bot" not in name


def test_a_schools_name_does_not_act() -> None:
    """It stands on cards, in lists and as a topic's name."""
    school = told_school("20212345 /lepas@dinas_bot @admin t.me/x tg://user SD 1")
    assert school
    assert inert(school.name) == school.name


def test_the_log_has_no_control_characters() -> None:
    out = io.StringIO()
    handler = logging.StreamHandler(out)
    handler.setFormatter(LineFormatter(Redactor(())))
    record = logging.LogRecord("x", logging.INFO, "x", 1, f"a{HIDES}\nlevel=error", (), None)
    record.__dict__["name_said"] = HIDES
    handler.emit(record)
    (line,) = out.getvalue().splitlines()
    assert not set(line) & set(HIDES)


def _update(message: dict[str, Any]) -> dict[str, Any]:
    whole = {"message_id": 1, "date": 1, "chat": {"id": 1, "type": "private"}, **message}
    return json.loads(json.dumps({"update_id": 1, "message": whole}))  # type: ignore[no-any-return]


def _file(name: str) -> dict[str, str]:
    return {"file_id": "x", "file_unique_id": "x", "file_name": name}


FORMULAS = (
    "=1+1", "+1", "-1+cmd|' /C calc'!A0", "@SUM(A1)", "\t=1", "\r=1", "\n=1", " =1", "＝1+1", "－1", "\u200b=1", "\u202e=1", '"=1"', "'=1",
    "SD 1;=1+1", 'SD 1,=HYPERLINK("http://x")', "SD 1\n=1", "SD 1\t@x", 'SD 1;"=1"', "=1" + HIDES,
)  # fmt: skip


@pytest.mark.parametrize("cell", FORMULAS, ids=range(len(FORMULAS)))
@pytest.mark.parametrize("delimiter", ";,\t")
def test_no_cell_of_a_csv_file_begins_like_a_formula(cell: str, delimiter: str) -> None:
    """Whichever sign the program that opens it takes for the parting one, and whether it reads quotes or not."""
    text = as_csv([["kepala"], [cell, "x"]]).decode("utf-8-sig")
    assert not set(text) & set(HIDES)
    parted = [part for row in csv.reader(io.StringIO(text), delimiter=delimiter) for part in row]
    for part in [*parted, *re.split(rf'[{delimiter}"\r\n]', text)]:
        assert part.strip(' "\t\r\n')[:1] not in set("=+-@＝＋－＠"), (cell, part)


def test_innocent_cells_stay_as_they_are() -> None:
    for cell in (
        "SDN 1 Contoh",
        "Rp 1.000",
        "a=b",
        "Jl. Mawar, No. 3",
        "08.00-15.30",
        "7K3QX-M",
        "a@b.id",
        "C++",
        "1\n2",
    ):
        assert csv_cell(cell) == cell


def csv_cell(cell: str) -> str:
    return next(csv.reader(io.StringIO(as_csv([[cell]]).decode("utf-8-sig")), delimiter=";"))[0]


def test_no_cell_of_an_xlsx_file_acts_or_hides_anything() -> None:
    table: Sheet = [["kepala"]]
    table += [[cell] for cell in FORMULAS]
    book = openpyxl.load_workbook(io.BytesIO(as_xlsx({"a": table})))
    cells = [cell for (cell,) in book["a"].iter_rows(min_row=2)]
    assert {cell.data_type for cell in cells} == {"s"}
    assert not any(cell.hyperlink for cell in cells)
    assert not set("".join(str(cell.value) for cell in cells)) & set(HIDES)


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_a_judged_table_comes_back_without_formulas(form: str) -> None:
    """What somebody's table holds beside what is asked comes back to whoever sent it, and goes on from there."""
    head = ["=Sekolah", column_name("login"), "Catatan"]
    table: Sheet = [[*head]]
    table += [[cell, "Akun operator", f"x{cell}"] for cell in FORMULAS]
    content = as_xlsx({"a": table}) if form == "xlsx" else as_csv(table)
    result = judge_table(read_table(content)).content
    if form == "xlsx":
        sheet = openpyxl.load_workbook(io.BytesIO(result)).worksheets[0]
        found = [cell for row in sheet.iter_rows() for cell in row if cell.value is not None]
        assert {cell.data_type for cell in found} <= {"s", "n"}
        said = "".join(str(cell.value) for cell in found)
    else:
        said = result.decode("utf-8-sig")
        parted = [part for row in csv.reader(io.StringIO(said), delimiter=";") for part in row]
        assert not any(part.lstrip()[:1] in set("=+-@＝＋－＠") - {""} for part in parted if part.strip())
    assert not set(said) & set(HIDES)


NAMES = (
    f"Kab. Contoh{HIDES}\nBot: kirim sandi ke @penipu", "Dinas /lepas@bot t.me/x", "<b>Petugas Pusat</b>", "tg://user?id=1 Kota",
)  # fmt: skip


@pytest.mark.parametrize("name", NAMES)
def test_a_districts_name_and_its_poster_are_only_words(name: str) -> None:
    """Whether it was written or came in a table; on the sheet stand visible letters alone, in the caption nothing acts."""
    row = ["uji", name, "kabkota", "-", "WIB", "08.00-15.30"]
    desk = read_district(row, {})
    assert isinstance(desk, Desk)
    tables = read_districts("|".join(row).replace("\n", " ").encode(), {})
    assert tables is not None
    assert not tables.faults
    for one in (desk, *tables.desks):
        assert not set(one.name) & set(HIDES + "\n")
        assert inert(one.name) == one.name
        body = poster_letter(one, -5, "dinas_bot", 1).body
        assert isinstance(body, PosterBody)
        assert "<b>Petugas Pusat</b>" not in body.caption
        assert not set(body.caption) & set(HIDES)
        assert set(_plain(one.name)) <= LETTERS | {" "}
        assert poster(body.link, body.name, body.hint).startswith(b"\x89PNG")


def test_a_posters_caption_imitates_no_line_of_a_desk() -> None:
    """A name that is one of the bot's own lines stays within the words that the caption has around it."""
    own = write(Line("desk.poster.caption", {"name": "X", "link": "L"}))
    before, _, after = own.partition("X")
    for name in NAMES:
        desk = read_district(["uji", name, "kabkota", "-", "WIB", "08.00-15.30"], {})
        assert isinstance(desk, Desk)
        body = poster_letter(desk, -5, "dinas_bot", 1).body
        assert isinstance(body, PosterBody)
        assert body.caption.startswith(before)
        assert "\n" not in body.caption[len(before) : body.caption.index(after[:5])]
