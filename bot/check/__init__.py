"""Transcripts: conversations in text files, played through the whole bot. People write what people do, the bot the rest."""
