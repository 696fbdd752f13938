"""Districts with their groups; the cases that people have there, and what goes to and fro."""

from bot.store.connection import Connection


def m006_help_desks(db: Connection) -> None:
    """Districts with their groups; the cases that people have there, and what goes to and fro."""
    # `parent` is no reference: a district may be added before its province.
    db.execute("""
        CREATE TABLE desks (
            code TEXT PRIMARY KEY,
            name TEXT NOT NULL,
            level TEXT NOT NULL CHECK (level IN ('kabkota', 'provinsi')),
            parent TEXT,
            zone TEXT NOT NULL,
            opens INTEGER NOT NULL,
            closes INTEGER NOT NULL,
            chat INTEGER UNIQUE,
            forum INTEGER NOT NULL DEFAULT 0,
            lost INTEGER NOT NULL DEFAULT 0
        ) STRICT""")
    db.execute("""
        CREATE TABLE link_codes (
            hash TEXT PRIMARY KEY,
            desk TEXT NOT NULL REFERENCES desks (code) ON DELETE CASCADE,
            until INTEGER NOT NULL
        ) STRICT""")
    db.execute("""
        CREATE TABLE heads (
            desk TEXT NOT NULL REFERENCES desks (code) ON DELETE CASCADE,
            person INTEGER NOT NULL,
            PRIMARY KEY (desk, person)
        ) STRICT""")
    db.execute("""
        CREATE TABLE staff (
            chat INTEGER NOT NULL,
            person INTEGER NOT NULL,
            name TEXT NOT NULL,
            is_in INTEGER NOT NULL,
            seen_at INTEGER NOT NULL,
            PRIMARY KEY (chat, person)
        ) STRICT""")
    # What the columns beside `doc` repeat of it is what is looked for without reading it.
    db.execute("""
        CREATE TABLE desk_cases (
            case_id INTEGER PRIMARY KEY REFERENCES cases (case_id) ON DELETE CASCADE,
            desk TEXT NOT NULL,
            state TEXT NOT NULL,
            owner INTEGER,
            waiting_at INTEGER,
            nudge_at INTEGER,
            doc TEXT NOT NULL
        ) STRICT""")
    db.execute("CREATE INDEX desk_cases_by_desk ON desk_cases (desk, state, waiting_at)")
    db.execute("CREATE INDEX desk_cases_to_nudge ON desk_cases (nudge_at) WHERE nudge_at IS NOT NULL")
    # Where a case's card stands: written by whoever sends, `desk_cases` by whoever decides.
    db.execute("""
        CREATE TABLE cards (
            case_id INTEGER PRIMARY KEY REFERENCES cases (case_id) ON DELETE CASCADE,
            chat INTEGER NOT NULL,
            thread INTEGER,
            message INTEGER,
            seq INTEGER NOT NULL DEFAULT 0
        ) STRICT""")
    db.execute("CREATE INDEX cards_by_message ON cards (chat, message)")
    db.execute("CREATE INDEX cards_by_thread ON cards (chat, thread)")
    # A message and its copy on the other side; one of the bot's own in a case has no origin.
    db.execute("""
        CREATE TABLE relays (
            id INTEGER PRIMARY KEY,
            case_id INTEGER NOT NULL REFERENCES cases (case_id) ON DELETE CASCADE,
            kind TEXT NOT NULL,
            from_chat INTEGER,
            from_message INTEGER,
            to_chat INTEGER NOT NULL,
            to_message INTEGER,
            who INTEGER,
            at INTEGER NOT NULL,
            part INTEGER NOT NULL DEFAULT 0,
            caption TEXT NOT NULL DEFAULT 'own',
            UNIQUE (from_chat, from_message, part)
        ) STRICT""")
    db.execute("CREATE INDEX relays_by_copy ON relays (to_chat, to_message)")
    db.execute("CREATE INDEX relays_by_case ON relays (case_id)")
    db.execute("""
        CREATE TABLE held (
            id INTEGER PRIMARY KEY,
            person INTEGER NOT NULL REFERENCES people (person) ON DELETE CASCADE,
            message INTEGER NOT NULL,
            content TEXT NOT NULL,
            case_id INTEGER NOT NULL REFERENCES cases (case_id) ON DELETE CASCADE,
            at INTEGER NOT NULL
        ) STRICT""")
    db.execute("CREATE INDEX held_by_person ON held (person)")
    db.execute("""
        CREATE TABLE desk_log (
            id INTEGER PRIMARY KEY,
            at INTEGER NOT NULL,
            desk TEXT NOT NULL,
            case_id INTEGER REFERENCES cases (case_id) ON DELETE SET NULL,
            who INTEGER,
            action TEXT NOT NULL,
            detail TEXT NOT NULL DEFAULT ''
        ) STRICT""")
    db.execute("CREATE INDEX desk_log_by_case ON desk_log (case_id)")
    db.execute("CREATE INDEX desk_log_by_desk ON desk_log (desk, id)")
    db.execute("ALTER TABLE people ADD COLUMN district TEXT")
    # Within a chat the lowest rank goes first: what somebody waits for goes before the cards.
    db.execute("ALTER TABLE outbox ADD COLUMN rank INTEGER NOT NULL DEFAULT 0")
    db.execute("CREATE INDEX outbox_by_case ON outbox (case_id) WHERE case_id IS NOT NULL")
