"""The people whose cases stand in a kept database: everything they did before the hour in which their bot ended."""

from collections import deque

from bot.records.help_desk import Desk
from bot.simulator.phone import Button, buttons_of
from flows.dialogue.buttons import read_button
from flows.dialogue.machine.table import STATES
from flows.dialogue.screens.screens import screen
from tests.chat import Chat
from tests.dialogue.walk import likeness
from tests.dialogue.walking import HERE, SESSION, START, Told, successors
from tests.helpdesk.town import DESKS, RINI, Town
from tests.staff import Staff

PLAIN, MOVED, LEFT, NEW = -5_000_011, -1_005_000_000_011, -1_005_000_000_012, -1_005_000_000_013
ALL_DESKS = (
    *DESKS,
    Desk("pindah", "Kabupaten Pindah", "kabkota", "prov", "WIB", 480, 930, PLAIN),
    Desk("lepas", "Kota Lepas", "kabkota", "prov", "WITA", 480, 930, LEFT),
    Desk("baru", "Kabupaten Baru", "kabkota", "prov", "WIT", 480, 930),
)
CODE = "K7M2Q9XA"
TYPED = {"no_symptom": ("tidak tahu", "Lanjut tanpa ini"), "other_subject": ("TPG saya belum cair",)}
"""What is written to come to the states that no button leads to."""
EARLIER = 8
"""So many buttons of earlier screens are kept of each person."""


def ways() -> dict[str, tuple[Told, ...]]:
    """For each state that buttons lead to, the answers on a short way to it."""
    found: dict[str, tuple[Told, ...]] = {}
    seen = set()
    frontier = deque([(START, tuple[Told, ...]())])
    turn = 0
    while len(found) < len(STATES) - len(TYPED):
        position, way = frontier.pop() if turn % 2 else frontier.popleft()
        turn += 1
        found.setdefault(position.state, way)
        offered = {(at.subject, at.choice) for row in screen(SESSION, position, HERE).rows for at in row}
        for told, below in successors(position):
            if told in offered and likeness(below) not in seen:
                seen.add(likeness(below))
                frontier.append((below, (*way, told)))
    return found


class Operators:
    """Lets people do everything that a living bot has in its database."""

    def __init__(self, here: Town) -> None:
        self.here, self.world = here, here.world
        self.chats: list[Chat] = []
        self.ways = ways()
        self.plain = here._group(PLAIN, "Dinas Pindah", forum=False)
        self.left = here._group(LEFT, "Dinas Lepas", forum=False)
        here._group(NEW, "Dinas Baru", forum=False)
        self.agus = here._staff(31, "Pak Agus", self.plain, leads=True)
        self.lia = here._staff(32, "Bu Lia", self.left, leads=True)
        here._staff(33, "Pak Yan", self.world.telegram.groups[NEW], leads=True)

    def chat(self, name: str) -> Chat:
        self.chats.append(self.world.chat(100 + len(self.chats), name))
        return self.chats[-1]

    async def live(self) -> None:
        await self._states()
        await self._days_ago()
        await self.here.later(days=3)  # what was done is forgotten, who has waited is told so
        self.world.clock.moves_to("2026-08-28 09:00")
        await self._panels()
        await self._reminded(self.ways["ask_reminder"])
        await self._desks()

    # Cases in every state.

    async def _states(self) -> None:
        for state in STATES:
            chat = self.chat(f"Operator {state}")
            await chat.says("/start")
            for words in TYPED.get(state, ()):
                await chat.says(words)
            for told in self.ways.get(state, ()):
                await chat._taps(_button(chat, told))
            await chat.ended_in(state)

    async def _panels(self) -> None:
        """Something lies over the question: help, the list of answers, the question whether to erase everything."""
        for words in ("/bantuan", "/kasus", "/ulang", "/hapus_data", "ubah jawaban", "tidak tahu"):
            chat = self.chat(f"Operator {words.strip('/')}")
            await chat.says("/start")
            await chat.taps("Tombol tidak ada, hanya Tarik Data")
            await chat.says(words)

    async def _reminded(self, way: tuple[Told, ...]) -> None:
        """Waits for Dinas, and for tomorrow's reminder."""
        chat = self.chat("Operator diingatkan")
        await chat.says("/start")
        for told in (*way, ("reminder", "tomorrow"), ("zone", "WIT")):
            await chat._taps(_button(chat, told))
        await chat.ended_in("waiting")
        assert (await self.world.session(chat.person.id)).remind_at

    # Cases at the desks.

    async def _days_ago(self) -> None:
        """What has stood for days: cases without an answer, and a group that has become a supergroup."""
        here = self.here
        await here.owner.says("/start")
        await here.owner.says(f"/kelola kepala contoh {RINI}")
        await here.hands_over(self.chat("Operator menunggu"))
        code = await here.hands_over(self.chat("Operator diambil"))
        await here.rini.taps("Ambil", code)
        code = await here.hands_over(self.chat("Operator pindah"), district="Kabupaten Pindah")
        await self.agus.answers(code, "Kami periksa.")
        new = self.plain.becomes_supergroup(MOVED)
        await self.world.settles()
        await Staff(self.world, 31, "Pak Agus", new).says("/kasus")
        await here.hands_over(self.chat("Operator lepas"), district="Kota Lepas")
        await here.owner.says("/kelola lepas lepas")

    async def _desks(self) -> None:
        """A case in each condition that a desk's case can be in."""
        here = self.here
        await here.hands_over(self.chat("Operator terbuka"))
        taken = self.chat("Operator dijawab")
        code = await here.hands_over(taken)
        await here.rini.taps("Ambil", code)
        await here.rini.answers(code, "Selamat pagi, mohon tunggu.")
        await here.rini.answers(code, "/catatan cek NUPTK")
        await taken.says("baik bu")
        await taken.sends("photo")
        taken.person.sends_album(["photo", "photo"], caption="dua layar")
        await self.world.settles()
        await here.later(seconds=2)
        await here.rini.sends("document", code, "panduan")
        await self._asked("Operator ditanya", answers=False)
        await self._asked("Operator menjawab", answers=True)
        await self._acted("Operator diubah")
        talks = self.chat("Operator bicara")
        code = await here.hands_over(talks)
        await here.joko.taps("Ambil", code)
        await talks.taps("Bicara dengan bot lagi")
        await here.hands_over(talks_elsewhere := self.chat("Operator kota"), district="Kota Misal")
        await talks_elsewhere.says("tombolnya hilang")
        code = await here.hands_over(self.chat("Operator naik"))
        await here.rini.taps("Ambil", code)
        await here.rini.taps("Teruskan ke Provinsi Contoh", code)
        await here.rini.taps("Ya, teruskan ke Provinsi Contoh", code)
        await self._closed("Operator ditutup", "Data sudah diperbaiki")
        held = await self._closed("Operator tertahan", "Alasan lain")
        await held.says("masih hilang, bu")
        second = await self._closed("Operator dua kasus", "Alasan lain")
        await second.says("/ulang")
        await second.taps("Ya, kasus baru")
        code = await here.hands_over(self.chat("Operator SMK"), "SMK", "Provinsi Contoh")
        await here.made.taps("Tutup", code)  # the card offers the reasons
        await here.rini.says("/kasus")
        await here.tati.says("/kasus")
        unclear = self.chat("Operator tak terbaca")
        await unclear.says("/start")
        await unclear.says("zzz qqq")
        blocks = self.chat("Operator memblokir")
        code = await here.hands_over(blocks)
        await blocks.blocks_bot()
        self.world.expected_refusals = 1
        await here.rini.answers(code, "Masih ada kendala?")

    async def _asked(self, name: str, *, answers: bool) -> None:
        chat = self.chat(name)
        code = await self.here.hands_over(chat)
        await self.here.rini.taps("Tanya operator", code)
        await self.here.rini.taps("Jenis PTK", code)
        if answers:
            await chat.taps("Guru")

    async def _acted(self, name: str) -> None:
        code = await self.here.hands_over(self.chat(name))
        await self.here.rini.taps("Sudah diubah Dinas", code)
        await self.here.rini.taps("Semua di atas", code)

    async def _closed(self, name: str, reason: str) -> Chat:
        chat = self.chat(name)
        code = await self.here.hands_over(chat)
        await self.here.rini.answers(code, "Sudah kami periksa.")
        await self.here.rini.taps("Tutup", code)
        await self.here.rini.taps(reason, code)
        return chat

    # What is kept of the buttons.

    def buttons(self) -> list[tuple[int, int, int, str]]:
        """Who can tap, in which chat, on which message, and the data: those on the screen, and the newest of before."""
        found = []
        for chat in (*self.chats, self.here.budi):
            chat._phone.look()
            now = chat._phone.buttons
            earlier = [one for one in dict.fromkeys(chat._phone.ever) if one not in now][-EARLIER:]
            found += [(chat.person.id, chat.person.id, one.message, one.data) for one in (*now, *earlier)]
        for staff in (self.here.rini, self.here.tati, self.here.made):
            now = [one for message in staff.group.messages() for one in buttons_of(message)]
            earlier = [one for one in dict.fromkeys(at for _, at in staff._ever) if one not in now][-EARLIER:]
            found += [(staff.person.id, staff.group.id, one.message, one.data) for one in (*now, *earlier)]
        return found


def _button(chat: Chat, told: Told) -> Button:
    """The button that tells this; a district's is another one than in the walk, which knows none."""
    read = [(one, read_button(one.data)) for one in chat._phone.buttons]
    exact = [one for one, at in read if at and (at.subject, at.choice) == told]
    alike = [one for one, at in read if at and at.subject == told[0]]
    return (exact or alike)[0]
