"""A whole pasted text becomes a draft, and nothing of it is lost."""

from __future__ import annotations

from pathlib import Path

import pytest

from digest.config import DEFAULT_TOPICS, Config, Convert, Site
from digest.convert.plain.drafting import draft
from digest.model import Draft

CONFIG = Config(site=Site(title="Test", url="https://example.org/"), topics=DEFAULT_TOPICS)
KERRY = (Path(__file__).parents[4] / "seeds" / "000_b78fcd097fd4bb0e.txt").read_text(encoding="utf-8")
KERRY_STANDFIRST = (
    "US Secretary of State John Kerry meets with top South Korean officials to discuss security issues and "
    "North Korean belligerence in the region"
)


def of(text: str, path: str = "a.txt") -> Draft:
    return draft(text, path, CONFIG)


def day(moment: object) -> str:
    return str(getattr(moment, "text", moment))[:10]


def kerry_variants() -> dict[str, str]:
    owed = "Photo by: AP\nPhoto by: AP\n\n"
    return {
        "as pasted": KERRY,
        "re-dated": KERRY.replace("Jul 28, 2015", "28 July 2015, 09:15 GMT"),
        "credits below the stamp": KERRY.replace(owed, "").replace(
            "Updated Jul 28, 2015\n\n", f"Updated Jul 28, 2015\n\n{owed}"
        ),
        "credits above the standfirst": KERRY.replace(owed, "").replace(
            "regional security\n\n", f"regional security\n\n{owed}", 1
        ),
        "with Windows line ends": KERRY.replace("\n", "\r\n"),
    }


@pytest.mark.parametrize("variant", kerry_variants())
def test_the_sample_seed_becomes_its_article_in_any_order_of_its_lines(variant: str) -> None:
    found = of(kerry_variants()[variant])
    assert found.front.title == "Kerry visits Seoul to discuss regional security"
    assert found.front.summary == KERRY_STANDFIRST
    assert found.front.credits == ("AP",)
    assert day(found.front.updated) == "2015-07-28"
    assert found.front.date == found.front.updated
    assert found.front.source is not None
    assert found.front.source.name == "TRTWorld and agencies"
    assert found.front.source.url is None
    assert found.front.language == "en"
    assert found.front.topics[0] == "world"
    assert {"North Korea", "South Korea", "John Kerry"} <= set(found.front.tags)


def test_the_sample_seeds_story_is_whole_and_nothing_of_its_head_is_left_in_it() -> None:
    paragraphs = [paragraph for paragraph in of(KERRY).body.split("\n\n") if paragraph.strip()]
    assert len(paragraphs) == 20
    assert paragraphs[0].startswith("US State of Secretary John Kerry held a meeting")
    assert "“destabilising” and “unacceptable.”" in paragraphs[3]
    assert not any("Photo" in each or "Updated Jul" in each or "TRTWorld" in each for each in paragraphs)


def test_a_reworded_seed_converts_as_well() -> None:
    text = KERRY.replace(
        "Kerry visits Seoul to discuss regional security", "Kerry flies to Seoul for talks on security"
    )
    text = text.replace("Photo by: AP\nPhoto by: AP", "(Photo: AP)").replace(
        "TRTWorld and agencies", "Harbour Gazette, with agencies"
    )
    found = of(text)
    assert found.front.title == "Kerry flies to Seoul for talks on security"
    assert found.front.credits == ("AP",)
    assert found.front.source is not None
    assert found.front.source.name == "Harbour Gazette, with agencies"


def test_each_line_taken_out_is_listed_with_its_rule_and_line() -> None:
    removed = [(gone.rule, gone.text, gone.line) for gone in of(KERRY).removed]
    assert ("credit", "Photo by: AP", 5) in removed
    assert ("credit", "Photo by: AP", 6) in removed
    assert ("stamp", "Updated Jul 28, 2015", 8) in removed


def test_a_field_knows_where_in_the_seed_it_comes_from() -> None:
    origin = of(KERRY).origins["updated"]
    assert (origin.rule, origin.line) == ("stamp-updated", 8)
    assert KERRY.splitlines()[origin.line - 1][origin.start : origin.end] == "Jul 28, 2015"


def test_a_date_is_published_or_updated_as_its_label_says() -> None:
    found = of(
        "A headline of some words\n\nPublished: 5 July 2015, 23:10 EEST | Updated: 6 July 2015, 10:20 EEST\n\nText of it."
    )
    assert found.front.date is not None
    assert found.front.updated is not None
    assert (found.front.date.text, found.front.updated.text) == (
        "2015-07-05T23:10:00+03:00",
        "2015-07-06T10:20:00+03:00",
    )


def test_a_date_in_the_files_name_counts_only_where_the_text_has_none() -> None:
    assert day(of("A headline of some words\n\nText of it.", "2015-12-16-fed.txt").front.date) == "2015-12-16"
    assert (
        day(of("A headline of some words\n\n14 July 2015\n\nText of it.", "2015-12-16-fed.txt").front.date)
        == "2015-07-14"
    )
    assert of("A headline of some words\n\nText of it.", "12-16-fed.txt").front.date is None
    assert of("A headline of some words\n\nText of it.", "a20151216b.txt").front.date is None


def test_an_undated_text_has_no_date() -> None:
    assert of("A headline of some words\n\n3 hours ago\n\nText of it.").front.date is None


def test_an_ambiguous_date_is_marked() -> None:
    found = of(
        "A headline of some words\n\nPublished 04/05/2015\n\nThe text of the story is here and there and it is in English."
    )
    assert day(found.front.date) == "2015-05-04"
    assert [finding.code for finding in found.diagnostics if finding.code.startswith("date")] == ["date-ambiguous"]


def test_the_settings_order_of_day_and_month_rules() -> None:
    config = Config(site=CONFIG.site, topics=CONFIG.topics, convert=Convert(date_order="mdy"))
    found = draft("A headline of some words\n\nPublished 04/05/2015\n\nText of it.", "a.txt", config)
    assert day(found.front.date) == "2015-04-05"
    assert not [finding for finding in found.diagnostics if finding.code.startswith("date")]


def test_a_text_of_a_headline_alone_has_no_body() -> None:
    found = of("A headline of some words")
    assert found.front.title == "A headline of some words"
    assert found.body.strip() == ""


def test_a_headline_and_one_paragraph_make_a_story() -> None:
    found = of(
        "Estuary bridge opens at last\n\nThe mayor walked across it first, followed by a brass band and by hundreds of people with umbrellas"
    )
    assert found.front.title == "Estuary bridge opens at last"
    assert found.body.startswith("The mayor walked")


@pytest.mark.parametrize("text", ["", "\n \n", "\ufeff", "---", "{{ x }}", "a: b", "0"])
def test_the_oddest_texts_make_a_draft(text: str) -> None:
    assert of(text).removed is not None


def test_a_headline_that_is_said_twice_and_nothing_else_is_its_own_story() -> None:
    found = of("The lamp on the pier is lit again\n\nThe lamp on the pier is lit again")
    assert found.front.title == "The lamp on the pier is lit again"
    assert found.body.strip() == "The lamp on the pier is lit again"


SLASHED = (
    "A headline of some words\n\nPublished 04/05/2015\n\nThe text of the story is here and there and it is in English."
)


@pytest.mark.parametrize(
    ("language", "read", "ambiguous"),
    [("en", "2015-05-04", True), ("en-US", "2015-04-05", False), ("en-GB", "2015-05-04", False), ("en-CA", "2015-05-04", True), ("pt-BR", "2015-05-04", False)],
)  # fmt: skip
def test_the_order_of_day_and_month_is_that_of_the_languages_region(language: str, read: str, ambiguous: bool) -> None:
    config = Config(site=CONFIG.site, topics=CONFIG.topics, convert=Convert(language=language))
    found = draft(SLASHED, "a.txt", config)
    assert (day(found.front.date), found.front.language) == (read, language)
    assert ("date-ambiguous" in [finding.code for finding in found.diagnostics]) == ambiguous


def test_a_region_hides_no_words_of_the_language() -> None:
    story = "O governo do Brasil\n\n5 de julho de 2015\n\nO presidente visitou a Alemanha. A Alemanha e o Brasil assinaram um acordo."
    plain, regional = (
        draft(story, "a.txt", Config(site=CONFIG.site, topics=CONFIG.topics, convert=Convert(language=tag)))
        for tag in ("pt", "pt-BR")
    )
    assert "Alemanha" in regional.front.tags
    assert (regional.front.topics, regional.front.tags) == (plain.front.topics, plain.front.tags)


def test_the_language_of_a_header_line_rules_how_the_rest_is_read() -> None:
    found = of(
        "Title: Talks open\nLanguage: en-US\nDate: 04/05/2015\n\nLes ministres sont dans la ville et ils parlent."
    )
    assert (found.front.language, day(found.front.date)) == ("en-US", "2015-04-05")
    assert (found.origins["language"].rule, found.origins["language"].line) == ("header", 2)


def test_a_header_line_with_an_unknown_language_is_taken_out_and_the_text_tells() -> None:
    found = of(
        "Title: Talks open\nLanguage: Klingon\nDate: 2015-05-04\n\nLes ministres sont dans la ville et ils parlent."
    )
    assert found.front.language == "fr"
    assert ("header", "Language: Klingon", 2) in [(gone.rule, gone.text, gone.line) for gone in found.removed]


@pytest.mark.parametrize(
    "story",
    [
        "Some text here that is long enough to be a paragraph.",
        "Some text here that is long enough to be a paragraph, and longer than a headline ever is.",
        "Short.",
    ],
)
@pytest.mark.parametrize("headline", ["Bridge opens", "Council votes"])
def test_a_headline_of_two_words_over_a_stamp_is_the_headline(headline: str, story: str) -> None:
    found = of(f"{headline}\n\n28 July 2015\n\n{story}")
    assert (found.front.title, found.body.strip()) == (headline, story)


def test_a_headline_that_reads_like_an_outlet_is_the_headline_where_there_is_no_other() -> None:
    found = of("LIBERTY STAR SETS FIRST PAYOUT\n\nWESTPORT, Conn., Feb 26 - The fund said that it will pay in April.")
    assert found.front.title == "LIBERTY STAR SETS FIRST PAYOUT"
    assert (found.front.source, found.front.dateline) == (None, "Westport, Conn.")
    assert found.body.strip() == "The fund said that it will pay in April."


def test_a_dateline_alone_in_its_line_is_taken_from_above_the_story() -> None:
    found = of(
        "Ferry line doubles its profit\n\nBREDE, March 4 -\n\nThe line earned 15 crowns for each share it has sold."
    )
    assert found.front.dateline == "Brede"
    assert found.body.strip() == "The line earned 15 crowns for each share it has sold."


STORY = (
    "The bridge over the estuary was opened on Monday, nine years after the first pile was driven and at twice the price.\n\n"
    "The mayor walked across it first, followed by a brass band and by several hundred people who had brought umbrellas."
)


@pytest.mark.parametrize(
    ("headline", "standfirst"),
    [
        ("Hash title in a seed", "Quote standfirst here as a line"),
        ("Ministers agree on budget", "A long night ends with a handshake"),
        ("Estuary bridge opens after nine years", "The mayor walks first, a brass band follows"),
    ],
)
def test_a_short_standfirst_beside_a_stamp_is_not_taken_for_the_headline(headline: str, standfirst: str) -> None:
    found = of(f"{headline}\n\n{standfirst}\n\nPublished 4 July 2015\n\n{STORY}")
    assert (found.front.title, found.front.summary) == (headline, standfirst)


def test_header_lines_between_fences_are_read_even_where_they_are_no_yaml() -> None:
    found = of(f"---\ntitle: yaml: broken [\ndate: 2015-07-28\n---\n\n{STORY}")
    assert found.front.title == "yaml: broken ["
    assert day(found.front.date) == "2015-07-28"
    assert found.body.startswith("The bridge over")


def test_an_ornament_within_a_story_stays_where_it_is() -> None:
    first, second = STORY.split("\n\n")
    body = of(f"Estuary bridge opens at last\n\n{first}\n\n======\n\n{second}").body
    assert "======" in body


@pytest.mark.parametrize("marker", ["*", "-", "+", "1."])
def test_items_of_a_list_are_never_taken_for_outlets(marker: str) -> None:
    items = [f"{marker} Ocean Pearl", f"{marker} Evening Star", f"{marker} Northern Star"]
    found = of("Harbour opens again after two storms\n\nPublished 3 May 2015\n\n" + STORY + "\n\n" + "\n".join(items))
    assert found.front.source is None
    assert all(name in found.body for name in ("Ocean Pearl", "Evening Star", "Northern Star"))
    assert [gone.rule for gone in found.removed] == ["stamp"]


def test_a_tables_first_row_is_no_byline_and_its_columns_stay() -> None:
    table = "Team        P   W   Pts\nLyon        3   2   6\nParis       3   1   4"
    found = of(f"Harbour opens again after a storm\n\nPublished 3 May 2015\n\nStandings:\n\n{table}\n\n{STORY}")
    assert found.front.authors == ()
    assert table in found.body


@pytest.mark.parametrize("line", ["<!-- comment -->", "1) x", "<", "&", "^", "\\", "[share]"])
def test_lines_of_markup_are_no_furniture(line: str) -> None:
    first, second = STORY.split("\n\n")
    found = of(f"Estuary bridge opens at last\n\n{first}\n\n{line}\n\n{second}\n\n{line}")
    assert found.removed == ()


def test_a_date_that_begins_like_an_item_is_a_stamp() -> None:
    assert day(of(f"Hafenbrücke wieder offen für alle\n\n3. Mai 2024, 17:47\n\n{STORY}").front.date) == "2024-05-03"


def test_header_lines_that_say_nothing_are_told_with_their_places_and_stay_in_the_record() -> None:
    found = of(
        "Title: A cat in the park\nDate: 31 February 2015\nTopic: Nonsense\nLink: javascript:alert(1)\n\n"
        "A big cat was seen in the park on Monday morning by three people.\n"
    )
    told = [one for one in found.diagnostics if one.code == "header-unread"]
    places = [(one.place.line, one.place.column) for one in told if one.place is not None]
    assert places == [(2, 7), (3, 8), (4, 7)]
    assert ["31 February 2015" in told[0].message, "Nonsense" in told[1].message] == [True, True]
    assert all(one.hint for one in told)
    assert {"Date: 31 February 2015", "Topic: Nonsense", "Link: javascript:alert(1)"} <= {
        one.text for one in found.removed
    }
    assert not [
        one for one in of("Title: A\nDate: 28 July 2015\nTopic: World\n\nText.\n").diagnostics if "unread" in one.code
    ]
