"""When digest itself fails: the traceback goes where the person can find it."""

from __future__ import annotations

import sys
import tempfile
import traceback
from pathlib import Path

from digest import __version__


def write(site: Path | None, bug: Exception) -> str:
    """Writes the traceback of `bug` into the state folder of `site`, or a folder for passing files; says where, in a sentence."""
    state = _state(site) if site else None
    path = state / "crash.txt" if state else Path(tempfile.gettempdir()) / "digest-crash.txt"
    text = f"digest {__version__}, Python {sys.version}, {sys.platform}\n\n{''.join(traceback.format_exception(bug))}"
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", errors="backslashreplace")
    except OSError as problem:
        return f"The details could not be written ({problem})."
    return f"The details are in {path}."


def _state(site: Path) -> Path | None:
    """The site's state folder; None where its settings have an error, or reading them is the bug."""
    try:
        from digest import config  # noqa: PLC0415 - it may be what is broken

        loaded, _ = config.load(site)
    except Exception:  # noqa: BLE001 - a second bug must not hide the first
        return None
    return site / loaded.paths.state if loaded else None
