"""What went wrong on the wire, as python-telegram-bot's errors.

| happened                                                       | raised                                |
|----------------------------------------------------------------|---------------------------------------|
| no connection was free in time; none was made in time          | NotSentInTime (a TimedOut, a NotSent) |
| no connection: refused, no such host, TLS, the proxy says no   | NotSent (a NetworkError)              |
| no answer in time, or the upload stood still                   | TimedOut                              |
| the connection broke, the answer is no HTTP, anything else     | NetworkError                          |
| the answer is no JSON object, or lies too deep                 | UnreadableAnswer                      |
| the answer is longer than any that is wanted                   | OversizedAnswer (a NetworkError)      |

Only NotSent promises that Telegram has not acted; after the others it may have. The texts are made here, of the kind of
failure and the system's own words, since aiohttp's texts quote the address.
"""

import os
import ssl

import aiohttp
from telegram.error import NetworkError, TelegramError, TimedOut


class NotSent(NetworkError):  # noqa: N818  python-telegram-bot's errors have no suffix either
    """The call never left: Telegram has not acted, and repeating it cannot double anything."""


class NotSentInTime(TimedOut, NotSent):
    """The call never left, because no connection was to be had in time."""


class UnreadableAnswer(TelegramError):  # noqa: N818  python-telegram-bot's errors have no suffix
    """An answer that is none of the Bot API's. Its text quotes nothing of it: it may be what people wrote."""

    def __init__(self, content: bytes) -> None:
        super().__init__("Invalid server response")
        self.beginning = content[:_BEGINNING]
        """Enough to find the number of the update that it holds, where it was to hold one."""


class OversizedAnswer(UnreadableAnswer, NetworkError):  # noqa: N818  as above
    """An answer that was given up as too long: nobody knows what was done."""


_BEGINNING = 4096
_NEVER_LEFT = (
    aiohttp.ClientConnectorError,  # DNS, TCP, TLS, the way to the proxy
    aiohttp.ClientHttpProxyError,  # the proxy refuses the tunnel
    aiohttp.ServerFingerprintMismatch,
    aiohttp.InvalidURL,
    aiohttp.NonHttpUrlClientError,
)


def failure(error: Exception) -> NetworkError:
    """The error to raise instead of `error`. Raise it outside the `except`, or `error` hangs on as its context."""
    if isinstance(error, aiohttp.ConnectionTimeoutError):
        return NotSentInTime("No connection in time. Request was *not* sent.")
    if isinstance(error, TimeoutError):  # aiohttp's own and asyncio's
        return TimedOut()
    told = type(error).__name__ + _reason(error)
    if isinstance(error, _NEVER_LEFT):
        return NotSent(f"{told}. Request was *not* sent.")
    return NetworkError(told)


def _reason(error: Exception) -> str:
    """The system's or the peer's words, without the address."""
    if isinstance(error, aiohttp.ClientConnectorCertificateError):
        verdict = error.certificate_error
        return f": {verdict.verify_message}" if isinstance(verdict, ssl.SSLCertVerificationError) else ""
    if isinstance(error, aiohttp.ClientConnectorDNSError):
        return f": {error.host} is not found"
    if isinstance(error, aiohttp.ClientResponseError):
        return f": status {error.status}"
    if isinstance(error, OSError) and error.errno is not None and error.errno > 0:
        return f": {os.strerror(error.errno)}"
    return ""
