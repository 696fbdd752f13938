"""The bot without a token: the simulated Telegram, its page, and a person at this terminal."""
