"""Start: on Telegram with BOT_TOKEN, in a simulation without; or one of the commands of `bot.cli`."""

import asyncio
import os
import signal
import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress

from bot.app import clock
from bot.bots_file import read_bots
from bot.check.command import check
from bot.check.replay_case import replay_case
from bot.cli import copy_store, parser, run
from bot.event_loop import run as run_loop
from bot.exit_status import FAILED, NOBODY_READS, WRONG_SETTINGS, end_with, ended
from bot.helpdesk.batch.cek_command import cek
from bot.offline.run import simulate
from bot.operations.log import set_up
from bot.serve import serve
from bot.served_bot import WAITS, TimeOuts
from bot.settings import Settings, SettingsError, read_settings
from bot.store.address import passwords
from bot.transport.proxies import credentials


def main(arguments: Sequence[str] | None = None, waits: TimeOuts = WAITS) -> int:
    """The exit status. What ended the bot stands as one sentence on stderr."""
    try:
        try:
            return _main(arguments, waits)
        finally:
            sys.stdout.flush()  # here, as at the interpreter's end nobody can catch what it raises
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # what is left goes nowhere
        return NOBODY_READS


def _main(arguments: Sequence[str] | None, waits: TimeOuts) -> int:
    asked = parser().parse_args(arguments)
    if asked.command == "check":  # it needs no settings
        with suppress(KeyboardInterrupt):
            return check(asked.paths, update=asked.update)
        return FAILED
    if asked.command == "cek":
        return cek(asked.file, asked.to)
    os.umask(0o077)  # before anything is made: what people have told is for nobody else on this machine
    try:
        settings = read_settings()
        others = read_bots(settings)
    except SettingsError as error:
        return end_with(str(error), WRONG_SETTINGS)
    _log(settings, others)
    if asked.command == "copy-store":
        return ended(lambda: print("\n".join(copy_store(asked.source, asked.target, clock()))), settings)
    if asked.command == "replay":
        return ended(lambda: print("\n".join(replay_case(settings.database, asked.code, asked.to))), settings)
    if asked.command:
        return ended(
            lambda: print("\n".join(run(asked.command, getattr(asked, "file", None), settings))), settings
        )
    if settings.bot_token:
        return ended(lambda: run_loop(serve(settings, others, waits=waits)), settings)
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    return ended(lambda: asyncio.run(simulate(settings)), settings)


def _log(settings: Settings, others: Mapping[str, Settings]) -> None:
    talking = settings.bot_token is None and "log_level" not in settings.model_fields_set
    set_up("ERROR" if talking else settings.log_level, secrets_of(settings, others))


def secrets_of(settings: Settings, others: Mapping[str, Settings]) -> list[str]:
    """Whatever of the settings of the bots of this process no line of the log may show: tokens, secrets, addresses with a
    password, and the passwords alone.
    """
    bots = (settings, *others.values())
    found = [
        secret.get_secret_value()
        for its in bots
        for secret in (its.bot_token, its.webhook_secret, its.metrics_secret, its.database_url)
        if secret
    ]
    return [
        *found,
        *credentials(settings.bot_api_url),
        *(one for its in bots for one in passwords(its.database)),
    ]
