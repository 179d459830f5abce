"""A site that `digest deploy` pushed, taken from the branch and served below its path as GitHub Pages does it."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urldefrag

import pytest
from playwright.sync_api import Browser

from tests.browser.conftest import Site, Visit, serving

pytestmark = pytest.mark.browser

URL = "https://user.github.io/repo/"
WHO = {
    f"GIT_{role}_{what}": value
    for role in ("AUTHOR", "COMMITTER")
    for what, value in [("NAME", "A"), ("EMAIL", "a@example.org")]
}


def run(folder: Path, *command: str) -> str:
    clean = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    environment = clean | WHO | {"GIT_CONFIG_GLOBAL": os.devnull, "PYTHONPATH": str(Path(__file__).parents[2])}
    done = subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, text=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def pages(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Site:  # noqa: ARG001 - without a browser nothing is made
    """What stands on the branch after `init`, `build`, a commit and `deploy`."""
    folder = tmp_path_factory.mktemp("deploy")
    digest = (sys.executable, "-m", "digest")
    run(folder, "git", "init", "--quiet", "--bare", "remote.git")
    run(folder, *digest, "init", "site", "--title", "The Pier", "--url", URL)
    site = folder / "site"
    run(site, *digest, "build", "--quiet")
    run(site, "git", "init", "--quiet")
    run(site, "git", "add", "--all")
    run(site, "git", "commit", "--quiet", "--message", "The beginning")
    run(site, "git", "remote", "add", "origin", "../remote.git")
    assert "pushed to `gh-pages` on `origin`" in run(site, *digest, "deploy")
    assert run(site, "git", "status", "--porcelain") == ""
    run(folder, "git", "clone", "--quiet", "--branch=gh-pages", "remote.git", "pages")
    return Site(folder=folder / "pages", url=URL, base="/repo/")


@pytest.fixture
def visit(browser: Browser, pages: Site) -> Iterator[Visit]:
    with serving(pages) as origin:
        context = browser.new_context()
        yield Visit(page=context.new_page(), origin=origin)
        context.close()


def test_every_page_of_the_pushed_branch_can_be_walked_to_and_no_link_is_broken(visit: Visit, pages: Site) -> None:
    seen, waiting = set[str](), [pages.base]
    while waiting:
        path = waiting.pop()
        if path in seen:
            continue
        seen.add(path)
        page = visit.open(path, until="load")
        for link in page.eval_on_selector_all("a[href]", "links => links.map(link => link.href)"):
            address, _ = urldefrag(str(link))
            inside = address.removeprefix(visit.origin)
            if address.startswith(visit.origin + pages.base) and inside.endswith(("/", ".html")):
                waiting.append(inside)
            elif address.startswith(visit.origin):
                assert visit.page.request.get(address).status == 200, f"{path}: {address}"
    cut_off = {problem for problem in visit.problems if problem.startswith("failed: ")}  # by the walk to the next page
    assert [problem for problem in visit.problems if problem not in cut_off] == []
    assert {visit.page.request.get(problem.removeprefix("failed: ")).status for problem in cut_off} <= {200}
    made = {f"/repo/{file.relative_to(pages.folder).as_posix()}" for file in pages.folder.rglob("*.html")}
    assert {f"{path}index.html" if path.endswith("/") else path for path in seen} == made - {"/repo/404.html"}


def test_a_dead_link_gets_the_sites_own_page(visit: Visit, pages: Site) -> None:
    page = visit.open(f"{pages.base}no/such/page/", until="load")
    assert "The Pier" in page.title()
    assert [problem[:4] for problem in visit.problems if problem.startswith("404")] == ["404:"]
    page.locator(f"a[href='{pages.base}']").first.click()
    page.wait_for_url(f"{visit.origin}{pages.base}")


def test_nothing_of_digests_own_was_pushed(pages: Site) -> None:
    names = {path.name for path in pages.folder.iterdir()}
    assert ".nojekyll" in names
    assert not names & {".digest-output", ".digest", "content", "seeds", "config.yaml"}
