"""The script that is put in, and the mark of what a browser shows."""

from __future__ import annotations

from digest.ground import fingerprint
from digest.preview import pages
from digest.preview.pages import Mark

PAGE = b"""<!doctype html>
<html><head><link rel="stylesheet" href="/repo/assets/style.0a1b.css"><link rel="alternate" href="/repo/feed.xml"></head>
<body><img src="/repo/pier.jpg" alt=""><img src="https://other.example/x.jpg" alt=""><p>Text</p></body></html>
"""


def mark(page: bytes = PAGE, **digests: str) -> Mark:
    return pages.mark(page, "/repo/", lambda way: digests.get(way.replace("/", "_").partition(".")[0], ""))


def test_the_script_stands_at_the_end_of_the_head_and_nothing_else_changes() -> None:
    served = pages.with_script(PAGE, "port=8000", Mark("a", "b", "c"))
    tag = b'<script src="/.preview/livereload.js?port=8000" data-page="a.b.c" defer></script>'
    assert served.index(tag) + len(tag) == served.index(b"</head>")
    assert served.replace(tag, b"") == PAGE


def test_a_page_without_a_head_has_it_at_its_end() -> None:
    assert pages.with_script(b"<p>Text", "q", mark()).endswith(b"</script>")


def test_a_file_may_be_kept_for_good_only_where_its_name_holds_the_fingerprint_of_its_own_bytes() -> None:
    named = f"assets/pier.{fingerprint.of_bytes(b'pier')[:10]}.jpg"
    assert pages.is_named_by(named, b"pier")
    assert not pages.is_named_by(named, b"quay")
    assert not pages.is_named_by("pier.jpg", b"pier")


def test_a_mark_can_be_told_and_read_back() -> None:
    assert Mark.parsed(str(mark())) == mark()
    for wrong in ("", "a.b", "a.b.c.d", None, 3):
        assert Mark.parsed(wrong) is None


def test_another_text_changes_the_page_alone() -> None:
    before, after = mark(), mark(PAGE.replace(b"Text", b"Words"))
    assert before.page != after.page
    assert (before.styles, before.loaded) == (after.styles, after.loaded)


def test_another_style_sheet_changes_the_styles_alone_by_its_name_or_by_its_bytes() -> None:
    before = mark()
    for after in (mark(PAGE.replace(b"0a1b", b"2c3d")), mark(assets_style="new")):
        assert before.styles != after.styles
        assert (before.page, before.loaded) == (after.page, after.loaded)


def test_another_picture_of_the_same_name_is_seen_and_another_feed_is_not() -> None:
    assert mark(pier="new").loaded != mark().loaded
    assert mark(feed="new") == mark()


def test_style_sheets_are_those_of_links_that_say_so() -> None:
    assert pages.styles(PAGE) == ["/repo/assets/style.0a1b.css"]
    assert pages.styles(b"<LINK href='a&amp;b.css' REL='alternate stylesheet'>") == ["a&b.css"]


def test_a_way_is_below_the_base_path_of_this_site() -> None:
    assert pages.way_of("/repo/a%20b/?q#f", "/repo/") == "a b/"
    assert pages.way_of("/other/", "/repo/") is None
    assert pages.way_of("https://other.example/repo/", "/repo/") is None


def test_what_lies_beside_the_sites_path_is_answered_with_a_page_that_leads_there() -> None:
    page = pages.outside('/häfen & "docks"/').decode()
    assert '<a href="/h%C3%A4fen%20%26%20%22docks%22/">/häfen &amp; &quot;docks&quot;/</a>' in page
