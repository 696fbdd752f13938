"""The traps of how operators write, each a rule of its own. What the rules read is tested here; what both readers agree on, in
test_corpus.py and test_agreement.py.
"""

import pytest

from flows.reading import Reading
from flows.reading.grammar import by_grammar, listened


def explain(text: str, context: str) -> Reading:
    return by_grammar(listened(text), context)[0]


def read(text: str, context: str) -> str:
    return explain(text, context).label


@pytest.mark.parametrize(
    ("text", "context", "label"),
    [
        ("belum min", "role", "no"),  # admin, not minus
        ("min 3", "validation", "some"),
        ("min", "opening", "greeting"),
        ("ada min", "role", "yes"),
    ],
)
def test_min_is_the_admin(text: str, context: str, label: str) -> None:
    assert read(text, context) == label


@pytest.mark.parametrize(
    "text", ["tdk ada plt", "gak ada plt min", "plt nya gak ada", "bukan plt", "ora ono plt", "belum ada plt"]
)
def test_no_plt_alone_does_not_mean_that_nobody_leads(text: str) -> None:
    assert read(text, "leader") in {"unclear", "unknown"}


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("tdk ada plt, ks nya ada kok", "definitif"),
        ("tidak ada kepala sekolah maupun plt", "none"),
        ("ks gak ada plt juga gak ada", "none"),
        ("bukan plt, definitif", "definitif"),
        ("bukan definitif tapi plt", "plt"),
        ("plt, bukan definitif", "plt"),
    ],
)
def test_what_is_denied_and_what_is_said_instead(text: str, label: str) -> None:
    assert read(text, "leader") == label


@pytest.mark.parametrize(
    ("text", "context", "label"),
    [
        ("dulu plt skrg definitif", "leader", "definitif"),
        ("dulu definitif sekarang plt", "leader", "plt"),
        ("td 6 skrg 2", "validation", "some"),
        ("td 6 skrg 0", "validation", "zero"),
        ("dari 9 jadi nol", "validation", "zero"),
        ("tadinya guru, sekarang kepala sekolah", "ptk_type", "kepala_sekolah"),
        ("dari guru jadi kepala sekolah", "ptk_type", "kepala_sekolah"),
    ],
)
def test_the_last_state_wins(text: str, context: str, label: str) -> None:
    assert read(text, context) == label


@pytest.mark.parametrize(
    ("text", "label", "number"),
    [
        ("invalid 0 warning 12", "zero", 0),
        ("warning 12 invalid 0", "zero", 0),
        ("12 warning 0 invalid", "zero", 0),
        ("0 invalid 12 warning", "zero", 0),
        ("invalid 2, warning 0", "some", 2),
        ("warning 5, invalid 2", "some", 2),
        ("td 6 skrg 2", "some", 2),
        ("lima", "some", 5),
        ("nol", "zero", 0),
        ("dua puluh tiga", "some", 23),
        ("kari loro", "some", 2),
        ("masih banyak", "some", None),
        ("sudah 2 hari belum saya cek", "unknown", None),
    ],
)
def test_the_number_bound_to_invalid(text: str, label: str, number: int | None) -> None:
    reading = explain(text, "validation")
    assert (reading.label, reading.number) == (label, number)


@pytest.mark.parametrize(
    ("text", "context", "label"),
    [
        ("belum nol", "validation", "some"),
        ("belum bersih", "validation", "some"),
        ("kosong", "validation", "zero"),
        ("kosong", "duty", "none"),
        ("kosong", "leader", "none"),
        ("habis", "validation", "zero"),
        ("ijo semua", "validation", "zero"),
        ("masih merah", "validation", "some"),
        ("tinggal kuning", "validation", "zero"),
        ("tidak ada yang tidak valid", "validation", "zero"),
    ],
)
def test_empty_clean_and_the_colours(text: str, context: str, label: str) -> None:
    assert read(text, context) == label


@pytest.mark.parametrize(
    "text",
    [
        "sudah tapi belum muncul",
        "udah tp blm nongol",
        "wis nanging durung metu",
        "lah tapi alun kalua",
        "so coba mar nda muncul",
        "sudah tarik data tetap sama",
    ],
)
def test_done_without_effect_is_stuck(text: str) -> None:
    assert read(text, "step") == "stuck"


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("lah ado", "yes"),
        ("la ado", "yes"),
        ("so ada", "yes"),
        ("su ada", "yes"),
        ("adami", "yes"),
        ("belum lah", "no"),
        ("tidaklah", "no"),
        ("ada lah", "yes"),
        ("belumpi", "no"),
        ("belum ji", "no"),
    ],
)
def test_already_in_minang_and_palembang_is_a_particle_elsewhere(text: str, label: str) -> None:
    assert read(text, "role") == label


@pytest.mark.parametrize(
    "particle", ["", " ji", " doang", " aja", " saja", " haja", " thok", " wae", " bae", " kok", " lho"]
)
def test_only_particles_do_not_change_the_label(particle: str) -> None:
    assert read(f"plt{particle}", "leader") == "plt"


@pytest.mark.parametrize(
    "text", ["ks lama masih nyantol", "masih atas nama kepsek lama", "kepsek yang lama masih nempel"]
)
def test_the_duty_of_the_earlier_principal_is_none(text: str) -> None:
    assert read(text, "duty") == "none"


@pytest.mark.parametrize(
    ("text", "context"),
    [
        ("harusnya kepala sekolah", "ptk_type"),
        ("nanti mau diusulkan jadi plt", "duty"),
        ("sudah", "duty"),
        ("ada", "leader"),
        ("iya", "ptk_type"),
        ("plt", "ptk_type"),
        ("bukan guru", "ptk_type"),
        ("belum bisa", "step"),
        ("", "leader"),
        ("😂😂", "role"),
        ("asdfgh qwerty", "validation"),
        ("plt, kepala sekolah", "duty"),
    ],
)
def test_it_abstains_rather_than_guess(text: str, context: str) -> None:
    assert read(text, context) == "unclear"


def test_two_close_readings_are_both_told() -> None:
    reading = explain("gak tau caranya", "step")
    assert (reading.label, reading.runner_up) == ("unclear", "help")


def test_a_reading_says_which_words_decided() -> None:
    assert explain("dulu plt skrg definitif min", "leader").because == ("definitif",)
    assert "gak tau" in " ".join(explain("gak tau min", "role").because)


@pytest.mark.parametrize(
    ("text", "context"),
    [
        ("belum ada perannya", "leader"),
        ("tidak ada data invalid", "leader"),
        ("jenis ptk nya kepala sekolah", "leader"),
        ("tombol sinkron hilang", "role"),
        ("masih plt", "role"),
        ("kepala sekolahnya tidak ada", "validation"),
        ("mau sinkron muncul error 500", "validation"),
        ("sudah definitif", "step"),
        ("invalid kosong", "duty"),
        ("tugas tambahannya kepala sekolah", "ptk_type"),
    ],
)
def test_an_answer_to_another_question_is_not_read(text: str, context: str) -> None:
    assert read(text, context) == "unclear"


@pytest.mark.parametrize(
    ("text", "context", "label"),
    [
        ("definitif, eh salah, plt", "leader", "plt"),
        ("guru, maksud saya kepala sekolah", "ptk_type", "kepala_sekolah"),
        ("sudah, eh belum", "step", "not_yet"),
    ],
)
def test_a_second_thought_replaces_the_first(text: str, context: str, label: str) -> None:
    assert read(text, context) == label


@pytest.mark.parametrize(
    ("text", "context", "label"),
    [
        ("iyaaaa", "yesno", "yes"),
        ("gaaaak adaaa", "role", "no"),
        ("gakada", "duty", "none"),
        ("sudahmuncul", "step", "resolved"),
        ("kepalasekolah", "ptk_type", "kepala_sekolah"),
        ("s4y4 blm t4u", "role", "unknown"),
        ("msh 3invalid", "validation", "some"),
        ("defnitf", "leader", "definitif"),
        ("tmbol snikron ilng", "opening", "sync_button_missing"),
        ("wkwk blm", "step", "not_yet"),
    ],
)
def test_what_people_do_to_words(text: str, context: str, label: str) -> None:
    assert read(text, context) == label


@pytest.mark.parametrize(
    ("text", "context"),
    [
        ("susah", "step"),
        ("mudah", "yesno"),
        ("rusuh", "role"),
        ("tahun", "leader"),
        ("guna", "ptk_type"),
        ("bisu", "yesno"),
    ],
)
def test_an_ordinary_word_is_not_a_slip_of_another(text: str, context: str) -> None:
    assert read(text, context) in {"unclear", "stuck"}


@pytest.mark.parametrize(
    "text", ["lah ambo karajoan", "la dicubo", "so coba", "lah den karajoan", "wis tak coba"]
)
def test_already_before_a_deed_is_done(text: str) -> None:
    assert read(text, "step") == "done"


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("tadi merah sekarang bersih", "zero"),
        ("tadi 8 sekarang sudah bersih", "zero"),
        ("kemarin bersih sekarang merah lagi", "some"),
    ],
)
def test_what_was_clean_or_red_before_does_not_count(text: str, label: str) -> None:
    assert read(text, "validation") == label
