"""Lighthouse, as a phone on a slow network sees the site (https://github.com/GoogleChrome/lighthouse): scores and what a reader waits for."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import threading
from collections.abc import Callable
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from statistics import median
from typing import Any, NamedTuple

import pytest

from tests.browser.conftest import FLAGS, LARGE
from tests.browser.test_demo import address

pytestmark = [pytest.mark.browser, pytest.mark.slow]

PAGES = ("home", "article", "topic", "archive", "search")
LEAST = 98  # of 100; the mark is 100, one run may lose a point to a busy machine
MOST = {"largest-contentful-paint": 1500, "cumulative-layout-shift": 0.01, "total-blocking-time": 50}


class Audit(NamedTuple):
    """The scores (0 to 100) by category, and the figures (ms, or a share of the window) by name."""

    scores: dict[str, int]
    figures: dict[str, float]


@pytest.fixture
def audit(browser_path: str, lighthouse: Path, tmp_path: Path) -> Callable[[str], Audit]:
    """Runs Lighthouse on a URL."""

    def run(url: str) -> Audit:
        answer = tmp_path / "audit.json"
        node = shutil.which("node")
        assert node is not None
        command = [node, str(lighthouse), url, "--quiet", "--output=json", f"--output-path={answer}"]
        environment = {**os.environ, "CHROME_PATH": browser_path}
        subprocess.run(
            [*command, f"--chrome-flags={' '.join(FLAGS)}"],
            env=environment,
            check=True,
            timeout=240,
            capture_output=True,
        )
        said: dict[str, Any] = json.loads(answer.read_text(encoding="utf-8"))
        scores = {name: round(100 * (each["score"] or 0)) for name, each in said["categories"].items()}
        return Audit(scores, {name: said["audits"][name]["numericValue"] for name in MOST})

    return run


def test_the_audit_bites(audit: Callable[[str], Audit], tmp_path: Path) -> None:
    """A page without a title, a language and a word for its picture, whose text jumps away under the reader's thumb."""
    picture = '<img src="data:image/gif;base64,R0lGODlhAQABAAAAACwAAAAAAQABAAA=">'
    box = "<div style=height:500px></div>"
    jump = f"<script>setTimeout(() => document.body.insertAdjacentHTML('afterbegin', '{box}'), 500)</script>"
    page = f"<!doctype html><meta name=robots content=noindex>{picture}<p style='color:#ddd'>{'Faint words. ' * 50}</p>{jump}"
    (tmp_path / "index.html").write_text(page)
    handler = partial(Quiet, directory=str(tmp_path))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as listening:
        thread = threading.Thread(target=listening.serve_forever)
        thread.start()
        try:
            found = audit(f"http://127.0.0.1:{listening.server_port}/")
        finally:
            listening.shutdown()
            thread.join()
    assert {"accessibility", "seo", "cumulative-layout-shift"} <= _missed(found).keys()


class Quiet(SimpleHTTPRequestHandler):
    """Serves a folder and keeps no log."""

    def log_message(self, *_: object) -> None:
        pass


@pytest.mark.parametrize("built", ["/repo/"], indirect=True)
@pytest.mark.parametrize("kind", PAGES)
def test_a_phone_shows_it_at_once(demo: Any, server: str, audit: Callable[[str], Audit], kind: str) -> None:
    """Other work on the machine makes a page slower, never quicker: beside other tests one run of three that holds is enough."""
    url = server + address(demo, kind)
    run = audit(url)
    if LARGE:
        run = _median(run, audit(url), audit(url))
    else:
        for _ in range(2):
            run = run if _missed(run) == {} else audit(url)
    assert len(run.scores) == 4
    assert _missed(run) == {}


def _median(*runs: Audit) -> Audit:
    scores = {name: round(median(run.scores[name] for run in runs)) for name in runs[0].scores}
    return Audit(scores, {name: median(run.figures[name] for run in runs) for name in MOST})


def _missed(run: Audit) -> dict[str, float]:
    """What doesn't hold."""
    scores = {name: score for name, score in run.scores.items() if score < LEAST}
    return scores | {name: value for name, value in run.figures.items() if value > MOST[name]}
