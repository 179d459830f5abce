"""`digest init`: a site that builds at once, made of the files in `digest/editing/starter/`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from digest import __version__
from digest.ground.characters import printable
from digest.ground.diagnostics import Diagnostic, error
from digest.ground.files import create
from digest.ground.located import quote

_BLANK = re.compile(r"@(TITLE|HEADING|URL|VERSION)@")
_STARTER = Path(__file__).parent / "starter"

_FILES = {
    "config.yaml": "config.yaml",
    "README.md": "README.md",
    "requirements.txt": "requirements.txt",
    ".gitignore": "gitignore",
    ".github/workflows/pages.yml": "pages.yml",
    "content/pages/about.md": "about.md",
    "seeds/comet.txt": "comet.txt",
    "seeds/telegram.txt": "telegram.txt",
}
"""Each file of a new site, and the one among ours that it is made of."""


def found(folder: Path, *, title: str, url: str) -> tuple[tuple[str, ...], list[Diagnostic]]:
    """Makes a site in `folder`; gives the paths of its files, or says why there is none.

    The folder may be missing, or hold hidden files alone (a new repository's `.git`), but none of those that are to be made.
    Where one can't be written, those that were are taken away again.
    """
    shown = printable(str(folder))
    try:
        there = sorted(entry.name for entry in folder.iterdir()) if folder.exists() else []
    except OSError as problem:
        return (), [
            error("site-unwritable", f"`{shown}` can't be used: {problem.strerror or problem}", hint="name a folder")
        ]
    tops = {path.split("/")[0] for path in _FILES}
    taken = [name for name in there if not name.startswith(".") or name in tops]
    if taken:
        hint = "name a new folder, or one that holds nothing but hidden files such as `.git`"
        message = f"the folder `{shown}` is not empty: it has `{printable(taken[0])}`"
        if all(name in tops and name.startswith(".") for name in taken):
            hint = "move it away; what is in it can be put beside the new site's own afterwards"
            message = (
                f"the folder `{shown}` has a `{taken[0]}`, in the place of which a new site's own would be written"
            )
        return (), [error("site-not-empty", message, hint=hint)]
    written: list[Path] = []
    try:
        for path, text in _texts(title, url):
            if not create(folder / path, text.encode()):
                raise FileExistsError(17, "a file has appeared there", path)
            written.append(folder / path)
    except OSError as problem:
        for file in written:
            file.unlink(missing_ok=True)
        message = f"the site can't be written into `{shown}`: {problem.strerror or type(problem).__name__}"
        return (), [error("site-unwritable", message, hint="check rights and free space")]
    return tuple(_FILES), []


def _texts(title: str, url: str) -> Iterator[tuple[str, str]]:
    """Each file of the new site, filled in."""
    values = {
        "TITLE": quote(title, flow=False),
        "HEADING": title,
        "URL": quote(url, flow=False),
        "VERSION": __version__,
    }
    for path, name in _FILES.items():
        text = (_STARTER / name).read_text(encoding="utf-8")
        yield path, _BLANK.sub(lambda blank: values[blank[1]], text)
