"""The door of git, a program of its own. No argument passes through a shell, and nothing is asked on a terminal."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

_OF_ANOTHER = frozenset(
    "GIT_ALTERNATE_OBJECT_DIRECTORIES GIT_COMMON_DIR GIT_CONFIG GIT_DIR GIT_GRAFT_FILE GIT_IMPLICIT_WORK_TREE GIT_INDEX_FILE"
    " GIT_INTERNAL_SUPER_PREFIX GIT_NAMESPACE GIT_NO_REPLACE_OBJECTS GIT_OBJECT_DIRECTORY GIT_PREFIX GIT_REPLACE_REF_BASE"
    " GIT_SHALLOW_FILE GIT_WORK_TREE GIT_LITERAL_PATHSPECS GIT_GLOB_PATHSPECS GIT_NOGLOB_PATHSPECS GIT_ICASE_PATHSPECS".split()
)
"""What a hook, from which digest may be called, says of its own repository (`git rev-parse --local-env-vars`), or of paths."""

_OURS = {"LC_ALL": "C", "LANGUAGE": "C", "GIT_TERMINAL_PROMPT": "0", "GIT_OPTIONAL_LOCKS": "0"}
"""Messages in one language; no questions; and looking at the working tree doesn't refresh the index."""

_REGULAR = frozenset({b"100644", b"100755"})


class Failed(Exception):  # noqa: N818 - read as `git.Failed`
    """Git could not do what it was asked; the text is what it said."""


class Missing(Failed):
    """There is no git on this machine."""


class Done(NamedTuple):
    """How a call ended: its status, what it gave, and what it said of it."""

    status: int
    out: bytes
    said: str


class File(NamedTuple):
    """A file of a tree: its kind as git writes it (`100644`), and the name of its bytes."""

    mode: str
    blob: str


class Git:
    """Git in one folder; `more` is added to the environment of each call."""

    def __init__(self, folder: Path, more: Mapping[str, str] | None = None):
        self.folder = folder
        self._environment = environment() | dict(more or {})

    def ask(self, *arguments: str, given: bytes = b"") -> Done:
        """Runs git, whatever comes of it. Raises Missing."""
        return run(["git", *arguments], self.folder, self._environment, given)

    def data(self, *arguments: str, given: bytes = b"") -> bytes:
        """What git gives. Raises Failed where it ends with an error."""
        done = self.ask(*arguments, given=given)
        if done.status:
            raise Failed(done.said or f"`git {arguments[0]}` ended with status {done.status}")
        return done.out

    def text(self, *arguments: str, given: bytes = b"") -> str:
        """The same as text, without the line end."""
        return os.fsdecode(self.data(*arguments, given=given)).rstrip("\n")

    def files(self, tree: str, *paths: str) -> dict[str, File]:
        """The files of a tree, or those below some of its `paths`; only files: no links, no submodules."""
        listed = self.data("ls-tree", "-r", "-z", "--full-tree", tree, "--", *paths)
        found = {}
        for row in filter(None, listed.split(b"\0")):
            facts, _, path = row.partition(b"\t")
            mode, _, blob = facts.split(b" ")
            if mode in _REGULAR:
                found[os.fsdecode(path)] = File(mode.decode(), blob.decode())
        return found

    def contents(self, blobs: Iterable[str]) -> Iterator[bytes]:
        """The bytes that the `blobs` stand for, in their order; all are held at once."""
        wanted = list(blobs)
        if not wanted:
            return
        answer = self.data("cat-file", "--batch", given="".join(f"{blob}\n" for blob in wanted).encode())
        at = 0
        for blob in wanted:
            end = answer.index(b"\n", at)
            name, kind, size = answer[at:end].decode().split(" ")
            if (name, kind) != (blob, "blob"):
                raise Failed(f"{blob} is no file")
            yield answer[end + 1 : end + 1 + int(size)]
            at = end + 2 + int(size)


def environment() -> dict[str, str]:
    """This process's environment, without what names a repository."""
    return {name: value for name, value in os.environ.items() if name not in _OF_ANOTHER} | _OURS


def run(command: list[str], folder: Path, environment: Mapping[str, str], given: bytes = b"") -> Done:
    """Runs a program in a folder. Raises Missing where there is none."""
    try:
        done = subprocess.run(command, cwd=folder, env=dict(environment), input=given, capture_output=True, check=False)  # noqa: S603 - arguments are a list
    except FileNotFoundError as problem:
        raise Missing(str(problem)) from problem
    except OSError as problem:
        raise Failed(str(problem)) from problem
    return Done(done.returncode, done.stdout, done.stderr.decode("utf-8", "replace").strip())
