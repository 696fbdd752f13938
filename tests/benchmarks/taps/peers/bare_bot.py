"""The least that any bot can do in Python: fetch, answer the tap and edit the message, over aiohttp, and keep nothing."""

import asyncio
import json
import os

import aiohttp
from screens import LENGTH, rows, text

URL = f"{os.environ['BOT_API_URL']}/bot{os.environ['BOT_TOKEN']}"


def screen(question: int) -> dict[str, str]:
    keyboard = [[{"text": label, "callback_data": data} for label, data in row] for row in rows(question)]
    return {
        "text": text(question),
        "parse_mode": "HTML",
        "reply_markup": json.dumps({"inline_keyboard": keyboard}),
    }


async def call(session: aiohttp.ClientSession, method: str, **given: str) -> object:
    async with session.post(f"{URL}/{method}", data=given) as response:
        return json.loads(await response.read())["result"]


async def take(session: aiohttp.ClientSession, update: dict) -> None:
    if "message" in update:
        await call(session, "sendMessage", chat_id=str(update["message"]["chat"]["id"]), **screen(0))
        return
    query = update["callback_query"]
    question = (int(query["data"].split(":")[1]) + 1) % LENGTH
    place = {
        "chat_id": str(query["message"]["chat"]["id"]),
        "message_id": str(query["message"]["message_id"]),
    }
    await asyncio.gather(
        call(session, "answerCallbackQuery", callback_query_id=query["id"]),
        call(session, "editMessageText", **place, **screen(question)),
    )


async def main() -> None:
    tasks: set[asyncio.Task] = set()
    async with aiohttp.ClientSession() as session:
        offset = 0
        while True:
            for update in await call(session, "getUpdates", offset=str(offset), timeout="30"):
                offset = update["update_id"] + 1
                task = asyncio.create_task(take(session, update))
                tasks.add(task)
                task.add_done_callback(tasks.discard)


asyncio.run(main())
