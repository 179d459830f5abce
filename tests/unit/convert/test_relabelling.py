"""One tag becomes another name of a second, in all files or in none, and no conversion undoes it."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace

from digest.config import DEFAULT_TOPICS, load_all
from digest.convert import labels, relabelling
from digest.convert.formats import FORMATS
from digest.convert.relabelling import Merger
from digest.ground.diagnostics import Diagnostic
from tests.unit.convert.samples import Site

STORY = (
    "Ferry strike ends\nDate: 2015-07-28\nTags: Harbor Pilots, Seoul\n\n"
    "The ferries left again on Monday, when the men had agreed with the town on the hours of work.\n"
)


@pytest.fixture
def pier(site: Site) -> Site:
    site.formats = FORMATS
    (site.root / "config.yaml").write_text("site:\n  title: The Pier # t\n  url: https://example.org/\n", "utf-8")
    settle(site)
    site.seed("ferry.txt", "Title: " + STORY)
    site.convert()
    by_hand = "---\nid: hand\ntitle: 'By hand'\ndate: 2015-07-29\ntags: [Harbour Pilots]\n---\n\nText.\n"
    (site.root / "content/2015/07/hand.md").write_text(by_hand, "utf-8")
    return site


def settle(site: Site) -> None:
    loaded = load_all(site.root, url=None)
    assert loaded.config is not None, loaded.diagnostics
    site.config = replace(loaded.config, topics=DEFAULT_TOPICS)


def prepared(site: Site, alias: str, label: str) -> tuple[Merger | None, list[Diagnostic]]:
    survey = labels.survey(labels.tags_by_path(site.root / "content"), site.config.tags.vocabulary)
    return relabelling.prepare(site.root, site.config, survey, alias, label)


def merged(site: Site, alias: str = "Harbor Pilots", label: str = "Harbour Pilots") -> Merger:
    merger, found = prepared(site, alias, label)
    assert merger is not None, found
    assert relabelling.write(site.root, merger) == []
    settle(site)
    return merger


def converted(site: Site) -> Path:
    return next(path for path in (site.root / "content/2015").rglob("ferry*.md"))


def test_articles_records_and_vocabulary_change_together(pier: Site) -> None:
    before = converted(pier).read_text("utf-8")
    merger = merged(pier)
    assert converted(pier).read_text("utf-8") == before.replace("Harbor Pilots", "Harbour Pilots")
    assert pier.record()["fields"]["tags"]["value"] == ["Harbour Pilots", "Seoul"]
    assert "\n".join(pier.record()["generated"]) == converted(pier).read_text("utf-8")
    assert pier.config.tags.vocabulary == ("Harbour Pilots | Harbor Pilots",) == (merger.line,)
    assert (pier.root / "config.yaml").read_text("utf-8").startswith("site:\n  title: The Pier # t\n")


def test_a_changed_seed_neither_brings_the_old_tag_back_nor_makes_a_conflict(pier: Site) -> None:
    merged(pier)
    pier.seed("ferry.txt", "Title: " + STORY.replace("men", "pilots").replace("Seoul", "Busan"))
    assert "merge-conflict" not in pier.codes()
    text = converted(pier).read_text("utf-8")
    assert "the pilots had agreed" in text
    assert "tags: [Harbour Pilots, Busan]" in text


def test_what_a_person_has_edited_stays_an_edit(pier: Site) -> None:
    article = converted(pier)
    article.write_text(
        article.read_text("utf-8").replace("[Harbor Pilots, Seoul]", "[Ferries, Harbor Pilots] # mine"), "utf-8"
    )
    merged(pier)
    assert "tags: [Ferries, Harbour Pilots] # mine\n" in article.read_text("utf-8")
    pier.seed("ferry.txt", "Title: " + STORY.replace("men", "pilots"))
    assert "merge-conflict" not in pier.codes()
    assert "tags: [Ferries, Harbour Pilots] # mine\n" in article.read_text("utf-8")


def test_a_deleted_article_comes_back_with_the_new_tag(pier: Site) -> None:
    converted(pier).unlink()
    merger = merged(pier, "Harbor Pilots", "Harbour Pilots") if known_by_record_alone(pier) else None
    assert merger is None or pier.record()["fields"]["tags"]["value"][0] == "Harbour Pilots"


def known_by_record_alone(pier: Site) -> bool:
    """A tag that no article has is unknown, unless the vocabulary has it."""
    merger, found = prepared(pier, "Harbor Pilots", "Harbour Pilots")
    assert (merger, [one.code for one in found]) == (None, ["tag-unknown"])
    config = pier.root / "config.yaml"
    config.write_text(config.read_text("utf-8") + "tags: {vocabulary: [Harbor Pilots]}\n", "utf-8")
    settle(pier)
    return True


def test_a_tag_goes_to_the_spelling_that_is_shown_and_takes_its_aliases_along(pier: Site) -> None:
    config = pier.root / "config.yaml"
    config.write_text(
        config.read_text("utf-8") + "tags: {vocabulary: [Harbor Pilots | Pilots, HP | Harbour Pilots]}\n", "utf-8"
    )
    settle(pier)
    converted(pier).write_text(converted(pier).read_text("utf-8").replace("Harbor Pilots", "pilots"), "utf-8")
    merger = merged(pier, "harbor pilots", "harbour pilots")
    assert merger.label == "HP"
    assert "tags: [HP, Seoul]" in converted(pier).read_text("utf-8")
    assert pier.config.tags.vocabulary == ("HP | Harbour Pilots | Harbor Pilots | Pilots",)


def test_doing_it_again_changes_nothing(pier: Site) -> None:
    merged(pier)
    before = pier.tree()
    assert merged(pier).files == {}
    assert pier.tree() == before


def test_a_run_that_was_cut_short_is_completed_by_the_same_words(pier: Site) -> None:
    merger, _ = prepared(pier, "Harbor Pilots", "Harbour Pilots")
    assert merger is not None
    (pier.root / "config.yaml").write_bytes(merger.files["config.yaml"])
    settle(pier)
    merged(pier)
    assert "[Harbour Pilots, Seoul]" in converted(pier).read_text("utf-8")


@pytest.mark.parametrize(
    ("alias", "label", "codes"),
    [
        ("Habor Pilots", "Seoul", ["tag-unknown"]),
        ("Seoul", "Nowhere", ["tag-unknown"]),
        ("Nowhere", "Elsewhere", ["tag-unknown", "tag-unknown"]),
        ("Seoul", "SEOUL", ["tags-same"]),
    ],
)
def test_tags_that_are_unknown_or_one_already_are_refused(pier: Site, alias: str, label: str, codes: list[str]) -> None:
    merger, found = prepared(pier, alias, label)
    assert (merger, [one.code for one in found]) == (None, codes)
    assert found[0].hint


def test_where_one_header_can_not_be_read_nothing_changes(pier: Site) -> None:
    (pier.root / "content/2015/07/broken.md").write_text("---\ntags: [harbor-pilots\n---\n", "utf-8")
    merger, found = prepared(pier, "Harbor Pilots", "Harbour Pilots")
    assert merger is None
    assert [(one.code, one.place and one.place.file) for one in found] == [
        ("tags-unreadable", "content/2015/07/broken.md")
    ]


def test_a_broken_header_without_the_tag_stops_nobody(pier: Site) -> None:
    (pier.root / "content/2015/07/broken.md").write_text("---\ntags: [Seoul\n---\n", "utf-8")
    assert merged(pier).articles == (converted(pier).relative_to(pier.root).as_posix(),)


def test_a_link_out_of_the_site_is_not_written_through_and_nothing_else_changes(pier: Site, tmp_path: Path) -> None:
    outside = tmp_path.with_name(f"{tmp_path.name}-outside.md")
    outside.write_text("---\ntags: [Harbor Pilots]\n---\n", "utf-8")
    (pier.root / "content/2015/07/link.md").symlink_to(outside)
    merger, found = prepared(pier, "Harbor Pilots", "Harbour Pilots")
    assert (merger, [one.code for one in found]) == (None, ["tags-unwritable"])
    assert outside.read_text("utf-8") == "---\ntags: [Harbor Pilots]\n---\n"


def test_a_file_that_is_kept_from_being_written_stops_all(pier: Site) -> None:
    merger, _ = prepared(pier, "Harbor Pilots", "Harbour Pilots")
    assert merger is not None
    (pier.root / "content/2015/07/gone.md").mkdir()
    before = pier.tree(), (pier.root / "config.yaml").read_bytes()
    barred = replace(merger, files={**merger.files, "content/2015/07/gone.md": b"no file"})
    assert [one.code for one in relabelling.write(pier.root, barred)] == ["tags-unwritable"]
    assert (pier.tree(), (pier.root / "config.yaml").read_bytes()) == before


def test_a_vocabulary_that_can_not_be_changed_is_left_to_a_person(pier: Site) -> None:
    config = pier.root / "config.yaml"
    config.write_text(config.read_text("utf-8") + "tags:\n  vocabulary: [Pier,\n    'Quay\n\n    | Quays']\n", "utf-8")
    settle(pier)
    merger, found = prepared(pier, "Quays", "Pier")
    assert (merger, [one.code for one in found]) == (None, ["vocabulary-unwritable"])
    assert "- Pier" in found[0].hint
