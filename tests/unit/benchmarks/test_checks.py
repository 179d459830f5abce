"""A build that left something out, or showed an edit in one place but not in another, is found out."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.checks import WrongOutputError, check_listed, check_same, check_story, check_whole, snapshot
from benchmarks.contestants import contestants
from benchmarks.corpus import Story, closing, stories
from benchmarks.edits import EDITS
from benchmarks.sites import Site

ARCHIVE = stories(60)


@pytest.fixture
def site(tmp_path: Path) -> Site:
    """An output as it should be: each page that is owed holds every title, and a story's page its own last words."""
    site = Site(contestants(None)["hugo"], tmp_path)
    everything = "\n".join(f"/{story.slug}/ {story.title}" for story in ARCHIVE)
    pages = dict.fromkeys(site.contestant.lists(ARCHIVE), everything)
    pages |= {site.dialect.page(story): f"{everything}\n{closing(story)}" for story in ARCHIVE}
    for name, text in pages.items():
        (site.output / name).parent.mkdir(parents=True, exist_ok=True)
        (site.output / name).write_text(text)
    return site


def test_a_whole_output_passes_and_its_volume_is_told(site: Site) -> None:
    volume = check_whole(site, ARCHIVE)
    assert volume.pages == volume.files > 60
    assert volume.megabytes > 0


@pytest.mark.parametrize("page", ["page/3/index.html", "topics/index.html", "2021/index.html"])
def test_a_missing_page_is_found(site: Site, page: str) -> None:
    (site.output / page).unlink()
    with pytest.raises(WrongOutputError, match=f"1 pages are missing, such as {page}"):
        check_whole(site, ARCHIVE)


def test_a_story_that_was_cut_off_is_found(site: Site) -> None:
    page = site.output / site.dialect.page(ARCHIVE[-1])
    page.write_text(page.read_text()[:-10])
    with pytest.raises(WrongOutputError, match="lacks"):
        check_whole(site, ARCHIVE)


def test_an_edit_that_is_not_in_the_page_is_found(site: Site) -> None:
    after, place = EDITS["body"](ARCHIVE, 0)
    assert place is not None
    with pytest.raises(WrongOutputError, match="Put right in round 0"):
        check_story(site, after[place])


def test_a_title_that_is_old_in_a_list_or_at_a_neighbour_is_found(site: Site) -> None:
    story, neighbour = ARCHIVE[30], ARCHIVE[31]
    check_listed(site, story, [neighbour])
    for page in (
        site.dialect.page(neighbour),
        f"topics/{story.topic.lower()}/index.html",
        f"tags/{story.tags[0]}/index.html",
    ):
        before = (site.output / page).read_text()
        (site.output / page).write_text(before.replace(story.title, "An old headline"))
        with pytest.raises(WrongOutputError, match=story.title):
            check_listed(site, story, [neighbour])
        (site.output / page).write_text(before)


def test_a_file_that_was_written_again_differs_from_its_snapshot(site: Site) -> None:
    before = snapshot(site.output)
    assert snapshot(site.output) == before
    page = site.output / "index.html"
    text = page.read_text()
    page.unlink()
    page.write_text(text)
    assert snapshot(site.output) != before


def test_outputs_that_differ_in_a_byte_or_a_file_are_told_apart(tmp_path: Path) -> None:
    for name in ("left", "right"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "page.html").write_text("same")
    check_same(tmp_path / "left", tmp_path / "right")
    (tmp_path / "right" / "page.html").write_text("Same")
    with pytest.raises(WrongOutputError, match=r"1 files, such as page\.html"):
        check_same(tmp_path / "left", tmp_path / "right")
    (tmp_path / "right" / "page.html").write_text("same")
    (tmp_path / "left" / "more.html").write_text("")
    with pytest.raises(WrongOutputError, match=r"such as more\.html"):
        check_same(tmp_path / "left", tmp_path / "right")


def owed(name: str, archive: list[Story]) -> set[str]:
    return set(contestants(None)[name].lists(archive))


def test_each_generator_owes_its_lists_with_all_their_numbered_pages() -> None:
    archive = stories(200)
    hugo, digest, everything = (owed(name, archive) for name in ("hugo", "digest", "digest-everything"))
    assert {"page/2/index.html", "page/10/index.html"} <= hugo
    assert "page/11/index.html" not in hugo
    assert {"2019/index.html", "2019/01/index.html", "tags/index.html", "topics/world/index.html"} <= hugo & digest
    assert {name for name in digest if "/page/" not in name} < everything
    assert {"editions/index.html", "feed.xml", "topics/world/feed.json"} <= everything - digest
