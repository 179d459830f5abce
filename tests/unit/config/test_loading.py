from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from digest.config import DEFAULT_TOPICS, Build, Config, Site, Topic, load, load_all
from digest.ground.diagnostics import Diagnostic

SMALLEST = "site: {title: The Digest, url: https://example.org/}\n"


def loaded(root: Path, text: str | bytes, url: str | None = None) -> tuple[Config | None, list[Diagnostic]]:
    (root / "config.yaml").write_bytes(text.encode() if isinstance(text, str) else text)
    return load(root, url=url)


def test_a_site_with_a_title_and_an_address_is_a_whole_site(tmp_path: Path) -> None:
    config, found = loaded(tmp_path, SMALLEST)
    assert found == []
    assert config == Config(site=Site(title="The Digest", url="https://example.org/"), topics=DEFAULT_TOPICS)


def test_every_block_can_be_set(tmp_path: Path) -> None:
    text = """
site:
  title: 2015
  url: https://user.github.io/repo/
  description: All the news
  language: pt-BR
  timezone: Europe/Istanbul
  licence: CC BY 4.0
paths: {seeds: raw, output: docs/site}
convert: {language: fr, date_order: dmy}
topics:
  - {slug: world, name: World, color: "#8d2167", iptc: ["medtop:16000000"], words: [summit], description: Abroad.}
tags: {max: 0, vocabulary: [US | U.S. | United States], ignore: [News]}
edition: none
archive: {days: false}
pages: {size: 5, tags: false}
theme: {name: mine, options: {columns: 3, dark: false}}
feeds: {atom: false, items: 50, content: summary}
search: {text: 200}
markdown: {extensions: [], html: raw}
build: {jobs: 3, executor: dask, scheduler: "tcp://10.0.0.7:8786"}
"""
    config, found = loaded(tmp_path, text)
    assert found == []
    assert config is not None
    assert config.site.title == "2015"
    assert config.paths.output == "docs/site"
    assert config.topics == (
        Topic(
            slug="world",
            name="World",
            color="#8d2167",
            iptc=("medtop:16000000",),
            words=("summit",),
            description="Abroad.",
        ),
    )
    assert config.theme.options == {"columns": 3, "dark": False}
    assert (config.edition, config.markdown.extensions, config.tags.max) == ("none", (), 0)
    assert config.build == Build(jobs=3, executor="dask", scheduler="tcp://10.0.0.7:8786")


def test_empty_blocks_have_their_defaults(tmp_path: Path) -> None:
    config, found = loaded(tmp_path, SMALLEST + "topics:\npages:\nfeeds: ~\nedition:\n")
    assert found == []
    assert config == loaded(tmp_path, SMALLEST)[0]


def test_an_address_from_the_command_line_takes_the_place_of_the_sites_own(tmp_path: Path) -> None:
    config, found = loaded(tmp_path, "site: {title: A, url: not an address}", url="https://other.org/repo")
    assert found == []
    assert config is not None
    assert config.site.url == "https://other.org/repo/"


def test_a_bad_address_from_the_command_line_has_no_place_in_the_file(tmp_path: Path) -> None:
    config, (finding,) = loaded(tmp_path, SMALLEST, url="example.org")
    assert config is None
    assert (finding.code, finding.place, finding.note) == ("url-invalid", None, "`example.org`")


def test_a_missing_file_says_what_to_write(tmp_path: Path) -> None:
    config, (finding,) = load(tmp_path)
    assert config is None
    assert finding.code == "config-missing"
    assert "site: {title:" in finding.hint


def test_a_folder_in_place_of_the_file_is_reported(tmp_path: Path) -> None:
    (tmp_path / "config.yaml").mkdir()
    config, (finding,) = load(tmp_path)
    assert config is None
    assert finding.code == "file-unreadable"


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        (b"", "key-missing", 1),
        (b"site: {title: A}\n", "key-missing", 1),
        (b"site: {title: A, url: 'https://x.org'\n", "yaml-syntax", 1),
        (b"site: \xff\n", "yaml-encoding", 1),
        (SMALLEST.encode() + b"site: {}\n", "duplicate-key", 2),
        (SMALLEST.encode() + b"page: {size: 1}\n", "key-unknown", 2),
        (SMALLEST.encode() + b"edition: weekly\n", "value-unknown", 2),
        (SMALLEST.encode() + b"pages: {size: many}\n", "value-type", 2),
    ],
)
def test_what_is_no_settings_file_is_an_error_at_its_line(tmp_path: Path, text: bytes, code: str, line: int) -> None:
    config, (finding,) = loaded(tmp_path, text)
    assert config is None
    assert finding.place is not None
    assert (finding.code, finding.place.file, finding.place.line) == (code, "config.yaml", line)


def test_problems_of_every_kind_are_found_in_one_run(tmp_path: Path) -> None:
    text = "site: {title: A, url: nowhere, url: x}\nedition: weekly\nthem: x\npages: {size: 0}\ntopics: [{slug: a}]\n"
    config, found = loaded(tmp_path, text)
    assert config is None
    assert sorted(f.code for f in found) == [
        "duplicate-key",
        "key-missing",
        "key-unknown",
        "number-out-of-range",
        "url-invalid",
        "value-unknown",
    ]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow], deadline=None)
@given(st.binary() | st.text().map(lambda text: SMALLEST.encode() + text.encode("utf-8", "replace")))
def test_whatever_the_file_holds_there_is_a_config_or_an_error(tmp_path: Path, data: bytes) -> None:
    config, found = loaded(tmp_path, data)
    assert (config is None) == any(f.severity == "error" for f in found)


def test_the_settings_can_be_imported_without_the_yaml_library() -> None:
    program = "import sys, digest.config; print('yaml' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


def test_what_is_sound_of_wrong_settings_is_there_to_find_more(tmp_path: Path) -> None:
    (tmp_path / "config.yaml").write_text(SMALLEST + "edition: daily\nfeeds: {items: 0}\ntagz: {max: 3}\n", "utf-8")
    loaded = load_all(tmp_path)
    assert loaded.config is None
    assert loaded.sound == Config(site=Site(title="The Digest", url="https://example.org/"), topics=DEFAULT_TOPICS)
    assert loaded.wrong == {"edition", "feeds", "tags"}


@pytest.mark.parametrize("paths", ["{content: ../x}", "{content: [a]}", "{contents: a}", "{content: seeds}"])
def test_there_are_no_sound_settings_where_a_path_is_in_doubt(tmp_path: Path, paths: str) -> None:
    (tmp_path / "config.yaml").write_text(f"{SMALLEST}paths: {paths}\n", "utf-8")
    assert load_all(tmp_path).sound is None
