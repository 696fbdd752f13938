"""Sentence structure that holds at every question: what is asked, what is told for certain, what is denied, what is now.

A question is no answer. What is only heard or supposed is less than certain. Of what was and what is, what is counts;
of what is denied and what is said instead, what is said instead.
"""

from dataclasses import replace

from flows.reading.lexicon import WORD
from flows.reading.utterance import QUESTION, STOP, Utterance, Word, pattern

SURELY, PERHAPS = "surely", "perhaps"
PARTICLES = frozenset({"sih", "kok", "kah", "emang"})
HEDGES = frozenset({"maybe", "ought", "hearsay"})

_NOTHING = frozenset({"greeting", "hmm", "thanks", "laugh", "ya", "leave", "praise", *PARTICLES})
"""Words that make no statement of their own."""
_SURELY = tuple(
    pattern(text)
    for text in (
        "kah ",
        "^(emang |but |then |so |and |already )*(what|or) (?!ya |sih |[?] |any )(_ )",
        "^(emang |so |and |kok )*(who|why|howmany|how|where) (_ )",
        "_ what (sih |ya |[?] )*$",
        "_ what (_ ){1,3}(ya|sih|[?]) $",
        "(already|exist|yes) (_ ){0,3}(what|or) (notyet|not|isnt) ",
        "already (_ ){0,3}notyet (ya|sih) ",
        "also not $",
        "^(emang )*(is |w )what (sih |ya )*[?]? ?$",
        "_ (not|isnt) (sih |ya )+[?]? ?$",
        "(exist|can|appear|same|supposed) (_ ){0,4}not [?]? ?$",
        "already (_ ){1,4}notyet (sih |ya )*[?]? ?$",
        "_ (not|notyet|isnt) (sih |ya |w )*[?] $",
        "_ (notyet) (sih |ya )*sih (ya )?$",
        "^(emang) (_ )+([?]|ya|sih) $",
        "^(w )*can not (?!exist)(_ )",
        "^emang (_ )?(supposed|can|differ) ",
        "(where|who|what|how) (_ )*if (_ ){1,2}$",
        "^isnt (_ )+[?] $",
        "^can (w )?(?!know)(_ )+[?] $",
        "^(supposed) (_ )+([?]|ya|sih) $",
        "(how|where|who|howmany) (ya |sih |w )*[?] $",
        "(who|why) (ya |sih |emang )*$",
        "^(so |and |emang )*if (_ )+(how|what|where) (ya |sih )*[?]? ?$",
        "_ (where|what) meaning (ya |sih )*[?]? ?$",
        "^(_ ){1,3}isnt (sih |ya )+(w |is )*[?]? ?$",
        "_ then (what|how) (ya |sih )*[?]? ?$",
    )
)
_OF_THE_RULE = pattern(
    "(why|differ|if) |(?<!ought )supposed |(can|want) (_ ){0,4}(not|kah|[?]|ya) |(_ )?can (also |w |ks |guru |plt |operator )*$|"
    "^(what |w |plt |guru |ks |operator )*can |who (w )*(appoint|add|change|do|login|open|manage|repair) |(appoint|add|change|do|want|ask) (_ ){0,4}who |can (_ ){0,3}howmany |"
    "(ks|operator|dinas) (login|appoint|add|change|do) (become )?(what|or) |exist role plt "
)
_OF_HOW_IT_IS = pattern(
    "(where|check|validate|open|howmany|forget|dontknow) |_ (or|what) (_ )?(not|notyet|isnt|already|plt|def|ks|guru|staff|ptk|operator|number|warning|nonduk|still) |"
    "already (_ ){0,4}(notyet|not) |exist (_ ){0,4}(not|notyet|what) |^(_ ){1,3}isnt |(what|how|meaning) (sih |ya |[?] |is )*$|^(is |w )*what (w |is )*(plt|def|type|duty|role|induk|nonduk|invalid|ks)? ?(sih |ya |[?] )*$|kah $"
)
"""What is asked of how things are here, of where that is to be seen, or of what a word means."""
_OF_A_WAY = pattern(
    "^(w )*can not (?!exist)|^(so |and |emang )*if (_ )+(how|what|where) |where meaning |how (_ ){1,3}how |how (w |how )*(change|add|appoint|repair|ended) "
)
"""'kalau dobel gimana', 'cara hapus akun gimana': neither what is nor where it is to be seen."""
_WHETHER = pattern("^(w |is )*(already|yes) (_ ){0,4}(notyet|not) ")
_SOUGHT = frozenset({"where", "how", "check"})
_OWN = {
    "login": frozenset({"login"}),
    "duty": frozenset({"duty"}),
    "ptk_type": frozenset({"type"}),
    "role": frozenset({"role"}),
    "validation": frozenset({"invalid"}),
}
"""The subject of each question, where its name may be the subject of a clause."""
_TURNS = frozenset({"but", "although", "now", "so"})
_DENIABLE = frozenset({"plt", "def", "ks", "guru", "staff", "operator", "nonduk", "ptk"})
_PERHAPS = pattern("[?] $|^kok (_ )+ya $|^kok (_ ){1,3}sih ")
_NEW_PIECE = frozenset({STOP, "but", "then", "although", "correct", "because"})


def structured(words: tuple[Word, ...], heard: Utterance) -> Utterance:
    """The reply without the particles that only ask or assure, and with what they said of the whole of it."""
    asks = _asks(words)
    kept = tuple(word for word in words if word.means not in PARTICLES)
    return replace(Utterance.of(_yesterday(kept), heard), asks=asks)


def _asks(words: tuple[Word, ...]) -> str:
    """Whether the reply is one question and says nothing else."""
    nothing = _NOTHING | {QUESTION, WORD}
    pieces = [piece for piece in _sentences(words) if any(word.means not in nothing for word in piece)]
    asked = [_piece_asks("".join(f"{word.means} " for word in piece)) for piece in pieces]
    if not asked or not all(asked):
        return ""
    return SURELY if SURELY in asked else PERHAPS


def _piece_asks(line: str) -> str:
    if any(asking.search(line) for asking in _SURELY):
        return SURELY
    return PERHAPS if _PERHAPS.search(line) else ""


def _sentences(words: tuple[Word, ...]) -> list[list[Word]]:
    """The pieces between marks; a question mark stands with its question."""
    pieces: list[list[Word]] = [[]]
    for at, word in enumerate(words):
        goes_on = word.means == "then" and all(rest.means in _NOTHING for rest in words[at:][1:])
        if word.means in _NEW_PIECE and not goes_on:
            pieces.append([word] if word.means == "then" else [])
        elif word.means == QUESTION:
            spoken = next((piece for piece in reversed(pieces) if piece), None)
            if spoken is not None and spoken[-1].means != QUESTION:
                spoken.append(word)
            pieces.append([])
        else:
            pieces[-1].append(word)
    return [piece for piece in pieces if any(word.means != QUESTION for word in piece)]


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
    turns = [at for at in range(2, len(means) - 1) if means[at] == "now" and means[at - 1] in _NEW_PIECE]
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


def instead(heard: Utterance) -> Utterance | None:
    """The part said instead of what 'bukan' or 'bukannya' denies at the beginning: 'bukannya hilang, cuma lemot'."""
    means = [word.means for word in heard.words]
    asked = next((at for at, meaning in enumerate(means) if meaning == QUESTION), 0)
    if asked and means[asked + 1 : asked + 2] in (["isnt"], ["not"]) and asked + 2 < len(means):
        return Utterance.of(heard.words[asked + 2 :], heard)  # 'plt? bukan, definitif'
    begin = 0
    while not heard.asks and _set_aside(means[begin : begin + 2]):
        cut = next((at for at in range(begin, len(means)) if means[at] in {STOP, "but"}), 0)
        if cut < begin + 2 or cut + 1 >= len(means):
            return None
        begin = cut + 1
    return Utterance.of(heard.words[begin:], heard) if begin else None


def _set_aside(first: list[str]) -> bool:
    """Whether a clause that begins so only says what is not meant: 'bukan ...', 'gak plt, ...', 'daripada ...'."""
    if first[:1] in (["isnt"], ["than"]):
        return True
    one, other = (*first, "", "")[:2]
    return (one == "not" and other in _DENIABLE | {"only"}) or (one in _DENIABLE and other == "isnt")


def hedged(heard: Utterance) -> tuple[str, ...]:
    """The words for 'it is said', 'perhaps', 'it should be', or none."""
    return heard.because(*HEDGES)


def asks_of_the_rule(heard: Utterance, *, named: bool) -> bool:
    """Whether a question is after what must or may be, or why: 'harus nol ya?'. It says nothing of how things are. `named` is whether it
    names an answer: then it is after that, unless something says that it is not.
    """
    if heard.find(_OF_A_WAY):
        return not heard.has("check", "validate")
    if heard.has(*_SOUGHT):
        return False
    return heard.find(_OF_THE_RULE) is not None or (not named and heard.find(_OF_HOW_IT_IS) is None)


def asks_whether_done(heard: Utterance) -> bool:
    """Whether it is asked of oneself whether it was done: 'udah bener belum ya'."""
    return heard.find(_WHETHER) is not None and not heard.has("how", "where", "meaning", "supposed")


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


def without_hedges(heard: Utterance) -> Utterance:
    """The reply without its hedges: what is only heard or supposed, as if it were so."""
    return Utterance.of(tuple(word for word in heard.words if word.means not in HEDGES | {"supposed"}), heard)


def _clauses(heard: Utterance) -> list[list[Word]]:
    """The clauses, each with the mark or 'but' that begins it."""
    pieces: list[list[Word]] = [[]]
    for word in heard.words:
        if word.means in {STOP, "but", "although"}:
            pieces.append([])
        pieces[-1].append(word)
    return pieces
