"""A site of 2,000 stories for the gates of the built site: the archive of the benchmarks, under the default theme."""

from __future__ import annotations

from pathlib import Path

from benchmarks.corpus import TOPICS, stories
from benchmarks.dialects import DIALECTS

STORIES = 2000
COLORS = ("blue", "red", "olive", "teal", "violet", "green", "magenta", "orange")

KINDS = {
    "home": "index.html",
    "article": "2021/*/*/*/index.html",
    "edition": "editions/2021-w20/index.html",
    "editions": "editions/index.html",
    "topic": "topics/world/index.html",
    "numbered": "topics/world/page/1/index.html",
    "topics": "topics/index.html",
    "tag": "tags/*/index.html",
    "tags": "tags/index.html",
    "archive": "archive/index.html",
    "year": "2021/index.html",
    "month": "2021/05/index.html",
    "day": "2021/05/*/index.html",
    "page": "about/index.html",
    "search": "search/index.html",
    "404": "404.html",
}
"""A page of each kind, as `tests.browser.test_demo.KINDS` has them for the demonstration."""

_ABOUT = "---\ntitle: About\nslug: about\nnav: 1\n---\n\nTwo thousand stories of invented words, to see how a large site stands.\n"


def lay_out(folder: Path, count: int = STORIES) -> None:
    """Writes the site's settings and stories into a folder, the same each time."""
    topics = [
        f"  - {{slug: {name.lower()}, name: {name}, color: {COLORS[number % len(COLORS)]}}}\n"
        for number, name in enumerate(TOPICS)
    ]
    settings = "site:\n  title: The Large Archive\n  url: https://example.org/\n  description: Two thousand stories.\n"
    (folder / "config.yaml").write_text(f"{settings}topics:\n{''.join(topics)}", encoding="utf-8")
    dialect = DIALECTS["digest"]
    for story in stories(count):
        file = folder / "content" / dialect.path(story)
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(dialect.text(story), encoding="utf-8")
    (folder / "content" / "pages").mkdir()
    (folder / "content" / "pages" / "about.md").write_text(_ABOUT, encoding="utf-8")
