"""What a run knows of the ones before: the settings as long as their file says the same, and nothing that doesn't fit."""

from __future__ import annotations

from pathlib import Path

import pytest

from digest import memory
from digest.config import Loaded, load_all

CONFIG = "site: {title: The Pier, url: 'https://example.org/'}\nedition: day\n"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    (tmp_path / "config.yaml").write_text(CONFIG, encoding="utf-8")
    (tmp_path / ".digest").mkdir()
    return tmp_path


def settings(site: Path, *, url: str | None = None, save: bool = True) -> tuple[Loaded, int]:
    """The settings, and how many of them came from memory."""
    with memory.opened(site / ".digest") as (work, findings):
        assert not findings
        loaded = memory.settings(site, url, work)
        if save:
            assert work.cache.save(keep_unused=True) == []
        return loaded, work.cache.hits["settings"]


def test_settings_are_read_once_and_are_the_same_from_memory(site: Path) -> None:
    fresh, hits = settings(site)
    assert (fresh.config, hits) == (load_all(site).config, 0)
    again, hits = settings(site)
    assert hits == 1
    assert (again.config, again.sound, again.places, again.diagnostics, again.digest) == (
        fresh.config,
        fresh.sound,
        fresh.places,
        fresh.diagnostics,
        fresh.digest,
    )


@pytest.mark.parametrize("change", ["edition: month", "edition:  day"])
def test_settings_whose_file_says_something_else_are_read_again(site: Path, change: str) -> None:
    settings(site)
    (site / "config.yaml").write_text(CONFIG.replace("edition: day", change), encoding="utf-8")
    loaded, hits = settings(site)
    assert (loaded.config, hits) == (load_all(site).config, 0)


def test_another_address_is_another_question(site: Path) -> None:
    settings(site)
    loaded, hits = settings(site, url="https://example.net/repo/")
    assert hits == 0
    assert loaded.config is not None
    assert loaded.config.site.url == "https://example.net/repo/"
    assert settings(site, url="https://example.net/repo/")[1] == 1


def test_settings_with_an_error_are_not_remembered(site: Path) -> None:
    (site / "config.yaml").write_text(CONFIG + "editions: day\n", encoding="utf-8")
    for _ in range(2):
        loaded, hits = settings(site)
        assert (loaded.config, hits) == (None, 0)
        assert [finding.code for finding in loaded.diagnostics] == ["key-unknown"]


def test_warnings_of_settings_are_told_again(site: Path) -> None:
    (site / "config.yaml").write_text(CONFIG.replace("https", "http"), encoding="utf-8")
    fresh, again = settings(site)[0], settings(site)[0]
    assert again.diagnostics == fresh.diagnostics


def test_a_site_without_a_state_folder_has_no_memory_and_gets_none(tmp_path: Path) -> None:
    (tmp_path / "config.yaml").write_text(CONFIG, encoding="utf-8")
    with memory.opened(tmp_path / ".digest") as (work, findings):
        assert memory.settings(tmp_path, None, work).config == load_all(tmp_path).config
        assert not findings
    assert [path.name for path in tmp_path.iterdir()] == ["config.yaml"]


def test_a_memory_that_is_damaged_is_told_and_does_no_harm(site: Path) -> None:
    settings(site)
    file = site / ".digest" / memory.CACHE
    file.write_bytes(file.read_bytes()[:-20])
    with memory.opened(site / ".digest") as (work, findings):
        assert [finding.code for finding in findings] == ["cache-discarded"]
        assert memory.settings(site, None, work).config == load_all(site).config


def test_libraries_of_the_list_are_those_that_the_package_depends_on() -> None:
    import tomllib

    project = tomllib.loads((Path(memory.__file__).parents[1] / "pyproject.toml").read_text(encoding="utf-8"))
    required = project["project"]["dependencies"] + project["project"]["optional-dependencies"]["commonmark"]
    required += project["project"]["optional-dependencies"]["html"]
    names = {line.split(";")[0].split("[")[0].split(">")[0].split("=")[0].split("~")[0].strip() for line in required}
    shown_nowhere = {"click", "rich", "livereload", "tornado", "watchfiles", "ghp-import", "selectolax"}
    where_it_is = {"pygments", "lxml"}  # of Python-Markdown's `codehilite`, and of trafilatura
    assert {name.lower() for name in names} - shown_nowhere | where_it_is == {name.lower() for name in memory.LIBRARIES}
