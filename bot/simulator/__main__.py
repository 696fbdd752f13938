"""The simulator alone: `python -m bot.simulator`, for testing any bot. docs/simulator.md says how."""

import argparse
import asyncio
import secrets
import sys
from collections.abc import Sequence

from bot.simulator import door
from bot.simulator.control.api import ControlApi
from bot.simulator.control.bots import Bots
from bot.simulator.server import listening
from bot.simulator.specification import VERSION

PORT = 8081


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m bot.simulator",
        description=f"A simulated Telegram Bot API server (Bot API {VERSION}).",
    )
    parser.add_argument(
        "--host", default="127.0.0.1", help="the address to listen on; only this machine by default"
    )
    parser.add_argument("--port", type=int, default=PORT, help=f"{PORT} by default; 0 is any that is free")
    parser.add_argument(
        "--name",
        action="append",
        default=[],
        help="a host name by which clients ask, beside this machine's own",
    )
    parser.add_argument(
        "--token", action="append", default=[], help="the token of a bot that is there at the start"
    )
    return parser


async def serve(host: str, port: int, names: Sequence[str], tokens: Sequence[str]) -> None:
    """Serve until cancelled. Raises ValueError for a token that cannot be one, OSError where it cannot listen."""
    bots, secret = Bots(), secrets.token_urlsafe(24)
    try:
        for token in tokens:
            bots.make(token)
        control = ControlApi(bots, secret)
        known = (*door.LOOPBACK, *names)
        async with listening(bots.by_token, host, port, names=known, more=control.routes()) as url:
            print(f"Bot API: {url}\ncontrol: {url}/control\nsecret: {secret}", flush=True)
            await asyncio.get_running_loop().create_future()
    finally:
        await bots.close()


def main(arguments: Sequence[str] | None = None) -> int:
    """The exit status: 0 when stopped, 2 for arguments that cannot be used, 1 where the port cannot be had."""
    parser = _parser()
    asked = parser.parse_args(arguments)
    if asked.host not in door.LOOPBACK and not asked.name:
        parser.error(
            "--host beyond this machine needs --name: only the host names that are given are answered"
        )
    try:
        asyncio.run(serve(asked.host, asked.port, asked.name, asked.token))
    except KeyboardInterrupt:
        return 0
    except ValueError as error:
        parser.error(str(error))
    except OSError as error:
        print(f"cannot listen: {error.strerror}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
