"""What is remembered of a file, and what that depends on."""

from __future__ import annotations

import msgspec
import pytest

from digest.config import Config, Markdown, Paths, Site, Topic
from digest.read import answers
from digest.read.answers import Settings, Told, kind


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("2015/07/28/a.md", "article"),
        ("a.MD", "article"),
        ("editions/2015-w31.md", "edition"),
        ("pages/about.md", "page"),
        ("2015/editions/a.md", "article"),
        ("editions/cover.jpg", "picture"),
        ("a.PNG", "picture"),
        ("notes.txt", "file"),
        ("md", "file"),
    ],
)
def test_a_files_name_and_folder_say_what_it_is(path: str, expected: str) -> None:
    assert kind(path) == expected


def test_the_key_depends_on_the_bytes_the_path_and_all_else() -> None:
    keys = {
        answers.key(before, path, digest * 64) for before in ("x", "y") for path in ("a.md", "b.md") for digest in "01"
    }
    assert len(keys) == 8


SITE = Site(title="T", url="https://example.org/")


@pytest.mark.parametrize(
    "other",
    [
        Config(site=SITE, topics=(Topic(slug="world", name="World"),)),
        Config(site=SITE, edition="month"),
        Config(site=SITE, markdown=Markdown(html="raw")),
        Config(site=SITE, markdown=Markdown(extensions=())),
        Config(site=SITE, markdown=Markdown(engine="commonmark")),
        Config(site=SITE, paths=Paths(content="articles")),
    ],
)
def test_settings_that_reading_looks_at_are_among_them(other: Config) -> None:
    assert Settings.of(other) != Settings.of(Config(site=SITE))


def test_settings_that_reading_does_not_look_at_are_not() -> None:
    other = Config(
        site=Site(title="Another", url="https://example.com/", language="fr"),
        paths=Paths(output="dist"),
        topics=(Topic(slug="world", name="Monde", color="blue"),),
    )
    assert Settings.of(other) == Settings.of(Config(site=SITE, topics=(Topic(slug="world", name="World"),)))


@pytest.mark.parametrize("data", [b"", b"\xc1", msgspec.msgpack.encode("text"), msgspec.msgpack.encode([{"path": 1}])])
def test_what_is_no_answer_is_refused(data: bytes) -> None:
    with pytest.raises(msgspec.MsgspecError):
        answers.decode(data)


def test_an_empty_answer_is_one() -> None:
    assert answers.decode(msgspec.msgpack.encode(Told())) == Told()
