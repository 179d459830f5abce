"""`digest mv`: through the command line, on real files."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from digest import cli

FERRY = """---
# our ferry
id: k8f3m9q4dz   # minted once
title: "The ferry: early"
date: 2015-07-28
tags: [Ferry,  'Pier']
status: published
---

It left at nine. See [the pier](pier.md#today), [the harbour](../27/harbour.md) and ![it](boat.png).
"""


@pytest.fixture
def site(tmp_path: Path) -> Path:
    put(
        tmp_path,
        "config.yaml",
        "site: {title: The Pier, url: 'https://example.org/repo/', timezone: Europe/Istanbul}\n",
    )
    put(tmp_path, "content/2015/07/28/ferry.md", FERRY)
    put(
        tmp_path,
        "content/2015/07/28/pier.md",
        article("Pier", body="Read [about it](ferry.md) and [again](<ferry.md>).\n"),
    )
    put(
        tmp_path,
        "content/2015/07/27/harbour.md",
        article("Harbour", date="2015-07-27", body="[Then](../28/ferry.md#end).\n"),
    )
    put(tmp_path, "content/pages/about.md", "---\ntitle: About\n---\n\nOf [ferries](../2015/07/28/ferry.md).\n")
    (tmp_path / "content/2015/07/28/boat.png").write_bytes(b"not really")
    return tmp_path


def article(title: str, *, date: str = "2015-07-28", status: str = "published", body: str = "Text.\n") -> str:
    name = f"a{re.sub('[^a-z]', '', title.lower())}"
    return f"---\nid: {name}\ntitle: {title}\ndate: {date}\nstatus: {status}\n---\n\n{body}"


def put(site: Path, path: str, text: str) -> None:
    (site / path).parent.mkdir(parents=True, exist_ok=True)
    (site / path).write_bytes(text.encode())


def contents(site: Path) -> dict[str, bytes]:
    return {p.relative_to(site).as_posix(): p.read_bytes() for p in (site / "content").rglob("*") if p.is_file()}


def digest(site: Path, *words: str) -> Result:
    return CliRunner().invoke(cli.commands, [*words, "--site", str(site)], standalone_mode=False)


def mv(site: Path, *words: str) -> Result:
    return digest(site, "mv", *words)


def built(site: Path) -> Path:
    done = digest(site, "build", "--no-convert", "--now", "2016-01-01")
    assert done.return_value == 0, done.stderr
    return site / "public"


def built_feed(site: Path) -> list[str]:
    """The ids of all stories in the feed."""
    return re.findall(r"<id>(.*?)</id>", (built(site) / "feed.xml").read_text("utf-8"))


# --- address ----------------------------------------------------------------------------------------------------------


def test_a_new_slug_is_a_new_address_to_which_the_old_one_leads(site: Path) -> None:
    done = mv(site, "ferry", "--slug", "ferry-leaves")
    assert done.return_value == 0, done.stderr
    assert "its address is /2015/07/28/ferry-leaves/" in done.stdout
    assert "/2015/07/28/ferry/ redirects" in done.stdout
    public = built(site)
    assert (public / "2015/07/28/ferry-leaves/index.html").is_file()
    assert "/repo/2015/07/28/ferry-leaves/" in (public / "2015/07/28/ferry/index.html").read_text("utf-8")


def test_of_the_file_only_the_keys_change_that_must(site: Path) -> None:
    assert mv(site, "ferry", "--slug", "early", "--date", "2015-07-29").return_value == 0
    wanted = FERRY.replace("2015-07-28\n", "2015-07-29\n")
    wanted = wanted.replace("published\n", "published\nslug: early\naliases: [/2015/07/28/ferry/]\n")
    assert (site / "content/2015/07/28/ferry.md").read_text("utf-8") == wanted


def test_line_ends_of_windows_and_a_byte_order_mark_stay(site: Path) -> None:
    put(site, "content/2015/07/28/ferry.md", "\ufeff" + FERRY.replace("\n", "\r\n"))
    assert mv(site, "ferry", "--slug", "early").return_value == 0
    there = (site / "content/2015/07/28/ferry.md").read_bytes().decode()
    assert there.startswith("\ufeff---\r\n")
    assert there.count("\r\n") == there.count("\n") == FERRY.count("\n") + 2


def test_a_date_moves_the_address_to_its_day_in_the_zone_of_the_site(site: Path) -> None:
    done = mv(site, "ferry", "--date", "2015-07-31T22:30:00Z")
    assert "its address is /2015/08/01/ferry/" in done.stdout


def test_there_and_back_leaves_no_alias_that_is_its_own_address(site: Path) -> None:
    assert mv(site, "k8f3m9q4dz", "--slug", "early").return_value == 0
    assert mv(site, "k8f3m9q4dz", "--slug", "ferry").return_value == 0
    text = (site / "content/2015/07/28/ferry.md").read_text("utf-8")
    assert "aliases: [/2015/07/28/early/]" in text
    built(site)


def test_every_earlier_address_goes_on_to_lead_to_the_article(site: Path) -> None:
    for slug in ("one", "two", "three"):
        assert mv(site, "k8f3m9q4dz", "--slug", slug).return_value == 0
    public = built(site)
    for slug in ("ferry", "one", "two"):
        assert "2015/07/28/three/" in (public / f"2015/07/28/{slug}/index.html").read_text("utf-8")


def test_an_article_that_was_never_to_be_published_leaves_no_redirect(site: Path) -> None:
    put(site, "content/2015/07/28/plan.md", article("Plan", status="draft"))
    done = mv(site, "plan", "--slug", "scheme")
    assert "does not redirect: the article was not published" in done.stdout
    assert "aliases" not in (site / "content/2015/07/28/plan.md").read_text("utf-8")


def test_an_article_without_a_date_gets_an_address_with_one(site: Path) -> None:
    put(site, "content/undated/find.md", "---\nid: afind\ntitle: Find\nstatus: review\n---\n\nText.\n")
    done = mv(site, "find", "--slug", "found")
    assert "it has no address yet, since it has no date" in done.stdout
    done = mv(site, "afind", "--date", "2015-07-30", "--to", "2015/07/30/")
    assert "its address is /2015/07/30/found/" in done.stdout
    assert (site / "content/2015/07/30/find.md").is_file()
    assert not (site / "content/undated").exists()


# --- place ------------------------------------------------------------------------------------------------------------


def test_a_file_moves_with_all_links_from_it_and_to_it(site: Path) -> None:
    done = mv(site, "ferry", "--to", "2015/08/ships/ferry.md")
    assert done.return_value == 0, done.stderr
    assert "its address stays /2015/07/28/ferry/" in done.stdout
    assert "links changed in content/pages/about.md" in done.stdout
    there = contents(site)
    assert "content/2015/07/28/ferry.md" not in there
    assert there["content/2015/08/ships/ferry.md"].decode() == (
        FERRY.replace("(pier.md#today)", "(../../07/28/pier.md#today)")
        .replace("(../27/harbour.md)", "(../../07/27/harbour.md)")
        .replace("(boat.png)", "(../../07/28/boat.png)")
    )
    assert (
        b"[about it](../../08/ships/ferry.md) and [again](<../../08/ships/ferry.md>)"
        in there["content/2015/07/28/pier.md"]
    )
    assert b"[Then](../../08/ships/ferry.md#end)" in there["content/2015/07/27/harbour.md"]
    assert b"[ferries](../2015/08/ships/ferry.md)" in there["content/pages/about.md"]
    assert 'href="/repo/2015/07/28/pier/#today"' in (built(site) / "2015/07/28/ferry/index.html").read_text("utf-8")


def test_a_picture_in_the_header_is_found_from_the_new_place(site: Path) -> None:
    header = FERRY.replace("status:", 'image: {src: "boat.png", alt: A boat}  # by us\nstatus:')
    put(site, "content/2015/07/28/ferry.md", header)
    assert mv(site, "ferry", "--to", "ships/").return_value == 0
    text = (site / "content/ships/ferry.md").read_text("utf-8")
    assert "image: {src: " in text
    assert "../2015/07/28/boat.png" in text
    assert ", alt: A boat}  # by us" in text
    built(site)


@pytest.mark.parametrize("to", [".", "content/", "content"])
def test_the_content_folder_itself_is_a_place(site: Path, to: str) -> None:
    assert mv(site, "ferry", "--to", to).return_value == 0
    assert (site / "content/ferry.md").is_file()


def test_a_file_of_another_name_is_another_address_where_no_slug_says_it(site: Path) -> None:
    done = mv(site, "ferry", "--to", "content/2015/07/28/boat.md")
    assert "its address is /2015/07/28/boat/" in done.stdout
    assert "aliases: [/2015/07/28/ferry/]" in (site / "content/2015/07/28/boat.md").read_text("utf-8")


def test_an_article_without_an_id_gets_the_one_that_it_had_from_its_old_place(site: Path) -> None:
    """Readers' programs know it by that; and notes on editions name it."""
    put(site, "content/2015/07/28/pier.md", article("Pier").replace("id: apier\n", ""))
    feed = built_feed(site)
    assert mv(site, "pier", "--to", "piers/pier.md").return_value == 0
    assert "\nid: p" in (site / "content/piers/pier.md").read_text("utf-8")
    assert built_feed(site) == feed


@pytest.mark.parametrize(
    "to",
    [
        *("2015/07/28/pier.md", "pages/ferry.md", "editions/x.md", "../out.md", "/etc/x.md", ".hidden/x.md"),
        *("ferry.txt", "a\nb.md", f"{'x' * 300}.md", "a\\b.md"),
    ],
)
def test_a_place_where_no_article_can_lie_is_refused(site: Path, to: str) -> None:
    before = contents(site)
    done = mv(site, "ferry", "--to", to)
    assert done.return_value == 1
    assert re.search(r"error\[move-(place|taken)\]", done.stderr)
    assert contents(site) == before


# --- refusals ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("words", [["--slug", "pier"], ["--slug", "harbour", "--date", "2015-07-27"]])
def test_an_address_that_is_taken_is_refused(site: Path, words: list[str]) -> None:
    before = contents(site)
    done = mv(site, "ferry", *words)
    assert done.return_value == 1
    assert "error[url-clash]" in done.stderr
    assert contents(site) == before


@pytest.mark.parametrize("extra", ["expires: 2015-07-29\n", ""])
def test_so_is_that_of_an_article_which_is_not_shown_now(site: Path, extra: str) -> None:
    text = article("Later", date="2031-01-01" if not extra else "2015-07-28")
    put(site, "content/later.md", text.replace("status", f"{extra}status"))
    done = mv(site, "ferry", "--slug", "later", *([] if extra else ["--date", "2031-01-01"]))
    assert "error[url-clash]" in done.stderr


def test_an_address_that_redirects_elsewhere_is_refused(site: Path) -> None:
    put(site, "content/2015/07/28/pier.md", article("Pier").replace("status", "aliases: [/2015/07/28/quay/]\nstatus"))
    assert "error[url-clash]" in mv(site, "ferry", "--slug", "quay").stderr


@pytest.mark.parametrize(
    "place", ["early.txt", ".hidden/early.md", "../early.md", "pages/early.md", "editions/early.md", "linked/early.md"]
)
def test_where_no_article_can_lie_none_is_put(site: Path, place: str) -> None:
    (site / "content/ships").mkdir()
    (site / "content/linked").symlink_to("ships")
    before = contents(site)
    done = mv(site, "ferry", "--to", place)
    assert done.return_value == 1
    assert "error[move-place]" in done.stderr
    assert contents(site) == before


def test_a_link_that_can_not_be_changed_in_its_place_stops_the_move(site: Path) -> None:
    """Its address is written with an entity, which stands for other letters than the move would write."""
    put(site, "content/2015/07/28/pier.md", article("Pier", body='<p><a href="f&#101;rry.md">about it</a></p>\n'))
    before = contents(site)
    done = mv(site, "ferry", "--to", "ships/ferry.md")
    assert done.return_value == 1
    assert "error[link-unchangeable]" in done.stderr
    assert " --> content/2015/07/28/pier.md" in done.stderr
    assert "`../../../ships/ferry.md`" in done.stderr
    assert contents(site) == before


def test_a_site_with_other_errors_can_still_be_put_in_order(site: Path) -> None:
    put(site, "content/2015/07/28/lost.md", article("Lost", body="[nowhere](gone.md)\n"))
    put(site, "content/2015/07/28/bad.md", "no header\n")
    assert mv(site, "ferry", "--slug", "early").return_value == 0


def test_an_article_with_an_error_is_to_be_mended_first(site: Path) -> None:
    put(site, "content/2015/07/28/pier.md", article("Pier").replace("id:", "idd: x\nid:"))
    done = mv(site, "pier", "--slug", "quay")
    assert done.return_value == 1
    assert "error[key-unknown]" in done.stderr


def test_a_header_that_is_written_in_braces_is_left_alone(site: Path) -> None:
    text = "---\n{id: apier, title: Pier, date: 2015-07-28}\n---\n\nText.\n"
    put(site, "content/2015/07/28/pier.md", text)
    done = mv(site, "pier", "--slug", "quay")
    assert "error[header-unchangeable]" in done.stderr
    assert (site / "content/2015/07/28/pier.md").read_text("utf-8") == text


def test_a_file_that_is_a_link_is_left_alone(site: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    outside = tmp_path_factory.mktemp("outside") / "far.md"
    outside.write_text(article("Far"), "utf-8")
    (site / "content/far.md").symlink_to(outside)
    assert "error[move-link]" in mv(site, "far", "--slug", "near").stderr
    assert outside.read_text("utf-8") == article("Far")


def test_a_slug_that_can_not_be_one_is_refused_with_one_that_can(site: Path) -> None:
    done = mv(site, "ferry", "--slug", "Ferry Leaves!")
    assert "error[slug-invalid]" in done.stderr
    assert "try `--slug ferry-leaves`" in done.stderr


@pytest.mark.parametrize("words", [[], ["--date", "2015-13-01"], ["--date", "0001-01-01"]])
def test_a_wrong_command_changes_nothing(site: Path, words: list[str]) -> None:
    before = contents(site)
    done = subprocess.run(
        [sys.executable, "-m", "digest", "mv", "ferry", *words, "--site", str(site)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 2
    assert contents(site) == before


def test_a_file_that_can_not_be_written_stops_all(site: Path) -> None:
    """A folder in the place of the new file's folder can't be made: its name is taken by a file."""
    put(site, "content/blocked", "a file")
    before = contents(site)
    done = mv(site, "ferry", "--to", "blocked/ferry.md", "--slug", "early")
    assert done.return_value == 1
    assert "error[move-unwritable]" in done.stderr
    assert contents(site) == before


def test_a_dry_run_says_it_all_and_changes_nothing(site: Path) -> None:
    before = contents(site)
    done = mv(site, "ferry", "--slug", "early", "--to", "ships/ferry.md", "--dry-run")
    assert "content/2015/07/28/ferry.md → content/ships/ferry.md" in done.stdout
    assert "this was a dry run" in done.stdout
    assert contents(site) == before


def test_what_is_so_already_is_no_change(site: Path) -> None:
    before = contents(site)
    assert "nothing to change" in mv(site, "ferry", "--slug", "ferry", "--date", "2015-07-28").stdout
    assert contents(site) == before


# --- which article ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "name",
    [
        "k8f3m9q4dz",
        "ferry",
        "2015/07/28/ferry.md",
        "content/2015/07/28/ferry.md",
        "./content/2015/07/28/ferry",
        "/2015/07/28/ferry/",
    ],
)
def test_an_article_is_known_by_id_slug_file_and_address(site: Path, name: str) -> None:
    assert "content/2015/07/28/ferry.md" in mv(site, name, "--slug", "early", "--dry-run").stdout


def test_an_article_is_known_by_its_file_as_seen_from_here(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(site / "content/2015")
    assert mv(site, "07/28/ferry.md", "--slug", "early", "--dry-run").return_value == 0


def test_a_slug_that_several_have_names_them(site: Path) -> None:
    put(site, "content/2015/07/30/ferry.md", article("Other", date="2015-07-30"))
    done = mv(site, "ferry", "--slug", "early")
    assert "error[article-ambiguous]: `ferry` means 2 articles" in done.stderr
    assert "content/2015/07/28/ferry.md (`k8f3m9q4dz`), content/2015/07/30/ferry.md (`aother`)" in done.stderr


def test_a_name_that_none_has_gets_the_nearest(site: Path) -> None:
    done = mv(site, "fery", "--slug", "early")
    assert "error[article-unknown]" in done.stderr
    assert "did you mean `ferry` (content/2015/07/28/ferry.md)?" in done.stderr
    assert "error[article-unknown]" in mv(site, "x" * 300, "--slug", "early").stderr


# --- with the converter -----------------------------------------------------------------------------------------------


def git(site: Path, *words: str) -> str:
    command = ["git", "-c", "user.name=E", "-c", "user.email=e@example.org", *words]
    return subprocess.run(command, cwd=site, capture_output=True, text=True, check=True).stdout


def test_a_moved_article_keeps_its_place_when_its_seed_changes_and_git_sees_a_rename(site: Path) -> None:
    seed = "Title: Lighthouse gets a new lamp\nDate: 2015-07-20\nTopic: world\n\nThe lamp turns {} times a minute.\n"
    put(site, "seeds/lamp.txt", seed.format("four"))
    assert digest(site, "convert").return_value == 0
    git(site, "init", "-q")
    git(site, "add", "content")
    git(site, "commit", "-qm", "before")
    name = "lighthouse-gets-a-new-lamp"
    done = mv(site, name, "--slug", "lamp", "--date", "2015-07-21", "--to", "2015/07/21/lamp.md")
    assert done.return_value == 0, done.stderr
    git(site, "add", "content")
    assert re.search(
        rf"^R\d+\s+content/2015/07/20/{name}.md\s+content/2015/07/21/lamp.md$",
        git(site, "diff", "--cached", "-M", "--name-status"),
        re.MULTILINE,
    )
    put(site, "seeds/lamp.txt", seed.format("five"))
    assert digest(site, "convert").return_value == 0
    text = (site / "content/2015/07/21/lamp.md").read_text("utf-8")
    assert "turns five times" in text
    assert "date: 2015-07-21\n" in text
    assert f"aliases: [/2015/07/20/{name}/]" in text
    assert [p.name for p in (site / "content/2015/07").rglob("*lamp*.md")] == ["lamp.md"]


def test_an_article_that_only_changed_its_place_stays_there_too(site: Path) -> None:
    put(site, "seeds/lamp.txt", "Title: Lamp\nDate: 2015-07-20\nTopic: world\n\nIt turns.\n")
    digest(site, "convert")
    assert mv(site, "lamp", "--to", "lights/lamp.md").return_value == 0
    put(site, "seeds/lamp.txt", "Title: Lamp\nDate: 2015-07-20\nTopic: world\n\nIt turns and turns.\n")
    digest(site, "convert")
    assert "turns and turns" in (site / "content/lights/lamp.md").read_text("utf-8")
    assert not (site / "content/2015/07/20").exists()
