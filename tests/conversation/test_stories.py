"""Sari's evenings with Dapodik, told from her side: each way to the button, or to the help desk."""

import pytest

from bot.records.help_desk import Desk
from tests.chat import SARI, Chat, Clock, World
from tests.postgres import ON_BOTH

pytestmark = pytest.mark.parametrize("place", ON_BOTH, indirect=True)

MISSING = "Tombol tidak ada, hanya Tarik Data"
KS = "Akun KS, peran Kepala Sekolah"
SEEN = (MISSING, KS, "Sudah nol", "Belum muncul")
"""What is quick to mend is in order, and the button is not there."""
DEF = "Kepala sekolah definitif"
DESK = -5
CONTOH = Desk("contoh", "Kabupaten Contoh", "kabkota", None, "WIB", 480, 930, DESK)


async def tap_all(chat: Chat, *labels: str) -> None:
    for label in labels:
        await chat.taps(label)


async def test_the_quickest_way_is_the_right_account(chat: Chat) -> None:
    """Logged in as operator: the principal's account is tried at once, and that was it."""
    await chat.says("/start")
    chat.sees("Halo, Bapak/Ibu", "Jangan kirim Kode Registrasi", buttons=[MISSING])
    await tap_all(chat, MISSING, "Akun operator")
    chat.sees("Masuk dengan akun kepala sekolah", "oleh Anda", "Ctrl + F5")
    await chat.taps("Tombol sudah muncul")

    chat.sees("sudah tampak", "invalid nol", "refresh")
    await chat.taps("Masuk dengan akun kepala sekolah")
    await chat.ended_in("finished")


async def test_a_missing_role_is_added_on_one_screen(chat: Chat) -> None:
    """The school can do it by itself: role, logging in, a look; and which step helped is kept."""
    await chat.says("/start")
    await tap_all(chat, MISSING, "Akun operator", "Peran KS tidak ada di pilihan")
    chat.sees("oleh Anda", "Manajemen Pengguna", "Simpan", "Jangan dikirim ke sini")
    await chat.taps("Belum bisa")
    chat.sees("Lupa Kode Registrasi")
    await chat.taps("Sudah")
    chat.sees("Masuk dengan akun kepala sekolah")
    await tap_all(chat, "Tombol sudah muncul", "Peran Kepala Sekolah")

    chat.sees("Terima kasih")
    await chat.ended_in("finished")


async def test_dinas_is_asked_once_and_waited_for(chat: Chat, clock: Clock) -> None:
    """One request for all that only Dinas can do; a reminder by day; then on to tarik data."""
    await chat.says("/start")
    await tap_all(chat, *SEEN, DEF, "Guru", "Non-induk", "Tidak ada", "1 akun", "Lewati")
    chat.sees("Jenis PTK sekarang: Guru. Seharusnya: Kepala Sekolah.")
    letters = [
        message for message in chat.person.messages() if "Yth. Admin Dapodik" in message.get("text", "")
    ]
    assert len(letters) == 1
    assert all(word in letters[0]["text"] for word in ("Jenis PTK", "induk", "Tugas tambahan"))
    assert "reply_markup" not in letters[0], "it is to be forwarded"
    assert letters[0]["message_id"] < chat.screen["message_id"], (
        "the screen stands below what is to be forwarded"
    )
    await chat.taps("Sudah saya kirim")
    chat.sees("Jumat, 28 Agustus 2026 pukul 0")
    await tap_all(chat, "Ubah pengingat", "Besok pagi", "WIT")
    chat.sees("Menunggu Dinas Pendidikan", "pukul 0", "WIT.")

    clock.moves_to("2026-08-26 05:59")
    await chat.time_passes()
    chat.sees_nothing()
    clock.moves_to("2026-08-26 08:00")
    await chat.time_passes()
    chat.sees("Pengingat", buttons=["Dinas sudah mengubah"])
    await chat.taps("Dinas sudah mengubah")
    chat.sees("Tarik Data", "cadangan")
    await chat.ended_in("R5.1")


async def test_the_button_stays_away_and_a_person_takes_over(place: str, clock: Clock) -> None:
    """What may have changed is asked again, not everything; then the desk gets a complete case."""
    world = World(place, clock, (CONTOH,))
    desk = world.telegram.group(DESK, "Dinas")
    await world.starts()
    try:
        chat = world.chat(SARI, "Sari")
        await chat.says("/start")
        await tap_all(chat, MISSING, KS, "Masih ada", "Sudah, belum muncul")
        await tap_all(chat, DEF, "Kepala Sekolah", "Induk", "Kepala Sekolah", "1 akun", "Tidak ada")
        chat.sees("Perlu dilihat lagi: Data invalid")
        await chat.taps("Periksa sekali lagi")
        chat.sees("Ditanyakan lagi", "invalid")
        await tap_all(chat, "Sudah nol", "SMP", "Kabupaten Contoh")

        chat.sees("Kasus Anda, Bapak/Ibu, bernomor", "Menunggu diambil petugas Kabupaten Contoh")
        await chat.ended_in("handed_over")
        cards = [message["text"] for message in desk.messages()]
        assert len(cards) == 1
        for part in ("Jenjang: SMP", "Jenis PTK: Kepala Sekolah", "Langkah yang dicoba", "Saran berikutnya"):
            assert part in cards[0]
        assert "Sari" not in cards[0]
    finally:
        await world.ends()


async def test_another_levels_case_does_not_reach_the_district(place: str, clock: Clock) -> None:
    """SMA belongs to the province, which has no desk here: nothing is sent, and the operator has the summary to forward."""
    world = World(place, clock, (CONTOH,))
    desk = world.telegram.group(DESK, "Dinas")
    await world.starts()
    try:
        chat = world.chat(SARI, "Sari")
        await chat.says("/start")
        await tap_all(chat, "Minta bantuan petugas", "SMA")
        chat.sees("Teruskan ringkasan itu ke petugas Dapodik di Dinas", "Jenjang: SMA")
        assert desk.messages() == []
    finally:
        await world.ends()


async def test_sync_that_fails_is_not_talked_about_as_a_missing_button(chat: Chat) -> None:
    """What is seen is asked, and where the server itself says so, nothing is to be changed."""
    await chat.says("/start")
    await chat.taps("Tombol ada, sinkronisasi gagal")
    await chat.taps("Server sibuk atau pemeliharaan")
    chat.sees("di sisi server pusat", "tidak ada yang perlu Anda ubah")
    await chat.taps("Sinkronisasi berhasil")
    chat.sees("Sinkronisasi sudah berhasil")
    await chat.ended_in("finished")


async def test_the_role_guide_stands_alone(chat: Chat) -> None:
    await chat.says("cara nambah peran pengguna gimana min")
    chat.sees("Manajemen Pengguna", "Simpan")
    await chat.taps("Sudah")
    chat.sees("refresh dahulu")
    await chat.taps("Belum, periksa syarat lain")
    await chat.ended_in("ask_login")


async def test_typing_works_like_tapping(chat: Chat) -> None:
    """Sloppy words are read, shown as what they were taken for, and undone with one tap."""
    await chat.says("min ijin tanya tombol singkron kok ilang, cuma tarik data doang")
    chat.sees("Tercatat: tombol Sinkronisasi tidak tampak")
    await chat.says("udah pake akun kepala sekolah, peran kepala sekolah")
    chat.sees("Tercatat: masuk dengan akun kepala sekolah")
    await tap_all(chat, *SEEN[2:])
    await chat.says("cuma plt min, ks nya udh pensiun")
    chat.sees("Tercatat: yang memimpin Plt. kepala sekolah", buttons=["Kembali"])
    await chat.goes_back()
    chat.sees("Siapa yang memimpin")
    await chat.says("gak tau statusnya apa min")
    chat.sees("SK terakhir", buttons=["Cek sekarang", "Lanjut tanpa ini"])


async def test_an_answer_is_changed_and_the_rest_is_kept(chat: Chat) -> None:
    await chat.says("/start")
    await tap_all(chat, *SEEN, DEF, "Kepala Sekolah", "Induk", "Kepala Sekolah")
    await tap_all(chat, "Lainnya", "Ubah jawaban", "Jenis PTK: Kepala Sekolah", "Guru")
    chat.sees("Jawaban sudah diubah")
    await chat.ended_in("ask_accounts")


async def test_a_restart_in_the_middle_loses_nothing(chat: Chat) -> None:
    await chat.says("/start")
    await tap_all(chat, *SEEN)
    await chat.bot_restarts()
    await chat.taps(DEF)
    chat.sees("jenis PTK")


async def test_days_later_lanjut_shows_where_she_was(chat: Chat, clock: Clock) -> None:
    await chat.says("/start")
    await tap_all(chat, *SEEN)
    clock.moves_by(days=3)
    await chat.says("/lanjut")
    chat.sees("Terakhir Anda sampai di sini", "Siapa yang memimpin")


async def test_start_in_the_middle_asks_first(chat: Chat) -> None:
    """Nothing is thrown away; the old case stays in the list."""
    await chat.says("/start")
    await tap_all(chat, MISSING, KS)
    await chat.says("/start")
    chat.sees("belum selesai", buttons=["Lanjutkan", "Mulai kasus baru"])
    await chat.taps("Mulai kasus baru")
    chat.sees("Apa yang terjadi di menu")
    await chat.says("/kasus")
    chat.sees("Kasus Anda sekarang")
    await chat.taps(next(label for label in chat.buttons if "diperiksa" in label))
    await chat.ended_in("ask_invalid")


@pytest.mark.parametrize("kind", ["sticker", "photo", "voice", "document", "contact", "location"])
async def test_what_cannot_be_read_is_answered_kindly(chat: Chat, kind: str) -> None:
    await chat.says("/start")
    await chat.taps(MISSING)
    await chat.sends(kind)
    chat.sees("belum dapat saya baca", "Saat membuka menu Sinkronisasi")
    await chat.ended_in("ask_login")


@pytest.mark.parametrize(
    "text", ["x" * 4096, "<b>", "&lt;", "😀" * 50, "\u202e", "/tidakada", "1:AAAAAA:1:nav:back"]
)
async def test_odd_texts_do_no_harm(chat: Chat, text: str) -> None:
    await chat.says("/start")
    await chat.taps(MISSING)
    await chat.says(text)
    await chat.ended_in("ask_login")
    assert chat.buttons


async def test_an_edited_message_changes_no_answer(chat: Chat) -> None:
    await chat.says("/start")
    await chat.taps(MISSING)
    await chat.says("akun operator")
    await chat.edits("akun lain")
    chat.sees("Mengubah pesan lama")
    await chat.ended_in("R8.1")


async def test_two_people_do_not_meet(chat: Chat, budi: Chat) -> None:
    await chat.says("/start")
    await budi.says("/start")
    await chat.taps(MISSING)
    await budi.taps("Tombol ada, sinkronisasi gagal")
    await chat.ended_in("ask_login")
    await budi.ended_in("ask_seen")


async def test_a_session_of_an_older_version_goes_on(chat: Chat) -> None:
    """An answer that is no longer offered is asked again, and the others hold."""
    await chat.says("/start")
    await tap_all(chat, *SEEN, DEF, "Guru")
    await chat.world.rows("UPDATE cases SET session = replace(session, '\"guru\"', '\"guru_lama\"')")
    await chat.says("/lanjut")
    chat.sees("sudah berubah", "jenis PTK")
    await chat.taps("Guru")
    await chat.ended_in("ask_induk")


async def test_everything_is_deleted_on_request(chat: Chat) -> None:
    await chat.says("/start")
    await tap_all(chat, MISSING, KS)
    await chat.says("/hapus_data")
    await chat.taps("Tidak, simpan")
    await chat.ended_in("ask_invalid")
    await chat.says("/hapus_data")
    await chat.says("ya")
    chat.sees("sudah dihapus")
    assert await chat.world.rows("SELECT count(*) FROM cases") == [(0,)]
