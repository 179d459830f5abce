"""The tags of a site, and a merger of two, as people and programs read them. Values in, text out."""

from __future__ import annotations

import json
import shlex
from typing import TYPE_CHECKING

from digest.ground.characters import printable

if TYPE_CHECKING:
    from digest.convert.labels import Survey
    from digest.convert.relabelling import Merger

_LIKENESS = {
    "spelling": "the same but for punctuation",
    "plural": "singular and plural",
    "names": "two names of one",
    "order": "the same words",
    "acronym": "short and long",
    "surname": "a name and a part of it",
    "slip": "one letter apart",
}
_FILES = 20


def listing(survey: Survey) -> str:
    """Each tag with the number of its articles, the most used first; then the tags that may be one, with the command that makes them so."""
    if not survey.uses:
        return "no article has a tag"
    wide = len(f"{survey.uses[0].count:,}")
    lines = [f"{use.count:>{wide},}  {_label(use.label, use.spelt)}" for use in survey.uses]
    lines += ["", f"{_many(len(survey.uses), 'tag')} in {_many(survey.articles, 'article')}"]
    if survey.alike:
        counts = {use.label: use.count for use in survey.uses}
        lines += ["", "perhaps one:"]
        for pair in survey.alike:
            less, more = (f"{printable(label)} ({counts[label]:,})" for label in (pair.less, pair.more))
            lines.append(f"  {less} and {more}: {_LIKENESS[pair.likeness]}")
            lines.append(f"    digest tags merge {_argument(pair.less)} {_argument(pair.more)}")
    return "\n".join(lines)


def _label(label: str, spelt: tuple[str, ...]) -> str:
    return printable(label) + (f" (also {', '.join(map(printable, spelt))})" if spelt else "")


def _argument(label: str) -> str:
    quoted = shlex.quote(printable(label))
    return f"-- {quoted}" if label.startswith("-") else quoted


def merged(merger: Merger, *, dry_run: bool) -> str:
    """What was done, or would be."""
    number = len(merger.articles)
    alias, label = f"`{printable(merger.alias)}`", f"`{printable(merger.label)}`"
    if not merger.files:
        return f"{alias} is another name of {label} already; there is nothing to change"
    lines = []
    if merger.line is not None:
        lines.append(f"config.yaml: the vocabulary {'would say' if dry_run else 'says'} `{printable(merger.line)}`")
    lines.append(
        f"{_many(number, 'article')} {'would have' if dry_run else 'now have' if number != 1 else 'now has'} {label}"
    )
    if dry_run:
        lines += [f"  {printable(path)}" for path in merger.articles[:_FILES]]
        lines += [f"  … and {number - _FILES:,} more"] if number > _FILES else []
    else:
        lines.append(f"the next build makes a redirect from the page of {alias}")
    return "\n".join(lines)


def listing_as_json(survey: Survey, status: int) -> str:
    """The tags as one JSON document in ASCII; its keys are permanent."""
    document = {
        "status": status,
        "articles": survey.articles,
        "tags": [{"label": use.label, "count": use.count, "spelt": list(use.spelt)} for use in survey.uses],
        "alike": [{"less": pair.less, "more": pair.more, "likeness": pair.likeness} for pair in survey.alike],
    }
    return json.dumps(document, indent=2)


def merged_as_json(merger: Merger, status: int, *, dry_run: bool) -> str:
    """The merger as one JSON document in ASCII; its keys are permanent."""
    document = {
        "status": status,
        "alias": merger.alias,
        "label": merger.label,
        "articles": list(merger.articles),
        "vocabulary": merger.line,
        "dry_run": dry_run,
    }
    return json.dumps(document, indent=2)


def _many(count: int, what: str) -> str:
    return f"{count:,} {what}" if count == 1 else f"{count:,} {what}s"
