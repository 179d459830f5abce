"""`digest new`: through the command line, on real files."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from digest import cli
from digest.config import DEFAULT_TOPICS, Markdown
from digest.convert.frontmatter import write
from digest.model import FrontMatter
from digest.read.articles import read_article
from digest.read.documents import take_apart
from digest.read.headers import clean

TOPICS = tuple(topic.slug for topic in DEFAULT_TOPICS)


@pytest.fixture
def site(tmp_path: Path) -> Path:
    config = "site: {title: The Pier, url: 'https://example.org/', timezone: Asia/Tokyo}\n"
    (tmp_path / "config.yaml").write_text(config, "utf-8")
    return tmp_path


def digest(site: Path, *words: str, **environment: str) -> Result:
    there = {"VISUAL": "", "EDITOR": "", **environment}
    runner = CliRunner(env=there)
    return runner.invoke(cli.commands, [*words, "--site", str(site)], standalone_mode=False)


def test_an_article_begins_as_a_draft_with_its_header_filled_in(site: Path) -> None:
    done = digest(site, "new", "Ozone hole: larger", "--topic", "climate", "--topic", "science", "--date", "2015-10-29")
    assert done.return_value == 0, done.stderr
    assert done.stdout == "content/2015/10/29/ozone-hole-larger.md\n"
    text = (site / "content/2015/10/29/ozone-hole-larger.md").read_text("utf-8")
    assert text.endswith(
        '\ntitle: "Ozone hole: larger"\ndate: 2015-10-29\ntopics: [climate, science]\nstatus: draft\n---\n\n'
    )


def test_a_site_with_a_new_article_builds_without_a_word_about_it(site: Path) -> None:
    digest(site, "new", "Ozone hole", "--topic", "climate")
    done = digest(site, "build", "--strict")
    assert (done.return_value, done.stderr) == (0, "")
    assert "1 held back: 1 in draft" in done.stdout


def test_today_is_the_day_on_the_calendar_of_the_site(site: Path) -> None:
    done = digest(site, "new", "Late", "--now", "2015-12-31T20:00:00Z")
    assert done.stdout == "content/2016/01/01/late.md\n"
    assert "date: 2016-01-01\n" in (site / "content/2016/01/01/late.md").read_text("utf-8")


def test_a_date_with_a_time_stays_one(site: Path) -> None:
    digest(site, "new", "Late", "--date", "2015-12-31T20:00:00Z")
    assert "date: 2015-12-31T20:00:00+00:00\n" in (site / "content/2016/01/01/late.md").read_text("utf-8")


def test_the_slug_can_be_chosen(site: Path) -> None:
    assert digest(site, "new", "A very long headline", "--slug", "short", "--date", "2015-10-29").stdout.endswith(
        "/short.md\n"
    )


def test_nothing_is_overwritten(site: Path) -> None:
    digest(site, "new", "Ozone", "--date", "2015-10-29")
    file = site / "content/2015/10/29/ozone.md"
    file.write_text("mine", "utf-8")
    done = digest(site, "new", "Ozone!", "--date", "2015-10-29")
    assert done.return_value == 1
    assert "error[article-taken]" in done.stderr
    assert file.read_text("utf-8") == "mine"


def test_an_address_that_another_file_has_is_refused(site: Path) -> None:
    digest(site, "new", "Ozone", "--date", "2015-10-29")
    (site / "content/elsewhere.md").write_text(
        "---\nid: other\ntitle: Other\ndate: 2015-10-29\nslug: ozone-again\n---\n\nText.\n", "utf-8"
    )
    done = digest(site, "new", "Ozone again", "--date", "2015-10-29")
    assert "error[url-clash]" in done.stderr
    assert not (site / "content/2015/10/29/ozone-again.md").exists()


def test_no_article_is_begun_behind_a_link_where_none_is_looked_for(site: Path) -> None:
    (site / "elsewhere").mkdir()
    (site / "content").mkdir()
    (site / "content/2015").symlink_to(site / "elsewhere")
    assert "error[content-unwritable]" in digest(site, "new", "Ozone", "--date", "2015-10-29").stderr
    assert list((site / "elsewhere").iterdir()) == []


def test_an_id_is_never_given_twice(site: Path) -> None:
    """The first article goes elsewhere with its id, which was made of its path; the second one is begun at that path."""
    digest(site, "new", "Brief", "--date", "2015-10-29")
    first = site / "content/2015/10/29/brief.md"
    first.rename(site / "content/older.md")
    digest(site, "new", "Brief", "--date", "2015-10-29")
    assert first.read_text("utf-8").splitlines()[1] != (site / "content/older.md").read_text("utf-8").splitlines()[1]
    assert "id-duplicate" not in digest(site, "build").stderr


def test_an_unknown_topic_is_refused_with_the_nearest(site: Path) -> None:
    done = digest(site, "new", "Ozone", "--topic", "climat")
    assert done.return_value == 1
    assert "error[topic-unknown]" in done.stderr
    assert "did you mean `climate`?" in done.stderr
    assert not (site / "content").exists()


@pytest.mark.parametrize("words", [["  "], ["Ozone", "--slug", "No Slug"]])
def test_what_can_be_no_article_makes_no_file(site: Path, words: list[str]) -> None:
    assert digest(site, "new", *words).return_value == 1
    assert not (site / "content").exists()


@given(st.text(st.characters(codec="utf-8"), min_size=1, max_size=40))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
def test_any_headline_is_read_back_as_it_was_given(title: str) -> None:
    if not clean(title):
        return
    front = FrontMatter(id="p1", title=clean(title), date=None, topics=("world",), status="draft")
    document, found = take_apart(write(front, "").encode(), "content/x.md")
    assert document is not None, found
    article, _, found = read_article(document, "x.md", TOPICS, Markdown())
    assert [finding.message for finding in found] == []
    assert article is not None
    assert article.front == front


# --- the editor -------------------------------------------------------------------------------------------------------

EDITOR = "import sys; open(sys.argv[2], 'a').write(sys.argv[1])"


def test_the_editor_opens_the_file_when_it_is_asked_for(site: Path) -> None:
    editor = f'"{sys.executable}" -c "{EDITOR}" "Words. "'
    done = digest(site, "new", "Ozone", "--date", "2015-10-29", "--open", EDITOR="false", VISUAL=editor)
    assert done.return_value == 0, done.stderr
    assert (site / "content/2015/10/29/ozone.md").read_text("utf-8").endswith("---\n\nWords. ")


def test_it_does_not_where_nobody_looks(site: Path) -> None:
    assert digest(site, "new", "Ozone", EDITOR="false").return_value == 0


@pytest.mark.parametrize(("words", "opens"), [([], True), (["--no-open"], False)])
def test_on_a_terminal_it_opens_unless_told_otherwise(site: Path, words: list[str], opens: bool) -> None:
    leader, follower = pty.openpty()
    command = [sys.executable, "-m", "digest", "new", "Ozone", "--date", "2015-10-29", "--site", str(site), *words]
    there = {**os.environ, "VISUAL": "", "EDITOR": f'"{sys.executable}" -c "{EDITOR}" Words.'}
    done = subprocess.run(command, stdout=follower, stderr=subprocess.PIPE, env=there, check=False)
    os.close(follower)
    os.close(leader)
    assert done.returncode == 0, done.stderr
    assert (site / "content/2015/10/29/ozone.md").read_text("utf-8").endswith("Words.") == opens


def test_an_editor_that_is_not_there_leaves_the_file_and_says_so(site: Path) -> None:
    done = digest(site, "new", "Ozone", "--date", "2015-10-29", "--open", EDITOR="/no/such/editor")
    assert done.return_value == 1
    assert "can't be started" in done.stderr
    assert (site / "content/2015/10/29/ozone.md").is_file()


def test_to_open_it_without_an_editor_is_a_wrong_command(site: Path) -> None:
    done = digest(site, "new", "Ozone", "--open")
    assert "neither VISUAL nor EDITOR" in str(done.exception)
    assert not (site / "content").exists()
