from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from digest.convert.seeds import LARGEST, Found, Refused, ending, read, scan
from digest.engine.work import Work, forgetful
from digest.model import Seed
from tests.unit.convert.samples import remembering

TXT = (".txt",)


def put(root: Path, path: str, data: bytes = b"A word") -> Path:
    file = root / "seeds" / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(data)
    return file


def scanned(root: Path, work: Work | None = None) -> Found:
    return scan(root, "seeds", TXT, work or forgetful())


def outcome(root: Path, work: Work | None = None) -> dict[str, str]:
    """Each file's path with `seed`, or the code of the finding that refuses it."""
    found = scanned(root, work)
    return {**dict.fromkeys(found.digests, "seed"), **{one.path: one.finding.code for one in found.refused}}


def test_sub_folders_count_and_hidden_files_do_not(tmp_path: Path) -> None:
    for path in ("b.txt", "july/a.txt", "july/UPPER.TXT", ".hidden.txt", ".git/a.txt"):
        put(tmp_path, path)
    assert outcome(tmp_path) == {"b.txt": "seed", "july/UPPER.TXT": "seed", "july/a.txt": "seed"}


def test_seeds_come_in_the_order_of_their_paths(tmp_path: Path) -> None:
    for path in ("c.txt", "a.txt", "b/z.txt"):
        put(tmp_path, path)
    assert list(outcome(tmp_path)) == ["a.txt", "b/z.txt", "c.txt"]


def test_a_missing_folder_has_no_seeds(tmp_path: Path) -> None:
    assert outcome(tmp_path) == {}


def test_each_bad_file_is_a_finding_and_the_others_are_seeds(tmp_path: Path) -> None:
    put(tmp_path, "empty.txt", b"")
    put(tmp_path, "blank.txt", b" \n\t\r\n ")
    put(tmp_path, "nul.txt", b"text\0text")
    put(tmp_path, "controls.txt", b"\x01\x02\x03\x04 text")
    put(tmp_path, "photo.jpg", b"\xff\xd8")
    put(tmp_path, "noending", b"text")
    put(tmp_path, "good.txt")
    with put(tmp_path, "huge.txt").open("wb") as stream:
        stream.truncate(LARGEST + 1)
    assert outcome(tmp_path) == {
        "blank.txt": "seed-empty",
        "controls.txt": "seed-binary",
        "empty.txt": "seed-empty",
        "good.txt": "seed",
        "huge.txt": "seed-too-large",
        "noending": "seed-format",
        "nul.txt": "seed-binary",
        "photo.jpg": "seed-format",
    }


def test_a_file_of_another_kind_is_a_warning_that_names_the_known_kinds(tmp_path: Path) -> None:
    put(tmp_path, "photo.jpg")
    (found,) = scanned(tmp_path).refused
    assert found.finding.severity == "warning"
    assert found.finding.place is not None
    assert found.finding.place.file == "seeds/photo.jpg"
    assert found.finding.hint == "known: `.txt`"


def test_text_in_utf_16_with_its_mark_is_not_binary(tmp_path: Path) -> None:
    put(tmp_path, "a.txt", "Seoul".encode("utf-16"))
    assert outcome(tmp_path) == {"a.txt": "seed"}


@pytest.mark.skipif(sys.platform != "linux", reason="other systems refuse such names themselves")
@pytest.mark.parametrize("name", [b"caf\xe9.txt", b"two\nlines.txt"])
def test_a_name_that_cannot_be_written_down_is_refused_and_shown_escaped(tmp_path: Path, name: bytes) -> None:
    folder = tmp_path / "seeds"
    folder.mkdir()
    (Path(os.fsdecode(os.fsencode(folder) + b"/" + name))).write_bytes(b"text")
    (found,) = scanned(tmp_path).refused
    assert found.finding.code in {"seed-name", "seed-unreadable"}
    assert found.finding.place is not None
    assert found.finding.place.file.isprintable()


def test_a_name_of_255_bytes_is_a_seed(tmp_path: Path) -> None:
    put(tmp_path, "ü" * 125 + "x.txt")
    assert list(outcome(tmp_path).values()) == ["seed"]


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="permissions don't bind here")
def test_what_cannot_be_read_is_a_finding(tmp_path: Path) -> None:
    put(tmp_path, "good.txt")
    put(tmp_path, "secret.txt").chmod(0)
    put(tmp_path, "vault/a.txt").parent.chmod(0)
    try:
        assert outcome(tmp_path) == {"good.txt": "seed", "secret.txt": "seed-unreadable", "vault": "seed-unreadable"}
    finally:
        (tmp_path / "seeds/vault").chmod(0o755)


def test_a_seeds_folder_that_is_a_file_is_a_finding(tmp_path: Path) -> None:
    (tmp_path / "seeds").write_text("not a folder")
    assert list(outcome(tmp_path).values()) == ["seed-unreadable"]


def test_links_that_lead_nowhere_or_to_themselves_are_findings(tmp_path: Path) -> None:
    put(tmp_path, "good.txt")
    (tmp_path / "seeds/lost.txt").symlink_to("nowhere")
    (tmp_path / "seeds/loop.txt").symlink_to("loop.txt")
    assert outcome(tmp_path) == {"good.txt": "seed", "lost.txt": "seed-unreadable", "loop.txt": "seed-unreadable"}


def test_a_link_to_a_file_outside_the_site_is_not_read(tmp_path: Path) -> None:
    site = tmp_path / "site"
    put(site, "good.txt")
    (tmp_path / "secret.txt").write_text("A word")
    (site / "seeds/out.txt").symlink_to(tmp_path / "secret.txt")
    assert outcome(site) == {"good.txt": "seed", "out.txt": "seed-outside"}


def test_the_folder_of_all_seeds_may_be_a_link_out_of_the_site(tmp_path: Path) -> None:
    put(tmp_path / "elsewhere", "good.txt")
    (tmp_path / "elsewhere/seeds/linked.txt").symlink_to("good.txt")
    (tmp_path / "site").mkdir()
    (tmp_path / "site/seeds").symlink_to(tmp_path / "elsewhere/seeds", target_is_directory=True)
    assert outcome(tmp_path / "site") == {"good.txt": "seed", "linked.txt": "seed"}


def test_what_is_no_regular_file_is_a_finding_and_a_folder_may_have_any_name(tmp_path: Path) -> None:
    put(tmp_path, "folder.txt/a.txt")
    put(tmp_path, "../outside/b.txt")  # beside the seeds, in the site's folder
    (tmp_path / "seeds/linked").symlink_to(tmp_path / "outside", target_is_directory=True)
    (tmp_path / "seeds/linked.txt").symlink_to(tmp_path / "outside/b.txt")
    os.mkfifo(tmp_path / "seeds/pipe.txt")
    assert outcome(tmp_path) == {
        "folder.txt/a.txt": "seed",
        "linked": "seed-unreadable",
        "linked.txt": "seed",
        "pipe.txt": "seed-unreadable",
    }


def test_a_link_in_a_circle_ends_and_is_a_finding(tmp_path: Path) -> None:
    put(tmp_path, "a/b.txt")
    (tmp_path / "seeds/a/again").symlink_to(tmp_path / "seeds", target_is_directory=True)
    assert outcome(tmp_path) == {"a/again": "seed-unreadable", "a/b.txt": "seed"}


def test_a_seed_is_read_as_it_is_now(tmp_path: Path) -> None:
    file = put(tmp_path, "a.txt")
    found = scanned(tmp_path)
    assert read(tmp_path, "seeds", "a.txt") == Seed(path="a.txt", data=b"A word", digest=found.digests["a.txt"])
    file.write_bytes(b"Another")
    now = read(tmp_path, "seeds", "a.txt")
    assert isinstance(now, Seed)
    assert now.data == b"Another"
    assert now.digest != found.digests["a.txt"]
    file.unlink()
    gone = read(tmp_path, "seeds", "a.txt")
    assert isinstance(gone, Refused)
    assert gone.finding.code == "seed-unreadable"


def test_the_ending_tells_the_format_in_letters_of_either_case() -> None:
    assert [ending(path) for path in ("a.txt", "july/A.b.TXT", "july.d/a", ".txt", "a.", "a..txt")] == [
        *(".txt", ".txt", "", "", "", ".txt")
    ]


# --- what is remembered ---


def hashed(root: Path, later: int = 60) -> int:
    """How many seeds a run looks into that begins a minute later."""
    with remembering(root, later=later) as work:
        scanned(root, work)
    return work.tally["seeds hashed"]


def test_a_seed_that_did_not_change_is_not_hashed_again(tmp_path: Path) -> None:
    for path in ("a.txt", "b.txt"):
        put(tmp_path, path)
    assert [hashed(tmp_path), hashed(tmp_path)] == [2, 0]
    put(tmp_path, "b.txt", b"An end")
    assert [hashed(tmp_path), hashed(tmp_path)] == [1, 0]


def test_what_is_remembered_is_what_stands_there(tmp_path: Path) -> None:
    put(tmp_path, "a.txt")
    hashed(tmp_path)
    put(tmp_path, "b.txt")
    (tmp_path / "seeds/a.txt").rename(tmp_path / "seeds/c.txt")
    with remembering(tmp_path) as work:
        assert scanned(tmp_path, work) == scanned(tmp_path)


def test_a_seed_edited_in_the_tick_in_which_it_was_read_is_hashed_again(tmp_path: Path) -> None:
    put(tmp_path, "a.txt", b"One")
    hashed(tmp_path, later=0)
    put(tmp_path, "a.txt", b"Two")
    with remembering(tmp_path) as work:
        assert scanned(tmp_path, work) == scanned(tmp_path)


def test_a_seed_replaced_with_the_same_size_and_time_is_hashed_again(tmp_path: Path) -> None:
    file = put(tmp_path, "a.txt", b"One")
    hashed(tmp_path)
    facts = file.stat()
    put(tmp_path, "b", b"Two").replace(file)
    os.utime(file, ns=(facts.st_atime_ns, facts.st_mtime_ns))
    assert hashed(tmp_path) == 1


def test_what_is_refused_is_looked_at_and_reported_by_every_run(tmp_path: Path) -> None:
    put(tmp_path, "good.txt")
    put(tmp_path, "nul.txt", b"text\0text")
    put(tmp_path, "photo.jpg")
    for _ in range(2):
        with remembering(tmp_path, later=60) as work:
            assert outcome(tmp_path, work) == {"good.txt": "seed", "nul.txt": "seed-binary", "photo.jpg": "seed-format"}
    assert work.tally["seeds hashed"] == 1
