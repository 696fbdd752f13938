"""Part of the store: what each has of the database, whichever that is."""

from bot.store.connection import Engine


class SqlPart:
    """A database to run units of work on. Each method of a part is one."""

    def __init__(self, engine: Engine) -> None:
        self._database = engine
        self._run = engine.run

    async def _freed(self) -> None:
        """Free the disk of what was erased, as far as that can be had at once."""
