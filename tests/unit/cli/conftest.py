from __future__ import annotations

from pathlib import Path

import pytest

from tests.unit.cli.runs import article


@pytest.fixture
def site(tmp_path: Path) -> Path:
    folder = tmp_path / "ünicöde site"
    (folder / "content/2015/07/28").mkdir(parents=True)
    (folder / "config.yaml").write_text("site: {title: The Pier, url: 'https://example.org/'}\n", encoding="utf-8")
    (folder / "content/2015/07/28/ferry.md").write_text(article("2015-07-28"), encoding="utf-8")
    return folder


@pytest.fixture
def held(site: Path) -> Path:
    (site / "content/2015/07/29").mkdir()
    (site / "content/2015/07/29/draft.md").write_text(article("2015-07-29", "draft"), encoding="utf-8")
    (site / "content/2017.md").write_text(article("2017-01-01"), encoding="utf-8")
    return site
