"""`digest new`: a content file for an article that somebody is about to write, with its header filled in."""

from __future__ import annotations

from collections.abc import Container, Sequence
from datetime import UTC
from pathlib import Path, PurePosixPath

from digest.convert.frontmatter import write
from digest.editing.trial import attempt
from digest.ground import fingerprint
from digest.ground.characters import printable
from digest.ground.diagnostics import Diagnostic, Place, error, has_errors, in_order
from digest.ground.files import create
from digest.ground.moment import Moment
from digest.ground.text import check_slug, did_you_mean, slugify
from digest.ground.zones import zone as zone_named
from digest.inputs import look
from digest.model import Article, FrontMatter, Struct
from digest.read.articles import id_from
from digest.read.bodies import Changed
from digest.read.headers import clean
from digest.read.stage import read
from digest.run import BuildOptions, Run, at_work, begun

_LONGEST = 51


class Idea(Struct, kw_only=True):
    """What is known of an article before it is written. Without a date it is of today, by the site's calendar."""

    title: str
    topics: tuple[str, ...] = ()
    date: Moment | None = None
    slug: str | None = None


def begin(root: Path, options: BuildOptions, idea: Idea) -> tuple[str | None, list[Diagnostic]]:
    """Makes the article's file, a draft; gives its path relative to the site's folder, or says why there is none.

    Nothing is ever overwritten. `options.now` tells today.
    """
    with begun(root, options) as (run, findings):
        if run is None or has_errors(findings):
            return None, in_order(findings)
        found = _check(run, idea)
        if found:
            return None, in_order([*findings, *found])
        with at_work(run) as (working, waiting):
            if working is None:
                return None, in_order([*findings, *waiting])
            try:
                path, found = _begin(working, idea)
            except Changed as problem:
                place = Place(file=f"{working.config.paths.content}/{problem}")
                hint = "try again when nobody writes into the folder"
                path, found = None, [error("input-changed", "it changed while it was read", place, hint=hint)]
        return path, in_order([*findings, *found])


def _check(run: Run, idea: Idea) -> list[Diagnostic]:
    known = [topic.slug for topic in run.config.topics]
    found = [
        error("topic-unknown", f"`{printable(topic)}` is not a topic of this site", hint=did_you_mean(topic, known))
        for topic in idea.topics
        if topic not in known
    ]
    if not clean(idea.title):
        found.append(error("title-missing", "an article needs a headline", hint="write it in quotes"))
    if check_slug(idea.slug, None):
        hint = f"try `--slug {slugify(idea.slug or '')}`"
        found.append(error("slug-invalid", f"`{printable(idea.slug or '')}` can't be a part of an address", hint=hint))
    return found


def _begin(run: Run, idea: Idea) -> tuple[str | None, list[Diagnostic]]:
    """Writes the file, unless something stands at its place or has its address."""
    clock = zone_named(run.config.site.timezone) or UTC
    today = Moment(run.options.now.local_day(clock).isoformat())
    date = idea.date or today
    day = date.local_day(clock).isoformat().replace("-", "/")
    path = f"{day}/{idea.slug or slugify(clean(idea.title))}.md"
    folder = run.config.paths.content
    place = Place(file=f"{folder}/{path}")
    taken = error("article-taken", "this file is there already", place, hint="open it, or choose another `--slug`")
    if (run.root / folder / path).exists():
        return None, [taken]
    if any((run.root / folder / above).is_symlink() for above in PurePosixPath(path).parents):
        return None, [
            error("content-unwritable", "a folder on the way there is a link", place, hint="put the folder there")
        ]
    seen = look(run)
    content, _ = read(run.root, run.config, run.work, seen=seen.content)
    identity = _identity(path, _ids([*content.articles, *content.mended]))
    front = FrontMatter(id=identity, title=clean(idea.title), date=date, topics=_once(idea.topics), status="draft")
    data = write(front, "").encode()
    tried = attempt(content, run.config, seen, {path: data}, public=path)
    if tried.errors:
        return None, tried.errors
    try:
        if not create(run.root / folder / path, data):
            return None, [taken]
    except OSError as problem:
        message = f"the file can't be written: {problem.strerror or type(problem).__name__}"
        return None, [error("content-unwritable", message, place, hint="check rights and free space")]
    return place.file, []


def _once(topics: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(topics))


def _ids(articles: Sequence[Article]) -> frozenset[str]:
    return frozenset(article.front.id for article in articles if article.front.id is not None)


def _identity(path: str, taken: Container[str]) -> str:
    """The id that reading would give the file, or a longer one of the same kind where an article has that."""
    identity = id_from(path)
    name = fingerprint.short(path.encode(), _LONGEST)
    for length in range(len(identity), _LONGEST):
        if identity not in taken:
            break
        identity = f"{identity[0]}{name[:length]}"
    return identity
