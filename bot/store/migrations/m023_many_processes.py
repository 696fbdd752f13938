"""Shapes for several processes on one database: who is there, who holds what, and nothing that all of them must write.

* `processes` and `shards` stay empty where one process has the database for itself.
* A count is the sum of its parts: on PostgreSQL each connection counts in a part of its own, so that none waits for another's commit.
* Whoever finds a chat's next letter anew holds that chat's row first, and so sees what others have committed there.
"""

from bot.store.connection import Connection

_OPEN = "('waiting', 'under_way')"
_HOUR = 3600


def m023_many_processes(db: Connection) -> None:
    """Make the tables of processes and shards, and let counts and next letters be kept by several at once."""
    # `beat` is in milliseconds since 1970, by the database's clock.
    db.execute("CREATE TABLE processes (name TEXT PRIMARY KEY, beat INTEGER NOT NULL) STRICT")
    db.execute("CREATE TABLE shards (shard INTEGER PRIMARY KEY, holder TEXT) STRICT")
    # No key of its own is wanted there, as an INTEGER PRIMARY KEY would be.
    db.execute("ALTER TABLE inbox ADD COLUMN shard INTEGER NOT NULL DEFAULT 0")
    db.execute("UPDATE inbox SET shard = abs(person) % 64 WHERE person IS NOT NULL AND state = 'waiting'")
    db.execute("CREATE INDEX inbox_by_shard ON inbox (shard, place) WHERE state = 'waiting'")
    _next_letters(db)
    _counts(db)


def _next_letters(db: Connection) -> None:
    def found_anew(chat: str) -> str:
        return f"""
            {_held(chat)}
            DELETE FROM next_letters WHERE chat = {chat};
            INSERT INTO next_letters SELECT chat, id, due_at FROM outbox
            WHERE chat = {chat} AND state = 'waiting'
              AND NOT EXISTS (SELECT 1 FROM outbox WHERE chat = {chat} AND state = 'under_way')
            ORDER BY rank, id LIMIT 1;"""

    was, now = f"OLD.state IN {_OPEN}", f"NEW.state IN {_OPEN}"
    changed = "UPDATE OF state, chat, rank, due_at ON outbox"
    taken_up = "NEW.state = 'under_way' AND OLD.chat = NEW.chat"
    taken = f"{_held('NEW.chat')} DELETE FROM next_letters WHERE chat = NEW.chat;"
    for name, event, when, body in (
        ("next_letter_added", "INSERT ON outbox", now, found_anew("NEW.chat")),
        ("next_letter_gone", "DELETE ON outbox", was, found_anew("OLD.chat")),
        ("next_letter_taken_up", changed, taken_up, taken),
        (
            "next_letter_changed",
            changed,
            f"NOT ({taken_up}) AND ({was} OR {now})",
            found_anew("NEW.chat"),
        ),
        ("next_letter_left", changed, "OLD.chat != NEW.chat", found_anew("OLD.chat")),
    ):
        db.execute(f"DROP TRIGGER {name}")
        _trigger(db, name, event, when, body)


def _held(chat: str) -> str:
    return (
        f"INSERT INTO next_letters VALUES ({chat}, 0, 0)"
        " ON CONFLICT (chat) DO UPDATE SET letter = excluded.letter;"
    )


def _counts(db: Connection) -> None:
    parts = [*_counted("people", "people"), *_counted("cases", "cases")]
    parts += _counted(
        "cases",
        "open",
        columns="state, touched_at, closed",
        key="{0}.state",
        hour=f"{{0}}.touched_at / {_HOUR}",
        where="{0}.closed = 0",
    )
    for box, dealt_with in (("inbox", "done"), ("outbox", "sent")):
        parts += _counted(box, box, columns="state", key="{0}.state")
        failed = f"{{0}}.error IS NOT NULL AND {{0}}.state != '{dealt_with}'"
        parts += _counted(box, "failed", columns="state, error", key="{0}.error", where=failed)
    for name, *_ in parts:
        db.execute(f"DROP TRIGGER {name}")
    db.execute("""
        CREATE TABLE counted (
            what TEXT NOT NULL,
            key TEXT NOT NULL,
            hour INTEGER NOT NULL,
            part INTEGER NOT NULL DEFAULT 0,
            number INTEGER NOT NULL,
            PRIMARY KEY (what, key, hour, part)
        ) STRICT, WITHOUT ROWID""")
    db.execute("INSERT INTO counted SELECT what, key, hour, 0, number FROM counts")
    db.execute("DROP TABLE counts")
    db.execute("ALTER TABLE counted RENAME TO counts")
    for part in parts:
        _trigger(db, *part)


def _counted(
    table: str, what: str, *, columns: str = "", key: str = "''", hour: str = "0", where: str = "TRUE"
) -> list[tuple[str, str, str, str]]:
    """The triggers that count the rows of `table` that `where` holds for, by `key` and `hour`. In these, {0} is the row;
    `columns` are those of which they are made.
    """

    def more(row: str, by: int) -> str:
        at = f"what = '{what}' AND key = {key.format(row)} AND hour = {hour.format(row)}"
        return f"""
            INSERT INTO counts (what, key, hour, number)
            SELECT '{what}', {key.format(row)}, {hour.format(row)}, {by} WHERE {where.format(row)}
            ON CONFLICT (what, key, hour, part) DO UPDATE SET number = counts.number + ({by});
            DELETE FROM counts WHERE {at} AND number = 0;"""

    name = f"{table}_{what}"
    found = [
        (f"{name}_more", f"INSERT ON {table}", "TRUE", more("NEW", 1)),
        (f"{name}_less", f"DELETE ON {table}", "TRUE", more("OLD", -1)),
    ]
    if columns:
        differs = " OR ".join(
            f"({part.format('OLD')}) IS DISTINCT FROM ({part.format('NEW')})" for part in (key, hour, where)
        )
        both = more("OLD", -1) + more("NEW", 1)
        found.append((f"{name}_other", f"UPDATE OF {columns} ON {table}", differs, both))
    return found


def _trigger(db: Connection, name: str, event: str, when: str, body: str) -> None:
    db.execute(f"CREATE TRIGGER {name} AFTER {event} WHEN {when} BEGIN {body} END")
