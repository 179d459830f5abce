"""Dates and times as newspapers print them, in the month names of some fifty languages.

A date is taken only with its year; nothing is guessed from today's date. `04/05/2015` is read by the order that the text's
language (or the setting `convert.date_order`) gives, and marked as ambiguous where both readings exist. A time of day counts
only with its zone: without one it names no instant, and the day alone is certain.
"""

from __future__ import annotations

import functools
import re
from datetime import date, datetime
from typing import Literal

from digest.convert.plain import calendars, trade
from digest.ground import text, zones
from digest.ground.moment import Moment
from digest.model import Struct

Order = Literal["dmy", "mdy"]
Label = Literal["published", "updated", ""]

_DAY = r"(?P<day>\d{1,2})"
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_ARABIC = r"[\u0620-\u064a\u066e-\u06d3]"
_INDIC = r"[\u0900-\u0dff]"
_MONTH = rf"(?P<month>{_ARABIC}{{2,}}(?: {_ARABIC}{{2,}})?|{_INDIC}{{2,}}|[^\W\d_]{{2,}})"
_ISO = re.compile(
    r"(?<![\d-])(?P<year>(?:19|20)\d\d)-(?P<month>\d\d)-(?P<day>\d\d)"
    r"(?:(?:T|,? )(?P<hour>\d\d):(?P<minute>\d\d)(?::(?P<second>\d\d)(?:\.\d+)?)?\s?(?P<zone>Z|[+-]\d\d:?\d\d)?)?(?![\d-])"
)
_SHAPES = (
    re.compile(
        rf"(?<!\d){_DAY}(?:\.|\.?º|er|st|nd|rd|th|a|e|η)?[ .\-/]*(?:de |d['’]|of |ב)?{_MONTH}\.?,?[ \-/]*(?:de |del |г )?{_YEAR}(?!\d)",
        re.IGNORECASE,
    ),
    re.compile(rf"(?<![^\W\d_]){_MONTH}\.? {_DAY}(?:st|nd|rd|th)?(?:,| ,|\.)? ?{_YEAR}(?!\d)", re.IGNORECASE),
    re.compile(r"(?P<year>(?:19|20)\d\d) ?[年년] ?(?P<month>\d{1,2}) ?[月월] ?(?P<day>\d{1,2}) ?[日일]"),
    re.compile(rf"(?<!\d){_YEAR}[. ] ?{_MONTH} {_DAY}(?!\d)", re.IGNORECASE),
)
_NUMERIC = re.compile(
    r"(?<![\d./-])(?P<a>\d{1,2})(?P<sep>[./-]) ?(?P<b>\d{1,2})(?P=sep) ?(?P<year>(?:19|20)\d\d|\d\d)(?![\d/-]|\.\d)"
)
_YEAR_FIRST = re.compile(
    r"(?<![\d./-])(?P<year>(?:19|20)\d\d)(?P<sep>[./])(?P<month>\d{1,2})(?P=sep)(?P<day>\d{1,2})(?!\d)"
)
_TIME = re.compile(
    r"(?<![\d:.,/])(?P<hour>[01]?\d|2[0-4])(?:(?P<sep>[:.h٫]|h )(?P<minute>[0-5]\d)(?::(?P<second>[0-5]\d))?)?(?!\d)"
    r"\s?(?P<half>[ap]\.?m\.?(?![^\W\d_]))?(?P<hours> ?(?:uhr|hrs|hours|h)\b)?"
    r"(?:,? ?\(?(?P<zone>(?-i:[A-ZÇŞİ]{1,5}T?\b)|[+-]\d\d:?\d\d\b)(?P<shift>[+-]\d{1,2}(?::?\d\d)?)?\)?)?",
    re.IGNORECASE,
)
_DIGIT = re.compile(r"\d")
_FULL_YEAR = re.compile(r"(?:19|20)\d\d")
"""What every date has but a numeric one, which may have two digits of it: most lines with a digit have no date."""

_CLOCK = re.compile(r"(?<![\d.,:])(?:[01]?\d|2[0-3])[:.h٫][0-5]\d(?![\d.,:]\d)", re.IGNORECASE)
_OTHER_DIGITS = str.maketrans(
    "٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹०१२३४५६७८९০১২৩৪৫৬৭৮৯੦੧੨੩੪੫੬੭੮੯૦૧૨૩૪૫૬૭૮૯๐๑๒๓๔๕๖๗๘๙", "0123456789" * 7
)


class Dated(Struct, kw_only=True):
    """A date (with its time of day, where the words beside it tell) found at columns `start` to `end` of a line."""

    moment: Moment
    start: int
    end: int
    ambiguous: bool = False


class Stamp(Struct, kw_only=True):
    """A date that a line is there to tell: when the story was published or updated; `label` is empty where it doesn't say."""

    dated: Dated
    label: Label


class StampLine(Struct, kw_only=True):
    """A line of stamps, and what it says besides (a byline, a place), empty for most; `asides` has that piece by piece."""

    stamps: tuple[Stamp, ...]
    rest: str
    asides: tuple[str, ...] = ()


def has_figures(line: str) -> bool:
    """Whether a line has a digit of any script: without one it tells neither date nor time."""
    return _DIGIT.search(line) is not None


def find_dates(line: str, order: Order | None) -> tuple[Dated, ...]:
    """Every complete date in `line`, from left to right, each with the time of day that stands beside it.

    `order` is how `04/05/2015` is read; None reads the day first and marks what could be read otherwise.
    """
    if not has_figures(line):
        return ()
    plain = line.translate(_OTHER_DIGITS)
    found: list[Dated] = []
    for dated in _candidates(plain, order):
        if all(dated.end <= other.start or dated.start >= other.end for other in found):
            found.append(dated)
    found.sort(key=lambda dated: dated.start)
    bounds = [0, *[dated.start for dated in found[1:]], len(plain)]
    return tuple(_with_time(plain, dated, floor, ceiling) for dated, floor, ceiling in _windows(found, bounds))


def _windows(found: list[Dated], bounds: list[int]) -> list[tuple[Dated, int, int]]:
    return [
        (dated, found[index - 1].end if index else bounds[0], bounds[index + 1]) for index, dated in enumerate(found)
    ]


def _candidates(plain: str, order: Order | None) -> list[Dated]:
    found: list[Dated] = []
    with_year = _FULL_YEAR.search(plain) is not None
    for match in _ISO.finditer(plain) if with_year else ():
        moment = _iso(match)
        if moment is not None:
            found.append(Dated(moment=moment, start=match.start(), end=match.end()))
    for shape in _SHAPES if with_year else ():
        for match in shape.finditer(plain):
            day = _named(match)
            if day is not None:
                found.append(Dated(moment=Moment(day.isoformat()), start=match.start(), end=match.end()))
    if not plain.isascii():
        found += [
            Dated(moment=Moment(day.isoformat()), start=start, end=end)
            for day, start, end in calendars.find_days(plain)
        ]
    for match in _YEAR_FIRST.finditer(plain) if with_year else ():
        day = _date(int(match["year"]), int(match["month"]), int(match["day"]))
        if day is not None:
            found.append(Dated(moment=Moment(day.isoformat()), start=match.start(), end=match.end()))
    for match in _NUMERIC.finditer(plain):
        dated = _numeric(match, order)
        if dated is not None:
            found.append(dated)
    return found


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _iso(match: re.Match[str]) -> Moment | None:
    if _date(int(match["year"]), int(match["month"]), int(match["day"])) is None:
        return None
    day = f"{match['year']}-{match['month']}-{match['day']}"
    if match["hour"] is None or int(match["hour"]) > 23 or int(match["minute"]) > 59:
        return Moment(day)
    second = match["second"] if match["second"] and int(match["second"]) < 60 else "00"
    zone = match["zone"] or ""
    offset = "+00:00" if zone == "Z" else f"{zone[:3]}:{zone[-2:]}" if zone else ""
    return Moment(f"{day}T{match['hour']}:{match['minute']}:{second}{offset}" if offset else day)


def _named(match: re.Match[str]) -> date | None:
    name = match["month"]
    numbers = {int(name)} if name.isdigit() else _month(name)
    if len(numbers) != 1:
        return None
    return _date(int(match["year"]), next(iter(numbers)), int(match["day"]))


def _month(name: str) -> frozenset[int]:
    return trade.months().get(text.fold(name), frozenset())


def _numeric(match: re.Match[str], order: Order | None) -> Dated | None:
    first, second, year = int(match["a"]), int(match["b"]), int(match["year"])
    if year < 100:
        year += 2000 if year < 70 else 1900
    as_dmy, as_mdy = _date(year, second, first), _date(year, first, second)
    ambiguous = as_dmy is not None and as_mdy is not None and as_dmy != as_mdy and order is None and match["sep"] == "/"
    chosen = (as_mdy or as_dmy) if order == "mdy" and match["sep"] != "." else (as_dmy or as_mdy)
    if chosen is None:
        return None
    return Dated(moment=Moment(chosen.isoformat()), start=match.start(), end=match.end(), ambiguous=ambiguous)


def _with_time(plain: str, dated: Dated, floor: int, ceiling: int) -> Dated:
    """The date with the time of day after it, else before it, when nothing but fillers stands between them."""
    if not dated.moment.is_day:
        return dated
    for match in _TIME.finditer(plain, dated.end, ceiling):
        if _is_filler(plain[dated.end : match.start()]):
            clock = _clock(match, dated.moment.day)
            if clock is not None:
                return _timed(dated, clock, dated.start, match.end())
        break
    for match in _TIME.finditer(plain, floor, dated.start):
        if _is_filler(plain[match.end() : dated.start]):
            clock = _clock(match, dated.moment.day)
            if clock is not None:
                return _timed(dated, clock, match.start(), dated.end)
    return dated


def _timed(dated: Dated, clock: str, start: int, end: int) -> Dated:
    """The date with its time of day; a time without a zone is nobody's instant, so only the day is kept."""
    moment = Moment(clock) if _has_zone(clock) else dated.moment
    return Dated(moment=moment, start=start, end=end, ambiguous=dated.ambiguous)


def _has_zone(clock: str) -> bool:
    return len(clock) > len("2015-07-28T14:05:00")


def _is_filler(between: str) -> bool:
    fillers = trade.words("stamp-filler")
    words = re.findall(r"[^\W\d_]+", text.fold(between))
    return not re.search(r"\d", between) and all(word in fillers or word in trade.days() for word in words)


def _clock(match: re.Match[str], day: date) -> str | None:
    """The moment of `day` that the match of a time says, or None where a bare number is no time of day."""
    if match["minute"] is None and match["half"] is None and match["hours"] is None:
        return None
    hour, minute, second = int(match["hour"]), int(match["minute"] or 0), int(match["second"] or 0)
    if match["half"]:
        if not 1 <= hour <= 12:
            return None if hour > 12 and match["minute"] is None else f"{day}T{hour % 24:02}:{minute:02}:{second:02}"
        hour = hour % 12 + (12 if match["half"][0] in "pP" else 0)
    if hour == 24:
        return None
    wall = f"{day}T{hour:02}:{minute:02}:{second:02}"
    return wall + _offset(match["zone"], match["shift"], wall)


def _offset(zone: str | None, shift: str | None, wall: str) -> str:
    if zone is None:
        return ""
    if zone[0] in "+-":
        return f"{zone[:3]}:{zone[-2:]}"
    if shift is not None and zone.upper() in {"GMT", "UTC", "UT"}:
        sign, digits = shift[0], shift[1:].replace(":", "")
        hours, minutes = (digits[:-2], digits[-2:]) if len(digits) > 2 else (digits, "00")
        return f"{sign}{int(hours):02}:{minutes}" if int(hours) <= 14 else ""
    known = trade.zones().get(zone.casefold())
    if known is None or known[0] in "+-":
        return known or ""
    return datetime.fromisoformat(wall).replace(tzinfo=zones.zone(known)).isoformat()[-6:]


def read_stamps(line: str, order: Order | None) -> StampLine | None:
    """The stamps of a line that is there to tell dates, or None for a line that tells a story.

    Labels in the languages of `trade.txt` before a date tell published from updated. What is neither date, label, filler,
    day of the week nor reading time is the `rest`; a line with a long rest is no stamp line.
    """
    found = find_dates(line, order)
    if not found:
        return None
    stamps: list[Stamp] = []
    rest: list[str] = []
    position = 0
    for dated in found:
        label, left = _label(line[position : dated.start])
        if label is not None:
            stamps.append(Stamp(dated=dated, label=label))
        rest.append(left)
        position = dated.end
    rest.append(_label(line[position:])[1])
    asides = tuple(part for part in rest if part)
    left_over = " ".join(asides).strip()
    if len(left_over) > 60 or len(left_over.split()) > 7:
        return None
    return StampLine(stamps=tuple(stamps), rest=left_over, asides=asides)


def read_time(line: str) -> str | None:
    """What a line says besides that tells a time without its day (`Today, 12:37`, `3 hours ago`), or None for another line.

    No day is made of it: what today was, the text doesn't say.
    """
    if len(line) > 90 or _DIGIT.search(line) is None:
        return None
    plain = line.translate(_OTHER_DIGITS)
    told, kept = _sorted_out(plain)
    clock = _CLOCK.search(plain)
    sure = "ago" in told or (clock is not None and (bool(told) or ("." not in clock[0] and bool(kept))))
    if not sure and not ("time-unit" in told and kept):
        return None
    start, end = (kept[0][0], kept[-1][1]) if kept else (0, 0)
    rest = line[start:end].strip(_EDGES)
    if "ago" in told and len(rest) < 5 and rest.islower():
        rest = ""  # `for 3 timer siden`
    return None if _DIGIT.search(rest) else rest


_PHRASE = re.compile(r"(?:[^\W\d_][\u0300-\u036f\u064b-\u0652\u0670]*)+(?:['’][^\W\d_]+)?")
_EDGES = " \t,;:|·•–—-/()[]．.。،»«>›"


def _label(before: str) -> tuple[Label | None, str]:
    """What the words before a date say of it (None: until when something can be seen), and what of them says something else."""
    told, kept = _sorted_out(before)
    labels = [name for name in told if name in {"published", "updated", "until"}]
    label: Label | None = "" if not labels else "updated" if labels[-1] == "updated" else "published"
    if labels and labels[-1] == "until":
        label = None
    return label, before[kept[0][0] : kept[-1][1]].strip(_EDGES) if kept else ""


def _sorted_out(said: str) -> tuple[list[str], list[tuple[int, int]]]:
    """What the words around dates are there for, in order, and the columns of those that say something else."""
    words = [(match.start(), match.end(), text.fold(match[0])) for match in _PHRASE.finditer(said)]
    told: list[str] = []
    kept: list[tuple[int, int]] = []
    index = 0
    while index < len(words):
        name, length = _phrase(words, index)
        if name:
            told.append(name)
        else:
            kept.append(words[index][:2])
        index += length
    return told, kept


@functools.cache
def _phrases() -> dict[str, str]:
    known: dict[str, str] = dict.fromkeys(trade.days(), "filler")
    for section in ("stamp-filler", "time-unit", "reading-time", "ago", "published", "updated", "until"):
        known.update(dict.fromkeys(trade.words(section), section))
    known.update(dict.fromkeys(trade.zones(), "filler"))
    return known


@functools.cache
def _first_words() -> frozenset[str]:
    return frozenset(phrase.partition(" ")[0] for phrase in _phrases())


def _phrase(words: list[tuple[int, int, str]], index: int) -> tuple[str, int]:
    known = _phrases()
    if words[index][2].partition(" ")[0] not in _first_words():  # most words
        return "", 1
    for length in range(min(4, len(words) - index), 0, -1):
        name = known.get(" ".join(word for _, _, word in words[index : index + length]))
        if name is not None:
            return name, length
    return "", 1
