"""The options of `digest serve`: what is shown, where, and to whom. A real server, asked without a browser."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable
from http.client import HTTPConnection
from pathlib import Path
from typing import Protocol
from urllib.parse import urlsplit

import pytest


class Preview(Protocol):
    """`digest serve`, running (conftest's)."""

    url: str
    said: list[str]

    def wait_for(self, text: str) -> str: ...
    def wait_for_builds(self, number: int) -> None: ...


Serve = Callable[..., Preview]

STORIES = {
    "ferry": ("2015-07-28", "published"),
    "draft": ("2015-07-28", "draft"),
    "doubtful": ("2015-07-28", "review"),
    "later": ("2015-08-03", "published"),
    "unborn": ("2015-08-03", "draft"),
}
NOW = ("--now", "2015-07-30")


@pytest.fixture
def site(tmp_path: Path) -> Path:
    config = "site: {title: The Pier, url: 'https://user.github.io/harbour/', timezone: UTC}\nsearch: false\n"
    (tmp_path / "config.yaml").write_text(config, encoding="utf-8")
    (tmp_path / "content").mkdir()
    for name, (date, status) in STORIES.items():
        header = f"id: a{name}2345\ntitle: The {name}\ndate: {date}\ntopics: [world]\nstatus: {status}"
        (tmp_path / f"content/{name}.md").write_text(f"---\n{header}\n---\n\nIt left.\n", encoding="utf-8")
    return tmp_path


def ask(url: str, path: str) -> tuple[int, str]:
    """Status and text of what is answered below the site's address."""
    parts = urlsplit(url)
    connection = HTTPConnection(parts.hostname or "", parts.port, timeout=60)
    connection.request("GET", parts.path + path)
    answer = connection.getresponse()
    text = answer.read().decode()
    connection.close()
    return answer.status, text


@pytest.mark.parametrize(
    ("options", "shown"),
    [
        ((), {"ferry"}),
        (("--drafts",), {"ferry", "draft", "doubtful", "unborn"}),
        (("--future",), {"ferry", "later"}),
        (("--drafts", "--future"), set(STORIES)),
    ],
)
def test_what_is_held_back_has_a_page_where_it_is_asked_for(
    serve: Serve, site: Path, options: tuple[str, ...], shown: set[str]
) -> None:
    preview = serve(site, *NOW, *options)
    preview.wait_for_builds(1)
    ways = {name: f"{date.replace('-', '/')}/{name}/" for name, (date, _) in STORIES.items()}
    assert {name for name, way in ways.items() if ask(preview.url, way)[0] == 200} == shown
    listed = ask(preview.url, "topics/world/")[1]
    assert {name for name in STORIES if f"The {name}" in listed} == shown


def test_the_home_page_is_opened_in_the_browser_once_it_can_be_seen(
    serve: Serve, site: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What `BROWSER` names stands for the browser: it asks for the page that it is to show, and notes the answer."""
    folder = tmp_path_factory.mktemp("browser")
    program = f"""#!{sys.executable}
import os, sys, urllib.request
page = urllib.request.build_opener(urllib.request.ProxyHandler({{}})).open(sys.argv[1]).read().decode()
with open({str(folder / "half")!r}, "w", encoding="utf-8") as file:
    file.write(sys.argv[1] + "\\n" + page)
os.replace({str(folder / "half")!r}, {str(folder / "seen")!r})
"""
    browser = folder / "browser"
    browser.write_text(program, encoding="utf-8")
    browser.chmod(0o755)
    monkeypatch.setenv("BROWSER", str(browser))
    preview = serve(site, *NOW, "--open")
    for _ in range(1200):
        if (folder / "seen").exists():
            break
        time.sleep(0.05)
    address, _, page = (folder / "seen").read_text("utf-8").partition("\n")
    assert address == preview.url
    assert "The ferry" in page


def test_without_being_asked_no_browser_is_opened(
    serve: Serve, site: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path_factory.mktemp("browser")
    browser = folder / "browser"
    browser.write_text(f"#!/bin/sh\ntouch '{folder}/opened'\n", encoding="utf-8")
    browser.chmod(0o755)
    monkeypatch.setenv("BROWSER", str(browser))
    serve(site, *NOW).wait_for_builds(1)
    assert not (folder / "opened").exists()


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost"])
def test_what_only_this_machine_reaches_is_served_without_a_warning(serve: Serve, site: Path, host: str) -> None:
    preview = serve(site, *NOW, "--host", host)
    preview.wait_for_builds(1)
    assert urlsplit(preview.url).hostname == host
    assert ask(preview.url, "")[0] == 200
    assert not [line for line in preview.said if "on your network" in line]


@pytest.mark.skipif(os.name == "nt", reason="its firewall asks whether others may reach it")
def test_who_lets_others_reach_the_preview_is_warned_before_it_answers(serve: Serve, site: Path) -> None:
    preview = serve(site, *NOW, "--host", "0.0.0.0")  # noqa: S104 - this is what the warning is about
    warning = "everybody who reaches 0.0.0.0 on your network sees this site, drafts included"
    assert preview.said[0] == warning
    assert urlsplit(preview.url).hostname == "127.0.0.1"
    assert ask(preview.url, "")[0] == 200
