"""Content of a message, as far as it can be passed on."""

from dataclasses import replace

from telegram import Message
from telegram.constants import MessageType

from bot.privacy import MARKER
from bot.records.messages import Content

_KINDS = (
    "animation", "audio", "checklist", "contact", "dice", "document", "game", "gift", "giveaway", "giveaway_winners", "invoice", "location",
    "live_photo", "paid_media", "photo", "poll", "sticker", "story", "venue", "unique_gift", "video", "video_note", "voice",
)  # fmt: skip
"""What a person can send that is no text; an animation and a venue also come as what they are made of."""
NAMED = "named"
"""The kind of a file whose name holds what is personal: it cannot be passed on under another name."""
PERSONAL = "personal"
"""The inbox's own mark in an update, beside Telegram's."""


def content_of(message: Message) -> Content | None:
    """Content of `message`; None for what nobody says: a service message."""
    content = _held(message)
    return replace(content, forwarded=True) if content and message.forward_origin else content


def _held(message: Message) -> Content | None:
    if message.text:
        return Content("text", message.text)
    kind = next((kind for kind in _KINDS if getattr(message, kind, None)), None)
    if kind is None:
        return Content("unknown", message.caption or "") if _is_new(message) else None
    held = getattr(message, kind)
    file = held[-1] if isinstance(held, tuple) else held  # of a photo, the largest
    names = (getattr(file, name, None) for name in ("file_name", "title", "performer"))
    if any(isinstance(name, str) and MARKER in name for name in names):  # it would be passed on with its name
        return Content(NAMED, message.caption or "", message.media_group_id)
    return Content(kind, message.caption or "", message.media_group_id, getattr(file, "file_id", None))


def _is_new(message: Message) -> bool:
    """Whether `message` holds what the library does not know: no service message, and yet more than an empty one."""
    told = any(getattr(message, str(kind), None) for kind in MessageType)
    return not told and not message.api_kwargs.keys() <= {PERSONAL}
