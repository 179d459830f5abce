"""Stage 3: distinct slugs for distinct labels, the same in whatever order the labels come."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from digest.ground import fingerprint
from digest.ground.text import slugify

_SHORTEST = 4
_LONGEST = 51


def distinct(keys: Iterable[str], *, fallback: str) -> dict[str, str]:
    """A slug for each key (a folded label), no two alike.

    Keys that share a slug are told apart: the one that reads exactly like it keeps it, each other one gets a hyphen and
    four or more base32 characters of its hash. Slugs are lower-case and NFC, so they stay distinct on file systems that
    ignore case or compose accents.
    """
    sharing: defaultdict[str, list[str]] = defaultdict(list)
    for key in sorted(set(keys)):
        sharing[slugify(key, fallback=fallback)].append(key)
    slugs: dict[str, str] = {}
    rest: list[tuple[str, str]] = []
    for slug, rivals in sharing.items():
        for key in rivals:
            if len(rivals) == 1 or key == slug.replace("-", " "):
                slugs[key] = slug
            else:
                rest.append((key, slug))
    taken = set(sharing)
    for key, slug in rest:
        slugs[key] = next(name for name in _longer(slug, key) if name not in taken)
        taken.add(slugs[key])
    return slugs


def _longer(slug: str, key: str) -> Iterable[str]:
    name = fingerprint.short(key.encode("utf-8", "surrogatepass"), _LONGEST)
    return (f"{slug}-{name[:length]}" for length in range(_SHORTEST, _LONGEST + 1))
