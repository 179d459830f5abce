"""What conversions left to a person is told by every run, until the person has seen to it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from msgspec.structs import replace

from digest.convert.doubts import Doubts, line_of, part_of
from digest.convert.formats import Drafting
from digest.convert.ledger import Ledger
from digest.convert.stage import settle
from digest.engine.work import forgetful
from digest.ground.diagnostics import Diagnostic, Place, warning
from digest.model import Draft
from tests.unit.convert.samples import NEWER, Site, remembering, simple_draft

TALKS = "Talks open\ndate: 2015-07-28\nThey met.\nThey talked.\n"


def doubting(*codes: str) -> Drafting:
    """The simple format with warnings in the seed's second line."""

    def draft(text: str, path: str, config: object) -> Draft:
        place = Place(file=f"seeds/{path}", line=2, column=1)
        found = tuple(warning(code, f"{code}!", place, hint="look") for code in codes)
        return replace(simple_draft(text, path, config), diagnostics=found)  # type: ignore[arg-type]

    return draft


@pytest.fixture
def unsure(site: Site) -> Site:
    site.formats = {".txt": doubting("date-ambiguous", "topic-uncertain", "seed-uncovered")}
    site.seed("talks.txt", TALKS)
    return site


def edit(site: Site, old: str, new: str) -> None:
    article = site.article()
    text = article.read_text()
    assert old in text
    article.write_text(text.replace(old, new))


def test_a_second_run_tells_what_the_first_told(unsure: Site) -> None:
    counts, findings = unsure.convert()
    assert [finding.code for finding in findings] == ["date-ambiguous", "seed-uncovered", "topic-uncertain"]
    assert {finding.place and (finding.place.file, finding.place.line) for finding in findings} == {
        ("seeds/talks.txt", 2)
    }
    for _ in range(2):
        assert unsure.convert()[1] == findings
    (unsure.root / ".digest/cache").unlink()
    assert unsure.convert()[1] == findings
    assert counts.converted == 1


def test_where_nothing_changed_no_article_is_read_again(unsure: Site) -> None:
    unsure.convert()
    unsure.convert(later=60)
    unsure.convert(later=60)
    assert unsure.tally["doubts weighed"] == 0
    edit(unsure, "They met.", "They met, I say.")
    unsure.convert(later=60)
    assert unsure.tally["doubts weighed"] == 1


@pytest.mark.parametrize(
    ("old", "new", "left"),
    [
        ("date: 2015-07-28", "date: 2015-08-27", ["seed-uncovered", "topic-uncertain"]),
        ("topics: [world]", "topics: [sport]", ["date-ambiguous", "seed-uncovered"]),
        ("topics: [world]", "topics: [world]  # right", ["date-ambiguous", "seed-uncovered"]),
        ("topics: [world]\n", "", ["date-ambiguous", "seed-uncovered"]),
        ("They met.", "They met at last.", ["date-ambiguous", "topic-uncertain"]),
        ("title: Talks open", "title: Talks", ["date-ambiguous", "seed-uncovered", "topic-uncertain"]),
        ("status: published", "status: [", ["date-ambiguous", "seed-uncovered", "topic-uncertain"]),
    ],
)
def test_what_a_person_has_edited_is_doubted_no_more(unsure: Site, old: str, new: str, left: list[str]) -> None:
    unsure.convert()
    edit(unsure, old, new)
    assert unsure.codes() == left
    assert unsure.codes() == left


def test_a_doubt_goes_with_its_article_and_comes_back_with_it(unsure: Site) -> None:
    _, findings = unsure.convert()
    article = unsure.article()
    kept = article.read_bytes()
    article.unlink()
    assert unsure.convert()[1] == []
    elsewhere = unsure.root / "content/features/talks.md"
    elsewhere.parent.mkdir()
    elsewhere.write_bytes(kept)
    assert unsure.convert()[1] == findings


def test_a_doubt_is_about_the_article_where_the_seed_is_gone(unsure: Site) -> None:
    unsure.convert()
    (unsure.root / "seeds/talks.txt").unlink()
    places = {finding.code: finding.place for finding in unsure.convert()[1]}
    assert places["date-ambiguous"] == Place(file="content/2015/07/28/talks-open.md", line=4)


def test_a_renamed_seed_takes_its_doubts_along(unsure: Site) -> None:
    unsure.convert()
    (unsure.root / "seeds/talks.txt").rename(unsure.root / "seeds/july.txt")
    assert {finding.place and finding.place.file for finding in unsure.convert()[1]} == {"seeds/july.txt"}


def test_a_clone_tells_the_same(unsure: Site, tmp_path: Path) -> None:
    _, findings = unsure.convert()
    clone = Site(tmp_path / "clone")
    clone.formats = unsure.formats
    for name in ("seeds", "content"):
        shutil.copytree(unsure.root / name, clone.root / name)
    assert clone.convert()[1] == findings


def test_what_is_settled_is_told_no_more_until_something_else_is_doubtful(unsure: Site) -> None:
    unsure.convert()
    before = unsure.article().read_bytes()
    assert settle(unsure.root, unsure.config, unsure.record()["id"], forgetful()) == (3, [])
    assert unsure.codes() == []
    assert unsure.article().read_bytes() == before
    unsure.seed("talks.txt", TALKS.replace("2015-07-28", "2015-07-29"))
    assert unsure.codes() == ["date-ambiguous"]
    assert settle(unsure.root, unsure.config, unsure.record()["id"], forgetful()) == (1, [])
    assert unsure.codes(version=NEWER) == []


def test_an_article_without_a_record_has_nothing_to_settle(unsure: Site) -> None:
    unsure.convert()
    found = settle(unsure.root, unsure.config, "k3f3m2q4dz", forgetful())
    assert isinstance(found, Diagnostic)
    assert found.code == "record-unknown"


# --- conflicts ---


@pytest.fixture
def torn(site: Site) -> Site:
    """A person and the seed have changed the headline and a paragraph."""
    site.seed("talks.txt", TALKS)
    site.convert()
    edit(site, "title: Talks open", "title: Whispers")
    edit(site, "They talked.", "They whispered.")
    site.seed("talks.txt", TALKS.replace("Talks open", "Row breaks out").replace("talked", "shouted"))
    site.convert()
    return site


def test_a_conflict_points_at_what_stands_there(torn: Site) -> None:
    edit(torn, "title: Whispers", "kicker: Analysis\ntitle: Whispers")
    for _ in range(2):
        first, second = torn.convert()[1]
        assert first.place == Place(
            file="content/2015/07/28/talks-open.md", line=4, column=8, length=8, source="title: Whispers"
        )
        assert second.place is not None
        assert (second.place.line, second.place.column, second.place.source) == (14, 1, "They whispered.")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("title: Whispers", "title: Row breaks out"),
        ("title: Whispers", "title: Whispers in Seoul"),
        ("title: Whispers", "title: Whispers  # mine"),
        ("They whispered.", "They shouted."),
        ("They whispered.", "They whispered on."),
        ("They whispered.", "They whispered.\n\nThey shouted."),
    ],
)
def test_a_conflict_is_over_when_a_person_has_changed_either(torn: Site, old: str, new: str) -> None:
    edit(torn, old, new)
    assert torn.codes() == ["merge-conflict"]


def test_a_conflict_can_be_settled(torn: Site) -> None:
    assert settle(torn.root, torn.config, torn.record()["id"], forgetful()) == (2, [])
    assert torn.codes() == []
    assert len(torn.record()["conflicts"]) == 2


def test_a_memory_of_another_kind_is_forgotten(unsure: Site) -> None:
    _, findings = unsure.convert()
    with remembering(unsure.root) as work:
        work.cache.put("doubts", work.code, b"\xc1")
    assert unsure.convert()[1] == findings


# --- lines of a file ---

FILE = "---\nid: a\n# why\ntopics:\n- world\n- sport  # both\ntitle: A title\n---\n\n\nText.\n"


def test_the_lines_of_a_field_and_of_the_body_are_found_without_yaml() -> None:
    assert part_of(FILE, "topics") == "topics:\n- world\n- sport  # both"
    assert part_of(FILE, "title") == "title: A title"
    assert part_of(FILE, "date") == ""
    assert part_of(FILE, "body") == "Text."
    assert [line_of(FILE, part) for part in ("id", "topics", "title", "date", "body")] == [2, 4, 7, 1, 11]


@pytest.mark.parametrize("text", ["", "---", "---\ntitle: A", "no header\n\ntitle: B\n"])
def test_a_file_without_a_header_has_no_fields_behind_it(text: str) -> None:
    assert part_of(text, "date") == ""
    assert line_of(text, "date") == 1


def test_a_record_that_changes_while_it_is_looked_at_is_not_remembered_with_the_doubts_of_another(unsure: Site) -> None:
    _, findings = unsure.convert()
    (unsure.root / ".digest/cache").unlink()
    (file,) = unsure.records()
    kept = file.read_bytes()

    def nowhere(identity: str, usual: str) -> None: ...

    with remembering(unsure.root, later=60) as work:
        ledger = Ledger(unsure.root, "content", work)
        file.write_bytes(
            kept.replace(b'"doubts": [', b'"doubts": [], "earlier": [', 1)
        )  # another branch is checked out
        assert Doubts(unsure.root, "content", ledger, work, nowhere).holding() == []
        ledger.remember(unsure.root / ".digest")
    file.write_bytes(kept)
    assert unsure.convert(later=60)[1] == findings
