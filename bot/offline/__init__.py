"""The bot without Telegram: put together with the simulator, as a process beside it or in one process with it."""
