"""`digest check` at the command line: what it prints, and with which status it leaves."""

from __future__ import annotations

import json
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from digest import cli

STORY = """---
id: aferry2345
title: The ferry leaves without anyone
date: 2015-07-28
topics: [world]
---

{body}
"""


@pytest.fixture
def site(tmp_path: Path) -> Path:
    (tmp_path / "content/2015/07/28").mkdir(parents=True)
    (tmp_path / "config.yaml").write_text("site: {title: The Pier, url: 'https://example.org/'}\n", encoding="utf-8")
    return tmp_path


def build(site: Path, body: str = "It left at nine.") -> None:
    (site / "content/2015/07/28/ferry.md").write_text(STORY.format(body=body), encoding="utf-8")
    assert run("build", "--no-convert", "--quiet", "--site", site).return_value == 0


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(cli.commands, [str(argument) for argument in arguments], standalone_mode=False)


def test_a_sound_site_leaves_with_0_and_one_line(site: Path) -> None:
    build(site)
    done = run("check", "--site", site)
    assert done.return_value == 0
    count = sum(path.is_file() for path in (site / "public").rglob("*")) - 1  # the marker
    assert done.output == f"nothing is wrong with the {count} files in public/\n"


def test_an_error_leaves_with_1_and_shows_the_line_and_the_way_out(site: Path) -> None:
    build(site, "See [all](https://example.org/topics/gone/).")
    done = run("check", "--site", site)
    assert done.return_value == 1
    assert done.stderr.startswith("error[link-dead]: `https://example.org/topics/gone/` leads to no page\n")
    assert "--> content/2015/07/28/ferry.md:8:11\n" in done.stderr
    assert "hint: mend the address" in done.stderr


def test_a_warning_leaves_with_0_and_with_1_where_one_is_strict(site: Path) -> None:
    build(site, "See [all](https://example.org/topics).")
    assert run("check", "--site", site).return_value == 0
    assert run("check", "--site", site, "--strict").return_value == 1


def test_programs_get_one_json_document(site: Path) -> None:
    build(site, "See [all](https://example.org/topics/gone/).")
    document = json.loads(run("check", "--site", site, "--format", "json").stdout)
    assert (document["status"], document["output"]) == (1, "public")
    [finding] = document["diagnostics"]
    assert (finding["code"], finding["file"], finding["line"]) == ("link-dead", "content/2015/07/28/ferry.md", 8)


def test_another_folder_can_be_checked(site: Path) -> None:
    build(site)
    (site / "public").rename(site / "elsewhere")
    assert run("check", "--site", site).return_value == 1
    done = run("check", "--site", site, "--output", site / "elsewhere", "--now", "2016-01-01")
    assert done.return_value == 0


def test_an_address_that_is_none_is_a_wrong_command(site: Path) -> None:
    done = run("check", "--site", site, "--url", "example")
    assert isinstance(done.exception, click.BadParameter)
    assert done.exception.exit_code == 2
