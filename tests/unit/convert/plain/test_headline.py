"""The headline among the lines at the top of a page."""

import pytest

from digest.convert.plain import head, headline, lines, roles

TITLE = "Eastern pier to close for two winters"
STORY = (
    "The harbour board decided on Tuesday to close the eastern pier for two winters, a step long feared by the fishing families of the town.\n\n"
    "Engineers found cracks in eleven of the forty pillars when they dived in spring, and the board says that mending them costs more than the town earns from it.\n\n"
    "The families want a smaller pier further west, where the water is deep enough for their boats, and they have collected four hundred signatures in the two weeks since."
)


def title(text: str) -> str | None:
    read = lines.paragraphs(lines.split(text), wrapped=False, alone=())
    parts, top = head.read_head([roles.part_of(each, None) for each in read], None)
    return None if top.title is None else parts[top.title].text


@pytest.mark.parametrize(
    "above",
    [
        f"Home News {TITLE}",
        f"{TITLE} | Harbour Gazette",
        f"Share this story: {TITLE}",
        "Home » Harbour » Piers",
        "News / Harbour / Piers",
        "The pier seen from the quay (Image: Quay Archive)",
        "The pier seen from the quay\nPhoto: Quay Archive",
        "Start video, stop with the escape key",
        "Get the latest news to your inbox",
        "Harbour\nMara Lindqvist Harbour Team",
        "The cracks of winter\nHarbour",
    ],
)
def test_what_a_page_has_above_the_headline_is_not_taken_for_it(above: str) -> None:
    below = "A quarter of the pillars have cracks, and the board says the town cannot pay."
    assert title(f"{above}\n{TITLE}\n{below}\nBy Jane Doe\n4 May 2015\n{STORY}") == TITLE


def test_of_two_lines_that_say_the_same_in_other_words_the_one_below_the_trail_is_the_headline() -> None:
    page = "Eastern pier will close for two whole winters"
    assert title(f"Home\n{page}\nHarbour\n{TITLE}\n4 May 2015\n{STORY}") == TITLE


def test_a_first_line_keeps_its_place_over_a_standfirst_in_like_words() -> None:
    standfirst = "Board: eastern pier must close, and for two winters"
    assert title(f"{TITLE}\n{standfirst}\n\n{STORY}") == TITLE


@pytest.mark.parametrize(
    "question",
    ["Should the eastern pier close, and who will pay for all those pillars in the end?", "Who pays? Nobody"],
)
def test_a_question_may_be_a_headline(question: str) -> None:
    assert title(f"{question}\n\n{STORY}") == question


def test_a_sentence_with_a_full_stop_that_the_story_says_again_is_its_headline() -> None:
    said = "The harbour board has decided to close the eastern pier for two winters."
    assert title(f"{said}\n\n{STORY}") == said


@pytest.mark.parametrize(
    "line", ["Mara Lindqvist", "Roughly forty pillars stand in the harbour [File: Reuters]", "Photo"]
)
def test_a_name_or_a_caption_alone_above_a_story_is_no_headline(line: str) -> None:
    assert title(f"{line}\n4 May 2015\n{STORY}") is None


def test_a_text_that_stands_twice_above_the_headline_is_no_story() -> None:
    caption = "The chair of the harbour board, seen here in spring, shows the town's council which of the pillars have cracks in them."
    assert title(f"{caption}\n{caption}\nHarbour\n4 May 2015\n{TITLE}\nBy Jane Doe\n{STORY}") == TITLE


def test_a_japanese_headline_is_measured_by_its_letters() -> None:
    story = "港湾委員会は火曜日、東側の桟橋を二冬の間閉鎖することを決めた。" * 3
    page = "この特集をフォロー\n東桟橋、二冬閉鎖へ 港湾委員会が決定\n2015年5月4日"
    assert title(f"特集\n{page}\n{story}\n{story}続き。") == "東桟橋、二冬閉鎖へ 港湾委員会が決定"


def test_two_headlines_say_the_same_when_most_of_the_shorter_one_is_in_the_longer() -> None:
    assert headline.says_the_same("Eastern pier will close for two winters", "Eastern pier closed for two long winters")
    assert not headline.says_the_same("Eastern pier will close for two winters", "Western ferry sails again in June")


def test_a_single_word_or_a_name_is_a_headline_if_the_story_says_it() -> None:
    assert title(f"Pillars\n\n{STORY}") == "Pillars"
    assert title(f"Sitemap\n\n{STORY}") is None
    obituary = STORY.replace("The families", "Ada Brandt and the families")
    assert title(f"Ada Brandt\n\n4 May 2015\n\n{obituary}") == "Ada Brandt"
