"""Any led trouble of the registry, tried whole: its rules, its words, its paths, and a talk with the real bot.

`python -m tests.dialogue.another_trouble <symptom>` prints what was walked. `test_another_trouble.py` runs it where a third trouble was added.
"""

import asyncio
import sys
import tempfile
from collections.abc import Iterator
from itertools import product
from pathlib import Path
from statistics import median

import flows
from flows.dialogue.machine.led import LED_STEPS
from flows.dialogue.machine.replay import Position
from flows.dialogue.typed.own_phrases import examples, own_readings
from flows.reading.phrases import explain_by
from flows.rules.engine import Status
from flows.rules.model import UNKNOWN
from flows.texts import words
from flows.troubles.registry import OF, TROUBLES
from flows.troubles.trouble import Trouble
from tests.dialogue.walk import fits
from tests.dialogue.walking import START, Told, tell, tellable
from tests.helpdesk.town import Town, town

ENDS = {"ask_level", "finished"}
_CERTAIN = {Status.MET, Status.UNMET}


def judge_all(trouble: Trouble) -> int:
    """Every combination of the facts has one verdict, and learning a fact never turns met into unmet or back. Gives how many."""
    rules = trouble.rules
    names = tuple(rules.facts.model_fields)
    cases = 0
    for values in product(*(rules.values(name) for name in names)):
        facts = rules.facts().but(**dict(zip(names, values, strict=True)))
        result = rules.evaluate(facts)
        cases += 1
        assert set(result.plan) == set(result.having(Status.UNMET))
        for name in names:
            before = rules.evaluate(facts.but(**{name: UNKNOWN})).requirements
            for key, status in result.requirements.items():
                if before.get(key) in _CERTAIN and status in _CERTAIN:
                    assert before[key] is status, (facts, name)
    return cases


def kind(position: Position) -> object:
    led = position.standing.led
    assert led
    return position.state, led.facts, led.settled, led.behind, position.standing.quiet > 0


def ways(position: Position, trouble: Trouble) -> Iterator[tuple[Told, Position]]:
    for told in tellable(position):
        if told[1] not in {"human", "remind", trouble.turns_to}:
            yield told, tell(position, told)


def walk(trouble: Trouble) -> tuple[int, dict[object, Position], list[int]]:
    """Every path from the symptom on: how many ways there are, the kinds of positions, and the taps of each way to its end."""
    start = tell(START, ("symptom", trouble.symptom))
    found: dict[object, Position] = {}
    taps: list[int] = []
    left = [(start, 1)]
    while left:
        position, told = left.pop()
        found.setdefault(kind(position), position)
        if position.state in ENDS:
            taps.append(told)
            continue
        below = list(ways(position, trouble))
        if position.state in LED_STEPS and position.state in trouble.warns:
            taps.append(told + 1)  # nothing but a person leads on
            assert tell(position, ("nav", "human")).state == "ask_level"
        assert below, position
        left += [(after, told + 1) for _, after in below]
        assert told < 40
    return len(taps), found, taps


def look_at_words(trouble: Trouble) -> None:
    """Everything that is said of it, to the operator and to a desk, has words; the examples of its reading are read so."""
    keys = words().keys()
    for question in trouble.questions:
        wanted = [f"ask.{question.subject}.{part}" for part in ("text", "short", "why", "how")]
        wanted += [
            f"ask.{question.subject}.{part}.{option}"
            for option in question.options
            for part in ("option", "echo")
        ]
        assert set(wanted) <= keys, set(wanted) - keys
    for key, requirement in trouble.rules.requirements.items():
        wanted = [f"requirement.{key}.{part}" for part in ("name", "title", "about", "should")]
        wanted += [f"{who}.{requirement.actor}" for who in ("actor", "actor.desk", "desk.who")]
        assert set(wanted) <= keys, set(wanted) - keys
        assert OF[key] is trouble
    for verdict, _ in (*trouble.rules.gates, *trouble.rules.verdicts):
        assert f"led.{trouble.symptom}.verdict.{verdict}" in keys
    read = {question.subject for question in trouble.questions}
    for subject, text, label in examples():
        if subject in read or label == trouble.symptom:
            assert explain_by(text, own_readings()[subject]).label == label, text


async def talk(here: Town) -> None:
    """One asks in words and is handed over, one taps: the desk has the card, its questions, what if, and what it was."""
    sari, rini = here.sari, here.rini
    await sari.says("/start")
    await sari.says("min kode registrasinya ditolak terus")
    assert "Siapa yang memberikan kode" in sari.looks().text
    await sari.says("dikasih orang dinas")
    await sari.says("ternyata kurang satu huruf bu")
    assert "Mengetik ulang kode" in sari.looks().text
    await sari.taps("Sudah, masih gagal")
    await sari.taps("Dapat")
    await sari.taps("SD")
    await sari.taps("Kabupaten Contoh")
    code = await here.code(sari)
    card = rini.card(code)["text"]
    assert "kode registrasi ditolak; perlu diperiksa petugas" in card
    await rini.taps("Bagaimana jika", code)
    below = next(m for m in reversed(here.contoh.messages()) if "Asal kode" in str(m.get("reply_markup")))
    assert "Kode yang diketik" in str(below["reply_markup"])
    await rini.taps("Tanya operator", code)
    await rini.taps("Asal kode", code)
    assert "Siapa yang memberikan kode" in sari.looks().text
    await sari.taps("Bukan dari Dinas")
    assert "Asal kode" in rini.card(code)["text"]
    await rini.taps("Tutup", code)
    await rini.taps("Data sudah diperbaiki", code)
    assert "kode dari Dinas" in str(rini.card(code)["reply_markup"])
    budi = here.budi
    await budi.says("/start")
    await budi.taps("Kendala lain")
    await budi.taps("Kode registrasi ditolak")
    await budi.taps("Bukan dari Dinas")
    assert "Jangan memakai kode sekolah lain" in budi.looks().text
    await budi.taps("Kembali")
    await budi.taps("Dinas, untuk sekolah ini")
    await budi.taps("Sama persis")
    await budi.taps("Dapat")
    await here.world.restarts()
    await budi.taps("Kode diterima")
    assert "Kode registrasi sudah diterima" in budi.looks().text


async def talk_in_town() -> None:
    with tempfile.TemporaryDirectory() as place:
        async with town(Path(place) / "x.db") as here:
            await talk(here)


def main(symptom: str) -> None:
    trouble = TROUBLES[symptom]
    look_at_words(trouble)
    cases = judge_all(trouble)
    number, found, taps = walk(trouble)
    for position in found.values():
        fits(position)
    states = {position.state for position in found.values()}
    assert states >= {*trouble.remedies.values(), f"trying.{symptom}", *ENDS}
    asyncio.run(talk_in_town())
    print(f"{Path(flows.__file__ or '').parents[1]}: combinations {cases}, ways {number}, ", end="")
    print(f"kinds of positions {len(found)}, taps to an end {median(taps)}, at most {max(taps)}")


if __name__ == "__main__":
    main(sys.argv[1])
