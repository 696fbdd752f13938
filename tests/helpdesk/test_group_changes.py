"""What becomes of a desk's cases when its group changes: topics, the bot's place there, and the group itself."""

import pytest

from tests.helpdesk.operator_chat import said
from tests.helpdesk.town import Town
from tests.postgres import ON_BOTH
from tests.staff import Staff

pytestmark = pytest.mark.parametrize("place", ON_BOTH, indirect=True)


async def test_the_topic_was_deleted(here: Town) -> None:
    """It is opened anew, with the card, and nothing is lost."""
    code = await here.hands_over(here.sari)
    thread = here.rini.thread(code)
    assert thread is not None
    here.contoh.deletes_topic(thread)
    here.world.expected_refusals = 2
    await here.sari.says("halo bu, masih di sana?")
    assert here.rini.thread(code) not in {None, thread}
    assert "halo bu, masih di sana?" in here.rini.said(code)[-1]


async def test_topics_were_switched_off(here: Town) -> None:
    """What is new stands as a thread of replies; a case that has a topic finds its new place."""
    code = await here.hands_over(here.sari)
    here.contoh.is_forum = False
    here.contoh.topics.clear()
    here.world.expected_refusals = 2
    await here.sari.says("masih di sana?")
    there = here.contoh.messages()[-1]
    assert "masih di sana?" in there["text"]
    assert code in there["reply_to_message"]["text"], "below the card"
    await here.rini.replies(there, "Masih.")
    assert "Masih." in said(here.sari)
    other = await here.hands_over(here.budi)
    assert here.rini.thread(other) is None


async def test_the_bot_was_sent_away(here: Town) -> None:
    """The cases go to the province, the operator and the owner are told."""
    await here.owner.says("/start")
    code = await here.hands_over(here.sari)
    here.world.expected_errors = 1
    here.contoh.removes_bot(here.rini.person)
    await here.world.settles()
    assert here.made.card(code)
    assert "Provinsi Contoh" in here.sari.text
    assert "hilang" in said(here.owner)


async def test_the_group_became_a_supergroup(here: Town) -> None:
    """Everything follows by itself."""
    code = await here.hands_over(here.sari)
    new = here.contoh.becomes_supergroup(-1_005_000_000_099)
    new.is_forum = True
    await here.world.settles()
    await here.sari.says("apakah sudah ada kabar?")
    rini = Staff(here.world, 21, "Bu Rini", new)
    assert "apakah sudah ada kabar?" in rini.said(code)[-1]
    await rini.answers(code, "Belum, besok kami kabari.")
    assert "besok kami kabari" in said(here.sari)
