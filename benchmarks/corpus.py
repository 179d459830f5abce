"""The news archive that every generator is given: the same stories for the same number, on any machine.

A story has 2.7 KB of Markdown on average: sixteen short paragraphs with some emphasis, links, quotes and lists. There are twelve topics,
some much more frequent than others, three to five of 400 tags a story, and five years of dates. The words are invented, and as unevenly
frequent as words are; none needs escaping in YAML or in HTML, so that a page can be searched for them as they stand here.
"""

from __future__ import annotations

import itertools
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import cache

TOPICS = tuple(
    "World Politics Business Economy Science Technology Health Culture Sport Environment Education Local".split()
)
PARAGRAPHS = 15  # and a closing sentence

_SEED = "digest benchmark 1"
_FIRST = datetime(2019, 1, 1, 6, tzinfo=UTC)
_SPAN = timedelta(days=5 * 365 - 7)
_WORDS, _TAGS = 5000, 400


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """An article: its number is its place by date, from 0 on; `body` is Markdown."""

    number: int
    slug: str
    title: str
    summary: str
    date: datetime
    topic: str
    tags: tuple[str, ...]
    body: str


def stories(count: int) -> list[Story]:
    """So many stories, oldest first."""
    return [_story(number, count) for number in range(count)]


def addition(newest: Story, number: int) -> Story:
    """One more story for an archive: published a minute after its newest, under the same topic and tags."""
    new = _story(number, number + 1)
    return replace(new, date=newest.date + timedelta(minutes=1), topic=newest.topic, tags=newest.tags)


def closing(story: Story) -> str:
    """The last sentence of the body, which has no markup: it stands in the finished page as it is."""
    return story.body.rstrip("\n").rpartition("\n\n")[2]


def _story(number: int, count: int) -> Story:
    chance = random.Random(f"{_SEED} {number}")  # noqa: S311 - wanted: the same each time
    date = _FIRST + _SPAN * ((number + chance.random()) / count)
    headline = _pick(chance, chance.randint(5, 10))
    title = " ".join(headline).capitalize()
    if chance.random() < 0.1:
        title = title.replace(" ", ": ", 1)
    return Story(
        number=number,
        slug="-".join([*headline[:5], f"{number:06d}"]),
        title=title,
        summary=f"{_plain(chance)} {_plain(chance)}",
        date=date.replace(microsecond=0),
        topic=TOPICS[min(int(chance.expovariate(0.25)), len(TOPICS) - 1)],
        tags=_tags_of(chance),
        body="\n\n".join([*_paragraphs(chance), _plain(chance)]) + "\n",
    )


def _tags_of(chance: random.Random) -> tuple[str, ...]:
    wanted, found = chance.randint(3, 5), dict[str, None]()
    tags, weights = _tags()
    while len(found) < wanted:
        found[chance.choices(tags, cum_weights=weights)[0]] = None
    return tuple(found)


def _paragraphs(chance: random.Random) -> list[str]:
    texts = [" ".join(_sentence(chance) for _ in range(chance.choice((2, 2, 2, 3, 3, 4)))) for _ in range(PARAGRAPHS)]
    if chance.random() < 0.3:
        texts.insert(chance.randint(3, 12), f"> {_sentence(chance)}\n> {_sentence(chance)}")
    if chance.random() < 0.3:
        items = [f"- {_sentence(chance)}" for _ in range(chance.randint(3, 5))]
        texts.insert(chance.randint(3, 12), "\n".join(items))
    return texts


def _plain(chance: random.Random) -> str:
    return " ".join(_pick(chance, chance.randint(7, 16))).capitalize() + "."


def _sentence(chance: random.Random) -> str:
    words = _pick(chance, chance.randint(7, 16))
    words[0] = words[0].capitalize()
    place, kind = chance.randrange(1, len(words) - 1), chance.random()
    if kind < 0.12:
        words[place] = f"*{words[place]}*"
    elif kind < 0.16:
        words[place] = f"**{words[place]}**"
    elif kind < 0.22:
        words[place] = f"[{words[place]}](https://example.org/{_pick(chance, 1)[0]})"
    if chance.random() < 0.3:
        words[chance.randrange(1, len(words) - 1)] += ","
    return " ".join(words) + "."


# --- words ------------------------------------------------------------------------------------------------------------


def _pick(chance: random.Random, count: int) -> list[str]:
    words, weights = _vocabulary()
    return chance.choices(words, cum_weights=weights, k=count)


@cache
def _vocabulary() -> tuple[Sequence[str], Sequence[float]]:
    chance = random.Random(f"{_SEED} words")  # noqa: S311
    words = list(itertools.islice(_invented(chance), _WORDS))
    words.sort(key=lambda word: len(word) + 9 * chance.random())  # frequent words tend to be short
    return words, _falling(_WORDS, 0.9)


@cache
def _tags() -> tuple[Sequence[str], Sequence[float]]:
    chance = random.Random(f"{_SEED} tags")  # noqa: S311
    long = (word for word in _invented(chance) if len(word) > 4)
    return list(itertools.islice(long, _TAGS)), _falling(_TAGS, 0.8)


def _invented(chance: random.Random) -> Iterator[str]:
    """Words of one to three syllables, each once, without those that YAML 1.1 takes for something else."""
    onsets = "b c d f g h k l m n p r s t v w br st tr pl sh ch".split()
    nuclei = "a e i o u ea ou ai".split()
    codas = ["", "", *"n r s t l m nd st ck".split()]
    seen = {"no", "null", "false", "true"}
    while True:
        syllables = chance.choice((1, 1, 2, 2, 2, 3))
        word = "".join(chance.choice(part) for _ in range(syllables) for part in (onsets, nuclei, codas))
        if word not in seen:
            seen.add(word)
            yield word


def _falling(count: int, steepness: float) -> list[float]:
    """The cumulated weights of Zipf's law."""
    return list(itertools.accumulate(1 / rank**steepness for rank in range(1, count + 1)))
