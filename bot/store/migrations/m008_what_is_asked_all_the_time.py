"""Derived columns and tables, so that what is asked all the time need not walk over all rows.

Each is a plain consequence of the rows, and triggers keep it true within the transaction that changes them, whoever does:

* `next_letters`: of each chat the letter whose turn it is. A chat with a letter under way has none.
* `people.owed`: 1 where the present case has moved on since the screen was drawn, and no letter will show it.
* `desk_cases.unsettled`: 1 where an open case has no group, or no card there and none on its way, or was left by somebody who
  has erased their data.
* `counts`: how many rows there are of a kind. `what` is `people`, `cases`, `inbox` and `outbox` (the key is the state),
  `failed` (the key is the error), or `open` (cases not put aside; the key is the state, by the hour of the last touch).

`tests/store/test_derived.py` says of each from what it follows.
"""

from bot.store.connection import Connection

_HOUR = 3600
"""Seconds; the grain of `counts.hour`."""

_OPEN = "('waiting', 'under_way')"
"""Letters that are still to go out."""
_OWED = f"""(
    people.case_id IS NOT NULL AND people.blocked = 0
    AND (people.fresh = 1 OR people.screen_case IS DISTINCT FROM people.case_id
        OR people.screen_seq IS DISTINCT FROM (SELECT seq FROM cases WHERE cases.case_id = people.case_id))
    AND NOT EXISTS (
        SELECT 1 FROM outbox WHERE outbox.person = people.person AND kind = 'screen' AND outbox.state IN {_OPEN}))"""

_UNSETTLED = """(
    desk_cases.state != 'closed' AND (
        (SELECT chat FROM desks WHERE code = desk_cases.desk) IS NULL
        OR desk_cases.state = 'taken' AND desk_cases.owner IS NULL
        OR (SELECT chat FROM cards WHERE cards.case_id = desk_cases.case_id)
            IS DISTINCT FROM (SELECT chat FROM desks WHERE code = desk_cases.desk)
        AND NOT EXISTS (
            SELECT 1 FROM outbox
            WHERE outbox.case_id = desk_cases.case_id AND kind = 'card' AND outbox.state != 'sent')))"""


def m008_what_is_asked_all_the_time(db: Connection) -> None:
    """Keep by triggers each chat's next letter, the screens owed, the desks' unsettled cases and the counts of rows."""
    _next_letters(db)
    _owed(db)
    _counts(db)
    _unsettled(db)
    for table, column in (
        ("people", "case_id"),
        ("people", "district"),
        ("desk_log", "who"),
        ("relays", "who"),
        ("desk_cases", "owner"),
    ):
        db.execute(f"CREATE INDEX {table}_by_{column} ON {table} ({column}) WHERE {column} IS NOT NULL")
    for table, column in (
        ("unread", "person"),
        ("unread", "at"),
        ("held", "case_id"),
        ("held", "at"),
        ("desk_log", "at"),
        ("inbox", "received_at"),
        ("outbox", "made_at"),
    ):
        db.execute(f"CREATE INDEX {table}_by_{column} ON {table} ({column})")


def _next_letters(db: Connection) -> None:
    db.execute("DROP INDEX outbox_open")
    db.execute("CREATE INDEX outbox_waiting ON outbox (chat, rank, id) WHERE state = 'waiting'")
    db.execute("CREATE INDEX outbox_under_way ON outbox (chat, id) WHERE state = 'under_way'")
    db.execute(f"CREATE INDEX outbox_by_due ON outbox (due_at) WHERE state IN {_OPEN}")
    db.execute("""
        CREATE TABLE next_letters (
            chat INTEGER PRIMARY KEY,
            letter INTEGER NOT NULL,
            due_at INTEGER NOT NULL
        ) STRICT""")
    db.execute("CREATE INDEX next_letters_by_due ON next_letters (due_at, letter)")

    def found_anew(chat: str) -> str:
        return f"""
            DELETE FROM next_letters WHERE chat = {chat};
            INSERT INTO next_letters SELECT chat, id, due_at FROM outbox
            WHERE chat = {chat} AND state = 'waiting'
              AND NOT EXISTS (SELECT 1 FROM outbox WHERE chat = {chat} AND state = 'under_way')
            ORDER BY rank, id LIMIT 1;"""

    was, now = f"OLD.state IN {_OPEN}", f"NEW.state IN {_OPEN}"
    _trigger(db, "next_letter_added", "INSERT ON outbox", now, found_anew("NEW.chat"))
    _trigger(db, "next_letter_gone", "DELETE ON outbox", was, found_anew("OLD.chat"))
    changed = "UPDATE OF state, chat, rank, due_at ON outbox"
    taken_up = "NEW.state = 'under_way' AND OLD.chat = NEW.chat"
    _trigger(db, "next_letter_taken_up", changed, taken_up, "DELETE FROM next_letters WHERE chat = NEW.chat;")
    _trigger(
        db, "next_letter_changed", changed, f"NOT ({taken_up}) AND ({was} OR {now})", found_anew("NEW.chat")
    )
    _trigger(db, "next_letter_left", changed, "OLD.chat != NEW.chat", found_anew("OLD.chat"))
    db.execute(f"""
        INSERT INTO next_letters SELECT chat, id, due_at FROM (
            SELECT *, row_number() OVER (PARTITION BY chat ORDER BY state = 'waiting', rank, id) AS turn
            FROM outbox WHERE state IN {_OPEN}) AS ranked
        WHERE turn = 1 AND state = 'waiting'""")


def _owed(db: Connection) -> None:
    db.execute("ALTER TABLE people ADD COLUMN owed INTEGER NOT NULL DEFAULT 0")
    db.execute("CREATE INDEX people_owed ON people (person) WHERE owed = 1")
    db.execute(f"UPDATE people SET owed = 1 WHERE {_OWED}")

    def seen_anew(whose: str) -> str:
        return f"UPDATE people SET owed = CASE WHEN {_OWED} THEN 1 ELSE 0 END WHERE {whose};"

    own, of_case = "person = NEW.person", "person = NEW.person AND case_id = NEW.case_id"
    screen, over = "NEW.kind = 'screen'", f"(OLD.state IN {_OPEN}) != (NEW.state IN {_OPEN})"
    shown = "UPDATE OF case_id, screen_case, screen_seq, fresh, blocked ON people"
    _trigger(db, "owed_by_person", "INSERT ON people", "NEW.case_id IS NOT NULL", seen_anew(own))
    _trigger(db, "owed_by_screen", shown, "TRUE", seen_anew(own))
    _trigger(db, "owed_by_case", "INSERT ON cases", "TRUE", seen_anew(of_case))
    _trigger(db, "owed_by_turn", "UPDATE OF seq ON cases", "OLD.seq != NEW.seq", seen_anew(of_case))
    _trigger(db, "owed_by_letter", "INSERT ON outbox", screen, seen_anew(own))
    _trigger(db, "owed_by_sending", "UPDATE OF state ON outbox", f"{screen} AND {over}", seen_anew(own))
    gone = seen_anew("person = OLD.person")
    _trigger(db, "owed_by_losing", "DELETE ON outbox", "OLD.kind = 'screen'", gone)


def _unsettled(db: Connection) -> None:
    db.execute("ALTER TABLE desk_cases ADD COLUMN unsettled INTEGER NOT NULL DEFAULT 0")
    db.execute("CREATE INDEX desk_cases_unsettled ON desk_cases (case_id) WHERE unsettled = 1")
    db.execute(f"UPDATE desk_cases SET unsettled = 1 WHERE {_UNSETTLED}")

    def seen_anew(which: str) -> str:
        return f"UPDATE desk_cases SET unsettled = CASE WHEN {_UNSETTLED} THEN 1 ELSE 0 END WHERE {which};"

    case, old_case, desk, old_desk = (
        seen_anew(at)
        for at in ("case_id = NEW.case_id", "case_id = OLD.case_id", "desk = NEW.code", "desk = OLD.code")
    )
    card, over = "kind = 'card'", "(OLD.state = 'sent') != (NEW.state = 'sent')"
    _trigger(db, "unsettled_by_case", "INSERT ON desk_cases", "TRUE", case)
    _trigger(db, "unsettled_by_turn", "UPDATE OF desk, state, owner ON desk_cases", "TRUE", case)
    _trigger(db, "unsettled_by_card", "INSERT ON cards", "TRUE", case)
    _trigger(db, "unsettled_by_place", "UPDATE OF chat ON cards", "OLD.chat IS DISTINCT FROM NEW.chat", case)
    _trigger(db, "unsettled_by_no_card", "DELETE ON cards", "TRUE", old_case)
    _trigger(db, "unsettled_by_desk", "INSERT ON desks", "TRUE", desk)
    _trigger(db, "unsettled_by_group", "UPDATE OF chat ON desks", "OLD.chat IS DISTINCT FROM NEW.chat", desk)
    _trigger(db, "unsettled_by_no_desk", "DELETE ON desks", "TRUE", old_desk)
    _trigger(db, "unsettled_by_letter", "INSERT ON outbox", f"NEW.{card}", case)
    _trigger(db, "unsettled_by_sending", "UPDATE OF state ON outbox", f"NEW.{card} AND {over}", case)
    _trigger(db, "unsettled_by_losing", "DELETE ON outbox", f"OLD.{card}", old_case)


def _counts(db: Connection) -> None:
    db.execute("""
        CREATE TABLE counts (
            what TEXT NOT NULL,
            key TEXT NOT NULL,
            hour INTEGER NOT NULL,
            number INTEGER NOT NULL,
            PRIMARY KEY (what, key, hour)
        ) STRICT, WITHOUT ROWID""")
    _counted(db, "people", "people")
    _counted(db, "cases", "cases")
    _counted(
        db,
        "cases",
        "open",
        columns="state, touched_at, closed",
        key="{0}.state",
        hour=f"{{0}}.touched_at / {_HOUR}",
        where="{0}.closed = 0",
    )
    for box, dealt_with in (("inbox", "done"), ("outbox", "sent")):
        _counted(db, box, box, columns="state", key="{0}.state")
        failed = f"{{0}}.error IS NOT NULL AND {{0}}.state != '{dealt_with}'"
        _counted(db, box, "failed", columns="state, error", key="{0}.error", where=failed)


def _counted(
    db: Connection,
    table: str,
    what: str,
    *,
    columns: str = "",
    key: str = "''",
    hour: str = "0",
    where: str = "TRUE",
) -> None:
    """Count the rows of `table` that `where` holds for, by `key` and `hour`. In these, {0} is the row; `columns` are those of
    which they are made.
    """

    def one_more(row: str) -> str:
        return f"""
            INSERT INTO counts SELECT '{what}', {key.format(row)}, {hour.format(row)}, 1 WHERE {where.format(row)}
            ON CONFLICT (what, key, hour) DO UPDATE SET number = counts.number + 1;"""

    def one_less(row: str) -> str:
        at = f"what = '{what}' AND key = {key.format(row)} AND hour = {hour.format(row)}"
        return f"""
            UPDATE counts SET number = number - 1 WHERE {at} AND {where.format(row)};
            DELETE FROM counts WHERE {at} AND number = 0;"""

    name = f"{table}_{what}"
    _trigger(db, f"{name}_more", f"INSERT ON {table}", "TRUE", one_more("NEW"))
    _trigger(db, f"{name}_less", f"DELETE ON {table}", "TRUE", one_less("OLD"))
    if columns:
        parts = (key, hour, where)
        differs = " OR ".join(
            f"({part.format('OLD')}) IS DISTINCT FROM ({part.format('NEW')})" for part in parts
        )
        _trigger(
            db, f"{name}_other", f"UPDATE OF {columns} ON {table}", differs, one_less("OLD") + one_more("NEW")
        )
    group = f"'{what}', {key.format(table)}, {hour.format(table)}"
    db.execute(
        f"INSERT INTO counts SELECT {group}, count(*) FROM {table} WHERE {where.format(table)} GROUP BY 2, 3"
        " ON CONFLICT (what, key, hour) DO UPDATE SET number = counts.number + excluded.number"
    )


def _trigger(db: Connection, name: str, event: str, when: str, body: str) -> None:
    db.execute(f"CREATE TRIGGER {name} AFTER {event} WHEN {when} BEGIN {body} END")
