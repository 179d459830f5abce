from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest

from digest.config import DEFAULT_TOPICS
from digest.config.topics import default_topics
from digest.ground.text import slugify
from digest.render import manifest

LANGUAGES = Path(__file__).parents[3] / "digest/languages"
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


@pytest.mark.parametrize("language", sorted(path.stem for path in LANGUAGES.glob("*.yaml")))
def test_a_site_in_a_language_that_digest_speaks_has_topics_in_it(language: str) -> None:
    named = default_topics(language)
    assert [topic.slug for topic in named] == [topic.slug for topic in DEFAULT_TOPICS]
    assert len({topic.name for topic in named}) == len(named)
    assert all(topic.description.endswith(".") for topic in named)
    same = sum(topic.description == other.description for topic, other in zip(named, DEFAULT_TOPICS, strict=True))
    assert same == (len(named) if language == "en" else 0)


def test_a_tag_with_a_region_has_the_topics_of_its_language() -> None:
    assert default_topics("fr-CA") == default_topics("fr")
    assert default_topics("pt-BR") == DEFAULT_TOPICS
