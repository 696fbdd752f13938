"""Methods by which the bot gets its updates: by asking, or delivered."""

import ipaddress
import re
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from bot.simulator.delivery import CONNECTIONS, WebhookSetting
from bot.simulator.errors import WEBHOOK_ACTIVE, bad_request, conflict
from bot.simulator.methods.model import models
from bot.simulator.params import Params, whole
from bot.simulator.updates import LONGEST_POLL, MOST

if TYPE_CHECKING:
    from bot.simulator.telegram import Telegram

PORTS = frozenset({443, 80, 88, 8443})
MOST_CONNECTIONS, SECRET = 100, 256
_SECRET = re.compile(r"[A-Za-z0-9_-]*")


@models("getUpdates", "offset", "limit", "timeout", "allowed_updates")
async def _get_updates(telegram: "Telegram", params: Params) -> Any:
    if telegram.webhook:
        raise conflict(WEBHOOK_ACTIVE)
    _allow(telegram, params)
    return await telegram.updates.fetch(
        whole(params, "offset"),
        min(max(whole(params, "limit", MOST), 1), MOST),
        min(max(whole(params, "timeout"), 0), LONGEST_POLL),
    )


@models(
    "setWebhook",
    "url",
    "allowed_updates",
    "secret_token",
    "max_connections",
    "drop_pending_updates",
    "ip_address",
)
def _set_webhook(telegram: "Telegram", params: Params) -> Any:
    url, secret = str(params.get("url") or ""), str(params.get("secret_token") or "")
    if not url:
        return _delete_webhook(telegram, params)
    _check(url, secret)
    telegram.updates.end_poll("terminated by setWebhook request")
    most = min(max(whole(params, "max_connections", CONNECTIONS), 1), MOST_CONNECTIONS)
    if params.get("drop_pending_updates"):
        telegram.updates.drop()
    _allow(telegram, params)
    hook = WebhookSetting(url, secret, most, str(params.get("ip_address") or ""))
    if telegram.webhook is None or telegram.webhook.given != hook.given:
        telegram.webhook = hook
        telegram.updates.stir()
    return True


def _check(url: str, secret: str) -> None:
    """Refuse an address or a secret that cannot be one."""
    try:
        parts = urlsplit(url if "://" in url else f"https://{url}")
        port = parts.port or 443
    except ValueError:
        raise bad_request("invalid webhook URL specified") from None
    if not parts.hostname or parts.scheme not in {"http", "https"}:
        raise bad_request("invalid webhook URL specified")
    if len(secret) > SECRET:
        raise bad_request("secret token is too long")
    if not _SECRET.fullmatch(secret):
        raise bad_request("secret token contains unallowed characters")
    if parts.scheme == "http":
        raise bad_request("bad webhook: An HTTPS URL must be provided for webhook")
    if port not in PORTS:
        raise bad_request("bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443")
    if _reserved(parts.hostname):
        raise bad_request(f"bad webhook: IP address {parts.hostname} is reserved")


def _reserved(host: str) -> bool:
    try:
        return not ipaddress.ip_address(host).is_global
    except ValueError:
        return False


@models("deleteWebhook", "drop_pending_updates")
def _delete_webhook(telegram: "Telegram", params: Params) -> Any:
    if params.get("drop_pending_updates"):
        telegram.updates.drop()
    telegram.webhook = None
    telegram.updates.stir()
    return True


@models("getWebhookInfo")
def _webhook_info(telegram: "Telegram", _: Params) -> Any:
    info = {"url": "", "has_custom_certificate": False, "pending_update_count": len(telegram.pending)}
    hook = telegram.webhook
    if hook:
        info |= {"url": hook.url, "max_connections": hook.max_connections}
        if hook.ip_address:
            info["ip_address"] = hook.ip_address
        if hook.last_error_message:
            info |= {
                "last_error_date": hook.last_error_date,
                "last_error_message": hook.last_error_message,
            }
    if telegram.updates.allowed is not None:
        info["allowed_updates"] = sorted(telegram.updates.allowed)
    return info


def _allow(telegram: "Telegram", params: Params) -> None:
    kinds = params.get("allowed_updates")
    if isinstance(kinds, list):
        telegram.updates.allow([kind for kind in kinds if isinstance(kind, str)])
