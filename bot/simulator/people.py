"""The people and groups on the other side: what they do becomes updates for the bot."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from bot.simulator.telegram import Telegram

_KINDS: dict[str, dict[str, Any]] = {
    "sticker": {
        "file_id": "sticker",
        "file_unique_id": "s",
        "type": "regular",
        "width": 512,
        "height": 512,
        "is_animated": False,
        "is_video": False,
    },
    "voice": {"file_id": "voice", "file_unique_id": "v", "duration": 3},
    "document": {"file_id": "document", "file_unique_id": "d", "file_name": "berkas.pdf"},
    "contact": {"phone_number": "+62800000000", "first_name": "Sari"},
    "location": {"longitude": 106.8, "latitude": -6.2},
}


class Person:
    """A person with an account of their own."""

    def __init__(self, telegram: "Telegram", number: int, first_name: str) -> None:
        self.telegram = telegram
        self.id = number
        self.first_name = first_name
        self.blocked = False

    @property
    def user(self) -> dict[str, Any]:
        return {"id": self.id, "is_bot": False, "first_name": self.first_name, "language_code": "id"}

    @property
    def chat(self) -> dict[str, Any]:
        return {"id": self.id, "type": "private", "first_name": self.first_name}

    def says(self, text: str, chat: "Group | None" = None, reply_to: int | None = None) -> dict[str, Any]:
        """Write a message; a leading `/command` is marked as one, as clients do."""
        content: dict[str, Any] = {"text": text}
        if text.startswith("/"):
            content["entities"] = [
                {"type": "bot_command", "offset": 0, "length": len(text.split(maxsplit=1)[0])}
            ]
        if reply_to is not None:
            where = chat.id if chat else self.id
            content["reply_to_message"] = self.telegram.message(where, reply_to)
        return self._writes(content, chat)

    def sends(self, kind: str, chat: "Group | None" = None) -> dict[str, Any]:
        """Send something that is not text: `sticker`, `photo`, `voice`, `document`, `contact`, `location`."""
        if kind == "photo":
            sizes = [{"file_id": "photo", "file_unique_id": "p", "width": 90, "height": 90}]
            return self._writes({"photo": sizes}, chat)
        return self._writes({kind: _KINDS[kind]}, chat)

    def edits(self, message_id: int, text: str) -> dict[str, Any]:
        """Edit a message of one's own in the private chat."""
        message = self.telegram.message(self.id, message_id)
        message |= {"text": text, "edit_date": self.telegram.now()}
        return self.telegram.happens("edited_message", message)

    def taps(self, message_id: int, data: str, chat: "Group | None" = None) -> dict[str, Any]:
        """Tap a button under a message. Raises LookupError where no such button can ever have been there."""
        where = chat.id if chat else self.id
        message = self.telegram.message(where, message_id)
        query = self.telegram.query(self.user, message, data)
        return self.telegram.happens("callback_query", query)

    def blocks_bot(self) -> dict[str, Any]:
        return self._changes_bot("kicked", blocked=True)

    def unblocks_bot(self) -> dict[str, Any]:
        return self._changes_bot("member", blocked=False)

    def messages(self) -> list[dict[str, Any]]:
        """What stands in the private chat, oldest first."""
        return self.telegram.messages(self.id)

    def _writes(self, content: dict[str, Any], chat: "Group | None") -> dict[str, Any]:
        place = chat.chat if chat else self.chat
        message = self.telegram.keep(place, {"from": self.user, **content})
        if not chat:
            self.telegram.started.add(self.id)
        return self.telegram.happens("message", message)

    def _changes_bot(self, status: str, *, blocked: bool) -> dict[str, Any]:
        member: dict[str, Any] = {"user": self.telegram.bot_user, "status": status}
        if status == "kicked":
            member["until_date"] = 0
        was = {"user": self.telegram.bot_user, "status": "member"}
        self.blocked = blocked
        change = {
            "chat": self.chat,
            "from": self.user,
            "date": self.telegram.now(),
            "old_chat_member": was,
            "new_chat_member": member,
        }
        return self.telegram.happens("my_chat_member", change)


class Group:
    """A group that the bot is in. Its id is negative, a supergroup's begins with -100."""

    def __init__(self, telegram: "Telegram", number: int, title: str) -> None:
        self.telegram = telegram
        self.id = number
        self.title = title
        self.migrated_to: int | None = None
        self.bot_is_in = True

    @property
    def chat(self) -> dict[str, Any]:
        kind = "supergroup" if str(self.id).startswith("-100") else "group"
        return {"id": self.id, "type": kind, "title": self.title}

    def becomes_supergroup(self, number: int) -> "Group":
        """The group under its new id; the old one refuses from now on. The service message is sent as well."""
        new = self.telegram.group(number, self.title)
        self.migrated_to = number
        message = self.telegram.keep(self.chat, {"migrate_to_chat_id": number})
        self.telegram.happens("message", message)
        return new

    def removes_bot(self) -> None:
        self.bot_is_in = False

    def messages(self) -> list[dict[str, Any]]:
        """What stands in the group, oldest first."""
        return self.telegram.messages(self.id)
