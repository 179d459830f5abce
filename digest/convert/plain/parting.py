"""Parts a pasted text: the story on one side, on the other the lines around it that tell dates, names, credits, or nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import msgspec

from digest.convert.plain import chronicle, page, roles
from digest.convert.plain.head import Head
from digest.convert.plain.roles import Part

_TAIL = 3
"""How near to the story's end an end mark stands."""


def part(parts: Sequence[Part], top: Head, *, wrapped: bool) -> tuple[tuple[Part, ...], tuple[Part, ...]]:
    """The parts of the story, and those around it.

    In the midst of a story only credits, furniture and what `page` finds are taken out; what looks like a byline, a date or an
    ornament there is text. Dates and names right behind the story tell; those behind a text that isn't the story's tell of
    something else, and are only taken out.
    """
    chosen = {top.title, top.summary, top.kicker, *top.above, *top.repeated}
    rest = [index for index in range(len(parts)) if index not in chosen]
    beside = {} if wrapped else _beside(parts, rest, top)
    last = max((index for index in rest if parts[index].role == "text" and index not in beside), default=-1)
    close = next((index for index in rest if index > last and parts[index].role == "text"), len(parts))
    events = _events(parts, top)
    body: list[Part] = []
    around: list[Part] = []
    prose, dated = 0, False
    for index in rest:
        each = parts[index]
        if (
            index < max(close, top.end)
            and index not in events
            and not (dated and index < last and _is_bare_stamp(each) and _ends_sentence(body))
            and _tells(each, index, top, last, opening=prose <= 1 and not dated)
        ):
            around.append(each)
        elif index in beside or index > last:
            around.append(Part(paragraph=each.paragraph, role="furniture", rule=beside.get(index, "behind-story")))
        else:
            body.append(msgspec.structs.replace(each, role="text"))
        prose += roles.is_prose(each)
        dated = dated or (each.stamp is not None and not prose)
    return tuple(body), tuple(around)


def _is_bare_stamp(part: Part) -> bool:
    """Whether a part tells a day or time and neither what for nor anything else."""
    if part.role != "stamp" or part.byline is not None:
        return False
    return part.stamp is None or not (part.stamp.rest or any(stamp.label for stamp in part.stamp.stamps))


def _ends_sentence(body: Sequence[Part]) -> bool:
    return bool(body) and roles.ends_sentence(body[-1].text)


def _events(parts: Sequence[Part], top: Head) -> frozenset[int]:
    """The days under the headline that lie behind the day of publication, if a label tells that: of what the story announces."""
    if top.title is None:
        return frozenset()
    head = [
        (index, stamp) for index in range(top.title, top.end) if (line := parts[index].stamp) for stamp in line.stamps
    ]
    published = [stamp.dated.moment.day for _, stamp in head if stamp.label == "published"]
    return frozenset(
        index
        for index, stamp in head
        if published and not stamp.label and stamp.dated.moment.is_day and stamp.dated.moment.day > max(published)
    )


def _beside(parts: Sequence[Part], rest: Sequence[int], top: Head) -> Mapping[int, str]:
    headline = parts[top.title].text if top.title is not None else ""
    found = page.beside_story([parts[index] for index in rest], headline)
    return {rest[place]: rule for place, rule in found.items() if not _is_amid(parts, rest, place, found)}


def _is_amid(parts: Sequence[Part], rest: Sequence[int], place: int, beside: Mapping[int, str]) -> bool:
    """Whether a date or time stands between lines of the story: it is taken out only with one of its neighbours."""
    part = parts[rest[place]]
    labelled = part.stamp is not None and any(stamp.label for stamp in part.stamp.stamps)
    if labelled or (part.role != "stamp" and part.rule != chronicle.ENTRY):
        return False
    near = [place - 1, place + 1]
    return all(0 <= other < len(rest) and other not in beside and parts[rest[other]].role == "text" for other in near)


def _tells(part: Part, index: int, top: Head, last: int, *, opening: bool) -> bool:
    """Whether a part stands where its role counts: above the story, beside its opening, behind its end."""
    if part.role == "text":
        return False
    outside = index < top.end or index > last
    beside_opening = opening and part.role == "stamp"
    closing = index > last - _TAIL and part.role == "end"
    taken_out = part.role == "credit" or (part.role == "furniture" and part.rule != "ornament")
    return outside or beside_opening or closing or taken_out
