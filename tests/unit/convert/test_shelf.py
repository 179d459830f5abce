from __future__ import annotations

from datetime import UTC
from pathlib import Path

import pytest

from digest.convert.shelf import Shelf
from digest.engine.work import forgetful


def put(root: Path, path: str, text: str = "") -> None:
    file = root / "content" / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")


def shelf(root: Path, *reserved: str) -> Shelf:
    return Shelf(root, "content", UTC, forgetful(), reserved=reserved)


def test_an_article_is_found_where_it_usually_is_or_wherever_its_id_is(tmp_path: Path) -> None:
    put(tmp_path, "a.md", "---\nid: k3f3m2q4dz\n---\n")
    put(tmp_path, "moved/b.md", '---\r\ntitle: B\r\nid: "x3f3m2q4dz" # the id\r\n---\r\n')
    found = shelf(tmp_path)
    assert found.find("k3f3m2q4dz", "a.md") == "a.md"
    assert found.find("x3f3m2q4dz", "a.md") == "moved/b.md"
    assert found.find("y3f3m2q4dz", "gone.md") is None


def test_a_broken_header_still_tells_its_id(tmp_path: Path) -> None:
    put(tmp_path, "a.md", "id: k3f3m2q4dz\ntitle: [broken\n\nText\n")
    assert shelf(tmp_path).find("k3f3m2q4dz") == "a.md"


def test_a_file_without_an_id_is_the_article_if_it_lies_where_that_was_put(tmp_path: Path) -> None:
    put(tmp_path, "a.md", "just text")
    assert shelf(tmp_path).find("k3f3m2q4dz", "a.md") == "a.md"
    assert shelf(tmp_path).find("k3f3m2q4dz") is None


def test_an_article_is_found_by_its_seed(tmp_path: Path) -> None:
    put(tmp_path, "a.md", "---\nid: k3f3m2q4dz\nseed: july/a b.txt\n---\n")
    put(tmp_path, "b.md", '---\nid: x3f3m2q4dz\nseed: "2015: b.txt"\n---\n')
    found = shelf(tmp_path)
    assert found.identity_of("july/a b.txt") == "k3f3m2q4dz"
    assert found.identity_of("2015: b.txt") == "x3f3m2q4dz"
    assert found.identity_of("c.txt") is None


def test_a_taken_place_gives_the_next_number_whatever_its_case(tmp_path: Path) -> None:
    put(tmp_path, "2015/07/28/Talks.md")
    found = shelf(tmp_path, "2015/07/28/talks-2.md")
    assert found.free("2015/07/28", "talks") == "2015/07/28/talks-3.md"
    assert found.free("2015/07/28", "talks") == "2015/07/28/talks-4.md"
    assert found.free("2015/07/29", "talks") == "2015/07/29/talks.md"


def test_an_address_that_a_file_elsewhere_has_is_taken_too(tmp_path: Path) -> None:
    put(tmp_path, "undated/talks.md", "---\ndate: 2015-07-28\n---\n")
    put(tmp_path, "features/long-name.md", "---\ndate: 2015-07-28\nslug: votes\n---\n")
    found = shelf(tmp_path)
    assert found.free("2015/07/28", "talks") == "2015/07/28/talks-2.md"
    assert found.free("2015/07/28", "votes") == "2015/07/28/votes-2.md"


@pytest.mark.parametrize(("there", "stem"), [("Cafe\u0301.md", "café"), ("STRASSE.md", "straße")])
def test_a_name_that_a_forgiving_file_system_takes_for_the_same_is_taken(tmp_path: Path, there: str, stem: str) -> None:
    put(tmp_path, f"undated/{there}")
    assert shelf(tmp_path).free("undated", stem) == f"undated/{stem}-2.md"


def test_a_new_article_gives_way_to_a_file_that_appeared_meanwhile(tmp_path: Path) -> None:
    found = shelf(tmp_path)
    path = found.free("undated", "talks")
    put(tmp_path, path, "a person's")
    assert found.create(path, "the converter's", "k3f3m2q4dz") == "undated/talks-2.md"
    assert (tmp_path / "content" / path).read_text() == "a person's"
    assert (tmp_path / "content/undated/talks-2.md").read_text() == "the converter's"
