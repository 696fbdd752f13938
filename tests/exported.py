"""All that a store gives out of somebody, in one piece."""

from typing import Any

from bot.store.exporting import OF_DESK, OF_PERSON
from bot.store.interface import Store


async def exported(store: Store, whose: int | str) -> dict[str, Any]:
    """By table, as in the file that is sent."""
    found: dict[str, Any] = {table: [] for table in (OF_PERSON if isinstance(whose, int) else OF_DESK)}
    portion = await store.export(whose)
    while True:
        for table, row in portion.rows:
            found[table].append(row)
        if portion.left is None:
            return found
        portion = await store.export(whose, portion.left)
