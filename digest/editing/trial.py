"""What would come of the site if some of its content files were others: tried on values, before anything is written."""

from __future__ import annotations

from collections import ChainMap
from collections.abc import Iterable, Mapping, MutableMapping
from datetime import UTC, datetime
from typing import NamedTuple, cast

from msgspec.structs import replace

from digest.arrange.stage import arrange
from digest.config import Config
from digest.ground.diagnostics import Diagnostic, has_errors
from digest.inputs import Inputs
from digest.model import Article, Body, Content, EditionNote, PlainPage
from digest.read.answers import Settings, Told, decode, decode_body
from digest.read.files import parse

_SOMEDAY = datetime(9998, 12, 31, tzinfo=UTC)
"""An instant at which every article that is to come has come."""


class Tried(NamedTuple):
    """What the changed files say, by their paths, and the errors that the site has with them and had not without."""

    told: dict[str, Told]
    errors: list[Diagnostic]


def attempt(
    content: Content, config: Config, inputs: Inputs, files: Mapping[str, bytes], *, gone: str = "", public: str = ""
) -> Tried:
    """Tries the content with `files` (bytes by path below the content folder) in it and without the file `gone`.

    Articles that are still to come or have expired have addresses too, and so has the article at `public`, whatever its status.
    """
    answers = {path: parse(Settings.of(config), (path, data)) for path, data in files.items()}
    told = {path: decode(answer) for path, (answer, _) in answers.items()}
    wrong = [finding for each in told.values() for finding in each.findings if finding.severity == "error"]
    if wrong:
        return Tried(told, wrong)
    bodies = {path: decode_body(body) for path, (_, body) in answers.items() if body}
    after = _errors(_changed(content, told, bodies, gone), config, inputs, public)
    if not after:
        return Tried(told, [])
    before = {(each.code, each.message) for each in _errors(content, config, inputs, gone)}
    return Tried(told, [each for each in after if (each.code, each.message) not in before])


def _changed(content: Content, told: Mapping[str, Told], bodies: dict[str, Body], gone: str) -> Content:
    out = {*told, gone}

    def articles(found: Iterable[Article]) -> list[Article]:
        return [each for each in found if each.path not in out]

    editions: list[EditionNote] = [each for each in content.editions if each.path not in out]
    pages: list[PlainPage] = [each for each in content.pages if each.path not in out]
    return replace(
        content,
        articles=(*articles(content.articles), *(each.article for each in told.values() if each.article is not None)),
        mended=tuple(articles(content.mended)),
        editions=(*editions, *(each.edition for each in told.values() if each.edition is not None)),
        pages=(*pages, *(each.page for each in told.values() if each.page is not None)),
        bodies=ChainMap(bodies, cast("MutableMapping[str, Body]", content.bodies)),
    )


def _errors(content: Content, config: Config, inputs: Inputs, public: str) -> list[Diagnostic]:
    """What stands in the way of a site that shows every article that will ever be shown, at once."""
    theme = inputs.theme
    _, found = arrange(
        replace(content, articles=tuple(_lasting(each, public) for each in content.articles)),
        config,
        assets=theme.assets if theme else {},
        options=theme.options if theme else {},
        static=inputs.static,
        now=_SOMEDAY,
    )
    return [each for each in found if has_errors([each])]


def _lasting(article: Article, public: str) -> Article:
    front = article.front
    if article.path == public and front.date is not None and front.title is not None:
        front = replace(front, status="published")
    return (
        replace(article, front=replace(front, expires=None)) if front.expires or front is not article.front else article
    )
