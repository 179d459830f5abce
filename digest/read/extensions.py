"""Stage 2: the code of Markdown extensions that come from elsewhere, since what they made is remembered too.

Python-Markdown's own are part of its version, and that of the version of the code. Others are any module that
Python can import, by its name or by the one under which its distribution announces it (entry point `markdown.extensions`).
"""

from __future__ import annotations

from collections.abc import Iterable
from importlib.machinery import ModuleSpec
from pathlib import Path

from digest.ground import fingerprint
from digest.ground.files import walk

_OWN = frozenset(
    "abbr admonition attr_list codehilite def_list extra fenced_code footnotes legacy_attrs legacy_em md_in_html meta "
    "nl2br sane_lists smarty tables toc wikilinks".split()
)
_PREFIX = "markdown.extensions."


def version(names: Iterable[str]) -> str:
    """The fingerprint of the code of those of the extensions that aren't Python-Markdown's own; empty without any.

    It covers the whole package that an extension is in, but no library that it uses.
    """
    foreign = sorted({name for name in names if name.removeprefix(_PREFIX) not in _OWN})
    return fingerprint.of_value([[name, _code(name)] for name in foreign]) if foreign else ""


def _code(name: str) -> list[tuple[str, str]]:
    from importlib.metadata import entry_points  # noqa: PLC0415 - few sites need it, and it takes long
    from importlib.util import find_spec  # noqa: PLC0415

    announced = [point.module for point in entry_points(group="markdown.extensions", name=name)]
    package = (announced or [name.partition(":")[0]])[0].partition(".")[0]
    try:
        spec = find_spec(package)
    except (ImportError, ValueError):
        spec = None
    return [(path, fingerprint.of_bytes(data)) for path, data in _files(spec)] if spec else []


def _files(spec: ModuleSpec) -> Iterable[tuple[str, bytes]]:
    for folder in sorted(spec.submodule_search_locations or ()):
        for path in walk(Path(folder)):
            if "__pycache__" not in path:
                yield path, (Path(folder) / path).read_bytes()
    if not spec.submodule_search_locations and spec.origin and Path(spec.origin).is_file():
        yield Path(spec.origin).name, Path(spec.origin).read_bytes()
