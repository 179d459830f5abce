"""What a deploy changes: two lists of files → added, changed, removed, and addresses that would lead nowhere."""

from __future__ import annotations

import re
from collections.abc import Mapping

from digest.deploy.git import File
from digest.ground.filenames import INDEX
from digest.ground.struct import Struct

_OWN = ("assets/", f"{INDEX}/")
"""Where the names of files mean nothing to anybody but the pages that ask for them."""

_LIST = re.compile(
    r"(?:topics|tags|archive|editions|page)/(?:.*/)?index\.html|\d{4}/(?:\d\d/){0,2}index\.html|.*\.(?:xml|json|opml)"
)


class Changes(Struct, kw_only=True):
    """Paths in the site, each list in order. `vanished` are those of the removed that readers may know as addresses."""

    added: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    vanished: tuple[str, ...] = ()


def compare(before: Mapping[str, File], after: Mapping[str, File]) -> Changes:
    """What has to be done to files that stand as `before`, so that they stand as `after`.

    A page that has moved and left a redirect hasn't vanished: the redirect stands in its place.
    """
    removed = tuple(sorted(before.keys() - after.keys()))
    return Changes(
        added=tuple(sorted(after.keys() - before.keys())),
        changed=tuple(sorted(path for path in before.keys() & after.keys() if before[path] != after[path])),
        removed=removed,
        vanished=tuple(path for path in removed if _is_known(path)),
    )


def _is_known(path: str) -> bool:
    return not path.startswith((".", *_OWN)) and path not in {"CNAME", "404.html"}


def is_list(path: str) -> bool:
    """Whether a path is that of a feed or of a page that lists articles, which come and go with topics, tags and settings."""
    return _LIST.fullmatch(path) is not None


def address(url: str, path: str) -> str:
    """Where a file of the site at `url` is found, as people write it."""
    way = path.removesuffix("index.html") if path.rpartition("/")[2] == "index.html" else path
    return url + way
