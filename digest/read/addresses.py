"""Stage 2: the addresses in a body: which lead into the site, and to what as far as the file alone tells."""

from __future__ import annotations

import posixpath
import re
from typing import Literal
from urllib.parse import unquote

from digest.ground import inner_links
from digest.ground.diagnostics import Place
from digest.model import Struct

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.\-]*:")
_PARTS = re.compile(r"([^?#]*)(\?[^#]*)?(#.*)?", re.DOTALL)


class Inner(Struct, kw_only=True):
    """An address within the site: what it leads to (see `model.Link`), and its query and fragment as written."""

    target: str
    rest: str = ""

    def written(self) -> str:
        """The attribute value for the article's html."""
        return inner_links.write(self.target, self.rest)


def locate(address: str, path: str) -> Inner | Literal["outer", "outside", "forbidden"]:
    """What `address` in the content file `path` (relative to `content/`) leads to.

    `outer` addresses stay as they are: a scheme, a host (`//example.org`), a fragment of the same page. `outside` ones leave
    `content/`. `forbidden` is the scheme that this program keeps for itself.
    """
    if _SCHEME.match(address):
        return "forbidden" if address.lower().startswith(inner_links.MARK) else "outer"
    match = _PARTS.fullmatch(address)
    way, query, fragment = match.groups(default="") if match else (address, "", "")
    if not way or way.startswith(("//", "/\\", "\\")):
        return "outer"
    decoded = unquote(way)
    if decoded.startswith("/"):
        return Inner(target="site:" + _tidy(decoded), rest=query + fragment)
    tidy = _tidy("/" + posixpath.dirname(path) + "/" + decoded)
    depth = 0
    for part in (posixpath.dirname(path) + "/" + decoded).split("/"):
        depth += -1 if part == ".." else 1 if part not in {"", "."} else 0
        if depth < 0:
            return "outside"
    return Inner(target="content:" + tidy.lstrip("/"), rest=fragment)


def _tidy(path: str) -> str:
    tidy = posixpath.normpath(path)
    tidy = "/" + tidy.lstrip("/")
    last = path.rsplit("/", 1)[-1]
    return tidy + "/" if last in {"", ".", ".."} and tidy != "/" else tidy


class Finder:
    """Finds where a body says an address: each search for the same address goes on behind the one before."""

    def __init__(self, body: str, file: str, body_line: int) -> None:
        self._body = body
        self._file = file
        self._line = body_line
        self._from: dict[str, int] = {}

    def place(self, address: str) -> Place:
        """Where the body says `address`; its first line where it doesn't say it in these letters."""
        start = self._from.get(address, 0)
        exact = re.escape(address)
        before = r"""(?:\]\(\s*<?|\]:\s*<?|(?:href|src|poster)\s*=\s*["']?)"""
        match = re.compile(before + f"(?P<it>{exact})").search(self._body, start)
        at = match.start("it") if match else self._body.find(address, start)
        if at < 0:
            return Place(file=self._file, line=self._line, column=1, source=self._body.split("\n", 1)[0])
        self._from[address] = at + len(address)
        begin = self._body.rfind("\n", 0, at) + 1
        end = self._body.find("\n", at)
        return Place(
            file=self._file,
            line=self._line + self._body.count("\n", 0, at),
            column=at - begin + 1,
            length=max(1, len(address)),
            source=self._body[begin : end if end >= 0 else len(self._body)],
        )
