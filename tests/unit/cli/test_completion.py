"""`digest completion`: the scripts, and what a shell is offered."""

from __future__ import annotations

import os
import select
import shutil
import subprocess
import sys
import time
from contextlib import chdir
from pathlib import Path

import pytest
from click.testing import CliRunner

from digest import cli


@pytest.fixture
def site(tmp_path: Path) -> Path:
    topics = "topics: [{slug: harbour, name: Harbour}, {slug: weather, name: Weather}, {slug: other, name: Other}]\n"
    (tmp_path / "config.yaml").write_text("site: {title: Pier, url: 'https://example.org/'}\n" + topics, "utf-8")
    for path in ("2015/07/28/ferry-leaves.md", "2015/07/28/fog.md", "undated/ferry-returns.md", "pages/ferries.md"):
        (tmp_path / "content" / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "content" / path).write_text("---\ntitle: A\n---\n", "utf-8")
    return tmp_path


def asked(folder: Path, *words: str) -> list[str]:
    """What is offered for the last of the words."""
    environment = {
        "_DIGEST_COMPLETE": "bash_complete",
        "COMP_WORDS": " ".join(words),
        "COMP_CWORD": str(len(words) - 1),
    }
    with chdir(folder):
        done = CliRunner(env=environment).invoke(cli.commands, [], prog_name="digest")
    assert done.stderr == ""
    return [line.partition(",")[2] for line in done.stdout.splitlines() if line]


def test_every_shell_has_a_script_that_asks_digest() -> None:
    for shell in ("bash", "zsh", "fish"):
        done = CliRunner().invoke(cli.commands, ["completion", shell], standalone_mode=False)
        assert done.return_value == 0
        assert f"_DIGEST_COMPLETE={shell}_complete" in done.stdout


def test_commands_and_those_within_a_group_are_offered(site: Path) -> None:
    assert asked(site, "digest", "bu") == ["build"]
    assert asked(site, "digest", "theme", "") == ["eject", "new"]
    assert "--dry-run" in asked(site, "digest", "mv", "--d")


def test_articles_are_offered_by_the_names_of_their_files(site: Path) -> None:
    assert asked(site, "digest", "mv", "fe") == ["ferry-leaves", "ferry-returns"]


def test_once_there_is_a_slash_whole_paths_are(site: Path) -> None:
    assert asked(site, "digest", "mv", "content/2015/07/28/f") == [
        "content/2015/07/28/ferry-leaves.md",
        "content/2015/07/28/fog.md",
    ]


def test_the_topics_of_the_site_are_offered(site: Path) -> None:
    assert asked(site, "digest", "new", "Fog", "--topic", "") == ["harbour", "weather", "other"]
    assert asked(site, "digest", "new", "Fog", "--topic", "w") == ["weather"]


def test_the_site_is_the_one_that_the_words_before_name(site: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    assert asked(elsewhere, "digest", "mv", "--site", str(site), "fo") == ["fog"]


def test_templates_and_assets_are_offered(site: Path) -> None:
    assert asked(site, "digest", "theme", "eject", "art") == ["article.html"]


@pytest.mark.parametrize("config", [None, "nonsense: [", "site: {title: Pier}\n"])
def test_a_folder_that_is_no_site_is_no_trouble(tmp_path: Path, config: str | None) -> None:
    if config is not None:
        (tmp_path / "config.yaml").write_text(config, "utf-8")
    assert asked(tmp_path, "digest", "mv", "") == []
    asked(tmp_path, "digest", "new", "--topic", "")
    asked(tmp_path, "digest", "theme", "eject", "")


def with_digest(folder: Path) -> dict[str, str]:
    """An environment in which a shell finds a command named `digest`."""
    command = folder / "bin/digest"
    command.parent.mkdir()
    command.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m digest "$@"\n', "utf-8")
    command.chmod(0o755)
    return {**os.environ, "PATH": f"{command.parent}:{os.environ['PATH']}", "TERM": "dumb", "ZDOTDIR": str(folder)}


@pytest.mark.skipif(shutil.which("bash") is None, reason="no bash here")
def test_bash_itself_completes(site: Path, tmp_path: Path) -> None:
    """With the script as a person installs it, and a command named `digest` on the path."""
    script = (
        "source <(digest completion bash)\n"
        "complete -p digest\n"
        "COMP_WORDS=(digest new Fog --topic ha); COMP_CWORD=4\n"
        "_digest_completion digest\n"
        'echo "offered: ${COMPREPLY[*]}"\n'
    )
    done = subprocess.run(
        ["bash", "--norc", "--noprofile", "-c", script],
        cwd=site,
        env=with_digest(tmp_path),
        capture_output=True,
        text=True,
        check=True,
    )
    assert "complete -o nosort -F _digest_completion digest" in done.stdout
    assert "offered: harbour" in done.stdout
    assert done.stderr == ""


@pytest.mark.skipif(shutil.which("fish") is None, reason="no fish here")
def test_fish_itself_completes(site: Path, tmp_path: Path) -> None:
    """With the script in the folder in which fish looks for those of commands."""
    environment = with_digest(tmp_path) | {"HOME": str(tmp_path), "XDG_CONFIG_HOME": str(tmp_path / "settings")}
    script = tmp_path / "settings/fish/completions/digest.fish"
    script.parent.mkdir(parents=True)
    made = CliRunner().invoke(cli.commands, ["completion", "fish"], standalone_mode=False)
    script.write_text(made.stdout, "utf-8")
    asking = "; ".join(f"complete -C '{line}'" for line in ("digest bu", "digest new Fog --topic ha", "digest mv fo"))
    done = subprocess.run(
        ["fish", "-c", asking], cwd=site, env=environment, capture_output=True, text=True, check=True
    )  # fmt: skip
    offered = [line.partition("\t") for line in done.stdout.splitlines()]
    assert [word for word, _, _ in offered] == ["build", "harbour", "fog"]
    assert offered[1][2] == "Harbour"
    assert done.stderr == ""


@pytest.mark.skipif(shutil.which("zsh") is None, reason="no zsh here")
@pytest.mark.parametrize(
    ("typed", "completed"),
    [("digest bu", "build"), ("digest new Fog --topic ha", "harbour"), ("digest mv fo", "fog")],
)
def test_zsh_itself_completes(site: Path, tmp_path: Path, typed: str, completed: str) -> None:
    """With the script in a folder of $fpath; only a terminal has the Tab key."""
    import pty

    environment = with_digest(tmp_path)
    made = CliRunner().invoke(cli.commands, ["completion", "zsh"], standalone_mode=False)
    (tmp_path / "_digest").write_text(made.stdout, "utf-8")
    ours, theirs = pty.openpty()
    with subprocess.Popen(
        ["zsh", "-f", "-i"], stdin=theirs, stdout=theirs, stderr=theirs, cwd=site, env=environment, start_new_session=True
    ) as shell:  # fmt: skip
        os.close(theirs)
        start = f"fpath=('{tmp_path}' $fpath); autoload -U compinit; compinit -u -D; PS1='ready''> '\n"
        os.write(ours, start.encode())
        read_until(ours, "ready> ")
        os.write(ours, f"{typed}\t".encode())
        read_until(ours, f"{typed.rpartition(' ')[0]} {completed} ")
        os.write(ours, b"\x15exit\n")
        assert shell.wait(20) == 0
    os.close(ours)


def read_until(terminal: int, text: str) -> None:
    """Reads what a terminal shows until it shows a text; fails where that takes too long."""
    shown, until = "", time.monotonic() + 30
    while text not in shown:
        ready, _, _ = select.select([terminal], [], [], max(0, until - time.monotonic()))
        assert ready, shown
        shown += os.read(terminal, 4096).decode("utf-8", "replace")
