from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from digest.config import DEFAULT_TOPICS
from digest.convert.drafts import Drafted, draft_seed
from digest.convert.formats import FORMATS
from digest.ground.diagnostics import Place
from digest.ground.moment import Moment
from digest.model import Draft, FrontMatter, Seed, Source
from tests.unit.convert.samples import CONFIG, Site

SETTINGS = replace(CONFIG, topics=DEFAULT_TOPICS)
BODY = (
    "The *ozone* layer over [Antarctica](https://example.org/south) has thinned, a station near Geneva said.\n\n"
    "## What is next\n\n1. one\n2. two\n\n    code  \n\nLast &amp; least: caf&eacute; `x = *y`\n"
)
WHOLE = f"---\ntitle: Ozone hole grows\ndate: 2015-10-29\n---\n\n{BODY}"


def drafted(text: str | bytes, path: str = "ozone.md") -> Drafted:
    data = text if isinstance(text, bytes) else text.encode()
    return draft_seed(Seed(path=path, data=data, digest=""), Place(file=f"seeds/{path}"), SETTINGS, FORMATS)


def draft(text: str | bytes, path: str = "ozone.md") -> Draft:
    found = drafted(text, path)
    assert found.draft is not None
    assert not [finding for finding in found.findings if finding.code == "seed-uncovered"]
    return found.draft


def test_the_body_stays_as_it_is_and_the_front_matter_is_taken_at_its_word() -> None:
    made = draft(WHOLE)
    assert made.body == BODY
    assert (made.front.title, made.front.date) == ("Ozone hole grows", Moment("2015-10-29"))
    assert {made.origins[name].rule for name in ("title", "date")} == {"front-matter"}
    assert (made.origins["title"].line, made.origins["title"].start, made.origins["title"].end) == (2, 7, 23)


def test_every_line_end_becomes_a_line_feed_and_nothing_else_changes() -> None:
    assert draft(WHOLE.replace("\n", "\r\n")).body == BODY
    assert draft(WHOLE.replace("1. one", "1. one\x0c \u2028tab\t").encode()).body == BODY.replace(
        "1. one", "1. one\x0c \u2028tab\t"
    )


def test_what_is_missing_is_proposed_and_nothing_that_would_have_to_leave_the_body() -> None:
    made = draft(WHOLE).front
    assert (made.language, made.tags) == ("en", ("Geneva",))
    assert made.topics
    assert (made.summary, made.dateline, made.credits) == (None, None, ())


def test_what_is_given_is_not_proposed() -> None:
    made = draft(
        WHOLE.replace("---\n\n", "tags: [air]\ntopics: [science]\nlanguage: fr\nextra: {mood: calm}\n---\n\n", 1)
    )
    assert (made.front.tags, made.front.topics, made.front.language) == (("air",), ("science",), "fr")
    assert made.front.extra == {"mood": "calm"}
    assert made.origins["topics"].rule == "front-matter"


def test_a_source_with_parts_is_kept_whole() -> None:
    made = draft(WHOLE.replace("---\n\n", "source: {name: Harbour Gazette, url: https://example.org/}\n---\n\n", 1))
    assert made.front.source == Source(name="Harbour Gazette", url="https://example.org/")


def test_without_front_matter_the_first_heading_is_the_title_and_leaves_the_body() -> None:
    made = draft("# Ozone *hole* grows #\n\n28 July 2015\n\n## Next\n\nThey met in Geneva.\n")
    assert (made.front.title, made.origins["title"].line) == ("Ozone *hole* grows", 1)
    assert made.body == "28 July 2015\n\n## Next\n\nThey met in Geneva.\n"
    assert (made.front.date, made.origins["date"].line) == (Moment("2015-07-28"), 3)
    assert [(one.rule, one.text) for one in made.removed] == [("heading", "# Ozone *hole* grows #")]


def test_a_heading_stays_where_the_front_matter_has_a_title() -> None:
    assert draft(WHOLE.replace(BODY, f"# Another\n\n{BODY}")).body == f"# Another\n\n{BODY}"


def test_without_any_heading_a_line_that_reads_like_a_headline_is_the_title() -> None:
    text = "Ozone hole grows again\n\nThe layer thinned over the south, a station said on Monday. It will recover.\n\nMore.\n"
    made = draft(text)
    assert made.front.title == "Ozone hole grows again"
    assert made.body == text.partition("\n\n")[2]


def test_a_date_in_the_files_name_counts() -> None:
    made = draft("# Ozone\n\nThey met.\n", "2015-07-28-ozone.md")
    assert (made.front.date, made.origins["date"].rule) == (Moment("2015-07-28"), "path-date")


@pytest.mark.parametrize(
    ("header", "code", "line", "column"),
    [
        ("title: [a\n", "yaml-syntax", 2, 8),
        ("title: a\ndat: 2015-10-29\n", "key-unknown", 3, 1),
        ("title: a\ndate: 2015-13-29\n", "date-invalid", 3, 7),
        ("title: a\ntitle: b\n", "duplicate-key", 3, 1),
    ],
)
def test_a_broken_header_is_an_error_at_its_line_and_column(header: str, code: str, line: int, column: int) -> None:
    found = drafted(f"---\n{header}---\nText.\n")
    assert found.draft is None
    (finding,) = found.findings
    assert (finding.code, finding.place and (finding.place.line, finding.place.column)) == (code, (line, column))


def test_a_header_without_an_end_is_an_error() -> None:
    found = drafted("---\ntitle: a\n\nText.\n")
    assert [finding.code for finding in found.findings] == ["front-matter-unclosed"]


def test_a_header_without_a_story_is_an_error() -> None:
    assert [finding.code for finding in drafted("---\ntitle: a\n---\n \n").findings] == ["seed-no-body"]


@given(st.text(st.sampled_from("ab é*_#`<&;[](){}~\\|:-=>1.!\n\t"), max_size=60))
def test_any_body_stays_letter_for_letter(body: str) -> None:
    found = drafted(f"---\ntitle: Talks\ndate: 2015-10-29\n---\n\nx{body}")
    assert found.draft is not None
    assert found.draft.body.removesuffix("\n") == f"x{body}".removesuffix("\n")
    assert [finding.code for finding in found.findings if finding.code == "seed-uncovered"] == []


# --- in a site ---


@pytest.fixture
def site(tmp_path: Path) -> Site:
    site = Site(tmp_path)
    site.formats, site.config = FORMATS, SETTINGS
    return site


def test_a_seed_in_markdown_becomes_an_article_that_converting_again_leaves_alone(site: Site) -> None:
    site.seed("ozone.md", WHOLE)
    counts, _ = site.convert()
    assert counts.converted == 1
    text = site.article().read_text()
    assert text.endswith(f"---\n\n{BODY}")
    assert "seed: ozone.md\n" in text
    before = site.tree()
    assert site.convert()[0].unchanged == 1
    assert site.tree() == before


def test_an_edit_in_the_article_stays_when_the_seed_changes(site: Site) -> None:
    site.seed("ozone.md", WHOLE)
    site.convert()
    article = site.article()
    article.write_text(article.read_text().replace("## What is next", "## What comes next"))
    site.seed("ozone.md", WHOLE.replace("Last &amp; least", "At last"))
    assert site.convert()[0].merged == 1
    assert "## What comes next" in article.read_text()
    assert "At last" in article.read_text()


def test_a_seed_may_bring_its_id_and_its_status(site: Site) -> None:
    site.seed("ozone.md", "---\nid: kabcdefghi\ntitle: Ozone\nstatus: draft\n---\n\nText.\n")
    site.convert()
    assert site.record()["id"] == "kabcdefghi"
    assert "status: draft\n" in site.article().read_text()


def test_an_id_that_another_article_has_is_not_given_twice(site: Site) -> None:
    for name in ("a.md", "b.md"):
        site.seed(name, f"---\nid: kabcdefghi\ntitle: Ozone\ndate: 2015-07-28\n---\n\nText of {name}.\n")
    site.convert()
    assert len({file.stem for file in site.records()}) == 2


def test_a_whole_header_passes_through(site: Site) -> None:
    header = (
        "title: Ozone\nkicker: Analysis\nsummary: It grows.\ndate: 2015-07-28T10:00:00+02:00\nupdated: 2015-07-29\ntopics: [science]\n"
        'tags: [air]\nauthors: [Ada Okafor]\ndateline: Geneva\ncredits: [AP]\nlanguage: en\nslug: hole\naliases: ["/old/"]\nweight: 3\n'
    )
    site.seed("ozone.md", f"---\n{header}---\n\nText.\n")
    site.convert()
    text = site.article().read_text()
    for line in header.splitlines():
        assert f"{line}\n" in text
    assert set(FrontMatter.__struct_fields__) >= {line.partition(":")[0] for line in header.splitlines()}


def test_an_id_that_another_seed_has_is_refused_and_told(site: Site) -> None:
    site.formats = FORMATS
    for name in ("a.md", "b.md"):
        site.seed(name, WHOLE.replace("title:", "id: kabcdefgh2\ntitle:").replace("Ozone", name[0] * 5))
    found = [one for one in site.convert()[1] if one.code == "seed-id-refused"]
    (one,) = found
    assert one.message.startswith("the id `kabcdefgh2` is that of `seeds/a.md`; this article's is `")
    assert one.place is not None
    assert (one.place.file, one.place.line, one.place.column) == ("seeds/b.md", 2, 5)


def test_an_id_that_no_seed_can_have_is_told(site: Site) -> None:
    site.formats = FORMATS
    site.seed("a.md", WHOLE.replace("title:", "id: Mine\ntitle:"))
    assert "seed-id-refused" in site.codes()
