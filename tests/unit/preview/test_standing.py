"""What is served while a build goes on."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from digest.preview.standing import Answer, Standing


class Browser:
    """Which pages are looked at, and which of them were told to be made."""

    def __init__(self) -> None:
        self.viewed: list[str] = []
        self.made: list[str] = []


@pytest.fixture
def browser() -> Browser:
    return Browser()


@pytest.fixture
def standing(tmp_path: Path, browser: Browser) -> Standing:
    (tmp_path / "index.html").write_bytes(b"old")
    (tmp_path / "other.html").write_bytes(b"other")
    return Standing(tmp_path, viewed=lambda: browser.viewed, on_made=browser.made.append)


def test_between_builds_the_folder_answers_at_once(standing: Standing) -> None:
    assert standing.ask("").result(0) == Answer("index.html", b"old")
    assert standing.ask("other").result(0) == Answer("other.html", b"other")
    assert standing.ask("missing").result(0) is None
    assert standing.ask("../index.html").result(0) is None


def test_who_asks_for_a_page_that_is_made_anew_waits_for_it_and_it_comes_first(standing: Standing) -> None:
    standing.begin()
    asked, same = standing.ask(""), standing.ask("other")
    assert not asked.done()
    standing.planned(["index.html", "new/index.html"])
    assert same.result(0) == Answer("other.html", b"other")
    assert standing.asked() == ["index.html"]
    standing.made("index.html", b"new")
    assert asked.result(0) == Answer("index.html", b"new")
    assert standing.ask("").result(0) == Answer("index.html", b"new")
    coming = standing.ask("new/")
    assert standing.asked() == ["new/index.html"]
    standing.end()
    assert coming.result(0) is None


def test_pages_that_browsers_show_are_asked_for_and_told(standing: Standing, browser: Browser) -> None:
    browser.viewed = ["index.html", "other.html"]
    standing.begin()
    standing.planned(["index.html", "more.html"])
    assert standing.asked() == ["index.html"]
    standing.made("more.html", b"more")
    standing.made("index.html", b"new")
    assert browser.made == ["index.html"]
    assert standing.asked() == []


def test_a_build_that_is_cut_short_leaves_who_waits_to_the_next_one(standing: Standing) -> None:
    standing.begin()
    standing.planned(["index.html"])
    asked = standing.ask("")
    standing.begin()
    assert not asked.done()
    standing.planned([])
    assert asked.result(0) == Answer("index.html", b"old")


def test_a_file_is_known_by_its_bytes_whether_they_are_published_or_not(standing: Standing, tmp_path: Path) -> None:
    standing.begin()
    standing.planned(["index.html"])
    standing.made("index.html", b"new")
    fresh = standing.digest("index.html")
    (tmp_path / "index.html").write_bytes(b"new")
    standing.end()
    assert standing.digest("index.html") == fresh != standing.digest("other.html")
    assert standing.digest("missing.html") == ""


def test_a_page_that_is_waited_for_in_another_thread_is_answered(standing: Standing) -> None:
    standing.begin()
    asked = standing.ask("")

    def make() -> None:
        standing.planned(["index.html"])
        standing.made("index.html", b"new")

    thread = threading.Thread(target=make)
    thread.start()
    assert asked.result(10) == Answer("index.html", b"new")
    thread.join()


def test_a_folder_is_led_to_by_its_slash(standing: Standing, tmp_path: Path) -> None:
    (tmp_path / "topics").mkdir()
    (tmp_path / "topics/index.html").write_bytes(b"")
    assert standing.leads_on("topics")
    assert not standing.leads_on("other")
    assert not standing.leads_on("..")
