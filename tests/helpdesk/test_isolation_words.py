"""Nobody sees or moves another district's case: by what is written, sent, changed and commanded in groups."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import cycle

import pytest

from tests.helpdesk.test_isolation_hands import KINDS, edits, reacts, writes
from tests.helpdesk.test_isolation_stand import Stand
from tests.helpdesk.test_isolation_town import (
    GROUPS,
    LONE,
    ROLES,
    SARI,
    SCENES,
    Marks,
    Role,
    Scene,
    places,
    share,
)
from tests.helpdesk.test_isolation_watch import Cell, Change, played
from tests.helpdesk.town import PROV

WORDS = "kata penyusup"
READY = "/j siap"
_TEXTS = (
    WORDS,
    "/catatan diam-diam",
    "/tarik",
    "/catatan",
    "/ambil",
    "/bisukan jam kasar",
    "/bunyikan",
    READY,
)
_SENT = (*KINDS, "sticker", "contact", "album")
_COMMANDS = (
    *("/kasus", "/lepas", "/qr", "/bantuan", "/start", "/data_saya", "/hapus_data", "/daerah"),
    *("/kelola", "/kelola lepas {desk}", "/kelola ekspor {desk}", "/kelola hapus {desk} {desk}"),
    *("/cari {code}", "/cari rahasia catatan", "/cari", "/libur", "/libur 17-8-2099", "/bunyikan"),
    *("/hubungkan", "/hubungkan 0123456789", "/kasus {code}", "{code}"),
    *("/statistik", "/statistik 7 csv", "/statistik mingguan", "/statistik {desk}", "/cek"),
    *("/jawaban", "/jawaban peran isinya", "/jawaban hapus peran", "/j siap"),
    *("/batas", "/batas BOSP 1-1-2099 10.00", "/batas hapus 1"),
    *(
        "/pengumuman",
        "/pengumuman isinya",
        "/pengumuman kirim",
        "/pengumuman henti",
        "/gangguan",
        "/gangguan selesai",
    ),
)


@dataclass(frozen=True, slots=True)
class Spot:
    """What a message in a group refers to. Where `hits`, it is the case, in the group that has it."""

    name: str
    reply_to: int | None
    thread: int | None
    hits: bool = False


def spots(stand: Stand, place: int) -> Iterator[Spot]:
    """All that a message can be below: the case's own messages, another case's, and the same numbers in another group."""
    here, before = stand.found.here, stand.found.before
    forum = stand.world.telegram.groups[place].is_forum
    yield Spot("nothing", None, None)
    if place in stand.found.neighbours:
        card = stand.found.neighbours[place]
        yield Spot("another case", card.message, card.thread)
    if place == stand.scene.group:
        yield from _of("the case", here, here.thread, hits=True)
        return
    yield from _of("the same number", here, here.thread if forum else None)
    if stand.scene.former and place == GROUPS[stand.scene.former]:
        yield from _of("what is left", before, before.thread)


def _of(name: str, marks: Marks, thread: int | None, *, hits: bool = False) -> Iterator[Spot]:
    for part in ("card", "copy", "answer", "prompt"):
        yield Spot(f"{name}: {part}", getattr(marks, part), thread, hits)
    if thread is not None:
        yield Spot(f"{name}: topic", None, thread, hits)


def said(role: Role, scene: Scene, spot: Spot, text: str, kind: str) -> Change:
    """What comes of a message: passed on, or noted, for a member who shows themselves; a word for one who hides; nothing
    for others.
    """
    if not spot.hits:
        return Change.NONE
    if role.speaks != "openly":
        return Change.SAID
    if role.home != scene.group:
        return Change.NONE
    prompt = spot.name.endswith("prompt")
    match text:
        case "/tarik":
            own = spot.name.endswith("answer") and role.heads == scene.desk
            return Change.SURE if own else Change.SAID
        case "/catatan":
            return Change.SAID
        case "/catatan diam-diam" | "/bisukan jam kasar":
            return Change.SURE
        case "/bunyikan":  # below the note's question it is a note without words
            return Change.SURE if governs(role, scene.desk) and not prompt else Change.SAID
        case "/ambil":  # no command of ours
            return Change.SAID
        case "/j siap":  # below the note's question its word is the note
            return Change.SURE if prompt or scene.state != "closed" else Change.SAID
    if prompt:
        return Change.SURE if kind in {"text", "album", *KINDS} else Change.SAID
    passes = scene.state != "closed" and kind in {"text", "album", *KINDS}
    return Change.SURE if passes else Change.SAID


def messages(stand: Stand) -> Iterator[Cell]:
    """Every text below everything, and everything that can be sent in the case's place."""
    for role in ROLES:
        for place in places(role, stand.scene):
            for spot in spots(stand, place) if place else ():
                several = [(text, "text") for text in (_TEXTS if spot.hits else _TEXTS[:3])]
                if spot.name.endswith(("card", "prompt", "topic")):
                    several += [(WORDS, kind) for kind in (_SENT if spot.hits else _SENT[-2:])]
                for text, kind in share(role, several, not spot.hits):
                    change = said(role, stand.scene, spot, text, kind)
                    sent = change is Change.SURE and not spot.name.endswith("prompt")
                    passed = text == WORDS and sent
                    yield Cell(
                        role,
                        f"writes {kind} {text!r} below {spot.name} in {place}",
                        writes(role, place, text, spot.reply_to, spot.thread, kind),
                        change,
                        grants=frozenset({(SARI, "ready")} if text == READY and sent else ()),
                        shows=(SARI, "code")
                        if passed
                        else (SARI, "ready")
                        if text == READY and sent
                        else None,
                        nowhere=spot.thread not in {None, *stand.world.telegram.groups[place or 0].topics},
                    )


def changes(stand: Stand) -> Iterator[Cell]:
    """What stands in a group says something else, and somebody reacts to it: whosever it was."""
    for role in ROLES:
        for place in places(role, stand.scene):
            for spot in spots(stand, place) if place else ():
                if spot.reply_to is None:
                    continue
                change = edited(role, stand, spot)
                does = edits(role, place, spot.reply_to, WORDS)
                yield Cell(role, f"changes {spot.name} in {place}", does, change)
                does = reacts(role, place, spot.reply_to)
                yield Cell(role, f"reacts to {spot.name} in {place}", does)


def edited(role: Role, stand: Stand, spot: Spot) -> Change:
    """Only what was passed on is passed on anew. A card in a group without topics is below nothing."""
    card = spot.name.endswith("card") and spot.thread is None
    if not spot.hits or card:
        return Change.NONE
    if role.speaks != "openly":
        return Change.SAID
    passed = spot.name.endswith("answer") and role.home == stand.scene.group
    return Change.SURE if passed else Change.NONE


def commands(stand: Stand) -> Iterator[Cell]:
    """In every group, and in the case's topic: the list for members, and letting a group go for whoever governs it."""
    scene, desk = stand.scene, stand.scene.desk
    for role in ROLES:
        for place in groups(role, scene):
            for command in share(role, _COMMANDS, place != scene.group):
                text = command.replace("{desk}", desk).replace("{code}", stand.found.code)
                yield _command(stand, role, place, text)
            below = "/jawaban peran isinya"
            yield Cell(
                role, f"sends a photo above {below} in {place}", writes(role, place, below, kind="photo")
            )


def _command(stand: Stand, role: Role, place: int, text: str) -> Cell:
    scene = stand.scene
    lists = text.startswith("/kasus") and scene.state != "closed"
    sees = lists and place == scene.group == role.home and role.speaks == "openly"
    finds = text.startswith(("/cari 0", "/cari rahasia")) or text == f"/cari {stand.found.code}"
    group = role.home if finds and place == role.home and role.speaks == "openly" else None
    if group is not None and group in {scene.group, PROV}:  # the province sees what is below it
        return Cell(
            role,
            f"commands {text} in {place}",
            writes(role, place, text),
            grants=frozenset({(group, "code")}),
            shows=(group, "code"),
        )
    lets_go = text == "/lepas" and place == scene.group and governs(role, scene.desk)
    moves = lets_go and scene.state != "closed"
    return Cell(
        role,
        f"commands {text} in {place}",
        writes(role, place, text),
        Change.SURE if moves else Change.NONE,
        "prov" if moves and scene.group != PROV else None,
        shows=(scene.group, "code") if sees else None,
        echo=stand.found.code if finds else "",
        solo=text == "/lepas",
    )


def groups(role: Role, scene: Scene) -> list[int]:
    """Those that somebody could reach for the case from, and one that has nothing to do with any."""
    return list(dict.fromkeys((*(place for place in places(role, scene) if place), LONE)))


def governs(role: Role, desk: str) -> bool:
    return role.speaks == "openly" and (role.name == "owner" or role.heads == desk)


def links(stand: Stand) -> Iterator[Cell]:
    """A code links a group to its own desk, once, for an administrator of a group that is no desk: then the case is there."""
    scene, found = stand.scene, stand.found
    codes = {f"used {desk}": code for desk, code in found.used.items()}
    codes |= {f"valid {desk}": code for desk, code in found.valid.items()}
    ways = cycle(("/hubungkan ", "/start h_", "/start@sinkron_bot h_"))
    for role, place in ((one, place) for one in ROLES for place in groups(one, scene)):
        for name, code in share(role, list(codes.items()), place not in {scene.group, role.home}):
            may = place == role.home == LONE and name == f"valid {scene.desk}" and scene.state != "closed"
            yield Cell(
                role,
                f"links {place} by a code: {name}",
                writes(role, place, next(ways) + code),
                Change.SURE if may else Change.NONE,
                group=LONE if may else None,
                shows=(LONE, "code") if may else None,
            )


def cells(stand: Stand) -> Iterator[Cell]:
    for part in (messages, changes, commands, links):
        yield from part(stand)


@pytest.mark.sampled
@pytest.mark.parametrize("scene", SCENES, ids=lambda scene: scene.name)
async def test_words(scene: Scene) -> None:
    await played(scene, cells)
