"""No two things at one address, on any file system."""

from __future__ import annotations

from functools import partial

import pytest

from digest.arrange.claims import Claim, Claims
from digest.ground.diagnostics import Place


def claim(path: str, origin: str) -> Claim:
    return Claim(path=path, origin=origin, kind="article", place=partial(Place, file=origin, line=7))


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("a/index.html", "a/index.html"),
        ("a/index.html", "A/index.html"),
        ("caf\u00e9/index.html", "cafe\u0301/index.html"),
        ("stra\u00dfe.html", "STRASSE.html"),
        ("a", "a/index.html"),
        ("a/b/c.html", "A"),
    ],
)
def test_two_at_one_address_are_an_error_that_names_both(first: str, second: str) -> None:
    claims = Claims()
    assert claims.take(claim(first, "one.md"))
    assert not claims.take(claim(second, "two.md"))
    [finding] = claims.diagnostics
    assert finding.code == "url-clash"
    assert "one.md" in finding.message
    assert finding.place == Place(file="two.md", line=7)
    assert "slug" in finding.hint


def test_neighbours_are_welcome() -> None:
    claims = Claims()
    assert all(claims.take(claim(path, path)) for path in ("a/b.html", "a/c.html", "a/b/c.html", "b", "ab/c"))
    assert claims.diagnostics == []


def test_what_is_there_is_known_by_its_exact_name() -> None:
    claims = Claims()
    claims.take(claim("a/Index.html", "x"))
    assert claims.has("a/Index.html")
    assert not claims.has("a/index.html")
    assert not claims.has("a")


@pytest.mark.parametrize("path", [".git/x/index.html", ".GIT/hooks", ".digest-output", ".digest-output/x/index.html"])
def test_what_the_output_folder_keeps_for_itself_is_nobodys(path: str) -> None:
    claims = Claims()
    assert not claims.take(claim(path, "one.md"))
    [finding] = claims.diagnostics
    assert (finding.code, finding.place) == ("path-reserved", Place(file="one.md", line=7))
    assert "one.md" in finding.message
    assert not claims.has(path)
