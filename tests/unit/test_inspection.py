"""The conductor of the check: a site as it was built, beside what its sources say now."""

from __future__ import annotations

import shutil
import time
from pathlib import Path

import pytest

from digest.build import BuildOptions, build
from digest.ground.diagnostics import Diagnostic
from digest.ground.moment import Moment
from digest.inspection import check
from digest.model import Report

NOW = Moment("2016-01-01")
OPTIONS = BuildOptions(now=NOW, convert=False)
CONFIG = "site: {title: The Pier, url: 'https://example.org/'}\n"
FERRY, OLD = "content/2015/07/28/ferry.md", "content/2015/07/27/quay.md"

STORY = """---
id: {id}
title: {title}
date: 2015-07-28
topics: [world]
---

{body}
"""


@pytest.fixture
def site(tmp_path: Path) -> Path:
    folder = tmp_path / "ünicöde site"
    write(folder, "config.yaml", CONFIG)
    body = "The ferry left at nine, and nobody who stood on the quay could say who was on it."
    write(folder, FERRY, STORY.format(id="aferry2345", title="The ferry leaves without anyone", body=body))
    body = "The quay was swept before breakfast by two men whom the council had hired the day before."
    write(folder, OLD, STORY.format(id="aquay23456", title="The quay is swept at dawn", body=body))
    return folder


def write(site: Path, path: str, text: str) -> None:
    (site / path).parent.mkdir(parents=True, exist_ok=True)
    (site / path).write_text(text, encoding="utf-8")


def edit(site: Path, path: str, old: str, new: str) -> None:
    text = (site / path).read_text("utf-8")
    assert old in text
    write(site, path, text.replace(old, new))


def built(site: Path, **options: str | bool) -> Path:
    report = build(site, BuildOptions(now=NOW, convert=False, **options))  # type: ignore[arg-type]
    assert report.published is not None
    return site


def told(report: Report) -> list[tuple[str, str]]:
    return [(finding.code, place(finding)) for finding in report.diagnostics]


def place(finding: Diagnostic) -> str:
    where = finding.place
    return "" if where is None else f"{where.file}:{where.line}" if where.line else where.file


def test_a_site_as_it_was_built_has_no_findings_and_nothing_is_written(site: Path) -> None:
    built(site)
    before = {path: path.stat().st_mtime_ns for path in site.rglob("*") if path.is_file()}
    report = check(site, OPTIONS)
    assert told(report) == []
    assert report.tally["checked"] == sum(path.is_file() for path in (site / "public").rglob("*")) - 1  # the marker
    assert {path: path.stat().st_mtime_ns for path in site.rglob("*") if path.is_file()} == before


def test_a_bad_link_in_an_article_is_found_in_its_line(site: Path) -> None:
    edit(site, FERRY, "The ferry left", "[All quays](https://example.org/topics/quays/).\n\nThe ferry left")
    assert told(check(built(site), OPTIONS)) == [("link-dead", f"{FERRY}:8")]


@pytest.mark.parametrize("name", ["public", "elsewhere"])
def test_without_a_built_site_one_is_asked_for(site: Path, name: str) -> None:
    (site / "public").mkdir()
    assert told(check(site, OPTIONS, site / name)) == [("output-absent", name)]


def test_a_folder_of_somebody_else_s_is_not_checked(site: Path) -> None:
    write(site, "public/index.html", "<p>x")
    assert told(check(site, OPTIONS)) == [("output-unmarked", "public")]


def test_a_copy_from_elsewhere_is_checked_without_the_marker(site: Path) -> None:
    shutil.copytree(built(site) / "public", site / "copy")
    (site / "copy/.digest-output").unlink()
    (site / "copy/404.html").unlink()
    assert sorted(told(check(site, OPTIONS, site / "copy"))) == [
        ("output-missing", "digest/_themes/default/templates/404.html"),
        ("output-unmarked", "copy"),
    ]


def test_an_edit_since_the_build_is_told_with_its_file(site: Path) -> None:
    built(site)
    edit(site, FERRY, "at nine", "at ten")
    [finding] = check(site, OPTIONS).diagnostics
    assert (finding.code, finding.severity, finding.hint) == ("output-stale", "warning", "run `digest build` first")
    assert FERRY in finding.message


def test_a_change_of_settings_or_an_error_in_content_makes_the_site_stale_too(site: Path) -> None:
    built(site)
    edit(site, "config.yaml", "The Pier", "The Quay")
    assert ("output-stale", "public") in told(check(site, OPTIONS))
    edit(site, "config.yaml", "The Quay", "The Pier")
    edit(site, FERRY, "date: 2015-07-28", "date: 2015-07-98")
    assert ("output-stale", "public") in told(check(site, OPTIONS))


def test_a_build_with_other_options_is_not_stale(site: Path) -> None:
    assert told(check(built(site, strict=True), OPTIONS)) == []


def test_the_site_is_judged_by_the_address_that_it_was_made_for(site: Path) -> None:
    built(site, url="https://user.github.io/repo/")
    report = check(site, OPTIONS)
    assert told(report) == [("output-address", "")]
    assert report.url == "https://user.github.io/repo/"
    assert told(check(site, BuildOptions(now=NOW, url="https://user.github.io/repo/"))) == []


def test_a_site_that_was_made_for_another_address_than_the_one_that_is_named_fails(site: Path) -> None:
    built(site)
    found = {code for code, _ in told(check(site, BuildOptions(now=NOW, url="https://user.github.io/repo/")))}
    assert {"link-off-path", "output-stale"} <= found


def test_an_article_that_became_a_draft_since_the_build_has_leaked(site: Path) -> None:
    built(site)
    edit(site, FERRY, "topics:", "status: draft\ntopics:")
    report = check(site, OPTIONS)
    assert ("draft-leaked", f"{FERRY}:5") in told(report)
    assert {code for code, _ in told(report)} == {"draft-leaked", "output-stale"}


def test_an_article_whose_time_has_not_come_or_has_passed_must_not_be_seen_either(site: Path) -> None:
    built(site)
    edit(site, FERRY, "2015-07-28", "2017-07-28")
    edit(site, OLD, "topics:", "expires: 2015-08-01\ntopics:")
    found = told(check(site, OPTIONS))
    assert ("draft-leaked", f"{FERRY}:4") in found
    assert ("draft-leaked", f"{OLD}:5") in found


def test_a_draft_is_found_though_its_file_has_an_error_too(site: Path) -> None:
    built(site)
    edit(site, FERRY, "topics: [world]", "status: draft\ntopics: 7")
    assert ("draft-leaked", f"{FERRY}:5") in told(check(site, OPTIONS))


def test_the_picture_of_a_draft_must_not_be_seen_either(site: Path) -> None:
    (site / "content/2015/07/28/pier.svg").write_text("<svg xmlns='http://www.w3.org/2000/svg'/>")
    edit(site, FERRY, "The ferry left", "![A pier](pier.svg)\n\nThe ferry left")
    built(site)
    shutil.copytree(site / "public/2015/07/28", site / "kept")
    edit(site, FERRY, "topics:", "status: draft\ntopics:")
    built(site)
    assert told(check(site, OPTIONS)) == []
    shutil.copy(site / "kept/pier.svg", site / "public/2015/07/28/pier.svg")
    assert ("draft-leaked", f"{FERRY}:5") in told(check(site, OPTIONS))


SOURCE = "source: {name: Harbour Gazette, url: 'https://gazette.example/ferry'}\ntopics:"
LONG = (
    "Behind the sheds two cranes stood idle all week, because the only driver had taken his leave without a word to "
    "anybody, and the harbour office learnt of it from a postcard."
)


@pytest.mark.parametrize("policy", ["show: excerpt, words: 20", "show: link"])
def test_what_a_source_does_not_allow_any_longer_is_found_until_the_site_is_built_again(
    site: Path, policy: str
) -> None:
    edit(site, FERRY, "topics:", SOURCE)
    edit(site, FERRY, "who was on it.", f"who was on it.\n\n{LONG}")
    built(site)
    assert told(check(site, OPTIONS)) == []
    write(site, "config.yaml", f"{CONFIG}sources: [{{name: Harbour Gazette, {policy}}}]\n")
    assert told(check(site, OPTIONS)) == [("source-exceeded", f"{FERRY}:5"), ("output-stale", "public")]
    built(site)
    assert told(check(site, OPTIONS)) == []


@pytest.mark.parametrize("policy", ["show: excerpt, words: 20", "show: link"])
@pytest.mark.parametrize("file", ["static/notes.txt", "content/pages/about.md"])
def test_a_text_that_must_not_be_shown_whole_is_found_wherever_it_stands(site: Path, policy: str, file: str) -> None:
    edit(site, FERRY, "topics:", SOURCE)
    edit(site, FERRY, "who was on it.", f"who was on it.\n\n{LONG}")
    write(site, "config.yaml", f"{CONFIG}sources: [{{name: Harbour Gazette, {policy}}}]\n")
    said = LONG.upper() if file.startswith("static") else f"---\ntitle: About\n---\n\n{LONG}\n"
    write(site, file, said)
    time.sleep(0.05)  # what is as young as the build would count as changed since
    found = [] if file.startswith("content") else [("source-exceeded", f"{FERRY}:5")]  # a page's own words are its own
    assert told(check(built(site), OPTIONS)) == found


def test_a_page_that_does_not_pay_what_it_owes_to_its_source_is_told(site: Path) -> None:
    edit(site, FERRY, "topics:", SOURCE)
    policy = "name: Harbour Gazette, noindex: true, credit: © Harbour Gazette Ltd"
    write(site, "config.yaml", f"{CONFIG}sources: [{{{policy}}}]\n")
    built(site)
    assert told(check(site, OPTIONS)) == []
    edit(site, "public/2015/07/28/ferry/index.html", 'content="noindex"', 'content="all"')
    edit(site, "public/2015/07/28/ferry/index.html", "© Harbour Gazette Ltd", "")
    found = told(check(site, OPTIONS))
    assert ("noindex-missing", f"{FERRY}:5") in found
    assert ("credit-missing", f"{FERRY}:5") in found


def test_a_file_that_was_changed_by_hand_is_told(site: Path) -> None:
    built(site)
    write(site, "public/404.html", (site / "public/404.html").read_text("utf-8") + "\n")
    assert told(check(site, OPTIONS)) == [("output-changed", "public/404.html")]


def test_without_memory_nobody_knows_whether_the_site_is_up_to_date(site: Path) -> None:
    built(site)
    shutil.rmtree(site / ".digest")
    assert told(check(site, OPTIONS)) == [("output-unknown", "")]


def test_an_error_in_the_settings_comes_before_all(site: Path) -> None:
    built(site)
    write(site, "config.yaml", "site: {title: The Pier}\n")
    assert told(check(site, OPTIONS)) == [("key-missing", "config.yaml:1")]


def test_strict_makes_errors_of_warnings(site: Path) -> None:
    built(site)
    edit(site, FERRY, "at nine", "at ten")
    [finding] = check(site, BuildOptions(now=NOW, strict=True)).diagnostics
    assert finding.severity == "error"


def test_related_stories_make_no_page_out_of_date(site: Path) -> None:
    titles = (
        "Granite quay without lanterns",
        "Striker scores",
        "Craters mapped",
        "Lending dearer",
        "Lanterns on granite quay",
    )
    for day, title in enumerate(titles, start=20):
        text = STORY.format(id=f"astory{day}", title=title, body="Short.").replace("2015-07-28", f"2015-07-{day}")
        write(site, f"content/2015/07/{day}/story.md", text)
    page = built(site) / "public/2015/07/20/story/index.html"
    assert ">Lanterns on granite quay</a>" in page.read_text("utf-8")
    write(site, "static/notes.txt", "A file that is copied.")
    [stale] = [each for each in check(site, OPTIONS).diagnostics if each.code == "output-stale"]
    assert "pages differ" not in stale.message
