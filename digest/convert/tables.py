"""Convert: the tables in `digest/convert/data/`, files for people to read and change. Only this module opens them.

They have one grammar: a line that is blank or begins with `#` says nothing; `[heading]` begins a section, and what stands
behind the bracket is a remark; every other line is a row. What a row says, the module that asks for it knows.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib import resources


@cache
def rows(name: str) -> tuple[str, ...]:
    """The lines of the table `name` that say something, headings included; none where there is no such table."""
    file = resources.files(__package__).joinpath("data", name)
    if not file.is_file():
        return ()
    lines = (line.strip() for line in file.read_text(encoding="utf-8").splitlines())
    return tuple(line for line in lines if line and not line.startswith("#"))


@cache
def sections(name: str) -> Mapping[str, tuple[str, ...]]:
    """The rows of the table `name` by the heading over them, in order; those over the first heading have an empty one."""
    found: dict[str, list[str]] = {}
    heading = ""
    for row in rows(name):
        if row.startswith("["):
            heading = row[1:].partition("]")[0].strip()
            found.setdefault(heading, [])
        else:
            found.setdefault(heading, []).append(row)
    return {heading: tuple(told) for heading, told in found.items()}
