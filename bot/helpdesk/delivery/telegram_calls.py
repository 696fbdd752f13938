"""The calls that only help desks need: copies, albums, receipts, topics, pictures."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass

from telegram import (
    Bot,
    InputMediaAnimation,
    InputMediaAudio,
    InputMediaDocument,
    InputMediaPhoto,
    InputMediaVideo,
    ReactionTypeEmoji,
)
from telegram.constants import ParseMode, ReactionEmoji

from bot.outgoing.call_outcome import Outcome, shown
from bot.outgoing.sender import ANYWHERE, Place, Sender
from bot.records.priority import Priority
from bot.records.relayed import AlbumItem, Attachment

_MEDIA = {
    "photo": InputMediaPhoto,
    "video": InputMediaVideo,
    "document": InputMediaDocument,
    "audio": InputMediaAudio,
    "animation": InputMediaAnimation,
}
MEDIA_KINDS = frozenset(_MEDIA)
"""What can take the place of another file."""

_SENDS: Mapping[str, Callable[..., Awaitable[object]]] = {
    "photo": Bot.send_photo,
    "document": Bot.send_document,
    "video": Bot.send_video,
    "voice": Bot.send_voice,
    "audio": Bot.send_audio,
    "animation": Bot.send_animation,
}
"""Method that sends an attachment, by its kind."""


@dataclass(frozen=True, slots=True)
class Media:
    """A file of one of the MEDIA_KINDS, and what stands below it."""

    kind: str
    file: str | bytes
    """Telegram's own name of it, or what is in a new one."""
    caption: str
    name: str | None = None
    """Name of a new file."""


class TelegramCalls:
    """Calls that only a help desk makes; each gives its outcome as a value, as `Sender` does."""

    def __init__(self, sender: Sender) -> None:
        self.sender = sender
        self._bot = sender.bot

    async def copy(self, chat: int, source: int, message: int, caption: str | None, place: Place) -> Outcome:
        """A message of somebody's with another caption; None for kinds that have none."""
        return await self.sender.paced(
            "copy",
            chat,
            lambda: self._bot.copy_message(
                chat, source, message, caption=caption, parse_mode=ParseMode.HTML, **place.given
            ),
        )

    async def attachment(self, chat: int, file: Attachment, caption: str, place: Place) -> Outcome:
        """A file by its name at Telegram."""
        send = _SENDS[file.kind]
        return await self.sender.paced(
            "attachment",
            chat,
            lambda: send(
                self._bot, chat, file.file, caption=caption, parse_mode=ParseMode.HTML, **place.given
            ),
        )

    async def album(
        self, chat: int, items: Sequence[AlbumItem], captions: Sequence[str | None], place: Place
    ) -> Outcome:
        """Pictures or files that belong together, each with its caption or none."""
        media = [
            _MEDIA[item.kind](item.file, caption=caption, parse_mode=ParseMode.HTML)
            for item, caption in zip(items, captions, strict=True)
        ]
        return await self.sender.paced(
            "album", chat, lambda: self._bot.send_media_group(chat, media, **place.given)
        )

    async def caption(self, chat: int, message: int, caption: str) -> Outcome:
        """Change the caption of a copy that stands already."""
        outcome = await self.sender.paced(
            "caption",
            chat,
            lambda: self._bot.edit_message_caption(chat, message, caption=caption, parse_mode=ParseMode.HTML),
        )
        return shown(outcome, message)

    async def media(self, chat: int, message: int, media: Media) -> Outcome:
        """Put another file in the place of what stands already."""
        given = _MEDIA[media.kind](
            media.file, caption=media.caption or None, parse_mode=ParseMode.HTML, filename=media.name
        )
        outcome = await self.sender.paced(
            "media", chat, lambda: self._bot.edit_message_media(given, chat, message)
        )
        return shown(outcome, message)

    async def delete(self, chat: int, message: int) -> Outcome:
        return await self.sender.paced("delete", chat, lambda: self._bot.delete_message(chat, message))

    async def thumb(self, chat: int, message: int) -> Outcome:
        """The receipt: this message has arrived on the other side."""
        mark = ReactionTypeEmoji(ReactionEmoji.THUMBS_UP)
        return await self.sender.paced(
            "react", chat, lambda: self._bot.set_message_reaction(chat, message, [mark])
        )

    async def topic(self, chat: int, name: str) -> Outcome:
        """A new topic; the outcome carries its number."""
        return await self.sender.paced("topic", chat, lambda: self._bot.create_forum_topic(chat, name))

    async def rename(self, chat: int, thread: int, name: str) -> Outcome:
        """Give a topic another name."""
        return await self.sender.paced(
            "rename",
            chat,
            lambda: self._bot.edit_forum_topic(chat, thread, name=name),
            Priority.RENAMING,
        )

    async def close_topic(self, chat: int, thread: int) -> Outcome:
        return await self.sender.paced(
            "close_topic", chat, lambda: self._bot.close_forum_topic(chat, thread), Priority.RENAMING
        )

    async def reopen_topic(self, chat: int, thread: int) -> Outcome:
        return await self.sender.paced(
            "reopen_topic", chat, lambda: self._bot.reopen_forum_topic(chat, thread), Priority.CARD
        )

    async def pin(self, chat: int, message: int) -> Outcome:
        """Pinned without a sound."""
        return await self.sender.paced(
            "pin",
            chat,
            lambda: self._bot.pin_chat_message(chat, message, disable_notification=True),
            Priority.OVERVIEW,
        )

    async def file(
        self, chat: int, content: bytes, name: str, caption: str, place: Place = ANYWHERE
    ) -> Outcome:
        """A new file of this name."""
        return await self.sender.paced(
            "document",
            chat,
            lambda: self._bot.send_document(
                chat,
                content,
                filename=name,
                caption=caption,
                parse_mode=ParseMode.HTML,
                **place.given,
            ),
        )

    async def photo(self, chat: int, content: bytes, caption: str, place: Place = ANYWHERE) -> Outcome:
        return await self.sender.paced(
            "photo",
            chat,
            lambda: self._bot.send_photo(
                chat, content, caption=caption, parse_mode=ParseMode.HTML, **place.given
            ),
        )
