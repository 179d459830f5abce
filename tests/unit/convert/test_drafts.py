from __future__ import annotations

from msgspec.structs import replace

from digest.config import Config
from digest.convert.drafts import Drafted, draft_all, draft_seed
from digest.convert.seeds import Refused
from digest.engine.work import forgetful
from digest.ground.diagnostics import Place
from digest.model import Draft, Seed
from tests.unit.convert.samples import CONFIG, Site, simple_draft


def drafted(data: str | bytes, path: str = "talks.txt") -> Drafted:
    raw = data if isinstance(data, bytes) else data.encode()
    return draft_seed(Seed(path=path, data=raw, digest=""), Place(file=f"seeds/{path}"), CONFIG, {".txt": simple_draft})


def codes(found: Drafted) -> list[tuple[str, str]]:
    return [(finding.severity, finding.code) for finding in found.findings]


GOOD = "Talks open\ndate: 2015-07-28\nThey met.\n"


def test_a_good_seed_becomes_a_draft_without_findings() -> None:
    found = drafted(GOOD)
    assert found.draft is not None
    assert found.draft.front.title == "Talks open"
    assert found.findings == ()


def test_bytes_without_a_word_are_an_empty_seed() -> None:
    assert codes(drafted("\ufeff \u00a0\n")) == [("error", "seed-empty")]


def test_a_title_without_a_story_is_an_error() -> None:
    found = drafted("Talks open\ndate: 2015-07-28\n")
    assert found.draft is None
    assert codes(found) == [("error", "seed-no-body")]


def test_what_no_article_has_is_refused_before_it_is_read() -> None:
    def unread(*_: object) -> Draft:
        raise AssertionError

    data = "\n".join(("Talks", "x" * 400_000, "a" + "\u0301\u0316" * 200_000)).encode()
    found = draft_seed(Seed(path="a.txt", data=data, digest=""), Place(file="seeds/a.txt"), CONFIG, {".txt": unread})
    assert found.draft is None
    assert [(finding.code, finding.place and finding.place.line) for finding in found.findings] == [
        ("seed-line-too-long", 2),
        ("seed-line-too-long", 3),
        ("seed-marks-piled", 3),
    ]


def test_lines_that_are_joined_to_an_endless_paragraph_are_an_error() -> None:
    def joined(text: str, path: str, config: Config) -> Draft:
        return replace(simple_draft(text, path, config), body=text.replace("\n", " "))

    data = GOOD + "They talked of the harbour.\n" * 2_000
    found = draft_seed(Seed(path="a.txt", data=data.encode(), digest=""), Place(file="a"), CONFIG, {".txt": joined})
    assert (found.draft, codes(found)) == (None, [("error", "seed-line-too-long")])


def test_bytes_that_are_no_text_in_any_encoding_are_an_error() -> None:
    assert codes(drafted(bytes(range(0x80, 0x100)))) == [("error", "seed-encoding")]


def test_a_sure_guess_of_the_encoding_is_a_note_and_a_bold_one_a_warning() -> None:
    western = drafted(f"{GOOD}Un café à l’été.".encode("cp1252"))
    assert codes(western) == [("note", "seed-encoding-guessed")]
    assert western.draft is not None
    assert western.draft.encoding == "windows-1252"
    cyrillic = drafted(f"{GOOD}Президент провел встречу с министром в Москве".encode("cp1251"))
    assert codes(cyrillic) == [("warning", "seed-encoding-guessed")]


def test_without_a_title_the_first_words_stand_in_and_a_person_is_asked() -> None:
    found = drafted("-\ndate: 2015-07-28\n" + "They met, *as planned*, and talked. " * 5)
    assert found.draft is not None
    assert found.draft.front.title == "They met, *as planned*, and talked. They met, *as planned*, and…"
    assert found.draft.front.status == "review"
    assert found.draft.origins["title"].rule == "first-words"
    assert codes(found) == [("warning", "title-missing")]


def test_a_missing_date_is_a_warning() -> None:
    assert codes(drafted("Talks\nThey met.")) == [("warning", "date-missing")]


def test_words_that_a_rule_forgot_are_kept_and_reported() -> None:
    found = drafted(GOOD + "vanish without trace\n")
    assert found.draft is not None
    assert [(removed.rule, removed.text) for removed in found.draft.removed][-1] == (
        "uncovered",
        "vanish without trace",
    )
    assert codes(found) == [("warning", "seed-uncovered")]
    assert found.findings[0].place == Place(file="seeds/talks.txt", line=4)


def test_only_white_space_makes_no_other_wording() -> None:
    assert drafted(GOOD).wording == drafted(GOOD.replace(" ", "  ").replace("\n", "\r\n")).wording
    assert drafted(GOOD).wording != drafted(GOOD + "More.").wording


def test_all_drafts_come_in_turn_with_the_seeds_that_they_were_made_of(site: Site) -> None:
    site.seed("a.txt", GOOD)
    site.seed("b.txt", "Talks open\n")
    site.seed("c.txt", b"\0")
    work = forgetful()
    found = list(draft_all(site.root, CONFIG, site.formats, ["c.txt", "a.txt", "b.txt", "gone.txt"], work))
    assert [(seed.path, isinstance(seed, Refused), codes(draft)) for draft, seed in found] == [
        ("c.txt", True, [("error", "seed-binary")]),
        ("a.txt", False, []),
        ("b.txt", False, [("error", "seed-no-body")]),
        ("gone.txt", True, [("error", "seed-unreadable")]),
    ]
    assert found[1][0].draft is not None
    assert work.tally["seeds drafted"] == 4


def test_a_title_turns_the_direction_of_nothing_and_the_record_keeps_it_as_it_stood() -> None:
    found = drafted(GOOD.replace("open", "\u202eopen").encode())
    assert found.draft is not None
    assert found.draft.front.title == "Talks open"
    assert [(one.rule, one.text, one.line) for one in found.draft.removed if one.rule == "direction-mark"] == [
        ("direction-mark", "Talks \u202eopen", 1)
    ]
    assert "seed-uncovered" not in [code for _, code in codes(found)]
