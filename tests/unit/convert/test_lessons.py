"""Which articles teach topics: those that a person vouches for, and some beside them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from msgspec.structs import replace

from digest.config import Topic
from digest.convert import lessons
from digest.convert.formats import FORMATS
from tests.unit.convert.samples import Site

TOPICS = (
    Topic(slug="harbour", name="Harbour", words=("ferry", "quay", "tide", "pilot", "dock*")),
    Topic(slug="money", name="Money", words=("bank", "loan", "shares", "profit", "budget")),
)
FERRY = "Ferry runs late\nDate: 2015-07-28\n\nThe ferry waited at the quay for the tide, and the pilot waited on the dock with it.\n"
BANK = "Bank grants a loan\nDate: 2015-07-29\n\nThe bank said that the loan leaves its profit and its shares alone, and the budget too.\n"
DOUBT = "The lamp of the tower\nDate: 2015-07-30\n\nKeeper and helper lit the lamp, oiled its clockwork, and counted the steps down to the kitchen.\n"


@pytest.fixture
def town(site: Site) -> Site:
    site.formats, site.config = FORMATS, replace(site.config, topics=TOPICS)
    return site


def by_hand(site: Site, name: str, topic: str, body: str) -> Path:
    file = site.root / f"content/2015/07/{name}.md"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(f"---\nid: {name}\ntitle: By hand\ndate: 2015-07-01\ntopics: [{topic}]\n---\n\n{body}\n", "utf-8")
    return file


def topic_of(site: Site, seed: str) -> str:
    texts = [(site.root / "content" / path).read_text("utf-8") for path in site.articles()]
    text = next(text for text in texts if f"seed: {seed}\n" in text)
    return next(line for line in text.splitlines() if line.startswith("topics:"))


def lamp(site: Site) -> str:
    """Under which topic a story goes of which the lexicon knows nothing."""
    site.seed("lamp.txt", DOUBT)
    site.convert()
    return topic_of(site, "lamp.txt")


def lamps(site: Site, topic: str, count: int = 8) -> None:
    for number in range(count):
        by_hand(site, f"lamp{number}", topic, f"The keeper oiled the lamp and its clockwork for the {number}th time.")
    by_hand(site, "else", "harbour" if topic == "money" else "money", "A hamster was seen in the market hall.")


def test_articles_written_by_hand_teach(town: Site) -> None:
    lamps(town, "money")
    assert lamp(town) == "topics: [money]"


def test_what_was_learned_follows_the_archive(town: Site) -> None:
    lamps(town, "money")
    town.seed("ferry.txt", FERRY)
    town.convert()
    lamps(town, "harbour")
    assert lamp(town) == "topics: [harbour]"


def test_an_article_that_a_person_has_edited_teaches(town: Site) -> None:
    for number in range(8):
        town.seed(f"lamp{number}.txt", DOUBT.replace("The lamp", f"Lamp {number}").replace("steps", f"{number} steps"))
    town.convert()
    for path in town.articles():
        file = town.root / "content" / path
        file.write_text(file.read_text("utf-8").replace("topics: [harbour]", "topics: [money]"), "utf-8")
    by_hand(town, "else", "harbour", "A hamster was seen in the market hall.")
    assert lamp(town) == "topics: [money]"


def test_where_nobody_has_touched_anything_nothing_is_learned(town: Site) -> None:
    for number in range(4):
        town.seed(
            f"ferry{number}.txt", FERRY.replace("late", f"late {number}") + f"\nA lamp of {number} watts burned.\n"
        )
        town.seed(f"bank{number}.txt", BANK.replace("loan", f"loan of {number}", 1))
    town.convert()
    town.seed("lamp.txt", DOUBT)
    town.convert()
    assert town.tally["lessons read"] == 0


def test_beside_what_a_person_vouches_for_some_untouched_articles_teach(
    town: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lessons, "UNTOUCHED_FOR_ONE", 3)
    for number in range(5):
        town.seed(f"ferry{number}.txt", FERRY.replace("late", f"late {number}").replace("28", f"{number + 10}"))
    town.convert()
    by_hand(town, "else", "money", "A hamster was seen in the market hall.")
    town.seed("lamp.txt", DOUBT)
    town.convert()
    assert town.tally["lessons read"] == 1 + 3


def test_only_the_newest_teach(town: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lessons, "MOST", 4)
    lamps(town, "money", 9)
    lamp(town)
    assert town.tally["lessons read"] == 4


def test_what_an_article_teaches_is_read_once(town: Site) -> None:
    lamps(town, "money")
    lamp(town)
    assert town.tally["lessons read"] == town.tally["lessons judged"] == 9
    by_hand(town, "lamp3", "money", "Another text.")
    town.seed("bank.txt", BANK)
    town.convert(later=10)
    assert town.tally["lessons read"] == 1
    assert town.tally["lessons judged"] == 2  # what was written by hand, and what the run before wrote


def test_without_its_memory_a_run_learns_the_same(town: Site) -> None:
    lamps(town, "money")
    town.seed("ferry.txt", FERRY)
    town.convert()
    (town.root / town.config.paths.state / "cache").unlink()
    assert lamp(town) == "topics: [money]"


def test_a_run_without_new_seeds_reads_no_article_for_this_and_forgets_nothing(town: Site) -> None:
    lamps(town, "money")
    lamp(town)
    town.convert(later=10)
    assert town.tally["lessons judged"] == 0
    town.seed("bank.txt", BANK)
    town.convert(later=20)
    assert town.tally["lessons read"] == 0


def test_a_seed_that_names_its_topic_teaches(town: Site) -> None:
    for number in range(8):
        seed = DOUBT.replace("\nDate", "\nTopic: Money\nDate").replace("The lamp", f"Lamp {number}")
        town.seed(f"lamp{number}.txt", "Title: " + seed.replace("steps", f"{number} steps"))
    town.convert()
    by_hand(town, "else", "harbour", "A hamster was seen in the market hall.")
    assert lamp(town) == "topics: [money]"


@pytest.mark.parametrize("harm", ["no header", "---\ntitle: [\n---\n\ntext", "---\ntitle: No topics\n---\n\ntext\n"])
def test_an_article_that_can_not_be_read_teaches_nothing_and_harms_nobody(town: Site, harm: str) -> None:
    lamps(town, "money")
    (town.root / "content/2015/07/broken.md").write_text(harm, "utf-8")
    assert lamp(town) == "topics: [money]"


def test_an_article_without_its_record_teaches_nothing_since_it_may_be_half_of_a_conversion(town: Site) -> None:
    town.seed("ferry.txt", FERRY)
    town.convert()
    for record in town.records():
        record.unlink()
    lamps(town, "money", 1)
    lamp(town)
    assert town.tally["lessons read"] == 2


def test_an_article_whose_doubt_a_person_has_settled_teaches(town: Site) -> None:
    town.seed("lamp.txt", DOUBT)
    town.convert()
    (record,) = town.records()
    record.write_text(json.dumps({**json.loads(record.read_text("utf-8")), "settled": ["topic-uncertain"]}), "utf-8")
    town.seed("bank.txt", BANK)
    town.convert()
    assert town.tally["lessons read"] == 1
