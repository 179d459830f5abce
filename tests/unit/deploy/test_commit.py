"""A folder becomes a commit, in a repository of its own."""

from __future__ import annotations

from pathlib import Path

import pytest

from digest.deploy import commit as commits
from digest.deploy.commit import Made, Shop
from digest.deploy.git import Failed, Git
from digest.deploy.source import repository
from tests.unit.deploy.places import Place, git

WHO = {"GIT_COMMITTER_NAME": "Ann", "GIT_COMMITTER_EMAIL": "ann@example.org", "GIT_COMMITTER_DATE": "1443657600 +0200"}


def made(place: Place, folder: Path, *, keep: bool = True, above: str | None = None, **more: str) -> Made:
    objects, form = repository(Git(place.site))
    shop = Shop(folder.parent / "shop", objects, form, keep)
    options = {"message": "A day", "cname": "", **more}
    return commits.make(Git(place.site), shop, folder, above=above, who=WHO, **options)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    site = tmp_path / "to go"
    (site / "ä ö/2015").mkdir(parents=True)
    (site / "ä ö/2015/index.html").write_bytes(b"<p>x\r\n")
    (site / "empty.txt").write_bytes(b"")
    (site / "-n").write_bytes(bytes(range(256)))
    return site


def test_a_commit_holds_the_folder_byte_for_byte_and_a_file_against_jekyll(place: Place, folder: Path) -> None:
    done = made(place, folder)
    assert done.files.keys() == {"ä ö/2015/index.html", "empty.txt", "-n", ".nojekyll"}
    (content,) = Git(place.site).contents([done.files["-n"].blob])
    assert content == bytes(range(256))
    assert place.git("log", "-1", "--format=%cn <%ce> %ct", done.commit) == "Ann <ann@example.org> 1443657600"
    assert place.git("rev-list", "--count", done.commit) == "1"


def test_what_the_commit_below_has_more_is_gone(place: Place, folder: Path) -> None:
    head = place.git("rev-parse", "HEAD")
    done = made(place, folder, above=head, cname="www.example.org")
    assert "config.yaml" not in done.files
    assert place.git("rev-parse", f"{done.commit}^") == head
    assert place.git("show", f"{done.commit}:CNAME") == "www.example.org"


def test_nothing_is_kept_where_that_was_not_asked_for(place: Place, folder: Path) -> None:
    before = place.git("count-objects", "-v")
    done = made(place, folder, keep=False, above=place.git("rev-parse", "HEAD"))
    assert place.git("count-objects", "-v") == before
    assert made(place, folder, keep=True, above=place.git("rev-parse", "HEAD")).tree == done.tree


def test_a_message_is_never_an_option_or_a_command(place: Place, folder: Path) -> None:
    message = "--push\nfrom nowhere\n$(touch gone) “quoted” 'x'"
    done = made(place, folder, message=message)
    assert place.git("log", "-1", "--format=%B", done.commit) == message
    assert not list(folder.parent.rglob("gone"))


def test_what_git_says_comes_back_when_it_refuses(place: Place, folder: Path) -> None:
    (folder / "two\nlines").write_bytes(b"")
    with pytest.raises(Failed, match="Expected 'data n' command"):
        made(place, folder)


@pytest.mark.parametrize("name", ["two\nlines", '"quoted"', ".git/config", "a/.GIT/x"])
def test_names_that_git_would_misread_are_told_before(tmp_path: Path, name: str) -> None:
    (tmp_path / "site" / name).parent.mkdir(parents=True)
    (tmp_path / "site" / name).write_bytes(b"")
    (tmp_path / "site/.well-known").write_bytes(b"")
    assert [finding.code for finding in commits.unfit(tmp_path / "site")] == ["name-unfit"]


def test_a_shallow_repository_can_be_built_on(place: Place, folder: Path) -> None:
    place.git("commit", "--quiet", "--allow-empty", "--message", "second")
    place.git("push", "--quiet", "origin", "main")
    git(folder.parent, "clone", "--quiet", "--depth=1", "--branch=main", place.remote.as_uri(), "shallow")
    shallow = Place(folder.parent / "shallow", place.remote)
    head = shallow.git("rev-parse", "HEAD")
    assert shallow.git("rev-parse", f"{made(shallow, folder, above=head).commit}^") == head
