"""Builds the scenes of the isolation matrix, by the people who would do it."""

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest

from bot.records.desk_drawings import Card
from bot.records.messages import Relay
from bot.simulator.groups import Group
from bot.simulator.members import Member
from bot.store.database import MEMORY
from tests.chat import Chat
from tests.helpdesk.test_isolation_town import (
    GONE_BEFORE,
    GONE_UNSEEN,
    GROUPS,
    LONE,
    ROLES,
    SARI,
    SCENES,
    SENT_AWAY,
    Found,
    Marks,
    Scene,
    canned,
    internal,
    reply,
    words,
)
from tests.helpdesk.town import Town, town
from tests.staff import Staff


class Builder:
    """Lets everything happen that comes before the matrix, by the people who would do it."""

    def __init__(self, here: Town) -> None:
        self.here, self.world = here, here.world
        self.groups: dict[str, Group] = {"contoh": here.contoh, "misal": here.misal, "prov": here.prov}
        self.heads: dict[str, Staff] = {"contoh": here.rini, "misal": here.tati, "prov": here.made}
        self.codes: dict[str, dict[str, str]] = {"valid": {}, "used": {}}

    async def builds(self, scene: Scene) -> Found:
        await self._settles_in()
        await self._links()
        for chat, district, level in (
            (self.here.budi, "Kabupaten Contoh", "SD"),
            (self.here.wayan, "Kota Misal", "SD"),
            (self.here.dewi, "Provinsi Contoh", "SMK"),
        ):
            await self.here.hands_over(chat, level, district)
            await chat.says("kasus saya sendiri")
        code = await self.here.hands_over(self.here.sari, scene.level, scene.district)
        before = Marks()
        if scene.former:
            await self._works(scene.former, code)
            before = await self._marks(scene.former, code)
            await self._moves(scene, code)
        await self._works(scene.desk, code)
        if scene.state == "open":
            await self.heads[scene.desk].taps("Lepas", code)
        if scene.state == "closed":
            await self.heads[scene.desk].taps("Tutup", code)
            await self.heads[scene.desk].taps("Alasan lain", code)
        here = await self._marks(scene.desk, code)  # before the lists name the code as well
        for head in self.heads.values():
            await head.says("/kasus")
        self.world.clock.moves_by(minutes=11)  # what the bot believes of members, it asks again
        return await self._found(scene, code, here, before)

    async def _settles_in(self) -> None:
        """Members beside those of the town, and those who are none any more."""
        world = self.world
        world.telegram.person(50, "Orang Asing")
        for number, name, desk in ((25, "Pak Agus", "misal"), (26, "Bu Lia", "prov")):
            self.groups[desk].admits(world.telegram.person(number, name))
        for number, desk in ((31, "contoh"), (32, "misal"), (33, "prov")):
            hidden = world.telegram.person(number, "Bu Sembunyi")
            self.groups[desk].promotes(hidden, "can_manage_chat", anonymous=True)
        lone = world.telegram.group(LONE, "Grup lain")
        leader = world.telegram.person(40, "Orang Lain")
        lone.promotes(leader, "can_manage_chat")
        lone.adds_bot(leader, "can_manage_topics")
        gone = [
            world.telegram.person(number, name)
            for number, name in (
                (SENT_AWAY, "Bu Usir"),
                (GONE_BEFORE, "Pak Lama"),
                (GONE_UNSEEN, "Bu Hilang"),
            )
        ]
        for desk, group in self.groups.items():
            group.members[GONE_BEFORE] = Member(gone[1].user, "left")
            for person in (gone[0], gone[2]):
                group.admits(person)
                person.says("halo semua", group)
            await world.settles()
            group.expels(gone[0], by=self.heads[desk].person)
            group.members[GONE_UNSEEN] = Member(gone[2].user, "left")
        await world.settles()

    async def _links(self) -> None:
        """Each desk's group is let go and linked anew: a code that is used up, and one that is not."""
        owner = self.here.owner
        for desk, head in self.heads.items():
            self.codes["used"][desk] = await self._code(owner, desk)
            await owner.says(f"/kelola lepas {desk}")
            await head.says(f"/hubungkan {self.codes['used'][desk]}")
            self.codes["valid"][desk] = await self._code(owner, desk)

    async def _code(self, owner: Chat, desk: str) -> str:
        await owner.says(f"/kelola tautan {desk}")
        found = re.search(r"/hubungkan (\w+)", owner.person.messages()[-1]["text"])
        assert found
        return found[1]

    async def _works(self, desk: str, code: str) -> None:
        """Everything that a case can have: words, a photo, an answer, a note, and the question for another."""
        head = self.heads[desk]
        await self.here.sari.says(words(desk))
        self.here.sari.person.sends("photo", caption=words(desk))
        await self.world.settles()
        await head.taps("Ambil", code)
        await head.answers(code, reply(desk))
        card = head.card(code)
        await head.replies(card, f"/catatan {internal(desk)}")
        await head.says(f"/jawaban siap {canned(desk)}")
        await head.taps("Catatan internal", code)
        await head.answers(
            code, internal(desk)
        )  # the note that was asked for: what comes next is for the operator

    async def _moves(self, scene: Scene, code: str) -> None:
        assert scene.former
        if scene.name == "moved up":
            await self.heads[scene.former].taps("Teruskan ke Provinsi Contoh", code)
            await self.heads[scene.former].taps("Ya, teruskan ke Provinsi Contoh", code)
            return
        await self.here.sari.says("/daerah")
        await self.here.sari.taps("Kota Misal")

    async def _marks(self, desk: str, code: str) -> Marks:
        relays = await self._relays(code)
        group = self.groups[desk].id
        head = self.heads[desk]
        prompt = [m["message_id"] for m in self.groups[desk].messages() if "Balas pesan ini" in _text(m)]
        return Marks(
            head.card(code)["message_id"],
            next(one.to_message or 0 for one in relays if one.kind == "in" and one.to_chat == group),
            next(one.from_message or 0 for one in relays if one.kind == "out" and one.from_chat == group),
            prompt[-1],
            head.thread(code),
        )

    async def _relays(self, code: str) -> list[Relay]:
        case = (await self.world.session(SARI)).case
        found = await self.world.rows(
            "SELECT case_id, kind, to_chat, from_chat, from_message, to_message, who FROM relays"
            f" WHERE case_id = {case} ORDER BY id"
        )
        assert code
        return [Relay(*row) for row in found]

    async def _found(self, scene: Scene, code: str, here: Marks, before: Marks) -> Found:
        session = await self.world.session(SARI)
        ((seq,),) = await self.world.rows(
            f"SELECT doc ->> 'seq' FROM desk_cases WHERE case_id = {session.case}"
        )
        chat = self.here.sari.person.messages()
        own = {"words": words(scene.desk), "answer": reply(scene.desk)}
        if scene.former:
            own |= {"former words": words(scene.former), "former answer": reply(scene.former)}
        cards = await self.world.rows("SELECT chat, thread, message, seq, case_id FROM cards")
        return Found(
            code=code,
            case=session.case,
            seq=seq,
            screen_seq=session.seq,
            here=here,
            before=before,
            private={
                **{
                    name: next(m["message_id"] for m in chat if said in _text(m))
                    for name, said in own.items()
                },
                "screen": self.here.sari.screen["message_id"],
            },
            lists={group.id: group.messages()[-1]["message_id"] for group in self.groups.values()},
            neighbours={row[0]: Card(*row[:4]) for row in cards if row[4] != session.case},
            photo=next(m["photo"][-1]["file_unique_id"] for m in reversed(chat) if "photo" in m),
            taker=self.heads[scene.desk].person.first_name if scene.state == "taken" else "",
            **self.codes,
        )


def _text(message: dict[str, Any]) -> str:
    return str(message.get("text") or message.get("caption") or "")


@asynccontextmanager
async def built(scene: Scene) -> AsyncIterator[tuple[Town, Found]]:
    async with town(Path(MEMORY)) as here:
        yield here, await Builder(here).builds(scene)


@pytest.mark.parametrize("scene", SCENES, ids=lambda scene: scene.name)
async def test_the_scene_stands_as_it_says(scene: Scene) -> None:
    """The case is where it should be; people are in the groups that their roles name, and in no others."""
    async with built(scene) as (here, found):
        rows = await here.world.rows(f"SELECT desk, state FROM desk_cases WHERE case_id = {found.case}")
        assert rows == [(scene.desk, scene.state)]
        for role in ROLES:
            homes = [
                group.id
                for group in here.world.telegram.groups.values()
                if role.person in group.members and group.members[role.person].is_in
            ]
            assert homes == ([role.home] if role.home else []), role.name
        headed = await here.world.rows("SELECT desk, person FROM heads ORDER BY desk")
        assert headed == [(role.heads, role.person) for role in ROLES if role.heads]
        for desk, group in GROUPS.items():
            said = [_text(message) for message in here.world.telegram.messages(group)]
            about = [text for text in said if found.code in text and "kasus terbuka" not in text]
            if desk == scene.former:
                assert len(about) == 1, about
                assert "meja lain" in about[0]
            elif desk != scene.desk:
                assert about == [], desk
            if desk != scene.desk:
                assert not [text for text in said if words(scene.desk) in text]
