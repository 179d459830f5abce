"""Links within the site on their way from the reader to the arranger."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.ground import inner_links


@given(
    st.sampled_from(["content:", "site:/"]),
    st.text(),
    st.sampled_from(["", "#a?b", "?a=1", "?a=%23#b", "#digest:site:/"]),
)
def test_what_is_written_is_read_again(kind: str, path: str, rest: str) -> None:
    assert inner_links.read(inner_links.write(kind + path, rest)) == (kind + path, rest)


@pytest.mark.parametrize("address", ["https://example.org/", "#a", "", "digest:", "digest:other:a", "a digest:site:/"])
def test_other_addresses_are_none(address: str) -> None:
    assert inner_links.read(address) is None
