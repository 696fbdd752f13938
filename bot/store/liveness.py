"""A few words that the running process leaves for whoever looks from outside."""

from collections.abc import Mapping

from bot.store.connection import Connection

MODE = "mode"
BOT = "bot"
"""The id of the bot that was served."""
ARRIVED = "arrived"
"""Seconds since 1970 of the last successful poll or delivery."""
WHOLE = "whole"
"""Seconds since 1970 when the database was last looked through and found whole; or `damaged`."""


def write(db: Connection, words: Mapping[str, str]) -> None:
    """Keep words under their names; a unit of work."""
    db.executemany(
        "INSERT INTO marks VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
        list(words.items()),
    )


def read(db: Connection, name: str) -> str | None:
    row = db.execute("SELECT value FROM marks WHERE name = ?", (name,)).fetchone()
    return str(row[0]) if row else None
