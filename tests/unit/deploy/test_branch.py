"""The branch of the remote, with real repositories."""

from __future__ import annotations

from pathlib import Path

import pytest

from digest.deploy import branch as branches
from digest.deploy.branch import Branch
from digest.deploy.git import Git
from digest.deploy.source import Source
from tests.unit.deploy.places import Place, git


def looked(place: Place, name: str = "gh-pages") -> Branch:
    branch, findings = branches.look(Git(place.site), "origin", name)
    assert findings == []
    assert branch is not None
    return branch


def commits(place: Place, count: int) -> list[str]:
    """Commits above the sources', which no branch has."""
    above, made = place.git("rev-parse", "HEAD"), []
    for number in range(count):
        above = place.git("commit-tree", "-p", above, "-m", f"number {number}", "HEAD^{tree}")
        made.append(above)
    return made


def test_a_branch_that_is_not_there_has_no_tip(place: Place) -> None:
    assert looked(place) == Branch("origin", "gh-pages", None)


def test_a_branch_with_slashes_is_no_other_that_ends_like_it(place: Place) -> None:
    git(place.remote, "branch", "old/gh-pages", "main")
    assert looked(place).tip is None
    assert looked(place, "old/gh-pages").tip is not None


def test_its_tip_says_from_which_commit_the_site_was_made(place: Place) -> None:
    source = Source(place.git("rev-parse", "HEAD"))
    commit = place.git("commit-tree", "-m", branches.message("Publish {commit}", source), "HEAD^{tree}")
    place.git("push", "--quiet", "origin", f"{commit}:refs/heads/gh-pages")
    tip = looked(place).tip
    assert tip is not None
    assert (tip.commit, tip.subject, tip.source) == (commit, f"Publish {source.short}", source.commit)


def test_a_commit_that_says_nothing_of_it_was_made_by_somebody_else(place: Place) -> None:
    git(place.remote, "branch", "gh-pages", "main")
    tip = looked(place).tip
    assert tip is not None
    assert (tip.subject, tip.source) == ("The beginning", None)


@pytest.mark.parametrize("there", [True, False], ids=["on a branch", "on none yet"])
def test_a_push_leaves_a_branch_that_moved_since_it_was_looked_at(place: Place, *, there: bool) -> None:
    """Between looking and pushing a whole site is built."""
    first, second, third = commits(place, 3)
    if there:
        place.git("push", "--quiet", "origin", f"{first}:refs/heads/gh-pages")
    branch = looked(place)
    place.git("push", "--quiet", "origin", f"{second}:refs/heads/gh-pages")
    refused = branches.push(Git(place.site), branch, third, force=False)
    assert refused is not None
    assert (refused.code, refused.note) == ("branch-moved", "[rejected] (stale info)")
    assert place.there() == second
    assert branches.push(Git(place.site), branch, first, force=True) is None
    assert place.there() == first


def test_a_push_brings_back_no_branch_that_was_deleted_since(place: Place) -> None:
    first, second = commits(place, 2)
    place.git("push", "--quiet", "origin", f"{first}:refs/heads/gh-pages")
    branch = looked(place)
    git(place.remote, "branch", "--quiet", "-D", "gh-pages")
    refused = branches.push(Git(place.site), branch, second, force=False)
    assert refused is not None
    assert refused.code == "branch-moved"
    assert place.there() == ""


def test_the_bundles_of_the_last_deploy_come_back_byte_for_byte(place: Place, tmp_path: Path) -> None:
    index = bytes(range(256)) * 3
    (place.site / "pagefind/2015").mkdir(parents=True)
    (place.site / "pagefind/2015/en.pf_index").write_bytes(index)
    (place.site / "pagefind/2015/empty").write_bytes(b"")
    (place.site / "pagefind/2015/link").symlink_to("/etc/hostname")
    place.write("pagefinder/index.html", "no bundle")
    place.commit()
    place.git("push", "--quiet", "origin", "HEAD:refs/heads/gh-pages")
    branches.take_bundles(Git(place.site), looked(place), tmp_path / "new")
    found = {path.name: path.read_bytes() for path in (tmp_path / "new").rglob("*") if path.is_file()}
    assert found == {"en.pf_index": index, "empty": b""}
