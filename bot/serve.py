"""The bot on Telegram: fetch, serve, end cleanly when told to, and end visibly when it cannot go on."""

import asyncio
import contextlib
import logging
import signal
import stat
from collections.abc import Callable, Coroutine, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bot.app import Assistant, clock
from bot.incoming.polling import Polling
from bot.incoming.single_mode import PROBE
from bot.incoming.webhook import Webhook
from bot.operations.health import Alive, Health, Source
from bot.operations.log import loop_trouble
from bot.operations.site import Part, Site
from bot.outgoing.pacing import Pacer, SystemClock
from bot.outgoing.rates import BULK, PAID_BULK
from bot.outgoing.token_watch import LASTING
from bot.settings import ENV_FILE, Settings
from bot.shards.shards import ALONE, Shards, SharedShards
from bot.store import liveness
from bot.store.files import close_to_others, closed_to_others
from bot.store.interface import BrokenStoreError, Store, StoreError
from bot.store.opening import open_store
from bot.transport import AiohttpRequest
from bot.transport.proxies import proxy_to

if TYPE_CHECKING:
    from bot.shards.keeper import Keeper

log = logging.getLogger("bot.serve")

_PATIENCE = 15.0
"""So many seconds what is under way has to come to its end."""
_AGAIN = 1.0
"""So many seconds pass before a database that could not be used is looked at again."""


@dataclass(frozen=True, slots=True)
class TimeOuts:
    """Seconds that the bot waits for what may never come. Tests wait less."""

    database: float = 5.0
    """For the lock that another process has on the database."""
    poller: float = PROBE
    """For somebody who polls, before a new webhook is set."""
    token: float = LASTING
    """For Telegram to know the token again, once it has been served with it."""
    marking: float = 10.0
    """From one look at the database to the next."""


WAITS = TimeOuts()
Beside = Callable[[Assistant], Coroutine[Any, Any, None]]
"""Something that runs while the bot serves; when it ends, the bot ends in good order."""


async def serve(
    settings: Settings,
    *,
    clock: Callable[[], datetime] = clock,
    every: float = 20.0,
    beside: Beside | None = None,
    waits: TimeOuts = WAITS,
) -> None:
    """Serve until SIGTERM or SIGINT. The time is looked at `every` so many seconds.

    Raises what ends the bot otherwise: InvalidToken, NetworkError, OtherModeError, PortError, ProxyError,
    RefusedStoreError, BrokenStoreError.
    """
    stop = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        # A second signal finds the stopping under way, and hurries nothing.
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    asyncio.get_running_loop().set_exception_handler(loop_trouble)
    assert settings.bot_token is not None
    proxy_to(settings.bot_api_url)  # one that cannot be used is found before anything is begun
    _close_to_others(settings)
    try:
        store, keeper, shards = await _opened(settings, clock, waits)
    except StoreError:
        if stop.is_set():  # it would have ended now anyway
            return
        raise
    sites = contextlib.AsyncExitStack()
    try:
        if stop.is_set():
            return
        gate = keeper.passes if keeper else None
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
            source = await _source(settings, assistant, updates_request, sites, clock, waits=waits)
            log.info("serving", extra={"bot": assistant.application.bot.id, "mode": settings.bot_mode})
            shared = (
                [keeper.run(assistant), assistant.feed_for_ever(), assistant.follow_for_ever()]
                if keeper
                else []
            )
            await _serve(assistant, stop, source, every=every, beside=beside, waits=waits, shared=shared)
        finally:
            await sites.aclose()
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
    from bot.store.postgres.store import open_shared  # noqa: PLC0415

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


def _close_to_others(settings: Settings) -> None:
    """Close the database and `.env` to the machine's other users; where that fails, log a warning."""
    found = [] if settings.database_url else close_to_others(settings.database_path)
    # One that is somebody else's may be meant for a group that this process is in.
    if not closed_to_others(Path(ENV_FILE), stat.S_IRWXO):
        found.append(ENV_FILE)
    if found:
        log.warning("others may read", extra={"path": ", ".join(found)})


async def _source(
    settings: Settings,
    assistant: Assistant,
    updates_request: AiohttpRequest,
    sites: contextlib.AsyncExitStack,
    clock: Callable[[], datetime],
    *,
    waits: TimeOuts,
) -> Source:
    """The source of updates in this mode, with the HTTP sites that it needs open from now on.

    The port that Telegram delivers to is open to the world: it says nothing of the bot but to whoever has the secret.
    """
    bot, store = assistant.application.bot, assistant.store
    source: Webhook | Polling
    if settings.bot_mode == "webhook":
        source = Webhook(bot, settings, assistant.inbox, clock, probe=waits.poller)
        secret = settings.metrics_secret
        told = [Health(store, source, clock, secret, assistant.shards)] if secret else []
        await _open(sites, settings.host, settings.port, source, Alive(), *told)
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
        await _open(
            sites,
            settings.host,
            settings.health_port,
            Alive(),
            Health(store, source, clock, shards=assistant.shards),
        )
    return source


async def _open(sites: contextlib.AsyncExitStack, host: str, port: int, *parts: Part) -> None:
    site = Site()
    sites.push_async_callback(site.close)
    await site.open(host, port, *parts)


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
