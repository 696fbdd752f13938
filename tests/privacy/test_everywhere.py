"""What is masked is masked everywhere: in no byte of the disk, in no line of the log, in no call, copy or export, however it came."""

import json
import logging
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from bot.incoming.fitting import RawUpdate
from bot.simulator.groups import Group
from bot.simulator.people import Person
from tests.exported import exported
from tests.helpdesk.conftest import _clock, _here  # noqa: F401  the fixtures
from tests.helpdesk.town import Town

pytestmark = pytest.mark.prove

Deed = Callable[[Town, str, str], Awaitable[None]]
"""What somebody does in the town, given the code of Sari's case and words with what is personal in them."""
DEEDS: dict[str, Deed] = {}


def _personal(number: int) -> tuple[str, list[str]]:
    """Words of which something is to be taken out, and what that is; another each time."""
    nik, phone, password = f"320101150885{number:04d}", f"08127{number:07d}", f"Rahasia{number:04d}x"
    return f"NIK {nik} HP {phone} sandi: {password}", [nik, phone, password]


def deed(act: Deed) -> Deed:
    DEEDS[act.__name__.strip("_").replace("_", " ")] = act
    return act


async def _comes(here: Town, *updates: RawUpdate) -> None:
    here.world.telegram.updates.drop()
    await here.world.bot.inbox.take(updates)
    await here.world.settles()


def _said(
    who: Person, content: dict[str, Any], chat: Group | None = None, code: int | None = None
) -> RawUpdate:
    """A message that holds what no simulated person can send."""
    update = who.says("x", chat, thread=code)
    del update["message"]["text"]
    update["message"] |= content
    return update


def _contents(words: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """All that a message can hold with words of its writer's in it."""
    file = {"file_id": "f", "file_unique_id": "u", "file_size": 1, "duration": 1, "width": 1, "height": 1}
    person = {"id": 5, "is_bot": False, "first_name": words, "last_name": words, "username": "x"}
    yield "text", {"text": words}
    for kind in ("document", "video", "audio", "voice", "animation"):
        yield kind, {kind: {**file, "file_name": words}, "caption": words}
    yield "photo", {"photo": [file], "caption": words}
    yield "audio's title", {"audio": {**file, "title": words, "performer": words}}
    yield (
        "contact",
        {"contact": {"phone_number": words, "first_name": words, "last_name": words, "vcard": words}},
    )
    yield "poll", {"poll": _poll(words)}
    yield (
        "venue",
        {"venue": {"location": {"latitude": 1.0, "longitude": 1.0}, "title": words, "address": words}},
    )
    yield (
        "sticker",
        {"sticker": {**file, "type": "regular", "is_animated": False, "is_video": False, "set_name": words}},
    )
    yield "game", {"game": {"title": words, "description": words, "photo": [file], "text": words}}
    yield (
        "invoice",
        {
            "invoice": {
                "title": words,
                "description": words,
                "start_parameter": words,
                "currency": "IDR",
                "total_amount": 1,
            }
        },
    )
    yield "checklist", {"checklist": {"title": words, "tasks": [{"id": 1, "text": words}]}}
    yield "story", {"story": {"id": 1, "chat": {"id": 5, "type": "private", "first_name": words}}}
    yield "web app", {"web_app_data": {"data": words, "button_text": words}}
    yield "what is not known", {"hologram": {"says": words, "parts": [words, [words, {"also": words}]]}}
    yield (
        "rich",
        {
            "rich_message": {
                "blocks": [{"type": "paragraph", "text": [words, {"type": "bold", "text": words}]}]
            }
        },
    )
    link = {"type": "text_link", "offset": 0, "length": 4, "url": f"https://a.id/{words.split()[3]}"}
    yield "link", {"text": "di sini", "entities": [link]}
    yield "odd link", {"text": "di sini", "entities": [{**link, "url": f"tel:{words.split()[3]}"}]}
    yield (
        "mention",
        {"text": "Ayah", "entities": [{"type": "text_mention", "offset": 0, "length": 4, "user": person}]},
    )
    yield (
        "quote",
        {
            "text": "ini",
            "quote": {"text": words, "position": 0},
            "external_reply": {"origin": {"type": "hidden_user", "sender_user_name": words, "date": 1}},
        },
    )
    yield (
        "forward",
        {
            "text": words,
            "forward_origin": {
                "type": "channel",
                "date": 1,
                "chat": {"id": -1, "type": "channel", "title": words},
                "message_id": 1,
                "author_signature": words,
            },
        },
    )
    for service in ("new_chat_title", "boost_added", "author_signature"):
        yield service, {"text": "x", service: words}
    yield "topic", {"forum_topic_created": {"name": words, "icon_color": 1}}
    yield "new member", {"new_chat_members": [person]}


def _poll(words: str) -> dict[str, Any]:
    option = {"text": words, "voter_count": 0, "persistent_id": "1"}
    return {
        "id": "1", "question": words, "options": [option, option], "total_voter_count": 0, "is_closed": False, "is_anonymous": True,
        "type": "quiz", "allows_multiple_answers": False, "explanation": words,
    }  # fmt: skip


@deed
async def _a_reply_to_what_holds_it(here: Town, code: str, words: str) -> None:
    """Both ways: what is replied to is somebody's as well."""
    for who, chat in ((here.sari.person, None), (here.joko.person, here.contoh)):
        update = who.says("lihat ini", chat, thread=here.joko.thread(code) if chat else None)
        message = update["message"]
        other = {
            **{key: message[key] for key in ("from", "chat", "date")},
            "message_id": message["message_id"],
            "text": words,
        }
        message["reply_to_message"] = other
        await _comes(here, update)


@deed
async def _an_edit(here: Town, code: str, words: str) -> None:
    await here.sari.says("salah ketik")
    await here.sari.edits(words)
    await here.joko.answers(code, "salah ketik")
    await here.joko.edits(words)


@deed
async def _an_album(here: Town, code: str, words: str) -> None:
    here.sari.person.sends_album(["photo", "document"], caption=words)
    await here.world.settles()
    await here.joko.sends_album(["photo", "photo"], code, caption=words)
    await here.later(seconds=2)


@deed
async def _a_note(here: Town, code: str, words: str) -> None:
    await here.joko.answers(code, f"/catatan {words}")
    await here.joko.taps("Catatan internal", code)
    prompt = next(one for one in reversed(here.contoh.messages()) if "Balas pesan ini" in one.get("text", ""))
    await here.joko.replies(prompt, words)


@deed
async def _a_canned_answer(here: Town, code: str, words: str) -> None:
    await here.joko.says(f"/jawaban rekening {words}")
    await here.joko.says("/jawaban")
    await here.joko.answers(code, "/j rekening")
    await here.joko.answers(code, f"/j {words}")
    here.joko.person.searches("rekening")
    await here.world.settles()


@deed
async def _a_search(here: Town, _: str, words: str) -> None:
    await here.joko.says(f"/cari {words}")
    here.joko.person.searches(words)
    here.sari.person.searches(words)
    await here.world.settles()


@deed
async def _commands(here: Town, code: str, words: str) -> None:
    """Whatever stands behind them, in every place, by everybody."""
    names = (
        "start", "lanjut", "daerah", "kelola", "kelola kepala contoh", "kelola nama contoh", "batas", "libur", "statistik", "cek",
        "pengumuman", "gangguan", "hubungkan", "catatan", "tarik", "lepas", "apa_saja", "status", "qr",
    )  # fmt: skip
    for name in names:
        for chat in (here.sari, here.owner):
            await chat.says(f"/{name} {words}")
        for thread in (None, here.joko.thread(code)):
            await here.joko.says(f"/{name} {words}", thread)
    await here.owner.says(f"/kelola tambah baru kabkota WIB {words}")
    await here.owner.says(f"/batas {words} 31-8-2027 23.59")


@deed
async def _an_announcement(here: Town, _: str, words: str) -> None:
    await here.owner.says(f"/pengumuman contoh {words}")
    await here.owner.says("/pengumuman kirim")
    await here.later(minutes=1)
    await here.later(minutes=1)


@deed
async def _a_mute_s_reason(here: Town, code: str, words: str) -> None:
    await here.joko.answers(code, f"/bisukan jam {words}")
    await here.owner.says(f"/kelola kepala contoh {here.joko.person.id:04d}")
    await here.joko.answers(code, f"/bunyikan {words}")


@deed
async def _a_table(here: Town, _: str, words: str) -> None:
    here.joko.person.sends(
        "document",
        here.contoh,
        caption=f"/cek {words}",
        content=f"leader,{words}\n{words},{words}\n".encode(),
    )
    await here.world.settles()


@deed
async def _a_school_and_what_is_not_understood(here: Town, _: str, words: str) -> None:
    await here.budi.says("/start")
    await here.budi.says(f"blarg {words}")
    await here.budi.says(f"NPSN 20212345 SDN 1 {words}")
    await here.wayan.says(f"/start d_{words}")


@deed
async def _a_tap_that_was_made_up(here: Town, _: str, words: str) -> None:
    message = here.sari.screen or here.sari.person.messages()[-1]
    query = here.world.telegram.query(here.sari.person.user, message, words)
    await _comes(here, here.world.telegram.happens("callback_query", query))


@deed
async def _a_group_that_is_called_so(here: Town, _: str, words: str) -> None:
    """Its title comes with each message and each change of who is in it."""
    update = here.joko.person.says("halo", here.contoh)
    update["message"]["chat"] = {**update["message"]["chat"], "title": words}
    update["message"]["from"] = {**update["message"]["from"], "first_name": words}
    change = {
        "chat": update["message"]["chat"],
        "from": update["message"]["from"],
        "date": 1,
        "old_chat_member": {"status": "left", "user": update["message"]["from"]},
    }
    change |= {
        "new_chat_member": {"status": "member", "user": update["message"]["from"]},
        "invite_link": {
            "invite_link": words,
            "name": words,
            "creator": update["message"]["from"],
            "is_primary": False,
            "is_revoked": False,
            "creates_join_request": False,
        },
    }
    await _comes(here, update, {"update_id": update["update_id"] + 1000, "chat_member": change})


@deed
async def _messages_that_wait_for_their_case(here: Town, code: str, words: str) -> None:
    """Written to a closed case, held, edited while it waits, and passed on."""
    await here.joko.taps("Tutup", code)
    await here.joko.taps("Alasan lain", code)
    await here.sari.says(f"masih {words}")
    await here.sari.edits(f"masih juga {words}")
    await here.sari.taps("Buka lagi kasus ini")


class _Everything(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(repr(vars(record)))


@pytest.fixture(name="lines")
def _lines() -> Iterator[list[str]]:
    """What the bot's own log has; that of the libraries is held at a level that quotes nothing, see `tests/logs`."""
    handler, log = _Everything(), logging.getLogger("bot")
    before = log.level
    log.addHandler(handler)
    log.setLevel(logging.DEBUG)
    yield handler.lines
    log.removeHandler(handler)
    log.setLevel(before)


def _places(here: Town, lines: list[str]) -> Iterator[tuple[str, bytes]]:
    for file in Path(here.world.path).parent.iterdir():
        yield f"the file {file.name}", file.read_bytes()
    for call in here.world.telegram.calls:
        yield f"a call of {call.method}", json.dumps(call.params, default=str, ensure_ascii=False).encode()
    for chat in here.world.telegram._messages:
        for message in here.world.telegram.messages(chat):
            if message.get("from") == here.world.telegram.bot_user:
                own = {
                    name: part for name, part in message.items() if name not in {"reply_to_message", "chat"}
                }
                yield f"a message in {chat}", json.dumps(own, ensure_ascii=False).encode()
    yield "the log", "\n".join(lines).encode()


async def _leaks(here: Town, lines: list[str], secrets: list[str]) -> set[str]:
    people = (here.sari, here.budi, here.wayan, here.owner, here.joko)
    exports = [await exported(here.world._store, one.person.id) for one in people]
    exports.append(await exported(here.world._store, "contoh"))
    places = [*_places(here, lines), ("an export", json.dumps(exports, ensure_ascii=False).encode())]
    return {where for where, content in places for secret in secrets if secret.encode() in content}


async def test_it_is_nowhere(here: Town, lines: list[str]) -> None:
    here.world.expected_errors = here.world.expected_refusals = 1_000
    code = await here.hands_over(here.sari)
    await here.joko.answers(code, "Kami periksa.")
    found: dict[str, set[str]] = {}
    numbers = iter(range(1, 1_000))
    for place, chat in (("an operator's", None), ("staff's", here.contoh), ("in another group", here.misal)):
        for name in [name for name, _ in _contents(_personal(0)[0])]:
            words, secrets = _personal(next(numbers))
            content = dict(_contents(words))[name]
            who = (
                here.sari.person
                if chat is None
                else here.joko.person
                if chat is here.contoh
                else here.tati.person
            )
            thread = here.joko.thread(code) if chat is here.contoh else None
            await _comes(here, _said(who, content, chat, thread))
            found[f"{place} {name}"] = await _leaks(here, lines, secrets)
    for name, does in DEEDS.items():
        words, secrets = _personal(next(numbers))
        await does(here, code, words)
        found[name] = await _leaks(here, lines, secrets)
    assert {name: leaks for name, leaks in found.items() if leaks} == {}
