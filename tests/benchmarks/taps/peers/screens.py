"""The conversation that all peers hold: as many letters and buttons on a screen as this project's bot shows on average."""

LENGTH = 12
"""So many questions stand one after the other, and then the first again."""


def text(question: int) -> str:
    """A question, in Telegram's HTML."""
    said = "Menu Sinkronisasi dibuka dengan akun yang perannya Kepala Sekolah."
    return f"<b>Pertanyaan {question + 1}</b>\n\n{said}\n\nSaat membuka menu Sinkronisasi, Anda masuk dengan akun siapa?"


def rows(question: int) -> list[list[tuple[str, str]]]:
    """Its buttons: labels and data."""
    answers = [[(f"Akun yang perannya nomor {number}", f"1:{question}:{number}")] for number in range(4)]
    return [*answers, [("Kembali", f"1:{question}:back"), ("Lainnya", f"1:{question}:more")]]
