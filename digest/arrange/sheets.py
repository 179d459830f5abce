"""Stage 3: the desk on which pages are laid out, and sheets: pages that still know what the sitemap asks of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, tzinfo

from digest.arrange.addresses import Addresses
from digest.arrange.editions import Edition
from digest.arrange.frame import Frame
from digest.arrange.library import Library, Story
from digest.arrange.links import Targets, resolve
from digest.arrange.views import Views
from digest.config import Site, Topic
from digest.ground.diagnostics import Place
from digest.ground.periods import Period
from digest.ground.text import excerpt
from digest.model import Struct
from digest.pages import Context, DayGroup

_HEADLINES = 3
_DESCRIPTION = 200


class Desk(Struct, kw_only=True):
    """All that laying out a page takes: what is shown, and how it is shown.

    Of the settings only what most pages ask for: those of the site, the content folder, what an edition spans.
    """

    settings: Site
    content: str
    period: Period
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


class Sheet(Struct, kw_only=True):
    """A page laid out: its way, what makes it from which context, who asks for it, when its content last changed.

    `kind` is what `claims` knows of clashes; `renderer` is `template` unless another format makes the page.
    """

    way: str
    context: Context
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


def headlines(stories: Sequence[Story]) -> str:
    """A description of a page that has nothing to say but its stories: the first headlines."""
    return excerpt("; ".join(story.title for story in stories[:_HEADLINES]), _DESCRIPTION)
