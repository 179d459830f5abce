"""What the search knows: a volume a year, its records made only when someone asks."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from digest.arrange.stage import arrange
from digest.config import Config, Search, Site, Tags
from digest.model import Article, Body, Content, Record, Source, Volume


def volumes(made: Any) -> dict[str, Volume]:
    return {volume.year: volume for volume in made.plan.volumes}


def records(made: Any, year: str = "2015") -> list[Record]:
    return list(volumes(made)[year].records())


def test_a_record_has_what_readers_look_for_and_see(
    article: Callable[..., Article], arranged: Callable[..., Any], config: Callable[..., Config]
) -> None:
    story = article(
        "a",
        "2015-07-28T23:30:00+02:00",
        title="Ferries wait",
        summary="A storm.",
        topics=("science", "world"),
        tags=("quay",),
        source=Source(name="Harbour Gazette"),
        text="The gale blew all night.",
    )
    [record] = records(arranged(story, config=config(tags=Tags(vocabulary=("Quay 4 | quay",)))))
    assert record == Record(
        way="2015/07/28/a/",
        title="Ferries wait",
        summary="A storm.",
        topics=("Science", "World"),
        tags=("Quay 4",),
        source="Harbour Gazette",
        date="28 July 2015",
        iso=record.iso,
        language="en",
        text="The gale blew all night.",
    )


def test_each_year_has_a_volume_of_what_is_shown(article: Callable[..., Article], arranged: Callable[..., Any]) -> None:
    made = arranged(
        article("a", "2015-07-28"),
        article("b", "2014-07-28"),
        article("draft", "2015-01-01", status="draft"),
        article("hidden", "2014-01-01", noindex=True),  # from search engines, not from the site's own readers
    )
    assert list(volumes(made)) == ["2015", "2014"]
    assert [record.way for record in records(made)] == ["2015/07/28/a/"]
    assert [record.way for record in records(made, "2014")] == ["2014/07/28/b/", "2014/01/01/hidden/"]


def test_of_a_full_year_only_the_beginning_of_each_text_is_found(
    article: Callable[..., Article], arranged: Callable[..., Any], config: Callable[..., Config]
) -> None:
    text = " ".join(f"word{number}" for number in range(900))
    stories = [article(f"a{number}", text=text) for number in range(4)]
    whole = records(arranged(*stories, config=config(search=Search(text=4))))
    part = records(arranged(*stories, config=config(search=Search(text=2))))
    assert {len(record.text.split()) for record in whole} == {900}
    assert {record.text for record in part} == {" ".join(f"word{number}" for number in range(200))}


def test_the_digest_changes_with_all_that_a_record_tells_and_for_its_year_alone(
    article: Callable[..., Article], arranged: Callable[..., Any], config: Callable[..., Config]
) -> None:
    other = article("b", "2014-07-28")

    def digests(story: Article, **settings: Any) -> dict[str, str]:
        made = arranged(story, other, config=config(**settings))
        return {year: volume.digest for year, volume in volumes(made).items()}

    before = digests(article("a", tags=("quay",)))
    for changed in (
        article("a", tags=("quay",), title="Another"),
        article("a", tags=("quay",), text="Another body."),
        article("a", tags=("pier",)),
        article("a", tags=("quay",), topics=("science",)),
        article("a", tags=("quay",), source=Source(name="Gazette")),
    ):
        after = digests(changed)
        assert after["2015"] != before["2015"]
        assert after["2014"] == before["2014"]
    assert digests(article("a", tags=("quay",))) == before
    assert digests(article("a", tags=("quay",)), tags=Tags(vocabulary=("Quay 4 | quay",)))["2015"] != before["2015"]


def test_no_body_is_looked_at_before_records_are_asked_for(
    article: Callable[..., Article], config: Callable[..., Config]
) -> None:
    class Closed(dict[str, Body]):
        def __getitem__(self, path: str) -> Body:
            raise AssertionError(path)

    content = Content(articles=(article("a"),), bodies=Closed())
    settings, now = config(site=Site(title="T", url="https://example.org/")), datetime(2016, 1, 1, tzinfo=UTC)
    plan, _ = arrange(content, settings, assets={}, options={}, static=(), now=now)
    assert [volume.year for volume in plan.volumes] == ["2015"]
