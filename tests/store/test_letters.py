"""The outbox's letters as values: each kind has its body, and what an older version wrote is read."""

import json
import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any, get_args

import pytest
from pydantic import ValidationError

from bot.records.letters import Letter, LetterBody, LetterKind, NoteBody, read_body, write_body
from bot.records.messages import CONTENT_JSON, Content
from bot.records.relayed import RelayedAlbum, RelayedText
from bot.store import outbox
from bot.store.migrations import MIGRATIONS, migrate
from tests.store.test_contract import NOW

OLD: list[dict[str, Any]] = json.loads(
    (Path(__file__).parent / "letters_as_dicts.json").read_text(encoding="utf-8")
)
"""Rows as the version wrote them whose letters had dictionaries for bodies, of every kind and shape that its own stories
made; long words are cut short."""
SINCE = {"waiting", "board", "topic", "picture"}
"""Kinds that there were none of then."""
NOTE = Letter("a", 11, NoteBody("Halo"))


@pytest.fixture(name="db")
def _database() -> Iterator[sqlite3.Connection]:
    db = sqlite3.connect(":memory:", isolation_level=None)
    db.row_factory = sqlite3.Row
    migrate(db, 0, MIGRATIONS)
    yield db
    db.close()


def _put(db: sqlite3.Connection, row: dict[str, Any]) -> None:
    db.execute(
        "INSERT INTO outbox (key, chat, kind, person, case_id, body, made_at, due_at, rank)"
        " VALUES (?, ?, ?, ?, ?, ?, 0, 0, ?)",
        (row["key"], row["chat"], row["kind"], row["person"], None, json.dumps(row["body"]), row["rank"]),
    )


def _without_none(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _without_none(held) for key, held in value.items() if held is not None}
    return [_without_none(held) for held in value] if isinstance(value, list) else value


def test_there_is_a_row_of_every_kind() -> None:
    assert {row["kind"] for row in OLD} | SINCE == set(get_args(LetterKind))
    assert {body.kind for body in get_args(LetterBody)} == set(get_args(LetterKind))


@pytest.mark.parametrize("row", OLD, ids=lambda row: row["key"])
def test_an_older_row_is_read_as_it_was_meant(db: sqlite3.Connection, row: dict[str, Any]) -> None:
    """All of it: written again, it says what it said, so that the older version could read it too."""
    _put(db, row)
    (due,) = outbox.claim(db, NOW)
    assert due.letter.kind == row["kind"]
    again = json.loads(write_body(due.letter.body))
    assert _without_none(row["body"]).items() <= again.items()
    assert read_body(row["kind"], write_body(due.letter.body)) == due.letter.body


def test_an_older_album_that_waits_takes_up_the_next_item(db: sqlite3.Connection) -> None:
    row = next(row for row in OLD if row["body"].get("what") == "album")
    _put(db, row)
    body = read_body("relay", json.dumps(row["body"]))
    assert isinstance(body, RelayedAlbum)
    item = replace(body.items[0], message=body.items[0].message + 1)
    brought = replace(body, items=(item,), message=item.message)
    outbox.gather(db, [Letter("next", row["chat"], brought)], NOW)
    (due,) = outbox.claim(db, NOW)
    assert due.letter.body == replace(body, items=(*body.items, item))


def test_the_first_release_wrote_to_one_desk() -> None:
    assert read_body("desk", '{"text": "x", "rows": [[["Ya", "1:a"]]]}') == NoteBody("x", ((("Ya", "1:a"),),))


@pytest.mark.parametrize(
    ("kind", "body"),
    [("note", "{}"), ("card", '{"seq": "1"}'), ("relay", '{"what": "song"}'), ("song", "{}")],
)
def test_a_row_that_cannot_be_read_holds_up_no_other(db: sqlite3.Connection, kind: str, body: str) -> None:
    row = {"key": "bad", "chat": 11, "kind": kind, "person": 11, "body": json.loads(body), "rank": 0}
    _put(db, row)
    outbox.add(db, [NOTE], NOW)
    assert outbox.claim(db, NOW) == []
    assert [due.letter for due in outbox.claim(db, NOW)] == [NOTE]
    kept = db.execute("SELECT state, error, body FROM outbox WHERE key = 'bad'").fetchone()
    assert tuple(kept) == ("failed", "UnreadableLetter", "{}")


def test_a_letter_refuses_what_it_cannot_say() -> None:
    """Made or changed; and mypy refuses it too, else it would call these comments needless."""
    with pytest.raises(ValidationError, match="reply_two"):
        replace(NOTE.body, reply_two=3)  # type: ignore[call-arg]
    with pytest.raises(ValidationError, match="valid integer"):
        NoteBody("Halo", reply_to="3")  # type: ignore[arg-type]
    with pytest.raises(ValidationError):
        replace(NOTE, body={"text": "Halo"})  # type: ignore[arg-type]
    with pytest.raises(ValidationError, match="'in' or 'out'"):
        RelayedText(11, 5, "up", 0, "halo")  # type: ignore[arg-type]


def test_a_held_message_of_an_older_row_is_read() -> None:
    older = '{"kind": "photo", "text": "layar", "album": "5", "file": "photo-1"}'
    assert CONTENT_JSON.read(older) == Content("photo", "layar", "5", "photo-1")
    added = {"forwarded": False, "attached": False}
    assert json.loads(CONTENT_JSON.write(CONTENT_JSON.read(older))) == json.loads(older) | added
    assert CONTENT_JSON.read('{"kind": "text", "text": "a", "album": null, "file": null}') == Content(
        "text", "a"
    )
