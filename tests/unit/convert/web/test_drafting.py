from __future__ import annotations

import re
import sys
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from trafilatura import extract

from digest.config import DEFAULT_TOPICS
from digest.convert.drafts import Drafted, draft_seed
from digest.convert.formats import FORMATS
from digest.convert.frontmatter import values
from digest.convert.markup import to_plain
from digest.convert.web.page import read_page
from digest.ground.diagnostics import Place
from digest.ground.moment import Moment
from digest.model import Draft, Seed, Source
from tests.unit.convert.samples import CONFIG, Site

SETTINGS = replace(CONFIG, topics=DEFAULT_TOPICS)
STORY = (
    "The ozone layer over the southern continent has thinned <b>again</b>, a station on the coast said, &amp; it will recover slowly.",
    "Observers will meet in Geneva in the spring to compare their notes, as they do each year, and report to governments.",
    "The balloons rise twice a week from a field behind the station, whatever the weather, and carry one small instrument.",
)
HEAD = (
    '<title>Ozone hole grows again | Harbour Gazette</title><meta property="og:site_name" content="Harbour Gazette">'
    '<meta name="description" content="The hole is larger than last year."><meta name="author" content="Ada Okafor">'
    '<meta property="article:published_time" content="2015-10-29T08:15:00Z"><link rel="canonical" href="https://example.org/ozone">'
)


def page(*story: str, head: str = HEAD, standfirst: str = "", around: str = "Imprint, contact") -> str:
    paragraphs = "".join(f"<p>{text}</p>\n" for text in story or STORY)
    return (
        f'<!DOCTYPE html>\n<html lang="en"><head>{head}<style>p{{color:red}}</style><script>var hidden = 1</script></head><body>\n'
        f"<nav><a href=/>Home</a><a href=/n>News</a></nav><article><h1>Ozone hole grows again</h1>{standfirst}\n{paragraphs}</article>\n"
        f"<aside><h3>Read more</h3><a href=/w>Whales return to the bay</a></aside><footer>{around}</footer></body></html>"
    )


def drafted(markup: str | bytes, path: str = "ozone.html") -> Drafted:
    data = markup if isinstance(markup, bytes) else markup.encode()
    return draft_seed(Seed(path=path, data=data, digest=""), Place(file=f"seeds/{path}"), SETTINGS, FORMATS)


def draft(markup: str | bytes, path: str = "ozone.html") -> Draft:
    found = drafted(markup, path)
    assert found.draft is not None, found.findings
    return found.draft


def words(text: str) -> Counter[str]:
    return Counter(re.findall(r"[^\W_]+", text.casefold()))


def lost(markup: str, made: Draft) -> Counter[str]:
    """The words that a reader sees, and that are neither in the article nor in the list of what was taken out."""
    kept = [str(value) for value in values(made.front).values()]
    return words(read_page(markup).said) - words(
        "\n".join((*kept, to_plain(made.body), *(one.text for one in made.removed)))
    )


def test_a_saved_page_becomes_an_article() -> None:
    made = draft(page())
    front = made.front
    assert (front.title, front.summary) == ("Ozone hole grows again", "The hole is larger than last year.")
    assert (front.date, front.authors, front.language) == (Moment("2015-10-29T08:15:00+00:00"), ("Ada Okafor",), "en")
    assert front.source == Source(name="Harbour Gazette", url="https://example.org/ozone")
    assert "Geneva" in front.tags
    assert (
        made.body
        == "\n\n".join(text.replace("<b>", "").replace("</b>", "").replace("&amp;", "&") for text in STORY) + "\n"
    )
    assert {name: made.origins[name].rule for name in ("title", "summary", "authors", "source", "body")} == {
        "title": "heading",
        "summary": "meta",
        "authors": "meta",
        "source": "open-graph",
        "body": "trafilatura",
    }


def test_what_stands_around_the_article_is_in_the_list_of_what_was_taken_out() -> None:
    made = draft(page())
    assert [(one.rule, one.text, one.line) for one in made.removed] == [
        ("around-article", "Home News", 3),
        ("around-article", "Read more", 8),
        ("around-article", "Whales return to the bay", 8),
        ("around-article", "Imprint, contact", 8),
    ]
    assert lost(page(), made) == Counter()


def test_the_body_is_the_one_that_trafilatura_finds() -> None:
    for markup in (page(), page(*STORY, *STORY[::-1]), page(standfirst="<p class=date>28 July 2015</p>")):
        theirs = words((extract(markup, include_comments=False) or "").replace("Ozone hole grows again", "", 1))
        ours = words(to_plain(draft(markup).body))
        common = sum((ours & theirs).values())
        assert 2 * common / (sum(ours.values()) + sum(theirs.values())) > 0.99


def test_a_standfirst_set_apart_leaves_the_body() -> None:
    markup = page(
        standfirst='<p class="article__standfirst">The hole is larger than it was last year, by a good deal.</p>'
    )
    made = draft(markup)
    assert made.front.summary == "The hole is larger than it was last year, by a good deal."
    assert made.body.startswith("The ozone layer")
    assert lost(markup, made) == Counter()


def test_a_description_that_only_repeats_how_the_story_begins_is_no_standfirst() -> None:
    head = HEAD.replace(
        "The hole is larger than last year.", "The ozone layer over the southern continent has thinned …"
    )
    assert draft(page(head=head)).front.summary is None


def test_what_the_page_does_not_say_is_read_from_its_lines() -> None:
    markup = page(
        head="<title>Ozone hole grows again</title>", standfirst="<p>By Ada Okafor</p><p>Published 28 July 2015</p>"
    )
    made = draft(markup)
    assert (made.front.date, made.front.authors) == (Moment("2015-07-28"), ("Ada Okafor",))
    assert made.origins["date"].line == 3
    assert lost(markup, made) == Counter()


def test_a_template_that_calls_every_page_english_is_not_believed() -> None:
    story = "Die Ozonschicht über dem Kontinent ist nach Angaben einer Station wieder dünner geworden und erholt sich nur langsam. "
    made = draft(page(story * 2, story.replace("Station", "Behörde") * 2))
    assert (made.front.language, made.origins["language"].rule) == ("de", "language-detected")


@pytest.mark.parametrize(
    "declaration",
    ["<meta charset='windows-1251'>", "<meta http-equiv='Content-Type' content='text/html; charset=windows-1251'>"],
)
def test_a_page_declares_its_encoding(declaration: str) -> None:
    story = "Озоновый слой над южным континентом снова стал тоньше, сообщила станция на побережье, и восстановится не скоро."
    found = drafted(page(story, story, head=f"{declaration}<title>Озон</title>").encode("cp1251"))
    assert found.draft is not None
    assert found.draft.encoding == "windows-1251"
    assert "Озоновый" in found.draft.body
    assert "seed-encoding-guessed" not in {finding.code for finding in found.findings}


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_a_byte_order_mark_counts_more_than_the_declaration(encoding: str) -> None:
    markup = page(head=f"<meta charset='windows-1251'>{HEAD}", around="© à la carte")
    made = draft(markup.encode(encoding))
    assert made.removed[-1].text == "© à la carte"


def test_a_page_in_which_no_article_is_found_is_read_like_a_paste() -> None:
    made = draft(
        "<form><label>Talks open in Geneva</label>\n<label>28 July 2015</label>\n<label>They met on Monday and talked all day.</label></form>"
    )
    assert (made.front.title, made.front.date) == ("Talks open in Geneva", Moment("2015-07-28"))
    assert made.body == "They met on Monday and talked all day.\n"
    assert made.origins["date"].line == 2


def test_a_page_on_one_line_is_no_line_that_is_too_long() -> None:
    made = draft(page(*STORY * 300).replace("\n", " "))
    assert len(made.body) > 90_000


def test_without_trafilatura_an_error_says_how_to_install_it_and_other_seeds_convert(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "trafilatura", None)
    site = Site(tmp_path)
    site.formats, site.config = FORMATS, SETTINGS
    site.seed("a.html", page())
    site.seed("b.txt", "Talks open in Geneva\n\n28 July 2015\n\nThey met on Monday and talked all day.\n")
    counts, findings = site.convert()
    assert (counts.converted, counts.failed) == (1, 1)
    (finding,) = (finding for finding in findings if finding.code == "seed-needs-html")
    assert finding.severity == "error"
    assert finding.place == Place(file="seeds/a.html")
    assert "pip install 'digest-news[html]'" in finding.hint


TAGS = "p div article b ul li table tr td pre h2 blockquote script nav span".split()
TEXTS = (
    "One sentence, long enough &amp; plain, that says “nothing” at all. ",
    "word",
    " 3 < 4 ",
    "é",
    "&lt;",
    "<!--",
    "-->",
    "<br>",
)
PIECES = st.sampled_from([*(f"<{tag}>" for tag in TAGS), *(f"</{tag}>" for tag in TAGS), *TEXTS])


@settings(max_examples=60, deadline=None)
@given(st.lists(PIECES, max_size=40))
def test_no_word_of_any_page_is_lost(pieces: list[str]) -> None:
    markup = "".join(pieces)
    found = drafted(markup)
    assert not [finding for finding in found.findings if finding.code == "seed-uncovered"]
    if found.draft is not None:
        assert lost(markup, found.draft) == Counter()
