from __future__ import annotations

from lxml import html

from digest.model import Record
from digest.search.records import page

RECORD = Record(
    way="2015/07/28/ferry/",
    title="Ferries <stop> & wait",
    summary="A storm.",
    topics=("Harbour", "Weather"),
    tags=("Quay 4",),
    source="Harbour Gazette",
    date="28 July 2015",
    iso="2015-07-28",
    language="en",
    text="The gale blew <hard>.",
)


def test_all_that_readers_may_look_for_stands_in_the_body() -> None:
    body = html.fromstring(page(RECORD)).text_content()
    for said in (
        "Ferries <stop> & wait",
        "A storm.",
        "Harbour · Weather · Quay 4 · Harbour Gazette",
        "The gale blew <hard>.",
    ):
        assert said in body


def test_what_a_result_shows_stands_in_attributes_alone() -> None:
    tree = html.fromstring(page(RECORD))
    found = {each.get("data-pagefind-meta"): each.get("content") for each in tree.xpath("//meta[@data-pagefind-meta]")}
    assert found["href[content]"] == "2015/07/28/ferry/"
    assert found["date[content]"] == "28 July 2015"
    assert found["topic[content]"] == "Harbour"
    assert "28 July 2015" not in tree.text_content()
