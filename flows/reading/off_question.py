"""Replies off the question: whether a reply is about the question at all.

People answer an earlier question, or tell a symptom instead: "belum ada perannya" says nothing of who leads. A reply
that names the subject of another question, and nothing of this one's, is not read.
"""

from flows.reading.utterance import Utterance, pattern

_SCREEN = frozenset({"sync", "button", "pull"})
_VALIDITY = frozenset({"invalid", "warning", "valid", "validate"})
_ACCOUNT = frozenset({"role", "account"})
_ASSIGNMENT = frozenset({"induk", "nonduk"})

_SUBJECTS: dict[str, tuple[frozenset[str], frozenset[str]]] = {
    "leader": (_SCREEN | _VALIDITY | _ACCOUNT | {"type", "duty"}, frozenset()),
    "ptk_type": (_SCREEN - {"pull"} | _VALIDITY | _ACCOUNT | _ASSIGNMENT | {"duty"}, frozenset({"type"})),
    "duty": (
        _SCREEN | _VALIDITY - {"valid"} | _ACCOUNT | _ASSIGNMENT | {"type", "server", "click"},
        frozenset({"duty"}),
    ),
    "role": (
        _SCREEN | _VALIDITY | _ASSIGNMENT | {"duty", "type", "plt", "def", "successor", "gone", "server"},
        _ACCOUNT | {"add"},
    ),
    "validation": (
        _SCREEN
        | _ACCOUNT
        | _ASSIGNMENT
        | {"ks", "plt", "def", "duty", "type", "login", "person", "topic", "connect"},
        _VALIDITY | {"clean", "unit", "left"},
    ),
    "step": (
        frozenset({"plt", "def", "duty", "type", "guru", "successor", "gone", "cancel"}),
        _SCREEN | _ACCOUNT | {"add", "do", "wait", "finish"},
    ),
}
"""Meanings of other questions' subjects, by context, and meanings that make it this question's all the same."""


_OF_ANOTHER = pattern(
    "^(w |greeting )*otherschool (?!where )(w |is |also |already |just |ks )*(plt|def|ks|guru|exist|already|not|notyet|appear|clean|success|number) |"
    "(ks|plt|def|guru|operator|account|role) otherschool (w )?(also|already|is|not|notyet|still|exist|def|plt|only) "
)
"""'kepsek SD sebelah sudah definitif', 'sekolah sebelah sih Plt.'."""
_DOES_BOTH = pattern("ks otherschool also (become )?plt ")
"""'kepala SMP sebelah yang merangkap jadi Plt di tempat kami'."""
_NOT_OF_OURS = frozenset({"opening", "induk"})
"""Where another school is no other subject."""


def elsewhere(heard: Utterance, context: str) -> tuple[str, ...]:
    """The words that make the reply one about another question, or none."""
    if context not in _NOT_OF_OURS and heard.find(_OF_ANOTHER) and not heard.find(_DOES_BOTH):
        return heard.because("otherschool")
    others, own = _SUBJECTS.get(context, (frozenset(), frozenset()))
    return () if heard.has(*own) else heard.because(*others)
