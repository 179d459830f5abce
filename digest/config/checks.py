"""What a type can't say of a setting: addresses, zones, paths apart from one another, bounds, names that clash."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath
from urllib.parse import quote, urlsplit, urlunsplit

import msgspec

from digest.config.blocks import FILE, Build, Config, Deploy, NavigationLink, Paths, SourcePolicy, Tags, Topic
from digest.ground import languages, zones
from digest.ground.diagnostics import Diagnostic, Place, error, warning
from digest.ground.filenames import alike, short_enough
from digest.ground.text import check_slug, did_you_mean, fold

_CODE = re.compile(r"medtop:\d{8}", re.ASCII)
_HOST = re.compile(r"[a-z0-9](?:[a-z0-9._-]*[a-z0-9])?|\[[0-9a-f:.]+\]")
_REMOTE = re.compile(r"[^\s\x00-\x1f\x7f-][^\x00-\x1f\x7f]*")
_BRANCH = re.compile(r"[A-Za-z0-9_][\w./+#%=-]*", re.ASCII)
_DOMAIN = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z0-9-]*[a-z]", re.ASCII)
_PLACE = re.compile(r"/(?!/)[^\s?#]*|https?://[^\s]+")
_SCHEDULER = re.compile(rf"(?:tcp|tls)://(?:{_HOST.pattern}):(?P<port>[0-9]{{1,5}})", re.ASCII)
_URL_HINT = "write the whole address of the home page, for example https://user.github.io/repo/"
_LAST_PORT = 65535
_MOST_WORDS = 10_000
_RESERVED = frozenset({".git", FILE})

_BOUNDS: tuple[tuple[str, int, int], ...] = (
    ("pages.size", 1, 1000),
    ("feeds.items", 1, 1000),
    ("feeds.tags_from", 1, 1_000_000),
    ("search.text", 1, 1_000_000),
    ("tags.max", 0, 100),
    ("build.jobs", 1, 1000),
    ("check.page", 1, 100_000),
    ("check.picture", 1, 100_000),
)
"""Settings that are whole numbers or left out, with the smallest and the largest that makes sense."""

Places = dict[str, Place]


def check(config: Config, places: Places) -> list[Diagnostic]:
    """Everything that is wrong with settings whose types are right, each at its place."""
    return [
        *_site(config, places),
        *_bounds(config, places),
        *_topics(config.topics, places),
        *_tags(config.tags, places),
        *_sources(config.sources, places),
        *_navigation(config.navigation, places),
        *_paths(config.paths, places),
        *_build(config.build, places),
        *_deploy(config.deploy, places),
    ]


def normal_url(url: str) -> str | None:
    """`url` as the address of a home page: ASCII, host in lower case, a slash at its end; None when it is no such address.

    Letters beyond ASCII become IDNA in the host and percent escapes in the path (RFC 3986, 3987).
    """
    try:
        parts = urlsplit(url)
        port = parts.port
        host = (parts.hostname or "").encode("idna").decode("ascii")
    except ValueError:  # a malformed port or IPv6 address; UnicodeError is one as well
        return None
    shown = f"[{host}]" if ":" in host else host
    good = (
        parts.scheme in {"http", "https"}
        and _HOST.fullmatch(shown)
        and "@" not in parts.netloc
        and not (parts.query or parts.fragment or "?" in url or "#" in url)
        and not re.search(r'[\s\x00-\x1f\x7f"<>\\^`{|}]', url)
        and not re.search(r"//|/\.{1,2}(/|$)", parts.path)
    )
    if not good:
        return None
    path = quote(parts.path.rstrip("/") + "/", safe="/%:@!$&'()*+,;=~-._")
    return urlunsplit((parts.scheme, shown if port is None else f"{shown}:{port}", path, "", ""))


def _site(config: Config, places: Places) -> Iterator[Diagnostic]:
    site = config.site
    if not site.title.strip():
        yield error("value-empty", "`site.title` is empty", places.get("site.title"), hint="name the site")
    if normal_url(site.url) is None:
        note = "" if "site.url" in places else f"`{site.url}`"
        yield error(
            "url-invalid",
            "`site.url` is not the address of a home page: http or https, a host, no ? and no #",
            places.get("site.url"),
            note=note,
            hint=_URL_HINT,
        )
    if zones.zone(site.timezone) is None:
        hint = did_you_mean(site.timezone, zones.names()) or "write an IANA name, for example Europe/Istanbul, or UTC"
        message = f"`{site.timezone}` is not a known time zone"
        yield error("timezone-unknown", message, places.get("site.timezone"), hint=hint)
    for key, tag in (("site.language", site.language), ("convert.language", config.convert.language)):
        yield from languages.check(tag, places.get(key))


def _bounds(config: Config, places: Places) -> Iterator[Diagnostic]:
    for key, least, most in _BOUNDS:
        block, name = key.split(".")
        value: int | None = getattr(getattr(config, block), name, None)
        if value is not None and not least <= value <= most:
            message = f"`{key}` must be from {least} to {most}"
            yield error(
                "number-out-of-range",
                message,
                places.get(key),
                note=f"{value} is not",
                hint=f"write `{name}: {_clamp(value, least, most)}`",
            )


def _clamp(value: int, least: int, most: int) -> int:
    return max(least, min(most, value))


def _topics(topics: tuple[Topic, ...], places: Places) -> Iterator[Diagnostic]:
    if not topics:
        hint = "name at least one, or leave `topics` out for the default ones"
        yield error("topics-empty", "a site needs at least one topic", places.get("topics"), hint=hint)
    seen: dict[str, int] = {}
    for number, topic in enumerate(topics):
        path = f"topics.{number}"
        yield from _topic(topic, path, places)
        first = seen.setdefault(alike(topic.slug), number)
        if first != number:
            there = places.get(f"topics.{first}.slug")
            note = f"first on line {there.line}" if there else ""
            message = f"two topics have the slug `{topic.slug}`"
            yield error("topic-duplicate", message, places.get(f"{path}.slug"), note=note, hint="give each its own")


def _topic(topic: Topic, path: str, places: Places) -> Iterator[Diagnostic]:
    yield from check_slug(topic.slug, places.get(f"{path}.slug"), name=topic.name)
    if not topic.name.strip():
        yield error("value-empty", "a topic's name is empty", places.get(f"{path}.name"), hint="name it")
    for number, code in enumerate(topic.iptc):
        if not _CODE.fullmatch(code):
            yield error(
                "iptc-invalid",
                f"`{code}` is not a Media Topic code",
                places.get(f"{path}.iptc.{number}"),
                hint="write medtop: and eight digits, for example medtop:04000000",
            )


def _navigation(links: Iterable[NavigationLink], places: Places) -> Iterator[Diagnostic]:
    for number, link in enumerate(links):
        path = f"navigation.{number}"
        if not link.text.strip():
            message = "a link of the navigation has no words"
            yield error("value-empty", message, places.get(f"{path}.text"), hint="say where it leads")
        if not _PLACE.fullmatch(link.to):
            yield error(
                "navigation-invalid",
                f"a link of the navigation leads to `{link.to}`, which is no address",
                places.get(f"{path}.to"),
                hint="write a page of the site from its root on, `/topics/world/`, or a whole address, `https://example.org/`",
            )


def _tags(tags: Tags, places: Places) -> Iterator[Diagnostic]:
    claimed: dict[str, int] = {}
    for number, line in enumerate(tags.vocabulary):
        place = places.get(f"tags.vocabulary.{number}")
        labels = [label.strip() for label in line.split("|")]
        if not all(fold(label) for label in labels):
            yield error(
                "vocabulary-empty",
                "a line of the vocabulary has an empty label",
                place,
                hint="write `US | U.S. | United States`: the preferred spelling first",
            )
        for label in dict.fromkeys(fold(label) for label in labels):
            first = claimed.setdefault(label, number) if label else number
            if first != number:
                there = places.get(f"tags.vocabulary.{first}")
                note = f"also on line {there.line}" if there else ""
                message = f"`{label}` stands on two lines of the vocabulary"
                yield error("vocabulary-clash", message, place, note=note, hint="keep it on one line")


def _sources(sources: tuple[SourcePolicy, ...], places: Places) -> Iterator[Diagnostic]:
    """A policy that fits no source, or can't mean what it says, would show more than is allowed."""
    for number, policy in enumerate(sources):
        path = f"sources.{number}"
        place = places.get(path)
        if not (policy.name and fold(policy.name)) and not policy.host:
            hint = "name it as its articles do, for example `name: Harbour Gazette`"
            yield error("policy-unnamed", "a source has neither `name` nor `host`", place, hint=hint)
        if policy.host is not None and not _is_host(policy.host):
            hint = "write it without https:// and path, for example `host: example.org`"
            yield error("host-invalid", f"`{policy.host}` is not a host", places.get(f"{path}.host"), hint=hint)
        where = places.get(f"{path}.words")
        if where is not None and policy.show != "excerpt":
            message = f"`words` says nothing with `show: {policy.show}`"
            hint = "write `show: excerpt` beside it, or take it out"
            yield error("source-words-unused", message, where, hint=hint)
        if not 1 <= policy.words <= _MOST_WORDS:
            message = f"`{path}.words` must be from 1 to {_MOST_WORDS:,}"
            hint = "write `show: link` to show none" if policy.words < 1 else "write `show: full` to show all"
            yield error("number-out-of-range", message, where, note=f"{policy.words} is not", hint=hint)


def _is_host(written: str) -> bool:
    try:
        return _HOST.fullmatch(written.casefold().encode("idna").decode("ascii")) is not None
    except UnicodeError:
        return False


def _paths(paths: Paths, places: Places) -> Iterator[Diagnostic]:
    good: list[tuple[str, PurePosixPath]] = []
    for name, written in msgspec.structs.asdict(paths).items():
        reason = _path_reason(written)
        if reason:
            message = f"`paths.{name}` must be a folder inside the site's folder"
            yield error(
                "path-invalid",
                message,
                places.get(f"paths.{name}"),
                note=reason,
                hint=f"for example `{name}: {getattr(Paths(), name)}`",
            )
        else:
            good.append((name, PurePosixPath(written)))
    yield from _overlaps(good, places)


def _path_reason(written: str) -> str:
    path = PurePosixPath(written)
    if not path.parts:
        return "it names the site's folder itself" if written else "it is empty"
    if path.is_absolute() or re.match(r"[A-Za-z]:", written):
        return "it is absolute"
    if ".." in path.parts:
        return "it leads out of the folder"
    if "\\" in written or not written.isprintable() or written != written.strip():
        return "write it with / between folders, without control characters or spaces at its ends"
    if alike(path.parts[0]) in _RESERVED:
        return f"`{path.parts[0]}` has another use"
    if not short_enough(written):
        return "it is too long for a file system"
    return ""


def _overlaps(paths: Iterable[tuple[str, PurePosixPath]], places: Places) -> Iterator[Diagnostic]:
    """Folders that are one another or lie within one another, compared as the most forgiving file system does."""
    before: list[tuple[str, tuple[str, ...]]] = []
    for name, path in paths:
        parts = tuple(map(alike, path.parts))
        for other, others in before:
            shared = min(len(parts), len(others))
            if parts[:shared] == others[:shared]:
                relation = "is also" if len(parts) == len(others) else "overlaps with"
                message = f"`paths.{name}` {relation} `paths.{other}`"
                place = places.get(f"paths.{name}") or places.get(f"paths.{other}")
                yield error("path-clash", message, place, hint="give each a folder of its own, none within another")
        before.append((name, parts))


def _build(build: Build, places: Places) -> Iterator[Diagnostic]:
    address = build.scheduler
    if address is None:
        if build.executor == "dask":
            yield error(
                "scheduler-missing",
                "`executor: dask` needs to know where the scheduler is",
                places.get("build.executor"),
                hint="write `scheduler: tcp://host:8786`, or `executor: processes`",
            )
        return
    place = places.get("build.scheduler")
    match = _SCHEDULER.fullmatch(address.casefold())
    if match is None or not 0 < int(match["port"]) <= _LAST_PORT:
        message = "`build.scheduler` is not the address of a scheduler"
        yield error("scheduler-invalid", message, place, hint="write `tcp://host:8786`, or `tls://host:8786`")
    elif build.executor != "dask":
        message = "`build.scheduler` is not asked for help"
        yield warning("scheduler-unused", message, place, hint="write `executor: dask` beside it, or take it out")


def _deploy(deploy: Deploy, places: Places) -> Iterator[Diagnostic]:
    if not deploy.message.strip():
        hint = f"for example `message: {Deploy().message}`, or leave it out"
        yield error("value-empty", "`deploy.message` is empty", places.get("deploy.message"), hint=hint)
    if not _REMOTE.fullmatch(deploy.remote):
        hint = "write `remote: origin`, or the address of a repository"
        yield error("remote-invalid", "`deploy.remote` names no remote", places.get("deploy.remote"), hint=hint)
    if not _is_branch(deploy.branch):
        hint = "write `branch: gh-pages`"
        yield error("branch-invalid", "`deploy.branch` is no name for a branch", places.get("deploy.branch"), hint=hint)
    if deploy.cname and not _DOMAIN.fullmatch(deploy.cname):
        hint = "write the domain alone, without https:// and path, for example `cname: www.example.org`"
        yield error("host-invalid", f"`{deploy.cname}` is not a domain", places.get("deploy.cname"), hint=hint)


def _is_branch(name: str) -> bool:
    """Whether git takes `name` for a branch (git-check-ref-format(1)), letters beyond ASCII aside."""
    return bool(_BRANCH.fullmatch(name)) and not re.search(r"\.\.|//|/\.|\./|\.lock(/|$)|[./]$", name)
