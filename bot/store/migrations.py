"""The shape of the database, as the steps that lead to it.

Only add steps at the end; one that was released is never changed. A step's name is its version. Times are seconds
since 1970, so that they compare.
"""

from collections.abc import Callable

from bot.store.announcements import m015_announcements
from bot.store.canned_answers import m013_canned_answers, m018_files_of_canned_answers
from bot.store.connection import Connection
from bot.store.cut_offs import m014_cut_offs
from bot.store.derived import m008_what_is_asked_all_the_time
from bot.store.desk_wishes import m012_desk_wishes
from bot.store.interface import RefusedStoreError
from bot.store.outbreaks import m016_outbreaks
from bot.store.upkeep import m011_overviews_and_topics

Migration = Callable[[Connection], None]


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


def m002_moved_chats(db: Connection) -> None:
    """A group that becomes a supergroup gets a new id, while the settings still name the old one."""
    db.execute("CREATE TABLE moved_chats (old INTEGER PRIMARY KEY, new INTEGER NOT NULL) STRICT")


def m003_marks(db: Connection) -> None:
    """Make the table of marks that the running process leaves for `python -m bot status`."""
    db.execute("CREATE TABLE marks (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT")


def m004_ignored(db: Connection) -> None:
    """Make the table of people who have sent too much, and until when they are not heard, across a restart too."""
    db.execute("CREATE TABLE ignored (person INTEGER PRIMARY KEY, until INTEGER NOT NULL) STRICT")


def m005_unread(db: Connection) -> None:
    """Make the table of messages that were not understood, without what looked personal, for whoever extends the words."""
    db.execute("""
        CREATE TABLE unread (
            id INTEGER PRIMARY KEY,
            person INTEGER NOT NULL,
            context TEXT NOT NULL,
            text TEXT NOT NULL,
            at INTEGER NOT NULL
        ) STRICT""")


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


def m007_begun_updates(db: Connection) -> None:
    """An update that was under way when the process died may be why it died."""
    db.execute("ALTER TABLE inbox ADD COLUMN begun INTEGER NOT NULL DEFAULT 0")


def m009_versions(db: Connection) -> None:
    """Give each person's cases a version, so that a save which rests on an older look is seen and decided anew."""
    db.execute("ALTER TABLE people ADD COLUMN version INTEGER NOT NULL DEFAULT 0")


def m010_schools(db: Connection) -> None:
    """The schools that a person has named, as a JSON list of words, the one named last first."""
    db.execute("ALTER TABLE people ADD COLUMN schools TEXT NOT NULL DEFAULT '[]'")


def m017_what_was_meant(db: Connection) -> None:
    """Of two offers the one that was tapped, as the reader's label; NULL where none was."""
    db.execute("ALTER TABLE unread ADD COLUMN meant TEXT")


MIGRATIONS: tuple[Migration, ...] = (
    m001_people_cases_inbox_outbox,
    m002_moved_chats,
    m003_marks,
    m004_ignored,
    m005_unread,
    m006_help_desks,
    m007_begun_updates,
    m008_what_is_asked_all_the_time,
    m009_versions,
    m010_schools,
    m011_overviews_and_topics,
    m012_desk_wishes,
    m013_canned_answers,
    m014_cut_offs,
    m015_announcements,
    m016_outbreaks,
    m017_what_was_meant,
    m018_files_of_canned_answers,
)


def migrate(db: Connection, now: int, steps: tuple[Migration, ...] = MIGRATIONS) -> list[str]:
    """Bring a database up to `steps`; gives the names of those applied.

    Each step is applied with its record in one transaction, so that a kill leaves it done or not begun.
    Raises RefusedStoreError for a database that knows steps which this version does not.
    """
    db.execute(
        "CREATE TABLE IF NOT EXISTS migrations (name TEXT PRIMARY KEY, applied_at INTEGER NOT NULL) STRICT"
    )
    applied = _applied(db, steps)
    new = [step for step in steps if step.__name__ not in applied]
    for step in new:
        db.execute("BEGIN IMMEDIATE")
        try:
            step(db)
            db.execute("INSERT INTO migrations VALUES (?, ?)", (step.__name__, now))
        except BaseException:
            db.execute("ROLLBACK")
            raise
        db.execute("COMMIT")
    return [step.__name__ for step in new]


def _applied(db: Connection, steps: tuple[Migration, ...]) -> set[str]:
    applied = {str(name) for (name,) in db.execute("SELECT name FROM migrations")}
    unknown = applied - {step.__name__ for step in steps}
    if unknown:
        raise RefusedStoreError(
            f"The database was written by a newer version of this program (it knows {max(unknown)}). "
            "Start that version, or restore a backup made before the update."
        )
    return applied


def check_known(db: Connection, path: str) -> None:
    """Raises RefusedStoreError where `path` is not a database of this program, or one of a newer version."""
    if not db.execute("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'migrations'").fetchone():
        raise RefusedStoreError(f"{path} is not a database of this program.")
    check_applied(db)


def check_applied(db: Connection) -> None:
    """Raises RefusedStoreError where a newer version has changed the database."""
    _applied(db, MIGRATIONS)
