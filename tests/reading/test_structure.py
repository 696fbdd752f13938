"""Sentence structure, each kind a rule of its own: what the rules alone read, before the second reader is asked."""

import pytest

from flows.reading import CONTEXTS, Reading, explain
from flows.reading.grammar import by_grammar, listened


def rules(text: str, context: str) -> Reading:
    return by_grammar(listened(text), context)[0]


@pytest.mark.parametrize(
    ("text", "context"),
    [
        ("udah definitif apa belum ya", "leader"),
        ("apa guru kelas termasuk", "ptk_type"),
        ("apakah plt termasuk tugas tambahan", "duty"),
        ("udah ada perannya belum ya", "role"),
        ("ada peran kepseknya gak sih", "role"),
        ("ada yang merah gak ya", "validation"),
        ("definitifkah", "leader"),
        ("induk itu apa", "induk"),
        ("ptk apaan", "ptk_type"),
        ("wis mlebu opo durung yo perane", "role"),
        ("definitif kah plt kah, sa tidak pernah lihat SK", "leader"),
        ("invalidnya ada kah tidak", "validation"),
        ("udah belum ya, gak ngikutin saya", "role"),
    ],
)
def test_a_question_is_no_answer(text: str, context: str) -> None:
    assert rules(text, context).label == "unknown"


@pytest.mark.parametrize(
    ("text", "context"),
    [
        ("emang harus nol?", "validation"),
        ("bukannya harus kepala sekolah?", "ptk_type"),
        ("emang gak boleh pake akun operator?", "login"),
        ("boleh dua gak?", "accounts"),
        ("kenapa jenisnya harus kepala sekolah sih", "ptk_type"),
        ("apa bedanya plt sama definitif", "leader"),
        ("gimana cara ubah jenis ptk", "ptk_type"),
        ("bisa gak login dua akun sekaligus", "login"),
        ("warning ngaruh gak ya", "validation"),
        ("kalau plt bisa sinkron gak", "leader"),
        ("siapa yang ngisi tugas tambahan", "duty"),
        ("kalau dobel dihapus yang mana", "accounts"),
        ("cara mindahin induk gimana", "induk"),
        ("boleh operator yang isi plt", "duty"),
        ("apa invalid bikin tombol hilang", "validation"),
        ("yang dihapus akun yang mana", "accounts"),
        ("kok bisa dobel sih", "accounts"),
    ],
)
def test_a_question_for_the_rule_is_not_even_not_to_know(text: str, context: str) -> None:
    reading = rules(text, context)
    assert (reading.label, reading.runner_up) == ("unclear", "unknown")


@pytest.mark.parametrize("text", ["halo?", "pagi?", "permisi pak?", "makasih ya?", "halo", "terima kasih"])
@pytest.mark.parametrize("context", sorted(CONTEXTS.keys() - {"opening"}))
def test_a_greeting_answers_nothing(text: str, context: str) -> None:
    assert explain(text, context).label == "unclear"
    assert explain(text, context).offers == ()


@pytest.mark.parametrize(
    ("text", "context"),
    [
        ("tarik data apaan sih", "step"),
        ("harus login ulang kah", "step"),
        ("habis klik itu apa lagi?", "step"),
        ("langkah 4 gimana tho", "step"),
        ("ada perubahan apa ya?", "yesno"),
        ("emang dinas yang ngubah?", "yesno"),
    ],
)
def test_a_question_at_a_step_is_the_wish_for_help(text: str, context: str) -> None:
    assert rules(text, context).label == "help"


@pytest.mark.parametrize("text", ["ok sudah, terus?", "udah, next apa?"])
def test_a_question_after_an_answer_leaves_the_answer(text: str) -> None:
    assert rules(text, "step").label in {"done", "unclear"}


@pytest.mark.parametrize(
    ("text", "context", "supposed"),
    [
        ("mestinya sudah definitif", "leader", "definitif"),
        ("katanya sih plt", "leader", "plt"),
        ("setahu saya masih guru", "ptk_type", "guru"),
        ("harusnya kepala sekolah", "duty", "kepala_sekolah"),
        ("bisa jadi plt", "duty", "plt"),
        ("sepertinya cuma ptk", "role", "no"),
        ("kayaknya bersih", "validation", "zero"),
        ("jarene wis", "yesno", "yes"),
        ("ceunah mah tos ditambihan", "role", "yes"),
        ("harusnya sudah", "step", "done"),
        ("sepertinya non induk", "induk", "non_induk"),
        ("kayaknya satu", "accounts", "1"),
        ("kayaknya akun operator", "login", "operator"),
        ("kata bu kepsek sih tombol sinkronnya sudah ada", "step", "resolved"),
        ("kayaknya kosong, gak ada yang tanda tangan apa apa", "leader", "none"),
        ("mestinya ada, kemarin ditambahin operator", "role", "yes"),
        ("mestinya su ada, operator lama yang tambah", "role", "yes"),
        ("mestinya satu, saya gak pernah bikin lagi", "accounts", "1"),
        ("sudah definitif ya?", "leader", "definitif"),
        ("sudah definitif kan", "leader", "definitif"),
    ],
)
def test_what_is_supposed_or_heard_of_is_offered(text: str, context: str, supposed: str) -> None:
    reading = rules(text, context)
    assert (reading.label, reading.offers[0]) == ("unclear", supposed)


@pytest.mark.parametrize(
    ("text", "context", "label"),
    [
        ("harusnya kepsek tapi masih guru", "ptk_type", "guru"),
        ("kode registrasi katanya salah terus", "step", "stuck"),
        ("kayaknya tadi lupa deh, berarti belum", "yesno", "no"),
        ("kirain udah, ternyata belum saya klik", "step", "not_yet"),
    ],
)
def test_what_stands_beside_a_supposition_is_told(text: str, context: str, label: str) -> None:
    assert rules(text, context).label == label


@pytest.mark.parametrize(
    ("text", "context", "label"),
    [
        ("gak ada lagi yang belum valid", "validation", "zero"),
        ("gak ada yang belum", "yesno", "yes"),
        ("bukan invalid, warning semua", "validation", "zero"),
        ("bukannya hilang, cuma gak bisa dipencet", "step", "stuck"),
        ("bukan belum, sudah", "yesno", "yes"),
        ("plt? bukan, udah definitif", "leader", "definitif"),
        ("siapa bilang plt, definitif kok", "leader", "definitif"),
        ("bukan cuma ptk, kepala sekolah juga ada", "role", "yes"),
        ("bukan ks/plt, wali kelas doang", "duty", "none"),
        ("yang definitif belum ada jadi plt dulu", "leader", "plt"),
        ("baik kepala sekolah maupun Plt. belum ada", "leader", "none"),
        ("tombolnya gak hilang lagi", "step", "resolved"),
        ("bukan gagal, tombolnya yang gak ada", "opening", "sync_button_missing"),
        ("bukan dua, satu aja", "accounts", "1"),
        ("induknya bukan di sekolah kami", "induk", "non_induk"),
        ("bukan akun kepsek, akun operator", "login", "operator"),
        ("gak plt lagi, sudah definitif", "leader", "definitif"),
        ("bukan kepala sekolah, bukan plt, isinya wali kelas", "duty", "none"),
        ("gak cuma satu, ada tiga", "accounts", "2+"),
        ("guru bukan, kepsek bukan, operator sekolah", "ptk_type", "other_type"),
        ("gak jadi plt, langsung definitif", "leader", "definitif"),
        ("gak gagal, belum mulai aja", "step", "not_yet"),
        ("tidak kosong kok, ada pelaksana tugasnya", "leader", "plt"),
        ("daripada tombol gak ketemu terus, saya minta nomor petugas aja", "opening", "human"),
    ],
)
def test_what_a_denial_reaches(text: str, context: str, label: str) -> None:
    assert rules(text, context).label == label


@pytest.mark.parametrize(
    ("text", "context", "label"),
    [
        ("dulu plt sekarang definitif", "leader", "definitif"),
        ("habis bulan Juni dilantik, sejak itu definitif", "leader", "definitif"),
        ("kemarin masih plt, tadi pagi dilantik definitif", "leader", "definitif"),
        ("dulu ada plt sekarang kosong", "leader", "none"),
        ("tadi belum sekarang sudah", "role", "yes"),
        ("kemarin ada, sekarang hilang", "role", "no"),
        ("mau ora ono saiki wis metu tombole", "step", "resolved"),
        ("tadi sempat muncul sekarang hilang lagi", "step", "stuck"),
        ("dari kemarin hilang, tadi pagi balik lagi tombol sinkronnya", "step", "resolved"),
        ("dulu dua, sekarang satu", "accounts", "1"),
        ("dulu ada satu, sekarang sudah dihapus", "accounts", "0"),
        ("dinas janji isi plt, tapi masih kosong", "duty", "none"),
        ("plt cuma sampai juni, sejak itu kepala sekolah tetap", "leader", "definitif"),
        ("di SD sebelah plt, tapi sekolah kami definitif", "leader", "definitif"),
    ],
)
def test_what_is_now_counts(text: str, context: str, label: str) -> None:
    assert rules(text, context).label == label


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("tarik datanya sudah berhasil", "done"),
        ("login berhasil", "done"),
        ("peran kepala sekolah berhasil disimpan", "done"),
        ("tarik data berhasil tapi tombol sinkron tetap gak ada", "stuck"),
        ("sinkron berhasil", "resolved"),
        ("udah muncul", "resolved"),
        ("sudah keluar tombolnya", "resolved"),
        ("alhamdulillah bisa", "resolved"),
        ("perannya udah muncul di daftar pengguna", "done"),
        ("sudah disimpan perannya, yang tampil masih tarik data", "stuck"),
        ("tombol simpan muncul, tombol sinkron tidak", "stuck"),
    ],
)
def test_a_success_needs_its_object(text: str, label: str) -> None:
    assert rules(text, "step").label == label


@pytest.mark.parametrize(
    ("text", "context"),
    [
        ("kepsek SD sebelah sudah definitif", "leader"),
        ("operator sebelah juga plt", "leader"),
        ("perannya belum ada", "leader"),
        ("kemarin bu lurah rapat sama plt camat di balai desa", "leader"),
        ("guru kelas lagi rapat di kantor", "ptk_type"),
    ],
)
def test_what_is_said_of_something_else_is_not_read(text: str, context: str) -> None:
    assert rules(text, context).label == "unclear"


@pytest.mark.parametrize(
    ("text", "context", "label"),
    [
        ("guru ngajar tapi jenis ptk nya malah TU", "ptk_type", "other_type"),
        ("plt sih orangnya, tapi di tugas tambahan belum diisi", "duty", "none"),
        ("punya akun kepsek sih, tapi ini login operator", "login", "operator"),
    ],
)
def test_what_is_said_of_what_was_asked_counts(text: str, context: str, label: str) -> None:
    assert rules(text, context).label == label


def test_what_was_before_is_not_taken_where_what_is_now_is_not_understood() -> None:
    assert rules("sudah, eh ternyata xyz wqr", "step").label == "unclear"


@pytest.mark.parametrize(
    "text",
    [
        "baru sampai langkah tiga",
        "baru setengah",
        "masih di langkah 2",
        "baru login doang",
        "langkah satu udah, langkah dua belum",
        "sudah dua langkah, yang lain besok",
        "pengen nyoba, tapi kepseknya gak ada",
    ],
)
def test_a_part_of_a_step_is_not_the_whole(text: str) -> None:
    assert rules(text, "step").label == "not_yet"


@pytest.mark.parametrize(
    ("text", "context", "label"),
    [
        ("definitif eh ralat plt", "leader", "plt"),
        ("Definitif. Maaf, maksud saya Plt.", "leader", "plt"),
        ("def, typo, plt mksdnya", "leader", "plt"),
        ("sudah eh belum", "step", "not_yet"),
        ("3 eh nol", "validation", "zero"),
        ("plt, eh ralat, sudah definitif maksud saya", "leader", "definitif"),
        ("definitif eh bukan, plt maksudnya", "leader", "plt"),
        ("plt, bukan bukan, definitif", "leader", "definitif"),
        ("guru... bukan, kepala sekolah", "ptk_type", "kepala_sekolah"),
        ("non induk, maaf, induk pak", "induk", "induk"),
        ("bukan induk, eh maksudnya induk", "induk", "induk"),
        ("belum, eh sudah kesimpan ternyata", "step", "done"),
    ],
)
def test_a_correction_takes_the_last(text: str, context: str, label: str) -> None:
    assert rules(text, context).label == label


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("wis tak kirim", "done"),
        ("wis tak simpen mas", "done"),
        ("wis tak tarik datane", "done"),
        ("tombol tak muncul", "stuck"),
        ("sudah tapi tak ada perubahan", "stuck"),
    ],
)
def test_tak_is_i_before_a_javanese_verb_and_not_elsewhere(text: str, label: str) -> None:
    assert rules(text, "step").label == label


@pytest.mark.parametrize(
    ("text", "label", "topic"),
    [
        ("sinkron e-rapor ke dapodik error", "other", "rapor"),
        ("sinkron arkas gagal min", "other", "bos"),
        ("sinkronisasi anbk besok jam berapa", "other", "anbk"),
        ("vervalpd saya gak bisa sinkron", "other", "nik_nisn"),
        ("tombol simpan di rombel gak muncul", "other", "rombel"),
        ("menu penugasan gak muncul", "other", ""),
        ("lupa kata sandi dapodik", "other", "kata_sandi"),
        ("kode registrasi sekolah hilang", "other", "kode_registrasi"),
        ("tombolnya hilang", "sync_button_missing", ""),
        ("tombol kirimnya hilang", "sync_button_missing", ""),
        ("tombol sinkron hilang padahal login kepsek", "sync_button_missing", ""),
        ("sinkron dapodik gagal padahal valid semua", "sync_fails", ""),
        ("sinkronisasi dapodik udah beres, tinggal ARKAS yang belum narik datanya", "other", "bos"),
        ("sinkron sih lancar, yang jadi soal NIK siswa dibilang ganda", "other", "nik_nisn"),
    ],
)
def test_only_a_button_called_sync_or_nothing_else_is_ours(text: str, label: str, topic: str) -> None:
    reading = rules(text, "opening")
    assert (reading.label, reading.topic) == (label, topic)


@pytest.mark.parametrize(
    ("text", "context"),
    [
        ("kepala sekolah sudah minta ke dinas", "duty"),
        ("kepala sekolah lagi rapat, nanti saya tanya", "ptk_type"),
        ("kepala sekolah sudah pulang", "ptk_type"),
        ("kepala sekolah bilang sudah", "duty"),
        ("peran kepala sekolah penting sekali di sekolah kami", "role"),
        ("sekolah sebelah sih plt", "leader"),
        ("sekolah sebelah sudah muncul tombolnya", "step"),
        ("tombol sinkron sudah muncul di smp lain", "step"),
        ("Tidak ada listrik di sekolah sejak pagi, Bapak.", "validation"),
        ("iya nih hujan terus dari sore", "yesno"),
        ("ini sudah versi 2 pak", "validation"),
        ("masih tiga langkah lagi", "validation"),
        ("dua minggu lagi baru dibuatkan", "accounts"),
        ("sinkron erapor sudah berhasil", "step"),
        ("plt kami sedang ke dinas", "duty"),
        ("kepala sekolah ada di ruangannya", "role"),
        ("siswa kami cuma 40 orang", "validation"),
        ("di sekolah lama saya kepseknya definitif", "leader"),
        ("kemungkinan besar kosong", "leader"),
        ("menurut pak kepala sudah", "yesno"),
        ("dinas sudah mau ubah", "yesno"),
        ("tarik datanya yang hilang, tombol sinkron ada", "opening"),
        ("bagaimana kalau nanti tombol sinkron hilang setelah update, aman kah?", "opening"),
    ],
)
def test_a_remark_that_names_an_answer_as_its_subject_is_none(text: str, context: str) -> None:
    assert explain(text, context).label == "unclear"


@pytest.mark.parametrize(
    ("text", "context", "label"),
    [
        ("plt saja belum ada", "leader", "none"),
        ("mau saya tambah sekarang perannya", "role", "no"),
        ("jangankan dua, satu saja belum ada", "accounts", "0"),
        ("menunya sudah muncul, tombol sinkronnya yang belum", "step", "stuck"),
        ("peran bendahara mau saya tambahkan di akun guru", "opening", "other"),
        ("makasih tombol sinkronnya udah nongol lagi", "opening", "thanks"),
        ("sudah plt, sekolah sebelah juga", "leader", "plt"),
        ("kepala sekolah sudah tercatat", "ptk_type", "kepala_sekolah"),
    ],
)
def test_what_is_less_than_named_or_of_another_thing(text: str, context: str, label: str) -> None:
    assert rules(text, context).label == label


@pytest.mark.parametrize(
    ("text", "context", "label"),
    [
        ("kata kepseknya sudah ditambahkan", "role", "yes"),
        ("kata bu tu kepala sekolah", "ptk_type", "kepala_sekolah"),
    ],
)
def test_who_tells_it_is_not_what_is_told(text: str, context: str, label: str) -> None:
    reading = explain(text, context)
    assert reading.label == "unclear"
    assert label in reading.offers


@pytest.mark.parametrize(
    ("text", "context", "label"),
    [
        ("kepala sekolah definitif, tombolnya tetap hilang", "leader", "definitif"),
        ("sudah ada perannya, tombolnya yang belum", "role", "yes"),
        ("Perannya belum ada, siapa yang harus menambahkan?", "role", "no"),
        ("passwordnya lupa, tapi perannya kepala sekolah", "role", "yes"),
        ("SK plt sudah ada di tangan, tapi di dapodik tugas tambahannya kosong", "duty", "none"),
        ("wakasek sudah berakhir, yang aktif kepala sekolah", "duty", "kepala_sekolah"),
        ("agak lama loadingnya tapi sudah kelar", "step", "done"),
        ("sudah disimpan, hasilnya belum saya lihat", "step", "done"),
        ("sudah saya kerjakan, habis ini apa lagi?", "step", "done"),
        ("belum selesai langkahnya, tombol sinkronnya sudah keluar duluan", "step", "resolved"),
        ("belum, padahal sudah dua minggu ditunggu", "yesno", "no"),
        ("tombol simpan rombel hilang, kalau sinkron aman", "opening", "other"),
        ("kemarin tombolnya hilang, sekarang sudah ada tapi gagal terus", "opening", "sync_fails"),
    ],
)
def test_the_one_clause_that_answers_is_taken_without_the_others(text: str, context: str, label: str) -> None:
    assert rules(text, context).label == label


@pytest.mark.parametrize(
    ("text", "context", "label"),
    [
        ("bukan belum lagi, dari senin juga sudah", "yesno", "yes"),
        ("mana mungkin belum, sudah dari senin", "yesno", "yes"),
        ("tidak salah lagi, memang begitu", "yesno", "yes"),
        ("sudah tidak ada lagi yang belum", "yesno", "yes"),
        ("gak ada yang kelewat, semua sudah saya kerjakan", "step", "done"),
        ("satu pun tidak ada", "validation", "zero"),
        ("belum ada satu pun, yang ada cuma operator", "accounts", "0"),
        ("plt pun belum ada, apalagi definitif", "leader", "none"),
        ("guru bukan, kepala sekolah juga bukan, isinya pamong belajar", "ptk_type", "other_type"),
        ("perannya bukan ptk lagi, sudah kepala sekolah", "role", "yes"),
    ],
)
def test_what_a_denial_of_a_denial_says(text: str, context: str, label: str) -> None:
    assert rules(text, context).label == label


@pytest.mark.parametrize(
    ("text", "context", "label"),
    [
        ("belum.. oh ternyata sudah", "yesno", "yes"),
        ("belum, eh sebentar, ternyata sudah", "yesno", "yes"),
        ("belum eh sudah pak, maaf salah lihat", "yesno", "yes"),
        ("tadi pagi sempat iya, sekarang balik lagi jadi enggak", "yesno", "no"),
        ("langkah yang tadi sudah saya kerjakan", "step", "done"),
        ("suratnya sudah dikirim, perubahannya yang belum", "yesno", "no"),
        ("akun ks peran ks, eh bukan, perannya ptk", "login", "ks_account_other_role"),
        ("dua tahun dipegang plt, mulai juli ada kepala sekolah definitif", "leader", "definitif"),
        ("plt habis desember, belum ada penggantinya", "leader", "none"),
        ("balik lagi kayak semula", "yesno", "no"),
        ("balik lagi kayak semula", "step", "stuck"),
        ("bukannya hilang, cuma diklik error", "opening", "sync_fails"),
    ],
)
def test_a_second_thought_or_a_turn_counts(text: str, context: str, label: str) -> None:
    assert rules(text, context).label == label


@pytest.mark.parametrize(
    ("text", "context"),
    [
        ("di sekolah istri saya sudah", "yesno"),
        ("teman di kecamatan lain sudah punya perannya", "role"),
        ("invalid sd inpres belawan 5", "validation"),
        ("akun saya perannya lengkap", "role"),
        ("jenis ptk saya sendiri guru", "ptk_type"),
        ("tahun 2020 masih guru", "ptk_type"),
        ("semester kemarin invalid kami 20", "validation"),
        ("siswa kami 112, rombel 6", "validation"),
        ("akun guru ada 12", "accounts"),
        ("kepsek punya dua hp", "accounts"),
        ("tolong buatkan satu akun", "accounts"),
        ("tolong isikan plt", "duty"),
        ("ubahin jadi kepala sekolah aja min", "ptk_type"),
        ("di arkas perannya sudah kepala sekolah", "role"),
        ("buku induk ada di lemari", "induk"),
        ("kepala sekolah lupa password", "role"),
        ("rencananya mau dibikin satu", "accounts"),
        ("kalau plt kan beda", "leader"),
        ("akun operator saya perannya lengkap", "role"),
        ("waktu saya masuk 2019 kepseknya definitif", "leader"),
        ("ada 3 hari", "validation"),
    ],
)
def test_a_remark_on_something_else_is_withdrawn(text: str, context: str) -> None:
    assert rules(text, context).label == "unclear"


@pytest.mark.parametrize(
    ("text", "context", "label"),
    [
        ("induknya di SD 12, di sini cuma nempel", "induk", "non_induk"),
        ("mengajar juga di sekolah lain tapi induknya tetap di sini", "induk", "induk"),
        ("belum saya cek induknya", "induk", "unknown"),
        ("operator ada 2, kepsek nol", "accounts", "0"),
        ("dua, satu lama satu baru", "accounts", "2+"),
        ("kepala sekolahnya satu orang, akunnya dua", "accounts", "2+"),
        ("logout sudah, login ulangnya yang belum", "step", "not_yet"),
        ("dari tiga langkah baru dua yang kelar", "step", "not_yet"),
        ("akun kepsek ada, tapi yang sedang terbuka akun operator", "login", "operator"),
        ("yang punya peran kepsek akun kepsek lama, yang baru belum", "role", "no"),
        ("di sd sebelah plt, kami definitif", "leader", "definitif"),
        ("kurang paham pertanyaannya", "yesno", "help"),
        ("invalidnya dua gara-gara npwp kosong", "validation", "some"),
    ],
)
def test_whose_it_is_and_how_much_of_it(text: str, context: str, label: str) -> None:
    assert rules(text, context).label == label
