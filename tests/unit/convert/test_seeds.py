from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from digest.convert.seeds import LARGEST, Refused, scan
from digest.model import Seed

TXT = (".txt",)


def put(root: Path, path: str, data: bytes = b"A word") -> Path:
    file = root / "seeds" / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(data)
    return file


def outcome(root: Path) -> dict[str, str]:
    """Each file's path with `seed`, or the code of the finding that refuses it."""
    return {i.path: "seed" if isinstance(i, Seed) else i.finding.code for i in scan(root, "seeds", TXT)}


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
    (found,) = scan(tmp_path, "seeds", TXT)
    assert isinstance(found, Refused)
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
    (found,) = scan(tmp_path, "seeds", TXT)
    assert isinstance(found, Refused)
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


def test_what_is_no_regular_file_is_a_finding_and_a_folder_may_have_any_name(tmp_path: Path) -> None:
    put(tmp_path, "folder.txt/a.txt")
    put(tmp_path, "../outside/b.txt")
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
