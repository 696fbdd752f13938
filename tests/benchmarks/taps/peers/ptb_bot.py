"""The conversation with python-telegram-bot as its handbook has it: ConversationHandler, kept by PicklePersistence."""

import os
import sys

from screens import LENGTH, rows, text
from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Update
from telegram.constants import ParseMode
from telegram.ext import (
    Application,
    CallbackQueryHandler,
    CommandHandler,
    ContextTypes,
    ConversationHandler,
    PicklePersistence,
)


def markup(question: int) -> InlineKeyboardMarkup:
    return InlineKeyboardMarkup(
        [[InlineKeyboardButton(label, callback_data=data) for label, data in row] for row in rows(question)]
    )


async def start(update: Update, context: ContextTypes.DEFAULT_TYPE) -> int:
    await update.message.reply_text(text(0), parse_mode=ParseMode.HTML, reply_markup=markup(0))
    return 0


async def answer(update: Update, context: ContextTypes.DEFAULT_TYPE) -> int:
    query = update.callback_query
    _, question, choice = query.data.split(":")
    context.user_data[question] = choice
    following = (int(question) + 1) % LENGTH
    await query.answer()
    await query.edit_message_text(text(following), parse_mode=ParseMode.HTML, reply_markup=markup(following))
    return following


def main() -> None:
    application = (
        Application.builder()
        .token(os.environ["BOT_TOKEN"])
        .base_url(f"{os.environ['BOT_API_URL']}/bot")
        .persistence(PicklePersistence(sys.argv[1]))
        .build()
    )
    taps = {question: [CallbackQueryHandler(answer, f"^1:{question}:")] for question in range(LENGTH)}
    conversation = ConversationHandler(
        [CommandHandler("start", start)], taps, [CommandHandler("start", start)], name="case", persistent=True
    )
    application.add_handler(conversation)
    application.run_polling()


main()
