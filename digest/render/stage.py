"""Stage 4: every page becomes bytes, in one pass, each by the renderer that it names; the theme's assets come along."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import msgspec

from digest.config import Config
from digest.ground.diagnostics import Diagnostic
from digest.ground.ticks import Tick, silent
from digest.model import Output, Page
from digest.pages import TemplatePage
from digest.render import atom, json_feed, json_ld, opml, redirects, robots, rss, sitemap
from digest.render.theme import ASSETS, Theme

RENDERERS: dict[str, Callable[[Any], bytes]] = {
    "atom": atom.render,
    "rss": rss.render,
    "json_feed": json_feed.render,
    "sitemap": sitemap.render,
    "opml": opml.render,
    "robots": robots.render,
    "redirect": redirects.render,
}
"""Each format that needs no theme, and the function that writes it."""


def render(
    pages: Sequence[Page], theme: Theme, config: Config, *, tick: Tick = silent
) -> tuple[list[Output], list[Diagnostic]]:
    """The bytes of all pages in their order, then of the assets; `tick` is told (done, total) after each page.

    A page whose template fails is missing from the outputs; an error that many pages share is one finding.
    """
    from digest.render.templates import Templates  # noqa: PLC0415 (Jinja is loaded only when pages are rendered)

    templates = Templates(theme, config.site.language)
    outputs: list[Output] = []
    failures: dict[Diagnostic, list[Diagnostic]] = {}
    for done, page in enumerate(pages, start=1):
        if isinstance(page.context, TemplatePage):
            try:
                text = templates.render(page.template, page.context, json_ld=json_ld.script(page.context))
                outputs.append(Output(path=page.path, data=text.encode("utf-8")))
            except Exception as problem:  # noqa: BLE001 (whatever a template does wrong is its author's to know)
                finding = templates.explain(problem, page.context, page.path)
                failures.setdefault(msgspec.structs.replace(finding, note=""), []).append(finding)
        else:
            outputs.append(Output(path=page.path, data=RENDERERS[page.renderer](page.context)))
        tick(done, len(pages))
    outputs += [Output(path=f"{ASSETS}/{name}", data=data) for name, data in sorted(theme.asset_bytes().items())]
    return outputs, [_once(findings) for findings in failures.values()]


def _once(findings: list[Diagnostic]) -> Diagnostic:
    """One finding for all pages on which the same went wrong: it names the first, and counts the rest."""
    first, others = findings[0], len(findings) - 1
    if not others:
        return first
    pages = "1 more page" if others == 1 else f"{others} more pages"
    return msgspec.structs.replace(first, note=f"{first.note} and {pages}" if first.note else f"on {others + 1} pages")
