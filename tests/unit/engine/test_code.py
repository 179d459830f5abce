"""The version of the code changes with the code, with the libraries that shape the output, and with nothing else."""

from __future__ import annotations

import os
import sys
import zipfile
from pathlib import Path

import pytest

from digest.engine import code, stamps
from digest.engine.code import Remembered

HOUR = 3_600_000_000_000


@pytest.fixture
def package(tmp_path: Path) -> Path:
    folder = tmp_path / "package"
    (folder / "data").mkdir(parents=True)
    (folder / "__init__.py").write_text("VERSION = 1\n")
    (folder / "data/words.txt").write_text("one\n")
    return folder


def later(package: Path) -> int:
    return stamps.clock(package.parent / ".state") + HOUR


def version(package: Path, *libraries: str, remembered: Remembered | None = None) -> str:
    return code.version(package, libraries, remembered or Remembered(), now=later(package))[0]


def test_the_same_files_have_the_same_version_wherever_they_stand(package: Path, tmp_path: Path) -> None:
    (tmp_path / "elsewhere/package/data").mkdir(parents=True)
    for path in ("__init__.py", "data/words.txt"):
        (tmp_path / "elsewhere/package" / path).write_bytes((package / path).read_bytes())
    assert version(package) == version(tmp_path / "elsewhere/package")


def test_each_edit_new_file_and_new_name_is_another_version(package: Path) -> None:
    versions = [version(package)]
    (package / "__init__.py").write_text("VERSION = 2\n")
    versions.append(version(package))
    (package / "module.py").write_text("")
    versions.append(version(package))
    (package / "data/words.txt").rename(package / "data/other.txt")
    versions.append(version(package))
    assert len(set(versions)) == 4


def test_compiled_files_do_not_count(package: Path) -> None:
    before = version(package)
    (package / "__pycache__").mkdir()
    (package / "__pycache__/module.cpython-311.pyc").write_bytes(b"compiled")
    assert version(package) == before


def test_the_second_time_no_file_is_read(package: Path) -> None:
    first, remembered = code.version(package, ["msgspec"], Remembered(), now=later(package))
    facts = [(package / path).stat() for path in sorted(remembered.files)]
    for (
        path
    ) in remembered.files:  # the bytes change while all that the file system says stays: who reads them is found out
        stamp = remembered.files[path]
        remembered.files[path] = stamps.Stamp("not read", stamp.size, stamp.modified, stamp.changed, stamp.inode)
    second, again = code.version(package, ["msgspec"], remembered, now=later(package))
    assert {stamp.digest for stamp in again.files.values()} == {"not read"}
    assert second != first
    assert facts == [(package / path).stat() for path in sorted(remembered.files)]


def test_what_is_remembered_gives_the_same_version(package: Path) -> None:
    first, remembered = code.version(package, ["msgspec"], Remembered(), now=later(package))
    kept = code.decode(code.encode(remembered))
    assert kept == remembered
    assert code.version(package, ["msgspec"], kept, now=later(package)) == (first, remembered)


def test_another_library_or_none_is_another_version(package: Path) -> None:
    assert len({version(package), version(package, "msgspec"), version(package, "no-such-library")}) == 3


def test_an_upgraded_library_is_another_version(package: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    place = tmp_path / "site-packages"

    def install(number: str) -> None:
        for old in place.glob("*/METADATA"):
            old.unlink()
            old.parent.rmdir()
        (place / f"shaper-{number}.dist-info").mkdir(parents=True)
        (place / f"shaper-{number}.dist-info/METADATA").write_text(f"Name: shaper\nVersion: {number}\n")

    install("1.0")
    monkeypatch.setattr(sys, "path", [str(place)])
    first, remembered = code.version(package, ["shaper"], Remembered(), now=later(package))
    assert remembered.libraries == {"shaper": "1.0"}
    install("1.1")
    os.utime(place, ns=(HOUR, HOUR))
    second, remembered = code.version(package, ["shaper"], remembered, now=later(package))
    assert remembered.libraries == {"shaper": "1.1"}
    assert second != first


def test_libraries_are_looked_up_again_only_after_an_import_folder_changed(package: Path) -> None:
    _, remembered = code.version(package, ["msgspec"], Remembered(), now=later(package))
    believed = Remembered(files=remembered.files, libraries={"msgspec": "believed"}, seen=remembered.seen)
    assert code.version(package, ["msgspec"], believed, now=later(package))[1].libraries == {"msgspec": "believed"}
    for doubt in (Remembered(libraries={"msgspec": "believed"}), believed):
        asked = ["msgspec", "click"] if doubt is believed else ["msgspec"]
        assert code.version(package, asked, doubt, now=later(package))[1].libraries["msgspec"] != "believed"


def test_import_folders_as_young_as_the_clock_are_not_believed(package: Path) -> None:
    _, remembered = code.version(package, ["msgspec"], Remembered(), now=0)
    assert remembered.seen == ""


def test_a_package_in_an_archive_has_the_version_of_the_archive(tmp_path: Path) -> None:
    def packed(text: str) -> str:
        with zipfile.ZipFile(tmp_path / "digest.pyz", "w") as archive:
            archive.writestr("package/__init__.py", text)
        return version(tmp_path / "digest.pyz/package")

    assert packed("1") != packed("2")


def test_what_is_not_that_is_nothing_remembered() -> None:
    assert code.decode(None) == code.decode(b"") == code.decode(b"\x01") == Remembered()
