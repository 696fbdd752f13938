"""Facts that a message names by itself: "plt, jenis ptk guru, peran belum" answers three questions at once.

Only what stands with its subject word is taken; what is asked, wished or contradicts itself is left out.
"""

from collections.abc import Iterator
from itertools import pairwise

from flows.reading.agreement import by_the_way
from flows.reading.claims import claims, clauses
from flows.reading.disambiguate import after_correction
from flows.reading.doubt import asked_back, not_known
from flows.reading.grammar import by_grammar
from flows.reading.reading import UNCLEAR, UNKNOWN
from flows.reading.second import likely
from flows.reading.structure import HEDGES
from flows.reading.utterance import NUMBER, Utterance, Word

_SUBJECTS = frozenset({"type", "duty", "role", "invalid", "login", "induk", "nonduk"})
_WISHED = frozenset({"supposed", "if", "want", "although", *HEDGES})
"""A clause with one of these says what should be or may be, not what is."""
_NOT_SAID = frozenset({"later", "or", "what", "past"})
_ABOUT_THE_LEADER = frozenset(
    {"plt", "def", "ks", "is", "still", "only", "already", "just", "now", "exist", "isnt", "not", "yes"}
)


def facts_in(heard: Utterance) -> dict[str, str]:
    """Labels of what was said of leader, ptk_type, duty, role, validation, induk and login, by these names."""
    if heard.asks:
        return {}
    found: dict[str, set[str]] = {}
    leading: set[str] = set()
    for piece in _pieces(after_correction(heard) or heard):
        if piece.has(*_NOT_SAID) or asked_back(piece) or not_known(piece):
            continue
        for name, value in _named(piece):
            found.setdefault(name, set()).add(value)
        if all(word.means in _ABOUT_THE_LEADER for word in piece.words) and piece.has("plt", "def"):
            leading.add(_read(piece, "leader"))
    if (found or leading == {"definitif"}) and not leading & {UNKNOWN, UNCLEAR}:
        found["leader"] = leading
    return {name: values.pop() for name, values in found.items() if len(values) == 1}


def _pieces(heard: Utterance) -> Iterator[Utterance]:
    """The clauses, and where one names several subjects, a piece for each."""
    for clause in clauses(heard):
        if _WISHED & {word.means for word in clause}:
            continue
        starts = [at for at, word in enumerate(clause) if word.means in _SUBJECTS or word.means == "and"]
        if starts and not any(word.means in {"plt", "def"} for word in clause[: starts[0]]):
            starts = starts[1:]  # what stands before the first subject is said of it
        cuts = sorted({0, *(_begins(clause, at) for at in starts), len(clause)})
        for begin, end in pairwise(cuts):
            yield Utterance.of(tuple(word for word in clause[begin:end] if word.means != "and"))


def _begins(clause: tuple[Word, ...], at: int) -> int:
    """Beginning of the piece about the subject at `at`: a number or a denial right before it."""
    while at > 0 and clause[at - 1].means in {
        NUMBER,
        "not",
        "notyet",
        "exist",
        "still",
        "only",
        "just",
        "left",
    }:
        if clause[at].means in {"type", "duty"} and clause[at - 1].means in {"only", "just"}:
            break
        at -= 1
    return at


def _named(piece: Utterance) -> Iterator[tuple[str, str]]:
    for name, subjects in _NAMED_BY.items():
        if piece.has(*subjects):
            label = _read(piece, name)
            if label not in {UNCLEAR, UNKNOWN}:
                yield name, label
    if piece.has("login"):
        accounts = {claim.kind for claim in claims(piece, frozenset({"operator", "ks"})) if claim.holds}
        if len(accounts) == 1:
            yield "login", accounts.pop()


def _read(piece: Utterance, context: str) -> str:
    """The label that both readers give this piece at the question that it answers unasked."""
    reading, part = by_grammar(piece, context)
    return by_the_way(reading, likely(part, context))


_NAMED_BY: dict[str, tuple[str, ...]] = {
    "ptk_type": ("type",),
    "duty": ("duty",),
    "role": ("role",),
    "validation": ("invalid",),
    "induk": ("induk", "nonduk"),
}
"""Words of a question's subject, without which a piece is not about it."""
