"""HTML fragments: addresses are rewritten, and nothing else is touched."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from digest.ground.html import rewrite_addresses


def shout(tag: str, attribute: str, address: str) -> dict[str, str]:
    return {attribute: f"{tag}:{address.upper()}"}


def keep(_tag: str, attribute: str, address: str) -> dict[str, str]:
    return {attribute: address}


def test_links_and_pictures_get_the_address_that_is_wanted() -> None:
    fragment = """<p><a title="x" href="b">c</a> <IMG src='d' alt="e"><img src=f /></p>"""
    wanted = """<p><a title="x" href="a:B">c</a> <IMG src="img:D" alt="e"><img src="img:F" /></p>"""
    assert rewrite_addresses(fragment, shout) == wanted


def test_character_references_are_read_and_written() -> None:
    assert (
        rewrite_addresses('<a href="?a&amp;b">x</a>', lambda _t, n, v: {n: v + '"'}) == '<a href="?a&amp;b&quot;">x</a>'
    )


def test_text_attributes_comments_and_scripts_that_look_like_links_stay() -> None:
    fragment = (
        '&lt;a href="x"> <!-- <a href="x"> --> <script>"<a href=\'x\'>"</script> '
        '<img alt="<a href=x>" title=\' href="x"\'> <abbr href="x">'
    )
    assert rewrite_addresses(fragment, shout) == fragment


def test_a_link_that_is_not_wanted_leaves_its_words() -> None:
    fragment = '<a href="no">one <b>two</b></a> <a href="yes">three</a>'
    result = rewrite_addresses(fragment, lambda _t, n, v: None if v == "no" else {n: v})
    assert result == 'one <b>two</b> <a href="yes">three</a>'


def test_a_picture_gets_what_its_tag_lacks() -> None:
    def measure(_tag: str, attribute: str, address: str) -> dict[str, str]:
        return {attribute: address, "width": "4", "height": "3"}

    assert rewrite_addresses('<img src="a" width="9">', measure) == '<img src="a" height="3" width="9">'


@given(st.text(alphabet="<>a\"'= /hrefsc!-&", max_size=60))
def test_addresses_kept_are_fragments_kept(fragment: str) -> None:
    assert rewrite_addresses(fragment, keep) == fragment


def test_a_hostile_text_takes_linear_time() -> None:
    fragment = "<a " * 20_000 + '<a href="' * 20_000 + "<!--" * 20_000
    assert rewrite_addresses(fragment, keep) == fragment
