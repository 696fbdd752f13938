"""The simulator alone, for testing any bot: its bots, and the HTTP API by which a test plays everybody else."""
