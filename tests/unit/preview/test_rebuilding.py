"""When the preview builds, and when it doesn't."""

from __future__ import annotations

import queue
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from digest import build as conductor
from digest.build import BuildOptions
from digest.ground.diagnostics import Diagnostic
from digest.ground.moment import Moment
from digest.memory import opened
from digest.model import Report
from digest.preview.rebuilding import Rebuilding, borrow, stat_of
from digest.preview.standing import Standing
from digest.read.look import known, look

ARTICLE = "---\nid: aferry2345\ntitle: The ferry\ndate: 2015-07-28\ntopics: [world]\n---\n\nIt left at nine.\n"

SEED = "The lamp is lit\n\n28 July 2015\n\nThe keeper of the lighthouse lit the lamp at dusk, as he had promised in spring.\n"
LICENSED = "site: {title: The Quay, licence: All of it, url: 'https://example.org/'}\nsearch: false\n"


class Listener:
    """Keeps the reports."""

    def __init__(self) -> None:
        self.reports: queue.Queue[Report | Exception] = queue.Queue()

    def published(self) -> None: ...

    def failed(self, finding: Diagnostic) -> None: ...

    def reported(self, report: Report, seconds: float | None) -> None:  # noqa: ARG002 - a part of the protocol
        self.reports.put(report)

    def crashed(self, bug: Exception) -> None:
        self.reports.put(bug)

    def next(self) -> Report:
        report = self.reports.get(timeout=30)
        assert isinstance(report, Report), report
        return report


@pytest.fixture
def site(tmp_path: Path) -> Path:
    (tmp_path / "content").mkdir()
    (tmp_path / "content/ferry.md").write_text(ARTICLE, encoding="utf-8")
    (tmp_path / "config.yaml").write_text(
        "site: {title: The Pier, url: 'https://example.org/'}\nsearch: false\n", encoding="utf-8"
    )
    return tmp_path


@pytest.fixture
def listener() -> Listener:
    return Listener()


@pytest.fixture
def building(site: Path, listener: Listener) -> Iterator[Rebuilding]:
    def options(search: bool) -> BuildOptions:
        return BuildOptions(now=Moment("2016-01-01"), apart=".digest/preview", search=search)

    standing = Standing(site / ".digest/preview/public", viewed=list, on_made=lambda _: None)
    started = Rebuilding(site, standing, options, listener)
    started.start()
    yield started
    started.stop()


def test_it_builds_at_the_start_and_when_something_has_changed(
    site: Path, building: Rebuilding, listener: Listener
) -> None:
    assert listener.next().published
    (site / "content/ferry.md").write_text(ARTICLE + "\nIt sank.\n", encoding="utf-8")
    building.changed({site / "content/ferry.md"})
    report = listener.next()
    assert report.published
    assert report.published.written


def test_who_asks_before_the_first_build_has_begun_waits_for_it(site: Path, listener: Listener) -> None:
    lock = site / ".git/index.lock"
    lock.parent.mkdir()
    lock.touch()  # while git is at work the thread begins nothing
    options = BuildOptions(now=Moment("2016-01-01"), apart=".digest/preview")
    standing = Standing(site / ".digest/preview/public", viewed=list, on_made=lambda _: None)
    building = Rebuilding(site, standing, lambda _search: options, listener)
    building.start()
    asked = standing.ask("")
    assert not asked.done()
    lock.unlink()
    answer = asked.result(30)
    building.stop()
    assert answer is not None
    assert b"The ferry" in answer.data


def test_a_file_of_the_content_that_is_as_it_was_seen_is_no_news(
    site: Path, building: Rebuilding, listener: Listener
) -> None:
    listener.next()
    building.changed({site / "content/ferry.md", site / "content/never-there.md"})
    (site / "content/pier.md").write_text(ARTICLE.replace("aferry", "apier"), encoding="utf-8")
    building.changed({site / "content/pier.md"})
    assert listener.next().articles == 2
    assert listener.reports.empty()


def test_a_file_that_was_seen_half_written_is_news_when_the_rest_is_there(tmp_path: Path) -> None:
    """However quickly the rest follows: its size tells where its times do not, since clocks of file systems tick slowly."""
    (tmp_path / "content").mkdir()
    for number in range(50):
        path = tmp_path / "content" / f"{number}.md"
        with path.open("w") as stream:
            stream.write("half ")
            stream.flush()
            with opened(tmp_path / "state") as (work, _):
                seen = known(look(tmp_path / "content", work), tmp_path / "content")
            assert seen(path.name) == stat_of(path)
            stream.write("whole")
        assert seen(path.name) != stat_of(path)


def test_a_problem_is_a_report_and_the_next_change_mends_it(
    site: Path, building: Rebuilding, listener: Listener
) -> None:
    listener.next()
    (site / "content/ferry.md").write_text(ARTICLE.replace("2015", "2015-13"), encoding="utf-8")
    building.changed({site / "content/ferry.md"})
    assert not listener.next().published
    (site / "content/ferry.md").write_text(ARTICLE, encoding="utf-8")
    building.changed({site / "content/ferry.md"})
    assert listener.next().published


def test_after_many_edits_what_is_served_is_what_one_clean_build_makes(
    site: Path, building: Rebuilding, listener: Listener, tmp_path_factory: pytest.TempPathFactory
) -> None:
    listener.next()
    edits = {
        "content/pier.md": ARTICLE.replace("aferry", "apier").replace("The ferry", "The pier"),
        "content/ferry.md": ARTICLE + "\nIt sank.\n",
        "overrides/templates/404.html": "<!doctype html><title>Gone</title>",
        "config.yaml": "site: {title: The Quay, url: 'https://example.org/'}\nsearch: false\n",
        "overrides/assets/style.css": "h1 { color: navy }\n",
        "seeds/lamp.txt": SEED,
        "content/quay.md": ARTICLE.replace("aferry", "aquay").replace(
            "[world]", "[world]\ntags: [Sea]\nalso: [aferry2345]"
        ),
        "seeds/lantern.txt": SEED.replace("lamp", "lantern").replace("Lamp", "Lantern"),
        "overrides/templates/article.html": "<h1>{{ title }}</h1>{{ html }}",
    }
    edits_again = {
        "content/pier.md": ARTICLE.replace("aferry", "apier").replace("[world]", "[world]\ntags: [Sea, Boats]"),
        "content/quay.md": edits["content/quay.md"].replace("The ferry", "The quay"),
        "config.yaml": LICENSED,
    }
    for path, text in [*edits.items(), *edits_again.items()]:
        (site / path).parent.mkdir(parents=True, exist_ok=True)
        (site / path).write_text(text, encoding="utf-8")
        building.changed({site / path})
        assert listener.next().published
    for gone in (site / "content/ferry.md", next(site.glob("content/**/*lamp*.md"))):
        gone.unlink()
        building.changed({gone})
        assert listener.next().published
    clean = tmp_path_factory.mktemp("clean")
    shutil.copytree(site, clean, ignore=shutil.ignore_patterns(".digest"), dirs_exist_ok=True)
    conductor.build(clean, BuildOptions(now=Moment("2016-01-01"), search=False))
    served = site / ".digest/preview/public"
    assert bytes_below(served) == bytes_below(clean / "public")


def bytes_below(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_bug_is_told_and_not_swallowed(site: Path, listener: Listener) -> None:
    def options(_search: bool) -> BuildOptions:
        raise LookupError("a bug")

    standing = Standing(site / "public", viewed=list, on_made=lambda _: None)
    building = Rebuilding(site, standing, options, listener)
    building.start()
    assert isinstance(listener.reports.get(timeout=30), LookupError)
    building.stop()
    assert standing.ask("").result(0) is None


def test_the_memory_begins_with_that_of_the_last_build_and_is_never_overwritten(tmp_path: Path) -> None:
    (tmp_path / "cache").write_bytes(b"of a build")
    mine = tmp_path / "preview/.digest/cache"
    borrow(tmp_path / "missing", mine)
    assert not mine.exists()
    borrow(tmp_path / "cache", mine)
    assert mine.read_bytes() == b"of a build"
    mine.write_bytes(b"of a preview")
    borrow(tmp_path / "cache", mine)
    assert mine.read_bytes() == b"of a preview"
