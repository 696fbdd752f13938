"""What holds for staff as for everybody: who sends too much is not heard for a while. And a card always fits."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.helpdesk.cases.card import card
from bot.helpdesk.cases.card_buttons import CardSurroundings
from bot.helpdesk.cases.relay import relayed, to_operator
from bot.incoming.flood import MOST, WINDOW
from bot.outgoing.render import plain
from bot.records.desk_case import DeskCase, Entry
from bot.records.desk_drawings import Card, CardRows
from bot.records.help_desk import Desk
from bot.records.messages import Content
from bot.records.relayed import RelayedFile, RelayedText
from flows.dialogue.case_code import case_code
from flows.dialogue.turn.engine import begin
from flows.texts import write
from flows.view import Line
from tests.chat import Clock
from tests.helpdesk.town import DESKS, Town
from tests.staff import Staff

NOW = Clock().now


async def test_a_flood_of_one_of_the_staff(here: Town) -> None:
    """They are told once in their group; their colleague and the operator are heard."""
    code = await here.hands_over(here.sari)
    here.world.guarded = True
    await here.world.restarts()
    for number in range(MOST + 10):
        here.rini.person.says(f"pesan {number}", here.contoh, thread=here.rini.thread(code))
    await here.world.settles()
    passed = [m["text"] for m in here.sari.person.messages() if "\npesan " in m.get("text", "")]
    assert len(passed) == MOST
    warned = [m for m in here.contoh.messages() if "Terlalu banyak pesan" in m.get("text", "")]
    assert len(warned) == 1
    await here.joko.answers(code, "saya teruskan")
    assert "saya teruskan" in here.sari.person.messages()[-1]["text"]
    here.world.clock.moves_by(minutes=6)
    await here.rini.answers(code, "saya kembali")
    assert "saya kembali" in here.sari.person.messages()[-1]["text"]


async def test_a_flood_in_a_foreign_group(here: Town) -> None:
    """Nothing is said there."""
    here.world.guarded = True
    await here.world.restarts()
    group = here.world.telegram.group(-1_005_000_000_066, "Ramai")
    group.promotes_bot(here.rini.person)
    for number in range(MOST + 10):
        here.dewi.person.says(f"/kasus {number}" if number % 2 else "halo", group)
    await here.world.settles()
    said = [m for m in group.messages() if m.get("from") == here.world.telegram.bot_user]
    assert not any("Terlalu banyak" in m["text"] for m in said)


async def test_a_flood_of_an_anonymous_administrator(here: Town) -> None:
    """They have one number everywhere: who speaks so in another group, and who has a name in theirs, is heard."""

    def told(staff: Staff) -> int:
        return sum("anonim" in m.get("text", "").casefold() for m in staff.group.messages())

    code = await here.hands_over(here.sari)
    other = await here.hands_over(here.budi, district="Kota Misal")
    for staff in (here.rini, here.tati):
        staff.group.promotes(staff.person, "can_manage_chat", anonymous=True)
    here.world.guarded = True
    await here.world.restarts()
    for number in range(MOST + 10):
        here.rini.person.says(f"pesan {number}", here.contoh, thread=here.rini.thread(code))
    await here.world.settles()
    assert told(here.rini) == MOST
    assert sum("Terlalu banyak pesan" in m.get("text", "") for m in here.contoh.messages()) == 1
    await here.tati.answers(other, "Halo.")
    assert told(here.tati) == 1
    await here.joko.answers(code, "saya teruskan")
    assert "saya teruskan" in here.sari.person.messages()[-1]["text"]


async def test_a_message_that_needs_two(here: Town) -> None:
    """It comes whole; it can be made shorter, longer and taken back like any other."""

    def passed() -> list[str]:
        return [
            m["text"].partition("\n")[2]
            for m in here.sari.person.messages()
            if "Petugas" in m.get("text", "")
        ]

    code = await here.hands_over(here.sari)
    await here.rini.taps("Ambil", code)
    before = len(passed())
    for long in ("😀&<b>" * 580, "lain-" * 812):
        await here.rini.answers(code, "sebentar")
        await here.rini.edits(long)
        assert "".join(passed()[before:]) == long
        await here.rini.edits("cukup")
        assert passed()[before:] == ["cukup"]
        await here.rini.replies(here.rini.own, "/tarik")
        assert passed()[before:] == []
        await here.rini.answers(code, long)
        assert "".join(passed()[before:]) == long
        await here.rini.replies(here.rini.own, "/tarik")
        assert passed()[before:] == []


@pytest.mark.parametrize("entries", [0, 1, 12, 60])
def test_a_card_fits_one_message(entries: int) -> None:
    """However long its history: the oldest of it is left out, and said to be."""
    case = DeskCase(case=7, person=1, district="contoh", desk="contoh", level="sd", since=NOW, owner=2)
    log = tuple(
        Entry(NOW, "contoh", "note", 7, 2, f"{number} {'catatan & <panjang> ' * 25}")
        for number in range(entries)
    )
    desk: Desk = DESKS[0]
    card_rows = CardRows(case, begin(7, 1, NOW), Card(-1), log, {2: "Bu <Rini>"})
    message = card(card_rows, desk, CardSurroundings(DESKS[2]), card_rows.desk.since)
    plain = message.text.replace("&amp;", "&").replace("&lt;", "<").replace("&gt;", ">")
    assert len(plain) < 4096 + 200, "marks aside"
    assert case_code(7) in message.text
    if entries:
        assert f"{entries - 1} catatan" in message.text, "the newest stays"
    if entries == 60:
        assert "lebih lama" in message.text
    assert all(len(data.encode()) <= 64 for row in message.rows for _, data in row)


WRITTEN = st.lists(st.sampled_from(("a", "&", "<b>", "😀", "\n", "kata ")), min_size=1, max_size=12).map(
    lambda bits: ("".join([".", *bits]) * 4096).encode("utf-16-le")[: 2 * 4096].decode("utf-16-le", "ignore")
)
"""As long as a message can be."""


@given(WRITTEN, st.sampled_from(("text", "photo", "document")))
def test_what_is_passed_on_fits_and_is_whole(text: str, kind: str) -> None:
    """With what stands above it, and with the line that a repetition has; nothing of the text is missing."""
    case = DeskCase(case=7, person=1, district="contoh", desk="contoh", level="sd", since=NOW)
    way = to_operator(case, -1, "Dinas Pendidikan, Kebudayaan, Kepemudaan, dan Olahraga Kabupaten Contoh", 2)
    own = text if kind == "text" else text[:1000]
    letters, _ = relayed(case, way, 5, Content(kind, own))
    again = plain(write(Line("desk.repeated"))) + "\n"
    bodies = [letter.body for letter in letters if isinstance(letter.body, RelayedText | RelayedFile)]
    assert len(bodies) == len(letters)
    shown = [plain(body.text) for body in bodies]
    for body, words in zip(bodies, shown, strict=True):
        most = 4096 if isinstance(body, RelayedText) else 1024
        assert len((again + words).encode("utf-16-le")) // 2 <= most
    heads = {words.partition("\n")[0] for words in shown}
    assert len(heads) == 1
    assert all(words.partition("\n")[2] for words in shown[kind != "text" and len(shown) > 1 :])
    assert "".join("".join(words.partition("\n")[2] for words in shown).split()) == "".join(own.split())


async def test_a_flood_of_searches(here: Town) -> None:
    """Nothing is said of it, and in ten seconds they are answered again; all that they wrote elsewhere is heard."""

    def answered() -> int:
        return sum(call.method == "answerInlineQuery" for call in here.world.telegram.calls)

    here.world.guarded = True
    await here.world.restarts()
    for number in range(MOST + 10):
        here.dewi.person.searches(f"peran {number}")
    await here.world.settles()
    assert answered() == MOST
    here.joko.person.searches("peran")
    await here.dewi.says("/start")
    here.dewi.sees("menu Sinkronisasi")
    assert answered() == MOST + 1
    here.world.clock.moves_by(seconds=WINDOW)
    here.dewi.person.searches("peran")
    await here.world.settles()
    assert answered() == MOST + 2
    assert not any("Terlalu banyak" in m.get("text", "") for m in here.dewi.person.messages())
    assert await here.world.rows("SELECT person FROM ignored") == []
