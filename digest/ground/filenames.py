"""File names: when two are one, and which of the output folder no page can have.

File systems differ: some keep accents composed and some apart, some don't tell capitals from small letters. Whatever is
written must stay apart on each of them.
"""

from __future__ import annotations

import unicodedata

MARKER = ".digest-output"
"""The file in the output folder that says: this folder is digest's."""

RESERVED = frozenset({MARKER, ".git"})
"""What stands at the top of the output folder and is no part of the site; a deployment branch keeps its repository there."""

INDEX = "pagefind"
"""The folder at the top of the output folder in which the search index is, where a site has a search."""

NAME_BYTES = 255
"""The longest name that common file systems take, in bytes of UTF-8."""

PATH_BYTES = 1000
"""The longest path below a site's folder: with the folder's own it stays within what operating systems take."""

_NO_NAMES = frozenset({"", ".", ".."})
_NO_BEGINNINGS = frozenset({"", ".", "/"})


def composed(path: str) -> str:
    """`path` with its accents composed (Unicode's NFC): the form in which paths are compared and published."""
    return path if path.isascii() else unicodedata.normalize("NFC", path)


def alike(path: str) -> str:
    """What two paths share exactly if the most forgiving file system takes them for one: case folded, accents composed."""
    if path.isascii():
        return path.lower()
    return composed(composed(path).casefold())


def placeable(path: str) -> bool:
    """Whether `path` can stand in the output folder: relative, in its shortest form, within the folder, not reserved, not too long."""
    if "/." in path or "//" in path or path[:1] in _NO_BEGINNINGS or path[-1] == "/":
        parts = path.split("/")  # what isn't a name, and what is reserved, is empty or begins with a dot
        if not _NO_NAMES.isdisjoint(parts) or alike(parts[0]) in RESERVED:
            return False
    return (len(path) <= NAME_BYTES and path.isascii()) or short_enough(path)


def short_enough(path: str) -> bool:
    """Whether file systems take each name of `path`, and the whole."""
    if len(path) <= NAME_BYTES if path.isascii() else len(path) * 4 <= NAME_BYTES:
        return True
    sizes = [len(part.encode("utf-8", "surrogatepass")) for part in path.split("/")]
    return max(sizes) <= NAME_BYTES and sum(sizes) + len(sizes) <= PATH_BYTES
