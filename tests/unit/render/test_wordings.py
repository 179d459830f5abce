"""The words of the interface from language files: who comes first, what is refused, what the package brings."""

from __future__ import annotations

import re

import pytest

from digest.ground import dates, wording
from digest.ground.diagnostics import Diagnostic
from digest.ground.wording import Wording
from digest.render import wordings
from digest.render.wordings import LanguageFile

LANGUAGES = ("ar", "en", "fr", "tr")


def file(tag: str, text: str, folder: str = "overrides/languages") -> LanguageFile:
    return LanguageFile(f"{folder}/{tag}.yaml", text.encode())


def settled(language: str, own: dict[str, str], *themes: dict[str, str], mentioned: str = "") -> Wording:
    """The words, with whose files nothing is wrong."""
    found, diagnostics = _settled(language, own, *themes, mentioned=mentioned)
    assert diagnostics == []
    return found


def _settled(
    language: str, own: dict[str, str], *themes: dict[str, str], mentioned: str = ""
) -> tuple[Wording, list[Diagnostic]]:
    return wordings.settle(
        language,
        [[file(tag, text, "themes/x/languages") for tag, text in each.items()] for each in themes],
        [file(tag, text) for tag, text in own.items()],
        [mentioned],
    )


def wrong(text: str, tag: str = "fr", language: str = "fr") -> Diagnostic:
    """The one thing that is wrong with a file of the site."""
    (finding,) = _settled(language, {tag: text})[1]
    return finding


# --- who comes first --------------------------------------------------------------------------------------------------


def test_a_site_replaces_single_texts() -> None:
    found = settled("fr", {"fr": "home: Une\n"})
    assert found.say("home") == "Une"
    assert found.say("topics") == "Rubriques"


def test_the_site_comes_before_the_theme_and_the_theme_before_what_it_extends() -> None:
    child, parent = {"fr": "home: enfant\ntopics: enfant\n"}, {"fr": "home: parent\ntopics: parent\ntags: parent\n"}
    found = settled("fr", {"fr": "home: site\n"}, child, parent)
    assert [found.say(key) for key in ("home", "topics", "tags")] == ["site", "enfant", "parent"]


def test_a_region_has_the_texts_of_its_language_but_for_its_own() -> None:
    found = settled("fr-CA", {"fr-CA": "latest: Manchettes\n"})
    assert found.say("latest") == "Manchettes"
    assert found.say("home") == "Accueil"
    assert found.language == "fr-CA"


def test_the_name_of_a_file_may_be_in_capitals() -> None:
    assert settled("fr-ca", {"FR-CA": "home: Une\n"}).say("home") == "Une"


def test_a_site_in_english_replaces_english_texts() -> None:
    assert (
        settled("en", {"en": 'stories: {one: "{count} item", other: "{count} items"}\n'}).say("stories", 2) == "2 items"
    )


def test_a_theme_brings_texts_of_its_own_by_its_english_file() -> None:
    theme = {"en": "weather: Weather\n", "fr": "weather: Météo\n"}
    assert settled("fr", {}, theme).say("weather") == "Météo"
    assert settled("en", {}, theme).say("weather") == "Weather"


def test_a_site_brings_texts_of_its_own_where_a_template_of_its_own_says_them() -> None:
    assert settled("en", {"en": "weather: Weather\n"}, mentioned='{{ say("weather") }}').say("weather") == "Weather"
    assert wrong("weather: Weather\n", "en", "en").code == "text-unknown"


def test_a_whole_language_may_be_the_sites_own() -> None:
    turkish = next(each for each in wordings.shipped() if each.tag == "tr")
    found = settled("az", {"az": turkish.data.decode()})
    assert found.say("home") == "Ana sayfa"


# --- what is missing --------------------------------------------------------------------------------------------------


def test_a_text_that_a_language_lacks_is_english_with_a_warning_that_names_it() -> None:
    found, (finding,) = _settled("fr", {}, {"en": "weather: Weather\nsea: Sea\n", "fr": "weather: Météo\n"})
    assert found.say("sea") == "Sea"
    assert (finding.code, finding.severity) == ("text-missing", "warning")
    assert "`sea`" in finding.message
    assert "weather" not in finding.message


def test_many_missing_texts_are_one_warning() -> None:
    found, (finding,) = _settled("de", {"de": "home: Start\n"})
    assert found.say("home") == "Start"
    assert found.say("topics") == "Topics"
    assert finding.code == "text-missing"
    assert "and " in finding.message


def test_a_language_without_a_file_is_noted_and_its_numbers_stay_its_own() -> None:
    found, (finding,) = _settled("de", {})
    assert (finding.code, finding.severity) == ("language-untranslated", "note")
    assert "overrides/languages/de.yaml" in finding.hint
    assert found.say("stories", 1234) == "1.234 stories"


# --- what is refused --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "code", "line", "hint"),
    [
        ("home: Une\ntopcs: Sujets\n", "text-unknown", 2, "`topics`"),
        ("by: Par {author}\n", "text-place", 1, "`authors`"),
        ("home: Une {site}\n", "text-place", 1, "no names"),
        ("home: Une { }\n", "text-place", 1, "small letters"),
        ("home: {one: Une, other: Unes}\n", "text-form", 1, "one text"),
        ('stories: {one: "{count} a", few: "{count} b", other: "{count} c"}\n', "text-form", 1, "one, many, other"),
        ('stories: {one: "{count} article"}\n', "text-form", 1, "all numbers"),
        ("home: [Une]\n", "value-type", 1, ""),
        ("stories: {other: [a]}\n", "value-type", 1, ""),
        ("home:\n", "value-empty", 1, "leave the line out"),
        ("- home\n", "value-type", 1, "home: …"),
    ],
)
def test_a_mistake_is_told_with_its_line(text: str, code: str, line: int, hint: str) -> None:
    finding = wrong(text)
    assert finding.place is not None
    assert (finding.code, finding.severity, finding.place.line) == (code, "error", line)
    assert hint in finding.hint
    assert finding.place.file == "overrides/languages/fr.yaml"


def test_a_name_that_a_translation_leaves_out_is_a_warning() -> None:
    finding = wrong("by: Par quelqu’un\n")
    assert (finding.code, finding.severity) == ("text-place", "warning")
    assert "`{authors}`" in finding.message


def test_broken_yaml_is_told() -> None:
    assert wrong("home: [\n").code.startswith("yaml")


def test_a_file_must_be_named_by_a_language() -> None:
    assert wrong("home: x\n", "deutsch").code == "language-invalid"


def test_a_file_of_a_language_that_the_site_is_not_in_is_told() -> None:
    finding = wrong("home: x\n", "de")
    assert (finding.code, finding.severity) == ("override-unused", "warning")


# --- the package's files ----------------------------------------------------------------------------------------------


def test_the_package_brings_these_languages() -> None:
    assert tuple(each.tag for each in wordings.shipped()) == LANGUAGES


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_language_of_the_package_is_complete_and_nothing_is_wrong_with_it(language: str) -> None:
    found, diagnostics = wordings.settle(language, [], [], ())
    assert diagnostics == []
    for key, text in found.texts.items():
        if isinstance(text, dict):
            assert tuple(text) == dates.plural_forms(language), key


@pytest.mark.parametrize("language", [each for each in LANGUAGES if each != "en"])
def test_a_translation_says_what_the_english_text_says_in_other_words(language: str) -> None:
    english, translated = (wordings.settle(each, [], [], ())[0].texts for each in ("en", language))
    same = {key for key, text in translated.items() if text == english[key] and re.search("[a-z]", _bare(text))}
    assert same <= {"pages", "numbered-page"}  # words that French has too


def _bare(text: wording.Text) -> str:
    return re.sub(r"\{\w+\}", "", " ".join(wording.forms(text).values()))


def test_french_has_a_narrow_space_before_its_colon_and_inside_its_quotation_marks() -> None:
    found, _ = wordings.settle("fr", [], [], ())
    for key, text in found.texts.items():
        for form in wording.forms(text).values():
            assert not re.search("[^\u202f][:;!?»]|«[^\u202f]|'", form), key


def test_turkish_puts_no_suffix_on_a_name() -> None:
    found, _ = wordings.settle("tr", [], [], ())
    for key, text in found.texts.items():
        for form in wording.forms(text).values():
            assert not re.search(r"\}['’]?\w", form), key


def test_arabic_counts_in_six_forms() -> None:
    found, _ = wordings.settle("ar", [], [], ())
    said = [found.say("stories", count) for count in (0, 1, 2, 3, 10, 11, 99, 100, 103)]
    assert said == [
        "لا أخبار",
        "خبر واحد",
        "خبران",
        "3 أخبار",
        "10 أخبار",
        "11 خبرًا",
        "99 خبرًا",
        "100 خبر",
        "103 أخبار",
    ]
