"""Stage 1, convert: a draft's topics once more, when the archive has spoken beside the lexicon.

Each topic has its share of the evidence in the story's words, and what the archive gives it, which weighs the more the more
articles teach. So the lexicon stands where it is sure, and the archive decides where it is not.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence

from msgspec.structs import replace

from digest.config import Config
from digest.convert import bayes, topics
from digest.convert.bayes import Archive
from digest.convert.drafts import Drafted
from digest.convert.seeds import Refused, place_of
from digest.ground.diagnostics import Place
from digest.model import Draft, Origin, RunnerUp, Seed

RULE = "archive"
"""The rule of a topic that the archive decided."""

_DOUBT = "topic-uncertain"
_ENOUGH = 0.25
_JOINS = 0.66
_REASONS = 6
_RUNNERS_UP = 3


def hear(
    drafts: Iterable[tuple[Drafted, Seed | Refused]], archive: Archive, config: Config
) -> Iterator[tuple[Drafted, Seed | Refused]]:
    """The drafts in their order, their topics as lexicon and archive see them together. Where the archive knows nothing they stay."""
    slugs = [topic.slug for topic in config.topics]
    if not bayes.likely(archive, (), slugs):
        yield from drafts
        return
    for drafted, seed in drafts:
        if drafted.draft is None or not drafted.draft.shares:
            yield drafted, seed
            continue
        draft = second_opinion(drafted.draft, archive, slugs)
        place = place_of(config.paths.seeds, seed.path) if isinstance(seed, Seed) else Place(file="")
        others = tuple(one for one in drafted.findings if one.code != _DOUBT)
        origin = draft.origins["topics"]
        doubts = topics.doubts(draft.front.topics, origin.confidence, draft.runners_up, place)
        yield replace(drafted, draft=draft, findings=(*others, *doubts)), seed


def second_opinion(draft: Draft, archive: Archive, slugs: Sequence[str]) -> Draft:
    """The draft with the topics that have most from lexicon and archive together; `slugs` are those of the site, in its order."""
    front = draft.front
    story = bayes.words(front.title or "", front.summary or "", draft.body)
    said, weight = bayes.likely(archive, story, slugs), bayes.trust(archive, slugs)
    together = {slug: draft.shares.get(slug, 0.0) + weight * said.get(slug, 0.0) for slug in slugs}
    first = max(slugs, key=lambda slug: (together[slug], slug == front.topics[0], -slugs.index(slug)))
    chosen = (first, *(slug for slug in front.topics if slug != first and _joins(slug, first, front.topics, together)))
    origin = draft.origins["topics"]
    rest = sorted((slug for slug in slugs if slug not in chosen), key=lambda slug: (-together[slug], slugs.index(slug)))
    confidence = _confidence(together[first], together[rest[0]] if rest else 0.0)
    if first != front.topics[0]:
        origin = Origin(rule=RULE, words=bayes.telling(archive, story, first, _REASONS))
    return replace(
        draft,
        front=replace(front, topics=chosen),
        origins=draft.origins | {"topics": replace(origin, confidence=confidence)},
        runners_up=_runners_up(draft, rest, together),
    )


def _joins(slug: str, first: str, proposed: Sequence[str], together: dict[str, float]) -> bool:
    """Whether one of the topics proposed stays beside the first; the one that was first itself stays where both were chosen."""
    close = together[slug] >= _JOINS * together[first]
    return slug != topics.OTHER and close and (slug != proposed[0] or first in proposed)


def _confidence(best: float, second: float) -> float:
    """How far the first topic is ahead of the best that was not chosen, less where there is little evidence at all."""
    if best <= 0:
        return 0.0
    margin = max(0.0, (best - second) / (best + second))
    return round(math.sqrt(margin) * best / (best + _ENOUGH), 3)


def _runners_up(draft: Draft, rest: Sequence[str], together: dict[str, float]) -> tuple[RunnerUp, ...]:
    total = sum(together.values()) or 1.0
    known = {runner.topic: runner.words for runner in draft.runners_up}
    known.setdefault(draft.front.topics[0], draft.origins["topics"].words)
    return tuple(
        RunnerUp(topic=slug, share=round(together[slug] / total, 3), words=known.get(slug, ()))
        for slug in rest[:_RUNNERS_UP]
        if together[slug] > 0
    )
