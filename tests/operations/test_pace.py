"""The real bot keeps Telegram's pace, and does not listen to who floods it."""

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest

from bot.incoming.flood import MOST
from bot.outgoing.render import plain
from bot.simulator.fault_injection import Fault
from bot.simulator.telegram import Call
from flows.texts import write
from flows.view import Line
from tests.served import Process, Served, running, serving, until

_COUNTED = {"sendMessage", "editMessageText", "editMessageReplyMarkup", "sendDocument"}


@pytest.fixture(name="served")
async def _served() -> AsyncIterator[Served]:
    async with serving() as served:
        yield served


def _paced(served: Served, chat: int | None = None) -> list[Call]:
    """Calls that count for the pace of this chat, or of all."""
    return [
        call
        for call in served.telegram.calls
        if call.method in _COUNTED and chat in {None, int(call.params["chat_id"])}
    ]


@pytest.mark.prove
async def test_everybody_at_once(served: Served, tmp_path: Path) -> None:
    """A hundred and twenty people are answered, and Telegram refuses half of them at first: nobody is tried more often than that."""
    async with running(served, tmp_path) as process:
        people = [served.telegram.person(100 + number, "Sari") for number in range(120)]
        served.telegram.faults.ordered.append(Fault("flood", "sendMessage", times=60))
        for person in people:
            person.says("/start")
        await until(lambda: all(person.messages()[1:] for person in people), why=lambda: process.said)
    assert served.telegram.faults.counted["flood"] == 60
    assert len(_paced(served)) == 120


async def test_one_who_types_fast(served: Served, tmp_path: Path) -> None:
    """Each of the first is answered at once; the newest is shown at last, and nothing goes out oftener than people are heard."""
    async with running(served, tmp_path) as process:
        sari = served.telegram.person(11, "Sari")
        for _ in range(12):
            sari.says("/bantuan")
        sari.says("/start")
        await until(lambda: _armed(served, 11) == 1 and _shows_menu(served, 11), why=lambda: process.said)
        sent = [call for call in served.telegram.calls if call.method == "sendMessage"]
        assert len(sent) <= 13


def _armed(served: Served, chat: int) -> int:
    return sum("reply_markup" in message for message in served.telegram.messages(chat))


def _shows_menu(served: Served, chat: int) -> bool:
    return "tombol" in served.telegram.messages(chat)[-1].get("text", "").casefold()


async def test_one_chats_flood_stops_no_other(served: Served, tmp_path: Path) -> None:
    """While Telegram refuses Sari's chat for an hour, Budi is answered."""
    async with running(served, tmp_path) as process:
        served.telegram.faults.flooded[11] = served.telegram.clock() + timedelta(hours=1)
        sari, budi = served.telegram.person(11, "Sari"), served.telegram.person(12, "Budi")
        sari.says("/start")
        await until(lambda: served.telegram.faults.counted["flooded"] > 0, why=lambda: process.said)
        budi.says("/start")
        await until(lambda: len(budi.messages()) == 2, why=lambda: process.said)
        assert len(sari.messages()) == 1


@pytest.mark.prove
async def test_a_flooded_chat_is_asked_again_when_it_is_time(served: Served, tmp_path: Path) -> None:
    async with running(served, tmp_path) as process:
        served.telegram.faults.ordered.append(Fault("flood", "sendMessage"))
        sari, begun = served.telegram.person(11, "Sari"), served.telegram.clock()
        sari.says("/start")
        await until(lambda: len(sari.messages()) == 2, why=lambda: process.said)
    assert served.telegram.faults.counted["flood"] == 1
    (answered,) = (call for call in served.telegram.calls if call.method == "sendMessage")
    assert answered.at - begun >= timedelta(seconds=1)


@pytest.mark.prove
async def test_a_flood_is_told_once_and_survives_a_restart(served: Served, tmp_path: Path) -> None:
    async with running(served, tmp_path) as process:
        sari = served.telegram.person(11, "Sari")
        for number in range(2 * MOST):
            sari.says(f"halo {number}")
        await until(lambda: _warnings(served) == 1, why=lambda: process.said)
        await _quiet(process)
        case = process.rows("SELECT session FROM cases WHERE person = 11")
        process.kills()
        process.starts()
        sari.says("/start")
        budi = served.telegram.person(12, "Budi")
        budi.says("/start")
        await until(lambda: len(budi.messages()) == 2, why=lambda: process.said)
        sari.says("/bantuan")
        budi.says("/bantuan")
        await until(lambda: len(budi.messages()) == 4, why=lambda: process.said)
        assert process.rows("SELECT session FROM cases WHERE person = 11") == case
        assert _warnings(served) == 1


def _warnings(served: Served) -> int:
    warning = plain(write(Line("bot.flood")))
    return sum(message.get("text") == warning for message in served.telegram.messages(11))


async def _quiet(process: Process) -> None:
    """Everything that was heard is dealt with, and what was to be said of it is known to have arrived: a kill repeats none."""
    open_rows = (
        "SELECT (SELECT count(*) FROM inbox WHERE state = 'waiting'),"
        " (SELECT count(*) FROM outbox WHERE state IN ('waiting', 'under_way'))"
    )
    await until(lambda: process.rows(open_rows) == [(0, 0)], why=lambda: process.said)
