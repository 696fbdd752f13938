"""Reading whether the account has the role Kepala Sekolah (`role`)."""

from flows.reading.claims import claims, standing
from flows.reading.doubt import asked_back, not_looked, not_sure
from flows.reading.reading import UNKNOWN, Reading, unclear
from flows.reading.structure import clauses_of, joined
from flows.reading.utterance import Utterance, pattern
from flows.reading.wordings import wording

_KINDS = frozenset({"ks", "ptk", "operator", "guru", "staff", "role", "account"})
_OTHERS = frozenset({"ptk", "operator", "guru", "staff"})
_YES = frozenset({"already", "exist", "yes", "finish", "ok", "do", "add", "appoint"})
_NO = frozenset({"not", "notyet", "no", "vanish", "empty", "isnt", "fail"})
_NONE_FIRST = pattern("^(not|notyet) exist (w )*, ")
_THERE_AFTER = pattern("role (w |ks )*(already|exist) ")
_TO_COME = pattern("^(w )*(wait|want|later|doing|supposed) (w |later |newly )*(add|appoint) ")
"""'mau saya tambah sekarang perannya': it is not there yet."""
_ADDED_BY = pattern("(add|appoint) (w |and |from )*operator |operator (w |long |is |already )*(add|appoint) ")
"""The operator is who added it, not what was added."""


_PENDING = pattern(
    "role (w )?(wait|later) (, |$)|(role|, ) ?(only|still) ptk w |^(notyet|not exist|only (role )?ptk|still ptk) (just |w |exist |role |ks )*, (_ )*(what|can|how|who|supposed|want) "
)
"""'baru dibuatkan akun, perannya menyusul'; 'belum ada, siapa yang menambahkan'."""
_ANOTHER_HAS_IT = pattern(
    "role (is )?(ks )?(_ )*(oldone|account (w |ks )?(long|operator|w|someone|oldone)) (_ )*(, |w )(_ ){0,4}(notyet|not) (exist |w )*(, )*$|exist role (is )?ks (_ )*(, )(account |exist |ks |w )*(notyet|not) (w )*(, )*$"
)
"""'yang punya peran itu akun kepsek lama, yang baru belum'."""
_HAD_IT = pattern("^past exist (role )?(w )?, (_ ){0,3}(ended|vanish|change w|not exist) ")
_FIRST_NO = pattern("^(notyet|not) (w )?, (?!(_ )*(already|ks exist|exist ks|yes) )")
"""'belum, besok baru saya tambah'."""
_FIRST_YES = pattern(
    "^(w )*(from past )?(already |exist ){1,2}(is |role |ks |w |from otherunit )*, (only (?!ptk|role|guru)|although|not exist is account|past check|ptk also|role guru|not ended|role ks just|still ask|w w change)"
)
"""'sudah ada perannya, cuma belum dipakai login'."""
_NONE_WITHOUT = pattern("^not exist account (ks )?(w )*not (w )?(exist )?role ")
"""'tidak ada akun kepsek yang tanpa peran itu'."""
_KS_HAS_IT = pattern(
    "^(?!(_ )*(account )?ks (_ )*, )(_ )*(not|isnt|notyet) (_ )*, (if |role |w |account |exist |yes )*(already ks|ks already|ks exist|account ks already|exist role ks) (add |role ks |w )*(, )*$"
)
"""'bukan PTK lagi, sudah kepala sekolah'."""
_OF_ROLES = frozenset({"role", "ks", "account", "ptk", "add", "exist", "already", "notyet", "yes"})


def _of_the_role(heard: Utterance) -> Utterance:
    """The reply without the clauses that only tell of the button or of a forgotten password: 'perannya ada, tombolnya yang tidak'."""
    secret = wording("password").search(heard.said) is not None
    pieces = clauses_of(heard)
    kept = [
        piece
        for piece in pieces
        if not (piece.has("button", "sync") and not piece.has("role", "ks", "account", "ptk", "add"))
        and not (secret and piece.has("forget", "remember"))
    ]
    if not kept or len(kept) == len(pieces) or heard.asks or not any(piece.has(*_OF_ROLES) for piece in kept):
        return heard
    return joined(kept, heard)


def role(heard: Utterance) -> Reading:
    """yes, no or unknown. 'Only PTK' is no; an account that does not exist has no role."""
    heard = _of_the_role(heard)
    plain = _plain(heard)
    if plain is not None:
        return plain
    unsure = not_sure(heard) or heard.because("maybe")
    return Reading(UNKNOWN, unsure) if unsure else _by_claims(heard)


def _by_claims(heard: Utterance) -> Reading:
    """The reading by which roles are said to be there."""
    found = standing(claims(heard, _KINDS))
    ks = [claim for claim in found if claim.kind == "ks"]
    others = [claim for claim in found if claim.kind in _OTHERS and claim.holds]
    if heard.find(_ADDED_BY):
        others = [claim for claim in others if claim.kind != "operator"]
    if ks and not heard.has("but"):
        if not ks[-1].holds or _denied_at_the_end(heard):
            return Reading("no", heard.because("not", "notyet", "isnt", "vanish", "ks"))
        if others and heard.has("only", "still") and not ks[-1].exists and ks[-1].clause < others[-1].clause:
            return Reading("no", (others[-1].written, *heard.because("only", "still")))
        if not not_looked(heard) and not asked_back(heard):
            return Reading("yes", tuple(claim.written for claim in ks))
    if not_looked(heard):
        return Reading(UNKNOWN, not_looked(heard))
    to_come = None if heard.has("ks", "but", "?") else heard.find(_TO_COME)
    if to_come or any(claim.kind in {"account", "role"} and not claim.holds for claim in found):
        return Reading("no", heard.because("not", "notyet", "role", "account", "add", "appoint"))
    if others and not ks:
        return Reading("no", (others[-1].written, *heard.because("only", "still")))
    return _by_last_state(heard)


def _plain(heard: Utterance) -> Reading | None:
    """The reading of what is plain whatever stands beside it: another account has the role, or it is to be given later."""
    pending = heard.find(_PENDING)
    if pending:
        return Reading("no", heard.within(pending))
    if heard.asks or heard.has("correct", "but", "dontknow", "maybe", "or"):
        return None
    first = heard.find(_FIRST_YES) or heard.find(_NONE_WITHOUT)
    if first and not heard.has("now", "hearsay", "otherduty", "oldone", "hmm"):
        return Reading("yes", heard.within(first))
    if heard.has("?"):
        return None
    for said, label in ((_ANOTHER_HAS_IT, "no"), (_HAD_IT, "no"), (_FIRST_NO, "no"), (_KS_HAS_IT, "yes")):
        match = heard.find(said)
        if match:
            return Reading(label, heard.within(match))
    return None


def _denied_at_the_end(heard: Utterance) -> bool:
    """'peran kepala sekolahnya belum': the denial stands behind and nothing follows."""
    return (
        heard.find(
            pattern(
                "ks (_ ){0,3}(not|notyet|vanish) (exist |add |appear |can |appoint |w |already |account |app |manage )*(, )*$|"
                "ks (w )*(wait|later) (w )*$"  # 'kepala sekolah menyusul'
            )
        )
        is not None
    )


def _by_last_state(heard: Utterance) -> Reading:
    """The reading where no role is named: the last 'already', 'there is', 'not yet' counts; after a plain 'there is none' nothing else does."""
    if heard.find(_NONE_FIRST) and not heard.has("but", "now", "become") and not heard.find(_THERE_AFTER):
        return Reading("no", heard.because("not", "notyet"))
    states = [(word.means, word.written) for word in heard.words]
    last = next((at for at in range(len(states) - 1, -1, -1) if states[at][0] in _YES | _NO), None)
    if last is None:
        asked = asked_back(heard)
        return Reading(UNKNOWN, asked) if asked else unclear()
    begin = next((at for at in range(last, -1, -1) if states[at][0] in {"but", ",", "then"}), 0)
    for meaning, written in states[begin : last + 1]:
        if meaning in _NO:
            return Reading("no", (written,))
    if asked_back(heard) and not heard.has("already", "exist", "yes"):
        return Reading(UNKNOWN, asked_back(heard))
    return Reading("yes", (states[last][1],))
