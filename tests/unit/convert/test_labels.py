"""The tags in use, as an editor looks at them."""

from __future__ import annotations

from pathlib import Path

from digest.convert import labels


def test_tags_are_counted_by_article_whatever_their_spelling_the_most_used_first() -> None:
    found = labels.survey(
        {"a.md": ("Seoul", "ferry", "Ferry"), "b.md": ("Ferry",), "c.md": ("Ferry",), "d.md": ("FERRY",)}, ()
    )
    assert [(use.label, use.count, use.spelt) for use in found.uses] == [
        ("Ferry", 4, ("FERRY", "ferry")),
        ("Seoul", 1, ()),
    ]
    assert found.articles == 4


def test_the_vocabulary_joins_and_names_tags() -> None:
    found = labels.survey({"a.md": ("U.S.",), "b.md": ("us", "United States")}, ("US | U.S. | United States",))
    assert [(use.label, use.count) for use in found.uses] == [("US", 2)]
    assert found.alike == ()


def test_the_tags_of_articles_are_read_and_of_nothing_else(tmp_path: Path) -> None:
    files = {
        "2015/a.md": "[A, B]",
        "editions/w.md": "[C]",
        "pages/p.md": "[C]",
        ".provenance/x.md": "[C]",
        "2015/b.md": "[",
    }
    for path, tags in files.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(f"---\ntags: {tags}\n---\n", "utf-8")
    (tmp_path / "2015/c.md").write_bytes(b"---\ntags: [\xff]\n---\n")
    assert labels.tags_by_path(tmp_path) == {"2015/a.md": ("A", "B")}
