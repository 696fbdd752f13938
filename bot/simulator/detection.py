"""The entities that the server finds by itself in a plain text: addresses, mentions, hashtags, commands, phone numbers.

Much of it as in tdlib's MessageEntity.cpp, whose list of top-level domains is longer.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Any

from bot.simulator.entities import length, ordered

_COUNTRIES = (
    "ac ad ae af ag ai al am ao aq ar as at au aw ax az ba bb bd be bf bg bh bi bj bm bn bo br bs bt bv bw by bz ca cc cd "
    "cf cg ch ci ck cl cm cn co cr cu cv cw cx cy cz de dj dk dm do dz ec ee eg er es et eu fi fj fk fm fo fr ga gb gd ge "
    "gf gg gh gi gl gm gn gp gq gr gs gt gu gw gy hk hm hn hr ht hu id ie il im in io iq ir is it je jm jo jp ke kg kh ki "
    "km kn kp kr kw ky kz la lb lc li lk lr ls lt lu lv ly ma mc md me mg mh mk ml mm mn mo mp mq mr ms mt mu mv mw mx my "
    "mz na nc ne nf ng ni nl no np nr nu nz om pa pe pf pg ph pk pl pm pn pr ps pt pw py qa re ro rs ru rw sa sb sc sd se "
    "sg sh si sj sk sl sm sn so sr ss st su sv sx sy sz tc td tf tg th tj tk tl tm tn to tr tt tv tw tz ua ug uk us uy uz "
    "va vc ve vg vi vn vu wf ws ye yt za zm zw"
)
_OTHERS = "com org net edu gov mil int info biz name pro asia app dev blog cloud online shop site store tech xyz sch"
_TOP = "|".join(sorted((_COUNTRIES + " " + _OTHERS).split(), key=len, reverse=True))
_DOMAIN = rf"(?:[\w](?:[\w-]*[\w])?\.)+(?:{_TOP})(?![\w-])"
_TAIL = r"(?::\d{1,5})?(?:[/?#][^\s<>\"]*)?"
_PATTERNS = (
    ("email", re.compile(rf"(?<![\w.+-])[\w.+-]{{1,64}}@{_DOMAIN}", re.IGNORECASE)),
    (
        "url",
        re.compile(rf"(?<![\w@/.:-])(?:(?:https?|ftp|tg|ton)://[^\s<>\"]+|{_DOMAIN}{_TAIL})", re.IGNORECASE),
    ),
    ("bot_command", re.compile(r"(?<![\w/<>])/[A-Za-z0-9_]{1,64}(?:@[A-Za-z0-9_]{3,32})?(?![\w/])")),
    ("mention", re.compile(r"(?<![\w@/.])@[A-Za-z][A-Za-z0-9_]{3,31}(?![\w@])")),
    ("hashtag", re.compile(r"(?<![\w#&/.])#(?=\w*[^\W\d_])\w{1,256}")),
    ("cashtag", re.compile(r"(?<![\w$])\$[A-Z]{1,8}(?![\w$])")),
    ("phone_number", re.compile(r"(?<![\w+])\+\d(?:[ ()-]{0,2}\d){6,14}(?!\w)")),
)
_AFTER = ".,:;!?'\")]}»"
_KEPT_WHOLE = frozenset(
    {"code", "pre", "text_link", "text_mention", "url", "mention", "hashtag", "bot_command", "email"}
)
"""Nothing is found inside of these."""


def with_found(plain: str, entities: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """The entities of a text, those of its writer and those that are found beside them."""
    taken = [_span(entity) for entity in entities if entity["type"] in _KEPT_WHOLE]
    found = list(_found(plain, taken))
    return ordered([*entities, *found])


def _found(plain: str, taken: list[tuple[int, int]]) -> Iterator[dict[str, Any]]:
    for kind, pattern in _PATTERNS:
        for match in pattern.finditer(plain):
            words = match[0].rstrip(_AFTER) if kind == "url" else match[0]
            first = length(plain[: match.start()])
            span = (first, first + length(words))
            if all(span[1] <= begin or end <= span[0] for begin, end in taken):
                taken.append(span)
                yield {"type": kind, "offset": first, "length": span[1] - first}


def _span(entity: dict[str, Any]) -> tuple[int, int]:
    return entity["offset"], entity["offset"] + entity["length"]
