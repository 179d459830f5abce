"""Stage 3: months as calendars, with a step of the heat map for each day."""

from __future__ import annotations

from calendar import MONDAY, Calendar
from collections.abc import Callable, Mapping
from datetime import date

from digest.arrange import times
from digest.pages import DayCount, MonthView

STEPS: tuple[tuple[int, int | None], ...] = ((1, 3), (4, 7), (8, 11), (12, None))
"""The counts of levels 1 to 4, first and last."""

_WEEKS = Calendar(firstweekday=MONDAY)


def level(count: int) -> int:
    """The step on the heat map for a number of stories, 0 to 4."""
    return sum(count >= first for first, _ in STEPS)


def month_view(
    month: date, counts: Mapping[date, int], href: str | None, day_href: Callable[[date], str | None]
) -> MonthView:
    """The month that begins at `month`; `counts` has the days with stories, `day_href` the page of such a day."""
    days: dict[int, DayCount] = {}
    for row in _WEEKS.monthdayscalendar(month.year, month.month):
        for number in filter(None, row):
            day = month.replace(day=number)
            count = counts.get(day, 0)
            days[number] = DayCount(
                day=times.of_day(day), count=count, href=day_href(day) if count else None, level=level(count)
            )
    return MonthView(
        month=times.of_day(month),
        href=href,
        count=sum(day.count for day in days.values()),
        weeks=tuple(
            tuple(days.get(number) for number in row) for row in _WEEKS.monthdayscalendar(month.year, month.month)
        ),
    )
