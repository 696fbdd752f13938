"""Payments on their way: somebody pays an invoice, the bot is asked, and what was paid is told."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from bot.simulator.people import Person
    from bot.simulator.telegram import Telegram

PAID_WITHIN = 10
"""Seconds in which the bot must answer before a payment."""
_ADDRESS = {
    "country_code": "ID",
    "state": "",
    "city": "Bandung",
    "street_line1": "Jalan Contoh 1",
    "street_line2": "",
    "post_code": "40111",
}


@dataclass(frozen=True, slots=True)
class _Offer:
    message: dict[str, Any]
    payload: str
    is_flexible: bool


@dataclass(slots=True)
class _Payment:
    person: "Person"
    offer: _Offer
    asked: float
    option: dict[str, Any] | None = None

    @property
    def amount(self) -> int:
        """Amount in the smallest units of the currency, shipping included."""
        shipping = sum(int(price["amount"]) for price in self.option["prices"]) if self.option else 0
        return int(self.offer.message["invoice"]["total_amount"]) + shipping

    def content(self) -> dict[str, Any]:
        """Fields that a query and the message about the payment have in common."""
        return {
            "currency": self.offer.message["invoice"]["currency"],
            "total_amount": self.amount,
            "invoice_payload": self.offer.payload,
            **({"shipping_option_id": self.option["id"]} if self.option else {}),
        }


class Payments:
    """The invoices of one bot, and the payments that wait for its answer."""

    def __init__(self, telegram: "Telegram") -> None:
        self._telegram = telegram
        self._offers: dict[tuple[int, int], _Offer] = {}
        self._waiting: dict[str, _Payment] = {}

    def offers(self, message: dict[str, Any], payload: str, *, is_flexible: bool) -> None:
        """A message with an invoice was sent."""
        self._offers[message["chat"]["id"], message["message_id"]] = _Offer(message, payload, is_flexible)

    def begins(self, person: "Person", chat: int, message: int) -> dict[str, Any]:
        """Somebody pays: the update `shipping_query`, or `pre_checkout_query`. Raises LookupError for no invoice."""
        payment = _Payment(person, self._offers[chat, message], 0)
        if not payment.offer.is_flexible:
            return self._asks(payment)
        number = self._waits(payment)
        query = {"id": number, "from": person.user, "invoice_payload": payment.offer.payload}
        return self._telegram.happens("shipping_query", {**query, "shipping_address": _ADDRESS})

    def ships(self, number: str, options: list[dict[str, Any]]) -> bool:
        """The bot's ways to ship, of which the first is taken; none: it does not. Whether the query waited still."""
        payment = self._taken(number)
        if payment and options:
            payment.option = options[0]
            self._asks(payment)
        return payment is not None

    def concludes(self, number: str, *, ok: bool) -> bool:
        """The bot's last word; where it is yes, the payment is told in the chat. Whether the query waited still."""
        payment = self._taken(number)
        if payment and ok:
            receipt = {**payment.content(), "telegram_payment_charge_id": f"t{number}"}
            receipt["provider_payment_charge_id"] = f"p{number}"
            chat = payment.offer.message["chat"]
            message = {"from": payment.person.user, "successful_payment": receipt}
            self._telegram.happens("message", self._telegram.keep(chat, message))
        return payment is not None

    def _asks(self, payment: _Payment) -> dict[str, Any]:
        query = {"id": self._waits(payment), "from": payment.person.user, **payment.content()}
        return self._telegram.happens("pre_checkout_query", query)

    def _waits(self, payment: _Payment) -> str:
        number = self._telegram.new_id()
        payment.asked = self._telegram.clock().timestamp()
        self._waiting[number] = payment
        return number

    def _taken(self, number: str) -> _Payment | None:
        payment = self._waiting.pop(number, None)
        late = payment and self._telegram.clock().timestamp() - payment.asked > PAID_WITHIN
        return None if late else payment
