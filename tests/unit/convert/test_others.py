"""Other reports of the same story: found, named by the newer one, and never against a person's will."""

from __future__ import annotations

import itertools
import json
import random
import re
import tempfile
from pathlib import Path

import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.unit.convert.samples import NEWER, Site

HARBOUR = "The ferry to the island left the old harbour at dawn with two hundred people on board and came back at night"
COUNCIL = "Councillors argued about parking places until midnight without finding any plan that more than nine of them could bear, and then went home"


def report(title: str, day: int, *sentences: str) -> str:
    return f"{title}\ndate: 2015-07-{day:02}\n" + "".join(f"{sentence}.\n" for sentence in sentences)


def also(site: Site) -> dict[str, list[str]]:
    """The seeds that each article's header names as other reports, by its own."""
    records = [json.loads(file.read_bytes()) for file in site.records()]
    seeds = {record["id"]: record["seed"] for record in records}
    found = {}
    for path in site.articles():
        header = yaml.safe_load((site.root / "content" / path).read_text().split("---\n")[1])
        found[header["seed"]] = [seeds[id_] for id_ in header.get("also", [])]
    return found


def test_a_newer_report_of_a_story_names_the_older_whose_file_stays_as_it_is(site: Site) -> None:
    site.seed("a.txt", report("Ferry back", 28, HARBOUR, "No one was hurt"))
    site.convert()
    before = site.tree()
    site.seed("b.txt", report("Island ferry returns", 29, HARBOUR))
    site.convert()
    assert also(site) == {"a.txt": [], "b.txt": ["a.txt"]}
    assert before.items() <= site.tree().items()


def test_reports_of_one_run_are_linked_once(site: Site) -> None:
    for name in ("c", "a", "b"):
        site.seed(f"{name}.txt", report(f"Ferry {name}", 28, HARBOUR, f"So says {name}"))
    site.convert()
    assert also(site) == {"a.txt": [], "b.txt": ["a.txt"], "c.txt": ["a.txt", "b.txt"]} or also(site) == {
        "a.txt": [],
        "b.txt": ["a.txt"],
        "c.txt": ["b.txt", "a.txt"],
    }


def test_a_newer_converter_links_the_same_reports_in_the_same_way(site: Site) -> None:
    site.seed("z.txt", report("Ferry back", 28, HARBOUR, "No one was hurt"))
    site.convert()
    site.seed("a.txt", report("Island ferry returns", 29, HARBOUR))
    site.convert()
    before = also(site)
    site.convert(version=NEWER)
    assert also(site) == before == {"z.txt": [], "a.txt": ["z.txt"]}


def test_the_same_headline_on_different_days_is_no_other_report(site: Site) -> None:
    site.seed("a.txt", report("Shares close higher", 28, HARBOUR))
    site.seed("b.txt", report("Shares close higher", 29, COUNCIL))
    site.convert()
    assert also(site) == {"a.txt": [], "b.txt": []}


def test_the_same_words_more_than_two_days_later_are_another_story(site: Site) -> None:
    site.seed("a.txt", report("Ferry back", 10, HARBOUR))
    site.seed("b.txt", report("Ferry back again", 12, HARBOUR, "So they say"))
    site.seed("c.txt", report("Ferry back once more", 15, HARBOUR, "So they said"))
    site.convert()
    assert also(site) == {"a.txt": [], "b.txt": ["a.txt"], "c.txt": []}


def test_texts_without_a_date_are_reports_of_no_story(site: Site) -> None:
    site.seed("a.txt", f"Ferry back\n{HARBOUR}.\n")
    site.seed("b.txt", f"Ferry home\n{HARBOUR}.\n")
    site.convert()
    assert also(site) == {"a.txt": [], "b.txt": []}


def test_a_link_that_a_person_took_out_stays_out(site: Site) -> None:
    site.seed("a.txt", report("Ferry back", 28, HARBOUR))
    site.seed("b.txt", report("Ferry home", 28, HARBOUR, "So they say"))
    site.convert()
    article = site.root / "content/2015/07/28/ferry-home.md"
    article.write_text(re.sub(r"also: .*\n", "", article.read_text()))
    site.convert()
    site.convert(version=NEWER)
    for name in ("a", "b"):
        site.seed(f"{name}.txt", report(f"Ferry {name}", 28, HARBOUR, "So they tell"))
        site.convert(version=NEWER)
    assert also(site) == {"a.txt": [], "b.txt": []}


def test_what_a_person_wrote_stays_beside_what_the_converter_proposes(site: Site) -> None:
    site.seed("a.txt", report("Ferry back", 28, COUNCIL))
    site.seed("b.txt", report("Ferry home", 28, HARBOUR))
    site.convert()
    article = site.root / "content/2015/07/28/ferry-home.md"
    article.write_text(article.read_text().replace("status:", "also: [k3f3m2q4dz]\nstatus:"))
    site.seed("a.txt", report("Ferry back", 28, HARBOUR, "So they say"))
    site.convert()
    assert "also: [k3f3m2q4dz]\n" in article.read_text()


def test_a_deleted_report_is_not_named(site: Site) -> None:
    site.seed("a.txt", report("Ferry back", 28, HARBOUR))
    site.convert()
    site.article().unlink()
    site.seed("b.txt", report("Ferry home", 28, HARBOUR, "So they say"))
    site.convert()
    assert also(site) == {"b.txt": []}


def test_an_exact_duplicate_is_reported_and_not_linked(site: Site) -> None:
    for name in ("a", "b"):
        site.seed(f"{name}.txt", report("Ferry back", 28, HARBOUR))
    assert "seed-duplicate" in site.codes()
    assert also(site) == {"a.txt": [], "b.txt": []}


def test_nearly_the_same_text_is_a_warning_too(site: Site) -> None:
    site.seed("a.txt", report("Ferry back", 28, HARBOUR, COUNCIL, "So they say"))
    site.seed("b.txt", report("Ferry back", 28, HARBOUR, COUNCIL))
    _, (finding,) = site.convert()
    assert (finding.code, finding.place and finding.place.file) == ("seed-similar", "seeds/b.txt")
    assert "`seeds/a.txt`" in finding.message


def test_one_new_seed_is_compared_with_what_is_remembered(site: Site) -> None:
    for number in range(1, 20):
        site.seed(f"{number}.txt", report(f"Story {number}", 28, " ".join(f"w{number}x{i}" for i in range(60))))
    site.convert()
    site.convert(later=60)
    site.seed("new.txt", report("Ferry back", 28, HARBOUR))
    site.convert(later=60)
    assert site.tally["runs of words counted"] == 0
    (site.root / ".digest/cache").unlink()
    site.seed("newer.txt", report("Council", 29, COUNCIL))
    site.convert(later=60)
    assert site.tally["runs of words counted"] == 20


@st.composite
def reports(draw: st.DrawFn) -> list[tuple[int, list[str]]]:
    """Reports with their days: some are others with a few words changed."""
    dice = random.Random(draw(st.integers(0, 10_000)))  # noqa: S311 - texts, not secrets
    found: list[tuple[int, list[str]]] = []
    for _ in range(draw(st.integers(2, 12))):
        if found and dice.random() < 0.7:
            words = list(dice.choice(found)[1])
            for _ in range(dice.randrange(0, 25)):
                words[dice.randrange(len(words))] = f"new{dice.randrange(1000)}"
        else:
            words = [f"word{dice.randrange(400)}" for _ in range(dice.randrange(30, 90))]
        found.append((dice.randrange(1, 8), words))
    return found


def jaccard(one: list[str], other: list[str]) -> float:
    left, right = ({tuple(words[i : i + 3]) for i in range(len(words) - 2)} for words in (one, other))
    return len(left & right) / len(left | right)


@given(reports(), st.integers(0, 12))
@settings(max_examples=25, deadline=None)
def test_all_reports_that_share_half_within_two_days_are_linked_and_no_others(
    found: list[tuple[int, list[str]]], first: int
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        site = Site(Path(folder))
        for number, (day, words) in enumerate(found):
            if number == first:
                site.convert()
            site.seed(f"{number}.txt", report(f"Report {number}", day, " ".join(words)))
        site.convert()
        linked = {frozenset((seed, other)) for seed, others in also(site).items() for other in others}
    assert linked == {
        frozenset((f"{one}.txt", f"{other}.txt"))
        for (one, (day, words)), (other, (when, theirs)) in itertools.combinations(enumerate(found), 2)
        if abs(when - day) <= 2 and jaccard(words, theirs) >= 0.5
    }
