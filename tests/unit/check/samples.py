"""A built site in a folder, with its sources, for the tests of the check."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from digest.check.stage import check
from digest.check.subject import Made, Secret, Subject
from digest.config import Check
from digest.ground.diagnostics import Diagnostic

URL = "https://user.github.io/repo/"
LIMITS = Check()


def page(body: str = "", head: str = "") -> str:
    """A page with nothing wrong but what is put into it."""
    title = "<title>The pier</title>"
    return f'<!doctype html><html lang="en"><head>{title}{head}</head><body><h1>The pier</h1>{body}</body></html>'


def checked(
    root: Path,
    built: Mapping[str, str | bytes],
    sources: Mapping[str, str] | None = None,
    texts: Mapping[str, str] | None = None,
    *,
    secrets: tuple[Secret, ...] = (),
    public: tuple[str, ...] = (),
    planned: tuple[str, ...] | None = None,
    known: tuple[str, ...] = (),
    touched: tuple[str, ...] = (),
    apart: tuple[str, ...] = (),
    limits: Check = LIMITS,
    renderers: Mapping[str, str] | None = None,
) -> list[Diagnostic]:
    """What the check finds in a site of the files `built`.

    `sources` has the content file of a page, or its template where that ends in `.html`; `texts` is what stands in content and
    theme. All that is built is `planned`, unless it is said.
    """
    for path, what in {**{f"public/{name}": what for name, what in built.items()}, **(texts or {})}.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(what.encode() if isinstance(what, str) else what)
    (root / "public").mkdir(exist_ok=True)
    paths = tuple(built) if planned is None else planned
    subject = Subject(
        url=URL,
        planned={path: _made(path, (sources or {}).get(path, ""), (renderers or {}).get(path)) for path in paths},
        secrets=secrets,
        public=lambda: public,
        looks={path: root / path for path in texts or {} if not path.endswith(".md")},
        texts={path: root / path for path in texts or {} if path.endswith(".md")},
        known=frozenset(known),
        touched=frozenset(touched),
        apart=apart,
        limits=limits,
    )
    return check(subject, root, root / "public", "public")


def told(findings: list[Diagnostic]) -> list[tuple[str, str]]:
    """Each finding's code and place: `file:line`, or the file alone."""
    places = [(finding.code, finding.place) for finding in findings]
    return sorted((code, f"{place.file}:{place.line}" if place.line else place.file) for code, place in places if place)


def _made(path: str, source: str, renderer: str | None) -> Made:
    kind = renderer or ("template" if path.endswith(".html") else "asset")
    if source.startswith("themes/"):
        return Made(path=path, renderer=kind, template=source)
    return Made(path=path, renderer=kind, source=source)
