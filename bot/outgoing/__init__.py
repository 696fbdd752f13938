"""Outgoing: letters and screens for Telegram, at the pace that Telegram bears."""
