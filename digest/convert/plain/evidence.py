"""What header lines, the head, the lines around a story, its dateline and its file's name tell about it."""

from __future__ import annotations

import re
from collections.abc import Container, Sequence
from datetime import UTC

import msgspec

from digest.convert.plain import datelines, head, headers, names, stamps, taken
from digest.convert.plain.roles import Part
from digest.convert.plain.taken import Taken
from digest.ground import text
from digest.ground.moment import Moment, parse_moment
from digest.model import Origin, Removed

_PATH_DATE = re.compile(
    r"(?<![0-9A-Za-z])(?P<year>(?:19|20)\d\d)(?P<sep>[-_/.]?)(?P<month>[01]\d)(?P=sep)(?P<day>[0-3]\d)(?![0-9A-Za-z])"
)
_SENDER = re.compile(r"<[^<>]*>|\[mailto:[^\[\]]*\]|\S+@\S+")
_ADDRESS = re.compile(r"https?://\S+")
PATH_CONFIDENCE = 0.5
AMBIGUOUS_CONFIDENCE = 0.5


def from_headers(written: Sequence[headers.Header], order: stamps.Order | None) -> Taken:
    """What the `Key: value` lines at the top say; every one of them is taken out."""
    found = [
        taken.one(
            header.field,
            value,
            Origin(rule="header", line=header.line.number, start=header.start, end=header.start + len(header.value)),
        )
        for header in written
        if header.field is not None and (value := _header_value(header, order)) is not None
    ]
    removed = tuple(Removed(rule="header", text=header.line.raw.strip(), line=header.line.number) for header in written)
    return taken.merge([*found, Taken(values={}, origins={}, removed=removed)])


def language(written: Sequence[headers.Header]) -> str | None:
    """The language tag that the header lines give, if they do: it rules how everything else is read."""
    said = (headers.language(header.value) for header in written if header.field == "language")
    return next((tag for tag in said if tag is not None), None)


def _header_value(header: headers.Header, order: stamps.Order | None) -> object:
    if header.field == "language":
        return headers.language(header.value)
    if header.field in {"date", "updated"}:
        dated = next(iter(stamps.find_dates(header.value, order)), None)
        return dated.moment if dated else None
    if header.field == "authors":
        return names.split_names(_SENDER.sub("", header.value).strip(' "')) or None
    if header.field in {"tags", "topics", "credits"}:
        return headers.values(header.value)
    if header.field == "url":
        return header.value if _ADDRESS.fullmatch(header.value) else None
    return header.value


def unread(
    written: Sequence[headers.Header], order: stamps.Order | None, known: Container[str]
) -> list[headers.Header]:
    """The header lines whose value says nothing to the field: no date, no address, no language, none of the topics `known`."""
    return [
        header
        for header in written
        if header.field is not None
        and (
            _header_value(header, order) is None
            or (header.field == "topics" and all(text.fold(each) not in known for each in headers.values(header.value)))
        )
    ]


def from_head(parts: Sequence[Part], top: head.Head) -> Taken:
    """Headline, standfirst and kicker; what stands above them or repeats them is taken out."""
    chosen = (("title", top.title, top.sure), ("summary", top.summary, 0.9), ("kicker", top.kicker, 0.7))
    found = [
        taken.one(field, parts[index].text, taken.origin(f"head-{field}", parts[index], confidence))
        for field, index, confidence in chosen
        if index is not None
    ]
    removed = [gone for index in top.above for gone in taken.gone("above-headline", parts[index])]
    removed += [gone for index in top.repeated for gone in taken.gone("repeated-headline", parts[index])]
    return taken.merge([*found, Taken(values={}, origins={}, removed=tuple(removed))])


def from_around(around: Sequence[Part]) -> Taken:
    """What the lines say that are there to tell dates, names, credits and outlets; furniture is taken out.

    The closing line names the source more fully than a byline does, so outlets are asked from the last one up.
    """
    outlets = [_outlet(part) for part in reversed(around) if part.role == "outlet"]
    told = [_told(part) for part in around if part.role != "outlet"]
    return taken.merge([*outlets, *_labelled(around), *told, _credits(around)])


def _labelled(around: Sequence[Part]) -> list[Taken]:
    """The dates that a label tells: of publication; and of the update, where a later time stands right above it without one."""
    found: list[Taken] = []
    for above, part in zip([None, *around], around, strict=False):
        for stamp in part.stamp.stamps if part.stamp is not None else ():
            if stamp.label != "published":
                continue
            found.append(_stamp(stamp, part))
            later = above.stamp.stamps[0] if above is not None and above.stamp is not None else None
            if later is not None and above is not None and _is_update(later, stamp):
                found.append(_stamp(msgspec.structs.replace(later, label="updated"), above))
    return found


def _is_update(stamp: stamps.Stamp, published: stamps.Stamp) -> bool:
    told, first = stamp.dated.moment, published.dated.moment
    return not stamp.label and not told.is_day and not first.is_day and told.instant(UTC) > first.instant(UTC)


def _outlet(part: Part) -> Taken:
    name = names.without_joint(part.text.strip(" ()[]—–-·"))
    return taken.one("source", name, taken.origin("outlet-line", part, 0.9), removed=taken.gone("outlet-line", part))


def _told(part: Part) -> Taken:
    removed = taken.gone(part.rule or part.role, part)
    found = [Taken(values={}, origins={}, removed=removed)]
    if part.stamp is not None:
        found += [_stamp(stamp, part) for stamp in part.stamp.stamps]
        found += _beside_a_stamp(part.stamp.rest, part)
    if part.byline is not None:
        confidence = 1.0 if part.byline.marked else 0.6
        if part.byline.authors:
            found.append(taken.one("authors", part.byline.authors, taken.origin("byline", part, confidence)))
        if part.byline.outlet:
            found.append(taken.one("source", part.byline.outlet, taken.origin("byline-outlet", part, 0.8)))
        if part.byline.place:
            found.append(taken.one("dateline", part.byline.place, taken.origin("byline-place", part, 0.8)))
    return taken.merge(found)


def _stamp(stamp: stamps.Stamp, part: Part) -> Taken:
    field = "updated" if stamp.label == "updated" else "date"
    rule = f"stamp-{stamp.label or 'unlabelled'}" + ("-ambiguous" if stamp.dated.ambiguous else "")
    confidence = AMBIGUOUS_CONFIDENCE if stamp.dated.ambiguous else 1.0 if stamp.label else 0.9
    whole = taken.origin(rule, part, confidence)
    lead = whole.start if len(part.paragraph.lines) == 1 else 0
    place = msgspec.structs.replace(whole, start=lead + stamp.dated.start, end=lead + stamp.dated.end)
    return taken.one(field, stamp.dated.moment, place)


def _beside_a_stamp(rest: str, part: Part) -> list[Taken]:
    if part.byline is not None or not rest:
        return []
    if names.is_outlet(rest):
        return [taken.one("source", rest, taken.origin("stamp-outlet", part, 0.7))]
    if datelines.is_capital_place(rest):
        return [taken.one("dateline", datelines.as_written(rest), taken.origin("stamp-place", part, 0.8))]
    return []


def _credits(around: Sequence[Part]) -> Taken:
    """All photo credits, each once."""
    owed = [part for part in around if part.credit is not None]
    if not owed:
        return taken.NOTHING
    names_owed = tuple(dict.fromkeys(part.credit.who for part in owed if part.credit is not None))
    return taken.one("credits", names_owed, taken.origin("credit", owed[0]))


def from_dateline(body: Sequence[Part], order: stamps.Order | None) -> tuple[tuple[Part, ...], Taken]:
    """The place, agency and day that the story's first paragraph opens with, and the story without that opening."""
    if not body:
        return (), taken.NOTHING
    opening = body[0]
    line = datelines.read_dateline(opening.text, order) if not opening.paragraph.table else None
    if line is None:
        return tuple(body), taken.NOTHING
    found = [Taken(values={}, origins={}, removed=(_opening_words(opening, line.end),))]
    told = (
        ("dateline", line.place, "dateline", 1.0),
        ("source", line.agency, "dateline-agency", 0.8),
        ("date", line.dated.moment if line.dated else None, "dateline-date", 0.9),
    )
    for field, value, rule, confidence in told:
        if value is not None:
            whole = taken.origin(rule, opening, confidence)
            words = msgspec.structs.replace(whole, end=min(whole.end, whole.start + line.end))
            found.append(taken.one(field, value, words))
    if line.end == len(opening.text):
        return tuple(body[1:]), taken.merge(found)
    shorter = msgspec.structs.replace(opening.paragraph, text=opening.text[line.end :])
    return (msgspec.structs.replace(opening, paragraph=shorter), *body[1:]), taken.merge(found)


def _opening_words(opening: Part, end: int) -> Removed:
    return Removed(rule="dateline", text=opening.text[:end].strip(), line=opening.number)


def from_path(path: str) -> Taken:
    """A complete date in the seed's file or folder name: evidence, but weaker than any in the text."""
    match = _PATH_DATE.search(path.rsplit(".", 1)[0])
    if match is None:
        return taken.NOTHING
    moment = parse_moment(f"{match['year']}-{match['month']}-{match['day']}")
    if not isinstance(moment, Moment):
        return taken.NOTHING
    return taken.one("date", moment, Origin(rule="path-date", confidence=PATH_CONFIDENCE))
