"""Stage 3: the archive: years, months, days. Each level is made only as the settings say, and linked only when it is made."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import TypeVar

from digest.arrange import addresses, times, words
from digest.arrange.calendars import STEPS, month_view
from digest.arrange.editions import best_first, by_topic
from digest.arrange.library import Story
from digest.arrange.sheets import Desk, Sheet, headlines, newest_change
from digest.config import Archive
from digest.model import Struct
from digest.pages import ArchivePage, DayPage, Hyperlink, MonthPage, MonthView, Ref, YearCount, YearPage

T = TypeVar("T")


class _Month(Struct, kw_only=True):
    first: date
    view: MonthView
    stories: tuple[Story, ...]


def sheets(desk: Desk, switches: Archive) -> list[Sheet]:
    """The pages of the archive that are switched on; none on a site without a story."""
    if not desk.library.days:
        return []
    months = _months(desk, month_pages=switches.months)
    years: dict[int, list[_Month]] = {}
    for month in months:
        years.setdefault(month.first.year, []).append(month)
    made: list[Sheet] = []
    if switches.index:
        made.append(_index(desk, switches, years))
    if switches.years:
        made += _each(list(years), lambda year, newer, older: _year(desk, switches, years[year], newer, older))
    if switches.months:
        made += _each(months, lambda month, newer, older: _month(desk, switches, month, newer, older))
    if switches.days:
        made += _each(list(desk.library.days), lambda day, newer, older: _day(desk, switches, day, newer, older))
    return made


def _each(items: Sequence[T], lay_out: Callable[[T, T | None, T | None], Sheet]) -> list[Sheet]:
    """A sheet for each item of a list with the newest first, laid out with its newer and its older neighbour."""
    newer = [None, *items[:-1]]
    older = [*items[1:], None]
    return [lay_out(item, newer[number], older[number]) for number, item in enumerate(items)]


def _months(desk: Desk, *, month_pages: bool) -> list[_Month]:
    grouped: dict[date, list[date]] = {}
    for day in desk.library.days:
        grouped.setdefault(day.replace(day=1), []).append(day)
    counts = {day: len(stories) for day, stories in desk.library.days.items()}
    return [
        _Month(
            first=first,
            view=month_view(
                first,
                counts,
                desk.addresses.href(addresses.of_month(first)) if month_pages else None,
                desk.day_href,
            ),
            stories=tuple(story for day in days for story in desk.library.days[day]),
        )
        for first, days in grouped.items()
    ]


def _crumbs(
    desk: Desk, switches: Archive, *, year: int | None = None, month: date | None = None, day: date | None = None
) -> tuple[Hyperlink, ...]:
    """The trail through those levels of the archive that have pages."""
    steps = [(words.ARCHIVE, addresses.ARCHIVE)] if switches.index else []
    if year is not None and switches.years:
        steps.append((str(year), addresses.of_year(year)))
    if month is not None and switches.months:
        steps.append((words.month(month, desk.settings.language), addresses.of_month(month)))
    if day is not None:
        steps.append((words.day(day, desk.settings.language), addresses.of_day(day)))
    return desk.frame.crumbs(*steps)


def _index(desk: Desk, switches: Archive, years: dict[int, list[_Month]]) -> Sheet:
    way = addresses.ARCHIVE
    page = ArchivePage(
        site=desk.frame.site(way),
        head=desk.frame.head(words.ARCHIVE, words.stories_of(words.ARCHIVE), way),
        count=len(desk.library.stories),
        years=tuple(
            YearCount(
                year=year,
                href=desk.addresses.href(addresses.of_year(year)) if switches.years else None,
                count=sum(month.view.count for month in months),
                months=tuple((month.view.month, month.view.count, month.view.href) for month in reversed(months)),
            )
            for year, months in years.items()
        ),
        crumbs=_crumbs(desk, switches),
    )
    modified = newest_change(desk.library.stories)
    return Sheet(way=way, context=page, origin="the archive", template="archive.html", modified=modified)


def _year(desk: Desk, switches: Archive, months: Sequence[_Month], newer: int | None, older: int | None) -> Sheet:
    year = months[0].first.year
    way = addresses.of_year(year)
    page = YearPage(
        site=desk.frame.site(addresses.ARCHIVE),
        head=desk.frame.head(str(year), words.stories_of(str(year)), way),
        year=year,
        count=sum(month.view.count for month in months),
        months=tuple(month.view for month in months),
        legend=STEPS,
        newer=_year_link(desk, newer),
        older=_year_link(desk, older),
        crumbs=_crumbs(desk, switches, year=year),
    )
    modified = newest_change(story for month in months for story in month.stories)
    return Sheet(way=way, context=page, origin=f"the year {year}", template="year.html", modified=modified)


def _year_link(desk: Desk, year: int | None) -> Hyperlink | None:
    return None if year is None else Hyperlink(text=str(year), href=desk.addresses.href(addresses.of_year(year)))


def _month(desk: Desk, switches: Archive, month: _Month, newer: _Month | None, older: _Month | None) -> Sheet:
    way = addresses.of_month(month.first)
    name = words.month(month.first, desk.settings.language)
    page = MonthPage(
        site=desk.frame.site(addresses.ARCHIVE),
        head=desk.frame.head(name, words.stories_of(name), way),
        month=month.view,
        days=desk.days(month.stories),
        newer=_month_ref(desk, newer),
        older=_month_ref(desk, older),
        crumbs=_crumbs(desk, switches, year=month.first.year, month=month.first),
    )
    modified = newest_change(month.stories)
    return Sheet(way=way, context=page, origin=f"the month {name}", template="month.html", modified=modified)


def _month_ref(desk: Desk, month: _Month | None) -> Ref | None:
    if month is None:
        return None
    href = desk.addresses.href(addresses.of_month(month.first))
    return _ref(desk, words.month(month.first, desk.settings.language), href, month.first)


def _day(desk: Desk, switches: Archive, day: date, newer: date | None, older: date | None) -> Sheet:
    way = addresses.of_day(day)
    stories = best_first(desk.library.days[day])
    page = DayPage(
        site=desk.frame.site(addresses.ARCHIVE),
        head=desk.frame.head(words.day(day, desk.settings.language), headlines(stories), way),
        day=times.of_day(day),
        count=len(stories),
        sections=desk.views.sections(by_topic(stories, desk.topics)),
        newer=_day_ref(desk, newer),
        older=_day_ref(desk, older),
        crumbs=_crumbs(desk, switches, year=day.year, month=day.replace(day=1), day=day),
    )
    modified = newest_change(stories)
    return Sheet(way=way, context=page, origin=f"the day {day.isoformat()}", template="day.html", modified=modified)


def _day_ref(desk: Desk, day: date | None) -> Ref | None:
    return (
        None
        if day is None
        else _ref(desk, words.day(day, desk.settings.language), desk.addresses.href(addresses.of_day(day)), day)
    )


def _ref(desk: Desk, title: str, href: str, day: date) -> Ref:
    site = desk.frame.site(addresses.ARCHIVE)
    return Ref(title=title, href=href, date=times.of_day(day), language=site.language, direction=site.direction)
