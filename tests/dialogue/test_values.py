"""A value that is kept refuses a name that it has not and a type that is not the field's, made or changed.

The comments for mypy are part of the test: were one of these lines right for mypy, it would call the comment needless.
"""

from dataclasses import replace

import pytest
from pydantic import ValidationError

from flows.dialogue.machine.session import SESSION_JSON, Record
from tests.dialogue.walking import NOON, SESSION, session_after

RECORD = Record("symptom", "other", NOON)


def test_a_change_of_a_case_is_checked() -> None:
    assert replace(SESSION, seq=7, zone="WIT").seq == 7
    with pytest.raises(ValidationError, match="reminds_at"):
        replace(SESSION, reminds_at=NOON)  # type: ignore[call-arg]
    with pytest.raises(ValidationError, match="valid integer"):
        replace(SESSION, seq="7")  # type: ignore[arg-type]
    with pytest.raises(ValidationError, match="'WIB', 'WITA' or 'WIT'"):
        replace(SESSION, zone="WIX")  # type: ignore[arg-type]
    with pytest.raises(ValidationError, match="valid tuple"):
        replace(SESSION, records=[RECORD])  # type: ignore[arg-type]
    with pytest.raises(ValidationError, match="instance of Record"):
        replace(SESSION, records=("symptom",))  # type: ignore[arg-type]


def test_a_record_is_checked() -> None:
    with pytest.raises(ValidationError, match="valid string"):
        Record("symptom", 3, NOON)  # type: ignore[arg-type]
    with pytest.raises(ValidationError, match="turn"):
        replace(RECORD, turn=1)  # type: ignore[call-arg]


def test_a_case_is_written_and_read_as_json() -> None:
    session = session_after(("symptom", "button_missing"), ("login", "unknown"))
    assert SESSION_JSON.read(SESSION_JSON.write(session)) == session


def test_what_another_version_has_added_is_passed_over() -> None:
    newer = SESSION_JSON.write(session_after(("symptom", "button_missing")))
    newer = newer.replace('"seq":', '"mood":"good","seq":').replace('"round":', '"by":[1],"round":')
    assert newer.count("mood") == newer.count('"by"') == 1
    assert SESSION_JSON.read(newer) == session_after(("symptom", "button_missing"))
