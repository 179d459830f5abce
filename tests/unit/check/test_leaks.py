"""What is held back is found wherever it shows, and nothing else is taken for it."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from digest.check.subject import Secret
from tests.unit.check.samples import URL, checked, page, told

DRAFT = "content/2015/07/28/ferry.md"
HEADER = "---\ntitle: The harbour master resigns\nstatus: draft\n---\n"
SENTENCE = "Nobody on the quay had seen the second set of books before Tuesday."
SECRET = Secret(
    file=DRAFT,
    reason="draft",
    title="The harbour master resigns",
    texts=("It began with a ledger. " + SENTENCE + " The council meets tomorrow to hear what he has to say.",),
    paths=("2015/07/28/ferry/index.html", "old-ferry/index.html"),
)
FOUND = [("draft-leaked", f"{DRAFT}:3")]


def leaks(
    root: Path, built: dict[str, str | bytes], *, public: tuple[str, ...] = (), planned: tuple[str, ...] | None = None
) -> list[tuple[str, str]]:
    found = checked(
        root, built, {}, {DRAFT: HEADER}, secrets=(SECRET,), public=public, planned=planned, known=tuple(built)
    )
    return told([finding for finding in found if finding.code == "draft-leaked"])


FEED = f"""<feed xmlns="http://www.w3.org/2005/Atom"><entry><content type="html">&lt;p&gt;{SENTENCE}&lt;/p&gt;</content></entry></feed>"""


@pytest.mark.parametrize(
    ("path", "what"),
    [
        ("index.html", page(f"<p>{SENTENCE}</p>")),
        ("index.html", page(f"<p>{SENTENCE.replace('second set', 'second <em>set</em>').upper()}</p>")),
        ("index.html", page("<a href='x'>The Harbour Master resigns</a>")),
        ("index.html", page(head='<meta name="description" content="The harbour master resigns">')),
        ("feed.xml", FEED),
        ("rss.xml", f"<rss><item><description>{SENTENCE}</description></item></rss>"),
        ("feed.json", json.dumps({"items": [{"content_html": f"<p>{SENTENCE}</p>"}]})),
        ("search/records.json", json.dumps([SENTENCE])),
        ("notes.txt", SENTENCE),
        ("search/fragment.pf_fragment", gzip.compress(json.dumps({"content": SENTENCE}).encode(), mtime=0)),
    ],
)
def test_the_text_or_title_of_a_draft_is_found_in_every_kind_of_file(
    tmp_path: Path, path: str, what: str | bytes
) -> None:
    assert leaks(tmp_path, {path: what}) == FOUND


def test_the_page_of_a_draft_is_found_though_it_says_nothing(tmp_path: Path) -> None:
    assert leaks(tmp_path, {SECRET.paths[0]: page()}, planned=()) == FOUND


def test_a_redirect_to_a_draft_is_found(tmp_path: Path) -> None:
    assert leaks(tmp_path, {SECRET.paths[1]: page()}, planned=()) == FOUND


def test_a_link_to_a_draft_is_found(tmp_path: Path) -> None:
    assert leaks(tmp_path, {"index.html": page('<a href="/repo/2015/07/28/ferry/">x</a>')}) == FOUND


def test_an_address_in_the_sitemap_is_found(tmp_path: Path) -> None:
    entry = f"<url><loc>{URL}2015/07/28/ferry/</loc></url>"
    sitemap = f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{entry}</urlset>'
    assert leaks(tmp_path, {"sitemap.xml": sitemap}) == FOUND


def test_many_places_are_one_finding_that_counts_them(tmp_path: Path) -> None:
    built = {f"{number}/index.html": page(f"<p>{SENTENCE}</p>") for number in range(5)}
    [finding] = checked(tmp_path, built, {}, {DRAFT: HEADER}, secrets=(SECRET,))
    assert finding.note == "on 5 pages, `public/0/index.html` is the first"


def test_what_something_that_is_shown_says_itself_is_no_leak(tmp_path: Path) -> None:
    """Two agencies report the same; the second report waits for review."""
    built: dict[str, str | bytes] = {"index.html": page(f"<p>{SENTENCE}</p><h2>{SECRET.title}</h2>")}
    assert leaks(tmp_path, built, public=("Another", f"{SENTENCE}\n{SECRET.title}")) == []


def test_a_few_common_words_are_no_leak(tmp_path: Path) -> None:
    assert leaks(tmp_path, {"index.html": page("<p>It began with a ledger. The council meets on Friday.</p>")}) == []


def test_a_page_that_took_the_address_of_a_draft_is_none(tmp_path: Path) -> None:
    assert (
        leaks(tmp_path, {SECRET.paths[0]: page(), "index.html": page('<a href="/repo/2015/07/28/ferry/">x</a>')}) == []
    )


def test_scripts_without_spaces_are_compared_too(tmp_path: Path) -> None:
    text = "昨夜、港の管理人が突然辞任し、町議会は緊急に会合を開くことを決めた。理由はまだ明らかにされていない。"
    secret = Secret(file=DRAFT, reason="draft", texts=(text,))
    built = {"index.html": page(f"<p>{text}</p>")}
    assert told(checked(tmp_path, built, {}, {DRAFT: HEADER}, secrets=(secret,))) == FOUND


# --- what may be seen in part -----------------------------------------------------------------------------------------

BEGINNING = "It began with a ledger that a clerk had left open on the wrong desk one evening in March."
LIMITED = Secret(file=DRAFT, reason="excerpt", texts=(f"{BEGINNING} {SENTENCE}",), shown=f"{BEGINNING}…")


@pytest.mark.parametrize(
    ("body", "found"),
    [
        (f"<p>{BEGINNING}…</p>", []),
        (f"<p>{BEGINNING} {SENTENCE}</p>", [("source-exceeded", f"{DRAFT}:4")]),
        (f"<p>{SENTENCE}</p>", [("source-exceeded", f"{DRAFT}:4")]),
    ],
)
def test_of_a_text_no_more_may_be_seen_than_its_source_allows(
    tmp_path: Path, body: str, found: list[tuple[str, str]]
) -> None:
    header = "---\ntitle: The harbour master resigns\nstatus: published\nsource: {name: Quay Wire}\n---\n"
    assert told(checked(tmp_path, {"index.html": page(body)}, {}, {DRAFT: header}, secrets=(LIMITED,))) == found


def test_the_end_of_a_long_text_is_looked_for_as_well_as_what_follows_the_cut(tmp_path: Path) -> None:
    words = [f"paragraph{number}" for number in range(4_000)]
    secret = Secret(file=DRAFT, reason="link", texts=(" ".join(words),))
    for at in (0, 2_000):
        built = {"index.html": page(f"<p>{' '.join(words[at : at + 1_000])}</p>")}
        assert [code for code, _ in told(checked(tmp_path, built, {}, {DRAFT: HEADER}, secrets=(secret,)))] == [
            "source-exceeded"
        ]
