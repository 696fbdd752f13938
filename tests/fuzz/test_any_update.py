"""Whatever the wire brings: what is no update of ours is set aside or passed over, and everybody else is served."""

import copy
import tempfile
from pathlib import Path
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from tests.chat import SARI, Clock, World

leaves = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(2**65), 2**65),
    st.floats(allow_nan=False),
    st.text(st.characters(exclude_categories=["Cs"]), max_size=30),
)
anything = st.recursive(
    leaves,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)
SENDER = {"id": SARI, "is_bot": False, "first_name": "Sari"}
PRIVATE = {"id": SARI, "type": "private", "first_name": "Sari"}
MESSAGE = {
    "message_id": 5,
    "date": 1_787_000_000,
    "chat": PRIVATE,
    "from": SENDER,
    "text": "tombol sinkron hilang",
}
WELL_MADE: dict[str, dict[str, Any]] = {
    "message": MESSAGE,
    "edited_message": {**MESSAGE, "edit_date": 1_787_000_001},
    "callback_query": {
        "id": "1",
        "from": SENDER,
        "chat_instance": "1",
        "data": "1:x:1:nav:next",
        "message": MESSAGE,
    },
    "my_chat_member": {
        "chat": PRIVATE,
        "from": SENDER,
        "date": 1_787_000_000,
        "old_chat_member": {"status": "member", "user": SENDER},
        "new_chat_member": {"status": "kicked", "user": SENDER, "until_date": 0},
    },
}


@st.composite
def updates(draw: st.DrawFn) -> tuple[str, Any]:
    """A well-made update with one to three of its parts replaced by anything, or taken out; or something unknown."""
    kind = draw(st.sampled_from([*WELL_MADE, "poll", "nonsense"]))
    return kind, draw(spoilt(WELL_MADE[kind]) if kind in WELL_MADE else anything)


@st.composite
def spoilt(draw: st.DrawFn, well_made: dict[str, Any]) -> Any:
    """One with one to three of its parts replaced by anything, or taken out."""
    content = copy.deepcopy(well_made)
    for _ in range(draw(st.integers(1, 3))):
        where: Any = content
        while True:
            name = draw(st.sampled_from(sorted(where)))
            if isinstance(where[name], dict) and where[name] and draw(st.booleans()):
                where = where[name]
                continue
            break
        if draw(st.booleans()):
            where[name] = draw(anything)
        else:
            del where[name]
        if not content:
            break
    return content


@given(st.lists(updates(), min_size=1, max_size=6))
async def test_fetched(found: list[tuple[str, Any]]) -> None:
    """By polling: nothing stays waiting, the store stands, and a newcomer is served at once."""
    with tempfile.TemporaryDirectory() as folder:
        world = World(Path(folder) / "fuzz.db", Clock())
        await world.starts()
        try:
            for number, (kind, content) in enumerate(found):
                if kind == "callback_query":
                    content["id"] = f"1{number}"
                world.telegram.happens(kind, content)
            # A tap that nobody has made cannot be answered, and a text that is a number fails for good.
            world.expected_refusals = world.expected_errors = 1_000
            await world.settles()
            assert await world.rows("SELECT * FROM inbox WHERE state = 'waiting'") == []
            newcomer = world.chat(99, "Baru")
            await newcomer.says("tombol sinkron hilang")
            newcomer.sees("Tercatat")
        finally:
            await world.ends()
