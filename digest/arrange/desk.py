"""Stage 3: the desk on which pages are laid out, when someone asks for them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, date
from typing import Any, TypeVar, TypeVarTuple, Unpack

from digest.arrange import addresses, times
from digest.arrange.faces import Face, Neighbour
from digest.arrange.frame import Frame
from digest.arrange.inputs import digest_of, mark_of
from digest.arrange.links import Leads, resolve
from digest.arrange.notes import named
from digest.arrange.setting import Setting
from digest.ground.languages import direction
from digest.ground.zones import zone as zone_named
from digest.model import Body, Struct
from digest.pages import Card, Context, DayGroup, Ref, SourceView, TopicSection

Ts = TypeVarTuple("Ts")
T = TypeVar("T")

_MARK = 24  # digits that tell one setting from another


class Layout(Struct, kw_only=True):
    """A page that will be laid out when it is called for; `digest` is that of all that this takes."""

    digest: str
    lay_out: Callable[..., Context]
    desk: Desk
    inputs: tuple[Any, ...]

    def __call__(self) -> Context:
        """The page, laid out."""
        return self.lay_out(self.desk, *self.inputs)

    def on(self, desk: Desk) -> Layout:
        """The same page on another desk: it takes all that it took, and what that one has."""
        return Layout(digest=self.digest + desk.mark, lay_out=self.lay_out, desk=desk, inputs=self.inputs)


class Desk:
    """All that laying out a page takes beside the page's own inputs: the setting, and what follows from it.

    `bodies` are the articles' by their paths: they may be asked only for an article whose digest is in the page's. Cards are
    made when one asks for them, and once. `mark` tells the setting from any other.
    """

    def __init__(self, setting: Setting, bodies: Mapping[str, Body]) -> None:
        self.setting = setting
        self.bodies = bodies
        self.frame = Frame(setting)
        self.say = setting.wording.say
        self.zone = zone_named(setting.site.timezone) or UTC
        self._mark = mark_of(setting)
        self.mark = self._mark.hex()[:_MARK]
        self._cards: dict[bytes, Card] = {}
        self._last: tuple[bytes | None, Any] = (None, None)

    def layout(self, lay_out: Callable[[Desk, Unpack[Ts]], Context], *inputs: *Ts) -> Layout:
        """How `lay_out` lays a page out from `inputs`: it is a function of a module, and looks at nothing but them and the desk."""
        seen = (lay_out.__module__, lay_out.__name__, self._mark, inputs)
        return Layout(digest=digest_of(seen), lay_out=lay_out, desk=self, inputs=inputs)

    def html(self, fragment: str, leads: Leads) -> str:
        """A text for a page, its links ready."""
        return named(resolve(fragment, leads, self.setting.addresses), self.setting.wording)

    def again(self, mark: bytes, make: Callable[[], T]) -> T:
        """What `make` makes, or what was made last, if that was for the same mark: a feed has the same entries in each format."""
        if self._last[0] != mark:
            self._last = (mark, make())
        made: T = self._last[1]
        return made

    def card(self, face: Face) -> Card:
        """A story as a list shows it."""
        card = self._cards.get(face.mark)
        if card is None:
            card = self._cards[face.mark] = self._card(face)
        return card

    def cards(self, faces: Iterable[Face]) -> tuple[Card, ...]:
        """Stories as a list shows them."""
        return tuple([self.card(face) for face in faces])

    def sections(self, faces: Iterable[Face]) -> tuple[TopicSection, ...]:
        """Stories under their main topics, topics in the site's order; no topic without a story."""
        found: dict[str, list[Face]] = {}
        for face in faces:
            found.setdefault(face.topic, []).append(face)
        return tuple(
            TopicSection(topic=topic, stories=self.cards(found[slug]))
            for slug, topic in self.setting.topics.items()
            if slug in found
        )

    def days(self, faces: Iterable[Face]) -> tuple[DayGroup, ...]:
        """Stories, newest first, under their days."""
        grouped: dict[date, list[Face]] = {}
        for face in faces:
            grouped.setdefault(face.day, []).append(face)
        return tuple(
            DayGroup(day=times.of_day(day), href=self.day_href(day), stories=self.cards(each))
            for day, each in grouped.items()
        )

    def day_href(self, day: date) -> str | None:
        """The page of a day that has stories."""
        return self.setting.addresses.href(addresses.of_day(day)) if self.setting.archive.days else None

    def neighbour(self, story: Neighbour | None) -> Ref | None:
        """A story as the one beside it links to it."""
        return None if story is None else self.ref(story)

    def ref(self, story: Neighbour) -> Ref:
        """A story as a link to it shows it."""
        return Ref(
            title=story.title,
            href=self.setting.addresses.href(story.way),
            date=times.written(story.iso),
            language=story.language,
            direction=direction(story.language),
        )

    def _card(self, face: Face) -> Card:
        return Card(
            id=face.id,
            title=face.title,
            href=self.setting.addresses.href(face.way),
            summary=face.summary,
            kicker=face.kicker,
            topic=self.setting.topics[face.topic],
            date=times.written(face.iso),
            source=SourceView(name=face.source.name, url=face.source.url) if face.source else None,
            language=face.language,
            direction=direction(face.language),
            image=face.image,
        )
