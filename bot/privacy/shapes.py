"""Secrets known by their shape, or by their shape and a word before them, however they are disguised."""

import re
from collections.abc import Iterator

from bot.privacy.numbers import Found
from bot.privacy.words import any_of

_BOT = r"(?<!\d)\d{6,}+:[A-Za-z0-9_-]{30,}"
_UUID = r"(?<![0-9a-f])[0-9a-f]{8}-?(?:[0-9a-f]{4}-?){3}[0-9a-f]{12}(?![0-9a-f])"

_AT = r"(?:\s?@\s?|\s?[\[({]\s?(?:at|a|et|@)\s?[\])}]\s?|\s(?:at|et)\s)"
_DOT = r"(?:\s?\.\s?|,|\s?[\[({]\s?(?:dot|titik|\.)\s?[\])}]\s?|\s(?:dot|titik)\s)"
_PAREN_AT = r"\s?(?:@|[\[({]\s?(?:at|a)\s?[\])}])\s?"
_EMAIL = (
    r"(?<![\w.%+-])[\w.%+-]++(?:"
    r"@[\w-]++(?:\.[\w-]++)++"
    rf"|{_AT}[\w-]++(?:{_DOT}{any_of('ending')}(?!\w))++"
    rf"|{_PAREN_AT}{any_of('mailbox')}(?!\w))"
)

_SEP = r"[ \t.\u00a0-]"
_LANDLINE = (
    rf"(?<![\d.,/-])\(?0(?:2[1-9]|[2-79]\d\d)\)?{_SEP}{{1,3}}\d{{3,4}}{_SEP}?\d{{2,4}}(?![\d/.-]\d|\d)"
)
_LANDLINE_WHOLE = r"(?<![\d.,/-])0(?:2[1-9]|[3-7]\d|9[1-8])\d{6,8}(?!\d|[/.-]\d)"
_LANDLINE_TOLD = (
    rf"(?<![^\W_])(?:telp|telpon|telepon|telfon|tlp|tlpn|fax|faks)\.?[\s:=]{{0,3}}"
    rf"(?:(?!npsn)[^\W\d_]{{1,12}}[\s:=]{{1,3}}){{0,2}}(\d{{3,4}}{_SEP}?\d{{3,4}})(?!\d|[/.-]\d)"
)
_SLASHED = r"(?<![\d/.])(?:0|62|\+62|0062)\s?8\d{1,2}\s?[/|\\]\s?\d{3,4}\s?[/|\\]\s?\d{3,5}(?!\d|[/|\\])"
_SPACED = rf"(?<!\d)(?:0{_SEP}8|6{_SEP}2{_SEP}8)(?:{_SEP}\d){{7,11}}(?!{_SEP}?\d)"
_PAIRS = rf"(?<!\d)08(?:{_SEP}\d\d){{4,5}}(?!{_SEP}?\d)"
_ABROAD = rf"(?<!\d)(?:00|(?<=\+))62{_SEP}{{0,2}}\(?0?\)?{_SEP}{{0,2}}(?:8\d{{1,2}}|[2-79]\d{{1,2}})(?:{_SEP}{{0,2}}\d){{5,9}}(?!\d)"

_ACCOUNT = rf"(?<![^\W_])(?:no\.?\s?rek|norek|rek|rekening|rekeningnya|bri|bca|bni|bsi|btn|mandiri|va|virtual account)(?![^\W_])[^\d\n]{{0,25}}(\d(?:{_SEP}?\d){{8,17}})(?!\d)"
_REMOTE = rf"(?<![^\W_])(?:any\s?desk|team\s?viewer|rust\s?desk|ultra\s?viewer|remote|airdroid)(?![^\W_])[^\d\n]{{0,20}}((?:\d{_SEP})?\d{{3}}{_SEP}?\d{{3}}{_SEP}?\d{{3,4}})(?!\d)"
_NISN = rf"(?<![^\W_])nisn(?:nya)?(?![^\W_])[^\d\n]{{0,24}}(\d(?:{_SEP}?\d){{9}})(?!\d)"
_LOGIN = r"(?<=://)[^\s/@:]{1,64}:[^\s/@]{1,64}(?=@)"

_ALL = tuple(
    (re.compile(pattern, re.IGNORECASE), kind)
    for pattern, kind in (
        (_BOT, "token"),
        (_LOGIN, "password"),
        (_EMAIL, "email"),
        (_UUID, "registration_code"),
        (_NISN, "nik"),
        (_ACCOUNT, "account"),
        (_REMOTE, "remote"),
        (_ABROAD, "phone"),
        (_SLASHED, "phone"),
        (_SPACED, "phone"),
        (_PAIRS, "phone"),
        (_LANDLINE, "phone"),
        (_LANDLINE_WHOLE, "phone"),
        (_LANDLINE_TOLD, "phone"),
    )
)


def shapes(text: str) -> Iterator[Found]:
    """Finds of such secrets in `text`; spans may overlap. Of what a word announces only the value."""
    for pattern, kind in _ALL:
        for match in pattern.finditer(text):
            yield Found(*match.span(match.lastindex or 0), kind)


_AS_DIGITS = str.maketrans("OoIl", "0011")
_DIGITLIKE = re.compile(r"(?<![^\W\d_])[0-9OoIl]{2,}+(?![^\W\d_])")


def with_digits(text: str) -> str:
    """`text` with O and l as the digits that they stand for, where they stand among more digits."""

    def read(match: re.Match[str]) -> str:
        word = match[0]
        digits = sum(character.isdecimal() for character in word)
        return word.translate(_AS_DIGITS) if len(word) > digits >= len(word) / 2 else word

    return _DIGITLIKE.sub(read, text)
