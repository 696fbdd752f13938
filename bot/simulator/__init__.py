"""Telegram's side of the wire, on this machine: as strict as the real one, and nothing leaves it."""
