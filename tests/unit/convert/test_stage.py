from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from digest.convert.stage import convert, restore
from digest.model import Converted
from tests.unit.convert.samples import Site, simple_draft


def story(number: int) -> str:
    return f"Story {number}\ndate: 2015-07-{number:02}\nText {number}.\n"


def test_bad_seeds_are_errors_and_stop_no_other(site: Site) -> None:
    for name, data in {"a.txt": b"", "b.txt": b"Title only", "c.txt": b"\0", "photo.jpg": b"\xff"}.items():
        site.seed(name, data)
    site.seed("good.txt", story(1))
    counts, findings = site.convert()
    assert counts == Converted(converted=1, failed=3)
    assert [(f.code, f.severity, f.place and f.place.file) for f in findings] == [
        ("seed-empty", "error", "seeds/a.txt"),
        ("seed-no-body", "error", "seeds/b.txt"),
        ("seed-binary", "error", "seeds/c.txt"),
        ("seed-format", "warning", "seeds/photo.jpg"),
    ]


def test_progress_is_told_for_seeds_that_need_something(site: Site) -> None:
    site.seed("1.txt", story(1))
    site.convert()
    site.seed("2.txt", story(2))
    site.seed("3.txt", story(3))
    heard: list[tuple[int, int]] = []
    convert(site.root, site.config, formats=site.formats, tick=lambda done, total: heard.append((done, total)))
    assert heard == [(0, 2), (1, 2), (2, 2)]


def test_a_site_without_seeds_has_nothing_to_convert(site: Site) -> None:
    assert site.convert() == (Converted(), [])
    assert site.tree() == {}


def test_two_machines_make_the_same_bytes(tmp_path: Path) -> None:
    trees = []
    for name, order in (("one", (1, 2, 3)), ("two", (3, 2, 1))):
        site = Site(tmp_path / name)
        for number in order:
            site.seed(f"{number}.txt", story(number))
        site.convert()
        trees.append(site.tree())
    assert trees[0] == trees[1]
    assert len(trees[0]) == 6


def test_a_run_that_is_stopped_keeps_what_it_did_and_the_next_does_the_rest(site: Site) -> None:
    for number in (1, 2, 3):
        site.seed(f"{number}.txt", story(number))

    def stop(done: int, _total: int) -> None:
        if done == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        convert(site.root, site.config, formats=site.formats, tick=stop)
    assert len(site.articles()) == 2
    assert site.convert()[0] == Converted(converted=1, unchanged=2)


RUN = """
import sys
from pathlib import Path
from tests.unit.convert.samples import Site
Site(Path(sys.argv[1])).convert()
"""


@pytest.mark.parametrize("done", [1, 7, 19])
def test_a_run_that_is_killed_is_made_good_by_the_next(tmp_path: Path, done: int) -> None:
    killed, whole = Site(tmp_path / "killed"), Site(tmp_path / "whole")
    for site in (killed, whole):
        for number in range(1, 31):
            site.seed(f"{number}.txt", story(number) + "More.\n" * 200)
    content = killed.root / "content"
    with subprocess.Popen([sys.executable, "-c", RUN, str(killed.root)], cwd=Path(__file__).parents[3]) as run:
        while run.poll() is None and sum(1 for _ in content.rglob("*.md")) < done:
            pass
        run.kill()
    assert len(killed.articles()) >= done
    killed.convert()
    whole.convert()
    assert {path: data for path, data in killed.tree().items() if ".writing-" not in path} == whole.tree()


def test_a_deleted_article_can_be_brought_back(site: Site) -> None:
    site.seed("1.txt", story(1))
    site.convert()
    whole = site.tree()
    site.article().unlink()
    assert restore(site.root, site.config, site.record()["id"]) == ("content/2015/07/01/story-1.md", [])
    assert site.tree() == whole


def test_an_article_comes_back_beside_what_took_its_place(site: Site) -> None:
    site.seed("1.txt", story(1))
    site.convert()
    site.article().write_text("---\ntitle: Another\nid: x3f3m2q4dz\n---\n")
    path, findings = restore(site.root, site.config, site.record()["id"])
    assert (path, findings) == ("content/2015/07/01/story-1-2.md", [])
    site.seed("1.txt", story(1) + "More.\n")
    site.convert()
    assert "More." in (site.root / "content/2015/07/01/story-1-2.md").read_text()
    assert "Another" in (site.root / "content/2015/07/01/story-1.md").read_text()


def test_an_article_that_comes_back_overwrites_nothing_that_no_list_shows(site: Site) -> None:
    site.seed("1.txt", story(1))
    site.convert()
    article = site.article()
    article.unlink()
    article.symlink_to("nowhere.md")
    path, _ = restore(site.root, site.config, site.record()["id"])
    assert path == "content/2015/07/01/story-1-2.md"
    assert article.is_symlink()


def test_a_record_that_leads_out_of_the_content_folder_brings_nothing_back(site: Site) -> None:
    site.seed("1.txt", story(1))
    site.convert()
    site.article().unlink()
    (file,) = site.records()
    file.write_text(file.read_text().replace('"2015/07/01/story-1.md"', '"../../outside/x.md"'))
    path, (finding,) = restore(site.root, site.config, file.stem)
    assert (path, finding.code) == (None, "record-damaged")
    assert not (site.root.parent / "outside").exists()


def test_nothing_is_brought_back_behind_a_link(site: Site, tmp_path_factory: pytest.TempPathFactory) -> None:
    site.seed("1.txt", story(1))
    site.convert()
    outside = tmp_path_factory.mktemp("outside")
    (site.root / "content/2015").rename(site.root / "gone")
    (site.root / "content/2015").symlink_to(outside, target_is_directory=True)
    path, (finding,) = restore(site.root, site.config, site.record()["id"])
    assert (path, finding.code) == (None, "content-unwritable")
    assert list(outside.iterdir()) == []


def test_what_is_there_or_was_never_converted_cannot_be_brought_back(site: Site) -> None:
    site.seed("1.txt", story(1))
    site.convert()
    there = restore(site.root, site.config, site.record()["id"])
    never = restore(site.root, site.config, "k3f3m2q4dz")
    assert [(path, [finding.code for finding in findings]) for path, findings in (there, never)] == [
        (None, ["article-exists"]),
        (None, ["record-unknown"]),
    ]


def test_formats_are_told_apart_by_their_ending(site: Site) -> None:
    site.formats = {".txt": simple_draft, ".note": simple_draft}
    site.seed("1.NOTE", story(1))
    assert site.convert() == (Converted(converted=1), [])
