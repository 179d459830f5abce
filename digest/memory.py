"""What the conductor remembers between runs, and with what its keys begin: the cache in the state folder, the code's version, the settings.

Nothing here decides what is done; a run without any memory does the same, and takes longer.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import msgspec

import digest
from digest.config import FILE, Config, Loaded, load_all
from digest.engine import cache, code, stamps
from digest.engine.kept import Kept
from digest.engine.work import Work
from digest.ground import fingerprint
from digest.ground.diagnostics import Diagnostic, Place
from digest.model import Struct

CACHE = "cache"
"""The memory's file in the state folder."""

LIBRARIES = (
    "Babel",
    "Jinja2",
    "Markdown",
    "MarkupSafe",
    "PyYAML",
    "Pygments",
    "charset-normalizer",
    "imagesize",
    "lxml",
    "lxml_html_clean",
    "msgspec",
    "nh3",
    "pagefind_bin",
    "pyromark",
    "rcssmin",
    "rjsmin",
    "trafilatura",
    "tzdata",
)
"""The distributions whose versions may show in the output."""

_CODE, _SETTINGS = "code", "settings"


@contextmanager
def opened(state: Path, kept: Kept | None = None) -> Iterator[tuple[Work, list[Diagnostic]]]:
    """What is remembered in the folder `state`, and why some of it may be gone. Nobody helps; whoever wants to remember more saves it.

    A folder that isn't there is not made: then nothing is remembered. `kept` is what the last build of this process has decoded.
    """
    there = state.is_dir()
    now = stamps.clock(state) if there else 0
    memory, findings = cache.load(state / CACHE, kept=kept) if there else (cache.Cache(state / CACHE), [])
    with memory:
        known = code.decode(memory.get(_CODE, ""))
        version, seen = code.version(Path(digest.__file__).parent, LIBRARIES, known, now=now)
        if seen != known:
            memory.put(_CODE, "", code.encode(seen))
        yield Work(cache=memory, code=version, clock=now, tally=Counter()), findings


class _Known(Struct, kw_only=True):
    """Settings without an error: where they stand, and what else is to be said of them."""

    config: Config
    places: dict[str, Place] = msgspec.field(default_factory=dict)
    diagnostics: tuple[Diagnostic, ...] = ()


def settings(root: Path, url: str | None, work: Work) -> Loaded:
    """`config.load_all` of the site in `root`, from memory where the file says what it said; then without `written`."""
    file = _digest(root / FILE)
    answer = work.cache.get(_SETTINGS, _key(file, url, work))
    if answer is not None:
        with suppress(msgspec.MsgspecError):
            known = msgspec.msgpack.decode(answer, type=_Known)
            return Loaded(
                config=known.config,
                sound=known.config,
                places=known.places,
                diagnostics=known.diagnostics,
                digest=file,
            )
    loaded = load_all(root, url=url)
    if loaded.config is not None:
        found = _Known(config=loaded.config, places=loaded.places, diagnostics=loaded.diagnostics)
        work.cache.put(_SETTINGS, _key(loaded.digest, url, work), msgspec.msgpack.encode(found))
    return loaded


def _digest(file: Path) -> str:
    try:
        return fingerprint.of_bytes(file.read_bytes())
    except OSError:
        return ""


def _key(file: str, url: str | None, work: Work) -> str:
    return fingerprint.of_value([file, url, work.code])
