"""Assets go out small, and under names that change with what is in them."""

from __future__ import annotations

import pytest

from digest.render.assets import finished, key, named

DIGESTS = {"style.css": "aa" * 32, "fonts/serif.woff2": "bb" * 32, "search.js": "cc" * 32, "CNAME": "dd" * 32}


def test_a_name_changes_with_the_bytes_and_with_nothing_else() -> None:
    names = named(DIGESTS)
    assert names["fonts/serif.woff2"] == "fonts/serif.bbbbbbbbbb.woff2"
    assert names["CNAME"] == "CNAME.dddddddddd"
    assert named(dict(reversed(DIGESTS.items()))) == names
    other = named(DIGESTS | {"search.js": "ee" * 32})
    assert {name for name in names if names[name] != other[name]} == {"search.js", "style.css"}


def test_a_style_sheet_is_made_again_by_other_code_and_a_picture_is_not() -> None:
    assert key("style.css", "style.1.css", "aa", "old") != key("style.css", "style.1.css", "aa", "new")
    assert key("icon.png", "icon.1.png", "aa", "old") == key("icon.png", "icon.1.png", "aa", "new") == "aa"


def test_style_sheets_and_scripts_lose_what_only_people_read() -> None:
    assert finished("a.css", b"/* why */\nbody {\n  color: red;\n}\n", {}) == b"body{color:red}"
    assert finished("a.js", b"// why\nlet a = 1;\n", {}) == b"let a=1;"
    assert finished("a.css", b"/*! mine, all rights reserved */ a {}", {}) == b"/*! mine, all rights reserved */a{}"
    assert finished("a.svg", b"<svg>  </svg>\n", {}) == b"<svg>  </svg>\n"


@pytest.mark.parametrize("name", ["a.css", "a.js"])
def test_what_is_no_text_goes_out_as_it_is(name: str) -> None:
    assert finished(name, b"\xff\xfe /* */ a {}", {}) == b"\xff\xfe /* */ a {}"


@pytest.mark.parametrize(
    "rule",
    [
        "a{color:light-dark(#fff,#000)}",
        "a{inline-size:calc(100% - (2 * var(--gap)))}",
        ".a :is(h2,h3):not(.b .c)>p{margin:0}",
        "@media (min-width:40em) and (hover:hover){a{margin:-.5em auto}}",
        "@container card (inline-size>30em){a{margin:0}}",
        '.meta>:not(:last-child)::after{content:" ·"}',
    ],
)
def test_rules_of_today_keep_their_meaning(rule: str) -> None:
    assert finished("a.css", rule.encode(), {}).decode() == rule


@pytest.mark.parametrize(
    ("written", "outside"),
    [
        ("url(../fonts/serif.woff2)", "url(../fonts/serif.bbbbbbbbbb.woff2)"),
        ('url("../fonts/serif.woff2#x")', 'url("../fonts/serif.bbbbbbbbbb.woff2#x")'),
        ("url('../fonts/other.woff2')", "url('../fonts/other.woff2')"),
        ("url(https://example.org/serif.woff2)", "url(https://example.org/serif.woff2)"),
        ("url(data:font/woff2;base64,AAAA)", "url(data:font/woff2;base64,AAAA)"),
    ],
)
def test_a_style_sheet_names_other_assets_as_they_go_out(written: str, outside: str) -> None:
    made = finished("css/style.css", f"a{{src:{written}}}".encode(), named(DIGESTS))
    assert made.decode() == f"a{{src:{outside}}}"


def test_a_style_sheet_brings_another_one_along() -> None:
    names = named({"style.css": "aa" * 32, "print.css": "bb" * 32})
    assert (
        finished("style.css", b'@import "print.css" print;', names).decode() == f'@import "{names["print.css"]}" print'
    )
