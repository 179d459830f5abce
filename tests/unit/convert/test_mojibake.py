from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.convert.drafts import draft_seed
from digest.convert.mojibake import mend
from digest.ground.diagnostics import Place
from digest.model import Seed
from tests.unit.convert.samples import CONFIG, simple_draft


def misread(text: str, code_page: str = "cp1252") -> str:
    return text.encode().decode(code_page)


@pytest.mark.parametrize(
    "text",
    ["It’s “fine” – really…", "crème brûlée, déjà", "5 € and ™", "a smile 😀 here", "при", "10 °C, 5 £", "naïve 20°"],
)
def test_what_was_read_in_the_wrong_code_page_is_put_right(text: str) -> None:
    wrong = text.encode().decode("cp1252", "surrogateescape")
    wrong = "".join(chr(ord(letter) - 0xDC00) if "\udc80" <= letter <= "\udcff" else letter for letter in wrong)
    assert mend(wrong).text == text
    assert mend(misread(text, "latin-1")).text == text


def test_a_text_that_was_misread_twice_is_put_right() -> None:
    assert mend(misread(misread("crème – brûlée"))).text == "crème – brûlée"


@pytest.mark.parametrize(
    "text",
    [
        "Le café « très » bon — 5 €",
        "IRMÃ» e IRMÃ\u00a0",
        "voilà»…",
        "Ã",
        "Â « Â »",
        "l’été à l’Â",
        "São Paulo",
        "Ångström",
        "ÐÞ þorn ð",
    ],
)
def test_what_may_be_meant_stays(text: str) -> None:
    assert mend(text).text == text


def test_what_stood_there_is_told_with_its_line() -> None:
    found = mend("One\n\ndonâ€™t worry\r\nbe cafÃ©!")
    assert found.before == ((3, "donâ€™t"), (4, "cafÃ©!"))


@given(st.text(st.characters(max_codepoint=127)))
def test_ascii_is_never_touched(text: str) -> None:
    assert mend(text).text == text


def test_the_record_keeps_the_letters_as_they_stood_and_a_note_tells_of_them() -> None:
    seed = Seed(path="a.txt", data="Talks open\ndate: 2015-07-28\nThey donâ€™t meet.\n".encode(), digest="")
    found = draft_seed(seed, Place(file="seeds/a.txt"), CONFIG, {".txt": simple_draft})
    assert found.draft is not None
    assert found.draft.body == "They don’t meet.\n"
    assert [(one.rule, one.text, one.line) for one in found.draft.removed if one.rule == "mojibake"] == [
        ("mojibake", "donâ€™t", 3)
    ]
    assert [(one.severity, one.code, one.place and one.place.line) for one in found.findings] == [
        ("note", "seed-mojibake", 3)
    ]
