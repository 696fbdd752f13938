"""Answering a tap, and an inline query."""

import re
from typing import TYPE_CHECKING, Any

from bot.simulator.checks import CALLBACK_TEXT
from bot.simulator.entities import length
from bot.simulator.errors import QUERY_TOO_OLD, bad_request
from bot.simulator.inline import check_result
from bot.simulator.methods.model import models
from bot.simulator.params import Params

if TYPE_CHECKING:
    from bot.simulator.telegram import Telegram

TAP_WAITS, SEARCH_WAITS = 60, 30
"""Seconds within which an answer is taken. Telegram names no number for a tap; people count some ten to sixty."""
_START = re.compile(r"[A-Za-z0-9_-]{1,64}")
RESULTS, NEXT_OFFSET_BYTES, RESULT_ID_BYTES = 50, 64, 64


def _close(telegram: "Telegram", queries: dict[str, float], number: object, seconds: float) -> None:
    """The query is answered. Refuses where it is too late, or was already."""
    asked = queries.pop(str(number), None)
    if asked is None or telegram.clock().timestamp() - asked > seconds:
        raise bad_request(QUERY_TOO_OLD)


@models("answerCallbackQuery", "callback_query_id", "text", "show_alert", "url", "cache_time")
def _answer(telegram: "Telegram", params: Params) -> Any:
    if length(params.get("text") or "") > CALLBACK_TEXT:
        raise bad_request("MESSAGE_TOO_LONG")
    url = params.get("url") or ""
    if url and not url.startswith((f"https://t.me/{telegram.bot_user['username']}?", "tg://")):
        raise bad_request("URL_INVALID")
    _close(telegram, telegram.open_queries, params.get("callback_query_id"), TAP_WAITS)
    return True


@models(
    "answerInlineQuery", "inline_query_id", "results", "cache_time", "is_personal", "next_offset", "button"
)
def _answer_search(telegram: "Telegram", params: Params) -> Any:
    results = params.get("results") or []
    if len(results) > RESULTS:
        raise bad_request("RESULTS_TOO_MUCH")
    numbers = [str(result.get("id") or "") for result in results]
    if any(not 1 <= len(number.encode()) <= RESULT_ID_BYTES for number in numbers):
        raise bad_request("RESULT_ID_INVALID")
    if len(set(numbers)) < len(numbers):
        raise bad_request("RESULT_ID_DUPLICATE")
    if len(str(params.get("next_offset") or "").encode()) > NEXT_OFFSET_BYTES:
        raise bad_request("NEXT_OFFSET_INVALID")
    for result in results:
        check_result(telegram, result)
    _check_link(params.get("button"))
    number = str(params.get("inline_query_id"))
    _close(telegram, telegram.open_searches, number, SEARCH_WAITS)
    telegram.inline.answers(number, results)
    return True


def _check_link(button: dict[str, Any] | None) -> None:
    """Refuse a button above the results that leads nowhere."""
    if button is None:
        return
    if not button.get("text"):
        raise bad_request("can't parse inline query results button: Can't find field \"text\"")
    start = button.get("start_parameter")
    if start is not None and not _START.fullmatch(str(start)):
        raise bad_request("START_PARAM_INVALID" if start else "START_PARAM_EMPTY")
    if start is None and "web_app" not in button:
        raise bad_request("exactly one of the fields of an inline query results button must be used")
