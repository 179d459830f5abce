"""`digest theme new` and `digest theme eject`: through the command line, on real files."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from digest import cli

THEME = Path(__file__).parents[3] / "themes/default"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    put(tmp_path, "config.yaml", "site: {title: The Pier, url: 'https://example.org/'}\n")
    put(tmp_path, "content/ferry.md", "---\nid: ferry\ntitle: Ferry\ndate: 2015-07-28\n---\n\nIt left.\n")
    return tmp_path


def put(site: Path, path: str, text: str) -> None:
    (site / path).parent.mkdir(parents=True, exist_ok=True)
    (site / path).write_text(text, "utf-8")


def digest(site: Path, *words: str) -> Result:
    return CliRunner().invoke(cli.commands, [*words, "--site", str(site)], standalone_mode=False)


def use(site: Path, theme: str) -> None:
    put(site, "config.yaml", f"site: {{title: The Pier, url: 'https://example.org/'}}\ntheme: {{name: {theme}}}\n")


def built(site: Path) -> str:
    done = digest(site, "build", "--strict", "--now", "2016-01-01")
    assert (done.return_value, done.stderr) == (0, "")
    return (site / "public/index.html").read_text("utf-8")


def inputs(site: Path) -> set[str]:
    return {path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()}


# --- a new theme ------------------------------------------------------------------------------------------------------


def test_a_new_theme_builds_at_once_when_it_is_chosen(site: Path) -> None:
    done = digest(site, "theme", "new", "evening")
    assert done.return_value == 0, done.stderr
    assert "theme: {name: evening}" in done.stdout
    use(site, "evening")
    page = built(site)
    assert "assets/evening" in page
    assert "assets/style" in page
    assert list((site / "public/assets").glob("evening*.css"))


def test_it_is_a_folder_with_a_manifest_a_template_and_a_style_sheet(site: Path) -> None:
    before = inputs(site)
    done = digest(site, "theme", "new", "late-edition")
    made = inputs(site) - before - {path for path in inputs(site) if path.startswith(".digest/")}
    folder = "themes/late-edition"
    assert made == {f"{folder}/theme.yaml", f"{folder}/templates/base.html", f"{folder}/assets/late-edition.css"}
    assert all(path in done.stdout for path in made)


def test_it_can_extend_a_theme_of_the_site_s_own(site: Path) -> None:
    digest(site, "theme", "new", "evening")
    assert digest(site, "theme", "new", "midnight", "--extends", "evening").return_value == 0
    use(site, "midnight")
    page = built(site)
    assert page.index("assets/style") < page.index("assets/evening") < page.index("assets/midnight")


def test_a_theme_that_is_there_is_left_alone(site: Path) -> None:
    digest(site, "theme", "new", "evening")
    put(site, "themes/evening/theme.yaml", "mine")
    put(site, "themes/half/notes.txt", "mine")
    for name in ("evening", "default", "half"):
        done = digest(site, "theme", "new", name)
        assert done.return_value == 1
        assert "error[theme-exists]" in done.stderr
    assert (site / "themes/evening/theme.yaml").read_text("utf-8") == "mine"
    assert inputs(site / "themes/half") == {"notes.txt"}


@pytest.mark.parametrize("name", ["Evening Post", "../evil", "a/b", "Überschrift", "", "."])
def test_a_name_that_can_be_no_folder_s_is_refused(site: Path, name: str) -> None:
    assert "error[theme-name]" in digest(site, "theme", "new", name).stderr
    assert not (site / "themes").exists()


def test_an_unknown_theme_to_extend_is_refused_with_the_nearest(site: Path) -> None:
    done = digest(site, "theme", "new", "evening", "--extends", "defualt")
    assert "error[theme-missing]" in done.stderr
    assert "did you mean `default`?" in done.stderr


def test_a_file_in_the_place_of_the_folder_is_reported(site: Path) -> None:
    put(site, "themes", "a file")
    assert "error[theme-unwritable]" in digest(site, "theme", "new", "evening").stderr


# --- one file of it ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "source"),
    [
        ("article.html", "templates/article.html"),
        ("templates/_card.html", "templates/_card.html"),
        ("style.css", "assets/style.css"),
    ],
)
def test_an_ejected_file_is_the_theme_s_own_and_changes_no_page(site: Path, name: str, source: str) -> None:
    before = built(site)
    done = digest(site, "theme", "eject", name)
    assert done.return_value == 0, done.stderr
    (path,) = [line for line in done.stdout.splitlines() if line.startswith("overrides/")]
    assert (site / path).read_bytes() == (THEME / source).read_bytes()
    assert built(site) == before


def test_what_is_changed_in_it_shows_on_the_pages(site: Path) -> None:
    digest(site, "theme", "eject", "base.html")
    file = site / "overrides/base.html"
    file.write_text(file.read_text("utf-8").replace("</main>", "<p>Ours.</p></main>"), "utf-8")
    assert "<p>Ours.</p>" in built(site)


def test_a_file_of_a_theme_of_one_s_own_comes_before_its_parent_s(site: Path) -> None:
    digest(site, "theme", "new", "evening")
    use(site, "evening")
    digest(site, "theme", "eject", "base.html")
    assert 'extends "default:base.html"' in (site / "overrides/base.html").read_text("utf-8")


@pytest.mark.parametrize("there", ["overrides/article.html", "overrides/templates/article.html"])
def test_nothing_is_overwritten(site: Path, there: str) -> None:
    put(site, there, "mine")
    done = digest(site, "theme", "eject", "article.html")
    assert done.return_value == 1
    assert "error[override-exists]" in done.stderr
    assert there in done.stderr
    assert inputs(site / "overrides") == {there.removeprefix("overrides/")}
    assert (site / there).read_text("utf-8") == "mine"


def test_an_unknown_file_is_refused_with_the_nearest(site: Path) -> None:
    done = digest(site, "theme", "eject", "artcle.html")
    assert "error[theme-part-unknown]" in done.stderr
    assert "did you mean `article.html`?" in done.stderr
    assert "eject --list" in digest(site, "theme", "eject", "zzzzzz").stderr


def test_the_list_names_every_template_and_asset(site: Path) -> None:
    done = digest(site, "theme", "eject", "--list")
    names = [line.split()[0] for line in done.stdout.splitlines()]
    assert names == [
        path.relative_to(THEME / kind).as_posix()
        for kind in ("templates", "assets")
        for path in sorted((THEME / kind).rglob("*"))
        if path.is_file()
    ]


@pytest.mark.parametrize("words", [[], ["article.html", "--list"]])
def test_either_a_file_or_the_list(site: Path, words: list[str]) -> None:
    assert "--list names all" in str(digest(site, "theme", "eject", *words).exception)


def test_a_site_with_an_unknown_theme_has_nothing_to_eject(site: Path) -> None:
    use(site, "evning")
    assert "error[theme-missing]" in digest(site, "theme", "eject", "article.html").stderr
