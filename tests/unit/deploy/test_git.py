"""Git is called without a shell, without questions, and in the repository that is meant."""

from __future__ import annotations

from pathlib import Path

import pytest

from digest.deploy.git import Failed, File, Git, Missing, environment
from tests.unit.deploy.places import Place


def test_it_speaks_one_language_asks_nothing_and_knows_of_no_other_repository(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_DIR", "/elsewhere/.git")
    monkeypatch.setenv("GIT_INDEX_FILE", "/elsewhere/index")
    monkeypatch.setenv("GIT_SSH_COMMAND", "ssh -i key")
    monkeypatch.setenv("LC_ALL", "de_DE.UTF-8")
    found = environment()
    assert found["LC_ALL"] == "C"
    assert found["GIT_TERMINAL_PROMPT"] == "0"
    assert found["GIT_SSH_COMMAND"] == "ssh -i key"
    assert not {"GIT_DIR", "GIT_INDEX_FILE"} & found.keys()


def test_no_argument_is_a_command(place: Place) -> None:
    done = Git(place.site).ask("rev-parse", "--verify", "HEAD; touch gone", "$(touch gone)")
    assert done.status
    assert not (place.site / "gone").exists()


def test_what_git_says_is_the_failure(place: Place) -> None:
    with pytest.raises(Failed, match="unknown revision"):
        Git(place.site).text("rev-parse", "nowhere")


def test_a_machine_may_have_no_git(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(place.site))
    with pytest.raises(Missing):
        Git(place.site).ask("version")


def test_files_of_a_tree_have_their_own_names_whatever_letters_those_have(place: Place) -> None:
    place.write("sub/ä\tö “ü”.txt", "x")
    (place.site / "sub/link").symlink_to("elsewhere")
    place.commit()
    git = Git(place.site)
    blob = place.git("rev-parse", "HEAD:sub/ä\tö “ü”.txt")
    assert git.files("HEAD", "sub/") == {"sub/ä\tö “ü”.txt": File("100644", blob)}


def test_contents_come_in_the_order_in_which_they_are_asked_for(place: Place) -> None:
    git = Git(place.site)
    wanted = [b"", b"\n", b"two\nlines\n", b"\x00blob 3\n", b""]
    blobs = [git.text("hash-object", "-w", "--stdin", given=each) for each in wanted]
    assert list(git.contents(blobs)) == wanted
    assert list(git.contents([])) == []
    with pytest.raises(Failed):
        list(git.contents([place.git("rev-parse", "HEAD")]))


def test_a_folder_that_is_gone_is_no_crash(tmp_path: Path) -> None:
    with pytest.raises(Failed):
        Git(tmp_path / "gone").ask("version")
