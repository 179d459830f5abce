"""Pages whose article is too short for Trafilatura to tell its paragraphs."""

from __future__ import annotations

from digest.convert.accounts import Account, account, known
from digest.convert.body import Block
from digest.convert.drafts import draft_seed
from digest.convert.formats import FORMATS
from digest.convert.web.page import read_page
from digest.convert.web.shreds import parted
from digest.engine.work import forgetful
from digest.ground.diagnostics import Place
from digest.model import Draft, Seed
from tests.unit.convert.samples import CONFIG, Site

PAGE = """<nav>Home News</nav>
<article><h1>Big cat seen in park</h1>
<p class="byline">By Kim Ray</p>
<p>A big cat was seen in the park on Monday morning.</p>
<p>The keepers of the park have closed its gates.</p></article>
"""


def draft(markup: str) -> Draft:
    seed = Seed(path="cat.html", data=markup.encode(), digest="")
    made = draft_seed(seed, Place(file="seeds/cat.html"), CONFIG, FORMATS).draft
    assert made is not None
    return made


def test_a_short_page_keeps_its_paragraphs_and_gives_its_headline_and_byline() -> None:
    made = draft(PAGE)
    assert made.body == (
        "A big cat was seen in the park on Monday morning.\n\nThe keepers of the park have closed its gates.\n"
    )
    assert (made.front.title, made.front.authors) == ("Big cat seen in park", ("Kim Ray",))
    assert (made.front.source, made.front.tags) == (None, ())
    assert made.origins["body"].line == 4


def test_why_shows_the_line_of_the_markup(site: Site) -> None:
    site.formats = FORMATS
    site.seed("cat.html", PAGE)
    site.convert()
    (article,) = known(site.root, site.config, forgetful())[0]
    told = account(site.root, site.config, article)
    assert isinstance(told, Account)
    body = next(part for part in told.parts if part.name == "body")
    assert body.source == "<p>A big cat was seen in the park on Monday morning.</p>"


def test_sub_headings_and_quotes_are_told_by_their_tags() -> None:
    page = read_page("<h1>One</h1><p>Two.</p><h2>Three</h2><blockquote>Four.</blockquote>")
    lump = (Block(kind="paragraph", texts=("One Two. Three Four.",), line=1),)
    found = [(block.kind, block.texts[0]) for block in parted(lump, page.lines, "One")]
    assert found == [("paragraph", "Two."), ("heading", "Three"), ("quote", "Four.")]


def test_a_paragraph_that_is_one_in_the_page_stays_one() -> None:
    page = read_page("<h1>One</h1><p>Two. Three.</p>")
    whole = (Block(kind="paragraph", texts=("Two. Three.",), line=1),)
    assert parted(whole, page.lines, "One") == whole
