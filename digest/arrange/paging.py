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
    """One page of a long list: its way, its number (None on the newest page), that of the next older one, its items newest first."""

    way: str
    number: int | None
    older: int | None
    items: Sequence[T]


def cut(items: Sequence[T], size: int, way: str) -> list[Slice[T]]:
    """The pages of a list whose newest page lies at `way`; `items` are newest first, a full page has `size` of them."""
    full = max(0, len(items) // size - 1)
    pages = [Slice(way=way, number=None, older=full or None, items=items[: len(items) - full * size])]
    for number in range(full, 0, -1):
        end = len(items) - (number - 1) * size
        pages.append(
            Slice(way=numbered(way, number), number=number, older=number - 1 or None, items=items[end - size : end])
        )
    return pages


def pager(way: str, number: int | None, older: int | None, href: Callable[[str], str]) -> Pager:
    """The links of a page of the list whose newest page lies at `way`, by its own number and the next older one's."""
    return Pager(
        newer=href(numbered(way, number + 1)) if number is not None else None,
        older=href(numbered(way, older)) if older is not None else None,
        newest=href(way) if number is not None else None,
        number=number,
    )


def bridge(pages: int, way: str) -> str | None:
    """The way of the redirect behind the last full page of a list of so many pages, None where there is no full page."""
    return numbered(way, pages) if pages > 1 else None
