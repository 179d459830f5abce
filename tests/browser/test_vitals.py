"""Lighthouse, as a phone on a slow network sees the site (https://github.com/GoogleChrome/lighthouse): scores and what a reader waits for."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from tests.browser.conftest import FLAGS
from tests.browser.test_demo import address

pytestmark = [pytest.mark.browser, pytest.mark.slow]

PAGES = ("home", "article", "topic", "archive")
LEAST = 98  # of 100; the mark is 100 as a median of three, one run may lose a point to a busy machine
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


@pytest.mark.parametrize("built", ["/repo/"], indirect=True)
@pytest.mark.parametrize("kind", PAGES)
def test_a_phone_shows_it_at_once(demo: Any, server: str, audit: Callable[[str], Audit], kind: str) -> None:
    found = audit(server + address(demo, kind))
    assert {name: score for name, score in found.scores.items() if score < LEAST} == {}
    assert len(found.scores) == 4
    assert {name: value for name, value in found.figures.items() if value > MOST[name]} == {}
