"""The site is the same whoever helped to make it, and whatever happens to the helpers meanwhile."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from digest.build import BuildOptions, Watch, build, unwatched
from digest.ground.moment import Moment
from digest.model import Report
from tests.properties.folders import Tree, place, tree
from tests.properties.sites import NOW, OUTPUT, first, settings
from tests.unit.engine import samples
from tests.unit.engine.clusters import Local

ARTICLES = 33


def built(folder: Path, how: dict[str, Any], watch: Watch = unwatched) -> tuple[Tree, Report]:
    """What a build of the site makes with `how` as its block `build`, asking for help at once, and what it reports."""
    place(folder, first(1, ARTICLES) | {"config.yaml": json.dumps(settings() | {"build": how}).encode()})
    report = build(folder, BuildOptions(now=Moment(NOW), alone=0), watch=watch)
    assert report.published is not None
    return tree(folder / OUTPUT), report


def codes(report: Report) -> set[str]:
    return {finding.code for finding in report.diagnostics}


@pytest.fixture(scope="module")
def alone(tmp_path_factory: pytest.TempPathFactory) -> tuple[Tree, set[str]]:
    """What the build of one process makes and finds."""
    output, report = built(tmp_path_factory.mktemp("alone"), {"jobs": 1})
    return output, codes(report)


@pytest.fixture
def local(tmp_path: Path) -> Iterator[Local]:
    (tmp_path / "cluster").mkdir()
    with Local(tmp_path / "cluster") as cluster:
        yield cluster


def test_processes_make_the_same_site(tmp_path: Path, alone: tuple[Tree, set[str]]) -> None:
    output, report = built(tmp_path, {"jobs": 2})
    assert (output, codes(report)) == alone


def test_a_cluster_makes_the_same_site(tmp_path: Path, local: Local, alone: tuple[Tree, set[str]]) -> None:
    """Its workers stand in other folders and time zones, and have other hash seeds."""
    local.workers(2)
    output, report = built(tmp_path / "site", {"executor": "dask", "scheduler": local.address})
    assert (output, codes(report)) == alone
    with local.client() as client:
        handed = client.run(samples.handed)
    assert min(handed.values()) >= 2  # for reading, and for rendering


@pytest.mark.parametrize("stage", ["read", "render"])
@pytest.mark.parametrize("who", ["worker", "scheduler"])
def test_who_is_killed_in_mid_build_costs_only_time(
    tmp_path: Path, local: Local, alone: tuple[Tree, set[str]], stage: str, who: str
) -> None:
    program = (local.workers(2) if who == "worker" else [local.scheduler, *local.workers(2)])[0]
    killed: list[tuple[int, int]] = []

    def kill(now: str, done: int, total: int) -> None:
        if now == stage and 3 < done < total and not killed:
            killed.append((done, total))
            program.kill()

    output, report = built(tmp_path / "site", {"executor": "dask", "scheduler": local.address}, kill)
    assert killed
    assert output == alone[0]
    assert codes(report) - alone[1] == ({"cluster-lost"} if who == "scheduler" else set())
