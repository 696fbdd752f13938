"""The button is there, but the synchronisation fails."""
