"""Stage 2: Markdown → safe HTML, its inner links resolved as far as one file can.

Two engines make HTML, `python_markdown` and `commonmark`; each is imported when it is asked for.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from typing import NamedTuple

from digest.config import FILE, Markdown
from digest.ground.diagnostics import Diagnostic, Place, error
from digest.ground.html import rewrite_addresses
from digest.model import Link, Struct
from digest.read.addresses import Finder, Inner, locate
from digest.read.markup.safe import sanitise

_FIRST_HEADING = re.compile(r"<(/?)h1(?=[\s>])", re.IGNORECASE)
_SETTINGS = Place(file=FILE)


class Markup(Struct, kw_only=True):
    """A body as HTML: inner addresses in the form that `model.Link` describes, one Link for each of them."""

    html: str
    links: tuple[Link, ...] = ()


class _Engine(NamedTuple):
    convert: Callable[[str, Iterable[str]], str]
    trouble: Callable[[str], str]


def check(options: Markdown, places: Mapping[str, Place]) -> list[Diagnostic]:
    """What is wrong with the settings themselves: an engine that isn't installed, extensions that it can't use.

    `places` tells where the settings stand in config.yaml.
    """
    engine = _engine(options.engine)
    if engine is None:
        return [
            error(
                "markdown-engine",
                f"the Markdown engine `{options.engine}` isn't installed",
                places.get("markdown.engine", _SETTINGS),
                note="it is in the package `pyromark`",
                hint=f"run `pip install 'digest-news[{options.engine}]'`, or write `engine: python`",
            )
        ]
    return [
        _extension_problem(name, problem, options.engine, places.get(f"markdown.extensions.{index}", _SETTINGS))
        for index, name in enumerate(options.extensions)
        if (problem := engine.trouble(name))
    ]


def to_html(body: str, path: str, file: str, body_line: int, options: Markdown) -> tuple[Markup, list[Diagnostic]]:
    """The HTML of a Markdown body.

    `path` is the file's path below `content/`, `file` its name in messages, `body_line` the line on which the body begins.
    A first-level heading becomes a second-level one, since a page's only h1 is its headline. Never raises: a body that the
    Markdown library fails on is a diagnostic, and empty.
    """
    if not body.strip():
        return Markup(html=""), []
    try:
        engine = _engine(options.engine) or _engine("python")
        made = engine.convert(body, options.extensions).strip() if engine else ""
    except Exception as problem:  # noqa: BLE001 - extensions are anybody's code, and deep nesting ends the stack
        place = Place(file=file, line=body_line, column=1, source=body.split("\n", 1)[0])
        reason = f"{type(problem).__name__}: {problem}"
        hint = "look for deeply nested quotes or lists, or leave out an extension"
        return Markup(html=""), [
            error("markdown-failed", "the body can't be made into HTML", place, note=reason, hint=hint)
        ]
    if options.html == "safe":
        made = sanitise(made)
    if "h1" in made or "H1" in made:
        made = _FIRST_HEADING.sub(r"<\1h2", made)
    return _resolve(made, path, Finder(body, file, body_line))


@cache
def _engine(name: str) -> _Engine | None:
    """The engine of that name; None when its package isn't installed."""
    if name == "python":
        from digest.read.markup import python_markdown

        return _Engine(python_markdown.convert, python_markdown.trouble)
    try:
        from digest.read.markup import commonmark
    except ImportError:
        return None
    return _Engine(commonmark.convert, commonmark.trouble)


def _extension_problem(name: str, problem: str, engine: str, place: Place) -> Diagnostic:
    hint = "check its name in `markdown.extensions`, and that the package it comes from is installed"
    if engine != "python":
        hint = "leave it out of `markdown.extensions`, or write `engine: python`"
    return error(
        "markdown-extension",
        f"the Markdown extension `{name}` can't be used",
        place,
        note=problem.splitlines()[0],
        hint=hint,
    )


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
