"""A screen as Telegram gets it, and as a terminal shows it."""

import html
import re
from dataclasses import dataclass
from typing import Any

from telegram import (
    ChatAdministratorRights,
    ForceReply,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    KeyboardButton,
    KeyboardButtonRequestChat,
    ReplyKeyboardMarkup,
    ReplyKeyboardRemove,
)

from flows.dialogue.buttons import write_button
from flows.texts import say
from flows.view import View

_TAG = re.compile(r"<[^<>]*>")


@dataclass(frozen=True, slots=True)
class Message:
    """Text in Telegram's HTML, and rows of buttons as (label, data); a link stands in the place of data."""

    text: str
    rows: tuple[tuple[tuple[str, str], ...], ...] = ()
    wants: tuple[str, int] | None = None
    """A button in the place of the person's keyboard that asks for a group: its label, and the number of the request. With
    an empty label that keyboard is taken away.
    """
    prompts: bool = False
    """Whoever it names is asked for a reply to it: their app has it begun already."""

    @property
    def markup(self) -> InlineKeyboardMarkup | ReplyKeyboardMarkup | ReplyKeyboardRemove | ForceReply | None:
        """The reply markup of a message that is sent; one that is edited can have buttons only."""
        if self.prompts:
            return ForceReply(selective=True)
        if self.wants:
            return _asking(*self.wants) if self.wants[0] else ReplyKeyboardRemove()
        return self.keyboard

    @property
    def keyboard(self) -> InlineKeyboardMarkup | None:
        if not self.rows:
            return None
        return InlineKeyboardMarkup([[_button(label, data) for label, data in row] for row in self.rows])


class _Button(InlineKeyboardButton):
    """Button as python-telegram-bot has it, made in half the time: that it is never changed afterwards is held by nobody."""

    __slots__ = ()
    __setattr__ = object.__setattr__  # type: ignore[assignment]  # it takes the same


def _button(label: str, data: str) -> InlineKeyboardButton:
    if data.startswith(_LINK):
        return _Button(label, url=data)
    return _Button(label, callback_data=data)


_LINK = "https://"
"""No button's data begins so."""


def _asking(label: str, request: int) -> ReplyKeyboardMarkup:
    """Telegram lets only an administrator of a group choose it here, and gives the bot its rights there."""
    needed = {"can_manage_topics", "can_delete_messages", "can_pin_messages"}
    rights: dict[str, Any] = {name: name in needed or name == "can_manage_chat" for name in _GROUP_RIGHTS}
    asked = KeyboardButtonRequestChat(
        request,
        chat_is_channel=False,
        user_administrator_rights=ChatAdministratorRights(**{**rights, "can_promote_members": True}),
        bot_administrator_rights=ChatAdministratorRights(**rights),
    )
    button = KeyboardButton(label, request_chat=asked)
    return ReplyKeyboardMarkup([[button]], resize_keyboard=True, one_time_keyboard=True)


_GROUP_RIGHTS = (
    "is_anonymous", "can_manage_chat", "can_delete_messages", "can_manage_video_chats", "can_restrict_members",
    "can_promote_members", "can_change_info", "can_invite_users", "can_post_stories", "can_edit_stories",
    "can_delete_stories", "can_pin_messages", "can_manage_topics",
)  # fmt: skip


def render(view: View, case: int, seq: int) -> Message:
    """A view in words, its buttons bound to this screen of this case."""
    screen = say(view)
    rows = tuple(
        tuple(
            (button.label, button.url or write_button(case, seq, button.subject, button.choice))
            for button in row
        )
        for row in screen.rows
    )
    return Message(screen.text, rows)


def plain(text: str) -> str:
    """Telegram's HTML without its marks."""
    return html.unescape(_TAG.sub("", text))
