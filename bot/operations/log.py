"""Logging: one line a record, as key=value, with every secret taken out at the last moment before it is written.

    time=2026-11-23T09:15:00.123+00:00 level=warning logger=bot.send event="not delivered" chat=-100 try=2

Fields come from `extra`. A value is quoted as JSON where it is more than a plain word, so a record never takes two lines,
not even with a traceback (`exc`) or with line breaks in what it quotes.

Secrets are taken out by the root handler, of the words as they would be written: message, arguments, fields, traceback and stack pass through it,
whoever logged them. What does not pass through logging (uncaught exceptions, `sys.exit` with a text, a print to
stderr) passes through the same redaction on its way to stderr.
"""

import asyncio
import io
import json
import logging
import re
import sys
import threading
import traceback
from collections.abc import Iterable
from contextvars import ContextVar
from datetime import UTC, datetime
from types import TracebackType
from typing import Any, TextIO

from bot.operations.log_redaction import Redactor

QUIET = {
    "aiohttp.access": logging.WARNING,
    "aiosqlite": logging.WARNING,  # its debug lines quote every statement with its values
    "apscheduler": logging.WARNING,
    "asyncio": logging.INFO,
    "httpcore": logging.WARNING,
    "httpx": logging.WARNING,  # its info line is the address of each call
    "telegram": logging.INFO,  # its debug lines quote what people wrote
    "transitions": logging.WARNING,  # its info lines tell every crossing of the table
}
"""The least level of other people's loggers, whatever level is asked for."""

_STANDARD = frozenset(vars(logging.makeLogRecord({}))) | {"message", "asctime", "taskName"}
_OURS = frozenset({"time", "level", "logger", "served", "event", "why", "exc", "stack"})
_PLAIN = re.compile(r"[A-Za-z0-9_.:+/@-]+")
_NO_KEY = re.compile(r"[^A-Za-z0-9_.]+")

_logger = logging.getLogger(__name__)

SERVED: ContextVar[str] = ContextVar("served", default="")
"""The name of the bot, where this process serves several; it stands in each of its lines."""


class LineFormatter(logging.Formatter):
    """A record as one redacted line. Never raises: a record that cannot be put into words is shown as that."""

    def __init__(self, redactor: Redactor) -> None:
        super().__init__()
        self._redact = redactor

    def format(self, record: logging.LogRecord) -> str:
        fields = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
        }
        if name := SERVED.get():
            fields["served"] = name
        try:
            fields.update(self._said(record))
        except Exception as error:  # noqa: BLE001  arguments that do not fit, a repr that raises: no reason to go silent
            fields["event"] = "a record that cannot be written"
            fields["why"] = f"{type(error).__name__} in {record.pathname}:{record.lineno}"
        # Before it is quoted, as quoting may respell a secret.
        return " ".join(f"{key}={_quoted(self._redact(value))}" for key, value in fields.items())

    def _said(self, record: logging.LogRecord) -> dict[str, str]:
        fields = {"event": record.getMessage()}
        for key, value in vars(record).items():
            if key not in _STANDARD:
                name = _NO_KEY.sub("_", self._redact(key))
                fields[f"{name}_" if name in _OURS else name] = str(value)
        if record.exc_info and record.exc_info[1] is not None:
            fields["exc"] = "".join(traceback.format_exception(record.exc_info[1])).rstrip("\n")
        elif record.exc_text:
            fields["exc"] = record.exc_text
        if record.stack_info:
            fields["stack"] = record.stack_info
        return fields


def _quoted(value: str) -> str:
    return value if _PLAIN.fullmatch(value) else json.dumps(value)


class RedactedStream(io.TextIOBase):
    """A text stream whose secrets are taken out, line by line, before they reach `stream`."""

    def __init__(self, stream: TextIO, redactor: Redactor) -> None:
        super().__init__()
        self.stream = stream
        self._redact = redactor
        self._begun = ""
        self._lock = threading.RLock()

    def write(self, text: str) -> int:
        with self._lock:
            lines, newline, self._begun = (self._begun + text).rpartition("\n")
            if newline:
                self.stream.write(self._redact(lines) + newline)
                self.stream.flush()
        return len(text)

    def flush(self) -> None:
        """Write the begun line too."""
        with self._lock:
            begun, self._begun = self._begun, ""
            if begun:
                self.stream.write(self._redact(begun))
            self.stream.flush()

    def writable(self) -> bool:
        return True

    def isatty(self) -> bool:
        return self.stream.isatty()

    def fileno(self) -> int:
        return self.stream.fileno()

    @property
    def encoding(self) -> str:  # type: ignore[override]  # TextIOBase has a plain attribute
        return self.stream.encoding


def set_up(level: str, secrets: Iterable[str]) -> None:
    """Log to stderr from `level` on (DEBUG ... CRITICAL, any case), without `secrets` and without anything of a token's shape.

    Takes the place of all root handlers, of `sys.stderr`, and of the hooks for uncaught exceptions, also those of threads and
    finalisers; warnings are logged. May be called again, as when the secrets are read only later. An event loop takes
    `loop_trouble` by `set_exception_handler`. Raises ValueError for an unknown level.
    """
    number = logging.getLevelNamesMapping().get(level.upper())
    if not number:
        raise ValueError(f"unknown log level {level!r}")
    redactor = Redactor(secrets)
    stderr = sys.stderr.stream if isinstance(sys.stderr, RedactedStream) else sys.stderr
    sys.stderr = RedactedStream(stderr, redactor)

    # By way of the redacted stream: logging's own report of a failing handler goes there as well.
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(LineFormatter(redactor))
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(number)
    for name, least in QUIET.items():
        logging.getLogger(name).setLevel(max(least, number))
    logging.captureWarnings(True)
    sys.excepthook = _uncaught
    threading.excepthook = _uncaught_in_thread
    sys.unraisablehook = _unraisable


def loop_trouble(_: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
    """An exception that nobody awaited.

    Without the objects around it: a callback's and a task's repr quote their arguments, cut off, so that a half secret would not
    be known as one.
    """
    what = str(context.get("message")).partition("(")[0]
    _logger.error("trouble in the event loop: %s", what, exc_info=context.get("exception"))


def _uncaught(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    if issubclass(kind, KeyboardInterrupt):
        _logger.critical("interrupted from the keyboard")
        return
    _logger.critical("uncaught exception", exc_info=(kind, error, trace))


def _uncaught_in_thread(told: threading.ExceptHookArgs) -> None:
    if told.exc_value is not None and not isinstance(told.exc_value, SystemExit):
        name = told.thread.name if told.thread else None
        _logger.critical(
            "uncaught exception in a thread", exc_info=told.exc_value, extra={"thread_name": name}
        )


def _unraisable(told: Any) -> None:
    """An exception where none can be raised, as in `__del__`. `told` is sys.UnraisableHookArgs."""
    _logger.error("exception ignored: %s", told.err_msg or "in a finaliser", exc_info=told.exc_value)
