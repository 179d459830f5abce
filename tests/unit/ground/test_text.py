from __future__ import annotations

import unicodedata

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from digest.ground.text import did_you_mean, excerpt, fold, nearest, same_name, slugify, squeeze

TRICKY = st.text(
    alphabet="aAé\u0301\u0344\u0345\u1fb3ΐİıſßẞΣς\u3099かガ\u0e33\u0f73\u17b6ក\u0915\u093c\u0958\u200dﬀ./US -_'\u2019🎉\ufe0f1\u20e3각½①㎏"
)
TEXTS = st.text() | TRICKY


@given(TEXTS)
def test_squeezed_text_has_single_spaces_and_the_same_words(text: str) -> None:
    assert squeeze(text).split(" ") == (text.split() or [""])


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("North Korea", "north korea"),
        ("North-Korea", "North  Korea"),
        ("North\u00a0Korea", "North\u2011Korea"),
        ("São Paulo", "Sao Paulo"),
        ("São Paulo", "Sa\u0303o Paulo"),
        ("Straße", "STRASSE"),
        ("O\u2019Neill", "O'Neill"),
        ("İstanbul", "istanbul"),
        ("Łódź", "lodz"),
        ("ﬁnance", "finance"),
        ("مُحَمَّد", "محمد"),
        ("Ａ１", "a1"),
        ("❤\ufe0f", "❤"),
    ],
)
def test_two_spellings_of_one_label_fold_to_the_same(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize(("one", "other"), [("か", "が"), ("हिन्दी", "हन्द"), ("C", "C++"), ("C#", "C++"), ("北", "南")])
def test_two_different_words_stay_different(one: str, other: str) -> None:
    assert fold(one) != fold(other)


@given(TEXTS)
@example("\u3099'\u093c")
@example("\u1fb3\u3099")
def test_folding_twice_changes_nothing_more_and_composition_is_no_matter(text: str) -> None:
    assert fold(fold(text)) == fold(text)
    assert fold(unicodedata.normalize("NFC", text)) == fold(unicodedata.normalize("NFD", text))


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("Kerry visits Seoul to discuss regional security", "kerry-visits-seoul-to-discuss-regional-security"),
        ("John Kerry\u2019s visit", "john-kerrys-visit"),
        ("C++", "c-plus-plus"),
        ("C#", "c-sharp"),
        ("U.S. & U.K.", "us-and-uk"),
        ("naïve — café", "naive-cafe"),
        ("北朝鮮", "北朝鮮"),
        ("हिन्दी समाचार।", "हिन्दी-समाचार"),
        ("ខ្មែរ", "ខ្មែរ"),
        ("../../etc/passwd", "etc-passwd"),
        ("a\0b\nc", "a-b-c"),
    ],
)
def test_a_slug_is_readable_in_every_script(text: str, slug: str) -> None:
    assert slugify(text) == slug


@given(TEXTS)
def test_a_slug_is_never_empty_never_long_and_its_own_slug(text: str) -> None:
    slug = slugify(text)
    assert 1 <= len(slug) <= 80
    assert len(slug.encode()) <= 180
    assert slugify(slug) == slug


@given(TEXTS)
def test_a_slug_is_the_same_where_case_and_composition_are_ignored(text: str) -> None:
    slug = slugify(text)
    assert slug.casefold() == slug
    assert unicodedata.normalize("NFC", slug) == slug


@given(TEXTS)
def test_a_slug_holds_nothing_but_letters_marks_digits_and_hyphens(text: str) -> None:
    slug = slugify(text)
    assert all(c == "-" or unicodedata.category(c)[0] in "LNM" for c in slug)
    assert not slug.startswith("-")
    assert not slug.endswith("-")


@pytest.mark.parametrize("text", ["", "!!!", "🎉", "❤\ufe0f", "\ud800", " \n"])
def test_a_text_without_letters_gets_a_slug_of_its_own(text: str) -> None:
    assert slugify(text).startswith("untitled-")
    assert slugify(text, fallback="tag").startswith("tag-")
    assert slugify(text) != slugify(text + "?")


def test_a_long_slug_ends_with_a_whole_word() -> None:
    slug = slugify("security " * 40)
    assert set(slug.split("-")) == {"security"}
    assert len(slug) > 70


def test_a_word_too_long_for_a_file_name_is_cut() -> None:
    assert slugify("x" * 500) == "x" * 80
    assert len(slugify("北" * 500).encode()) <= 180


@pytest.mark.parametrize(
    ("word", "meant"), [("titel", "title"), ("Title", "title"), ("TOPICS", "topics"), ("xyz", None)]
)
def test_the_nearest_known_word_is_found_whatever_the_case(word: str, meant: str | None) -> None:
    assert nearest(word, ["title", "topics", "tags"]) == meant


def test_the_hint_names_the_nearest_word_or_else_the_few_known_ones() -> None:
    assert did_you_mean("titel", ["title", "topics"]) == "did you mean `title`?"
    assert did_you_mean("xyz", ["title", "topics"]) == "known: `title`, `topics`"
    assert did_you_mean("???", [f"word{n}" for n in range(100)]) == ""


@pytest.mark.parametrize(
    ("text", "limit", "short"),
    [
        ("Kerry visits Seoul", 18, "Kerry visits Seoul"),
        ("Kerry visits Seoul", 17, "Kerry visits…"),
        ("Kerry visits Seoul", 13, "Kerry visits…"),
        ("Kerry visits, Seoul", 14, "Kerry visits…"),
        ("Kerry visits Seoul", 12, "Kerry…"),
        ("Donaudampfschiff", 6, "Donau…"),
        ("Kerry", 1, "…"),
    ],
)
def test_an_excerpt_ends_with_a_whole_word_where_there_is_one(text: str, limit: int, short: str) -> None:
    assert excerpt(text, limit) == short


@given(st.text(), st.integers(1, 60))
def test_an_excerpt_keeps_to_its_limit_and_says_that_it_was_cut(text: str, limit: int) -> None:
    short = excerpt(text, limit)
    assert len(short) <= limit
    assume(len(text) > limit)
    assert short.endswith("…")
    assert text.startswith(short[:-1])


@given(TRICKY | st.text())
@example("\x1c'_- /A")
@example("\u13a0 \u1e9b\u0323")
def test_a_text_is_folded_run_by_run_as_it_would_be_word_by_word(text: str) -> None:
    assert fold(text) == " ".join(folded for word in text.split() if (folded := fold(word)))


@given(TRICKY | st.text())
def test_a_text_that_was_folded_before_is_folded_the_same(text: str) -> None:
    assert fold(text) == fold.__wrapped__(text)


@pytest.mark.parametrize(
    "name",
    [
        "Harbour Gazette.",
        "harbour gazette",
        "HarbourGazette",
        "Harbour\u200bGazette",
        "“Harbour” Gazette,",
        "Hárbour-Gazette",
    ],
)
def test_spellings_of_one_sources_name_are_equal(name: str) -> None:
    assert same_name(name) == same_name("Harbour Gazette")


def test_names_that_differ_by_letters_or_symbols_are_not_equal() -> None:
    names = ["Canal", "Canal+", "Harbour Gazettes", "Harbour Gazette", "★", "...", "क", "कि"]
    assert len({same_name(name) for name in names}) == len(names)


@pytest.mark.parametrize(
    ("label", "slug"), [("€uro", "euro-uro"), ("$5", "dollar-5"), ("£ and ¥", "pound-and-yen"), ("₺", "lira")]
)
def test_currency_signs_are_spelt_out(label: str, slug: str) -> None:
    assert slugify(label) == slug
