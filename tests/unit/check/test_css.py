"""Addresses in style sheets."""

from __future__ import annotations

import pytest

from digest.check.css import addresses


@pytest.mark.parametrize(
    ("sheet", "found"),
    [
        ("a{b:url(x.png)}", ["x.png"]),
        ("a{b:URL( 'x y.png' )}", ["x y.png"]),
        ('@import "more.css"; @import url("most.css") print;', ["more.css", "most.css"]),
        ("@font-face{src:url(a.woff2) format('woff2'),url(b.woff)}", ["a.woff2", "b.woff"]),
        (r"a{b:url(x\)y.png)}", ["x)y.png"]),
        (r"a{b:url('x\27 y.png')}", ["x'y.png"]),
        ("/* url(no.png) */ a{content:'url(no.png)'}", []),
        ("a{b:c}", []),
        ("a{b:url()}", []),
    ],
)
def test_each_address_is_found_and_none_in_comments_and_strings(sheet: str, found: list[str]) -> None:
    assert list(addresses(sheet)) == found
