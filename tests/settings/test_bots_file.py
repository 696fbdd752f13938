"""BOTS_FILE: further bots by name and token, each with a database of its own."""

from pathlib import Path

import pytest
from pydantic import SecretStr

from bot.bots_file import read_bots
from bot.operations.log_redaction import Redactor
from bot.program import secrets_of
from bot.settings import SettingsError, Stated

MAIN, OTHER, THIRD = "111111:AAmain", "222222:AAother", "333333:AAthird"


def _settings(file: Path, **more: str) -> Stated:
    return Stated(bot_token=SecretStr(MAIN), bots_file=str(file), **more)  # type: ignore[arg-type]


def _token(settings: Stated) -> str:
    assert settings.bot_token
    return settings.bot_token.get_secret_value()


def test_each_stands_beside_the_first(tmp_path: Path) -> None:
    """With the rest of the settings as it is for all."""
    file = tmp_path / "bots"
    file.write_text(f"# provinsi\njabar {OTHER}\n\n  bali   {THIRD}  \n")
    bots = read_bots(_settings(file, database_path="data/sinkron.db", owner_ids="7"))
    assert {name: (_token(its), its.database) for name, its in bots.items()} == {  # type: ignore[arg-type]
        "jabar": (OTHER, "data/jabar.db"),
        "bali": (THIRD, "data/bali.db"),
    }
    assert all(its.owner_ids == {7} and its.bots_file is None for its in bots.values())


def test_on_a_server_each_has_a_schema_and_a_path_of_the_webhook(tmp_path: Path) -> None:
    file = tmp_path / "bots"
    file.write_text(f"jabar {OTHER}\n")
    hooked = {"bot_mode": "webhook", "webhook_url": "https://bot.example/hook", "webhook_secret": "s"}
    url = "postgresql://sinkron@host/sinkron?search_path=pusat&sslmode=require"
    its = read_bots(_settings(file, database_url=url, **hooked))["jabar"]
    assert its.database == "postgresql://sinkron@host/sinkron?sslmode=require&search_path=jabar"
    assert its.webhook_url == "https://bot.example/hook/jabar"


def test_each_is_as_secret_as_the_first(tmp_path: Path) -> None:
    """Its token, however short, and the password of the database that they share."""
    file = tmp_path / "bots"
    file.write_text(f"jabar {OTHER}\nbali {THIRD}\n")
    settings = _settings(file, database_url="postgresql://sinkron:ge%2Fheim@host/sinkron")
    redacted = Redactor(secrets_of(settings, read_bots(settings)))
    for secret in (MAIN, OTHER, THIRD, "ge%2Fheim", "ge/heim"):
        assert secret not in redacted(f"a {secret} b")
    plain = _settings(file, database_url="postgresql://postgres@/sinkron?host=/run")
    said = "logger=bot.store.postgres sinkron"
    assert Redactor(secrets_of(plain, read_bots(plain)))(said) == said, "a user is no secret"


@pytest.mark.parametrize(
    ("written", "told"),
    [
        (f"Jabar {OTHER}", "line 1: a name"),
        (f"# x\nreadyz {OTHER}", "line 2: a name"),
        (f"jabar {OTHER}\njabar {THIRD}", "line 2: the bot jabar"),
        (f"jabar {MAIN}", "stands there already"),
        (f"sinkron {OTHER}", "its database stands there already"),
        ("jabar", "line 1: behind the name a token"),
        (f"jabar {OTHER} and more", "line 1: behind the name a token"),
    ],
)
def test_each_fault_is_named_by_its_line_and_no_token(tmp_path: Path, written: str, told: str) -> None:
    file = tmp_path / "bots"
    file.write_text(written)
    with pytest.raises(SettingsError) as found:
        read_bots(_settings(file, database_path="data/sinkron.db"))
    assert told in str(found.value)
    assert "AA" not in str(found.value)


def test_a_file_that_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="No such file"):
        read_bots(_settings(tmp_path / "none"))
    (tmp_path / "bytes").write_bytes(b"\xff\xfe")
    with pytest.raises(SettingsError, match="no text in UTF-8"):
        read_bots(_settings(tmp_path / "bytes"))
    with pytest.raises(SettingsError, match="needs BOT_TOKEN"):
        read_bots(Stated(bots_file="bots"))
