"""The control's page of documentation, made from its routes and the models of its requests."""

from collections.abc import Iterator, Sequence
from html import escape
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel

from bot.simulator.control.requests import ACTIONS
from bot.simulator.methods import METHODS
from bot.simulator.specification import VERSION

if TYPE_CHECKING:
    from bot.simulator.control.api import Route

_STYLE = "body{font:16px/1.5 system-ui;max-width:60rem;margin:2rem auto;padding:0 1rem}code{background:#eee}dt{margin-top:1rem}"


_ABOUT = (
    f"{len(METHODS)} methods of Bot API {VERSION} are modelled. A bot under test is given its token, and this server as its "
    "Bot API server. A test lets people act by what follows, in JSON, each request with the header "
    "Authorization: Bearer SECRET (printed at the start)."
)


def guide(routes: Sequence["Route"]) -> str:
    """A page in HTML."""
    title = "Simulated Bot API: its control"
    return "\n".join(
        [
            f'<!doctype html><html lang="en"><meta charset="utf-8"><title>{title}</title>',
            f"<style>{_STYLE}</style><h1>{title}</h1>",
            f"<p>{escape(_ABOUT)}</p>",
            "<h2>Routes</h2><dl>",
            *(_route(route) for route in routes),
            "</dl><h2>Actions, for <code>do</code></h2><dl>",
            *(_action(action) for action in ACTIONS),
            "</dl><h2>Modelled methods</h2>",
            f"<p>{', '.join(f'<code>{name}</code>' for name in sorted(METHODS))}</p></html>",
        ]
    )


def _route(route: "Route") -> str:
    body = f"<ul>{''.join(_fields(route.body))}</ul>" if route.body else ""
    return f"<dt><code>{route.method} {escape(route.path)}</code></dt><dd>{escape(route.about)}{body}</dd>"


def _action(model: type[BaseModel]) -> str:
    name = model.model_json_schema()["properties"]["act"]["const"]
    about = escape(" ".join((model.__doc__ or "").split()))
    return f'<dt><code>{{"act": "{name}", …}}</code></dt><dd>{about}<ul>{"".join(_fields(model))}</ul></dd>'


def _fields(model: type[BaseModel]) -> Iterator[str]:
    for name, field in model.model_fields.items():
        if name == "act":
            continue
        otherwise = "needed" if field.is_required() else f"else {_shown(field.default)}"
        yield f"<li><code>{escape(name)}</code>: {escape(_kind(field.annotation))}, {escape(otherwise)}</li>"


def _kind(annotation: Any) -> str:
    return getattr(annotation, "__name__", str(annotation)).replace("typing.", "")


def _shown(value: object) -> str:
    if value is None:
        return "null"
    return str(value).lower() if value not in ("", ()) else "empty"
