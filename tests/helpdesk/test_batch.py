"""A table of schools comes back judged; what cannot be read is named, and nothing is kept."""

import csv
import io
import json
from itertools import product
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from bot.helpdesk.batch.judge_table import judge_table
from bot.helpdesk.batch.template import template
from bot.helpdesk.delivery.batch_letters import SHOWN_FROM
from bot.helpdesk.read_table import MOST_ROWS, SchoolTable, TableError, read_table
from bot.helpdesk.tables import Cell, Sheet, as_csv, as_xlsx
from bot.outgoing.render import plain
from bot.program import main
from bot.simulator.phone import Message
from flows.dialogue.desk.fact_words import (
    COLUMNS,
    BadCell,
    column_name,
    fact_of,
    read_row,
    read_value,
    values_of,
)
from flows.eligibility import ALLOWED, Facts, evaluate
from flows.texts import write
from flows.view import Line
from tests.chat import GuardedWire
from tests.helpdesk.town import Town

HEAD: list[Cell] = ["Sekolah", *(column_name(fact) for fact in COLUMNS if fact != "symptom")]
PLACE = {fact: HEAD.index(column_name(fact)) for fact in COLUMNS if fact != "symptom"}


def school(name: str, **told: str) -> list[Cell]:
    row: list[Cell] = [name, *[""] * (len(HEAD) - 1)]
    for fact, said in told.items():
        row[PLACE[fact]] = said
    return row


SCHOOLS: Sheet = [
    HEAD,
    school("SD Satu", leader="Plt. kepala sekolah", duty="Tidak ada"),
    school("SD Dua", leader="presiden", invalid="-3"),
    school("SD Tiga"),
]


PLT: list[Cell] = ["plt"]
LONG: Sheet = [["leader"], *[PLT] * (MOST_ROWS + 1)]


def test_every_column_and_value_is_read_as_it_is_offered() -> None:
    """By its words and by its key, whatever the capitals."""
    for fact in COLUMNS:
        assert fact_of(column_name(fact)) == fact_of(fact.upper()) == fact
        for words in values_of(fact):
            assert read_value(fact, words.upper()) is not None, words
        if fact != "invalid":
            assert [read_value(fact, value) for value in ALLOWED[fact]] == [*ALLOWED[fact]]
    assert fact_of("Sekolah") is None


@pytest.mark.parametrize(
    ("fact", "said", "value"),
    [
        ("invalid", "3", 3),
        ("invalid", "3.0", 3),
        ("invalid", "", "unknown"),
        ("invalid", "-3", None),
        ("invalid", "99999", None),
        ("accounts", "2 atau lebih", "2+"),
        ("accounts", "1", "1"),
        ("role_ks", "ya", "yes"),
        ("role_ks", "tidak", "no"),
        ("role_ks", "mungkin", None),
        ("leader", "plt kepala sekolah", "plt"),
        ("login", "akun ks peran kepala sekolah", "ks_account_ks_role"),
    ],
)
def test_a_value_is_read_or_named(fact: str, said: str, value: str | int | None) -> None:
    assert read_value(fact, said) == value


def test_without_a_symptom_the_button_is_missing() -> None:
    facts = read_row({"leader": "none"})
    assert isinstance(facts, Facts)
    assert facts.symptom == "button_missing"
    told = read_row({"symptom": "", "leader": "none"})
    assert isinstance(told, Facts)
    assert told.symptom == "unknown"
    assert read_row({"leader": "raja"}) == [BadCell("leader", "raja", values_of("leader"))]


@pytest.mark.parametrize("form", ["xlsx", "csv"])
def test_a_table_comes_back_judged(form: str) -> None:
    """Every row where it was, with what the rules say of it; a bad one is named by line and column, the others go on."""
    given = as_xlsx({"A": SCHOOLS}) if form == "xlsx" else as_csv(SCHOOLS)
    result = judge_table(read_table(given))
    assert result.form == form
    back = read_table(result.content)
    assert [row[0] for _, row in back.rows] == ["SD Satu", "SD Dua", "SD Tiga"]
    verdict, plan, unknown, fault = (
        back.head.index(name) for name in ("Kesimpulan", "Rencana", "Belum diketahui", "Belum terbaca")
    )
    one, two, three = (row for _, row in back.rows)
    facts = Facts(symptom="button_missing", leader="plt", duty="none")
    assert len(one[plan].split("\n")) == len(evaluate(facts).plan)
    assert one[verdict] == "ada yang perlu diubah oleh Dinas."
    assert "presiden" in two[fault]
    assert "Data invalid" in two[fault]
    assert not two[verdict]
    assert "jenis PTK" in three[unknown]
    assert result.summary.schools == 2
    assert [(row.line, [cell.column for cell in row.cells]) for row in result.summary.bad] == [
        (3, ["invalid", "leader"])
    ]
    assert result.summary.unmet["R4"] == 1


def test_the_template_is_read_as_a_table_of_every_fact() -> None:
    """What its cells offer is what is read in them."""
    sheet = openpyxl.load_workbook(io.BytesIO(template())).worksheets[0]
    head = [str(cell.value) for cell in sheet[1]]
    assert [fact_of(name) for name in head[1:]] == [*COLUMNS]
    checks = sheet.data_validations.dataValidation
    assert len(checks) == len(COLUMNS)
    for fact, check in zip(COLUMNS, checks, strict=True):
        if check.type == "list":
            for offered in check.formula1.strip('"').split(","):
                assert read_value(fact, offered) is not None, offered


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "empty"),
        (as_csv([HEAD]), "empty"),
        (b"PK\x03\x04 no zip", "form"),
        (b"\x89PNG\r\n\0\0\0\0", "form"),
        (as_csv([["a"] * 61, ["b"] * 61]), "wide"),
        (as_csv([["Sekolah"], ["SD"]]), "columns"),
        (as_csv([["leader", "Pemimpin sekolah"], ["plt", "plt"]]), "twice"),
        (as_csv(LONG), "long"),
    ],
)
def test_what_is_no_table_is_refused(content: bytes, why: str) -> None:
    with pytest.raises(TableError) as refused:
        judge_table(read_table(content))
    assert refused.value.why == why


def test_any_csv_is_read() -> None:
    """Of any delimiter, with or without the mark of UTF-8, also of an old Excel."""
    for delimiter, encoding in product(";,\t", ("utf-8", "utf-8-sig", "cp1252")):
        text = io.StringIO()
        csv.writer(text, delimiter=delimiter).writerows([["Sekolah", "leader"], ["SD Çelebi", "plt"]])
        table = read_table(text.getvalue().encode(encoding))
        assert table == SchoolTable("csv", ("Sekolah", "leader"), ((2, ("SD Çelebi", "plt")),))


def new(here: Town, before: int) -> list[Message]:
    return here.contoh.messages()[before:]


async def sends(here: Town, content: bytes, caption: str = "/cek") -> list[Message]:
    """What comes of a file that Joko sends."""
    before = len(here.contoh.messages())
    here.joko.person.sends("document", here.contoh, caption=caption, content=content, name="sekolah.csv")
    await here.world.settles()
    return new(here, before + 1)


async def test_a_desk_sends_a_table(here: Town) -> None:
    """It comes back below it, with the summary; nothing of it is kept."""
    (back,) = await sends(here, as_csv(SCHOOLS))
    assert back["document"]["file_name"] == "cek-hasil.csv"
    assert "2 sekolah diperiksa" in back["caption"]
    assert "baris 3, kolom Pemimpin sekolah: presiden" in back["caption"]
    tables = [
        name for (name,) in await here.world.rows("SELECT name FROM sqlite_master WHERE type = 'table'")
    ]
    for table in tables:
        assert "SD Satu" not in str(await here.world.rows(f"SELECT * FROM {table}"))


async def test_how_far_it_is_can_be_seen(here: Town) -> None:
    """Of a long one: a message of its own, that ends as done."""
    rows: Sheet = [
        HEAD,
        *(school(f"SD {number}", leader="Plt. kepala sekolah") for number in range(SHOWN_FROM)),
    ]
    progress, back = await sends(here, as_csv(rows))
    assert progress["text"] == f"Tabel selesai diperiksa: {SHOWN_FROM} baris."
    assert f"{SHOWN_FROM} sekolah diperiksa" in back["caption"]


async def test_without_a_table_the_template_comes(here: Town) -> None:
    before = len(here.contoh.messages())
    await here.joko.says("/cek")
    assert new(here, before)[-1]["document"]["file_name"] == "cek-sekolah.xlsx"
    await here.owner.says("/cek")
    assert here.owner.person.messages()[-1]["document"]["file_name"] == "cek-sekolah.xlsx"
    await here.sari.says("/cek")
    here.sari.sees("ketua meja bantuan")


async def test_what_cannot_be_read_is_said(here: Town) -> None:
    (said,) = await sends(here, b"PK no table")
    assert "belum terbaca" in said["text"]
    before = len(here.contoh.messages())
    here.joko.person.sends("document", here.contoh, caption="/cek", content=bytes(20_000_001))
    here.world.expected_refusals = 1
    await here.world.settles()
    assert "terlalu besar" in new(here, before)[-1]["text"]


async def test_a_table_in_a_topic_is_not_passed_on(here: Town) -> None:
    """A desk's table is not for the operator whose topic it was sent in by mistake."""
    code = await here.hands_over(here.sari)
    before = len(here.sari.person.messages())
    await here.joko.sends("document", code, "/cek")
    assert len(here.sari.person.messages()) == before


async def test_an_owner_sends_one_in_their_own_chat(here: Town) -> None:
    here.owner.person.sends("document", caption="/cek", content=as_csv(SCHOOLS), name="a.csv")
    await here.world.settles()
    assert here.owner.person.messages()[-1]["document"]["file_name"] == "cek-hasil.csv"


def test_from_a_shell(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Beside the file, or where it is wished; the status says whether all could be read."""
    file = tmp_path / "sekolah.xlsx"
    file.write_bytes(as_xlsx({"A": SCHOOLS}))
    assert main(["cek", str(file)]) == 1
    assert "2 sekolah diperiksa" in capsys.readouterr().out
    assert (tmp_path / "sekolah-hasil.xlsx").exists()
    file.write_bytes(as_csv(SCHOOLS[:2]))
    assert main(["cek", str(file), "--to", str(tmp_path / "x.csv")]) == 0
    assert (tmp_path / "x.csv").exists()
    assert main(["cek", str(tmp_path / "none.csv")]) == 1
    file.write_bytes(b"")
    assert main(["cek", str(file)]) == 1


class Naming(GuardedWire):
    """A far end that names a path of the bot's own disk as what was sent."""

    path: str

    async def do_request(self, url: str, *given: Any, **named: Any) -> tuple[int, bytes]:
        status, body = await super().do_request(url, *given, **named)
        if url.endswith("/getFile"):
            answer = json.loads(body)
            answer["result"]["file_path"] = self.path
            body = json.dumps(answer).encode()
        return status, body


async def test_a_far_end_cannot_name_a_file_of_this_disk(here: Town, tmp_path: Path) -> None:
    """It would come back to it as a table that was judged."""
    own = tmp_path / "rahasia.csv"
    own.write_text("Sekolah;leader\nSD Rahasia;plt\n")
    wire = Naming(here.world)
    wire.path = str(own)
    here.world._wire = lambda: wire  # type: ignore[method-assign]
    await here.world.restarts()
    (said,) = await sends(here, as_csv(SCHOOLS))
    assert "document" not in said
    assert said["text"] == plain(write(Line("batch.refused.gone")))
