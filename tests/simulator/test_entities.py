"""The words of a message: three ways to mark them, and what the server finds in them by itself."""

from typing import Any

import pytest

from tests.simulator.world import SARI, Caller, World

Found = list[tuple[str, str]]


def _found(message: dict[str, Any]) -> Found:
    """Each entity's type and the words that it covers."""
    units = message["text"].encode("utf-16-le")
    return [
        (
            entity["type"],
            units[entity["offset"] * 2 : (entity["offset"] + entity["length"]) * 2].decode("utf-16-le"),
        )
        for entity in message.get("entities", [])
    ]


MARKED: list[tuple[str, str, str, Found]] = [
    ("Markdown", "*tebal* _miring_ `kode`", "tebal miring kode", [("bold", "tebal"), ("italic", "miring"), ("code", "kode")]),
    ("Markdown", r"\*apa adanya\* \_", "*apa adanya* _", []),
    ("Markdown", "```python\nx = 1\n```", "x = 1", [("pre", "x = 1")]),
    ("Markdown", "[situs](https://a.id/b)", "situs", [("text_link", "situs")]),
    ("Markdown", "[Sari](tg://user?id=11)", "Sari", [("text_mention", "Sari")]),
    ("Markdown", "[siapa](tg://user?id=999)", "siapa", []),
    ("Markdown", "😀*é*", "😀é", [("bold", "é")]),
    ("MarkdownV2", "*tebal _dan miring_*", "tebal dan miring", [("bold", "tebal dan miring"), ("italic", "dan miring")]),
    ("MarkdownV2", "__garis__ ~coret~ ||rahasia||", "garis coret rahasia", [("underline", "garis"), ("strikethrough", "coret"), ("spoiler", "rahasia")]),
    ("MarkdownV2", "_miring __dan garis__ lagi_", "miring dan garis lagi", [("italic", "miring dan garis lagi"), ("underline", "dan garis")]),
    ("MarkdownV2", r"1\. titik \!", "1. titik !", []),
    ("MarkdownV2", "`a_b*c` ```rust\nfn!()```", "a_b*c fn!()", [("code", "a_b*c"), ("pre", "fn!()")]),
    ("MarkdownV2", ">satu\n>dua\ntiga", "satu\ndua\ntiga", [("blockquote", "satu\ndua")]),
    ("MarkdownV2", ">satu\n>dua||", "satu\ndua", [("expandable_blockquote", "satu\ndua")]),
    ("MarkdownV2", r"[a\]b](https://a.id/\)x)", "a]b", [("text_link", "a]b")]),
    ("MarkdownV2", "![👍](tg://emoji?id=5368324170671202286)", "👍", [("custom_emoji", "👍")]),
    ("HTML", '<span class="tg-spoiler">x</span> <tg-emoji emoji-id="5">y</tg-emoji>', "x y", [("spoiler", "x"), ("custom_emoji", "y")]),
    ("HTML", '<pre><code class="language-python">x</code></pre>', "x", [("pre", "x")]),
    ("HTML", "<a href='tg://user?id=11'>Sari</a> <a href=\"https://a.id\">b</a>", "Sari b", [("text_mention", "Sari"), ("text_link", "b")]),
    ("HTML", "<blockquote expandable>x</blockquote>", "x", [("expandable_blockquote", "x")]),
    ("HTML", "<A HREF='a.id'>b</A>", "b", [("text_link", "b")]),
]  # fmt: skip


@pytest.mark.parametrize(("mode", "text", "plain", "entities"), MARKED)
async def test_marks(call: Caller, mode: str, text: str, plain: str, entities: Found) -> None:
    status, body = await call("sendMessage", chat_id=SARI, text=text, parse_mode=mode)
    assert status == 200, body
    assert body["result"]["text"] == plain
    assert _found(body["result"]) == entities


async def test_what_marks_carry(world: World, call: Caller) -> None:
    text = "[a](A.id) ```py\nx``` [Sari](tg://user?id=11)"
    _, body = await call("sendMessage", chat_id=SARI, text=text, parse_mode="MarkdownV2")
    link, block, user = body["result"]["entities"]
    assert link["url"] == "http://A.id/"
    assert block["language"] == "py"
    assert user["user"] == world.sari.user


FOUND: list[tuple[str, Found]] = [
    ("lihat https://a.id/b?c=d, ya", [("url", "https://a.id/b?c=d")]),
    ("di dapo.kemdikdasmen.go.id.", [("url", "dapo.kemdikdasmen.go.id")]),
    ("versi 2.0.1 dan berkas a.xlsx", []),
    ("kirim ke a.b@c.sch.id", [("email", "a.b@c.sch.id")]),
    ("halo @sari_guru dan @ab", [("mention", "@sari_guru")]),
    ("#dapodik #123 #a1", [("hashtag", "#dapodik"), ("hashtag", "#a1")]),
    ("/mulai dan a/b /x@sinkron_bot", [("bot_command", "/mulai"), ("bot_command", "/x@sinkron_bot")]),
    ("telepon +62 812-3456-7890", [("phone_number", "+62 812-3456-7890")]),
    ("0812 3456 7890", []),
    ("$USD 5", [("cashtag", "$USD")]),
    ("😀 https://a.id/@b#c", [("url", "https://a.id/@b#c")]),
]


@pytest.mark.parametrize(("text", "entities"), FOUND)
async def test_what_the_server_finds(world: World, call: Caller, text: str, entities: Found) -> None:
    """In what the bot writes as in what people write."""
    _, body = await call("sendMessage", chat_id=SARI, text=text)
    assert _found(body["result"]) == entities
    assert _found(world.sari.says(text)["message"]) == entities


async def test_nothing_is_found_in_code(call: Caller) -> None:
    text = "<code>/a https://a.id</code> <b>https://b.id</b>"
    _, body = await call("sendMessage", chat_id=SARI, text=text, parse_mode="HTML")
    assert _found(body["result"]) == [
        ("code", "/a https://a.id"),
        ("bold", "https://b.id"),
        ("url", "https://b.id"),
    ]


async def test_entities_that_come_with_a_text(call: Caller) -> None:
    """As given, moved with the text that is stripped; outside of the text they are none."""
    given = [
        {"type": "bold", "offset": 2, "length": 3},
        {
            "type": "text_mention",
            "offset": 6,
            "length": 4,
            "user": {"id": SARI, "is_bot": False, "first_name": "x"},
        },
        {"type": "text_link", "offset": 6, "length": 4, "url": "no address"},
        {"type": "bold", "offset": 90, "length": 3},
    ]
    _, body = await call("sendMessage", chat_id=SARI, text="  abc Sari ", entities=given)
    assert _found(body["result"]) == [("bold", "abc"), ("text_mention", "Sari")]


async def test_what_is_kept_of_a_message(call: Caller) -> None:
    """The parameters that say how a message looks."""
    preview = {"url": "https://a.id", "prefer_small_media": True}
    _, body = await call("sendMessage", chat_id=SARI, text="a", link_preview_options=preview)
    assert body["result"]["link_preview_options"] == preview
    more = {"has_spoiler": True, "show_caption_above_media": True, "caption": "c"}
    _, body = await call("sendPhoto", chat_id=SARI, photo="photo-1", **more)
    sent = body["result"]
    assert sent["has_media_spoiler"] is sent["show_caption_above_media"] is True
    _, body = await call("copyMessage", chat_id=SARI, from_chat_id=SARI, message_id=sent["message_id"])
    number = body["result"]["message_id"]
    _, body = await call("editMessageCaption", chat_id=SARI, message_id=number, caption="d")
    assert body["result"]["has_media_spoiler"] is True
    assert "show_caption_above_media" not in body["result"]


async def test_buttons_as_the_server_takes_them(call: Caller) -> None:
    """The first action counts, addresses get their scheme, and keys that there are not are dropped."""
    keys = [
        {"text": "a", "url": "a.id", "callback_data": "x"},
        {"text": "b", "switch_inline_query_current_chat": ""},
        {"text": "c", "callback_data": "y", "style": "danger", "colour": "red"},
    ]
    _, body = await call("sendMessage", chat_id=SARI, text="a", reply_markup={"inline_keyboard": [keys]})
    assert body["result"]["reply_markup"]["inline_keyboard"] == [
        [
            {"text": "a", "url": "http://a.id/"},
            {"text": "b", "switch_inline_query_current_chat": ""},
            {"text": "c", "callback_data": "y", "style": "danger"},
        ]
    ]
