"""Reading the first message (`opening`): what the person comes with."""

from flows.reading.intents import wants_person
from flows.reading.matters import (
    ASKS,
    FAILING,
    OTHER_BUTTON,
    another_matter,
    beside_fine_sync,
    of_another_program,
    of_topic,
)
from flows.reading.reading import Reading, unclear
from flows.reading.utterance import Utterance, pattern

_ONLY_PULL = pattern(
    "(appear|become) (w |just |, )*pull |(only|left|still|exist) (_ ){0,3}pull |pull (w )?(just|only) |not (_ ){0,4}only pull "
)
_MISSING = pattern(
    "(sync|button) (_ ){0,5}(not|notyet|isnt) (w |can |also |already |want )*(appear|exist) |sync (_ ){0,3}(not|notyet) back |(sync|button) (_ ){0,5}(vanish|empty) |"
    "(not|notyet) (w |can |also |already )*(exist|appear) (_ ){0,3}(sync|button) |vanish (_ ){0,3}(sync|button) |"
    "(sync|button) (_ ){0,4}where |where (_ ){0,3}(sync|button) |(not|notyet) (w )*(appear|exist) (_ ){0,2}sync "
)
_NOT_GONE = pattern("(not|isnt) (w |already )*(vanish|empty) ")
_NOT_SEEN = pattern("^(_ ){0,4}((not|notyet) (w |can |also )*appear |vanish )(w |also |now |still |, )*$")
"""'udah masuk tapi belum muncul': most likely the button."""
_THERE = pattern("(not|isnt) (w )*vanish |button (w |already )*exist ")
"""'tombolnya gak hilang kok, cuma gagal terus'."""
_BUTTON_THERE = pattern("(sync|button) (w |already |also )*(exist|appear|success) |exist (w )?(button|sync) ")
_BACK = pattern(
    "thanks (_ )*(button|sync) (w |sync |already )*(exist|appear|success|back) |(exist|appear|success|back) (_ )*thanks "
)
"""'makasih, tombolnya sudah muncul'."""
_ANOTHER_GONE = pattern(
    "vanish (w )*, (is |w )*button sync (w |already )*exist (w |, )*$|"
    "sync (app |w |already )*(clean|ok|exist) (, |but )(is |w )*(vanish|not exist) (button )?(unit|topic) "
)
"""'tarik datanya yang hilang, tombol sinkron ada': what is gone is not the button."""
_ANOTHERS_TROUBLE = pattern(
    "(vanish|not exist|not appear|fail|clean|notyet appear) (_ )*(, |w |but |then |although )(if |w |is |but )*(button )?sync (app |w |already |still |just |is |same |also |number )*(exist|clean|run|ok|success|can|appear) (ok |w |just |still |how |exist |clean |, )*$|"
    "(vanish|not exist|not appear) (_ )*, (is )?isnt (button )?(sync|app) (hmm |w )*(, )*$|(topic|sync) (_ )*(vanish|not exist|fail) (_ )*isnt (is )?(w )?app (hmm )?(, )*$"
)
"""'tombol simpan rombel yang hilang, kalau sinkron aman'."""
_OF_SYNCING = pattern(
    "sync (app |w |now |otherunit |want )*(otherunit )?(howmany|when) |^(w |want |greeting |, )*(when|who) (_ ){0,6}sync |(sync|pull) (app |is |w )*(w what|w why|why) "
)
"""'sinkron terakhir tanggal berapa'."""
_BAD = frozenset({"not", "notyet", "invalid", "dangling"})
_SUPPOSE = pattern("^(w )*(how |what |so |w )*if later ")
"""'kalau nanti tombolnya hilang gimana': it is not gone."""
_NEGATED = ("not", "notyet", "isnt", "pull")
_RED = pattern("server (server |w )*invalid ")
"""The light beside the server is red."""
_ANEW = pattern("sync (_ ){0,3}back ")
"""Words that say that it begins again and again."""
_NOT_RUNNING = pattern("(not|notyet) (w |can )*(run|success) ")
_ADDING = (
    pattern("(how|where|want|can|meaning) (_ ){0,7}(add|appoint|change|exist) (_ ){0,4}(role|ks|plt) "),
    pattern("(add|appoint) (_ ){0,5}(role|ks) (_ ){0,9}(how|where|want|can) "),
    pattern("role (_ ){0,8}(how|where) (_ ){0,2}(add|appoint)? ?"),
    pattern("(how|where) (_ ){0,8}role "),
    pattern("(how|where) (_ ){0,6}account (_ ){0,5}ks "),
)
_WANTS_TO_ASK = pattern(
    "^(greeting |, |hmm )*(want|can) (w )?ask (w )?([?] |, )*$|^(greeting |, )*exist someone ([?] )?$"
)
_THANKS_FIRST = pattern("^(ok |praise |greeting |, )*thanks ")
_ADDING_BARE = pattern("(add|appoint) (_ ){0,2}role |role (_ ){0,4}add ")
_STRANGE = frozenset({"w", "guru", "staff", "gone"})
_OURS = frozenset(
    {
        "sync",
        "pull",
        "button",
        "role",
        "account",
        "app",
        "server",
        "manage",
        "ks",
        "plt",
        "def",
        "appear",
        "vanish",
        "login",
        "fail",
        "slow",
        "invalid",
        "valid",
        "validate",
        "duty",
        "type",
        "person",
        "connect",
        "add",
        "refresh",
    }
)
"""Meanings that may belong to our subject."""
_LIGHT = frozenset(
    {
        "app",
        "not",
        "what",
        "do",
        "someone",
        "and",
        "greeting",
        "leave",
        ",",
        "?",
        "hmm",
        "w",
        "want",
        "ask",
        "can",
        "exist",
        "praise",
        "ok",
        "newly",
        "laugh",
        "yes",
        "many",
        "already",
        "all",
        "past",
        "now",
        "still",
        "correct",
        "from",
        "operator",
        "person",
        "wait",
    }
)


def other_programs(heard: Utterance) -> tuple[str, ...]:
    """The topics that are named where syncing, pulling or Dapodik itself is spoken of: it may be another program's exchange with it."""
    return (
        tuple(dict.fromkeys(topic for topic, _ in heard.topics)) if heard.has("sync", "pull", "app") else ()
    )


def opening(heard: Utterance) -> Reading:
    """sync_button_missing, sync_fails, add_role, human, greeting, thanks or other."""
    elsewhere = of_another_program(heard) or beside_fine_sync(heard)
    if elsewhere is not None:
        return elsewhere
    if heard.find(_ANOTHERS_TROUBLE) or (
        heard.find(_OF_SYNCING) and not heard.has("vanish", *FAILING, *_BAD)
    ):
        return of_topic(heard)
    adding, person = _adding(heard), wants_person(heard)
    if adding and heard.has("otherduty") and not heard.has("ks", "plt"):
        return Reading("other", heard.because("otherduty"))  # 'peran bendahara mau ditambahkan'
    if adding and not heard.has("topic", "sync", "pull", "vanish"):
        return Reading("add_role", adding)
    if heard.find(_BACK) and not heard.has("but", "vanish", *ASKS, *FAILING, *_NEGATED):
        return Reading("thanks", heard.because("thanks"))
    about_sync = heard.has("sync", "pull") or (
        heard.has("button")
        and not heard.find(OTHER_BUTTON)
        and (heard.has("app", "click") or _is_gone(heard))
    )
    if heard.has("button") and heard.find(_THERE) and heard.has(*FAILING) and not heard.find(OTHER_BUTTON):
        return Reading("sync_fails", heard.because(*FAILING))
    missing = _missing(heard) if about_sync else None
    if missing is not None:
        return missing
    if heard.find(_NOT_SEEN) and not heard.has("unit") and not heard.topics:
        return unclear(*heard.because("not", "notyet", "vanish", "appear"), runner_up="sync_button_missing")
    if adding and not heard.has("topic"):
        return Reading("add_role", adding)
    return another_matter(heard, person, about_sync=about_sync) or (
        _about_sync(heard, person) if about_sync or heard.has("server") else _small(heard)
    )


def _is_gone(heard: Utterance) -> bool:
    """'tombolnya hilang': which button, goes without saying here, where no other is named."""
    return (
        heard.find(_MISSING) is not None and not heard.find(OTHER_BUTTON) and not heard.has("topic", "unit")
    )


def _missing(heard: Utterance) -> Reading | None:
    """The button is not there. Where it also fails and nothing says which of the two, it is asked."""
    if heard.find(_NOT_GONE) and not heard.find(_ONLY_PULL):
        return None
    failing = heard.has("fail", "slow")
    missing = heard.find(_MISSING) or (None if failing else heard.find(_ONLY_PULL))
    if missing is None:
        return None
    if heard.find(_ANOTHER_GONE) or heard.find(_SUPPOSE):
        return unclear(*heard.within(missing), runner_up="sync_button_missing")
    if heard.has("fail", "percent") and (heard.find(_BUTTON_THERE) or not heard.has("button", "pull")):
        return unclear(*heard.because(*FAILING), runner_up="sync_fails")
    return Reading("sync_button_missing", heard.within(missing))


def _adding(heard: Utterance) -> tuple[str, ...]:
    for adding in _ADDING:
        match = heard.find(adding)
        if match and heard.has("role", "account", "manage"):
            return heard.within(match)
    bare = None if heard.has("already", "notyet", "not") else heard.find(_ADDING_BARE)
    return heard.within(bare) if bare else ()


def _about_sync(heard: Utterance, person: tuple[str, ...]) -> Reading:
    fails = () if heard.has("success") and not heard.has("fail", "not", "notyet") else heard.because(*FAILING)
    there = heard.has("sync") or heard.find(_BUTTON_THERE) is not None
    if fails and (there or (heard.has("server") and heard.has("fail", "slow", "not"))):
        return Reading("sync_fails", fails)
    halted = heard.find(_NOT_RUNNING) or heard.find(_RED) or heard.find(_ANEW)
    if halted or (heard.has("server") and heard.has("not")):
        return Reading("sync_fails", heard.within(halted) if halted else heard.because("server", "not"))
    if person:
        return Reading("human", person)
    return unclear(
        *heard.because("sync", "pull"), runner_up="sync_fails" if heard.has("sync", "server") else None
    )


def _small(heard: Utterance) -> Reading:
    """A greeting, thanks, or something that is about nothing we know."""
    if heard.has("thanks"):
        return (
            Reading("thanks", heard.because("thanks"))
            if not heard.has("not", "how", "vanish") or (heard.find(_THANKS_FIRST) and not heard.has(*_OURS))
            else unclear()
        )
    if not heard.words:
        return Reading("greeting") if heard.addressed else unclear()
    if heard.find(_WANTS_TO_ASK):
        return Reading("greeting", heard.because("leave", "ask", "someone"))
    if heard.has("greeting", "leave") and all(word.means in _LIGHT for word in heard.words):
        strange = sum(word.means == "w" for word in heard.words)
        return Reading("greeting", heard.because("greeting", "leave")) if strange < 4 else unclear()
    return _about_something_else(heard)


def _about_something_else(heard: Utterance) -> Reading:
    """A question or a story of which no word is ours is about another subject; a few strange words are not enough."""
    strange = tuple(word.written for word in heard.words if word.means in _STRANGE)
    asks = heard.has(*ASKS)
    if not heard.has(*_OURS) and len(strange) >= (2 if asks else 4):
        return Reading("other", strange)
    return unclear(*strange)
