"""Commands as they are written: their names, whose each is, and what stands behind it."""

from bot.records.messages import Content
from flows.dialogue.machine.events import COMMANDS, CommandName

STATUS = "status"
"""The owners' command. To everybody else it is a word like any other."""
GOVERN = "kelola"
STAFF_COMMANDS = frozenset({"statistik", "cek", "batas", "pengumuman"})
"""What staff write in their group, and whoever governs districts also in their own chat."""
WANTED = {"pengumuman_mati": False, "pengumuman_hidup": True}
"""Commands by which an operator refuses announcements (False), and wants them again (True)."""
BELOW_FILE = frozenset({"catatan", "cek", "jawaban"})
"""What may stand below a file."""
_BELOW_ONE = frozenset({"jawaban"})
"""Commands of BELOW_FILE that take one file, and no album."""
GROUP_COMMANDS = frozenset(
    {
        "hubungkan",
        "lepas",
        "qr",
        "cari",
        "libur",
        "catatan",
        "tarik",
        "bisukan",
        "bunyikan",
        "jawaban",
        "j",
        "gangguan",
    }
)
"""What staff write in their group. In a private chat it is a slip, and may hold a code."""


def group_command(content: Content, username: str) -> str | None:
    """Command that a group's message begins with; such a message is never meant for an operator."""
    if not content.is_command:
        return None
    name = name_of(content.text, username) or ""
    if content.album and name in _BELOW_ONE:
        return ""
    return name if content.kind == "text" or name in BELOW_FILE else ""


def argument_of(text: str) -> str:
    """Argument of a command: what stands behind it."""
    return "".join(text.split(maxsplit=1)[1:]).strip()


def command_of(text: str, username: str) -> CommandName | None:
    """The command that a message begins with, if it is one of ours and not said to another bot."""
    name = name_of(text, username)
    return next((command for command in COMMANDS if command == name), None)


def name_of(text: str, username: str) -> str | None:
    """The name of the command that a message begins with, unless it is said to another bot."""
    words = text.split(maxsplit=1)
    if not words or not words[0].startswith("/"):
        return None
    name, _, addressed = words[0][1:].partition("@")
    return name.casefold() if addressed.casefold() in {"", username.casefold()} else None
