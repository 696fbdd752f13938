"""The bot of the conversation, with pyTelegramBotAPI. Its token and server are BOT_TOKEN and BOT_API_URL."""

import os

import telebot
from telebot import apihelper
from telebot.types import (
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

apihelper.API_URL = os.environ["BOT_API_URL"] + "/bot{0}/{1}"
apihelper.FILE_URL = os.environ["BOT_API_URL"] + "/file/bot{0}/{1}"
bot = telebot.TeleBot(os.environ["BOT_TOKEN"])
KEYS = InlineKeyboardMarkup([[InlineKeyboardButton("Press", callback_data="press")]])


@bot.message_handler(commands=["start"])
def start(message: Message) -> None:
    payload = message.text.partition(" ")[2] or "none"
    bot.send_message(message.chat.id, f"*payload* {payload}", parse_mode="MarkdownV2", reply_markup=KEYS)


@bot.callback_query_handler(func=lambda query: query.data == "press")
def press(query: CallbackQuery) -> None:
    bot.answer_callback_query(query.id, "pressed")
    if query.inline_message_id:
        bot.edit_message_text("changed", inline_message_id=query.inline_message_id)
    else:
        bot.edit_message_text("changed", query.message.chat.id, query.message.message_id)


@bot.message_handler(content_types=["document"])
def document(message: Message) -> None:
    content = bot.download_file(bot.get_file(message.document.file_id).file_path)
    file = content[::-1]
    bot.send_document(
        message.chat.id,
        file,
        visible_file_name="back.bin",
        caption="back",
        reply_to_message_id=message.message_id,
    )


@bot.message_handler(commands=["album"])
def album(message: Message) -> None:
    pictures = [b"\xff\xd8\xff" + bytes([number]) for number in (1, 2)]
    bot.send_media_group(message.chat.id, [InputMediaPhoto(picture, caption="album") for picture in pictures])


@bot.message_handler(commands=["topic"])
def topic(message: Message) -> None:
    made = bot.create_forum_topic(message.chat.id, "Topic")
    bot.send_message(message.chat.id, "inside", message_thread_id=made.message_thread_id)


@bot.inline_handler(lambda _: True)
def search(query: InlineQuery) -> None:
    content = InputTextMessageContent(query.query.upper())
    result = InlineQueryResultArticle("1", "Upper", content, reply_markup=KEYS)
    bot.answer_inline_query(query.id, [result], cache_time=0, is_personal=True)


@bot.chosen_inline_handler(lambda _: True)
def chosen(result: ChosenInlineResult) -> None:
    bot.edit_message_text("chosen", inline_message_id=result.inline_message_id, reply_markup=KEYS)


bot.infinity_polling(
    allowed_updates=["message", "callback_query", "inline_query", "chosen_inline_result"],
    timeout=5,
    long_polling_timeout=5,
)
