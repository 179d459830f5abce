"""Files that hold several articles (`convert: {split: true}`): each keeps its article whatever becomes of the others."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from digest.config import Convert
from digest.model import Converted
from tests.unit.convert.samples import Site

WORDS = {
    "harbour": "The harbour was closed after the storm and boats lay in the bay all night",
    "garden": "Roses in the old garden flower late because spring came slowly this time",
    "railway": "A new railway bridge carries trains across both arms of our wide river",
    "orchard": "Apples from small farms cost more since frost took half their blossom",
}


def article(key: str, *more: str, day: int = 1) -> str:
    return "\n".join((f"News of the {key}", f"date: 2015-07-{day:02}", WORDS[key] + ".", *more)) + "\n"


def several(*articles: str) -> str:
    return "\n=====\n\n".join(articles)


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return split_site(tmp_path)


def split_site(root: Path) -> Site:
    site = Site(root)
    site.config = replace(site.config, convert=Convert(split=True))
    return site


def ids(site: Site) -> dict[str, str]:
    """The id of each article by the last word of its title."""
    found = {}
    for path in site.articles():
        text = (site.root / "content" / path).read_text()
        found[text.split("title: News of the ")[1].split("\n")[0]] = text.split("id: ")[1][:10]
    return found


def seeds(site: Site) -> dict[str, str]:
    records = (json.loads(file.read_bytes()) for file in site.records())
    return {record["fields"]["title"]["value"].split()[-1]: record["seed"] for record in records}


def test_each_section_becomes_an_article_that_names_its_place(site: Site) -> None:
    site.seed("july.txt", several(article("harbour"), article("garden")))
    assert site.convert() == (Converted(converted=2), [])
    assert seeds(site) == {"harbour": "july.txt", "garden": "july.txt#2"}
    assert "seed: july.txt#2\n" in (site.root / "content/2015/07/01/news-of-the-garden.md").read_text()
    assert site.convert() == (Converted(unchanged=2), [])


def test_without_the_setting_a_line_of_equals_signs_is_text(tmp_path: Path) -> None:
    site = Site(tmp_path)
    site.seed("july.txt", several(article("harbour"), article("garden")))
    assert site.convert()[0] == Converted(converted=1)


@pytest.mark.parametrize(
    "order",
    [
        ("harbour", "garden", "railway", "orchard"),
        ("harbour", "orchard", "garden", "railway"),
        ("orchard", "harbour", "garden", "railway"),
        ("railway", "garden", "harbour"),
    ],
)
def test_articles_put_in_or_moved_about_keep_their_files(site: Site, order: tuple[str, ...]) -> None:
    site.seed("july.txt", several(*map(article, ("harbour", "garden", "railway"))))
    site.convert()
    before = ids(site)
    site.seed("july.txt", several(*map(article, order)))
    counts, findings = site.convert()
    assert (counts.failed, findings) == (0, [])
    assert {key: ids(site)[key] for key in before} == before
    assert len(ids(site)) == len(order)
    expected = {key: "july.txt" + (f"#{number}" if number > 1 else "") for number, key in enumerate(order, 1)}
    assert seeds(site) == expected


def test_an_article_that_moves_and_changes_at_once_keeps_its_file(site: Site) -> None:
    site.seed("july.txt", several(*map(article, ("harbour", "garden"))))
    site.convert()
    before = ids(site)
    site.seed(
        "july.txt", several(article("orchard"), article("garden", "They are red."), article("harbour", "It is open."))
    )
    site.convert()
    assert {key: ids(site)[key] for key in before} == before
    assert "It is open." in (site.root / "content/2015/07/01/news-of-the-harbour.md").read_text()


def test_what_a_person_wrote_stays_while_its_section_moves_and_changes(site: Site) -> None:
    site.seed("july.txt", several(*map(article, ("harbour", "garden"))))
    site.convert()
    file = site.root / "content/2015/07/01/news-of-the-garden.md"
    file.write_text(file.read_text().replace("Roses", "Old roses"))
    site.seed("july.txt", several(article("railway"), article("garden", "They are red."), article("harbour")))
    counts, findings = site.convert()
    assert (counts.merged, findings) == (1, [])
    assert "Old roses" in file.read_text()
    assert "They are red." in file.read_text()


def test_the_article_of_a_section_that_is_taken_out_stays_and_nothing_takes_its_place(site: Site) -> None:
    site.seed("july.txt", several(*map(article, ("harbour", "garden", "railway"))))
    site.convert()
    before = ids(site)
    site.seed("july.txt", several(*map(article, ("harbour", "railway"))))
    assert [finding.code for finding in site.convert()[1]] == ["seed-removed"]
    assert ids(site) == before
    site.seed("july.txt", several(*map(article, ("harbour", "railway", "orchard"))))
    site.convert()
    assert {key: ids(site)[key] for key in before} == before
    assert len(ids(site)) == 4


def test_a_file_may_grow_from_one_article_to_two_and_shrink_again(site: Site) -> None:
    site.seed("july.txt", article("harbour"))
    site.convert()
    before = ids(site)
    site.seed("july.txt", several(article("garden"), article("harbour")))
    site.convert()
    site.seed("july.txt", article("harbour", "It is open."))
    site.convert()
    assert ids(site)["harbour"] == before["harbour"]
    assert "It is open." in (site.root / "content/2015/07/01/news-of-the-harbour.md").read_text()


def test_a_file_with_several_articles_can_be_renamed(site: Site) -> None:
    file = site.seed("july.txt", several(*map(article, ("harbour", "garden"))))
    site.convert()
    before = ids(site)
    file.rename(site.root / "seeds/summer.txt")
    assert site.convert() == (Converted(unchanged=2), [])
    assert ids(site) == before
    assert seeds(site) == {"harbour": "summer.txt", "garden": "summer.txt#2"}


def test_a_bad_section_is_an_error_at_its_line_and_stops_no_other(site: Site) -> None:
    site.seed("july.txt", several(article("harbour"), "Only a title\n", article("garden")))
    counts, (finding,) = site.convert()
    assert counts == Converted(converted=2, failed=1)
    assert (finding.code, finding.place and (finding.place.file, finding.place.line)) == (
        "seed-no-body",
        ("seeds/july.txt", 7),
    )


def test_where_nothing_changed_no_file_is_read(site: Site) -> None:
    site.seed("july.txt", several(*map(article, ("harbour", "garden"))))
    site.convert(later=60)
    site.convert(later=60)
    assert site.convert() == (Converted(unchanged=2), [])
    assert site.tally.total() == 0


@settings(max_examples=25, deadline=None)
@given(
    orders=st.lists(
        st.lists(st.sampled_from(sorted(WORDS)), min_size=2, max_size=4, unique=True), min_size=2, max_size=4
    )
)
def test_no_story_ever_changes_its_file(tmp_path_factory: pytest.TempPathFactory, orders: list[list[str]]) -> None:
    site = split_site(tmp_path_factory.mktemp("site"))
    known: dict[str, str] = {}
    for number, order in enumerate(orders):
        site.seed("july.txt", several(*(article(key, f"Edition {number}.") for key in order)))
        assert site.convert()[0].failed == 0
        known |= {key: known.get(key, identity) for key, identity in ids(site).items()}
        assert ids(site) == known
        for key in order:
            text = (site.root / f"content/2015/07/01/news-of-the-{key}.md").read_text()
            assert f"Edition {number}." in text
