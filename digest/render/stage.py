"""Stage 4: every page that isn't made yet becomes bytes, each by the renderer that it names; the theme's assets come along.

A page is made already where the output folder has one under the same key: the fingerprint of all that laying it out looks
at, and of all that makes bytes of it (its template with all that that mentions, the theme's colours, the words of the interface, the language, the code).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import msgspec

from digest.config import Config
from digest.engine.aside import Aside
from digest.engine.pool import map_stream
from digest.engine.work import Work
from digest.ground import fingerprint
from digest.ground.diagnostics import Diagnostic, Place, error
from digest.ground.ticks import Tick, silent
from digest.model import Output, Page
from digest.pages import TEMPLATES
from digest.render import assets as asset_files
from digest.render import closure, compiled
from digest.render import theme as themes
from digest.render.closure import Closure
from digest.render.making import RENDERERS, LaidOut, Made, laid_out, looks, make
from digest.render.theme import ASSETS, Asset, Theme
from digest.render.urgent import Hurry, Nobody, Urgent

_LARGEST = 32  # pages in a chunk: what is under way stays below some 20 MB
_SHARES = 64  # chunks to make of the work, so that everyone is busy until the end
_NOBODY = Nobody()
_MARK = 24  # digits that tell one maker from another; a site has a few dozen at most


def render(
    pages: Sequence[Page],
    theme: Theme,
    config: Config,
    root: Path,
    work: Work,
    *,
    standing: Mapping[str, str] | None = None,
    look: Callable[[], Mapping[str, str]] | None = None,
    aside: Aside | None = None,
    tick: Tick = silent,
    urgent: Urgent = _NOBODY,
) -> tuple[list[Output], list[Diagnostic]]:
    """All pages in their order, then the assets: as they stand, or as they were made anew and put `aside`.

    `standing` has the keys under which the files in the output folder were made; where that is a guess, `look` gives them, and is asked
    when those who wait for pages have them. A page whose template fails is missing from the
    outputs; an error that many pages share is one finding. Without an `aside` the bytes are dropped, for whoever wants the
    findings alone. `tick` is told (done, total) of the pages that are made; they are counted as `laid out` and `rendered`.
    Pages that are `urgent` are made once more for whoever waits, before their turn.
    """
    closures = closure.closures(theme, TEMPLATES, work)
    keys = _keys(pages, closures, theme, config, work)
    made: dict[str, _Kept] = {}
    findings: list[Diagnostic] = []

    def begun(there: Mapping[str, str]) -> _Begun:
        stale = [page for page, key in zip(pages, keys, strict=True) if there.get(page.path) != key]
        shared = _shared(stale, closures, theme, config.site.language, work)
        hurry = Hurry(urgent, stale, shared)
        urgent.planned([*(page.path for page in stale), *_stale_assets(theme, work.code, there)])
        assets, found = _assets(theme, root, work.code, there, aside, urgent=urgent)
        hurry.serve()
        return _Begun(there, stale, shared, hurry, assets, found)

    try:
        there, stale, shared, hurry, assets, found = begun(standing or {})
        if look is not None and (seen := look()) != there:
            there, stale, shared, hurry, assets, found = begun(seen)
        for page, answer in zip(stale, _answers(stale, shared, work, tick), strict=True):
            hurry.serve()
            if isinstance(answer, Diagnostic):
                findings.append(answer)
            else:
                made[page.path] = _keep(answer, aside)
    except _Full as problem:
        message = f"this folder can't be written: {problem}"
        return [], [*_once(findings), error("state-unwritable", message, Place(file=config.paths.state))]
    outputs = [
        Output(path=page.path, key=key) if page.path not in made else _output(page.path, key, made[page.path])
        for page, key in zip(pages, keys, strict=True)
        if page.path in made or there.get(page.path) == key
    ]
    return [*outputs, *assets], [*_once(findings), *found]


class _Begun(NamedTuple):
    """What is to be made where these keys stand, after those who wait were served: the pages; the assets are made."""

    there: Mapping[str, str]
    stale: list[Page]
    shared: bytes
    hurry: Hurry
    assets: list[Output]
    found: list[Diagnostic]


# --- what a page depends on -------------------------------------------------------------------------------------------


def _keys(
    pages: Sequence[Page], closures: Mapping[str, Closure], theme: Theme, config: Config, work: Work
) -> list[str]:
    """The key of each page: the digest of what it is laid out from, and the mark of what makes bytes of it."""
    seen = [theme.palette, theme.surfaces, theme.options, theme.wording, config.site.language, work.code]
    marks = {name: _mark(name, each.digest, seen) for name, each in closures.items()}
    marks |= {name: _mark(name, work.code) for name in RENDERERS}
    return [page.digest + marks[page.template or page.renderer] for page in pages]


def _mark(*of: object) -> str:
    return fingerprint.of_value(of)[:_MARK]


# --- made anew --------------------------------------------------------------------------------------------------------


def _answers(pages: Sequence[Page], shared: bytes, work: Work, tick: Tick) -> Iterator[Made | Diagnostic]:
    """What becomes of each page, laid out when its turn comes."""

    def every() -> Iterator[LaidOut]:
        for page in pages:
            work.tally["laid out"] += 1
            yield laid_out(page)

    answers = map_stream(
        make,
        every(),
        len(pages),
        shared=shared,
        executor=work.executor,
        chunk=max(1, min(_LARGEST, len(pages) // _SHARES)),
        alone=work.alone,
        name=lambda page: page.path,
        tick=tick,
    )
    for answer in answers:
        work.tally["rendered"] += 1
        yield answer


def _shared(pages: Sequence[Page], closures: Mapping[str, Closure], theme: Theme, language: str, work: Work) -> bytes:
    """What the making of these pages needs beside them."""
    wanted = {page.template for page in pages if page.template}
    codes = compiled.codes(theme, closures, wanted, language, work)
    return looks(theme, language, codes) if wanted else b""


class _Kept(NamedTuple):
    """Where bytes were put aside, and their SHA-256."""

    digest: str
    start: int
    size: int


class _Full(Exception):  # noqa: N818 - never leaves this module
    """Why bytes can't be put aside."""


def _keep(made: Made, aside: Aside | None) -> _Kept:
    try:
        start = aside.put(made.data) if aside is not None else 0
    except OSError as problem:
        raise _Full(problem.strerror or str(problem)) from problem
    return _Kept(made.digest, start, len(made.data))


def _output(path: str, key: str, kept: _Kept) -> Output:
    return Output(path=path, key=key, digest=kept.digest, start=kept.start, size=kept.size)


def _assets(
    theme: Theme, root: Path, code: str, standing: Mapping[str, str], aside: Aside | None, *, urgent: Urgent
) -> tuple[list[Output], list[Diagnostic]]:
    """The theme's assets by name; one that stands already isn't read."""
    outputs: list[Output] = []
    findings: list[Diagnostic] = []
    names = theme.asset_names()
    for name, asset in sorted(theme.asset_files().items()):
        path = f"{ASSETS}/{names[name]}"
        key = asset_files.key(name, names[name], asset.digest, code)
        if standing.get(path) == key:
            outputs.append(Output(path=path, key=key))
            continue
        try:
            data = themes.path(root, asset).read_bytes()
        except OSError as problem:
            findings.append(_unreadable(asset, problem))
            continue
        if fingerprint.of_bytes(data) != asset.digest:
            hint = "build again when nobody writes into the theme"
            place = Place(file=asset.file)
            findings.append(error("input-changed", "it changed while the site was built", place, hint=hint))
        made = asset_files.finished(name, data, names)
        outputs.append(_output(path, key, _keep(Made(made, fingerprint.of_bytes(made)), aside)))
        urgent.made(path, made)
    return outputs, findings


def _stale_assets(theme: Theme, code: str, standing: Mapping[str, str]) -> list[str]:
    """The paths of those assets that don't stand as they are to be."""
    names = theme.asset_names()
    paths = {f"{ASSETS}/{names[name]}": (name, asset.digest) for name, asset in theme.asset_files().items()}
    return [
        path
        for path, (name, digest) in paths.items()
        if standing.get(path) != asset_files.key(name, names[name], digest, code)
    ]


def _unreadable(asset: Asset, problem: OSError) -> Diagnostic:
    message = f"`{asset.file}` can't be read: {problem.strerror or problem}"
    return error("theme-unreadable", message, Place(file=asset.file))


# --- what went wrong --------------------------------------------------------------------------------------------------


def _once(findings: Sequence[Diagnostic]) -> list[Diagnostic]:
    """One finding for all pages on which the same went wrong: it names the first, and counts the rest."""
    alike: dict[Diagnostic, list[Diagnostic]] = {}
    for finding in findings:
        alike.setdefault(msgspec.structs.replace(finding, note=""), []).append(finding)
    return [_counted(each) for each in alike.values()]


def _counted(findings: Sequence[Diagnostic]) -> Diagnostic:
    first, others = findings[0], len(findings) - 1
    if not others:
        return first
    pages = "1 more page" if others == 1 else f"{others} more pages"
    return msgspec.structs.replace(first, note=f"{first.note} and {pages}" if first.note else f"on {others + 1} pages")
