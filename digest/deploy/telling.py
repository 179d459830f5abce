"""What a deploy did, or would do, as people and programs read it. Values in, text out."""

from __future__ import annotations

from collections.abc import Iterator

from digest.deploy.conductor import Deployed
from digest.report import clean


def told(deployed: Deployed, *, dry: bool) -> str:
    """The closing lines; in a dry run with every file that would come, change or go. Empty where nothing was made."""
    return "\n".join(_lines(deployed, dry=dry))


def _lines(deployed: Deployed, *, dry: bool) -> Iterator[str]:
    changes = deployed.changes
    if changes is None:
        return
    where = f"`{clean(deployed.branch)}` on `{clean(deployed.remote)}`"
    if dry:
        for word, paths in (("added", changes.added), ("changed", changes.changed), ("removed", changes.removed)):
            yield from (f"{word:<8} {clean(path)}" for path in paths)
    counts = f"{len(changes.added):,} added, {len(changes.changed):,} changed, {len(changes.removed):,} removed"
    if not (changes.added or changes.changed or changes.removed):
        yield f"deploy: {where} holds this site already; nothing {'would be' if dry else 'was'} pushed"
    elif deployed.commit:
        yield f"files: {counts}"
        yield f"deploy: pushed to {where} as {deployed.commit[:10]}, made from {deployed.source[:10]}"
    else:
        yield f"files: {counts}"
        yield f"deploy: nothing was pushed to {where}"


def as_values(deployed: Deployed) -> dict[str, object]:
    """The same for programs; the keys are permanent, and lists are null where no site was made."""
    changes = deployed.changes
    return {
        "remote": deployed.remote,
        "branch": deployed.branch,
        "source": deployed.source or None,
        "commit": deployed.commit or None,
        "added": changes and list(changes.added),
        "changed": changes and list(changes.changed),
        "removed": changes and list(changes.removed),
        "vanished": changes and list(changes.vanished),
    }
