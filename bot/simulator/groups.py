"""The groups: their members, their topics, and what the bot hears there."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from bot.simulator.links import InviteLinks
from bot.simulator.members import ANONYMOUS, RIGHTS, Member, administrator
from bot.simulator.people import Person, sender, without_reply
from bot.simulator.permissions import LEFT_TO_ADMINISTRATORS, NEEDED, PERMISSIONS, refusal_of
from bot.simulator.topic import ICON_COLOR, Topic

if TYPE_CHECKING:
    from bot.simulator.telegram import Telegram

_SPOKEN = frozenset(NEEDED)
"""What makes a message one that somebody says, and no service message."""


class Group:
    """A group. Its id is negative; a supergroup's begins with -100, and only such a one can be a forum."""

    def __init__(self, telegram: "Telegram", number: int, title: str) -> None:
        self.telegram = telegram
        self.id = number
        self.title = title
        self.username: str | None = None
        """Name of a public group, which everybody can find and read."""
        self.is_forum = False
        self.topics: dict[int, Topic] = {}
        self.deleted_topics: set[int] = set()
        self.migrated_to: int | None = None
        self.withheld = LEFT_TO_ADMINISTRATORS
        """What only administrators may do here."""
        self.description = ""
        self.links = InviteLinks()
        self.asking: set[int] = set()
        """People who have asked to be let in and have no answer."""
        self.members: dict[int, Member] = {}
        self.members[telegram.bot_user["id"]] = Member(telegram.bot_user)
        self._is_fresh = True
        """Nobody has let the bot in or changed its standing yet: a group is made with it in."""

    @property
    def is_supergroup(self) -> bool:
        return str(self.id).startswith("-100")

    @property
    def chat(self) -> dict[str, Any]:
        kind = "supergroup" if self.is_supergroup else "group"
        forum = {"is_forum": True} if self.is_forum else {}
        public = {"username": self.username} if self.username else {}
        return {"id": self.id, "type": kind, "title": self.title, **public, **forum}

    @property
    def bot(self) -> Member:
        """The bot as a member of this group."""
        return self.members[self.telegram.bot_user["id"]]

    def messages(self) -> list[dict[str, Any]]:
        """Messages that stand in the group, oldest first."""
        return self.telegram.messages(self.id)

    # Who is in it.

    def founds(self, people: Sequence[Person], *, administrators: int = 0) -> None:
        """The group begins with these people in it, the first so many of them as administrators with every right, and
        without the bot. No update tells of it.
        """
        for number, person in enumerate(people):
            leads = number < administrators
            self.members[person.id] = administrator(person.user, RIGHTS) if leads else Member(person.user)
        self.members[self.telegram.bot_user["id"]] = Member(self.telegram.bot_user, "left")

    def admits(self, person: Person, by: Person | None = None) -> dict[str, Any]:
        """Somebody comes in, by themselves or let in."""
        self.sets(person.user, Member(person.user), by=(by or person).user)
        return self.service({"new_chat_members": [person.user]}, by or person)

    def comes_by(self, person: Person, address: str) -> dict[str, Any]:
        """Somebody follows an invite link: they are in, or have asked to be let in. Raises PermissionError for a link that
        leads in no more, and for somebody who was sent away.
        """
        if self.members.get(person.id, Member(person.user, "left")).status == "kicked":
            raise PermissionError(f"{person.first_name} was sent away")
        link = self.links.follow(address, self.telegram.now())
        if not link["creates_join_request"]:
            return self.admits(person)
        self.asking.add(person.id)
        asked = {
            "chat": self.chat,
            "from": person.user,
            "user_chat_id": person.id,
            "date": self.telegram.now(),
        }
        heard = self.bot.may("can_invite_users")
        return self.telegram.happens("chat_join_request", {**asked, "invite_link": link}, heard=heard)

    def expels(self, person: Person, by: Person | None = None) -> dict[str, Any]:
        """Somebody goes, or is sent away."""
        update = self.service({"left_chat_member": person.user}, by or person)
        self.sets(person.user, Member(person.user, "kicked" if by else "left"), by=(by or person).user)
        return update

    def promotes(
        self, person: Person, *rights: str, by: Person | None = None, anonymous: bool = False
    ) -> dict[str, Any]:
        """Somebody becomes an administrator with these rights; `anonymous` where they speak as the group."""
        return self.sets(
            person.user, administrator(person.user, rights, anonymous=anonymous), by=(by or person).user
        )

    def adds_bot(self, by: Person, *rights: str, payload: str = "") -> dict[str, Any]:
        """The bot is let in, with rights as an administrator; by `?startgroup=<payload>` it is told that too."""
        bot = self.telegram.bot_user
        if self._is_fresh:
            self.members[bot["id"]] = Member(bot, "left")
        update = self.sets(bot, administrator(bot, rights) if rights else Member(bot), by=by.user)
        self.service({"new_chat_members": [bot]}, by)
        if payload:
            by.says(f"/start@{bot['username']} {payload}", self)
        return update

    def promotes_bot(self, by: Person, *rights: str) -> dict[str, Any]:
        """The bot becomes an administrator with these rights, and no others."""
        return self.sets(self.telegram.bot_user, administrator(self.telegram.bot_user, rights), by=by.user)

    def demotes_bot(self, by: Person) -> dict[str, Any]:
        """The bot is an ordinary member again."""
        return self.sets(self.telegram.bot_user, Member(self.telegram.bot_user), by=by.user)

    def removes_bot(self, by: Person) -> dict[str, Any]:
        """The bot is sent away. A supergroup does not show it the message about that."""
        if not self.is_supergroup:
            self.service({"left_chat_member": self.telegram.bot_user}, by)
        return self.sets(self.telegram.bot_user, Member(self.telegram.bot_user, "kicked"), by=by.user)

    def sets(self, user: dict[str, Any], now: Member, *, by: dict[str, Any]) -> dict[str, Any]:
        """Somebody's standing here is another from now on: the update `my_chat_member`, or `chat_member`."""
        was = self.members.get(user["id"], Member(user, "left"))
        self.members[user["id"]] = now
        own = user["id"] == self.telegram.bot_user["id"]
        self._is_fresh = self._is_fresh and not own
        self.shows_chat()
        change = {
            "chat": self.chat,
            "from": by,
            "date": self.telegram.now(),
            "old_chat_member": was.content(),
            "new_chat_member": now.content(),
        }
        return self.telegram.happens(
            "my_chat_member" if own else "chat_member", change, heard=own or self.bot.is_administrator
        )

    def restricts(self, *permissions: str) -> None:
        """Restrict these permissions to administrators from now on; without any, all may do everything that members do.

        Telegram does not tell a bot. ValueError for what is no permission.
        """
        unknown = set(permissions) - PERMISSIONS
        if unknown:
            raise ValueError(f"no permissions in a group: {', '.join(sorted(unknown))}")
        self.withheld = LEFT_TO_ADMINISTRATORS | set(permissions)

    def refuses(self, member: Member, content: dict[str, Any]) -> str | None:
        """Refusal of a message with `content` from `member`; None where they may send it."""
        if member.is_administrator:
            return None
        lost = PERMISSIONS - member.rights if member.status == "restricted" else frozenset[str]()
        return refusal_of(content, self.withheld | lost)

    # What becomes of it.

    def is_called(self, title: str, by: Person) -> dict[str, Any]:
        """The group gets another title."""
        self.title = title
        self.shows_chat()
        return self.service({"new_chat_title": title}, by)

    def becomes_supergroup(self, number: int) -> "Group":
        """The group under its new id; the old one refuses from now on. Both service messages are sent."""
        new = self.telegram.group(number, self.title)
        new.members, new.withheld = dict(self.members), self.withheld
        self.migrated_to = number
        speaks = {"from": ANONYMOUS, "sender_chat": self.chat}
        for group, content in (
            (self, {"migrate_to_chat_id": number}),
            (new, {"migrate_from_chat_id": self.id}),
        ):
            group._arrives({**speaks, **content})  # noqa: SLF001  # its own kind
        new.shows_chat()
        return new

    def opens_topic(self, name: str, by: Person) -> Topic:
        """Somebody opens a topic."""
        topic = self.new_topic(name, self._speaker(by))
        root = self.telegram.message(self.id, topic.thread)
        self.telegram.happens("message", root, heard=self.bot_hears(root))
        return topic

    def closes_topic(self, thread: int, by: Person) -> dict[str, Any]:
        """Somebody closes a topic: only who may manage topics writes there now."""
        topic = self.topics[thread]
        topic.closed = True
        self.shows_topic(topic)
        return self.service({"forum_topic_closed": {}}, by, thread)

    def reopens_topic(self, thread: int, by: Person) -> dict[str, Any]:
        topic = self.topics[thread]
        topic.closed = False
        self.shows_topic(topic)
        return self.service({"forum_topic_reopened": {}}, by, thread)

    def deletes_topic(self, thread: int) -> None:
        """A topic goes, with all that was said there. Telegram does not tell a bot."""
        topic = self.topics.pop(thread)
        self.deleted_topics.add(thread)
        for message in self.messages():
            if thread in {message.get("message_thread_id"), message["message_id"]}:
                self.telegram.removes(self.id, message["message_id"])
        self.shows_topic(topic, deleted=True)

    def pins(self, message_id: int, by: Person) -> dict[str, Any]:
        """Somebody pins a message."""
        message = self.telegram.message(self.id, message_id)
        self.telegram.pin(self.id, message_id)
        return self.service({"pinned_message": without_reply(message)}, by, message.get("message_thread_id"))

    # What is said in it.

    def hears_from(
        self, person: Person, content: dict[str, Any], reply_to: int | None = None, thread: int | None = None
    ) -> dict[str, Any]:
        """A message of a person, who is a member if they have not been sent away."""
        member = self.members.setdefault(person.id, Member(person.user))
        if not member.is_in or self.migrated_to:
            raise PermissionError(f"{person.first_name} cannot write here")
        if thread is not None and self.topics[thread].closed and not member.may("can_manage_topics"):
            raise PermissionError("the topic is closed")
        if refusal := self.refuses(member, content):
            raise PermissionError(refusal)
        if reply_to is not None:
            content["reply_to_message"] = without_reply(self.telegram.message(self.id, reply_to))
        return self._arrives({**sender(person, self), **content}, thread)

    def service(self, content: dict[str, Any], by: Person, thread: int | None = None) -> dict[str, Any]:
        """A message about something that a person did."""
        return self._arrives({**self._speaker(by), **content}, thread)

    def _speaker(self, person: Person) -> dict[str, Any]:
        self.members.setdefault(person.id, Member(person.user))
        return sender(person, self)

    def _arrives(self, content: dict[str, Any], thread: int | None = None) -> dict[str, Any]:
        message = self.telegram.keep(self.chat, self.in_topic(content, thread))
        return self.telegram.happens("message", message, heard=self.bot_hears(message))

    def in_topic(self, content: dict[str, Any], thread: int | None) -> dict[str, Any]:
        """Content as it stands in a topic: where it is no reply, it is one to the topic's first message.

        In a supergroup a reply outside of all topics names a thread as well, that of the first message replied to. It is
        no topic, and nothing can be sent to it.
        """
        if thread is None:
            replied = content.get("reply_to_message")
            if not replied or not self.is_supergroup:
                return content
            return {**content, "message_thread_id": replied.get("message_thread_id", replied["message_id"])}
        root = without_reply(self.telegram.message(self.id, thread))
        return {"reply_to_message": root, **content, "message_thread_id": thread, "is_topic_message": True}

    def bot_hears(self, message: dict[str, Any]) -> bool:
        """Whether the bot hears a message: everything as an administrator, else only what is meant for it."""
        if not self.bot.is_in:
            return False
        if self.bot.is_administrator or not self.telegram.privacy or not _SPOKEN & set(message):
            return True
        replied = message.get("reply_to_message", {})
        to_bot = replied.get("from") == self.telegram.bot_user and "forum_topic_created" not in replied
        return to_bot or self._is_command(message.get("text", ""))

    def _is_command(self, text: str) -> bool:
        command, _, to = (text.split() or [""])[0].partition("@")
        return command.startswith("/") and to.casefold() in {"", str(self.telegram.bot_user["username"])}

    # What the bot does here as well.

    def new_topic(
        self, name: str, speaker: dict[str, Any], color: int = ICON_COLOR, emoji: str = ""
    ) -> Topic:
        """A topic, opened by its first message."""
        opened = {"name": name, "icon_color": color, **({"icon_custom_emoji_id": emoji} if emoji else {})}
        message = self.telegram.keep(
            self.chat, {**speaker, "forum_topic_created": opened, "is_topic_message": True}
        )
        topic = Topic(message["message_id"], name, color, icon_custom_emoji_id=emoji)
        message["message_thread_id"] = topic.thread
        self.topics[topic.thread] = topic
        self.shows_topic(topic)
        return topic

    def shows_topic(self, topic: Topic, *, deleted: bool = False) -> None:
        """Tell whoever watches how a topic stands."""
        shown = {"chat": self.id, "thread": topic.thread, "name": topic.name, "closed": topic.closed}
        self.telegram.shows("topic", {**shown, "deleted": deleted})

    def shows_chat(self) -> None:
        """Tell whoever watches what the group is called and who is in it."""
        members = [member.content() for member in self.members.values()]
        self.telegram.shows("chat", {**self.chat, "members": members})
