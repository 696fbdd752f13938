"""The commands for whoever runs the bot: look, back up, restore, move, switch the mode."""

import argparse
import asyncio
from collections.abc import Sequence
from datetime import datetime

from telegram import Bot

from bot.app import clock
from bot.exit_status import CommandError
from bot.incoming.single_mode import unhook
from bot.operations.learned import report, weights
from bot.operations.unread_report import kept_as_test, listed
from bot.settings import Settings
from bot.store.address import is_served, shown
from bot.store.connection import SHARDS
from bot.store.copies import back_up, restore
from bot.store.figures import Figures, counted, figures
from bot.store.inspection import in_use, look, size_of
from bot.store.interface import WrongDatabaseError
from bot.transport import AiohttpRequest
from bot.transport.proxies import proxy_to


def parser() -> argparse.ArgumentParser:
    """The command line of `python -m bot`."""
    top = argparse.ArgumentParser(prog="python -m bot", description="Without a command: serve.")
    commands = top.add_subparsers(dest="command", metavar="COMMAND")
    commands.add_parser("status", help="how the database stands; the bot may run")
    copy = commands.add_parser("backup", help="copy the database to a new file; the bot may run")
    copy.add_argument("file", metavar="FILE")
    put_back = commands.add_parser(
        "restore", help="put a backup in the database's place; the bot must not run"
    )
    put_back.add_argument("file", metavar="FILE")
    move = commands.add_parser(
        "copy-store", help="copy everything from a file to PostgreSQL, or back; no bot may run on either"
    )
    move.add_argument("source", metavar="FROM", help="a file's path, or postgresql://…")
    move.add_argument("target", metavar="TO", help="the other kind; nothing may be in it")
    unclear = commands.add_parser("unclear", help="what the bot did not understand, by question")
    unclear.add_argument(
        "file",
        metavar="N[=LABEL]",
        nargs="?",
        help="make number N a test: it means LABEL, or what the person then tapped",
    )
    commands.add_parser(
        "report", help="where staff found something else than the rules, and what was not understood"
    )
    commands.add_parser(
        "weights", help="the order's numbers as closed cases would have them; nothing is applied"
    )
    check = commands.add_parser(
        "check", help="play conversations from files, and say where they go otherwise"
    )
    check.add_argument("paths", metavar="FOLDER_OR_FILE", nargs="+")
    check.add_argument("--update", action="store_true", help="write what the bot says into the files")
    table = commands.add_parser("cek", help="judge a table of schools, XLSX or CSV, a school a row")
    table.add_argument("file", metavar="FILE")
    table.add_argument("--to", metavar="RESULT", help="where the judged table goes; without it, beside FILE")
    again = commands.add_parser(
        "replay", help="print a case as a transcript, and write it as one; the bot may run"
    )
    again.add_argument("code", metavar="CODE")
    again.add_argument("--to", metavar="FILE", help="where to; without it, among the project's transcripts")
    commands.add_parser("unhook", help="delete the webhook, so that updates can be fetched again")
    return top


def run(command: str, file: str | None, settings: Settings) -> Sequence[str]:
    """Carry out a command; gives the lines to show. Raises StoreError, TelegramError."""
    path = settings.database_path
    if command == "status":
        return status(settings.database, clock())
    if command == "unclear":
        return unclear(settings.database, file)
    if command in {"backup", "restore"} and settings.database_url:
        raise CommandError(
            f"DATABASE_URL is set: for {command}, docs/operations.md says how pg_dump is used."
        )
    if command == "backup":
        assert file is not None
        size = back_up(path, file)
        return [f"{file} was written and found whole: {size} bytes."]
    if command == "restore":
        assert file is not None
        kept = restore(path, file, clock())
        return [f"{path} is now {file}.", *([f"The former one is kept as {kept}."] if kept else [])]
    if command in {"report", "weights"}:
        return look(settings.database, report if command == "report" else weights)
    return asyncio.run(_unhook(settings))


def copy_store(source: str, target: str, now: datetime) -> list[str]:
    """Copy the store at `source` to `target`, a file's path and an address of PostgreSQL's, or the other way round; gives
    lines that say what was copied. Raises RefusedStoreError, BrokenStoreError; then nothing of it is in `target`.
    """
    if is_served(source) == is_served(target):
        raise WrongDatabaseError(
            "copy-store takes a file's path and an address like postgresql://user@host/database, in either order; "
            "from a file to a file go backup and restore, from server to server pg_dump."
        )
    look(source, lambda _: None)
    from bot.store.postgres.moving import move  # noqa: PLC0415  who has a file needs nothing of it

    return [
        *move(source, target, now),
        f"{shown(target)} has all that {shown(source)} has, row by row. Let the bot use only one of them from now on.",
    ]


async def _unhook(settings: Settings) -> list[str]:
    if settings.bot_token is None:
        raise CommandError("BOT_TOKEN is needed for this.")
    proxy_to(settings.bot_api_url)
    base = settings.bot_api_url.rstrip("/")
    request = AiohttpRequest()
    bot = Bot(
        settings.bot_token.get_secret_value(),
        f"{base}/bot",
        request=request,
        get_updates_request=AiohttpRequest(),
    )
    async with bot:
        was_set = await unhook(bot)
    return [
        "The webhook is deleted; Telegram keeps the updates for fetching."
        if was_set
        else "No webhook was set."
    ]


def unclear(where: str, wanted: str | None) -> list[str]:
    """Lines about the messages that were not understood; with `wanted` as `N=LABEL` or `N`, message N is made a test. Raises CommandError, StoreError."""
    try:
        return look(where, lambda db: listed(db) if wanted is None else [kept_as_test(db, wanted)])
    except ValueError as error:
        raise CommandError(str(error)) from None


def status(where: str, now: datetime) -> list[str]:
    """Lines that say how the database there stands. Raises RefusedStoreError, BrokenStoreError."""
    found = look(where, lambda db: figures(db, now, size_of(db)))
    return _lines(found, running=in_use(where), now=now)


def _lines(found: Figures, *, running: bool, now: datetime) -> list[str]:
    arrived = "never"
    if found.arrived:
        age = int((now - found.arrived).total_seconds())
        arrived = f"{found.arrived:%Y-%m-%d %H:%M:%S} UTC, {age} s ago"
    last = "last delivery" if found.mode == "webhook" else "last poll"
    return [
        f"running       {'yes' if running else 'no'}",
        *(
            f"process       {share.name.rpartition(' ')[2]} holds {share.shards} of {SHARDS}{', leads' if share.leads else ''}"
            for share in found.shares
        ),
        f"mode          {found.mode or 'never served'}",
        f"{last:<14}{arrived}",
        f"inbox         {counted(found.inbox)}; the oldest waits {found.inbox_age} s",
        f"set aside     {found.inbox.get('aside', 0)}",
        f"outbox        {counted(found.outbox)}; the oldest is due for {found.outbox_age} s",
        f"failures      {counted(found.failures)}",
        f"people        {found.people}, cases {found.cases}",
        f"left at       {counted(found.left)}",
        f"database      {found.size} bytes, schema {found.schema}",
        f"found whole   {f'{found.whole:%Y-%m-%d %H:%M:%S} UTC' if found.whole else 'not yet'}",
    ]
