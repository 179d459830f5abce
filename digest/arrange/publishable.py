"""Stage 3, before all else: of each article as much as its source allows to be shown.

Whatever makes a page, a feed, a search record or a description gets articles and bodies from here, so that there is no more
of them to be told: no output has to remember what it may say.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

import msgspec

from digest.config import FILE, SourcePolicy
from digest.ground import fingerprint, inner_links
from digest.ground.diagnostics import Diagnostic, Place, first_line, warning
from digest.ground.html import rewrite_addresses
from digest.ground.suggestions import Suggestions
from digest.ground.text import excerpt, same_name
from digest.model import Article, Body, Content, FrontMatter, Source
from digest.pages import Rights

_DEED = re.compile(r"https?://creativecommons\.org/licenses/(?P<kind>[a-z-]+)/(?P<version>\d\.\d)\b.*", re.IGNORECASE)
_ADDRESS = re.compile(r"https?://(?P<shown>[^\s/]\S*?)/?", re.IGNORECASE)
_NEAR = 0.83
"""From this likeness on two names are taken for one: `Harbor Gazette` and `Harbour Gazettes`, not `Coast Post` and `East Post`."""


class _Rule(NamedTuple):
    """A policy, and what pages and feeds tell of it."""

    policy: SourcePolicy
    rights: Rights


class Policies:
    """What the sources of a site allow; a source that fits no policy allows all."""

    def __init__(self, policies: Sequence[SourcePolicy]) -> None:
        self._rules = [(same_name(each.name or ""), _ascii(each.host or ""), _rule(each)) for each in policies]
        self._free = _rule(SourcePolicy())
        self._known: dict[Source | None, _Rule] = {None: self._free}

    def of(self, source: Source | None) -> SourcePolicy:
        """The first policy that fits, by the name of the source or by the host of its address."""
        return self._of(source).policy

    def rights(self, source: Source | None) -> Rights:
        """What pages and feeds tell of it."""
        return self._of(source).rights

    def limit(self) -> bool:
        """Whether any of them asks for less than all."""
        return any(rule.policy.show != "full" or rule.policy.noindex for _, _, rule in self._rules)

    def has(self, source: Source) -> bool:
        """Whether any of them fits."""
        return self._of(source) is not self._free

    def _of(self, source: Source | None) -> _Rule:
        if not self._rules:
            return self._free
        found = self._known.get(source)
        if found is None and source is not None:
            found = self._known[source] = self._found(source)
        return found or self._free

    def _found(self, source: Source) -> _Rule:
        name, host = same_name(source.name), _host(source.url)
        fitting = (each for named, at, each in self._rules if (named and named == name) or _lies_at(host, at))
        return next(fitting, self._free)


def publishable(content: Content, policies: Policies) -> Content:
    """The same content with no more of each article than its source allows; nothing changes where that is all."""
    if not policies.limit():
        return content
    limited: dict[str, SourcePolicy] = {}

    def limits(articles: Iterable[Article]) -> Iterator[Article]:
        for article in articles:
            policy = policies.of(article.front.source)
            if policy.show == "full" and not policy.noindex:
                yield article
                continue
            if policy.show != "full":
                limited[article.path] = policy
            yield _limited(article, policy, content.bodies)

    articles, mended = tuple(limits(content.articles)), tuple(limits(content.mended))
    bodies = _Limited(content.bodies, limited, {each.path: each.front for each in (*content.articles, *content.mended)})
    return msgspec.structs.replace(
        content, articles=articles, mended=mended, bodies=bodies if limited else content.bodies
    )


def check(
    policies: Sequence[SourcePolicy], articles: Sequence[Article], bodies: Mapping[str, Body], folder: str
) -> list[Diagnostic]:
    """Names that are nearly the same in a policy and in articles: such a slip would show all of a text.

    A policy that fits no article is told of, and each article that no policy fits; `folder` is that of the articles.
    """
    named = {same_name(policy.name): policy.name for policy in policies if policy.name}
    if not named:
        return []
    known = {same_name(each.front.source.name): each.front.source.name for each in articles if each.front.source}
    near = Suggestions(known.keys() - named.keys(), likeness=_NEAR)
    found = []
    for key, name in named.items():
        close = near.nearest(key) if key not in known else None
        if close is not None:
            hint = f"did you mean `{known[close]}`?"
            found.append(warning("source-unknown", f"no article comes from `{name}`", Place(file=FILE), hint=hint))
    return found + list(_nearly(Policies(policies), named, articles, bodies, folder))


def _nearly(
    policies: Policies,
    named: Mapping[str, str],
    articles: Iterable[Article],
    bodies: Mapping[str, Body],
    folder: str,
) -> Iterator[Diagnostic]:
    """Articles whose source has nearly the name of a policy, and is held to none."""
    if not policies.limit():
        return
    near = Suggestions(named, likeness=_NEAR)
    for article in articles:
        source = article.front.source
        if source is None or policies.has(source):
            continue
        close = near.nearest(same_name(source.name))
        if close is not None:
            places, file = bodies[article.path].places, f"{folder}/{article.path}"
            place = places.get("source.name") or places.get("source") or first_line(file)
            message = f"the source `{source.name}` is shown in full: it only looks like `{named[close]}`"
            hint = (
                f"write `{named[close]}`, or, if it is another source, add it to `sources` in {FILE} with `show: full`"
            )
            yield warning("source-alike", message, place, hint=hint)


class _Limited(Mapping[str, Body]):
    """Bodies, cut when one asks for them."""

    def __init__(
        self, bodies: Mapping[str, Body], policies: Mapping[str, SourcePolicy], fronts: Mapping[str, FrontMatter]
    ) -> None:
        self._bodies = bodies
        self._policies = policies
        self._fronts = fronts

    def __getitem__(self, path: str) -> Body:
        body, policy = self._bodies[path], self._policies.get(path)
        return body if policy is None else _cut(body, policy, self._fronts[path])

    def __iter__(self) -> Iterator[str]:
        return iter(self._bodies)

    def __len__(self) -> int:
        return len(self._bodies)


def _limited(article: Article, policy: SourcePolicy, bodies: Mapping[str, Body]) -> Article:
    from digest.ground import shortening  # noqa: PLC0415 - only for sites that cut something

    front = msgspec.structs.replace(article.front, noindex=article.front.noindex or policy.noindex)
    seen = fingerprint.of_value([article.digest, policy.show, policy.words, front.noindex])
    if policy.show == "full":
        return msgspec.structs.replace(article, front=front, digest=seen)
    if policy.show == "link":
        front = msgspec.structs.replace(front, summary=None, image=None, credits=(), extra={})
        return msgspec.structs.replace(article, front=front, excerpt="", words=0, links=(), picture=None, digest=seen)
    if front.summary:
        front = msgspec.structs.replace(front, summary=shortening.first_words(front.summary, policy.words))
    links: tuple[str, ...] = ()
    if article.links:
        links = tuple(dict.fromkeys(link.target for link in _cut(bodies[article.path], policy, article.front).links))
    return msgspec.structs.replace(
        article,
        front=front,
        excerpt=_beginning(article, policy, bodies),
        words=min(article.words, policy.words),
        links=links,
        digest=seen,
    )


def _beginning(article: Article, policy: SourcePolicy, bodies: Mapping[str, Body]) -> str:
    """What stands for a standfirst, cut. It leaves headings out, whose words count: with them it must not go beyond the body's cut."""
    from digest.ground import shortening  # noqa: PLC0415 - only for sites that cut something

    if not article.excerpt:
        return ""
    body = bodies[article.path]
    if body.text.startswith(article.excerpt.removesuffix("…")):
        return shortening.first_words(article.excerpt, policy.words)
    return excerpt(_cut(body, policy, article.front).text, len(article.excerpt))


def _cut(body: Body, policy: SourcePolicy, front: FrontMatter) -> Body:
    """What may be shown of a body beside the standfirst, whose words count as well."""
    from digest.ground import shortening  # noqa: PLC0415 - only for sites that cut something

    if policy.show == "link":
        return Body(html="", text="", places=body.places)
    made = shortening.first_words_of_html(body.html, policy.words - shortening.count(front.summary or ""))
    shown = _targets(made.html)
    links = tuple(link for link in body.links if link.target in shown)
    return msgspec.structs.replace(body, html=made.html, text=made.text, links=links)


def _targets(fragment: str) -> set[str]:
    """Where the inner links of a fragment lead."""
    found: set[str] = set()

    def note(_tag: str, attribute: str, address: str) -> dict[str, str]:
        inner = inner_links.read(address)
        if inner is not None:
            found.add(inner[0])
        return {attribute: address}

    rewrite_addresses(fragment, note)
    return found


def _rule(policy: SourcePolicy) -> _Rule:
    licence, address = _licence(policy.licence)
    return _Rule(policy, Rights(shown=policy.show, credit=policy.credit, licence=licence, licence_url=address))


def _licence(written: str) -> tuple[str, str | None]:
    """A licence as it is shown, and where it can be read."""
    deed, address = _DEED.fullmatch(written), _ADDRESS.fullmatch(written)
    if deed is not None:
        return f"CC {deed['kind'].upper()} {deed['version']}", written
    return (address["shown"], written) if address is not None else (written, None)


def _host(url: str | None) -> str:
    try:
        return _ascii(unquote(urlsplit(url or "").hostname or ""))
    except ValueError:  # an address that is none
        return ""


def _ascii(host: str) -> str:
    """A host as names are compared: in lower case, letters beyond ASCII as IDNA writes them, no dot behind it (that of the root)."""
    try:
        return host.encode("idna").decode("ascii").casefold().rstrip(".")
    except UnicodeError:  # too long for a host
        return host.casefold().rstrip(".")


def _lies_at(host: str, at: str) -> bool:
    return bool(at) and (host == at or host.endswith(f".{at}"))
