"""An address of PostgreSQL's as it is shown: without its password, wherever that stands."""

import pytest

from bot.store.address import passwords, shown


@pytest.mark.parametrize(
    ("address", "seen"),
    [
        ("data/sinkron.db", "data/sinkron.db"),
        ("postgresql://host/sinkron", "postgresql://host/sinkron"),
        ("postgresql://sinkron:geheim@host:5433/sinkron", "postgresql://sinkron@host:5433/sinkron"),
        ("postgres://sinkron:ge:heim@/sinkron?host=/run", "postgres://sinkron@/sinkron"),
        ("postgresql://sinkron:ge@heim@host/sinkron", "postgresql://sinkron@host/sinkron"),
        ("postgresql://host/sinkron?user=a&password=geheim", "postgresql://host/sinkron"),
        ("postgresql://host/sinkron?password=ge@heim", "postgresql://…"),
        ("postgresql://sinkron:ge/heim@host/sinkron", "postgresql://…"),
        ("postgresql://sinkron:ge?heim@host/sinkron", "postgresql://…"),
    ],
)
def test_no_password_is_shown(address: str, seen: str) -> None:
    assert shown(address) == seen
    assert "heim" not in seen


@pytest.mark.parametrize(
    ("address", "found"),
    [
        ("data/sinkron.db", []),
        ("postgresql://sinkron@host/sinkron", []),
        ("postgresql://sinkron:ge%40heim@host/sinkron", ["ge%40heim", "ge@heim"]),
        ("postgresql://host/sinkron?user=a&password=geheim&sslmode=require", ["geheim"] * 2),
    ],
)
def test_passwords_are_found(address: str, found: list[str]) -> None:
    assert passwords(address) == found
