"""The values that flow through the pipeline, in the order in which they flow.

    Seed → Draft → Article → Content → Plan (Page, Copy) → Output → Report

Each type is frozen and belongs to one stage; no field means "not filled in yet". What a stage makes for itself alone is
declared there: the library of shown articles in `digest.arrange`, for one. Paths are POSIX and relative, so that
a build on another machine gives the same bytes. What templates see is declared in `digest.pages`.
"""

from __future__ import annotations

from digest.ground.struct import Struct  # the form of every value below
from digest.model.content import Article, Body, Content, EditionNote, Link, Media, PlainPage
from digest.model.draft import Draft, Origin, Removed, RunnerUp, Seed
from digest.model.header import Correction, FrontMatter, Image, Source, Status
from digest.model.outcome import Converted, Output, Published, Report
from digest.model.plan import Copy, Held, Page, Plan, Record, Volume

__all__ = [
    "Article",
    "Body",
    "Content",
    "Converted",
    "Copy",
    "Correction",
    "Draft",
    "EditionNote",
    "FrontMatter",
    "Held",
    "Image",
    "Link",
    "Media",
    "Origin",
    "Output",
    "Page",
    "PlainPage",
    "Plan",
    "Published",
    "Record",
    "Removed",
    "Report",
    "RunnerUp",
    "Seed",
    "Source",
    "Status",
    "Struct",
    "Volume",
]
