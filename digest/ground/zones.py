"""Time zones by their IANA names, from the `tzdata` package alone: the same rules on every machine."""

from __future__ import annotations

from functools import cache
from importlib import resources
from zoneinfo import ZoneInfo

_PACKAGE = "tzdata"


@cache
def names() -> tuple[str, ...]:
    """Every name of a zone, in the order of the database."""
    return tuple(resources.files(_PACKAGE).joinpath("zones").read_text(encoding="utf-8").split())


@cache
def zone(name: str) -> ZoneInfo | None:
    """The zone of that name, or None where there is none; the machine's own zone files take no part."""
    if name not in names():
        return None
    with resources.files(_PACKAGE).joinpath("zoneinfo", *name.split("/")).open("rb") as stream:
        return ZoneInfo.from_file(stream, key=name)
