"""From what stands in the content folder to what the site is to be: read, relate, arrange. It makes nothing.

read → relate → arrange → Plan
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, tzinfo
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from digest import unchanged
from digest.ground.diagnostics import Diagnostic
from digest.ground.wording import Wording
from digest.ground.zones import zone
from digest.model import Content, Plan
from digest.run import Run, timed

if TYPE_CHECKING:
    from digest.inputs import Inputs


class Planned(NamedTuple):
    """What the site is to be, the fingerprint of the content that this was worked out from, and all that is wrong with that."""

    plan: Plan
    content: str | None
    findings: list[Diagnostic]


def plan_of(run: Run, seen: Inputs, *, whole: bool = False) -> Planned:
    """Reads and arranges. Which stories are like which is only asked for a `whole` plan: nothing wrong can come of it."""
    from digest.arrange.stage import arrange
    from digest.read.stage import read

    config, theme, now = run.config, seen.theme, now_of(run)
    with timed("read", run.seconds):
        tick = partial(run.watch, "read")
        content, findings = read(run.root, config, run.work, seen=seen.content, places=run.loaded.places, tick=tick)
    related = _related(run, content) if whole and config.pages.related else {}
    with timed("arrange", run.seconds):
        plan, found = arrange(
            content,
            config,
            assets=theme.assets if theme else {},
            options=theme.options if theme else {},
            wording=theme.wording if theme else Wording(),
            static=seen.static,
            now=now,
            drafts=run.options.drafts,
            future=run.options.future,
            related=related,
            kept=run.work.cache.kept,
        )
    until = unchanged.until(content.articles, now, zone_of(run))
    held_ones = tuple(msgspec.structs.replace(one, path=f"{config.paths.content}/{one.path}") for one in plan.held)
    lifted = {
        page: msgspec.structs.replace(one, path=f"{config.paths.content}/{one.path}")
        for page, one in plan.lifted.items()
    }
    plan = msgspec.structs.replace(plan, held=held_ones, lifted=lifted, until=until)
    return Planned(plan, content.digest, [*findings, *found])


def _related(run: Run, content: Content) -> Mapping[str, Sequence[str]]:
    from digest.relate.stage import relate

    with timed("relate", run.seconds):
        return relate(content.articles, content.bodies, run.work)


def zone_of(run: Run) -> tzinfo:
    """The zone whose calendar decides to which day a story belongs; UTC where the settings name none that there is."""
    return zone(run.config.site.timezone) or UTC


def now_of(run: Run) -> datetime:
    """The instant that decides what is public."""
    return run.options.now.instant(zone_of(run))
