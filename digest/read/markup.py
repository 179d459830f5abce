"""Stage 2: Markdown → safe HTML, its inner links resolved as far as one file can. The door of `markdown` and `nh3`."""

from __future__ import annotations

import re
from functools import cache

import markdown
import nh3

from digest.config import Markdown
from digest.ground.diagnostics import Diagnostic, Place, error
from digest.ground.html import rewrite_addresses
from digest.model import Link, Struct
from digest.read.addresses import Finder, Inner, locate

_TEXT = "abbr b bdi bdo br cite code del dfn em i ins kbd mark q rp rt ruby s samp small strong sub sup time u var wbr"
_BLOCKS = "blockquote dd details div dl dt figcaption figure h1 h2 h3 h4 h5 h6 hr li ol p pre section span summary ul"
_TABLES = "caption col colgroup table tbody td tfoot th thead tr"
_TAGS = frozenset(f"{_TEXT} {_BLOCKS} {_TABLES} a img".split())
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_ATTRIBUTES: dict[str, set[str]] = {
    "*": {"lang", "dir", "title"},
    "a": {"href", "hreflang", "class", "id"},
    "blockquote": {"cite"},
    "code": {"class"},
    "col": {"span"},
    "colgroup": {"span"},
    "del": {"cite", "datetime"},
    "details": {"open"},
    "div": {"class"},
    "img": {"src", "alt", "width", "height", "loading"},
    "ins": {"cite", "datetime"},
    "li": {"id", "value"},
    "ol": {"start", "reversed", "type"},
    "q": {"cite"},
    "sup": {"id"},
    "td": {"colspan", "rowspan", "headers", "style"},
    "th": {"colspan", "rowspan", "headers", "scope", "style"},
    "time": {"datetime"},
    **{heading: {"id"} for heading in _HEADINGS},
}
_CLASSES = re.compile(r"language-[\w.+#-]+|footnote(?:-ref|-backref)?|admonition(?:-title)?|note|warning|toc")
_SCHEMES = {"http", "https", "mailto", "tel", "sms", "geo", "ftp", "magnet", "xmpp", "irc", "ircs", "news", "matrix"}
_FIRST_HEADING = re.compile(r"<(/?)h1(?=[\s>])", re.IGNORECASE)
_SETTINGS = Place(file="config.yaml")


class Markup(Struct):
    """A body as HTML: inner addresses in the form that `model.Link` describes, one Link for each of them."""

    html: str
    links: tuple[Link, ...] = ()


def check(options: Markdown) -> list[Diagnostic]:
    """What is wrong with the settings themselves: extensions that aren't there or don't start."""
    return [_extension_problem(name, problem) for name in options.extensions if (problem := _trouble(name))]


def to_html(body: str, path: str, file: str, body_line: int, options: Markdown) -> tuple[Markup, list[Diagnostic]]:
    """The HTML of a Markdown body.

    `path` is the file's path below `content/`, `file` its name in messages, `body_line` the line on which the body begins.
    A first-level heading becomes a second-level one, since a page's only h1 is its headline. Never raises: a body that the
    Markdown library fails on is a diagnostic, and empty.
    """
    if not body.strip():
        return Markup(html=""), []
    engine = _engine(tuple(name for name in options.extensions if not _trouble(name)))
    try:
        made = engine.reset().convert(body)
    except Exception as problem:  # noqa: BLE001 - extensions are anybody's code, and deep nesting ends the stack
        place = Place(file=file, line=body_line, column=1, source=body.split("\n", 1)[0])
        reason = f"{type(problem).__name__}: {problem}"
        hint = "look for deeply nested quotes or lists, or leave out an extension"
        return Markup(html=""), [
            error("markdown-failed", "the body can't be made into HTML", place, note=reason, hint=hint)
        ]
    if options.html == "safe":
        made = _sanitise(made)
    return _resolve(_FIRST_HEADING.sub(r"<\1h2", made), path, Finder(body, file, body_line))


@cache
def _engine(extensions: tuple[str, ...]) -> markdown.Markdown:
    return markdown.Markdown(extensions=list(extensions), output_format="html")


@cache
def _trouble(extension: str) -> str:
    try:
        markdown.Markdown(extensions=[extension])
    except Exception as problem:  # noqa: BLE001 - an extension is anybody's code
        return f"{type(problem).__name__}: {problem}"
    return ""


def _extension_problem(name: str, problem: str) -> Diagnostic:
    return error(
        "markdown-extension",
        f"the Markdown extension `{name}` can't be used",
        _SETTINGS,
        note=problem.splitlines()[0],
        hint="check its name in `markdown.extensions`, and that the package it comes from is installed",
    )


def _sanitise(made: str) -> str:
    return nh3.clean(
        made,
        tags=set(_TAGS),
        attributes=_ATTRIBUTES,
        attribute_filter=_filter,
        filter_style_properties={"text-align"},
        link_rel=None,
        url_schemes=_SCHEMES,
    )


def _filter(_tag: str, attribute: str, value: str) -> str | None:
    if attribute != "class":
        return value
    known = [name for name in value.split() if _CLASSES.fullmatch(name)]
    return " ".join(known) or None


def _resolve(made: str, path: str, finder: Finder) -> tuple[Markup, list[Diagnostic]]:
    links: list[Link] = []
    found: list[Diagnostic] = []

    def change(_tag: str, attribute: str, address: str) -> dict[str, str] | None:
        where = locate(address, path)
        if isinstance(where, Inner):
            links.append(Link(target=where.target, place=finder.place(address)))
            return {attribute: where.written()}
        if where == "outside":
            hint = "a link can lead to files in the content folder, or to the site from its root: `/topics/…`"
            found.append(
                error("link-outside", f"`{address}` leads out of the content folder", finder.place(address), hint=hint)
            )
        return {attribute: address} if where == "outer" else None

    return Markup(html=rewrite_addresses(made, change), links=tuple(links)), found
