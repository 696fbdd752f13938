"""The shape of the database, as the steps that lead to it: a file for each.

Only add steps at the end; one that was released is never changed. A step's name is its version. Times are seconds
since 1970, so that they compare.
"""

from collections.abc import Callable

from bot.store.connection import Connection
from bot.store.interface import RefusedStoreError
from bot.store.migrations.m001_people_cases_inbox_outbox import m001_people_cases_inbox_outbox
from bot.store.migrations.m002_moved_chats import m002_moved_chats
from bot.store.migrations.m003_marks import m003_marks
from bot.store.migrations.m004_ignored import m004_ignored
from bot.store.migrations.m005_unread import m005_unread
from bot.store.migrations.m006_help_desks import m006_help_desks
from bot.store.migrations.m007_begun_updates import m007_begun_updates
from bot.store.migrations.m008_what_is_asked_all_the_time import m008_what_is_asked_all_the_time
from bot.store.migrations.m009_versions import m009_versions
from bot.store.migrations.m010_schools import m010_schools
from bot.store.migrations.m011_overviews_and_topics import m011_overviews_and_topics
from bot.store.migrations.m012_desk_wishes import m012_desk_wishes
from bot.store.migrations.m013_canned_answers import m013_canned_answers
from bot.store.migrations.m014_cut_offs import m014_cut_offs
from bot.store.migrations.m015_announcements import m015_announcements
from bot.store.migrations.m016_outbreaks import m016_outbreaks
from bot.store.migrations.m017_what_was_meant import m017_what_was_meant
from bot.store.migrations.m018_beside_the_case import m018_beside_the_case
from bot.store.migrations.m019_files_of_canned_answers import m019_files_of_canned_answers
from bot.store.migrations.m020_sightings import m020_sightings
from bot.store.migrations.m021_since_when import m021_since_when
from bot.store.migrations.m022_own_bots import m022_own_bots
from bot.store.migrations.m023_many_processes import m023_many_processes
from bot.store.migrations.m024_repeated_cards import m024_repeated_cards
from bot.store.migrations.m025_what_waits_replies import m025_what_waits_replies
from bot.store.migrations.m026_many_at_once_apart import m026_many_at_once_apart

Migration = Callable[[Connection], None]


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
    m018_beside_the_case,
    m019_files_of_canned_answers,
    m020_sightings,
    m021_since_when,
    m022_own_bots,
    m023_many_processes,
    m024_repeated_cards,
    m025_what_waits_replies,
    m026_many_at_once_apart,
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


def is_current(db: Connection) -> bool:
    """Whether all steps have been applied. Raises RefusedStoreError as `migrate` does. A unit of work on PostgreSQL."""
    found = db.execute(
        "SELECT 1 FROM pg_class WHERE relname = 'migrations' AND relnamespace = current_schema()::regnamespace"
    )
    return found.fetchone() is not None and len(_applied(db, MIGRATIONS)) == len(MIGRATIONS)


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
