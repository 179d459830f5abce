from __future__ import annotations

import msgspec
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from digest.convert.frontmatter import header, write
from digest.ground.located import parse
from digest.ground.moment import Moment
from digest.ground.schema import check
from digest.model import Correction, FrontMatter, Image, Source

LETTERS = st.characters(codec="utf-8", exclude_characters="\ufffe\uffff")
TEXTS = st.one_of(
    st.text(LETTERS, min_size=1, max_size=60),
    st.sampled_from(
        ["no", "1.10", "12:30:00", "2015-13-28", "null", "a: b", "- a", "# a", "{{ x }}", "'", '"', "a #b", "[a]"]
    ),
)
LISTS = st.lists(TEXTS, max_size=12).map(tuple)
DATES = st.sampled_from([Moment("2015-07-28"), Moment("2015-07-28T14:05:00+01:00"), Moment("0999-01-01T00:00:00")])
FRONT = st.builds(
    FrontMatter,
    id=st.sampled_from(["k3f3m2q4dz", None]),
    title=TEXTS,
    kicker=st.none() | TEXTS,
    summary=st.none() | TEXTS,
    date=st.none() | DATES,
    updated=st.none() | DATES,
    topics=LISTS,
    tags=LISTS,
    authors=LISTS,
    dateline=st.none() | TEXTS,
    credits=LISTS,
    source=st.none() | st.builds(Source, name=TEXTS, url=st.none() | TEXTS),
    language=st.sampled_from(["en", "zh-Hant", None]),
    status=st.sampled_from(["published", "review", "draft"]),
    image=st.none() | st.builds(Image, src=TEXTS, alt=TEXTS, caption=st.none() | TEXTS),
    aliases=LISTS,
    weight=st.integers(-5, 5),
    corrections=st.lists(st.builds(Correction, date=DATES, note=TEXTS), max_size=3).map(tuple),
    noindex=st.booleans(),
    seed=st.none() | TEXTS,
)


@settings(deadline=None)
@given(FRONT)
def test_a_header_reads_back_as_it_was_written(front: FrontMatter) -> None:
    node, found = parse(header(front), "a.md")
    assert found == []
    checked = check(node, FrontMatter, what="front matter")
    assert checked.diagnostics == []
    assert checked.value == front


@settings(deadline=None)
@given(FRONT)
def test_other_readers_of_yaml_find_the_same_texts(front: FrontMatter) -> None:
    read = yaml.safe_load(header(front).replace("0999-", "1999-"))
    assert read.get("title") == front.title
    assert tuple(read.get("tags", ())) == front.tags


def test_keys_come_in_their_order_and_those_without_a_value_are_left_out() -> None:
    front = FrontMatter(
        seed="a.txt",
        id="k3f3m2q4dz",
        title="Talks open: what's next?",
        date=Moment("2015-07-28"),
        topics=("world",),
        tags=("Kim, Jong-un", "Seoul"),
        source=Source(name="AP", url="https://ap.org/"),
        language="en",
    )
    assert header(front) == (
        "id: k3f3m2q4dz\n"
        'title: "Talks open: what\'s next?"\n'
        "date: 2015-07-28\n"
        "topics: [world]\n"
        'tags: ["Kim, Jong-un", Seoul]\n'
        'source: {name: AP, url: "https://ap.org/"}\n'
        "language: en\n"
        "status: published\n"
        "seed: a.txt\n"
    )


def test_a_long_list_has_a_line_for_each_item() -> None:
    lines = header(FrontMatter(tags=tuple(f"A rather long label, number {n}" for n in range(5)))).splitlines()
    assert lines[0] == "tags:"
    assert lines[1] == '  - "A rather long label, number 0"'


def test_a_file_is_header_blank_line_and_body() -> None:
    assert write(FrontMatter(title="A"), "Text.\n") == "---\ntitle: A\nstatus: published\n---\n\nText.\n"


def test_what_a_theme_is_given_reads_back_too() -> None:
    front = FrontMatter(title="A", extra={"map": {"zoom": 3, "on": True, "layers": ["a", "b" * 130]}})
    value = check(parse(header(front), "a.md")[0], FrontMatter, what="front matter").value
    assert value is not None
    assert msgspec.to_builtins(value.extra) == front.extra
