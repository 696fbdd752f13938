"""The testing language of `tests/staff.py`, where the bot is a few calls: it finds what stands there and refuses what does not."""

from typing import Any

import pytest

from tests.simulator.world import DESK, FORUM, SARI, TOPIC, World
from tests.staff import Staff

CODE, OTHER = "7K3QX-M", "00010-4"
TAKE = {
    "inline_keyboard": [
        [{"text": "Ambil", "callback_data": "1:a"}, {"text": "Tutup", "callback_data": "1:b"}]
    ]
}
GIVE = {"inline_keyboard": [[{"text": "Lepas", "callback_data": "1:c"}]]}


class Around:
    """The world, with a bot that answers each tap and nothing else."""

    def __init__(self, world: World) -> None:
        self.telegram = world.telegram

    async def settles(self) -> None:
        for number in list(self.telegram.open_queries):
            await self.calls("answerCallbackQuery", callback_query_id=number, text=f"Baik {number}")

    async def calls(self, method: str, **params: Any) -> Any:
        return await self.telegram.call(method, params)

    async def has_card(self, chat: int, code: str = CODE, **params: Any) -> int:
        """A case's card, in the topic or a group without; gives its number."""
        card = await self.calls(
            "sendMessage", chat_id=chat, text=f"Kasus {code}", reply_markup=TAKE, **params
        )
        return int(card["message_id"])


@pytest.fixture(name="around")
def _around(world: World) -> Around:
    return Around(world)


async def test_in_a_forum(world: World, around: Around) -> None:
    """The case's topic is where it is spoken of."""
    rini = Staff(around, 31, "Rini", world.forum)
    assert world.forum.members[31].is_in
    card = await around.has_card(FORUM, message_thread_id=TOPIC)
    await around.calls("sendMessage", chat_id=FORUM, message_thread_id=TOPIC, text="Operator: halo")
    await around.calls("sendMessage", chat_id=FORUM, text="Di luar")
    assert (rini.card(CODE)["message_id"], rini.thread(CODE)) == (card, TOPIC)
    assert rini.said(CODE) == ["Kartu", f"Kasus {CODE}", "Operator: halo"]
    await rini.answers(CODE, "sudah kami cek")
    assert rini.own["text"] == "sudah kami cek"
    assert (rini.own["message_thread_id"], rini.own["is_topic_message"]) == (TOPIC, True)
    await rini.sends("photo", CODE, "lihat")
    await rini.edits("lihat ini")
    assert rini.own["caption"] == "lihat ini"
    await rini.sends_album(["photo", "photo"], CODE, "dua")
    assert rini.own["caption"] == "dua"
    assert world.forum.messages()[-1]["media_group_id"] == rini.own["media_group_id"]
    await rini.says("catatan", TOPIC)
    await rini.replies(rini.card(CODE), "baik")
    assert rini.own["reply_to_message"]["message_id"] == card
    assert rini.own["message_thread_id"] == TOPIC
    await rini.says("umum")
    assert "message_thread_id" not in rini.own


async def test_in_a_group_without_topics(world: World, around: Around) -> None:
    """What is below a case's card is about it, however far."""
    rini = Staff(around, 31, "Rini", world.desk)
    card = await around.has_card(DESK)
    await around.has_card(DESK, OTHER)
    await rini.answers(CODE, "baik")
    assert rini.own["reply_to_message"]["message_id"] == card
    assert rini.thread(CODE) is None
    for replied, text in ((card, "Operator: halo"), (rini.own["message_id"], "Belum terkirim")):
        await around.calls("sendMessage", chat_id=DESK, text=text, reply_parameters={"message_id": replied})
    assert rini.said(CODE) == ["Operator: halo", "Belum terkirim"]
    assert rini.said(OTHER) == []
    await rini.sends_album(["document", "document"], CODE)
    assert rini.own["reply_to_message"]["message_id"] == card


async def test_tapping(world: World, around: Around) -> None:
    """Only what is there, and each sees the words over their own taps."""
    rini, joko = (Staff(around, number, name, world.desk) for number, name in ((31, "Rini"), (32, "Joko")))
    card = await around.has_card(DESK)
    await around.has_card(DESK, OTHER)
    await rini.taps("Ambil", CODE)
    tap = world.telegram.pending[-1]["callback_query"]
    assert (tap["from"]["id"], tap["message"]["message_id"], tap["data"]) == (31, card, "1:a")
    assert len(rini.toasts) == 1
    assert joko.toasts == []
    await rini.taps_again()
    assert world.telegram.pending[-1]["callback_query"]["data"] == "1:a"
    await around.calls("editMessageReplyMarkup", chat_id=DESK, message_id=card, reply_markup=GIVE)
    assert joko.buttons(CODE) == ["Lepas"]
    with pytest.raises(LookupError, match=r"no button \[Ambil\] for 7K3QX-M; there are \[Lepas\]"):
        await joko.taps("Ambil", CODE)
    await joko.taps_old("Tutup", CODE)
    assert world.telegram.pending[-1]["callback_query"]["data"] == "1:b"
    with pytest.raises(LookupError, match=r"no earlier button \[Ambil\] for 00010-4; there were none"):
        await joko.taps_old("Ambil", OTHER)
    await joko.says("halo")
    assert joko.toasts == []


async def test_a_card_without_buttons(world: World, around: Around) -> None:
    """It is the one that is pinned; a list outside of the topics is none."""
    rini = Staff(around, 31, "Rini", world.forum)
    plain = {"chat_id": FORUM, "message_thread_id": TOPIC, "text": f"Kasus {CODE}"}
    card = (await around.calls("sendMessage", **plain))["message_id"]
    with pytest.raises(LookupError, match="no card of 7K3QX-M; there are 7K3QX-M"):
        rini.card(CODE)
    await around.calls("pinChatMessage", chat_id=FORUM, message_id=card)
    await around.has_card(FORUM)
    assert rini.card(CODE)["message_id"] == card
    with pytest.raises(LookupError, match="no card of 00010-4"):
        await rini.answers(OTHER, "halo")


async def test_reactions(world: World, around: Around) -> None:
    """The bot's, not other people's."""
    rini = Staff(around, 31, "Rini", world.forum)
    await rini.says("halo", TOPIC)
    assert rini.reactions(rini.own) == []
    world.wayan.reacts(rini.own["message_id"], "👎", world.forum)
    where = {"chat_id": FORUM, "message_id": rini.own["message_id"]}
    await around.calls("setMessageReaction", **where, reaction=[{"type": "emoji", "emoji": "👍"}])
    assert rini.reactions(rini.own) == ["👍"]


async def test_what_is_no_test(world: World, around: Around) -> None:
    """A message of another chat, a tap again before the first, an edit of nothing."""
    rini = Staff(around, 31, "Rini", world.forum)
    with pytest.raises(AssertionError, match="stands in another chat"):
        await rini.replies(world.telegram.message(SARI, 1), "halo")
    with pytest.raises(AssertionError, match="nothing was tapped yet"):
        await rini.taps_again()
    with pytest.raises(LookupError, match="Rini has written nothing yet"):
        await rini.edits("halo")
