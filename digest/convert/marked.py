"""Stage 1, convert: a seed in Markdown, with or without front matter, passes through: checked, and completed.

What the front matter says is taken at its word, and the body stays as it is. What is missing is proposed by the rules for
plain text, but for what they would have to take out of the body: a standfirst, a dateline, credits.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec.structs import replace

from digest.config import Config
from digest.convert.proposals import above, propose
from digest.ground import languages, located, schema
from digest.ground.characters import spaced
from digest.ground.diagnostics import Diagnostic, Place, error, first_line, has_errors
from digest.ground.text import squeeze
from digest.model import Draft, FrontMatter, Origin, Removed, Struct

RULE = "front-matter"

_FENCE = "---"
_END = re.compile(r"---[ \t]*")
_HEADING = re.compile(r" {0,3}#[ \t]+(\S.*?)(?:[ \t]+#+)?[ \t]*")
_MARKS = re.compile(
    r"^[ \t]*(?:#{1,6}[ \t]+|>[ \t]?|[-*+][ \t]+)|[*`]+|\]\([^()\n]{0,500}\)|!?\[(?=[^\[\]\n]{0,500}\]\()"
)
_PROPOSED = ("date", "updated", "topics", "tags", "authors", "source", "language")


class _Heading(Struct, kw_only=True):
    """A line of the body that gives the title: what it says, as it stands, which it is (from 0), by which rule."""

    title: str
    line: str
    index: int
    rule: str


class _Parts(Struct, kw_only=True):
    """A seed taken apart: the header's lines without its fences, the body's lines, and how many lines stand above the body."""

    header: str | None
    body: tuple[str, ...]
    above: int


def draft(text: str, path: str, config: Config) -> Draft:
    """The draft of the seed at `path` whose text, with line feeds as its only line ends, is `text`."""
    file = f"{config.paths.seeds}/{path}"
    parts = _parts(text)
    if parts is None:
        return _refused([_unclosed(file)])
    front, places, findings = _front(parts, file)
    if front is None or has_errors(findings):
        return _refused(findings)
    given = {name: _given(place) for name, place in places.items() if name in FrontMatter.__struct_fields__}
    known = FrontMatter(title=squeeze(front.title or "") or None)
    proposal = _propose(known, front, parts.body, path, config)
    heading = None if known.title else _heading(parts, proposal)
    if heading is not None:
        known = replace(known, title=heading.title)
        parts = replace(parts, body=("",) * (heading.index + 1) + parts.body[heading.index + 1 :])
        proposal = _propose(known, front, parts.body, path, config)
    made = _completed(replace(front, title=known.title), given, heading, parts, proposal)
    return replace(made, diagnostics=(*findings, *made.diagnostics))


def _parts(text: str) -> _Parts | None:
    """The header and the body, or None where a header has no end."""
    lines = text.split("\n")
    if lines[0].rstrip() != _FENCE:
        return _Parts(header=None, body=tuple(lines), above=0)
    end = next((number for number, line in enumerate(lines) if number and _END.fullmatch(line)), None)
    if end is None:
        return None
    return _Parts(header="\n".join(lines[1:end]), body=tuple(lines[end + 1 :]), above=end + 1)


def _front(parts: _Parts, file: str) -> tuple[FrontMatter | None, dict[str, Place], list[Diagnostic]]:
    if parts.header is None:
        return FrontMatter(), {}, []
    node, findings = located.parse(parts.header, file, first_line=2)
    if node is None:
        return None, {}, findings
    checked = schema.check(node, FrontMatter, what="the front matter")
    return checked.value, checked.places, [*findings, *checked.diagnostics]


def _given(place: Place) -> Origin:
    start = place.column - 1
    return Origin(rule=RULE, line=place.line, start=start, end=start + place.length)


def _propose(known: FrontMatter, front: FrontMatter, body: Sequence[str], path: str, config: Config) -> Draft:
    """What the rules for plain text make of the body with its marks blanked out, under the known title."""
    language = front.language or config.convert.language
    if language != config.convert.language and languages.TAG.fullmatch(language or ""):
        config = replace(config, convert=replace(config.convert, language=language))
    return propose(_header(known), [spaced(_MARKS.sub(_blank, line)) for line in body], path, config)


def _header(known: FrontMatter) -> dict[str, str]:
    return {"Title": known.title} if known.title else {}


def _heading(parts: _Parts, proposal: Draft) -> _Heading | None:
    """The line that has to give the title, and then leaves the body: a heading of the first rank on top, or the line that reads like one."""
    first = next((index for index, line in enumerate(parts.body) if line.strip()), None)
    if first is None:
        return None
    match = _HEADING.fullmatch(parts.body[first])
    if match is not None:
        return _Heading(title=squeeze(match[1]), line=parts.body[first], index=first, rule="heading")
    origin, title = proposal.origins.get("title"), proposal.front.title
    alone = not "".join(parts.body[first + 1 : first + 2]).strip()
    if origin is None or title is None or squeeze(parts.body[first]) != title or not alone:
        return None
    return _Heading(title=title, line=parts.body[first], index=first, rule=origin.rule)


def _completed(
    front: FrontMatter,
    given: dict[str, Origin],
    heading: _Heading | None,
    parts: _Parts,
    proposal: Draft,
) -> Draft:
    removed = [
        Removed(rule=RULE, text=line.strip(), line=number)
        for number, line in enumerate((parts.header or "").split("\n"), 2)
        if line.strip()
    ]
    origins = dict(given)
    if heading is not None:
        number = parts.above + heading.index + 1
        removed.append(Removed(rule=heading.rule, text=heading.line.strip(), line=number))
        origins["title"] = Origin(rule=heading.rule, line=number, end=len(heading.line))
    missing = [name for name in _PROPOSED if name not in given and getattr(proposal.front, name)]
    if "date" in given and "updated" in missing:
        missing.remove("updated")
    shift = parts.above - above(_header(front))
    for name in missing:
        origin = proposal.origins.get(name, Origin(rule="text"))
        origins[name] = replace(origin, line=origin.line + shift) if origin.line else origin
    doubts = [one for one in proposal.diagnostics if one.code == "topic-uncertain" and "topics" in missing]
    return Draft(
        front=replace(front, **{name: getattr(proposal.front, name) for name in missing}),
        body=_body(parts.body),
        origins=origins,
        removed=tuple(removed),
        runners_up=proposal.runners_up if "topics" in missing else (),
        shares=proposal.shares if "topics" in missing else {},
        diagnostics=tuple(doubts),
    )


def _blank(mark: re.Match[str]) -> str:
    return " " * len(mark[0])


def _body(lines: Sequence[str]) -> str:
    """The lines as they are, from the first that holds something on; with a line end after the last."""
    first = next((index for index, line in enumerate(lines) if line.strip()), len(lines))
    text = "\n".join(lines[first:])
    return text if not text or text.endswith("\n") else f"{text}\n"


def _refused(findings: Sequence[Diagnostic]) -> Draft:
    return Draft(front=FrontMatter(), body="", origins={}, removed=(), diagnostics=tuple(findings))


def _unclosed(file: str) -> Diagnostic:
    hint = "write a line `---` after its last key, at the left edge"
    return error(
        "front-matter-unclosed", "the front matter has no end", first_line(file), note="it begins here", hint=hint
    )
