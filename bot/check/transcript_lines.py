"""Lines of a transcript that tell which messages came."""

from bot.simulator.phone import Message, News
from flows.dialogue.machine.session import Session
from flows.texts import write
from flows.view import Line

_BETWEEN = "---"


def as_transcript(news: News, to_desk: News, session: Session | None) -> str:
    """Words over a button, the messages with their buttons, those to the help desk, and where the case stands."""
    messages = [_message(message) for message in news.messages]
    parts = [f"({toast})" for toast in news.toasts]
    if messages:
        parts.append(f"\n{_BETWEEN}\n".join(messages))
    for message in map(_message, to_desk.messages):
        head = f"{_BETWEEN} {write(Line('bot.transcript.to_desk'))}"
        parts.append(f"{head}\n{write(Line('bot.transcript.same')) if message in messages else message}")
    if session:
        parts.append(f"= {session.state}" + (f" ({session.panel})" if session.panel else ""))
    return "\n".join(parts)


def _message(message: Message) -> str:
    lines = [message["text"]] if "text" in message else []
    if file := message.get("document"):
        lines += [write(Line("bot.transcript.file", {"name": file["file_name"]})), message.get("caption", "")]
    if message.get("photo"):
        lines.append(write(Line("bot.transcript.picture", {"caption": message.get("caption", "")})))
    for row in message.get("reply_markup", {}).get("inline_keyboard", []):
        lines.append("  " + " ".join(f"[{button['text']}]" for button in row))
    return "\n".join(lines)
