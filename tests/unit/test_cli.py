"""The command line: what it prints where, and with which status it leaves."""

from __future__ import annotations

import json
import os
import pty
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from digest import cli

DIGEST = [sys.executable, "-m", "digest"]


@pytest.fixture
def site(tmp_path: Path) -> Path:
    folder = tmp_path / "ünicöde site"
    (folder / "content/2015/07/28").mkdir(parents=True)
    (folder / "config.yaml").write_text("site: {title: The Pier, url: 'https://example.org/'}\n", encoding="utf-8")
    (folder / "content/2015/07/28/ferry.md").write_text(article("2015-07-28"), encoding="utf-8")
    return folder


def article(date: str, status: str = "published") -> str:
    name = f"a{date.replace('-', '')}"
    return (
        f"---\nid: {name}\ntitle: The ferry\ndate: {date}\ntopics: [world]\nstatus: {status}\n---\n\nIt left at nine.\n"
    )


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(cli.commands, [str(argument) for argument in arguments], standalone_mode=False)


def process(*arguments: str | Path, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*DIGEST, *map(str, arguments)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        env={**os.environ, "PYTHONIOENCODING": "utf-8", "NO_COLOR": "1", **environment},
    )


# --- exit status ------------------------------------------------------------------------------------------------------


def test_a_good_build_leaves_with_0_and_says_what_it_did_and_where_to_look(site: Path) -> None:
    done = process("build", "--site", site)
    assert (done.returncode, done.stderr) == (0, "")
    assert "seeds: 0 converted, 0 unchanged, 0 held for review" in done.stdout
    assert "site: 1 article, " in done.stdout
    assert f"look: python3 -m http.server --directory '{site}/public', then" in done.stdout


def test_a_site_with_an_error_leaves_with_1_and_shows_the_line(site: Path) -> None:
    bad = site / "content/2015/07/28/ferry.md"
    bad.write_text(article("2015-13-28"), encoding="utf-8")
    done = process("build", "--site", site)
    assert done.returncode == 1
    assert "error[date-invalid]" in done.stderr
    assert "content/2015/07/28/ferry.md:4:7" in done.stderr
    assert "4 | date: 2015-13-28\n  |       ^^^^^^^^^^" in done.stderr
    assert done.stderr.rstrip().endswith("1 error; public/ is as it was")


def test_a_folder_without_a_config_says_what_to_do(tmp_path: Path) -> None:
    done = process("build", "--site", tmp_path)
    assert done.returncode == 1
    assert "error[config-missing]" in done.stderr
    assert "hint" in done.stderr


@pytest.mark.parametrize(
    "arguments",
    [
        ["bild"],
        ["build", "--nonsense"],
        ["build", "--now", "2015-13-28"],
        ["build", "--url", "foo"],
        ["build", "--now", "0001-01-01"],
        ["build", "--site", "/no/such/folder"],
        ["list", "everything"],
        ["schema"],
    ],
)
def test_a_wrong_command_leaves_with_2(arguments: list[str]) -> None:
    done = process(*arguments)
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    assert "Error" in done.stderr


def test_a_wrong_source_date_epoch_leaves_with_2(site: Path) -> None:
    done = process("build", "--site", site, SOURCE_DATE_EPOCH="yesterday")
    assert done.returncode == 2
    assert "SOURCE_DATE_EPOCH is `yesterday`" in done.stderr


def test_a_bug_of_ours_leaves_with_3_and_writes_its_details_to_a_file(
    site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from digest import build

    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("the ferry\nsank")

    monkeypatch.setattr(build, "build", broken)
    done = run("build", "--site", site)
    assert done.return_value == 3
    assert "this is a bug in digest, not in your site: RuntimeError: the ferry sank" in done.stderr
    assert "Traceback" not in done.stderr
    crash = site / ".digest/crash.txt"
    assert str(crash) in done.stderr
    assert "Traceback" in crash.read_text(encoding="utf-8")


def test_the_details_of_a_bug_go_into_the_state_folder_of_the_site(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from digest import build

    monkeypatch.setattr(build, "held_back", lambda *_: 1 / 0)
    with (site / "config.yaml").open("a", encoding="utf-8") as config:
        config.write("paths: {state: work/state}\n")
    assert run("list", "--site", site).return_value == 3
    assert "ZeroDivisionError" in (site / "work/state/crash.txt").read_text(encoding="utf-8")
    assert not (site / ".digest").exists()


def test_a_bug_where_there_is_no_site_is_reported_as_well(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    from digest import config

    monkeypatch.setattr(config, "json_schema", lambda: 1 / 0)
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    done = run("schema", "config")
    assert done.return_value == 3
    assert "this is a bug in digest" in done.stderr
    assert "ZeroDivisionError" in (tmp_path / "digest-crash.txt").read_text(encoding="utf-8")


def test_an_interrupted_build_leaves_with_130(site: Path) -> None:
    """A named pipe to which nobody writes stands for long work."""
    os.mkfifo(site / "pipe")
    program = (
        "import sys; from digest import build, cli\n"
        f"build.build = lambda *_, **__: open({str(site / 'pipe')!r}).read()\n"
        "print('ready', flush=True)\n"
        f"sys.argv = ['digest', 'build', '--site', {str(site)!r}]\n"
        "cli.main()"
    )
    child = subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert child.stdout is not None
    assert child.stdout.readline() == "ready\n"
    time.sleep(0.5)
    child.send_signal(signal.SIGINT)
    _, err = child.communicate(timeout=20)
    assert child.returncode == 130
    assert err.strip() == "interrupted"


def test_a_locale_that_can_not_name_every_file_is_told_before_anything_is_done(site: Path) -> None:
    done = process("build", "--site", site.parent, LC_ALL="C", PYTHONUTF8="0", PYTHONCOERCECLOCALE="0")
    assert done.returncode == 2
    assert "PYTHONUTF8=1" in done.stderr


# --- where things are printed -----------------------------------------------------------------------------------------


def test_quiet_prints_problems_only(site: Path) -> None:
    done = process("build", "--site", site, "--quiet")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_quiet_prints_warnings_and_no_notes(site: Path) -> None:
    seed = site / "seeds/a.txt"
    seed.parent.mkdir()
    seed.write_text("A headline\n\nJuly 3, 2015\n\nAnd its story.", encoding="utf-8")
    process("build", "--site", site)
    seed.unlink()
    (site / "content/b.md").write_text("---\ntitle: B\ndate: 2015-07-29\n---\nB.\n", encoding="utf-8")
    quiet, loud = process("build", "--site", site, "--quiet"), process("build", "--site", site)
    assert "note[seed-removed]" in loud.stderr
    assert "warning[id-missing]" in quiet.stderr
    assert "note" not in quiet.stderr


def test_a_wrong_address_names_the_option(site: Path) -> None:
    assert "--url" in process("build", "--site", site, "--url", "foo").stderr


def test_json_is_one_document_on_stdout_and_nothing_else(site: Path) -> None:
    (site / "content/2015/07/28/ferry.md").write_text(article("2015-13-28"), encoding="utf-8")
    done = process("build", "--site", site, "--format", "json")
    document = json.loads(done.stdout)
    assert (done.returncode, done.stderr, document["status"]) == (1, "", 1)
    assert [finding["code"] for finding in document["diagnostics"]] == ["date-invalid"]


def test_a_reader_that_goes_away_does_not_stop_the_build(site: Path) -> None:
    child = subprocess.Popen(
        [*DIGEST, "build", "--site", str(site)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    assert child.stdout is not None
    child.stdout.close()
    assert child.stderr is not None
    assert child.stderr.read() == ""
    child.stderr.close()
    assert child.wait(timeout=30) == 0
    assert (site / "public/index.html").is_file()


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "cp1252"])
def test_any_encoding_of_the_terminal_will_do(site: Path, encoding: str) -> None:
    (site / "content/2015/07/28/ferry.md").write_text(article("2015-07-28", "draft"), encoding="utf-8")
    (site / "content/名前.md").write_text("---\ntitel: 名前\n---\n", encoding="utf-8")
    done = subprocess.run(
        [*DIGEST, "build", "--site", str(site)],
        capture_output=True,
        check=False,
        env={**os.environ, "PYTHONIOENCODING": encoding},
    )
    assert done.returncode == 1
    assert b"??.md" in done.stderr
    assert b"bug" not in done.stderr


def on_terminal(*arguments: str, **environment: str) -> str:
    """What a command writes when its stdout and stderr are a terminal."""
    ours, theirs = pty.openpty()
    env = {name: value for name, value in os.environ.items() if name != "NO_COLOR"}
    child = subprocess.Popen(
        [*DIGEST, *arguments], stdout=theirs, stderr=theirs, stdin=theirs, env={**env, "TERM": "xterm", **environment}
    )
    os.close(theirs)
    written = b""
    while True:
        try:
            chunk = os.read(ours, 65536)
        except OSError:  # Linux says EIO when the other end is closed
            break
        if not chunk:
            break
        written += chunk
    os.close(ours)
    child.wait(timeout=30)
    return written.decode("utf-8", "replace")


def test_colours_are_for_terminals_and_for_those_who_want_them(site: Path) -> None:
    (site / "content/2015/07/28/ferry.md").write_text(article("2015-13-28"), encoding="utf-8")
    command = ("build", "--site", str(site))
    assert "\x1b[31m" in on_terminal(*command)
    assert "\x1b[" not in on_terminal(*command, NO_COLOR="1")
    assert "\x1b[" not in on_terminal(*command, TERM="dumb")
    assert "\x1b[" not in process(*command, NO_COLOR="").stderr


# --- the other commands -----------------------------------------------------------------------------------------------


@pytest.fixture
def held(site: Path) -> Path:
    (site / "content/2015/07/29").mkdir()
    (site / "content/2015/07/29/draft.md").write_text(article("2015-07-29", "draft"), encoding="utf-8")
    (site / "content/2017.md").write_text(article("2017-01-01"), encoding="utf-8")
    return site


def test_list_shows_each_article_that_is_held_back_with_its_reason(held: Path) -> None:
    done = process("list", "--site", held, "--now", "2016-01-01")
    assert done.returncode == 0
    assert done.stdout == (
        "content/2015/07/29/draft.md\n  draft: The ferry\ncontent/2017.md\n  future (2017-01-01): The ferry\n"
        "2 held back: 1 in draft, 1 of a day to come\n"
    )


def test_list_can_be_narrowed_to_one_reason(held: Path) -> None:
    done = process("list", "drafts", "--site", held, "--now", "2016-01-01")
    assert done.stdout == "content/2015/07/29/draft.md\n  draft: The ferry\n1 held back: 1 in draft\n"
    assert "nothing is held back" in process("list", "review", "--site", held).stdout


def test_list_says_that_nothing_is_held_back_though_there_are_warnings_but_not_when_there_are_errors(
    site: Path,
) -> None:
    story = site / "content/2015/07/28/ferry.md"
    story.write_text(article("2015-07-28").replace("id: a20150728\n", ""), encoding="utf-8")
    done = process("list", "--site", site)
    assert "warning[id-missing]" in done.stderr
    assert done.stdout == "nothing is held back\n"
    story.write_text(article("2015-13-28"), encoding="utf-8")
    assert process("list", "--site", site).stdout == ""


def test_list_can_be_read_by_programs(held: Path) -> None:
    done = process("list", "--site", held, "--now", "2016-01-01", "--format", "json")
    assert [one["reason"] for one in json.loads(done.stdout)["held"]] == ["draft", "future"]


def test_the_moment_is_that_of_the_option_else_of_the_environment(held: Path) -> None:
    late = str(1_500_000_000)  # July 2017
    assert "future" not in process("list", "--site", held, SOURCE_DATE_EPOCH=late).stdout
    assert "future" in process("list", "--site", held, "--now", "2016-01-01", SOURCE_DATE_EPOCH=late).stdout


def test_convert_makes_no_site(site: Path) -> None:
    done = process("convert", "--site", site)
    assert done.returncode == 0
    assert done.stdout == "seeds: 0 converted, 0 unchanged, 0 held for review\n"
    assert not (site / "public").exists()


def test_restoring_an_unknown_article_is_an_error(site: Path) -> None:
    done = process("convert", "--site", site, "--restore", "nosuchid99")
    assert done.returncode == 1
    assert "error[" in done.stderr


@pytest.mark.parametrize("what", ["config", "article", "edition", "page", "front-matter"])
def test_a_schema_is_printed_as_json(what: str) -> None:
    document = json.loads(process("schema", what).stdout)
    assert document["$schema"].startswith("https://json-schema.org/")
    assert document["additionalProperties"] is False


def test_front_matter_is_another_name_for_that_of_articles_and_every_other_schema_has_a_title_of_its_own() -> None:
    assert process("schema", "front-matter").stdout == process("schema", "article").stdout
    titles = [json.loads(process("schema", what).stdout)["title"] for what in ("config", "article", "edition", "page")]
    assert len(set(titles)) == 4


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no device that is always full")
def test_a_report_that_cannot_be_written_is_no_success(tmp_path: Path) -> None:
    (tmp_path / "config.yaml").write_text("site: {title: T, url: https://example.org/}\n", "utf-8")
    with Path("/dev/full").open("w", encoding="utf-8") as full:
        done = subprocess.run(
            [sys.executable, "-m", "digest", "build", "--site", str(tmp_path)],
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    assert done.returncode == 1
    assert "can't be written" in done.stderr
