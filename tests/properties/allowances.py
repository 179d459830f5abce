"""How much a build may do at most, as a function of what was edited: of the files before and after, and nothing else.

Reading: the content files whose bytes or whose place are new; all of them when a setting is that reading depends on.

Rendering: all pages when a setting was edited, or what every page knows of the site. Else those whose bytes a clean build
makes otherwise than before, those that were changed by hand, those whose template, or one that it uses, was edited, and
of an edited article its page, the feeds that carry it, since they may show all of it, and the sitemap, which lists all. This holds for themes that write out
all that they are told: there nothing else has changed. The pages that tell of an article as related are among those with other bytes. Of another theme's pages all may be made, but none without an edit.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping
from pathlib import Path, PurePosixPath
from typing import Any
from urllib.parse import quote

from digest.ground.text import slugify
from tests.properties import looks, sites
from tests.properties.folders import Facts, Tree, changed

_KIND = re.compile(rb"<!-- (\w+) -->")
_SITE = re.compile(rb"^Site\(.*$", re.MULTILINE)
_SHIPPED = Path(__file__).parents[2] / "themes/default"
_FEEDS = ("feed.xml", "rss.xml", "feed.json")
_THEMES_THAT_TELL_ALL = {"paper", "night"}


def hashed(before: Facts, now: Facts, young: frozenset[str]) -> int:
    """How many files may be read to see what is in them: those that look otherwise, and those that were too young.

    Those of themes are looked at once more after they were read, since they must fit together.
    """
    doubtful = [path for path, facts in now.items() if before.get(path) != facts or path in young]
    return sum(2 if path.startswith(("themes/", "overrides/", "elsewhere/")) else 1 for path in doubtful)


def shipped(before: Tree, now: Tree) -> int:
    """How many files of the package's theme may be read: all where one of the site's own took its place, or has gone from there."""
    moved = "themes/default/theme.yaml" in changed(before, now)
    return sum(path.is_file() for path in _SHIPPED.rglob("*")) if moved else 0


def parsed(before: Tree, now: Tree) -> int:
    """How many content files may be read for what they say."""
    before, now = _followed(before), _followed(now)
    files = {
        path for path, data in now.items() if path.startswith("content/") and "/." not in path and data is not None
    }
    return len(files & changed(before, now) if _reading(before) == _reading(now) else files)


def rendered(before: Tree, now: Tree, published: Tree, standing: Tree, wanted: Tree, *, same_url: bool) -> int:
    """How many pages and feeds may be made, where `published` was made of `before` and `wanted` is to be made of `now`.

    `standing` is what the output folder has, in which a person may have changed something; `same_url` tells that the
    address from the command line was the same.
    """
    pages = {path for path, data in wanted.items() if isinstance(data, bytes) and not path.startswith("assets/")}
    pages -= _copied(now)
    edited = changed(before, now)
    allowed = {path for path in pages if standing.get(path) != published.get(path)}
    if not same_url or any("/languages/" in path for path in edited):  # words stand on every page
        return len(pages)
    if edited or _site(published) != _site(wanted):
        tells_all = {_theme(before), _theme(now)} <= _THEMES_THAT_TELL_ALL
        if not tells_all or _settings(before) != _settings(now) or _site(published) != _site(wanted):
            return len(pages)
    allowed |= {path for path in pages if wanted[path] != published.get(path)}
    templates = {name for path in edited if (name := looks.template_of(path)) is not None}
    kinds = {kind for name in templates for kind in looks.kinds_using(name)}
    allowed |= {path for path in pages if _kind(wanted[path]) in kinds}
    before, now = _followed(before), _followed(now)
    for path in changed(before, now) & set(now):
        if path.startswith("content/") and path.endswith(".md"):
            allowed |= _that_show(path, now[path], wanted) & pages
    return len(allowed)


def _that_show(path: str, story: bytes | str | None, output: Tree) -> set[str]:
    """The page of an article, the feeds that carry it, and the sitemap."""
    slug = (sites.field(story, "slug") if isinstance(story, bytes) else "") or slugify(PurePosixPath(path).stem)
    page, address = f"/{slug}/index.html", f"/{quote(slug)}/".encode()
    return {"sitemap.xml"} | {
        path
        for path, data in output.items()
        if path.endswith(page) or (path.endswith(_FEEDS) and isinstance(data, bytes) and address in data)
    }


def _followed(inputs: Tree) -> Tree:
    """The same with the bytes of the files that links lead to."""
    return {
        path: inputs.get(posixpath.normpath(posixpath.join(posixpath.dirname(path), data)))
        if isinstance(data, str)
        else data
        for path, data in inputs.items()
    }


def _reading(inputs: Tree) -> Any:
    """What of the settings decides how content is read; nothing is like an error."""
    said = _settings(inputs)
    try:
        return [said.get("markdown"), [topic["slug"] for topic in said["topics"]], said.get("edition")]
    except (KeyError, TypeError):
        return object()


def _theme(inputs: Tree) -> str:
    theme = _settings(inputs).get("theme")
    return str(theme.get("name")) if isinstance(theme, dict) else ""


def _settings(inputs: Tree) -> Mapping[str, Any]:
    text = inputs.get("config.yaml")
    try:
        return sites.said(text) if isinstance(text, bytes) else {}
    except ValueError:
        return {}


def _copied(inputs: Tree) -> set[str]:
    """The outputs that are copies of inputs, but for the theme's assets, whose names tell of their content."""
    copies = {path.removeprefix("static/") for path in inputs if path.startswith("static/")}
    copies |= {path.removeprefix("content/") for path in inputs if path.startswith("content/")}
    return {*copies, ".digest-output"}


def _site(output: Tree) -> bytes:
    """What every page knows of the site, as the home page writes it out; empty in a theme that doesn't tell."""
    home = output.get("index.html")
    match = _SITE.search(home) if isinstance(home, bytes) else None
    return match[0] if match else b""


def _kind(page: bytes | str | None) -> str:
    match = _KIND.search(page) if isinstance(page, bytes) else None
    return match[1].decode() if match else ""
