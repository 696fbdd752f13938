"""Claims of a reply: which kinds of thing it says to be, and which not to be, clause by clause.

The grammar of it: 'bukan' and a 'tidak' before a kind deny it ("bukan guru"); a 'tidak ada' after a kind denies that
one ("kepsek belum ada"); a denial goes on over 'maupun' and 'juga'; what was, should be or will be is not claimed;
after 'jadi' and 'sekarang' only what follows counts.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from flows.reading.utterance import QUESTION, STOP, Utterance, Word

_BREAKS = frozenset({STOP, QUESTION, "but", "then", "because", "although"})
_DENY = frozenset({"not", "notyet", "isnt"})
_LIGHT = frozenset(
    {
        "any",
        "button",
        "exist",
        "w",
        "become",
        "is",
        "appoint",
        "already",
        "also",
        "just",
        "duty",
        "type",
        "role",
        "successor",
        "newly",
        "still",
        "add",
        "appointed",
        "dinas",
        "can",
        "account",
        "only",
        "appear",
        "and",
        "or",
        "ptk",
        "yes",
        "app",
        "all",
        "long",
        "change",
    }
)
"""What may stand between a denial and the kind it denies."""
_NOT_SO = frozenset({"supposed", "later", "want", "although"})
"""Meanings before a kind by which it should be, will be, or is so only in truth, not on record."""
_AFTER_DENIAL = frozenset(
    {
        "exist",
        "appoint",
        "add",
        "appear",
        "become",
        "appointed",
        "already",
        "newly",
        "w",
        "just",
        "also",
        "can",
    }
)


@dataclass(frozen=True, slots=True)
class Claim:
    """Claim: one mention of a kind; `holds` is False if it is denied, `exists` if 'there is' was said of it."""

    kind: str
    holds: bool
    exists: bool
    past: bool
    supposed: bool
    clause: int
    written: str
    doubtful: bool = False


def clauses(heard: Utterance) -> Iterator[tuple[Word, ...]]:
    """The reply in pieces, cut at marks and at 'but', 'then', 'because'."""
    piece: list[Word] = []
    for word in heard.words:
        if word.means in _BREAKS and piece:
            yield tuple(piece)
            piece = []
        if word.means not in _BREAKS or word.means == "although":
            piece.append(word)
    if piece:
        yield tuple(piece)


def claims(heard: Utterance, kinds: frozenset[str]) -> list[Claim]:
    """Every mention of one of `kinds`, in order, with what is said of it."""
    found: list[Claim] = []
    for number, piece in enumerate(clauses(heard)):
        found += _both_denied(piece, list(_in_clause(number, piece, kinds)))
    return found


def _both_denied(piece: tuple[Word, ...], found: list[Claim]) -> list[Claim]:
    """'baik kepala sekolah maupun Plt. belum ada': a denial behind two that are joined denies both."""
    line = "".join(f"{word.means} " for word in piece)
    for at in range(len(found) - 2, -1, -1):
        first, second = found[at], found[at + 1]
        if first.holds and not second.holds and f"{first.kind} and {second.kind} not" in line:
            found[at] = replace(first, holds=False)
    return found


def _in_clause(number: int, piece: tuple[Word, ...], kinds: frozenset[str]) -> Iterator[Claim]:
    means = [word.means for word in piece]
    spots = [at for at, meaning in enumerate(means) if meaning in kinds]
    used: set[int] = set()
    denied_before = False
    for order, at in enumerate(spots):
        begin = spots[order - 1] + 1 if order else 0
        end = spots[order + 1] if order + 1 < len(spots) else len(piece)
        before = _denial_before(means, begin, at, used)
        joined = (
            order > 0 and denied_before and all(word in {"and", "or", "also"} for word in means[begin:at])
        )
        after = None if before is not None or joined else _denial_after(means, at, end)
        if before is not None:
            used.add(before)
        if after is not None:
            used.add(after)
        left = means[:at]
        yield Claim(
            kind=means[at],
            holds=before is None and after is None and not joined,
            exists="exist" in means[begin:end] or "appear" in means[begin:end],
            past="past" in left and not {"now", "become"} & set(left[_last(left, "past") :]),
            supposed=bool(_NOT_SO & set(left)),
            clause=number,
            written=piece[at].written,
            doubtful="maybe" in means,
        )
        denied_before = before is not None or joined


def _last(means: list[str], meaning: str) -> int:
    return len(means) - 1 - means[::-1].index(meaning)


def _denial_before(means: list[str], begin: int, at: int, used: set[int]) -> int | None:
    for spot in range(at - 1, begin - 1, -1):
        if (means[spot] in _DENY or (means[spot] == "empty" and spot == at - 1)) and spot not in used:
            return spot
        if means[spot] in {"still", "only"} or means[spot] not in _LIGHT:
            return None
    return None


def _denial_after(means: list[str], at: int, end: int) -> int | None:
    """'kepsek belum ada': a denial after the kind that denies nothing else.

    Where another kind follows, the denial is that one's ("plt belum definitif"), unless it has its own
    ("ks gak ada plt juga gak ada").
    """
    for spot in range(at + 1, end):
        meaning = means[spot]
        if meaning in {"empty", "gone", "vanish", "ended"}:
            return spot
        if meaning in {"not", "notyet"}:
            rest = means[spot + 1 : end]
            if "successor" in rest or (rest and rest[0] not in _AFTER_DENIAL):
                return None
            so = "become" in means[spot + 1 : end]  # 'yang definitif belum ada, jadi plt'
            return spot if so or end == len(means) or _denied_next(means[end + 1 :]) else None
        if meaning not in _LIGHT:
            return None
    return None


def _denied_next(means: list[str]) -> bool:
    own = next((meaning for meaning in means if meaning not in {"also", "just", "w", "exist"}), "")
    return own in {"not", "notyet", "empty"}


def standing(found: list[Claim]) -> list[Claim]:
    """The claims that count now: not what was or should be, if anything else is said."""
    present = [claim for claim in found if not claim.supposed]
    if any(not claim.past for claim in present):
        present = [claim for claim in present if not claim.past]
    return present
