"""Stage 3: sheets: pages that still know what the sitemap and a clash of addresses ask of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from operator import attrgetter

from digest.arrange.claims import Claim
from digest.arrange.desk import Desk, Layout
from digest.arrange.faces import Face
from digest.arrange.library import Story
from digest.ground.text import excerpt
from digest.model import Page

_HEADLINES = 3
_DESCRIPTION = 200


class Sheet(Claim, kw_only=True):
    """A page to be made: how it is laid out and what makes it; for the sitemap, when its content last changed."""

    layout: Layout
    template: str = ""
    renderer: str = "template"
    modified: str | None = None
    noindex: bool = False

    def page(self, desk: Desk) -> Page:
        """The page alone, as it is laid out on `desk`."""
        layout = self.layout.on(desk)
        return Page(
            path=self.path,
            renderer=self.renderer,
            digest=layout.digest,
            context=layout,
            template=self.template,
            origin=self.origin,
        )


_CHANGED = attrgetter("changed")


def newest_change(stories: Iterable[Story]) -> str | None:
    """When the newest of the stories was last changed, as it is written."""
    newest = max(stories, key=_CHANGED, default=None)
    return newest.modified if newest is not None else None


def headlines(faces: Sequence[Face]) -> str:
    """A description of a page that has nothing to say but its stories: the first headlines."""
    return excerpt("; ".join(face.title for face in faces[:_HEADLINES]), _DESCRIPTION)
