"""What the opening's own words name to have happened before comes first."""

import pytest

from flows.dialogue.machine.events import Typed
from flows.dialogue.turn.engine import advance
from flows.reading.happened import happened
from tests.dialogue.walking import HERE, SESSION


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("tombol sinkron hilang setelah ganti kepala sekolah", "new_leader"),
        ("kepsek baru, tombol sinkron ga ada cuma tarik data", "new_leader"),
        ("habis mutasi kepsek tombol sinkron hilang", "new_leader"),
        ("tombol sinkron hilang sejak akun kepsek diganti", "changed_account"),
        ("email diubah terus tombol sinkron hilang", "changed_account"),
        ("tombol sinkron hilang, kepsek tidak ganti", None),
        ("tombol sinkron hilang min", None),
        ("tombol sinkron hilang setelah update", None),
    ],
)
def test_what_happened_before(text: str, what: str | None) -> None:
    assert happened(text) == what


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("tombol sinkron hilang setelah ganti kepala sekolah", "ask_leader"),
        ("tombol sinkron hilang sejak akun kepsek diganti", "ask_login"),
        ("tombol sinkron hilang min", "ask_login"),
    ],
)
def test_its_questions_come_first(text: str, state: str) -> None:
    """Said back in the same line, so that a misreading is seen."""
    turn = advance(SESSION, Typed(text), HERE)
    assert turn.session.state == state
    assert turn.view.lines[0].key == "notice.noted"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("tombol sinkron hilang min, tolong hubungkan ke petugas saja", ["button_missing", "human"]),
        ("sinkronisasi gagal terus, tolong hubungkan petugas", ["sync_fails", "human"]),
        ("tombol sinkron hilang minta bantuan petugas", ["button_missing", "human"]),
        ("minta petugas", ["human"]),
    ],
)
def test_a_wish_for_a_person_keeps_the_symptom_beside_it(text: str, told: list[str]) -> None:
    """The wish is acknowledged first, and whoever takes over knows what it is about."""
    turn = advance(SESSION, Typed(text), HERE)
    assert [record.choice for record in turn.session.records] == told
    assert turn.session.state == "ask_level"
    assert turn.view.lines[0].key == "notice.to_person"
