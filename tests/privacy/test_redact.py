"""What is taken out of a text and what stays, as operators write."""

import tomllib
from pathlib import Path

import pytest

import bot.privacy
from bot.privacy import KINDS, MARKER, redact
from bot.privacy.words import any_of, words
from flows.dialogue.case_code import case_code

M = MARKER
NIK = "3201234507890001"

TAKEN = [
    # numbers of a person
    (f"nik sy {NIK}", f"nik sy {M}", "nik"),
    (f"NIK:{NIK}", f"NIK:{M}", "nik"),
    (f"nik{NIK}ya", f"nik{M}ya", "nik"),
    (f"{NIK} a.n. Sari", f"{M} a.n. Sari", "nik"),
    ("nik nya 3201 2345 0789 0001 pak", f"nik nya {M} pak", "nik"),
    ("320123 450789 0001", M, "nik"),
    ("32.01.23.450789.0001", M, "nik"),
    ("3201-2345-0789-0001", M, "nik"),
    ("32012345 07890001", M, "nik"),
    ("3 2 0 1 2 3 4 5 0 7 8 9 0 0 0 1", M, "nik"),
    ("nik 3201 2345 0789", f"nik {M}", "nik"),
    ("nik kepsek adalah 320123450789000", f"nik kepsek adalah {M}", "nik"),
    ("nuptk 1234567890123456", f"nuptk {M}", "nik"),
    ("NIP. 19780512 200501 1 003", f"NIP. {M}", "nik"),
    ("197805122005011003", M, "nik"),
    ("nip 19780512 2005011003", f"nip {M}", "nik"),
    (f"{NIK} dan {NIK}", f"{M} dan {M}", "nik"),
    (f"{NIK}, {NIK}", f"{M}, {M}", "nik"),
    (f"9999 {NIK}", f"9999 {M}", "nik"),
    ("３２０１２３４５０７８９０００１", M, "nik"),
    ("nik ٣٢٠١٢٣٤٥٠٧٨٩٠٠٠١", f"nik {M}", "nik"),
    ("32\u200b01\u200b2345 0789\u00a00001", M, "nik"),
    ("npwp 12.345.678.9-012.345", f"npwp {M}", "npwp"),
    ("12.345.678.9-012.345", M, "npwp"),
    ("npwp: 123456789012345", f"npwp: {M}", "npwp"),
    ("NPWP saya 1234 5678 9012 3456", f"NPWP saya {M}", "npwp"),
    # telephones
    ("hp 081234567890", f"hp {M}", "phone"),
    ("wa sy 0812-3456-7890", f"wa sy {M}", "phone"),
    ("0812 3456 789", M, "phone"),
    ("08123456789, mohon dihubungi", f"{M}, mohon dihubungi", "phone"),
    ("+6281234567890", f"+{M}", "phone"),
    ("+62 812-3456-7890", f"+{M}", "phone"),
    ("62 812 3456 7890", M, "phone"),
    ("+62 (812) 3456 7890", f"+{M}", "phone"),
    ("nomor wa 81234567890", f"nomor wa {M}", "phone"),
    ("npsn 20512345 hp 081234567890", f"npsn 20512345 hp {M}", "phone"),
    ("20512345 0812 3456 7890", f"20512345 {M}", "phone"),
    # mail
    ("email budi.s+dapodik@gmail.com ya", f"email {M} ya", "email"),
    ("sdn1@sekolah.sch.id.", f"{M}.", "email"),
    ("budi @ gmail . com", M, "email"),
    ("budi@gmail,com", M, "email"),
    ("budi@gmail", M, "email"),
    ("budi[at]yahoo.co.id", M, "email"),
    ("ｂｕｄｉ＠ｇｍａｉｌ．ｃｏｍ", M, "email"),
    # passwords
    ("password: xxx", f"password: {M}", "password"),
    ("password:Rahasia1", f"password:{M}", "password"),
    ("Password = admin", f"Password = {M}", "password"),
    ("pw: mawar", f"pw: {M}", "password"),
    ("pw:abc:123", f"pw:{M}", "password"),
    ("sandi saya abc123", f"sandi saya {M}", "password"),
    ("pass nya smpnegeri2024!x", f"pass nya {M}", "password"),
    ("passwordnya 123456", f"passwordnya {M}", "password"),
    ("paswordnya adalah mawar", f"paswordnya adalah {M}", "password"),
    ("kata sandi ks itu Kepsek#1", f"kata sandi ks itu {M}", "password"),
    ("katasandi dapodik:mawar merah", f"katasandi dapodik:{M} merah", "password"),
    ("sandi ABCD12 EF34 GH56", f"sandi {M} {M} {M}", "password"),
    ("pass1234", f"pass{M}", "password"),
    ("user: operator\npass: operator123", f"user: operator\npass: {M}", "password"),
    ("password akun budi@gmail.com Rahasia99", f"password akun {M} {M}", "email password"),
    (f"password akun {'a' * 100}@gmail.com ganti Rahasia99", f"password akun {M} ganti {M}", "email password"),
    ("sandi saya abc123. npsn 20512345", f"sandi saya {M}. npsn 20512345", "password"),
    ("pin 4821", f"pin {M}", "password"),
    ("PASSWORD SAYA RAHASIA77 TIDAK BISA", f"PASSWORD SAYA {M} TIDAK BISA", "password"),
    ("sandi：mawar", f"sandi：{M}", "password"),
    # Kode Registrasi
    ("kode registrasi: AB12CD34EF", f"kode registrasi: {M}", "registration_code"),
    ("kode registrasinya ab12cd34", f"kode registrasinya {M}", "registration_code"),
    ("koreg sy 9F3K-22LM-7Q", f"koreg sy {M}", "registration_code"),
    ("kodereg = qwertyui", f"kodereg = {M}", "registration_code"),
    ("Kode Reg. Dapodik sekolah kami adalah 8841203377", f"Kode Reg. Dapodik sekolah kami adalah {M}", "registration_code"),
    ("kode registrasi\nA1B2C3D4", f"kode registrasi\n{M}", "registration_code"),
    ("kode-registrasi sekolah 123456", f"kode-registrasi sekolah {M}", "registration_code"),
    ("kode regristasi 7hTy56", f"kode regristasi {M}", "registration_code"),
    ("koreg 20512345", f"koreg {M}", "registration_code"),
    ("6f9619ff-8b86-d011-b42d-00cf4fc964ff", M, "registration_code"),
    ("ini 8a7d6f5e4c3b2a1908f7e6d5", f"ini {M}", "registration_code"),
    # disguised, and what else is personal: more of it in tests/privacy/corpus
    ("no rek BRI 0123 4567 8901 234", f"no rek BRI {M}", "account"),
    ("anydesk saya 123 456 789", f"anydesk saya {M}", "remote"),
    ("telp 021-1234567", f"telp {M}", "phone"),
    ("p\u200bassword: mawar", f"p\u200bassword: {M}", "password"),
    # tokens
    ("5839201746:AAGk3-secret_Secret0secret1Secret2x", M, "token"),
    ("https://api.telegram.org/bot5839201746:AAGk3-secret_Secret0secret1Secret2x/getMe", f"https://api.telegram.org/bot{M}/getMe", "token"),
]  # fmt: skip

STAYS = [
    "",
    "invalid 12",
    "data invalid tinggal 12 dari 350",
    "sisa 2 siswa nik nya",
    "siswa saya ada yg NIK ganda",
    "nik 12 siswa belum valid",
    "nik invalid 16 digit",
    "npsn 20512345",
    "NPSN: 20512345, 20512346",
    "20512345",
    "npsn 20512345 20512346",
    "20512345 20512346",
    "nik guru npsn 20512345 20512346",
    "20512345\n20512346\n20512347",
    "SK nomor 421.2/1234/35.07.103/2026",
    "SK 800/1234/BKD/2024 tgl 12-05-2024",
    "tmt 01-02-2026 s.d. 03-04-2026",
    "01-02-2026 03-04-2026",
    "08-11-2026 09-12-2026",
    "12-05-2003 04-05-2026",
    "08 11 2026 09 12 2026",
    "2026-11-23 09.15",
    "tahun 2021 2022 2023 2024",
    "2021/2022, 2022/2023, 2023/2024",
    "1 2 3 4 5 6 7 8 9 10 11 12 13",
    "semester 20261",
    "versi 2026.b",
    "dapodik 2026b patch 2",
    "jam 08.15 - 12.30",
    "kasus 7K3QX-M",
    "kode registrasi ada di dinas",
    "kode registrasi dapatnya dr mana",
    "kode registrasinya lupa jadi gak bisa buka manajemen pengguna",
    "kode registrasi katanya salah terus",
    "KODE REGISTRASI TIDAK DIKETAHUI SEKOLAH",
    "kode registrasi: tidak ada",
    "kode registrasi: lupa",
    "kode registrasi ?",
    "kode registrasi untuk npsn 20512345",
    "minta kode registrasi untuk sekolah 20512345",
    "kode registrasi smpn12 hilang",
    "kode registrasi dapodik 2026.b",
    "kode registrasi sudah 3x dimasukkan",
    "kode registrasi diminta tgl 12-05-2026",
    "kode pos 16820",
    "registrasi ulang 2026",
    f"kode registrasi kasus {case_code(123456)} belum",
    "paswordnya apa ya",
    "password: lupa",
    "password salah",
    "password salah 3 kali",
    "password salah terus min, sudah 10x",
    "sandi kepala sekolah tidak diketahui",
    "lupa password sejak 12-05-2026",
    "lupa sandi tahun 2024",
    "passwordnya beda2 tiap sekolah",
    "password menu2 lain bisa",
    "password @dinas_bot gimana",
    "bypass 123456",
    "compass abc123",
    "pas foto 3x4",
    "sandiwara babak 123456",
    "hubungi @dinas_bot",
    "rapat @ sekolah, id card dibawa",
    "email belum diisi",
    "hp saya rusak 2 kali",
    "Rp 1.500.000.000",
    "chat -1001234567890",
    f"sudah {MARKER} tadi",
    "sinkronisasi-sinkronisasi",
    "IMG_20261123_091500.jpg",
    "https://dapo.kemendikdasmen.go.id/unduhan/2026",
]  # fmt: skip


@pytest.mark.parametrize(("text", "left", "kinds"), TAKEN)
def test_a_secret_is_taken_out(text: str, left: str, kinds: str) -> None:
    redacted = redact(text)
    assert redacted.text == left
    assert redacted.kinds == set(kinds.split())


@pytest.mark.parametrize("text", STAYS)
def test_what_is_no_secret_stays(text: str) -> None:
    redacted = redact(text)
    assert redacted.text == text
    assert not redacted.kinds


def test_every_kind_has_an_example() -> None:
    assert {kind for _, _, kinds in TAKEN for kind in kinds.split()} == KINDS


@pytest.mark.parametrize("code", range(0, 2_000_000, 40_009))
def test_a_case_code_always_stays(code: int) -> None:
    """Also right after the words that announce a secret."""
    for text in (
        f"kasus {case_code(code)}",
        f"password kasus {case_code(code)}",
        f"koreg: {case_code(code)}",
    ):
        assert redact(text).text == text


def test_the_words_are_lower_case_and_listed_once() -> None:
    file = Path(bot.privacy.__file__).with_name("words.toml")
    lists = tomllib.loads(file.read_text("utf-8"))
    assert len(lists) > 8
    for kind, listed in lists.items():
        assert listed == [word.lower() for word in listed], kind
        assert sorted(words(kind)) == sorted(listed), f"{kind}: a word twice"
        assert any_of(kind)
