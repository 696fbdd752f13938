"""Members of a group, and what they may do there."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from bot.simulator.permissions import PERMISSIONS

RIGHTS = frozenset(
    {
        "can_change_info",
        "can_delete_messages",
        "can_delete_stories",
        "can_edit_stories",
        "can_invite_users",
        "can_manage_chat",
        "can_manage_tags",
        "can_manage_topics",
        "can_manage_video_chats",
        "can_pin_messages",
        "can_post_stories",
        "can_promote_members",
        "can_restrict_members",
    }
)
"""An administrator's rights in a group."""
ANONYMOUS = {"id": 1087968824, "is_bot": True, "first_name": "Group", "username": "GroupAnonymousBot"}
"""Who an anonymous administrator's messages are from."""


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody's standing in a group: `creator`, `administrator`, `member`, `restricted`, `left` or `kicked`.

    `rights`: of an administrator's RIGHTS, or of the permissions that somebody restricted has kept; `until`: when a
    restriction or a ban ends, in seconds since 1970, 0 for never.
    """

    user: dict[str, Any]
    status: str = "member"
    rights: frozenset[str] = frozenset()
    anonymous: bool = False
    until: int = 0

    @property
    def is_in(self) -> bool:
        return self.status not in {"left", "kicked"}

    @property
    def is_administrator(self) -> bool:
        return self.status in {"creator", "administrator"}

    def may(self, right: str) -> bool:
        return self.status == "creator" or right in self.rights

    def content(self) -> dict[str, Any]:
        """The ChatMember object."""
        member: dict[str, Any] = {"user": self.user, "status": self.status}
        match self.status:
            case "creator":
                member["is_anonymous"] = self.anonymous
            case "administrator":
                member |= {right: right in self.rights for right in RIGHTS}
                member |= {"can_be_edited": False, "is_anonymous": self.anonymous}
            case "restricted":
                member |= {permission: permission in self.rights for permission in PERMISSIONS}
                member |= {"is_member": True, "until_date": self.until}
            case "kicked":
                member["until_date"] = self.until
        return member


def administrator(user: dict[str, Any], rights: Iterable[str] = (), *, anonymous: bool = False) -> Member:
    """An administrator with these rights. ValueError for what is no right in a group."""
    unknown = set(rights) - RIGHTS
    if unknown:
        raise ValueError(f"no rights in a group: {', '.join(sorted(unknown))}")
    return Member(user, "administrator", frozenset(rights) | {"can_manage_chat"}, anonymous)
