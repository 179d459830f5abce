"""An interrupt from the keyboard, put off for a moment."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType


@contextmanager
def put_off() -> Iterator[None]:
    """An interrupt that comes within the block takes effect at its end.

    For calls into an executor: an interrupt may strike between two lines of the standard library, and a lock that it leaves
    held there is held for ever. Blocks must be short. Other threads than the main one are never interrupted.
    """
    before = signal.getsignal(signal.SIGINT)
    if before is None or threading.current_thread() is not threading.main_thread():
        yield
        return
    came: list[int] = []

    def remember(number: int, frame: FrameType | None) -> None:  # noqa: ARG001 - the form that `signal` wants
        came.append(number)

    signal.signal(signal.SIGINT, remember)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
        if came:
            signal.raise_signal(signal.SIGINT)
