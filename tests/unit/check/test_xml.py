"""XML of feeds and sitemaps."""

from __future__ import annotations

import pytest

from digest.check.xml import Unreadable, parse, said, tag, text


def test_a_document_becomes_a_tree() -> None:
    root = parse(b'<a xmlns="urn:x"><b c="two"> one </b></a>')
    assert (tag(root), text(root, "{urn:x}b"), text(root, "{urn:x}none")) == ("a", "one", "")
    assert {"two", " one "} <= set(said(root))


@pytest.mark.parametrize(
    "data", [b"", b"<a>", b"<a>&nbsp;</a>", b"<a>\x00</a>", b'<?xml version="1.0" encoding="none"?><a/>']
)
def test_what_is_no_document_is_refused(data: bytes) -> None:
    with pytest.raises(Unreadable):
        parse(data)


def test_entities_that_grow_are_refused_with_the_document_type_that_declares_them() -> None:
    with pytest.raises(Unreadable, match="document type"):
        parse(b'<!DOCTYPE a [<!ENTITY b "xxxxxxxx">]><a>&b;&b;</a>')
