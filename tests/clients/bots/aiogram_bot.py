"""The bot of the conversation, with aiogram. Its token and server are BOT_TOKEN and BOT_API_URL."""

import asyncio
import os

from aiogram import Bot, Dispatcher, F
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.filters import Command, CommandObject, CommandStart
from aiogram.types import (
    BufferedInputFile,
    CallbackQuery,
    ChosenInlineResult,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InlineQuery,
    InlineQueryResultArticle,
    InputMediaPhoto,
    InputTextMessageContent,
    Message,
)

dispatcher = Dispatcher()
KEYS = InlineKeyboardMarkup(inline_keyboard=[[InlineKeyboardButton(text="Press", callback_data="press")]])


@dispatcher.message(CommandStart())
async def start(message: Message, command: CommandObject) -> None:
    await message.answer(f"*payload* {command.args or 'none'}", parse_mode="MarkdownV2", reply_markup=KEYS)


@dispatcher.callback_query(F.data == "press")
async def press(query: CallbackQuery) -> None:
    await query.answer("pressed")
    if query.inline_message_id:
        await query.bot.edit_message_text("changed", inline_message_id=query.inline_message_id)
    else:
        await query.message.edit_text("changed")


@dispatcher.message(F.document)
async def document(message: Message, bot: Bot) -> None:
    content = (await bot.download(message.document)).read()
    await message.reply_document(BufferedInputFile(content[::-1], "back.bin"), caption="back")


@dispatcher.message(Command("album"))
async def album(message: Message) -> None:
    pictures = [BufferedInputFile(b"\xff\xd8\xff" + bytes([number]), "a.jpg") for number in (1, 2)]
    await message.answer_media_group(
        [InputMediaPhoto(media=picture, caption="album") for picture in pictures]
    )


@dispatcher.message(Command("topic"))
async def topic(message: Message, bot: Bot) -> None:
    made = await bot.create_forum_topic(message.chat.id, "Topic")
    await bot.send_message(message.chat.id, "inside", message_thread_id=made.message_thread_id)


@dispatcher.inline_query()
async def search(query: InlineQuery) -> None:
    content = InputTextMessageContent(message_text=query.query.upper())
    result = InlineQueryResultArticle(id="1", title="Upper", input_message_content=content, reply_markup=KEYS)
    await query.answer([result], cache_time=0, is_personal=True)


@dispatcher.chosen_inline_result()
async def chosen(result: ChosenInlineResult, bot: Bot) -> None:
    await bot.edit_message_text("chosen", inline_message_id=result.inline_message_id, reply_markup=KEYS)


async def main() -> None:
    server = TelegramAPIServer.from_base(os.environ["BOT_API_URL"])
    async with Bot(os.environ["BOT_TOKEN"], session=AiohttpSession(api=server)) as bot:
        await dispatcher.start_polling(bot)


asyncio.run(main())
