"""Stage 3: the inner links of bodies become addresses; those that lead nowhere are found."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Collection, Iterable, Mapping
from typing import Literal, NamedTuple

from digest.arrange.addresses import ARCHIVE, EDITIONS, TAGS, Addresses, output
from digest.ground import inner_links
from digest.ground.diagnostics import Diagnostic, error, warning
from digest.ground.filenames import composed
from digest.ground.html import rewrite_addresses
from digest.ground.suggestions import Suggestions
from digest.model import Link, Media, Struct


class Lead(NamedTuple):
    """Where an inner link leads: a way, and a picture's size where it is known."""

    way: str
    width: int | None
    height: int | None


Leads = dict[str, Lead | None]
"""Where the inner links of a text lead, by their targets; None where it is nothing that is shown."""


class Targets(Struct, kw_only=True):
    """What links can lead to. Content paths are in NFC.

    `ways` has the way of every content file that is a page, `media` every other file; `held` and `broken` are content files
    without a page; `files` are the ways of outputs that are no pages (static files).
    """

    ways: Mapping[str, str]
    media: Mapping[str, Media]
    held: frozenset[str]
    broken: frozenset[str]
    files: frozenset[str]

    def way(self, target: str) -> str | None:
        """The way that a `Link`'s target leads to, None where it leads to nothing that is shown."""
        kind, _, path = target.partition(":")
        if kind == "site":
            return self._site_way(path.lstrip("/"))
        path = composed(path)
        return self.ways.get(path, path if path in self.media else None)

    def lead(self, target: str) -> Lead | None:
        """The same with the size of a picture."""
        way = self.way(target)
        if way is None:
            return None
        media = self.media.get(way)
        return Lead(way, media.width, media.height) if media is not None else Lead(way, None, None)

    def leads(self, targets: Iterable[str]) -> Leads:
        """Where each of the targets leads."""
        return {target: self.lead(target) for target in targets}

    def _site_way(self, path: str) -> str:
        """A path from the site's root; a page is found with or without the slash at its end."""
        if not path or path.endswith("/") or path in self.files or "." in posixpath.basename(path):
            return path
        return path + "/"


def media_way(path: str) -> str:
    """Where a file beside the articles lies in the output: as in the content folder, its name in NFC."""
    return composed(path)


def resolve(fragment: str, leads: Leads, addresses: Addresses, *, permalink: str | None = None) -> str:
    """A body's html with every inner address ready to use; a link to what isn't shown leaves its words.

    Without `permalink` the addresses are paths, for pages; with it they are absolute, for feeds, where a link within the
    text leads into the page at `permalink`. Pictures get their sizes where they are known.
    """
    if inner_links.MARK not in fragment and (permalink is None or "#" not in fragment):
        return fragment

    def change(tag: str, attribute: str, address: str) -> dict[str, str] | None:
        inner = inner_links.read(address)
        if inner is None:
            return {attribute: permalink + address if permalink and address.startswith("#") else address}
        target, rest = inner
        lead = leads.get(target)
        if lead is None:
            return None
        written = (addresses.href(lead.way) if permalink is None else addresses.permalink(lead.way)) + rest
        return {attribute: written} | (_size(lead) if tag == "img" else {})

    return rewrite_addresses(fragment, change)


def _size(lead: Lead) -> dict[str, str]:
    if lead.width is None or lead.height is None:
        return {}
    return {"width": str(lead.width), "height": str(lead.height), "loading": "lazy"}


class Linking(NamedTuple):
    """A text by what its inner links lead to; where it says so is only asked when something is wrong with one of them."""

    targets: Iterable[str]
    links: Callable[[], Iterable[Link]]


def check(texts: Iterable[Linking], targets: Targets, base: str, exists: Callable[[str], bool]) -> list[Diagnostic]:
    """The links that lead nowhere, and those to articles that are held back; `exists` knows every output path."""
    files = _Files([*targets.ways, *targets.media])
    found: list[Diagnostic] = []
    for text in texts:
        wrong = {target: trouble for target in text.targets if (trouble := _trouble(target, targets, exists))}
        if wrong:
            found += [_finding(link, wrong[link.target], files, base) for link in text.links() if link.target in wrong]
    return found


_Trouble = Literal["page", "file", "held"]


def _trouble(target: str, targets: Targets, exists: Callable[[str], bool]) -> _Trouble | None:
    """What is missing where a link leads, or that it leads to what is held back."""
    kind, _, path = target.partition(":")
    way = targets.way(target)
    if kind == "site":
        missing = way is not None and not exists(output(way)) and not _may_come(way, targets.broken)
        return "page" if missing else None
    if way is not None:
        return None
    if composed(path) in targets.held:
        return "held"
    return None if composed(path) in targets.broken else "file"


def _finding(link: Link, trouble: _Trouble, files: _Files, base: str) -> Diagnostic:
    path = link.target.partition(":")[2]
    if trouble == "page":
        return error("link-broken", f"there is no page `{path}`", link.place, hint=_site_hint(path, base))
    if trouble == "held":
        hint = "it is shown as plain text until that article is"
        return warning("link-held", f"`{path}` is not shown", link.place, hint=hint)
    hint = files.hint(composed(path))
    return error("link-broken", f"there is no file `{path}` in the content folder", link.place, hint=hint)


def _may_come(way: str, broken: Collection[str]) -> bool:
    """Whether a page may be missing only because files with errors have none, or because its list lacks their stories."""
    parts = way.strip("/").split("/")
    return bool(broken) and (
        parts[0].isdigit()
        or f"{parts[0]}/" in {TAGS, EDITIONS, ARCHIVE}
        or parts[-1] in {posixpath.splitext(posixpath.basename(path))[0] for path in broken}
    )


def _site_hint(path: str, base: str) -> str:
    if base != "/" and path.startswith(base):
        return f"leave out `{base.rstrip('/')}`: a link begins at the site's root, wherever the site lies"
    return "write the address as it is behind the site's own, or link to the content file"


class _Files:
    """The files of the content folder, for those who look for one under a wrong name; sorted when the first one does."""

    def __init__(self, paths: Iterable[str]) -> None:
        self._paths = paths
        self._by_name: dict[str, str] = {}
        self._folders: dict[str, Suggestions] = {}

    def hint(self, wanted: str) -> str:
        """The file of the same name in another folder, else one of a similar name in the same."""
        if not self._by_name:
            self._sort()
        folder, name = posixpath.split(wanted)
        if name in self._by_name:
            return f"did you mean `{self._by_name[name]}`?"
        close = self._folders[folder].nearest(name) if folder in self._folders else None
        return f"did you mean `{close}`?" if close else "a link is resolved against the folder of the file it stands in"

    def _sort(self) -> None:
        folders: dict[str, list[str]] = {}
        for path in sorted(self._paths):
            folder, name = posixpath.split(path)
            self._by_name.setdefault(name, path)
            folders.setdefault(folder, []).append(name)
        self._folders = {folder: Suggestions(names) for folder, names in folders.items()}
