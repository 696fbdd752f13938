"""The way out of a closed network, as the system's variables (HTTPS_PROXY, ALL_PROXY, NO_PROXY ...) say it."""

from collections.abc import Iterator
from contextlib import suppress
from ipaddress import IPv4Network, IPv6Network, ip_address, ip_network
from urllib.parse import SplitResult, unquote, urlsplit
from urllib.request import getproxies, proxy_bypass

from bot.addresses import is_address

_PORTS = {"http": 80, "https": 443}


class ProxyError(ValueError):
    """A proxy cannot be used. The message is a sentence without the address: it may hold a password."""


def checked(proxy: str) -> str:
    """The address of a proxy; without a scheme, like `host:3128`, it is an http:// one. Raises ProxyError."""
    address = proxy.strip()
    if "://" not in address:
        address = f"http://{address}"
    scheme = address.partition("://")[0].casefold()
    if scheme.startswith("socks"):
        raise ProxyError(
            "The proxy cannot be used: SOCKS is not supported, only http:// and https:// (the address is not shown)."
        )
    if scheme not in _PORTS or not is_address(address):
        raise ProxyError(
            "The proxy cannot be used: its address must be like http://host:3128 (the address is not shown)."
        )
    return address


def proxy_to(url: str) -> str | None:
    """The proxy that the system's variables name for `url`; None for the direct way. Raises ProxyError."""
    target = urlsplit(url)
    found = getproxies()
    proxy = found.get(target.scheme) or found.get("all")
    return checked(proxy) if proxy and not _is_excepted(target, found.get("no", "")) else None


def credentials(*urls: str) -> list[str]:
    """Secrets in the system's proxy addresses and in `urls`, as it stands there and as it is meant: it is for no log."""
    found: set[str] = set()
    for url in (*getproxies().values(), *urls):
        shown, at, _ = url.partition("://")[2].rpartition("@") if "://" in url else url.rpartition("@")
        parts = (shown, shown.split(":", 1)[-1]) if at else ()
        found |= {spelling for part in parts if part for spelling in (part, unquote(part))}
    return sorted(found)


def _is_excepted(target: SplitResult, excepted: str) -> bool:
    """Whether a host is reached directly: NO_PROXY has its name or a domain above it, with any port or its own, or a network."""
    host = target.hostname or ""
    if proxy_bypass(f"{host}:{target.port or _PORTS.get(target.scheme, 0)}"):
        return True
    with suppress(ValueError):  # a name, there or here
        return any(ip_address(host) in network for network in _networks(excepted))
    return False


def _networks(excepted: str) -> Iterator[IPv4Network | IPv6Network]:
    for entry in excepted.split(","):
        with suppress(ValueError):
            yield ip_network(entry.strip().strip("[]"), strict=False)
