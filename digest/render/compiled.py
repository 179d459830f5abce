"""Compiled templates, remembered: compiling one takes a hundred times as long as rendering a page with it.

Code depends on the template's text, name and file, on the site's language (what doesn't depend on the page is computed when
a template is compiled), and on the versions of Python, Jinja and digest. It is sealed (`digest.engine.seal`): a theme is data, and
stays so when the memory of a site comes from elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from digest.engine import seal
from digest.engine.work import Work
from digest.ground import fingerprint
from digest.render.closure import Closure
from digest.render.theme import Theme

_TABLE = "compiled"


def codes(
    theme: Theme, closures: Mapping[str, Closure], wanted: Iterable[str], language: str, work: Work
) -> dict[str, bytes]:
    """The code of all templates to which the `wanted` lead, by their names, but for broken ones.

    What is remembered of those to which the others lead stays so.
    """
    keys = _keys(theme, frozenset().union(*(each.names for each in closures.values())), language, work)
    work.cache.keep(_TABLE, keys.values())
    names = sorted(frozenset().union(*(closures[name].names for name in wanted)))
    secret = seal.key() if names else None
    known = {name: _known(work.cache.get(_TABLE, keys[name]), secret) for name in names}
    missing = [name for name, code in known.items() if code is None]
    if missing:
        from digest.render.templates import Templates  # noqa: PLC0415 (Jinja is loaded only when pages are rendered)

        templates = Templates(theme, language)
        for name in missing:
            known[name] = code = templates.compile(name)
            if code is not None and secret is not None:
                work.cache.put(_TABLE, keys[name], seal.sealed(code, secret))
    return {name: code for name, code in known.items() if code is not None}


def _known(answer: bytes | None, secret: bytes | None) -> bytes | None:
    return None if secret is None else seal.opened(answer, secret)


def _keys(theme: Theme, names: Iterable[str], language: str, work: Work) -> dict[str, str]:
    sources = {name: theme.find(name) for name in names}
    return {
        name: fingerprint.of_value([name, source.file, source.text, language, work.code])
        for name, source in sources.items()
        if source is not None
    }
