"""Invoices, and the questions before somebody pays. Nobody's money moves."""

import re
from typing import TYPE_CHECKING, Any

from bot.simulator.entities import length
from bot.simulator.errors import QUERY_TOO_OLD, bad_request
from bot.simulator.methods.model import models
from bot.simulator.methods.sending import SENDING, sent
from bot.simulator.params import Params

if TYPE_CHECKING:
    from bot.simulator.telegram import Telegram

TITLE, DESCRIPTION, PAYLOAD_BYTES = 32, 255, 128
STARS = "XTR"
_CURRENCY = re.compile(r"[A-Z]{3}")
_INVOICE = (
    "title",
    "description",
    "payload",
    "provider_token",
    "currency",
    "prices",
    "is_flexible",
)


def _invoice(params: Params) -> dict[str, Any]:
    """The Invoice object. Raises ApiError for what the server refuses."""
    title, description = str(params.get("title") or ""), str(params.get("description") or "")
    if not 1 <= length(title) <= TITLE:
        raise bad_request("INVOICE_TITLE_INVALID")
    if not 1 <= length(description) <= DESCRIPTION:
        raise bad_request("INVOICE_DESCRIPTION_INVALID")
    if not 1 <= len(str(params.get("payload") or "").encode()) <= PAYLOAD_BYTES:
        raise bad_request("INVOICE_PAYLOAD_INVALID")
    currency = str(params.get("currency") or "")
    if not _CURRENCY.fullmatch(currency):
        raise bad_request("CURRENCY_INVALID")
    if currency != STARS and not params.get("provider_token"):
        raise bad_request("PAYMENT_PROVIDER_INVALID")
    prices = params.get("prices")
    if not isinstance(prices, list) or not prices or not all(price.get("label") for price in prices):
        raise bad_request("can't parse prices JSON object")
    return {
        "title": title,
        "description": description,
        "start_parameter": str(params.get("start_parameter") or ""),
        "currency": currency,
        "total_amount": sum(int(price["amount"]) for price in prices),
    }


@models("sendInvoice", *SENDING, *_INVOICE, "start_parameter")
def _send_invoice(telegram: "Telegram", params: Params) -> Any:
    message = sent(telegram, params, {"invoice": _invoice(params)})
    telegram.payments.offers(message, str(params["payload"]), is_flexible=bool(params.get("is_flexible")))
    return message


@models("createInvoiceLink", *_INVOICE)
def _create_link(telegram: "Telegram", params: Params) -> Any:
    _invoice(params)
    return f"https://t.me/$simulated{telegram.new_id()}"


@models("answerShippingQuery", "shipping_query_id", "ok", "shipping_options", "error_message")
def _answer_shipping(telegram: "Telegram", params: Params) -> Any:
    options = params.get("shipping_options") or []
    _check(params, needs=not options)
    if not telegram.payments.ships(str(params.get("shipping_query_id")), options if params.get("ok") else []):
        raise bad_request(QUERY_TOO_OLD)
    return True


@models("answerPreCheckoutQuery", "pre_checkout_query_id", "ok", "error_message")
def _answer_checkout(telegram: "Telegram", params: Params) -> Any:
    _check(params)
    number, ok = str(params.get("pre_checkout_query_id")), bool(params.get("ok"))
    if not telegram.payments.concludes(number, ok=ok):
        raise bad_request(QUERY_TOO_OLD)
    return True


def _check(params: Params, *, needs: bool = False) -> None:
    """Refuse a yes that lacks what it needs, and a no without a word."""
    if params.get("ok") and needs:
        raise bad_request("can't parse shipping options JSON object")
    if not params.get("ok") and not params.get("error_message"):
        raise bad_request("error message must be non-empty")
