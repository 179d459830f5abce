r"""Stage 1, convert: plain blocks become Markdown that shows them letter for letter.

Both Python-Markdown (https://daringfireball.net/projects/markdown/syntax and its shipped extensions) and CommonMark 0.31
(https://spec.commonmark.org/0.31.2/) must show exactly the text, and prose must stay readable for the person who edits it. So
a character is escaped only where one of the two would take it for markup, with a backslash where both know that escape and
with an entity where Python-Markdown would print the backslash (`\<`, `\&`, `\~`, `\:`, `\|`).
"""

from __future__ import annotations

import html
import re
from collections.abc import Sequence

from digest.convert.body import Block
from digest.ground.text import squeeze

_INLINE = re.compile(r"[\\`*_\[<&~{]")
_PUNCTUATION = frozenset("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~")
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_FENCE = "```"
_FENCED = re.compile(r"^(`{3,})\n(.*?)\n\1$", re.DOTALL | re.MULTILINE)
_LINKS = re.compile(r"\] ?[(\[:]")
_REFERENCE = re.compile(r"&(?:#|[0-9A-Za-z]+;)")
_LONGEST_ENTITY = 34

# What begins a block at the start of a line, but for `*`, `_`, `` ` ``, `~` and `<`, which are escaped wherever they matter.
_ORDERED = re.compile(r"(\d+)([.)])(?=\s|$)")
_MARK = re.compile(r"[-+](?=\s|$)|-(?=[- ]*$)|[#>]|!(?=!!)")
_COLON_OR_PIPE = re.compile(r":(?=\s|$)|[:|](?=[|:\- ]*$)|-(?=[|:\- ]+$)")


def to_markdown(blocks: Sequence[Block]) -> str:
    """The blocks as Markdown, a blank line between them, a line end after the last; empty blocks are left out.

    A paragraph, an item, a quote and a heading are one line each; white space in them is folded, that in tables is kept
    (tabs become spaces up to every eighth column).
    """
    written = [text for block in blocks if (text := _block(block))]
    return "\n\n".join(written) + "\n" if written else ""


def to_plain(markdown: str) -> str:
    """The text of Markdown that this module made: what `escape` wrote undone, tables as they are."""
    parts: list[str] = []
    done = 0
    for table in _FENCED.finditer(markdown) if _FENCE in markdown else ():
        parts += (_unescaped(markdown[done : table.start()]), table[2])
        done = table.end()
    return "".join((*parts, _unescaped(markdown[done:])))


def _unescaped(text: str) -> str:
    return html.unescape(_ESCAPED.sub(r"\1", text))


def escape(text: str, *, heading: bool = False) -> str:
    """`text` as one line of Markdown that begins a block; a heading's text additionally can't end in marks of its own."""
    line = squeeze(text)
    links = _LINKS.search(line) is not None
    written = _INLINE.sub(lambda found: _inline(found, links=links, heading=heading), line)
    closing = len(line) - len(line.rstrip("#")) if heading else 0
    if closing:
        written = written[:-closing] + "\\#" * closing
    return written if closing == len(line) else _opening(line, written)


def _block(block: Block) -> str:
    if block.kind == "table":
        return _table(block.texts)
    texts = [text for text in block.texts if text.strip()]
    if block.kind == "list":
        return "\n".join(f"- {escape(text)}" for text in texts)
    prefix = {"heading": "## ", "quote": "> "}.get(block.kind, "")
    return "\n\n".join(prefix + escape(text, heading=block.kind == "heading") for text in texts)


def _table(lines: Sequence[str]) -> str:
    rows = [line.expandtabs(8).rstrip() for text in lines for line in text.split("\n")]
    if not any(rows):
        return ""
    longest = max((len(run) for row in rows for run in re.findall("`+", row)), default=0)
    fence = "`" * max(3, longest + 1)
    return "\n".join((fence, *rows, fence))


def _inline(found: re.Match[str], *, links: bool, heading: bool) -> str:
    mark, line, at = found[0], found.string, found.start()
    before = line[at - 1] if at else ""
    after = line[at + 1] if at + 1 < len(line) else ""
    if mark == "\\":
        return "\\\\" if not after or after in _PUNCTUATION else mark
    if mark == "`":
        return "\\`"
    if mark == "*":
        return mark if before == " " and after == " " else "\\*"
    if mark == "_":
        return mark if before.isalnum() and after.isalnum() else "\\_"
    if mark == "[":
        special = links or not at or before in {"[", "!"} or after in {"[", "^"}
        return "\\[" if special else mark
    if mark == "<":
        return mark if after == " " else "&lt;"
    if mark == "~":
        return "&#126;" if "~" in {before, after} else mark
    if mark == "{":
        return "\\{" if heading else mark
    return "&amp;" if _is_reference(line, at) else mark


def _is_reference(line: str, at: int) -> bool:
    """Whether the `&` there begins a character reference, for Markdown or for HTML (which knows some without a semicolon)."""
    name, _, _ = line[at + 1 : at + _LONGEST_ENTITY].partition("&")
    return _REFERENCE.match(line, at) is not None or html.unescape(f"&{name}") != f"&{name}"  # `&ampx` is `&x`


def _opening(line: str, written: str) -> str:
    """`written` (`line`, its inline marks escaped) with the mark that would begin a block escaped."""
    ordered = _ORDERED.match(line)
    if ordered:
        return f"{ordered[1]}\\{written[len(ordered[1]) :]}"
    if _MARK.match(line):
        return f"\\{written}"
    if _COLON_OR_PIPE.match(line):
        return f"&#{ord(line[0])};{written[1:]}"
    return written
