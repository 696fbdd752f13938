"""How the bot is run: log, figures, health, reports."""
