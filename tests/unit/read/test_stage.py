"""Reading a whole content folder: everything in it, all problems in one run."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from digest.config import Config, Markdown, Site, Topic
from digest.engine.work import forgetful
from digest.read.stage import read

CONFIG = Config(
    site=Site(title="T", url="https://example.org/"),
    topics=(Topic(slug="world", name="World"), Topic(slug="other", name="Other")),
)


def write(root: Path, path: str, text: str) -> None:
    file = root / "content" / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")


def article(id_: str, more: str = "") -> str:
    return f"---\nid: {id_}\ntitle: T {id_}\ndate: 2015-07-28\n{more}---\nText.\n"


def test_each_kind_of_file_is_found_and_sorted(tmp_path: Path) -> None:
    write(tmp_path, "2015/07/28/b.md", article("b"))
    write(tmp_path, "2015/07/28/a.md", article("a"))
    write(tmp_path, "editions/2015-w31.md", "---\nlead: a\n---\n")
    write(tmp_path, "pages/about.md", "---\ntitle: About\n---\n")
    write(tmp_path, "2015/07/28/a.txt", "notes")
    write(tmp_path, ".provenance/a.json", "{}")
    ticks: list[tuple[int, int]] = []
    content, found = read(tmp_path, CONFIG, forgetful(), tick=lambda done, total: ticks.append((done, total)))
    assert found == []
    assert [x.path for x in content.articles] == ["2015/07/28/a.md", "2015/07/28/b.md"]
    assert [x.key for x in content.editions] == ["2015-w31"]
    assert [x.slug for x in content.pages] == ["about"]
    assert [x.path for x in content.media] == ["2015/07/28/a.txt"]
    assert ticks == [(n, 5) for n in range(1, 6)]


def test_a_missing_folder_is_an_empty_one(tmp_path: Path) -> None:
    content, found = read(tmp_path, CONFIG, forgetful())
    assert found == []
    assert (content.articles, content.broken) == ((), ())


def test_all_problems_of_all_files_come_in_one_run(tmp_path: Path) -> None:
    write(tmp_path, "a.md", article("a", "topics: [wrld]\n"))
    write(tmp_path, "b.md", "no header")
    (tmp_path / "content/c.md").write_bytes(b"---\ntitle: \xff\n---\n")
    write(tmp_path, "d.md", article("d"))
    content, found = read(tmp_path, CONFIG, forgetful())
    assert {finding.code for finding in found} == {"topic-unknown", "front-matter-missing", "encoding-invalid"}
    assert [x.path for x in content.articles] == ["d.md"]
    assert content.broken == ("a.md", "b.md", "c.md")
    assert [x.path for x in content.mended] == ["a.md"]


def test_one_id_in_two_files_is_an_error_that_names_both(tmp_path: Path) -> None:
    write(tmp_path, "a.md", article("same"))
    write(tmp_path, "b.md", article("same"))
    _, [finding] = read(tmp_path, CONFIG, forgetful())
    assert finding.code == "id-duplicate"
    assert "content/a.md" in finding.message
    assert finding.place is not None
    assert (finding.place.file, finding.place.line) == ("content/b.md", 2)


def test_two_notes_for_one_edition_are_an_error(tmp_path: Path) -> None:
    write(tmp_path, "editions/2015-w31.md", "---\n---\n")
    write(tmp_path, "editions/more/2015-w31.md", "---\n---\n")
    _, [finding] = read(tmp_path, CONFIG, forgetful())
    assert finding.code == "edition-duplicate"


@pytest.mark.parametrize(
    ("src", "codes"),
    [
        ("photo.jpg", []),
        ("../28/photo.jpg", []),
        ("photo.png", ["image-missing"]),
        ("../../../../photo.jpg", ["link-outside"]),
        ("/photo.jpg", []),
        ("https://example.org/photo.jpg", ["image-remote"]),
    ],
)
def test_an_articles_picture_must_be_there(tmp_path: Path, src: str, codes: list[str]) -> None:
    write(tmp_path, "2015/07/28/a.md", article("a", f"image: {{src: {src}}}\n"))
    write(tmp_path, "2015/07/28/photo.jpg", "")
    _, found = read(tmp_path, CONFIG, forgetful())
    assert [finding.code for finding in found] == codes
    assert all(finding.place is not None and finding.place.line == 5 for finding in found)


def test_a_picture_is_found_however_its_accents_are_composed(tmp_path: Path) -> None:
    write(tmp_path, "a.md", article("a", "image: {src: caf\u00e9.jpg}\n"))
    write(tmp_path, "cafe\u0301.jpg", "")
    assert read(tmp_path, CONFIG, forgetful())[1] == []


@pytest.mark.skipif(sys.platform != "linux", reason="other systems have no such names")
def test_a_name_that_is_not_utf8_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    Path(os.fsdecode(os.fsencode(tmp_path) + b"/content/caf\xe9.md")).write_text(article("a"))
    content, [finding] = read(tmp_path, CONFIG, forgetful())
    assert (finding.code, finding.note) == ("file-unreadable", "its name is not UTF-8")
    assert content.articles == ()


def test_a_file_that_can_not_be_read_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    (tmp_path / "content/a.md").symlink_to(tmp_path / "gone.md")
    _, [finding] = read(tmp_path, CONFIG, forgetful())
    assert (finding.code, finding.place and finding.place.file) == ("file-unreadable", "content/a.md")


def test_a_wrong_extension_is_told_once(tmp_path: Path) -> None:
    write(tmp_path, "a.md", article("a"))
    write(tmp_path, "b.md", article("b"))
    config = Config(site=CONFIG.site, topics=CONFIG.topics, markdown=Markdown(extensions=("none-such",)))
    _, [finding] = read(tmp_path, config, forgetful())
    assert finding.code == "markdown-extension"
