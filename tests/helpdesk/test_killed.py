"""Whatever is done at a desk, the process may end between any two steps of it: nothing is lost, nothing is done twice.

Of a send that was cut off nobody knows whether it arrived. It goes out once more, and then says that it may be a repetition.
"""

from datetime import timedelta
from pathlib import Path

import pytest

from bot.simulator.phone import Button, Message
from flows.dialogue.dates import local
from tests.conversation.killing import Before, Killer, at_every_step, dies, killed_at
from tests.helpdesk.test_overview import lacks_duty
from tests.helpdesk.town import RINI, Town, town
from tests.sampling import sample

AGAIN = "Kiriman ulang"


class Story:
    """What has been, what happens while the process is killed, and what must be true afterwards."""

    ticks = False
    """Time passes as well."""

    @staticmethod
    async def before(here: Town) -> str:
        return await here.hands_over(here.sari)

    @staticmethod
    def happens(here: Town, code: str) -> None:
        raise NotImplementedError

    @staticmethod
    async def after(here: Town, code: str) -> None:
        raise NotImplementedError


def _screen(here: Town) -> Message:
    """A screen whose sending was cut off may leave a twin above it."""
    return [m for m in here.sari.person.messages() if m.get("reply_markup")][-1]


def _press(here: Town, label: str) -> None:
    button = next(button for button in _buttons(here.contoh.messages()) if button.label == label)
    here.rini.person.taps(button.message, button.data, here.contoh)


def _buttons(messages: list[Message]) -> list[Button]:
    return [
        Button(message["message_id"], button["text"], button["callback_data"])
        for message in messages
        for row in message.get("reply_markup", {}).get("inline_keyboard", [])
        for button in row
    ]


def _texts(messages: list[Message], words: str) -> list[str]:
    return [m["text"] for m in messages if words in m.get("text", "") and m["from"]["is_bot"]]


def once(texts: list[str]) -> None:
    """It has arrived; a second one says what it is."""
    assert 1 <= len(texts) <= 2, texts
    assert all(AGAIN in text for text in texts[1:]), texts


async def _all_sent(here: Town) -> None:
    left = await here.world.rows("SELECT kind, state, error FROM outbox WHERE state != 'sent'")
    assert left == []


class HandingOver(Story):
    """One topic, or a second that was cut off; one card that counts; the case is at the desk."""

    @staticmethod
    async def before(here: Town) -> str:
        await here.sari.says("/start")
        await here.sari.taps("Minta bantuan petugas")
        await here.sari.taps("SD")
        return await here.code(here.sari)

    @staticmethod
    def happens(here: Town, code: str) -> None:
        button = here.sari._phone.button("Kabupaten Contoh")
        here.sari.person.taps(button.message, button.data)

    @staticmethod
    async def after(here: Town, code: str) -> None:
        once(_texts(here.contoh.messages(), f"Kasus {code}"))
        assert len(await here.log("handed_over")) == 1
        await here.rini.answers(code, "Halo")
        assert _texts(here.sari.person.messages(), "Halo")
        once(
            _texts(here.contoh.messages(), f"Kasus {code}")
        )  # the card has been drawn again, and still says so


class Taking(Story):
    """It is taken once, and the card and the operator's screen say so."""

    @staticmethod
    def happens(here: Town, code: str) -> None:
        _press(here, "Ambil")

    @staticmethod
    async def after(here: Town, code: str) -> None:
        assert [who for _, _, who in await here.log("taken")] == [RINI]
        assert "Diambil Bu Rini" in here.rini.card(code)["text"]
        assert "ditangani" in _screen(here)["text"]


class Answering(Story):
    """The reply arrives, and is receipted."""

    @staticmethod
    def happens(here: Town, code: str) -> None:
        here.rini.person.says("Sudah kami ubah.", here.contoh, thread=here.rini.thread(code))

    @staticmethod
    async def after(here: Town, code: str) -> None:
        once(_texts(here.sari.person.messages(), "Sudah kami ubah."))
        own = next(m for m in here.contoh.messages() if m.get("text") == "Sudah kami ubah.")
        assert here.rini.reactions(own) == ["👍"]
        assert len(await here.log("reply")) == 1


class Writing(Story):
    """What the operator writes arrives in the topic, and is receipted."""

    @staticmethod
    def happens(here: Town, code: str) -> None:
        here.sari.person.says("Sudah saya tarik, Bu.")

    @staticmethod
    async def after(here: Town, code: str) -> None:
        once([text for text in here.rini.said(code) if "Sudah saya tarik" in text])
        own = next(m for m in here.sari.person.messages() if m.get("text") == "Sudah saya tarik, Bu.")
        assert here.rini.reactions(own) == ["👍"]


class Asking(Story):
    """The operator has the question once, and the card says that it waits."""

    @staticmethod
    async def before(here: Town) -> str:
        code = await here.hands_over(here.sari)
        await here.rini.taps("Tanya operator", code)
        return code

    @staticmethod
    def happens(here: Town, code: str) -> None:
        _press(here, "Jenis PTK")

    @staticmethod
    async def after(here: Town, code: str) -> None:
        assert "jenis PTK" in _screen(here)["text"]
        assert len(await here.log("asked")) == 1
        button = next(button for button in _buttons([_screen(here)]) if button.label == "Guru")
        here.sari.person.taps(button.message, button.data)
        await here.world.settles()
        assert "Guru" in here.rini.card(code)["text"]


class Marking(Story):
    """The operator is led on once."""

    @staticmethod
    async def before(here: Town) -> str:
        code = await here.hands_over(here.sari)
        await here.rini.taps("Sudah diubah Dinas", code)
        return code

    @staticmethod
    def happens(here: Town, code: str) -> None:
        _press(here, "Semua di atas")

    @staticmethod
    async def after(here: Town, code: str) -> None:
        session = await here.world.session(11)
        assert session.state == "R5.1"
        assert [record.subject for record in session.records].count("desk") == 1
        assert "Tarik Data" in _screen(here)["text"]


class HandingUp(Story):
    """It is at one desk, the province's, and only there."""

    @staticmethod
    async def before(here: Town) -> str:
        code = await here.hands_over(here.sari)
        await here.rini.taps("Teruskan ke Provinsi Contoh", code)
        return code

    @staticmethod
    def happens(here: Town, code: str) -> None:
        _press(here, "Ya, teruskan ke Provinsi Contoh")

    @staticmethod
    async def after(here: Town, code: str) -> None:
        assert await here.world.rows("SELECT desk FROM desk_cases") == [("prov",)]
        once(_texts(here.prov.messages(), f"Kasus {code}"))
        assert not _texts(here.contoh.messages(), "Jenjang")
        here.sari.person.says("halo")
        await here.world.settles()
        assert any("halo" in text for text in here.made.said(code))


class Closing(Story):
    """Closed once, and the operator knows."""

    @staticmethod
    async def before(here: Town) -> str:
        code = await here.hands_over(here.sari)
        await here.rini.taps("Tutup", code)
        return code

    @staticmethod
    def happens(here: Town, code: str) -> None:
        _press(here, "Kasus ganda")

    @staticmethod
    async def after(here: Town, code: str) -> None:
        assert len(await here.log("closed")) == 1
        assert "Ditutup" in here.rini.card(code)["text"]
        assert "ditutup" in _screen(here)["text"]


class AnAlbum(Story):
    """It arrives whole, as one."""

    @staticmethod
    def happens(here: Town, code: str) -> None:
        here.sari.person.sends_album(["photo", "photo", "photo"], caption="layar")

    @staticmethod
    async def after(here: Town, code: str) -> None:
        await here.later(seconds=2)
        photos = [m for m in here.contoh.messages() if "photo" in m]
        albums = {m.get("media_group_id") for m in photos}
        assert len(photos) in {3, 6}
        assert len(albums) == len(photos) // 3


class TheGroupIsLost(Story):
    """The case is at the province's desk."""

    @staticmethod
    async def before(here: Town) -> str:
        await here.owner.says("/start")
        here.world.expected_errors = 10  # "desk lost", by each process that finds it so
        return await here.hands_over(here.sari)

    @staticmethod
    def happens(here: Town, code: str) -> None:
        here.contoh.removes_bot(here.rini.person)

    @staticmethod
    async def after(here: Town, code: str) -> None:
        here.world.errors.found.clear()
        assert await here.world.rows("SELECT desk FROM desk_cases") == [("prov",)]
        once(_texts(here.prov.messages(), f"Kasus {code}"))


class TimePasses(Story):
    """The overview stands, once or marked as repeated, and is pinned; staff are reminded; the topic has its new name."""

    ticks = True

    @staticmethod
    async def before(here: Town) -> str:
        await here.later(minutes=1)
        code = await here.hands_over(here.sari)
        here.world.clock.moves_by(minutes=65)
        return code

    @staticmethod
    def happens(here: Town, code: str) -> None:
        _press(here, "Tanya operator")

    @staticmethod
    async def after(here: Town, code: str) -> None:
        await here.later(minutes=2)
        assert "Terbuka: 1" in here.rini.overview["text"]
        assert here.world.telegram.pinned[here.contoh.id] == [here.rini.overview["message_id"]]
        once(_texts(here.contoh.messages(), "perlu dilihat"))
        await here.rini.taps("Kembali", code)
        await here.rini.taps("Ambil", code)
        await here.later(minutes=11)
        (topic,) = here.contoh.topics.values()
        assert topic.name.startswith("◐")


class Announcing(Story):
    """It reaches each operator once, or a second time that says so; its end is told once."""

    ticks = True
    words = "Server pusat terganggu."

    @staticmethod
    async def before(here: Town) -> str:
        code = await here.hands_over(here.sari)
        await here.world.bot.store.appoint("contoh", RINI)
        await here.rini.says(f"/pengumuman {Announcing.words}")
        return code

    @staticmethod
    def happens(here: Town, code: str) -> None:
        here.rini.person.says("/pengumuman kirim", here.contoh)

    @staticmethod
    async def after(here: Town, code: str) -> None:
        await here.later(minutes=1)
        once(_texts(here.sari.person.messages(), Announcing.words))
        assert len(await here.log("announced")) == 1
        assert _texts(here.contoh.messages(), "selesai dikirim")
        assert await here.world.rows("SELECT state FROM announcements") == [("done",)]


class Copying(Story):
    """The operator of the one alike reads the answer once, or a second time that says so; its history has it once."""

    words = "Mohon unggah SK."

    @staticmethod
    async def before(here: Town) -> str:
        code = await lacks_duty(here, here.sari)
        await lacks_duty(here, here.budi)
        await here.rini.answers(code, Copying.words)
        await here.rini.taps_under(here.rini.card(code), "Salin untuk kasus serupa")
        return code

    @staticmethod
    def happens(here: Town, code: str) -> None:
        button = next(one for one in _buttons(here.contoh.messages()) if one.label.startswith("Kirim ke 1"))
        here.rini.person.taps(button.message, button.data, here.contoh)

    @staticmethod
    async def after(here: Town, code: str) -> None:
        once(_texts(here.budi.person.messages(), Copying.words))
        assert len(await here.log("copied")) == 1
        assert len(_texts(here.sari.person.messages(), Copying.words)) == 1


class BecomingUrgent(Story):
    """By the clock alone: the one card says so where it stands, and the overview counts it; staff are told once."""

    ticks = True

    @staticmethod
    async def before(here: Town) -> str:
        until = local(here.world.clock() + timedelta(hours=26), "WIB")
        await here.owner.says(f"/batas BOSP {until:%-d-%-m-%Y %H.%M}")
        code = await lacks_duty(here, here.sari)
        await here.later(minutes=2)
        assert "Mendesak" not in here.rini.card(code)["text"]
        here.world.clock.moves_by(hours=3)
        return code

    @staticmethod
    def happens(here: Town, code: str) -> None:
        """Time has passed."""

    @staticmethod
    async def after(here: Town, code: str) -> None:
        await here.later(minutes=2)
        (card,) = _texts(here.contoh.messages(), "Kesimpulan")
        assert "Mendesak: batas waktu" in card
        assert "mendesak: 1" in here.rini.overview["text"]
        once(_texts(here.contoh.messages(), "perlu dilihat"))
        (topic,) = here.contoh.topics.values()
        await here.later(minutes=11)
        assert topic.name.startswith("!")


class Alarming(Story):
    """Many lack the same: each desk is told once, or a second time that says so; operators read that others have it too."""

    ticks = True

    @staticmethod
    async def before(here: Town) -> str:
        for chat in (here.sari, here.budi, here.wayan):
            code = await lacks_duty(here, chat)
        await here.later(minutes=1)
        here.world.clock.moves_by(minutes=11)
        return code

    @staticmethod
    def happens(here: Town, code: str) -> None:
        """Time has passed."""

    @staticmethod
    async def after(here: Town, code: str) -> None:
        await here.later(minutes=11)
        for group in (here.contoh, here.prov):
            once(_texts(group.messages(), "Banyak sekolah dengan hal yang sama"))
        assert await here.world.rows("SELECT desk, key, ended FROM outbreaks") == [("contoh", "R4", 0)]
        await here.wayan.says("/lanjut")
        assert "Beberapa sekolah lain" in here.wayan.looks().text


STORIES = [
    BecomingUrgent, Alarming, Copying,
    Announcing, TimePasses, HandingOver, Taking, Answering, Writing, Asking, Marking, HandingUp, Closing, AnAlbum, TheGroupIsLost,
]  # fmt: skip


@pytest.mark.sampled
@pytest.mark.parametrize("story", sample(STORIES, 8, name="killed at a desk"))
async def test_killed_at_every_step(tmp_path: Path, story: type[Story]) -> None:
    """Each story, once for every instant between two calls to the database or to Telegram; `make test` takes some of them."""

    async def play(step: int) -> Killer:
        async with town(tmp_path / f"{step}.db") as here:
            code = await story.before(here)
            story.happens(here, code)
            killed = await killed_at(here.world, step, ticks=story.ticks)
            await story.after(here, code)
            await _all_sent(here)
        return killed

    steps = await at_every_step(play)
    assert steps > 10, "the steps were not found"


async def test_kills_use_up_no_tries_of_a_letter(tmp_path: Path) -> None:
    """Processes that ended before the letter had left are no tries of it: the network may still break once, and it arrives."""
    async with town(tmp_path / "town.db") as here:
        code = await here.hands_over(here.sari)
        await here.later(minutes=2)  # the overviews stand
        here.sari.person.says("Sudah saya tarik, Bu.")
        for _ in range(4):
            assert await dies(here.world, Before("before sendMessage"))
        here.world.gate = None
        await here.world.ends()
        here.world.telegram.fault("drop_before", "sendMessage")
        await here.world.starts()
        await here.world.settles()
        await here.later(seconds=30)
        (passed,) = [text for text in here.rini.said(code) if "Sudah saya tarik" in text]
        assert AGAIN in passed
