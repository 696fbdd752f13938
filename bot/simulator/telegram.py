"""Telegram of one bot: its people, chats and messages, the updates it has yet to fetch, and every call it made.

`call` does what the server does, or refuses in the server's words. A method that is not modelled is refused by name:
never a silent true; a parameter that is not modelled is ignored with a note.
"""

from collections import defaultdict, deque
from collections.abc import Callable, Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import count
from typing import Any

from bot.simulator import specification
from bot.simulator.delivery import WebhookSetting
from bot.simulator.errors import ApiError, bad_request, not_modelled
from bot.simulator.fault_injection import Fault, FaultInjection, Kind
from bot.simulator.files import Files
from bot.simulator.groups import Group
from bot.simulator.inline import Inline
from bot.simulator.methods import METHODS
from bot.simulator.methods.profile import setting
from bot.simulator.params import Params, Upload
from bot.simulator.payments import Payments
from bot.simulator.people import Person
from bot.simulator.updates import Updates

CALLS_KEPT = 10_000


@dataclass(frozen=True, slots=True)
class Call:
    """A call of the bot, and what came of it. A file stands as its name."""

    method: str
    params: Params
    at: datetime
    error: ApiError | None = None


class Telegram:
    """The world around one bot."""

    def __init__(
        self,
        clock: Callable[[], datetime] | None = None,
        token: str = "111111:simulated",  # noqa: S107  # no secret
        first_message: int = 1,
        bot_name: str = "Bot",
        bot_username: str = "simulated_bot",
    ) -> None:
        """`token`: the bot's id, a colon and anything; `first_message`: the number of each chat's first message."""
        self.clock = clock or (lambda: datetime.now(UTC))
        self.token = token
        self.bot_user: dict[str, Any] = {
            "id": int(token.split(":", maxsplit=1)[0]),
            "is_bot": True,
            "first_name": bot_name,
            "username": bot_username,
        }
        self.privacy = True
        """The bot, where it is no administrator, hears only what is meant for it in a group."""
        self.people: dict[int, Person] = {}
        self.groups: dict[int, Group] = {}
        self.started: set[int] = set()
        """People who have written to the bot, so that it may write to them."""
        self.calls: deque[Call] = deque(maxlen=CALLS_KEPT)
        self.notes: deque[str] = deque(maxlen=CALLS_KEPT)
        """What was ignored in the bot's calls, in sentences."""
        self.faults = FaultInjection()
        self.watchers: list[Callable[[str, dict[str, Any]], None]] = []
        """Told of everything that is seen to happen. By kind, with what content:

        `message` (new or changed; the message) · `deleted` (`chat`, `message_id`) · `pinned` (`chat`, `message_ids`) ·
        `reaction` (`chat`, `message_id`, `reactions`: all that are put to it now, each with `by` and `emoji`) ·
        `typing` (`chat`, `action`, `thread`) · `topic` (`chat`, `thread`, `name`, `closed`, `deleted`) ·
        `chat` (the chat, with its `members`) · `note` (`note`, see `notes`) · `keyboard` (`chat`, `rows`) · `call` (`method`, `params`, `error`)
        """
        self.settings: dict[str, Any] = {}
        """What the bot has set about itself, by method; where it is for a scope or language, `method scope language`."""
        self.files = Files()
        self.updates = Updates(self.clock)
        self.webhook: WebhookSetting | None = None
        self.open_queries: dict[str, float] = {}
        """When each tap that is not answered yet was made."""
        self.open_searches: dict[str, float] = {}
        """The same for inline queries."""
        self.inline = Inline()
        self.payments = Payments(self)
        self.votes: dict[str, dict[int, list[int]]] = {}
        """Options that people have chosen, by poll and person."""
        self.keyboards: dict[int, list[list[dict[str, Any]]]] = {}
        """Keyboard in the place of the person's own, by chat."""
        self.pinned: dict[int, list[int]] = {}
        """Messages that are pinned, by chat, the newest last."""
        self.reactions: dict[tuple[int, int], dict[int, list[dict[str, Any]]]] = {}
        """Reactions by chat and message: who has put which to it."""
        self._messages: dict[int, dict[int, dict[str, Any]]] = {}
        self._message_ids: defaultdict[int, Iterator[int]] = defaultdict(lambda: count(first_message))
        self._query_ids = count(1)
        self._other_ids = count(1)
        self.album_ids = count(13_000_000_000_000_000)

    def now(self) -> int:
        """Seconds since 1970, as messages are dated."""
        return int(self.clock().timestamp())

    @property
    def refusals(self) -> list[Call]:
        """The calls that were refused."""
        return [call for call in self.calls if call.error]

    @property
    def pending(self) -> list[dict[str, Any]]:
        """The updates that the bot has not confirmed."""
        return self.updates.pending

    # The other side's doings.

    def person(self, number: int, first_name: str) -> Person:
        return self.people.setdefault(number, Person(self, number, first_name))

    def group(self, number: int, title: str) -> Group:
        return self.groups.setdefault(number, Group(self, number, title))

    def keep(self, chat: dict[str, Any], content: dict[str, Any]) -> dict[str, Any]:
        """A new message in a chat. Supergroups count their messages for themselves, all other chats together."""
        counted = chat["id"] if chat["type"] == "supergroup" else 0
        number = next(self._message_ids[counted])
        message = {"message_id": number, "date": self.now(), "chat": chat, **content}
        self._messages.setdefault(chat["id"], {})[number] = message
        self.shows("message", message)
        return message

    def shows(self, kind: str, content: dict[str, Any]) -> None:
        """Tell whoever watches."""
        for watcher in self.watchers:
            watcher(kind, content)

    def message(self, chat: int, message_id: int) -> dict[str, Any]:
        """A message that stands in a chat. Raises LookupError."""
        return self._messages[chat][message_id]

    def messages(self, chat: int) -> list[dict[str, Any]]:
        return list(self._messages.get(chat, {}).values())

    def removes(self, chat: int, message_id: int) -> None:
        del self._messages[chat][message_id]
        self.reactions.pop((chat, message_id), None)
        if message_id in self.pinned.get(chat, []):
            self.unpin(chat, message_id)
        self.shows("deleted", {"chat": chat, "message_id": message_id})

    def pin(self, chat: int, message_id: int) -> None:
        """Pin a message above those that are pinned."""
        self.unpin(chat, message_id)
        self.pinned[chat].append(message_id)
        self.shows("pinned", {"chat": chat, "message_ids": list(self.pinned[chat])})

    def unpin(self, chat: int, *message_ids: int) -> None:
        """Unpin messages, where they were pinned."""
        left = [pinned for pinned in self.pinned.get(chat, []) if pinned not in message_ids]
        self.pinned[chat] = left
        self.shows("pinned", {"chat": chat, "message_ids": list(left)})

    def reacts(self, who: int, chat: int, message_id: int, new: list[dict[str, Any]]) -> list[dict[str, Any]]:
        """Somebody's reactions to a message are these now; gives what they were."""
        everybody = self.reactions.setdefault((chat, message_id), {})
        was = everybody.get(who, [])
        everybody[who] = new
        self.shows(
            "reaction", {"chat": chat, "message_id": message_id, "reactions": self.reacted(chat, message_id)}
        )
        return was

    def reacted(self, chat: int, message_id: int) -> list[dict[str, Any]]:
        """The reactions that are put to a message now."""
        return [
            {"by": who, "emoji": reaction["emoji"]}
            for who, reactions in self.reactions.get((chat, message_id), {}).items()
            for reaction in reactions
        ]

    def query(self, user: dict[str, Any], message: dict[str, Any], data: str) -> dict[str, Any]:
        """A tap, which waits for its answer."""
        number = str(next(self._query_ids))
        self.open_queries[number] = self.clock().timestamp()
        return {
            "id": number,
            "from": user,
            "message": message,
            "chat_instance": str(abs(message["chat"]["id"])),
            "data": data,
        }

    def inline_query(self, user: dict[str, Any], inline_message: str, data: str) -> dict[str, Any]:
        """A tap below a message that was sent inline, which waits for its answer. Raises LookupError."""
        rows = self.inline.messages[inline_message].get("reply_markup", {}).get("inline_keyboard", [])
        if not any(button.get("callback_data") == data for row in rows for button in row):
            raise LookupError("there is no such button")
        number = str(next(self._query_ids))
        self.open_queries[number] = self.clock().timestamp()
        return {
            "id": number,
            "from": user,
            "inline_message_id": inline_message,
            "chat_instance": inline_message,
            "data": data,
        }

    def search(self, user: dict[str, Any], text: str, offset: str = "") -> dict[str, Any]:
        """An inline query, which waits for its answer."""
        number = str(next(self._query_ids))
        self.open_searches[number] = self.clock().timestamp()
        query = {"id": number, "from": user, "query": text, "offset": offset, "chat_type": "sender"}
        self.inline.begins(query)
        return query

    def new_id(self) -> str:
        """A number that nothing else has, for polls, links and messages sent inline."""
        return str(next(self._other_ids))

    def commands(self, scope: dict[str, Any] | None, language: str = "") -> list[dict[str, Any]]:
        """The commands that the bot has set for a scope and a language; None is the scope of all chats."""
        named: Params = {"scope": scope, "language_code": language}
        found: list[dict[str, Any]] = self.settings.get(setting("setMyCommands", named), [])
        return found

    def happens(self, kind: str, content: dict[str, Any], *, heard: bool = True) -> dict[str, Any]:
        """An update for the bot; it is made but not sent where the bot does not hear of it."""
        return self.updates.add(kind, content, heard=heard)

    # The bot's doings.

    async def call(self, method: str, params: Params) -> Any:
        """Do what the bot asks, or raise ApiError. Every call is kept."""
        try:
            result = await self._done(method, params)
        except ApiError as error:
            self._called(method, params, error)
            raise
        self._called(method, params, None)
        return result

    def _called(self, method: str, params: Params, error: ApiError | None) -> None:
        shown = {key: str(value) if isinstance(value, Upload) else value for key, value in params.items()}
        self.calls.append(Call(method, shown, self.clock(), error))
        self.shows("call", {"method": method, "params": shown, "error": str(error) if error else None})

    async def _done(self, method: str, params: Params) -> Any:
        known = METHODS.get(method)
        if known is None:
            raise not_modelled(method)
        self._note_ignored(method, params, known.parameters)
        self.faults.pace(method, params, self.clock())
        try:
            done = known.act(self, params)
            return await done if known.waits else done
        except (AttributeError, IndexError, KeyError, TypeError, ValueError) as error:
            # An object where a list belongs, a number where an object does: whatever a form can carry.
            raise bad_request(f"can't parse what {method} was given: {error!r}") from error

    def _note_ignored(self, method: str, params: Params, obeyed: AbstractSet[str]) -> None:
        """Note the parameters that are ignored: as by Telegram's server, a call is not refused for one that there is not."""
        named = {name for name, value in params.items() if not isinstance(value, Upload)}
        for name in sorted(named - obeyed):
            known = name in specification.METHODS[method]
            self.note(f"{method}: {name} is {'not modelled' if known else 'no parameter'}, and was ignored")

    def note(self, sentence: str) -> None:
        """Remember something that the server passes over in silence and a bot's maker may want to know."""
        self.notes.append(sentence)
        self.shows("note", {"note": sentence})

    def fault(
        self, kind: Kind, method: str | None = None, times: int | None = 1, error: ApiError | None = None
    ) -> None:
        """Order a fault in the next `times` calls of `method`, or of any; `times` None is for all."""
        self.faults.ordered.append(Fault(kind, method, times, error))
