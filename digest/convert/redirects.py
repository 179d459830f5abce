"""Stage 1, convert: former addresses. Where a seed gives its article another address, the old one leads to the new one.

An address is the day of `date` and the slug. The aliases that conversions added are told in the record, as the words of the field
`aliases`; so later conversions generate them again, and they are no edit of a person.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import tzinfo
from pathlib import PurePosixPath
from typing import NamedTuple

from msgspec.structs import replace

from digest.convert.doubts import part_of
from digest.convert.glances import UNDATED, address_in
from digest.convert.record import Record
from digest.ground import header_edits
from digest.ground.diagnostics import Diagnostic, first_line, warning
from digest.ground.text import slugify
from digest.model import Draft, Origin

RULE = "address-changed"

_HELD = re.compile(r"status:[ \t]*[\"']?(?:review|draft)\b")
_ITEM = re.compile(r"[\"']?(/[^\s,\"'\[\]]+)")


class Version(NamedTuple):
    """An article's text, and its path under `content/`."""

    text: str
    path: str


def carried(record: Record) -> tuple[str, ...]:
    """The aliases that conversions have added so far."""
    told = record.fields.get("aliases")
    return told.words if told is not None and told.rule == RULE else ()


def since(earlier: tuple[str, ...], base: Version, before: Version, after: Version, zone: tzinfo) -> tuple[str, ...]:
    """The aliases that conversions add now, where the file was `before`, will be `after`, and was generated as `base`.

    An address counts only where there may have been a page: of what was published and had a date. That of `base` counts where the
    file has it already, as a run that was killed may leave it.
    """
    now, was = _address(after, zone), _address(before, zone)
    found = list(earlier)
    if was is not None and was != now and not _HELD.match(part_of(before.text, "status")):
        found.append(was)
    first = _address(base, zone)
    if first is not None and first in _ITEM.findall(part_of(before.text, "aliases")):
        found.append(first)
    return tuple(alias for alias in dict.fromkeys(found) if alias != now)


def with_aliases(draft: Draft, added: tuple[str, ...]) -> Draft:
    """The draft with these aliases behind its own."""
    if not added:
        return draft
    every = tuple(dict.fromkeys((*draft.front.aliases, *added)))
    return replace(
        draft,
        front=replace(draft.front, aliases=every),
        origins={**draft.origins, "aliases": Origin(rule=RULE, words=added)},
    )


def written(text: str, earlier: tuple[str, ...], now: tuple[str, ...]) -> str | None:
    """A file that a person has edited with its aliases as they are `now`; None where its header can't be changed so."""
    changed: str | None = text
    for alias in _only(earlier, now):
        changed = header_edits.drop(changed, "aliases", alias) if changed is not None else None
    for alias in _only(now, earlier):
        if changed is not None and alias not in _ITEM.findall(part_of(changed.replace("\r\n", "\n"), "aliases")):
            changed = header_edits.add(changed, "aliases", alias)
    return changed


def unwritten(file: str, now: tuple[str, ...]) -> Diagnostic:
    """The finding for a file whose header can't be given its aliases."""
    message = "this article's address changes with its seed, and its header can't be given the old one as an alias"
    hint = f"write `aliases: [{', '.join(now)}]` into it"
    return warning("redirect-unwritten", message, first_line(file), hint=hint)


def _only(one: tuple[str, ...], other: tuple[str, ...]) -> Iterator[str]:
    return (alias for alias in one if alias not in other)


def _address(version: Version, zone: tzinfo) -> str | None:
    """`/2015/07/28/slug/`; None for what has no date."""
    place = address_in(version.text.replace("\r\n", "\n"), version.path, zone)
    if place is None or place.startswith(UNDATED):
        return None
    path = PurePosixPath(place)
    return f"/{path.parent}/{slugify(path.stem)}/"
