"""A site with a seed format as simple as can be, so that these tests are about files and not about reading news."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from concurrent.futures import Executor
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from digest.config import Config
from digest.config import Site as SiteSettings
from digest.convert.body import Block
from digest.convert.formats import Drafting
from digest.convert.markup import to_markdown
from digest.convert.record import CONVERTER
from digest.convert.stage import convert
from digest.engine import cache, stamps
from digest.engine.work import Work
from digest.ground.diagnostics import Diagnostic
from digest.ground.moment import Moment
from digest.model import Converted, Draft, FrontMatter, Origin, Removed

NEWER = CONVERTER + 1
"""The version of a converter that reads every seed anew."""

CONFIG = Config(site=SiteSettings(title="Test", url="https://example.org/"))


def simple_draft(text: str, _path: str, _config: Config) -> Draft:
    """Line 1 is the title (`-` for none), a line `date: …` the date, a line `drop …` is taken out, each other a paragraph."""
    lines = text.split("\n")
    title = lines[0].strip()
    date = next((Moment(line[6:].strip()) for line in lines if line.startswith("date: ")), None)
    removed = tuple(
        Removed(rule="dropped", text=line, line=number)
        for number, line in enumerate(lines, 1)
        if line.startswith(("drop ", "date: ")) or (number == 1 and title == "-")
    )
    kept = [(number, line) for number, line in enumerate(lines, 1) if number > 1 and line.strip()]
    blocks = [
        Block(kind="paragraph", texts=(line,), line=number)
        for number, line in kept
        if not line.startswith(("drop ", "date: ", "vanish "))
    ]
    return Draft(
        front=FrontMatter(title=None if title == "-" else title, date=date, language="en", topics=("world",)),
        body=to_markdown(blocks),
        origins={"title": Origin(rule="first-line", line=1, end=len(title))},
        removed=removed,
    )


@contextmanager
def remembering(root: Path, *, later: int = 0, executor: Executor | None = None) -> Iterator[Work]:
    """What a run of the site in `root` works with; its memory is kept in the state folder. `later`: as if so many seconds had passed."""
    state = root / CONFIG.paths.state
    clock = stamps.clock(state) + later * 1_000_000_000
    memory, findings = cache.load(state / "cache")
    assert findings == []
    with memory:
        yield Work(cache=memory, code="1", clock=clock, tally=Counter(), executor=executor, alone=0)
        assert memory.save() == []


class Site:
    """A site's folder, with what the tests do to it. Each conversion remembers what the one before it found out."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.config = CONFIG
        self.tally: Counter[str] = Counter()
        self.formats: Mapping[str, Drafting] = {".txt": simple_draft}

    def seed(self, path: str, text: str | bytes) -> Path:
        file = self.root / "seeds" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text.encode() if isinstance(text, str) else text)
        return file

    def convert(
        self, *, version: int = CONVERTER, later: int = 0, executor: Executor | None = None
    ) -> tuple[Converted, list[Diagnostic]]:
        with remembering(self.root, later=later, executor=executor) as work:
            outcome = convert(self.root, self.config, work, formats=self.formats, version=version)
        self.tally = work.tally
        return outcome

    def codes(self, *, version: int = CONVERTER) -> list[str]:
        return [finding.code for finding in self.convert(version=version)[1]]

    def tree(self) -> dict[str, bytes]:
        """Every file under `content/`, records included."""
        content = self.root / "content"
        files = sorted(content.rglob("*")) if content.is_dir() else []
        return {file.relative_to(content).as_posix(): file.read_bytes() for file in files if file.is_file()}

    def articles(self) -> list[str]:
        return [path for path in self.tree() if path.endswith(".md")]

    def article(self) -> Path:
        """The only article."""
        (path,) = self.articles()
        return self.root / "content" / path

    def records(self) -> list[Path]:
        return sorted((self.root / "content/.provenance").glob("*.json"))

    def record(self) -> dict[str, Any]:
        (file,) = self.records()
        found: dict[str, Any] = json.loads(file.read_bytes())
        return found
