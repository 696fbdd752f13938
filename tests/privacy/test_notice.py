"""The person hears what was taken out, in words."""

import pytest

from bot.privacy import KINDS, redact
from bot.privacy.notice import notice
from flows.texts import write


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_every_kind_has_words(kind: str) -> None:
    assert write(notice([kind])).startswith("Pesan Anda memuat ")


def test_several_kinds_are_named_in_one_line() -> None:
    kinds = redact("hp 081234567890 pw: mawar").kinds
    assert "kata sandi, nomor telepon" in write(notice(kinds))


@pytest.mark.parametrize("kinds", [[], ["shoe size"]])
def test_nothing_to_tell_is_refused(kinds: list[str]) -> None:
    with pytest.raises(ValueError, match="nothing to tell"):
        notice(kinds)
