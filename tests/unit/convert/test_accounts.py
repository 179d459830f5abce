"""The account that a record gives of its article."""

from __future__ import annotations

from pathlib import Path

import pytest

from digest.convert.accounts import Account, Known, Part, account, known
from digest.engine.work import forgetful
from digest.ground.diagnostics import Diagnostic
from tests.unit.convert.samples import Site

TALKS = "Talks open\ndate: 2015-07-28\nThey met.\ndrop Follow us\nThey talked.\n"


@pytest.fixture
def talks(site: Site) -> Site:
    site.seed("talks.txt", TALKS)
    site.convert()
    return site


def only(site: Site) -> Account:
    found, findings = known(site.root, site.config, forgetful())
    assert findings == []
    (article,) = found
    told = account(site.root, site.config, article)
    assert isinstance(told, Account)
    return told


def part(told: Account, name: str) -> Part:
    return next(part for part in told.parts if part.name == name)


def edit(site: Site, old: str, new: str) -> None:
    text = site.article().read_text()
    assert old in text
    site.article().write_text(text.replace(old, new))


def test_each_value_has_its_rule_and_the_words_of_the_seed_that_it_came_from(talks: Site) -> None:
    told = only(talks)
    assert (told.title, told.seed, told.readable) == ("Talks open", "same", True)
    assert part(told, "title") == Part(
        name="title",
        now="Talks open",
        generated="Talks open",
        rule="first-line",
        line=1,
        end=10,
        source="Talks open",
    )
    assert [(one.line, one.rule, one.text) for one in told.removed] == [
        (2, "dropped", "date: 2015-07-28"),
        (4, "dropped", "drop Follow us"),
    ]


def test_parts_stand_in_the_order_of_the_header_and_the_body_is_last(talks: Site) -> None:
    assert [part.name for part in only(talks).parts] == ["title", "date", "topics", "language", "status", "body"]


def test_what_a_person_has_changed_is_told_beside_what_was_generated(talks: Site) -> None:
    edit(talks, "title: Talks open", "title: Talks begin\nkicker: Analysis")
    edit(talks, "language: en\n", "")
    edit(talks, "They met.", "They met at last.")
    told = only(talks)
    shown = {part.name: (part.now, part.generated) for part in told.parts if part.edited}
    assert shown == {
        "title": ("Talks begin", "Talks open"),
        "kicker": ("Analysis", None),
        "language": (None, "en"),
        "body": ("They met at last. They talked.", "They met. They talked."),
    }


def test_an_untouched_body_with_other_line_ends_is_no_edit(talks: Site) -> None:
    talks.article().write_bytes(talks.article().read_bytes().replace(b"\n", b"\r\n"))
    assert not any(part.edited for part in only(talks).parts)


def test_a_seed_that_changed_or_went_is_not_shown(talks: Site) -> None:
    talks.seed("talks.txt", "Another thing\n")
    assert (only(talks).seed, part(only(talks), "title").source) == ("changed", "")
    (talks.root / "seeds/talks.txt").unlink()
    assert (only(talks).seed, part(only(talks), "title").source) == ("gone", "")
    assert part(only(talks), "title").rule == "first-line"


def test_a_deleted_article_is_known_by_its_record(talks: Site) -> None:
    talks.article().unlink()
    told = only(talks)
    assert (told.article.path, told.title, part(told, "title").generated) == (None, "Talks open", "Talks open")


def test_what_stands_in_an_article_without_a_record_is_told_with_its_lines(talks: Site) -> None:
    talks.records()[0].unlink()
    told = only(talks)
    assert (told.seed, told.title, {one.rule for one in told.parts}) == ("none", "Talks open", {"no-record"})
    lines = talks.article().read_text().split("\n")
    assert all(lines[one.line - 1] == one.source for one in told.parts)


def test_a_damaged_record_is_a_finding(talks: Site) -> None:
    identity = talks.record()["id"]
    talks.records()[0].write_text("<<<<<<<")
    found = account(talks.root, talks.config, Known(id=identity, path="2015/07/28/talks-open.md", seed=None))
    assert isinstance(found, Diagnostic)
    assert found.code == "record-damaged"


@pytest.mark.parametrize("damage", ["---\ntitle: [\n---\n", "\ufeff", "no header"])
def test_a_header_that_cannot_be_read_is_said_to_be_so(talks: Site, damage: str) -> None:
    identity = talks.record()["id"]
    talks.article().write_text(damage)
    told = account(talks.root, talks.config, Known(id=identity, path="2015/07/28/talks-open.md", seed="talks.txt"))
    assert isinstance(told, Account)
    assert not told.readable


def test_edition_notes_and_pages_are_no_articles(talks: Site, tmp_path: Path) -> None:
    for name in ("editions/2015-w31.md", "pages/about.md"):
        file = tmp_path / "content" / name
        file.parent.mkdir()
        file.write_text("---\ntitle: A\n---\n")
    assert len(known(talks.root, talks.config, forgetful())[0]) == 1
