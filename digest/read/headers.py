"""Stage 2: the header of an article → FrontMatter, every field checked at its place."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import PurePosixPath
from typing import TypeVar
from urllib.parse import urlsplit

import msgspec

from digest.ground import languages, located, schema
from digest.ground.characters import spaced
from digest.ground.diagnostics import Diagnostic, Place, error, first_line, has_errors, warning
from digest.ground.filenames import short_enough
from digest.ground.moment import Moment
from digest.ground.text import check_slug, did_you_mean, fold, squeeze
from digest.model import FrontMatter, Image, Source, Struct
from digest.read.addresses import locate
from digest.read.documents import Document

T = TypeVar("T", bound=Struct)

_ID = re.compile(r"[a-z0-9][a-z0-9-]*")
_WEB = re.compile(r"https?://[^\s/?#]+(?:[/?#]\S*)?", re.IGNORECASE)
_NO_URI = re.compile(r'["<>^`{|}]|%(?![0-9A-Fa-f]{2})')  # a `\\` is refused, letters of any script are an IRI's
_YEARS = range(1000, 9999)
_DECIDE_THE_ADDRESS = {"date", "expires", "slug", "status"}
_DEFAULTS = {
    name: getattr(FrontMatter(), name)
    for name in ("id", "updated", "language", "slug", "image", "aliases", "corrections")
}
"""What stands for a value with an error, where the rest of the program relies on its being sound."""


class Header(Struct, kw_only=True):
    """A header with the places of its values; `at` gives the place of a key, or of the file's first line.

    Where it has errors, `front` has defaults in place of what is wrong, and is a draft where that decides its address.
    """

    front: FrontMatter
    places: dict[str, Place]


def parse(document: Document, type_: type[T], what: str) -> tuple[T | None, dict[str, Place], list[Diagnostic]]:
    """The header of any content file as `type_`, the places of its values, and all that is wrong with its form."""
    value, places, found = _sound(document, type_, what)
    return (None if has_errors(found) else value), places, found


def _sound(document: Document, type_: type[T], what: str) -> tuple[T | None, dict[str, Place], list[Diagnostic]]:
    """The same, with defaults in place of what is wrong."""
    node, found = located.parse(document.header, document.file, first_line=document.header_line)
    if node is None:
        return None, {}, found
    checked = schema.check(node, type_, what=what)
    return checked.sound, checked.places, [*found, *checked.diagnostics]


def read_header(document: Document, topics: Iterable[str]) -> tuple[Header | None, list[Diagnostic]]:
    """An article's header, its texts without stray white space; `topics` are the slugs that the site knows.

    All problems are found in one go. There is no header only where its form is no header's.
    """
    front, places, found = _sound(document, FrontMatter, "the front matter")
    if front is None:
        return None, found
    front = _tidy(front)
    found += _check(front, places, document.file, tuple(topics), _wrong(found, places))
    if has_errors(found):
        front = _mended(front, _wrong(found, places), PurePosixPath(document.file).stem)
    return Header(front=front, places=places), found


def _wrong(found: Iterable[Diagnostic], places: Mapping[str, Place]) -> frozenset[str]:
    """The keys whose values, or a part of them, are errors."""
    bad = {finding.place for finding in found if finding.severity == "error"}
    if not bad:
        return frozenset()
    return frozenset(key.partition(".")[0] for key, place in places.items() if place in bad)


def _mended(front: FrontMatter, wrong: frozenset[str], title: str) -> FrontMatter:
    """A header good enough to look for more problems; `title` is for one that has none."""
    return msgspec.structs.replace(
        front,
        title=front.title or title,
        status="draft" if wrong & _DECIDE_THE_ADDRESS else front.status,
        **{name: default for name, default in _DEFAULTS.items() if name in wrong},
    )


def at(places: Mapping[str, Place], key: str, file: str) -> Place:
    """Where the value of `key` stands; where it has none, the first line of its file."""
    return places.get(key) or first_line(file)


def clean(text: str) -> str:
    """A header's text as one line without control characters."""
    if text.isascii() and text.isprintable() and "  " not in text and text == text.strip(" "):
        return text  # as most are
    return squeeze(spaced(text))


def _optional(text: str | None) -> str | None:
    return (clean(text) or None) if text is not None else None


def _encoded(url: str | None) -> str | None:
    """An address without characters that none can have (https://www.rfc-editor.org/rfc/rfc3986#section-2), percent-encoded instead."""
    return url and _NO_URI.sub(lambda odd: f"%{ord(odd[0]):02X}", url)


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
        source=source and Source(name=clean(source.name), url=_encoded(_optional(source.url))),
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


def _check(
    front: FrontMatter, places: Mapping[str, Place], file: str, topics: tuple[str, ...], wrong: frozenset[str]
) -> list[Diagnostic]:
    """What is wrong with the values of a header, but for those whose form is `wrong` already."""

    def place(key: str) -> Place:
        return at(places, key, file)

    found: list[Diagnostic] = []
    if front.status == "published" and "status" not in wrong:
        found += _required(front, places, file, wrong)
    found += _dates(front, places, file)
    found += [
        _unknown_topic(topic, i, places, file, topics) for i, topic in enumerate(front.topics) if topic not in topics
    ]
    if front.id is not None and not _ID.fullmatch(front.id):
        hint = "use small letters a to z, digits and hyphens, a letter or digit first"
        found.append(error("id-invalid", f"`{front.id}` can't be an article's id", place("id"), hint=hint))
    found += languages.check(front.language, place("language"))
    found += check_slug(front.slug, place("slug"))
    if front.source is not None:
        found += _source(front.source, place("source"), place("source.url"))
    if front.image is not None:
        found += _image(front.image, place("image.src"))
    for i, alias in enumerate(front.aliases):
        found += _alias(alias, places.get(f"aliases.{i}") or place("aliases"))
    return found


def _required(front: FrontMatter, places: Mapping[str, Place], file: str, wrong: frozenset[str]) -> list[Diagnostic]:
    title, date = at(places, "title", file), at(places, "date", file)
    found = []
    if front.title is None and "title" not in wrong:
        hint = "add `title: …`, or `status: review` until it has one"
        found.append(error("title-missing", "a published article needs a title", title, hint=hint))
    if front.date is None and "date" not in wrong:
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
    if source.url is not None and not _is_address(source.url):
        hint = "write `/` for `\\`" if "\\" in source.url else "write the whole address: `https://…`"
        found.append(error("url-invalid", f"`{source.url}` is not a web address", url, hint=hint))
    return found


def _image(image: Image, place: Place) -> list[Diagnostic]:
    if not image.src:
        return [
            error("image-invalid", "the picture has no address", place, hint="write `src:` and the picture's file name")
        ]
    if _is_address(image.src):
        hint = "save the picture beside the article: every reader's browser would ask that host for it"
        return [warning("image-remote", "the picture lies on another host", place, hint=hint)]
    if _WEB.fullmatch(image.src) or locate(image.src, "") in {
        "outer",
        "forbidden",
    }:  # whether it leads outside depends on its file
        hint = "name a file beside the article, a path from the site's root, or an `https://` address"
        return [error("image-invalid", f"`{image.src}` is not a picture's address", place, hint=hint)]
    return []


def _is_address(url: str) -> bool:
    r"""Whether `url` is a whole http address whose host is written as hosts are: `https://[bad/` is none.

    With a `\` it leads browsers elsewhere than other programs: they read it as `/` (https://url.spec.whatwg.org/#concept-basic-url-parser).
    """
    try:
        return _WEB.fullmatch(url) is not None and "\\" not in url and bool(urlsplit(url).hostname)
    except ValueError:
        return False


def _alias(alias: str, place: Place) -> list[Diagnostic]:
    segments = alias.strip("/").split("/")
    rooted = alias.startswith("/") and not alias.startswith("//") and "\\" not in alias
    named = all(part and not part.startswith(".") for part in segments)
    if rooted and named and not set(alias) & set("?#%") and short_enough(f"{alias.strip('/')}/index.html"):
        return []
    hint = (
        "write a path from the site's root, without host, `?`, `#` or `%`, no part of it beginning with a dot: "
        "`/2015/07/28/old-name/`"
    )
    return [error("alias-invalid", f"`{alias}` is not an old address on this site", place, hint=hint)]
