"""What a page owes to the source of its text."""

from __future__ import annotations

import pytest

from digest.check import html, rights
from digest.check.subject import Made
from tests.unit.check.samples import page

STORY = "content/2015/07/28/ferry.md"
UNLISTED = '<meta name="robots" content="noindex">'


def found(text: str, *, unlisted: bool = False, credit: str = "") -> list[tuple[str, str, str]]:
    made = Made(path="a.html", renderer="template", source=STORY, unlisted=unlisted, credit=credit)
    return [(each.code, each.severity, each.source) for each in rights.check(html.parse(text), text, "a.html", made)]


def test_a_page_that_owes_nothing_has_no_fault() -> None:
    assert found(page()) == []
    assert found(page(head=UNLISTED)) == []


def test_a_page_that_is_not_to_be_listed_says_so() -> None:
    assert found(page(head=UNLISTED), unlisted=True) == []
    assert found(page(), unlisted=True) == [("noindex-missing", "error", STORY)]


@pytest.mark.parametrize("body", ["<p>© <em>Quay</em> Wire, 2015</p>", "<p>QUAY&nbsp;WIRE 2015"])
def test_a_credit_may_be_written_in_any_markup(body: str) -> None:
    assert found(page(body), credit="© Quay Wire 2015") == []


@pytest.mark.parametrize("body", ["", "<p>© Quay", "<p>Quay Wires 2015"])
def test_a_credit_that_is_missing_is_told(body: str) -> None:
    assert found(page(body), credit="© Quay Wire 2015") == [("credit-missing", "warning", STORY)]


def test_a_credit_without_words_asks_for_none() -> None:
    assert found(page(), credit="©") == []
