"""A theme read from its folders: found, inherited, overridden, and refused with its reason."""

from __future__ import annotations

from pathlib import Path

import pytest

from digest.config import Topic
from digest.ground import fingerprint, located
from digest.render import theme, theme_folders
from digest.render.colors import Color
from digest.render.theme import Theme
from tests.unit.render.samples import TINY, config, write_site

CHILD = {
    "themes/evening/theme.yaml": "name: Evening\nextends: tiny\noptions:\n  fonts: {type: text, default: dark}\n",
    "themes/evening/templates/article.html": "EVENING",
}


def load(root: Path, name: str = "tiny") -> Theme:
    """The theme, which has nothing wrong with it."""
    loaded, found = theme_folders.read(root, config(name))
    assert found == []
    assert loaded is not None
    return loaded


def bytes_of(root: Path, loaded: Theme) -> dict[str, bytes]:
    """The assets as the site sees them, whose digests are theirs."""
    files = {name: (theme.path(root, asset).read_bytes(), asset.digest) for name, asset in loaded.asset_files().items()}
    assert all(fingerprint.of_bytes(data) == digest for data, digest in files.values())
    return {name: data for name, (data, _) in files.items()}


def codes(root: Path, name: str = "tiny") -> list[str]:
    """The codes of what is wrong with a theme."""
    return [finding.code for finding in theme_folders.read(root, config(name))[1]]


def test_a_theme_brings_its_templates_and_assets(tmp_path: Path) -> None:
    root = write_site(tmp_path, {"themes/tiny/assets/style.css": "body {}", "themes/tiny/assets/icons/a.svg": "<svg/>"})
    loaded = load(root)
    assert loaded.assets == {name: f"assets/{outside}" for name, outside in loaded.asset_names().items()}
    assert sorted(loaded.assets) == ["icons/a.svg", "style.css"]
    assert bytes_of(root, loaded)["style.css"] == b"body {}"
    assert loaded.templates["404.html"].file == "themes/tiny/templates/404.html"


def test_a_child_replaces_what_it_has_and_inherits_the_rest(tmp_path: Path) -> None:
    root = write_site(
        tmp_path,
        CHILD
        | {
            "themes/tiny/theme.yaml": (
                TINY + "options:\n  fonts: {type: text, default: light}\n  size: {type: number, default: 2}\n"
            ),
            "themes/tiny/assets/style.css": "tiny",
            "themes/tiny/assets/print.css": "tiny",
            "themes/evening/assets/style.css": "evening",
        },
    )
    loaded = load(root, "evening")
    assert loaded.templates["article.html"].text == "EVENING"
    assert loaded.templates["home.html"].file == "themes/tiny/templates/home.html"
    assert bytes_of(root, loaded) == {"style.css": b"evening", "print.css": b"tiny"}
    assert loaded.options == {"fonts": "dark", "size": 2}
    assert list(loaded.palette) == ["red"]


@pytest.mark.parametrize("folder", ["overrides/", "overrides/templates/"])
def test_a_site_overrides_a_single_template(tmp_path: Path, folder: str) -> None:
    loaded = load(write_site(tmp_path, {f"{folder}article.html": "MINE"}))
    assert loaded.templates["article.html"].text == "MINE"
    assert loaded.templates["home.html"].file == "themes/tiny/templates/home.html"


@pytest.mark.parametrize("folder", ["overrides/", "overrides/assets/"])
def test_a_site_overrides_a_single_asset(tmp_path: Path, folder: str) -> None:
    root = write_site(
        tmp_path,
        {
            f"{folder}style.css": "mine",
            "themes/tiny/assets/style.css": "tiny",
            "themes/tiny/assets/a.svg": "tiny",
        },
    )
    assert bytes_of(root, load(root)) == {"style.css": b"mine", "a.svg": b"tiny"}


def test_an_override_that_an_option_names_is_no_slip(tmp_path: Path) -> None:
    manifest = TINY + "options:\n  logo: {type: asset}\n"
    root = write_site(tmp_path, {"themes/tiny/theme.yaml": manifest, "overrides/ours.svg": "<svg/>"})
    loaded, found = theme_folders.read(root, config(options={"logo": "ours.svg"}))
    assert found == []
    assert loaded is not None
    assert loaded.options == {"logo": "ours.svg"}
    assert "ours.svg" in loaded.assets


def test_an_override_that_replaces_nothing_is_a_warning_that_names_what_may_be_meant(tmp_path: Path) -> None:
    loaded, [finding] = theme_folders.read(write_site(tmp_path, {"overrides/artcle.html": "MINE"}), config())
    assert loaded is not None
    assert (finding.code, finding.severity) == ("override-unused", "warning")
    assert finding.hint == "did you mean `article.html`?"
    assert finding.place is not None
    assert finding.place.file == "overrides/artcle.html"


def test_a_part_that_an_override_includes_replaces_nothing_and_is_welcome(tmp_path: Path) -> None:
    load(write_site(tmp_path, {"overrides/article.html": "{% include 'badge.html' %}", "overrides/badge.html": "!"}))


def test_two_overrides_of_one_template_are_an_error(tmp_path: Path) -> None:
    root = write_site(tmp_path, {"overrides/article.html": "1", "overrides/templates/article.html": "2"})
    assert codes(root) == ["override-twice"]


def test_the_themes_of_the_package_are_found_from_any_folder(tmp_path: Path) -> None:
    loaded, found = theme_folders.read(tmp_path, config("defalt"))
    assert loaded is None
    assert [finding.hint for finding in found] == ["did you mean `default`?"]


def test_a_missing_theme_is_told_where_it_is_asked_for(tmp_path: Path) -> None:
    root = write_site(tmp_path)
    settings, _ = located.parse("site: {title: T}\ntheme:\n  name: tinny\n", "config.yaml")
    _, [finding] = theme_folders.read(root, config("tinny"), settings)
    assert (finding.code, finding.hint) == ("theme-missing", "did you mean `tiny`?")
    assert finding.place is not None
    assert (finding.place.file, finding.place.line, finding.place.column) == ("config.yaml", 3, 9)


def test_a_missing_parent_is_told_where_it_is_asked_for(tmp_path: Path) -> None:
    root = write_site(tmp_path, {"themes/evening/theme.yaml": "name: E\nextends: tinny\n"})
    _, [finding] = theme_folders.read(root, config("evening"))
    assert finding.code == "theme-missing"
    assert finding.place is not None
    assert (finding.place.file, finding.place.line) == ("themes/evening/theme.yaml", 2)


@pytest.mark.parametrize("name", ["../tiny", "tiny/../tiny", "/etc", "", "."])
def test_a_theme_is_a_name_and_not_a_path(tmp_path: Path, name: str) -> None:
    assert codes(write_site(tmp_path), name) == ["theme-missing"]


def test_a_folder_without_manifest_is_no_theme_and_the_hint_says_so(tmp_path: Path) -> None:
    (tmp_path / "themes" / "half" / "templates").mkdir(parents=True)
    _, [finding] = theme_folders.read(tmp_path, config("half"))
    assert finding.hint == "`themes/half` has no theme.yaml"


def test_themes_that_extend_each_other_are_an_error_that_shows_the_circle(tmp_path: Path) -> None:
    root = write_site(
        tmp_path,
        {"themes/a/theme.yaml": "name: A\nextends: b\n", "themes/b/theme.yaml": "name: B\nextends: a\n"},
    )
    loaded, [finding] = theme_folders.read(root, config("a"))
    assert loaded is None
    assert finding.code == "theme-cycle"
    assert "a → b → a" in finding.message
    assert finding.place is not None
    assert finding.place.file == "themes/b/theme.yaml"


def test_each_template_that_a_theme_lacks_is_an_error(tmp_path: Path) -> None:
    root = write_site(tmp_path)
    for name in ("home.html", "404.html"):
        (root / "themes/tiny/templates" / name).unlink()
    loaded, found = theme_folders.read(root, config())
    assert loaded is None
    assert [finding.message for finding in found] == [
        "the theme `tiny` has no template `home.html`",
        "the theme `tiny` has no template `404.html`",
    ]


def test_a_template_that_is_not_utf_8_is_an_error(tmp_path: Path) -> None:
    root = write_site(tmp_path)
    (root / "themes/tiny/templates/home.html").write_bytes(b"caf\xe9")
    assert "template-encoding" in codes(root)


@pytest.mark.parametrize("path", ["themes/tiny/templates/part.html", "themes/tiny/assets/a.svg", "overrides/home.html"])
def test_a_link_that_leads_nowhere_is_an_error_that_names_it(tmp_path: Path, path: str) -> None:
    link = write_site(tmp_path) / path
    link.parent.mkdir(parents=True, exist_ok=True)
    link.symlink_to("gone")
    _, [finding] = theme_folders.read(tmp_path, config())
    assert (finding.code, finding.message) == ("theme-unreadable", f"`{path}` can't be read: the link leads nowhere")
    assert finding.place is not None
    assert finding.place.file == path


def test_a_colour_that_a_child_adds_is_there_for_topics_and_options(tmp_path: Path) -> None:
    gold = "palette:\n  gold: {light: '#6b5200', dark: '#e6c65c'}\n"
    accent = "options:\n  accent: {type: color, default: red}\n"
    root = write_site(tmp_path, {"themes/evening/theme.yaml": f"name: E\nextends: tiny\n{gold}{accent}"})
    topic = Topic(slug="world", name="World", color="gold")
    loaded, found = theme_folders.read(root, config("evening", options={"accent": "gold"}, topics=(topic,)))
    assert found == []
    assert loaded is not None
    assert loaded.palette["gold"] == Color(light="#6b5200", dark="#e6c65c")
    assert list(loaded.palette) == ["red", "gold"]
    assert loaded.options == {"accent": "gold"}
    assert loaded.surfaces.light == ("#ffffff", "#f6f5f1")


@pytest.mark.skipif(not Path("/proc/self/mem").exists(), reason="needs a file whose reading fails: Linux has one")
def test_a_file_that_cannot_be_read_is_an_error(tmp_path: Path) -> None:
    root = write_site(tmp_path)
    (root / "themes/tiny/templates/broken.html").symlink_to("/proc/self/mem")
    _, [finding] = theme_folders.read(root, config())
    assert finding.code == "theme-unreadable"
    assert "`themes/tiny/templates/broken.html` can't be read" in finding.message


def test_options_and_topic_colours_of_the_site_are_checked_in_the_same_run(tmp_path: Path) -> None:
    settings = config(options={"wide": True}, topics=(Topic(slug="world", name="World", color="#eeeeee"),))
    written, _ = located.parse("theme:\n  options:\n    wide: true\n", "config.yaml")
    loaded, found = theme_folders.read(write_site(tmp_path), settings, written)
    assert loaded is None
    assert [finding.code for finding in found] == ["option-unknown", "color-contrast"]
    assert found[0].place is not None
    assert found[0].place.line == 3


def test_no_absolute_path_is_in_a_theme(tmp_path: Path) -> None:
    assert str(tmp_path) not in repr(load(write_site(tmp_path, CHILD), "evening"))


def test_the_assets_of_the_package_are_found_wherever_the_site_lies(tmp_path: Path) -> None:
    loaded, _ = theme_folders.read(tmp_path, config("default"))
    assert loaded is not None
    assert b"body" in bytes_of(tmp_path, loaded)["style.css"]


def test_a_template_means_the_sites_or_with_a_name_before_it_that_themes(tmp_path: Path) -> None:
    root = write_site(
        tmp_path, CHILD | {"overrides/article.html": "MINE", "themes/tiny/templates/article.html": "TINY"}
    )
    loaded = load(root, "evening")
    found = {name: loaded.find(name) for name in ("article.html", "evening:article.html", "tiny:article.html")}
    assert {name: source and source.text for name, source in found.items()} == {
        "article.html": "MINE",
        "evening:article.html": "EVENING",
        "tiny:article.html": "TINY",
    }
    assert [loaded.find(name) for name in (":article.html", "other:article.html", "gone.html")] == [None] * 3


def test_the_words_of_the_interface_are_the_sites_the_themes_and_the_packages(tmp_path: Path) -> None:
    files = {
        "themes/evening/languages/en.yaml": "home: Evening\ntopics: Evening\n",
        "themes/tiny/languages/en.yaml": "tags: Tiny\ntopics: Tiny\n",
        "overrides/languages/en.yaml": "home: Mine\n",
    }
    wording = load(write_site(tmp_path, CHILD | files), "evening").wording
    said = [wording.say(key) for key in ("home", "topics", "tags", "archive")]
    assert said == ["Mine", "Evening", "Tiny", "Archive"]


def test_a_file_of_words_is_no_asset(tmp_path: Path) -> None:
    assert load(write_site(tmp_path, {"overrides/languages/en.yaml": "home: Mine\n"})).assets == {}


def test_a_mistake_in_a_file_of_words_leaves_no_theme(tmp_path: Path) -> None:
    loaded, (finding,) = theme_folders.read(
        write_site(tmp_path, {"overrides/languages/en.yaml": "hom: Mine\n"}), config()
    )
    assert loaded is None
    assert (finding.code, finding.hint) == ("text-unknown", "did you mean `home`?")
