"""Looks into the output whether a build did its work, so that a broken one can't look fast."""

from __future__ import annotations

import filecmp
import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from benchmarks.corpus import Story, closing
from benchmarks.results import Volume
from benchmarks.sites import Site

_SAMPLE = 50


class WrongOutputError(Exception):
    """A build ended well, but its output isn't what it should be."""


def check_whole(site: Site, stories: Sequence[Story]) -> Volume:
    """That every page that is owed is there, and that fifty stories, the newest among them, are in their pages word for word."""
    found = dict(_files(site.output))
    owed = {site.dialect.page(story) for story in stories} | set(site.contestant.lists(stories))
    missing = sorted(owed - found.keys())
    if missing:
        raise WrongOutputError(f"{site.contestant.name}: {len(missing)} pages are missing, such as {missing[0]}")
    for story in stories[-1 :: -max(1, len(stories) // _SAMPLE)]:
        check_story(site, story)
    _must_hold(site, "index.html", stories[-1].title)
    pages = sum(name.endswith(".html") for name in found)
    return Volume(pages=pages, files=len(found), megabytes=round(sum(found.values()) / 1e6, 1))


def check_story(site: Site, story: Story) -> None:
    """That a story's page has its title and the end of its body."""
    _must_hold(site, site.dialect.page(story), story.title, closing(story))


def check_listed(site: Site, story: Story, neighbours: Sequence[Story]) -> None:
    """That a story's title stands on its own page, in the lists of its topic and its tags, and on its neighbours' pages."""
    check_story(site, story)
    if site.contestant.name != "pelican":  # whose simple theme has no neighbours
        for neighbour in neighbours:
            _must_hold(site, site.dialect.page(neighbour), story.title)
    for folder in (f"topics/{story.topic.lower()}", *(f"tags/{tag}" for tag in story.tags)):
        pages = [page.read_text("utf-8") for page in (site.output / folder).rglob("index.html")]
        listing = [text for text in pages if f"/{story.slug}/" in text]
        if not listing or any(story.title not in text for text in listing):
            raise WrongOutputError(f"{site.contestant.name}: {folder}/ doesn't list “{story.title}”")


def snapshot(folder: Path) -> dict[str, tuple[int, int, int]]:
    """Each file with what tells whether it was written: inode, size, time."""
    return {
        name: (stat.st_ino, stat.st_size, stat.st_mtime_ns)
        for name, stat in ((name, (folder / name).stat()) for name, _ in _files(folder))
    }


def check_same(left: Path, right: Path) -> None:
    """That two outputs are equal, file by file and byte by byte."""
    names = dict(_files(left)).keys()
    different = names ^ dict(_files(right)).keys()
    different |= set(filecmp.cmpfiles(left, right, names - different, shallow=False)[1])
    if different:
        raise WrongOutputError(f"{left} and {right} differ in {len(different)} files, such as {min(different)}")


def _must_hold(site: Site, page: str, *words: str) -> None:
    file = site.output / page
    text = file.read_text("utf-8") if file.is_file() else ""
    for wanted in words:
        if wanted not in text:
            raise WrongOutputError(f"{site.contestant.name}: {page} lacks “{wanted}”")


def _files(folder: Path) -> Iterator[tuple[str, int]]:
    for place, _, names in os.walk(folder):
        for name in names:
            file = os.path.join(place, name)  # noqa: PTH118 - a hundred thousand of them
            yield os.path.relpath(file, folder), os.stat(file).st_size  # noqa: PTH116
