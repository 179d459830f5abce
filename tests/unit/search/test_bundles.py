from __future__ import annotations

from pathlib import Path

import pytest

from digest.model import Volume
from digest.search.bundles import FOLDER, KEY, keys, stand


def volume(year: str, digest: str) -> Volume:
    return Volume(year=year, digest=digest, records=tuple)


def bundle(output: Path, year: str, key: str) -> None:
    folder = output / FOLDER / year
    folder.mkdir(parents=True)
    (folder / KEY).write_text(key)


def test_a_key_changes_with_the_stories_of_its_year_the_language_and_the_program() -> None:
    before = keys([volume("2014", "a"), volume("2015", "b")], "en", "1.0")
    after = keys([volume("2014", "a"), volume("2015", "c")], "en", "1.0")
    assert before["2014"] == after["2014"]
    assert before["2015"] != after["2015"]
    for language, code in (("fr", "1.0"), ("en", "1.1")):
        assert keys([volume("2014", "a")], language, code)["2014"] != before["2014"]


def test_bundles_stand_where_each_has_its_key_and_nothing_is_beside_them(tmp_path: Path) -> None:
    wanted = {"2014": "one", "2015": "two"}
    assert not stand(tmp_path, wanted)
    bundle(tmp_path, "2014", "one")
    assert not stand(tmp_path, wanted)
    bundle(tmp_path, "2015", "two")
    assert stand(tmp_path, wanted)
    assert not stand(tmp_path, {"2014": "one", "2015": "another"})
    assert not stand(tmp_path, {"2014": "one"})
    (tmp_path / FOLDER / "stray.txt").write_text("x")
    assert not stand(tmp_path, wanted)


@pytest.mark.parametrize("there", ["nothing", "a file", "a key that is no text"])
def test_what_is_no_bundle_is_none(tmp_path: Path, there: str) -> None:
    if there == "a file":
        (tmp_path / FOLDER).write_text("x")
    elif there == "a key that is no text":
        bundle(tmp_path, "2014", "")
        (tmp_path / FOLDER / "2014" / KEY).write_bytes(b"\xff\xfe")
    assert not stand(tmp_path, {"2014": "one"})
    assert stand(tmp_path, {}) == (there == "nothing")
