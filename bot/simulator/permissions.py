"""Permissions in a group of those who are no administrators."""

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from typing import Any

PERMISSIONS = frozenset(
    {
        "can_add_web_page_previews",
        "can_change_info",
        "can_edit_tag",
        "can_invite_users",
        "can_manage_topics",
        "can_pin_messages",
        "can_react_to_messages",
        "can_send_audios",
        "can_send_documents",
        "can_send_messages",
        "can_send_other_messages",
        "can_send_photos",
        "can_send_polls",
        "can_send_video_notes",
        "can_send_videos",
        "can_send_voice_notes",
    }
)
LEFT_TO_ADMINISTRATORS = frozenset({"can_change_info", "can_manage_topics", "can_pin_messages"})
"""What a group withholds from everybody else, as long as nobody says otherwise."""
NEEDED = {
    "text": ("can_send_messages", "text messages"),
    "poll": ("can_send_polls", "polls"),
    "dice": ("can_send_other_messages", "dice"),
    "invoice": ("can_send_other_messages", "invoices"),
    "contact": ("can_send_messages", "contacts"),
    "venue": ("can_send_messages", "venues"),
    "location": ("can_send_messages", "locations"),
    "photo": ("can_send_photos", "photos"),
    "animation": ("can_send_other_messages", "animations"),  # before the document that it is as well
    "document": ("can_send_documents", "documents"),
    "video": ("can_send_videos", "videos"),
    "video_note": ("can_send_video_notes", "video notes"),
    "voice": ("can_send_voice_notes", "voice notes"),
    "audio": ("can_send_audios", "music"),
    "sticker": ("can_send_other_messages", "stickers"),
}
"""Right that it takes to send a message, and Telegram's word for it where that is missing, by what the message is."""


def refusal_of(content: Mapping[str, Any], withheld: AbstractSet[str]) -> str | None:
    """Refusal of a message with this content where `withheld` is not permitted; None where it is sent."""
    kind = next((kind for kind in NEEDED if kind in content), None)
    if kind is None or NEEDED[kind][0] not in withheld:
        return None
    return f"not enough rights to send {NEEDED[kind][1]} to the chat"
