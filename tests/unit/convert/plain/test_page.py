"""The page around a story: what is taken out of a pasted page, and that a clean story loses nothing."""

from __future__ import annotations

import pytest

from digest.convert import tables
from digest.convert.plain.page import beside_story
from tests.unit.convert.plain.pasted import GERMAN, SPANISH, STORY, page

FOOT = {
    "en": (
        "Share this article\nFacebook\nX\nWhatsApp",
        "Most read",
        "Fire in the fish market: what we know\nHarbour master resigns after row\nTen walks along the coast",
        "Sign up for our newsletter",
        "Privacy policy\nTerms of use\nCookie settings",
    ),
    "de": (
        "Artikel teilen\nFacebook\nLink kopieren",
        "Mehr zum Thema",
        "Feuer im Fischmarkt: Was wir wissen\nHafenmeister tritt nach Streit zurück\nZehn Wege an der Küste",
        "Jetzt den Newsletter abonnieren",
        "Datenschutz\nAGB\nImpressum",
    ),
    "es": (
        "Compartir\nFacebook\nCopiar enlace",
        "Lo más leído",
        "Incendio en la lonja: lo que se sabe\nDimite el capitán del puerto\nDiez paseos por la costa",
        "Suscríbete al boletín",
        "Política de privacidad\nAviso legal",
    ),
}
STORIES = {"en": STORY, "de": GERMAN, "es": SPANISH}


def taken(*blocks: str, headline: str = "Swing bridge closed") -> dict[str, str]:
    """What is taken out of the page, with its rule."""
    parts = page(*blocks)
    return {parts[index].text: rule for index, rule in beside_story(parts, headline).items()}


@pytest.mark.parametrize("language", STORIES)
def test_what_stands_behind_the_story_is_taken_out_and_no_paragraph_of_it(language: str) -> None:
    out = taken(*STORIES[language], *FOOT[language])
    assert not set(STORIES[language]) & set(out)
    for line in (line for block in FOOT[language] for line in block.split("\n")):
        assert line in out


@pytest.mark.parametrize("language", STORIES)
@pytest.mark.parametrize("length", [1, 2, 5])
def test_a_clean_story_loses_nothing(language: str, length: int) -> None:
    assert taken(*STORIES[language][:length]) == {}


@pytest.mark.parametrize(
    "story",
    [
        ("Bridge closed.", "Ferry runs.", "More tomorrow."),
        ("He said no.", "She said yes.", "Nobody asked the ferryman."),
        (*STORY[:2], "What happens next", *STORY[2:]),
        (*STORY[:2], "- No?\n- No.\n- And the ferry?", *STORY[2:]),
        (*STORY, "North quay 3\nSouth quay 1\nOld pier 4\nNew pier 2\nLock 0\nWeir 5"),
        (*STORY, "Photo: Jane Doe"),
    ],
)
def test_short_lines_stay_where_nothing_tells_of_a_page(story: tuple[str, ...]) -> None:
    assert taken(*story) == {}


@pytest.mark.parametrize(
    ("line", "rule"),
    [
        ("The bridge from the north bank last week. Photo: Jane Doe/Getty Images", "caption"),
        ("We use cookies: read our privacy policy", "consent"),
        ("Log in or create an account", "account"),
        ("Get it in your inbox: our newsletter", "newsletter"),
        ("Related topics", "related"),
        ("Tags", "label"),
    ],
)
def test_a_rule_is_named_by_what_the_line_says(line: str, rule: str) -> None:
    assert taken(*STORY[:3], line, *STORY[3:], *FOOT["en"])[line] == rule


def test_a_line_that_says_nothing_is_named_by_where_it_stands() -> None:
    assert taken(*STORY, *FOOT["en"])["Harbour master resigns after row"] in {"behind-story", "beside-story"}


def test_a_heading_between_paragraphs_stays_on_a_page() -> None:
    out = taken(*STORY[:3], "What happens to the ferry", *STORY[3:], *FOOT["en"])
    assert "What happens to the ferry" not in out


def test_an_advertisement_above_a_heading_does_not_part_it_from_the_story() -> None:
    out = taken(*STORY[:3], "Advertisement", "What happens to the ferry", *STORY[3:], *FOOT["en"])
    assert "What happens to the ferry" not in out


def test_a_line_that_the_page_says_again_and_again_is_taken_out() -> None:
    said = "Continue with the story"
    out = taken(STORY[0], said, STORY[1], said, STORY[2], said, STORY[3], said, STORY[4], *FOOT["en"])
    assert said in out
    assert not set(STORY) & set(out)


@pytest.mark.parametrize("language", STORIES)
def test_a_few_buttons_between_paragraphs_cost_the_story_nothing(language: str) -> None:
    one, two, three, four, five = STORIES[language]
    out = taken(one, two, "Read more: a report", three, "Newsletter", four, "Facebook", five, "Harbour Gazette")
    assert not set(STORIES[language]) & set(out)


def test_a_list_with_bullets_is_the_story_s() -> None:
    items = "• She leaves at ten past eleven.\n• She comes back with the tide."
    out = taken(*STORY[:3], items, *STORY[3:], *FOOT["en"])
    assert not [line for line in out if line.startswith("•")]


def test_a_table_is_never_taken_out() -> None:
    table = "Quay        Boats   People\nNorth          12      340\nSouth           7      190"
    parts = page(*STORY, table, *FOOT["en"])
    out = beside_story(parts, "Swing bridge closed")
    assert not any(parts[index].paragraph.table for index in out)


def test_a_page_without_a_story_is_left_alone() -> None:
    assert taken("Log in", "Most read", "Privacy policy\nTerms of use", "Newsletter") == {}


@pytest.mark.parametrize(
    ("story", "foot"),
    [
        (
            "橋は月曜日から閉鎖されている。潜水士が二本の橋脚に亀裂を見つけたためだと港湾局は説明した。渡し船は十分おきに出る。",
            "関連記事",
        ),
        ("สะพานเก่าข้ามปากแม่น้ำปิดตั้งแต่วันจันทร์หลังจากนักดำน้ำพบรอยร้าวที่เสาสองต้นและเรือข้ามฟากจะออกทุกสิบนาที", "แชร์"),
        (
            "أغلق الجسر القديم فوق المصب يوم الاثنين بعد أن وجد الغواصون شقوقا في اثنين من أعمدته الأربعة، وستبحر العبارة كل عشر دقائق.",
            "اقرأ أيضا",
        ),
        (
            "Старый мост через устье закрыт с понедельника: водолазы нашли трещины в двух опорах, и паром ходит каждые десять минут.",
            "Читайте также",
        ),
    ],
)
def test_no_script_loses_its_story(story: str, foot: str) -> None:
    paragraphs = [f"{story} {number}: {story}" for number in range(2, 6)]
    out = taken(*paragraphs, foot, "Facebook\nWhatsApp\nTelegram", "Facebook\nX")
    assert not set(paragraphs) & set(out)
    assert "Telegram" in out


def test_an_empty_text_has_nothing_beside_it() -> None:
    assert beside_story((), "") == {}


@pytest.mark.parametrize("section", ["alone", "together"])
def test_the_weights_are_numbers_and_each_sign_has_one(section: str) -> None:
    signs = [row.rpartition(":")[0] for row in tables.sections("weights.txt")[section]]
    assert len(signs) == len(set(signs))
    assert all(-9 < float(row.rpartition(":")[2]) < 9 for row in tables.sections("weights.txt")[section])
