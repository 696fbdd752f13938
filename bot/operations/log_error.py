"""A mistake of ours, told in the log without what people wrote."""

import logging
import traceback


def log_error(log: logging.Logger, what: str, error: Exception, **about: object) -> None:
    """Log one line with the error's class and its frames. Not its message: that may hold what people wrote."""
    frames = "".join(traceback.format_tb(error.__traceback__))
    log.error(what, extra={**about, "error": type(error).__name__, "frames": frames})
