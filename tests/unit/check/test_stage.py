"""The check of a whole folder: every file once, whatever it holds."""

from __future__ import annotations

from pathlib import Path

from digest.check.stage import check
from digest.check.subject import Subject
from tests.unit.check.samples import URL, checked, page, told


def test_a_sound_site_has_no_findings(tmp_path: Path) -> None:
    built = {
        "index.html": page('<a href="/repo/about/">x</a>'),
        "about/index.html": page('<img src="/repo/a.svg" alt="x">'),
    }
    assert checked(tmp_path, {**built, "a.svg": "<svg/>", ".nojekyll": "", "x.bin": b"\x00\xff"}) == []


def test_each_file_is_counted(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("x")
    (tmp_path / ".digest-output").write_text("x")
    ticks: list[tuple[int, int]] = []
    subject = Subject(url=URL, planned={}, known=frozenset({"a.txt"}))
    assert check(subject, tmp_path, tmp_path, "public", tick=lambda done, total: ticks.append((done, total))) == []
    assert ticks == [(0, 1), (1, 1)]


def test_a_text_that_is_not_utf_8_is_told(tmp_path: Path) -> None:
    found = checked(tmp_path, {"a.html": "<p>caf\xe9".encode("latin-1")}, {"a.html": "static/a.html"})
    assert told(found) == [("output-encoding", "static/a.html")]


def test_what_leads_out_of_the_folder_or_nowhere_is_told(tmp_path: Path) -> None:
    (tmp_path / "public").mkdir()
    (tmp_path / "public/gone.html").symlink_to(tmp_path / "nowhere")
    assert told(checked(tmp_path, {})) == [("output-unreadable", "public/gone.html")]


def test_a_page_that_the_next_build_removes_is_not_judged(tmp_path: Path) -> None:
    old = page('<a href="/repo/gone/">x</a>')
    assert checked(tmp_path, {"old/index.html": old}, planned=(), known=("old/index.html",)) == []


def test_other_xml_and_json_are_no_feeds(tmp_path: Path) -> None:
    assert checked(tmp_path, {"a.xml": "<map/>", "a.json": '{"a": 1}', "b.json": "{", "site.webmanifest": "{}"}) == []
