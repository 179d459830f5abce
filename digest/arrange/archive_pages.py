"""Stage 3: the archive: years, months, days. Each level is made only as the settings say, and linked only when it is made."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from typing import TypeVar

from digest.arrange import addresses, times, words
from digest.arrange.calendars import STEPS, month_view
from digest.arrange.desk import Desk
from digest.arrange.editions import best_first
from digest.arrange.faces import Face, together
from digest.arrange.inputs import Known
from digest.arrange.library import Library, Story
from digest.arrange.sheets import Sheet, headlines, newest_change
from digest.ground.languages import direction
from digest.pages import ArchivePage, DayPage, Hyperlink, MonthPage, MonthView, Ref, YearCount, YearPage

T = TypeVar("T")

_Beside = tuple[T | None, T | None]
"""The newer and the older neighbour."""

_Counts = Sequence[tuple[date, int]]
"""Days or months (by their first day), newest first, and how many stories each has."""


def sheets(desk: Desk, library: Library) -> Iterator[Sheet]:
    """The pages of the archive that are switched on; none on a site without a story."""
    switches, days = desk.setting.archive, library.days
    if not days:
        return
    months: dict[date, list[date]] = {}
    for day in days:
        months.setdefault(day.replace(day=1), []).append(day)
    years: dict[int, list[date]] = {}
    for month in months:
        years.setdefault(month.year, []).append(month)
    if switches.index:
        yield _archive_sheet(desk, library, months)
    if switches.years:
        for year, of_year in _between(list(years)):
            yield _year_sheet(desk, library, year, [day for month in years[year] for day in months[month]], of_year)
    if switches.months:
        for month, of_month in _between(list(months)):
            yield _month_sheet(desk, library, month, months[month], of_month)
    if switches.days:
        for day, of_day in _between(list(days)):
            yield _day_sheet(desk, day, best_first(days[day]), of_day)


def _between(items: Sequence[T]) -> Iterator[tuple[T, _Beside[T]]]:
    """Each item of a list with the newest first, and its neighbours."""
    return zip(items, zip([None, *items[:-1]], [*items[1:], None], strict=True), strict=True)


def _archive_sheet(desk: Desk, library: Library, months: Mapping[date, Sequence[date]]) -> Sheet:
    counts = [(month, sum(len(library.days[day]) for day in days)) for month, days in months.items()]
    return Sheet(
        path=addresses.output(addresses.ARCHIVE),
        layout=desk.layout(_archive, counts),
        origin="the archive",
        template="archive.html",
        modified=newest_change(library.stories),
    )


def _year_sheet(desk: Desk, library: Library, year: int, days: Sequence[date], beside: _Beside[int]) -> Sheet:
    return Sheet(
        path=addresses.output(addresses.of_year(year)),
        layout=desk.layout(_year, year, [(day, len(library.days[day])) for day in days], beside),
        origin=f"the year {year}",
        template="year.html",
        modified=newest_change(story for day in days for story in library.days[day]),
    )


def _month_sheet(desk: Desk, library: Library, month: date, days: Sequence[date], beside: _Beside[date]) -> Sheet:
    stories = [story for day in days for story in library.days[day]]
    return Sheet(
        path=addresses.output(addresses.of_month(month)),
        layout=desk.layout(_month, month, together([story.face for story in stories]), beside),
        origin=f"the month {month.isoformat()[:7]}",
        template="month.html",
        modified=newest_change(stories),
    )


def _day_sheet(desk: Desk, day: date, stories: Sequence[Story], beside: _Beside[date]) -> Sheet:
    return Sheet(
        path=addresses.output(addresses.of_day(day)),
        layout=desk.layout(_day, day, together([story.face for story in stories]), beside),
        origin=f"the day {day.isoformat()}",
        template="day.html",
        modified=newest_change(stories),
    )


# --- laying out -------------------------------------------------------------------------------------------------------


def _archive(desk: Desk, months: _Counts) -> ArchivePage:
    way = addresses.ARCHIVE
    href, switches = desk.setting.addresses.href, desk.setting.archive
    years: dict[int, list[tuple[date, int]]] = {}
    for month, count in months:
        years.setdefault(month.year, []).append((month, count))
    return ArchivePage(
        site=desk.frame.site(way),
        head=desk.frame.head(desk.say("archive"), words.stories_of(desk.say("archive"), desk.setting.wording), way),
        count=sum(count for _, count in months),
        years=tuple(
            YearCount(
                year=year,
                href=href(addresses.of_year(year)) if switches.years else None,
                count=sum(count for _, count in counts),
                months=tuple((times.of_day(month), count, _month_href(desk, month)) for month, count in counts[::-1]),
            )
            for year, counts in years.items()
        ),
        crumbs=_crumbs(desk),
    )


def _year(desk: Desk, year: int, days: _Counts, beside: _Beside[int]) -> YearPage:
    way = addresses.of_year(year)
    counts = dict(days)
    months = dict.fromkeys(day.replace(day=1) for day in counts)
    return YearPage(
        site=desk.frame.site(addresses.ARCHIVE),
        head=desk.frame.head(str(year), words.stories_of(str(year), desk.setting.wording), way),
        year=year,
        count=sum(counts.values()),
        months=tuple(_view(desk, month, counts) for month in months),
        legend=STEPS,
        newer=_year_link(desk, beside[0]),
        older=_year_link(desk, beside[1]),
        crumbs=_crumbs(desk, year=year),
    )


def _month(desk: Desk, month: date, stories: Known[tuple[Face, ...]], beside: _Beside[date]) -> MonthPage:
    name = words.month(month, desk.setting.site.language)
    return MonthPage(
        site=desk.frame.site(addresses.ARCHIVE),
        head=desk.frame.head(name, words.stories_of(name, desk.setting.wording), addresses.of_month(month)),
        month=_view(desk, month, Counter(face.day for face in stories.value)),
        days=desk.days(stories.value),
        newer=_ref(desk, beside[0], words.month, addresses.of_month),
        older=_ref(desk, beside[1], words.month, addresses.of_month),
        crumbs=_crumbs(desk, year=month.year, month=month),
    )


def _day(desk: Desk, day: date, stories: Known[tuple[Face, ...]], beside: _Beside[date]) -> DayPage:
    name = words.day(day, desk.setting.site.language)
    return DayPage(
        site=desk.frame.site(addresses.ARCHIVE),
        head=desk.frame.head(name, headlines(stories.value), addresses.of_day(day)),
        day=times.of_day(day),
        count=len(stories.value),
        sections=desk.sections(stories.value),
        newer=_ref(desk, beside[0], words.day, addresses.of_day),
        older=_ref(desk, beside[1], words.day, addresses.of_day),
        crumbs=_crumbs(desk, year=day.year, month=day.replace(day=1), day=day),
    )


def _crumbs(
    desk: Desk, *, year: int | None = None, month: date | None = None, day: date | None = None
) -> tuple[Hyperlink, ...]:
    """The trail through those levels of the archive that have pages."""
    switches, language = desk.setting.archive, desk.setting.site.language
    steps = [(desk.say("archive"), addresses.ARCHIVE)] if switches.index else []
    if year is not None and switches.years:
        steps.append((str(year), addresses.of_year(year)))
    if month is not None and switches.months:
        steps.append((words.month(month, language), addresses.of_month(month)))
    if day is not None:
        steps.append((words.day(day, language), addresses.of_day(day)))
    return desk.frame.crumbs(*steps)


def _view(desk: Desk, month: date, counts: Mapping[date, int]) -> MonthView:
    return month_view(month, counts, _month_href(desk, month), desk.day_href)


def _month_href(desk: Desk, month: date) -> str | None:
    setting = desk.setting
    return setting.addresses.href(addresses.of_month(month)) if setting.archive.months else None


def _year_link(desk: Desk, year: int | None) -> Hyperlink | None:
    if year is None:
        return None
    return Hyperlink(text=str(year), href=desk.setting.addresses.href(addresses.of_year(year)))


def _ref(desk: Desk, day: date | None, name: Callable[[date, str], str], way: Callable[[date], str]) -> Ref | None:
    """A neighbouring day or month."""
    if day is None:
        return None
    language = desk.setting.site.language
    return Ref(
        title=name(day, language),
        href=desk.setting.addresses.href(way(day)),
        date=times.of_day(day),
        language=language,
        direction=direction(language),
    )
