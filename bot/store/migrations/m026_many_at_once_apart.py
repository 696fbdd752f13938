"""Mark of what goes to many at once, beside each chat's next letter: so much of it may wait that nobody is to look past it."""

from bot.store.connection import Connection

_OPEN = "('waiting', 'under_way')"
_BULK = "CASE WHEN rank >= 9000000 THEN 1 ELSE 0 END"


def m026_many_at_once_apart(db: Connection) -> None:
    """Keep by `next_letters.bulk` what goes to many at once apart from what somebody waits for."""
    db.execute("ALTER TABLE next_letters ADD COLUMN bulk INTEGER NOT NULL DEFAULT 0")
    db.execute(
        "UPDATE next_letters SET bulk = 1"
        " WHERE letter IN (SELECT id FROM outbox WHERE state = 'waiting' AND rank >= 9000000)"
    )
    db.execute("DROP INDEX next_letters_by_due")
    db.execute("CREATE INDEX next_letters_by_due ON next_letters (bulk, due_at, letter)")

    def found_anew(chat: str) -> str:
        return f"""
            {_held(chat)}
            DELETE FROM next_letters WHERE chat = {chat};
            INSERT INTO next_letters (chat, letter, due_at, bulk) SELECT chat, id, due_at, {_BULK} FROM outbox
            WHERE chat = {chat} AND state = 'waiting'
              AND NOT EXISTS (SELECT 1 FROM outbox WHERE chat = {chat} AND state = 'under_way')
            ORDER BY rank, id LIMIT 1;"""

    was, now = f"OLD.state IN {_OPEN}", f"NEW.state IN {_OPEN}"
    changed = "UPDATE OF state, chat, rank, due_at ON outbox"
    taken_up = "NEW.state = 'under_way' AND OLD.chat = NEW.chat"
    taken = f"{_held('NEW.chat')} DELETE FROM next_letters WHERE chat = NEW.chat;"
    others = f"NOT ({taken_up}) AND ({was} OR {now})"
    for name, event, when, body in (
        ("next_letter_added", "INSERT ON outbox", now, found_anew("NEW.chat")),
        ("next_letter_gone", "DELETE ON outbox", was, found_anew("OLD.chat")),
        ("next_letter_taken_up", changed, taken_up, taken),
        ("next_letter_changed", changed, others, found_anew("NEW.chat")),
        ("next_letter_left", changed, "OLD.chat != NEW.chat", found_anew("OLD.chat")),
    ):
        db.execute(f"DROP TRIGGER {name}")
        db.execute(f"CREATE TRIGGER {name} AFTER {event} WHEN {when} BEGIN {body} END")


def _held(chat: str) -> str:
    """Hold the chat's row first, as other processes may find its next letter anew at the same moment."""
    return (
        f"INSERT INTO next_letters (chat, letter, due_at) VALUES ({chat}, 0, 0)"
        " ON CONFLICT (chat) DO UPDATE SET letter = excluded.letter;"
    )
