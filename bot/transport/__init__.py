"""Calls to the Bot API over one aiohttp session, in place of python-telegram-bot's httpx transport.

Two to eight times the calls a second, and two things the outbox needs: an error that says whether Telegram may have
acted, and no address in any error, as the address of a call contains the bot's token.
"""

from bot.transport.failure import NotSent, NotSentInTime, OversizedAnswer, UnreadableAnswer
from bot.transport.request import AiohttpRequest

__all__ = ["AiohttpRequest", "NotSent", "NotSentInTime", "OversizedAnswer", "UnreadableAnswer"]
