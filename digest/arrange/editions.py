"""Stage 3: editions follow from dates alone; a note curates one: its lead and its order."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from itertools import groupby
from operator import attrgetter

from digest.arrange.library import Story
from digest.config import Topic
from digest.ground.diagnostics import Diagnostic, error, first_line, warning
from digest.ground.periods import Period, key_of, span
from digest.ground.suggestions import Suggestions
from digest.ground.text import fold
from digest.model import EditionNote, Struct

_LEADS_FROM = 3


class Edition(Struct, kw_only=True):
    """An edition: its days, its stories best first, the story that leads it, its note where a person wrote one.

    `number` is the week's (ISO 8601); `lead` is None in a small edition without a note that names one.
    """

    key: str
    kind: str
    first: date
    last: date
    number: int | None
    stories: tuple[Story, ...]
    lead: Story | None
    note: EditionNote | None

    @property
    def rest(self) -> list[Story]:
        """The stories but the lead."""
        return [story for story in self.stories if story is not self.lead]


def best_first(stories: Sequence[Story], order: Sequence[str] = ()) -> list[Story]:
    """Stories, given newest first, in an editor's order: those of `order` first, then by weight, then newest, then by title."""
    ranked: list[Story] = []
    if len(stories) == 1:
        return list(stories)
    for _, group in groupby(stories, key=attrgetter("instant")):
        together = list(group)
        if len(together) > 1:
            together.sort(key=lambda story: (fold(story.face.title), story.article.path))
        ranked += together
    if order:
        rank = {id_: number for number, id_ in enumerate(order)}
        ranked.sort(key=lambda story: (rank.get(story.face.id, len(rank)), -story.article.front.weight))
    else:
        ranked.sort(key=lambda story: -story.article.front.weight)
    return ranked


def make(
    stories: Iterable[Story], notes: Mapping[str, EditionNote], period: Period, topics: Iterable[Topic]
) -> tuple[Edition, ...]:
    """Every edition that has a story, newest first; none when the site has no editions. The stories are newest first, too."""
    if period == "none":
        return ()
    found: defaultdict[tuple[date, date], list[Story]] = defaultdict(list)
    spans: dict[date, tuple[date, date]] = {}
    for story in stories:
        day = story.face.day
        if day not in spans:
            spans[day] = span(day, period)
        found[spans[day]].append(story)
    slugs = [topic.slug for topic in topics]
    return tuple(
        _edition(days, found[days], notes.get(key_of(days[0], period)), period, slugs)
        for days in sorted(found, reverse=True)
    )


def _edition(
    days: tuple[date, date], stories: Sequence[Story], note: EditionNote | None, period: Period, topics: Sequence[str]
) -> Edition:
    first, last = days
    ranked = best_first(stories, note.order if note else ())
    return Edition(
        key=key_of(first, period),
        kind=period,
        first=first,
        last=last,
        number=first.isocalendar().week if period == "week" else None,
        stories=tuple(ranked),
        lead=_lead(ranked, note, topics),
        note=note,
    )


def _lead(ranked: Sequence[Story], note: EditionNote | None, topics: Sequence[str]) -> Story | None:
    """The note's lead, else (in an edition of some size) its first in order, the heaviest, or the newest of the first topic."""
    named = next((story for story in ranked if note is not None and story.face.id == note.lead), None)
    if named is not None or len(ranked) < _LEADS_FROM:
        return named
    if (note is not None and ranked[0].face.id in note.order) or ranked[0].article.front.weight > 0:
        return ranked[0]
    there = {story.face.topic for story in ranked}
    first = next(topic for topic in topics if topic in there)
    return max((story for story in ranked if story.face.topic == first), key=attrgetter("instant"))


def check(
    notes: Collection[EditionNote],
    editions: Iterable[Edition],
    known: Mapping[str, str],
    folder: str,
    *,
    complete: bool,
    broken: Collection[str] = (),
) -> list[Diagnostic]:
    """What the notes say of stories that aren't there; `known` has the path of every article by its id, shown or not.

    Where the knowledge isn't `complete`, since some files have errors, an unknown id is no finding: it may be one of theirs.
    Nor is it one that an article with errors, whose path is in `broken`, is not shown.
    """
    ids = Suggestions(known)
    wanted = {note.key for note in notes}
    made = {each.key: {story.face.id for story in each.stories} for each in editions if each.key in wanted}
    found: list[Diagnostic] = []
    for note in notes:
        start = first_line(f"{folder}/{note.path}")
        if note.key not in made and not broken:
            message = f"the edition {note.key} has no story"
            hint = "no shown article has a date in it: see `digest list`"
            found.append(warning("edition-empty", message, start, hint=hint))
        named = [("lead", note.lead)] if note.lead is not None else []
        named += [(f"order.{number}", id_) for number, id_ in enumerate(note.order)]
        for key, id_ in named:
            place = note.places.get(key) or start
            if id_ not in known and not complete:
                continue
            if id_ not in known:
                close = ids.nearest(id_)
                hint = f"did you mean `{close}`, {folder}/{known[close]}?" if close else "write the `id` of an article"
                found.append(error("edition-story-unknown", f"no article has the id `{id_}`", place, hint=hint))
            elif note.key in made and id_ not in made[note.key] and known[id_] not in broken:
                message = f"{folder}/{known[id_]} is not shown in this edition"
                hint = "it is held back, or its date lies in another edition"
                found.append(warning("edition-story-elsewhere", message, place, hint=hint))
    return found
