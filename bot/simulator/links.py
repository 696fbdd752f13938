"""Invite links, as people follow them."""

from collections import Counter
from dataclasses import dataclass, field
from typing import Any


@dataclass(slots=True)
class InviteLinks:
    """The links into one group, by their addresses, and how many have come by each."""

    known: dict[str, dict[str, Any]] = field(default_factory=dict)
    _used: Counter[str] = field(default_factory=Counter)

    def follow(self, address: str, now: int) -> dict[str, Any]:
        """The link that somebody follows at this time. Raises PermissionError where it leads in no more."""
        link = self.known.get(address)
        expired = link is None or link["is_revoked"] or now > link.get("expire_date", now)
        if link is None or expired or self._used[address] >= link.get("member_limit", float("inf")):
            raise PermissionError("the link has expired")
        self._used[address] += not link["creates_join_request"]
        return link
