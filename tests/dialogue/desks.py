"""Districts and help desks to try the dialogue with, and what is done to a case there."""

from dataclasses import replace

from flows.dialogue.districts.directory import Directory
from flows.dialogue.districts.district import District
from flows.dialogue.machine.effects import Remember, ToDesk
from flows.dialogue.machine.events import AtDesk, Chose, Event, Surroundings
from flows.dialogue.machine.session import Session
from flows.dialogue.turn.engine import Turn, advance, begin
from tests.dialogue.walking import NOON, Told, session_after

JABAR = District("32", "Jawa Barat", "provinsi", None, "WIB", linked=True)
BALI = District("51", "Bali", "provinsi", None, "WITA", linked=False)
BANDUNG = District("3204", "Kabupaten Bandung", "kabkota", "32", "WIB", linked=True)
KOTA = District("3273", "Kota Bandung", "kabkota", "32", "WIB", linked=False)
BADUNG = District("5103", "Kabupaten Badung", "kabkota", "51", "WITA", linked=True)
LOOSE = District("contoh", "Kabupaten Contoh", "kabkota", None, "WIB", linked=False)

EMPTY = Directory()
ONE = Directory((BANDUNG,))
FEW = Directory((JABAR, BALI, BANDUNG, KOTA, BADUNG, LOOSE))
PROVINCES = Directory((JABAR, BALI))
MANY = Directory(
    (
        *(
            District(f"p{number}", f"Provinsi {number:02}", "provinsi", None, "WIB", linked=number % 2 == 0)
            for number in range(38)
        ),
        *(
            District(
                f"k{number}", f"Kabupaten {number:03}", "kabkota", f"p{number % 37}", "WIT", linked=False
            )
            for number in range(510)
        ),
        *(
            District(f"l{number}", f"Kota {number}", "kabkota", None, "WITA", linked=True)
            for number in range(4)
        ),
    )
)
"""As many as there are in the country; one province has none, and some districts have no province."""
DIRECTORIES = {"none": EMPTY, "one": ONE, "few": FEW, "provinces": PROVINCES, "many": MANY}

OPEN = AtDesk("open", BANDUNG.name, NOON, hours="08.00-15.30 WIB")
TAKEN = replace(OPEN, state="taken")
SILENT = replace(TAKEN, silent=True, next=JABAR.name)
ENDED = replace(OPEN, line=False)
ASKS = replace(TAKEN, answered=True, asked="accounts")
CLOSED = replace(OPEN, state="closed", reason="data_mended")
DESKS = {
    "open": OPEN,
    "taken": TAKEN,
    "answered": replace(TAKEN, answered=True),
    "asks": ASKS,
    "silent": SILENT,
    "nobody above": replace(SILENT, next=None),
    "silent, nobody's": replace(SILENT, state="open"),
    "ended": ENDED,
    "closed": CLOSED,
    "closed for no reason": replace(CLOSED, reason=None),
    "left": replace(CLOSED, reason="left"),
    "gone": replace(CLOSED, reason="lost", gone=True, district=KOTA.code, level="smk"),
}

HANDED: tuple[Told, ...] = (
    ("symptom", "button_missing"),
    ("login", "ks_account_ks_role"),
    ("invalid", "0"),
    ("button_now", "still_missing"),
    ("leader", "definitif"),
    ("nav", "human"),
    ("level", "sd"),
    ("district", "3204"),
)

WAITING: tuple[Told, ...] = (
    *HANDED[:5],
    ("ptk_type", "guru"),
    ("induk", "induk"),
    ("duty", "none"),
    ("accounts", "1"),
    ("npsn", "skip"),
    ("dinas.1", "done"),
)


def handed_over(*told: Told) -> Session:
    """A case that the district's desk has."""
    return session_after(*HANDED, *told)


def at(desk: AtDesk | None = OPEN, directory: Directory = FEW, district: str | None = "3204") -> Surroundings:
    return Surroundings(NOON, directory=directory, district=district, desk=desk)


def here(directory: Directory, district: str | None = None) -> Surroundings:
    """For a person without a case at a desk."""
    return Surroundings(NOON, directory=directory, district=district)


def tap(session: Session, subject: str, choice: str, here: Surroundings) -> Turn:
    """A button of the present screen: refuses one that is not there."""
    turn = advance(session, Chose(session.case, session.seq, subject, choice), here)
    assert not turn.stale, f"no button {subject}:{choice}"
    return turn


def told(here: Surroundings, *events: Event | Told) -> Turn:
    """What a new case comes to: told answers are tapped. What is to be remembered is."""
    turn = Turn(begin(7, 1, NOON), None)  # type: ignore[arg-type]  # replaced by the first event
    for event in events:
        if isinstance(event, tuple):
            turn = tap(turn.session, *event, here)
        else:
            turn = advance(turn.session, event, here)
        for effect in turn.effects:
            if isinstance(effect, Remember):
                here = replace(here, district=effect.district)
    return turn


def keys(turn: Turn) -> list[str]:
    return [line.key for line in turn.view.lines]


def buttons(turn: Turn) -> list[Told]:
    return [(button.subject, button.choice) for row in turn.view.rows for button in row]


def is_relayed(session: Session, event: Event, desk: AtDesk = OPEN) -> bool:
    """Whether the bot keeps still and passes it on. Then nothing at all has changed."""
    turn = advance(session, event, at(desk))
    if turn.effects != (ToDesk("relay"),):
        assert not turn.quiet
        return False
    assert turn.quiet
    assert turn.session == session
    assert turn.toast is None
    return True
