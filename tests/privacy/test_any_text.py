"""What holds for any text at all."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.privacy import KINDS, MARKER, redact

PIECES = [
    "3201234507890001", "3201 2345", "0789", "08", "0812", "62", "12", "2026", "-", ".", " ", "  ", "\n", ":", "=", "@", "(", ")", "/",
    "nik", "npsn", "npwp", "hp", "password", "pw", "sandi", "pass nya", "kode registrasi", "koreg", "adalah", "saya", "lupa",
    "abc123", "AB12-CD34", "mawar", "budi@gmail.com", "gmail", "com", "id", "?", ",", "!", "7K3QX-M", MARKER, "[", "•", "]", "\ue000",
    "3", "٣", "３", "\u200b", "20512345", "5839201746:AAGk3-secret_Secret0secret1Secret2x", "6f9619ff-8b86-d011-b42d-00cf4fc964ff",
]  # fmt: skip
messages = st.lists(st.sampled_from(PIECES), max_size=30).map("".join) | st.lists(
    st.sampled_from(PIECES), max_size=30
).map(" ".join)


@given(st.text() | messages)
def test_redacting_twice_changes_nothing(text: str) -> None:
    once = redact(text)
    twice = redact(once.text)
    assert twice.text == once.text
    assert not twice.kinds


@given(st.text() | messages)
def test_only_known_kinds_and_only_with_a_marker(text: str) -> None:
    redacted = redact(text)
    assert redacted.kinds <= KINDS
    assert bool(redacted.kinds) == (redacted.text != text)
    if redacted.kinds:
        assert MARKER in redacted.text


@given(messages, st.integers(11, 94), st.integers(0, 10**14 - 1), messages)
def test_sixteen_digits_in_a_piece_never_stay(before: str, province: int, rest: int, after: str) -> None:
    nik = f"{province}{rest:014}"
    redacted = redact(f"{before} {nik} {after}")
    assert nik not in redacted.text
    assert redacted.kinds


@given(
    st.integers(0, 10**8 - 1).map("{:08}".format), st.sampled_from(["npsn {}", "sekolah {}", "NPSN:{}", "{}"])
)
def test_a_schools_number_always_stays(npsn: str, said: str) -> None:
    assert redact(said.format(npsn)).text == said.format(npsn)


@pytest.mark.parametrize(
    "piece",
    [
        "1", "1 ", "1.", "12 ", "1234 ", "08 ", "0812 ", "08 1", "3201 2345 0789 0001 ", "a", "a1", "a@", "@", "a.", "a@a.", "a @ ",
        "kode ", "kode reg ", "koreg", "password ", "pw:", "pw=a1 ", "pw a1b2 ", "sandi adalah ", "nik ", ":", "[", MARKER, " ", "\n",
        "f" * 8 + "-", "٣", "\u200b1", "0-", "(", "a@gmail", "budi [at] ", ".com", "1:", "123456:A", "passpass", "kata ", "#a",
    ],
)  # fmt: skip
@pytest.mark.parametrize("end", ["", "x", "@", "9", " abc123"])
def test_the_longest_message_takes_no_time(piece: str, end: str) -> None:
    """A message of 4096 characters, at its worst: quadratic search would take seconds."""
    text = (piece * 4096)[: 4096 - len(end)] + end
    start = time.process_time()
    redact(text)
    assert time.process_time() - start < 0.5


@pytest.mark.parametrize("piece", ["pw:", "1", "1 ", "a@", "koreg", "123456:"])
def test_even_a_book_takes_little(piece: str) -> None:
    text = (piece * 100_000)[:100_000]
    start = time.process_time()
    redact(text)
    assert time.process_time() - start < 2


def test_time_grows_with_length_only() -> None:
    text = "password nik 3201 2345 0789 0001 pw: a@b.id kode registrasi AB12CD34 " * 60
    redact(text)

    def took(times: int) -> float:
        start = time.process_time()
        redact(text * times)
        return time.process_time() - start

    assert took(8) < 8 * max(took(1), 0.01) * 4


def test_where_too_much_is_announced_the_rest_is_taken_out() -> None:
    """Nobody writes a hundred times of a password; of whoever does nothing is let through for being far down."""
    said = "sandi salah, " * 100
    redacted = redact(said + "mawar")
    assert "mawar" not in redacted.text
    assert redact("sandi salah, " * 20 + "mawar").text.endswith("mawar")


def test_what_uncovers_itself_word_by_word_goes_as_a_whole() -> None:
    """Each round takes out what the last one uncovered: a text made of it is not searched for ever."""
    said = "-pwd" * 59 + "a" * 130 + "-pwd@"
    redacted = redact(said * 3)
    assert redact(redacted.text) == type(redacted)(redacted.text, frozenset())
