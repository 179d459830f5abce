from __future__ import annotations

import pytest

from digest.ground.diagnostics import Place
from digest.ground.languages import TAG, check, direction, primary, region


@pytest.mark.parametrize("tag", ["ar", "fa", "he", "ur", "ckb", "AR", "ar-EG", "ku-Arab", "az-Arab-IR", "ff-Adlm"])
def test_these_are_written_from_right_to_left(tag: str) -> None:
    assert direction(tag) == "rtl"


@pytest.mark.parametrize("tag", ["en", "fr", "tr", "zh-Hant", "ku", "ur-Latn", "ar-Latn-EG", ""])
def test_these_are_written_from_left_to_right(tag: str) -> None:
    assert direction(tag) == "ltr"


@pytest.mark.parametrize("tag", ["en", "pt-BR", "zh-Hant-TW", "es-419", "ckb", "de-1996", "en-x-news"])
def test_a_language_tag_has_this_shape(tag: str) -> None:
    assert TAG.fullmatch(tag)


@pytest.mark.parametrize("tag", ["english", "e", "pt_BR", "en-", "-en", "en US", "", "fr\n", "日本"])
def test_anything_else_is_no_language_tag(tag: str) -> None:
    assert not TAG.fullmatch(tag)


@pytest.mark.parametrize(("tag", "language", "area"), [
    ("en", "en", None), ("pt-BR", "pt", "BR"), ("EN-us", "en", "US"), ("zh-Hant-TW", "zh", "TW"), ("es-419", "es", "419"),
    ("de-1996", "de", None), ("en-x-us", "en", None),
])  # fmt: skip
def test_a_tag_names_a_language_and_perhaps_a_region(tag: str, language: str, area: str | None) -> None:
    assert (primary(tag), region(tag)) == (language, area)


def test_a_tag_of_another_shape_is_an_error_at_its_place() -> None:
    place = Place(file="config.yaml", line=3)
    assert check("pt-BR", place) == check(None, place) == []
    [finding] = check("portuguese", place)
    assert (finding.code, finding.place) == ("language-invalid", place)
