"""The door of the local server: no other website in the same browser comes in, and nothing served here acts as a page.

A request is let in by the name that it calls this machine by, so that no foreign name can be pointed here (DNS
rebinding), and not where a browser says that a page from elsewhere makes it.
"""

from collections.abc import Awaitable, Callable, Iterable
from urllib.parse import urlsplit

from aiohttp import web

from bot.simulator.errors import forbidden

LOOPBACK = ("127.0.0.1", "localhost", "::1")
_ELSEWHERE = frozenset({"cross-site", "same-site"})
_HEADERS = {
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'; sandbox",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
ATTACHED = {"Content-Disposition": "attachment"}
"""Header of what somebody has uploaded: it is saved, and opened by nothing here."""

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


def closes(application: web.Application, names: Iterable[str] = LOOPBACK) -> None:
    """Close the application to all but requests by one of these host names, whatever the port, from no foreign page;
    and every answer has headers that keep it from being framed or run, where its handler sets no others.
    """
    known = frozenset(name.casefold() for name in names)

    @web.middleware
    async def guard(request: web.Request, handler: Handler) -> web.StreamResponse:
        if not _is_let_in(request, known):
            error = forbidden("only for this machine's own names and pages")
            return web.json_response(error.body(), status=error.code)
        return await handler(request)

    async def protects(_: web.Request, response: web.StreamResponse) -> None:
        for name, value in _HEADERS.items():
            response.headers.setdefault(name, value)

    application.middlewares.append(guard)
    application.on_response_prepare.append(protects)


def _is_let_in(request: web.Request, names: frozenset[str]) -> bool:
    try:
        name = urlsplit(f"//{request.host}").hostname
    except ValueError:
        return False
    if name not in names:
        return False
    origin = request.headers.get("Origin")
    if origin is not None and urlsplit(origin).netloc.casefold() != request.host.casefold():
        return False
    # What sends no Origin: a foreign page's pictures and scripts. To be led to the page itself does no harm.
    return request.headers.get("Sec-Fetch-Site") not in _ELSEWHERE or request.path == "/"
