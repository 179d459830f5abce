"""However articles are moved about: no address is lost, no link breaks, no other word changes."""

from __future__ import annotations

import re
import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from digest import build as conductor
from digest.editing import moving
from digest.editing.moving import Wanted
from digest.ground.moment import Moment
from digest.run import BuildOptions

OPTIONS = BuildOptions(now=Moment("2020-01-01"), alone=60.0)

NAMES = ("ferry", "pier", "fog")
SLUGS = st.sampled_from(["ferry", "pier", "fog", "quay", "no", "2015"])
DATES = st.sampled_from(["2015-07-28", "2015-07-29", "2015-07-28T23:30:00+00:00"]).map(Moment)
PLACES = st.sampled_from(["2015/07/28/", "a.md", "deep/er/b.md", "2015/07/29/pier.md", "ünï code/c (1).md"])
MOVES = st.tuples(
    st.sampled_from(NAMES),
    st.builds(Wanted, slug=st.none() | SLUGS, date=st.none() | DATES, to=st.none() | PLACES),
)
STYLES = st.sampled_from(["\n", "\r\n"])


def found_site(root: Path, end: str) -> None:
    (root / "config.yaml").write_text(
        "site: {title: A, url: 'https://example.org/x/', timezone: Asia/Tokyo}\nsearch: false\n", "utf-8"
    )
    folder = root / "content/2015/07/28"
    folder.mkdir(parents=True)
    (folder / "boat.png").write_bytes(b"")
    for name in NAMES:
        links = " ".join(f"[to {other}]({other}.md#{name})" for other in NAMES)
        header = (
            f"---\nid: a{name} # of {name}\ntitle: 'The {name}'\ndate: 2015-07-28\nimage: {{src: boat.png, alt: It}}\n"
        )
        body = f"---\n\n{links} ![It](<boat.png>)\n"
        (folder / f"{name}.md").write_bytes((header + body).replace("\n", end).encode())


def told(root: Path) -> dict[str, str]:
    """All files by the ids in them, without what a move may change: slug, date, aliases and the addresses of links."""
    texts = {}
    for file in (root / "content").rglob("*.md"):
        text = file.read_bytes().decode()
        name = re.findall(r"^id: a(\w+)", text, re.MULTILINE)[0]
        assert name not in texts
        text = re.sub(r"(?m)^(slug|date|aliases):.*\r?\n", "", text)
        texts[name] = re.sub(r'\]\([^)#]*(?:\(1\)[^)#]*)?|src: ("[^"]*"|[^,]*)', "", text)
    return texts


@given(st.lists(MOVES, min_size=1, max_size=4), STYLES)
@settings(max_examples=12)
def test_however_articles_are_moved_no_address_is_lost_and_no_link_breaks(
    moves: list[tuple[str, Wanted]], end: str
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        found_site(root, end)
        before = told(root)
        addresses = {f"2015/07/28/{name}/" for name in NAMES}
        for name, wanted in moves:
            moved, found = moving.move(root, OPTIONS, f"a{name}", wanted)
            assert {finding.code for finding in found} <= {"url-clash", "move-taken"}
            assert (moved is None) == bool(found)
            if moved is not None:
                assert moved.new is not None
                addresses.add(moved.new.strip("/") + "/")
        assert told(root) == before
        report = conductor.build(root, OPTIONS)
        assert [finding.message for finding in report.diagnostics] == []
        there = {
            path.parent.relative_to(root / "public").as_posix() + "/" for path in root.rglob("public/**/index.html")
        }
        assert addresses <= there
