"""Options that several commands have: a wrong one names itself, and what isn't given comes from the environment."""

from __future__ import annotations

from pathlib import Path

from tests.unit.cli.runs import process


def test_a_wrong_source_date_epoch_leaves_with_2(site: Path) -> None:
    done = process("build", "--site", site, SOURCE_DATE_EPOCH="yesterday")
    assert done.returncode == 2
    assert "SOURCE_DATE_EPOCH is `yesterday`" in done.stderr


def test_a_wrong_address_names_the_option(site: Path) -> None:
    assert "--url" in process("build", "--site", site, "--url", "foo").stderr


def test_the_moment_is_that_of_the_option_else_of_the_environment(held: Path) -> None:
    late = str(1_500_000_000)  # July 2017
    assert "future" not in process("list", "--site", held, SOURCE_DATE_EPOCH=late).stdout
    assert "future" in process("list", "--site", held, "--now", "2016-01-01", SOURCE_DATE_EPOCH=late).stdout
