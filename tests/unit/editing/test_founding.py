"""`digest init`: through the command line, on real files."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from digest import __version__, cli
from digest.config import load
from digest.editing import founding


def digest(*words: str | Path) -> Result:
    return CliRunner().invoke(cli.commands, [str(word) for word in words], standalone_mode=False)


def files(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def test_a_new_site_builds_at_once_and_nothing_is_to_be_said_of_it(tmp_path: Path) -> None:
    site = tmp_path / "new/site"
    done = digest("init", site)
    assert done.return_value == 0, done.stderr
    done = digest("build", "--site", site, "--strict")
    assert (done.return_value, done.stderr) == (0, "")
    assert "seeds: 2 converted, 0 unchanged, 0 held for review" in done.stdout
    assert "site: 2 articles, " in done.stdout
    assert (site / "public/about/index.html").is_file()


def test_it_has_all_that_editors_need(tmp_path: Path) -> None:
    done = digest("init", tmp_path / "site")
    wanted = {
        *("config.yaml", "README.md", "requirements.txt", ".gitignore", ".github/workflows/pages.yml"),
        *("content/pages/about.md", "seeds/comet.txt", "seeds/telegram.txt"),
    }
    assert files(tmp_path / "site") == wanted
    assert all(path in done.stdout for path in wanted)


def test_title_and_address_are_taken_whatever_they_hold(tmp_path: Path) -> None:
    title = "Pier: #1, \"the\" @TITLE@ \\ 'digest'"
    done = digest("init", tmp_path / "site", "--title", title, "--url", "https://user.github.io/repo/")
    assert done.return_value == 0, done.stderr
    config, found = load(tmp_path / "site")
    assert found == []
    assert config is not None
    assert (config.site.title, config.site.url) == (title, "https://user.github.io/repo/")
    assert (tmp_path / "site/README.md").read_text("utf-8").startswith(f"# {title}\n")


def test_the_workflow_installs_the_version_that_made_the_site(tmp_path: Path) -> None:
    digest("init", tmp_path / "site")
    assert f"\ndigest-news=={__version__}\n" in (tmp_path / "site/requirements.txt").read_text("utf-8")


def test_what_digest_makes_is_not_committed(tmp_path: Path) -> None:
    digest("init", tmp_path)
    digest("build", "--site", tmp_path)
    subprocess.run(["git", "init", "-q"], cwd=tmp_path, check=True)
    told = subprocess.run(
        ["git", "status", "--porcelain", "-uall"], cwd=tmp_path, capture_output=True, text=True, check=True
    ).stdout
    assert "public/" not in told
    assert ".digest/" not in told
    assert "content/.provenance/" in told


def test_what_comes_next_is_to_look_at_it_and_the_readme_says_how_to_check_and_publish(tmp_path: Path) -> None:
    done = digest("init", tmp_path / "my site")
    assert done.stdout.splitlines()[-1] == f"now: cd '{tmp_path}/my site' && digest serve"
    readme = (tmp_path / "my site/README.md").read_text("utf-8")
    assert all(f"`digest {command}" in readme for command in ("serve", "check", "deploy"))


def test_an_empty_repository_is_an_empty_folder(tmp_path: Path) -> None:
    subprocess.run(["git", "init", "-q"], cwd=tmp_path, check=True)
    assert digest("init", tmp_path).return_value == 0


@pytest.mark.parametrize("name", ["notes.txt", "config.yaml", ".gitignore", ".github/other.yml"])
def test_a_folder_in_which_something_stands_is_refused_and_left_alone(tmp_path: Path, name: str) -> None:
    (tmp_path / name).parent.mkdir(exist_ok=True)
    (tmp_path / name).write_text("mine", "utf-8")
    done = digest("init", tmp_path)
    assert done.return_value == 1
    assert "error[site-not-empty]" in done.stderr
    assert files(tmp_path) == {name}
    assert (tmp_path / name).read_text("utf-8") == "mine"


@pytest.mark.parametrize("name", [".gitignore", ".github"])
def test_a_hidden_file_that_would_be_overwritten_is_refused_for_that(tmp_path: Path, name: str) -> None:
    (tmp_path / name).mkdir()
    said = digest("init", tmp_path).stderr
    assert f"has a `{name}`, in the place of which a new site's own would be written" in said
    assert "nothing but hidden files" not in said


def test_a_file_is_no_folder_for_a_site(tmp_path: Path) -> None:
    (tmp_path / "site").write_text("a file", "utf-8")
    paths, found = founding.found(tmp_path / "site", title="A", url="https://example.org/")
    assert paths == ()
    assert [finding.code for finding in found] == ["site-unwritable"]


@pytest.mark.skipif(os.geteuid() == 0 and not Path("/proc/self").exists(), reason="nothing is unwritable here")
def test_where_nothing_can_be_written_nothing_is_left() -> None:
    done = digest("init", "/proc/self/site")
    assert done.return_value == 1
    assert "error[site-unwritable]" in done.stderr


@pytest.mark.parametrize("words", [["--url", "example"], ["--title", " "], ["--title", "a\x07b"]])
def test_what_can_be_no_site_is_a_wrong_command(tmp_path: Path, words: list[str]) -> None:
    done = digest("init", tmp_path / "site", *words)
    assert done.exception is not None
    assert not (tmp_path / "site").exists()


def test_every_file_that_comes_along_is_used() -> None:
    """What is in the package for new sites is what they get."""
    there = {path.name for path in Path(founding.__file__).parent.joinpath("starter").iterdir()}
    assert there == set(founding._FILES.values())
