"""The standfirst: set apart from the story, or left in it."""

import pytest

from digest.convert.plain import head, lines, roles

TITLE = "Eastern pier to close for two winters"
STORY = (
    "The harbour board decided on Tuesday to close the eastern pier for two winters, a step long feared by the fishing families of the town.\n\n"
    "Engineers found cracks in eleven of the forty pillars when they dived in spring, and the board says that mending them costs more than the town earns from it.\n\n"
    "The families want a smaller pier further west, where the water is deep enough for their boats, and they have collected four hundred signatures in the two weeks since.\n\n"
    "A vote on the western pier is planned for June, the board said in a note on its door, which was gone on Wednesday, and nobody would say who had taken it."
)
SENTENCE = "A quarter of the pillars have cracks, and the board says the town cannot pay."
TWO = "A quarter of the pillars have cracks. The town cannot pay for them."


def summary(text: str) -> str | None:
    read = lines.paragraphs(lines.split(text), wrapped=False, alone=())
    parts, top = head.read_head([roles.part_of(each, None) for each in read], None)
    return None if top.summary is None else parts[top.summary].text


@pytest.mark.parametrize(
    "text",
    [
        f"{TITLE}\n{SENTENCE}\nBy Jane Doe\n{STORY}",
        f"{TITLE}\nBy Jane Doe\n{SENTENCE}\n4 May 2015\n{STORY}",
        f"{TITLE}\n{SENTENCE}\nMara Lindqvist\n4 May 2015\nThe pier seen from the quay (Image: Quay Archive)\n{STORY}",
        f"{TITLE}\n{SENTENCE}\nThe pier in spring / Anna Berg\nFoto: dpa\n{STORY}",
    ],
)
def test_lines_of_a_page_between_a_paragraph_and_the_story_make_it_a_standfirst(text: str) -> None:
    assert summary(text) == SENTENCE


def test_short_sentences_under_stamps_are_a_standfirst_and_one_long_one_is_the_story() -> None:
    assert summary(f"{TITLE}\n4 May 2015\n{TWO}\n{STORY}") == TWO
    assert summary(f"{TITLE}\n4 May 2015\n{STORY}") is None


def test_a_first_paragraph_that_nothing_sets_apart_stays_in_the_story() -> None:
    assert summary(f"{TITLE}\n\n{TWO}\n\n{STORY}") is None


@pytest.mark.parametrize(
    "line",
    [
        "The pier seen from the quay in spring (Image: Quay Archive)",
        "The harbour master (l.) and the board's chair look at a pillar of the pier",
        "Share on Facebook Share on Twitter Copy link",
        "Eastern pier to close for two winters",
        "Add as preferred on your start page",
        "Jane Doe and Oskar Brandvold Harbour Weekly Review",
    ],
)
def test_captions_buttons_names_and_the_headline_again_are_no_standfirst(line: str) -> None:
    assert summary(f"{TITLE}\n{line}\n4 May 2015\n{STORY}") is None


def test_a_teaser_under_a_line_like_related_is_no_standfirst() -> None:
    teaser = "Ferry families ask the board for a smaller pier"
    assert summary(f"{TITLE}\n4 May 2015\nRelated articles\n{teaser}\n{TWO}\nPhoto: Quay Archive\n{STORY}") == TWO


def test_a_paragraph_with_a_dateline_is_the_story() -> None:
    assert summary(f"{TITLE}\n4 May 2015\nBREDE, May 4 (Reuters) - {TWO}\n{STORY}") is None


@pytest.mark.parametrize("line", ["No more ferries until spring", "“Nobody asked the families first”"])
def test_a_short_line_alone_between_headline_and_story_is_the_standfirst(line: str) -> None:
    assert summary(f"{TITLE}\n\n{line}\n\n{STORY}") == line


def test_a_first_sub_heading_or_a_closing_agency_makes_no_standfirst_of_the_first_paragraph() -> None:
    first, *others = STORY.split("\n\n")
    assert summary("\n\n".join([TITLE, first, "The bill", *others])) is None
    assert (
        summary(
            "\n\n".join(
                [TITLE, first, "Engineers found cracks in eleven of the pillars, the board said on Monday.", "(AP)"]
            )
        )
        is None
    )


def test_the_hours_of_a_live_report_part_no_standfirst_from_it() -> None:
    first, second, *others = STORY.split("\n\n")
    assert summary("\n\n".join([TITLE, "14:05", first, "14:30", second, *others])) is None


def test_a_standfirst_above_the_headline_said_again_is_found() -> None:
    assert summary(f"{TITLE}\n{SENTENCE}\nBy Jane Doe\nListen to this article\n{TITLE}\n{STORY}") == SENTENCE
