"""Whatever happens to a content folder: what is read with a memory is what is read without one, and no more is parsed than changed."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections import Counter
from pathlib import Path

import msgspec
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from digest.config import Config, Markdown, Site, Topic
from digest.engine import cache, stamps
from digest.engine.work import Work, forgetful
from digest.ground.diagnostics import Diagnostic
from digest.model import Content
from digest.read.stage import read

TOPICS = (Topic(slug="world", name="World"), Topic(slug="other", name="Other"))
CONFIG = Config(site=Site(title="T", url="https://example.org/"), topics=TOPICS)
CONFIGS = st.sampled_from(
    [
        CONFIG,
        msgspec.structs.replace(CONFIG, topics=TOPICS[1:]),
        msgspec.structs.replace(CONFIG, edition="day"),
        msgspec.structs.replace(CONFIG, markdown=Markdown(html="raw", extensions=())),
        msgspec.structs.replace(CONFIG, markdown=Markdown(extensions=("none-such",))),
    ]
)
ARTICLES = [f"2015/{name}.md" for name in "abcd"]
PATHS = st.sampled_from([*ARTICLES, "editions/2015-w31.md", "editions/2015-07-28.md", "pages/about.md", "photo.svg"])
IDS = st.sampled_from(["a", "b", "c"])
HEADERS = st.sampled_from(
    [
        "title: One\ndate: 2015-07-28\n",
        "title: Two\ndate: 2015-07-28\ntopics: [world]\n",
        "title: One\ndate: 2015-13-28\n",
        "title: One\ndate: 2015-07-28\nimage: {src: ../photo.svg}\n",
        "title: One\ndate: 2015-07-28\nimage: {src: ../phot.svg}\nsummary: In short.\n",
        "",
    ]
)
BODIES = st.sampled_from(
    ["One.", "Two.", "*Em* and [a link](b.md).", "[out](../../../out.md)", "<b onclick='x'>B</b>", ""]
)
TEXTS = st.one_of(
    st.builds(lambda id_, header, body: f"---\nid: {id_}\n{header}---\n{body}\n".encode(), IDS, HEADERS, BODIES),
    st.sampled_from([b"no header", b"---\ntitle: \xff\n---\n", b'<svg width="3" height="4"></svg>', b"<svg>"]),
)


class Reading(RuleBasedStateMachine):
    """A folder that people write into, and a build after each step."""

    def __init__(self) -> None:
        super().__init__()
        self.root = Path(tempfile.mkdtemp())
        self.content = self.root / "content"
        self.config = CONFIG
        self.seen: set[tuple[str, bytes]] = set()

    def teardown(self) -> None:
        shutil.rmtree(self.root)

    @initialize()
    def begin(self) -> None:
        header = "title: T\ndate: 2015-07-28\ntopics: [world]\nimage: {src: ../photo.svg}\n"
        articles = {f"2015/{name}.md": f"---\nid: {name}\n{header}---\n<b onclick='x'>B</b>\n" for name in "abc"}
        others = {"editions/2015-w31.md": "---\nlead: a\n---\n", "photo.svg": '<svg width="1" height="2"></svg>'}
        self.write([(path, text.encode()) for path, text in {**articles, **others}.items()])

    # --- what people do -----------------------------------------------------------------------------------------------

    @rule(edits=st.lists(st.tuples(PATHS, TEXTS), min_size=1, max_size=3))
    def write(self, edits: list[tuple[str, bytes]]) -> None:
        for path, data in edits:
            file = self.content / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(data)

    @rule(path=PATHS)
    def replace_with_the_same_size_and_times(self, path: str) -> None:
        file = self.content / path
        if file.exists():
            before = file.stat()
            file.write_bytes(file.read_bytes().swapcase())
            os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))

    @rule(path=PATHS)
    def touch(self, path: str) -> None:
        if (self.content / path).exists():
            os.utime(self.content / path)

    @rule(path=PATHS)
    def delete(self, path: str) -> None:
        (self.content / path).unlink(missing_ok=True)

    @rule(path=PATHS, to=PATHS)
    def rename(self, path: str, to: str) -> None:
        if (self.content / path).exists():
            (self.content / to).parent.mkdir(parents=True, exist_ok=True)
            (self.content / path).replace(self.content / to)

    @rule(path=PATHS, to=PATHS)
    def swap(self, path: str, to: str) -> None:
        if path != to and (self.content / path).exists() and (self.content / to).exists():
            aside = self.root / "aside"
            (self.content / path).replace(aside)
            (self.content / to).replace(self.content / path)
            aside.replace(self.content / to)

    @rule(config=CONFIGS)
    def change_the_settings(self, config: Config) -> None:
        self.config = config
        self.seen = set()

    @rule(at=st.floats(0, 1, exclude_max=True))
    @precondition(lambda self: (self.root / ".digest/cache").exists())
    def damage_the_memory(self, at: float) -> None:
        file = self.root / ".digest/cache"
        whole = bytearray(file.read_bytes())
        whole[int(at * len(whole))] ^= 1
        file.write_bytes(whole)
        self.seen = set()

    # --- what builds do -----------------------------------------------------------------------------------------------

    @invariant()
    def what_a_build_remembers_is_what_it_would_read(self) -> None:
        now = stamps.clock(self.root / ".digest")
        memory, _ = cache.load(self.root / ".digest/cache", room=500)
        work = Work(cache=memory, code="1", clock=now, tally=Counter())
        try:
            made = read(self.root, self.config, work)
            assert everything(*made) == everything(*read(self.root, self.config, forgetful()))
        finally:
            assert memory.save() == []
        there = {(str(path), path.read_bytes()) for path in self.content.rglob("*") if path.is_file()}
        assert work.tally["parsed"] <= len(there - self.seen)
        self.seen = there
        assert {path.name for path in (self.root / ".digest").iterdir()} == {"cache", "cache.lock"}


def everything(content: Content, findings: list[Diagnostic]) -> tuple[Content, dict[str, object], list[Diagnostic]]:
    return msgspec.structs.replace(content, bodies={}), dict(content.bodies), findings


TestReading = Reading.TestCase
TestReading.settings = settings(max_examples=40, stateful_step_count=15, deadline=None)
