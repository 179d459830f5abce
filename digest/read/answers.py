"""Stage 2: what is remembered of each file: the settings that it depends on, its key, and how its answer is read back."""

from __future__ import annotations

from typing import Literal

import msgspec

from digest.config import Config, Markdown
from digest.ground import fingerprint
from digest.ground.diagnostics import Diagnostic
from digest.ground.periods import Period
from digest.model import Article, Body, EditionNote, Media, PlainPage, Struct

TABLE, BODIES = "read", "body"
"""The tables of the cache: what a file says, and apart from it the body of an article, both under the same key."""

Kind = Literal["article", "edition", "page", "picture", "file"]

MARKDOWN = frozenset({"article", "edition", "page"})
"""The kinds that are Markdown files."""

_PICTURES = (
    ".avif", ".bmp", ".gif", ".heic", ".heif", ".jp2", ".jpeg", ".jpg", ".png", ".svg", ".tif", ".tiff", ".webp",
)  # fmt: skip


class Settings(Struct, kw_only=True):
    """What reading one file depends on beside its bytes and its path. `content` is the content folder's name, for messages."""

    content: str
    topics: tuple[str, ...]
    period: Period
    markdown: Markdown

    @classmethod
    def of(cls, config: Config) -> Settings:
        """The part of all settings that reading looks at."""
        return cls(
            content=config.paths.content,
            topics=tuple(topic.slug for topic in config.topics),
            period=config.edition,
            markdown=config.markdown,
        )


class Told(Struct, kw_only=True, array_like=True):
    """What a file says, but for an article's body: one of the four, or None where it can't be read; and what is wrong with it."""

    article: Article | None = None
    edition: EditionNote | None = None
    page: PlainPage | None = None
    media: Media | None = None
    findings: tuple[Diagnostic, ...] = ()


decode = msgspec.msgpack.Decoder(Told).decode
"""What a file says, from the bytes that `files.parse` made. Raises MsgspecError for others."""

decode_body = msgspec.msgpack.Decoder(Body).decode
"""An article's body, in the same way."""


def kind(path: str) -> Kind:
    """What the file at `path` (below the content folder) is: its name and its folder say it."""
    name = path.lower()
    if name.endswith(".md"):
        return "edition" if path.startswith("editions/") else "page" if path.startswith("pages/") else "article"
    return "picture" if name.endswith(_PICTURES) else "file"


def key(before: str, path: str, digest: str) -> str:
    """Under what the answer is remembered; `before` stands for settings and code, `digest` for the file's bytes."""
    return fingerprint.of_bytes(f"{before}{digest}{path}".encode())
