"""The people on the other side: what they do becomes updates for the bot."""

import re
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from bot.simulator.detection import with_found
from bot.simulator.entities import length
from bot.simulator.files import KINDS, UNCAPTIONED, picture
from bot.simulator.inline import content_of
from bot.simulator.members import ANONYMOUS, Member, administrator
from bot.simulator.polls import vote

if TYPE_CHECKING:
    from bot.simulator.groups import Group
    from bot.simulator.telegram import Telegram

_PAYLOAD = re.compile(r"[A-Za-z0-9_-]{1,64}")
_CONTENT = {
    "contact": {"phone_number": "+62800000000", "first_name": "Sari"},
    "location": {"longitude": 106.8, "latitude": -6.2},
}
_NAMES = {
    "photo": "foto.jpg",
    "document": "berkas.pdf",
    "voice": "suara.ogg",
    "video": "video.mp4",
    "animation": "gerak.mp4",
}
_CAPTIONED = frozenset(KINDS) - UNCAPTIONED
REPLACEABLE = (_CAPTIONED - {"voice"}) | {"text"}
"""What can become another file."""
_PHOTO = picture(320, 200)


class Person:
    """A person with an account of their own.

    `chat` is the group where they act, without one their private chat with the bot; `thread` a topic of that group.
    What is done gives the update, even where the bot does not hear of it. Raises LookupError for messages, topics and
    buttons that are not there, and PermissionError for what Telegram does not let a person do.
    """

    def __init__(self, telegram: "Telegram", number: int, first_name: str) -> None:
        self.telegram = telegram
        self.id = number
        self.first_name = first_name
        self.username = ""
        self.language_code = "id"
        self.blocked = False

    @property
    def user(self) -> dict[str, Any]:
        user = {"id": self.id, "is_bot": False, "first_name": self.first_name, **self._username}
        return {**user, **({"language_code": self.language_code} if self.language_code else {})}

    @property
    def chat(self) -> dict[str, Any]:
        return {"id": self.id, "type": "private", "first_name": self.first_name, **self._username}

    @property
    def _username(self) -> dict[str, str]:
        return {"username": self.username} if self.username else {}

    def says(
        self,
        text: str,
        chat: "Group | None" = None,
        reply_to: int | None = None,
        thread: int | None = None,
        *,
        links: Mapping[str, str] = MappingProxyType({}),
    ) -> dict[str, Any]:
        """Write a message; commands, addresses and the like are found in it. `links`: words of it, and where they lead."""
        return self._writes(_words(text, "text", links), chat, reply_to, thread)

    def opens(self, payload: str) -> dict[str, Any]:
        """Follow a link `https://t.me/<bot>?start=<payload>`. ValueError where that cannot be one."""
        if not _PAYLOAD.fullmatch(payload):
            raise ValueError(f"no link carries {payload!r}")
        return self.says(f"/start {payload}")

    def sends(
        self,
        kind: str,
        chat: "Group | None" = None,
        reply_to: int | None = None,
        thread: int | None = None,
        *,
        caption: str = "",
        content: bytes = b"",
        name: str = "",
    ) -> dict[str, Any]:
        """Send something that is not text: `photo`, `document`, `voice`, `video`, `audio`, `animation`, `video_note`, `sticker`,
        `location`. Without its content it is something small.
        """
        return self._writes(self._media(kind, caption, content, name), chat, reply_to, thread)

    def sends_album(
        self,
        kinds: Sequence[str],
        chat: "Group | None" = None,
        thread: int | None = None,
        *,
        caption: str = "",
        reply_to: int | None = None,
        captioned: int = 0,
        captions: Sequence[str] = (),
    ) -> list[dict[str, Any]]:
        """Send several at once: one update each, with the same `media_group_id`; the `captioned`th, from 0, has the caption.

        `captions` gives each its own.
        """
        album = str(next(self.telegram.album_ids))
        said = captions or [caption if number == captioned else "" for number in range(len(kinds))]
        return [
            self._writes(self._media(kind, words) | {"media_group_id": album}, chat, reply_to, thread)
            for kind, words in zip(kinds, said, strict=True)
        ]

    def edits(
        self, message_id: int, text: str, chat: "Group | None" = None, *, kind: str = "", content: bytes = b""
    ) -> dict[str, Any]:
        """Edit a message of one's own: its text, or the caption of what it is; an empty one takes that away.

        With a `kind` it is another file from now on, also where it was a text.
        """
        message = self.telegram.message(chat.id if chat else self.id, message_id)
        if not self._wrote(message, chat):
            raise PermissionError("only one's own messages can be edited")
        if "text" not in message and not _CAPTIONED & set(message):
            raise PermissionError("there is nothing to edit in this message")
        if kind and not (REPLACEABLE & set(message) and kind in REPLACEABLE - {"text"}):
            raise PermissionError("nothing takes the place of this message, or this takes that of none")
        words = _words(text, "text") if "text" in message and not kind else _words(text, "caption")
        new = self._media(kind, text, content) if kind else words
        for name in ("text", "entities", "caption", "caption_entities", *(KINDS if kind else ())):
            message.pop(name, None)
        message |= {**new, "edit_date": self.telegram.now()}
        self.telegram.shows("message", message)
        return self.telegram.happens("edited_message", message, heard=not chat or chat.bot_hears(message))

    def _wrote(self, message: dict[str, Any], chat: "Group | None") -> bool:
        anonymous = chat is not None and self.id in chat.members and chat.members[self.id].anonymous
        return message["from"]["id"] in {self.id, ANONYMOUS["id"] if anonymous else self.id}

    def taps(self, message_id: int, data: str, chat: "Group | None" = None) -> dict[str, Any]:
        """Tap a button. Even an anonymous administrator does that under their own name."""
        message = self.telegram.message(chat.id if chat else self.id, message_id)
        query = self.telegram.query(self.user, message, data)
        return self.telegram.happens("callback_query", query)

    def reacts(self, message_id: int, emoji: str | None, chat: "Group | None" = None) -> dict[str, Any]:
        """Put an emoji to a message, or take it away with None. The bot hears of it where it asks and is an administrator."""
        place = chat.chat if chat else self.chat
        self.telegram.message(place["id"], message_id)
        hidden = chat is not None and chat.members[self.id].anonymous
        new = [{"type": "emoji", "emoji": emoji}] if emoji else []
        change = {
            "chat": place,
            "message_id": message_id,
            "date": self.telegram.now(),
            "old_reaction": self.telegram.reacts(self.id, place["id"], message_id, new),
            "new_reaction": new,
            **({"actor_chat": place} if hidden else {"user": self.user}),
        }
        return self.telegram.happens("message_reaction", change, heard=not chat or chat.bot.is_administrator)

    def searches(self, text: str, offset: str = "") -> dict[str, Any]:
        """Write `@<bot> text` somewhere: an inline query. `offset`: as the bot has given it for further results."""
        return self.telegram.happens("inline_query", self.telegram.search(self.user, text, offset))

    def chooses(self, query: str, result: str, chat: "Group | None" = None) -> dict[str, Any]:
        """Choose a result of a search: it is sent to the group, or to the own chat with the bot. The bot is told by
        `chosen_inline_result` as well, and can change the message where that has buttons.
        """
        search = self.telegram.inline.searches[query]
        content = content_of(self.telegram, self.telegram.inline.result(query, result))
        chosen = {"result_id": result, "from": self.user, "query": search.query["query"]}
        update = self._writes({"via_bot": self.telegram.bot_user, **content}, chat)
        if "reply_markup" in content:
            chosen["inline_message_id"] = f"inline-{self.telegram.new_id()}"
            message = self.telegram.message(chat.id if chat else self.id, update["message"]["message_id"])
            self.telegram.inline.messages[chosen["inline_message_id"]] = message
        return self.telegram.happens("chosen_inline_result", chosen)

    def taps_inline(self, inline_message: str, data: str) -> dict[str, Any]:
        """Tap a button of a message that was sent inline."""
        query = self.telegram.inline_query(self.user, inline_message, data)
        return self.telegram.happens("callback_query", query)

    def pays(self, message_id: int, chat: "Group | None" = None) -> dict[str, Any]:
        """Pay an invoice; the bot is asked before."""
        return self.telegram.payments.begins(self, chat.id if chat else self.id, message_id)

    def votes(self, message_id: int, *options: int, chat: "Group | None" = None) -> dict[str, Any]:
        """Choose options of a poll by their numbers from 0; none of them: take the vote back. The update is `poll_answer`,
        or `poll` where nobody is told who has voted. Raises PermissionError where the poll does not let one.
        """
        poll = self.telegram.message(chat.id if chat else self.id, message_id)["poll"]
        return vote(self.telegram, self.user, poll, options)

    def shares_chat(self, group: "Group") -> dict[str, Any]:
        """Choose a group by the button that asks for one; the bot is let in where the button says so."""
        rows = self.telegram.keyboards.get(self.id, [])
        asked = [button["request_chat"] for row in rows for button in row if "request_chat" in button]
        if not asked:
            raise LookupError("no button asks for a chat")
        wanted = asked[0]
        if wanted.get("bot_administrator_rights"):
            rights = [right for right, given in wanted["bot_administrator_rights"].items() if given is True]
            group.sets(self.telegram.bot_user, administrator(self.telegram.bot_user, rights), by=self.user)
        elif wanted.get("bot_is_member") and not group.bot.is_in:
            group.sets(self.telegram.bot_user, Member(self.telegram.bot_user), by=self.user)
        shared = {"request_id": wanted["request_id"], "chat_id": group.id}
        if wanted.get("request_title"):
            shared["title"] = group.title
        return self._writes({"chat_shared": shared}, None)

    def blocks_bot(self) -> dict[str, Any]:
        return self._lets_bot(blocked=True)

    def unblocks_bot(self) -> dict[str, Any]:
        return self._lets_bot(blocked=False)

    def messages(self) -> list[dict[str, Any]]:
        """Messages that stand in the private chat, oldest first."""
        return self.telegram.messages(self.id)

    def _media(self, kind: str, caption: str, content: bytes = b"", name: str = "") -> dict[str, Any]:
        if kind not in KINDS:
            return {kind: _CONTENT[kind]}
        something = content or (_PHOTO if kind == "photo" else b"isi")
        file = self.telegram.files.keep(kind, name or _NAMES.get(kind, f"{kind}.bin"), something)
        return {**file.in_message(), **_words(caption, "caption")}

    def _writes(
        self,
        content: dict[str, Any],
        chat: "Group | None",
        reply_to: int | None = None,
        thread: int | None = None,
    ) -> dict[str, Any]:
        if chat:
            return chat.hears_from(self, content, reply_to, thread)
        if reply_to is not None:
            content["reply_to_message"] = without_reply(self.telegram.message(self.id, reply_to))
        self.telegram.started.add(self.id)
        return self.telegram.happens("message", self.telegram.keep(self.chat, {"from": self.user, **content}))

    def _lets_bot(self, *, blocked: bool) -> dict[str, Any]:
        bot = self.telegram.bot_user
        now = "kicked" if blocked else "member"
        change = {
            "chat": self.chat,
            "from": self.user,
            "date": self.telegram.now(),
            "old_chat_member": Member(bot, "kicked" if self.blocked else "member").content(),
            "new_chat_member": Member(bot, now).content(),
        }
        self.blocked = blocked
        return self.telegram.happens("my_chat_member", change)


def sender(person: Person, group: "Group") -> dict[str, Any]:
    """Sender fields of a message in a group, as everybody sees them."""
    if group.members[person.id].anonymous:
        return {"from": ANONYMOUS, "sender_chat": group.chat}
    return {"from": person.user}


def without_reply(message: dict[str, Any]) -> dict[str, Any]:
    """A message as it stands inside of its reply: not with what it replies to itself."""
    return {key: value for key, value in message.items() if key != "reply_to_message"}


def _words(words: str, name: str, links: Mapping[str, str] = MappingProxyType({})) -> dict[str, Any]:
    """A message's `text` or `caption` with its entities; nothing where it is empty."""
    under = {"text": "entities", "caption": "caption_entities"}[name]
    written = [
        {
            "type": "text_link",
            "offset": length(words[: words.index(part)]),
            "length": length(part),
            "url": url,
        }
        for part, url in links.items()
    ]
    found = with_found(words, written)
    return {**({name: words} if words else {}), **({under: found} if found else {})}
