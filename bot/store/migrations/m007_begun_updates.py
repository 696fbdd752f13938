"""An update that was under way when the process died may be why it died."""

from bot.store.connection import Connection


def m007_begun_updates(db: Connection) -> None:
    """An update that was under way when the process died may be why it died."""
    db.execute("ALTER TABLE inbox ADD COLUMN begun INTEGER NOT NULL DEFAULT 0")
