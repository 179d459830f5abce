"""From a save to the painted page, in a real browser: `python -m benchmarks.preview --stories 100 5000 10000`.

Each round saves something, and takes the time until the browser has drawn a frame that shows it. The clock of the browser is that of
the machine. Figures are medians over the rounds; the first build is told apart.
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from playwright.sync_api import Error, Page, sync_playwright

from benchmarks import corpus
from benchmarks.contestants import HERE
from benchmarks.dialects import DIALECTS

_BOUNDS = {100: 150, 5_000: 300, 10_000: 600}  # ms
_PATIENCE = 20.0
_THEME = Path(__file__).parents[1] / "themes/default"
_SEEN = """(() => {
  const look = () => {
    const asked = localStorage.getItem("asked");
    let seen = false;
    try { seen = asked && !localStorage.getItem("seen") && new Function("return " + asked)(); } catch (error) {}
    if (seen) requestAnimationFrame(() => setTimeout(() => localStorage.setItem("seen", Date.now()), 0));
    requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
})();"""
_SEED = """Lamp number {number} is lit

28 December 2030

The keeper of the lighthouse lit lamp number {number} at dusk, as he had promised the fishermen of the village in spring.
"""


class Scene(NamedTuple):
    """One kind of edit: the page that is looked at, what is done in a round, and the expression that tells that it is seen."""

    way: str
    save: Callable[[int], object]
    seen: Callable[[int], str]


def _text(words: str) -> str:
    return f"document.body.innerText.includes({words!r})"


def scenes(site: Path, way: str, story: Path) -> dict[str, Scene]:
    """The edits of a site: `story` is the file of the page at `way`; the articles that seeds become are deleted again."""
    body, config = story.read_text(encoding="utf-8"), (site / "config.yaml").read_text(encoding="utf-8")
    base = (_THEME / "templates/base.html").read_text(encoding="utf-8")
    style = (_THEME / "assets/style.css").read_text(encoding="utf-8")

    def write(path: str, text: str) -> None:
        (site / path).parent.mkdir(parents=True, exist_ok=True)
        (site / path).write_text(text, encoding="utf-8")

    def git(branch: str) -> None:
        subprocess.run(["git", "checkout", "-qf", branch], cwd=site, check=True)  # noqa: S603, S607 - git of whoever measures

    return {
        "content": Scene(
            way,
            lambda n: story.write_text(f"{body}\nPut right in round {n}.\n", encoding="utf-8"),
            lambda n: _text(f"Put right in round {n}."),
        ),
        "template": Scene(
            way,
            lambda n: write("overrides/templates/base.html", base.replace("</body>", f"<p>Template {n}.</p></body>")),
            lambda n: _text(f"Template {n}."),
        ),
        "style sheet": Scene(
            way,
            lambda n: write("overrides/assets/style.css", f"{style}\nh1 {{ outline-offset: {n + 1}px }}\n"),
            lambda n: f"getComputedStyle(document.querySelector('h1')).outlineOffset === '{n + 1}px'",
        ),
        "config": Scene(
            way,
            lambda n: write("config.yaml", config.replace("site: {", f"site: {{licence: Licence {n}., ", 1)),
            lambda n: _text(f"Licence {n}."),
        ),
        "new seed": Scene(
            "",
            lambda n: write(f"seeds/lamp-{n}.txt", _SEED.format(number=n)),
            lambda n: _text(f"Lamp number {n} is lit"),
        ),
        "deleted file": Scene(
            "",
            lambda n: next(site.glob(f"content/**/*lamp-number-{n}-*.md")).unlink(),
            lambda n: "!" + _text(f"Lamp number {n} is lit"),
        ),
        "git checkout": Scene(
            way,
            lambda n: git("edited" if n % 2 == 0 else "main"),
            lambda n: ("" if n % 2 == 0 else "!") + _text("On another branch."),
        ),
    }


def measure(page: Page, url: str, scene: Scene, rounds: int) -> list[float]:
    """Milliseconds from each save until it is seen."""
    times = []
    page.goto(url + scene.way)
    for number in range(rounds):
        page.wait_for_function("window.LiveReload && LiveReload.connector.protocol === 7")
        page.evaluate(
            "asked => { localStorage.removeItem('seen'); localStorage.setItem('asked', asked) }", scene.seen(number)
        )
        time.sleep(0.4)
        begun = time.time()
        scene.save(number)
        times.append(_seen(page) - begun * 1000)
        _settled(page)
    return times


def _seen(page: Page) -> float:
    until = time.monotonic() + _PATIENCE
    while time.monotonic() < until:
        try:
            if found := page.evaluate("localStorage.getItem('seen')"):
                return float(found)
        except Error:  # it is just being loaded
            pass
        time.sleep(0.03)
    raise TimeoutError(page.url)


def _settled(page: Page) -> None:
    try:
        page.wait_for_load_state("load")
    except Error:
        page.wait_for_load_state("load")
    time.sleep(0.3)


@contextmanager
def served(site: Path) -> Iterator[tuple[str, float]]:
    """A preview of the site, and the seconds that its first build took."""
    command = [sys.executable, "-m", "digest", "serve", "--site", str(site), "--drafts", "--future"]
    environment = {**os.environ, "PYTHONUNBUFFERED": "1"}
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, env=environment)  # noqa: S603 - our own
    assert process.stdout is not None  # noqa: S101 - a pipe was asked for
    try:
        url = process.stdout.readline().split()[0]
        begun = time.perf_counter()
        while "changed" not in (line := process.stdout.readline()):
            if not line:
                raise RuntimeError("the preview has ended")
        yield url, time.perf_counter() - begun
    finally:
        process.terminate()
        process.communicate()


def made(count: int, work: Path) -> tuple[Path, str, Path]:
    """A site of so many stories in a git repository with two branches: its folder, a page and its file."""
    folder, dialect = work / "site", DIALECTS["digest"]
    shutil.copytree(HERE / "setups/digest-everything", folder)
    for each in corpus.stories(count):
        file = folder / "content" / dialect.path(each)
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(dialect.text(each), encoding="utf-8")
    files = sorted((folder / "content").rglob("*.md"))
    story = files[len(files) // 2]
    who = ["-c", "user.name=Ann", "-c", "user.email=ann@example.org", "-c", "init.defaultBranch=main"]

    def git(*arguments: str) -> None:
        subprocess.run(["git", *who, *arguments], cwd=folder, check=True, capture_output=True)  # noqa: S603, S607 - git of whoever measures

    (folder / ".gitignore").write_text(".digest/\npublic/\noverrides/\nseeds/\n", encoding="utf-8")
    git("init", "-q")
    git("add", "-A")
    git("commit", "-qm", "all")
    git("checkout", "-qb", "edited")
    for file in {story, *files[:: max(1, len(files) // 400)]}:
        file.write_text(file.read_text(encoding="utf-8") + "\nOn another branch.\n", encoding="utf-8")
    git("commit", "-qam", "edited")
    git("checkout", "-q", "main")
    way = "/".join(story.relative_to(folder / "content").with_suffix("").parts) + "/"
    return folder, way, story


def main() -> int:
    """Prints a table; the exit status is 1 where a median is beyond its bound."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--stories", type=int, nargs="+", default=[100, 5_000, 10_000])
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--only", nargs="*", help="kinds of edits")
    parser.add_argument("--work", type=Path, help="a folder for the sites; by default a temporary one")
    asked = parser.parse_args()
    slow = False
    with sync_playwright() as playwright:
        program = os.environ.get("CHROMIUM") or shutil.which("chromium")
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox", "--disable-gpu"])
        for count in asked.stories:
            with tempfile.TemporaryDirectory(dir=asked.work) as folder:
                slow |= _one(browser.new_page(), count, Path(folder), asked.rounds, asked.only)
        browser.close()
    return int(slow)


def _one(page: Page, count: int, work: Path, rounds: int, only: list[str] | None) -> bool:
    page.add_init_script(_SEEN)
    site, way, story = made(count, work)
    slow = False
    with served(site) as (url, first):
        print(f"\n{count:,} stories: first build {first:.1f} s")  # noqa: T201 - a report
        for name, scene in scenes(site, way, story).items():
            if only and name not in only:
                continue
            times = measure(page, url, scene, rounds)
            median, bound = statistics.median(times), _BOUNDS.get(count)
            late = bound is not None and median > bound
            slow |= late
            print(  # noqa: T201 - a report
                f"{name:<14}{median:>7.0f} ms  ({min(times):.0f} to {max(times):.0f}){'  TOO SLOW' if late else ''}",
                flush=True,
            )
    return slow


if __name__ == "__main__":
    sys.exit(main())
