"""Nobody sees or moves another district's case: whose tap on which button moves it, wherever it comes from.

The matrix, of which `make test` plays a part and `make prove` all: who (ROLES) x where x what x which district has the case (SCENES). Its cells are generated; who may what is said
beside them by a rule of its own. What is written in groups is in `test_isolation_words.py`, what is done in one's own chat
in `test_isolation_private.py`.
"""

from collections.abc import Iterator
from itertools import cycle, product

import pytest

from tests.helpdesk import test_isolation_private, test_isolation_words
from tests.helpdesk.test_isolation_hands import taps
from tests.helpdesk.test_isolation_stand import Stand, standing
from tests.helpdesk.test_isolation_town import ROLES, SCENES, Role, Scene, places, share
from tests.helpdesk.test_isolation_watch import Cell, Change, plays, right
from tests.helpdesk.town import PROV
from tests.sampling import sample

_PLAIN = (
    *("take", "over", "release", "ask", "mark", "close", "menu", "note", "up", "back"),
    *("assign", "reopen"),
)
_NONSENSE = (
    "ask_level",
    "mark_R9",
    "close_left",
    "cause_R4",
    "cause_skip",
    "close_lost",
    "take_1",
    "nothing",
    "menu_",
    "_",
    "mark_save",
)
MENUS = {
    "ask": (
        *("symptom", "login", "leader", "ptk_type", "induk", "duty", "dinas_changed", "pulled_after"),
        *("accounts", "role_ks", "invalid", "refreshed"),
    ),
    "mark": ("R1", "R2", "R3", "R4", "R6", "all", "save"),
    "up": ("yes",),
    "back": ("yes",),
    "assign": ("21", "22", "23", "24", "25", "26", "41", "50", "99", "x"),
    "close": ("button_back", "data_mended", "elsewhere", "no_reply", "double", "other"),
}
_IN_MENUS = tuple(f"{menu}_{one}" for menu, several in MENUS.items() for one in several)
_AT_OTHER_TIMES = ("take", "ask", "close_other", "mark_all", "up", "reopen")
_SEQUENCES = {"stale": -2, "future": 1, "far": 1000}
"""How far a button is from the card: what is stale was there before the note was asked for and written, which began its state."""
_LISTS = ("free_0", "dinas_0", "operator_0", "silent_0", "urgent_0", "closed_0")
_PAGES = (
    *_LISTS,
    "all_0",
    "all_1",
    "mine_0",
    "mine_7",
    "all_x",
    "other_0",
    "all_9999999999999999999999",
    "_",
)


def may_tap(role: Role, place: int | None, scene: Scene) -> bool:
    """Who is in the group that has the case, may there do everything; nobody may anything anywhere else."""
    return place == scene.group == role.home


def outcome(scene: Scene, menu: str | None, role: Role, choice: str) -> Change:
    """What comes of a button for whoever may tap it: something where the card has it now."""
    if menu:
        offered = {"menu", *(f"{menu}_{one}" for one in MENUS[menu])} - {"mark_save"}  # nothing is chosen
        unsure = choice.startswith(
            ("mark_R", "assign_")
        )  # it rests on what was found out, and on who is there
        return (Change.MAYBE if unsure else Change.SURE) if choice in offered else Change.NONE
    always = {"ask", "mark", "note", "close", "assign"} | menus_of(scene)
    offered = {"open": {"take", *always}, "taken": {"over", "release", *always}, "closed": {"reopen"}}[
        scene.state
    ]
    if (
        choice == "up" and choice not in offered and scene.state != "closed"
    ):  # there is no desk above any more
        return Change.DRAWN
    theirs = choice == "over" and role.heads == scene.desk
    return Change.SURE if choice in offered and not theirs else Change.NONE


def menus_of(scene: Scene) -> set[str]:
    """Where a case can go from there: up to the province, or back to whoever handed it up."""
    if scene.name == "moved up":
        return {"back"}
    return set() if scene.group == PROV else {"up"}


def card_taps(stand: Stand, menu: str | None = None) -> Iterator[Cell]:
    """Every button that a card can have, under one message after the other, while it shows this menu. All of them are tried by
    everybody where the case is; elsewhere people share those that a card cannot have then.
    """
    own = (*(f"{menu}_{one}" for one in MENUS[menu]), "menu", "take", "reopen") if menu else ()
    always, others = ((), own) if menu else (_PLAIN, (*_IN_MENUS, *_NONSENSE))
    for number, role in enumerate(_WHO_TAPS):
        for place in places(role, stand.scene):
            under = cycle(_under(stand, role, place))
            shared = (
                others
                if place == stand.scene.group and (menu or role.home == place)
                else others[number % 4 :: 4]
            )
            for choice in (*always, *shared):
                yield _tap(stand, menu, role, place, next(under), choice)


def what_if_taps(stand: Stand) -> Iterator[Cell]:
    """What would be if a fact were another: said below the card to whoever has the case, and to nobody else."""
    bare = stand.found.code.replace("-", "")
    for role in _WHO_TAPS:
        for place in places(role, stand.scene):
            may = may_tap(role, place, stand.scene)
            for choice in share(role, ("facts", "duty", "duty.plt", "duty.x", "level.sd", "_"), not may):
                data = f"1:{bare}:{stand.found.seq}:whatif:{choice}"
                does = taps(role, place, _under(stand, role, place)[0], data)
                change = Change.MAYBE if may and choice in {"facts", "duty", "duty.plt"} else Change.NONE
                yield Cell(role, f"asks what if {choice} in {place}", does, change)
            for choice in share(role, ("list", "word_peran", "send_peran", "send_x", "_"), not may):
                does = taps(
                    role, place, _under(stand, role, place)[0], f"1:{bare}:{stand.found.seq}:ready:{choice}"
                )
                may_show = may and stand.scene.state != "closed" and choice in {"list", "word_peran"}
                change = Change.MAYBE if may_show else Change.NONE
                yield Cell(role, f"has {choice} ready in {place}", does, change)
            for choice in share(role, ("ask", "R1_9", "R7_99", "R1_x", "x_1", "_"), not may):
                under = _under(stand, role, place)[-1]
                does = taps(role, place, under, f"1:{bare}:{stand.found.seq}:alike:{choice}")
                yield Cell(role, f"copies {choice} to cases alike in {place}", does)


def late_taps(stand: Stand) -> Iterator[Cell]:
    """Buttons of a card that was, or will be."""
    for role, (name, ahead), choice in product(_WHO_TAPS, _SEQUENCES.items(), _AT_OTHER_TIMES):
        data = _data(stand, choice, ahead)
        may = may_tap(role, stand.scene.group, stand.scene)
        names = frozenset({(role.person, "name")}) if may else frozenset()
        does = taps(role, stand.scene.group, stand.found.here.card, data)
        yield Cell(role, f"taps {choice} ({name})", does, grants=names)


def list_taps(stand: Stand) -> Iterator[Cell]:
    """The buttons that turn the pages of a desk's list: it is shown to the desk's own group."""
    scene = stand.scene
    for role, place in ((one, place) for one in _WHO_TAPS for place in places(one, scene)):
        for page in share(role, _PAGES, place != scene.group):
            home = place == scene.group
            under = stand.found.here.card if home else stand.found.lists.get(place or 0, 1)
            shown = {"open": {"all_0", "all_1", "free_0"}, "taken": {"all_0", "all_1"}}.get(
                scene.state, {"closed_0"}
            )
            sees = may_tap(role, place, scene) and page in shown
            for subject in ("list", "board"):
                does = taps(role, place, under, f"1:000000:0:{subject}:{page}")
                what = f"turns to {subject} {page} in {place}"
                yield Cell(role, what, does, shows=(scene.group, "code") if sees else None)
        does = taps(role, place, stand.found.here.card, _data(stand, "card", subject="list"))
        may = may_tap(role, place, scene)
        yield Cell(role, f"has the card shown anew in {place}", does, Change.SURE if may else Change.NONE)


_WHO_TAPS = tuple(role for role in ROLES if role.speaks not in {"channel", "linked"})


def _tap(stand: Stand, menu: str | None, role: Role, place: int | None, under: int, choice: str) -> Cell:
    may = may_tap(role, place, stand.scene)
    change = outcome(stand.scene, menu, role, choice) if may else Change.NONE
    goes = {"up_yes": "prov", "back_yes": "contoh"}.get(choice) if change is Change.SURE else None
    does = taps(role, place, under, _data(stand, choice))
    what = f"taps {choice} in {place}" + (f" with the menu {menu}" if menu else "")
    return Cell(role, what, does, change, goes)


def _data(stand: Stand, choice: str, ahead: int = 0, subject: str = "desk") -> str:
    return f"1:{stand.found.code.replace('-', '')}:{stand.found.seq + ahead}:{subject}:{choice}"


def _under(stand: Stand, role: Role, place: int | None) -> list[int]:
    """Messages to tap under: the card, the list, what somebody wrote; or one of the same number in another chat."""
    marks = stand.found.here
    if place is None:
        own = [message["message_id"] for message in stand.world.telegram.messages(role.person)]
        return [*own[-2:], marks.card]
    if place == stand.scene.group:
        return [marks.card, stand.found.lists[place], marks.answer]
    return [stand.found.lists.get(place, marks.card), marks.card]


def opened(scene: Scene) -> list[str]:
    """The menus that a card can show there."""
    closed = {"up", "back"} - menus_of(scene)
    return [] if scene.state == "closed" else [menu for menu in MENUS if menu not in closed]


def cells(stand: Stand) -> Iterator[Cell]:
    """While the card shows no menu."""
    yield from card_taps(stand)
    yield from what_if_taps(stand)
    yield from late_taps(stand)
    yield from list_taps(stand)


@pytest.mark.sampled
@pytest.mark.parametrize("scene", sample(SCENES, 3, name="taps"), ids=lambda scene: scene.name)
async def test_taps(scene: Scene) -> None:
    """Also with each menu open: its buttons work for whoever may tap them, and for nobody else."""
    async with standing(scene) as stand:
        wrong = await plays(stand, cells(stand))
        (head,) = (role for role in ROLES if role.heads == scene.desk)
        for menu in opened(scene):
            await stand.goes_on(taps(head, scene.group, stand.found.here.card, _data(stand, menu)))
            wrong += await plays(stand, card_taps(stand, menu))
            await stand.goes_on(taps(head, scene.group, stand.found.here.card, _data(stand, "menu")))
        right(wrong)


@pytest.mark.prove
async def test_the_size_of_the_matrix(capsys: pytest.CaptureFixture[str]) -> None:
    """Of how many cells it is, and how many of them may lead to something: neither is none."""
    every: list[Cell] = []
    for scene in SCENES:
        async with standing(scene) as stand:
            every += [*cells(stand), *test_isolation_words.cells(stand)]
            every += [cell for menu in opened(scene) for cell in card_taps(stand, menu)]
            if scene in test_isolation_private.PLAYED:
                every += test_isolation_private.cells(stand)
    shut = [cell for cell in every if cell.change is Change.NONE]
    with capsys.disabled():
        print(
            f"\nisolation: {len(every):,} cells ({len(ROLES)} roles, {len(SCENES)} scenes);"
            f" {len(shut):,} in which the case must not be moved"
        )
    assert len(every) > len(shut) > 10_000
