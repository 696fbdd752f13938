"""Whatever operators, staff and the owner do, in any order: the bot stands, and every open case has a desk that has a group."""

import tempfile
from pathlib import Path

from hypothesis import example, given, settings
from hypothesis import strategies as st

from bot.records.desk_case import DESK_CASE_JSON
from bot.simulator.errors import NOT_MODIFIED
from flows.dialogue.machine.replay import replay
from flows.dialogue.machine.session import SESSION_JSON
from tests.chat import World
from tests.fuzz import deeds
from tests.fuzz.deeds import Deed
from tests.helpdesk.town import Town, town
from tests.sampling import amount

PERSONAL = "3204123456780001"
WORDS = (
    "halo bu", "sudah", "guru", "plt", "/kasus", "/start d_misal", "/ulang", "/daerah", "kab contoh",
    "tarik data sudah", "Buka lagi kasus ini", "/tarik", "x" * 4000, f"nik {PERSONAL}",
)  # fmt: skip
ANSWERS = (
    "baik", "/kasus", "/catatan dicek", "/catatan", "/tarik", "/qr", "/bantuan", "/hubungkan 12345", "<b>& 😀" * 580,
    f"nik {PERSONAL}",
)  # fmt: skip
KELOLA = (
    "", "jejak contoh", "jejak prov", "tautan misal", "jam prov 07.00-12.00", "ekspor prov", "kepala contoh 22",
    "berhenti contoh 22", "qr misal", "tambah baru | Kota Baru | kabkota | prov | WIB | 08.00-15.00",
    "tambah contoh | Kabupaten Contoh | kabkota | - | WIT | 08.00-15.00",
)  # fmt: skip
UPSETS = ("lepas misal", "hapus misal misal", "hapus misal", "lepas contoh")
KINDS = ("photo", "document", "voice", "video", "sticker", "contact", "location")

OF_PEOPLE = (
    NOT_MODIFIED,
    "message thread not found",
    "message to edit not found",
    "message to delete not found",
    "there is no text in the message to edit",  # a file's that is too old to be deleted: something empty takes its place
    "message media can't be edited",
    "can't change media type in the album",
    "message can't be deleted for everyone",
    "message to react not found",
    "message to copy not found",
    "bot was blocked by the user",
    "bot was kicked from the supergroup chat",
    "group chat was upgraded to a supergroup chat",
    "not enough rights",
    "TOPIC_DELETED",
)
"""Refusals that come of what people have done: nothing else may be refused."""
ERRORS = {
    "bot.helpdesk.groups.group_linking: desk lost",
    "bot.helpdesk.groups.group_linking: desk lacks rights",
    "bot.outgoing.outbox: letter failed",
}
"""What the log says where a group or the rights in it are gone, and of a letter to somebody who has blocked the bot."""

who, places = st.integers(0, 3), st.integers(0, 60)
albums = st.lists(st.sampled_from(("photo", "video")), min_size=2, max_size=4)
onward = st.builds(deeds.hands_over, who, places)
work = st.builds(
    deeds.works, who, st.sampled_from(("take", "over", "release", "note", "up", "reopen")), places
)
choice = st.builds(deeds.works, who, st.sampled_from(("ask", "mark", "close")), places)
anything: st.SearchStrategy[Deed] = st.one_of(
    *[onward] * 4,
    *[work] * 3,
    *[choice] * 4,
    *[st.builds(deeds.uses, who, places)] * 3,
    st.builds(deeds.taps, who, places),
    st.builds(deeds.taps_old, who, places),
    st.builds(deeds.writes, who, st.sampled_from(WORDS)),
    st.builds(deeds.replies, who, st.sampled_from(WORDS), places),
    st.builds(deeds.edits, who, places),
    st.builds(deeds.sends, who, st.sampled_from(KINDS), st.sampled_from(("", "layar", f"nik {PERSONAL}"))),
    st.builds(deeds.sends_album, who, albums),
    st.builds(deeds.blocks, who),
    st.builds(deeds.erases, who),
    st.builds(deeds.presses, who, places),
    st.builds(deeds.presses_old, who, places),
    st.builds(deeds.forges, who, places, st.sampled_from(deeds.CHOICES)),
    st.builds(deeds.forges, who, places, st.sampled_from(deeds.CHOICES), ahead=st.integers(-3, 3)),
    st.builds(deeds.answers, who, st.sampled_from(ANSWERS), places),
    st.builds(deeds.answers, who, st.sampled_from(ANSWERS), places),
    st.builds(deeds.withdraws, who),
    st.builds(deeds.answers_with, who, st.sampled_from(KINDS[:5]).map(lambda kind: [kind]) | albums, places),
    st.builds(deeds.corrects, who, places),
    st.builds(deeds.comes_or_goes, who),
    st.builds(deeds.governs, st.sampled_from(KELOLA)),
    st.builds(deeds.governs, st.sampled_from(KELOLA)),
    st.builds(deeds.governs, st.sampled_from(UPSETS)),
    st.builds(deeds.links, who, st.sampled_from(("contoh", "misal"))),
    st.builds(deeds.loses_topic, places),
    st.builds(deeds.waits, st.sampled_from((1, 5, 20, 80))),
    st.just(deeds.sends_bot_away),
    st.just(deeds.demotes_or_promotes_bot),
    st.just(deeds.moves_group),
    st.just(deeds.restarts),
)


_PROFILE = settings.get_profile(settings.get_current_profile_name())


LEFT_AND_MOVED: list[Deed] = [
    deeds.sends_bot_away, deeds.hands_over(0, 0), deeds.sends_bot_away, deeds.moves_group,
]  # fmt: skip
"""What the bot is still to take away in the group has another number there."""


@example([deeds.waits(1), *[deeds.hands_over(0, 0)] * 14, *LEFT_AND_MOVED])
@settings(max_examples=_PROFILE.max_examples // amount(4, 2))
@given(st.lists(anything, min_size=20, max_size=50))
async def test_anything_at_the_desks(doings: list[Deed]) -> None:
    """After each deed nothing is wrong; in the end everything is kept as it was told, and a newcomer is served."""
    with tempfile.TemporaryDirectory() as folder:
        async with town(Path(folder) / "fuzz.db") as here:
            here.world.expected_errors = here.world.expected_refusals = 10_000  # looked at below
            await here.owner.says("/start")
            code = await here.hands_over(here.sari)
            assert here.rini.card(code)
            for deed in doings:
                here.world.clock.moves_by(seconds=2)
                await deed(here)
                _nothing_wrong(here.world)
            if not here.contoh.bot.is_administrator and here.contoh.bot.is_in:
                await deeds.demotes_or_promotes_bot(here)
            for _ in range(6):  # a refusal is believed only after some looks
                await here.later(hours=1)
            _nothing_wrong(here.world)
            await _kept_well(here.world)
            await _serves_a_newcomer(here)


def _nothing_wrong(world: World) -> None:
    """Beside what `looks_well` looks for: no refusal and no error that nobody has brought about, and nothing personal said."""
    refused = [str(call.error) for call in world.telegram.refusals]
    assert [error for error in refused if not any(words in error for words in OF_PEOPLE)] == []
    assert [error for error in world.errors.found if error.rstrip() not in ERRORS] == []
    said = [call.params for call in world.telegram.calls if call.method != "sendDocument"]
    assert PERSONAL not in str(said)


async def _kept_well(world: World) -> None:
    assert await world.rows("SELECT * FROM inbox WHERE state != 'done'") == []
    assert await world.rows("SELECT * FROM outbox WHERE state IN ('waiting', 'under_way')") == []
    for text, state in await world.rows("SELECT session, state FROM cases"):
        session = SESSION_JSON.read(text)
        assert session.state == state == replay(session.records).state
    linked = {code for (code,) in await world.rows("SELECT code FROM desks WHERE chat IS NOT NULL")}
    for desk, state, owner, doc in await world.rows("SELECT desk, state, owner, doc FROM desk_cases"):
        case = DESK_CASE_JSON.read(doc)
        assert (case.desk, case.state, case.owner) == (desk, state, owner)
        assert state == "closed" or desk in linked
    assert await world._store.unsettled() == []


async def _serves_a_newcomer(here: Town) -> None:
    code = await here.hands_over(here.dewi, "SMK", "Provinsi Contoh")
    cards = [message for message in here.prov.messages() if code in message.get("text", "")]
    assert cards
    await here.dewi.says("halo, saya baru")
    assert "halo, saya baru" in str(here.prov.messages()[-1])
