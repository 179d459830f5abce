"""Wording: what kinds of a page's phrases a line says."""

import pytest

from digest.convert import tables
from digest.convert.plain import wording
from digest.ground import text


@pytest.mark.parametrize(
    ("line", "section"),
    [
        ("By clicking here you agree to our privacy policy", "consent"),
        ("Es gelten unsere Datenschutzhinweise", "consent"),
        ("Déjà abonné ? Connectez-vous", "account"),
        ("Recibe el boletín del puerto", "newsletter"),
        ("Die meistgelesenen Artikel der Woche: meistgelesen", "related"),
        ("Läs också: bron stängs igen", "related"),
        ("前のページ 関連記事", "related"),
        ("Yorumlar (12)", "comments"),
        ("نسخ الرابط", "sharing"),
        ("vor 3 Stunden, vor Stunden", "ago"),
        ("Mehr Infos", "author"),
    ],
)
def test_a_phrase_is_known_wherever_it_stands(line: str, section: str) -> None:
    assert section in wording.kinds_said(text.fold(line))


def test_a_label_counts_only_where_the_line_is_nothing_else() -> None:
    assert wording.kinds_said("themen")["label"] == 1
    assert wording.kinds_said("themen 3")["label"] == 1
    assert "label" not in wording.kinds_said("themen der sitzung")


def test_an_opening_counts_only_at_the_beginning() -> None:
    assert "opening" in wording.kinds_said("read more about the harbour")
    assert "opening" not in wording.kinds_said("children should read more")


def test_the_longest_of_the_phrases_that_begin_alike_counts_once() -> None:
    assert wording.kinds_said("share this article")["sharing"] == 1


def test_a_sentence_of_a_story_says_none() -> None:
    assert not wording.kinds_said("the council met on tuesday and closed the old bridge for a year.")


def test_lower_case_with_its_accents_is_known_as_well_as_folded() -> None:
    assert wording.kinds_said("politique de confidentialité") == wording.kinds_said("politique de confidentialite")


def test_every_kind_of_phrase_has_its_weight_and_none_speaks_for_the_story() -> None:
    weights = {
        sign: float(weight)
        for section in ("alone", "together")
        for sign, _, weight in (row.rpartition(":") for row in tables.sections("weights.txt")[section])
    }
    kinds = {f"says {section}" for section in tables.sections("page.txt")} - {"says "}
    assert kinds <= set(weights)
    assert all(weights[kind] <= 0 for kind in kinds)
