"""Numbers that belong to a person, however their digits are grouped: NIK, NIP, NUPTK, NPWP, telephone."""

import re
from collections.abc import Iterator
from itertools import accumulate
from typing import NamedTuple

from bot.privacy.words import words

_GAP = r"[ \t\u00a0.\-\u2010-\u2015_()\u00ad\u200b-\u200d\u2060]{1,3}+"
_CHAIN = re.compile(rf"\d++(?:{_GAP}\d++)*+")
_GROUP = re.compile(r"\d++")
_WORD = re.compile(r"[^\W\d_]+")

_ANNOUNCED = 3
"""How many words back a number may be announced: 'nik sy adalah 3201...'."""
_LOOK_BACK = 40
"""Characters that those words are looked for in."""

_NPWP = (2, 3, 3, 1, 3, 3)
_NIK = {(8, 6, 1, 3), (6, 6, 4), (4, 4, 4, 4), (16,)}
"""How a NIP and a NIK or NUPTK are grouped; other groupings of 16 digits must also make sense as a NIK."""
_PROVINCES = {
    *range(11, 20),
    21,
    *range(31, 37),
    *range(51, 54),
    *range(61, 66),
    *range(71, 77),
    81,
    82,
    *range(91, 98),
}
_LONG = 14
"""So many digits in one piece are a person's number, perhaps with a slip."""
_MOST_GROUPS = 8


_SHORTEST = 8
"""No number that belongs to a person has fewer digits."""
_ANY_SIZE = range(_SHORTEST, 21)
"""None has more, but for one that is written in one piece."""
_SIZES = (15, 16, 18)
"""So many has a number in several groups that is no telephone's, as `_NPWP` and `_NIK` tell."""
_PHONES = ("08", "628", "00628", "6208")
_PHONE = re.compile(r"(?:0|62|0062|620)8\d{7,11}")
_ANNOUNCED_PHONE = re.compile(r"(?:62|0)?8\d{7,11}")


class Found(NamedTuple):
    """Find in a text: where it stands, and what it is."""

    start: int
    end: int
    kind: str


def numbers(text: str) -> Iterator[Found]:
    """The persons' numbers in `text`, whose digits are ASCII, in order and apart from each other."""
    for found in _CHAIN.finditer(text):
        if found.end() - found.start() < _SHORTEST:
            continue
        groups = [(group.start(), group[0]) for group in _GROUP.finditer(text, *found.span())]
        chain = Chain([group for _, group in groups])
        announced = _announcement(text, found.start()) if chain.before[-1] >= _SHORTEST else ""
        at = 0
        while at < len(groups):
            told = announced if at == 0 else ""
            taken, kind = _first(chain, at, told) if told or chain.may_begin(at) else (chain.passed(at), "")
            if kind:
                start, last = groups[at + taken - 1]
                yield Found(groups[at][0], start + len(last), kind)
            at += taken


class Chain:
    """Groups of digits, one after the other."""

    def __init__(self, groups: list[str]) -> None:
        self.groups = groups
        self.before = [0, *accumulate(map(len, groups))]
        """How many digits stand before each group, and in all."""
        self._ends = {total: place for place, total in enumerate(self.before)}
        self._digits = "".join(groups)

    def count(self, at: int, size: int) -> int:
        """Number of groups from `at` on that have exactly `size` digits together; 0 where none have, or too many."""
        count = self._ends.get(self.before[at] + size, at) - at
        return count if count <= 2 * _MOST_GROUPS else 0

    def may_begin(self, at: int) -> bool:
        """Whether a number that nothing announces may begin here. Most cannot, and `_first` need not try all groupings."""
        first, begin = self.groups[at], self.before[at]
        if len(first) > _SHORTEST:
            return True
        longer = len(first) > 2 or (at + 1 < len(self.groups) and len(self.groups[at + 1]) > 2)
        if longer and self._digits.startswith(_PHONES, begin):
            return True
        if self.count(at, 15) == len(_NPWP) or self.count(at, 18) == 4:
            return True
        sixteen = self.count(at, 16)
        return sixteen in {3, 4} or (sixteen > 0 and _makes_a_nik(self._digits[begin : begin + 16]))

    def passed(self, at: int) -> int:
        """Number of groups to go on by from `at`: a date's three at once."""
        return 3 if _is_date(self.groups[at : at + 3]) else 1


def _announcement(text: str, start: int) -> str:
    """Kind of number that the nearest telling word before `start` announces, or ''."""
    before = _WORD.findall(text[max(0, start - _LOOK_BACK) : start].lower())
    for word in before[: -_ANNOUNCED - 1 : -1]:
        for kind in ("school", "nik", "npwp", "phone"):
            if word in words(kind) or word.removesuffix("nya") in words(kind):
                return kind
    return ""


def _first(chain: Chain, at: int, announced: str) -> tuple[int, str]:
    """Number of groups that the number at `at` takes, and its kind; '' where it belongs to nobody."""
    groups = chain.groups[at : at + 2 * _MOST_GROUPS]
    if _is_date(groups[:3]):
        return 3, ""
    counts = [count for size in _ANY_SIZE if (count := chain.count(at, size))]
    if len(groups[0]) >= _LONG:
        counts = sorted({1, *counts})
    joined = [(count, "".join(groups[:count])) for count in counts]
    if announced in {"nik", "npwp"}:
        fitting = [count for count, number in joined if 12 <= len(number) <= 20]
        exact = [count for count, number in joined if len(number) in {15, 16, 18}]
        if fitting:
            return max(exact or fitting), announced
    if announced == "phone":
        fitting = [count for count, number in joined if _ANNOUNCED_PHONE.fullmatch(number)]
        if fitting:
            return max(fitting), "phone"
    for count, number in joined:
        kind = _shape(groups[:count], number) if count == 1 or len(number) in _SIZES else ""
        if kind:
            return count, kind
    fitting = [count for count, number in joined if _is_phone(groups[:count], number)]
    return (max(fitting), "phone") if fitting else (1, "")


def _shape(groups: list[str], number: str) -> str:
    """The kind of a number that takes all of `groups`, by lengths alone or by what a NIK's digits mean; telephones apart."""
    shape = tuple(map(len, groups))
    if shape == _NPWP:
        return "npwp"
    if len(groups) == 1:
        if _is_phone(groups, number):
            return "phone"
        return "npwp" if len(number) == 15 else "nik" if len(number) >= _LONG else ""
    if number.startswith("08"):
        return ""
    if shape in _NIK and not all(_is_year(group) for group in groups):
        return "nik"
    if len(number) == 16 and (len(groups) <= _MOST_GROUPS or set(shape) == {1}) and _makes_a_nik(number):
        return "nik"
    return ""


def _is_phone(groups: list[str], number: str) -> bool:
    if not _PHONE.fullmatch(number):
        return False
    # A day and a month before longer groups may be a date; '08 123 4567 890' is a telephone.
    return len(groups) == 1 or len(groups[0]) >= 3 or all(len(group) >= 3 for group in groups[1:])


def _makes_a_nik(number: str) -> bool:
    """Province, day of birth (women: 40 more) and month are possible. No school's number begins with a province's."""
    day, month = int(number[6:8]), int(number[8:10])
    return int(number[:2]) in _PROVINCES and 1 <= day % 40 <= 31 and day <= 71 and 1 <= month <= 12


def _is_date(groups: list[str]) -> bool:
    if len(groups) < 3:
        return False
    day, month, year = groups if len(groups[2]) == 4 else groups[::-1]
    return len(day) <= 2 and len(month) <= 2 and int(day) <= 31 and int(month) <= 12 and _is_year(year)


def _is_year(group: str) -> bool:
    return len(group) == 4 and group[:2] in {"19", "20"}
