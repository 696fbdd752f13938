"""The rules engine, and what facts of any trouble have in common. Importable alone: pydantic and the standard library only."""
