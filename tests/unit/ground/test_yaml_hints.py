from __future__ import annotations

import pytest

from digest.ground.located import parse


@pytest.mark.parametrize(
    ("text", "line", "note", "hint"),
    [
        (
            "title: Kerry visits Seoul: talks on security\n",
            1,
            "a colon and a space within a text",
            'put the text in quotes: `title: "Kerry visits Seoul: talks on security"`',
        ),
        (
            'title: "Peace" says Kerry\n',
            1,
            "a text can't begin with \" unless the whole of it is in quotes",
            'put the text in quotes: `title: "\\"Peace\\" says Kerry"`',
        ),
        (
            "title: [Update] Kerry visits Seoul\n",
            1,
            "a text can't begin with [ unless the whole of it is in quotes",
            'put the text in quotes: `title: "[Update] Kerry visits Seoul"`',
        ),
        (
            "site: [\n",
            1,
            "`[` opens a list or mapping that doesn't end",
            "close it with `]`, or take it out",
        ),
        (
            "tags:\n  - @home\n",
            2,
            "a text can't begin with @ unless the whole of it is in quotes",
            'put the text in quotes: `- "@home"`',
        ),
        (
            "title: *Breaking* news\n",
            1,
            "a text can't begin with * unless the whole of it is in quotes",
            'put the text in quotes: `title: "*Breaking* news"`',
        ),
        (
            "title: Kerry\n\tsummary: x\n",
            2,
            "a tab stands here",
            "YAML is indented with spaces, never with tabs",
        ),
        (
            'title: "C:\\path"\n',
            1,
            "a backslash in double quotes begins an escape",
            "double each backslash, or put the text in single quotes",
        ),
        (
            'title: "Kerry visits\ndate: 2015-07-28\n',
            1,
            "this quote is never closed",
            "close the quote at the end of the text",
        ),
        (
            "title: Kerry\nvisits Seoul\ndate: 2015-07-28\n",
            2,
            "neither a key nor a part of the value above",
            "write `key: value`; indent a text that runs on",
        ),
        (
            "source:\n  name: AP\n url: x\n",
            3,
            "the indentation doesn't fit the lines above",
            "indent keys of one block by the same number of spaces",
        ),
        (
            "title: Kerry\n  date: 2015-07-28\n",
            2,
            "a key doesn't fit here",
            "indent it like the keys around it, and put a text that runs over lines in quotes",
        ),
        (
            "topics: [world, politics\ndate: 2015-07-28\n",
            1,
            "`[` opens a list or mapping that doesn't end well",
            'separate what stands in it by commas and close it with `]`; a text that begins with [ needs quotes: `topics: "[world, politics"`',
        ),
    ],
)
def test_an_error_stands_where_a_person_would_look_and_says_how_to_write_it(
    text: str, line: int, note: str, hint: str
) -> None:
    node, (finding,) = parse(text, "f.md")
    assert node is None
    assert finding.place is not None
    assert (finding.code, finding.place.line, finding.note, finding.hint) == ("yaml-syntax", line, note, hint)
    assert finding.place.source == text.splitlines()[line - 1]


@pytest.mark.parametrize(
    "text",
    ["Kerry visits Seoul: talks", '"Peace" says Kerry', "[Update] Kerry", "@home", "*Breaking* news", "`x` y", "'a' b"],
)
def test_the_line_that_a_hint_proposes_can_be_read(text: str) -> None:
    _, (finding,) = parse(f"title: {text}\n", "f.md")
    proposed = finding.hint.split("quotes: `", 1)[1].removesuffix("`")
    assert parse(proposed, "f.md")[1] == []


def test_a_long_text_is_cut_in_the_hint() -> None:
    _, (finding,) = parse("title: a: " + "x" * 5000, "f.md")
    assert len(finding.hint) < 200
