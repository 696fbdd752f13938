"""Nobody sees or moves another district's case: by what is written, tapped, changed and searched in one's own chat."""

from collections.abc import Iterator
from itertools import product

import pytest

from tests.helpdesk.test_isolation_hands import edits, reacts, searches, taps, writes
from tests.helpdesk.test_isolation_stand import Stand
from tests.helpdesk.test_isolation_town import GROUPS, ROLES, SARI, SCENES, Role, Scene, shared, words
from tests.helpdesk.test_isolation_watch import Cell, Change, played
from tests.helpdesk.test_isolation_words import WORDS, governs
from tests.helpdesk.town import PROV

PLAYED = SCENES[:4]
"""Those that say something new here."""
_WHO = tuple(role for role in ROLES if role.is_human)
_GOVERNED = (
    *("tautan {}", "qr {}", "jam {} 01.00-02.00", "jejak {}", "lepas {}", "ekspor {}", "hapus {} {}"),
    *(
        "ingat {} 10 20 30",
        "meja",
        "impor",
        "kepala {} 50",
        "berhenti {} 21",
        "tambah {} | Nama Baru | kabkota | - | WIB | 08.00-15.30",
    ),
)
_COMMANDS = (
    *("/start", "/start d_{desk}", "/start d_misal", "/start h_{valid}", "/start h_{used}", "/start {bare}"),
    *(
        "/start d_{bare}",
        "/lanjut {code}",
        "/kasus {code}",
        "/data_saya {code}",
        "/status",
        "/hubungkan {valid}",
    ),
    *(
        "/hubungkan {code}",
        "/lepas",
        "/qr",
        "/catatan x",
        "/cari {code}",
        "/libur",
        "/bisukan jam x",
        "/tarik",
        "/bantuan",
        "/daerah",
        "/batal",
        "/ulang",
    ),
    *(
        "/hapus_data {code}",
        "/kelola",
        "/kelola {code}",
        "/statistik",
        "/statistik 7 csv",
        "/cek",
        "/batas",
        "/batas BOSP 1-1-2099 10.00",
        "/batas hapus 1",
        "/pengumuman",
        "/pengumuman contoh isinya",
        "/pengumuman kirim",
        "/pengumuman henti",
        "/pengumuman_mati",
        "/pengumuman_hidup",
        "{code}",
        "buka kasus {code}",
        "{words}",
    ),
)
_WAYS = (
    *(
        "desk_reopen",
        "desk_helped",
        "desk_not_helped",
        "desk_up",
        "desk_wait",
        "desk_end",
        "desk_line",
        "letter",
        "recheck",
        "appeared",
        "back",
    ),
    *(
        "restart",
        "restart_yes",
        "erase",
        "erase_yes",
        "district",
        "close",
        "human",
        "open_{bare}",
        "prov_prov",
    ),
)
_ANSWERS = (
    ("district", "misal"),
    ("level", "smk"),
    ("asked.login", "operator"),
    ("symptom", "button_missing"),
)


def governing(stand: Stand) -> Iterator[Cell]:
    """Every word for districts, for every district: the owner governs all, a desk's head their own, nobody else any.
    Those others try it with the case's.
    """
    scene = stand.scene
    for role, word, desk in product(_WHO, _GOVERNED, (*GROUPS, "tidakada")):
        if desk != scene.desk and not role.heads and role.name != "owner":
            continue
        may = governs(role, desk)
        text = f"/kelola {word.replace('{}', desk)}"
        gone = may and word == "lepas {}" and desk == scene.desk and scene.state != "closed"
        kinds = may_read(desk, stand) if may and word in {"jejak {}", "ekspor {}"} else frozenset()
        sees = may and word in {"jejak {}", "ekspor {}"} and desk == scene.desk
        yield Cell(
            role,
            text,
            writes(role, None, text),
            Change.SURE if gone else _own(role),
            "prov" if gone and scene.group != PROV else None,
            grants=frozenset((role.person, kind) for kind in kinds),
            shows=(role.person, "note") if sees else None,
            solo=may,
        )


def governing_by_buttons(stand: Stand) -> Iterator[Cell]:
    """The buttons of `/kelola`, forged under any message: they do what the words do, for whom the words do it."""
    scene = stand.scene
    for role, word, desk in product(
        _WHO, ("b", "l", "t", "qr", "j", "e", "lepas", "p"), (*GROUPS, "tidakada")
    ):
        may = governs(role, desk)
        gone = may and word == "lepas" and desk == scene.desk and scene.state != "closed"
        kinds = may_read(desk, stand) if may and word in {"j", "e"} else frozenset()
        yield Cell(
            role,
            f"taps {word} of {desk}",
            taps(role, None, stand.found.private["screen"], f"1:000000:0:kelola:{word}.{desk}"),
            Change.SURE if gone else _own(role),
            "prov" if gone and scene.group != PROV else None,
            grants=frozenset((role.person, kind) for kind in kinds),
            solo=may,
        )


def may_read(desk: str, stand: Stand) -> frozenset[str]:
    """What the log of a desk has: of the desk that had the case, what its own people did there."""
    if desk == stand.scene.desk:
        return frozenset({"code", "note", "name", "ready", "former name"})
    return frozenset({"code", "former note", "former name"}) if desk == stand.scene.former else frozenset()


def _own(role: Role) -> Change:
    """An operator's own case follows what they do."""
    return Change.MAYBE if role.person == SARI else Change.NONE


def commands(stand: Stand) -> Iterator[Cell]:
    """Commands and links, with the case's code, with codes for groups, with words that stand in the case."""
    found, desk = stand.found, stand.scene.desk
    named = {
        "desk": desk,
        "valid": found.valid[desk],
        "used": found.used[desk],
        "code": found.code,
        "bare": found.code.replace("-", ""),
        "words": words(desk),
    }
    for role, command in shared(_WHO, _COMMANDS):
        text = command.format(**named)
        echo = text.partition(" ")[2] if text.startswith("/") else text
        themselves = text.startswith("/data_saya") and role.heads == desk  # their own name, in their own file
        grants = frozenset({(role.person, "name")} if themselves else ())
        yield Cell(role, text, writes(role, None, text), _own(role), grants=grants, echo=echo)


def buttons(stand: Stand) -> Iterator[Cell]:
    """The operator's own buttons, under a message of somebody else's chat: of their case, and of another's for theirs."""
    found, bare = stand.found, stand.found.code.replace("-", "")
    told = (*(("nav", way.format(bare=bare)) for way in _WAYS), *_ANSWERS)
    for role, (subject, choice) in shared(_WHO, told):
        mine = [message["message_id"] for message in stand.world.telegram.messages(role.person)]
        under = found.private["screen"] if role.person == SARI else (mine or [1])[-1]
        for ahead in (0, -1) if subject == "nav" and choice.startswith("desk_") else (0,):
            data = f"1:{bare}:{found.screen_seq + ahead}:{subject}:{choice}"
            yield Cell(role, f"taps {subject} {choice} ({ahead})", taps(role, None, under, data), _own(role))


def replies(stand: Stand) -> Iterator[Cell]:
    """Below the numbers that the case's messages have elsewhere: words, files; changes of them, and reactions to them."""
    found = stand.found
    numbers = {**found.private, "card": found.here.card, "copy": found.here.copy}
    for role, (name, number) in shared(_WHO, list(numbers.items())):
        text = words(stand.scene.desk) if role.person == SARI else WORDS
        for kind in ("text", "album", "document") if name == "answer" else ("text",):
            does = writes(role, None, text, number, None, kind)
            yield Cell(role, f"sends {kind} below {name}", does, _own(role))
        yield Cell(role, f"changes {name}", edits(role, None, number, text), _own(role))
        yield Cell(role, f"reacts to {name}", reacts(role, None, number), _own(role))


def looking(stand: Stand) -> Iterator[Cell]:
    """In any chat: a desk's ready answers are found by its staff, as soon as they have written at the desk, and by nobody else."""
    home = GROUPS[stand.scene.desk]
    for role, text in product(_WHO, (stand.found.code, words(stand.scene.desk), "/kasus", "siap")):
        finds = text == "siap" and role.home == home and role.speaks == "openly"
        yield Cell(
            role,
            f"searches {text}",
            searches(role, text),
            _own(role),
            shows=(role.person, "ready") if finds and role.heads else None,
            grants=frozenset({(role.person, "ready")} if finds else ()),
            echo=text,
        )


def cells(stand: Stand) -> Iterator[Cell]:
    for part in (governing, governing_by_buttons, commands, buttons, replies, looking):
        yield from part(stand)


@pytest.mark.sampled
@pytest.mark.parametrize("scene", PLAYED, ids=lambda scene: scene.name)
async def test_private(scene: Scene) -> None:
    await played(scene, cells)
