"""Questions: what a reply asks, and whether for how things are here or for the rule. A question is no answer."""

from flows.reading.lexicon import WORD
from flows.reading.utterance import QUESTION, STOP, Utterance, Word, pattern

SURELY, PERHAPS = "surely", "perhaps"
PARTICLES = frozenset({"sih", "kok", "kah", "emang", "kan"})
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
        "(?<!ought )supposed (_ )+([?]|ya|sih) $",
        "_ can not (?!exist)(_ )",
        "^can (operator|ks|dinas|guru|plt) (_ )",
        "(how|where|who|howmany) (ya |sih |w )*[?] $",
        "(who|why) (ya |sih |emang )*$",
        "^(so |and |emang )*if (_ )+(how|what|where) (ya |sih )*(_ ){0,4}[?]? ?$",
        "^(how|what) (w )*if ",
        "_ (where|what) meaning (ya |sih )*[?]? ?$",
        "^(_ ){1,3}isnt (sih |ya )+(w |is )*[?]? ?$",
        "_ then (what|how) (ya |sih )*[?]? ?$",
    )
)
_OF_THE_RULE = pattern(
    "(why|differ|if) |(?<!ought )supposed |(can|want) (_ ){0,4}(not|kah|[?]|ya) |(_ )?can (also |w |ks |guru |plt |operator )*$|"
    "^(what |w |plt |guru |ks |operator )*can |who (w )*(appoint|add|change|do|login|open|manage|repair) |(appoint|add|change|do|want|ask) (_ ){0,4}who |can (_ ){0,3}howmany |"
    "(button|sync) |(ks|operator|dinas) (login|appoint|add|change|do) (become )?(what|or) |exist role plt "
)
_OF_HOW_IT_IS = pattern(
    "(where|check|validate|open|howmany|forget|dontknow) |_ (or|what) (_ )?(not|notyet|isnt|already|plt|def|ks|guru|staff|ptk|operator|number|warning|nonduk|still) |"
    "already (_ ){0,4}(notyet|not) |exist (_ ){0,4}(not|notyet|what) |^(_ ){1,3}isnt |(what|how|meaning) (sih |ya |[?] |is )*$|^(is |w )*what (w |is )*(plt|def|type|duty|role|induk|nonduk|invalid|ks)? ?(sih |ya |[?] )*$|kah $"
)
"""What is asked of how things are here, of where that is to be seen, or of what a word means."""
_OF_A_WAY = pattern(
    "^(w )*can not (?!exist)|^(so |and |emang )*if (_ )+(how|what|where) |^(how|what) (w )*if |where meaning |howmany (w )*(wait|long|later) |(ended|add|appoint|change|click) (_ ){0,2}where |how (_ ){1,3}how |how (w |how )*(change|add|appoint|repair|ended) "
)
"""'kalau dobel gimana', 'cara hapus akun gimana': neither what is nor where it is to be seen."""
_WHETHER = pattern("^(w |is )*(already|yes) (_ ){0,4}(notyet|not) ")
_SOUGHT = frozenset({"where", "how", "check"})
_PERHAPS = pattern("[?] $|_ kan $|^kok (_ )+ya $|^kok (_ ){1,3}sih ")
NEW_PIECE = frozenset({STOP, "but", "then", "although", "correct", "because"})


def asks(words: tuple[Word, ...]) -> str:
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
        if word.means in NEW_PIECE and not goes_on:
            pieces.append([word] if word.means == "then" else [])
        elif word.means == QUESTION:
            spoken = next((piece for piece in reversed(pieces) if piece), None)
            if spoken is not None and spoken[-1].means != QUESTION:
                spoken.append(word)
            pieces.append([])
        else:
            pieces[-1].append(word)
    return [piece for piece in pieces if any(word.means != QUESTION for word in piece)]


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
