"""The rules written down a second time, as tables to be checked by eye; the tests compare the two.

Nothing of the rules themselves is imported, so a slip in one is not a slip in the other. Every row and every column
is written out: `blocked` and `not_required` are stated, not implied.
"""

from collections.abc import Mapping

Grid = dict[tuple[str, str], str]


def grid(table: str) -> Grid:
    """(row, column) -> cell, of a table whose first line names the columns."""
    head, *rows = (line.split() for line in table.strip().splitlines())
    cells = {
        (name, column): cell
        for name, *found in rows
        for column, cell in zip(head, found, strict=True)  # a ragged row is a slip
    }
    assert len(cells) == len(head) * len(rows) > 0
    return cells


LEADER_RECORDED: Grid = grid("""
                 R1
    definitif    met
    plt          met
    none         unmet
    unknown      unknown
""")

PTK_TYPE: Grid = grid("""
                 kepala_sekolah  guru      other     unknown
    definitif    met             unmet     unmet     unknown
    plt          met             met       unmet     unknown
    none         blocked         blocked   blocked   blocked
    unknown      met             unknown   unmet     unknown
""")

INDUK: Grid = grid("""
                 induk           non_induk      unknown
    definitif    met             unmet          unknown
    plt          not_required    not_required   not_required
    none         blocked         blocked        blocked
    unknown      unknown         unknown        unknown
""")

DUTY: Grid = grid("""
                 kepala_sekolah  plt       none      unknown
    definitif    met             unmet     unmet     unknown
    plt          unmet           met       unmet     unknown
    none         blocked         blocked   blocked   blocked
    unknown      unknown         unknown   unmet     unknown
""")

PULLED: Grid = grid("""
                       some_unmet  some_unknown  all_fine
    yes/yes            unmet       unknown       met
    yes/no             unmet       unmet         unmet
    yes/unknown        unmet       unknown       unknown
    no/yes             unmet       unknown       not_required
    no/no              unmet       unknown       not_required
    no/unknown         unmet       unknown       not_required
    unknown/yes        unmet       unknown       met
    unknown/no         unmet       unknown       unknown
    unknown/unknown    unmet       unknown       unknown
""")
"""Row: dinas_changed/pulled_after; column: how R2, R3 and R4 stand."""

ONE_ACCOUNT: Grid = grid("""
                 R6
    0            unmet
    1            met
    2+           unmet
    unknown      unknown
""")

ROLE: Grid = grid("""
                 yes       no        unknown
    0            blocked   blocked   blocked
    1            met       unmet     unknown
    2+           met       unmet     unknown
    unknown      met       unmet     unknown
""")
"""Row: accounts; column: role_ks."""

LOGIN: Grid = grid("""
                           yes       no        unknown
    ks_account_ks_role     met       unknown   met
    ks_account_other_role  unmet     unmet     unmet
    operator               unmet     unmet     unmet
    other                  unmet     unmet     unmet
    unknown                unknown   unknown   unknown
""")
"""Row: login; column: role_ks. With no account at all, R8 is blocked."""

VALID: Grid = grid("""
                 R9
    0            met
    1            unmet
    3            unmet
    250          unmet
    unknown      unknown
""")

REFRESHED: Grid = grid("""
                 some_unmet  some_unknown  all_fine
    yes          unmet       unknown       met
    no           unmet       unmet         unmet
    unknown      unmet       unknown       unknown
""")
"""Column: how R1 to R9 stand."""

LEADER_DUTY: Grid = grid("""
                 kepala_sekolah  plt   none  unknown
    definitif    -               !     -     -
    plt          !               -     -     -
    none         -               -     -     -
    unknown      -               -     -     -
""")

LOGIN_ROLE: Grid = grid("""
                           yes   no   unknown
    ks_account_ks_role     -     !    -
    ks_account_other_role  -     -    -
    operator               -     -    -
    other                  -     -    -
    unknown                -     -    -
""")

KEYS = ("R1", "R2", "R3", "R4", "R5", "R6", "R7", "R8", "R9", "R10")

BEFORE_DINAS = ("R8",)
FOR_DINAS = ("R1", "R2", "R3", "R4", "R6")
AFTERWARDS = ("R5", "R6", "R7", "R8", "R9", "R10")


def standing_of(statuses: tuple[str, ...]) -> str:
    """The column of `PULLED` and `REFRESHED` for the requirements that they rest on."""
    if "unmet" in statuses:
        return "some_unmet"
    return "some_unknown" if "unknown" in statuses else "all_fine"


def plan(requirements: Mapping[str, str], accounts: str) -> tuple[str, ...]:
    """The unmet requirements by walking the order of action from its beginning to its end."""
    unmet = {key for key in KEYS if requirements[key] == "unmet"}
    steps: list[str] = []
    if "R7" not in unmet:
        steps += BEFORE_DINAS
    steps += [key for key in FOR_DINAS if key != "R6" or accounts == "2+"]
    steps += AFTERWARDS
    walked: list[str] = []
    for key in steps:
        if key in unmet and key not in walked:
            walked.append(key)
    return tuple(walked)


def verdicts_that_fit(requirements: Mapping[str, str], accounts: str, button_now: str) -> list[str]:
    """Every row of the table of verdicts whose condition holds, in the order of the table."""
    statuses = set(requirements.values())
    open_for_dinas = [key for key in ("R1", "R2", "R3", "R4") if requirements[key] == "unmet"]
    nothing_left = "unmet" not in statuses and "unknown" not in statuses
    rows = (
        ("waiting_dinas", bool(open_for_dinas) or (requirements["R6"] == "unmet" and accounts == "2+")),
        ("handover", requirements["R6"] == "unmet" and accounts == "0"),
        ("school_action", "unmet" in statuses),
        ("need_info", "unmet" not in statuses and "unknown" in statuses),
        ("handover", nothing_left and button_now == "still_missing"),
        ("check_button", nothing_left and button_now == "unknown"),
    )
    return [verdict for verdict, fits in rows if fits]
