"""What members of a group may not send where it is left to its administrators."""

from typing import Any

from bot.simulator.params import Upload
from tests.simulator.world import FORUM, HALL, HELLO, JPEG, PHOTO, SARI, Caller, World

FILE = Upload("a.bin", b"isi")
WITHHELD: list[tuple[str, dict[str, Any], str, str]] = [
    ("sendMessage", {"text": "halo"}, "can_send_messages", "text messages"),
    ("sendContact", {"phone_number": "0812", "first_name": "Sari"}, "can_send_messages", "contacts"),
    ("sendLocation", {"latitude": 1, "longitude": 1}, "can_send_messages", "locations"),
    ("sendPhoto", {"photo": Upload("a.jpg", JPEG)}, "can_send_photos", "photos"),
    ("sendDocument", {"document": FILE}, "can_send_documents", "documents"),
    ("sendVideo", {"video": FILE}, "can_send_videos", "videos"),
    ("sendVoice", {"voice": FILE}, "can_send_voice_notes", "voice notes"),
    ("sendAudio", {"audio": FILE}, "can_send_audios", "music"),
    ("sendSticker", {"sticker": FILE}, "can_send_other_messages", "stickers"),
    ("copyMessage", {"from_chat_id": SARI, "message_id": PHOTO}, "can_send_photos", "photos"),
    ("forwardMessage", {"from_chat_id": SARI, "message_id": HELLO}, "can_send_messages", "text messages"),
]


async def test_what_members_may_not_send(world: World, call: Caller) -> None:
    """Each kind for itself, in Telegram's words; an administrator may."""
    for method, given, permission, words in WITHHELD:
        for group in (world.hall, world.forum):
            group.restricts(permission)
        status, body = await call(method, chat_id=HALL, **given)
        refusal = f"Bad Request: not enough rights to send {words} to the chat"
        assert (status, body["description"]) == (400, refusal), method
        assert (await call(method, chat_id=FORUM, **given))[0] == 200, method
        world.hall.restricts()
        assert (await call(method, chat_id=HALL, **given))[0] == 200, method
