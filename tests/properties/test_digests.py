"""A page's digest knows all that the page shows: whatever is edited, pages with equal digests have equal contexts."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Any

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st

from digest.arrange.stage import arrange
from digest.config import Archive, Config, Feeds, Pages, Site, SourcePolicy, Tags, Topic
from digest.engine.kept import Kept
from digest.ground import fingerprint, inner_links
from digest.ground.diagnostics import Diagnostic, Place
from digest.ground.moment import Moment
from digest.model import (
    Article,
    Body,
    Content,
    Correction,
    EditionNote,
    FrontMatter,
    Image,
    Link,
    Media,
    Page,
    PlainPage,
    Plan,
    Source,
    Struct,
)

STORIES = 30
FIRST = date(2014, 12, 8)
SLUGS = ("world", "science", "other")
PLACE = Place(file="content/x.md", line=3)


class Written(Struct, kw_only=True):
    """All that the plan of a site is made from."""

    texts: dict[str, tuple[FrontMatter, str, tuple[str, ...]]]
    """Header, text and link targets of each article, by its path."""
    notes: tuple[EditionNote, ...]
    pages: tuple[PlainPage, ...]
    media: tuple[Media, ...]
    config: Config
    assets: dict[str, str]
    options: dict[str, Any]
    static: tuple[str, ...]
    now: datetime


# --- sites ------------------------------------------------------------------------------------------------------------

paths = st.integers(0, STORIES - 1).map(lambda number: f"a/{number}.md")
ids = st.integers(0, STORIES - 1).map(lambda number: f"k{number}")
words = st.sampled_from(("One", "Two words", "Three & more", "Ünal"))
days = st.integers(0, 40).map(lambda number: (FIRST + timedelta(days=number)).isoformat())
moments = st.one_of(
    days,
    st.builds(
        "{}T{:02}:{}:00{}".format, days, st.integers(0, 23), st.sampled_from((10, 59)), st.sampled_from(("+00:00", ""))
    ),
).map(Moment)
targets = st.one_of(
    paths.map("content:{}".format),
    st.sampled_from(("content:a/p.jpg", "site:/topics/world/", "site:/none", "content:pages/p0.md", "content:no.md")),
)
links = st.lists(targets, max_size=2).map(tuple)
topics = st.lists(st.sampled_from(SLUGS[:2]), unique=True).map(tuple)
tags = st.lists(st.sampled_from(("US", "U.S.", "us", "C", "C++", "한국")), max_size=3).map(tuple)
images = st.one_of(
    st.none(),
    st.builds(Image, src=st.sampled_from(("p.jpg", "https://x.org/p.jpg", "none.jpg")), alt=words, credit=words),
)
fields: dict[str, st.SearchStrategy[Any]] = {
    "title": words,
    "kicker": st.none() | words,
    "summary": st.none() | words,
    "date": moments,
    "updated": st.none() | moments,
    "topics": topics,
    "tags": tags,
    "authors": st.lists(words, max_size=2).map(tuple),
    "dateline": st.none() | words,
    "credits": st.lists(words, max_size=1).map(tuple),
    "source": st.none() | st.builds(Source, name=words, url=st.sampled_from((None, "https://x.org/"))),
    "language": st.sampled_from((None, "ar", "fr")),
    "status": st.sampled_from(("published", "published", "published", "draft", "review")),
    "slug": st.sampled_from((None, None, "same")),
    "image": images,
    "aliases": st.sampled_from(((), (), ("/old/",), ("/2014/old.html", "/old/"))),
    "expires": st.none() | moments,
    "weight": st.integers(-1, 2),
    "also": st.lists(ids, max_size=2).map(tuple),
    "corrections": st.lists(st.builds(Correction, date=moments, note=words), max_size=1).map(tuple),
    "noindex": st.booleans(),
    "extra": st.dictionaries(words, words, max_size=1),
}
settings_of_the_site: dict[str, st.SearchStrategy[Any]] = {
    "site": st.builds(
        Site,
        title=words,
        url=st.sampled_from(("https://example.org/", "https://example.org/re%20po/", "https://b.org/")),
        description=st.just("") | words,
        language=st.sampled_from(("en", "ar", "fr")),
        timezone=st.sampled_from(("UTC", "Asia/Tokyo", "America/New_York")),
        licence=words,
    ),
    "topics": st.permutations(SLUGS).flatmap(
        lambda slugs: st.tuples(
            *(st.builds(Topic, slug=st.just(slug), name=words, description=words) for slug in slugs)
        )
    ),
    "tags": st.sampled_from((Tags(), Tags(vocabulary=("States | US", "C | C++")))),
    "sources": st.lists(
        st.builds(
            SourcePolicy,
            name=words,
            show=st.sampled_from(("full", "excerpt", "link")),
            words=st.integers(1, 3),
            noindex=st.booleans(),
            credit=words,
        ),
        max_size=2,
    ).map(tuple),
    "edition": st.sampled_from(("week", "week", "day", "month", "none")),
    "archive": st.builds(Archive, index=st.booleans(), years=st.booleans(), months=st.booleans(), days=st.booleans()),
    "pages": st.builds(Pages, size=st.integers(1, 4), topics=st.booleans(), tags=st.booleans(), sitemap=st.booleans()),
    "feeds": st.builds(
        Feeds,
        atom=st.booleans(),
        rss=st.booleans(),
        opml=st.booleans(),
        topics=st.booleans(),
        items=st.integers(1, 20),
        content=st.sampled_from(("full", "summary")),
    ),
}
notes = st.lists(
    st.builds(
        lambda key, title, lead, order, said, found: EditionNote(
            key=key,
            path=f"editions/{key}.md",
            title=title,
            lead=lead,
            order=order,
            html=html_of(said, found),
            links=links_to(found),
        ),
        st.sampled_from(("2014-w50", "2015-w01", "2015-w02", "2014-12", "2014-12-10")),
        st.none() | words,
        st.none() | ids,
        st.lists(ids, max_size=3).map(tuple),
        words,
        links,
    ),
    max_size=3,
    unique_by=lambda note: note.key,
).map(tuple)
pages = st.tuples(
    *(
        st.builds(
            lambda number, title, nav, said, found: PlainPage(
                path=f"pages/p{number}.md",
                slug=f"p{number}",
                title=title,
                nav=nav,
                html=html_of(said, found),
                links=links_to(found),
            ),
            st.just(number),
            words,
            st.sampled_from((None, 1, 2)),
            words,
            links,
        )
        for number in range(2)
    )
)
medias = st.sampled_from(
    (
        (),
        (Media(path="a/p.jpg"),),
        (Media(path="a/p.jpg", width=4, height=3),),
        (Media(path="a/p.jpg", width=5, height=3),),
    )
)
parts: dict[str, st.SearchStrategy[Any]] = {
    "notes": notes,
    "pages": pages,
    "media": medias,
    "assets": st.dictionaries(st.sampled_from(("style.css", "icon.svg")), st.sampled_from(("assets/1", "assets/2"))),
    "options": st.dictionaries(st.sampled_from(("accent", "fonts")), words),
    "static": st.sampled_from(((), ("none",), ("CNAME", "favicon.ico"))),
    "now": st.integers(20, 60).map(lambda number: datetime(2014, 12, 8, 12, tzinfo=UTC) + timedelta(days=number)),
}
mostly: dict[str, st.SearchStrategy[Any]] = {
    "summary": words,
    "status": st.sampled_from(("published",) * 8 + ("draft", "review")),
    "slug": st.none(),
    "expires": st.none(),
    "aliases": st.just(()),
}
texts = st.tuples(
    st.fixed_dictionaries({}, optional={**fields, **mostly}),
    words,
    links,
    days.map(Moment),
)


@st.composite
def sites(draw: st.DrawFn) -> Written:
    """Thirty articles around the turn of a year, with all that belongs to them."""
    written = draw(st.lists(texts, min_size=STORIES, max_size=STORIES))
    made = {
        f"a/{number}.md": (FrontMatter(**{"id": f"k{number}", "title": f"Title {number}", "date": day, **front}), *rest)
        for number, (front, *rest, day) in enumerate(written)
    }
    config = Config(**draw(st.fixed_dictionaries({**settings_of_the_site, "pages": st.just(Pages(size=2))})))
    return Written(texts=made, config=config, **draw(st.fixed_dictionaries(parts)))


# --- edits ------------------------------------------------------------------------------------------------------------


def of_a_field(name: str, value: Any) -> Callable[[Written, str], Written]:
    """An article's header says something else."""

    def edit(site: Written, path: str) -> Written:
        front, *rest = site.texts.get(path, (FrontMatter(title="New", date=Moment("2015-01-03")), "Text", ()))
        changed = msgspec.structs.replace(front, **{name: value})
        return msgspec.structs.replace(site, texts=site.texts | {path: (changed, *rest)})

    return edit


def of_a_text(found: tuple[str, ...] | None) -> Callable[[Written, str], Written]:
    """An article's body says something else, or has other links."""

    def edit(site: Written, path: str) -> Written:
        front, said, had = site.texts[path]
        text = (front, said, found) if found is not None else (front, f"{said} more", had)
        return msgspec.structs.replace(site, texts=site.texts | {path: text})

    return edit


def of_the_files(name: str) -> Callable[[Written, str], Written]:
    """An article comes, goes, or gets another name."""

    def edit(site: Written, path: str) -> Written:
        left = dict(site.texts)
        text = left[path] if name == "copied" else left.pop(path)
        if name != "removed":
            left["b/new.md"] = (
                msgspec.structs.replace(text[0], id="new" if name == "copied" else text[0].id),
                *text[1:],
            )
        return msgspec.structs.replace(site, texts=left)

    return edit


def of_a_setting(name: str, value: Any) -> Callable[[Written, str], Written]:
    """The site is configured otherwise."""
    return lambda site, _: msgspec.structs.replace(site, config=msgspec.structs.replace(site.config, **{name: value}))


def of_a_part(name: str, value: Any) -> Callable[[Written, str], Written]:
    """Notes, pages, the theme or the clock are others."""
    return lambda site, _: msgspec.structs.replace(site, **{name: value})


def one_of(edit: Callable[[str, Any], Any], values: Mapping[str, st.SearchStrategy[Any]]) -> st.SearchStrategy[Any]:
    return st.one_of([st.builds(edit, st.just(name), value) for name, value in values.items()])


edits = st.sampled_from(
    (
        *[one_of(of_a_field, fields)] * 6,
        st.builds(of_a_text, st.none() | links),
        st.builds(of_a_part, st.just("notes"), notes),
        st.builds(of_the_files, st.sampled_from(("copied", "removed", "renamed"))),
        one_of(of_a_setting, settings_of_the_site),
        one_of(of_a_part, parts),
    )
).flatmap(lambda kind: kind)


# --- plans ------------------------------------------------------------------------------------------------------------


def html_of(said: str, found: tuple[str, ...]) -> str:
    wanted = [f'<a href="{inner_links.write(target, "#x")}">x</a>' for target in found]
    return f"<p>{said} {' '.join(wanted)}</p>" + (
        '<img src="digest:content:a/p.jpg">' if "content:a/p.jpg" in found else ""
    )


def links_to(found: tuple[str, ...]) -> tuple[Link, ...]:
    return tuple(Link(target=target, place=PLACE) for target in found)


def article_of(path: str, front: FrontMatter, said: str, found: tuple[str, ...]) -> tuple[Article, Body]:
    """What reading makes of an article."""
    beside = front.image is not None and not front.image.src.startswith("https:")
    picture = Link(target=f"content:a/{front.image.src}", place=PLACE) if front.image and beside else None
    body = Body(html=html_of(said, found), text=said, links=links_to(found), picture=picture)
    article = Article(
        path=path,
        slug=front.slug or path[2:-3],
        front=front,
        excerpt="" if front.summary else said,
        words=len(said),
        links=tuple(dict.fromkeys(found)),
        picture=picture.target if picture else None,
        digest="",
    )
    return msgspec.structs.replace(article, digest=fingerprint.of_value([article, body.html, body.text])), body


def plan_of(site: Written, kept: Kept | None = None) -> Plan:
    return arranged(site, kept)[0]


def arranged(site: Written, kept: Kept | None = None) -> tuple[Plan, list[Diagnostic]]:
    made = [article_of(path, *text) for path, text in site.texts.items()]
    content = Content(
        articles=tuple(article for article, _ in made),
        bodies={article.path: body for article, body in made},
        editions=site.notes,
        pages=site.pages,
        media=site.media,
    )
    like = {one.path: [other.path for other, _ in made if other.front.title == one.front.title] for one, _ in made}
    return arrange(
        content,
        site.config,
        assets=site.assets,
        options=site.options,
        static=site.static,
        now=site.now,
        related=like,
        kept=kept,
    )


def key(page: Page) -> tuple[str, str, str, str]:
    return page.path, page.renderer, page.template, page.digest


@given(sites(), st.lists(st.tuples(edits, paths), min_size=8, max_size=16))
def test_pages_with_equal_digests_are_equal(
    site: Written, changes: list[tuple[Callable[[Written, str], Written], str]]
) -> None:
    before = {key(page): page.context() for page in plan_of(site).pages}
    for change, path in changes:
        site = change(site, path) if path in site.texts else site
        after = {key(page): page.context() for page in plan_of(site).pages}
        assert [page for page in before.keys() & after.keys() if before[page] != after[page]] == []
        before = after


@settings(max_examples=40)
@given(sites(), st.lists(st.tuples(edits, paths), min_size=4, max_size=8))
def test_what_is_kept_from_build_to_build_makes_no_difference(
    site: Written, changes: list[tuple[Callable[[Written, str], Written], str]]
) -> None:
    kept = Kept()
    for change, path in [(of_a_part("now", site.now), ""), *changes]:
        site = change(site, path) if path in site.texts or not path else site
        kept.turn()
        (one, found), (two, sought) = arranged(site), arranged(site, kept)
        assert found == sought
        assert [(key(page), page.origin, page.context()) for page in one.pages] == [
            (key(page), page.origin, page.context()) for page in two.pages
        ]
        assert [(each.year, each.digest, each.records()) for each in one.volumes] == [
            (each.year, each.digest, each.records()) for each in two.volumes
        ]
        assert (one.copies, one.held, one.lifted, one.shown) == (two.copies, two.held, two.lifted, two.shown)


@settings(max_examples=30)
@given(sites())
def test_a_page_is_the_same_whenever_and_after_whatever_it_is_laid_out(site: Written) -> None:
    one, two = plan_of(site), plan_of(site)
    assert [key(page) for page in one.pages] == [key(page) for page in two.pages]
    backwards = [page.context() for page in reversed(two.pages)]
    assert [page.context() for page in one.pages] == backwards[::-1] == [page.context() for page in one.pages]
