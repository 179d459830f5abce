"""Stage 3: long lists in pages whose content never changes once they are full.

The newest page holds the newest n to 2n-1 stories; the full pages of n are numbered from the oldest, so that a new story
changes the newest page alone. Even the link to the newer neighbour stays: the page behind the last full one is a redirect
to the newest, until it is full itself.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

from digest.arrange.addresses import numbered
from digest.model import Struct
from digest.pages import Pager

T = TypeVar("T")


class Slice(Struct, Generic[T], kw_only=True):
    """One page of a long list: its way, its number (None on the newest page), its items newest first, its links."""

    way: str
    number: int | None
    items: Sequence[T]
    pager: Pager


def cut(items: Sequence[T], size: int, way: str, href: Callable[[str], str]) -> list[Slice[T]]:
    """The pages of a list whose newest page lies at `way`; `items` are newest first, a full page has `size` of them."""
    full = max(0, len(items) // size - 1)
    newest = href(way)
    first: Slice[T] = Slice(
        way=way,
        number=None,
        items=items[: len(items) - full * size],
        pager=Pager(newer=None, older=href(numbered(way, full)) if full else None, newest=None, number=None),
    )
    pages = [first]
    for number in range(full, 0, -1):
        end = len(items) - (number - 1) * size
        pager = Pager(
            newer=href(numbered(way, number + 1)),
            older=href(numbered(way, number - 1)) if number > 1 else None,
            newest=newest,
            number=number,
        )
        pages.append(Slice(way=numbered(way, number), number=number, items=items[end - size : end], pager=pager))
    return pages


def bridge(pages: Sequence[Slice[T]], way: str) -> str | None:
    """The way of the redirect behind the last full page, None where there is no full page."""
    return numbered(way, len(pages)) if len(pages) > 1 else None
