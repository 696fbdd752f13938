"""Make the tables of the desks' overviews and of the topics' present names."""

from bot.store.connection import Connection


def _changed(desks: str) -> str:
    return f"UPDATE boards SET changed = 1 WHERE desk IN ({desks})"


def m011_overviews_and_topics(db: Connection) -> None:
    """Make the tables of the desks' overviews and of the topics' present names."""
    db.execute("""
        CREATE TABLE boards (
            desk TEXT PRIMARY KEY REFERENCES desks (code) ON DELETE CASCADE,
            chat INTEGER,
            message INTEGER,
            shown TEXT NOT NULL DEFAULT '',
            pinned INTEGER NOT NULL DEFAULT 0,
            changed INTEGER NOT NULL DEFAULT 1,
            due_at INTEGER NOT NULL DEFAULT 0,
            looked_at INTEGER NOT NULL DEFAULT 0,
            digest_on TEXT NOT NULL DEFAULT ''
        ) STRICT""")
    db.execute("INSERT INTO boards (desk) SELECT code FROM desks")
    for column, minutes in (("take_in", 60), ("answer_in", 120), ("head_in", 120)):
        db.execute(f"ALTER TABLE desks ADD COLUMN {column} INTEGER NOT NULL DEFAULT {minutes}")
    db.execute("ALTER TABLE desks ADD COLUMN holidays TEXT NOT NULL DEFAULT ''")
    # From whom a desk takes no messages.
    db.execute("""
        CREATE TABLE muted (
            person INTEGER NOT NULL REFERENCES people (person) ON DELETE CASCADE,
            desk TEXT NOT NULL REFERENCES desks (code) ON DELETE CASCADE,
            until INTEGER NOT NULL,
            PRIMARY KEY (person, desk)
        ) STRICT, WITHOUT ROWID""")
    db.execute("CREATE INDEX muted_by_until ON muted (until)")
    # Of what staff were reminded: each thing once, and the heads once.
    db.execute("""
        CREATE TABLE reminded (
            case_id INTEGER NOT NULL REFERENCES cases (case_id) ON DELETE CASCADE,
            kind TEXT NOT NULL,
            since INTEGER NOT NULL,
            at INTEGER NOT NULL,
            PRIMARY KEY (case_id, kind, since)
        ) STRICT, WITHOUT ROWID""")
    db.execute("""
        CREATE TABLE topics (
            case_id INTEGER PRIMARY KEY REFERENCES cases (case_id) ON DELETE CASCADE,
            thread INTEGER NOT NULL,
            name TEXT NOT NULL,
            closed INTEGER NOT NULL DEFAULT 0,
            changed INTEGER NOT NULL DEFAULT 0,
            due_at INTEGER NOT NULL DEFAULT 0
        ) STRICT""")
    db.execute("INSERT INTO topics SELECT case_id, thread, '', 0, 0, 0 FROM cards WHERE thread IS NOT NULL")
    db.execute("CREATE INDEX desk_log_assigned ON desk_log (detail) WHERE action = 'assigned'")
    db.execute("CREATE INDEX topics_changed ON topics (due_at) WHERE changed = 1")
    for name, event, body in (
        (
            "board_of_desk",
            "INSERT ON desks",
            "INSERT INTO boards (desk) VALUES (NEW.code) ON CONFLICT DO NOTHING",
        ),
        ("board_by_group", "UPDATE OF chat, forum, name ON desks", _changed("NEW.code")),
        ("board_by_case", "INSERT ON desk_cases", _changed("NEW.desk")),
        ("board_by_turn", "UPDATE OF doc ON desk_cases", _changed("NEW.desk, OLD.desk")),
        ("board_by_losing", "DELETE ON desk_cases", _changed("OLD.desk")),
        (
            "topic_by_turn",
            "UPDATE OF doc ON desk_cases",
            "UPDATE topics SET changed = 1 WHERE case_id = NEW.case_id",
        ),
    ):
        db.execute(f"CREATE TRIGGER {name} AFTER {event} BEGIN {body}; END")
