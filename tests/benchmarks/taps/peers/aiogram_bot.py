"""The conversation with aiogram as its handbook has it: a finite state machine, kept in memory."""

import asyncio
import os

from aiogram import Bot, Dispatcher, F
from aiogram.client.default import DefaultBotProperties
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.filters import CommandStart
from aiogram.fsm.context import FSMContext
from aiogram.fsm.state import State, StatesGroup
from aiogram.fsm.storage.memory import MemoryStorage
from aiogram.types import CallbackQuery, InlineKeyboardButton, InlineKeyboardMarkup, Message
from screens import LENGTH, rows, text

dispatcher = Dispatcher(storage=MemoryStorage())
Case = type("Case", (StatesGroup,), {f"question{number}": State() for number in range(LENGTH)})
STATES = [getattr(Case, f"question{number}") for number in range(LENGTH)]


def markup(question: int) -> InlineKeyboardMarkup:
    keyboard = [
        [InlineKeyboardButton(text=label, callback_data=data) for label, data in row]
        for row in rows(question)
    ]
    return InlineKeyboardMarkup(inline_keyboard=keyboard)


@dispatcher.message(CommandStart())
async def start(message: Message, state: FSMContext) -> None:
    await state.set_state(STATES[0])
    await message.answer(text(0), reply_markup=markup(0))


async def answer(query: CallbackQuery, state: FSMContext) -> None:
    _, question, choice = query.data.split(":")
    following = (int(question) + 1) % LENGTH
    await state.update_data({question: choice})
    await state.set_state(STATES[following])
    await query.answer()
    await query.message.edit_text(text(following), reply_markup=markup(following))


for number, state in enumerate(STATES):
    dispatcher.callback_query.register(answer, state, F.data.startswith(f"1:{number}:"))


async def main() -> None:
    session = AiohttpSession(api=TelegramAPIServer.from_base(os.environ["BOT_API_URL"]))
    async with Bot(os.environ["BOT_TOKEN"], session, DefaultBotProperties(parse_mode="HTML")) as bot:
        await dispatcher.start_polling(bot)


asyncio.run(main())
