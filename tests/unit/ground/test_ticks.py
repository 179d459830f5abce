"""Work that nobody watches."""

from __future__ import annotations

from digest.ground.ticks import Tick, silent


def test_silence_is_a_tick_that_says_nothing() -> None:
    tick: Tick = silent
    assert tick(1, 2) is None  # type: ignore[func-returns-value]
