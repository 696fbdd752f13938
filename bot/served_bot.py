"""One bot on Telegram: fetch, serve, end cleanly when told to, and end visibly when it cannot go on."""

import asyncio
import contextlib
import logging
from collections.abc import Callable, Coroutine, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from bot.app import Assistant, clock
from bot.incoming.polling import Polling
from bot.incoming.single_mode import PROBE
from bot.incoming.webhook import LOOK, Webhook
from bot.operations.health import Alive, Health, Source
from bot.operations.site import Sites
from bot.outgoing.pacing import Pacer, SystemClock
from bot.outgoing.rates import BULK, PAID_BULK
from bot.outgoing.token_watch import LASTING
from bot.settings import Settings
from bot.shards.shards import ALONE, Shards, SharedShards
from bot.store import liveness
from bot.store.interface import BrokenStoreError, Store, StoreError
from bot.store.opening import open_store
from bot.transport import AiohttpRequest

if TYPE_CHECKING:
    from bot.shards.keeper import Keeper

log = logging.getLogger("bot.served_bot")

_PATIENCE = 15.0
"""So many seconds what is under way has to come to its end."""
_AGAIN = 1.0
"""So many seconds pass before a database that could not be used is looked at again."""


@dataclass(frozen=True, slots=True)
class TimeOuts:
    """Seconds that the bot waits for what may never come. Tests wait less."""

    database: float = 5.0
    """Wait for the lock that another process has on the database."""
    poller: float = PROBE
    """Wait for somebody who polls to show, before a new webhook is set."""
    webhook: float = LOOK
    """Pause from one look whether Telegram still delivers to the next."""
    token: float = LASTING
    """Wait for Telegram to know the token again, once it has been served with it."""
    marking: float = 10.0
    """Pause from one look at the database to the next."""


WAITS = TimeOuts()
Beside = Callable[[Assistant], Coroutine[Any, Any, None]]
"""Something that runs while the bot serves; when it ends, the bot ends in good order."""


async def serve_bot(
    settings: Settings,
    stop: asyncio.Event,
    sites: Sites,
    *,
    name: str = "",
    clock: Callable[[], datetime] = clock,
    every: float = 20.0,
    beside: Beside | None = None,
    waits: TimeOuts = WAITS,
) -> None:
    """Serve one bot until `stop` is set. The time is looked at `every` so many seconds; `name` is one bot's among several.

    Raises what ends the bot otherwise: InvalidToken, NetworkError, OtherModeError, PortError, RefusedStoreError,
    BrokenStoreError.
    """
    assert settings.bot_token is not None
    try:
        store, keeper, shards = await _opened(settings, clock, waits)
    except StoreError:
        if stop.is_set():  # it would have ended now anyway
            return
        raise
    listening = contextlib.AsyncExitStack()
    try:
        if stop.is_set():
            return
        gate = keeper.make_sure if keeper else None
        request = AiohttpRequest(gate=gate)
        updates_request = AiohttpRequest(connection_pool_size=1, gate=gate)
        assistant = Assistant(
            settings,
            store,
            token=settings.bot_token.get_secret_value(),
            request=request,
            updates_request=updates_request,
            clock=clock,
            pacer=Pacer(SystemClock(), PAID_BULK if settings.paid_broadcast else BULK),
            guarded=True,
            doubting=waits.token,
            shards=shards,
        )
        try:
            if not await _through(assistant.start(), stop):
                return
            source = await _source(
                settings, assistant, updates_request, (sites, listening), clock, waits=waits, name=name
            )
            log.info("serving", extra={"bot": assistant.application.bot.id, "mode": settings.bot_mode})
            shared = (
                [keeper.run(assistant), assistant.feed_for_ever(), assistant.follow_for_ever()]
                if keeper
                else []
            )
            await _serve(assistant, stop, source, every=every, beside=beside, waits=waits, shared=shared)
        finally:
            await listening.aclose()
            await assistant.stop()
            # A start that failed half-way leaves them open.
            await request.shutdown()
            await updates_request.shutdown()
    finally:
        if keeper:
            await keeper.leaves()
        await store.close()


async def _opened(
    settings: Settings, clock: Callable[[], datetime], waits: TimeOuts
) -> "tuple[Store, Keeper | None, Shards]":
    """The store, and on PostgreSQL what this process holds among those that serve the bot together."""
    if settings.database_url is None:
        return await open_store(settings.database, clock(), busy_seconds=waits.database), None, ALONE
    from bot.shards.keeper import Keeper  # noqa: PLC0415  who has a file needs nothing of it
    from bot.store.postgres.postgres_store import open_shared  # noqa: PLC0415

    store, roll = await open_shared(settings.database, clock())
    shards = SharedShards()
    keeper = Keeper(roll, shards)
    try:
        await keeper.joins()
    except BaseException:
        await store.close()
        raise
    return store, keeper, shards


async def _through(starting: Coroutine[Any, Any, None], stop: asyncio.Event) -> bool:
    """Whether the start came to its end before the bot was told to stop. Raises what it raises."""
    tasks = [asyncio.create_task(starting), asyncio.create_task(stop.wait())]
    try:
        await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
        if tasks[0].done():
            tasks[0].result()
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
    return not stop.is_set()


async def _source(
    settings: Settings,
    assistant: Assistant,
    updates_request: AiohttpRequest,
    ports: tuple[Sites, contextlib.AsyncExitStack],
    clock: Callable[[], datetime],
    *,
    waits: TimeOuts,
    name: str,
) -> Source:
    """The source of updates in this mode, answered on the ports that it needs until the stack of `ports` is closed.

    The port that Telegram delivers to is open to the world: it says nothing of the bot but to whoever has the secret.
    """
    (sites, listening), bot, store = ports, assistant.application.bot, assistant.store
    source: Webhook | Polling
    if settings.bot_mode == "webhook":
        source = Webhook(
            bot,
            settings,
            assistant.inbox,
            clock,
            look=waits.webhook,
            probe=waits.poller,
            doubts=assistant.token_watch.doubts,
            shards=assistant.shards,
        )
        secret = settings.metrics_secret
        told = [Health(store, source, clock, secret, shards=assistant.shards, name=name)] if secret else []
        opened = sites.opened(settings.host, settings.port, source, Alive(), *told)
        await listening.enter_async_context(opened)
    else:
        source = Polling(
            bot,
            updates_request,
            assistant.inbox,
            clock,
            doubts=assistant.token_watch.doubts,
            shards=assistant.shards,
        )
    if settings.health_port is not None:
        health = Health(store, source, clock, shards=assistant.shards, name=name)
        opened = sites.opened(settings.host, settings.health_port, Alive(), health)
        await listening.enter_async_context(opened)
    return source


async def _mark_for_ever(assistant: Assistant, source: Source, seconds: float) -> None:
    """The task that writes down when somebody was heard, for those who look at the database, and so finds out where nothing
    can be kept any more, even if nobody writes. Raises BrokenStoreError.
    """
    words = {liveness.MODE: assistant.settings.bot_mode, liveness.BOT: str(assistant.application.bot.id)}
    while True:
        if source.last_success is not None:
            words[liveness.ARRIVED] = str(int(source.last_success.timestamp()))
        await _mark(assistant.store, words, min(seconds, _AGAIN))
        await asyncio.sleep(seconds)


async def _mark(store: Store, words: Mapping[str, str], again: float) -> None:
    """A volume may be gone for a moment: what cannot be used is looked at twice, `again` seconds apart."""
    try:
        await store.mark(words)
    except BrokenStoreError:
        await asyncio.sleep(again)
        await store.mark(words)


async def _serve(
    assistant: Assistant,
    stop: asyncio.Event,
    source: Source,
    *,
    every: float,
    beside: Beside | None,
    waits: TimeOuts,
    shared: Sequence[Coroutine[Any, Any, None]],
) -> None:
    """Run until told to stop, or until one of the tasks ends: none of them may."""
    arriving = asyncio.create_task(source.run(), name="source")
    delivering = asyncio.create_task(assistant.deliver_till_stopped(), name="delivering")
    ticking = asyncio.create_task(assistant.tick_for_ever(every), name="ticking")
    marking = asyncio.create_task(_mark_for_ever(assistant, source, waits.marking), name="marking")
    stopping = asyncio.create_task(stop.wait(), name="stop")
    watching = asyncio.create_task(assistant.token_watch.run(), name="watching")
    looking = asyncio.create_task(assistant.look_whole(), name="looking")
    others = [asyncio.create_task(beside(assistant), name="beside")] if beside else []
    others += [asyncio.create_task(work, name="shared") for work in shared]
    tasks: list[asyncio.Task[Any]] = [arriving, delivering, ticking, marking, watching, stopping, *others]
    try:
        done, _ = await asyncio.wait((*tasks, assistant.broken), return_when=asyncio.FIRST_COMPLETED)
        if assistant.broken in done:
            raise assistant.broken.result()
        for task in tasks:
            if task in done:
                task.result()
    finally:
        for task in (arriving, ticking, marking, watching, stopping, *others):
            task.cancel()
        assistant.outbox.stopping = True
        assistant.outbox.wake.set()
        await asyncio.wait((delivering,), timeout=_PATIENCE)
        delivering.cancel()
        looking.cancel()
        await asyncio.gather(*tasks, looking, return_exceptions=True)
