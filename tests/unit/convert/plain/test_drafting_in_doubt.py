"""A pasted text in doubt: what may be the story's stays in it, what is said of it is read where it is said."""

from __future__ import annotations

import pytest

from digest.config import DEFAULT_TOPICS, Config, Site
from digest.convert.plain.drafting import draft
from digest.model import Draft

CONFIG = Config(site=Site(title="Test", url="https://example.org/"), topics=DEFAULT_TOPICS)


def of(text: str) -> Draft:
    return draft(text, "a.txt", CONFIG)


def day(moment: object) -> str:
    return str(getattr(moment, "text", moment))[:10]


def told(body: str) -> list[str]:
    return [line for line in body.split("\n") if line]


LONG = (
    "The council of the town met on Tuesday and talked for three hours about the weir, which has been shut since the flood.",
    "People who live on the far bank must take the ferry, which goes every ten minutes until late in the evening now.",
    "Two of the four gates were found to be cracked, and the repair would take until the spring, the harbour office said.",
)


@pytest.mark.parametrize(
    "wording", [("6 January 2020", "7 January 2020, 14:30", "9 January 2020"), ("08:15 Uhr", "09:40 Uhr", "12:00 Uhr")]
)
def test_dates_between_the_paragraphs_of_a_story_stay(wording: tuple[str, ...]) -> None:
    lines_ = [line for pair in zip(LONG, wording, strict=True) for line in pair]
    found = of("\n".join(["Weir to stay shut", "By Will Day", "9 January 2020", *lines_, f"Again: {LONG[1]}"]))
    assert [line for line in told(found.body) if line in wording] == list(wording)
    assert day(found.front.date) == "2020-01-09"
    assert [gone.line for gone in found.removed] == [2, 3]


def test_a_date_that_answers_a_question_and_the_notes_of_a_story_stay() -> None:
    found = of(
        "\n".join(["Weir to stay shut", "By Will Day", "9 January 2020", LONG[0], "When does it open?"])
        + f"\nSunday 12 April 2020, 10am\n{LONG[1]}\n{LONG[2]}\n[1] The regulator's notice of 31 January 2019."
    )
    assert "Sunday 12 April 2020, 10am" in told(found.body)
    assert told(found.body)[-1].endswith("The regulator's notice of 31 January 2019.")


def test_the_end_of_a_short_story_behind_buttons_stays() -> None:
    found = of(
        "Harbour chief quits after audit\nBy Will Day\nJan. 9, 2020\n"
        "The head of the harbour has gone after it was found that much money was missing.\n"
        "Already a subscriber? Log in\nGet our newsletter\nEvery morning, the best of the coast in your inbox\n"
        "Enter your email\nThe board said that the police had been told.\nADVERTISEMENT\n"
        "Somebody new will come in spring.\nCopyright © 2020 The Harbour Gazette"
    )
    assert told(found.body)[1:] == [
        "The board said that the police had been told.",
        "Somebody new will come in spring.",
    ]


def test_an_agency_that_closes_the_text_with_a_word_before_it_is_its_source() -> None:
    found = of(
        "\n\n".join(["Un titre de quelques mots sur le port", "Par Awa Diallo", "9 janvier 2020", *LONG, "(Avec AFP)"])
    )
    assert found.front.source is not None
    assert found.front.source.name == "AFP"


@pytest.mark.parametrize(
    "sentence",
    [
        "Sign up for the alerts at the town hall, she said, and you will be told when the river rises.",
        "Sign up to taste the bread at the shop, the sisters said, and you will get a loaf.",
        "Video: nothing at all was found on it, the police said.",
    ],
)
def test_sentences_that_begin_like_a_call_or_a_credit_stay(sentence: str) -> None:
    found = of("\n".join(["Weir to stay shut", "By Will Day", "9 January 2020", LONG[0], sentence, *LONG[1:]]))
    assert told(found.body) == [LONG[0], sentence, *LONG[1:]]
    assert found.front.credits == ()


def test_a_greeting_above_the_headline_stays() -> None:
    greeting = "Good evening. This is what happened in town today."
    found = of("\n".join([greeting, "Weir to stay shut until the spring", "By Will Day", "9 January 2020", *LONG]))
    assert found.front.title == "Weir to stay shut until the spring"
    assert told(found.body) == [greeting, *LONG]


def test_a_paragraph_below_a_sub_heading_is_no_standfirst() -> None:
    live = ["Bells at Ely: live", "Ann Low", "9 January 2020", "17 minutes ago", "Tower opens", LONG[0], "1 hour ago"]
    found = of("\n".join([*live, "Tea is served", LONG[1]]))
    assert found.front.summary is None
    assert told(found.body) == ["Tower opens", LONG[0], "1 hour ago", "Tea is served", LONG[1]]


def test_a_standfirst_longer_than_all_below_it_is_the_story() -> None:
    found = of(
        "\n".join(["New mill opens", "By Ann Low", LONG[0], "9 January 2020", "Notes to editors", "Founded in 1980."])
    )
    assert found.front.summary is None
    assert told(found.body)[0] == LONG[0]


def test_a_labelled_date_beats_another_one_above_it() -> None:
    fair = ["Summer fair returns to Milltown", "Saturday 12 July 2025, 10am to 4pm", "Posted 2 May 2025 by Jane Field"]
    found = of("\n".join([*fair, *LONG]))
    assert day(found.front.date) == "2025-05-02"
    assert "Saturday 12 July 2025, 10am to 4pm" in told(found.body)


def test_a_time_above_first_published_is_that_of_the_update() -> None:
    stamps = ["Fri 9 Feb 2024 18.30 GMT", "First published on Fri 9 Feb 2024 07.02 GMT"]
    found = of("\n".join(["Weir shut: what we know", "Ann Low", *stamps, *LONG]))
    assert str(getattr(found.front.date, "text", "")) == "2024-02-09T07:02:00+00:00"
    assert str(getattr(found.front.updated, "text", "")) == "2024-02-09T18:30:00+00:00"


@pytest.mark.parametrize(
    ("title", "stamp", "first"),
    [
        ("ঢাকায় নতুন সেতু চালু", "৯ জানুয়ারি ২০২০, ১৭:১২", "শহরের উত্তর অংশে নতুন সেতু আজ সকাল থেকে খোলা হয়েছে বলে জানানো হয়েছে।"),
        ("เปิดสะพานใหม่ข้ามแม่น้ำ", "9 ม.ค. 2563 17:12 น.", "เทศบาลเปิดสะพานใหม่เมื่อวันพฤหัสบดี หลังก่อสร้างนานสามปี"),
        (
            "پل تازه رودخانه گشوده شد",
            "۱۹ دی ۱۳۹۸ - ۱۷:۱۲",
            "شهرداری پل تازه‌ای را گشود که ساخت آن سه سال طول کشیده بود.",
        ),
    ],
)
def test_other_calendars_and_digits_are_read(title: str, stamp: str, first: str) -> None:
    found = of(f"{title}\n{stamp}\n{first}")
    assert (found.front.title, day(found.front.date), told(found.body)) == (title, "2020-01-09", [first])


def test_a_mail_is_an_article_with_its_subject_as_headline() -> None:
    head = "From: Ann Low <ann@example.org>\nTo: desk@example.org\nSubject: FW: Old mill reopens\nDate: 9 January 2020"
    found = of("\n\n".join([head, *LONG]))
    assert (found.front.title, found.front.authors, found.front.kicker) == ("Old mill reopens", ("Ann Low",), None)
    assert told(found.body) == list(LONG)


def test_whom_to_call_is_no_headline() -> None:
    head = ["FOR IMMEDIATE RELEASE", "Contact: Helen Burke, press@example.org, +44 20 1234 5678"]
    found = of(
        "\n".join([*head, "Norvik opens first tidal mill in the north", f"HULL, Jan. 9, 2020 - {LONG[0]}", LONG[1]])
    )
    assert found.front.title == "Norvik opens first tidal mill in the north"


def test_letters_to_a_paper_keep_their_signatures() -> None:
    letters = [LONG[0], "Ann Low, Hull", LONG[1], "Tom Reed", LONG[2], "John Field"]
    found = of("\n".join(["Letters: the weir and the ferry", "9 January 2020", *letters]))
    assert found.front.authors == ()
    assert told(found.body) == letters


def test_a_sites_sections_are_no_kicker() -> None:
    found = of("\n".join(["Home", "News", "Weather", "Sports", "Weir to stay shut until spring", "By Ann Low", *LONG]))
    assert found.front.kicker is None


@pytest.mark.parametrize("line", ["LOCAL NEWS", "PRESS RELEASE", "STAFF REPORTER", "© RIPRODUZIONE RISERVATA"])
def test_labels_roles_and_rights_name_no_source_and_no_photographer(line: str) -> None:
    found = of("\n".join(["Weir to stay shut until spring", line, "9 January 2020", *LONG]))
    assert (found.front.source, found.front.credits) == (None, ())
    assert told(found.body) == list(LONG)
