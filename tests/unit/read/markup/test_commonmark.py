"""The other engine: CommonMark, with the same promises of safety, links and headings."""

from __future__ import annotations

import re
import sys

import pytest

from digest.config import Markdown
from digest.ground.diagnostics import Diagnostic
from digest.read import markup
from digest.read.markup import commonmark
from digest.read.plain_text import plain_text

COMMONMARK = Markdown(engine="commonmark")


def made(body: str, options: Markdown = COMMONMARK) -> str:
    result, found = markup.to_html(body, "2015/a.md", "content/2015/a.md", 8, options)
    assert found == []
    return result.html


def test_it_reads_markdown_as_commonmark_does() -> None:
    assert made("1) one\n2) two\n\ntext\n***\n") == "<ol>\n<li>one</li>\n<li>two</li>\n</ol>\n<p>text</p>\n<hr>"


def test_the_default_extensions_have_their_equals() -> None:
    html = made("| a | b |\n|:--|--:|\n| 1 | 2 |\n\n```python\nx < 1\n```\n")
    assert '<td style="text-align:right">2</td>' in html
    assert '<code class="language-python">x &lt; 1\n</code>' in html


def test_a_footnote_and_its_places_lead_to_each_other() -> None:
    html = made("One[^a] and again[^a].\n\n[^a]: Note.\n")
    addresses = re.findall(r'href="#([^"]+)"', html)
    assert addresses == ["fn:a", "fn:a", "fnref:a"]
    assert [html.count(f'id="{name}"') for name in ("fn:a", "fnref:a", "fnref2:a")] == [1, 1, 1]
    assert plain_text(html) == "One and again. Note."


def test_footnotes_written_in_code_stay_text() -> None:
    assert "fnref" not in made('    <sup class="footnote-reference"><a href="#1">1</a></sup>\n')


@pytest.mark.parametrize(
    "hostile",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "[x](javascript:alert(1))",
        "<iframe src='https://example.org'></iframe>",
        "[^<script>]\n\n[^<script>]: x",
        "![x](data:text/html,alert)",
    ],
)
def test_nothing_that_acts_survives(hostile: str) -> None:
    html = made(f"Text.\n\n{hostile}\n")
    assert not re.search(r"<script|onerror|javascript:|<iframe|data:", html)


def test_the_headline_stays_the_only_heading_of_its_level() -> None:
    assert made("# One\n\n## Two\n\nThree\n=====\n") == "<h2>One</h2>\n<h2>Two</h2>\n<h2>Three</h2>"


def test_inner_links_and_pictures_are_noted_with_their_places() -> None:
    result, _ = markup.to_html("[a](b.md#x) ![p](c.jpg)\n", "2015/a.md", "content/2015/a.md", 8, COMMONMARK)
    assert [(link.target, link.place.line, link.place.column) for link in result.links] == [
        ("content:2015/b.md", 8, 5),
        ("content:2015/c.jpg", 8, 18),
    ]
    assert 'href="digest:content:2015/b.md#x"' in result.html


def found(*extensions: str) -> list[Diagnostic]:
    return markup.check(Markdown(engine="commonmark", extensions=extensions), {})


def test_extensions_without_an_equal_are_named() -> None:
    assert found("tables", "markdown.extensions.footnotes", "fenced_code", "sane_lists", "smarty") == []
    [finding] = found("tables", "toc")
    assert finding.code == "markdown-extension"
    assert "`toc`" in finding.message
    assert "engine: python" in finding.hint


def test_without_its_package_a_finding_says_how_to_install_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "digest.read.markup.commonmark", None)
    monkeypatch.delattr(markup, "commonmark")
    markup._engine.cache_clear()
    try:
        [finding] = markup.check(COMMONMARK, {})
        assert finding.code == "markdown-engine"
        assert "digest-news[commonmark]" in finding.hint
        assert made("# One\n") == "<h2>One</h2>"
    finally:
        markup._engine.cache_clear()


def test_typographic_marks_are_made_only_on_request() -> None:
    assert commonmark.convert('"a" -- b\n', ("smarty",)) == "<p>“a” – b</p>\n"
    assert commonmark.convert('"a" -- b\n', ()) == '<p>"a" -- b</p>\n'
