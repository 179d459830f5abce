"""Which file answers an address."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.preview import files


@pytest.mark.parametrize(
    ("way", "paths"),
    [
        ("", ["index.html"]),
        ("topics/", ["topics/index.html"]),
        ("feed.xml", ["feed.xml", "feed.xml.html"]),
        ("about", ["about", "about.html"]),
        ("Ünï cödé/", ["Ünï cödé/index.html"]),
    ],
)
def test_a_folder_is_its_index_and_an_ending_may_be_left_out(way: str, paths: list[str]) -> None:
    assert files.candidates(way) == paths


@pytest.mark.parametrize(
    "way", ["..", "../x", "a/../b", ".digest-output", "a/.git/config", "/etc/passwd", "a//b", "a\\..\\b", "a\0b"]
)
def test_what_leads_out_or_is_hidden_is_no_candidate(way: str) -> None:
    assert files.candidates(way) == []


@given(st.text(alphabet="./\\a\0%é", max_size=12))
def test_no_way_leads_out_of_the_folder(way: str) -> None:
    for path in files.candidates(way):
        assert not path.startswith("/")
        assert not any(step.startswith(".") for step in path.split("/"))


def test_a_plain_file_is_read_and_nothing_else(tmp_path: Path) -> None:
    output = tmp_path / "public"
    (output / "folder").mkdir(parents=True)
    (output / "folder/page.html").write_bytes(b"page")
    (tmp_path / "secret.html").write_bytes(b"secret")
    (output / "link.html").symlink_to(tmp_path / "secret.html")
    (output / "linked").symlink_to(tmp_path)
    assert files.read(output, "folder/page.html") == b"page"
    for path in ("folder", "link.html", "linked/secret.html", "missing.html", "folder/page.html/more"):
        assert files.read(output, path) is None
