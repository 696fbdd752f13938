"""A synchronisation that fails, through the real bot: between the two troubles, at the desk, and where many schools have it."""

from tests.chat import Chat
from tests.helpdesk.town import Town

FAILS, MISSING = "Tombol ada, sinkronisasi gagal", "Tombol tidak ada, hanya Tarik Data"
MANY = "Beberapa sekolah lain di daerah ini juga belum berhasil"


async def _fails(chat: Chat, seen: str, link: str = "") -> None:
    await chat.says(f"/start {link}".strip())
    await chat.taps(FAILS)
    await chat.taps(seen)


async def test_the_button_has_vanished_meanwhile_and_what_is_known_is_kept(here: Town) -> None:
    """Invalid data were told of the one trouble, and are not asked for in the other."""
    sari = here.sari
    await _fails(sari, "Berhenti atau tidak selesai")
    for label in ("Tidak, mereka berhasil", "Dapat", "Sudah, tetap gagal", "Sudah nol", "Lainnya"):
        await sari.taps(label)
    await sari.taps("Ternyata tombolnya tidak ada")
    await sari.taps("Akun operator")
    await sari.taps("Peran KS tidak ada di pilihan")
    await sari.taps("Sudah")  # the role was added
    await sari.taps("Sudah, belum muncul")
    sari.sees("Siapa yang memimpin")
    session = await here.world.session(11)
    assert [record.subject for record in session.records].count("invalid") == 1


async def test_the_button_is_back_and_now_the_sync_fails(here: Town) -> None:
    """The case goes on in the other trouble, with the invalid data as they were told."""
    sari = here.sari
    await sari.says("/start")
    for label in (
        MISSING,
        "Akun KS, peran Kepala Sekolah",
        "Sudah nol",
        "Tombol sudah muncul",
        "Tidak tahu",
        FAILS,
    ):
        await sari.taps(label)
    await sari.says("koneksinya belum nyambung trs")
    sari.sees("Tercatat: koneksi belum terhubung", "apakah sekolah lain juga gagal")
    await sari.says("yg lain lancar jaya cuma sekolah sy")
    await sari.taps("Dapat")
    await sari.says("udh coba tetring gagal jg")
    sari.sees("Bandingkan versi")  # how many data are invalid is known


async def test_a_refused_account_is_cleared_up_and_the_sync_is_tried_again(here: Town) -> None:
    """Login, role and accounts alone are asked for; then one try, and the end is that of this trouble. A restart between."""
    sari = here.sari
    await _fails(sari, "Akun atau akses ditolak")
    sari.sees("Yang ditolak adalah akunnya")
    await sari.taps("Periksa akun dan peran")
    await sari.taps("Akun operator")
    assert "Tombol sudah muncul" not in sari.buttons
    await sari.taps("Peran KS tidak ada di pilihan")
    sari.sees("Manajemen Pengguna")
    await sari.taps("Sudah")
    await sari.bot_restarts()
    await sari.taps("Sudah")
    await sari.taps("1 akun")
    sari.sees("coba sekali", "Apakah sinkronisasi berhasil?")
    await sari.taps("Sinkronisasi berhasil")
    sari.sees("Sinkronisasi sudah berhasil", "Kasus ini selesai")


async def test_two_accounts_go_to_dinas_and_then_it_is_tried_again(here: Town) -> None:
    """The desk that has the request marks it as changed; what it changed is pulled down, then comes the try."""
    sari, rini = here.sari, here.rini
    await _fails(sari, "Akun atau akses ditolak", "d_contoh")
    for label in ("Periksa akun dan peran", "Akun KS, peran Kepala Sekolah", "2 atau lebih", "Lewati"):
        await sari.taps(label)
    await sari.taps("Kirim ke Dinas lewat bot")
    await sari.taps("SD")
    code = await here.code(sari)
    assert "satu akun" in rini.card(code)["text"]
    await rini.taps("Sudah diubah Dinas", code)
    await rini.taps("satu akun", code)
    await rini.taps("Catat yang dipilih (1)", code)
    await sari.looks().taps("Sudah")
    sari.sees("Apakah sinkronisasi berhasil?")
    await sari.taps("Masih gagal")
    sari.sees("yang tampak saat sinkronisasi gagal")


async def test_which_sync_is_meant_is_asked(here: Town) -> None:
    """One tap says that it is Dapodik's; the other, where to ask about the program that was named."""
    sari, budi = here.sari, here.budi
    for chat in (sari, budi):
        await chat.says("/start")
        await chat.says("sinkron arkas error terus")
        chat.sees("dari aplikasi Dapodik ke server pusat, atau dari e-Rapor, ARKAS")
    await sari.taps("Dari Dapodik ke server pusat")
    await sari.ended_in("ask_seen")
    await budi.taps("Dari aplikasi lain")
    budi.sees("Dana BOS dan ARKAS diurus tim BOS")
    await budi.ended_in("other_subject")


async def test_the_card_is_that_of_the_trouble(here: Town) -> None:
    """What is missing and who acts, the hour of each try, the trouble's own facts to ask for and to suppose, and what it was."""
    sari, rini = here.sari, here.rini
    await _fails(sari, "Diminta memperbarui aplikasi", "d_contoh")
    await sari.taps("Sudah, masih gagal")
    await sari.taps("Server sibuk atau pemeliharaan")
    await here.later(hours=13)  # ten in the evening
    await sari.taps("Sudah, masih gagal")
    await sari.taps("Lainnya")
    await sari.taps("Minta bantuan petugas")
    await sari.taps("SD")
    code = await here.code(sari)
    card = rini.card(code)["text"]
    assert "sinkronisasi gagal" in card
    assert "Percobaan (2)" in card
    assert "pukul 22." in card
    assert not any(
        "Sudah diubah Dinas" in str(row) for row in rini.card(code)["reply_markup"]["inline_keyboard"]
    )
    await rini.taps("Bagaimana jika", code)
    below = next(m for m in reversed(here.contoh.messages()) if "Sekolah lain" in str(m.get("reply_markup")))
    await rini.taps_under(below, "Sekolah lain")
    await rini.taps_under(below, "Ya, gagal juga")
    below = next(m for m in here.contoh.messages() if m["message_id"] == below["message_id"])
    assert "sementara ini menunggu server pusat" in below["text"]
    await rini.taps("Tanya operator", code)
    await rini.taps("Internet", code)
    await sari.looks().says("wifi mati dari tadi pagi pak")
    assert (
        "Internet: sekarang: Tidak dapat" in rini.card(code)["text"]
        or "Tidak dapat" in rini.card(code)["text"]
    )
    await rini.taps("Tutup", code)
    await rini.taps("Data sudah diperbaiki", code)
    await rini.taps("server pusat menerima", code)
    assert "Yang ternyata kurang: server pusat menerima" in rini.card(code)["text"]


async def test_what_was_not_read_is_listed_by_the_question_and_becomes_an_example(here: Town) -> None:
    await here.sari.says("/start")
    await here.sari.taps(FAILS)
    await here.sari.says("qwrtplk zxcvb")
    assert await here.world.rows("SELECT context, text FROM unread") == [("seen", "qwrtplk zxcvb")]


async def test_many_who_wait_for_the_server_make_the_alarm(here: Town) -> None:
    """Nobody has handed over: three operators of the district wait. Its desk is told once, whoever comes next hears of it first, and agrees
    by one tap; no screen says that the server is down.
    """
    for chat in (here.sari, here.budi):
        await _fails(chat, "Server sibuk atau pemeliharaan", "d_contoh")
    await here.later(minutes=11)
    told = "Banyak sekolah dengan hal yang sama"
    assert not any(told in str(m.get("text")) for m in here.contoh.messages())
    await _fails(here.wayan, "Server sibuk atau pemeliharaan", "d_contoh")
    for _ in range(2):
        await here.later(minutes=11)
    notices = [m["text"] for m in here.contoh.messages() if told in str(m.get("text"))]
    assert len(notices) == 1
    assert "server pusat menerima" in notices[0]
    dewi = here.dewi
    await dewi.says("/start d_contoh")
    await dewi.taps(FAILS)
    dewi.sees(MANY, buttons=["Sama, sekolah lain juga gagal"])
    await dewi.taps("Sama, sekolah lain juga gagal")
    dewi.sees("emungkinan besar bukan di sekolah Anda")
    assert "di sisi server pusat" not in dewi.text
    await here.later(days=1)
    await here.owner.says("/start d_contoh")
    await here.owner.taps(FAILS)
    assert MANY not in here.owner.text


async def test_a_percentage_or_a_code_is_told_on_as_it_was_typed(here: Town) -> None:
    """Nothing is decided by it; another answer takes it away, and the words themselves are kept nowhere."""
    sari, rini = here.sari, here.rini
    await sari.says("/start d_contoh")
    await sari.taps(FAILS)
    await sari.says("mentok di 80 persen trs balik ke awal")
    sari.sees("Tercatat: berhenti atau tidak selesai.")
    for label in ("Lainnya", "Minta bantuan petugas", "SD"):
        await sari.taps(label)
    code = await here.code(sari)
    assert "Yang tampak: Berhenti atau tidak selesai (80%)" in rini.card(code)["text"]
    assert "balik ke awal" not in str(await here.world.rows("SELECT session FROM cases"))
    budi = here.budi
    await budi.says("/start d_contoh")
    await budi.taps(FAILS)
    await budi.says("muncul forbidden 403")
    await budi.goes_back()
    await budi.taps("Prefill lama")
    for label in ("Minta bantuan petugas", "SD"):
        await budi.taps(label)
    assert "403" not in rini.card(await here.code(budi))["text"]
