"""A run has nothing to do only where the last build would say the same: same inputs, same side of every date, same output."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from digest import unchanged
from digest.build import BuildOptions, build
from digest.engine.work import Work
from digest.ground.moment import Moment
from digest.inspection import check
from digest.model import Article, FrontMatter, Report
from digest.read import look

NOW = "2016-01-01T12:00:00+00:00"

HEAVY = ("yaml", "jinja2", "markdown", "babel", "nh3", "rich", "digest.arrange.stage", "digest.render.stage")


def run(site: Path, *, now: str = NOW, url: str | None = None, strict: bool = False) -> Report:
    return build(site, BuildOptions(now=Moment(now), url=url, strict=strict))


def settle() -> None:
    """Lets the clock go on, so that what was written is no longer too young to be trusted."""
    time.sleep(0.05)


def write(site: Path, path: str, text: str) -> None:
    (site / path).parent.mkdir(parents=True, exist_ok=True)
    (site / path).write_text(text, encoding="utf-8")


def story(number: int, more: str = "") -> str:
    return f"---\nid: story{number}\ntitle: Story {number}\ndate: 2015-07-{number:02}\n{more}---\n\nWords.\n"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A site that was built until nothing was left to do."""
    write(tmp_path, "config.yaml", "site: {title: The Pier, url: 'https://example.org/'}\n")
    write(tmp_path, "content/2015/07/01/one.md", story(1))
    write(tmp_path, "content/2015/07/02/two.md", story(2, "expires: 2016-02-01\n"))
    write(tmp_path, "content/2016/01/05/three.md", story(3).replace("2015-07-03", "2016-01-05"))
    write(tmp_path, "content/2015/07/01/plan.pdf", "%PDF-1.4")
    write(tmp_path, "static/humans.txt", "User-agent: *\n")
    write(tmp_path, "overrides/assets/extra.css", "p { color: red }")
    write(tmp_path, "seeds/notes.doc", "no seed, which is told by a warning")
    with (tmp_path / "content/2015/07/01/one.md").open("a", encoding="utf-8") as file:
        file.write("\n[Plan](plan.pdf)\n")
    for _ in range(3):
        settle()
        run(tmp_path)
    return tmp_path


def codes(site: Path) -> set[str]:
    """What a check of the built site finds."""
    return {each.code for each in check(site, BuildOptions(now=Moment(NOW))).diagnostics}


def did_something(report: Report) -> bool:
    return "arrange" in report.seconds


def test_a_copied_file_too_young_for_its_stamp_is_read_by_who_is_thorough(site: Path) -> None:
    """A check may read; a build finds out by making what is new."""
    os.utime(site / "static/humans.txt")
    assert "output-stale" not in codes(site)
    write(site, "static/humans.txt", "User-agent: +\n")
    assert "output-stale" in codes(site)


def test_a_site_that_was_built_in_the_moment_in_which_its_files_were_written_is_up_to_date(tmp_path: Path) -> None:
    write(tmp_path, "config.yaml", "site: {title: The Pier, url: 'https://example.org/'}\nsearch: false\n")
    write(tmp_path, "content/2015/07/01/one.md", story(1))
    young = 4_000_000_000  # no clock is beyond it: such a file is too young whenever it is looked at
    write(tmp_path, "static/humans.txt", "User-agent: *\n")
    os.utime(tmp_path / "static/humans.txt", (young, young))
    run(tmp_path)
    assert "output-stale" not in codes(tmp_path)
    (tmp_path / "static/humans.txt").unlink()
    assert "output-stale" in codes(tmp_path)


def test_a_run_with_nothing_to_do_says_what_the_last_one_said(site: Path) -> None:
    first = run(site)
    assert not did_something(first)
    (site / ".digest/cache").unlink()
    again = run(site)
    assert did_something(again)
    assert (first.articles, first.pages, first.feeds, first.held, first.diagnostics, first.output, first.url) == (
        again.articles,
        again.pages,
        again.feeds,
        again.held,
        again.diagnostics,
        again.output,
        again.url,
    )
    assert first.published is not None
    assert again.published is not None
    assert (first.published.written, first.published.pruned) == (0, 0)
    assert first.published.unchanged == again.published.unchanged


@pytest.mark.parametrize(
    "change",
    [
        lambda site: write(site, "content/2015/07/02/two.md", story(2, "expires: 2016-02-02\n")),
        lambda site: write(site, "content/2015/07/04/four.md", story(4)),
        lambda site: (site / "content/2015/07/02/two.md").unlink(),
        lambda site: (site / "content/2015/07/02/two.md").rename(site / "content/2015/07/02/deux.md"),
        lambda site: write(site, "content/2015/07/01/plan.pdf", "%PDF-1.5"),
        lambda site: write(site, "static/humans.txt", "User-agent: x\n"),
        lambda site: write(site, "static/new.txt", "x"),
        lambda site: write(site, "overrides/assets/extra.css", "p { color: tan }"),
        lambda site: write(site, "overrides/article.html", '{% extends "default:article.html" %}'),
        lambda site: write(site, "config.yaml", "site: {title: The Quay, url: 'https://example.org/'}\n"),
        lambda site: (site / "public/index.html").unlink(),
        lambda site: write(site, "public/index.html", "changed by hand"),
        lambda site: write(site, "public/2015/stray.txt", "put there by hand"),
    ],
)
def test_any_change_is_work(site: Path, change: Callable[[Path], object]) -> None:
    change(site)
    assert did_something(run(site))


def test_a_file_of_the_same_size_and_time_is_seen(site: Path) -> None:
    path = site / "content/2015/07/01/one.md"
    facts = path.stat()
    path.write_text(path.read_text(encoding="utf-8").replace("Words", "Swords"[:5]), encoding="utf-8")
    os.utime(path, ns=(facts.st_atime_ns, facts.st_mtime_ns))
    assert path.stat().st_size == facts.st_size
    assert did_something(run(site))


def test_the_code_of_an_extension_from_elsewhere_is_an_input(
    site: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    code = (
        "from markdown import Extension\n\n"
        "class Idle(Extension):\n    def extendMarkdown(self, md):\n        pass\n\n"
        "def makeExtension(**kwargs):\n    return Idle(**kwargs)\n"
    )
    folder = tmp_path_factory.mktemp("elsewhere")
    write(folder, "nothing_much.py", code)
    monkeypatch.syspath_prepend(str(folder))
    with (site / "config.yaml").open("a", encoding="utf-8") as config:
        config.write("markdown: {extensions: [nothing_much]}\n")
    for _ in range(3):
        run(site)
        settle()
    assert not did_something(run(site))
    write(folder, "nothing_much.py", code + "# another\n")
    assert did_something(run(site))


def test_a_file_that_is_put_back_after_it_was_read_is_work(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path, now = site / "content/2015/07/02/two.md", look.look

    def then_it_changes(folder: Path, work: Work) -> look.Look:
        seen = now(folder, work)
        write(site, "content/2015/07/02/two.md", before.replace("Words", "Other words"))
        return seen

    write(site, "content/2015/07/02/two.md", path.read_text(encoding="utf-8") + "More.\n")
    before = path.read_text(encoding="utf-8")
    with monkeypatch.context() as patched:
        patched.setattr(look, "look", then_it_changes)
        run(site)
    assert "Other words" in (site / "public/2015/07/02/two/index.html").read_text(encoding="utf-8")
    path.write_text(before, encoding="utf-8")
    run(site)
    assert "Other words" not in (site / "public/2015/07/02/two/index.html").read_text(encoding="utf-8")


def test_a_touched_file_is_no_work(site: Path) -> None:
    (site / "content/2015/07/01/one.md").touch()
    report = run(site)
    assert not did_something(report)
    assert report.tally["hashed"] == 1
    assert run(site).tally.get("parsed", 0) == 0


@pytest.mark.parametrize(
    ("now", "work"),
    [
        (NOW, False),
        ("2016-01-04T23:59:59+00:00", False),
        ("2016-01-05", True),  # the third story comes
        ("2016-02-01", True),  # the second one goes
        ("2015-12-31", True),  # nothing is known of the time before
    ],
)
def test_the_clock_is_work_only_where_an_article_comes_or_goes(site: Path, now: str, *, work: bool) -> None:
    assert did_something(run(site, now=now)) == work


def test_another_address_or_more_strictness_is_work(site: Path) -> None:
    assert did_something(run(site, strict=True))
    assert did_something(run(site, url="https://example.net/repo/"))


def test_after_a_run_with_nothing_to_do_an_edit_reads_one_file_only(site: Path) -> None:
    (site / "content/2015/07/01/one.md").touch()
    run(site)
    write(site, "content/2015/07/02/two.md", story(2))
    assert run(site).tally["parsed"] == 1


def test_a_run_with_nothing_to_do_imports_next_to_nothing(site: Path) -> None:
    code = f"""
import sys
from digest.cli import commands
commands.main(["build", "--quiet", "--now", "{NOW}", "--site", sys.argv[1]], standalone_mode=False)
print([name for name in {HEAVY!r} if name in sys.modules])
"""
    done = subprocess.run([sys.executable, "-c", code, str(site)], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]", done.stderr


def test_the_next_change_is_the_first_date_to_come() -> None:
    now = datetime(2016, 1, 1, 12, tzinfo=UTC)

    def article(date: str, expires: str | None = None) -> Article:
        front = FrontMatter(date=Moment(date), expires=Moment(expires) if expires else None)
        return Article(path="a.md", slug="a", front=front, words=1, digest="")

    articles = [article("2015-01-01"), article("2015-05-05", "2016-03-01"), article("2016-02-02T10:00:00+02:00")]
    assert unchanged.until(articles, now, UTC) == datetime(2016, 2, 2, 8, tzinfo=UTC)
    assert unchanged.until(articles[:2], now, UTC) == datetime(2016, 3, 1, tzinfo=UTC)
    assert unchanged.until(articles[:1], now, UTC) is None
    assert unchanged.until([article("2016-01-01T12:00:00Z")], now, UTC) is None
