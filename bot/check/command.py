"""`python -m bot check`: where conversations in files go otherwise than written; or the files written anew."""

import asyncio
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import unified_diff
from pathlib import Path

from bot.check.files import put, transcripts
from bot.check.play import play
from bot.check.script import ScriptFault, Section, UnplayableError, read, write

AS_WRITTEN, DIFFERS, UNPLAYABLE = 0, 1, 2
"""The exit status."""


@dataclass(frozen=True, slots=True)
class Difference:
    """Difference between what the bot answers and what a file says."""

    section: Section
    played: tuple[str, ...]

    def report(self) -> Iterator[str]:
        """Lines of the difference: no longer said, after a `-`; said now, after a `+`; each with its neighbours."""
        compared = list(unified_diff(self.section.answer, self.played, n=2, lineterm=""))
        yield from ("..." if line.startswith("@@") else line for line in compared[3:])


@dataclass(frozen=True, slots=True)
class Checked:
    """Result of checking one file."""

    path: Path
    differences: tuple[Difference, ...] = ()
    faults: tuple[ScriptFault, ...] = ()
    anew: str = ""
    """The whole file with the bot's half as it is now, where it could be played to its end."""

    def report(self) -> Iterator[str]:
        """Lines that tell each difference and fault, with its place."""
        for difference in self.differences:
            section = difference.section
            yield f"{self.path}:{section.line}: {section.said}"
            yield from (f"    {line}" for line in difference.report())
        for fault in self.faults:
            place = f"{self.path}:{fault.line}" if fault.line else f"{self.path}"
            yield f"{place}: {fault.what}"


def check(paths: Sequence[str], *, update: bool = False) -> int:
    """Play every transcript in `paths`, print what is found, and give the exit status.

    With `update` the bot's half is written anew in each file that can be played.
    """
    total = differing = faulty = 0
    for found in _all_in(paths):
        result = _written(found) if update and found.anew else found
        print(*(f"{line}\n" for line in result.report()), sep="", end="", flush=True)
        total += 1
        differing += bool(result.differences)
        faulty += bool(result.faults)
    print(f"transcripts {total}, differing {differing}, unplayable {faulty}")
    if differing and not update:
        print("With --update the bot's lines are written anew; read what has changed.")
    return UNPLAYABLE if faulty else DIFFERS if differing else AS_WRITTEN


def played(file: Path) -> Checked:
    """Play one file, and compare."""
    try:
        script = read(file.read_text("utf-8-sig"))
    except UnplayableError as error:
        return Checked(file, faults=error.faults)
    except OSError as error:
        return _out_of_reach(file, "read", error)
    except UnicodeDecodeError:
        return Checked(file, faults=(ScriptFault(0, "this is no text in UTF-8"),))
    answers, faults = asyncio.run(play(script))
    pairs = list(zip(script.sections, answers, strict=False))
    differences = (Difference(section, answer) for section, answer in pairs if answer != section.answer)
    anew = write(script.head, [(section.written, answer) for section, answer in pairs])
    return Checked(file, tuple(differences), faults, "" if faults else anew)


def _all_in(paths: Sequence[str]) -> Iterator[Checked]:
    for path in map(Path, paths):
        try:
            files = transcripts(path)
        except OSError as error:
            yield _out_of_reach(path, "read", error)
            continue
        if not files:
            yield Checked(path, faults=(ScriptFault(0, "there is no transcript (*.txt) in this folder"),))
        for file in files:
            yield played(file)


def _written(found: Checked) -> Checked:
    """The file says now what the bot says."""
    try:
        if put(found.path, found.anew):
            print(f"{found.path}: written anew")
    except OSError as error:
        return _out_of_reach(found.path, "written", error)
    return Checked(found.path)


def _out_of_reach(path: Path, wanted: str, error: OSError) -> Checked:
    return Checked(path, faults=(ScriptFault(0, f"this cannot be {wanted}: {error.strerror}"),))
