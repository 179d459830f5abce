"""HTML fragments: the addresses in their tags rewritten, everything else left as it is, byte for byte.

Not a parser of HTML: it knows tags, quoted attributes, comments, scripts and styles, which is all that finding an
address takes. It works in linear time on any text.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable

Change = Callable[[str, str, str], dict[str, str] | None]
"""From tag, attribute and address to the attributes to write; None takes the tag out and leaves its content."""

_ATTRIBUTES = r"""(?P<attributes>(?:[^<>"']++|"[^"]*+"|'[^']*+')*+)"""
_TOKEN = re.compile(
    r"<(?=[!aistv]|/a)(?:"  # what most tags are told apart by at once
    r"!--.*?(?:-->|\Z)"
    r"|(?P<opaque>script|style|textarea)\b.*?(?:</(?P=opaque)\s*>|\Z)"
    r"|(?P<tag>a|area|img|source|video|audio|track)(?=[\s/>])" + _ATTRIBUTES + ">"
    r"|/(?P<end>a)\s*>)",
    re.DOTALL | re.IGNORECASE,
)
_ATTRIBUTE = re.compile(
    r"""(?P<space>[\s/]+)(?P<name>[^\s"'<>/=]++)(?:\s*+=\s*+(?:"(?P<double>[^"]*+)"|'(?P<single>[^']*+)'|(?P<bare>[^\s"'<>]++)))?"""
)
_ADDRESSES = frozenset({"href", "src", "poster"})


def rewrite_addresses(fragment: str, change: Change) -> str:
    """`fragment` with the address of every link, picture and sound as `change` wants it.

    `change` gets the tag and the attribute in lower case, and the address without its character references. Of the
    attributes that it returns, the address's own replaces the old one and the others are added where the tag lacks them.
    """
    if "<" not in fragment or not _names_an_address(fragment.lower()):
        return fragment
    removed = False

    def token(match: re.Match[str]) -> str:
        nonlocal removed
        if match["end"]:
            keep, removed = not removed, False
            return match[0] if keep else ""
        if not match["tag"]:
            return match[0]
        written = _rewrite_tag(match, change)
        if match["tag"].lower() == "a":
            removed = written is None
        return written or ""

    return _TOKEN.sub(token, fragment)


def _names_an_address(fragment: str) -> bool:
    return "href" in fragment or "src" in fragment or "poster" in fragment


def _rewrite_tag(match: re.Match[str], change: Change) -> str | None:
    tag, attributes = match["tag"], match["attributes"]
    found = list(_ATTRIBUTE.finditer(attributes))
    names = {attribute["name"].lower() for attribute in found}
    pieces: list[str] = []
    end = 0
    for attribute in found:
        name = attribute["name"].lower()
        value = attribute["double"] or attribute["single"] or attribute["bare"]
        if name not in _ADDRESSES or value is None:
            continue
        address = html.unescape(value)
        wanted = change(tag.lower(), name, address)
        if wanted is None:
            return None
        if wanted == {name: address}:
            continue
        written = [f'{key}="{html.escape(text)}"' for key, text in wanted.items() if key == name or key not in names]
        pieces += [attributes[end : attribute.start()], attribute["space"], " ".join(written)]
        end = attribute.end()
    if not pieces:
        return match[0]
    return f"<{tag}{''.join(pieces)}{attributes[end:]}>"
