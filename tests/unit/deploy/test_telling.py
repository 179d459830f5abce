"""What people and programs are told of a deploy."""

from __future__ import annotations

from digest.deploy.changes import Changes
from digest.deploy.conductor import Deployed
from digest.deploy.telling import as_values, told
from digest.model import Report

SOURCE, COMMIT = "a" * 40, "b" * 40
DONE = Deployed(
    report=Report(),
    remote="origin",
    branch="gh-pages",
    source=SOURCE,
    commit=COMMIT,
    changes=Changes(added=("a/index.html", "b\x1b[2J"), changed=("c",), removed=("d",), vanished=("d",)),
)


def test_a_deploy_is_told_by_numbers() -> None:
    assert told(DONE, dry=False) == (
        "files: 2 added, 1 changed, 1 removed\n"
        "deploy: pushed to `gh-pages` on `origin` as bbbbbbbbbb, made from aaaaaaaaaa"
    )


def test_a_dry_run_names_every_file_and_no_name_writes_on_the_terminal() -> None:
    dry = Deployed(report=Report(), remote="origin", branch="gh-pages", source=SOURCE, changes=DONE.changes)
    assert told(dry, dry=True).splitlines() == [
        "added    a/index.html",
        "added    b\ufffd[2J",
        "changed  c",
        "removed  d",
        "files: 2 added, 1 changed, 1 removed",
        "deploy: nothing was pushed to `gh-pages` on `origin`",
    ]


def test_a_site_that_is_there_already_is_no_news() -> None:
    same = Deployed(report=Report(), remote="origin", branch="gh-pages", source=SOURCE, changes=Changes())
    assert told(same, dry=False) == "deploy: `gh-pages` on `origin` holds this site already; nothing was pushed"


def test_where_no_site_was_made_nothing_is_told_of_one() -> None:
    none = Deployed(report=Report(), remote="origin", branch="gh-pages")
    assert told(none, dry=False) == ""
    assert as_values(none) == dict.fromkeys(as_values(none)) | {"remote": "origin", "branch": "gh-pages"}


def test_programs_get_the_whole_lists() -> None:
    assert as_values(DONE) == {
        "remote": "origin",
        "branch": "gh-pages",
        "source": SOURCE,
        "commit": COMMIT,
        "added": ["a/index.html", "b\x1b[2J"],
        "changed": ["c"],
        "removed": ["d"],
        "vanished": ["d"],
    }
