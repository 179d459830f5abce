"""Plain pages: about, imprint and the like."""

from __future__ import annotations

from digest.config import Markdown
from digest.ground.diagnostics import Diagnostic
from digest.model import PlainPage
from digest.read.documents import take_apart
from digest.read.plain_pages import read_page


def read(text: str) -> tuple[PlainPage | None, list[Diagnostic]]:
    document, _ = take_apart(text.encode(), "content/pages/About Us.md")
    assert document is not None
    return read_page(document, "pages/About Us.md", Markdown())


def test_a_page_has_a_title_an_address_and_a_place_in_the_navigation() -> None:
    page, found = read("---\ntitle: About us\nnav: 2\nlanguage: en-GB\n---\nHello.\n")
    assert found == []
    assert page is not None
    assert (page.slug, page.title, page.nav, page.language, page.html) == (
        "about-us",
        "About us",
        2,
        "en-GB",
        "<p>Hello.</p>",
    )


def test_its_slips_come_at_once() -> None:
    page, found = read("---\nslug: A/B\nlanguage: '-'\n---\n[x](../../y)\n")
    assert page is None
    assert {finding.code for finding in found} == {"title-missing", "slug-invalid", "language-invalid", "link-outside"}
