"""What becomes of the copy of a file: when it is edited, and when it goes."""

from typing import Any

import pytest

from tests.helpdesk.town import Town


def files(messages: list[dict[str, Any]], kind: str = "photo") -> list[dict[str, Any]]:
    return [message for message in messages if kind in message]


def captions(messages: list[dict[str, Any]], kind: str = "photo") -> list[str]:
    return [message["caption"] for message in files(messages, kind) if "caption" in message]


async def sends_album(here: Town, *words: str) -> list[int]:
    """Sari sends photos, each with its words; gives their numbers. An edit of the words of one may leave its copy as it is."""
    here.world.expected_refusals = 10
    sent = here.sari.person.sends_album(["photo"] * len(words), captions=words)
    await here.world.settles()
    await here.later(seconds=2)
    return [update["message"]["message_id"] for update in sent]


async def changes(here: Town, number: int, words: str, kind: str = "") -> None:
    here.sari.person.edits(number, words, kind=kind)
    await here.world.settles()


def copied(message: dict[str, Any], kind: str = "photo") -> str:
    """Telegram's own name of the file that it shows."""
    file = message[kind]
    return str((file[-1] if isinstance(file, list) else file)["file_id"])


async def test_a_caption_that_needs_a_text_of_its_own_is_edited(here: Town) -> None:
    """The file's own caption says the same as before; the text below it says the new words."""
    await here.hands_over(here.sari)
    sent = here.sari.person.sends("photo", caption="lama " * 200)["message"]["message_id"]
    await here.world.settles()
    here.world.expected_refusals = 1  # the caption is not modified
    await changes(here, sent, "baru " * 200)
    (photo,) = files(here.contoh.messages())
    assert "lama lama" not in photo["caption"]
    (below,) = [
        m["text"]
        for m in here.contoh.messages()
        if "lama lama" in m.get("text", "") or "baru baru" in m.get("text", "")
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
    """No edit makes a second caption, or loses what another item says: it comes by itself, and from then on follows."""
    code = await here.hands_over(here.sari)
    first, _, third = await sends_album(here, "satu <1>", "", "tiga & 3")
    album = files(here.contoh.messages())
    assert captions(album) == ["Operator\nsatu <1>\ntiga & 3"]
    for words in ("tiga lagi", "tiga saja"):
        await changes(here, third, words)
        assert here.rini.said(code)[-1] == f"Operator\n{words}"
    await changes(here, third, "")
    assert "tiga saja" not in "".join(here.rini.said(code))
    for words in ("satu lagi", "satu saja"):
        await changes(here, first, words, "photo")
        *stands, new = files(here.contoh.messages())
        assert stands == album
        assert captions(album) == ["Operator\nsatu <1>\ntiga & 3"]
        assert new["caption"] == f"Operator\n{words}"
        assert copied(new) == copied(here.world.telegram.message(here.sari.person.id, first))


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


def file_ids(messages: list[dict[str, Any]]) -> set[str]:
    """Of all photos and documents from the bot that stand there."""
    sent = [message for message in messages if message["from"]["is_bot"]]
    return {copied(message, kind) for kind in ("photo", "document") for message in files(sent, kind)}


@pytest.mark.parametrize("album", [False, True])
@pytest.mark.parametrize("kind", ["photo", "document"])
async def test_a_file_that_is_too_old_to_be_deleted_is_replaced(here: Town, kind: str, album: bool) -> None:
    """By something empty, below a line that says so; whether the operator erases their data or staff withdraw it."""
    code = await here.hands_over(here.sari)
    kinds = [kind, kind] if album else [kind]
    if album:
        here.sari.person.sends_album(kinds, caption="layar")
        await here.rini.sends_album(kinds, code, "panduan")
    else:
        here.sari.person.sends(kind, caption="layar")
        await here.rini.sends(kind, code, "panduan")
    await here.later(seconds=2)
    places = (here.contoh.messages, here.sari.person.messages)
    before = [file_ids(messages()) for messages in places]
    assert [len(ids) for ids in before] == [len(kinds)] * 2
    await here.later(hours=50)
    here.world.expected_refusals = 100
    for message in files(here.contoh.messages(), kind):
        if not message["from"]["is_bot"]:
            await here.rini.replies(message, "/tarik")
    own = [message for message in here.sari.person.messages() if message["from"]["is_bot"]]
    assert [caption for one in ("photo", "document") for caption in captions(own, one)] == [
        "Pesan ini sudah ditarik oleh petugas."
    ]
    after = file_ids(own)
    await here.sari.says("/hapus_data")
    await here.sari.taps("Ya, hapus semua")
    gone = [message.get("caption") for message in here.contoh.messages() if message["from"]["is_bot"]]
    assert [caption for caption in gone if caption] == ["Isi pesan ini sudah dihapus."]
    for was, now in zip(before, (file_ids(here.contoh.messages()), after), strict=True):
        assert len(now) == len(was)
        assert not was & now


async def test_a_voice_message_that_is_too_old_to_be_deleted_stays(here: Town) -> None:
    """Telegram puts nothing in its place: only the line below it changes."""
    await here.hands_over(here.sari)
    await here.sari.sends("voice")
    await here.later(hours=50)
    here.world.expected_refusals = 100
    await here.sari.says("/hapus_data")
    await here.sari.taps("Ya, hapus semua")
    assert captions(here.contoh.messages(), "voice") == ["Isi pesan ini sudah dihapus."]


async def test_one_of_an_old_album_is_withdrawn(here: Town) -> None:
    """What stands below the album is still to be read."""
    code = await here.hands_over(here.sari)
    await here.rini.sends_album(["photo", "photo"], code, "panduan")
    await here.later(seconds=2)
    await here.later(hours=50)
    here.world.expected_refusals = 100
    (_, before), (_, own) = (files(m) for m in (here.sari.person.messages(), here.contoh.messages()))
    was = copied(before)
    await here.rini.replies(own, "/tarik")
    (caption,) = captions(here.sari.person.messages())
    assert "panduan" in caption
    assert copied(files(here.sari.person.messages())[1]) != was


@pytest.mark.parametrize(
    "kinds", ["document document", "photo video", "photo document", "video animation", "text photo"]
)
async def test_another_file_in_the_place_of_the_first(here: Town, kinds: str) -> None:
    """The copy shows it too, both ways, with the new words."""
    was, kind = kinds.split()
    code = await here.hands_over(here.sari)
    if was == "text":
        await here.rini.answers(code, "lihat panduan")
        number = here.sari.person.says("ini layarnya")["message"]["message_id"]
    else:
        await here.rini.sends(was, code, "panduan")
        number = here.sari.person.sends(was, caption="layar")["message"]["message_id"]
    await here.world.settles()
    await here.rini.edits("panduan baru", kind)
    await changes(here, number, "layar baru", kind)
    for own, messages, words in (
        (here.rini.own, here.sari.person.messages(), "panduan baru"),
        (here.world.telegram.message(here.sari.person.id, number), here.contoh.messages(), "layar baru"),
    ):
        (copy,) = [m for m in messages if m["from"]["is_bot"] and words in m.get("caption", "")]
        assert copied(copy, kind) == copied(own, kind)
        assert not ({"text", was} - {kind}) & set(copy)


async def test_another_file_in_an_album(here: Town) -> None:
    """Whichever it is, one item has the caption."""
    await here.hands_over(here.sari)
    first, second = await sends_album(here, "", "layar")
    for number, words in ((first, ""), (second, "layar baru")):
        await changes(here, number, words, "photo")
    copies = files(here.contoh.messages())
    own = [here.world.telegram.message(here.sari.person.id, number) for number in (first, second)]
    assert [copied(message) for message in copies] == [copied(message) for message in own]
    assert [message.get("caption") for message in copies] == [None, "Operator\nlayar baru"]
    assert len({message["media_group_id"] for message in copies}) == 1


async def test_words_below_a_voice_message_are_edited(here: Town) -> None:
    """Nothing is put in its own place."""
    await here.hands_over(here.sari)
    sent = here.sari.person.sends("voice", caption="dengar")["message"]["message_id"]
    await here.world.settles()
    await changes(here, sent, "dengarkan")
    assert captions(here.contoh.messages(), "voice") == ["Operator\ndengarkan"]
