"""Stage 6: where the bundles lie, and what each was made from: its key lies in it. Asked by every build; it imports next to nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from digest.ground import fingerprint
from digest.ground.filenames import INDEX
from digest.model import Volume

FOLDER = INDEX
"""The folder in the output folder in which the bundles are, each in one named after its year."""

KEY = "search.key"
"""The file in a bundle that says what it was made from."""


def keys(volumes: Sequence[Volume], language: str, code: str) -> dict[str, str]:
    """The key of each year's bundle: the fingerprint of its stories, of the site's language and of the program that makes it.

    `code` is the version of that program.
    """
    return {volume.year: fingerprint.of_value([volume.digest, language, code]) for volume in volumes}


def stand(output: Path, wanted: Mapping[str, str]) -> bool:
    """Whether the bundles in `output` are those that have the `wanted` keys, by year, and nothing else is beside them."""
    folder = output / FOLDER
    try:
        years = {path.name for path in folder.iterdir()}
    except NotADirectoryError:
        return False
    except OSError:
        years = set()
    return years == wanted.keys() and all(key == read(folder / year) for year, key in wanted.items())


def read(bundle: Path) -> str | None:
    """The key in a bundle, None where there is none."""
    try:
        return (bundle / KEY).read_text(encoding="ascii")
    except (OSError, UnicodeDecodeError):
        return None
