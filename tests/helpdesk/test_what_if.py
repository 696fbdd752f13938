"""What would be if one fact were another: shown at the desk, kept nowhere."""

import pytest

from flows.dialogue.desk.fact_words import COLUMNS
from flows.dialogue.desk.what_if import FACTS, SUBJECT, what_if
from flows.dialogue.machine.questions import fact_value
from flows.dialogue.machine.replay import replay
from flows.eligibility import ALLOWED, UNKNOWN, evaluate
from flows.texts import say
from tests.helpdesk.town import Town


async def test_one_fact_is_changed_and_nothing_is_kept(here: Town) -> None:
    """Below the card, in one message that changes; the operator and the case see nothing of it."""
    await here.sari.says("/start d_contoh")
    await here.sari.taps("Tombol tidak ada, hanya Tarik Data")
    await here.sari.says("minta bantuan petugas")
    await here.sari.taps("SD")
    code = await here.code(here.sari)
    before = await here.world.rows("SELECT session, doc FROM cases JOIN desk_cases USING (case_id)")
    screen = here.sari.text
    await here.rini.taps("Bagaimana jika", code)
    asked = here.contoh.messages()[-1]
    assert asked["message_thread_id"] == here.rini.thread(code)
    assert "Tidak ada yang disimpan" in asked["text"]

    async def taps(label: str) -> str:
        standing = here.world.telegram.message(here.contoh.id, asked["message_id"])
        (data,) = (
            button["callback_data"]
            for row in standing["reply_markup"]["inline_keyboard"]
            for button in row
            if button["text"] == label
        )
        here.joko.person.taps(asked["message_id"], data, here.contoh)
        await here.world.settles()
        return str(here.world.telegram.message(here.contoh.id, asked["message_id"])["text"])

    assert "Pemimpin sekolah" in await taps("Pemimpin sekolah")
    found = await taps("Belum ada pemimpin")
    assert "Menjadi: ada yang perlu diubah oleh Dinas." in found
    assert "kepala sekolah atau Plt. yang tercatat" in found
    await taps("Hal lain")
    await taps("Data invalid")
    assert "Tetap" not in await taps("Masih ada")
    assert here.contoh.messages()[-1]["message_id"] == asked["message_id"], "it is one message"
    assert before == await here.world.rows("SELECT session, doc FROM cases JOIN desk_cases USING (case_id)")
    assert here.sari.text == screen
    assert not await here.log("whatif")


async def test_it_goes_with_the_case(here: Town) -> None:
    """Whoever erases their data leaves nothing of it at the desk."""
    code = await here.hands_over(here.sari)
    await here.rini.taps("Bagaimana jika", code)
    asked = here.contoh.messages()[-1]["message_id"]
    await here.sari.says("/hapus_data")
    await here.sari.taps("Ya, hapus semua")
    assert asked not in [message["message_id"] for message in here.contoh.messages()]


async def test_under_another_message_it_comes_anew(here: Town) -> None:
    """A button's data is never believed: what stands under it is not overwritten."""
    code = await here.hands_over(here.sari)
    other = await here.hands_over(here.budi)
    card = here.rini.card(other)
    data = next(
        button["callback_data"]
        for row in here.rini.card(code)["reply_markup"]["inline_keyboard"]
        for button in row
        if button["text"] == "Bagaimana jika"
    )
    here.rini.person.taps(card["message_id"], data, here.contoh)
    await here.world.settles()
    assert here.rini.card(other)["text"] == card["text"]
    assert "Bagaimana jika" in here.contoh.messages()[-1]["text"]


@pytest.mark.parametrize("fact", COLUMNS)
async def test_every_button_leads_somewhere(here: Town, fact: str) -> None:
    """Every value of every fact is judged as the rules judge it, and each view has words."""
    await here.hands_over(here.sari)
    session = await here.world.session(11)
    facts = replay(session.records).standing.facts
    view = what_if(session, fact)
    assert view
    choices = [at.choice for row in view.rows for at in row if at.choice != FACTS]
    told = {str(fact_value(fact, choice.partition(".")[2])) for choice in choices}
    assert told == ({"0", "1", UNKNOWN} if fact == "invalid" else set(ALLOWED[fact]))
    for choice in choices:
        found = what_if(session, choice)
        assert found
        value = fact_value(fact, choice.partition(".")[2])
        expected = evaluate(facts.but(button_now=UNKNOWN, **{fact: value}))
        steps = say(found).text.count("• ")
        assert steps == len(expected.plan)
        assert all(at.subject == SUBJECT and what_if(session, at.choice) for row in found.rows for at in row)
    for nonsense in ("", "level", "level.sd", f"{fact}.nothing", "x.y"):
        assert what_if(session, nonsense) is None
