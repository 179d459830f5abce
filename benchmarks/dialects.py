"""A story as each generator wants it: where its file lies, and what stands in it. The words are the same; the headers differ."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from benchmarks.corpus import Story


@dataclass(frozen=True, slots=True)
class Dialect:
    """The way to write a story down: `path` within the content folder, the whole text, and the story's page in the output."""

    path: Callable[[Story], str]
    text: Callable[[Story], str]
    page: Callable[[Story], str]


def _digest(story: Story) -> str:
    return (
        f'---\nid: c{story.number:09d}\ntitle: "{story.title}"\nsummary: "{story.summary}"\n'
        f"date: {story.date:%Y-%m-%dT%H:%M:%SZ}\ntopics: [{story.topic.lower()}]\ntags: [{', '.join(story.tags)}]\n"
        f"status: published\n---\n\n{story.body}"
    )


def _hugo(story: Story) -> str:
    return (
        f'---\ntitle: "{story.title}"\nsummary: "{story.summary}"\ndate: {story.date:%Y-%m-%dT%H:%M:%SZ}\n'
        f"slug: {story.slug}\ntopics: [{story.topic}]\ntags: [{', '.join(story.tags)}]\n---\n\n{story.body}"
    )


def _pelican(story: Story) -> str:
    return (
        f"Title: {story.title}\nDate: {story.date:%Y-%m-%d %H:%M:%S}\nCategory: {story.topic}\n"
        f"Tags: {', '.join(story.tags)}\nSlug: {story.slug}\nSummary: {story.summary}\n\n{story.body}"
    )


def _by_day(story: Story) -> str:
    return f"{story.date:%Y/%m/%d}/{story.slug}"


def _by_month(story: Story) -> str:
    return f"{story.date:%Y/%m}/{story.slug}"


def _dialect(place: Callable[[Story], str], text: Callable[[Story], str]) -> Dialect:
    return Dialect(lambda story: f"{place(story)}.md", text, lambda story: f"{place(story)}/index.html")


DIALECTS: Mapping[str, Dialect] = {
    "digest": _dialect(_by_day, _digest),
    "hugo": _dialect(_by_month, _hugo),
    "pelican": _dialect(_by_month, _pelican),
}
