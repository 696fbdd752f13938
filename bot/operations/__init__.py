"""Operations of the bot: log, figures, health, reports."""
