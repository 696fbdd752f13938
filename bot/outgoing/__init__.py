"""What the bot tells Telegram: letters and screens, at the pace that Telegram bears."""
