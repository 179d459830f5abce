"""Long lists: a full page never changes."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from digest.arrange.paging import bridge, cut, pager


def href(way: str) -> str:
    return "/" + way


def test_the_newest_page_holds_what_the_full_ones_leave() -> None:
    pages = cut(range(100, 93, -1), 3, "t/")
    assert [(page.way, page.number, list(page.items)) for page in pages] == [
        ("t/", None, [100, 99, 98, 97]),
        ("t/page/1/", 1, [96, 95, 94]),
    ]


def test_pages_lead_to_their_neighbours() -> None:
    first, second, third = (pager("t/", page.number, page.older, href) for page in cut(range(9), 3, "t/"))
    assert (first.newer, first.older, first.newest, first.number) == (None, "/t/page/2/", None, None)
    assert (second.newer, second.older, second.newest, second.number) == ("/t/page/3/", "/t/page/1/", "/t/", 2)
    assert (third.newer, third.older, third.newest, third.number) == ("/t/page/2/", None, "/t/", 1)


def test_behind_the_last_full_page_a_redirect_leads_to_the_newest() -> None:
    assert bridge(len(cut(range(9), 3, "t/")), "t/") == "t/page/3/"
    assert bridge(len(cut(range(5), 3, "t/")), "t/") is None


@given(st.integers(0, 60), st.integers(1, 7), st.integers(0, 20))
def test_nothing_is_lost_and_full_pages_stay(count: int, size: int, more: int) -> None:
    before = cut(range(count, 0, -1), size, "t/")
    after = cut(range(count + more, 0, -1), size, "t/")
    assert [item for page in before for item in page.items] == list(range(count, 0, -1))
    assert len(before[0].items) < 2 * size
    assert len(before[0].items) >= min(count, size)
    later = {page.way: page for page in after}
    assert all(later[page.way] == page for page in before[1:])
