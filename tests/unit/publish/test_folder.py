"""Publishing makes the output folder hold exactly what was planned, and never touches what isn't digest's."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import pytest

from digest.engine.aside import Aside
from digest.engine.work import forgetful
from digest.ground.diagnostics import Diagnostic
from digest.model import Output, Published
from digest.publish.folder import MARKER, publish
from tests.unit.publish.samples import put_out, remembering, tree

Made = Callable[..., tuple[Published, list[Diagnostic]]]


@pytest.fixture(params=["forgetful", "remembering"])
def made(request: pytest.FixtureRequest) -> Made:
    """A site published into its `public/`, by builds that know nothing of one another, and by such as remember the last."""

    def made(
        site: Path, files: Mapping[str, bytes], copies: Mapping[str, str] | None = None
    ) -> tuple[Published, list[Diagnostic]]:
        if request.param == "forgetful":
            return put_out(site, files, copies)
        with remembering(site) as work:
            return put_out(site, files, copies, work)

    return made


# --- what stands there afterwards -------------------------------------------------------------------------------------


def test_a_folder_that_is_not_there_yet_is_made_and_marked(made: Made, tmp_path: Path) -> None:
    published, problems = made(tmp_path, {"index.html": b"home", "2015/07/28/a/index.html": b"a"})
    assert problems == []
    assert published == Published(written=2)
    assert tree(tmp_path / "public") == {"index.html": b"home", "2015/07/28/a/index.html": b"a"}
    assert (tmp_path / "public" / MARKER).is_file()


def test_a_second_build_of_the_same_touches_no_file(made: Made, tmp_path: Path) -> None:
    (tmp_path / "logo.bin").write_bytes(b"\x00" * 3_000_000)
    files, copies = {"index.html": b"home", "a/index.html": b"a"}, {"logo.bin": "logo.bin"}
    made(tmp_path, files, copies)
    everything = sorted((tmp_path / "public").rglob("*"))
    for path in everything:
        os.utime(path, ns=(1, 1))
    before = [(path.stat().st_mtime_ns, path.stat().st_ino) for path in everything]

    published, problems = made(tmp_path, files, copies)

    assert (published, problems) == (Published(unchanged=3), [])
    assert [(path.stat().st_mtime_ns, path.stat().st_ino) for path in everything] == before


def test_only_what_differs_is_written(made: Made, tmp_path: Path) -> None:
    made(tmp_path, {"a.html": b"old!", "b.html": b"same"})
    published, _ = made(tmp_path, {"a.html": b"new!", "b.html": b"same"})
    assert published == Published(written=1, unchanged=1)
    assert (tmp_path / "public/a.html").read_bytes() == b"new!"


def test_a_copied_file_of_the_same_size_but_other_bytes_is_copied_again(made: Made, tmp_path: Path) -> None:
    source = tmp_path / "film.bin"
    source.write_bytes(b"a" * 2_500_000)
    made(tmp_path, {}, {"film.bin": "film.bin"})
    source.write_bytes(b"a" * 2_499_999 + b"b")
    published, problems = made(tmp_path, {}, {"film.bin": "film.bin"})
    assert (published, problems) == (Published(written=1), [])
    assert (tmp_path / "public/film.bin").read_bytes() == source.read_bytes()


def test_what_is_not_planned_goes_and_so_do_empty_folders(made: Made, tmp_path: Path) -> None:
    made(tmp_path, {"index.html": b"home", "2015/07/28/draft/index.html": b"not to be seen", "2015/list.html": b"x"})
    public = tmp_path / "public"
    (public / ".hidden").write_bytes(b"left by hand")
    (public / ".writing-abc").write_bytes(b"left by a build that was killed")
    (public / "empty/below").mkdir(parents=True)

    published, problems = made(tmp_path, {"index.html": b"home"})

    assert (published, problems) == (Published(unchanged=1, pruned=4), [])
    assert sorted(path.name for path in public.iterdir()) == [MARKER, "index.html"]


def test_the_repository_of_a_deployment_branch_is_kept(made: Made, tmp_path: Path) -> None:
    made(tmp_path, {"index.html": b"home"})
    (tmp_path / "public/.git").mkdir()
    (tmp_path / "public/.git/HEAD").write_bytes(b"ref: refs/heads/gh-pages")
    made(tmp_path, {"index.html": b"home"})
    assert (tmp_path / "public/.git/HEAD").is_file()


def test_a_page_may_become_a_folder_and_a_folder_a_page(made: Made, tmp_path: Path) -> None:
    made(tmp_path, {"about": b"a file", "news/2015/index.html": b"a folder"})
    published, problems = made(tmp_path, {"about/index.html": b"a folder", "news": b"a file"})
    assert problems == []
    assert published.written == 2
    assert tree(tmp_path / "public") == {"about/index.html": b"a folder", "news": b"a file"}


def test_the_same_file_under_another_spelling_of_its_name_is_not_pruned(made: Made, tmp_path: Path) -> None:
    """Where a file system ignores case, `Logo.png` of yesterday is the planned `logo.png` (here: by a hard link)."""
    made(tmp_path, {"logo.png": b"png"})
    (tmp_path / "public/Logo.png").hardlink_to(tmp_path / "public/logo.png")
    (tmp_path / "public/LOGO.PNG").write_bytes(b"another file")
    published, _ = made(tmp_path, {"logo.png": b"png"})
    assert published.pruned == 1
    assert sorted(tree(tmp_path / "public")) == ["Logo.png", "logo.png"]


# --- links ------------------------------------------------------------------------------------------------------------


def test_a_link_in_the_output_is_replaced_never_written_through(made: Made, tmp_path: Path) -> None:
    made(tmp_path, {})
    private = tmp_path / "private.txt"
    private.write_bytes(b"mine")
    (tmp_path / "public/index.html").symlink_to(private)
    made(tmp_path, {"index.html": b"home"})
    assert private.read_bytes() == b"mine"
    assert not (tmp_path / "public/index.html").is_symlink()
    assert (tmp_path / "public/index.html").read_bytes() == b"home"


def test_a_link_is_replaced_even_when_it_leads_to_the_same_bytes(made: Made, tmp_path: Path) -> None:
    made(tmp_path, {})
    (tmp_path / "elsewhere.html").write_bytes(b"home")
    (tmp_path / "public/index.html").symlink_to(tmp_path / "elsewhere.html")
    made(tmp_path, {"index.html": b"home"})
    assert not (tmp_path / "public/index.html").is_symlink()


def test_a_linked_folder_in_the_output_is_never_written_into_or_pruned(made: Made, tmp_path: Path) -> None:
    made(tmp_path, {})
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "keep.txt").write_bytes(b"mine")
    (tmp_path / "public/2015").symlink_to(outside, target_is_directory=True)
    (tmp_path / "public/stale").symlink_to(outside, target_is_directory=True)
    published, problems = made(tmp_path, {"2015/index.html": b"year"})
    assert (published.pruned, problems) == (1, [])
    assert [path.name for path in outside.iterdir()] == ["keep.txt"]
    assert tree(tmp_path / "public") == {"2015/index.html": b"year"}


# --- when it can't be done --------------------------------------------------------------------------------------------


@pytest.mark.skipif(sys.platform != "linux", reason="other systems take no folder as deep as this")
def test_a_file_that_can_not_be_written_is_told_and_nothing_is_pruned(made: Made, tmp_path: Path) -> None:
    site = tmp_path / "/".join(["d" * 240] * 14)
    made(site, {"old.html": b"old"})
    published, problems = made(site, {"/".join(["x" * 240] * 4): b"too long a path", "new.html": b"new"})
    assert [problem.code for problem in problems] == ["output-not-written"]
    assert published == Published(written=1)
    assert set(tree(site / "public")) == {"old.html", "new.html"}


def test_a_source_that_has_gone_is_told_by_its_own_name(made: Made, tmp_path: Path) -> None:
    _, problems = made(tmp_path, {}, {"logo.png": "static/logo.png"})
    assert [problem.code for problem in problems] == ["copy-unreadable"]
    assert problems[0].place is not None
    assert problems[0].place.file == "static/logo.png"


@contextmanager
def without_privilege() -> Iterator[Path]:
    """A folder that its owner may close, and this process as that owner: rights don't bind a superuser."""
    with tempfile.TemporaryDirectory() as name:
        folder, is_superuser = Path(name).resolve(), os.geteuid() == 0
        if is_superuser:
            os.chown(folder, 65534, 65534)
            os.seteuid(65534)
        try:
            yield folder
        finally:
            for path in folder.rglob("*"):
                if path.is_dir():
                    path.chmod(0o755)
            if is_superuser:
                os.seteuid(0)


def test_a_stale_file_that_can_not_be_removed_is_an_error(made: Made) -> None:
    with without_privilege() as site:
        made(site, {"index.html": b"home", "old/draft.html": b"stale"})
        (site / "public/old").chmod(0o555)
        _, problems = made(site, {"index.html": b"home"})
        assert [problem.code for problem in problems] == ["output-not-pruned"]
        assert problems[0].place is not None
        assert problems[0].place.file == "public/old/draft.html"


def test_an_output_folder_without_rights_is_an_error_not_a_crash(made: Made) -> None:
    with without_privilege() as site:
        (site / "public").mkdir(mode=0o555)
        published, problems = made(site, {"index.html": b"home"})
        assert published == Published()
        assert [problem.code for problem in problems] == ["output-not-written"]


@pytest.mark.parametrize("path", ["../outside.html", "/etc/digest", "a//b", "", MARKER, ".git/config", "a/./b"])
def test_a_path_that_leads_out_of_the_folder_is_never_written(made: Made, tmp_path: Path, path: str) -> None:
    with pytest.raises(ValueError, match="not a path to publish"):
        made(tmp_path, {path: b"x"})
    assert not (tmp_path / "public").exists()


def test_a_path_planned_twice_is_a_fault_of_the_caller(made: Made, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"a")
    with pytest.raises(ValueError, match="not a path to publish"):
        made(tmp_path, {"a.txt": b"x"}, {"a.txt": "a.txt"})


def test_a_file_that_was_neither_made_nor_stands_there_is_a_fault_of_the_caller(tmp_path: Path) -> None:
    with Aside(tmp_path) as aside, pytest.raises(ValueError, match="neither made nor there"):
        publish([Output(path="a.txt", key="k")], [], tmp_path, tmp_path / "public", forgetful(), aside=aside)
