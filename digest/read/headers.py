"""Stage 2: the header of an article → FrontMatter, every field checked at its place."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import TypeVar

import msgspec

from digest.ground import located, schema
from digest.ground.diagnostics import Diagnostic, Place, error, has_errors, warning
from digest.ground.languages import TAG
from digest.ground.moment import Moment
from digest.ground.text import did_you_mean, fold, slugify, squeeze
from digest.model import FrontMatter, Image, Source, Struct
from digest.read.documents import Document

T = TypeVar("T", bound=Struct)

_ID = re.compile(r"[a-z0-9][a-z0-9-]*")
_WEB = re.compile(r"https?://[^\s/?#]+(?:[/?#]\S*)?", re.IGNORECASE)
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.\-]*:")
_UNSEEN = dict.fromkeys([*range(9), *range(14, 28), 127, 0xFFFE, 0xFFFF])
_YEARS = range(1000, 9999)


class Header(Struct):
    """A checked header with the places of its values; `at` gives the place of a key, or of the file's first line."""

    front: FrontMatter
    places: dict[str, Place]


def parse(document: Document, type_: type[T], what: str) -> tuple[T | None, dict[str, Place], list[Diagnostic]]:
    """The header of any content file as `type_`, the places of its values, and all that is wrong with its form."""
    node, found = located.parse(document.header, document.file, first_line=document.header_line)
    if node is None:
        return None, {}, found
    checked = schema.check(node, type_, what=what)
    found = [*found, *checked.diagnostics]
    return (None if has_errors(found) else checked.value), checked.places, found


def read_header(document: Document, topics: Iterable[str]) -> tuple[Header | None, list[Diagnostic]]:
    """An article's header, its texts without stray white space; `topics` are the slugs that the site knows.

    All problems are found in one go; with any error there is no header.
    """
    front, places, found = parse(document, FrontMatter, "the front matter")
    if front is None:
        return None, found
    front = _tidy(front)
    found += _check(front, places, document.file, tuple(topics))
    return (None if has_errors(found) else Header(front=front, places=places)), found


def at(places: Mapping[str, Place], key: str, file: str) -> Place:
    """Where the value of `key` stands; where it has none, the first line of its file."""
    return places.get(key) or Place(file=file, line=1)


def check_language(tag: str | None, place: Place) -> list[Diagnostic]:
    """An error for a language that has not the form of a language tag."""
    if tag is None or TAG.fullmatch(tag):
        return []
    return [
        error(
            "language-invalid", f"`{tag}` is not a language tag", place, hint="write for example `en`, `ar` or `pt-BR`"
        )
    ]


def check_slug(slug: str | None, place: Place) -> list[Diagnostic]:
    """An error for a slug that is not one segment of an address in its one safe form."""
    if slug is None or slug == slugify(slug):
        return []
    return [error("slug-invalid", f"`{slug}` can't be a part of an address", place, hint=f"write `{slugify(slug)}`")]


def clean(text: str) -> str:
    """A header's text as one line without control characters."""
    return squeeze(text.translate(_UNSEEN))


def _optional(text: str | None) -> str | None:
    return (clean(text) or None) if text is not None else None


def _several(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(cleaned for text in texts if (cleaned := clean(text))))


def _tidy(front: FrontMatter) -> FrontMatter:
    tags = {fold(tag) or tag: tag for tag in reversed(_several(front.tags))}
    source, image = front.source, front.image
    return msgspec.structs.replace(
        front,
        title=_optional(front.title),
        kicker=_optional(front.kicker),
        summary=_optional(front.summary),
        topics=_several(front.topics),
        tags=tuple(reversed(tags.values())),
        authors=_several(front.authors),
        dateline=_optional(front.dateline),
        credits=_several(front.credits),
        source=source and Source(name=clean(source.name), url=_optional(source.url)),
        image=image
        and Image(
            src=image.src.strip(),
            alt=clean(image.alt),
            caption=_optional(image.caption),
            credit=_optional(image.credit),
        ),
        aliases=_several(front.aliases),
        also=_several(front.also),
        corrections=tuple(msgspec.structs.replace(each, note=clean(each.note)) for each in front.corrections),
    )


def _check(front: FrontMatter, places: Mapping[str, Place], file: str, topics: tuple[str, ...]) -> list[Diagnostic]:
    def place(key: str) -> Place:
        return at(places, key, file)

    found: list[Diagnostic] = []
    if front.status == "published":
        found += _required(front, place("title"), place("date"))
    found += _dates(front, places, file)
    found += [
        _unknown_topic(topic, i, places, file, topics) for i, topic in enumerate(front.topics) if topic not in topics
    ]
    if front.id is not None and not _ID.fullmatch(front.id):
        hint = "use small letters a to z, digits and hyphens, a letter or digit first"
        found.append(error("id-invalid", f"`{front.id}` can't be an article's id", place("id"), hint=hint))
    found += check_language(front.language, place("language"))
    found += check_slug(front.slug, place("slug"))
    if front.source is not None:
        found += _source(front.source, place("source"), place("source.url"))
    if front.image is not None:
        found += _image(front.image, place("image.src"))
    for i, alias in enumerate(front.aliases):
        found += _alias(alias, places.get(f"aliases.{i}") or place("aliases"))
    return found


def _required(front: FrontMatter, title: Place, date: Place) -> list[Diagnostic]:
    found = []
    if front.title is None:
        hint = "add `title: …`, or `status: review` until it has one"
        found.append(error("title-missing", "a published article needs a title", title, hint=hint))
    if front.date is None:
        hint = "add `date: YYYY-MM-DD`, or `status: review` until it is known"
        found.append(error("date-missing", "a published article needs a date", date, hint=hint))
    return found


def _dates(front: FrontMatter, places: Mapping[str, Place], file: str) -> list[Diagnostic]:
    moments: dict[str, Moment | None] = {"date": front.date, "updated": front.updated, "expires": front.expires}
    moments |= {f"corrections.{i}.date": each.date for i, each in enumerate(front.corrections)}
    found = [
        error(
            "date-range",
            f"the year {moment.text[:4]} is out of range",
            at(places, key, file),
            hint=f"a date lies in the years {_YEARS[0]} to {_YEARS[-1]}",
        )
        for key, moment in moments.items()
        if moment is not None and moment.day.year not in _YEARS
    ]
    if front.date and front.expires and _never_shown(front.date, front.expires):
        hint = "the article would never be shown: correct one of the two dates"
        message = f"the article expires before it appears, on {front.date.text}"
        found.append(error("expires-early", message, at(places, "expires", file), hint=hint))
    return found


def _never_shown(date: Moment, expires: Moment) -> bool:
    return expires.day < date.day or (expires.day == date.day and expires.is_day)


def _unknown_topic(
    topic: str, index: int, places: Mapping[str, Place], file: str, topics: tuple[str, ...]
) -> Diagnostic:
    place = places.get(f"topics.{index}") or at(places, "topics", file)
    return error("topic-unknown", f"`{topic}` is not a topic of this site", place, hint=did_you_mean(topic, topics))


def _source(source: Source, place: Place, url: Place) -> list[Diagnostic]:
    found = []
    if not source.name:
        found.append(error("source-unnamed", "the source has no name", place, hint="write `source: {name: …}`"))
    if source.url is not None and not _WEB.fullmatch(source.url):
        hint = "write the whole address: `https://…`"
        found.append(error("url-invalid", f"`{source.url}` is not a web address", url, hint=hint))
    return found


def _image(image: Image, place: Place) -> list[Diagnostic]:
    if not image.src:
        return [
            error("image-invalid", "the picture has no address", place, hint="write `src:` and the picture's file name")
        ]
    if _WEB.fullmatch(image.src):
        hint = "save the picture beside the article: every reader's browser would ask that host for it"
        return [warning("image-remote", "the picture lies on another host", place, hint=hint)]
    if _SCHEME.match(image.src) or image.src.startswith("//"):
        hint = "name a file beside the article, a path from the site's root, or an `https://` address"
        return [error("image-invalid", f"`{image.src}` is not a picture's address", place, hint=hint)]
    return []


def _alias(alias: str, place: Place) -> list[Diagnostic]:
    segments = alias.strip("/").split("/")
    rooted = alias.startswith("/") and not alias.startswith("//") and "\\" not in alias
    if rooted and not set(alias) & set("?#%") and not {"", ".", ".."} & set(segments):
        return []
    hint = "write a path from the site's root, without host, `?`, `#` or `%`: `/2015/07/28/old-name/`"
    return [error("alias-invalid", f"`{alias}` is not an old address on this site", place, hint=hint)]
