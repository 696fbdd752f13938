"""A topic of a forum group."""

from dataclasses import dataclass
from typing import Any

ICON_COLOR = 7322096
"""The blue that Telegram takes where no colour is asked for."""


@dataclass(slots=True)
class Topic:
    """A topic of a forum. Its number is that of the service message that opened it."""

    thread: int
    name: str
    icon_color: int = ICON_COLOR
    closed: bool = False
    icon_custom_emoji_id: str = ""

    def content(self) -> dict[str, Any]:
        """The ForumTopic object."""
        topic = {"message_thread_id": self.thread, "name": self.name, "icon_color": self.icon_color}
        if self.icon_custom_emoji_id:
            topic["icon_custom_emoji_id"] = self.icon_custom_emoji_id
        return topic
