"""Addresses of servers: which can be one at all, and which are on this machine."""

import re
from ipaddress import ip_address
from urllib.parse import urlsplit

_NAME = re.compile(r"[A-Za-z0-9_-]+(?:\.[A-Za-z0-9_-]+)*\.?")


def is_address(url: str) -> bool:
    """Whether `url` names a host that can exist, and no port or one that does."""
    try:
        parts = urlsplit(url)
        return _can_be_a_host(parts.hostname or "") and parts.port != 0
    except ValueError:
        return False


def _can_be_a_host(host: str) -> bool:
    try:
        ip_address(host)
    except ValueError:
        return bool(_NAME.fullmatch(host.encode("idna").decode()))
    return True


def is_this_machine(url: str) -> bool:
    """Whether an address is one of the machine that the process runs on, as a Bot API server beside the bot has."""
    host = urlsplit(url).hostname or ""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost" or host.endswith(".localhost")
