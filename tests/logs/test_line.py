"""A record as a line."""

import asyncio
import logging

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.operations.log import LineFormatter, loop_trouble, set_up
from bot.operations.log_redaction import HIDDEN, Redactor

TOKEN = "5839201746:AAGk3-secret_Secret0secret1Secret2x"


def line(message: str, *args: object, **extra: object) -> str:
    record = logging.LogRecord("bot.turn", logging.INFO, __file__, 1, message, args, None)
    record.created = 1_795_425_300.1234
    vars(record).update(extra)
    return LineFormatter(Redactor()).format(record)


def test_a_line_is_keys_and_values() -> None:
    assert line("turn done", update=71, chat=-100, kind="tap") == (
        'time=2026-11-23T09:15:00.123+00:00 level=info logger=bot.turn event="turn done" update=71 chat=-100 kind=tap'
    )


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ("a b", '"a b"'),
        ("", '""'),
        ('say "hi"', '"say \\"hi\\""'),
        ("one\ntwo\u2028three", '"one\\ntwo\\u2028three"'),
        ("a=b", '"a=b"'),
        (None, "None"),
        (1.5, "1.5"),
    ],
)
def test_a_value_is_quoted_where_it_must_be(value: object, written: str) -> None:
    assert line("x", value=value).endswith(f" value={written}")


def test_a_field_cannot_pass_itself_off_as_another() -> None:
    assert line("x", **{"a b": 1, "level": "critical", "c=d\n": 2}).endswith(
        "event=x a_b=1 level_=critical c_d_=2"
    )


def test_a_record_that_does_not_fit_is_still_a_line() -> None:
    written = line("%d", "no number")
    assert written.startswith("time=2026-11-23T09:15:00.123+00:00 level=info logger=bot.turn event=")
    assert "a record that cannot be written" in written
    assert "no number" not in written


async def test_a_callbacks_arguments_are_left_out(caplog: pytest.LogCaptureFixture) -> None:
    loop_trouble(
        asyncio.get_running_loop(), {"message": "Exception in callback int('https://api....ecret2x/getMe')"}
    )
    assert caplog.messages == ["trouble in the event loop: Exception in callback int"]


@given(st.text(), st.dictionaries(st.text(min_size=1), st.text(), max_size=3))
def test_any_text_is_one_line(message: str, fields: dict[str, str]) -> None:
    written = line("%s", message, **{f"f{key}": value for key, value in fields.items()})
    assert len(written.splitlines()) == 1
    assert written.isascii()


@given(st.text(max_size=20), st.text(max_size=20))
def test_a_token_is_found_anywhere(before: str, after: str) -> None:
    assert TOKEN not in line("%s", f"{before} {TOKEN}{after}")


def test_no_part_of_a_record_keeps_a_token() -> None:
    """The formatter alone, without the stream behind it."""
    record = logging.LogRecord(
        f"bot.{TOKEN}", logging.INFO, TOKEN, 1, f"a {TOKEN} %s", (TOKEN,), None, sinfo=TOKEN
    )
    vars(record).update({f"key{TOKEN}": 1, "value": {TOKEN: [TOKEN]}})
    try:
        int(TOKEN)
    except ValueError as error:
        record.exc_info = (type(error), error, error.__traceback__)
    formatter = LineFormatter(Redactor())
    written = formatter.format(record)
    record.exc_info, record.exc_text = None, TOKEN
    written += formatter.format(record)
    record.args = (TOKEN, TOKEN)
    written += formatter.format(record)
    assert "AAGk3" not in written
    assert written.count(HIDDEN) >= 16


@pytest.mark.parametrize(
    "text",
    [
        TOKEN,
        f"https://api.telegram.org/bot{TOKEN}/sendMessage",
        f"/bot{TOKEN.replace(':', '%3A')}/getMe",
        f"/bot{TOKEN.replace(':', '%3a')}/getMe",
        f"Bot[token={TOKEN}]",
        f"token={TOKEN.replace(':', '%3A')}&x=1",
        f"https://api.telegram.org/file/bot{TOKEN}/documents/file_1.pdf",
        "/bot5839201746:AAGk3",
    ],
)
def test_a_tokens_shape_is_enough(text: str) -> None:
    hidden = Redactor()(text)
    assert "AAGk3" not in hidden
    assert HIDDEN in hidden


@pytest.mark.parametrize(
    "text", ["2026-11-23 09:15:00", "chat -1001234567890", "127.0.0.1:8081", "1:3f:12:R1:yes", "robot 12"]
)
def test_ordinary_text_stays(text: str) -> None:
    assert Redactor([TOKEN, "", "ab"])(text) == text


def test_a_known_secret_of_any_shape_is_hidden() -> None:
    redact = Redactor(["42:TEST", "p&ss w", "p&ss"])
    assert redact("42:TEST p&ss w p%26ss%20w p&ss") == " ".join([HIDDEN] * 4)
    assert "p&ss" not in repr(redact)


def test_a_long_run_of_digits_is_searched_once() -> None:
    """Quadratic search would take minutes."""
    assert len(Redactor()("1" * 1_000_000)) == 1_000_000


@pytest.mark.parametrize("level", ["", "LOUD", "NOTSET"])
def test_an_unknown_level_is_refused(level: str) -> None:
    with pytest.raises(ValueError, match="log level"):
        set_up(level, [])
