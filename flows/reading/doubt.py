"""Doubt: whether the person says that they do not know, have not looked, or ask instead of answering."""

from flows.reading.utterance import Utterance, pattern

_NOT_KNOWING = (
    pattern("dontknow "),
    pattern("(not|notyet) (can |also |is |w )?(know|sure|remember) "),
    pattern("(know|sure) (not|notyet) (?!exist)"),
    pattern("forget (?!notyet|not )"),
    pattern("confused "),
    pattern("(dinas|ks) (only |w )?know "),
    pattern("know (only |is |just )*(dinas|ks) "),
    pattern("where (w )?know "),
    pattern("_ (, )?how (_ ){0,2}know "),
)
_NOT_LOOKED = (
    pattern(
        "(notyet|not|no) (already |can |unwilling |do |w |click |run |past )*(check|open|validate|ask|login) "
    ),
    pattern("validate (is |w )*notyet (w )*(do|click|run) "),
    pattern("(notyet|not) (can |unwilling )(w )?(app|check|open|manage) "),
    pattern(
        "(check|open|ask|login|validate) (app |manage |role |account |type |duty |ks |w )?(notyet|later|wait) "
    ),
    pattern("(later|wait|want|supposed|doing) (,|w |then |do |also |ok )*(check|ask|open) "),
    pattern("(later|wait) (,|w |past )*(app|validate) "),
    pattern("unwilling (w )?(check|open|app) "),
    pattern("(do|want) (past |later )*(check|ask) "),
    pattern(
        "(?<!already )(?<!past )(check|ask) (ks |operator |dinas |app |w |type |role |duty |account )?(past|later|wait) (?!only|exist|appear|is |not|w w)"
    ),
    pattern("(not|notyet) exist (w )?(open |account w )"),
    pattern("app (is |exist |w |, )*(w )?(not|notyet) "),
)
_EITHER = (
    pattern("^(w )*(already notyet|exist not) (, |$)"),
    pattern(
        "(already|notyet|exist|yes|success|can|plt|def|ks|guru|staff|not|invalid|valid) (exist |w )?(or|what) (not|notyet|isnt|already|plt|def|ks|guru|staff|valid|invalid) "
    ),
    pattern("maybe (w )?(already|plt|exist|yes|ks|guru) (, )?(maybe|or) "),
    pattern("can (plt|def|yes|already|ks|guru|number) (, |or )?can (plt|def|not|no|notyet|ks|guru|number) "),
)
_ASKING = (
    pattern("(how|where|meaning|howmany|who) "),
    pattern("what (is |w )?(, )*[?]"),
    pattern("(type|duty|role|plt|def|ks|induk|validate|manage) (is |w )*what "),
    pattern("ask what "),
    pattern("^what (w )?(click|open|do|add|check) "),
    pattern("(account|role) (w )?(what|or) (account |role |w )*(ks|operator|ptk|guru) "),
    pattern("is what "),
)


def not_known(heard: Utterance) -> tuple[str, ...]:
    """The words that say 'I do not know' or 'I have not looked', or none."""
    for known in (*_NOT_KNOWING, *_EITHER, *_NOT_LOOKED):
        match = heard.find(known)
        if match:
            return heard.within(match) or ("?",)
    return ()


def not_looked(heard: Utterance) -> tuple[str, ...]:
    for known in _NOT_LOOKED:
        match = heard.find(known)
        if match:
            return heard.within(match)
    return ()


def not_sure(heard: Utterance) -> tuple[str, ...]:
    """The words for 'I do not know' and 'either ... or', without 'I have not looked'."""
    for known in (*_NOT_KNOWING, *_EITHER):
        match = heard.find(known)
        if match:
            return heard.within(match) or ("?",)
    return ()


def asked_back(heard: Utterance) -> tuple[str, ...]:
    """The words of a question put back to us, or none."""
    for asking in _ASKING:
        match = heard.find(asking)
        if match:
            return heard.within(match) or ("?",)
    return ()


_UNDERSTAND = frozenset(
    {"paham", "mengerti", "ngerti", "mudeng", "faham", "pahami", "ngeh", "ngarti", "mangarti"}
)
_EXPLAIN = pattern(
    "(?<!supposed )(?<!later )(ask|meaning|picture|want|w w otherunit) |(know|dontknow) (w |is )*(otherunit|answer (?!is)) |answer (w |is )*(, )?do "
)


def not_understood(heard: Utterance) -> bool:
    """Whether it is our words that are not understood: 'kurang paham pertanyaannya'. 'belum paham, saya operator baru' knows not."""
    said = {word for word, _ in heard.spelled}
    asked = any(word.startswith(("pertanyaan", "ditanya")) for word in said)
    return not _UNDERSTAND.isdisjoint(said) and (asked or heard.find(_EXPLAIN) is not None)
