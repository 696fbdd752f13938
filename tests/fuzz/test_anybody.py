"""Whatever people do, in any order: the bot stands, each tap is answered, and what is stored is what was told."""

import tempfile
from collections.abc import Awaitable, Callable
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from bot.simulator.errors import NOT_MODIFIED
from bot.simulator.phone import Button
from tests.chat import BUDI, SARI, Chat, Clock, World
from tests.reading.lines import corpus

LINES = sorted({line.text for line in corpus()})
COMMANDS = (
    "/start",
    "/lanjut",
    "/kasus",
    "/bantuan",
    "/data_saya",
    "/hapus_data",
    "/nosuch",
    "/start mulai",
    "/",
)
KINDS = ("photo", "voice", "document", "contact", "location", "sticker")

Act = Callable[[Chat], Awaitable[None]]


def says(text: str) -> Act:
    async def act(chat: Chat) -> None:
        await chat.says(text)

    return act


def taps(at: int) -> Act:
    """One of the buttons that are there, or /start where there is none."""

    async def act(chat: Chat) -> None:
        buttons = chat._phone.buttons
        if buttons:
            await chat._taps(buttons[at % len(buttons)])
        else:
            await chat.says("/start")

    return act


def taps_old(at: int) -> Act:
    async def act(chat: Chat) -> None:
        if chat._phone.ever:
            await chat._taps(chat._phone.ever[at % len(chat._phone.ever)])

    return act


def forges(data: str) -> Act:
    async def act(chat: Chat) -> None:
        if chat.screen:
            await chat._taps(Button(chat.screen["message_id"], "forged", data))

    return act


def waits(hours: int) -> Act:
    async def act(chat: Chat) -> None:
        chat.world.clock.moves_by(hours=hours)
        await chat.time_passes()

    return act


async def edits(chat: Chat) -> None:
    if chat.editable:
        await chat.edits("udah")


async def blocks(chat: Chat) -> None:
    await chat.blocks_bot()
    await chat.unblocks_bot()


async def restarts(chat: Chat) -> None:
    await chat.bot_restarts()


def sends(kind: str) -> Act:
    async def act(chat: Chat) -> None:
        await chat.sends(kind)

    return act


buttons = st.integers(0, 20).map(taps)
acts = st.one_of(
    buttons,
    buttons,
    buttons,
    st.sampled_from(LINES).map(says),
    st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=200).map(says),
    st.sampled_from(COMMANDS).map(says),
    st.integers(0, 200).map(taps_old),
    st.text(st.characters(exclude_categories=["Cs"]), max_size=16).map(forges),
    st.sampled_from(KINDS).map(sends),
    st.sampled_from([1, 20, 100, 24 * 30]).map(waits),
    st.just(edits),
    st.just(blocks),
    st.just(restarts),
)


@given(st.lists(st.tuples(st.booleans(), acts), min_size=10, max_size=40))
async def test_two_people_do_anything(doings: list[tuple[bool, Act]]) -> None:
    """After each deed the driver looks for what must never be; in the end a newcomer is served."""
    with tempfile.TemporaryDirectory() as folder:
        world = World(Path(folder) / "fuzz.db", Clock())
        await world.starts()
        world.expected_refusals = 1_000
        try:
            chats = world.chat(SARI, "Sari"), world.chat(BUDI, "Budi")
            for second, act in doings:
                world.clock.moves_by(seconds=5)
                await act(chats[second])
            for chat in chats:
                if await world.stored(chat.person.id):
                    await world.session(chat.person.id)
            assert all(NOT_MODIFIED in str(call.error) for call in world.telegram.refusals)
            assert await world.rows("SELECT * FROM inbox WHERE state != 'done'") == []
            newcomer = world.chat(99, "Baru")
            await newcomer.says("tombol sinkron hilang")
            newcomer.sees("Tercatat")
        finally:
            await world.ends()
