"""The weights of a page's lines are found on labelled pages, within the limits that people set."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from benchmarks.page_weights import BASE, fit, read_pages, worth, written

STORY = (
    "The ferry across the Aller stays in the harbour until the end of March, the council of Hohenau said on Monday evening.",
    "Its engine is forty years old, and nobody makes the parts any more that it needs to pass the inspection in spring.",
    "Commuters will be taken across the bridge by bus at no cost, which takes them some twenty minutes longer each way.",
)
AROUND = ("Share this article", "Photo: Gazette/Archive", "Read more", "Sign up for our newsletter")


def labelled(folder: Path, pages: int) -> Path:
    """A folder of labelled pages, each with the same story and the same page around it."""
    (folder / "seeds").mkdir(parents=True)
    gold = {}
    for number in range(pages):
        name, paragraphs = f"page-{number}", [f"{each} This is report {number}." for each in STORY]
        text = [f"Ferry of Hohenau stays in harbour for week {number}", *paragraphs]
        for place, each in enumerate(AROUND):
            text.insert(3 + place, each)
        (folder / "seeds" / f"{name}.txt").write_text("\n\n".join(text), "utf-8")
        gold[name] = {"paragraphs": paragraphs}
    (folder / "gold.json").write_text(json.dumps(gold), "utf-8")
    return folder


def test_a_line_is_labelled_by_whether_the_story_has_it(tmp_path: Path) -> None:
    (page,) = read_pages(labelled(tmp_path, 1))
    assert len(page.labels) == len(STORY) + len(AROUND)
    assert sum(page.labels) == len(STORY)


def test_a_body_in_one_text_labels_the_same_lines_less_surely(tmp_path: Path) -> None:
    folder = labelled(tmp_path, 1)
    (page,) = read_pages(folder)
    gold = json.loads((folder / "gold.json").read_text())
    (folder / "gold.json").write_text(json.dumps({"page-0": {"body": "\n".join(gold["page-0"]["paragraphs"])}}))
    (other,) = read_pages(folder)
    assert other.labels == page.labels
    assert other.sure < page.sure


@pytest.fixture(scope="module")
def weights(tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, float], dict[str, float]]:
    return fit(read_pages(labelled(tmp_path_factory.mktemp("labelled") / "pages", 12)))


def test_the_weights_tell_the_story_from_the_page(
    tmp_path: Path, weights: tuple[dict[str, float], dict[str, float]]
) -> None:
    (page,) = read_pages(labelled(tmp_path, 1))
    assert [worth(each, weights[0]) > 0 for each in page.own] == page.labels


def test_what_only_pages_say_never_speaks_for_a_story(weights: tuple[dict[str, float], dict[str, float]]) -> None:
    said = {sign: value for each in weights for sign, value in each.items() if sign.startswith("says ")}
    assert said
    assert max(said.values()) <= 0


def test_the_file_has_both_sections_with_what_every_line_is_worth(
    weights: tuple[dict[str, float], dict[str, float]],
) -> None:
    text = written(*weights)
    assert text.startswith("# What each sign of a line is worth")
    assert text.count(f"\n{BASE}: ") == 2
    assert text.index("[alone]") < text.index("[together]")
