"""What becomes of the copy of a file: when it is edited, and when it goes."""

from typing import Any

from tests.helpdesk.town import Town


def files(messages: list[dict[str, Any]], kind: str = "photo") -> list[dict[str, Any]]:
    return [message for message in messages if kind in message]


async def test_a_caption_that_needs_a_text_of_its_own_is_edited(here: Town) -> None:
    """The file's own caption says the same as before; the text below it says the new words."""
    await here.hands_over(here.sari)
    sent = here.sari.person.sends("photo", caption="lama " * 200)["message"]["message_id"]
    await here.world.settles()
    here.world.expected_refusals = 1  # the caption is not modified
    here.sari.person.edits(sent, "baru " * 200)
    await here.world.settles()
    (photo,) = files(here.contoh.messages())
    assert "lama" not in photo["caption"]
    (below,) = [
        m["text"]
        for m in here.contoh.messages()
        if "lama" in m.get("text", "") or "baru" in m.get("text", "")
    ]
    assert "baru" in below


async def test_a_caption_edited_to_what_it_says_already(here: Town) -> None:
    """Nothing is wrong with that, and the next edit comes through."""
    code = await here.hands_over(here.sari)
    await here.rini.sends("document", code, "panduan")
    here.world.expected_refusals = 1  # the caption is not modified
    await here.rini.edits("panduan")
    await here.rini.edits("panduan baru")
    (document,) = files(here.sari.person.messages(), "document")
    assert "panduan baru" in document["caption"]
