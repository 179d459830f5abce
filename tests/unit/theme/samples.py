"""Pages for the tests of the shipped theme, made from the types of `digest.pages`: with as little in them as a type allows, or full.

`smallest` leaves out whatever may be missing; `fullest` has everything, three of each, with text that would be markup if it
were not escaped. A field that a type gains is in them at once.
"""

from __future__ import annotations

import types
from collections.abc import Callable
from datetime import date, timedelta
from functools import cache
from itertools import count
from pathlib import Path
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from lxml import html

from digest.config import Config
from digest.config import Site as SiteSettings
from digest.ground.moment import Moment
from digest.model import Struct
from digest.pages import (
    TEMPLATES,
    Card,
    EditionView,
    FeedLink,
    Head,
    HomePage,
    Hyperlink,
    ImageView,
    Site,
    SourceView,
    TemplatePage,
    TopicSection,
    TopicView,
    When,
)
from digest.render import json_ld, theme_folders
from digest.render.templates import Templates
from digest.render.theme import Theme

ROOT = Path(__file__).parents[3]
THEME = ROOT / "themes" / "default"
MARKUP = 'Tom & "Jerry" <i>'
"""Text that is no markup, in every text field of a full page."""


@cache
def theme() -> Theme:
    """The shipped theme as a site without settings of its own sees it."""
    config = Config(site=SiteSettings(title="The Daily Digest", url="https://example.org/repo/"))
    loaded, diagnostics = theme_folders.read(ROOT, config)
    assert loaded is not None, diagnostics
    return loaded


@cache
def _templates() -> Templates:
    return Templates(theme(), "en")


def text_of(name: str, page: TemplatePage) -> str:
    """The HTML that the theme's template `name` makes of a page."""
    return _templates().render(name, page, json_ld=json_ld.script(page))


def made(name: str, page: TemplatePage) -> html.HtmlElement:
    """The same, parsed."""
    return html.document_fromstring(text_of(name, page))


def smallest(name: str) -> TemplatePage:
    """The page of the template `name` with nothing in it that may be missing."""
    return _page(name, full=False)


def fullest(name: str) -> TemplatePage:
    """The page of the template `name` with everything in it."""
    return _page(name, full=True)


def _page(name: str, *, full: bool) -> TemplatePage:
    page = _Maker(full=full).struct(TEMPLATES[name])
    assert isinstance(page, TemplatePage)
    return page


class _Maker:
    """Makes values of a type; each text, address and day is another one, as on a real site."""

    def __init__(self, *, full: bool) -> None:
        self.full = full
        self.numbers = count(1)

    def struct(self, type_: type[Struct]) -> Struct:
        if type_ is Site:
            return site(full=self.full)
        hints = get_type_hints(type_)
        return type_(**{name: self.value(name, hints[name]) for name in type_.__struct_fields__})

    def value(self, name: str, type_: Any) -> Any:
        if name in _BY_NAME:
            return _BY_NAME[name](self.full, next(self.numbers))
        if get_origin(type_) in {Union, types.UnionType}:
            wanted = get_args(type_)[0]
            if not self.full:
                return None
            return f"/repo/{next(self.numbers)}/" if wanted is str and name in _ADDRESSES else self.value(name, wanted)
        if get_origin(type_) is tuple:
            return self.items(name, get_args(type_))
        if get_origin(type_) is Literal:
            return get_args(type_)[-1 if self.full else 0]
        if get_origin(type_) is dict:
            return {"key": MARKUP} if self.full else {}
        return self.plain(type_)

    def items(self, name: str, inner: tuple[Any, ...]) -> tuple[Any, ...]:
        if inner[-1] is not Ellipsis:
            return tuple(self.value(name, each) for each in inner)
        number = 7 if name == "weeks" else 3
        return tuple(self.value(name, inner[0]) for _ in range(number)) if self.full else ()

    def plain(self, type_: Any) -> Any:
        number = next(self.numbers)
        if type_ is Moment:
            return Moment("2015-07-30")
        if isinstance(type_, type) and issubclass(type_, Struct):
            return self.struct(type_)
        simple = {str: f"{MARKUP} {number}" if self.full else "x", int: number, bool: self.full}
        return simple[type_]


_ADDRESSES = {"newer", "older", "newest", "months"}
"""Fields in which a text that may be missing is an address."""

_BY_NAME: dict[str, Callable[[bool, int], Any]] = {
    "html": lambda full, _: "<p>A body.</p>" if full else "",
    "introduction": lambda full, _: "<p>A note.</p>" if full else "",
    "iso": lambda _, number: (date(2015, 1, 1) + timedelta(number)).isoformat(),
    "href": lambda _, number: f"/repo/{number}/",
    "url": lambda full, number: f"https://example.org/{number}" if full else None,
    "slug": lambda _, number: f"slug-{number}",
    "letter": lambda _, number: chr(64 + number % 26),
    "color": lambda full, number: ("#345678" if number % 2 else "teal") if full else "red",
    "language": lambda full, _: "ar" if full else "en",
    "level": lambda full, _: 4 if full else 0,
    "year": lambda _, number: 2000 + number,
    "type": lambda _, __: "application/atom+xml",
    "canonical": lambda full, _: "https://example.org/repo/" if full else None,
    "published": lambda full, _: "2015-07-28T14:05:00+01:00" if full else None,
    "modified": lambda full, _: "2015-07-29T14:05:00+01:00" if full else None,
}


def site(*, full: bool = True) -> Site:
    """The site as every page sees it, in English."""
    links = (Hyperlink(text="Latest", href="/repo/", current=True), Hyperlink(text="Topics", href="/repo/topics/"))
    return Site(
        title=f"The {MARKUP} Digest" if full else "x",
        description=MARKUP if full else "",
        language="en",
        direction="ltr",
        home="/repo/",
        root="https://example.org/repo/",
        licence=MARKUP if full else "",
        navigation=links if full else (),
        footer=links if full else (),
        assets={name: f"/repo/{path}" for name, path in theme().assets.items()},
        options=theme().options | ({"footer": MARKUP, "density": "compact", "accent": "#345678"} if full else {}),
    )


def card(number: int, topic: TopicView, *, language: str = "en", image: ImageView | None = None) -> Card:
    """A story of two lines and a standfirst of three, as a wire sends it."""
    return Card(
        id=f"story-{number}",
        title=f"Harbour town number {number} tests a tidal grid that pays fishers to stay ashore",
        href=f"/repo/2015/07/28/story-{number}/",
        summary=f"Boats of fleet {number} stay tied up on nights with a strong tide, and their owners are paid for it.",
        kicker=None,
        topic=topic,
        date=When(iso="2015-07-28"),
        source=SourceView(name="Harbour Gazette", url=None),
        language=language,
        direction="rtl" if language == "ar" else "ltr",
        image=image,
    )


def topic(name: str = "World", color: str = "blue") -> TopicView:
    """A topic with a page of its own."""
    return TopicView(slug=name.lower(), name=name, color=color, href=f"/repo/topics/{name.lower()}/")


def home(sections: tuple[TopicSection, ...], *, lead: Card | None = None, introduction: str = "") -> HomePage:
    """The home page of a week with these stories."""
    stories = sum(len(section.stories) for section in sections)
    edition = EditionView(
        key="2015-w31",
        kind="week",
        href="/repo/editions/2015-w31/",
        first=When(iso="2015-07-27"),
        last=When(iso="2015-08-02"),
        number=31,
        title=None,
        count=stories,
        topic_count=len(sections),
    )
    feed = FeedLink(type="application/atom+xml", title="The Daily Digest", href="/repo/feed.xml")
    return HomePage(
        site=site(full=False),
        head=Head(
            title="The Daily Digest",
            description="",
            canonical="https://example.org/repo/",
            noindex=False,
            feeds=(feed,),
        ),
        edition=edition,
        introduction=introduction,
        lead=lead,
        sections=sections,
        earlier=(),
        latest=(),
    )
