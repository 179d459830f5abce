from __future__ import annotations

import pytest

from digest.ground.languages import TAG, direction


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
