"""Names of the links that lead back from notes."""

from __future__ import annotations

from typing import Literal

import pytest

from digest.arrange.notes import named
from digest.config import Markdown
from digest.read import markup
from tests.unit.arrange.conftest import words_in

BODY = "First[^a], second[^b].\n\n[^a]: One.\n\n[^b]: Two.\n"


@pytest.mark.parametrize("engine", ["python", "commonmark"])
@pytest.mark.parametrize(
    ("language", "names"),
    [
        ("en", ["Back to note 1 in the text", "Back to note 2 in the text"]),
        ("tr", ["Metindeki 1 numaralı nota dön", "Metindeki 2 numaralı nota dön"]),
    ],
)
def test_every_engines_links_have_them_in_the_language_of_the_interface(
    engine: Literal["python", "commonmark"], language: str, names: list[str]
) -> None:
    made, _ = markup.to_html(BODY, "a.md", "a.md", 1, Markdown(engine=engine, extensions=("footnotes",)))
    html = named(made.html, words_in(language))
    assert [part.split('"')[0] for part in html.split('aria-label="')[1:]] == names
    assert "title=" not in html


def test_a_text_without_notes_stays_as_it_is() -> None:
    assert named('<p><a href="#x" title="X">x</a></p>', words_in("en")) == '<p><a href="#x" title="X">x</a></p>'
