"""Dates and times as newspapers print them."""

import pytest

from digest.convert.plain import stamps


@pytest.mark.parametrize(
    ("line", "moment", "label"),
    [
        ("Updated Jul 28, 2015", "2015-07-28", "updated"),
        ("Published 16 December 2015, 20:15 GMT", "2015-12-16T20:15:00+00:00", "published"),
        ("3. Mai 2024, 17:47", "2024-05-03", ""),
        ("June 30, 2026 - 4.34pm", "2026-06-30", ""),
        ("11:58, 23 APR 2024", "2024-04-23", ""),
        ("Publié le 12 décembre 2015 à 19h30", "2015-12-12", "published"),
        ("Aktualisiert am 28. April 2023, 20:22 Uhr", "2023-04-28", "updated"),
        ("Nov 18, 2019 at 9:24 pm ET • 2 min read", "2019-11-18T21:24:00-05:00", ""),
        ("July 4, 2019 at 9:24 pm ET", "2019-07-04T21:24:00-04:00", ""),
        ("Yayınlanma: 7 Ekim 2015, 14:35", "2015-10-07", "published"),
        ("١٧ ديسمبر 2015", "2015-12-17", ""),
        ("نُشر في 6 أغسطس 2015", "2015-08-06", "published"),
        ("14 تموز 2015", "2015-07-14", ""),
        ("2015年7月28日 14:05", "2015-07-28", ""),
        ("15 de março de 2024, às 10h12", "2024-03-15", ""),
        ("1er novembre 2012", "2012-11-01", ""),
        ("Tue, 14 Jul 2015 11:20:00 -0400", "2015-07-14T11:20:00-04:00", ""),
        ("2015-07-14T13:05:00Z", "2015-07-14T13:05:00+00:00", ""),
        ("22.11.2024 07.57", "2024-11-22", ""),
        ("April 25, 2023 2:26 PM GMT+2", "2023-04-25T14:26:00+02:00", ""),
    ],
)
def test_a_stamp_is_read_with_its_time_zone_and_label(line: str, moment: str, label: str) -> None:
    found = stamps.read_stamps(line, None)
    assert found is not None
    assert [(stamp.dated.moment.text, stamp.label) for stamp in found.stamps] == [(moment, label)]
    assert found.rest == ""


def test_a_time_without_a_zone_is_passed_over_with_its_words() -> None:
    found = stamps.read_stamps("Publié le 12 décembre 2015 à 19h30", None)
    assert found is not None
    assert found.stamps[0].dated.moment.is_day
    assert found.stamps[0].dated.end == len("Publié le 12 décembre 2015 à 19h30")


def test_several_stamps_stand_in_one_line() -> None:
    found = stamps.read_stamps("PUBLISHED: 00:01, Tue, Nov 19, 2019 | UPDATED: 07:11, Tue, Nov 19, 2019", None)
    assert found is not None
    assert [(stamp.label, stamp.dated.moment.text) for stamp in found.stamps] == [
        ("published", "2019-11-19"),
        ("updated", "2019-11-19"),
    ]


def test_what_else_a_stamp_line_says_is_its_rest() -> None:
    found = stamps.read_stamps("By Sherif Saed, Wednesday, 20 November 2019 08:05 GMT", None)
    assert found is not None
    assert found.rest == "By Sherif Saed"


@pytest.mark.parametrize(
    "line",
    [
        "1 day ago",
        "Updated at 14:05",
        "28 July",
        "He was born on 4 May 1961 in a village that no longer exists and that nobody remembers today.",
        "31 February 2015",
    ],
)
def test_what_is_no_complete_date_or_tells_a_story_is_no_stamp(line: str) -> None:
    assert stamps.read_stamps(line, None) is None


@pytest.mark.parametrize(
    ("order", "moment", "ambiguous"),
    [("dmy", "2015-05-04", False), ("mdy", "2015-04-05", False), (None, "2015-05-04", True)],
)
def test_an_ambiguous_date_is_read_by_the_order_given_and_marked_without_one(
    order: stamps.Order | None, moment: str, ambiguous: bool
) -> None:
    (found,) = stamps.find_dates("04/05/2015", order)
    assert (found.moment.text, found.ambiguous) == (moment, ambiguous)


def test_a_number_over_twelve_decides_the_order() -> None:
    (found,) = stamps.find_dates("07/28/2015", None)
    assert (found.moment.text, found.ambiguous) == ("2015-07-28", False)


def test_a_date_knows_its_columns() -> None:
    (found,) = stamps.find_dates("Updated Jul 28, 2015", None)
    assert "Updated Jul 28, 2015"[found.start : found.end] == "Jul 28, 2015"


@pytest.mark.parametrize(
    "line",
    [
        "1 day ago",
        "Published 3 hours ago",
        "Today, 12:37",
        "Heute, 12:37 Uhr",
        "vor 14 Minuten",
        "Publicerad 22:31",
        "for 3 timer siden",
        "hace 5 horas",
        "il y a 3 heures, mis à jour à 09h42",
        "včera 14:40",
        "3 saat önce",
        "5 часов назад",
        "منذ 3 ساعات",
        "15:36 Uhr",
        "03:26 pm",
        "Stand: 20.03 Uhr | Lesedauer: 4 Minuten",
    ],
)
def test_a_line_that_tells_a_time_without_its_day_is_known_and_no_day_is_made_of_it(line: str) -> None:
    assert not stamps.read_time(line)
    assert stamps.read_time(line) is not None
    assert stamps.read_stamps(line, None) is None


@pytest.mark.parametrize("line", ["Jane Doe 3 hours", "Jane Doe, 3 hours ago", "14:05 Jane Doe"])
def test_what_a_line_says_beside_a_time_is_told(line: str) -> None:
    assert stamps.read_time(line) == "Jane Doe"


@pytest.mark.parametrize(
    "line", ["Day 5", "The 12 days", "1.50", "2 of 3", "Today", "He waited 5 minutes, then 3 hours more"]
)
def test_a_number_of_days_or_a_price_is_no_time(line: str) -> None:
    assert stamps.read_time(line) != ""


@pytest.mark.parametrize(
    "line", ["Available until 6 May 2015", "Verfügbar bis 06.05.2015", "Disponible jusqu'au 6 mai 2015"]
)
def test_the_day_until_which_something_can_be_seen_is_no_stamp(line: str) -> None:
    found = stamps.read_stamps(line, None)
    assert found is not None
    assert found.stamps == ()


def test_what_a_stamp_line_says_besides_is_kept_piece_by_piece() -> None:
    found = stamps.read_stamps("Mara Lindqvist | 04.05.2015 - Updated: 05.05.2015 Brede", "dmy")
    assert found is not None
    assert found.asides == ("Mara Lindqvist", "Brede")


@pytest.mark.parametrize(
    "line", ["৯ জানুয়ারি ২০২০, ১৭:১২", "९ जनवरी २०२०", "9 जनवरी 2020", "9 ม.ค. 2563 17:12 น.", "۱۹ دی ۱۳۹۸ - ۱۷:۱۲"]
)
def test_a_line_with_other_digits_months_or_years_is_a_stamp(line: str) -> None:
    found = stamps.read_stamps(line, "dmy")
    assert found is not None
    assert found.rest == ""
    assert [stamp.dated.moment.text[:10] for stamp in found.stamps] == ["2020-01-09"]


def test_figures_of_any_script_count_as_such() -> None:
    assert stamps.has_figures("at 5")
    assert stamps.has_figures("۹ دی")
    assert not stamps.has_figures("five")
