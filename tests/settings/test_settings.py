"""The settings: each explained, each checked, all faults at once, no secret shown."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from bot.settings import _MUST, Settings, SettingsError, read_settings
from tests.sampling import sample

ROOT = Path(__file__).parents[2]
EXAMPLE = ROOT / ".env.example"
TOKEN = "123456:AbCdEf_secret-secret"


@pytest.fixture(autouse=True)
def _clean(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)


def test_the_example_names_every_setting() -> None:
    """Each variable once, with an explanation above it, and with its default."""
    text = EXAMPLE.read_text("utf-8")
    named = re.findall(r"^([A-Z_]+)=(.*)$", text, re.MULTILINE)
    assert named
    assert sorted(name for name, _ in named) == sorted(name.upper() for name in Settings.model_fields)
    for name, _ in named:
        assert re.search(rf"^# .+\n{name}=", text, re.MULTILINE), f"{name} is not explained"
    assert read_settings(str(EXAMPLE)) == read_settings(None)


def test_everything_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """One sentence names every fault; a secret's value is in none."""
    wrong = {
        "BOT_TOKEN": "nonsense-secret", "BOT_API_URL": "telegram", "BOT_MODE": "pull", "WEBHOOK_URL": "http://x", "PORT": "70000",
        "WEBHOOK_SECRET": "two secret words", "OWNER_IDS": "1,zwei",
        "RETENTION_DAYS": "0", "LOG_LEVEL": "LOUD",
    }  # fmt: skip
    for name, value in wrong.items():
        monkeypatch.setenv(name, value)
    with pytest.raises(SettingsError) as told:
        read_settings(None)
    sentence = str(told.value)
    assert [name for name in wrong if f"{name} must" not in sentence] == []
    assert "secret" not in sentence.replace("WEBHOOK_SECRET", "")
    assert sentence.count(". ") == 0


def test_what_the_webhook_needs_is_told_with_the_rest(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BOT_MODE", "webhook")
    monkeypatch.setenv("PORT", "x")
    with pytest.raises(SettingsError) as told:
        read_settings(None)
    for part in ("BOT_TOKEN is needed", "WEBHOOK_URL is needed", "WEBHOOK_SECRET is needed", "PORT must"):
        assert part in str(told.value)


def test_every_setting_has_its_word() -> None:
    """A fault is told in words, whichever setting has it."""
    assert set(_MUST) | {"database_path"} == set(Settings.model_fields)


def test_lists_and_empty_values(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OWNER_IDS", " 5, 6 ,")
    monkeypatch.setenv("BOT_TOKEN", "")
    settings = read_settings(None)
    assert settings.owner_ids == {5, 6}
    assert settings.bot_token is None


def test_what_an_earlier_version_asked_for_is_no_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    """The one help desk of before stood in the settings: a line that was left there changes nothing."""
    monkeypatch.setenv("HELPDESK_CHAT_ID", "-100")
    monkeypatch.setenv("HELPDESK_LEVELS", "sd,smp")
    settings = read_settings(None)
    assert "helpdesk" not in settings.model_dump_json()
    monkeypatch.delenv("HELPDESK_CHAT_ID")
    monkeypatch.delenv("HELPDESK_LEVELS")
    assert read_settings(None) == settings


def test_secrets_are_in_no_repr(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BOT_TOKEN", TOKEN)
    monkeypatch.setenv("WEBHOOK_SECRET", "another-secret")
    settings = read_settings(None)
    for shown in (repr(settings), str(settings), settings.model_dump_json()):
        assert TOKEN not in shown
        assert "another-secret" not in shown


@pytest.mark.sampled
@pytest.mark.parametrize(
    "wrong",
    sample(
        [{"BOT_TOKEN": "x", "PORT": "0"}, {"BOT_MODE": "webhook"}, {"LOG_LEVEL": "9"}], 1, name="settings"
    ),
)
def test_the_process_ends_with_status_2(tmp_path: Path, wrong: dict[str, str]) -> None:
    """One clear sentence on stderr, nothing on stdout, no traceback."""
    told = subprocess.run(
        [sys.executable, "-m", "bot"],
        cwd=tmp_path,
        env={"PYTHONPATH": str(ROOT), **wrong},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert told.returncode == 2
    assert told.stdout == ""
    assert told.stderr.startswith("The settings cannot be used: ")
    assert told.stderr.count("\n") == 1
    assert all(name in told.stderr for name in wrong if name != "BOT_MODE")
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_cannot_be_read(tmp_path: Path) -> None:
    """It is not taken for one that is not there."""
    file = tmp_path / ".env"
    file.write_bytes(b"BOT_TOKEN=\xff")
    with pytest.raises(SettingsError, match=r"The file .*\.env cannot be read: it is no text in UTF-8\."):
        read_settings(str(file))
    with pytest.raises(SettingsError, match=r"The file /proc/self/mem cannot be read: Input/output error\."):
        read_settings("/proc/self/mem")  # what is refused to everybody, also to root


def test_what_is_no_file_is_not_taken_for_one_that_is_not_there(tmp_path: Path) -> None:
    """Such as the folder that a container makes where a file was to be mounted."""
    (tmp_path / "folder").mkdir()
    (tmp_path / "nowhere").symlink_to("nothing")
    for name, why in (("folder", "it is no file"), ("nowhere", "No such file or directory")):
        with pytest.raises(SettingsError, match=rf"The file .*{name} cannot be read: {why}\."):
            read_settings(str(tmp_path / name))
    read_settings("/dev/null")
    read_settings(str(tmp_path / "not there"))


@pytest.mark.parametrize(
    "address",
    ["https://[::1", "https://a..b", "https://ho_st:99999", f"https://{'a' * 64}.id", "https://h:0"],
)
def test_an_address_that_can_be_nobodys(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("BOT_API_URL", "WEBHOOK_URL"):
        monkeypatch.setenv(name, address)
        with pytest.raises(SettingsError, match=f"{name} must be"):
            read_settings(None)
        monkeypatch.delenv(name)


@pytest.mark.parametrize(
    ("address", "taken"),
    [
        ("http://127.0.0.1:8081", True),
        ("http://localhost:8081", True),
        ("http://[::1]:8081", True),
        ("https://bot-api.example", True),
        ("http://10.0.0.7:8081", False),
        ("http://bot-api.example", False),
        ("http://localhost.example", False),
        ("http://127.0.0.1.example", False),
        ("http://localhost@bot-api.example", False),
    ],
)
def test_plain_http_goes_to_another_machine_only_if_that_is_said(
    monkeypatch: pytest.MonkeyPatch, address: str, taken: bool
) -> None:
    """In between, the token and everything that people write could be read."""
    monkeypatch.setenv("BOT_API_URL", address)
    if not taken:
        with pytest.raises(SettingsError, match="BOT_API_URL must begin with https://"):
            read_settings(None)
        monkeypatch.setenv("PLAIN_HTTP", "true")
    assert read_settings(None).bot_api_url == address
