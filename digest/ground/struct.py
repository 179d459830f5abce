"""The form of every value: frozen, its fields named wherever it is made."""

from __future__ import annotations

from typing import dataclass_transform

import msgspec


@dataclass_transform(frozen_default=True, kw_only_default=True, field_specifiers=(msgspec.field,))
class Struct(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A frozen value. Each class says `kw_only=True` itself, since msgspec doesn't hand that down; a test looks after it."""
