from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import msgspec
import pytest

from digest.model import Record, Volume
from digest.search import pagefind
from digest.search.bundles import FOLDER, keys, stand
from digest.search.stage import search

STORY = Record(
    way="2015/07/28/ferry/",
    title="Ferries wait",
    summary="A storm.",
    topics=("Harbour",),
    tags=(),
    source="",
    date="28 July 2015",
    iso="2015-07-28",
    language="en",
    text="The gale blew.",
)


def volume(year: str, *titles: str, digest: str | None = None) -> Volume:
    records = [msgspec.structs.replace(STORY, title=title) for title in titles]
    return Volume(year=year, digest=digest or "|".join(titles), records=lambda: records)


def made(volumes: Sequence[Volume], site: Path) -> int:
    wanted = keys(volumes, "en", "1.0")
    count, problems = search(volumes, wanted, site / "public", site / "state", "en")
    assert problems == []
    assert stand(site / "public", wanted)
    return count


def bundles(site: Path) -> list[str]:
    folder = site / "public" / FOLDER
    return sorted(path.name for path in folder.iterdir()) if folder.exists() else []


def test_each_year_has_a_bundle_and_nothing_is_left_beside_them(tmp_path: Path) -> None:
    assert made([volume("2015", "a storm"), volume("2016", "a calm")], tmp_path) == 2
    assert bundles(tmp_path) == ["2015", "2016"]
    assert not any((tmp_path / "state").glob("*"))
    names = {path.name for path in (tmp_path / "public" / FOLDER / "2015").iterdir()}
    assert {"pagefind.js", "pagefind-entry.json", "search.key"} <= names
    assert not {name for name in names if "ui" in name}


def test_only_the_year_that_changed_is_made_again(tmp_path: Path) -> None:
    made([volume("2015", "a storm"), volume("2016", "a calm")], tmp_path)
    kept = tmp_path / "public" / FOLDER / "2015" / "pagefind-entry.json"
    before = kept.stat().st_mtime_ns
    assert made([volume("2015", "a storm"), volume("2016", "a gale")], tmp_path) == 1
    assert kept.stat().st_mtime_ns == before
    assert made([volume("2015", "a storm"), volume("2016", "a gale")], tmp_path) == 0


def test_where_nothing_changed_no_record_is_asked_for(tmp_path: Path) -> None:
    made([volume("2015", "a storm")], tmp_path)

    def never() -> Sequence[Record]:
        raise AssertionError

    assert made([Volume(year="2015", digest="a storm", records=never)], tmp_path) == 0


def test_a_year_without_stories_and_what_a_killed_run_left_are_taken_away(tmp_path: Path) -> None:
    made([volume("2015", "a storm"), volume("2016", "a calm")], tmp_path)
    folder = tmp_path / "public" / FOLDER
    (folder / ".2016.new").mkdir()
    (folder / "stray.txt").write_text("x")
    made([volume("2016", "a calm")], tmp_path)
    assert bundles(tmp_path) == ["2016"]


def test_a_site_without_search_has_no_trace_of_it(tmp_path: Path) -> None:
    made([volume("2015", "a storm")], tmp_path)
    assert made([], tmp_path) == 0
    assert not (tmp_path / "public" / FOLDER).exists()


def test_a_bundle_without_its_key_is_made_again(tmp_path: Path) -> None:
    made([volume("2015", "a storm")], tmp_path)
    (tmp_path / "public" / FOLDER / "2015" / "search.key").unlink()
    assert made([volume("2015", "a storm")], tmp_path) == 1


def test_an_index_that_cannot_be_made_is_an_error_and_leaves_the_old_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made([volume("2015", "a storm")], tmp_path)

    def fail(*_: object) -> None:
        raise pagefind.Failed("out of memory")

    monkeypatch.setattr(pagefind, "index", fail)
    gale = [volume("2015", "a gale")]
    count, (problem,) = search(gale, keys(gale, "en", "1.0"), tmp_path / "public", tmp_path / "state", "en")
    assert (count, problem.code, problem.note) == (0, "search-failed", "out of memory")
    assert (tmp_path / "public" / FOLDER / "2015" / "pagefind.js").is_file()
