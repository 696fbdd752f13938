"""The other bots of this process: their names and tokens, from BOTS_FILE, and the settings of each.

A line is a name and a token; empty lines and those that begin with # do not count. Each bot has a database of its own beside
that of BOT_TOKEN, called by its name: a file in the same folder, or a schema. Everything else is as it is set for all.
"""

import re
from pathlib import Path
from urllib.parse import parse_qsl, urlencode

from pydantic import ValidationError

from bot.settings import Settings, SettingsError, Stated

_NAME = re.compile(r"[a-z][a-z0-9_]{1,30}")
_TAKEN = frozenset({"healthz", "readyz", "metrics", "public"})
"""Names that mean something else: paths of the bot of BOT_TOKEN, and the schema that is there."""


def read_bots(settings: Settings) -> dict[str, Settings]:
    """Settings of the other bots by their names. Raises SettingsError with every fault, by its line, and no token's value."""
    if settings.bots_file is None:
        return {}
    if settings.bot_token is None:
        raise SettingsError(
            "The settings cannot be used: BOTS_FILE needs BOT_TOKEN, the bot that the others stand beside."
        )
    try:
        lines = Path(settings.bots_file).read_text("utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        why = error.strerror if isinstance(error, OSError) else "it is no text in UTF-8"
        raise SettingsError(f"The file {settings.bots_file} cannot be read: {why}.") from None
    found: dict[str, Settings] = {}
    tokens = {settings.bot_token.get_secret_value()}
    faults: list[str] = []
    for number, line in enumerate(lines, 1):
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        name, _, token = line.strip().partition(" ")
        if not _NAME.fullmatch(name) or name in _TAKEN:
            faults.append(
                f"line {number}: a name is 2 to 31 of a-z, 0-9 and _, begins with a letter, and is not taken"
            )
        elif name in found or token.strip() in tokens or _database(settings, name) == settings.database:
            faults.append(f"line {number}: the bot {name}, its token or its database stands there already")
        else:
            tokens.add(token.strip())
            try:
                found[name] = _of_one(settings, name, token.strip())
            except ValidationError:
                faults.append(
                    f"line {number}: behind the name a token like 123456:ABC-def is needed (the value is not shown)"
                )
    if faults:
        raise SettingsError(f"The file {settings.bots_file} cannot be used: {'; '.join(faults)}.")
    return found


def _of_one(settings: Settings, name: str, token: str) -> Settings:
    """Raises ValidationError."""
    same = {key: getattr(settings, key) for key in Settings.model_fields if key != "bots_file"}
    served = _database(settings, name)
    where = {"database_url": served} if settings.database_url else {"database_path": served}
    webhook = {"webhook_url": f"{settings.webhook_url.rstrip('/')}/{name}"} if settings.webhook_url else {}
    return Stated(**{**same, **where, **webhook, "bot_token": token})


def _database(settings: Settings, name: str) -> str:
    """Where the store of the bot `name` is: beside that of BOT_TOKEN."""
    if settings.database_url is None:
        return str(Path(settings.database_path).with_name(f"{name}.db"))
    address, _, query = settings.database_url.get_secret_value().partition("?")
    others = [pair for pair in parse_qsl(query) if pair[0] != "search_path"]
    return f"{address}?{urlencode([*others, ('search_path', name)])}"
