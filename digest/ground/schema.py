"""Schema: located nodes checked against frozen Struct types, field by field, all problems in one walk.

The type says everything: its fields are the known keys, their types what a value may be, their defaults what may be left
out. Each scalar is converted alone, so that a problem has the place of its own value. Knows of no particular file.
"""

from __future__ import annotations

import re
import types
from functools import cache
from typing import Any, Generic, Literal, TypeVar, Union, get_args, get_origin

import msgspec

from digest.ground.diagnostics import Diagnostic, Place, error
from digest.ground.located import Mapping, Node, Scalar, Sequence, quote
from digest.ground.moment import Moment, parse_moment
from digest.ground.schema_json import json_schema
from digest.ground.struct import Struct
from digest.ground.text import did_you_mean

__all__ = ["Checked", "check", "json_schema"]

T = TypeVar("T")

_NULLS = frozenset({"", "~", "null", "Null", "NULL"})
_TRUE = frozenset({"true", "True", "TRUE"})
_FALSE = frozenset({"false", "False", "FALSE"})
_TRUE_1_1 = frozenset({"yes", "on", "y"})
_FALSE_1_1 = frozenset({"no", "off", "n"})
_INTEGER = re.compile(r"[-+]?[0-9]{1,18}")
_HEXADECIMAL = re.compile(r"0x[0-9a-fA-F]{1,15}|0o[0-7]{1,20}")
_FLOAT = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]{1,3})?")
_SHOWN = 40
_DATE_HINT = "write YYYY-MM-DD, for example 2015-07-28, or with a time 2015-07-28T14:05:00+01:00"


class Checked(Struct, Generic[T], kw_only=True):
    """What came of a check: the value, or None when an error was found.

    `sound` is the value with defaults in place of what is wrong, so that more can be checked in the same run; None where a
    key without a default is missing or wrong. `places` maps each key that has a value to the Place of that value, dotted
    where it is nested: `source.url`, `tags.0`.
    """

    value: T | None
    sound: T | None
    places: dict[str, Place]
    diagnostics: list[Diagnostic]


class _Bad:
    """Stands for a value that could not be made; its problem is already noted."""


class _Absent:
    """Stands for a value that was left empty: the default holds."""


_BAD = _Bad()
_ABSENT = _Absent()


def check(node: Node | None, type_: type[T], *, what: str) -> Checked[T]:
    """`node` as a value of the Struct type `type_`; `what` names the whole in messages ("the front matter").

    Known types of a field: str, int, bool, float, Literal of texts, Moment, Structs, tuple[X, ...], dict[str, X], `X | None`,
    a Struct `X | bool` (then `true` stands for its defaults, and `false` for False), and Any (then unquoted scalars have the types
    of YAML 1.2's core schema). A str takes an unquoted scalar as it is written; a
    quoted scalar is always a text. A key without a value counts as left out. A single text stands for a list of one text.
    None counts as an empty mapping.
    """
    walk = _Walk(what)
    mapping = node if node is not None else Mapping((), Place(file=""))
    made = walk.struct(mapping, type_, "")
    sound = None if isinstance(made, _Bad) else made
    value = None if walk.diagnostics else sound
    return Checked(value=value, sound=sound, places=walk.places, diagnostics=walk.diagnostics)


@cache
def _fields(type_: type) -> dict[str, msgspec.structs.FieldInfo]:
    return {field.encode_name: field for field in msgspec.structs.fields(type_)}


@cache
def _form(type_: Any) -> tuple[Literal["tuple", "dict", "any", "struct", "literal", "scalar"], Any]:
    """What kind of type it is, with the type of its items, or without the None that may stand for it."""
    origin = get_origin(type_)
    if origin in {types.UnionType, Union}:
        return _form(next(x for x in get_args(type_) if x is not type(None)))
    if origin is tuple:
        return "tuple", get_args(type_)[0]
    if origin is dict:
        return "dict", get_args(type_)[1]
    if type_ is Any:
        return "any", type_
    if isinstance(type_, type) and issubclass(type_, msgspec.Struct) and type_ is not Moment:
        return "struct", type_
    return "literal" if origin is Literal else "scalar", type_


def _as_default(made: Any, default: Any) -> Any:
    """A value that was written though it is the default becomes that very one: an encoder leaves out what is identical, not what is equal."""
    return default if type(made) is type(default) and made == default else made


class _Walk:
    """One check: collects places and diagnostics on its way through the nodes."""

    def __init__(self, what: str) -> None:
        self.what = what
        self.places: dict[str, Place] = {}
        self.diagnostics: list[Diagnostic] = []

    def struct(self, node: Node, type_: type, path: str) -> Any:
        """`node` as a Struct, with defaults for what is wrong; every one of its problems is noted."""
        fields = _fields(type_)
        if not isinstance(node, Mapping):
            return self._wrong(node, path, "keys with values", _example(node, path, fields))
        values: dict[str, Any] = {}
        wrong: set[str] = set()
        for key, below in node.entries:
            field = fields.get(key.value)
            if field is None:
                message = f"`{key.value}` is not a key of {self._name(path)}"
                hint = did_you_mean(key.value, fields)
                self.diagnostics.append(error("key-unknown", message, key.place, hint=hint))
                continue
            made = self._value(below, field.type, f"{path}.{key.value}" if path else key.value)
            if isinstance(made, _Bad):
                wrong.add(field.name)
            elif not isinstance(made, _Absent):
                values[field.name] = _as_default(made, field.default)
        needed = {name: field for name, field in fields.items() if field.required and field.name not in values}
        for name, field in needed.items():
            if field.name not in wrong:
                self._missing(node, name, field, path)
        return _BAD if needed else type_(**values)

    def _missing(self, node: Mapping, name: str, field: msgspec.structs.FieldInfo, path: str) -> None:
        for key, below in node.entries:
            if key.value == name:
                message = f"`{name}` of {self._name(path)} has no value"
                self.diagnostics.append(error("key-missing", message, below.place, hint=_add(name, field)))
                return
        place = node.place if node.place.file else None
        message = f"`{name}` is missing in {self._name(path)}"
        self.diagnostics.append(error("key-missing", message, place, hint=_add(name, field)))

    def _value(self, node: Node, type_: Any, path: str) -> Any:
        if _is_null(node):
            return _ABSENT
        self.places[path] = node.place
        form, inner = _form(type_)
        if form == "tuple":
            return self._tuple(node, inner, path)
        if form == "dict":
            return self._dict(node, inner, path)
        if form == "any":
            return self._free(node, path)
        if form == "struct":
            if isinstance(node, Scalar) and bool in get_args(type_):
                return self._switch(node, inner, path)
            return self.struct(node, inner, path)
        if not isinstance(node, Scalar):
            return self._wrong(node, path, _called(inner), _not_scalar_hint(node, inner))
        if form == "literal":
            return self._literal(node, get_args(inner), path)
        return self._scalar(node, inner, path)

    def _tuple(self, node: Node, item: Any, path: str) -> Any:
        if isinstance(node, Scalar) and item is str:
            if node.plain and "," in node.value:
                listed = ", ".join(quote(part.strip()) for part in node.value.split(",") if part.strip())
                return self._wrong(
                    node, path, "a list", f"write `[{listed}]`, or put the text in quotes if it is one with a comma"
                )
            self.places[f"{path}.0"] = node.place
            return (node.value,)
        if not isinstance(node, Sequence):
            return self._wrong(node, path, "a list", "begin each item on a line of its own with `- `")
        made = [self._item(below, item, f"{path}.{i}") for i, below in enumerate(_present(node, item))]
        return _BAD if any(isinstance(x, _Bad) for x in made) else tuple(made)

    def _item(self, node: Node, item: Any, path: str) -> Any:
        if item is str and isinstance(node, Scalar):
            self.places[path] = node.place
            return node.value
        return self._value(node, item, path)

    def _dict(self, node: Node, item: Any, path: str) -> Any:
        if not isinstance(node, Mapping):
            return self._wrong(node, path, "keys with values", "write `key: value` on indented lines below it")
        made: dict[str, Any] = {}
        for key, below in node.entries:
            value = self._value(below, item, f"{path}.{key.value}")
            made[key.value] = None if isinstance(value, _Absent) else value
        if item is not Any:
            made = {key: value for key, value in made.items() if value is not None}
        return _BAD if any(isinstance(x, _Bad) for x in made.values()) else made

    def _free(self, node: Node, path: str) -> Any:
        if isinstance(node, Scalar):
            return _core(node)
        if isinstance(node, Mapping):
            return self._dict(node, Any, path)
        made = [self._value(below, Any, f"{path}.{i}") for i, below in enumerate(node.items)]
        return [None if isinstance(x, _Absent) else x for x in made]

    def _switch(self, node: Scalar, type_: Any, path: str) -> Any:
        """A block that is written as `true` or `false`."""
        made = _typed(node, bool) if node.plain else None
        if made is None:
            expected = f"{_called(bool)}, or keys with values"
            return self._wrong(node, path, expected, _scalar_hint(node.value, bool, path))
        return self.struct(Mapping((), node.place), type_, path) if made else False

    def _literal(self, node: Scalar, known: tuple[Any, ...], path: str) -> Any:
        if node.value in known:
            return node.value
        message = f"`{node.value}` is not a value of `{path}`"
        choices = [str(choice) for choice in known]
        self.diagnostics.append(error("value-unknown", message, node.place, hint=did_you_mean(node.value, choices)))
        return _BAD

    def _scalar(self, node: Scalar, type_: Any, path: str) -> Any:
        if type_ is str:
            return node.value
        if type_ is Moment:
            made = parse_moment(node.value)
            if isinstance(made, Moment):
                return made
            self.diagnostics.append(
                error("date-invalid", f"`{path}` is not a date", node.place, note=made, hint=_DATE_HINT)
            )
            return _BAD
        if not node.plain:
            return self._wrong(
                node, path, _called(type_), "without quotes it would be one" if _typed(node, type_) is not None else ""
            )
        made_plain = _typed(node, type_)
        if made_plain is None:
            return self._wrong(node, path, _called(type_), _scalar_hint(node.value, type_, path))
        return made_plain

    def _wrong(self, node: Node, path: str, expected: str, hint: str = "") -> _Bad:
        subject = f"`{path}`" if path else self.what
        message = f"{subject} must be {expected}, not {_found(node)}"
        self.diagnostics.append(error("value-type", message, node.place, hint=hint))
        return _BAD

    def _name(self, path: str) -> str:
        return f"`{path}`" if path else self.what


def _is_null(node: Node) -> bool:
    return isinstance(node, Scalar) and node.plain and node.value in _NULLS


def _present(node: Sequence, item: Any) -> list[Node]:
    """The items but the empty ones (`- ` with nothing behind); in a list of texts the word `null` is one like any other."""
    empty = {"", "~"} if item is str else _NULLS
    return [below for below in node.items if not (isinstance(below, Scalar) and below.plain and below.value in empty)]


def _typed(node: Scalar, type_: Any) -> Any:
    """The bool, int or float that the text says, or None."""
    text = node.value
    if type_ is bool:
        return True if text in _TRUE else False if text in _FALSE else None
    if type_ is int:
        return int(text) if _INTEGER.fullmatch(text) else None
    if type_ is float:
        return float(text) if _FLOAT.fullmatch(text) and abs(float(text)) < float("inf") else None
    raise TypeError(f"a schema can't hold {type_!r}")


def _core(node: Scalar) -> Any:
    """A scalar by YAML 1.2's core schema; numbers too large for 64 bits, infinities and NaN stay text."""
    if not node.plain:
        return node.value
    for type_ in (bool, int) if node.value.strip("+-").isdecimal() else (bool, float):
        made = _typed(node, type_)
        if made is not None:
            return made
    if _HEXADECIMAL.fullmatch(node.value):
        return int(node.value, 0)
    return node.value


def _called(type_: Any) -> str:
    if get_origin(type_) is Literal:
        return "one of " + ", ".join(f"`{choice}`" for choice in get_args(type_))
    names = {str: "a text", int: "a whole number", bool: "`true` or `false`", float: "a number", Moment: "a date"}
    return names[type_]


def _found(node: Node) -> str:
    if isinstance(node, Sequence):
        return "a list"
    if isinstance(node, Mapping):
        return "keys with values"
    shown = f"`{node.value}`" if node.value and len(node.value) <= _SHOWN and node.value.isprintable() else "a text"
    return shown if node.plain else f"{shown} in quotes"


def _not_scalar_hint(node: Node, type_: Any) -> str:
    if isinstance(node, Sequence) and type_ is str:
        return "a text that begins with [ must be in quotes"
    if isinstance(node, Mapping) and type_ is str:
        return "a text with a colon and a space in it, or one that begins with {, must be in quotes"
    return ""


def _scalar_hint(text: str, type_: Any, path: str) -> str:
    key = path.rsplit(".", 1)[-1]
    if type_ is bool and text.lower() in _TRUE_1_1:
        return f"write `{key}: true`"
    if type_ is bool and text.lower() in _FALSE_1_1:
        return f"write `{key}: false`"
    return ""


def _example(node: Node, path: str, fields: dict[str, msgspec.structs.FieldInfo]) -> str:
    """How a value that stands alone may be meant: as the first key of the mapping that belongs here."""
    first = next((name for name, field in fields.items() if field.required), next(iter(fields), ""))
    if path and isinstance(node, Scalar):
        return f"write `{path.rsplit('.', 1)[-1]}: {{{first}: {quote(node.value)}}}`"
    return f"write `{first}: …` and the like, each on a line of its own"


def _add(name: str, field: msgspec.structs.FieldInfo) -> str:
    if isinstance(field.type, type) and issubclass(field.type, msgspec.Struct) and field.type is not Moment:
        needed = [key for key, below in _fields(field.type).items() if below.required]
        return f"add `{name}:` with " + " and ".join(f"`{key}: …`" for key in needed)
    return f"add `{name}: …`"
