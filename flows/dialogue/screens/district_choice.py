"""The choosing of a district: at its question and in the panels that lie over any other position.

Which districts there are is known only while the bot runs, so that what is offered is made of the directory.
"""

from flows.dialogue.dates import Zone
from flows.dialogue.districts.directory import Directory
from flows.dialogue.districts.district import District
from flows.dialogue.level import PROVINCIAL
from flows.dialogue.machine.events import Surroundings
from flows.dialogue.machine.questions import NO_DISTRICT
from flows.dialogue.machine.replay import Position, replay
from flows.dialogue.machine.session import Record
from flows.dialogue.screens.keyboard import FOOT, Rows, nav
from flows.view import Choice, Line, View

CHOOSING = "district"
"""The panel; `district:<province>` lists what lies within one, `found:<code>,<code>` what a typed name may mean."""
_WITHIN, _FOUND = f"{CHOOSING}:", "found:"
AT_ONCE = 12
"""So many are listed without going by provinces."""
MOST = 50
"""So many are listed at all; of more the name is typed."""


def is_choosing(panel: str | None) -> bool:
    """Whether `panel` is one in which a district is chosen."""
    return panel is not None and (panel == CHOOSING or panel.startswith((_WITHIN, _FOUND)))


def is_nested(panel: str | None) -> bool:
    """Whether `panel` came out of another list."""
    return is_choosing(panel) and panel != CHOOSING


def within(province: str) -> str:
    """The panel of one province."""
    return _WITHIN + province


def found(districts: tuple[District, ...]) -> str:
    """The panel of those that a typed name may mean."""
    return _FOUND + ",".join(district.code for district in districts)


def passes_by(position: Position, here: Surroundings) -> bool:
    """Whether the question that stands at `position` need not be asked."""
    return _unasked(position, here) is not None


def passed_by(
    records: tuple[Record, ...], position: Position, here: Surroundings
) -> tuple[tuple[Record, ...], Position]:
    """Records and position past a question of the district, the zone or the school that need not be asked: it answers itself."""
    answer = _unasked(position, here)
    if answer is None:
        return records, position
    told = Record(subject=answer[0], choice=answer[1], at=here.now, round=position.standing.round)
    return (*records, told), replay((*records, told))


def _unasked(position: Position, here: Surroundings) -> tuple[str, str] | None:
    """The answer that need not be asked for: the remembered district, that there is none to choose from, or its zone."""
    zone = zone_of(here)
    if position.state == "ask_zone":
        return ("zone", zone) if zone else None
    if position.state == "ask_npsn" or (
        position.state == "ask_level" and "npsn" not in position.standing.settled  # the desk gets it as well
    ):
        return ("npsn", here.schools[0]) if len(here.schools) == 1 else None
    if position.state != "ask_district":
        return None
    level = position.standing.level
    if here.district and here.directory.fits(here.district, level):
        return CHOOSING, here.district
    fitting = any(here.directory.fits(district.code, level) for district in here.directory.districts)
    return None if fitting else (CHOOSING, NO_DISTRICT)


def zone_of(here: Surroundings) -> Zone | None:
    """The zone of the person's district, as far as that is remembered."""
    district = here.directory.get(here.district or "")
    return district.zone if district else None


def exactly(text: str, position: Position, here: Surroundings) -> District | None:
    """The district that is named in full."""
    return here.directory.exact(text, _level(here.directory, position.standing.level))


def like(text: str, position: Position, here: Surroundings) -> tuple[District, ...]:
    """The districts that a typed name may mean, the likeliest first."""
    return here.directory.search(text, _level(here.directory, position.standing.level))


def _level(directory: Directory, level: str) -> str:
    """The level of school to look for districts with: where there are provinces only, those are meant."""
    if level in PROVINCIAL or any(district.level == "kabkota" for district in directory.districts):
        return level
    return "sma"


def chosen(position: Position, here: Surroundings) -> str | None:
    """The district that holds now: this case's own, else the person's."""
    return position.standing.district or here.district


def noted(code: str, directory: Directory) -> Line:
    """Notice that a district has been chosen."""
    if code == NO_DISTRICT:
        return Line("notice.district_none")
    district = directory.get(code)
    if district and district.bot and not district.linked:
        return Line("notice.district_bot", {"name": district.name, "bot": district.bot})
    return Line("notice.district", {"name": named(code, directory)})


def named(code: str, directory: Directory) -> Line:
    """A district in words, also one that is no longer in the directory."""
    if code == NO_DISTRICT:
        return Line("ask.district.none")
    district = directory.get(code)
    return Line("ask.district.name", {"name": district.name if district else code})


def question(position: Position, here: Surroundings) -> View:
    """The screen of the question itself."""
    lines, rows = _offered(here.directory, position.standing.level)
    return View(lines, (*rows, (_NONE,), *FOOT))


def panel(kind: str, position: Position, here: Surroundings) -> View:
    """The panel `kind`, which must be one of those for choosing."""
    directory, standing = here.directory, position.standing
    if kind.startswith(_WITHIN):
        province = kind.removeprefix(_WITHIN)
        lines: tuple[Line, ...] = (
            Line("ask.district.within", {"name": named(province, directory)}),
            _TYPE,
        )
        rows = _answers(directory.within(province))
    elif kind.startswith(_FOUND):
        codes = kind.removeprefix(_FOUND).split(",")
        lines = (Line("ask.district.found"),)
        rows = _answers(tuple(district for code in codes if (district := directory.get(code))), most=1)
    else:
        lines, rows = _offered(directory, standing.level)
        now = chosen(position, here)
        if now and directory.get(now):
            lines = (Line("ask.district.now", {"name": named(now, directory)}), *lines)
    answers = position.state == "ask_district" or (standing.district and rows)
    none = ((_NONE,),) if answers else ()
    back = (nav("back"),) if is_nested(kind) else ()
    return View(lines, (*rows, *none, (*back, nav("close"))))


_NONE = Choice("district", NO_DISTRICT, Line("ask.district.none"))
_TYPE = Line("ask.district.type")


def _offered(directory: Directory, level: str) -> tuple[tuple[Line, ...], Rows]:
    """Lines and buttons of the first list: the districts themselves where they are few, else their provinces."""
    provinces, below = _sorted(directory)
    if level in PROVINCIAL or not below:
        if not provinces:
            return (Line("ask.district.empty"),), ()
        return (Line("ask.district.text_province"), _TYPE), _answers(provinces)
    if len(below) <= AT_ONCE:
        return (Line("ask.district.text"), _TYPE), _answers(below)
    parents = {district.parent for district in below}
    above = tuple(province for province in provinces if province.code in parents)
    codes = {province.code for province in above}
    loose = tuple(district for district in below if district.parent not in codes)
    by_province = [Choice("nav", f"prov_{at.code}", named(at.code, directory)) for at in above[:MOST]]
    rows = (*_rows(by_province), *_answers(loose[: MOST - len(by_province)]))
    return (Line("ask.district.text"), Line("ask.district.by_province")), rows


def _sorted(directory: Directory) -> tuple[tuple[District, ...], tuple[District, ...]]:
    below = [district for district in directory.districts if district.level == "kabkota"]
    return directory.provinces(), tuple(sorted(below, key=lambda district: district.name.casefold()))


def _answers(districts: tuple[District, ...], most: int | None = None) -> Rows:
    buttons = [
        Choice(CHOOSING, district.code, Line("ask.district.name", {"name": district.name}))
        for district in districts[:MOST]
    ]
    return _rows(buttons, most)


def _rows(buttons: list[Choice], most: int | None = None) -> Rows:
    """Rows of `buttons`: one below the other where they are few, so that long names can be read; else two in a row."""
    most = most or (1 if len(buttons) <= AT_ONCE else 2)
    return tuple(tuple(buttons[place : place + most]) for place in range(0, len(buttons), most))
