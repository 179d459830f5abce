"""`digest mv`: an article gets another slug, date or file, and its old address leads to the new one.

Of its header only those keys change. The record of its conversion finds it by id, so it needs no change. Everything is tried on
values first; then all files change together, or none does.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, tzinfo
from pathlib import Path, PurePosixPath

from msgspec.structs import replace

from digest.arrange import addresses
from digest.editing import finding, relinking
from digest.editing.relinking import Move
from digest.editing.trial import attempt
from digest.ground import header_edits
from digest.ground.characters import printable
from digest.ground.diagnostics import Diagnostic, Place, error, has_errors, in_order
from digest.ground.filenames import placeable, short_enough
from digest.ground.files import write_together
from digest.ground.located import quote
from digest.ground.moment import Moment
from digest.ground.text import check_slug, slugify
from digest.ground.zones import zone as zone_named
from digest.inputs import look
from digest.model import Article, Content, FrontMatter, Struct
from digest.read.bodies import Changed
from digest.read.stage import read
from digest.run import BuildOptions, Run, at_work, begun

_NO_ARTICLES = ("editions", "pages")


class Wanted(Struct, kw_only=True):
    """What is to change, None for what stays; `to` is a path below the content folder, or one of its folders with a slash behind."""

    slug: str | None = None
    date: Moment | None = None
    to: str | None = None


class Moved(Struct, kw_only=True):
    """An article before and after: its file, and its address from the site's root (none without a date).

    `redirects` says whether the old address leads to the new one; `files` are those that change, relative to the site's folder.
    """

    id: str
    before: str
    after: str
    old: str | None
    new: str | None
    redirects: bool
    files: tuple[str, ...]


class _Change(Struct, kw_only=True):
    """A move that can be made: the new bytes of each file by its path before the move, below the content folder."""

    moved: Moved
    files: dict[str, bytes]
    move: Move


def move(
    root: Path, options: BuildOptions, name: str, wanted: Wanted, *, dry_run: bool = False
) -> tuple[Moved | None, list[Diagnostic]]:
    """Moves the article that `name` means; says what changed, or why nothing did. With `dry_run` nothing is written."""
    with begun(root, options) as (run, findings):
        if run is None or has_errors(findings):
            return None, in_order(findings)
        with at_work(run) as (working, waiting):
            if working is None:
                return None, in_order([*findings, *waiting])
            try:
                change, found = _plan(working, name, wanted)
            except Changed as problem:
                return None, in_order([*findings, _changed(working, problem)])
            if change is not None and change.moved.files and not dry_run:
                found = _write(working, change)
        return None if change is None or has_errors(found) else change.moved, in_order([*findings, *found])


def _changed(run: Run, problem: Changed) -> Diagnostic:
    place = Place(file=f"{run.config.paths.content}/{problem}")
    return error(
        "input-changed", "it changed while it was read", place, hint="try again when nobody writes into the folder"
    )


def _plan(run: Run, name: str, wanted: Wanted) -> tuple[_Change | None, list[Diagnostic]]:
    """The change that is wanted, tried; or all that stands in its way."""
    seen = look(run)
    content, told = read(run.root, run.config, run.work, seen=seen.content)
    folder, clock = run.config.paths.content, zone_named(run.config.site.timezone) or UTC
    articles = sorted((*content.articles, *content.mended), key=lambda article: article.path)
    names = [finding.called(article, clock) for article in articles]
    meant = finding.find(name, names, finding.Folders(run.root, folder, run.config.paths.seeds), parts=False)
    if isinstance(meant, Diagnostic):
        return None, [meant]
    article = articles[meant]
    file = f"{folder}/{article.path}"
    path, found = _path(run.root / folder, article.path, wanted.to, folder)
    found += [each for each in told if each.severity == "error" and each.place and each.place.file == file]
    found += _check(run.root / file, file, wanted.slug)
    if found:
        return None, found
    front = _front(article, path, wanted, clock)
    moving = Move(old=article.path, new=path)
    texts, found = _texts(run.root / folder, content, moving, article, front)
    if found:
        return None, found
    data = {moving.of(each): text.encode() for each, text in texts.items()}
    tried = attempt(content, run.config, seen, data, gone=article.path, public=path)
    after = tried.told[path].article
    if tried.errors or after is None:
        return None, tried.errors
    if after.front != replace(front, image=after.front.image):  # its address may follow from the file's place
        return None, [_unchangeable(file)]
    files = {
        each: text.encode() for each, text in texts.items() if text.encode() != (run.root / folder / each).read_bytes()
    }
    return _Change(moved=_moved(article, after, folder, clock, files), files=files, move=moving), []


def _moved(before: Article, after: Article, folder: str, clock: tzinfo, changed: Iterable[str]) -> Moved:
    old, new = finding.address_of(before, clock), finding.address_of(after, clock)
    files = {*changed, before.path} if before.path != after.path else {*changed}
    return Moved(
        id=before.front.id or "",
        before=f"{folder}/{before.path}",
        after=f"{folder}/{after.path}",
        old=f"/{old}" if old else None,
        new=f"/{new}" if new else None,
        redirects=old != new and any(addresses.alias(alias) == old for alias in after.front.aliases),
        files=tuple(f"{folder}/{path}" for path in sorted(files)),
    )


def _path(content: Path, path: str, to: str | None, folder: str) -> tuple[str, list[Diagnostic]]:
    """Where the article's file will be, and what speaks against that place."""
    if to is None:
        return path, []
    given = "" if to in {".", folder} else to.removeprefix("./").removeprefix(f"{folder}/")
    if given.endswith("/") or (short_enough(given) and (content / given).is_dir()):
        given = f"{given.rstrip('/')}/{PurePosixPath(path).name}".lstrip("/")
    parts = PurePosixPath(given).parts
    place = Place(file=f"{folder}/{printable(given)}")
    named = placeable(given) and printable(given) == given and "\\" not in given
    if not given.endswith(".md") or not named or any(part.startswith(".") for part in parts):
        hint = "write a file below the content folder whose name ends in `.md`: `2015/07/28/new-name.md`"
        return path, [error("move-place", "no article can lie here", place, hint=hint)]
    if len(parts) > 1 and parts[0] in _NO_ARTICLES:
        return path, [
            error("move-place", f"`{parts[0]}/` is no place for articles", place, hint="choose another folder")
        ]
    if given != path and (content / given).exists() and not _is_same(content / given, content / path):
        return path, [error("move-taken", "a file is here already", place, hint="choose another name")]
    if any((content / above).is_symlink() for above in PurePosixPath(given).parents):
        return path, [error("move-place", "a folder on the way there is a link", place, hint="choose another folder")]
    return given, []


def _is_same(one: Path, other: Path) -> bool:
    """Whether two names are one file, as on a file system that doesn't tell capitals from small letters."""
    return one.samefile(other)


def _check(file: Path, shown: str, slug: str | None) -> list[Diagnostic]:
    if file.is_symlink():
        return [
            error(
                "move-link",
                "this file is a link, and stays where and as it is",
                Place(file=shown),
                hint="change the file that it leads to",
            )
        ]
    if check_slug(slug, None):
        return [
            error(
                "slug-invalid",
                f"`{printable(slug or '')}` can't be a part of an address",
                hint=f"try `--slug {slugify(slug or '')}`",
            )
        ]
    return []


def _front(article: Article, path: str, wanted: Wanted, clock: tzinfo) -> FrontMatter:
    """The header that is wanted. The old address redirects where there may have been a page: of what was to be published."""
    front = article.front
    bare = slugify(PurePosixPath(path).stem)
    slug = front.slug if wanted.slug in {None, front.slug or bare} else wanted.slug
    date = wanted.date or front.date
    old = finding.address_of(article, clock)
    new = addresses.article(date.local_day(clock), slug or bare) if date is not None else None
    if new == old:
        return replace(front, slug=slug, date=date)
    aliases = tuple(alias for alias in front.aliases if addresses.alias(alias) != new)
    if old is not None and front.status == "published" and all(addresses.alias(alias) != old for alias in aliases):
        aliases = (*aliases, f"/{old}")
    return replace(front, slug=slug, date=date, aliases=aliases)


def _header(text: str | None, before: FrontMatter, after: FrontMatter) -> str | None:
    """The file with the header's slug, date and aliases as they are wanted; None where it is written in no usual way."""
    changed = text
    if after.slug != before.slug and changed is not None:
        changed = header_edits.put(changed, "slug", quote(after.slug or ""))
    if after.date != before.date and after.date is not None and changed is not None:
        changed = header_edits.put(changed, "date", after.date.text)
    for alias in before.aliases:
        if alias not in after.aliases and changed is not None:
            changed = header_edits.drop(changed, "aliases", alias)
    for alias in after.aliases:
        if alias not in before.aliases and changed is not None:
            changed = header_edits.add(changed, "aliases", alias)
    return changed


def _texts(
    content: Path, found: Content, moving: Move, article: Article, front: FrontMatter
) -> tuple[dict[str, str], list[Diagnostic]]:
    """The texts of the article and of the files in which links change with its place, by their paths before the move."""
    texts: dict[str, str] = {}
    findings: list[Diagnostic] = []
    concerned = relinking.concerned(found, moving) if moving.old != moving.new else {}
    for path, links in concerned.items():
        texts[path], wrong = relinking.relink((content / path).read_bytes().decode(), path, links, moving)
        findings += [*wrong, *_check(content / path, f"{content.name}/{path}", None)]
    text: str | None = texts.get(article.path) or (content / article.path).read_bytes().decode()
    if text is not None and moving.old != moving.new and "id" not in found.bodies[article.path].places:
        text = header_edits.put(text, "id", front.id or "")  # it was made of the path, and would change with it
    changed = _header(text, article.front, front)
    if changed is None:
        return {}, [*findings, _unchangeable(f"{content.name}/{article.path}")]
    return texts | {article.path: changed}, findings


def _unchangeable(file: str) -> Diagnostic:
    message = "the header is written in a way that can't be changed key by key"
    return error(
        "header-unchangeable", message, Place(file=file, line=1), hint="write one key a line, or change it by hand"
    )


# --- writing ----------------------------------------------------------------------------------------------------------


def _write(run: Run, change: _Change) -> list[Diagnostic]:
    """Writes all, or nothing. Whoever is killed in the middle leaves every file whole."""
    content, moving = run.root / run.config.paths.content, change.move
    before = {content / path: (content / path).read_bytes() for path in change.files}
    try:
        write_together({content / path: data for path, data in change.files.items()})
        if moving.old != moving.new:
            _rename(content, moving, before)
    except OSError as problem:
        message = f"the article can't be moved, so nothing was changed: {problem.strerror or type(problem).__name__}"
        return [error("move-unwritable", message, Place(file=change.moved.after), hint="check rights and free space")]
    return []


def _rename(content: Path, moving: Move, before: dict[Path, bytes]) -> None:
    try:
        (content / moving.new).parent.mkdir(parents=True, exist_ok=True)
        (content / moving.old).rename(content / moving.new)
    except OSError:
        write_together(before)
        raise
    for above in (content / moving.old).parents:
        if above == content or any(above.iterdir()):
            break
        above.rmdir()
