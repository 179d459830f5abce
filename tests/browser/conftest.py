"""The demonstration site, built, served the way GitHub Pages serves it, and looked at with a real browser."""

from __future__ import annotations

import gzip
import os
import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from mimetypes import guess_type
from pathlib import Path
from typing import Literal, NoReturn
from urllib.parse import unquote, urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.browser import large

ROOT = Path(__file__).parents[2]
LARGE = os.environ.get("DIGEST_SITE") == "large"
INPUTS = ("config.yaml", "seeds", "content", "themes", "static", "overrides")
NODE_MODULES = Path(__file__).parent / "node_modules"
ADDRESSES = {"/repo/": "https://user.github.io/repo/"}
if not LARGE:
    ADDRESSES["/"] = "https://example.org/"
PACKED = ("text/", "application/javascript", "application/json", "application/xml", "image/svg+xml")
"""The kinds of files that hosts send packed."""
CHROMIUMS = ("chromium", "chromium-browser", "google-chrome", "chrome")
FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
    "--hide-scrollbars",
]


@dataclass(frozen=True)
class Site:
    """A built site: its folder, the address that it was built for, and the path below which it lies."""

    folder: Path
    url: str
    base: str


@pytest.fixture(scope="session", params=sorted(ADDRESSES))
def built(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The repository's own site, built in a copy: at the root of a host, and below a path. It needs no browser.

    With `DIGEST_SITE=large` in the environment it is a site of 2,000 stories (`make check-large`).
    """
    base: str = request.param
    copy = tmp_path_factory.mktemp("demo")
    if LARGE:
        large.lay_out(copy)
    for name in () if LARGE else INPUTS:
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, copy / name)
        elif (ROOT / name).exists():
            shutil.copy(ROOT / name, copy / name)
    command = [sys.executable, "-m", "digest", "build", "--site", str(copy), "--url", ADDRESSES[base]]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr
    return Site(folder=copy / "public", url=ADDRESSES[base], base=base)


@pytest.fixture(scope="session")
def demo(browser: Browser, built: Site) -> Site:  # noqa: ARG001 - without a browser nothing is built
    """The same, for tests that look at it."""
    return built


# --- a server ---------------------------------------------------------------------------------------------------------


def _answer(site: Site, path: str) -> tuple[int, str, bytes]:
    """Status, media type and body: `404.html` with status 404 for what isn't there, nothing outside the base path."""
    asked = unquote(urlsplit(path).path)
    if not asked.startswith(site.base) or ".." in asked:
        return 404, "text/plain", b"outside the site"
    file = site.folder / asked.removeprefix(site.base)
    if asked.endswith("/"):
        file /= "index.html"
    if file.is_file():
        return 200, guess_type(file.name)[0] or "application/octet-stream", file.read_bytes()
    return 404, "text/html; charset=utf-8", (site.folder / "404.html").read_bytes()


@contextmanager
def serving(site: Site) -> Iterator[str]:
    """The origin (`http://127.0.0.1:1234`) at which a site is served meanwhile."""

    class Answers(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            status, kind, body = _answer(site, self.path)
            self.send_response(status)
            if kind.startswith(PACKED) and "gzip" in self.headers.get("Accept-Encoding", ""):
                self.send_header("Content-Encoding", "gzip")
                body = gzip.compress(body, compresslevel=6, mtime=0)
            self.send_header("Content-Type", f"{kind}; charset=utf-8" if kind == "text/html" else kind)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Answers) as listening:
        thread = threading.Thread(target=listening.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{listening.server_port}"
        listening.shutdown()
        thread.join()


@pytest.fixture(scope="session")
def server(demo: Site) -> Iterator[str]:
    """The origin at which the demonstration is served."""
    with serving(demo) as origin:
        yield origin


# --- a browser --------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="session")
def browser_path() -> str:
    """Chromium: `$CHROMIUM`, or what the machine has."""
    found = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, CHROMIUMS)), None)
    return found or without(f"no browser: set CHROMIUM, or install one of {', '.join(CHROMIUMS)}")


@pytest.fixture(scope="session")
def browser(browser_path: str) -> Iterator[Browser]:
    """Chromium, running."""
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=browser_path, args=FLAGS)
        yield chromium
        chromium.close()


# --- checkers ---------------------------------------------------------------------------------------------------------


def without(reason: str) -> NoReturn:
    """What a test needs isn't on this machine: it is skipped, but fails in CI."""
    if os.environ.get("CI"):
        pytest.fail(reason)
    pytest.skip(reason)


def _checker(path: str, program: str | None = None) -> Path:
    file = NODE_MODULES / path
    if not file.is_file():
        without(f"no {file.name}: `make checkers` installs it")
    if program is not None and shutil.which(program) is None:
        without(f"no {program} on this machine")
    return file


@pytest.fixture(scope="session")
def nu_checker() -> Path:
    """The W3C's checker of HTML, CSS and SVG; it needs a Java runtime."""
    return _checker("vnu-jar/build/dist/vnu.jar", "java")


@pytest.fixture(scope="session")
def axe() -> Path:
    """The script that looks for what keeps people out."""
    return _checker("axe-core/axe.min.js")


@pytest.fixture(scope="session")
def lighthouse() -> Path:
    """The program that loads a page as a phone on a slow network would; it needs Node."""
    return _checker("lighthouse/cli/index.js", "node")


@pytest.fixture(scope="session")
def tsc() -> Path:
    """TypeScript's compiler, with the types of schema.org beside it; it needs Node."""
    _checker("schema-dts/package.json", "node")
    return _checker(".bin/tsc")


# --- a window ---------------------------------------------------------------------------------------------------------


@dataclass
class Visit:
    """A page in a browser, and all that went wrong while it was looked at."""

    page: Page
    origin: str
    problems: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        page, note = self.page, self.problems.append
        page.on("console", lambda said: note(f"console: {said.text}") if said.type in {"error", "warning"} else None)
        page.on("pageerror", lambda problem: note(f"script: {problem}"))
        page.on("requestfailed", lambda request: note(f"failed: {request.url}"))
        page.on("response", lambda answer: note(f"{answer.status}: {answer.url}") if answer.status >= 400 else None)
        page.on(
            "request",
            lambda asked: None if asked.url.startswith((self.origin, "data:")) else note(f"other host: {asked.url}"),
        )

    def open(self, path: str, *, until: Literal["load", "networkidle"] = "networkidle") -> Page:
        """Goes to a path of the served host and waits until the page is there, and its scripts have done their requests."""
        self.page.goto(self.origin + path, wait_until=until)
        return self.page


@pytest.fixture
def visit(browser: Browser, server: str) -> Iterator[Callable[..., Visit]]:
    """Opens a fresh window; its arguments are Playwright's for a browser context (`viewport`, `color_scheme` …)."""
    contexts: list[BrowserContext] = []

    def begin(**options: object) -> Visit:
        context = browser.new_context(**options)  # type: ignore[arg-type]
        contexts.append(context)
        return Visit(page=context.new_page(), origin=server)

    yield begin
    for context in contexts:
        context.close()


# --- a preview --------------------------------------------------------------------------------------------------------


class Preview:
    """`digest serve`, running: what it says, where it serves, and the end of it."""

    def __init__(self, site: Path, *options: str) -> None:
        command = [sys.executable, "-m", "digest", "serve", "--site", str(site), *options]
        environment = {**os.environ, "PYTHONUNBUFFERED": "1", "NO_COLOR": "1"}
        self.site = site
        self.said: list[str] = []
        self._told = threading.Condition()
        self._process = subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, encoding="utf-8", env=environment
        )
        self._reader = threading.Thread(target=self._listen)
        self._reader.start()
        self.url = self.wait_for(" shows the site").partition(" ")[0]

    def _listen(self) -> None:
        assert self._process.stdout is not None
        for line in self._process.stdout:
            with self._told:
                self.said.append(line.rstrip("\n"))
                self._told.notify_all()
        with self._told:
            self.said.append("(it has ended)")
            self._told.notify_all()

    def wait_for(self, text: str) -> str:
        """The first line with `text` in it; it is waited for."""

        def found() -> str | None:
            return next((line for line in self.said if text in line), None)

        self._wait(lambda: found() is not None)
        return found() or ""

    def wait_for_builds(self, number: int) -> None:
        """Waits until so many builds have been told."""
        self._wait(lambda: self.builds() >= number)

    def _wait(self, true: Callable[[], bool]) -> None:
        with self._told:
            self._told.wait_for(lambda: true() or self.said[-1:] == ["(it has ended)"], 30)
        assert true(), self.said

    def builds(self) -> int:
        """How many builds have been told so far."""
        return sum(line.endswith("changed") for line in self.said)

    def end(self, number: int = signal.SIGINT) -> int:
        """Ends it as Ctrl-C does; gives its exit status."""
        if self._process.poll() is None:
            self._process.send_signal(number)
        status = self._process.wait(20)
        self._reader.join()
        assert self._process.stdout is not None
        self._process.stdout.close()
        return status


@pytest.fixture
def serve() -> Iterator[Callable[..., Preview]]:
    """Starts previews, and ends them."""
    running: list[Preview] = []

    def start(site: Path, *options: str) -> Preview:
        running.append(Preview(site, *options))
        return running[-1]

    yield start
    for preview in running:
        preview.end()
