"""What moving an article says in the end."""

from __future__ import annotations

from digest import edit_report
from digest.editing.moving import Moved


def change(**parts: object) -> Moved:
    whole: dict[str, object] = {
        "id": "a1",
        "before": "content/a.md",
        "after": "content/a.md",
        "old": "/2015/07/28/a/",
        "new": "/2015/07/28/b/",
        "redirects": True,
        "files": ("content/a.md",),
    }
    return Moved(**{**whole, **parts})  # type: ignore[arg-type]


def test_a_new_address_is_told_with_the_old_one() -> None:
    assert edit_report.moved(change(), dry_run=False) == (
        "content/a.md\n  its address is /2015/07/28/b/\n  /2015/07/28/a/ redirects"
    )


def test_every_other_file_that_changes_is_named() -> None:
    files = ("content/a.md", "content/b.md", "content/c.md")
    told = edit_report.moved(change(after="content/b.md", files=files), dry_run=True)
    assert told.splitlines()[0] == "content/a.md → content/b.md"
    assert told.splitlines()[-2:] == ["  links changed in content/c.md", "  nothing was changed: this was a dry run"]


def test_nothing_to_do_is_one_line() -> None:
    assert edit_report.moved(change(files=()), dry_run=True) == "content/a.md is as it is wanted: nothing to change"


def test_a_name_can_not_write_on_the_terminal() -> None:
    assert "\x1b" not in edit_report.moved(change(after="content/\x1b[2J.md"), dry_run=False)
