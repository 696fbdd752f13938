"""An operator's chat in the tests: what they wrote last, and what the bot said last."""

from bot.simulator.phone import Message
from tests.chat import Chat


def own(chat: Chat) -> Message:
    """The last message that somebody wrote to the bot."""
    return [message for message in chat.person.messages() if not message["from"]["is_bot"]][-1]


def said(chat: Chat) -> str:
    """The last words of the bot's that are no screen."""
    plain = [m for m in chat.person.messages() if m["from"]["is_bot"] and not m.get("reply_markup")]
    return str(plain[-1].get("text") or plain[-1].get("caption"))
