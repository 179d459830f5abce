"""What git says of remotes, in its own words → what a person can do."""

from __future__ import annotations

import pytest

from digest.deploy.refusals import not_pushed, note, unreachable

NO_ENTRY = [
    "fatal: could not read Username for 'https://github.com': terminal prompts disabled",
    "remote: Invalid username or password.\nfatal: Authentication failed for 'https://github.com/user/repo.git/'",
    "git@github.com: Permission denied (publickey).\nfatal: Could not read from remote repository.",
    "remote: Permission to user/repo.git denied to somebody.\nfatal: unable to access 'https://github.com/user/repo.git/'",
    "fatal: unable to access 'https://github.com/user/repo.git/': The requested URL returned error: 403",
    "Host key verification failed.\nfatal: Could not read from remote repository.",
]


@pytest.mark.parametrize("said", NO_ENTRY)
def test_a_remote_that_asks_who_is_there_is_told_with_a_way_in(said: str) -> None:
    for finding in (unreachable(said, "origin", ["origin"]), not_pushed("", said, "origin", "gh-pages")):
        assert finding.code == "remote-no-entry"
        assert "credential helper" in finding.hint


def test_an_unknown_name_is_no_broken_network() -> None:
    said = "fatal: 'upstream' does not appear to be a git repository\nfatal: Could not read from remote repository."
    assert unreachable(said, "upstream", []).hint.startswith("`git remote add upstream ")
    assert unreachable(said, "upstream", ["origin", "fork"]).hint == "there are `origin`, `fork`; set `deploy.remote`"
    assert unreachable(said, "upstream", ["upstream"]).code == "remote-unreachable"


def test_a_network_that_is_down_is_told_with_what_git_says() -> None:
    said = "fatal: unable to access 'https://github.com/user/repo.git/': Could not resolve host: github.com"
    finding = unreachable(said, "origin", ["origin"])
    assert (finding.code, finding.note) == ("remote-unreachable", said.removeprefix("fatal: "))


@pytest.mark.parametrize(
    ("rejected", "code"),
    [
        ("[rejected] (stale info)", "branch-moved"),
        ("[rejected] (fetch first)", "branch-moved"),
        ("[remote rejected] (cannot lock ref 'refs/heads/gh-pages': is at 1 but expected 2)", "branch-moved"),
        ("[remote rejected] (pre-receive hook declined)", "push-refused"),
        ("[remote rejected] (protected branch hook declined)", "push-refused"),
        ("", "push-failed"),
    ],
)
def test_a_push_that_did_not_come_through_says_why(rejected: str, code: str) -> None:
    said = "remote: not on Sundays\nTo github.com:user/repo.git\nerror: failed to push some refs to 'github.com:user/repo.git'"
    assert not_pushed(rejected, said, "origin", "gh-pages").code == code


def test_notes_are_one_line_without_gits_marks() -> None:
    said = "remote: not on Sundays        \nremote: \nhint: try git pull\nTo ../x.git\nerror: failed to push some refs to 'x'\nfatal: no"
    assert note(said) == "not on Sundays; no"
    assert len(note("x" * 10_000)) < 1000
