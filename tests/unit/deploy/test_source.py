"""What a site is made from: a commit, and nothing else."""

from __future__ import annotations

from digest.deploy.git import Git
from digest.deploy.source import Source, look
from tests.unit.deploy.places import FERRY, QUAY, Place

MADE = ("public", ".digest")


def changed(place: Place) -> str:
    """What is said of changes; empty where nothing is."""
    _, findings = look(Git(place.site), MADE, dirty=False)
    return "".join(finding.message for finding in findings)


def test_a_clean_site_is_its_commit(place: Place) -> None:
    head = place.git("rev-parse", "HEAD")
    assert look(Git(place.site), MADE, dirty=False) == (Source(head), [])


def test_changes_count_wherever_they_stand(place: Place) -> None:
    (place.site / FERRY).unlink()
    assert changed(place) == f"1 file is not as the last commit has it: {FERRY}"
    place.git("checkout", "--", FERRY)
    place.git("mv", QUAY, "content/pier ü.md")
    assert changed(place) == "1 file is not as the last commit has it: content/pier ü.md"
    place.write("new.md", "")
    assert changed(place) == "2 files are not as the last commit has them: content/pier ü.md, new.md"


def test_many_are_counted_and_some_named(place: Place) -> None:
    for number in range(9):
        place.write(f"{number}.md", "")
    assert changed(place).endswith(
        "9 files are not as the last commit has them: 0.md, 1.md, 2.md, 3.md, 4.md and 4 more"
    )


def test_what_digest_makes_itself_does_not_count_though_nobody_told_git(place: Place) -> None:
    (place.site / ".gitignore").unlink()
    place.commit()
    place.write("public/index.html", "")
    place.write(".digest/cache", "")
    assert changed(place) == ""
    place.write("publications.md", "")
    assert "publications.md" in changed(place)


def test_looking_changes_nothing_not_even_the_index(place: Place) -> None:
    (place.site / FERRY).touch()  # git would refresh what it knows of the file
    before = (place.site / ".git/index").read_bytes()
    assert changed(place) == ""
    assert (place.site / ".git/index").read_bytes() == before


def test_with_leave_to_be_dirty_a_site_is_its_commit_and_says_so(place: Place) -> None:
    place.write("new.md", "")
    source, findings = look(Git(place.site), MADE, dirty=True)
    assert findings == []
    assert source == Source(place.git("rev-parse", "HEAD"), dirty=True)
