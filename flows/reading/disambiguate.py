"""Words whose meaning hangs on their neighbours: 'tak', 'lah', 'ya', 'lagi', 'baru', 'lama', 'kabur'.

After this, only plain meanings are left and words that turned out to carry nothing are gone.
"""

from collections.abc import Callable
from dataclasses import replace

from flows.reading.structure import structured
from flows.reading.utterance import NUMBER, QUESTION, STOP, Utterance, Word

_NEGATABLE = frozenset(
    {"exist", "know", "appear", "can", "remember", "sure", "valid", "yes", "success", "same"}
)
_DEEDS = frozenset(
    {
        "check",
        "do",
        "click",
        "open",
        "pull",
        "add",
        "ask",
        "repair",
        "validate",
        "later",
        "login",
        "wait",
        "appoint",
        "slow",
    }
)
_DONE_BEFORE = frozenset(
    {"exist", "appear", "finish", "clean", "appointed", "become", "gone", "already", "success"}
)
_ALONE = {"lah": "already", "tak": "not"}
"""What an ambiguous word is if it is the whole reply."""
_BEFORE_I = frozenset({"already", "notyet", "later", "want", "not", "wait", "doing"})
"""'wis tak kirim', 'arep tak cek': before a verb that is mine."""
_SAYS_NO_MORE = frozenset({"no", "not", "notyet", "w", "already", "yes", "isnt"})
_ENDS = frozenset({STOP, QUESTION, ""})
_TRAILS = frozenset({STOP, "correct", "meaning", "mistake"})
"""What may close a correction."""
_LOOKS_AGAIN = (["wait", STOP], ["hmm", STOP], ["w", STOP])
"""'eh sebentar, ternyata sudah'."""
_STATES = frozenset({"already", "notyet", "exist", "not", "yes", "no"})
_EXCUSES = frozenset({"check", "w", "wrong", "unit", "is", STOP})
_SHORT_FIRST = 6
"""Words and marks that may stand before an 'oh' that takes them back."""
_FOR_NOW = frozenset({"plt", "def", "ks", "guru", "staff", "exist", "just", "only"})
"""'plt dulu' is 'Plt for now'."""


def settled(heard: Utterance) -> Utterance:
    """The reply with every ambiguous word decided by what stands around it."""
    if len(heard.words) == 1 and heard.words[0].means in _ALONE:
        return Utterance.of((replace(heard.words[0], means=_ALONE[heard.words[0].means]),), heard)
    heard = structured(heard.words, heard)
    settled: list[Word] = []
    words = heard.words
    for at, word in enumerate(words):
        before = settled[-1].means if settled else ""
        after = words[at + 1].means if at + 1 < len(words) else ""
        decide = _DECIDE.get(word.means)
        means = decide(before, after) if decide else word.means
        if means:
            settled.append(replace(word, means=means))
    while len(settled) > 1 and settled[-1].means == "but":  # 'belum ternyata'
        settled.pop()
    return Utterance.of(tuple(settled), heard)


def after_correction(heard: Utterance) -> Utterance | None:
    """The part after the last 'eh', 'maksud saya': the person's second thought, or None."""
    words = _without_excuse(heard.words)
    while words and words[-1].means in _TRAILS:  # 'plt, eh ralat, sudah definitif maksud saya'
        words = words[:-1]
    means = [word.means for word in words]
    if "correct" not in means[1:]:
        return _meant(heard) or _seen_again(heard)
    last = len(means) - 1 - means[::-1].index("correct")
    said = words[last + 1 :]
    while said and (said[0].means in _TRAILS or [word.means for word in said[:2]] in _LOOKS_AGAIN):
        said = said[1:]
    return Utterance.of(said, heard) if said else None


def _without_excuse(words: tuple[Word, ...]) -> tuple[Word, ...]:
    """The words up to a last 'maaf, salah lihat', which corrects nothing more."""
    means = [word.means for word in words]
    last = len(means) - 1 - means[::-1].index("correct") if "correct" in means else 0
    excused = last and "correct" in means[:last] and set(means[last + 1 :]) <= _EXCUSES
    return words[:last] if excused else words


def _seen_again(heard: Utterance) -> Utterance | None:
    """The part after 'oh' where the reply said something else before it: 'belum.. oh ternyata sudah'."""
    means = [word.means for word in heard.words]
    spot = next((at for at in range(2, len(means) - 1) if means[at] == "hmm" and means[at - 1] == STOP), 0)
    before, after = set(means[:spot]), set(means[spot + 1 :])
    if not spot or heard.asks or spot > _SHORT_FIRST or not before & _STATES or not after & _STATES:
        return None
    return None if _STATES & before == _STATES & after else Utterance.of(heard.words[spot + 1 :], heard)


def _meant(heard: Utterance) -> Utterance | None:
    """The part after 'maksudnya', or what stands before it, in the last clause of a statement: 'def, typo, plt maksudnya'."""
    means = [word.means for word in heard.words]
    if heard.asks or STOP not in means or heard.has("what", "how", QUESTION):
        return None
    last = heard.words[len(means) - means[::-1].index(STOP) :]
    said = tuple(word for word in last if word.means not in {"meaning", "mistake"})
    return Utterance.of(said, heard) if said and "meaning" in {last[0].means, last[-1].means} else None


def _tak(before: str, after: str) -> str:
    """'tak ada': not. 'tak cek', 'wis tak kirim': Javanese for I will, I did, which says nothing."""
    if after in _DEEDS or after in _ENDS or (before in _BEFORE_I and after not in _NEGATABLE):
        return ""
    return "not"


def _lah(before: str, after: str) -> str:
    """'lah ado', 'so muncul': already. 'adalah', 'gitu lah': nothing."""
    return "already" if after in _DONE_BEFORE | _DEEDS and before not in {"not", "notyet"} else ""


def _ya(before: str, after: str) -> str:
    """'ya' first is yes, elsewhere it only begs or muses."""
    return "yes" if before in _ENDS and after != QUESTION else ""


def _doing(before: str, after: str) -> str:
    """Meaning of 'lagi'. 'lagi tarik data': in the middle of it. '3 lagi', 'muncul lagi': nothing."""
    return "doing" if after in _DEEDS and before != NUMBER else ""


def _newly(_before: str, after: str) -> str:
    """'baru satu': only one. 'baru mau': about to. 'kepsek baru': nothing."""
    if after == NUMBER:
        return "only"
    return "later" if after in {"want", "supposed"} else "newly"


def _still(_before: str, after: str) -> str:
    """Meaning of 'masih'. 'masih lama': not soon; else as it is."""
    return "wait" if after == "long" else "still"


_DECIDE: dict[str, Callable[[str, str], str]] = {
    "tak": _tak,
    "lah": _lah,
    "ya": _ya,
    "doing": _doing,
    "newly": _newly,
    "still": _still,
    "sorry": lambda before, after: "correct" if before == STOP and after == STOP else "",
    "isnt": lambda before, after: "correct" if before == STOP and after in {STOP, "isnt"} else "isnt",
    "ks": lambda before, _after: "" if before == "plt" else "ks",
    "past": lambda before, after: "" if before in _FOR_NOW and after in _ENDS else "past",
    "out": lambda before, after: "out" if before in _ENDS and after in _ENDS else "appear",
    "no": lambda _before, after: "no" if after in _ENDS or after in _SAYS_NO_MORE else "not",
    "mi": lambda _before, after: "want" if after in _DEEDS | {"supposed", "later", "want"} else "already",
}
