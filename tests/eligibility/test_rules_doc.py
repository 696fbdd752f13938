"""docs/rules.md says what the rules are; what can be compared with them is."""

import re
from pathlib import Path

import pytest

from flows.eligibility import LEADER_DUTY, LOGIN_ROLE, REQUIREMENTS, Actor, Requirement, Status, Verdict

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "rules.md").read_text(encoding="utf-8")
GLOSSARY = (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8")
BEGIN = "<!-- requirements: begin, equal to REQUIREMENTS in flows/troubles/button_missing/rules.py -->\n"
END = "<!-- requirements: end -->\n"


def rendered() -> str:
    """The table of requirements as it belongs into the page."""
    head = "| key | what | looks at | who acts | source | decisions |\n|---|---|---|---|---|---|\n"
    return head + "".join(_row(requirement) for requirement in REQUIREMENTS.values())


def _row(requirement: Requirement) -> str:
    looks_at = ", ".join([*(f"`{fact}`" for fact in requirement.reads), *requirement.rests_on])
    by_letter = [
        ", ".join(number for number in requirement.sources if number.startswith(letter)) for letter in "FA"
    ]
    cells = (requirement.key, f"`{requirement.reason}`", looks_at, f"`{requirement.actor}`", *by_letter)
    return f"| {' | '.join(cells)} |\n".replace("|  |", "| |")


def chapter(title: str) -> str:
    """The text under one heading of the page."""
    found = re.search(rf"^## {re.escape(title)}\n(.*?)(?=^## |\Z)", PAGE, re.DOTALL | re.MULTILINE)
    assert found, f"no chapter {title!r}"
    return found[1]


def test_the_table_of_requirements_is_the_one_in_the_code() -> None:
    """Key, words, facts, who acts and sources are those the rules run on; a difference prints the block to paste."""
    assert PAGE.count(BEGIN) == PAGE.count(END) == 1
    block = PAGE.partition(BEGIN)[2].partition(END)[0]
    if block != rendered():
        pytest.fail(f"docs/rules.md: put this between the two marks\n\n{rendered()}", pytrace=False)
    assert block.count("\n") == len(REQUIREMENTS) + 2


def test_every_requirement_is_put_into_words() -> None:
    """The table below it has one row for each requirement, in order."""
    rows = re.findall(r"^\| (R\d+) \| [^|]+ \| [^|]+ \|$", chapter("Requirements"), re.MULTILINE)
    assert rows == list(REQUIREMENTS)


@pytest.mark.parametrize(
    ("title", "letter", "last"),
    [("What the source states", "F", 40), ("What was decided where the source is silent", "A", 27)],
)
def test_every_number_is_listed_once_and_in_order(title: str, letter: str, last: int) -> None:
    """No fact of the source and no decision is missing, and the rules cite only what is listed."""
    listed = re.findall(rf"^\* ({letter}\d+) \S.*\.$", chapter(title), re.MULTILINE)
    assert listed == [f"{letter}{number}" for number in range(1, last + 1)]
    cited = {number for requirement in REQUIREMENTS.values() for number in requirement.sources}
    assert cited
    assert {number for number in cited if number.startswith(letter)} <= set(listed)


def test_the_numbers_cited_in_the_code_are_listed() -> None:
    """A comment in the rules that cites a number can be looked up."""
    code = "".join(
        path.read_text(encoding="utf-8")
        for path in sorted((ROOT / "flows/troubles/button_missing").glob("*.py"))
    )
    cited = set(re.findall(r"\b[FA][1-9]\d?\b", code))
    assert len(cited) > 20
    missing = {number for number in cited if not re.search(rf"^\* {number} ", PAGE, re.MULTILINE)}
    assert not missing


def test_every_verdict_status_actor_and_conflict_is_explained() -> None:
    """The words of a result are all on the page, and in the chapter of verdicts there is no other."""
    verdicts = re.findall(r"^\| `(\w+)` \|", chapter("Verdicts"), re.MULTILINE)
    assert set(verdicts) == {str(verdict) for verdict in Verdict}
    explained = set(re.findall(r"`(\w+)`", chapter("Requirements")))
    expected = {*Status, *Actor, LEADER_DUTY, LOGIN_ROLE}
    assert {str(word) for word in expected} <= explained


def test_every_file_that_is_named_exists() -> None:
    """Whoever follows the page to change a rule finds what it names."""
    named = set(re.findall(r"`((?:flows|tests)/[\w/.]+)`", PAGE))
    assert len(named) >= 8
    assert {name for name in named if not (ROOT / name).exists()} == set()
    tests = {f"tests/eligibility/{path.name}" for path in Path(__file__).parent.glob("test_*.py")}
    told = {name for name in named if "/test_" in name}
    assert tests - told == {"tests/eligibility/test_command.py"}, "the command is no rule"


def test_the_glossary_has_one_line_a_word_in_order() -> None:
    """Each word once, explained in one line, to be found by the alphabet."""
    parts = GLOSSARY.split("\n## ")[1:]
    assert len(parts) == 2
    words = []
    for part in parts:
        lines = part.strip().splitlines()[2:]
        found = [match[1] for line in lines if (match := re.match(r"\* \*\*([^*]+)\*\*.*: .+\.$", line))]
        assert len(found) == len(lines) > 15
        assert found == sorted(found, key=str.casefold)
        words += found
    assert len(words) == len(set(words))
