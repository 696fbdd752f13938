"""Phone of a person: the messages of the bot, their buttons, and what of it is new."""

from dataclasses import dataclass
from typing import Any, NamedTuple

from bot.simulator.files import KINDS
from bot.simulator.telegram import Telegram

_SAID = ("text", "caption", *KINDS, "contact", "location")
"""What there is to see in a message beside its buttons. A service message has none of it."""

Message = dict[str, Any]


class Button(NamedTuple):
    """A button that can be tapped, and where it stands."""

    message: int
    label: str
    data: str


@dataclass(frozen=True, slots=True)
class News:
    """News since one last looked: messages that say or offer something else, and words over a tapped button."""

    messages: tuple[Message, ...] = ()
    toasts: tuple[str, ...] = ()


class Phone:
    """Phone: one chat, private or a group's, as it is looked at."""

    def __init__(self, telegram: Telegram, chat: int) -> None:
        self._telegram = telegram
        self._chat = chat
        self._seen: dict[int, tuple[Any, ...]] = {}
        self._toasts: list[str] = []
        self.ever: list[Button] = []
        """Every button that was seen, the newest last."""
        telegram.watchers.append(self._hears)

    def look(self) -> News:
        """News of the chat. A message that has only lost its buttons is none."""
        messages = tuple(message for message in self._telegram.messages(self._chat) if self._is_new(message))
        for message in messages:
            self.ever.extend(buttons_of(message))
        toasts, self._toasts = tuple(self._toasts), []
        return News(messages, toasts)

    @property
    def armed(self) -> list[Message]:
        """The messages that have buttons."""
        return [message for message in self._telegram.messages(self._chat) if message.get("reply_markup")]

    @property
    def buttons(self) -> list[Button]:
        """Buttons that can be tapped now."""
        return [button for message in self.armed for button in buttons_of(message)]

    def button(self, label: str) -> Button:
        """The button with this label. Raises LookupError, naming those that are there."""
        return _found(label, self.buttons, f"no button [{label}]; there are")

    def earlier(self, label: str) -> Button:
        """The newest button with this label that is gone from the screen. Raises LookupError, naming those that are."""
        now = {button.data for button in self.buttons}
        gone = [button for button in reversed(self.ever) if button.data not in now]
        return _found(label, gone, f"no earlier button [{label}]; there were")

    def _is_new(self, message: Message) -> bool:
        if message.get("from") != self._telegram.bot_user or not set(_SAID) & set(message):
            return False
        content = (*map(message.get, _SAID), str(message.get("reply_markup")))
        before = self._seen.get(message["message_id"])
        self._seen[message["message_id"]] = content
        disarmed = before is not None and "reply_markup" not in message and before[:-1] == content[:-1]
        return before != content and not disarmed

    def _hears(self, kind: str, content: dict[str, Any]) -> None:
        if kind == "call" and content["method"] == "answerCallbackQuery" and content["params"].get("text"):
            self._toasts.append(str(content["params"]["text"]))


def buttons_of(message: Message) -> list[Button]:
    """The buttons under a message, row by row."""
    return [
        Button(message["message_id"], button["text"], button["callback_data"])
        for row in message.get("reply_markup", {}).get("inline_keyboard", [])
        for button in row
        if "callback_data" in button
    ]


def _found(label: str, buttons: list[Button], sentence: str) -> Button:
    for button in buttons:
        if button.label == label:
            return button
    labels = dict.fromkeys(f"[{button.label}]" for button in buttons)
    raise LookupError(f"{sentence} {' '.join(labels) or 'none'}")
