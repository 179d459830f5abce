"""Lines and the paragraphs that hard-wrapped lines make up."""

import pytest

from digest.convert.plain import lines

WIRE = """\
BRIDGE OPENS AFTER NINE YEARS
  HARBOUR CITY (Meridian Wire) - The new bridge over the
estuary was opened on Monday, nine years after the first pile
was driven and at twice the price that had been promised.
  The mayor walked across it first, followed by a brass
band and by several hundred people with umbrellas.
  Port        Ships   Tons
  North         12     340
  South          7     190
ENDS
"""


def paragraphs(text: str) -> list[str]:
    split = lines.split(text)
    wrapped = lines.is_wrapped(split)
    return [each.text for each in lines.paragraphs(split, wrapped=wrapped, alone=[False] * len(split))]


def test_lines_know_their_number_and_whether_a_gap_stands_before_them() -> None:
    split = lines.split("one\n\n\ntwo\nthree")
    assert [(line.number, line.text, line.gap) for line in split] == [
        (1, "one", True),
        (4, "two", True),
        (5, "three", False),
    ]


def test_every_kind_of_line_end_parts_lines() -> None:
    assert [line.text for line in lines.split("a\r\nb\rc\u2028d\x85e")] == ["a", "b", "c", "d", "e"]


def test_odd_spaces_become_single_ones_and_a_byte_order_mark_goes() -> None:
    assert lines.split("\ufeffin\u00a0the \u2009region ")[0].text == "in the region"


def test_lines_of_a_text_that_is_not_wrapped_are_paragraphs() -> None:
    assert paragraphs("A headline\nA paragraph.\nAnother one.") == ["A headline", "A paragraph.", "Another one."]


def test_hard_wrapped_lines_are_joined_at_indented_openings() -> None:
    found = paragraphs(WIRE)
    assert found[0] == "BRIDGE OPENS AFTER NINE YEARS"
    assert found[1].startswith("HARBOUR CITY (Meridian Wire) - The new bridge over the estuary was opened")
    assert found[1].endswith("had been promised.")
    assert found[2].startswith("The mayor walked")


def test_columns_in_a_wire_text_stay_lines_of_a_table() -> None:
    split = lines.split(WIRE)
    found = lines.paragraphs(split, wrapped=True, alone=[False] * len(split))
    table = next(each for each in found if each.table)
    assert [line.text.split()[0] for line in table.lines] == ["Port", "North", "South"]


def test_a_word_broken_at_its_hyphen_is_joined_without_a_space() -> None:
    text = "\n".join(
        [
            "The committee spoke on Tuesday of a long-",
            "term plan for the harbour and its many old",
            "sheds, which have stood empty for years now",
            *["and the plan goes on for many lines like this"] * 5,
        ]
    )
    assert "a long-term plan for the harbour and its many old sheds" in paragraphs(text)[0]


def test_joining_lines_looks_at_each_line_once(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[int] = []

    class Counting:
        def search(self, text: str) -> None:
            seen.append(len(text))

    monkeypatch.setattr(lines, "_HYPHENATED", Counting())
    text = "The committee spoke of a long term plan for it\n" * 500
    (joined,) = paragraphs(text)
    assert len(joined) == len(text) - 1
    assert sum(seen) < len(text)


def test_a_line_marked_as_standing_alone_is_not_joined() -> None:
    split = lines.split(WIRE)
    alone = [line.number == 3 for line in split]
    found = [each.text for each in lines.paragraphs(split, wrapped=True, alone=alone)]
    assert "estuary was opened on Monday, nine years after the first pile" in found


def test_lines_that_stand_indented_together_keep_their_form() -> None:
    split = lines.split(
        "Now it reads:\n\n    async def fetch(url):\n        return await get(url)\n\nSo it is said.\n\nAnd so it stays."
    )
    found = lines.paragraphs(split, wrapped=False, alone=())
    assert [each.table for each in found] == [False, True, False, False]
    assert found[1].text == "    async def fetch(url):\n        return await get(url)"


def test_a_short_line_whose_sentence_goes_on_ends_no_paragraph() -> None:
    split = lines.split(
        "The bridge over the estuary was opened on Monday, after\nthe first pile\nwas driven and paid for.\nThen it rained."
    )
    found = lines.paragraphs(split, wrapped=True, alone=[False] * 4)
    assert (
        found[0].text
        == "The bridge over the estuary was opened on Monday, after the first pile was driven and paid for."
    )


INDENTED = """\
ESTUARY FERRIES 4TH QTR LOSS
    HARBOUR CITY, March 6 -
    Shr loss 10 cts vs loss 50 cts
    Net loss 1,830,000 vs loss 3,584,000
    Revs 40.7 mln vs 26.8 mln
    NOTE: the company bought in May 1986 the ferries of the
North Bank and carries more people than before.
    "Nobody asked us," said a ferryman from the north bank.
    The company said on Tuesday that the loss was due to the
weather, which had been bad.
"""


def test_each_indented_line_begins_a_paragraph_where_paragraphs_are_indented() -> None:
    found = paragraphs(INDENTED)
    assert "Revs 40.7 mln vs 26.8 mln" in found
    assert (
        "NOTE: the company bought in May 1986 the ferries of the North Bank and carries more people than before."
        in found
    )
    assert '"Nobody asked us," said a ferryman from the north bank.' in found


def test_indented_openings_make_a_text_a_wrapped_one_whose_other_lines_are_short() -> None:
    assert lines.is_wrapped(lines.split(INDENTED))


def test_lines_of_a_page_are_not_wrapped() -> None:
    page = "Home\nNews\nSport\nThe ferry is late\nBy Jane Doe\n" + "The ferry was late again on Monday. " * 6
    assert not lines.is_wrapped(lines.split(page))


def test_a_line_goes_on_where_the_one_above_it_ends_amid_a_sentence() -> None:
    above, below, capital = lines.split(
        "The owners said that the ferries would be given priority\nby Baker and his sons on the fifth of\nApril 1986.\n"
    )
    assert lines.goes_on(above, below)
    assert not lines.goes_on(below, capital)  # a short line: it may end there


def test_a_filled_indented_line_above_the_margin_opens_a_paragraph() -> None:
    split = lines.split(INDENTED)
    note = next(index for index, line in enumerate(split) if line.text.startswith("NOTE"))
    assert lines.opens_paragraph(split[note], split[note + 1])
    assert not lines.opens_paragraph(split[note - 1], split[note])


def test_paragraphs_of_one_sentence_in_a_line_are_not_joined() -> None:
    text = "\n".join(
        [
            "The old ferry came back to the river on Monday after two years of work.",
            "It carries twelve people an hour and calls at both quays of the harbour.",
            "The council paid for it with money that had been put aside for a bridge.",
            "Most people on the north bank had waited for the boat for two long years.",
            "The first one leaves the quay at six, and the last comes back at eleven.",
            "Nobody needs a ticket before the summer, and dogs may come along as well.",
        ]
    )
    assert not lines.is_wrapped(lines.split(text))
