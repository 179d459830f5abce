"""Markdown becomes HTML that is safe to publish, with its inner links ready to be resolved."""

from __future__ import annotations

import pytest

from digest.config import Markdown
from digest.ground.diagnostics import Diagnostic
from digest.read import markup

SAFE = Markdown()
RAW = Markdown(html="raw")


def made(body: str, options: Markdown = SAFE) -> str:
    result, found = markup.to_html(body, "2015/a.md", "content/2015/a.md", 8, options)
    assert found == []
    return result.html


def found(body: str, options: Markdown = SAFE) -> list[Diagnostic]:
    return markup.to_html(body, "2015/a.md", "content/2015/a.md", 8, options)[1]


@pytest.mark.parametrize(
    "hostile",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "[x](javascript:alert(1))",
        "<a href='java&#10;script:alert(1)'>x</a>",
        "<iframe src='https://example.org'></iframe>",
        "<style>p { color: red }</style>",
        '<p style="position: fixed" onclick="alert(1)">x</p>',
        "<svg><script>alert(1)</script></svg>",
        "![x](data:text/html,alert)",
        '<form action="https://example.org"><input></form>',
    ],
)
def test_nothing_that_acts_survives(hostile: str) -> None:
    html = made(f"Text.\n\n{hostile}\n").lower()
    assert not [
        word for word in ("script", "onerror", "onclick", "iframe", "fixed", "color", "data:", "<form") if word in html
    ]


def test_raw_html_is_left_to_those_who_ask_for_it() -> None:
    assert "<script>let a = \"<a href='b.md'>\"</script>" in made("""<script>let a = "<a href='b.md'>"</script>""", RAW)


def test_what_the_shipped_extensions_make_is_kept() -> None:
    html = made("| a | b |\n|:--|--:|\n| 1 | 2 |\n\n```python\nx < 1\n```\n\nText[^1].\n\n[^1]: Note.\n")
    for piece in (
        '<td style="text-align:right">2</td>',
        '<code class="language-python">x &lt; 1\n</code>',
        '<sup id="fnref:1"><a class="footnote-ref" href="#fn:1">1</a></sup>',
        '<li id="fn:1">',
        'href="#fnref:1"',
    ):
        assert piece in html


def test_marks_of_sense_are_kept() -> None:
    body = '<figure><img src="https://e.org/a.jpg" alt="A" width="3" height="2" loading="lazy"><figcaption>B</figcaption></figure>'
    assert made(body).strip() == body
    assert made('<span lang="ar" dir="rtl">x</span> <kbd>a</kbd> <time datetime="2015">b</time>') == (
        '<p><span lang="ar" dir="rtl">x</span> <kbd>a</kbd> <time datetime="2015">b</time></p>'
    )


def test_the_headline_stays_the_only_heading_of_its_level() -> None:
    assert (
        made("# One\n\n## Two\n\n<h1 lang='fr'>Trois</h1>\n") == '<h2>One</h2>\n<h2>Two</h2>\n<h2 lang="fr">Trois</h2>'
    )


def test_inner_links_and_pictures_are_noted_with_their_places() -> None:
    body = "[a](b.md#x) ![p](pic%201.jpg)\n\n[t](/topics/world/) [o](https://example.org) [f](#x)\n"
    result, _ = markup.to_html(body, "2015/a.md", "content/2015/a.md", 8, SAFE)
    assert [(link.target, link.place.line, link.place.column) for link in result.links] == [
        ("content:2015/b.md", 8, 5),
        ("content:2015/pic 1.jpg", 8, 18),
        ("site:/topics/world/", 10, 5),
    ]
    for value in (
        "digest:content:2015/b.md#x",
        "digest:content:2015/pic 1.jpg",
        "digest:site:/topics/world/",
        "https://example.org",
        "#x",
    ):
        assert f'"{value}"' in result.html


def test_links_written_in_code_stay_text() -> None:
    result, _ = markup.to_html('`[a](b.md)` and\n\n    <a href="b.md">\n', "a.md", "content/a.md", 1, SAFE)
    assert result.links == ()
    assert "[a](b.md)" in result.html
    assert 'href="b.md"' in result.html


def test_a_link_out_of_the_content_folder_is_an_error() -> None:
    [finding] = found("x\n\n[a](../../config.yaml)\n")
    assert (finding.code, finding.place and finding.place.line) == ("link-outside", 10)


@pytest.mark.parametrize("options", [SAFE, RAW])
def test_nobody_writes_the_mark_of_inner_links(options: Markdown) -> None:
    assert "digest:" not in made("[a](digest:content:a.md)", options)


def test_one_body_leaves_no_trace_in_the_next() -> None:
    made("Text[^1] and [a][ref].\n\n[^1]: Note.\n[ref]: https://example.org\n")
    assert made("Text[^1] and [a][ref].\n") == "<p>Text[^1] and [a][ref].</p>"


def test_deep_nesting_is_a_finding_not_a_crash() -> None:
    assert {finding.code for finding in found("> " * 3000 + "x")} <= {"markdown-failed"}
    assert made("After.") == "<p>After.</p>"


def test_unknown_extensions_are_named_and_the_others_work() -> None:
    options = Markdown(extensions=("tabels", "tables"))
    [finding] = markup.check(options, {})
    assert finding.code == "markdown-extension"
    assert "tabels" in finding.message
    assert "<table>" in made("| a |\n|---|\n| b |\n", options)


def test_an_empty_body_is_empty_html() -> None:
    assert made(" \n\n") == ""
