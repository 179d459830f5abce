"""Feeds by the rules of Atom, RSS 2.0 and OPML 2.0; a fault of an entry leads to its article."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.unit.check.samples import URL, checked, page

STORY = "content/2015/07/28/ferry.md"
PATH = "2015/07/28/ferry/index.html"
LINK = URL + "2015/07/28/ferry/"

ATOM = f"""<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en">
<id>{URL}feed.xml</id><title>The Pier</title><updated>2015-07-28T14:05:00Z</updated>
<author><name>The Pier</name></author><link rel="self" href="{URL}feed.xml"/><link href="{URL}"/>
<entry><id>urn:uuid:1</id><title>The ferry</title><updated>2015-07-28T14:05:00Z</updated>
<link rel="alternate" href="{LINK}"/><category term="World"/>
<content type="html">&lt;p&gt;At &lt;a href="{URL}"&gt;nine&lt;/a&gt;.&lt;/p&gt;</content></entry>
</feed>"""
RSS = f"""<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom" xmlns:content="http://purl.org/rss/1.0/modules/content/">
<channel><title>The Pier</title><link>{URL}</link><description>News</description>
<atom:link rel="self" href="{URL}rss.xml"/><lastBuildDate>Tue, 28 Jul 2015 14:05:00 +0000</lastBuildDate>
<item><title>The ferry</title><link>{LINK}</link><guid isPermaLink="false">urn:uuid:1</guid>
<pubDate>Tue, 28 Jul 2015 14:05:00 +0000</pubDate><content:encoded>&lt;p&gt;At nine.&lt;/p&gt;</content:encoded></item>
</channel></rss>"""
OPML = f"""<opml version="2.0"><head><title>The Pier</title></head><body><outline text="All">
<outline type="rss" text="The Pier" xmlUrl="{URL}feed.xml" htmlUrl="{URL}"/></outline></body></opml>"""
FEEDS = {"feed.xml": ATOM, "rss.xml": RSS, "feeds.opml": OPML}


def faults(root: Path, name: str, text: str) -> list[tuple[str, str]]:
    """What is wrong with the feeds of a site of one article where this one is as given: message and file."""
    built = {**FEEDS, "index.html": page(), PATH: page(), name: text}
    found = checked(root, built, {PATH: STORY}, {STORY: "---\ntitle: The ferry\n---\n"})
    return [
        (finding.message.partition(": ")[2] or finding.message, finding.place.file)
        for finding in found
        if finding.place
    ]


@pytest.mark.parametrize("name", FEEDS)
def test_a_fault_of_a_feed_is_an_error_that_names_it(tmp_path: Path, name: str) -> None:
    [finding] = checked(tmp_path, {**FEEDS, "index.html": page(), PATH: page(), name: "<feed"}, {PATH: STORY})
    assert (finding.code, finding.severity) == ("feed-invalid", "error")
    assert finding.place is not None
    assert finding.place.file == f"public/{name}"


@pytest.mark.parametrize("name", FEEDS)
def test_a_good_feed_has_no_fault(tmp_path: Path, name: str) -> None:
    assert faults(tmp_path, name, FEEDS[name]) == []


@pytest.mark.parametrize(
    ("old", "new", "message", "file"),
    [
        ("<id>urn:uuid:1</id>", "", "an entry has no `id`", STORY),
        ("<id>urn:uuid:1</id>", "<id>one</id>", "the id `one` is no URI", STORY),
        ("<title>The Pier</title>", "", "the feed has no `title`", "public/feed.xml"),
        ("05:00Z</updated>\n<link", "05:00</updated>\n<link", "`updated` is not a date of RFC 3339: `2015-07-28T14:05:00`", STORY),
        ("<category", "<title>Two</title><category", "an entry has more than one `title`", STORY),
        (' term="World"', "", "a category of an entry has no term", STORY),
        ("<author><name>The Pier</name></author>", "", "an entry has no author, and the feed has none", STORY),
        ('rel="self"', 'rel="via"', 'it doesn\'t name its own address: <link rel="self">', "public/feed.xml"),
        (f'"{URL}"&gt;', '"../"&gt;', "an address in the text is not whole: `../`", STORY),
        ("</feed>", "<entry><id>urn:uuid:1</id><title/><updated>2015-07-28T14:05:00Z</updated><content/></entry></feed>",
         "two entries have the id `urn:uuid:1`", "public/feed.xml"),
    ],
)  # fmt: skip
def test_each_fault_of_an_atom_feed_is_told(tmp_path: Path, old: str, new: str, message: str, file: str) -> None:
    assert old in ATOM
    assert (message, file) in faults(tmp_path, "feed.xml", ATOM.replace(old, new))


def test_a_feed_that_is_cut_off_is_told(tmp_path: Path) -> None:
    [(message, file)] = faults(tmp_path, "feed.xml", ATOM.removesuffix("</feed>"))
    assert message.startswith("it is not well-formed")
    assert file == "public/feed.xml"


@pytest.mark.parametrize(
    ("old", "new", "message", "file"),
    [
        ('version="2.0"', 'version="0.9"', 'it is not `<rss version="2.0">` with one channel', "public/rss.xml"),
        ("<description>News</description>", "", "the channel has no `description`", "public/rss.xml"),
        ("<item>", "<items/><item>", "RSS knows no `items` in a channel", "public/rss.xml"),
        ("<item>", "<item><date/>", "RSS knows no `date` in an item", STORY),
        ("<title>The ferry</title>", "", "an item has neither `title` nor `description`", STORY),
        ('<guid isPermaLink="false">urn:uuid:1</guid>', "", "an item has no `guid`, so that readers can't tell it from others", STORY),
        (' isPermaLink="false"', "", "a guid that is said to be an address is not a whole address: `urn:uuid:1`", STORY),
        ("<pubDate>Tue", "<pubDate>Wed", "`pubDate` is not a date of RFC 822: `Wed, 28 Jul 2015 14:05:00 +0000`", STORY),
        ("<item>", '<item><enclosure url="x"/>', "an enclosure lacks `url`, `length` or `type`", STORY),
        ("&lt;p&gt;", '&lt;img src="a.png"&gt;', "an address in the text is not whole: `a.png`", STORY),
        ("</channel>", '<item><title>x</title><guid isPermaLink="false">urn:uuid:1</guid></item></channel>',
         "two items have the guid `urn:uuid:1`", "public/rss.xml"),
    ],
)  # fmt: skip
def test_each_fault_of_an_rss_feed_is_told(tmp_path: Path, old: str, new: str, message: str, file: str) -> None:
    assert old in RSS
    assert (message, file) in faults(tmp_path, "rss.xml", RSS.replace(old, new))


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('version="2.0"', "", 'it is not `<opml version="2.0">` with a head and a body'),
        (' text="All"', "", "an outline has no `text`"),
        (f' xmlUrl="{URL}feed.xml"', "", "the address of a feed in the list is not a whole address: ``"),
        ("</outline>", f'<outline text="x" xmlUrl="{URL}feed.xml"/></outline>', f"it lists `{URL}feed.xml` twice"),
    ],
)
def test_each_fault_of_a_list_of_feeds_is_told(tmp_path: Path, old: str, new: str, message: str) -> None:
    assert (message, "public/feeds.opml") in faults(tmp_path, "feeds.opml", OPML.replace(old, new))


def test_a_link_in_a_feed_that_leads_nowhere_is_found(tmp_path: Path) -> None:
    told = faults(tmp_path, "feed.xml", ATOM.replace(LINK, URL + "gone/"))
    assert (f"`{URL}gone/` leads to no page", "public/feed.xml") in told
