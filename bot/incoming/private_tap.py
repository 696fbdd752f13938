"""Taps in private chats, read straight from the JSON: most updates are one, and python-telegram-bot builds six objects of each.

Whatever else comes, and whatever is not in every part as such a tap is, goes through python-telegram-bot.
"""

from dataclasses import dataclass

from telegram import Update

from bot.incoming.events import Tap
from bot.incoming.fitting import LARGEST, RawUpdate


@dataclass(frozen=True, slots=True)
class PrivateTap:
    """Update of a tap in a private chat."""

    update_id: int
    person: int
    data: str
    """What the button stands for, as it came."""
    tap: Tap


Arrived = Update | PrivateTap
"""An update that was read."""


def private_tap(raw: RawUpdate) -> PrivateTap | None:
    """The tap that an update is; None for any other, and for what might be forged."""
    match raw:
        case {
            "update_id": int(number),
            "callback_query": {
                "id": str(query),
                "chat_instance": str(),
                "data": str(data),
                "from": {"id": int(person), "is_bot": False, "first_name": str()},
                "message": {
                    "message_id": int(message),
                    "date": int(date),
                    "chat": {"id": int(chat), "type": "private"},
                } as place,
            } as tap,
        } if chat == person and 0 < person < LARGEST and date > 0:
            more = len(raw) > 2 or len(tap) > 5 or len(place) > 3 + ("reply_markup" in place)
            buttons = place.get("reply_markup")
            if more or buttons not in ({"inline_keyboard": []}, None):
                return None
            return PrivateTap(number, person, data, Tap(query, message, armed=buttons is not None))
    return None
