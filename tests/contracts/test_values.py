"""Values are frozen, and made with the names of their fields."""

from __future__ import annotations

import importlib
import pkgutil

import msgspec
import pytest

import digest
from digest.ground.located import Mapping, Scalar, Sequence
from digest.ground.moment import Moment
from digest.ground.struct import Struct

POSITIONAL: set[type[msgspec.Struct]] = {Moment, Scalar, Sequence, Mapping}
"""Values of one field, and nodes, which are made in the order in which they are read."""


def below(type_: type[msgspec.Struct]) -> set[type[msgspec.Struct]]:
    children: list[type[msgspec.Struct]] = type_.__subclasses__()
    return {each for child in children for each in (child, *below(child))}


for module in pkgutil.walk_packages(digest.__path__, "digest."):
    if not module.name.endswith("__main__"):
        importlib.import_module(module.name)
VALUES = sorted((each for each in below(Struct) if each.__module__.startswith("digest.")), key=str)


@pytest.mark.parametrize("value", VALUES, ids=lambda value: f"{value.__module__}.{value.__qualname__}")
def test_every_value_is_frozen_and_its_fields_are_named(value: type[msgspec.Struct]) -> None:
    assert value.__struct_config__.frozen
    assert value.__match_args__ == ()  # msgspec lists the fields that can be given without their names


def test_every_struct_is_such_a_value() -> None:
    """But for those that are kept in files, where their fields have places instead of names, and those of the engine."""
    ours = {each for each in below(msgspec.Struct) if each.__module__.startswith("digest.")}
    others = {
        each
        for each in ours - below(Struct) - {Struct}
        if not each.__struct_config__.array_like and not each.__module__.startswith("digest.engine.")
    }
    assert others == POSITIONAL
    assert all(each.__struct_config__.frozen for each in ours)
