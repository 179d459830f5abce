from __future__ import annotations

import subprocess
import sys
import tempfile
from concurrent.futures import Executor, ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digest.convert.formats import FORMATS
from digest.convert.stage import convert, restore
from digest.engine.processes import Processes
from digest.engine.work import forgetful
from digest.model import Converted
from tests.unit.convert.samples import Site, remembering, simple_draft


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
    convert(
        site.root, site.config, forgetful(), formats=site.formats, tick=lambda done, total: heard.append((done, total))
    )
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
        convert(site.root, site.config, forgetful(), formats=site.formats, tick=stop)
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


# --- what is remembered ---


def test_where_nothing_changed_no_seed_and_no_record_is_read(site: Site) -> None:
    for number in (1, 2, 3):
        site.seed(f"{number}.txt", story(number))
    assert site.convert(later=60)[0] == Converted(converted=3)
    assert (site.tally["seeds hashed"], site.tally["seeds drafted"]) == (3, 3)
    site.convert(later=60)  # what was written a moment before its stamp was taken is looked at once more
    assert site.convert() == (Converted(unchanged=3), [])
    assert site.tally.total() == 0


def test_one_new_seed_costs_one(site: Site) -> None:
    for number in (1, 2, 3):
        site.seed(f"{number}.txt", story(number))
        site.convert(later=60)
    site.convert(later=60)
    site.seed("4.txt", story(4))
    assert site.convert(later=60)[0] == Converted(converted=1, unchanged=3)
    assert site.tally["seeds hashed"] == site.tally["seeds drafted"] == 1
    assert site.tally["glances"] == 2  # at the article that the run before wrote a moment ago, and at this one
    assert site.tally["records read"] == 0


def test_a_seed_of_which_no_article_can_be_made_is_drafted_once_and_reported_by_every_run(site: Site) -> None:
    site.seed("a.txt", "Only a title")
    first = site.convert(later=60)
    assert site.tally["seeds drafted"] == 1
    assert site.convert() == first
    assert site.tally["seeds drafted"] == 0
    assert (first[0], [finding.code for finding in first[1]]) == (Converted(failed=1), ["seed-no-body"])
    site.seed("a.txt", story(1))
    assert site.convert() == (Converted(converted=1), [])


def test_without_its_memory_or_with_that_of_another_code_a_run_does_the_same(site: Site) -> None:
    for number in (1, 2):
        site.seed(f"{number}.txt", story(number))
    site.seed("bad.txt", "Only a title")
    site.convert()
    before, outcome = site.tree(), site.convert()
    with remembering(site.root, later=60) as work:
        assert convert(site.root, site.config, work._replace(code="2"), formats=site.formats) == outcome
    assert convert(site.root, site.config, forgetful(), formats=site.formats) == outcome
    assert site.tree() == before


IMPORTS = """
import sys
from collections import Counter
from pathlib import Path
from digest.config import Config, Site
from digest.convert.stage import convert
from digest.engine import cache, stamps
from digest.engine.work import Work
root = Path(sys.argv[1])
memory, _ = cache.load(root / ".digest/cache")
work = Work(cache=memory, code="1", clock=stamps.clock(root / ".digest"), tally=Counter())
convert(root, Config(site=Site(title="Test", url="https://example.org/")), work)
memory.close()
print(*sys.modules)
"""


def test_where_nothing_changed_nothing_is_imported_that_reads_seeds_or_writes_articles(site: Site) -> None:
    site.formats = FORMATS
    site.seed("a.txt", "Talks open in Seoul\n\n28 July 2015\n\nThey met on Monday and talked all day.\n")
    site.convert()
    run = [sys.executable, "-c", IMPORTS, str(site.root)]
    out = subprocess.run(run, cwd=Path(__file__).parents[3], capture_output=True, text=True, check=True).stdout
    names = out.split()
    assert [name.removeprefix("digest.convert.") for name in sorted(names) if name.startswith("digest.convert.")] == [
        *("doubts", "formats", "glances", "ledger", "pairing", "parts", "record", "seeds", "stage", "unfit")
    ]
    assert not {"yaml", "charset_normalizer", "concurrent.futures.process"} & set(names)


# --- who drafts ---


def test_other_processes_draft_what_one_alone_would(tmp_path: Path) -> None:
    outcomes = []
    with Processes(2) as processes:
        executors: tuple[Executor | None, ...] = (None, processes)
        for number, executor in enumerate(executors):
            site = Site(tmp_path / str(number))
            for day in range(1, 29):
                site.seed(f"{day}.txt", story(day))
            site.seed("copy.txt", story(1).replace(" ", "  "))
            site.seed("bad.txt", "Only a title")
            site.seed("nul.txt", b"\0")
            outcomes.append((site.convert(executor=executor), site.tree()))
    assert outcomes[0] == outcomes[1]
    assert outcomes[0][0][0] == Converted(converted=29, review=1, failed=2)


LINES = st.sampled_from(["Talks open", "date: 2015-07-28", "They met.", "drop this", "vanish that", "-", "", "\0"])


@settings(max_examples=30)
@given(st.lists(st.lists(LINES, max_size=6), max_size=12))
def test_whoever_drafts_the_articles_and_findings_are_the_same(seeds: list[list[str]]) -> None:
    outcomes = []
    with tempfile.TemporaryDirectory() as folder, ThreadPoolExecutor(3) as threads:
        executors: tuple[Executor | None, ...] = (None, threads)
        for name, executor in enumerate(executors):
            site = Site(Path(folder, str(name)))
            for number, lines in enumerate(seeds):
                site.seed(f"{number}.txt", "\n".join(lines))
            outcomes.append((site.convert(executor=executor), site.tree(), site.convert(), site.tree()))
    assert outcomes[0] == outcomes[1]
