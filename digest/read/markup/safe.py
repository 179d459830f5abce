"""Stage 2: HTML that is safe to publish. The door of `nh3`."""

from __future__ import annotations

import re
from collections.abc import Iterable

import nh3

_TEXT = "abbr b bdi bdo br cite code del dfn em i ins kbd mark q rp rt ruby s samp small strong sub sup time u var wbr"
_BLOCKS = "blockquote dd details div dl dt figcaption figure h1 h2 h3 h4 h5 h6 hr li ol p pre section span summary ul"
_TABLES = "caption col colgroup table tbody td tfoot th thead tr"
_TAGS = frozenset(f"{_TEXT} {_BLOCKS} {_TABLES} a img".split())
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_ATTRIBUTES: dict[str, set[str]] = {
    "*": {"lang", "dir", "title"},
    "a": {"href", "hreflang", "class", "id"},
    "blockquote": {"cite"},
    "code": {"class"},
    "col": {"span"},
    "colgroup": {"span"},
    "del": {"cite", "datetime"},
    "details": {"open"},
    "div": {"class"},
    "img": {"src", "alt", "width", "height", "loading"},
    "ins": {"cite", "datetime"},
    "li": {"id", "value"},
    "ol": {"start", "reversed", "type"},
    "q": {"cite"},
    "sup": {"id"},
    "td": {"colspan", "rowspan", "headers", "style"},
    "th": {"colspan", "rowspan", "headers", "scope", "style"},
    "time": {"datetime"},
    **{heading: {"id"} for heading in _HEADINGS},
}
_CLASSES = re.compile(r"language-[\w.+#-]+|footnote(?:-ref|-backref)?|admonition(?:-title)?|note|warning|toc")
_SCHEMES = {"http", "https", "mailto", "tel", "sms", "geo", "ftp", "magnet", "xmpp", "irc", "ircs", "news", "matrix"}


def _closed(names: Iterable[str]) -> str:
    """Looks ahead whether the first tag of one of the `names` after the one that begins here is its end.

    So a line need not be written out for each of them, each of which would take a millisecond to compile.
    """
    begun = "|".join(names)
    text = rf"[^<]*+(?:<(?!/?(?:{begun})>)[^<]*+)*+"
    return "(?=" + "|".join(f"<{name}>{text}</{name}>" for name in begun.split("|")) + ")"


# HTML that the sanitiser gives back letter for letter: flat paragraphs, headings, lists and quotes with unnested phrases in
# them, no character that HTML writes in more than one way, addresses that leave no room for interpretation.
_LETTERS = r"(?:[^<>&\x00-\x09\x0b-\x1f\x7f-\xa0\ufeff]++|&(?:amp|lt|gt);)*+"
_PATH = r"[A-Za-z0-9/._~?=#%+,\-]*+"
_ADDRESS = rf"(?:https?://(?:[a-z0-9]++(?:-[a-z0-9]++)*+\.)++[a-z]{{2,}}+(?:/{_PATH})?+|(?!//)[A-Za-z0-9./#]{_PATH})"
_PHRASES = "|".join(f"{name}>{_LETTERS}</{name}>" for name in ("em", "strong", "code"))
_LINE = rf'(?:{_LETTERS}<(?:a href="{_ADDRESS}">{_LETTERS}</a>|{_PHRASES}|br>))*+{_LETTERS}'
_PARAGRAPH = rf"<p>{_LINE}</p>"
_HEADING = rf"{_closed(_HEADINGS)}<h[1-6]>{_LINE}</h[1-6]>"
_ITEMS = rf"\n(?:<li>(?:\n(?:{_PARAGRAPH}\n)++|{_LINE})</li>\n)++"
_LIST = rf"{_closed(('ol', 'ul'))}<[ou]l>{_ITEMS}</[ou]l>"
_QUOTE = rf"<blockquote>\n(?:{_PARAGRAPH}\n)++</blockquote>"
HARMLESS = re.compile(rf"(?:(?:{_PARAGRAPH}|{_HEADING}|{_LIST}|{_QUOTE}|<hr>)\n*+)++")
"""The HTML of most bodies; matched as a whole it is what `nh3` would make of it, in a fraction of the time."""


def sanitise(made: str) -> str:
    """`made` without anything that acts, loads or restyles; well-formed."""
    return made if HARMLESS.fullmatch(made) else clean(made)


def clean(made: str) -> str:
    """What `nh3` makes of `made`."""
    return nh3.clean(
        made,
        tags=set(_TAGS),
        attributes=_ATTRIBUTES,
        attribute_filter=_filter,
        filter_style_properties={"text-align"},
        link_rel=None,
        url_schemes=_SCHEMES,
    )


def _filter(_tag: str, attribute: str, value: str) -> str | None:
    if attribute != "class":
        return value
    known = [name for name in value.split() if _CLASSES.fullmatch(name)]
    return " ".join(known) or None
