from __future__ import annotations

import subprocess
import sys
from datetime import datetime

import pytest

from digest.ground import zones


def test_a_zone_knows_its_summer_time() -> None:
    berlin = zones.zone("Europe/Berlin")
    assert berlin is not None
    assert datetime(2015, 7, 28, 12, tzinfo=berlin).isoformat() == "2015-07-28T12:00:00+02:00"
    assert datetime(2015, 1, 28, 12, tzinfo=berlin).isoformat() == "2015-01-28T12:00:00+01:00"


@pytest.mark.parametrize(
    "name", ["Europe/Istambul", "europe/istanbul", "", "/etc/localtime", "../../etc/passwd", "UTC\0"]
)
def test_a_name_that_is_not_in_the_database_is_no_zone(name: str) -> None:
    assert zones.zone(name) is None


def test_every_name_of_the_database_opens() -> None:
    assert "UTC" in zones.names()
    assert all(zones.zone(name) is not None for name in zones.names())


def test_the_zone_files_of_the_machine_take_no_part() -> None:
    program = (
        "import zoneinfo; zoneinfo.reset_tzpath(()); from digest.ground.zones import zone; print(zone('Asia/Seoul'))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "Asia/Seoul"
