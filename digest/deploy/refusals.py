"""What git says of a remote that refuses, or can't be reached → findings with what to do. Git's words are those of the locale C."""

from __future__ import annotations

import re
from collections.abc import Sequence

from digest.ground.diagnostics import Diagnostic, error

_NO_ENTRY = re.compile(
    r"Authentication failed|could not read (?:Username|Password)|Permission denied \(|Permission to .* denied"
    r"|returned error: 40[13]|Host key verification failed|[Ii]nvalid (?:credentials|username or)|access denied|not authorized"
)
_NO_REMOTE = re.compile(
    r"does not appear to be a git repository|No such remote|[Rr]epository .*not found|not a git repository"
)
_MOVED = re.compile(
    r"stale info|fetch first|non-fast-forward|cannot lock ref|reference already exists|failed to update ref"
)
_NOISE = re.compile(r"^hint:.*$|^To .*$|^error: failed to push some refs.*$|^(?:fatal|error|remote):\s*")
_MOST = 600  # characters of a note


def unreachable(said: str, remote: str, known: Sequence[str]) -> Diagnostic:
    """The remote couldn't be asked or fetched from. `known` are the repository's remotes."""
    if _NO_ENTRY.search(said):
        return _no_entry(said, remote)
    if _NO_REMOTE.search(said) and remote not in known:
        names = (
            f"there {'are' if len(known) > 1 else 'is'} {', '.join(f'`{name}`' for name in known)}; set `deploy.remote`"
        )
        hint = names if known else f"`git remote add {remote} https://github.com/USER/REPOSITORY.git`"
        return error("remote-unknown", f"the repository has no remote `{remote}`", hint=hint)
    hint = f"look at its address: `git remote get-url {remote}`, and at the network"
    return error("remote-unreachable", f"the remote `{remote}` can't be reached", note=note(said), hint=hint)


def not_pushed(rejected: str, said: str, remote: str, branch: str) -> Diagnostic:
    """The branch did not move. `rejected` is git's reason for the branch itself, empty where it gave none."""
    shown = f"`{branch}` on `{remote}`"
    if _MOVED.search(rejected):
        message = f"{shown} has moved since it was looked at: somebody else has published"
        hint = "`git pull`, then `digest deploy` once more: it looks at what is there now; `--force` publishes yours over it"
        return error("branch-moved", message, note=note(rejected), hint=hint)
    if rejected.startswith(("[remote rejected]", "[rejected]")):
        hint = "the repository's own rules refuse it: look at its hooks, and at the protection of the branch"
        return error("push-refused", f"{shown} refuses the site", note=note(f"{said}\n{rejected}"), hint=hint)
    if _NO_ENTRY.search(said):
        return _no_entry(said, remote)
    hint = (
        "the old site stands; run `digest deploy` once more, or look at the `pre-push` hook if the repository has one"
    )
    return error("push-failed", f"the site did not reach {shown}", note=note(said), hint=hint)


def _no_entry(said: str, remote: str) -> Diagnostic:
    hint = "give git a way to log in that asks nothing: a credential helper (`gh auth setup-git`), or an SSH key in an agent"
    return error("remote-no-entry", f"the remote `{remote}` doesn't let git in", note=note(said), hint=hint)


def note(said: str) -> str:
    """What git said, in one line without its marks."""
    lines = (_NOISE.sub("", line).strip() for line in said.splitlines())
    return "; ".join(dict.fromkeys(filter(None, lines)))[:_MOST]
