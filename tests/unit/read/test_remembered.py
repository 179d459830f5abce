"""Only what changed is read and parsed; what comes of it is as if all had been."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import Executor, ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import msgspec
import pytest

from digest.config import Config, Markdown, Site, Topic
from digest.engine import cache, stamps
from digest.engine.work import Work, forgetful
from digest.ground.diagnostics import Diagnostic
from digest.model import Content
from digest.read.bodies import Changed
from digest.read.stage import read
from tests.unit.read.test_media import PNG

CONFIG = Config(
    site=Site(title="T", url="https://example.org/"),
    topics=(Topic(slug="world", name="World"), Topic(slug="other", name="Other")),
)
HOUR = 3_600_000_000_000


@contextmanager
def remembering(root: Path, *, code: str = "1", later: int = HOUR, executor: Executor | None = None) -> Iterator[Work]:
    """The means of a build that remembers; an hour `later`, so that all files are old enough to be trusted."""
    state = root / ".digest"
    now = stamps.clock(state) + later
    memory, notes = cache.load(state / "cache")
    assert notes == []
    yield Work(cache=memory, code=code, clock=now, tally=Counter(), executor=executor, alone=0)
    assert memory.save() == []


def write(root: Path, path: str, data: bytes) -> None:
    file = root / "content" / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(data)


def article(name: str, text: str = "Text.") -> bytes:
    return f"---\nid: {name}\ntitle: T {name}\ndate: 2015-07-28\n---\n{text}\n".encode()


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """Three articles, one of them broken and one with a warning, a note, a page, a picture and another file."""
    write(tmp_path, "2015/a.md", article("a"))
    write(tmp_path, "2015/broken.md", article("b").replace(b"2015-07-28", b"2015-13-28"))
    write(tmp_path, "2015/odd.md", article("c").replace(b"id: c\n", b""))
    write(tmp_path, "editions/2015-w31.md", b"---\nlead: a\n---\n")
    write(tmp_path, "pages/about.md", b"---\ntitle: About\n---\nText.\n")
    write(tmp_path, "2015/photo.png", PNG)
    write(tmp_path, "2015/notes.txt", b"notes")
    return tmp_path


FILES = 6  # those that are opened


def everything(content: Content, findings: list[Diagnostic]) -> tuple[Content, dict[str, object], list[Diagnostic]]:
    bare = msgspec.structs.replace(content, bodies={})
    return bare, dict(content.bodies), findings


def counts(site: Path, config: Config = CONFIG, **means: object) -> tuple[int, int]:
    """Reads what is remembered, and all afresh; both must say the same. How many files were hashed, and parsed."""
    with remembering(site, **means) as work:  # type: ignore[arg-type]
        remembered = everything(*read(site, config, work))
        assert remembered == everything(*read(site, config, forgetful()))
    return work.tally["hashed"], work.tally["parsed"]


def test_the_first_time_all_is_read_and_the_second_time_nothing(site: Path) -> None:
    assert [counts(site), counts(site), counts(site)] == [(FILES, FILES), (0, 0), (0, 0)]


def test_findings_are_shown_on_every_build(site: Path) -> None:
    for _ in range(2):
        with remembering(site) as work:
            _, found = read(site, CONFIG, work)
        assert [finding.code for finding in found] == ["date-invalid", "id-missing"]


def test_an_edited_file_is_the_only_one_read(site: Path) -> None:
    counts(site)
    write(site, "2015/a.md", article("a", "Another text."))
    assert [counts(site), counts(site)] == [(1, 1), (0, 0)]


def test_a_touched_file_is_hashed_and_not_parsed(site: Path) -> None:
    counts(site)
    os.utime(site / "content/2015/a.md", ns=(5, 5))
    assert [counts(site), counts(site)] == [(1, 0), (0, 0)]


def test_a_fresh_clone_with_a_kept_cache_parses_nothing(site: Path) -> None:
    counts(site)
    for file in [path for path in (site / "content").rglob("*") if path.is_file()]:
        data = file.read_bytes()
        file.unlink()
        file.write_bytes(data)
    assert [counts(site), counts(site)] == [(FILES, 0), (0, 0)]


def test_a_file_replaced_with_the_same_size_and_times_is_parsed(site: Path) -> None:
    counts(site)
    file = site / "content/2015/a.md"
    before = file.stat()
    write(site, "2015/a.md", article("a", "Tex2."))
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert counts(site) == (1, 1)


def test_a_file_as_young_as_the_clock_is_hashed_once_more(site: Path) -> None:
    assert [counts(site, later=0), counts(site), counts(site)] == [(FILES, FILES), (FILES, 0), (0, 0)]


def test_a_renamed_file_is_another_file(site: Path) -> None:
    counts(site)
    (site / "content/2015/a.md").rename(site / "content/2015/z.md")
    assert [counts(site), counts(site)] == [(1, 1), (0, 0)]


def test_what_became_of_a_deleted_file_is_forgotten(site: Path) -> None:
    counts(site)
    data = (site / "content/2015/a.md").read_bytes()
    (site / "content/2015/a.md").unlink()
    assert counts(site) == (0, 0)
    write(site, "2015/a.md", data)
    assert counts(site) == (1, 1)


@pytest.mark.parametrize(
    "other",
    [
        msgspec.structs.replace(CONFIG, topics=CONFIG.topics[:1]),
        msgspec.structs.replace(CONFIG, edition="month"),
        msgspec.structs.replace(CONFIG, markdown=Markdown(html="raw")),
    ],
)
def test_other_settings_parse_all_again_and_hash_nothing(site: Path, other: Config) -> None:
    counts(site)
    assert [counts(site, other)[1], counts(site, other)] == [FILES, (0, 0)]


def test_settings_that_reading_does_not_look_at_change_nothing(site: Path) -> None:
    counts(site)
    assert counts(site, msgspec.structs.replace(CONFIG, site=Site(title="U", url="https://example.com/"))) == (0, 0)


def test_another_version_of_the_code_parses_all_again(site: Path) -> None:
    counts(site)
    assert counts(site, code="2")[1] == FILES


def test_bodies_that_nobody_looks_at_stay_remembered(site: Path) -> None:
    counts(site)
    for _ in range(3):
        with remembering(site) as work:
            content, _ = read(site, CONFIG, work)
    with remembering(site) as work:
        content, _ = read(site, CONFIG, work)
        assert content.bodies["2015/a.md"].html == "<p>Text.</p>"
    assert work.tally["parsed"] == 0


def test_whoever_helps_the_outcome_is_the_same(site: Path) -> None:
    with ThreadPoolExecutor(2) as executor:
        assert [counts(site, executor=executor), counts(site, executor=executor)] == [(FILES, FILES), (0, 0)]


def damage_body(site: Path, text: bytes) -> None:
    """Another letter in a body that is remembered."""
    file = site / ".digest/cache"
    whole = file.read_bytes()
    assert text in whole
    file.write_bytes(whole.replace(text, text.swapcase()))


def test_a_damaged_body_is_made_again_from_its_file(site: Path) -> None:
    write(site, "2015/a.md", article("a", "Rare words."))
    counts(site)
    damage_body(site, b"<p>Rare words.</p>")
    assert [counts(site), counts(site)] == [(0, 1), (0, 0)]


@pytest.mark.parametrize("gone", [False, True])
def test_a_damaged_body_of_a_file_that_changed_meanwhile_is_refused(site: Path, gone: bool) -> None:
    write(site, "2015/a.md", article("a", "Rare words."))
    counts(site)
    damage_body(site, b"<p>Rare words.</p>")
    with remembering(site) as work:
        content, _ = read(site, CONFIG, work)
        if gone:
            (site / "content/2015/a.md").unlink()
        else:
            write(site, "2015/a.md", article("a", "Other words."))
        with pytest.raises(Changed, match=r"2015/a\.md"):
            content.bodies["2015/a.md"]


def test_progress_counts_remembered_files_as_done(site: Path) -> None:
    counts(site)
    write(site, "2015/a.md", article("a", "Another text."))
    ticks: list[tuple[int, int]] = []
    with remembering(site) as work:
        read(site, CONFIG, work, tick=lambda *done: ticks.append(done))
    assert ticks == [(FILES, FILES + 1), (FILES + 1, FILES + 1)]


def test_with_nothing_to_parse_neither_markdown_nor_yaml_is_imported(site: Path) -> None:
    """Asked in a process of its own, since this one has imported everything."""
    import subprocess
    import sys

    program = (
        "import sys; from pathlib import Path; from tests.unit.read.test_remembered import *; root = Path(sys.argv[1])\n"
        "with remembering(root) as work: read(root, CONFIG, work)\n"
        "print(work.tally['parsed'], sorted({'markdown', 'yaml', 'nh3', 'pyromark'} & set(sys.modules)))"
    )
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}

    def run() -> str:
        done = subprocess.run(
            [sys.executable, "-c", program, str(site)], check=True, env=environment, capture_output=True, text=True
        )
        return done.stdout.strip()

    assert [run(), run()] == [f"{FILES} ['markdown', 'nh3', 'yaml']", "0 []"]
