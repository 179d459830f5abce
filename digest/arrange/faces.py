"""Stage 3: what a list shows of a story, and nothing else of it: lists know their stories by these faces alone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from digest.arrange.addresses import Addresses
from digest.arrange.inputs import Known, mark_of
from digest.arrange.links import Targets
from digest.arrange.times import Point
from digest.model import Article, Source, Struct
from digest.pages import ImageView


class Face(Struct, kw_only=True):
    """A story as lists show it: its way, the slug of its main topic, its date as pages write it, its day on the site's calendar.

    `mark` is the fingerprint of all the rest.
    """

    id: str
    title: str
    way: str
    summary: str
    kicker: str | None
    topic: str
    iso: str
    day: date
    source: Source | None
    language: str
    image: ImageView | None
    mark: bytes


class Neighbour(Struct, kw_only=True, array_like=True):
    """What the link to a story beside another one shows."""

    title: str
    way: str
    iso: str
    language: str


class Portrayer:
    """Makes faces. `ways` has the way of each article by its path; `language` is that of articles that don't say their own."""

    def __init__(self, ways: Mapping[str, str], targets: Targets, where: Addresses, language: str) -> None:
        self._ways = ways
        self._targets = targets
        self._where = where
        self._language = language

    def face(self, article: Article, date: Point, topic: str) -> Face:
        """The face of an article that is shown; `topic` is the slug of its main one."""
        front = article.front
        id_, title, day, iso = front.id or article.path, front.title or "", date.day, date.iso
        way = self._ways[article.path]
        summary = front.summary or article.excerpt
        language = front.language or self._language
        image = self._image(article) if front.image is not None else None
        shown = (id_, title, way, summary, front.kicker, topic, iso, day, front.source, language, image)
        return Face(
            id=id_,
            title=title,
            way=way,
            summary=summary,
            kicker=front.kicker,
            topic=topic,
            iso=iso,
            day=day,
            source=front.source,
            language=language,
            image=image,
            mark=mark_of(shown),
        )

    def seen(self, article: Article) -> tuple[str, str, ImageView | None]:
        """What a face takes beside its article, its date and its topic."""
        image = self._image(article) if article.front.image is not None else None
        return self._ways[article.path], self._language, image

    def _image(self, article: Article) -> ImageView | None:
        """An article's picture, None where it has none or it leads nowhere."""
        image = article.front.image
        if image is None:
            return None
        href, lead = image.src, None
        if article.picture is not None:
            lead = self._targets.lead(article.picture)
            if lead is None:
                return None
            href = self._where.href(lead.way)
        return ImageView(
            href=href,
            alt=image.alt,
            caption=image.caption,
            credit=image.credit,
            width=lead.width if lead else None,
            height=lead.height if lead else None,
        )


def together(faces: Iterable[Face]) -> Known[tuple[Face, ...]]:
    """The stories of a list, known by all of their marks."""
    every = tuple(faces)
    return Known(every, b"".join([face.mark for face in every]))
