"""Links between files when one of them goes elsewhere: each address is written anew in its place, all else stays."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable
from urllib.parse import quote

from digest.ground.diagnostics import Diagnostic, Place, error
from digest.ground.filenames import composed
from digest.ground.located import quote as yaml
from digest.model import Article, Content, EditionNote, Link, PlainPage, Struct
from digest.read.addresses import Inner, locate

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+\Z")
_PATH = re.compile(r"[^?#]*")
_SAFE = "/-._~!$&'*+,;=:@"
_MARK = "content:"


class Move(Struct, kw_only=True):
    """A content file's path before and after, both below the content folder."""

    old: str
    new: str

    def of(self, path: str) -> str:
        """Where the file at `path` is after the move."""
        return self.new if composed(path) == composed(self.old) else path


def concerned(content: Content, move: Move) -> dict[str, tuple[Link, ...]]:
    """The files in which a relative address has to change, each with its links: the one that moves, and those that link to it."""
    found: dict[str, tuple[Link, ...]] = {}
    for article in (*content.articles, *content.mended):
        if article.path == move.old or _leads(article.links, move):
            found[article.path] = (*content.bodies[article.path].links, *_picture(content, article))
    notes: tuple[EditionNote | PlainPage, ...] = (*content.editions, *content.pages)
    for note in notes:
        if _leads((link.target for link in note.links), move):
            found[note.path] = note.links
    return found


def _picture(content: Content, article: Article) -> tuple[Link, ...]:
    picture = content.bodies[article.path].picture
    return (picture,) if picture is not None else ()


def _leads(targets: Iterable[str], move: Move) -> bool:
    return any(target.startswith(_MARK) and composed(target[len(_MARK) :]) == composed(move.old) for target in targets)


def relink(text: str, path: str, links: Iterable[Link], move: Move) -> tuple[str, list[Diagnostic]]:
    """The text of the content file that is at `path` before the move, with its addresses as they must be after it.

    A finding for each address that has to change and can't be told from the words around it.
    """
    lines = _LINE.findall(text)
    found: list[Diagnostic] = []
    here = move.of(path)
    for link in sorted(links, key=lambda link: (link.place.line, link.place.column), reverse=True):
        target = link.target.removeprefix(_MARK)
        if target == link.target:
            continue  # from the site's root
        wanted = posixpath.relpath(move.of(target), posixpath.dirname(here) or ".")
        if wanted == posixpath.relpath(target, posixpath.dirname(path) or "."):
            continue
        line = lines[link.place.line - 1]
        new = _line(line, link, path, wanted)
        if new is None:
            found.append(_unchangeable(link.place, wanted))
        else:
            lines[link.place.line - 1] = new
    return "".join(lines), found


def _line(line: str, link: Link, path: str, wanted: str) -> str | None:
    """The line with another address at the link's place; None where its address doesn't stand there."""
    start = link.place.column - 1
    end = start + link.place.length
    written = line[start:end]
    mark = written[:1] if written[:1] in {'"', "'"} and written[-1:] == written[:1] else ""
    address = written[1:-1] if mark else written
    inner = locate(address, path)
    if not isinstance(inner, Inner) or inner.target != link.target:
        return None
    way = _PATH.match(address)
    rest = address[way.end() :] if way else ""
    new = quote(wanted, safe=_SAFE) if wanted.isascii() or address.isascii() else wanted.replace(" ", "%20")
    return line[:start] + (yaml(new + rest) if mark else new + rest) + line[end:]


def _unchangeable(place: Place, wanted: str) -> Diagnostic:
    hint = f"write it from the site's root, or without the markup around it; after the move it would be `{wanted}`"
    return error(
        "link-unchangeable", "the move would break this link, and it can't be changed in its place", place, hint=hint
    )
