"""Style sheets and scripts without what only people read: comments, white space. The one door of rcssmin and rjsmin.

Neither changes what is said: a rule or a statement that they don't know passes through. A comment that begins with `/*!` stays, as
licences ask for.
"""

from __future__ import annotations

import rcssmin
import rjsmin


def style(text: str) -> str:
    """A style sheet."""
    return str(rcssmin.cssmin(text, keep_bang_comments=True))


def script(text: str) -> str:
    """A script."""
    return str(rjsmin.jsmin(text, keep_bang_comments=True))
