"""What the commands of an editor's day say that they did: values in, text out."""

from __future__ import annotations

from digest.editing.moving import Moved
from digest.report import clean


def moved(change: Moved, *, dry_run: bool) -> str:
    """The article's file and address, before and after; and every file that changes."""
    if not change.files:
        return f"{clean(change.before)} is as it is wanted: nothing to change"
    lines = [clean(change.before if change.before == change.after else f"{change.before} → {change.after}")]
    if change.new is None:
        lines.append("  it has no address yet, since it has no date")
    elif change.old == change.new:
        lines.append(f"  its address stays {clean(change.new)}")
    else:
        way = "redirects" if change.redirects else "does not redirect: the article was not published"
        lines.append(f"  its address is {clean(change.new)}")
        lines += [f"  {clean(change.old)} {way}"] if change.old else []
    others = [path for path in change.files if path not in {change.before, change.after}]
    lines += [f"  links changed in {clean(path)}" for path in others]
    return "\n".join([*lines, "  nothing was changed: this was a dry run"] if dry_run else lines)
