"""The conductor: which stage runs, what stops the site, what the report says."""

from __future__ import annotations

from pathlib import Path

import pytest

from digest.build import BuildOptions, build, convert, held_back, restore
from digest.ground.moment import Moment
from digest.model import Report
from digest.publish.folder import MARKER

OPTIONS = BuildOptions(now=Moment("2016-01-01"), convert=False)

CONFIG = "site: {title: The Pier, url: 'https://example.org/'}\n"

STORY = """---
id: {id}
title: {title}
date: {date}
topics: [world]
---

The ferry left at nine, and nobody was on it.
"""


@pytest.fixture
def site(tmp_path: Path) -> Path:
    folder = tmp_path / "ünicöde site"
    folder.mkdir()
    write(folder, "config.yaml", CONFIG)
    write(folder, "content/2015/07/28/ferry.md", story())
    return folder


def story(identity: str = "aferry2345", title: str = "The ferry", date: str = "2015-07-28") -> str:
    return STORY.format(id=identity, title=title, date=date)


def write(site: Path, path: str, text: str) -> None:
    (site / path).parent.mkdir(parents=True, exist_ok=True)
    (site / path).write_text(text, encoding="utf-8")


def codes(report: Report) -> list[str]:
    return [finding.code for finding in report.diagnostics]


def state(folder: Path) -> dict[str, tuple[int, int]]:
    return {
        path.relative_to(folder).as_posix(): (path.stat().st_mtime_ns, path.stat().st_ino)
        for path in folder.rglob("*")
        if path.is_file()
    }


# --- a site is made ---------------------------------------------------------------------------------------------------


def test_a_site_of_two_lines_and_no_article_is_built(tmp_path: Path) -> None:
    write(tmp_path, "config.yaml", "site:\n  {title: Empty, url: 'https://example.org/'}\n")
    report = build(tmp_path, BuildOptions(now=Moment("2016-01-01")))
    assert codes(report) == []
    assert report.articles == 0
    assert report.converted is not None
    assert (tmp_path / "public/index.html").is_file()


def test_the_report_counts_what_was_made(site: Path) -> None:
    report = build(site, OPTIONS)
    assert codes(report) == []
    assert (report.articles, report.output, report.url) == (1, "public", "https://example.org/")
    files = [path for path in (site / "public").rglob("*") if path.is_file() and path.name != MARKER]
    assert report.published is not None
    assert report.published.written == len(files)
    assert report.pages == len([path for path in files if path.suffix == ".html"])
    assert report.feeds == len([path for path in files if path.name in {"feed.xml", "rss.xml", "feed.json"}])
    assert set(report.seconds) == {"config", "read", "theme", "arrange", "render", "publish"}


def test_nothing_is_written_by_a_build_of_the_same(site: Path) -> None:
    build(site, OPTIONS)
    before = state(site)
    report = build(site, OPTIONS)
    assert report.published is not None
    assert report.published.written == report.published.pruned == 0
    assert state(site) == before


def test_an_article_that_is_gone_leaves_no_page(site: Path) -> None:
    build(site, OPTIONS)
    (site / "content/2015/07/28/ferry.md").unlink()
    build(site, OPTIONS)
    assert not list((site / "public").rglob("*ferry*"))
    assert not (site / "public/2015").exists()


def test_static_files_are_copied_as_they_are_and_of_hidden_ones_those_for_the_web(site: Path) -> None:
    write(site, "static/CNAME", "example.org")
    write(site, "static/.well-known/security.txt", "Contact: mailto:a@example.org")
    write(site, "static/.DS_Store", "")
    build(site, OPTIONS)
    assert (site / "public/CNAME").read_text() == "example.org"
    assert (site / "public/.well-known/security.txt").is_file()
    assert not (site / "public/.DS_Store").exists()


def test_another_address_replaces_the_configured_one(site: Path) -> None:
    report = build(site, BuildOptions(now=OPTIONS.now, convert=False, url="https://user.github.io/repo"))
    assert report.url == "https://user.github.io/repo/"
    home = (site / "public/index.html").read_text(encoding="utf-8")
    assert "https://user.github.io/repo/" in home
    assert "example.org" not in home


def test_whoever_watches_is_told_how_far_each_stage_is(site: Path) -> None:
    seen: list[tuple[str, int, int]] = []
    build(site, OPTIONS, watch=lambda stage, done, total: seen.append((stage, done, total)))
    assert ("read", 1, 1) in seen
    assert seen[-1][0] == "render"
    assert seen[-1][1] == seen[-1][2]


# --- now --------------------------------------------------------------------------------------------------------------


def test_now_decides_who_is_shown_and_counts_in_the_zone_of_the_site(site: Path) -> None:
    write(site, "config.yaml", "site: {title: T, url: 'https://example.org/', timezone: Asia/Tokyo}\n")
    for now, shown in (
        ("2015-07-27T23:59:59", 0),
        ("2015-07-28", 1),
        ("2015-07-27T14:59:59+00:00", 0),
        ("2015-07-27T15:00:00+00:00", 1),
    ):
        assert held_back(site, BuildOptions(now=Moment(now))).articles == shown


def test_what_is_held_back_is_listed_with_its_file_and_reason(site: Path) -> None:
    write(site, "content/2017/01/01/later.md", story("alater2345", "Later", "2017-01-01"))
    report = held_back(site, OPTIONS)
    assert [(held.path, held.reason) for held in report.held] == [("content/2017/01/01/later.md", "future")]
    assert not (site / "public").exists()


# --- what stops the site, and what doesn't ----------------------------------------------------------------------------

BROKEN = {
    "config": ("config.yaml", "site: {title: T, url: 'https://example.org/', titel: x}\n"),
    "content": ("content/2015/07/29/broken.md", story("abroken234", "Broken", "2015-13-28")),
    "theme": ("overrides/templates/article.html", "{{ title "),
    "address": ("content/2015/07/28/b.md", story("aother2345").replace("id:", "slug: ferry\nid:")),
}


@pytest.mark.parametrize("what", sorted(BROKEN))
def test_an_error_leaves_the_published_folder_as_it_was(site: Path, what: str) -> None:
    build(site, OPTIONS)
    before = state(site / "public")
    write(site, "content/2015/07/30/new.md", story("anew234567", "New", "2015-07-30"))
    write(site, *BROKEN[what])
    report = build(site, OPTIONS)
    assert [finding.severity for finding in report.diagnostics] == ["error"]
    assert report.published is None
    assert state(site / "public") == before


def test_all_problems_of_all_files_are_told_in_one_run(site: Path) -> None:
    for what in ("content", "theme", "address"):
        write(site, *BROKEN[what])
    (site / "public").mkdir()
    write(site, "public/mine.txt", "not made by digest")
    found = codes(build(site, OPTIONS))
    assert {"date-invalid", "output-foreign"} < set(found)
    assert len(found) >= 4


def test_a_bad_seed_is_told_and_the_site_is_built_all_the_same(site: Path) -> None:
    (site / "seeds").mkdir()
    (site / "seeds/picture.txt").write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01" * 20)
    report = build(site, BuildOptions(now=OPTIONS.now))
    assert any(finding.severity == "error" for finding in report.diagnostics)
    assert report.published is not None
    assert report.converted is not None
    assert report.converted.failed == 1
    assert (site / "public/2015/07/28/ferry/index.html").is_file()


def test_strict_makes_a_warning_stop_the_site(site: Path) -> None:
    write(site, "content/2015/07/28/unnamed.md", story(title="Another").replace("id: aferry2345\n", ""))
    lenient = held_back(site, OPTIONS)
    assert {finding.severity for finding in lenient.diagnostics} == {"warning"}
    report = build(site, BuildOptions(now=OPTIONS.now, convert=False, strict=True))
    assert {finding.severity for finding in report.diagnostics} == {"error"}
    assert not (site / "public").exists()


def test_a_folder_that_is_not_ours_is_refused_and_not_pruned(site: Path) -> None:
    write(site, "public/thesis.doc", "five years of work")
    report = build(site, OPTIONS)
    assert codes(report) == ["output-foreign"]
    assert [path.name for path in (site / "public").iterdir()] == ["thesis.doc"]


# --- the first stage alone --------------------------------------------------------------------------------------------

SEED = """Ferry leaves without passengers

The morning boat left the pier at nine with nobody on board.

By Ada Quay
28 July 2015

The ferry company said that the weather was to blame. The mayor said that the ferry company was to blame.
"""


def test_converting_makes_content_and_no_site(site: Path) -> None:
    write(site, "seeds/ferry.txt", SEED)
    report = convert(site, OPTIONS)
    assert report.converted is not None
    assert report.converted.converted == 1
    assert len(list((site / "content").rglob("*.md"))) == 2
    assert not (site / "public").exists()


def test_an_article_that_was_deleted_comes_back_when_it_is_asked_for(site: Path) -> None:
    write(site, "seeds/ferry.txt", SEED)
    convert(site, OPTIONS)
    (record,) = (site / "content/.provenance").glob("*.json")
    (article,) = [path for path in (site / "content").rglob("*.md") if record.stem in path.read_text(encoding="utf-8")]
    article.unlink()
    convert(site, OPTIONS)
    assert not article.exists()
    assert codes(restore(site, OPTIONS, record.stem)) == ["article-restored"]
    assert article.is_file()


def test_without_a_config_nothing_is_done(tmp_path: Path) -> None:
    for report in (build(tmp_path, OPTIONS), convert(tmp_path, OPTIONS), held_back(tmp_path, OPTIONS)):
        assert codes(report) == ["config-missing"]
    assert list(tmp_path.iterdir()) == []
