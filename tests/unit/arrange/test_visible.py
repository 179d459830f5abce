"""Who is shown: one filter, and a reason for everyone who isn't."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import msgspec
import pytest

from digest.arrange.times import Times
from digest.arrange.visible import divide
from digest.ground.zones import zone
from digest.model import Article

NOW = datetime(2015, 7, 27, 21, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("more", "reason", "detail"),
    [
        ({}, None, ""),
        ({"status": "draft"}, "draft", ""),
        ({"status": "review"}, "review", ""),
        ({"status": "review", "date": None}, "review", "without a date"),
        ({"status": "review", "title": None}, "review", "without a title"),
        ({"expires": "2015-07-28"}, "expired", "2015-07-28"),
        ({"expires": "2015-07-29"}, None, ""),
    ],
)
def test_each_reason_is_named(
    article: Callable[..., Article], more: dict[str, Any], reason: str | None, detail: str
) -> None:
    shown, held, _ = divide([article("a", "2015-07-27", **more)], datetime(2015, 7, 28, tzinfo=UTC), Times(UTC))
    assert (len(shown), [(each.reason, each.detail) for each in held]) == (
        (1, []) if reason is None else (0, [(reason, detail)])
    )


def test_a_day_begins_at_midnight_in_the_sites_zone(article: Callable[..., Article]) -> None:
    tomorrow = article("a", "2015-07-28")
    istanbul = zone("Europe/Istanbul")
    assert istanbul is not None
    assert divide([tomorrow], NOW, Times(istanbul))[0] == [tomorrow]
    shown, [held], _ = divide([tomorrow], NOW, Times(UTC))
    assert (shown, held.reason, held.detail) == ([], "future", "2015-07-28")


def test_a_time_with_offset_is_an_instant_in_every_zone(article: Callable[..., Article]) -> None:
    later = article("a", "2015-07-27T23:31:00+02:00")
    sooner = article("b", "2015-07-27T23:30:00+02:00")
    shown, held, _ = divide([later, sooner], NOW, Times(UTC))
    assert [each.path for each in shown] == [sooner.path]
    assert [each.path for each in held] == [later.path]


def test_what_lacks_a_title_goes_by_its_slug(article: Callable[..., Article]) -> None:
    nameless = article("a", status="review", title=None)
    assert divide([msgspec.structs.replace(nameless, slug="s")], NOW, Times(UTC))[1][0].title == "s"


def test_drafts_and_what_is_for_review_are_shown_by_request_and_so_is_what_is_yet_to_come(
    article: Callable[..., Article],
) -> None:
    every = [
        article("draft", "2015-07-26", status="draft"),
        article("review", "2015-07-26", status="review"),
        article("later", "2015-07-30"),
        article("gone", "2015-07-01", expires="2015-07-02"),
    ]
    drafts, future = divide(every, NOW, Times(UTC), drafts=True), divide(every, NOW, Times(UTC), future=True)
    assert [(each.reason, each.path) for each in drafts.lifted] == [("draft", every[0].path), ("review", every[1].path)]
    assert drafts.shown == every[:2]
    assert ([each.reason for each in future.lifted], future.shown) == (["future"], [every[2]])
    assert [each.reason for each in drafts.held] == ["future", "expired"]


def test_what_is_shown_by_request_has_a_date_and_a_title_and_another_digest_for_them(
    article: Callable[..., Article],
) -> None:
    bare = article("a", "2015-07-26", status="review", date=None, title=None)
    [shown] = divide([bare], NOW, Times(UTC), drafts=True).shown
    assert (shown.front.date and shown.front.date.text, shown.front.title) == ("2015-07-27", bare.slug)
    assert shown.digest != bare.digest
