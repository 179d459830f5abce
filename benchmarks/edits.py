"""The edits that an editor makes between two builds, as values: which stories change, and what is to be seen afterwards."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from benchmarks.corpus import Story, addition, closing

Edit = Callable[[Sequence[Story], int], tuple[list[Story], int | None]]
"""The archive and the number of the round → the archive afterwards, and the place in it of the story that changed."""


def _body(stories: Sequence[Story], number: int) -> tuple[list[Story], int | None]:
    place = len(stories) // 3 + number
    story = stories[place]
    words = f"Put right in round {number} of the benchmark."
    return _with(stories, place, replace(story, body=story.body.replace(closing(story), words))), place


def _title(stories: Sequence[Story], number: int) -> tuple[list[Story], int | None]:
    place = 2 * len(stories) // 3 + number
    return _with(stories, place, replace(stories[place], title=f"A better headline in round {number}")), place


def _added(stories: Sequence[Story], _number: int) -> tuple[list[Story], int | None]:
    return [*stories, addition(stories[-1], len(stories))], len(stories)


def _nothing(stories: Sequence[Story], _number: int) -> tuple[list[Story], int | None]:
    return list(stories), None


def _with(stories: Sequence[Story], place: int, story: Story) -> list[Story]:
    return [*stories[:place], story, *stories[place + 1 :]]


EDITS: Mapping[str, Edit] = {"body": _body, "title": _title, "added": _added, "nothing": _nothing}
