"""What either side writes is only words: it looks like none of the bot's own lines, and nothing in it is hidden or acts."""

import io
import json
import logging
from typing import Any

import pytest

from bot.helpdesk.cases.card import detail
from bot.helpdesk.cases.relay import RelayRoute, edited, relayed, to_desk, to_operator
from bot.incoming.fitting import unnamed
from bot.incoming.redacted_update import without_secrets
from bot.operations.log import LineFormatter
from bot.operations.log_redaction import Redactor
from bot.privacy.invisible import inert
from bot.records.desk_case import DeskCase, Entry
from bot.records.relayed import EditBody, RelayedFile, RelayedText
from bot.records.rows import Content
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
