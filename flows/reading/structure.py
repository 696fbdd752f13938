"""Sentence structure that holds at every question: what is asked, what is told for certain, what is denied, what is now.

A question is no answer. What is only heard or supposed is less than certain. Of what was and what is, what is counts;
of what is denied and what is said instead, what is said instead.
"""

from dataclasses import replace

from flows.reading.asking import NEW_PIECE, PARTICLES, asks
from flows.reading.lexicon import WORD
from flows.reading.utterance import QUESTION, STOP, Utterance, Word, pattern

_NONE = (["not", "exist"], ["not", "exist", "doing"])
_PAUSE = Word(STOP, "")
HEDGES = frozenset({"maybe", "ought", "hearsay"})

_STILL = pattern("but still (empty|notyet|not|vanish) (w |exist )*$")
"""'dinas janji isi Plt, tapi masih kosong'."""
_OWN = {
    "login": frozenset({"login"}),
    "duty": frozenset({"duty"}),
    "ptk_type": frozenset({"type"}),
    "role": frozenset({"role"}),
    "validation": frozenset({"invalid"}),
}
"""The subject of each question, where its name may be the subject of a clause."""
_TURNS = frozenset({"but", "although", "now", "so"})
_TELLING = frozenset({"ks", "plt", "operator", "staff", "guru", "dinas"})
_DENIABLE = frozenset({"plt", "def", "ks", "guru", "staff", "operator", "nonduk", "ptk"})


def structured(words: tuple[Word, ...], heard: Utterance) -> Utterance:
    """The reply without the particles that only ask or assure, and with what they said of the whole of it."""
    words = _not_late(words)
    asked = asks(words)
    kept = tuple(word for word in _either(words) if word.means not in PARTICLES)
    return replace(Utterance.of(_since(_yesterday(kept)), heard), asks=asked)


def _not_late(words: tuple[Word, ...]) -> tuple[Word, ...]:
    """'bukan belum', 'mana mungkin belum', 'masa belum?', 'gak ada yang belum': that it is not yet is denied, so that it is already."""
    means = [word.means for word in words]
    kept: list[Word] = []
    for at, word in enumerate(words):
        if word.means == "notyet" and means[at + 1 : at + 2] in ([], [STOP]) and _there_is_none(kept):
            kept += (Word("all", ""), Word("already", word.written), Word("finish", ""))
            continue
        if word.means == "notyet":
            denial = _denial_of_delay(means[:at], words[at - 1].written if at else "", means[at + 1 : at + 2])
            if denial:
                del kept[-denial:]
                kept.append(replace(word, means="already"))
                continue
        kept.append(word)
    return tuple(kept)


def _there_is_none(kept: list[Word]) -> bool:
    """Whether the words end with 'tidak ada' or 'tidak ada lagi', which are taken from them."""
    ends = next((end for end in _NONE if [word.means for word in kept[-len(end) :]] == end), [])
    del kept[len(kept) - len(ends) :]
    return bool(ends)


def _denial_of_delay(before: list[str], last: str, after: list[str]) -> int:
    """Number of words right before a 'belum' that deny it; 0 where none do."""
    if before[-1:] == ["isnt"] and not {"or", "what"} & {*before[-2:], *after}:
        return 1
    if before[-2:] in (["where", "maybe"], ["not", "maybe"]):
        return 2
    doubted = last in {"masa", "masak", "mosok", "masaa", "moso"} and (
        not after or after[0] in {STOP, QUESTION}
    )
    return 1 if doubted else 0


def _since(words: tuple[Word, ...]) -> tuple[Word, ...]:
    """'dari senin', 'dari hari jumat': the day since when it is so, which is not to come."""
    return tuple(
        word
        for at, word in enumerate(words)
        if not (
            word.means == "later"
            and "from" in [one.means for one in words[max(0, at - 2) : at]]
            and all(one.means in {"from", "otherunit"} for one in words[max(0, at - 2) : at][-1:])
        )
    )


def _either(words: tuple[Word, ...]) -> tuple[Word, ...]:
    """'definitif kah plt kah', 'ada kah tidak': the ending that asks, where another possibility follows it, is 'or'."""
    means = [word.means for word in words]
    return tuple(
        replace(word, means="or")
        if word.means == "kah"
        and ("kah" in means[at + 1 :] or means[at + 1 : at + 2] in (["not"], ["notyet"]))
        else word
        for at, word in enumerate(words)
    )


def _yesterday(words: tuple[Word, ...]) -> tuple[Word, ...]:
    """'kemarin' says what was where the reply begins with it and goes on; else it carries nothing."""
    means = [word.means for word in words]
    first = means[:1] == ["yesterday"] and any(mark in means for mark in (STOP, "now", "but"))
    return tuple(
        replace(word, means="past") if at == 0 and first else word
        for at, word in enumerate(words)
        if word.means != "yesterday" or (at == 0 and first)
    )


def of_now(heard: Utterance) -> Utterance | None:
    """The part after 'sekarang' where something before it was: 'dulu plt sekarang definitif'; None where nothing turns."""
    means = [word.means for word in heard.words]
    first = next((at for at, meaning in enumerate(means) if meaning in {"past", "gone"}), None)
    if first is None:
        return _from_now_on(heard, means)
    turns = [at for at, meaning in enumerate(means) if meaning == "now" and at > first + 1]
    if not turns and first == 0 and means[0] == "past" and STOP in means:
        turns = [means.index(STOP)]
    if not turns or turns[-1] + 1 >= len(means):
        return None
    return Utterance.of(heard.words[turns[-1] + 1 :], heard)


def _from_now_on(heard: Utterance, means: list[str]) -> Utterance | None:
    """The clause that begins with 'sekarang' or 'sejak itu', where another stands before it."""
    turns = [at for at in range(2, len(means) - 1) if means[at] == "now" and means[at - 1] in NEW_PIECE]
    still = heard.find(_STILL)
    if still and not turns:
        turns = [heard.line.count(" ", 0, still.start())]
    return Utterance.of(heard.words[turns[-1] + 1 :], heard) if turns else None


def of_subject(heard: Utterance, context: str) -> Utterance | None:
    """The clause that names what is asked for, where others stand before it: 'guru, tapi jenis PTK-nya TU'."""
    own = _OWN.get(context, frozenset())
    means = [word.means for word in heard.words]
    begins = [at + 1 for at, meaning in enumerate(means) if at and meaning in {STOP, "but"}]
    for begin in reversed(begins):
        named = next((meaning for meaning in means[begin:] if meaning not in {"is", WORD, "but"}), "")
        if named in own and not any(meaning in own for meaning in means[:begin]):
            return Utterance.of(heard.words[begin:], heard)
    return None


def of_ours(heard: Utterance) -> Utterance | None:
    """The clauses about the own school, where others are about somebody else's: 'SD sebelah plt, kami definitif'."""
    pieces = clauses_of(heard)
    ours = [piece for piece in pieces if piece.has("from") or not piece.has("otherschool")]
    if not ours or len(ours) == len(pieces) or heard.asks:
        return None
    return joined(ours, heard)


def instead(heard: Utterance) -> Utterance | None:
    """The part said instead of what 'bukan' or 'bukannya' denies at the beginning: 'bukannya hilang, cuma lemot'."""
    means = [word.means for word in heard.words]
    asked = next((at for at, meaning in enumerate(means) if meaning == QUESTION), 0)
    if asked and means[asked + 1 : asked + 2] in (["isnt"], ["not"]) and asked + 2 < len(means):
        return Utterance.of(heard.words[asked + 2 :], heard)  # 'plt? bukan, definitif'
    begin = 0
    while not heard.asks and _set_aside(means[begin : begin + 3]):
        cut = next((at for at in range(begin, len(means)) if means[at] in {STOP, "but"}), 0)
        if cut < begin + 2 or cut + 1 >= len(means):
            return None
        begin = cut + 1
    return Utterance.of(heard.words[begin:], heard) if begin else None


def _set_aside(first: list[str]) -> bool:
    """Whether a clause that begins so only says what is not meant: 'bukan ...', 'gak plt, ...', 'daripada ...'."""
    if first[:1] in (["isnt"], ["than"]):
        return True
    first = [meaning for meaning in first if meaning != "also"]
    one, other = (*first, "", "")[:2]
    if one == "cancel" and other in _DENIABLE:  # 'gak jadi plt, langsung definitif'
        return True
    return (one == "not" and other in _DENIABLE | {"only", "fail", "empty"}) or (
        one in _DENIABLE and other == "isnt"
    )


def hedged(heard: Utterance) -> tuple[str, ...]:
    """The words for 'it is said', 'perhaps', 'it should be', or none."""
    return heard.because(*HEDGES)


def turned(heard: Utterance) -> bool:
    """Whether a word sets one clause against another."""
    return heard.has(*_TURNS)


def told_plainly(heard: Utterance) -> Utterance | None:
    """The clauses that are told without a hedge, or None where each has one."""
    kept: list[Word] = []
    for piece in _clauses(heard):
        if not any(word.means in HEDGES for word in piece):
            kept += piece
    return Utterance.of(tuple(kept), heard) if any(word.means != STOP for word in kept) else None


def told_as_supposed(heard: Utterance) -> Utterance:
    """The clauses that are hedged."""
    unsure = (piece for piece in _clauses(heard) if any(word.means in HEDGES for word in piece))
    return Utterance.of(tuple(word for piece in unsure for word in piece), heard)


def without_hedges(heard: Utterance) -> Utterance:
    """The reply without its hedges: what is only heard or supposed, as if it were so."""
    words = heard.words
    kept = (
        word
        for at, word in enumerate(words)
        if word.means not in HEDGES | {"supposed"}
        and not (at and _tells(words[at - 1], word, words[at + 1 :]))
    )
    return Utterance.of(tuple(kept), heard)


def _tells(before: Word, who: Word, after: tuple[Word, ...]) -> bool:
    """Whether it is `who` says it: 'kata kepala sekolah sudah', 'kata bu TU definitif'. 'katanya plt' names nobody."""
    told = before.means == "hearsay" and before.written.split()[0] in {"kata", "menurut"}
    return told and who.means in _TELLING and any(word.means not in NEW_PIECE | {WORD} for word in after)


def _clauses(heard: Utterance) -> list[list[Word]]:
    """The clauses, each with the mark or 'but' that begins it."""
    pieces: list[list[Word]] = [[]]
    for word in heard.words:
        if word.means in {STOP, "but", "although"}:
            pieces.append([])
        pieces[-1].append(word)
    return pieces


def clauses_of(heard: Utterance) -> list[Utterance]:
    """The clauses, each by itself and without what cuts them; a reason keeps its 'because'."""
    pieces: list[list[Word]] = [[]]
    for word in heard.words:
        if word.means in {STOP, QUESTION, "but", "although", "because"}:
            pieces.append([word] if word.means == "because" else [])
        else:
            pieces[-1].append(word)
    return [Utterance.of(tuple(piece)) for piece in pieces if piece]


def joined(pieces: list[Utterance], heard: Utterance) -> Utterance:
    """The clauses in a row, as what is left of `heard`."""
    return Utterance.of(tuple(word for piece in pieces for word in (*piece.words, _PAUSE))[:-1], heard)
