"""Dates and numbers in words: in the site's language, whatever the machine."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import date, datetime, time

import pytest
from babel import Locale
from babel import dates as babel
from hypothesis import given
from hypothesis import strategies as st

from digest.ground import dates


@pytest.mark.parametrize(
    ("style", "written"),
    [
        ("long", "28 July 2015"),
        ("short", "28 Jul"),
        ("day-month", "28 July"),
        ("month-year", "July 2015"),
        ("month", "July"),
        ("weekday", "Tuesday 28 July 2015"),
        ("day", "28"),
        ("time", ""),
        ("iso", "2015-07-28"),
    ],
)
def test_a_day_is_written_in_each_style(style: str, written: str) -> None:
    assert dates.write_date("2015-07-28", style, "en") == written


@pytest.mark.parametrize(
    ("instant", "written"),
    [
        ("2015-07-28T14:05:00+01:00", "28 July 2015, 14:05 UTC+1"),
        ("2015-07-28T14:05:00+00:00", "28 July 2015, 14:05 UTC"),
        ("2015-07-28T14:05:00Z", "28 July 2015, 14:05 UTC"),
        ("2015-07-28T14:05:00-03:30", "28 July 2015, 14:05 UTC−3:30"),
        ("2015-07-28T14:05:00", "28 July 2015, 14:05"),
    ],
)
def test_an_instant_is_written_with_its_distance_from_utc(instant: str, written: str) -> None:
    assert dates.write_date(instant, "long", "en") == written


def test_only_long_writes_the_time() -> None:
    assert dates.write_date("2015-07-28T23:30:00-05:00", "weekday", "en") == "Tuesday 28 July 2015"
    assert dates.write_date("2015-07-28T14:05:00+01:00", "time", "en") == "14:05 UTC+1"


@pytest.mark.parametrize(
    ("language", "written"),
    [
        ("en-US", "July 28, 2015"),
        ("fr", "28 juillet 2015"),
        ("de", "28. Juli 2015"),
        ("ar", "28 يوليو 2015"),
        ("zh-Hant", "2015年7月28日"),
        ("pt-BR", "28 de julho de 2015"),
        ("fr-XX", "28 juillet 2015"),
        ("tlh", "28 July 2015"),
        ("not a language", "28 July 2015"),
    ],
)
def test_each_language_has_its_own_form_and_an_unknown_one_that_of_its_parent(language: str, written: str) -> None:
    assert dates.write_date("2015-07-28", "long", language) == written


LANGUAGES = st.sampled_from(
    ["en-US", "de", "fr", "ar", "ja", "ru", "th", "fa", "bn", "cy", "hu", "zh-Hant", "eu", "pt-PT"]
)


@given(st.dates(), st.times(timezones=st.none()), LANGUAGES)
def test_a_date_put_together_from_its_fields_is_the_one_that_babel_writes(
    day: date, clock: time, language: str
) -> None:
    locale = Locale.parse(language, sep="-")
    moment = datetime.combine(day, clock)
    for style, pattern in (("long", "long"), ("weekday", "full"), ("month", "LLLL"), ("day", "d")):
        assert dates.write_date(day.isoformat(), style, language) == babel.format_date(day, pattern, locale)
    for style, skeleton in (("short", "MMMd"), ("day-month", "MMMMd"), ("month-year", "yMMMM")):
        assert dates.write_date(day.isoformat(), style, language) == babel.format_skeleton(skeleton, day, locale=locale)
    assert dates.write_date(moment.isoformat(), "time", language) == babel.format_time(clock, "short", locale=locale)


@pytest.mark.parametrize(
    ("first", "last", "language", "written"),
    [
        ("2015-12-14", "2015-12-20", "en", "14–20 December 2015"),
        ("2015-11-30", "2015-12-06", "en", "30 November – 6 December 2015"),
        ("2015-12-28", "2016-01-03", "en", "28 December 2015 – 3 January 2016"),
        ("2015-12-14", "2015-12-14", "en", "14 December 2015"),
        ("2015-12-14", "2015-12-20", "fr", "14–20 décembre 2015"),
    ],
)
def test_a_span_says_once_what_its_days_share(first: str, last: str, language: str, written: str) -> None:
    spaces = str.maketrans({"\u2009": " ", "\u202f": " "})
    assert dates.write_span(first, last, language).translate(spaces) == written


def test_weeks_begin_on_monday() -> None:
    assert dates.weekdays("short", "en") == ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
    assert dates.weekdays("wide", "fr")[0] == "lundi"


def test_numbers_are_grouped() -> None:
    assert dates.write_number(1234567, "en") == "1,234,567"
    assert dates.write_number(1234567, "de") == "1.234.567"


def test_neither_locale_nor_zone_of_the_machine_takes_part() -> None:
    program = (
        "from digest.ground import dates as d\n"
        "print(ascii([d.write_date('2015-07-28T14:05:00+01:00', s, 'en') for s in d.STYLES]))\n"
        "print(ascii([d.write_span('2015-12-14', '2015-12-20', 'fr'), d.weekdays('wide', 'tr'), d.write_number(1e6, 'en')]))\n"
    )
    outputs = set()
    for zone, locale in (("Asia/Kathmandu", "ar_EG.UTF-8"), ("America/St_Johns", "C")):
        env = {**os.environ, "TZ": zone, "LC_ALL": locale, "LC_TIME": locale, "LANG": locale, "LANGUAGE": "tr"}
        run = subprocess.run([sys.executable, "-c", program], env=env, capture_output=True, text=True, check=True)
        outputs.add(run.stdout)
    assert len(outputs) == 1
    assert "28 July 2015, 14:05 UTC+1" in outputs.pop()


@pytest.mark.parametrize(
    ("language", "forms"),
    [
        ("en", ("one", "other")),
        ("tr", ("one", "other")),
        ("fr-CA", ("one", "many", "other")),
        ("ar", ("zero", "one", "two", "few", "many", "other")),
        ("ja", ("other",)),
    ],
)
def test_a_language_has_the_plural_forms_of_cldr(language: str, forms: tuple[str, ...]) -> None:
    assert dates.plural_forms(language) == forms


@pytest.mark.parametrize(
    ("number", "language", "form"),
    [
        (0, "en", "other"),
        (1, "en", "one"),
        (0, "fr", "one"),
        (1_000_000, "fr", "many"),
        (2, "ar", "two"),
        (11, "ar", "many"),
    ],
)
def test_a_number_has_the_form_that_its_language_gives_it(number: int, language: str, form: str) -> None:
    assert dates.plural_form(number, language) == form


@pytest.mark.parametrize(
    ("language", "written"),
    [
        ("fr", "fr_FR"),
        ("fr-CA", "fr_CA"),
        ("tr", "tr_TR"),
        ("ar", "ar_EG"),
        ("zh-Hant", "zh_TW"),
        ("sr-Latn", "sr_RS"),
        ("en", "en_GB"),
        ("en-US", "en_US"),
        ("qaa", ""),
    ],
)
def test_a_language_is_written_with_its_most_likely_country(language: str, written: str) -> None:
    assert dates.with_territory(language) == written
