"""One run on a site: what it may do, and what it leaves behind."""

from __future__ import annotations

from pathlib import Path

import pytest

from digest.ground.lock import held
from digest.ground.moment import Moment
from digest.run import BuildOptions, at_work, begun

OPTIONS = BuildOptions(now=Moment("2016-01-01"))


@pytest.fixture
def site(tmp_path: Path) -> Path:
    (tmp_path / "config.yaml").write_text("site: {title: The Pier, url: 'https://example.org/'}\n", encoding="utf-8")
    return tmp_path


def test_a_run_that_only_reads_writes_nothing(site: Path) -> None:
    with begun(site, OPTIONS) as (run, findings):
        assert run is not None
        assert run.config.site.title == "The Pier"
        assert not findings
    assert [path.name for path in site.iterdir()] == ["config.yaml"]


def test_a_run_without_settings_is_none_and_says_why(tmp_path: Path) -> None:
    with begun(tmp_path, OPTIONS) as (run, findings):
        assert run is None
        assert [finding.code for finding in findings] == ["config-missing"]


def remember(site: Path) -> None:
    """A run that writes an answer down."""
    with begun(site, OPTIONS) as (run, _):
        assert run is not None
        with at_work(run) as (working, _):
            assert working is not None
            working.work.cache.put("table", "key", b"answer")
            working.work.cache.save()


def test_a_run_that_writes_remembers_in_the_state_folder_of_the_site(site: Path) -> None:
    with (site / "config.yaml").open("a", encoding="utf-8") as config:
        config.write("paths: {state: .kept}\n")
    remember(site)
    assert not (site / ".digest").exists()
    with begun(site, OPTIONS) as (run, _):
        assert run is not None
        assert run.work.cache.get("table", "key") == b"answer"
        with at_work(run) as (working, _):
            assert working is not None
            assert working.work.cache.get("table", "key") == b"answer"


def test_a_run_with_an_error_in_its_settings_knows_what_is_remembered_too(site: Path) -> None:
    config = (site / "config.yaml").read_text(encoding="utf-8") + "paths: {state: .kept}\n"
    (site / "config.yaml").write_text(config, encoding="utf-8")
    remember(site)
    (site / "config.yaml").write_text(f"{config}titel: x\n", encoding="utf-8")
    with begun(site, OPTIONS) as (run, findings):
        assert [finding.code for finding in findings] == ["key-unknown"]
        assert run is not None
        assert run.work.cache.get("table", "key") == b"answer"


def test_one_run_writes_at_a_time(site: Path) -> None:
    options = BuildOptions(now=Moment("2016-01-01"), patience=0)
    with held(site / ".digest/site.lock", patience=0), begun(site, options) as (run, _):
        assert run is not None
        with at_work(run) as (working, findings):
            assert working is None
            assert [finding.code for finding in findings] == ["site-busy"]


@pytest.mark.parametrize(("jobs", "configured", "helped"), [(None, 1, False), (1, 2, False), (2, 1, True)])
def test_the_number_of_processes_is_that_of_the_command_else_of_the_settings(
    site: Path, jobs: int | None, configured: int, *, helped: bool
) -> None:
    with (site / "config.yaml").open("a", encoding="utf-8") as config:
        config.write(f"build: {{jobs: {configured}}}\n")
    with begun(site, BuildOptions(now=Moment("2016-01-01"), jobs=jobs)) as (run, _):
        assert run is not None
        with at_work(run) as (working, _):
            assert working is not None
            assert (working.work.executor is not None) == helped


def test_a_run_apart_leaves_the_sites_own_output_and_memory_alone(site: Path) -> None:
    options = BuildOptions(now=Moment("2016-01-01"), apart=".digest/copy", convert=False)
    with begun(site, options) as (run, _):
        assert run is not None
        assert run.config.paths.output == ".digest/copy/public"
        with at_work(run) as (working, _):
            assert working is not None
            working.work.cache.put("table", "key", b"answer")
            working.work.cache.save()
    with begun(site, options) as (run, _):
        assert run is not None
        assert run.work.cache.get("table", "key") == b"answer"
    with begun(site, OPTIONS) as (run, _):
        assert run is not None
        assert run.config.paths.output == "public"
        assert run.work.cache.get("table", "key") is None
