"""One file of the content folder, whatever it is: a function of its path, its bytes and few settings."""

from __future__ import annotations

import pickle

import pytest

from digest.config import Markdown
from digest.model import Article, EditionNote, Media, PlainPage
from digest.read.answers import Settings, Told, decode, decode_body
from digest.read.files import parse
from tests.unit.read.test_media import PNG

SETTINGS = Settings(content="content", topics=("world",), period="week", markdown=Markdown())
ARTICLE = b"---\nid: k1\ntitle: A\ndate: 2015-07-28\n---\nText.\n"


def told(path: str, data: bytes) -> Told:
    return decode(parse(SETTINGS, (path, data))[0])


def test_each_kind_of_file_is_told_as_what_it_is() -> None:
    assert isinstance(told("a.md", ARTICLE).article, Article)
    assert isinstance(told("editions/2015-w31.md", b"---\n---\n").edition, EditionNote)
    assert isinstance(told("pages/about.md", b"---\ntitle: About\n---\n").page, PlainPage)
    assert told("a.png", PNG) == Told(media=Media(path="a.png", width=640, height=480))


def test_an_articles_body_is_told_apart() -> None:
    _, body = parse(SETTINGS, ("a.md", ARTICLE))
    assert decode_body(body).html == "<p>Text.</p>"
    assert parse(SETTINGS, ("pages/about.md", b"---\ntitle: About\n---\nText.\n"))[1] == b""


@pytest.mark.parametrize(
    ("path", "data", "code"),
    [
        ("a.md", b"no header", "front-matter-missing"),
        ("a.md", b"---\ntitle: [\n---\n", "yaml-syntax"),
        ("a.md", ARTICLE.replace(b"title: A\n", b""), "title-missing"),
        ("editions/x.md", b"---\n---\n", "edition-name"),
        ("pages/about.md", b"---\n---\n", "title-missing"),
    ],
)
def test_what_is_wrong_is_told_along(path: str, data: bytes, code: str) -> None:
    findings = told(path, data).findings
    assert [finding.code for finding in findings] == [code]
    assert [finding.place.file for finding in findings if finding.place] == [f"content/{path}"]


def test_it_can_be_done_elsewhere() -> None:
    function, settings = pickle.loads(pickle.dumps((parse, SETTINGS)))  # noqa: S301
    assert function(settings, ("a.md", ARTICLE)) == parse(SETTINGS, ("a.md", ARTICLE))
