"""Keep what schools lack whose case no desk has."""

from bot.store.connection import Connection


def m020_sightings(db: Connection) -> None:
    """Keep what the cases lack that no desk has, so that many schools with the same are seen before they hand over.

    It follows from the case alone. `seq`: of the case when it was looked at. `missing`: keys with a blank between them.
    """
    db.execute("""
        CREATE TABLE sightings (
            case_id INTEGER PRIMARY KEY REFERENCES cases (case_id) ON DELETE CASCADE,
            seq INTEGER NOT NULL,
            npsn TEXT,
            missing TEXT NOT NULL
        ) STRICT""")
