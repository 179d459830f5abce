"""Stage 3: editions follow from dates alone; a note curates one: its lead and its order."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date

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

    def sections(self, topics: Iterable[Topic]) -> list[tuple[Topic, tuple[Story, ...]]]:
        """The stories but the lead, each under its main topic, topics in the site's order."""
        return by_topic([story for story in self.stories if story is not self.lead], topics)


def by_topic(stories: Iterable[Story], topics: Iterable[Topic]) -> list[tuple[Topic, tuple[Story, ...]]]:
    """Stories under their main topics, in the order given; no topic without a story."""
    found: defaultdict[str, list[Story]] = defaultdict(list)
    for story in stories:
        found[story.topics[0].slug].append(story)
    return [(topic, tuple(found[topic.slug])) for topic in topics if topic.slug in found]


def best_first(stories: Iterable[Story], order: Sequence[str] = ()) -> list[Story]:
    """Stories in an editor's order: those of `order` first, then by weight, then newest, then by title."""
    rank = {id_: number for number, id_ in enumerate(order)}
    ranked = sorted(stories, key=lambda story: (fold(story.title), story.article.path))
    ranked.sort(key=lambda story: story.instant, reverse=True)
    ranked.sort(key=lambda story: (rank.get(story.id, len(rank)), -story.article.front.weight))
    return ranked


def make(
    stories: Iterable[Story], notes: Mapping[str, EditionNote], period: Period, topics: Sequence[Topic]
) -> tuple[Edition, ...]:
    """Every edition that has a story, newest first; none when the site has no editions."""
    if period == "none":
        return ()
    found: defaultdict[tuple[date, date], list[Story]] = defaultdict(list)
    for story in stories:
        found[span(story.day, period)].append(story)
    return tuple(
        _edition(days, found[days], notes.get(key_of(days[0], period)), period, topics)
        for days in sorted(found, reverse=True)
    )


def _edition(
    days: tuple[date, date], stories: Sequence[Story], note: EditionNote | None, period: Period, topics: Sequence[Topic]
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


def _lead(ranked: Sequence[Story], note: EditionNote | None, topics: Sequence[Topic]) -> Story | None:
    """The note's lead, else (in an edition of some size) its first in order, the heaviest, or the newest of the first topic."""
    named = next((story for story in ranked if note is not None and story.id == note.lead), None)
    if named is not None or len(ranked) < _LEADS_FROM:
        return named
    if (note is not None and ranked[0].id in note.order) or ranked[0].article.front.weight > 0:
        return ranked[0]
    sections = by_topic(ranked, topics)
    return max(sections[0][1], key=lambda story: story.instant) if sections else ranked[0]


def check(
    notes: Iterable[EditionNote],
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
    made = {edition.key: {story.id for story in edition.stories} for edition in editions}
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
