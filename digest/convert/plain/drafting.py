"""A pasted text becomes a draft: every line is either in it or in the list of what was taken out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import msgspec

from digest.config import Config
from digest.convert import language, markup, tags, topics
from digest.convert.body import Block
from digest.convert.plain import (
    chronicle,
    evidence,
    head,
    headers,
    initials,
    joined,
    lines,
    parting,
    roles,
    signatures,
    stamps,
    story,
    taken,
)
from digest.convert.plain.roles import Part
from digest.convert.plain.taken import Taken
from digest.convert.topics import TopicProposal
from digest.ground import diagnostics, languages
from digest.ground.diagnostics import Diagnostic, Place
from digest.ground.text import excerpt
from digest.model import Draft, FrontMatter, Origin, Source

_HEAD_LINES_OF_LANGUAGE = 60
_MONTH_FIRST = frozenset({"US", "PH"})
_UNREAD = {
    "date": ("no date", "write a day that is in the calendar: `2015-07-28`"),
    "updated": ("no date", "write a day that is in the calendar: `2015-07-28`"),
    "url": ("no address", "write one that begins with `https://`"),
    "language": ("no language", "write its tag: `en`, `pt-BR`"),
    "authors": ("no name", "write names: `Kim Ray, Ada Pier`"),
    "topics": ("no topic of this site", "write one of them"),
}
"""What a header's value is not, and what to write instead."""

_BOTH_ORDERS = frozenset({"CA", "001"})


def draft(seed: str, path: str, config: Config) -> Draft:
    """The draft of the seed at `path` (below the seeds' folder) whose decoded text is `seed`. An empty text gives an empty draft."""
    every = lines.split(seed)
    written = headers.read_headers(every)
    below = headers.behind(every, written)
    tag = evidence.language(written) or config.convert.language or _detected(below)
    order = _order(config.convert.date_order, tag)
    wrapped = lines.is_wrapped(below)
    parts = _parts(below, order, wrapped=wrapped)
    said = evidence.from_headers(written, order)
    parts, top = _headless(parts) if "title" in said.values else head.read_head(parts, order)
    body, around = parting.part(parts, top, wrapped=wrapped)
    other = joined.begins(body)
    body, mended = initials.join(body, languages.primary(tag))
    body, opening = evidence.from_dateline(body, order)
    found = taken.merge(
        [said, evidence.from_head(parts, top), evidence.from_around(around), opening, mended, evidence.from_path(path)]
    )
    found, blocks = _standfirst_alone(found, story.read_story(body, wrapped=wrapped))
    made = _draft(_dated(found), blocks, tag, path, config)
    unread = evidence.unread(written, order, topics.known_names(config.topics))
    several = [_on_several(other, path, config)] if other is not None else []
    return msgspec.structs.replace(made, diagnostics=(*made.diagnostics, *several, *_on_headers(unread, path, config)))


def _detected(below: Sequence[lines.Line]) -> str:
    return language.detect("\n".join(line.text for line in below[:_HEAD_LINES_OF_LANGUAGE]))


def _order(setting: str, tag: str) -> stamps.Order | None:
    """English print uses both orders, unless its country is known; elsewhere the day comes first."""
    if setting in {"dmy", "mdy"}:
        return "mdy" if setting == "mdy" else "dmy"
    region = languages.region(tag)
    if languages.primary(tag) != "en":
        return "dmy"
    if region is None or region in _BOTH_ORDERS:
        return None
    return "mdy" if region in _MONTH_FIRST else "dmy"


def _parts(below: Sequence[lines.Line], order: stamps.Order | None, *, wrapped: bool) -> tuple[Part, ...]:
    alone = _alone(below, order) if wrapped else []
    return chronicle.mark(
        [roles.part_of(each, order) for each in lines.paragraphs(below, wrapped=wrapped, alone=alone)]
    )


def _alone(below: Sequence[lines.Line], order: stamps.Order | None) -> list[bool]:
    """Which lines of a wrapped text are no text: one in which the line above goes on is, whatever it looks like."""
    alone: list[bool] = []
    for index, line in enumerate(below):
        inside = index > 2 and not alone[-1] and lines.goes_on(below[index - 1], line)
        inside = inside or (index > 1 and index + 1 < len(below) and lines.opens_paragraph(line, below[index + 1]))
        alone.append(not inside and roles.role_of_line(line, order) != "text")
    return alone


def _headless(parts: Sequence[Part]) -> tuple[tuple[Part, ...], head.Head]:
    """The head of a text whose header lines name the headline: stamps and bylines above the story still belong to it."""
    end = next((index for index, part in enumerate(parts) if roles.is_prose(part)), len(parts))
    signed, _ = signatures.sign(parts, 0, end)
    end = next((index for index, part in enumerate(signed) if part.role == "text"), len(parts))
    return signed, head.Head(title=None, summary=None, kicker=None, above=(), repeated=(), end=end, sure=1.0)


def _standfirst_alone(found: Taken, blocks: tuple[Block, ...]) -> tuple[Taken, tuple[Block, ...]]:
    """A standfirst above no story is the story, and one longer than all that stands below it is its first paragraph."""
    if "summary" not in found.values or found.origins["summary"].rule == "header":
        return found, blocks
    if sum(len(said) for block in blocks for said in block.texts) >= len(found.values["summary"]):
        return found, blocks
    line = found.origins["summary"].line
    body = Block(kind="paragraph", texts=(found.values["summary"],), line=line)
    values = {field: value for field, value in found.values.items() if field != "summary"}
    origins = {field: origin for field, origin in found.origins.items() if field != "summary"}
    return msgspec.structs.replace(found, values=values, origins=origins), (body, *blocks)


def _dated(found: Taken) -> Taken:
    """The day of publication falls back to the day of the update; a date from the file's name only where there is neither."""
    updated = found.values.get("updated")
    weak = "date" not in found.values or found.origins["date"].rule == "path-date"
    if updated is None or not weak:
        return found
    told = found.origins["updated"]
    fallback = msgspec.structs.replace(told, rule="updated-as-date", confidence=min(told.confidence, 0.8))
    return taken.merge([taken.one("date", updated, fallback), found])


def _draft(found: Taken, blocks: tuple[Block, ...], tag: str, path: str, config: Config) -> Draft:
    values, tongue = found.values, languages.primary(tag)
    title, summary = str(values.get("title", "")), str(values.get("summary", ""))
    paragraphs = [said for block in blocks if block.kind != "table" for said in block.texts]
    subject = topics.propose(title, summary, paragraphs, config.topics, tongue, hints=_hints(values))
    labels = values.get("tags") or tags.propose(
        title,
        summary,
        paragraphs,
        config.tags,
        tongue,
        dateline=values.get("dateline"),
        people=values.get("authors", ()),
    )
    origins = found.origins | {
        "language": found.origins.get("language", _origin_of_language(config)),
        "topics": Origin(rule=subject.rule, confidence=subject.confidence, words=subject.words),
        "tags": found.origins.get("tags", Origin(rule="names-and-places", confidence=0.7)),
        "body": Origin(rule="story", line=blocks[0].line if blocks else 0),
    }
    return Draft(
        front=FrontMatter(
            title=values.get("title"),
            kicker=values.get("kicker"),
            summary=values.get("summary"),
            date=values.get("date"),
            updated=values.get("updated"),
            topics=subject.topics,
            tags=tuple(labels),
            authors=tuple(values.get("authors", ())),
            dateline=values.get("dateline"),
            credits=tuple(values.get("credits", ())),
            source=_source(values),
            language=tag,
        ),
        body=markup.to_markdown(blocks),
        origins=origins,
        removed=found.removed,
        runners_up=subject.runners_up,
        shares=subject.shares,
        diagnostics=tuple(_findings(found, subject if blocks else None, path, config)),
    )


def _origin_of_language(config: Config) -> Origin:
    return Origin(rule="setting") if config.convert.language else Origin(rule="language-detected", confidence=0.9)


def _hints(values: dict[str, Any]) -> tuple[str, ...]:
    kicker = values.get("kicker")
    return (*values.get("topics", ()), *([kicker] if kicker else []))


def _source(values: dict[str, Any]) -> Source | None:
    name, url = values.get("source"), values.get("url")
    if name is None and url is None:
        return None
    return Source(name=str(name or url), url=str(url) if url else None)


def _findings(found: Taken, subject: TopicProposal | None, path: str, config: Config) -> list[Diagnostic]:
    file = f"{config.paths.seeds}/{path}"
    findings: list[Diagnostic] = []
    if subject is not None:
        findings += topics.doubts(subject.topics, subject.confidence, subject.runners_up, Place(file=file))
    for field in ("date", "updated"):
        origin = found.origins.get(field)
        if origin is not None and origin.rule.endswith("-ambiguous"):
            findings.append(
                diagnostics.warning(
                    "date-ambiguous",
                    f"`{field}` could be read with the month first; it was read with the day first",
                    Place(file=file, line=origin.line, column=origin.start + 1, length=origin.end - origin.start),
                    hint=f"mend `{field}` in the article; for seeds to come, set `convert.date_order` to `dmy` or `mdy`",
                )
            )
    return findings


def _on_several(other: Part, path: str, config: Config) -> Diagnostic:
    """The finding for a text in whose midst another article seems to begin."""
    line = other.paragraph.lines[0]
    place = Place(
        file=f"{config.paths.seeds}/{path}", line=line.number, column=1, length=len(line.raw), source=line.raw
    )
    return diagnostics.warning(
        "seed-several",
        "another article seems to begin here: a headline with a byline and a date",
        place,
        hint="put it into a file of its own; or write a line `===` above it and set `convert.split: true`",
    )


def _on_headers(unread: Sequence[headers.Header], path: str, config: Config) -> list[Diagnostic]:
    """The findings for header lines that say nothing; their words stay in the record."""
    found: list[Diagnostic] = []
    for header in unread:
        field = header.field or ""
        what, hint = _UNREAD.get(field, ("nothing that fits", "mend it in the seed"))
        message = f"`{field}`: the seed's header says “{excerpt(header.value, 60)}”, which is {what}"
        place = Place(
            file=f"{config.paths.seeds}/{path}",
            line=header.line.number,
            column=header.start + 1,
            length=len(header.value),
            source=header.line.raw,
        )
        if field == "topics":
            hint = f"{hint}: {', '.join(topic.slug for topic in config.topics)}"
        found.append(diagnostics.warning("header-unread", message, place, hint=hint))
    return found
