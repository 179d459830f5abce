"""Stage 6: the door of Pagefind, which makes the index (https://pagefind.app, MIT): a program of its own, given a folder of pages."""

from __future__ import annotations

import subprocess
from pathlib import Path

_UNUSED = ("pagefind-*ui*", "pagefind-highlight*", "pagefind-component*")
"""Ready-made surfaces that come with each bundle; the theme has its own."""


class Failed(Exception):  # noqa: N818 - read as `pagefind.Failed`
    """The index can't be made; the text says why."""


def index(pages: Path, bundle: Path, language: str) -> None:
    """Makes the index of the HTML files in `pages` as the folder `bundle`, in one language, that of the site. Raises Failed.

    Two runs give the same answers to a reader, but not the same bytes.
    """
    try:
        from pagefind_bin import get_executable  # noqa: PLC0415 - few runs make an index

        program = str(get_executable())
    except (ImportError, OSError) as problem:
        raise Failed(str(problem)) from problem
    command = [program, "--site", str(pages), "--output-path", str(bundle), "--force-language", language, "--silent"]
    try:
        done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", errors="replace", check=False)  # noqa: S603 - our own arguments
    except OSError as problem:
        raise Failed(str(problem)) from problem
    if done.returncode or not (bundle / "pagefind.js").is_file():
        raise Failed((done.stderr or done.stdout).strip() or f"it ended with status {done.returncode}")
    for pattern in _UNUSED:
        for file in bundle.glob(pattern):
            file.unlink()
