"""Nothing stale: whatever is edited, the next build gives what a clean build gives, and does no more than the edit explains.

`NEVER_STALE_STEPS=20000` makes the walks longer: so many builds are compared in all. `-s` shows what was done how often.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing
from functools import partial
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule, run_state_machine_as_test

from tests.properties import sites
from tests.properties.newsroom import GROUPS, Newsroom

STEPS = int(os.environ.get("NEVER_STALE_STEPS", "500"))
"""How many builds the walks compare with clean ones."""

SHARES = {"one process": 0.7, "a coarse clock": 0.15, "two processes": 0.15}
"""Which part of the steps each walk takes."""

LENGTH = 30  # edits of one site


def edits(group: str) -> Callable[[Any], Any]:
    """Makes a rule for the edits of one group, after which the site is built, or only after the next."""
    return rule(
        name=st.sampled_from(sorted(GROUPS[group])),
        pick=st.integers(0, 999),
        when=st.sampled_from(["now"] * 8 + ["after a rest"] * 4 + ["later"] * 3 + ["by command"]),
    )


class Walk(RuleBasedStateMachine):
    """Someone edits all that there is to edit. After each edit, or after a few, the site is built and compared."""

    def __init__(self, counted: Counter[str], jobs: int, trusting: bool) -> None:
        super().__init__()
        self.open = partial(Newsroom, jobs=jobs, trusting=trusting, counted=counted)
        self.newsroom: Newsroom | None = None

    def teardown(self) -> None:
        if self.newsroom is not None:
            self.newsroom.close()

    @initialize(
        number=st.integers(0, 9999),
        count=st.integers(sites.LEAST, sites.LEAST + 6),
        theme=st.sampled_from(["paper", "night", "paper", "dusk"]),
    )
    def begin(self, number: int, count: int, theme: str) -> None:
        self.newsroom = self.open(number, count, theme)

    def edit(self, name: str, pick: int, when: str) -> None:
        assert self.newsroom is not None
        if when == "after a rest":
            self.newsroom.rest()
        self.newsroom.edit(name, pick)
        if when != "later":
            self.newsroom.build(anew=when == "by command")
            self.newsroom.mend(failures=2)

    @edits("stories")
    def story(self, name: str, pick: int, when: str) -> None:
        self.edit(name, pick, when)

    @edits("curation")
    def curation(self, name: str, pick: int, when: str) -> None:
        self.edit(name, pick, when)

    @edits("seeds")
    def seed(self, name: str, pick: int, when: str) -> None:
        self.edit(name, pick, when)

    @edits("settings")
    def setting(self, name: str, pick: int, when: str) -> None:
        self.edit(name, pick, when)

    @edits("appearance")
    def appearance(self, name: str, pick: int, when: str) -> None:
        self.edit(name, pick, when)

    @edits("nothing in the files")
    def nothing(self, name: str, pick: int, when: str) -> None:
        self.edit(name, pick, when)

    @edits("mistakes")
    def mistake(self, name: str, pick: int, when: str) -> None:
        self.edit(name, pick, when)

    @edits("outputs")
    def output(self, name: str, pick: int, when: str) -> None:
        self.edit(name, pick, when)

    @edits("memory")
    def memory(self, name: str, pick: int, when: str) -> None:
        self.edit(name, pick, when)


def walk(name: str, *, jobs: int = 1, trusting: bool = True) -> None:
    """Walks until this walk's share of the steps is done."""
    steps = round(STEPS * SHARES[name])
    counted: Counter[str] = Counter()
    make: Any = partial(Walk, counted, jobs, trusting)
    run_state_machine_as_test(
        make,
        settings=settings(
            max_examples=2 + steps * 4 // (LENGTH * 3),  # a fifth of the edits waits for the next
            stateful_step_count=LENGTH,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
    print(f"\n{name}: {dict(sorted(counted.items()))}")  # noqa: T201 - seen with `pytest -s`
    assert counted["builds"] >= steps


def test_whatever_is_edited_the_next_build_gives_the_bytes_of_a_clean_one() -> None:
    walk("one process")


def test_two_processes_give_the_bytes_of_a_clean_build_by_one() -> None:
    walk("two processes", jobs=2)


_IN_THE_TUPLE = ("st_mode", "st_ino", "st_dev", "st_nlink", "st_uid", "st_gid", "st_size")


@pytest.fixture
def coarse_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    """A file system that counts in steps of two seconds, as FAT does: many changes of a file then look like none."""

    def coarse(seen: os.stat_result) -> os.stat_result:
        step = 2_000_000_000
        beyond = {name for name in dir(seen) if name.startswith("st_")} - set(_IN_THE_TUPLE)
        facts = {name: getattr(seen, name) for name in beyond}
        facts |= {name: facts[name] // step * step for name in ("st_mtime_ns", "st_ctime_ns")}
        return os.stat_result(tuple(seen), facts)

    for name in ("stat", "lstat", "fstat"):
        true = getattr(os, name)
        monkeypatch.setattr(os, name, lambda *a, true=true, **k: coarse(true(*a, **k)))
    monkeypatch.setattr(os, "supports_follow_symlinks", {*os.supports_follow_symlinks, os.stat})


@pytest.mark.usefixtures("coarse_clock")
def test_where_the_times_of_files_are_coarse_nothing_is_stale_either() -> None:
    walk("a coarse clock", trusting=False)


# --- one at a time ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("group", "theme"), [*((group, "paper") for group in sorted(GROUPS)), ("appearance", "night")])
def test_each_edit_by_itself_is_seen(group: str, theme: str) -> None:
    """None is left to chance."""
    with closing(Newsroom(theme=theme)) as newsroom:
        for number, name in enumerate(sorted(GROUPS[group])):
            newsroom.edit(name, 37 * number)
            newsroom.build()
            newsroom.mend(failures=1)
            newsroom.rest()
        assert newsroom.counted["builds"] > len(GROUPS[group])


# --- what an edit costs -----------------------------------------------------------------------------------------------

STORY = "content/2015/02/übersee-10.md"
STANDFIRST = b"A standfirst: short."  # of that one alone: so lists show nothing of its text


@pytest.fixture
def newsroom() -> Iterator[Newsroom]:
    """A site whose files are old enough to be trusted by what the file system says of them."""
    with closing(Newsroom()) as opened:
        opened.build()
        yield opened


def cost(newsroom: Newsroom) -> tuple[int, int, int, int]:
    """How many files the next build reads, and parses; how many pages it renders, and files it writes."""
    report = newsroom.build()
    assert report is not None
    assert report.published is not None
    tally = Counter(report.tally)
    return tally["hashed"], tally["parsed"], tally["rendered"], report.published.written


def test_nothing_costs_nothing(newsroom: Newsroom) -> None:
    assert cost(newsroom) == (0, 0, 0, 0)


def test_a_file_touched_is_read_and_no_more(newsroom: Newsroom) -> None:
    (newsroom.desk.root / STORY).touch()
    assert cost(newsroom) == (1, 0, 0, 0)


def test_an_output_changed_by_hand_is_made_again_and_no_other(newsroom: Newsroom) -> None:
    (newsroom.desk.root / "public/about/index.html").write_bytes(b"mine")
    assert cost(newsroom) == (1, 0, 1, 1)


def test_another_text_about_the_same_costs_its_page_and_the_feeds_that_carry_it(newsroom: Newsroom) -> None:
    story, output = newsroom.desk.root / STORY, newsroom.desk.root / "public"
    feeds = [path for path in output.rglob("*") if path.name in {"feed.xml", "rss.xml", "feed.json"}]
    carrying = [path for path in feeds if STANDFIRST in path.read_bytes()]
    assert 3 <= len(carrying) < len(feeds)
    first, *others = sites.body(story.read_bytes())
    turned = " ".join(reversed(first.split()))  # of the same words, so that it is like the same stories as before
    story.write_bytes(sites.with_body(story.read_bytes(), [turned, *others]))
    assert cost(newsroom) == (1, 1, 1 + len(carrying), 1 + len(carrying))


def test_a_template_of_one_page_costs_that_page_alone(newsroom: Newsroom) -> None:
    template = newsroom.desk.root / "themes/paper/templates/404.html"
    template.write_text(template.read_text() + "{# a remark #}")
    hashed, parsed, rendered, written = cost(newsroom)
    assert (parsed, rendered, written) == (0, 1 + 2, 0)  # and the plain pages, whose template names another at run time
    assert 1 <= hashed <= 2  # once more where it was as young as the clock


def test_a_clone_is_read_and_no_more(newsroom: Newsroom) -> None:
    newsroom.edit("a clone", 0)
    _, parsed, rendered, written = cost(newsroom)
    assert (parsed, rendered, written) == (0, 0, 0)
