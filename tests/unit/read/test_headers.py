"""Headers: every field is checked, all problems come at once, and each with its place."""

from __future__ import annotations

import pytest

from digest.ground.diagnostics import Diagnostic
from digest.model import FrontMatter
from digest.read.documents import take_apart
from digest.read.headers import read_header

TOPICS = ("world", "science", "other")
GOOD = "id: k1\ntitle: A\ndate: 2015-07-28\n"


def findings(header: str) -> list[Diagnostic]:
    document, problems = take_apart(f"---\n{header}\n---\n".encode(), "content/a.md")
    assert document is not None, problems
    return read_header(document, TOPICS)[1]


def front(header: str) -> FrontMatter:
    document, _ = take_apart(f"---\n{header}\n---\n".encode(), "content/a.md")
    assert document is not None
    read, problems = read_header(document, TOPICS)
    assert read is not None, problems
    return read.front


@pytest.mark.parametrize(
    ("header", "code", "line"),
    [
        ("id: k1\ndate: 2015-07-28\n", "title-missing", 1),
        ("id: k1\ntitle: A\n", "date-missing", 1),
        (GOOD + "topics: [world, sience]", "topic-unknown", 5),
        (GOOD + "language: english language", "language-invalid", 5),
        (GOOD + "slug: Not a slug", "slug-invalid", 5),
        (GOOD + "slug: a/b", "slug-invalid", 5),
        (GOOD + "source: {name: X, url: 'javascript:alert(1)'}", "url-invalid", 5),
        (GOOD + "source: {name: ' '}", "source-unnamed", 5),
        (GOOD + "aliases: [/ok/, old]", "alias-invalid", 5),
        (GOOD + "aliases: [/a/../b/]", "alias-invalid", 5),
        (GOOD + "aliases: ['//example.org/']", "alias-invalid", 5),
        (GOOD + "aliases: [/.git/x/]", "alias-invalid", 5),
        (GOOD + "aliases: [/.digest-output]", "alias-invalid", 5),
        (GOOD + "aliases: [/a/.b/]", "alias-invalid", 5),
        (GOOD + f"aliases: [/{'x' * 300}/]", "alias-invalid", 5),
        (GOOD + f"aliases: [{'/x' * 3000}/]", "alias-invalid", 5),
        (GOOD + "image: {src: 'https://[bad/x.png'}", "image-invalid", 5),
        (GOOD + "source: {name: A, url: 'http://a]b/'}", "url-invalid", 5),
        (GOOD + r"source: {name: A, url: 'https://host.example\@evil.example/x'}", "url-invalid", 5),
        (GOOD + "image: {src: '#top'}", "image-invalid", 5),
        (GOOD + "image: {src: 'digest:site:/a.png'}", "image-invalid", 5),
        (GOOD + "expires: 2015-07-27", "expires-early", 5),
        (GOOD + "expires: 2015-07-28", "expires-early", 5),
        (GOOD + "updated: 0001-01-01", "date-range", 5),
        (GOOD + "image: {src: 'data:image/png,'}", "image-invalid", 5),
        (GOOD + "image: {src: '//example.org/a.jpg'}", "image-invalid", 5),
        (GOOD + "image: {src: ''}", "image-invalid", 5),
        (GOOD + "image: {src: 'https://example.org/a.jpg'}", "image-remote", 5),
        ("id: K 1\ntitle: A\ndate: 2015-07-28\n", "id-invalid", 2),
    ],
)
def test_each_slip_has_its_code_and_place(header: str, code: str, line: int) -> None:
    [finding] = findings(header)
    assert (finding.code, finding.place and finding.place.line) == (code, line)
    assert finding.hint


def test_all_slips_come_at_once() -> None:
    codes = {finding.code for finding in findings("id: '?'\ntopics: [wrld]\nslug: A b\nlanguage: '1'")}
    assert codes == {"title-missing", "date-missing", "id-invalid", "topic-unknown", "slug-invalid", "language-invalid"}


def test_an_unknown_topic_is_told_the_nearest_known_one() -> None:
    assert findings(GOOD + "topics: [sience]")[0].hint == "did you mean `science`?"


@pytest.mark.parametrize("status", ["review", "draft"])
def test_what_is_not_published_may_lack_title_and_date(status: str) -> None:
    assert findings(f"id: k1\nstatus: {status}\n") == []


def test_texts_lose_stray_white_space_and_labels_come_once() -> None:
    read = front(
        GOOD.replace("title: A", 'title: "A\\u00a0 b\\n c"') + 'tags: ["", US, us, " U K ", Ü, u]\nauthors: [a, a]\n'
    )
    assert read.title == "A b c"
    assert read.tags == ("US", "U K", "Ü")
    assert read.authors == ("a",)


def test_a_header_with_errors_has_defaults_in_place_of_what_is_wrong() -> None:
    read = front_and("id: k1\ntitle: A\ndate: 2015-07-28\nlanguage: '1'\nimage: {src: ''}\nweight: heavy\nlang: de\n")
    assert (read.language, read.image, read.weight, read.status) == (None, None, 0, "published")
    assert (read.id, read.title, read.date and read.date.text) == ("k1", "A", "2015-07-28")


@pytest.mark.parametrize("wrong", ["date: 2015-13-01", "date: 0001-01-01", "slug: A b", "status: reveiw", "expires: 2"])
def test_a_header_with_errors_that_decide_its_address_is_a_draft(wrong: str) -> None:
    assert front_and(f"id: k1\n{wrong}\n").status == "draft"


def front_and(header: str) -> FrontMatter:
    document, _ = take_apart(f"---\n{header}---\n".encode(), "content/a.md")
    assert document is not None
    read, problems = read_header(document, TOPICS)
    assert read is not None
    assert problems
    return read.front


@pytest.mark.parametrize(
    ("written", "url"),
    [
        ('https://ex.example/a?b=1&c=2"<>', "https://ex.example/a?b=1&c=2%22%3C%3E"),
        ("https://ex.example/{a}|^`", "https://ex.example/%7Ba%7D%7C%5E%60"),
        ("https://ex.example/%C3%A9/100%/é", "https://ex.example/%C3%A9/100%25/é"),
    ],
)
def test_characters_that_no_address_can_have_are_encoded(written: str, url: str) -> None:
    source = front(f"{GOOD}source: {{name: A, url: '{written}'}}").source
    assert source is not None
    assert source.url == url
