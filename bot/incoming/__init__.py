"""Incoming: what Telegram tells the bot, fetched, kept, and read into events. Nothing is decided here."""
