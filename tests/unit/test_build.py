"""The conductor: which stage runs, what stops the site, what the report says."""

from __future__ import annotations

import shutil
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import NoReturn

import pytest

from digest.build import BuildOptions, build, convert, held_back, restore
from digest.engine.cache import load
from digest.ground.diagnostics import Place
from digest.ground.lock import held
from digest.ground.moment import Moment
from digest.model import Report
from digest.publish.folder import MARKER
from digest.read.bodies import Bodies, Changed

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
    files = [path for path in files if "pagefind" not in path.parts]
    assert report.published is not None
    assert report.published.written == len(files)
    assert report.pages == len([path for path in files if path.suffix == ".html"])
    assert report.feeds == len([path for path in files if path.name in {"feed.xml", "rss.xml", "feed.json"}])
    assert set(report.seconds) == {
        "config",
        "read",
        "theme",
        "arrange",
        "look",
        "render",
        "publish",
        "relate",
        "search",
        "save",
    }


def test_nothing_is_written_by_a_build_of_the_same(site: Path) -> None:
    build(site, OPTIONS)
    before = state(site)
    for _ in range(3):  # files as young as the first build are looked at once more
        time.sleep(0.05)
        report = build(site, OPTIONS)
        assert report.published is not None
        assert report.published.written == report.published.pruned == 0
        changed = {path for path, facts in state(site).items() if before.get(path) != facts}
        before = state(site)
        assert changed <= {".digest/cache"}
    assert changed == set()


@pytest.mark.parametrize(
    ("path", "before", "after"),
    [
        ("content/2015/07/28/ferry.md", "extra: {one: 1, two: 2}", "extra: {two: 2, one: 1}"),
        (
            "themes/mine/theme.yaml",
            'palette: {aaa: {light: "#111111", dark: "#eeeeee"}, bbb: {light: "#222222", dark: "#dddddd"}}',
            'palette: {bbb: {light: "#222222", dark: "#dddddd"}, aaa: {light: "#111111", dark: "#eeeeee"}}',
        ),
        (
            "themes/mine/theme.yaml",
            "options: {one: {type: text}, two: {type: text}}",
            "options: {two: {type: text}, one: {type: text}}",
        ),
    ],
)
def test_what_only_stands_in_another_order_is_made_again_since_pages_may_show_the_order(
    site: Path, path: str, before: str, after: str
) -> None:
    names = "{{ extra | join(' ') }} {{ palette | join(' ') }} {{ site.options | join(' ') }}"
    write(site, "config.yaml", CONFIG + "theme: {name: mine}\n")
    write(site, "themes/mine/theme.yaml", "name: Mine\nextends: default\n")
    write(site, "themes/mine/templates/article.html", f"<!doctype html><title>x</title>{names}")
    text = (site / path).read_text(encoding="utf-8")
    texts = [text.replace("id: ", f"{order}\nid: ").replace("name: ", f"{order}\nname: ") for order in (before, after)]
    for text in texts:
        write(site, path, text)
        report = build(site, OPTIONS)
        assert codes(report) == []
    page = (site / "public/2015/07/28/ferry/index.html").read_bytes()
    shutil.rmtree(site / ".digest")
    shutil.rmtree(site / "public")
    build(site, OPTIONS)
    assert (site / "public/2015/07/28/ferry/index.html").read_bytes() == page


def test_what_may_be_the_fault_of_an_extension_is_not_remembered(
    site: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path_factory.mktemp("elsewhere")
    file = folder / "needed.txt"
    write(
        folder,
        "needs_a_file.py",
        "from pathlib import Path\nfrom markdown import Extension\nfrom markdown.preprocessors import Preprocessor\n\n"
        f"class Reads(Preprocessor):\n    def run(self, lines):\n        Path({str(file)!r}).read_text()\n        return lines\n\n"
        "class Needs(Extension):\n    def extendMarkdown(self, md):\n        md.preprocessors.register(Reads(md), 'reads', 1)\n\n"
        "def makeExtension(**kwargs):\n    return Needs(**kwargs)\n",
    )
    monkeypatch.syspath_prepend(str(folder))
    write(site, "config.yaml", CONFIG + "markdown: {extensions: [needs_a_file]}\n")
    assert codes(build(site, OPTIONS)) == ["markdown-failed"]
    file.write_text("there", encoding="utf-8")
    assert codes(build(site, OPTIONS)) == []


def test_a_site_whose_error_lasts_does_not_remember_every_version_of_its_articles(site: Path) -> None:
    write(site, "content/2015/07/29/broken.md", story("broken23456").replace("date:", "dat:"))
    sizes = []
    for number in range(4):
        write(site, "content/2015/07/28/ferry.md", story(title=f"Ferry {number}"))
        build(site, OPTIONS)
        with load(site / ".digest/cache")[0] as memory:
            sizes.append((len(memory.keys("read")), len(memory.keys("body"))))
    assert len(set(sizes)) == 1


def test_a_file_that_changes_while_a_body_is_needed_that_is_lost_is_told(
    site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def lost(_bodies: Bodies, path: str) -> NoReturn:
        raise Changed(path)

    monkeypatch.setattr(Bodies, "__getitem__", lost)
    report = build(site, OPTIONS)
    assert codes(report) == ["input-changed"]
    assert report.diagnostics[0].place == Place(file="content/2015/07/28/ferry.md")
    assert not (site / "public").exists()


def test_an_article_that_is_gone_leaves_no_page(site: Path) -> None:
    build(site, OPTIONS)
    (site / "content/2015/07/28/ferry.md").unlink()
    build(site, OPTIONS)
    assert not list((site / "public").rglob("*ferry*"))
    assert not (site / "public/2015").exists()


def test_static_files_are_copied_as_they_are_hidden_ones_too_but_not_those_of_a_machine(site: Path) -> None:
    write(site, "static/CNAME", "example.org")
    write(site, "static/.well-known/security.txt", "Contact: mailto:a@example.org")
    write(site, "static/.nojekyll", "")
    write(site, "static/icons/.DS_Store", "")
    write(site, "static/.git/HEAD", "")
    write(site, f"static/{MARKER}", "mine")
    report = build(site, OPTIONS)
    assert codes(report) == []
    assert (site / "public/CNAME").read_text() == "example.org"
    assert (site / "public/.well-known/security.txt").is_file()
    assert (site / "public/.nojekyll").is_file()
    assert not (site / "public/icons").exists()
    assert not (site / "public/.git").exists()


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
    assert ("search", 1, 1) in seen
    assert seen[-2][0] == "render"
    assert seen[-2][1] == seen[-2][2]


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


def test_what_can_not_be_read_in_static_is_named_as_it_stands_in_the_site(site: Path) -> None:
    for path in ("static/img/gone.png", "static/.well-known/gone.txt"):
        (site / path).parent.mkdir(parents=True)
        (site / path).symlink_to("nowhere")
    report = build(site, OPTIONS)
    assert [(finding.code, finding.place.file if finding.place else "") for finding in report.diagnostics] == [
        ("static-unreadable", "static/.well-known/gone.txt"),
        ("static-unreadable", "static/img/gone.png"),
    ]
    assert "`static/.well-known/gone.txt` can't be read" in report.diagnostics[0].message


def test_a_link_in_static_that_leads_out_of_the_site_is_told_and_one_within_is_not(site: Path, tmp_path: Path) -> None:
    secret = tmp_path.parent / f"{tmp_path.name} secret"
    secret.write_text("for nobody's eyes", "utf-8")
    write(site, "static/plain.txt", "for all")
    (site / "static/inside.txt").symlink_to("plain.txt")
    (site / "static/outside.txt").symlink_to(secret)
    for _ in range(2):  # the second build makes nothing anew
        report = build(site, OPTIONS)
        assert [(finding.code, finding.place.file if finding.place else "") for finding in report.diagnostics] == [
            ("static-outside", "static/outside.txt")
        ]
    assert (site / "public/inside.txt").read_text("utf-8") == "for all"
    held_back(site, BuildOptions(now=OPTIONS.now, convert=False, strict=True))


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


# --- one run at a time ------------------------------------------------------------------------------------------------


def test_a_run_that_has_to_wait_too_long_for_another_says_so_and_writes_nothing(site: Path) -> None:
    write(site, "seeds/ferry.txt", SEED)
    impatient = BuildOptions(now=OPTIONS.now, patience=0.1)
    with held(site / ".digest/site.lock", patience=0) as outcome:
        assert outcome == "held"
        before = state(site)
        for report in (build(site, impatient), convert(site, impatient), restore(site, impatient, "aferry2345")):
            assert codes(report) == ["site-busy"]
            assert report.published is None
        assert codes(held_back(site, impatient)) == []  # whoever only reads needn't wait
        assert state(site) == before
    assert build(site, impatient).published is not None


def test_two_runs_at_once_convert_each_seed_once(site: Path) -> None:
    for number in range(1, 21):
        write(site, f"seeds/{number}.txt", SEED.replace("nine", f"half past {number}"))
    gate = threading.Barrier(2)

    def run() -> int:
        gate.wait()
        done = convert(site, OPTIONS).converted
        return done.converted if done else -1

    with ThreadPoolExecutor(2) as pool:
        outcomes = [future.result() for future in [pool.submit(run) for _ in range(2)]]
    assert sorted(outcomes) == [0, 20]
    assert len(list((site / "content/.provenance").iterdir())) == 20


def test_builds_at_the_same_time_come_one_after_the_other_and_each_is_whole(site: Path) -> None:
    command = [sys.executable, "-m", "digest", "build", "--quiet", "--site", str(site), "--now", "2016-01-01"]
    runs = [subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) for _ in range(3)]
    assert [(run.communicate(timeout=120)[0], run.returncode) for run in runs] == [("", 0)] * 3
    assert not list(site.rglob(".writing-*"))


def test_a_state_folder_that_can_not_be_made_is_an_error(site: Path) -> None:
    write(site, ".digest", "a file where a folder is wanted")
    assert codes(build(site, OPTIONS)) == ["state-unwritable"]
    assert not (site / "public").exists()


def test_titles_follow_the_language_of_the_site(site: Path) -> None:
    write(site, "config.yaml", "site: {title: La Jetée, url: 'https://example.org/', language: fr}\n")
    build(site, OPTIONS)
    for path in ("2015/07/index.html", "2015/07/28/index.html", "index.html"):
        head = (site / "public" / path).read_text(encoding="utf-8").partition("</title>")[0]
        assert "juillet" in head
        assert "July" not in head


def test_a_child_theme_changes_and_adds_colours_in_its_manifest_alone(site: Path) -> None:
    gold = "name: Evening\nextends: default\npalette:\n  gold: {light: '#6b5200', dark: '#e6c65c'}\n"
    write(site, "themes/evening/theme.yaml", gold + "surfaces: {light: ['#fffdf7'], dark: ['#1a1714']}\n")
    theme = "theme: {name: evening, options: {accent: gold}}\ntopics: [{slug: world, name: World, color: gold}]\n"
    write(site, "config.yaml", CONFIG + theme)
    assert codes(build(site, OPTIONS)) == []
    home = (site / "public/index.html").read_text(encoding="utf-8")
    assert "--gold:light-dark(#6b5200,#e6c65c)" in home
    assert ".topic-gold{--topic:var(--gold)}" in home
    assert "--accent:var(--gold)" in home
    assert "--page:light-dark(#fffdf7,#1a1714)" in home
    assert 'class="row topic-gold"' in home
    assert '<meta name="theme-color" content="#1a1714"' in home


MASKS = {
    "a key that is unknown": "site: {title: T, url: 'https://example.org/', titel: x}\n",
    "a zone that is unknown": "site: {title: T, url: 'https://example.org/', timezone: Mars/Olympus}\n",
    "an address that is missing": "site: {title: T}\n",
    "a title that is missing": "site:\n  url: https://example.org/\n",
    "no site at all": "edition: week\n",
    "an address that is none": "site: {title: T, url: nowhere}\n",
    "a number out of bounds": CONFIG + "pages: {size: 0}\n",
    "a list that is none": CONFIG + "tags: {vocabulary: {a: b}}\n",
}


@pytest.mark.parametrize("config", MASKS.values(), ids=MASKS.keys())
def test_an_error_in_the_config_hides_none_in_the_content_and_nothing_is_converted(site: Path, config: str) -> None:
    write(site, "config.yaml", config)
    write(site, "seeds/a.txt", "A headline\n\nJuly 3, 2015\n\nAnd its story.")
    write(site, "content/a.md", story("another234", "A", "2015-13-01"))
    write(site, "content/b.md", "no header")
    report = build(site, BuildOptions(now=OPTIONS.now))
    assert [finding.place.file for finding in report.diagnostics if finding.place] == [
        "config.yaml",
        "content/a.md",
        "content/b.md",
    ]
    assert report.converted is None
    assert report.published is None
    assert not (site / "public").exists()


def test_an_error_of_form_in_the_config_hides_none_of_meaning(site: Path) -> None:
    more = "markdown: {extensions: [none-such]}\ntheme: {options: {none_such: 1}}\ncolour: red\n"
    write(site, "config.yaml", CONFIG + more)
    assert {"key-unknown", "markdown-extension", "option-unknown"} <= set(codes(build(site, OPTIONS)))


@pytest.mark.parametrize("key", ["topics", "topcis"])
def test_what_may_follow_from_an_error_in_the_config_is_not_told(site: Path, key: str) -> None:
    write(site, "config.yaml", CONFIG + f"{key}: [{{slug: harbour, nmae: Harbour}}]\n")
    write(site, "content/2015/07/28/ferry.md", story().replace("[world]", "[harbour]"))
    assert "topic-unknown" not in codes(build(site, OPTIONS))


def test_a_note_of_an_edition_whose_articles_are_still_to_be_made_is_not_wrong(tmp_path: Path) -> None:
    write(tmp_path, "config.yaml", CONFIG + "none: such\n")
    write(tmp_path, "content/editions/2015-w31.md", "---\ntitle: T\nlead: aferry2345\n---\n")
    assert codes(build(tmp_path, BuildOptions(now=OPTIONS.now))) == ["key-unknown"]


def test_paths_in_doubt_are_not_read(site: Path) -> None:
    write(site, "config.yaml", CONFIG + "paths: {content: ../elsewhere}\n")
    write(site, "content/b.md", "no header")
    assert codes(build(site, OPTIONS)) == ["path-invalid"]


# --- one article's errors hide no others ------------------------------------------------------------------------------


def test_an_error_in_a_header_hides_none_in_the_same_and_none_across_files(site: Path) -> None:
    write(
        site,
        "content/2015/07/28/ferry.md",
        story().replace("[world]", "[wrld]\nwieght: 3\nweight: heavy\nimage: {src: no.png}"),
    )
    write(site, "content/twin.md", story(date="2015-07-28").replace("title: The", "slug: ferry\ntitle: The"))
    assert sorted(codes(build(site, OPTIONS))) == [
        *("id-duplicate", "image-missing", "key-unknown", "topic-unknown", "url-clash", "value-type"),
    ]


def test_an_article_with_an_error_is_no_reason_for_others(site: Path) -> None:
    write(site, "content/2015/07/28/ferry.md", story(date="2015-13-28"))
    write(
        site,
        "content/2015/07/28/quay.md",
        story("aquay23456", "The quay") + "[It](ferry.md), [it](/2015/07/28/ferry/)\n",
    )
    write(site, "content/editions/2015-w31.md", "---\ntitle: T\nlead: aferry2345\n---\n")
    write(site, "content/editions/2015-w30.md", "---\ntitle: T\norder: [aferry2345]\n---\n")
    report = build(site, OPTIONS)
    assert codes(report) == ["date-invalid"]
    assert report.held == ()


def test_a_status_that_is_unknown_asks_for_no_date(site: Path) -> None:
    write(site, "content/2015/07/28/ferry.md", "---\nid: aferry2345\nstatus: reveiw\n---\n")
    assert codes(build(site, OPTIONS)) == ["value-unknown"]


def test_an_id_that_is_wrong_is_not_missing(site: Path) -> None:
    write(site, "content/2015/07/28/ferry.md", story("[a, b]"))
    write(site, "content/2015/07/28/quay.md", story("[a, b]", "The quay"))
    assert codes(build(site, OPTIONS)) == ["value-type", "value-type"]


def test_a_missing_picture_is_told_once(site: Path) -> None:
    write(site, "content/2015/07/28/ferry.md", story().replace("[world]", "[world]\nimage: {src: no.png}"))
    assert codes(build(site, OPTIONS)) == ["image-missing"]


# --- where two things clash -------------------------------------------------------------------------------------------


def test_articles_that_clash_by_their_files_names_are_shown_at_their_dates(site: Path) -> None:
    write(site, "content/ferry.md", story("asecond234"))
    [finding] = build(site, OPTIONS).diagnostics
    assert finding.code == "url-clash"
    assert finding.place is not None
    assert (finding.place.line, finding.place.column, finding.place.source) == (4, 7, "date: 2015-07-28")


def test_a_static_file_that_clashes_with_a_page_is_named(site: Path) -> None:
    write(site, "static/robots.txt", "")
    [finding] = build(site, OPTIONS).diagnostics
    assert finding.place == Place(file="static/robots.txt")


def test_of_several_aliases_the_one_that_clashes_is_underlined(site: Path) -> None:
    write(site, "content/2015/07/28/ferry.md", story().replace("[world]", "[world]\naliases: [/x/, /topics/]"))
    [finding] = build(site, OPTIONS).diagnostics
    assert finding.place is not None
    assert (finding.place.line, finding.place.column, finding.place.length) == (6, 16, 8)


def test_a_misnamed_edition_is_shown_with_its_first_line(site: Path) -> None:
    write(site, "content/editions/july.md", "---\ntitle: T\n---\n")
    [finding] = build(site, OPTIONS).diagnostics
    assert finding.place == Place(file="content/editions/july.md", line=1, column=1, length=3, source="---")


# --- what stops before anything ---------------------------------------------------------------------------------------


def test_without_a_config_nothing_is_done(tmp_path: Path) -> None:
    for report in (build(tmp_path, OPTIONS), convert(tmp_path, OPTIONS), held_back(tmp_path, OPTIONS)):
        assert codes(report) == ["config-missing"]
    assert list(tmp_path.iterdir()) == []


def test_a_markdown_extension_that_is_not_there_is_shown_where_it_is_named(tmp_path: Path) -> None:
    text = "site: {title: T, url: https://example.org/}\nmarkdown:\n  extensions: [tables, nope]\n"
    (tmp_path / "config.yaml").write_text(text, "utf-8")
    report = build(tmp_path, BuildOptions(now=Moment("2025-12-10")))
    [finding] = [each for each in report.diagnostics if each.code == "markdown-extension"]
    assert finding.place is not None
    assert (finding.place.file, finding.place.line, finding.place.column) == ("config.yaml", 3, 24)
    assert finding.place.source == "  extensions: [tables, nope]"


# --- related stories --------------------------------------------------------------------------------------------------

HARBOUR = {
    "lamp": "Lanterns on the granite quay",
    "quay": "Granite quay without lanterns",
    "goal": "Striker scores late penalty",
    "cup": "Late penalty wins striker a trophy",
    "moon": "Craters mapped anew",
    "bank": "Lending becomes dearer",
    "rain": "Downpours expected",
}
LAMP = "public/2015/07/28/lamp/index.html"


@pytest.fixture
def harbour(site: Path) -> Path:
    """A site of a few stories, among them two pairs; between the pairs' days stand others, so that they aren't neighbours."""
    for day, (name, title) in zip((28, 20, 25, 15, 24, 23, 22), HARBOUR.items(), strict=True):
        date = f"2015-07-{day}"
        write(site, f"content/2015/07/{day}/{name}.md", story(f"a{name}2345", title, date).replace("ferry", name))
    return site


def compared(site: Path) -> int:
    report = build(site, OPTIONS)
    assert report.published is not None, codes(report)
    return report.tally.get("related", 0)


def test_related_stories_are_found_once_and_then_only_for_what_changes(harbour: Path) -> None:
    assert compared(harbour) == 1 + len(HARBOUR)
    assert ">Granite quay without lanterns</a>" in (harbour / LAMP).read_text(encoding="utf-8")
    quay = harbour / "content/2015/07/20/quay.md"
    text = quay.read_text(encoding="utf-8") + "\nThe quay, the quay, the quay."
    quay.write_text(text, encoding="utf-8")
    assert compared(harbour) == 0
    quay.write_text(text.replace("without lanterns", "with new lanterns"), encoding="utf-8")
    assert compared(harbour) == 1
    assert ">Granite quay with new lanterns</a>" in (harbour / LAMP).read_text(encoding="utf-8")


def test_related_stories_can_be_left_out(harbour: Path) -> None:
    compared(harbour)
    write(harbour, "config.yaml", CONFIG + "pages: {related: false}\n")
    assert compared(harbour) == 0
    assert "Granite quay without lanterns" not in (harbour / LAMP).read_text(encoding="utf-8")


# --- the search -------------------------------------------------------------------------------------------------------


def bundles(site: Path) -> dict[str, int]:
    """The years that have an index, and when each was made."""
    return {key.parent.name: key.stat().st_mtime_ns for key in site.glob("public/pagefind/*/search.key")}


def test_each_year_of_shown_stories_has_an_index_that_is_made_again_when_they_change(site: Path) -> None:
    write(site, "content/2014/old.md", "---\nid: old\ntitle: An old story\ndate: 2014-05-01\n---\n\nLong ago.\n")
    report = build(site, OPTIONS)
    assert report.tally["indexed"] == len(bundles(site)) == 2
    before = bundles(site)
    assert build(site, OPTIONS).tally.get("indexed", 0) == 0
    assert bundles(site) == before
    write(site, "content/2014/old.md", "---\nid: old\ntitle: An old story\ndate: 2014-05-01\n---\n\nLonger ago.\n")
    assert build(site, OPTIONS).tally["indexed"] == 1
    assert {year for year, made in bundles(site).items() if made != before[year]} == {"2014"}


@pytest.mark.parametrize("lost", ["public/pagefind", "public/pagefind/{}", "public/pagefind/{}/search.key"])
def test_an_index_that_somebody_took_away_is_made_again_though_nothing_else_changed(site: Path, lost: str) -> None:
    build(site, OPTIONS)
    [year] = bundles(site)
    path = site / lost.format(year)
    shutil.rmtree(path) if path.is_dir() else path.unlink()
    report = build(site, OPTIONS)
    assert (codes(report), report.tally["indexed"]) == ([], 1)
    assert (site / f"public/pagefind/{year}/pagefind.js").is_file()


def test_without_a_search_there_is_no_trace_of_it_and_what_was_made_goes(site: Path) -> None:
    build(site, OPTIONS)
    write(site, "config.yaml", CONFIG + "search: false\n")
    report = build(site, OPTIONS)
    assert codes(report) == []
    assert [path for path in (site / "public").rglob("*") if {"pagefind", "search"} & set(path.parts)] == []
    assert list(site.glob("public/assets/search*")) == []
    assert "search" not in (site / "public/index.html").read_text(encoding="utf-8").lower()
    assert "render" not in build(site, OPTIONS).seconds


def test_an_index_that_cannot_be_made_is_an_error_of_a_site_that_is_published(
    site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from digest.search import pagefind

    def fail(*_: object) -> None:
        raise pagefind.Failed("out of memory")

    with monkeypatch.context() as broken:
        broken.setattr(pagefind, "index", fail)
        report = build(site, OPTIONS)
    assert codes(report) == ["search-failed"]
    assert (site / "public/index.html").is_file()
    assert build(site, OPTIONS).tally["indexed"] == 1
