"""Passwords and registration codes, known by the word before them: 'sandi saya abc123', 'koreg: ...'.

After ':' or 'adalah' any word that is not talk about the password is one. Elsewhere only what no ordinary word looks like: a plain
word that is a password ('sandinya mawar') cannot be told from 'sandinya salah'. A question has no value in it.
"""

import re
from collections.abc import Callable, Iterator
from functools import cache
from itertools import islice

from bot.privacy.numbers import Found
from bot.privacy.words import any_of, words
from flows.dialogue.case_code import read_code

MASK = "\ue000"
"""Stands where something was taken out already; no letter, no digit, no gap."""

Secret = Callable[[str, str, bool, bool], bool]
"""`_secret`, or the same remembered."""

_KINDS = ("password", "registration_code")
_KEYWORD = {kind: re.compile(rf"(?<![^\W_]){any_of(kind)}(?![^\W\d_])", re.IGNORECASE) for kind in _KINDS}
_WORD = re.compile(r"\S+")
_GAP = re.compile(r"\s")
_TELLS = re.compile(r"[:=]+>?|->")
_LOOK = 6
"""Words after the keyword that are looked at."""
_MOST_KEYWORDS = 60
_WINDOW = 120
"""Characters that those words are looked for in; a longer word is judged by what stands within."""
_EDGE = ".,;!?\"'()[]<>“”‘’`*"
_ENDS = ".,;!?"

_DATE = re.compile(r"\d{1,2}[-./]\d{1,2}[-./](?:\d{2}|\d{4})|\d{4}[-./]\d{1,2}[-./]\d{1,2}|\d{1,2}[.:]\d{2}")
_VERSION = re.compile(r"v?(?:19|20)\d\d(?:[./]\d+)?\.?[a-h]?|v?\d+(?:\.\d+)+", re.IGNORECASE)
_CASE_CODE = re.compile(r"[0-9A-Za-z]{5}-[0-9A-Za-z]")
_LIST = re.compile(r"(?:ke-?)?\d+(?:x|kali|an|hari|jam|menit|org|orang|siswa|tahun|th)?", re.IGNORECASE)
_NUMBERED = re.compile(r"([^\W\d_]*)-?(\d+)([^\W\d_]*)")
_SYMBOLS = frozenset("@#$%^*!~&_+")


def told(text: str) -> Iterator[Found]:
    """The passwords and codes in `text` that a word before them announces; spans may overlap."""
    secret: Secret = cache(_secret)  # each word stands behind several keywords; forgotten with the text
    for kind in _KINDS:
        covered = 0
        keywords = list(islice(_KEYWORD[kind].finditer(text), _MOST_KEYWORDS + 1))
        if len(keywords) > _MOST_KEYWORDS:  # nobody writes so: it is not searched but taken out
            yield Found(keywords[0].start(), len(text), kind)
            continue
        for keyword in keywords:
            if keyword.start() >= covered:
                for found in _after(text, keyword.end(), kind, secret):
                    covered = found.end
                    yield found


def _after(text: str, start: int, kind: str, secret: Secret) -> Iterator[Found]:
    tells = chained = False
    previous = ""
    place = start
    window = min(len(text), start + _WINDOW)
    for number in range(_LOOK):
        word = _WORD.search(text, place, window)
        if word is None:
            return
        begin, place = word.span()
        value = begin if tells else _after_sign(text, begin, place, kind, secret, first=number == 0)
        tells = tells or value > begin
        end = value + len(text[value:place].rstrip(_ENDS))
        core = text[value:end].strip(_EDGE + ":=")
        lower = core.lower()
        if not core.strip(MASK):
            chained = chained or bool(core)
            tells = tells and not core
        elif lower in words("is"):
            tells = True
        elif (tells and _is_value(core)) or secret(
            core, kind, number == 0 or chained, previous in words("school")
        ):
            yield Found(value, _end(text, place) if place == window else end, kind)
            tells, chained = False, True
        else:
            tells = chained = False
        previous = lower
        if core and text[end:place].strip(",;"):
            return  # the sentence ends; right after the keyword a full stop may only shorten it


def _end(text: str, place: int) -> int:
    """End of the word that `place` stands in."""
    gap = _GAP.search(text, place)
    return gap.start() if gap else len(text)


def _after_sign(text: str, begin: int, end: int, kind: str, secret: Secret, *, first: bool) -> int:
    """Beginning of the value in a word: 'sandi dapodik:x', 'sandi :x', 'sandi = x'; at `begin` where no sign tells one."""
    sign = _TELLS.search(text, begin, end)
    if sign is None:
        return begin
    before = text[begin : sign.start()].strip(_EDGE)
    return begin if before and secret(before, kind, first, False) else sign.end()


def _is_value(core: str) -> bool:
    """Whether a word that was told as the value is one, and not talk about it."""
    return len(core) >= 3 and core.lower() not in words("talk") and not _public(core)


def _public(core: str) -> bool:
    """Dates, versions, counts and case codes, which look odd and are no secret."""
    numbered = core[0].isdecimal() or core[0] in "vV"
    return bool(
        (numbered and (_DATE.fullmatch(core) or _VERSION.fullmatch(core)))
        or (_CASE_CODE.fullmatch(core) and read_code(core) is not None)
        or core.lower().startswith(("http:", "https:", "www."))
    )


def _secret(core: str, kind: str, first: bool, school: bool) -> bool:
    """Whether a word that nothing told is none of the language. `first`: it stands right where a value would."""
    if _public(core) or core.startswith("@"):
        return False
    if core.isdecimal():
        if school or (len(core) == 8 and kind == "registration_code" and not first):
            return False  # a school's number
        return len(core) >= (4 if first else 6)
    if MASK in core:
        return True
    if _LIST.fullmatch(core):
        return False
    numbered = _NUMBERED.fullmatch(core)
    school_like = numbered and numbered[1].lower() in words("numbered") and len(numbered[3]) <= 2
    if numbered and (school_like or (numbered[2] == "2" and numbered[1])):
        return False  # "smpn12", "sekolah2"
    letters = any(map(str.isalpha, core))
    digits = sum(map(str.isdecimal, core))
    if digits and letters:
        return len(core) >= (4 if first and digits > 1 else 5)
    return kind == "password" and len(core) >= 5 and letters and not _SYMBOLS.isdisjoint(core)
