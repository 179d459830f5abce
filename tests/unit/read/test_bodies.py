"""Bodies are decoded one at a time, from where they are remembered."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from digest.engine.cache import Cache
from digest.model import Body
from digest.read.answers import BODIES
from digest.read.bodies import Bodies, Changed

BODY = Body(html="<p>A</p>", text="A")
PACKED = msgspec.msgpack.encode(BODY)


def never(path: str) -> bytes:
    raise AssertionError(path)


def test_a_body_is_found_by_its_articles_path() -> None:
    cache = Cache(Path())
    cache.put(BODIES, "key", PACKED)
    bodies = Bodies(cache, {"a.md": "key"}, never)
    assert (bodies["a.md"], list(bodies), len(bodies), "b.md" in bodies) == (BODY, ["a.md"], 1, False)
    with pytest.raises(KeyError):
        bodies["b.md"]


@pytest.mark.parametrize("damaged", [None, b"", b"\xc1 no body"])
def test_one_that_is_lost_is_made_again(damaged: bytes | None) -> None:
    cache = Cache(Path())
    if damaged is not None:
        cache.put(BODIES, "key", damaged)
    assert Bodies(cache, {"a.md": "key"}, lambda path: PACKED if path == "a.md" else b"")["a.md"] == BODY


def test_one_that_can_not_be_made_again_is_no_other() -> None:
    def changed(path: str) -> bytes:
        raise Changed(path)

    with pytest.raises(Changed, match=r"a\.md"):
        Bodies(Cache(Path()), {"a.md": "key"}, changed)["a.md"]
