"""The settings: read from the environment or a file `.env`, and nowhere else."""

import re
import stat
from pathlib import Path
from typing import Annotated, Literal

from pydantic import (
    AfterValidator,
    BeforeValidator,
    Field,
    SecretStr,
    ValidationError,
    ValidationInfo,
    field_validator,
)
from pydantic_core import PydanticCustomError
from pydantic_settings import BaseSettings, NoDecode, PydanticBaseSettingsSource, SettingsConfigDict

from bot.addresses import is_address, is_this_machine

_MISSING, _NEEDED = "missing_for_webhook", "is needed for BOT_MODE webhook"
_PLAIN = "plain_to_another_machine"
_UNREAD_BETWEEN = "must begin with https:// unless it is on this machine or PLAIN_HTTP is true, for the token could be read on the way"


ENV_FILE = ".env"
"""Read in the folder where the process is started."""


class SettingsError(Exception):
    """The settings cannot be used; the message names every fault, and no secret's value."""


def _parts(value: object) -> object:
    return [part.strip() for part in value.split(",") if part.strip()] if isinstance(value, str) else value


def _matching(pattern: str) -> AfterValidator:
    shape = re.compile(pattern)

    def check(value: SecretStr) -> SecretStr:
        if not shape.fullmatch(value.get_secret_value()):
            raise ValueError
        return value

    return AfterValidator(check)


def _reachable(value: str) -> str:
    if not is_address(value):
        raise ValueError
    return value


class Settings(BaseSettings):
    """The settings as they hold for this process. Their meaning stands in `.env.example`."""

    model_config = SettingsConfigDict(
        env_file=ENV_FILE,
        env_ignore_empty=True,
        extra="ignore",
        frozen=True,
        hide_input_in_errors=True,
        validate_default=True,
    )

    bot_mode: Literal["polling", "webhook"] = "polling"  # first: what the webhook needs is checked against it
    bot_token: Annotated[SecretStr, _matching(r"[0-9]+:[A-Za-z0-9_-]+")] | None = None
    plain_http: bool = False  # before the address that is checked against it
    bot_api_url: Annotated[
        str, Field(pattern=r"^https?://[^\s/?#]+[^\s?#]*$"), AfterValidator(_reachable)
    ] = "https://api.telegram.org"
    webhook_url: (
        Annotated[str, Field(pattern=r"^https://[^\s/?#]+[^\s?#]*$"), AfterValidator(_reachable)] | None
    ) = None
    webhook_secret: Annotated[SecretStr, _matching(r"[A-Za-z0-9_-]{1,256}")] | None = None
    host: Annotated[str, Field(pattern=r"^[0-9A-Za-z.:_-]+$")] = "127.0.0.1"
    port: Annotated[int, Field(ge=1, le=65535)] = 8080
    health_port: Annotated[int, Field(ge=1, le=65535)] | None = None
    metrics_secret: Annotated[SecretStr, _matching(r"[A-Za-z0-9_-]{16,256}")] | None = None
    database_path: Annotated[str, Field(pattern=r"^[^\x00]+$")] = "data/sinkron.db"
    database_url: Annotated[SecretStr, _matching(r"postgres(ql)?://\S+")] | None = None
    bots_file: Annotated[str, Field(pattern=r"^[^\x00]+$")] | None = None
    owner_ids: Annotated[frozenset[int], NoDecode, BeforeValidator(_parts)] = frozenset()
    paid_broadcast: bool = False
    retention_days: Annotated[int, Field(ge=1, le=3650)] = 180
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = "INFO"

    @field_validator("bot_api_url")
    @classmethod
    def _reaches_others_by_tls(cls, value: str, info: ValidationInfo) -> str:
        plain = value.startswith("http:") and not info.data.get("plain_http")
        if plain and not is_this_machine(value):
            raise PydanticCustomError(_PLAIN, _UNREAD_BETWEEN)
        return value

    @property
    def database(self) -> str:
        """Where the store is: an address of PostgreSQL's, with its password, or else a file's path."""
        return self.database_url.get_secret_value() if self.database_url else self.database_path

    @field_validator("bot_token", "webhook_url", "webhook_secret")
    @classmethod
    def _a_webhook_needs_it(cls, value: object, info: ValidationInfo) -> object:
        if value is None and info.data.get("bot_mode") == "webhook":
            raise PydanticCustomError(_MISSING, _NEEDED)
        return value


class Stated(Settings):
    """Settings that are what is stated and else the defaults, whatever the environment says."""

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],  # noqa: ARG003  # the base's signature
        init_settings: PydanticBaseSettingsSource,
        *others: PydanticBaseSettingsSource,  # noqa: ARG003
        **named: PydanticBaseSettingsSource,  # noqa: ARG003
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        return (init_settings,)


_MUST = {
    "bot_token": "must look like 123456:ABC-def (the value is not shown)",
    "bot_api_url": "must be the address of a Bot API server, like https://api.telegram.org",
    "plain_http": "must be true or false",
    "bot_mode": "must be polling or webhook",
    "webhook_url": "must be an address that begins with https://",
    "webhook_secret": "must be 1 to 256 letters, digits, _ or - (the value is not shown)",
    "host": "must be an address of this machine, like 127.0.0.1, or 0.0.0.0 for all of them",
    "port": "must be a number from 1 to 65535",
    "health_port": "must be a number from 1 to 65535",
    "metrics_secret": "must be 16 to 256 letters, digits, _ or - (the value is not shown)",
    "database_path": "must be the path of a file",
    "database_url": "must begin with postgresql:// (the value is not shown)",
    "bots_file": "must be the path of a file",
    "owner_ids": "must be Telegram user ids with commas between them",
    "paid_broadcast": "must be true or false",
    "retention_days": "must be a number of days from 1 to 3650",
    "log_level": "must be DEBUG, INFO, WARNING or ERROR",
}


def read_settings(env_file: str | None = ENV_FILE) -> Settings:
    """The settings of this process. Raises SettingsError with every fault at once, or with what keeps the file from being read."""
    try:
        if env_file and (Path(env_file).is_symlink() or Path(env_file).exists()):
            _is_a_file(Path(env_file))
        return Settings(_env_file=env_file)
    except ValidationError as error:
        faults = [_fault(str(found["loc"][0]), found["type"]) for found in error.errors(include_input=False)]
        raise SettingsError(f"The settings cannot be used: {'; '.join(dict.fromkeys(faults))}.") from None
    except OSError as error:
        raise SettingsError(f"The file {env_file} cannot be read: {error.strerror}.") from None
    except UnicodeDecodeError:
        raise SettingsError(f"The file {env_file} cannot be read: it is no text in UTF-8.") from None


def _is_a_file(path: Path) -> None:
    """Refuse what is no file, which would be passed over like one that is not there. Raises OSError, SettingsError."""
    if not stat.S_ISREG(mode := path.stat().st_mode) and not stat.S_ISCHR(mode):
        raise SettingsError(f"The file {path} cannot be read: it is no file.")


def _fault(name: str, kind: str) -> str:
    said = {_MISSING: _NEEDED, _PLAIN: _UNREAD_BETWEEN}
    return f"{name.upper()} {said.get(kind, _MUST[name])}"
