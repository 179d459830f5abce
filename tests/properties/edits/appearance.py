"""Edits of themes and overrides."""

from __future__ import annotations

import shutil
from functools import partial

from tests.properties import looks, sites
from tests.properties.edits.desk import Desk, Edits
from tests.properties.folders import remove

_REDS = ("#9e1b32", "#8a1a2b", "#7a1020")
_OVERRIDDEN = ("_card.html", "article.html", "base.html", "style.css", "extra.css")


def _template(desk: Desk, pick: int, *, where: str) -> None:
    files = desk.files("overrides/**/*.html" if where == "overrides" else f"themes/{where}/templates/*.html")
    if files:
        path = files[pick % len(files)]
        more = "{# a remark #}" if pick % 4 == 0 else f"<p>{desk.fresh('Added')}</p>"
        text = path.read_text()
        end = "{% endblock %}" if "{% endblock %}" in text else "{% endmacro %}"
        path.write_text(text.replace(end, more + end) if end in text else text + more)


def _override(desk: Desk, pick: int, *, name: str) -> None:
    """An override appears; where there is one it goes, or moves."""
    kind = "templates" if name.endswith(".html") else "assets"
    paths = [f"overrides/{name}", f"overrides/{kind}/{name}"]
    there = [path for path in paths if (desk.root / path).exists()]
    for path in there:
        (desk.root / path).unlink()
    if there and pick % 3:
        return
    theme = "default" if desk.chosen["theme"]["name"] == "dusk" else "paper"
    extends = sites.OVERRIDE.format(f"{theme}:{name}")
    texts = {
        "article.html": extends,
        "base.html": extends,
        "_card.html": "<b>{{ card.title if card is defined else '' }}</b>\n",
        "lead-topic.html": "<i>{{ card.title }}</i>\n",
    }
    plain = "<p>An override</p>\n" if kind == "templates" else "i { }\n"
    desk.write(paths[pick % 2], texts.get(name, plain) + desk.fresh("<!-- override") + " -->\n")


def _asset(desk: Desk, pick: int, *, theme: str, what: str) -> None:
    assets = desk.files(f"themes/{theme}/assets/*")
    if what == "added" or not assets:
        desk.write(f"themes/{theme}/assets/{desk.name('more')}.css", "p { }\n")
    elif what == "edited":
        assets[pick % len(assets)].write_text(desk.fresh("/* anew */"))
    else:
        for path in assets:
            if path.name.startswith("more"):
                path.unlink()


def _manifest(desk: Desk, pick: int, *, theme: str, what: str) -> None:
    path = desk.root / f"themes/{theme}/theme.yaml"
    text = path.read_text()
    if what == "palette":
        for red in _REDS:
            text = text.replace(f'red: {{light: "{red}"', 'red: {light: "?"')
        text = text.replace("?", _REDS[pick % len(_REDS)])
    elif what in {"order of options", "order of colours"}:
        text = _last_first(text, "options:" if what == "order of options" else "palette:")
    elif what == "surfaces":
        one, other = ("#f6f5f1", "#fefefe") if "#f6f5f1" in text else ("#fefefe", "#f6f5f1")
        text = text.replace(one, other)
    elif what == "option":
        text = text.replace("options:\n", f'options:\n  {desk.name("extra")}: {{type: text, default: "{pick}"}}\n')
    else:
        text += f"# {desk.fresh('a remark')}\n"
    path.write_text(text)


def _last_first(text: str, block: str) -> str:
    """A manifest with the last line of a block put first; templates may show options and colours in their order."""
    lines = text.splitlines(keepends=True)
    if f"{block}\n" not in lines:  # someone made a mistake in it
        return text
    start = lines.index(f"{block}\n") + 1
    after = (number for number in range(start, len(lines)) if not lines[number].startswith(" "))
    end = next(after, len(lines))
    lines.insert(start, lines.pop(end - 1))
    return "".join(lines)


def _shadow(desk: Desk, _pick: int) -> None:
    """A theme of the site's own by the name of the package's appears, which takes its place; or goes."""
    if (desk.root / "themes/default").exists():
        remove(desk.root / "themes/default")
    else:
        desk.write("themes/default/theme.yaml", "name: Mine\nextends: paper\n")
        desk.write("themes/default/assets/mine.css", "q { }\n")


def _words(desk: Desk, pick: int, *, where: str) -> None:
    """A text of the interface becomes another, of a theme or of the site; or their file goes."""
    file = f"{where}/languages/en.yaml"
    if pick % 4 == 0 and (desk.root / file).exists():
        (desk.root / file).unlink()
    else:
        desk.write(file, f"home: {desk.fresh('Front')}\nstories: {{one: one, other: '{{count}} of {pick}'}}\n")


def _templates_linked(desk: Desk, pick: int) -> None:
    """The templates of a theme become a link to a folder elsewhere; a link leads to a copy with a difference."""
    folder = desk.root / "themes/paper/templates"
    aside = desk.root / "elsewhere" / desk.name("templates")
    aside.parent.mkdir(exist_ok=True)
    if folder.is_symlink():
        shutil.copytree(folder, aside)
        (aside / "tag.html").write_text((aside / "tag.html").read_text() + f"{{# {pick} #}}")
        folder.unlink()
    else:
        folder.rename(aside)
    folder.symlink_to(f"../../elsewhere/{aside.name}")


APPEARANCE: Edits = {
    **{f"the words of {where}": partial(_words, where=where) for where in ("themes/paper", "overrides")},
    **{f"a template of {where}": partial(_template, where=where) for where in ("paper", "night", "dusk", "overrides")},
    **{f"the override {name}": partial(_override, name=name) for name in (*looks.LOOKED_UP_IN_VAIN, *_OVERRIDDEN)},
    **{
        f"an asset of {theme} {what}": partial(_asset, theme=theme, what=what)
        for theme in ("paper", "night", "dusk")
        for what in ("edited", "added", "removed")
    },
    **{
        f"theme.yaml of {theme}: {what}": partial(_manifest, theme=theme, what=what)
        for theme in ("paper", "night", "dusk")
        for what in ("palette", "surfaces", "option", "remark", "order of options", "order of colours")
    },
    "a theme in the place of the package's": _shadow,
    "templates behind a link": _templates_linked,
}
