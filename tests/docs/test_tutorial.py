"""The tutorial does what it says: its own texts, followed step by step."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from digest import report
from digest.build import BuildOptions, build, convert
from digest.ground.moment import Moment
from digest.model import Report

TUTORIAL = (Path(__file__).parents[2] / "docs" / "tutorial.md").read_text("utf-8")
OPTIONS = BuildOptions(now=Moment("2015-12-31"))
PLANE = "content/2015/07/03/solar-plane-lands-in-hawaii-after-five-days-aloft.md"
HOME = "public/index.html"


def written(path: str) -> str:
    """The text of the block that the tutorial shows for a file."""
    match = re.search(rf"^```[^\n]* {re.escape(path)}\n(.*?)^```$", TUTORIAL, re.MULTILINE | re.DOTALL)
    assert match is not None, path
    return match[1]


def put(site: Path, path: str) -> None:
    (site / path).parent.mkdir(parents=True, exist_ok=True)
    (site / path).write_text(written(path), encoding="utf-8")


def change(file: Path, old: str, new: str) -> None:
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


def answer(done: Report) -> str:
    """What a build prints: problems, their number, what was done."""
    problems = [f"{report.show(finding)}\n" for finding in done.diagnostics]
    return "\n".join([*problems, report.tally(done.diagnostics), report.closing(done), ""])


def timeless(text: str) -> str:
    return re.sub(r"in \d+\.\d s", "in 0.0 s", text)


@pytest.fixture
def site(tmp_path: Path) -> Path:
    for path in ("config.yaml", "seeds/solar-plane.txt", "seeds/leap-second.txt", "seeds/embassies.txt"):
        put(tmp_path, path)
    return tmp_path


def test_three_seeds_become_the_articles_and_the_site_that_the_tutorial_shows(site: Path) -> None:
    done = build(site, OPTIONS)
    shown_answer = re.search(r"^```text\n(warning.*?)^```$", TUTORIAL, re.MULTILINE | re.DOTALL)
    assert shown_answer is not None
    assert timeless(shown_answer[1]) == timeless(answer(done))
    shown = re.search(r"^```yaml\n---\n(id: .*?)---\n```$", TUTORIAL, re.MULTILINE | re.DOTALL)
    assert shown is not None
    article = (site / PLANE).read_text("utf-8")
    for line in shown[1].splitlines():
        assert line.startswith("#") or f"\n{line}\n" in article
    assert "Share this article" not in article
    assert '"Share this article"' in (site / "content/.provenance/wlnxfenk7h.json").read_text("utf-8")
    leap = next((site / "content").rglob("the-last-minute*.md")).read_text("utf-8")
    assert "dateline: Paris\n" in leap
    assert "source: {name: Reuters}\n" in leap
    assert "date: 2015-06-30\n" in leap
    assert "\n- Congress would" in next((site / "content").rglob("united-states*.md")).read_text("utf-8")


def test_a_mistake_is_shown_as_in_the_tutorial_and_the_site_stays(site: Path) -> None:
    build(site, OPTIONS)
    before = (site / HOME).read_bytes()
    article = (site / PLANE).read_text("utf-8")
    lines = [line for line in article.splitlines() if not re.match(r"(summary|topics|tags|title):", line)]
    lines[2:2] = ["title: Around the Pacific on sunlight", "summary: S"]
    (site / PLANE).write_text("\n".join(lines).replace("date: 2015-07-03", "date: 2015-13-03"), encoding="utf-8")
    done = build(site, OPTIONS)
    assert report.show(done.diagnostics[0]) in TUTORIAL
    assert done.published is None
    assert (site / HOME).read_bytes() == before


def test_converting_again_keeps_the_edit_and_takes_over_the_correction(site: Path) -> None:
    build(site, OPTIONS)
    text = re.sub(
        r"^topics: .*$", "topics: [technology, climate]", (site / PLANE).read_text("utf-8"), flags=re.MULTILINE
    )
    text = re.sub(r"^title: .*$", "title: Around the Pacific on sunlight", text, flags=re.MULTILINE)
    (site / PLANE).write_text(text, encoding="utf-8")
    change(site / "seeds/solar-plane.txt", "17,000 solar cells", "17,248 solar cells")
    done = convert(site, OPTIONS)
    assert report.closing(done) in TUTORIAL
    assert (site / PLANE).read_text("utf-8") == text.replace("17,000", "17,248")


def test_the_note_curates_the_edition(site: Path) -> None:
    build(site, OPTIONS)
    put(site, "content/editions/2015-w27.md")
    done = build(site, OPTIONS)
    assert [finding.code for finding in done.diagnostics] == ["topic-uncertain"]  # nobody has seen to it yet
    home = (site / HOME).read_text("utf-8")
    assert "A thaw, a flight and a second" in home
    assert "a clock strikes sixty-one" in home
    assert home.index("United States and Cuba to reopen") < home.index("Solar plane lands in Hawaii")
