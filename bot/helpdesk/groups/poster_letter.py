"""Letter with the printable picture that leads operators to a desk."""

from bot.outgoing.render import plain
from bot.records.help_desk import Desk
from bot.records.letters import Letter, PosterBody
from bot.records.priority import Priority
from flows.texts import write
from flows.view import Line


def poster_letter(desk: Desk, chat: int, username: str, update_id: int, thread: int | None = None) -> Letter:
    """The printable picture that leads operators to this desk."""
    link = f"https://t.me/{username}?start=d_{desk.code}"
    words = {"name": desk.name, "link": link}
    hint, caption = plain(write(Line("desk.poster.hint"))), write(Line("desk.poster.caption", words))
    body = PosterBody(link, desk.name, hint, caption, thread)
    rank = Priority.STAFF_SAID if chat < 0 else Priority.ANSWER
    return Letter(f"poster:{update_id}", chat, body, chat if chat > 0 else None, rank=rank)
