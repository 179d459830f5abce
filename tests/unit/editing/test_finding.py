"""Which article a person means by what they typed."""

from __future__ import annotations

from pathlib import Path

import pytest

from digest.editing.finding import Called, Folders, find
from digest.ground.diagnostics import Diagnostic

ARTICLES = [
    Called(id="k3f3m2q4dz", path="2015/07/28/talks-open.md", seed="july/talks.txt"),
    Called(id="x3f3m2q4dz", path="2015/07/29/talks-open-again.md", seed="other.txt"),
    Called(id="y3f3m2q4dz", seed="gone.txt"),
    Called(path="features/über-uns.md", slug="about-us", address="2015/08/01/about-us/"),
]
FOLDERS = Folders(Path("/site"), "content", "seeds")


def meant(name: str, *, parts: bool = True, folders: Folders = FOLDERS) -> int | str:
    """The number of the article, or the code and hint of the finding."""
    found = find(name, ARTICLES, folders, parts=parts)
    return f"{found.code}: {found.hint}" if isinstance(found, Diagnostic) else found


@pytest.mark.parametrize(
    ("name", "number"),
    [
        ("content/2015/07/28/talks-open.md", 0),
        ("./content/2015/07/28/talks-open", 0),
        ("content\\2015\\07\\28\\talks-open.md", 0),
        ("2015/07/28/talks-open.md", 0),
        ("k3f3m2q4dz", 0),
        ("content/.provenance/k3f3m2q4dz.json", 0),
        ("seeds/july/talks.txt", 0),
        ("talks-open", 0),
        ("y3f3m2q4dz", 2),
        ("/2015/08/01/about-us/", 3),
        ("about-us", 3),
        ("über-uns", 3),
    ],
)
@pytest.mark.parametrize("parts", [True, False])
def test_an_article_goes_by_file_id_address_seed_and_slug(name: str, number: int, *, parts: bool) -> None:
    assert meant(name, parts=parts) == number


@pytest.mark.parametrize(("name", "number"), [("again", 1), ("AGAIN", 1), ("x3f3", 1), ("gone", 2), ("2015/07/28/", 0)])
def test_a_part_of_a_name_will_do_where_it_is_asked_for(name: str, number: int) -> None:
    assert meant(name) == number
    assert str(meant(name, parts=False)).startswith("article-unknown")


@pytest.mark.parametrize("name", ["", "/", "never", ".json", "a\0b", "x" * 300])
def test_what_names_nothing_says_how_articles_are_named(name: str) -> None:
    hint = "write a path, an id, a seed, a slug, or a part of one of these"
    assert meant(name) == f"article-unknown: {hint}"


def test_a_slip_gets_the_nearest_name_with_its_file() -> None:
    assert meant("talsk-open", parts=False) == (
        "article-unknown: did you mean `talks-open` (content/2015/07/28/talks-open.md)?"
    )


def test_a_name_of_several_lists_them_and_the_deleted_ones_too() -> None:
    assert meant("f3m2q4dz") == (
        "article-ambiguous: say which: content/2015/07/28/talks-open.md (`k3f3m2q4dz`), "
        "content/2015/07/29/talks-open-again.md (`x3f3m2q4dz`), `y3f3m2q4dz` (deleted)"
    )


def test_a_file_is_named_as_it_is_seen_from_here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folders = Folders(tmp_path / "site", "content", "seeds")
    file = folders.root / "content/2015/07/28/talks-open.md"
    file.parent.mkdir(parents=True)
    file.touch()
    (tmp_path / "link").symlink_to(folders.root)
    monkeypatch.chdir(file.parent)
    assert meant("talks-open.md", parts=False, folders=folders) == 0
    assert meant("../28/talks-open.md", parts=False, folders=folders) == 0
    assert meant(str(tmp_path / "link/content/2015/07/28/talks-open.md"), parts=False, folders=folders) == 0
