"""`make run-many`: the simulation with three processes of the bot on a throw-away PostgreSQL."""

import asyncio
import signal
import sys

from pydantic import SecretStr

from bot.exit_status import FAILED, WRONG_SETTINGS, end_with, ended
from bot.offline.cluster import NoServerError, cluster
from bot.offline.run import simulate
from bot.operations.log import set_up
from bot.settings import SettingsError, read_settings

PROCESSES = 3


def main() -> int:
    """The exit status, as of the bot."""
    try:
        settings = read_settings()
    except SettingsError as error:
        return end_with(str(error), WRONG_SETTINGS)
    set_up("ERROR" if "log_level" not in settings.model_fields_set else settings.log_level, [])
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # or the server would outlive this process
    try:
        with cluster() as server:
            there = settings.model_copy(update={"database_url": SecretStr(server.url())})
            return ended(lambda: asyncio.run(simulate(there, processes=PROCESSES)), there)
    except NoServerError as error:
        return end_with(str(error), FAILED)


if __name__ == "__main__":
    sys.exit(main())
