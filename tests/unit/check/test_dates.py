"""Dates as formats for machines write them."""

from __future__ import annotations

import pytest

from digest.check.dates import is_rfc822, is_rfc3339, is_w3c


@pytest.mark.parametrize(
    ("text", "good"),
    [
        ("2015-07-28T14:05:00Z", True),
        ("2015-07-28T14:05:00.5+01:00", True),
        ("2015-07-28T14:05:00", False),
        ("2015-07-28", False),
        ("2015-13-28T14:05:00Z", False),
        ("2015-02-30T14:05:00Z", False),
    ],
)
def test_rfc_3339(text: str, good: bool) -> None:
    assert is_rfc3339(text) is good


@pytest.mark.parametrize(
    ("text", "good"),
    [
        ("Tue, 28 Jul 2015 14:05:00 +0100", True),
        ("28 Jul 2015 14:05 GMT", True),
        ("Mon, 28 Jul 2015 14:05:00 +0100", False),
        ("Tue, 31 Jun 2015 14:05:00 +0100", False),
        ("2015-07-28T14:05:00Z", False),
        ("Di, 28 Jul 2015 14:05:00 +0100", False),
    ],
)
def test_rfc_822_knows_the_day_of_the_week(text: str, good: bool) -> None:
    assert is_rfc822(text) is good


@pytest.mark.parametrize(
    ("text", "good"),
    [
        ("2015", True),
        ("2015-07", True),
        ("2015-07-28", True),
        ("2015-07-28T14:05+01:00", True),
        ("2015-07-28T14:05:00Z", True),
        ("2015-7-28", False),
        ("2015-02-30", False),
        ("yesterday!", False),
        ("28.07.2015", False),
    ],
)
def test_sitemaps_take_days_and_instants(text: str, good: bool) -> None:
    assert is_w3c(text) is good
