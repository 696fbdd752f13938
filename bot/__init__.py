"""The rim: everything Telegram and everything that waits. No rule of eligibility and no Indonesian is in here."""

import os

# RetryAfter otherwise warns at its making that its seconds will be a timedelta one day; here they are one today.
os.environ.setdefault("PTB_TIMEDELTA", "true")
