"""The conductor of `digest check`: what stands in the output folder beside what content, theme and settings plan now. It writes nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from itertools import product
from pathlib import Path
from typing import NamedTuple

import msgspec

from digest import inputs, unchanged
from digest.arrange import addresses
from digest.arrange.links import media_way
from digest.arrange.publishable import Policies, publishable
from digest.arrange.times import Times
from digest.check import html
from digest.check.stage import check as check_folder
from digest.check.subject import Made, Secret, Subject
from digest.config import FILE, normal_url
from digest.ground import diagnostics
from digest.ground.diagnostics import Diagnostic, Place, error, has_errors, warning
from digest.ground.filenames import INDEX, MARKER
from digest.inputs import Inputs
from digest.model import Article, Body, Content, Plan, Report
from digest.planning import now_of, plan_of, zone_of
from digest.publish.look import standing
from digest.publish.manifest import Standing
from digest.publish.refusal import shown
from digest.read.bodies import Changed
from digest.read.stage import read
from digest.render.theme import Theme
from digest.render.theme import path as theme_file
from digest.run import BuildOptions, Run, Watch, begun, timed, unwatched, weighed

_ALIAS = "an alias in "
_HOME = "index.html"
_BUILD = "run `digest build` first"


def check(root: Path, options: BuildOptions, folder: Path | None = None, *, watch: Watch = unwatched) -> Report:
    """All that is wrong with the built site in `folder`, by default the site's output folder.

    Without `options.url` the site is judged by the address that it was made for, as its home page says. `tally` of the report
    counts the files that were checked.
    """
    with begun(root, options, watch) as (run, findings):
        if run is None or has_errors(findings):
            return Report(diagnostics=tuple(diagnostics.in_order(findings)))
        built = _Built.of(run, folder)
        unfit = built.unfit()
        made_for = _made_for(built.folder) if options.url is None and not has_errors(unfit) else None
        if made_for in {None, run.config.site.url}:
            return _report(run, built, [*findings, *unfit])
    note = f"the site was made for {made_for}, config.yaml names {run.config.site.url}: it is checked as it was made"
    with begun(root, msgspec.structs.replace(options, url=made_for), watch) as (run, findings):
        assert run is not None  # noqa: S101 - it was there a moment ago
        told = Diagnostic(code="output-address", message=note, severity="note", hint="--url names another address")
        return _report(run, _Built.of(run, folder), [*findings, *unfit, told])


class _Built(NamedTuple):
    """A built site: its folder, how messages call that, and whether it is the one that the settings name."""

    folder: Path
    name: str
    own: bool

    @classmethod
    def of(cls, run: Run, folder: Path | None) -> _Built:
        own = run.root / run.config.paths.output
        there = own if folder is None else folder.resolve()
        return cls(there, shown(there, run.root), there == own)

    def unfit(self) -> list[Diagnostic]:
        """Why there is nothing to check, and what is odd about the folder."""
        place = Place(file=self.name)
        if not self.folder.is_dir() or not any(self.folder.iterdir()):
            return [error("output-absent", f"there is no built site in `{self.name}/`", place, hint=_BUILD)]
        if (self.folder / MARKER).is_file():
            return []
        message = f"digest didn't make `{self.name}/`, or its marker `{MARKER}` is gone"
        if self.own:
            return [error("output-unmarked", message, place, hint="set `paths.output` to the folder of the built site")]
        return [Diagnostic(code="output-unmarked", message=message, severity="note", place=place)]


def _report(run: Run, built: _Built, findings: list[Diagnostic]) -> Report:
    report = Report(output=built.name, url=run.config.site.url)
    if not has_errors(findings):
        try:
            findings += _findings(run, built)
        except Changed as problem:
            place = Place(file=f"{run.config.paths.content}/{problem}")
            hint = "check again when nobody writes into the content folder"
            findings.append(error("input-changed", "it changed while the site was checked", place, hint=hint))
    found = tuple(diagnostics.in_order(weighed(findings, run.options)))
    return msgspec.structs.replace(report, diagnostics=found, seconds=run.seconds, tally=dict(run.work.tally))


def _findings(run: Run, built: _Built) -> list[Diagnostic]:
    seen = inputs.look(run)
    planned = plan_of(run, seen, whole=True)
    with timed("read", run.seconds):
        content, _ = read(run.root, run.config, run.work, seen=seen.content, places=run.loaded.places)
    found = [*seen.findings, *planned.findings]
    left = standing(built.folder, run.work, inputs.apart(run.config)) if built.own else None
    with timed("check", run.seconds):
        subject = _subject(run, seen, planned.plan, content, left)
        tick = _counting(run)
        findings = check_folder(subject, run.root, built.folder, built.name, tick=tick)
    if left is None:
        return findings
    if not left.published:
        message = (
            f"nothing is remembered of how `{built.name}/` was made, so that nobody can tell whether it is up to date"
        )
        return [*findings, Diagnostic(code="output-unknown", message=message, severity="note", hint=_BUILD)]
    touched = sorted(path for path in left.published - left.keys.keys() if (built.folder / path).exists())
    findings += [_touched(f"{built.name}/{path}") for path in touched]
    stale = (
        _stale(run, seen, planned.plan, planned.content, left.keys) if not has_errors(found) else "content has errors"
    )
    if stale:
        message = f"`{built.name}/` is not what digest would make now: {stale}"
        findings.append(warning("output-stale", message, Place(file=built.name), hint=_BUILD))
    return findings


def _counting(run: Run) -> partial[None]:
    def tick(run: Run, done: int, total: int) -> None:
        run.work.tally["checked"] = total
        run.watch("check", done, total)

    return partial(tick, run)


def _made_for(folder: Path) -> str | None:
    """The address of its home page that a built site says itself."""
    try:
        page = html.parse((folder / _HOME).read_text("utf-8"))
    except (OSError, UnicodeError):
        return None
    named = page.canonical[0] if page.canonical else ""
    return named if named and normal_url(named) == named else None


# --- is it up to date? ------------------------------------------------------------------------------------------------


def _stale(run: Run, seen: Inputs, plan: Plan, content: str | None, keys: Mapping[str, str]) -> str:
    """What has changed since the last build, in words; empty where nothing has.

    A page's key begins with the digest of all that it is laid out from, see `digest.render.stage`.
    """
    url = run.config.site.url
    for named, strict in product((run.options.url, None, url, url.rstrip("/")), (False, True)):
        options = msgspec.structs.replace(run.options, url=named, strict=strict)
        digest = inputs.digest(run._replace(options=options), seen, content)
        last = unchanged.recall(digest, now_of(run), run.root, run.work, thorough=True) if digest is not None else None
        if last is not None and last.report.url == url:
            return ""
    changed = [page for page in plan.pages if not keys.get(page.path, "").startswith(page.digest)]
    if not changed:
        return "the theme, the settings, a file that is copied, or digest itself has changed"
    source = next((source for page in changed if (source := _source(run.root, page.origin))), changed[0].path)
    return f"{len(changed):,} pages differ, `{source}` is the first that asks for one"


def _touched(file: str) -> Diagnostic:
    hint = "the next build repairs it; change its source instead"
    return warning("output-changed", "the file isn't as the build left it", Place(file=file), hint=hint)


# --- what is to be seen, and what not ---------------------------------------------------------------------------------


def _subject(run: Run, seen: Inputs, plan: Plan, content: Content, left: Standing | None) -> Subject:
    config, theme = run.config, seen.theme
    folder = config.paths.content
    made = _made(run.root, plan, theme)
    for note in content.editions:
        path = addresses.output(addresses.edition(note.key))
        if path in made and not made[path].source:
            made[path] = msgspec.structs.replace(made[path], source=f"{folder}/{note.path}")
    held: dict[str, str] = {one.path: one.reason for one in plan.held}
    for article in content.mended:  # a file with an error may be a draft nevertheless
        if article.front.status != "published":
            held[f"{folder}/{article.path}"] = article.front.status
    articles = [*content.articles, *content.mended]
    policies = Policies(config.sources)
    allowed = publishable(content, policies)
    shown = [each for each in (*allowed.articles, *allowed.mended) if f"{folder}/{each.path}" not in held]
    made |= dict(_owing(made, shown, policies, Times(zone_of(run))))
    media = {f"content:{each.path}": media_way(each.path) for each in content.media}
    return Subject(
        url=config.site.url,
        planned=made,
        secrets=tuple(
            _secret(run, article, content.bodies[article.path], media, held[file])
            for article in articles
            if (file := f"{folder}/{article.path}") in held
        )
        + tuple(_beyond(articles, shown, policies, (content.bodies, allowed.bodies), folder)),
        public=partial(_public, shown, allowed),
        looks=_looks(run.root, theme),
        texts={file: run.root / file for file in _texts(folder, content)},
        known=frozenset(left.published) if left else frozenset(),
        touched=frozenset(left.published - left.keys.keys()) if left else frozenset(),
        apart=(f"{INDEX}/",) if run.config.search else (),
        limits=config.check,
    )


def _owing(
    made: Mapping[str, Made], shown: Iterable[Article], policies: Policies, times: Times
) -> Iterator[tuple[str, Made]]:
    """The pages of the articles with what they owe to their sources."""
    for article in shown:
        front = article.front
        if front.date is None:
            continue
        path = addresses.output(addresses.article(times.point(front.date).day, article.slug))
        if path in made:
            credit = policies.of(front.source).credit
            yield path, msgspec.structs.replace(made[path], unlisted=front.noindex, credit=credit)


def _made(root: Path, plan: Plan, theme: Theme | None) -> dict[str, Made]:
    templates = theme.templates if theme else {}
    made = {
        page.path: Made(
            path=page.path,
            renderer=page.renderer,
            source=_source(root, page.origin),
            template=templates[page.template].file if page.template in templates else "",
        )
        for page in plan.pages
    }
    made |= {copy.path: Made(path=copy.path, renderer="copy", source=copy.source) for copy in plan.copies}
    if theme is not None:
        files = theme.asset_files()
        made |= {
            path: Made(path=path, renderer="asset", source=files[name].file) for name, path in theme.assets.items()
        }
    return made


def _source(root: Path, origin: str) -> str:
    """The file that a page's origin names; empty where it names a setting, or nothing that is a file."""
    file = origin.removeprefix(_ALIAS)
    return file if file.endswith(".md") and (root / file).is_file() else ""


def _looks(root: Path, theme: Theme | None) -> dict[str, Path | str]:
    """The files of the theme, and the settings, as messages call them; templates are there already."""
    files: dict[str, Path | str] = {FILE: root / FILE}
    if theme is not None:
        files |= {asset.file: theme_file(root, asset) for asset in theme.asset_files().values()}
        files |= {source.file: source.text for source in theme.templates.values()}
    return files


def _texts(folder: str, content: Content) -> Iterator[str]:
    for written in (content.articles, content.editions, content.pages):
        yield from (f"{folder}/{each.path}" for each in written)


def _secret(run: Run, article: Article, body: Body, media: Mapping[str, str], reason: str) -> Secret:
    """`media` has the ways of files beside the articles, by the targets of links to them."""
    front = article.front
    links = (*body.links, *([body.picture] if body.picture else []))
    ways = [addresses.alias(alias) for alias in front.aliases]
    ways += [media[link.target] for link in links if link.target in media]
    if front.date is not None:
        ways.append(addresses.article(Times(zone_of(run)).point(front.date).day, article.slug))
    return Secret(
        file=f"{run.config.paths.content}/{article.path}",
        reason=reason,
        title=front.title or "",
        texts=tuple(text for text in (front.summary, body.text) if text),
        paths=tuple(map(addresses.output, ways)),
    )


def _beyond(
    articles: Iterable[Article],
    shown: Iterable[Article],
    policies: Policies,
    bodies: tuple[Mapping[str, Body], Mapping[str, Body]],
    folder: str,
) -> Iterator[Secret]:
    """What must not be seen of articles that are `shown`, since their sources don't allow it; of the bodies the second are those cut."""
    whole = {article.path: article for article in articles}
    for cut in shown:
        limit = policies.of(cut.front.source).show
        if limit != "full":
            texts = (whole[cut.path].front.summary, bodies[0][cut.path].text)
            yield Secret(
                file=f"{folder}/{cut.path}",
                reason=limit,
                texts=tuple(filter(None, texts)),
                shown=f"{cut.front.summary or ''}\n{bodies[1][cut.path].text}",
            )


def _public(articles: Iterable[Article], content: Content) -> Iterator[str]:
    """What all that is shown says."""
    for article in articles:
        front, body = article.front, content.bodies[article.path]
        image = (front.image.alt, front.image.caption, front.image.credit) if front.image else ()
        notes = (correction.note for correction in front.corrections)
        yield "\n".join(text for text in (front.title, front.summary, front.kicker, *image, *notes, body.text) if text)
    for texts in (content.editions, content.pages):
        yield from (f"{each.title or ''}\n{html.words(each.html)}" for each in texts)
