"""Stage 3: the desk on which pages are laid out, and sheets: pages that still know what the sitemap asks of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, tzinfo
from typing import Any

from digest.arrange.addresses import Addresses
from digest.arrange.editions import Edition
from digest.arrange.frame import Frame
from digest.arrange.library import Library, Story
from digest.arrange.links import Targets, resolve
from digest.arrange.views import Views
from digest.config import Config, Topic
from digest.ground.diagnostics import Place
from digest.model import Struct
from digest.pages import DayGroup


class Desk(Struct):
    """All that laying out a page takes: settings, what is shown, and how it is shown."""

    config: Config
    zone: tzinfo
    library: Library
    editions: tuple[Edition, ...]
    targets: Targets
    views: Views
    frame: Frame

    @property
    def addresses(self) -> Addresses:
        """Where the site lies."""
        return self.frame.addresses

    @property
    def topics(self) -> list[Topic]:
        """The site's topics, in their order."""
        return [topic for topic, _ in self.library.topics]

    def html(self, fragment: str) -> str:
        """A body for a page, its links ready."""
        return resolve(fragment, self.targets, self.addresses)

    def day_href(self, day: date) -> str | None:
        """The page of a day that has stories."""
        return self.views.days[day][1]

    def days(self, stories: Sequence[Story]) -> tuple[DayGroup, ...]:
        """Stories, newest first, under their days."""
        grouped: dict[date, list[Story]] = {}
        for story in stories:
            grouped.setdefault(story.day, []).append(story)
        return tuple(
            DayGroup(day=self.views.days[day][0], href=self.views.days[day][1], stories=self.views.cards_of(each))
            for day, each in grouped.items()
        )


class Sheet(Struct):
    """A page laid out: its way, what makes it from which context, who asks for it, when its content last changed.

    `kind` is what `claims` knows of clashes; `renderer` is `template` unless another format makes the page.
    """

    way: str
    context: Any
    origin: str
    template: str = ""
    renderer: str = "template"
    modified: str | None = None
    kind: str = ""
    place: Place | None = None


def newest_change(stories: Iterable[Story]) -> str | None:
    """When the newest of the stories was last changed, as it is written."""
    newest = max(stories, key=lambda story: story.changed, default=None)
    return newest.modified.iso if newest is not None else None
