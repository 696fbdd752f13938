"""Reading how a step went (`step`)."""

import re

from flows.reading.doubt import asked_back, not_sure, not_understood
from flows.reading.half_done import outright, part_way
from flows.reading.intents import as_before
from flows.reading.reading import UNKNOWN, Reading, unclear
from flows.reading.utterance import Utterance, pattern

_APPEARED = pattern(
    "sync (already |w )*run |can (, )?already sync |sync (already |now )*can |success sync |(button|sync|already|praise|hmm|now|pull|yes) (w |button |sync |already |can )*(appear|exist|success) |"
    "(appear|success|exist) (w |already |also |now )*(button|sync) |can (w |already )*sync |(button|sync) (_ ){0,3}back |^(w )*appear (now |already )?(w )?(, |thanks |praise )*$|^success "
)
_NOT_APPEARED = pattern(
    "(not|notyet|isnt) (w |can |also |exist |already |want |become )*(appear|success|sync|change|valid) |(not|notyet|tak) (w )?can (w |also )*(click|open|do|add|pull|login|appoint|check) |"
    "(not|notyet) (w |also |already )*exist (w |is )*(button|sync|manage|role|change|account|pull|w|what) |"
    "(button|sync|manage|role|account|add|pull) (w |also |still |add |ks |role )*(not|notyet) (can |exist |appear |w )|"
    "only pull |appear (w |is |only |just )*pull |, (is |appear |w )*(still|only|just) (is )?pull |but (_ )*(still|only) (_ )?pull |but (?!(w )*(ks|dinas|operator|person) )(_ )*(not|notyet|empty) (exist |any |w )*(, )*$|(not|notyet) can |vanish |fail |same |(?<!not )(?<!notyet )(appear|exist) (w )?(message|fail) (?!success )|(button|sync) not (w )*$|button sync notyet (w )*$|(?<!not exist )message (w |is )*(mistake|wrong|fail|not) "
)
_TRIED = pattern("already |finish |do |but |although |same |ok ")
_SYNCED = pattern("already (w )?sync |already can (, )*$")
"""The step may have been to sync, or the button is back: either."""
_PICTURE = pattern("want (w )?picture ")
_ON = pattern("^(ok|clean) (_ )*then (w )?(, )*$")
"""'oke, terus apa lagi': the person wants the next step."""
_NOT_BEGUN = pattern("^notyet (w )*, (?!but )")
"""'belum, jaringannya putus': what follows is only why."""
_LATE = pattern("later (_ )*already (w )*(, )*$")
"""'besok saja, sekarang sudah malam'."""
_GLAD = pattern("praise (w |, |already |now )*can (w |already |now )*(, )?$")
"""'alhamdulillah bisa'."""
_NOT_GONE = pattern("(not|isnt) (w )*vanish ")
_OBJECTS = frozenset(
    {"pull", "login", "click", "add", "role", "validate", "account", "repair", "open", "do", "change"}
)
"""What succeeded, where it is not the button: 'tarik datanya berhasil' is a step that is done."""
_BACK_AGAIN = pattern(
    "vanish (_ )*(, |but |now )(_ )*((appear|exist) (w |already )*(button|sync)|(button|sync) (w |already )*(appear|exist)) "
)
"""'dari kemarin hilang, tadi pagi balik lagi tombolnya'."""
_WAITS_FOR = pattern("^(want|later|wait) (_ )*but (w )*(ks|dinas|operator|person) (_ )*(not|notyet) ")
"""'mau coba, tapi kepseknya gak ada'."""
_ROLE_APPEARED = pattern("(role|account|add|ks) (w |ks |already |now |is )*(appear|exist) ")
"""'perannya udah muncul di daftar': what was added is there; of the button it says nothing."""
_NEXT_NOT_DONE = pattern(
    "(already|finish) (_ )*(, |but )(but |w |button |sync )*notyet (w )*(open|check|click|do|pull|login|add) "
)
"""'udah login ulang, belum buka menunya': either."""
_AT_LAST = pattern(
    "but (w |now |how )*(already|finish|become) (?!(_ )*(not|notyet|fail|same|vanish|but|want|later|wait) )"
)
"""'lama loadingnya tapi beres juga'."""
_AGAIN = pattern("back ")
_NO_EFFECT = pattern(
    "(already|do) (_ )*(, |but |only )(_ ){0,2}w (not exist|and w|same|number) (w )*(, )*$|(, |but |only )(still |only |w ){1,2}pull (just |w |is |doing |pull )*(, )*$|but (w |open |already )*(_ )?back (w|past) "
)
"""'sudah dicoba, hasilnya nihil'."""
_THE_OTHER_NOT = pattern(
    "^(_ ){0,4}(already|finish) (_ ){0,4}(, |but )(_ ){0,4}(login redo |do |click |left |otherunit |number |w |add |appoint |login )(w )*notyet (because (_ )*|w |click |do |any )*(, )*$"
)
"""'logout sudah, login ulangnya yang belum'."""
_WHICH = pattern(
    "(w|click|pull|is|account|app|operator|oldone|past) (or|what) (w|click|pull|login|app|account|oldone|newly) "
)
"""'yang kiri apa yang kanan'."""
_NOT_OF_IT = frozenset(
    {"appear", "button", "sync", "not", "notyet", "but", "later", "supposed", "if", "vanish"}
)
_WAITING = frozenset({"wait", "later", "doing"})


def step(heard: Utterance) -> Reading:
    """done, not_yet, stuck, help, back, resolved or unknown."""
    plain = outright(heard)
    if plain is not None:
        return plain
    unsure = not_sure(heard) or heard.because("maybe")
    if unsure:
        return _doubted(heard, unsure)
    beside = _beside_the_button(heard)
    if beside is not None:
        return beside
    stuck = _without_effect(heard)
    half = part_way(heard, stuck=stuck is not None)
    if half is not None:
        return half
    asked = _asked(heard)
    if stuck and not (heard.has(*_WAITING) and heard.find(pattern("^(notyet|later|wait|doing) "))):
        if asked and not heard.has("already", "same", "but", "fail"):
            sought = heard.has("where") and not heard.has("sync")
            return Reading("help", asked) if sought else unclear(*asked, runner_up="stuck")
        return _stuck(heard, heard.within(stuck))
    appeared = None if stuck or asked else _appeared(heard)
    if appeared:
        return appeared
    if asked and heard.has("hmm"):
        return unclear(*asked, runner_up="help")
    if asked and not heard.has("already", "finish", "notyet"):
        return Reading("help", asked)
    return _progress(heard)


def _without_effect(heard: Utterance) -> re.Match[str] | None:
    """The words by which the step changed nothing, or could not be done; None where none say so."""
    shown = None if heard.find(_PICTURE) or heard.find(_NOT_GONE) else heard.find(_NOT_APPEARED)
    if shown is None and as_before(heard) and not heard.asks:
        shown = heard.find(_AGAIN)
    return shown or (None if heard.asks or heard.has("later", "notyet") else heard.find(_NO_EFFECT))


def _beside_the_button(heard: Utterance) -> Reading | None:
    """The reading of what says nothing of the button: a role that is there, a next step that is not begun."""
    there = heard.find(_ROLE_APPEARED)
    if there and not heard.has(
        "button", "sync", "not", "notyet", "fail", "but", "vanish", "?", "later", "if"
    ):
        return Reading("done", heard.within(there))
    again = heard.find(_BACK_AGAIN)
    if again and not heard.has("not", "notyet", "?"):
        return Reading("resolved", heard.within(again))
    waits = heard.find(_WAITS_FOR)
    if waits:
        return Reading("not_yet", heard.within(waits))
    either = heard.find(_NEXT_NOT_DONE)
    if either and not heard.asks:
        return unclear(*heard.within(either), offers=("done", "not_yet"))
    return None


def _doubted(heard: Utterance, unsure: tuple[str, ...]) -> Reading:
    """The reading of a reply in doubt; not to know how is the wish for help."""
    if not_understood(heard):
        return Reading("help", unsure)
    if heard.find(pattern("(how|where|meaning) (_ )*(not|notyet|dontknow|confused|forget) ")):
        return Reading("help", heard.because("how", "where", "meaning"))
    if heard.has("meaning") and heard.has("want", "otherunit"):
        return Reading("help", heard.because("meaning", "want"))
    if heard.find(pattern("(how|where|meaning) ")) and not heard.has("maybe"):
        return unclear(*unsure, runner_up="help")
    return Reading(UNKNOWN, unsure)


def _appeared(heard: Utterance) -> Reading | None:
    """The button is back; where only 'sudah ada' says so, it is asked what is there."""
    match = heard.find(_APPEARED)
    if heard.has("success") and heard.has(*_OBJECTS) and not heard.has(*_NOT_OF_IT):
        return Reading("done", heard.because("success", *_OBJECTS))
    if heard.find(_NOT_GONE) and heard.has("button", "sync"):
        return Reading("resolved", heard.because("not", "isnt", "vanish", "button", "sync"))
    match = match or heard.find(_GLAD)
    if match is None or heard.has("notyet", "message", "later", "supposed", "if"):
        return None
    if heard.topics:  # 'sinkron e-Rapor sudah berhasil'
        return unclear(*heard.within(match), runner_up="resolved")
    if heard.has("not") and not heard.find(_NOT_GONE):
        return None
    if not heard.has("appear", "button", "sync", "success", "run") and not heard.find(_GLAD):
        return unclear(*heard.within(match), runner_up="resolved")
    return Reading("resolved", heard.within(match))


def _asked(heard: Utterance) -> tuple[str, ...]:
    return (
        asked_back(heard) or heard.because("picture", "why")
        if not heard.find(pattern("^(already|ok|finish) (_ )*(then|, )"))
        else ()
    )


def _stuck(heard: Utterance, because: tuple[str, ...]) -> Reading:
    """'belum bisa' alone may also be 'not yet', and 'belum, ...' is."""
    if heard.find(_NOT_BEGUN):
        return Reading("not_yet", heard.because("notyet"))
    if (
        heard.find(pattern("notyet can "))
        and not heard.find(_TRIED)
        and not heard.has("button", "sync", "appear", "click")
    ):
        return unclear(*because, runner_up="stuck")
    return Reading("stuck", because)


def _progress(heard: Utterance) -> Reading:
    """The reading done or not yet: the last state, unless something is still under way."""
    if heard.has("notyet", "no") or (heard.has("not") and heard.find(pattern("not (w )?(, )*$"))):
        if heard.find(_THE_OTHER_NOT) and not heard.has("button", "sync", "same", "dinas"):
            return Reading("not_yet", heard.because("notyet"))
        if heard.find(pattern("(already|finish|do|ok) (_ )*(but )?(_ )*notyet ")) and not heard.find(
            pattern("notyet (do|w|unwilling|already)")
        ):
            return unclear(*heard.because("already", "notyet"), runner_up="stuck")
        return Reading("not_yet", heard.because("notyet", "no", "not"))
    if (heard.has(*_WAITING) and not heard.has("already", "finish")) or heard.find(_LATE):
        return Reading("not_yet", heard.because(*_WAITING))
    if heard.has("already", "finish") or (heard.has("yes") and not heard.has("not")):
        return _finished(heard)
    if heard.line == "click " and heard.words[0].written.startswith(("ter", "ke")):
        return Reading("done", heard.because("click"))  # 'tersimpan'
    going_on = heard.find(_ON)
    if going_on:
        return Reading("done", heard.within(going_on))
    if heard.has("hmm") or (heard.line.replace("? ", "") in {"", "what "} and heard.line):
        return Reading(UNKNOWN, heard.because("hmm", "what") or ("?",))
    if heard.find(_WHICH) and not heard.has("already", "notyet", "not", "maybe"):
        return Reading("help", heard.because("or", "what"))
    return unclear()


def _finished(heard: Utterance) -> Reading:
    """The reading of what is said to be done, where nothing says that it is not."""
    last = heard.find(_AT_LAST)
    if last:
        return Reading("done", heard.within(last))
    if heard.has("not", "but"):
        return unclear(*heard.because("already", "not", "but"))
    if heard.has(*_WAITING) and not heard.find(pattern("(wait|later|doing) (_ )*(already|finish) ")):
        return (
            Reading("not_yet", heard.because(*_WAITING))
            if not heard.has("already", "do", "finish")
            else Reading("done", heard.because("already", "finish"))
        )
    if heard.find(_SYNCED):
        return unclear(*heard.because("already", "sync"), runner_up="resolved")
    return Reading("done", heard.because("already", "finish", "yes"))
