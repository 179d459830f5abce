"""Which folder may become the output folder: one of its own, that digest made or that is empty."""

from __future__ import annotations

from pathlib import Path

import pytest

from digest.publish.refusal import MARKER, refusal
from tests.unit.publish.samples import put_out


def refused(site: Path, output: str) -> str | None:
    inputs = [site / "config.yaml", *(site / name for name in ("seeds", "content", "themes", "static"))]
    finding = refusal(site, site / output, inputs, state=site / ".digest")
    return finding.code if finding else None


@pytest.fixture
def site(tmp_path: Path) -> Path:
    folder = tmp_path / "ünicöde site"
    (folder / "content").mkdir(parents=True)
    (folder / "seeds").mkdir()
    (folder / "config.yaml").write_bytes(b"site: {}")
    return folder


@pytest.mark.parametrize("output", ["public", "build/site", "../elsewhere", ".digest/preview"])
def test_a_folder_of_its_own_is_welcome(site: Path, output: str) -> None:
    assert refused(site, output) is None


@pytest.mark.parametrize(
    "output",
    [".", "..", "/", "content", "content/public", "seeds/x/y", "themes", "static/../content", ".digest", "config.yaml"],
)
def test_a_folder_that_holds_or_lies_in_what_people_wrote_is_refused(site: Path, output: str) -> None:
    assert refused(site, output) == "output-unsafe"


def test_the_home_folder_is_refused(site: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "home/someone").mkdir(parents=True)
    monkeypatch.setenv("HOME", str(tmp_path / "home/someone"))
    assert refused(site, "../home/someone") == "output-unsafe"
    assert refused(site, "../home") == "output-unsafe"
    assert refused(site, "../home/someone/public") is None


def test_a_link_to_the_content_is_seen_through(site: Path) -> None:
    (site / "public").symlink_to(site / "content", target_is_directory=True)
    assert refused(site, "public") == "output-unsafe"


def test_a_dangling_link_and_a_file_are_no_folders(site: Path) -> None:
    (site / "dangling").symlink_to(site / "nowhere")
    (site / "file").write_bytes(b"")
    assert refused(site, "dangling") == "output-unsafe"
    assert refused(site, "file") == "output-unsafe"


def test_a_folder_that_digest_did_not_make_is_refused_until_it_is_empty(site: Path) -> None:
    (site / "public").mkdir()
    assert refused(site, "public") is None
    (site / "public/thesis.doc").write_bytes(b"five years of work")
    assert refused(site, "public") == "output-foreign"


def test_a_folder_that_digest_made_is_welcome_again(site: Path) -> None:
    put_out(site, {"index.html": b"home"})
    assert refused(site, "public") is None


def test_a_marker_that_is_a_link_or_a_folder_marks_nothing(site: Path) -> None:
    (site / "public" / MARKER).mkdir(parents=True)
    (site / "public/thesis.doc").write_bytes(b"five years of work")
    assert refused(site, "public") == "output-foreign"


def test_refusing_writes_nothing(site: Path) -> None:
    refused(site, "public")
    assert not (site / "public").exists()
