"""What a deploy changes, told from two lists of files."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from digest.deploy.changes import Changes, address, compare, is_list
from digest.deploy.git import File

FILES = st.dictionaries(st.sampled_from(["a/index.html", "b.xml", "c.png", "assets/d.css"]), st.sampled_from("xyz"))


def tree(files: dict[str, str]) -> dict[str, File]:
    return {path: File("100644", blob) for path, blob in files.items()}


def test_files_come_change_and_go() -> None:
    before, after = tree({"a": "1", "b": "1", "c": "1"}), tree({"b": "1", "c": "2", "d": "1"})
    assert compare(before, after) == Changes(added=("d",), changed=("c",), removed=("a",), vanished=("a",))


@given(FILES, FILES)
def test_the_changes_make_of_the_one_the_other(before: dict[str, str], after: dict[str, str]) -> None:
    changes = compare(tree(before), tree(after))
    kept = before.keys() - set(changes.removed)
    made = {
        path: after[path] if path in {*changes.changed, *changes.added} else before[path]
        for path in {*kept, *changes.added}
    }
    assert made == after
    assert not set(changes.added) & before.keys()


def test_only_what_readers_may_know_has_an_address_that_vanishes() -> None:
    gone = ["2015/index.html", "feed.xml", "media/quay.jpg"]
    own = ["assets/style.1a2b.css", "pagefind/2015/pagefind.js", ".nojekyll", "CNAME", "404.html"]
    assert compare(tree(dict.fromkeys([*gone, *own], "x")), {}).vanished == tuple(gone)


def test_a_page_is_called_by_the_address_of_its_folder() -> None:
    site = "https://user.github.io/repo/"
    assert address(site, "index.html") == site
    assert address(site, "2015/07/28/ferry/index.html") == f"{site}2015/07/28/ferry/"
    assert address(site, "feed.xml") == f"{site}feed.xml"
    assert address(site, "old-index.html") == f"{site}old-index.html"


def test_feeds_and_lists_are_told_from_articles_pages_and_pictures() -> None:
    lists = ["feed.xml", "feeds.opml", "topics/world/feed.json", "tags/tide/index.html", "2015/index.html"]
    lists += ["2015/07/index.html", "2015/07/28/index.html", "archive/index.html"]
    others = ["2015/07/28/ferry/index.html", "about/index.html", "media/quay.jpg", "index.html"]
    assert [path for path in [*lists, *others] if is_list(path)] == lists
