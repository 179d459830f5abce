"""Stage 2: Markdown as Python-Markdown understands it, with any of its extensions."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from markdown import Markdown

from digest.read.markup.pipeline import Quick


def convert(body: str, extensions: Iterable[str]) -> str:
    """The HTML of `body`, not sanitised; extensions that don't work are left out. Raises whatever an extension raises."""
    return _engine(tuple(name for name in extensions if not trouble(name))).reset().convert(body)


@cache
def trouble(extension: str) -> str:
    """Why an extension can't be used; empty when it can."""
    try:
        Markdown(extensions=[extension])
    except Exception as problem:  # noqa: BLE001 - an extension is anybody's code
        return f"{type(problem).__name__}: {problem}"
    return ""


@cache
def _engine(extensions: tuple[str, ...]) -> Quick:
    return Quick(extensions)
