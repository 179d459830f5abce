"""Stage 1, convert: a header and a body become the text of a content file, readable for the person who edits it next.

Reading it back is the business of `digest.ground.located` and `digest.ground.schema`.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

import msgspec

from digest.ground.located import quote
from digest.ground.moment import Moment
from digest.model import FrontMatter

_WIDTH = 120
_AS_IT_IS = frozenset({"id", "date", "updated", "expires", "language", "status"})
"""Fields of a shape that needs no quotes; a date in quotes would puzzle an editor."""

Plain = str | int | float | bool | None | list["Plain"] | dict[str, "Plain"]


def write(front: FrontMatter, body: str) -> str:
    """The whole file: header between two lines of `---`, a blank line, the body."""
    return f"---\n{header(front)}---\n\n{body}"


def header(front: FrontMatter) -> str:
    """The header's lines in the order of `FrontMatter`, without the `---`; keys without a value are left out."""
    return "".join(_entry(name, value, 0) for name, value in values(front).items())


def with_seed(lines: tuple[str, ...], old: str, new: str) -> tuple[str, ...]:
    """A generated file with its seed's new name in the header; the body may hold the same line, and keeps it."""
    was, now = (header(FrontMatter(seed=name)).splitlines()[-1] for name in (old, new))
    end = lines.index("---", 1) if "---" in lines[1:] else 0
    return (*(now if line == was else line for line in lines[:end]), *lines[end:])


def values(front: FrontMatter) -> dict[str, Plain]:
    """The header's fields that have a value, as plain data; `status` always, since people look for it."""
    found: dict[str, Plain] = {}
    for name in FrontMatter.__struct_fields__:
        value = getattr(front, name)
        if name == "status" or value not in (None, (), {}, 0, False):
            found[name] = plain(value)
    return found


def plain(value: Any) -> Plain:
    """A field's value as data that JSON and YAML know: structs as mappings without their defaults, moments as text."""
    if value is None or isinstance(value, str | int | float):  # what most are
        return value
    if isinstance(value, Moment):
        return value.text
    if isinstance(value, msgspec.Struct):
        parts = ((name, default, getattr(value, name)) for name, default in _defaults(type(value)))
        return {name: plain(part) for name, default, part in parts if part is not None and part != default}
    if isinstance(value, Mapping):
        return {str(key): plain(part) for key, part in value.items()}
    assert isinstance(value, list | tuple)  # noqa: S101 - what FrontMatter can hold
    return [plain(part) for part in value]


@cache
def _defaults(kind: type[msgspec.Struct]) -> tuple[tuple[str, Any], ...]:
    return tuple((field.name, field.default) for field in msgspec.structs.fields(kind))


def _entry(name: str, value: Plain, depth: int) -> str:
    indent = "  " * depth
    key = f"{indent}{quote(name)}:"
    if not isinstance(value, list | dict):
        return f"{key} {_scalar(name, value, flow=False)}\n"
    line = f"{key} {_flow(value, name)}\n"
    if len(line) <= _WIDTH + 1 or not value:
        return line
    if isinstance(value, dict):
        return f"{key}\n" + "".join(_entry(inner, part, depth + 1) for inner, part in value.items())
    return f"{key}\n" + "".join(f"{indent}  - {_flow(part, name)}\n" for part in value)


def _flow(value: Plain, name: str) -> str:
    if isinstance(value, list):
        return f"[{', '.join(_flow(part, name) for part in value)}]"
    if isinstance(value, dict):
        return f"{{{', '.join(f'{quote(key)}: {_flow(part, key)}' for key, part in value.items())}}}"
    return _scalar(name, value, flow=True)


def _scalar(name: str, value: Plain, *, flow: bool) -> str:
    if isinstance(value, str):
        return value if name in _AS_IT_IS else quote(value, flow=flow)
    return "null" if value is None else str(value).lower()
