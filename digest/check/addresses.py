"""Check: where an address leads, by RFC 3986 and by what a static host answers: a folder's `index.html`, else the file itself."""

from __future__ import annotations

from collections.abc import Collection
from typing import Literal, NamedTuple
from urllib.parse import unquote, urljoin, urlsplit

from digest.ground.filenames import alike

Trouble = Literal["", "missing", "slash", "case", "outside", "beside", "foreign", "malformed"]

_ELSEWHERE = ("mailto:", "tel:", "sms:", "data:", "javascript:", "about:", "blob:", "urn:", "tag:")
_WHOLE = ("/", "https://", "http://")
_DIRECTIVE = ":~:"  # what a browser alone reads (https://wicg.github.io/scroll-to-text-fragment/)


class Target(NamedTuple):
    """What an address leads to: the trouble with it, the file in the output folder that it means, the place in that file.

    Trouble is `missing` (no such file), `slash` (there is a page at the same address with a slash behind it), `case` (there is
    one whose name differs in capitals), `outside` (on the site's host, not below its path), `beside` (the same, written
    with its host: another site of that host), `foreign` (another host), `malformed` (no address at all), or none. `path` is then what the trouble is about: the page meant, the host.
    """

    trouble: Trouble
    path: str = ""
    fragment: str = ""


class Addresses:
    """The addresses of the site at `url` whose output folder holds `files`."""

    def __init__(self, url: str, files: Collection[str]) -> None:
        parts = urlsplit(url)
        self.url = url
        self.base = parts.path or "/"
        self._host = parts.netloc.lower()
        self._files = frozenset(files)
        self._alike = {alike(path): path for path in files}
        self._known: dict[str, Target | None] = {}

    def of(self, path: str) -> str:
        """The address of an output file."""
        return self.url + path.removesuffix("index.html")

    def target(self, address: str, here: str) -> Target | None:
        """Where an address leads that stands at the address `here`; None where it leads to no page of any site."""
        address = address.strip()
        if address.startswith(_WHOLE):  # the same from everywhere
            if address not in self._known:
                self._known[address] = self._target(address, self.url)
            return self._known[address]
        return self._target(address, here)

    def is_own(self, address: str) -> bool:
        """Whether an address has a scheme and is on the site's host."""
        try:
            parts = urlsplit(address)
        except ValueError:
            return False
        return parts.scheme in {"http", "https"} and parts.netloc.lower() == self._host

    def _target(self, address: str, here: str) -> Target | None:
        if address.lower().startswith(_ELSEWHERE):
            return None
        try:
            parts = urlsplit(urljoin(here, address))
        except ValueError:
            return Target("malformed")
        if parts.scheme not in {"http", "https"}:
            return None
        if not parts.netloc:
            return Target("malformed")
        if parts.netloc.lower() != self._host:
            return Target("foreign", parts.netloc.lower())
        fragment = unquote(parts.fragment.partition(_DIRECTIVE)[0])
        if not parts.path.startswith(self.base):
            if f"{parts.path}/" == self.base:
                return Target("slash", "index.html", fragment)
            if self.base == "/":
                return self._file("", fragment)
            return Target("beside" if urlsplit(address).netloc else "outside")
        return self._file(unquote(parts.path.removeprefix(self.base)), fragment)

    def _file(self, inside: str, fragment: str) -> Target:
        name = f"{inside}index.html" if not inside or inside.endswith("/") else inside
        if name in self._files:
            return Target("", name, fragment)
        if f"{name}/index.html" in self._files:
            return Target("slash", f"{name}/index.html", fragment)
        if (other := self._alike.get(alike(name))) is not None:
            return Target("case", other, fragment)
        return Target("missing", name, fragment)
