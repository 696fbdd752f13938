"""Calls to Telegram. None of them raises for what Telegram says: what it means is told as a value."""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable, Coroutine, Mapping, Sequence
from contextvars import ContextVar
from dataclasses import dataclass
from typing import IO, Any

from telegram import Bot, InlineQueryResult, InputFile, LinkPreviewOptions, ReplyParameters
from telegram.constants import ParseMode

from bot.outgoing.call_outcome import Delivered, Failed, Outcome, outcome_of, shown
from bot.outgoing.pacing import Pacer
from bot.outgoing.render import Message, plain
from bot.outgoing.telegram_errors import Refusal
from bot.records.letters import Letter
from bot.records.priority import Priority
from bot.transport.call import call, written

_ANSWERED = 1024
"""So many taps may wait at once for what they are about, and have their answer already."""
_NO_PREVIEW = written(LinkPreviewOptions(is_disabled=True))
PRIORITY: ContextVar[Priority] = ContextVar("priority", default=Priority.ANSWER)
"""What the calls of the present task are for, where it is not said of one of them: set by whoever sends a letter."""


@dataclass(frozen=True, slots=True)
class Place:
    """Place of a message in a group: into a topic, below another."""

    thread: int | None = None
    reply_to: int | None = None
    silent: bool = False
    """Nobody is called by a sound."""

    @property
    def given(self) -> dict[str, Any]:
        """The place as parameters of a call. A message whose neighbour is gone is sent all the same."""
        below = ReplyParameters(self.reply_to, allow_sending_without_reply=True) if self.reply_to else None
        quiet = {"disable_notification": True} if self.silent else {}
        return {"message_thread_id": self.thread, "reply_parameters": below, **quiet}


ANYWHERE = Place()


class Sender:
    """The few calls that the bot makes."""

    def __init__(
        self,
        bot: Bot,
        pacer: Pacer | None = None,
        holds: Callable[[], Awaitable[bool]] | None = None,
        *,
        paid: bool = False,
        doubts: Callable[[], None] = lambda: None,
    ) -> None:
        """`paid`: Telegram is paid for what goes to many at once, and then takes more of it. `doubts` is told of each call that
        was refused for the bot's token.
        """
        self._paid = paid
        self.bot = bot
        self._pacer = pacer
        self._holds = holds
        self._doubts = doubts
        self._answered: deque[str] = deque(maxlen=_ANSWERED)
        self._calls: set[asyncio.Task[Outcome]] = set()
        self._granted: float | None = None
        """When the next call was granted, where its turn has come before it is known what it is."""

    def only_while(self, holds: Callable[[], Awaitable[bool]]) -> "Sender":
        """A sender like this one; but a call whose turn comes when `holds` gives False is not made, and fails as `NOT_SENT`."""
        return Sender(self.bot, self._pacer, holds, paid=self._paid, doubts=self._doubts)

    def among(self, processes: int) -> None:
        """Take note that `processes` processes, at least 1, serve the bot."""
        if self._pacer:
            self._pacer.among(processes)

    def full(self) -> Mapping[int, Priority]:
        """The groups to which no call of this priority, or of a less urgent one, can go now."""
        return self._pacer.full() if self._pacer else {}

    def spent(self) -> Mapping[int, frozenset[int]]:
        """The cases, by their group, of which so much was passed on within a minute that others go first."""
        return self._pacer.spent() if self._pacer else {}

    def passes(self, letter: Letter) -> None:
        """Count a letter that is sent now, where it passes on what an operator wrote to a desk."""
        if self._pacer and letter.case is not None and letter.chat < 0 and letter.rank is Priority.RELAYED:
            self._pacer.passes(letter.chat, letter.case)

    def behind(self) -> float:
        """Seconds that the answer that waits longest for the rate over all chats has waited."""
        return self._pacer.behind() if self._pacer else 0.0

    async def in_turn(self, chat: int) -> "Sender":
        """A sender like this one, given once a call to this chat may be made: the first one then is made at once."""
        found = Sender(self.bot, self._pacer, self._holds, paid=self._paid, doubts=self._doubts)
        if self._pacer:
            found._granted = await self._pacer.ready(chat, PRIORITY.get())
        return found

    def answer(self, query: str, toast: str | None) -> None:
        """End the waiting sign on a tapped button, once: at once, and nobody waits for it. What goes wrong here keeps nobody
        from anything.
        """
        if query in self._answered:
            self._answered.remove(query)
            return
        self._soon(self._outcome("answer", self._answer(query, toast)))

    def answer_search(
        self,
        query: str,
        results: Sequence[InlineQueryResult],
        without_files: Sequence[InlineQueryResult],
        cache_time: int,
    ) -> None:
        """Answer a search with what somebody finds who has typed behind the bot's name; where Telegram takes one of the files
        no more, with the results `without_files`. For `cache_time` seconds Telegram shows them, and nobody else, the same again.
        Nobody waits for it.
        """

        async def answers() -> Outcome:
            outcome: Outcome = Delivered()
            for found in (results,) if results == without_files else (results, without_files):
                call = self.bot.answer_inline_query(query, found, cache_time=cache_time, is_personal=True)
                outcome = await self._outcome("answer_search", call)
                if not isinstance(outcome, Failed) or outcome.refusal is not Refusal.REFUSED:
                    break
            return outcome

        self._soon(answers())

    def answer_early(self, query: str, toast: str) -> None:
        """Answer a tap as `answer` does, one that is taken up once more later: its own answer has been given then."""
        if query not in self._answered:
            self._soon(self._outcome("answer", self._answer(query, toast)))
            self._answered.append(query)

    def edit_soon(self, chat: int, message_id: int, message: Message, priority: Priority) -> None:
        """Edit a message as `edit` does, but nobody waits for it; what goes wrong stays so."""
        self._soon(self.edit(chat, message_id, message, priority))

    def _soon(self, call: Coroutine[Any, Any, Outcome]) -> None:
        task = asyncio.create_task(call, name="call")
        self._calls.add(task)
        task.add_done_callback(self._calls.discard)

    async def ends(self) -> None:
        """See through the calls for which nobody waits."""
        while self._calls:
            await asyncio.gather(*self._calls)

    async def stops(self, patience: float) -> None:
        """Drop those of them that are not through in so many seconds."""
        if self._calls:
            _, left = await asyncio.wait(self._calls, timeout=patience)
            for task in left:
                task.cancel()

    async def send(
        self, chat: int, message: Message, priority: Priority | None = None, place: Place = ANYWHERE
    ) -> Outcome:
        """A message of its own; as plain text if Telegram cannot read its marks."""
        outcome = await self.paced(
            "send", chat, lambda: self._send(chat, message.text, message, ParseMode.HTML, place), priority
        )
        if isinstance(outcome, Failed) and outcome.refusal is Refusal.MARKUP:
            return await self.paced(
                "send", chat, lambda: self._send(chat, plain(message.text), message, None, place), priority
            )
        return outcome

    async def edit(
        self, chat: int, message_id: int, message: Message, priority: Priority | None = None
    ) -> Outcome:
        """Another text and other buttons in a message that stands already."""
        outcome = await self.paced(
            "edit",
            chat,
            lambda: self._edit(chat, message_id, message.text, message, ParseMode.HTML),
            priority,
        )
        if isinstance(outcome, Failed) and outcome.refusal is Refusal.MARKUP:
            outcome = await self.paced(
                "edit",
                chat,
                lambda: self._edit(chat, message_id, plain(message.text), message, None),
                priority,
            )
        return shown(outcome, message_id)

    async def disarm(self, chat: int, message_id: int) -> None:
        """Take the buttons from a message. One that keeps them does no harm: its taps are late."""
        await self.paced(
            "disarm",
            chat,
            lambda: self._message("editMessageReplyMarkup", chat_id=chat, message_id=message_id),
            Priority.RECEIPT,
        )

    async def document(self, chat: int, name: str, content: IO[bytes], caption: str) -> Outcome:
        """An open file, sent as it is read."""
        data = InputFile(content, filename=name, read_file_handle=False)
        return await self.paced(
            "document",
            chat,
            lambda: self.bot.send_document(chat, document=data, caption=caption, parse_mode=ParseMode.HTML),
        )

    async def picture(self, chat: int, content: bytes | str, caption: str) -> tuple[Outcome, str | None]:
        """A picture, as a PNG or by Telegram's name of the file, and that name once it was sent."""
        names: list[str] = []

        async def send() -> object:
            message = await self.bot.send_photo(chat, content, caption=caption, parse_mode=ParseMode.HTML)
            names.extend(size.file_id for size in message.photo[-1:])
            return message

        return await self.paced("picture", chat, send), names[-1] if names else None

    async def paced(
        self,
        what: str,
        chat: int,
        call: Callable[[], Awaitable[object]],
        priority: Priority | None = None,
    ) -> Outcome:
        """A call whose turn has come; what Telegram says of the pace is learnt."""
        granted, self._granted = self._granted, None
        if self._pacer and granted is None:
            granted = await self._pacer.ready(chat, PRIORITY.get() if priority is None else priority)
        if self._holds and not await self._holds():
            return Failed(Refusal.NOT_SENT, "Moved")
        outcome = await self._outcome(what, call())
        if (
            self._pacer
            and granted is not None
            and isinstance(outcome, Failed)
            and outcome.refusal is Refusal.WAIT
        ):
            self._pacer.too_many(chat, outcome.wait.total_seconds() if outcome.wait else 1.0, granted)
        return outcome

    async def _outcome(self, what: str, call: Awaitable[object]) -> Outcome:
        return await outcome_of(what, call, self._doubts)

    async def _answer(self, query: str, toast: str | None) -> object:
        return await self._call("answerCallbackQuery", callback_query_id=query, text=toast)

    async def _send(
        self, chat: int, text: str, message: Message, marks: ParseMode | None, place: Place
    ) -> Delivered:
        return await self._message(
            "sendMessage",
            chat_id=chat,
            text=text,
            parse_mode=marks,
            reply_markup=message.markup,
            link_preview_options=_NO_PREVIEW,
            allow_paid_broadcast=True if self._paid and PRIORITY.get() is Priority.BULK else None,
            **place.given,
        )

    async def _edit(
        self, chat: int, message_id: int, text: str, message: Message, marks: ParseMode | None
    ) -> Delivered:
        return await self._message(
            "editMessageText",
            chat_id=chat,
            message_id=message_id,
            text=text,
            parse_mode=marks,
            reply_markup=message.keyboard,
            link_preview_options=_NO_PREVIEW,
        )

    async def _message(self, method: str, **given: object) -> Delivered:
        """The message that `method` sends or changes. Raises TelegramError, and ValueError for an answer without one."""
        result = await self._call(method, **given)
        message = result.get("message_id") if isinstance(result, dict) else None
        if not isinstance(message, int):
            raise ValueError("no message in the answer")  # noqa: TRY004  said of Telegram, not of who called
        return Delivered(message, thread=result.get("message_thread_id"))

    async def _call(self, method: str, **given: object) -> Any:
        return await call(self.bot.request, self.bot.base_url, method, given)
