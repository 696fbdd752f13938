"""The webhook: who is believed, what is refused, and that nothing is answered before it is kept."""

import sqlite3
from collections.abc import AsyncIterator
from pathlib import Path

import aiohttp
import pytest

from tests.served import HASTY, SECRET, WEBHOOK, Process, Served, running, serving, until

HEADER = "X-Telegram-Bot-Api-Secret-Token"


@pytest.fixture(name="served")
async def _served() -> AsyncIterator[Served]:
    async with serving() as served:
        yield served


@pytest.fixture(name="process")
async def _process(served: Served, tmp_path: Path) -> AsyncIterator[Process]:
    # As an earlier process has left it: nobody has to be looked for.
    served.is_hooked()
    async with running(served, tmp_path, HASTY, BOT_MODE="webhook") as process:
        await until(lambda: served.said_so("setWebhook"), why=lambda: process.said)
        yield process


@pytest.fixture(name="client")
async def _client() -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession() as client:
        yield client


async def test_a_conversation_by_webhook(served: Served, tmp_path: Path) -> None:
    """Telegram is told the address, the secret and the kinds of updates; what is delivered is answered."""
    async with running(served, tmp_path, HASTY, BOT_MODE="webhook") as process:
        await _converses(served, process)


async def _converses(served: Served, process: Process) -> None:
    sari = served.telegram.person(11, "Sari")
    sari.says("/start")
    await until(
        lambda: any("reply_markup" in message for message in sari.messages()), why=lambda: process.said
    )
    asked = next(call for call in served.telegram.calls if call.method == "setWebhook")
    assert asked.params["url"] == WEBHOOK
    assert asked.params["secret_token"] == SECRET
    assert set(asked.params["allowed_updates"]) == {
        "message",
        "edited_message",
        "callback_query",
        "inline_query",
        "my_chat_member",
        "chat_member",
    }
    assert served.refused == []


@pytest.mark.usefixtures("process")
async def test_who_is_believed(served: Served, client: aiohttp.ClientSession) -> None:
    """Each delivery gets the status that it deserves."""
    for path, method, body, secret, status in (
        ("/updates", "POST", b'{"update_id": 5}', "wrong", 403),
        ("/updates", "POST", b'{"update_id": 5}', None, 403),
        ("/updates", "POST", b'{"update_id": 5}', SECRET + "\u00ff", 403),
        ("/updates", "POST", b"no json", SECRET, 200),
        ("/updates", "POST", b"\xff\xfe", SECRET, 200),
        ("/updates", "POST", b"[]", SECRET, 200),
        ("/updates", "POST", b"{}", SECRET, 200),
        ("/updates", "POST", b'{"update_id": 99999999999999999999999}', SECRET, 200),
        ("/updates", "POST", b"[" * 100_000, SECRET, 200),
        ("/updates", "POST", b" " * 300_000, SECRET, 200),
        ("/updates", "GET", b"", SECRET, 404),
        ("/updates/", "POST", b'{"update_id": 5}', SECRET, 404),
        ("/", "POST", b'{"update_id": 5}', SECRET, 404),
        ("/other", "GET", b"", None, 404),
        ("/updates", "POST", b'{"update_id": 5}', SECRET, 200),
        ("/updates", "POST", b'{"update_id": 6, "message": {"nonsense": 1}}', SECRET, 200),
    ):
        headers = {HEADER: secret} if secret else {}
        url = f"http://127.0.0.1:{served.webhook_port}{path}"
        async with client.request(method, url, data=body, headers=headers) as answer:
            assert answer.status == status, (path, method, body[:60], secret)


async def test_kept_before_it_is_answered(
    served: Served, process: Process, client: aiohttp.ClientSession
) -> None:
    """Once 200 was answered, the update is in the file, whatever happens to the process."""
    url = f"http://127.0.0.1:{served.webhook_port}/updates"
    for number in range(900, 920):
        update = {"update_id": number, "message": _message(number)}
        async with client.post(url, json=update, headers={HEADER: SECRET}) as answer:
            assert answer.status == 200
    process.kills()
    with sqlite3.connect(process.database) as db:
        kept = {number for (number,) in db.execute("SELECT update_id FROM inbox")}
    db.close()
    assert kept >= set(range(900, 920))


@pytest.mark.prove
async def test_a_store_that_cannot_take_it(
    served: Served, process: Process, client: aiohttp.ClientSession
) -> None:
    """The update is not answered with 200, and the process says so and ends."""
    other = sqlite3.connect(process.database, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    try:
        url = f"http://127.0.0.1:{served.webhook_port}/updates"
        async with client.post(url, json={"update_id": 77}, headers={HEADER: SECRET}) as answer:
            assert answer.status == 500
        assert await process.ends() == 1
    finally:
        other.execute("ROLLBACK")
        other.close()
    assert "The database cannot be used any more: database is locked." in process.said


@pytest.mark.prove
async def test_another_webhook_is_not_taken_over(served: Served, tmp_path: Path) -> None:
    served.is_hooked("https://elsewhere.example/x")
    async with running(served, tmp_path, BOT_MODE="webhook") as process:
        assert await process.ends() == 1
        assert "another address than WEBHOOK_URL" in process.said
    assert served.telegram.webhook
    assert served.telegram.webhook.url == "https://elsewhere.example/x"


@pytest.mark.prove
async def test_polling_refuses_while_a_webhook_is_set(served: Served, tmp_path: Path) -> None:
    """And goes on once `python -m bot unhook` was run."""
    served.is_hooked()
    async with running(served, tmp_path) as process:
        assert await process.ends() == 1
        assert "A webhook is set for this bot" in process.said
        process.starts("unhook")
        assert await process.ends() == 0
        assert "The webhook is deleted" in process.said
        process.starts()
        served.telegram.person(11, "Sari").says("/start")
        await until(lambda: bool(served.telegram.person(11, "Sari").messages()[1:]), why=lambda: process.said)


@pytest.mark.prove
async def test_webhook_refuses_while_somebody_polls(served: Served, tmp_path: Path) -> None:
    """Two databases, so that no lock tells them apart: two machines."""
    one, two = tmp_path / "one", tmp_path / "two"
    one.mkdir()
    two.mkdir()
    async with running(served, one) as polling:
        await until(lambda: "serving" in polling.said, why=lambda: polling.said)
        await until(lambda: served.telegram.updates.polled)
        async with running(served, two, BOT_MODE="webhook") as webhook:
            assert await webhook.ends() == 1
            assert "Another process is fetching this bot's updates." in webhook.said
        assert polling.alive
    assert served.telegram.webhook is None


@pytest.mark.prove
async def test_a_running_poller_ends_when_a_webhook_is_set(served: Served, tmp_path: Path) -> None:
    async with running(served, tmp_path) as process:
        await until(lambda: served.telegram.updates.polled, why=lambda: process.said)
        served.is_hooked("https://elsewhere.example/x")
        served.telegram.person(11, "Sari").says("/start")
        assert await process.ends() == 1
        assert "A webhook is set for this bot" in process.said


def _message(number: int) -> dict[str, object]:
    person = {"id": number, "is_bot": False, "first_name": "Sari"}
    chat = {"id": number, "type": "private", "first_name": "Sari"}
    return {"message_id": number, "date": 1_790_000_000, "from": person, "chat": chat, "text": "halo"}
