"""A saved page becomes a draft: Trafilatura's body, the page's own facts, and every other line that a reader sees as taken out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from importlib.util import find_spec
from itertools import groupby
from typing import Any

from msgspec.structs import replace

from digest.config import Config
from digest.convert import language, markup
from digest.convert.body import Block
from digest.convert.coverage import uncovered
from digest.convert.proposals import propose
from digest.convert.web.facts import Value, read_facts
from digest.convert.web.page import Line, Page, read_page
from digest.convert.web.shreds import parted
from digest.ground import languages
from digest.ground.diagnostics import Place, error
from digest.ground.text import fold
from digest.model import Draft, FrontMatter, Origin, Removed, Source

_STANDFIRST = (
    "standfirst",
    "subtitle",
    "sub-title",
    "subhead",
    "summary",
    "deck",
    "dek",
    "chapo",
    "lead",
    "excerpt",
    "description",
    "intro",
)
_FIELDS = ("title", "authors", "date", "updated", "language")
_PROPOSED = ("date", "updated", "topics", "tags", "authors", "source")
_SEEN = 4000


def draft(markup_text: str, path: str, config: Config) -> Draft:
    """The draft of the page at `path`, whose markup is `markup_text`; an error says so where Trafilatura is not installed."""
    if find_spec("trafilatura") is None:
        return _not_installed(f"{config.paths.seeds}/{path}")
    from digest.convert.web import extraction  # noqa: PLC0415 - slow to load, and may be missing
    from digest.convert.web.blocks import to_blocks  # noqa: PLC0415

    page = read_page(markup_text)
    body = extraction.article(markup_text)
    blocks = to_blocks(body) if body is not None else ()
    if not blocks:
        return _as_text(page, path, config)
    facts = read_facts(page)
    blocks = parted(blocks, page.lines, facts["title"].value if "title" in facts else None)
    facts["language"] = _language(facts.get("language"), blocks, config)
    summary, blocks = _standfirst(facts.pop("summary", None), page.lines, blocks)
    title = facts.get("title")
    if (
        title is not None
        and blocks[0].kind == "heading"
        and fold(blocks[0].texts[0]) == fold(title.value)
        and blocks[1:]
    ):
        blocks = blocks[1:]
    if summary is not None:
        facts["summary"] = summary
    made = _completed(facts, blocks, page, path, config)
    if title is None and len(blocks) > 1 and made.front.title == blocks[0].texts[0]:
        made = replace(made, body=markup.to_markdown(blocks[1:]))
    return replace(made, removed=tuple(_around(uncovered(page.said, made), page.lines)))


def _as_text(page: Page, path: str, config: Config) -> Draft:
    """A page in which Trafilatura finds no article, read as if somebody had copied all of it; the lines are the markup's."""
    made = propose({}, [line.text for line in page.lines], path, config)
    return replace(
        made,
        origins={name: replace(one, line=_number(one.line - 1, page.lines)) for name, one in made.origins.items()},
        removed=tuple(replace(one, line=_number(one.line - 1, page.lines)) for one in made.removed),
        diagnostics=tuple(one for one in made.diagnostics if one.place is None or not one.place.line),
    )


def _number(line: int, lines: Sequence[Line]) -> int:
    """The markup's line of the line with the number `line` (from 1) of those that a reader sees."""
    return lines[line - 1].number if 0 < line <= len(lines) else 0


def _around(lost: Sequence[Removed], lines: Sequence[Line]) -> Iterator[Removed]:
    """What stands no longer in the article: whole lines where most of a line is lost, else the stretches that are."""
    for number, stretches in groupby(lost, key=lambda one: one.line):
        texts, line = [one.text for one in stretches], lines[number - 1]
        whole = 2 * sum(map(len, texts)) >= len(line.text)
        for text in (line.text,) if whole else texts:
            yield Removed(rule="around-article", text=text, line=line.number)


def _language(told: Value | None, blocks: Sequence[Block], config: Config) -> Value:
    """The setting; the language that the page names, unless its text is plainly another (templates often say `en`); the text's."""
    if config.convert.language:
        return Value(value=config.convert.language, origin=Origin(rule="setting"))
    text = "\n".join(text for block in blocks for text in block.texts)[:_SEEN]
    heard = language.detect(text)
    if told is not None and (languages.primary(told.value) == heard or languages.primary(told.value) != "en"):
        return told
    return Value(value=heard, origin=Origin(rule="language-detected", confidence=0.9))


def _standfirst(
    told: Value | None, lines: Sequence[Line], blocks: tuple[Block, ...]
) -> tuple[Value | None, tuple[Block, ...]]:
    """The page's description, unless it only repeats how the story begins; a standfirst that is set apart leaves the body."""
    texts = [(index, fold(text)) for index, block in enumerate(blocks[:3]) for text in block.texts[:1]]
    for line in lines:
        here = next((index for index, text in texts if text == fold(line.text)), None)
        if (
            here is not None
            and len(blocks) > 1
            and line.tag in {"p", "div", "h2"}
            and any(word in line.role for word in _STANDFIRST)
        ):
            found = Value(value=line.text, origin=Origin(rule="standfirst-class", line=line.number, confidence=0.9))
            return found, (*blocks[:here], *blocks[here + 1 :])
    if told is None:
        return None, blocks
    said = fold(told.value.rstrip(".… "))
    repeats = any(text.startswith(said) or said.startswith(text) for _, text in texts if text and blocks)
    return (None if repeats else replace(told, origin=replace(told.origin, confidence=0.8))), blocks


def _completed(facts: dict[str, Value], blocks: tuple[Block, ...], page: Page, path: str, config: Config) -> Draft:
    """The draft with what the page doesn't say proposed by the rules for plain text, from the article and the lines around it."""
    values = {name: value.value for name, value in facts.items()}
    tongue = replace(config, convert=replace(config.convert, language=values["language"]))
    known = {"Title": values.get("title", ""), "Section": values.get("section", "")} if values.get("title") else {}
    proposal = propose(known, [text for block in blocks for text in (*block.texts, "")], path, tongue)
    missing = {"date", "authors", "source"} - values.keys()
    around = [line for line in page.lines if not line.navigates] or page.lines
    seen = propose({}, [line.text for line in around], path, tongue) if missing else proposal
    fields: dict[str, Any] = {name: values[name] for name in (*_FIELDS, "summary") if name in values}
    if values.get("updated") == values.get("date"):
        fields.pop("updated", None)
    origins = {name: facts[name].origin for name in fields}
    source = _source(facts)
    if source is not None:
        fields["source"] = source
        origins["source"] = facts["source" if "source" in facts else "url"].origin
    for name in _PROPOSED:
        made = proposal if name in {"topics", "tags"} else seen
        if name not in fields and getattr(made.front, name) and (name != "updated" or "date" not in values):
            fields[name] = getattr(made.front, name)
            origin = made.origins.get(name, Origin(rule="text"))
            origins[name] = replace(
                origin, line=_number(origin.line - 1, around) if made is seen else 0, start=0, end=0
            )
    if "title" not in fields and proposal.front.title:
        fields["title"], origins["title"] = proposal.front.title, Origin(rule="head-title", confidence=0.5)
    first = fold(blocks[0].texts[0])
    line = next((each.number for each in page.lines if fold(each.text) == first), 0)
    return Draft(
        front=FrontMatter(**fields),
        body=markup.to_markdown(blocks),
        origins=origins | {"body": Origin(rule="trafilatura", line=line, confidence=0.9)},
        removed=(),
        runners_up=proposal.runners_up,
        shares=proposal.shares if "topics" not in facts else {},
        diagnostics=tuple(one for one in proposal.diagnostics if one.code == "topic-uncertain"),
    )


def _source(facts: dict[str, Value]) -> Source | None:
    name, url = facts.get("source"), facts.get("url")
    if name is None and url is None:
        return None
    host = url.value.split("/")[2].removeprefix("www.") if url is not None else ""
    return Source(name=name.value if name is not None else host, url=url.value if url is not None else None)


def _not_installed(file: str) -> Draft:
    found = error(
        "seed-needs-html",
        "this seed is a web page, and what reads web pages is not installed",
        Place(file=file),
        hint="`pip install 'digest-news[html]'`; or paste its text into a `.txt` file",
    )
    return Draft(front=FrontMatter(), body="", origins={}, removed=(), diagnostics=(found,))
