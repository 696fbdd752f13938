"""The first shape."""

from bot.store.connection import Connection


def m001_people_cases_inbox_outbox(db: Connection) -> None:
    """The first shape."""
    # `case_id` is checked at the commit only: a person and their first case are written together.
    db.execute("""
        CREATE TABLE people (
            person INTEGER PRIMARY KEY,
            case_id INTEGER REFERENCES cases (case_id) ON DELETE SET NULL DEFERRABLE INITIALLY DEFERRED,
            screen_message INTEGER,
            screen_case INTEGER,
            screen_seq INTEGER,
            fresh INTEGER NOT NULL DEFAULT 0,
            blocked INTEGER NOT NULL DEFAULT 0
        ) STRICT""")
    # What the columns beside `session` repeat of it is what is looked for without reading it.
    db.execute("""
        CREATE TABLE cases (
            case_id INTEGER PRIMARY KEY,
            person INTEGER NOT NULL REFERENCES people (person) ON DELETE CASCADE,
            session TEXT NOT NULL,
            seq INTEGER NOT NULL,
            state TEXT NOT NULL,
            opened_at INTEGER NOT NULL,
            touched_at INTEGER NOT NULL,
            remind_at INTEGER,
            closed INTEGER NOT NULL
        ) STRICT""")
    db.execute("CREATE INDEX cases_by_person ON cases (person, touched_at)")
    db.execute("CREATE INDEX cases_by_touch ON cases (touched_at)")
    db.execute("CREATE INDEX cases_to_remind ON cases (remind_at) WHERE remind_at IS NOT NULL")
    # `place` is the order of arrival; Telegram's ids start anew after a quiet week. No reference to people: an
    # update is kept before its person is known.
    db.execute("""
        CREATE TABLE inbox (
            place INTEGER PRIMARY KEY,
            update_id INTEGER NOT NULL UNIQUE,
            person INTEGER,
            body TEXT NOT NULL,
            received_at INTEGER NOT NULL,
            state TEXT NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'done', 'aside')),
            tries INTEGER NOT NULL DEFAULT 0,
            error TEXT
        ) STRICT""")
    db.execute("CREATE INDEX inbox_waiting ON inbox (place) WHERE state = 'waiting'")
    db.execute("CREATE INDEX inbox_by_person ON inbox (person) WHERE person IS NOT NULL")
    db.execute("""
        CREATE TABLE outbox (
            id INTEGER PRIMARY KEY,
            key TEXT NOT NULL UNIQUE,
            chat INTEGER NOT NULL,
            kind TEXT NOT NULL,
            person INTEGER,
            case_id INTEGER,
            body TEXT NOT NULL,
            made_at INTEGER NOT NULL,
            due_at INTEGER NOT NULL,
            state TEXT NOT NULL DEFAULT 'waiting'
                CHECK (state IN ('waiting', 'under_way', 'sent', 'uncertain', 'failed')),
            uncertain INTEGER NOT NULL DEFAULT 0,
            tries INTEGER NOT NULL DEFAULT 0,
            message INTEGER,
            error TEXT
        ) STRICT""")
    db.execute("CREATE INDEX outbox_open ON outbox (chat, id) WHERE state IN ('waiting', 'under_way')")
    db.execute("CREATE INDEX outbox_by_person ON outbox (person) WHERE person IS NOT NULL")
