"""Stage 2: `content/editions/*.md` → edition notes: how a person curates an edition."""

from __future__ import annotations

from pathlib import PurePosixPath

from digest.config import Markdown
from digest.ground.diagnostics import Diagnostic, error, first_line, has_errors
from digest.ground.periods import Period, parse_key
from digest.model import EditionNote, Struct
from digest.read import headers, markup
from digest.read.documents import Document

_EXAMPLES = {"day": "2015-07-28.md", "week": "2015-w31.md", "month": "2015-07.md"}


class EditionHeader(Struct, kw_only=True):
    """The header of an edition note: its title, the id of its lead, ids in the order in which stories stand."""

    title: str | None = None
    """What the edition is called."""
    lead: str | None = None
    """The id of the story that leads it."""
    order: tuple[str, ...] = ()
    """Ids of stories in the order in which they shall stand; the others follow."""


def read_edition(
    document: Document, path: str, period: Period, options: Markdown
) -> tuple[EditionNote | None, list[Diagnostic]]:
    """The note in a file; its name must be the key of an edition: `2015-w31`, or as the setting `edition` says."""
    header, places, found = headers.parse(document, EditionHeader, "the edition's front matter")
    key = PurePosixPath(path).stem
    if parse_key(key, period) is None:
        found = [*found, _misnamed(key, period, document.file)]
    made, more = markup.to_html(document.body, path, document.file, document.body_line, options)
    found = [*found, *more]
    if header is None or has_errors(found):
        return None, found
    note = EditionNote(
        key=key,
        path=path,
        title=headers.clean(header.title or "") or None,
        lead=header.lead,
        order=tuple(dict.fromkeys(header.order)),
        html=made.html,
        links=made.links,
        places=places,
    )
    return note, found


def _misnamed(key: str, period: Period, file: str) -> Diagnostic:
    if period == "none":
        message, hint = (
            "the site has no editions",
            "remove this file, or set `edition` in config.yaml to `day`, `week` or `month`",
        )
    else:
        message, hint = (
            f"`{key}` names no {period}",
            f"name the file like `{_EXAMPLES[period]}`, remove it, or change `edition` in config.yaml",
        )
    return error("edition-name", message, first_line(file), hint=hint)
