"""The theme is remembered, and whatever could change it is noticed."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import NoReturn

import msgspec
import pytest

from digest.config import Config
from digest.engine import cache, stamps
from digest.engine.work import Work
from digest.ground import located
from digest.ground.diagnostics import Diagnostic
from digest.render import themes
from digest.render.theme import Theme
from digest.render.themes import Written
from tests.unit.render.samples import TINY, config, write_site

HOUR = 3_600_000_000_000
MORE = "options:\n  fonts: {type: text, default: light}\n"


def load(
    root: Path, settings: Config | None = None, *, written: Written | None = None, code: str = "1"
) -> tuple[Theme | None, list[Diagnostic], int]:
    """The theme as a process of its own sees it, what is said of it, and how many files were read to know it."""
    memory, _ = cache.load(root / ".digest/cache")
    with memory:
        work = Work(cache=memory, code=code, clock=stamps.clock(root / ".digest") + HOUR, tally=Counter())
        loaded, found = themes.load(root, settings or config(), written, work)
        memory.save()
    return loaded, found, work.tally["hashed"]


def never() -> NoReturn:
    raise AssertionError("parsed")


def parsed() -> located.Node | None:
    return None


def test_a_remembered_theme_is_the_same_and_no_file_is_read_for_it(tmp_path: Path) -> None:
    root = write_site(tmp_path, {"overrides/style.css": "mine", "themes/tiny/assets/style.css": "theirs"})
    first, found, _ = load(root, written=Written("1", parsed))
    again, found_again, read = load(root, written=Written("1", never))
    assert first is not None
    assert (again, found_again, read) == (first, found, 0)


def test_a_site_without_a_search_has_none_of_its_assets(tmp_path: Path) -> None:
    root = write_site(
        tmp_path,
        {"themes/tiny/assets/search.js": "x", "themes/tiny/assets/research.js": "x", "overrides/search.css": "x"},
    )
    with_search, without = load(root)[0], load(root, msgspec.structs.replace(config(), search=False))[0]
    assert with_search is not None
    assert without is not None
    assert with_search.assets.keys() - without.assets.keys() == {"search.js", "search.css"}


def test_a_warning_is_told_each_time(tmp_path: Path) -> None:
    root = write_site(tmp_path, {"overrides/artcle.html": "MINE"})
    first = load(root)[1]
    assert [finding.code for finding in first] == ["override-unused"]
    assert load(root, written=None)[1] == first


def test_an_error_is_told_each_time_until_it_is_mended(tmp_path: Path) -> None:
    root = write_site(tmp_path)
    text = (root / "themes/tiny/templates/home.html").read_text()
    (root / "themes/tiny/templates/home.html").unlink()
    assert [load(root)[1][0].code for _ in range(2)] == ["template-missing"] * 2
    (root / "themes/tiny/templates/home.html").write_text(text)
    assert load(root)[1] == []


def edit(path: str, text: str) -> Callable[[Path], None]:
    def change(root: Path) -> None:
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text)

    return change


def remove(path: str) -> Callable[[Path], None]:
    return lambda root: (root / path).unlink()


@pytest.mark.parametrize(
    "change",
    [
        edit("themes/tiny/templates/article.html", "other"),
        edit("themes/tiny/templates/new.html", "new"),
        edit("themes/tiny/assets/style.css", "other"),
        edit("themes/tiny/theme.yaml", TINY + MORE),
        edit("overrides/article.html", "mine"),
        edit("overrides/templates/article.html", "mine"),
        edit("overrides/assets/style.css", "mine"),
        remove("overrides/home.html"),
        remove("themes/tiny/assets/style.css"),
        edit("linked/templates/part.html", "other"),
        edit("themes/tiny/languages/en.yaml", "topics: Start\n"),
        edit("overrides/languages/en.yaml", "home: Start\n"),
        remove("overrides/languages/en.yaml"),
    ],
)
def test_every_change_of_a_file_is_seen(tmp_path: Path, change: Callable[[Path], None]) -> None:
    files = {
        "overrides/home.html": "mine",
        "themes/tiny/assets/style.css": "body {}",
        "linked/templates/part.html": "part",
        "overrides/languages/en.yaml": "home: Front\n",
    }
    root = write_site(tmp_path, files)
    (root / "themes/tiny/templates/linked").mkdir()
    shutil.rmtree(root / "linked/templates/linked", ignore_errors=True)
    (root / "themes/tiny/templates/linked.html").symlink_to(root / "linked/templates/part.html")
    before = load(root)[0]
    change(root)
    after = load(root)[0]
    assert after is not None
    assert after != before


def test_a_theme_behind_a_link_is_looked_at_like_any_other(tmp_path: Path) -> None:
    root = write_site(tmp_path)
    (root / "themes/tiny").rename(root / "elsewhere")
    (root / "themes/tiny").symlink_to(root / "elsewhere", target_is_directory=True)
    before = load(root)[0]
    (root / "elsewhere/templates/article.html").write_text("other")
    after = load(root)[0]
    assert after is not None
    assert after != before


def test_a_theme_of_the_site_hides_the_packages_from_the_day_that_it_appears(tmp_path: Path) -> None:
    first, _, _ = load(tmp_path, config("default"))
    write_site(tmp_path)
    (tmp_path / "themes/tiny").rename(tmp_path / "themes/default")
    again, _, _ = load(tmp_path, config("default"))
    assert first is not None
    assert again is not None
    assert again.templates["home.html"].file == "themes/default/templates/home.html"


def test_settings_and_code_count(tmp_path: Path) -> None:
    root = write_site(tmp_path, {"themes/tiny/theme.yaml": TINY + MORE})
    load(root, written=Written("1", parsed))
    chosen, _, _ = load(root, config(options={"fonts": "dark"}), written=Written("1", parsed))
    assert chosen is not None
    assert chosen.options == {"fonts": "dark"}
    with pytest.raises(AssertionError, match="parsed"):
        load(root, written=Written("2", never))
    with pytest.raises(AssertionError, match="parsed"):
        load(root, written=Written("1", never), code="2")


def test_a_remembered_theme_takes_neither_yaml_nor_jinja(tmp_path: Path) -> None:
    root = write_site(tmp_path)
    program = f"""
import sys
from collections import Counter
from pathlib import Path
from digest.engine import cache, stamps
from digest.engine.work import Work
from digest.pages import TEMPLATES
from digest.render import closure, themes
from tests.unit.render.samples import config
root = Path({str(root)!r})
memory, _ = cache.load(root / ".digest/cache")
work = Work(cache=memory, code="1", clock=stamps.clock(root / ".digest") + {HOUR}, tally=Counter())
theme, found = themes.load(root, config(), None, work)
closure.closures(theme, TEMPLATES, work)
memory.save()
print(sorted({{"yaml", "jinja2"}} & set(sys.modules)))
"""
    repository = Path(__file__).parents[3]
    said = [
        subprocess.run(
            [sys.executable, "-c", program], cwd=repository, check=True, capture_output=True, text=True
        ).stdout.strip()
        for _ in range(2)
    ]
    assert said == ["['jinja2', 'yaml']", "[]"]
