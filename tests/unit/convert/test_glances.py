from __future__ import annotations

import time
from datetime import UTC, tzinfo
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from digest.convert.glances import Glance, Glances, folder
from digest.engine.work import Work, forgetful
from digest.ground.moment import Moment
from tests.unit.convert.samples import remembering


def put(root: Path, path: str, text: str = "") -> None:
    file = root / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")


def glance(root: Path, text: str, path: str = "a.md", zone: tzinfo = UTC) -> Glance:
    put(root, path, text)
    return Glances(root, zone, forgetful()).look([path])[path]


def test_an_article_lies_in_the_folder_of_its_day_in_the_sites_zone() -> None:
    assert folder(Moment("2015-07-28"), UTC) == "2015/07/28"
    assert folder(Moment("2015-07-28T23:30:00+00:00"), ZoneInfo("Europe/Istanbul")) == "2015/07/29"
    assert folder(None, UTC) == "undated"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("---\nid: k3f3m2q4dz\nseed: a b.txt # its seed\n---\n", Glance(id="k3f3m2q4dz", seed="a b.txt")),
        ("id: k3f3m2q4dz\ntitle: [broken\n", Glance(id="k3f3m2q4dz")),
        ("---\ntitle: A\n---\nid: k3f3m2q4dz\n", Glance()),
        ("---\ndate: 2015-07-28\n---\n", Glance(address="2015/07/28/a.md")),
        ("---\ndate: '2015-07-28'\nslug: talks\n---\n", Glance(address="2015/07/28/talks.md")),
        ("---\ndate: soon\nslug: talks\n---\n", Glance()),
        ("---\naliases: [/2015/07/28/a/, /old/]\n---\n", Glance(former=("2015/07/28/a.md",))),
        (
            "---\naliases:\n  - /2015/07/28/a/\n\n# and\n- /2015/07/28/b\nslug: c\nsee: /2015/07/28/d/\n---\n",
            Glance(former=("2015/07/28/a.md", "2015/07/28/b.md")),
        ),
        ("just text", Glance()),
    ],
)
def test_a_header_tells_id_seed_and_address(tmp_path: Path, text: str, told: Glance) -> None:
    assert glance(tmp_path, text) == told


def test_what_cannot_be_read_tells_nothing(tmp_path: Path) -> None:
    put(tmp_path, "b.md")
    assert list(Glances(tmp_path, UTC, forgetful()).look(["a.md", "b.md"])) == ["b.md"]


# --- what is remembered ---


def looked_at(root: Path, *paths: str, zone: tzinfo = UTC) -> tuple[dict[str, Glance], int]:
    """What a run that begins a minute later is told, and how many files it looks into."""
    with remembering(root, later=60) as work:
        return Glances(root, zone, work).look(paths), work.tally["glances"]


def test_a_file_that_did_not_change_is_not_looked_at_again(tmp_path: Path) -> None:
    put(tmp_path, "a.md", "id: k3f3m2q4dz\n")
    put(tmp_path, "b.md", "id: x3f3m2q4dz\n")
    first, second = looked_at(tmp_path, "a.md", "b.md"), looked_at(tmp_path, "a.md", "b.md")
    assert (first[1], second[1]) == (2, 0)
    assert first[0] == second[0]
    put(tmp_path, "b.md", "id: y3f3m2q4dz\n")
    (tmp_path / "a.md").unlink()
    assert looked_at(tmp_path, "b.md") == ({"b.md": Glance(id="y3f3m2q4dz")}, 1)


def test_what_a_run_writes_itself_the_next_need_not_look_at(tmp_path: Path) -> None:
    put(tmp_path, "a.md", "id: k3f3m2q4dz\n")
    with remembering(tmp_path, later=60) as work:
        glances = Glances(tmp_path, UTC, work)
        glances.look(["a.md"])
        put(tmp_path, "a.md", "id: y3f3m2q4dz\n")
        put(tmp_path, "b.md", "id: x3f3m2q4dz\n")
        time.sleep(0.03)  # more than a tick of the file system's clock
        glances.remember(["a.md", "b.md"], tmp_path / ".digest")
    assert looked_at(tmp_path, "a.md", "b.md") == (
        {"a.md": Glance(id="y3f3m2q4dz"), "b.md": Glance(id="x3f3m2q4dz")},
        0,
    )


def test_in_another_zone_a_day_may_be_another(tmp_path: Path) -> None:
    put(tmp_path, "a.md", "---\ndate: 2015-07-28T23:30:00Z\n---\n")
    assert looked_at(tmp_path, "a.md")[0]["a.md"].address == "2015/07/28/a.md"
    assert looked_at(tmp_path, "a.md", zone=ZoneInfo("Europe/Istanbul"))[0]["a.md"].address == "2015/07/29/a.md"


@pytest.mark.parametrize("damage", [b"", b"\xff", b"\x93\x01\x02\x03"])
def test_a_damaged_memory_is_none(tmp_path: Path, damage: bytes) -> None:
    put(tmp_path, "a.md", "id: k3f3m2q4dz\n")

    def told(work: Work) -> dict[str, Glance]:
        return Glances(tmp_path, UTC, work).look(["a.md"])

    with remembering(tmp_path, later=60) as work:
        work.cache.put("glances", work.code, damage)
        assert told(work) == told(forgetful())
