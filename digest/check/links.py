"""Check: what is wrong with an address, and how to say it. Each rule is the same for pages, style sheets, feeds and sitemaps."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping
from typing import Literal
from urllib.parse import unquote

from digest.check.addresses import Addresses, Target
from digest.check.subject import Fault, Secret, error, warning

Kind = Literal["link", "asset", "hint"]

_SLASH = "a host answers with a redirect, or not at all; write the slash"


class Links:
    """Judges the addresses of a site; a place on another page is looked at when all pages are known."""

    def __init__(self, addresses: Addresses, hidden: Mapping[str, Secret]) -> None:
        """`hidden` has each article that must not be seen by the output path that it would have."""
        self._addresses = addresses
        self._hidden = hidden
        self._places: dict[str, frozenset[str] | None] = {}
        self._asked: list[tuple[str, str, str, str]] = []

    def judge(self, kind: Kind, address: str, page: str, here: str) -> Iterator[Fault]:
        """What is wrong with an address that stands in the output file `page`, and counts from the address `here`."""
        target = self._addresses.target(address, here)
        if target is None or target.trouble == "beside" or (target.trouble == "foreign" and kind == "link"):
            return
        if target.trouble:
            yield from self._fault(kind, address, page, target)
            return
        if target.path in self._hidden:
            yield self._hidden[target.path].leak(page)
        if target.fragment and target.path.endswith((".html", ".htm")):
            self._asked.append((target.path, target.fragment, page, address))

    def know(self, page: str, places: frozenset[str] | None) -> None:
        """Notes the places on a page; None for one that leads on, where a place is the next page's affair."""
        self._places[page] = places

    def fragments(self) -> Iterator[Fault]:
        """The addresses that name a place which is not on its page."""
        for path, fragment, page, address in self._asked:
            places = self._places.get(path)
            if places is None or fragment in places or fragment.lower() == "top":
                continue
            shown = self._shown(path)
            hint = "take an id that stands on the page; headings have none unless they are given one"
            message = f"there is no place `#{fragment}` on the page `{shown}`"
            yield error("fragment-dead", message, page, self._needles(address, f"#{fragment}"), hint=hint)

    def _fault(self, kind: Kind, address: str, page: str, target: Target) -> Iterator[Fault]:
        path, needles = target.path, self._needles(address)
        if target.trouble == "malformed":
            hint = "write it as https://host/path"
            yield error("address-malformed", f"`{address}` is no address", page, needles, hint=hint)
        elif target.trouble == "foreign":
            hint = "put a copy of it into `static/` or the theme's `assets/`"
            message = f"the page asks another host for something: `{address}`"
            yield error("request-foreign", message, page, (*needles, path), hint=hint)
        elif target.trouble == "outside":
            hint = f"the site lies below `{self._addresses.base}`; begin the address with that"
            yield error("link-off-path", f"`{address}` leads out of the site", page, needles, hint=hint)
        elif target.trouble == "slash":
            yield warning("slash-missing", f"`{address}` lacks the slash at its end", page, needles, hint=_SLASH)
        elif path in self._hidden:
            yield self._hidden[path].leak(page)
        else:
            yield self._dead(kind, address, page, target, needles)

    def _dead(self, kind: Kind, address: str, page: str, target: Target, needles: tuple[str, ...]) -> Fault:
        hint = "mend the address, or take the link out"
        if target.trouble == "case":
            hint = f"did you mean `{self._shown(target.path)}`? Capitals and small letters are told apart by most hosts"
        if kind == "asset":
            hint = hint if target.trouble == "case" else "put the file there, or mend the address"
            return error("asset-missing", f"there is no file `{address}`", page, needles, hint=hint)
        return error("link-dead", f"`{address}` leads to no page", page, needles, hint=hint)

    def _shown(self, path: str) -> str:
        return self._addresses.base + path.removesuffix("index.html")

    def _needles(self, address: str, *more: str) -> tuple[str, ...]:
        """What a source may have written where the output has `address`."""
        plain = unquote(address)
        inside = plain
        for start in (self._addresses.url, self._addresses.base):
            if plain.startswith(start) and len(start) > 1:
                inside = "/" + plain[len(start) :]
                break
        path = inside.partition("#")[0].partition("?")[0].rstrip("/")
        name = posixpath.basename(path)
        found = (address, plain, inside, *more, inside.rstrip("/"), f"{name}/" if inside.endswith("/") else name, name)
        return tuple(dict.fromkeys(text for text in found if len(text) > 1))
