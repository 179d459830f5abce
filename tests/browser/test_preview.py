"""`digest serve` in a real browser: each save is seen, and nobody but the browser of this machine is answered."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from http.client import HTTPConnection
from pathlib import Path
from typing import Protocol
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Error, Page, expect

from digest.build import BuildOptions, build
from digest.ground.moment import Moment


class Preview(Protocol):
    """`digest serve`, running (conftest's)."""

    url: str
    said: list[str]

    def wait_for(self, text: str) -> str: ...
    def wait_for_builds(self, number: int) -> None: ...
    def builds(self) -> int: ...
    def end(self, number: int = ...) -> int: ...


Serve = Callable[..., Preview]
pytestmark = pytest.mark.browser
expect.set_options(timeout=20_000)  # a machine that does much else is no reason to fail

CONFIG = "site: {title: The Pier, url: 'https://user.github.io/harbour/', timezone: UTC}\nsearch: false\n"
FERRY = "2015/07/28/ferry/"


def article(
    body: str = "It left at nine.", title: str = "The ferry", status: str = "published", name: str = "aferry2345"
) -> str:
    return f"---\nid: {name}\ntitle: {title}\ndate: 2015-07-28\ntopics: [world]\nstatus: {status}\n---\n\n{body}\n"


def go(page: Page, url: str) -> None:
    """Goes there, once more where the reload after an edit comes in between."""
    for _ in range(5):
        try:
            page.goto(url)
        except Error as problem:
            if "interrupted by another navigation" not in str(problem):
                raise
        else:
            return
    pytest.fail(f"the page reloads again and again: {url}")


def write(site: Path, path: str, text: str) -> Path:
    file = site / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
    return file


@pytest.fixture
def site(tmp_path: Path) -> Path:
    write(tmp_path, "config.yaml", CONFIG)
    write(tmp_path, "content/2015/07/28/ferry.md", article())
    write(tmp_path, "content/2015/07/28/pier.md", article("It stood.", "The pier", name="apier23456"))
    return tmp_path


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context()
    context.set_default_timeout(15_000)
    yield context.new_page()
    context.close()


@pytest.fixture
def preview(serve: Serve, site: Path) -> Preview:
    started = serve(site)
    started.wait_for_builds(1)
    return started


def ask(url: str, path: str, **headers: str) -> tuple[int, bytes, dict[str, str]]:
    """Status, body and headers of an answer to exactly this path."""
    parts = urlsplit(url)
    connection = HTTPConnection(parts.hostname or "", parts.port, timeout=20)
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    connection.putrequest("GET", path, skip_host="Host" in named)
    for name, value in named.items():
        connection.putheader(name, value)
    connection.endheaders()
    answer = connection.getresponse()
    body = answer.read()
    connection.close()
    return answer.status, body, dict(answer.getheaders())


def refused(site: Path, *options: str) -> str:
    """What a `digest serve` says that ends at once, with 1."""
    done = subprocess.run(
        [sys.executable, "-m", "digest", "serve", "--site", str(site), *options],
        capture_output=True, text=True, check=False, timeout=30, env={**os.environ, "NO_COLOR": "1"},
    )  # fmt: skip
    assert done.returncode == 1
    return done.stderr


def until(true: Callable[[], bool]) -> None:
    """Asks again and again, for as long as a slow machine may take."""
    for _ in range(600):
        if true():
            return
        time.sleep(0.05)
    raise AssertionError


def keep_watch(page: Page) -> None:
    """Leaves a mark on the page that a reload would take away."""
    page.evaluate("window.stayed = true")


# --- a save -----------------------------------------------------------------------------------------------------------


def test_a_saved_text_is_seen_where_the_page_was_scrolled_to(preview: Preview, site: Path, page: Page) -> None:
    long = "\n\n".join(f"Paragraph {number} of a long story." for number in range(200))
    write(site, "content/2015/07/28/ferry.md", article(long))
    go(page, preview.url + FERRY)
    expect(page.get_by_text("Paragraph 150 of")).to_be_attached()
    page.get_by_text("Paragraph 150 of").scroll_into_view_if_needed()
    before = page.evaluate("scrollY")
    write(site, "content/2015/07/28/ferry.md", article(long.replace("Paragraph 150 of", "Line 150 of")))
    expect(page.get_by_text("Line 150 of")).to_be_in_viewport()
    assert page.evaluate("scrollY") == pytest.approx(before, abs=2)


def test_a_page_that_the_save_does_not_change_is_left_alone(preview: Preview, site: Path, page: Page) -> None:
    go(page, preview.url + FERRY)
    other = page.context.new_page()
    go(other, preview.url + "2015/07/28/pier/")
    keep_watch(page)
    write(site, "content/2015/07/28/pier.md", article("It stands.", "The pier", name="apier23456"))
    expect(other.get_by_text("It stands.")).to_be_visible()
    assert page.evaluate("window.stayed")


def test_a_style_sheet_is_swapped_without_a_reload(preview: Preview, site: Path, page: Page) -> None:
    write(site, "overrides/assets/style.css", "h1 { color: rgb(1, 2, 3) }\n")
    go(page, preview.url + FERRY)
    expect(page.locator("h1")).to_have_css("color", "rgb(1, 2, 3)")
    for color in ("rgb(4, 5, 6)", "rgb(7, 8, 9)"):
        keep_watch(page)
        write(site, "overrides/assets/style.css", f"h1 {{ color: {color} }}\n")
        expect(page.locator("h1")).to_have_css("color", color)
        assert page.evaluate("window.stayed")
    assert page.locator("link[rel=stylesheet]").count() == 1


def test_config_template_seed_and_a_deleted_file_are_seen(preview: Preview, site: Path, page: Page) -> None:
    go(page, preview.url)
    write(site, "config.yaml", CONFIG.replace("The Pier", "The Mole"))
    expect(page.locator(".masthead")).to_contain_text("The Mole")
    write(
        site,
        "overrides/templates/home.html",
        '{% extends "base.html" %}{% block main %}<h1>Of our own</h1>{% endblock %}',
    )
    expect(page.get_by_text("Of our own")).to_be_visible()
    (site / "overrides/templates/home.html").unlink()
    expect(page.get_by_text("The ferry")).to_be_visible()
    (site / "content/2015/07/28/ferry.md").unlink()
    expect(page.get_by_text("The ferry")).to_have_count(0)
    write(
        site,
        "seeds/lighthouse.txt",
        "Lighthouse lit again\n\n28 July 2015\n\nThe keeper lit the lamp at dusk, as he had promised.\n",
    )
    expect(page.get_by_text("Lighthouse lit again").first).to_be_visible()
    go(page, preview.url + "2015/07/28/")
    expect(page.get_by_text("Lighthouse lit again")).to_be_visible()


def test_switching_a_branch_is_one_build(serve: Serve, site: Path, page: Page) -> None:
    def git(*arguments: str) -> None:
        who = ["-c", "user.name=Ann", "-c", "user.email=ann@example.org", "-c", "init.defaultBranch=main"]
        subprocess.run(["git", *who, *arguments], cwd=site, check=True, capture_output=True)

    for number in range(200):
        write(
            site,
            f"content/2015/07/{number % 28 + 1:02}/story-{number}.md",
            article(f"Old {number}.", f"Story {number}", name=f"story{number}x"),
        )
    write(site, ".gitignore", ".digest/\npublic/\n")
    git("init", "-q")
    git("add", "-A")
    git("commit", "-qm", "old")
    git("checkout", "-qb", "new")
    for number in range(200):
        file = site / f"content/2015/07/{number % 28 + 1:02}/story-{number}.md"
        file.write_text(file.read_text(encoding="utf-8").replace("Old", "New"), encoding="utf-8")
    git("commit", "-qam", "new")
    preview = serve(site)
    preview.wait_for_builds(1)
    go(page, preview.url + "2015/07/28/story-11/")
    expect(page.get_by_text("New 11.")).to_be_visible()
    git("checkout", "-q", "main")
    expect(page.get_by_text("Old 11.")).to_be_visible()
    preview.wait_for_builds(2)
    go(page, preview.url + FERRY)
    write(site, "content/2015/07/28/ferry.md", article("The end."))
    expect(page.get_by_text("The end.")).to_be_visible()
    preview.wait_for_builds(3)
    assert preview.builds() == 3


def test_what_the_preview_writes_itself_is_no_reason_to_build(serve: Serve, site: Path, page: Page) -> None:
    write(
        site,
        "seeds/lighthouse.txt",
        "Lighthouse lit again\n\n28 July 2015\n\nThe keeper lit the lamp at dusk, as he had promised.\n",
    )
    preview = serve(site, "--drafts")
    preview.wait_for_builds(1)
    assert [file for file in site.rglob("content/**/*.md") if "lit" in file.name]
    go(page, preview.url + FERRY)
    write(
        site,
        "seeds/harbour.txt",
        "Harbour dredged\n\n28 July 2015\n\nTwo ships dredged the harbour for a week, and found an anchor.\n",
    )
    preview.wait_for_builds(2)
    write(site, "content/2015/07/28/ferry.md", article("The end."))
    expect(page.get_by_text("The end.")).to_be_visible()
    preview.wait_for_builds(3)
    assert preview.builds() == 3


# --- problems ---------------------------------------------------------------------------------------------------------


def test_an_error_is_shown_over_the_site_as_it_was_and_goes_when_it_is_mended(
    preview: Preview, site: Path, page: Page
) -> None:
    go(page, preview.url + FERRY)
    keep_watch(page)
    write(site, "content/2015/07/28/ferry.md", article("It sank.").replace("2015-07-28", "2015-13-28"))
    overlay = page.locator("#digest-problems")
    expect(overlay.get_by_role("alert")).to_contain_text("error[date-invalid]")
    expect(overlay.get_by_role("alert")).to_contain_text("content/2015/07/28/ferry.md:4:7")
    expect(page.get_by_text("It left at nine.")).to_be_visible()
    assert page.evaluate("window.stayed")
    preview.wait_for("error[date-invalid]")
    go(page, preview.url)
    expect(overlay.get_by_role("alert")).to_be_visible()
    write(site, "content/2015/07/28/ferry.md", article("It was raised."))
    expect(overlay).to_have_count(0)
    go(page, preview.url + FERRY)
    expect(page.get_by_text("It was raised.")).to_be_visible()


def test_a_site_that_is_wrong_from_the_start_says_so_until_it_is_mended(serve: Serve, site: Path, page: Page) -> None:
    write(site, "config.yaml", CONFIG.replace("UTC", "Nowhere/Land"))
    preview = serve(site)
    go(page, preview.url)
    alert = page.locator("#digest-problems").get_by_role("alert")
    expect(alert).to_contain_text("Nowhere/Land")
    expect(alert).to_contain_text("there is no site to show yet")
    assert preview.wait_for("1 error; ") == "1 error; there is no site to show yet"
    write(site, "config.yaml", CONFIG)
    expect(page.get_by_role("link", name="The ferry")).to_be_visible()


def test_a_page_of_a_draft_says_what_holds_it_back(serve: Serve, site: Path, page: Page) -> None:
    write(site, "content/2015/07/28/ferry.md", article(status="draft"))
    write(
        site,
        "content/2015/07/28/mole.md",
        article(title="The mole", status="review", name="amole23456").replace("date: 2015-07-28\n", ""),
    )
    preview = serve(site, "--drafts", "--now", "2015-07-30")
    go(page, preview.url + FERRY)
    banner = page.locator("#digest-held")
    expect(banner.get_by_role("alert")).to_contain_text("status: draft")
    go(page, preview.url + "2015/07/30/mole/")
    expect(banner.get_by_role("alert")).to_contain_text("give it a `date` in content/2015/07/28/mole.md")
    go(page, preview.url + "2015/07/28/pier/")
    expect(page.get_by_text("It stood.")).to_be_visible()
    expect(banner).to_have_count(0)
    write(site, "content/2015/07/28/ferry.md", article())
    go(page, preview.url + FERRY)
    expect(banner).to_have_count(0)


# --- what is served ---------------------------------------------------------------------------------------------------


def test_what_is_served_is_what_a_fresh_build_writes_but_for_the_script(
    preview: Preview, site: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    write(site, "static/notes.txt", "Kept.\n")
    until(lambda: ask(preview.url, "/harbour/notes.txt")[0] == 200)
    write(site, "content/2015/07/28/ferry.md", article("It sank."))
    until(lambda: b"It sank." in ask(preview.url, f"/harbour/{FERRY}")[1])
    clean = tmp_path_factory.mktemp("clean")
    for name in ("config.yaml", "content", "static"):
        (shutil.copytree if (site / name).is_dir() else shutil.copy)(site / name, clean / name)
    report = build(clean, BuildOptions(now=Moment("2026-01-01"), url=preview.url))
    assert report.published
    seen = 0
    for file in (clean / "public").rglob("*"):
        path = file.relative_to(clean / "public").as_posix()
        if not file.is_file() or file.name.startswith("."):
            continue
        status, body, _ = ask(preview.url, f"/harbour/{path}")
        assert status == 200, path
        if path.endswith(".html"):
            before, _, rest = body.partition(b'<script src="/.preview/livereload.js?')
            body = before + rest.partition(b"</script>")[2]
            assert rest
        assert body == file.read_bytes(), path
        seen += 1
    assert seen > 20
    assert b".preview" not in b"".join(file.read_bytes() for file in (site / ".digest/preview").rglob("*.html"))


def test_what_is_not_there_is_answered_with_the_sites_own_page_and_404(preview: Preview, page: Page) -> None:
    answer = page.goto(preview.url + "nowhere/")
    assert answer is not None
    assert answer.status == 404
    expect(page.locator("h1")).to_be_visible()
    assert page.locator('script[src^="/.preview/livereload.js"]').count() == 1
    assert ask(preview.url, "/harbour/2015/07/28/ferry")[0] == 302


def test_an_address_beside_the_sites_path_leads_to_the_site(preview: Preview, page: Page) -> None:
    """As a host has it: the site's own page for dead links stands below its path alone."""
    answer = page.goto(preview.url.replace("/harbour/", "/other/page/"))
    assert answer is not None
    assert (answer.status, answer.headers["content-type"]) == (404, "text/html; charset=utf-8")
    page.get_by_role("link", name="/harbour/").click()
    assert page.url == preview.url


def test_an_address_is_decoded_once_and_what_is_no_text_leads_nowhere(preview: Preview, site: Path) -> None:
    write(site, ".digest/preview/public/50%25 off.txt", "a sale")
    assert ask(preview.url, "/harbour/50%2525%20off.txt")[:2] == (200, b"a sale")
    assert ask(preview.url, "/harbour/50%25%20off.txt")[0] == 404
    assert ask(preview.url, "/harbour/%FF")[0] == 404
    assert not any("%FF" in line for line in preview.said)


@pytest.mark.parametrize(
    "path",
    [
        "/harbour/../config.yaml", "/harbour/..%2f..%2fconfig.yaml", "/harbour/%2e%2e/%2e%2e/config.yaml", "/harbour/.digest-output",
        "/harbour//etc/passwd", "/harbour/..\\..\\config.yaml", "/harbour/link.txt", "/harbour/folder/secret.txt", "/config.yaml",
        "/harbour/a%00b",
    ],
)  # fmt: skip
def test_nothing_outside_the_output_is_served(preview: Preview, site: Path, path: str) -> None:
    output = site / ".digest/preview/public"
    write(site, "secret.txt", "secret")
    (output / "link.txt").symlink_to(site / "secret.txt")
    (output / "folder").symlink_to(site)
    status, body, _ = ask(preview.url, path)
    assert status == 404
    assert b"secret" not in body
    assert b"The Pier, url" not in body


def test_only_who_asks_for_this_machine_is_answered(preview: Preview) -> None:
    port = urlsplit(preview.url).port
    assert ask(preview.url, "/harbour/", Host=f"localhost:{port}")[0] == 200
    for host in (
        f"evil.example:{port}",
        f"127.0.0.1.evil.example:{port}",
        "127.0.0.1",
        f"127.0.0.1:{(port or 0) + 1}",
        "",
    ):
        assert ask(preview.url, "/harbour/", Host=host)[0] in {400, 403}, host


def test_the_socket_takes_its_own_origin_only(preview: Preview) -> None:
    port = urlsplit(preview.url).port
    asked = {
        "Connection": "Upgrade", "Upgrade": "websocket", "Sec_WebSocket_Version": "13", "Sec_WebSocket_Key": "dGhlIHNhbXBsZSBub25jZQ==",
        "Host": f"127.0.0.1:{port}",
    }  # fmt: skip
    for origin in ({}, {"Origin": "http://evil.example"}, {"Origin": f"http://localhost:{port}"}, {"Origin": "null"}):
        assert ask(preview.url, "/livereload", **asked, **origin)[0] == 403, origin
    parts = urlsplit(preview.url)
    with socket.create_connection((parts.hostname or "", parts.port or 0), timeout=20) as link:
        lines = "".join(f"{name.replace('_', '-')}: {value}\r\n" for name, value in asked.items())
        link.sendall(f"GET /livereload HTTP/1.1\r\n{lines}Origin: http://127.0.0.1:{port}\r\n\r\n".encode())
        assert link.recv(100).startswith(b"HTTP/1.1 101")


# --- the command ------------------------------------------------------------------------------------------------------


@pytest.mark.skipif(sys.platform == "win32", reason="no such signals")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_it_ends_when_it_is_interrupted(preview: Preview, page: Page, number: int) -> None:
    go(page, preview.url)
    assert preview.end(number) == 0
    assert "Traceback" not in "\n".join(preview.said)


def test_a_second_preview_takes_the_next_port(serve: Serve, preview: Preview, site: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    shutil.copytree(site, other, ignore=lambda *_: [".digest", "other"])
    assert urlsplit(serve(other).url).port != urlsplit(preview.url).port


def test_a_port_that_is_taken_is_refused_when_it_was_asked_for(preview: Preview, site: Path) -> None:
    other = site / "other"
    other.mkdir()
    shutil.copy(site / "config.yaml", other)
    done = refused(other, "--port", str(urlsplit(preview.url).port))
    assert "can't be listened at" in done


def test_a_second_preview_of_the_same_site_names_the_first_and_ends(preview: Preview, site: Path) -> None:
    """Both would write into one folder, and drafts that one shows would be seen at the other."""
    assert f"this site is shown already, at {preview.url}:" in refused(site)


def test_a_preview_that_was_killed_keeps_no_other_away(serve: Serve, site: Path) -> None:
    serve(site).end(signal.SIGKILL)
    assert ask(serve(site).url, "/harbour/")[0] == 200


def test_where_there_are_no_settings_it_ends_and_does_not_wait_for_them(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    assert "config-missing" in refused(tmp_path / "empty")
    assert list((tmp_path / "empty").iterdir()) == []


def test_a_page_that_is_open_follows_the_site_to_another_path(preview: Preview, site: Path, page: Page) -> None:
    go(page, f"{preview.url}{FERRY}")
    write(site, "config.yaml", CONFIG.replace("/harbour/", "/quay/"))
    page.wait_for_url(f"**/quay/{FERRY}")
    expect(page.get_by_role("heading", name="The ferry")).to_be_visible()
    assert ask(preview.url, "/harbour/feed.xml")[2]["Location"] == "/quay/feed.xml"
    write(site, "config.yaml", CONFIG.replace("/harbour/", "/"))
    page.wait_for_url(f"{preview.url.removesuffix('harbour/')}{FERRY}")


def test_the_public_folder_stays_as_it_is(preview: Preview, site: Path) -> None:
    assert preview.builds() == 1
    assert not (site / "public").exists()
