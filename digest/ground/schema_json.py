"""JSON Schema (2020-12) of Struct types, for editors that check and complete YAML while one types.

It describes the recommended form; `digest.ground.schema.check` accepts a little more (one text for a list of one).
"""

from __future__ import annotations

import ast
import inspect
import textwrap
from typing import Any

import msgspec

from digest.ground.moment import Moment

_DIALECT = "https://json-schema.org/draft/2020-12/schema"
_MOMENT = {
    "title": "Moment",
    "description": "A day (`2015-07-28`), or a time with its offset (`2015-07-28T14:05:00+01:00`).",
    "type": "string",
    "pattern": r"^\d{4}-\d{2}-\d{2}([Tt ]\d{2}:\d{2}(:\d{2}(\.\d+)?)?\s*([Zz]|[+-]\d{2}:?\d{2})?)?$",
}


def json_schema(type_: type[msgspec.Struct], *, title: str) -> dict[str, Any]:
    """The JSON Schema of a Struct type: no keys but its own; descriptions from the docstrings of types and fields."""
    (root,), parts = msgspec.json.schema_components([type_], ref_template="#/$defs/{name}")
    definitions = dict(parts)
    for below in _structs(type_, {}).values():
        definition = definitions.get(below.__name__)
        if definition is None:
            continue
        if below is Moment:
            definitions[below.__name__] = dict(_MOMENT)
            continue
        definition["additionalProperties"] = False
        definition.pop("title", None)
        for name, words in field_docs(below).items():
            if name in definition["properties"]:
                definition["properties"][name] = {"description": words, **definition["properties"][name]}
    top = definitions.pop(type_.__name__)
    schema: dict[str, Any] = {"$schema": _DIALECT, "title": title, **top}
    if root.get("$ref") and definitions:
        schema["$defs"] = dict(sorted(definitions.items()))
    return schema


def field_docs(type_: type) -> dict[str, str]:
    """The text under each field of a class and of those that it extends, by the field's name.

    Empty where the source can't be read.
    """
    docs: dict[str, str] = {}
    for each in reversed(type_.__mro__):
        if each is not msgspec.Struct and issubclass(each, msgspec.Struct):
            docs |= _own_docs(each)
    return docs


def _own_docs(type_: type) -> dict[str, str]:
    try:
        source = textwrap.dedent(inspect.getsource(type_))
    except (OSError, TypeError):
        return {}
    body = ast.parse(source).body[0]
    assert isinstance(body, ast.ClassDef)  # noqa: S101 - the source of a class is a class
    docs: dict[str, str] = {}
    name = ""
    for statement in body.body:
        if isinstance(statement, ast.AnnAssign) and isinstance(statement.target, ast.Name):
            name = statement.target.id
        elif name and isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant):
            docs[name] = inspect.cleandoc(str(statement.value.value))
            name = ""
        else:
            name = ""
    return docs


def _structs(type_: Any, found: dict[str, type[msgspec.Struct]]) -> dict[str, type[msgspec.Struct]]:
    """Every Struct type that `type_` holds, itself included, by name."""
    if isinstance(type_, type) and issubclass(type_, msgspec.Struct) and type_.__name__ not in found:
        found[type_.__name__] = type_
        for field in msgspec.structs.fields(type_):
            _structs(field.type, found)
    for argument in getattr(type_, "__args__", ()):
        _structs(argument, found)
    return found
