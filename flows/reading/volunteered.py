"""Facts that a message names by itself: "plt, jenis ptk guru, peran belum" answers three questions at once.

Only what stands with its subject word is taken; what is asked, wished or contradicts itself is left out.
"""

from collections.abc import Callable, Iterator
from itertools import pairwise

from flows.reading.claims import claims, clauses
from flows.reading.doubt import asked_back, not_known
from flows.reading.leader import leader
from flows.reading.ptk import duty, ptk_type
from flows.reading.reading import UNCLEAR, UNKNOWN, Reading
from flows.reading.role import role
from flows.reading.utterance import NUMBER, Utterance, Word
from flows.reading.validation import validation

_SUBJECTS = frozenset({"type", "duty", "role", "invalid", "login", "induk", "nonduk"})
_WISHED = frozenset({"supposed", "if", "want", "although"})
"""A clause with one of these says what should be, not what is."""
_NOT_SAID = frozenset({"later", "maybe", "or", "past"})
_ABOUT_THE_LEADER = frozenset(
    {"plt", "def", "ks", "is", "still", "only", "already", "just", "now", "exist", "isnt", "not", "yes"}
)


def facts_in(heard: Utterance) -> dict[str, str]:
    """Labels of what was said of leader, ptk_type, duty, role, validation, induk and login, by these names."""
    found: dict[str, set[str]] = {}
    leading: set[str] = set()
    for piece in _pieces(heard):
        if piece.has(*_NOT_SAID) or asked_back(piece) or not_known(piece):
            continue
        for name, value in _named(piece):
            found.setdefault(name, set()).add(value)
        if all(word.means in _ABOUT_THE_LEADER for word in piece.words) and piece.has("plt", "def"):
            leading.add(leader(piece).label)
    if (found or leading == {"definitif"}) and not leading & {UNKNOWN, UNCLEAR}:
        found["leader"] = leading
    return {name: values.pop() for name, values in found.items() if len(values) == 1}


def _pieces(heard: Utterance) -> Iterator[Utterance]:
    """The clauses, and where one names several subjects, a piece for each."""
    for clause in clauses(heard):
        if _WISHED & {word.means for word in clause}:
            continue
        starts = [at for at, word in enumerate(clause) if word.means in _SUBJECTS or word.means == "and"]
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
    for name, (subject, reader) in _READERS.items():
        if piece.has(subject):
            label = reader(piece).label
            if label not in {UNCLEAR, UNKNOWN}:
                yield name, label
    if piece.has("nonduk"):
        yield "induk", "non_induk"
    elif piece.has("induk") and not piece.has("not", "notyet", "isnt"):
        yield "induk", "induk"
    if piece.has("login"):
        accounts = {claim.kind for claim in claims(piece, frozenset({"operator", "ks"})) if claim.holds}
        if len(accounts) == 1:
            yield "login", accounts.pop()


_READERS: dict[str, tuple[str, Callable[[Utterance], Reading]]] = {
    "ptk_type": ("type", ptk_type),
    "duty": ("duty", duty),
    "role": ("role", role),
    "validation": ("invalid", validation),
}
