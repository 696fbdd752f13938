"""What becomes of the copy of a file: when it is edited, and when it goes."""

from typing import Any

import pytest

from tests.helpdesk.town import Town


def files(messages: list[dict[str, Any]], kind: str = "photo") -> list[dict[str, Any]]:
    return [message for message in messages if kind in message]


def captions(messages: list[dict[str, Any]], kind: str = "photo") -> list[str]:
    return [message["caption"] for message in files(messages, kind) if "caption" in message]


async def sends_album(here: Town, *words: str) -> list[int]:
    """Sari sends photos, each with its words; gives their numbers."""
    sent = here.sari.person.sends_album(["photo"] * len(words), captions=words)
    await here.world.settles()
    await here.later(seconds=2)
    return [update["message"]["message_id"] for update in sent]


async def changes(here: Town, number: int, words: str) -> None:
    here.sari.person.edits(number, words)
    await here.world.settles()


async def test_a_caption_that_needs_a_text_of_its_own_is_edited(here: Town) -> None:
    """The file's own caption says the same as before; the text below it says the new words."""
    await here.hands_over(here.sari)
    sent = here.sari.person.sends("photo", caption="lama " * 200)["message"]["message_id"]
    await here.world.settles()
    here.world.expected_refusals = 1  # the caption is not modified
    await changes(here, sent, "baru " * 200)
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


@pytest.mark.parametrize("captioned", [0, 1])
@pytest.mark.parametrize("kind", ["photo", "document"])
async def test_one_of_an_album_has_the_caption(here: Town, kind: str, captioned: int) -> None:
    """Both ways: clients show what stands below an album only where a single item has one."""
    code = await here.hands_over(here.sari)
    here.sari.person.sends_album([kind] * 3, caption="layar saya", captioned=captioned)
    await here.world.settles()
    await here.later(seconds=2)
    assert len(files(here.contoh.messages(), kind)) == 3
    assert captions(here.contoh.messages(), kind) == ["Operator\nlayar saya"]
    await here.rini.sends_album([kind] * 3, code, "panduan", captioned)
    await here.later(seconds=2)
    own = [m for m in here.sari.person.messages() if m["from"]["is_bot"]]
    assert len(files(own, kind)) == 3
    (caption,) = captions(own, kind)
    assert caption.startswith("Petugas")
    assert caption.endswith("\npanduan")


async def test_an_album_without_words_has_the_head_once(here: Town) -> None:
    await here.hands_over(here.sari)
    first, second = await sends_album(here, "", "")
    assert captions(here.contoh.messages()) == ["Operator"]
    await changes(here, first, "layar saya")
    assert captions(here.contoh.messages()) == ["Operator\nlayar saya"]
    await changes(here, second, "layar lain")
    assert captions(here.contoh.messages()) == ["Operator\nlayar saya"]
    assert here.contoh.messages()[-1]["text"] == "Operator\nlayar lain"


async def test_the_words_of_an_album_stand_together(here: Town) -> None:
    """No edit makes a second caption, or loses what another item says: it comes as a text, which then follows."""
    code = await here.hands_over(here.sari)
    first, _, third = await sends_album(here, "satu <1>", "", "tiga & 3")
    together = ["Operator\nsatu <1>\ntiga & 3"]
    assert captions(here.contoh.messages()) == together
    for number, words in ((first, "satu lagi"), (third, "tiga lagi"), (third, "tiga saja")):
        await changes(here, number, words)
        assert captions(here.contoh.messages()) == together
        assert here.rini.said(code)[-1] == f"Operator\n{words}"
    assert "tiga lagi" not in "".join(here.rini.said(code))
    await changes(here, third, "")
    assert "tiga saja" not in "".join(here.rini.said(code))


async def test_the_words_of_an_album_that_are_too_many(here: Town) -> None:
    """The head stands alone, and each item's words are texts below; an edit finds them."""
    code = await here.hands_over(here.sari)
    first, second = await sends_album(here, "a" * 600, "b" * 600)
    assert captions(here.contoh.messages()) == ["Operator"]
    assert here.rini.said(code)[-2:] == [f"Operator\n{letter * 600}" for letter in "ab"]
    await changes(here, second, "c" * 600)
    assert here.rini.said(code)[-2:] == [f"Operator\n{letter * 600}" for letter in "ac"]
    await changes(here, first, "pendek")
    assert captions(here.contoh.messages()) == ["Operator\npendek"]
    assert here.rini.said(code)[-1] == f"Operator\n{'c' * 600}"
    assert "a" * 600 not in here.rini.said(code)[-2]


async def test_an_album_with_a_long_caption_stays_one(here: Town) -> None:
    """Its first item is not alone when the others come."""
    code = await here.hands_over(here.sari)
    await sends_album(here, "kata " * 200, "", "")
    assert len({message["media_group_id"] for message in files(here.contoh.messages())}) == 1
    assert captions(here.contoh.messages()) == ["Operator"]
    assert "kata kata" in here.rini.said(code)[-1]
