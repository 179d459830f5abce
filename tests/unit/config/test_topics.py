from __future__ import annotations

from itertools import pairwise
from pathlib import Path

from digest.config import DEFAULT_TOPICS
from digest.ground.text import slugify
from digest.render import manifest

THEME = "themes/default/theme.yaml"


def palette() -> set[str]:
    made, _, found = manifest.read((Path(__file__).parents[3] / THEME).read_bytes(), THEME)
    assert found == []
    assert made is not None
    return set(made.palette)


def test_the_default_topics_end_with_other() -> None:
    slugs = [topic.slug for topic in DEFAULT_TOPICS]
    assert slugs[-1] == "other"
    assert slugs[:-1] == [
        "world",
        "politics",
        "business",
        "science",
        "technology",
        "climate",
        "health",
        "sport",
        "culture",
        "society",
    ]


def test_every_default_topic_keeps_the_rules_of_a_sites_own() -> None:
    assert len({topic.slug for topic in DEFAULT_TOPICS}) == len(DEFAULT_TOPICS)
    for topic in DEFAULT_TOPICS:
        assert slugify(topic.slug) == topic.slug
        assert topic.description.endswith(".")


def test_no_code_belongs_to_two_topics() -> None:
    codes = [code for topic in DEFAULT_TOPICS for code in topic.iptc]
    assert len(codes) == len(set(codes))


def test_neighbours_differ_in_colour_and_every_colour_is_used() -> None:
    colors = [topic.color for topic in DEFAULT_TOPICS]
    assert all(one != next_ for one, next_ in pairwise(colors))
    assert set(colors) == palette()
