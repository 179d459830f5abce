"""Check: the output folder as a whole: what is missing, what nobody planned, names that clash, what is too large."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from digest.check.subject import Fault, Subject, error, warning
from digest.ground.filenames import alike

_PICTURES = (".jpg", ".jpeg", ".png", ".gif", ".webp", ".avif", ".svg", ".bmp", ".tif", ".tiff")
_PAGES = (".html", ".htm")


def check(sizes: Mapping[str, int], subject: Subject) -> Iterator[Fault]:
    """Everything that is wrong with the files of the output folder, of which `sizes` has the bytes."""
    for path, made in subject.planned.items():
        if path not in sizes:
            hint = "run `digest build`"
            yield error("output-missing", f"the built site lacks `{path}`", path, hint=hint, source=made.source)
    for path in sizes:
        if path not in subject.planned and path not in subject.known and not path.startswith(subject.apart):
            hint = "the next build removes it; to keep it, put it into `static/`"
            yield warning("output-stray", "the file belongs to no page, picture or static file", path, hint=hint)
    yield from _clashes(sorted(sizes), subject)
    yield from _sizes(sizes, subject)


def _clashes(paths: Sequence[str], subject: Subject) -> Iterator[Fault]:
    """Names of files and folders that some file systems take for one."""
    known: dict[str, tuple[str, str]] = {}
    for path in paths:
        parts = path.split("/")
        for length in range(1, len(parts) + 1):
            name = "/".join(parts[:length])
            other, before = known.setdefault(alike(name), (name, path))
            if other != name:
                hint = "rename one of the two: macOS and Windows take them for one file"
                stray = next((each for each in (path, before) if each not in subject.planned), None)
                if stray is not None:
                    hint = f"`{stray}` is no part of the site: delete it. macOS and Windows take the two for one file"
                message = f"`{other}` and `{name}` differ in capitals or accents alone"
                yield error("output-clash", message, stray or path, hint=hint)
                break


def _sizes(sizes: Mapping[str, int], subject: Subject) -> Iterator[Fault]:
    limits = subject.limits
    for path, size in sizes.items():
        name = path.lower()
        if name.endswith(_PAGES) and size > limits.page * 1000:
            hint = "let long lists be paged (`pages.size`), or raise `check.page`"
            yield warning("page-large", _large("page", size, limits.page), path, hint=hint)
        elif name.endswith(_PICTURES) and size > limits.picture * 1000:
            hint = "make it smaller before it goes into the site, or raise `check.picture`"
            yield warning("picture-large", _large("picture", size, limits.picture), path, hint=hint)


def _large(what: str, size: int, limit: int) -> str:
    return f"the {what} has {size / 1000:,.0f} kB; {limit:,} kB are meant to be enough"
