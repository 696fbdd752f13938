"""Makes the database of a living bot and what stands around it: `python -m tests.living.make [FOLDER]`.

Run with the code of a version before anything of its dialogue, letters or tables is changed, it writes

* `before.sql`: the database as SQL, with a case in every state of the table, cases at the desks in every condition, letters
  of every kind that wait, are under way or were left uncertain, messages that are held, lines that were not understood,
  updates that were taken in and not applied, a code that links a group, and a desk whose group has moved;
* `before.json`: the moment at which that bot ended, the simulated Telegram around it (`around.py`), and the data of buttons
  that its people have on their screens or saw before.

Everything in it was done by people through the whole bot: the ways to the states come from the dialogue's own walk, each
is gone by an operator of their own. The same code gives the same files, byte for byte.
"""

import asyncio
import json
import sqlite3
import sys
import tempfile
from collections.abc import Callable
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from typing import Any

from bot.helpdesk.groups.group_linking import digest
from bot.outgoing.letters import flooding
from bot.outgoing.outbox import UNSURE
from tests.chat import Chat, World
from tests.helpdesk.town import town
from tests.living.around import Place, kept
from tests.living.cases import ALL_DESKS, Operators

FOLDER = Path(__file__).parent
SQL, AROUND = "before.sql", "before.json"
CODE = "K7M2Q9XA"


async def leave_waiting(living: Operators) -> None:
    """Leave letters and updates of every kind undone, as a process does that ends at this moment."""
    here, world = living.here, living.world
    editor, withdrawn = living.chat("Operator menyunting"), living.chat("Operator ditarik")
    await here.hands_over(editor)
    await editor.says("salah ketik")
    code = await here.hands_over(withdrawn)
    await here.rini.answers(code, "salah kirim")
    mistaken = here.rini.own
    erased = living.chat("Operator menghapus")
    await here.hands_over(erased)
    await erased.says("rahasia")
    await erased.says("/hapus_data")
    told, exports = living.chat("Operator teks"), living.chat("Operator data")
    await here.hands_over(told)
    await exports.says("/start")
    reacted = living.chat("Operator tanda")
    await here.hands_over(reacted)

    telegram = world.telegram
    telegram.fault("drop_after", "sendMessage", times=UNSURE + 1)
    await unsent(world, lambda: reacted.person.says("/kelola"))
    for _ in range(UNSURE):  # nobody knows whether this has arrived, and it is left so
        await sends_once(world)
        world.clock.moves_by(seconds=20)
    await unsent(world, lambda: exports.person.says("/kelola"))
    await sends_once(world)  # nor of this, but it is tried again
    await unsent(world, lambda: here.dewi.person.says("/kelola"))
    await world._store.claim(world.clock())  # taken up, and never told what became of it
    await unsent(world, lambda: reacted.person.says("sudah saya coba"))
    await sends_once(world)  # its receipt waits
    await unsent(world, lambda: editor.person.edits(editor.editable[-1]["message_id"], "sudah betul"))
    await unsent(
        world,
        lambda: here.rini.person.says(
            "/tarik", here.contoh, mistaken["message_id"], mistaken["message_thread_id"]
        ),
    )
    await unsent(world, lambda: erased.person.taps(*_at(erased, "Ya, hapus semua")))
    await unsent(world, lambda: told.person.taps(*_at(told, "Kirim lagi ringkasannya")))
    await unsent(world, lambda: exports.person.says("/data_saya"))
    await unsent(world, lambda: here.owner.person.says("/kelola qr contoh"))
    await unsent(world, lambda: here.owner.person.says("/kelola ekspor contoh"))
    await unsent(world, lambda: here.budi.person.says("/start"))
    for label in ("Minta bantuan petugas", "SD", "Kota Misal"):
        await unsent(world, lambda label=label: here.budi.person.taps(*_at(here.budi, label)))  # type: ignore[misc]
    await unsent(world, lambda: here.budi.person.sends_album(["photo", "photo"], caption="dua"))
    await unsent(world, lambda: here.rini.person.says("/nosuch", here.contoh, None, here.rini.thread(code)))
    now = world.clock()
    floods = exports.person.id
    await world._store.ignore(floods, now + timedelta(minutes=10), 1, [flooding(floods, 1)], now)
    await world._store.new_code(digest(CODE), "baru", now + timedelta(days=1))
    await world._store.mark({"mode": "polling", "arrived": str(int(now.timestamp()))})
    await world.bot.application.stop()
    here.sari.person.says("/start")
    here.wayan.person.says("/start")
    await world._polling.fetch()
    await world.bot.inbox.take([{"update_id": 2, "message": 5}])


async def unsent(world: World, act: Callable[[], Any]) -> None:
    """Somebody does something; it is applied, and of the letters that follow none is sent."""
    act()
    while await world._polling.fetch():
        pass
    await world.bot.application.update_queue.join()


async def sends_once(world: World) -> None:
    await world.bot.outbox.begin()
    await world.bot.outbox.ends()


def _at(chat: Chat, label: str) -> tuple[int, str]:
    chat._phone.look()
    found = chat._phone.button(label)
    return found.message, found.data


def referred(db: sqlite3.Connection) -> set[Place]:
    """The messages that rows name by their number."""
    found = db.execute(
        "SELECT from_chat, from_message FROM relays UNION SELECT to_chat, to_message FROM relays"
        " UNION SELECT person, message FROM held UNION SELECT chat, message FROM cards"
        " UNION SELECT person, screen_message FROM people"
        " UNION SELECT chat, body ->> 'message' FROM outbox UNION SELECT body ->> 'from', body ->> 'message' FROM outbox"
    )
    return {(int(chat), int(message)) for chat, message in found if chat and message}


async def make(folder: Path) -> None:
    """Write both files into `folder`."""
    with tempfile.TemporaryDirectory() as scratch:
        path = Path(scratch) / "living.db"
        async with town(path, desks=ALL_DESKS) as here:
            living = Operators(here)
            here.world.telegram.updates.drop()
            await living.live()
            await leave_waiting(living)
            here.world.telegram.open_queries.clear()
            with closing(sqlite3.connect(path)) as db:
                script = "\n".join(db.iterdump()) + "\n"
                around = kept(here.world.telegram, referred(db))
            found = {
                "now": here.world.clock().isoformat(),
                "code": CODE,
                "buttons": living.buttons(),
                "around": around,
            }
            here.world.expected_refusals, here.world.expected_errors = 100, 100
    (folder / SQL).write_text(script)
    (folder / AROUND).write_text(_lines(found) + "\n")


def _lines(found: dict[str, Any]) -> str:
    """JSON that a diff of can be read: what is a list of many stands one a line."""
    around = {key: _list(value) for key, value in found["around"].items()}
    parts = [f'"{key}": {json.dumps(found[key])}' for key in ("now", "code")]
    parts.append(f'"buttons": {_list(found["buttons"])}')
    parts.append('"around": {' + ",\n".join(f'"{key}": {value}' for key, value in around.items()) + "}")
    return "{" + ",\n".join(parts) + "}"


def _list(values: list[Any]) -> str:
    return "[" + ",\n".join(json.dumps(value, ensure_ascii=False) for value in values) + "]"


if __name__ == "__main__":
    asyncio.run(make(Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER))
