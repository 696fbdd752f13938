"""What is new in a chat, as somebody sees it who looks again and again."""

from typing import Any

from bot.simulator.params import Upload
from bot.simulator.phone import Phone
from tests.simulator.world import BUTTON, FORUM, HELLO, JPEG, SARI, TOPIC, World


async def test_what_is_new(world: World) -> None:
    """What says or offers something else than before; buttons that go are not news."""
    phone = Phone(world.telegram, SARI)
    phone.look()

    async def news(method: str, **params: Any) -> list[int]:
        await world.telegram.call(method, {"chat_id": SARI, **params})
        return [message["message_id"] for message in phone.look().messages]

    assert await news("editMessageText", message_id=HELLO, text="Hai", reply_markup=BUTTON) == [HELLO]
    assert await news("editMessageReplyMarkup", message_id=HELLO) == []
    assert await news("editMessageReplyMarkup", message_id=HELLO, reply_markup=BUTTON) == [HELLO]
    (photo,) = await news("sendPhoto", photo=Upload("a.jpg", JPEG), caption="Lihat")
    assert await news("editMessageCaption", message_id=photo, caption="Lihat ini") == [photo]
    world.sari.says("halo")
    assert phone.look().messages == ()


async def test_what_only_tells_of_a_deed_is_no_news(world: World) -> None:
    phone = Phone(world.telegram, FORUM)
    phone.look()
    await world.telegram.call("createForumTopic", {"chat_id": FORUM, "name": "Kasus 2"})
    await world.telegram.call("closeForumTopic", {"chat_id": FORUM, "message_thread_id": TOPIC})
    assert phone.look().messages == ()
