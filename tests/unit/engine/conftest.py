"""A busy machine is no reason to give up workers that are slow to say what code they run."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from digest.engine import cluster
from tests.unit.engine.clusters import PATIENCE


@pytest.fixture(scope="module", autouse=True)
def patient() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(cluster, "_FIRST_WORD", float(PATIENCE))
        yield
