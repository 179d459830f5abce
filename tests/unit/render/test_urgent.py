"""Pages that somebody waits for come first, and come again in their turn."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from pathlib import Path

import pytest

from digest.build import BuildOptions, build
from digest.engine import stamps
from digest.ground.diagnostics import Diagnostic
from digest.ground.moment import Moment
from digest.ground.ticks import Stopped
from digest.model import Report

ARTICLE = "---\nid: aferry2345\ntitle: The ferry\ndate: 2015-07-28\ntopics: [world]\n---\n\nIt left at nine.\n"
FERRY = "2015/07/28/ferry/index.html"


class Audience:
    """Waits for one page, and keeps what it hears."""

    def __init__(self, *wanted: str) -> None:
        self.wanted = list(wanted)
        self.heard: list[str] = []
        self.bytes: dict[str, bytes] = {}
        self.planned_ones: set[str] = set()
        self.seen: object = None

    def looked(self, folder: Path, seen: object) -> None:  # noqa: ARG002 - a part of the protocol
        self.heard.append("looked")
        assert callable(seen)
        self.seen = seen("2015/07/28/ferry.md")

    def planned(self, paths: Collection[str]) -> None:
        self.heard.append("planned")
        self.planned_ones = set(paths)

    def asked(self) -> Sequence[str]:
        wanted, self.wanted = self.wanted, []
        return wanted

    def made(self, path: str, data: bytes) -> None:
        self.heard.append("made")
        self.bytes[path] = data

    def failed(self, finding: Diagnostic) -> None:
        self.heard.append(finding.code)

    def published(self) -> None:
        self.heard.append("published")

    def unsearched(self) -> None:
        self.heard.append("unsearched")


@pytest.fixture
def site(tmp_path: Path) -> Path:
    (tmp_path / "content/2015/07/28").mkdir(parents=True)
    (tmp_path / "content/2015/07/28/ferry.md").write_text(ARTICLE, encoding="utf-8")
    config = "site: {title: The Pier, url: 'https://example.org/harbour/'}\nsearch: false\n"
    (tmp_path / "config.yaml").write_text(config, encoding="utf-8")
    return tmp_path


def run(site: Path, audience: Audience, **options: object) -> Report:
    return build(site, BuildOptions(now=Moment("2016-01-01"), **options), audience=audience)  # type: ignore[arg-type]


def test_a_page_that_is_waited_for_is_handed_over_before_anything_is_published(site: Path) -> None:
    audience = Audience(FERRY)
    assert run(site, audience).published
    assert audience.heard[:2] == ["looked", "planned"]
    assert audience.heard[-1] == "published"
    assert audience.bytes[FERRY] == (site / "public" / FERRY).read_bytes()


def test_assets_that_are_new_are_handed_over_too(site: Path) -> None:
    audience = Audience()
    run(site, audience)
    styles = [path for path in audience.bytes if path.endswith(".css")]
    assert styles
    assert audience.planned_ones > set(styles)
    again = Audience()
    (site / "content/2015/07/28/ferry.md").write_text(ARTICLE + "\nIt sank.\n", encoding="utf-8")
    run(site, again)
    assert FERRY in again.planned_ones
    assert not again.bytes


def test_a_page_that_stands_is_not_made_for_whoever_asks(site: Path) -> None:
    run(site, Audience())
    (site / "content/2015/07/28/ferry.md").write_text(ARTICLE + "\nIt sank.\n", encoding="utf-8")
    audience = Audience("robots.txt", "nowhere.html")
    run(site, audience)
    assert "made" not in audience.heard


def test_where_something_is_wrong_nobody_is_promised_a_page(site: Path) -> None:
    (site / "content/2015/07/28/ferry.md").write_text(ARTICLE.replace("2015", "2015-13", 1), encoding="utf-8")
    audience = Audience(FERRY)
    assert not run(site, audience).published
    assert audience.heard == ["looked", "planned"]
    assert audience.planned_ones == set()


def test_a_page_that_fails_is_told_at_once(site: Path) -> None:
    (site / "overrides/templates").mkdir(parents=True)
    (site / "overrides/templates/article.html").write_text("{{ nothing.of.that }}", encoding="utf-8")
    audience = Audience(FERRY)
    report = run(site, audience)
    assert report.diagnostics[0].code in audience.heard


def test_what_was_seen_of_a_file_tells_whether_it_has_changed_since(site: Path) -> None:
    for _ in range(2):  # without a memory, and with one
        audience = Audience()
        run(site, audience)
        facts = (site / "content/2015/07/28/ferry.md").lstat()
        assert audience.seen == stamps.facts(facts)


def test_a_build_that_is_stopped_remembers_what_it_read(site: Path) -> None:
    def watch(stage: str, _done: int, _total: int) -> None:
        if stage == "render":
            raise Stopped

    options = BuildOptions(now=Moment("2016-01-01"))
    with pytest.raises(Stopped):
        build(site, options, watch=watch)
    assert not (site / "public").exists()
    report = build(site, options)
    assert report.published
    assert not report.tally.get("parsed")


def test_the_address_may_have_another_origin_and_keeps_its_path(site: Path) -> None:
    report = run(site, Audience(), origin="http://127.0.0.1:8000", apart=".digest/preview")
    assert report.url == "http://127.0.0.1:8000/harbour/"
    page = (site / ".digest/preview/public" / FERRY).read_text(encoding="utf-8")
    assert 'href="http://127.0.0.1:8000/harbour/2015/07/28/ferry/"' in page
    assert not (site / "public").exists()


def test_articles_that_are_shown_by_request_are_named_by_their_pages(site: Path) -> None:
    file = site / "content/2015/07/28/ferry.md"
    file.write_text(ARTICLE.replace("topics:", "status: draft\ntopics:"), encoding="utf-8")
    assert run(site, Audience()).lifted == {}
    for _ in range(2):  # made, and found as it was
        lifted = run(site, Audience(), drafts=True).lifted
        assert {page: (held.path, held.reason) for page, held in lifted.items()} == {
            FERRY: ("content/2015/07/28/ferry.md", "draft")
        }


def test_the_index_of_the_search_may_wait_and_that_is_told(site: Path) -> None:
    config = site / "config.yaml"
    config.write_text(config.read_text(encoding="utf-8").replace("search: false\n", ""), encoding="utf-8")
    audience = Audience()
    assert run(site, audience, search=False).published
    assert audience.heard[-2:] == ["published", "unsearched"]
    assert not run(site, audience, search=False).tally.get("indexed")
    later = Audience()
    assert run(site, later).tally["indexed"] == 1
    assert "unsearched" not in later.heard
