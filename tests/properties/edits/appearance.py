"""Edits of themes and overrides."""

from __future__ import annotations

from functools import partial

from tests.properties import looks, sites
from tests.properties.edits.desk import Desk, Edits

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
    elif what == "surfaces":
        one, other = ("#f6f5f1", "#fefefe") if "#f6f5f1" in text else ("#fefefe", "#f6f5f1")
        text = text.replace(one, other)
    elif what == "option":
        text = text.replace("options:\n", f'options:\n  {desk.name("extra")}: {{type: text, default: "{pick}"}}\n')
    else:
        text += f"# {desk.fresh('a remark')}\n"
    path.write_text(text)


APPEARANCE: Edits = {
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
        for what in ("palette", "surfaces", "option", "remark")
    },
}
