"""Somebody pays an invoice: the bot is asked where it ships and whether it may be, and is told what was paid."""

from datetime import timedelta
from typing import Any

import pytest

from tests.simulator.world import SARI, Caller, World

INVOICE = {
    "title": "Buku",
    "description": "Sebuah buku",
    "payload": "buku-1",
    "provider_token": "x",
    "currency": "IDR",
    "prices": [{"label": "Buku", "amount": 5000}, {"label": "Pajak", "amount": 500}],
}


async def _sent(call: Caller, **more: Any) -> int:
    status, body = await call("sendInvoice", chat_id=SARI, **(INVOICE | more))
    assert status == 200, body
    assert body["result"]["invoice"]["total_amount"] == 5500
    return int(body["result"]["message_id"])


async def test_paid(world: World, call: Caller) -> None:
    query = world.sari.pays(await _sent(call))["pre_checkout_query"]
    assert (query["total_amount"], query["invoice_payload"]) == (5500, "buku-1")
    status, _ = await call("answerPreCheckoutQuery", pre_checkout_query_id=query["id"], ok=True)
    assert status == 200
    paid = world.telegram.pending[-1]["message"]["successful_payment"]
    assert (paid["total_amount"], paid["currency"]) == (5500, "IDR")
    status, _ = await call("answerPreCheckoutQuery", pre_checkout_query_id=query["id"], ok=True)
    assert status == 400


async def test_shipped(world: World, call: Caller) -> None:
    query = world.sari.pays(await _sent(call, is_flexible=True))["shipping_query"]
    ways = [{"id": "pos", "title": "Pos", "prices": [{"label": "Pos", "amount": 1000}]}]
    status, _ = await call(
        "answerShippingQuery", shipping_query_id=query["id"], ok=True, shipping_options=ways
    )
    assert status == 200
    asked = world.telegram.pending[-1]["pre_checkout_query"]
    assert (asked["total_amount"], asked["shipping_option_id"]) == (6500, "pos")


async def test_not_paid(world: World, call: Caller) -> None:
    """The bot says no, or nothing in time."""
    number = await _sent(call)
    before = len(world.sari.messages())
    query = world.sari.pays(number)["pre_checkout_query"]["id"]
    _, body = await call("answerPreCheckoutQuery", pre_checkout_query_id=query, ok=False)
    assert body["description"] == "Bad Request: error message must be non-empty"
    status, _ = await call(
        "answerPreCheckoutQuery", pre_checkout_query_id=query, ok=False, error_message="Habis"
    )
    assert status == 200
    late = world.sari.pays(number)["pre_checkout_query"]["id"]
    world.clock.move(timedelta(seconds=11))
    status, _ = await call("answerPreCheckoutQuery", pre_checkout_query_id=late, ok=True)
    assert status == 400
    assert len(world.sari.messages()) == before


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"title": "a" * 33}, "INVOICE_TITLE_INVALID"),
        ({"description": ""}, "INVOICE_DESCRIPTION_INVALID"),
        ({"payload": ""}, "INVOICE_PAYLOAD_INVALID"),
        ({"currency": "rupiah"}, "CURRENCY_INVALID"),
        ({"provider_token": ""}, "PAYMENT_PROVIDER_INVALID"),
        ({"prices": []}, "can't parse prices JSON object"),
    ],
)
async def test_invoices_that_are_refused(call: Caller, wrong: dict[str, Any], words: str) -> None:
    _, body = await call("sendInvoice", chat_id=SARI, **(INVOICE | wrong))
    assert words in body["description"]
