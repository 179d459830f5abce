"""What happens to a site besides editing: mistakes, hands in the output, harm to the memory, a move to another place."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from functools import partial
from pathlib import Path

from tests.properties import sites
from tests.properties.edits.desk import Desk, Edits
from tests.properties.folders import remove
from tests.properties.sites import MARKER

# --- mistakes ---------------------------------------------------------------------------------------------------------


def _mistake(desk: Desk, pick: int, *, what: str) -> None:
    """A file gets an error; where there is one already, that is mended instead."""
    if desk.broken:
        desk.put_back()
        return
    path = desk.story(pick)
    story, data = path.relative_to(desk.root).as_posix(), path.read_bytes()
    where, text = {
        "date": (story, sites.with_field(data, "date", "2015-13-28")),
        "encoding": (story, data + b"\xff"),
        "link": (story, data + b"\n[Nowhere](nowhere.md)\n"),
        "slug": (story, sites.with_field(data, "slug", "A Slug?")),
        "page": ("content/pages/broken.md", b"no header"),
        "edition": ("content/editions/2015.md", sites.note({}, "So.")),
        "template's syntax": ("overrides/templates/day.html", b"{% if %}"),
        "template's variable": ("overrides/templates/month.html", b"{{ no.such.thing }}"),
        "setting": ("config.yaml", sites.written({**desk.chosen, "titel": "x"})),
        "settings' syntax": ("config.yaml", b"site: {"),
        "theme": ("themes/paper/theme.yaml", b"name: [\n"),
        "static file": ("static/index.html", b"mine"),
    }[what]
    file = desk.root / where
    desk.broken[where] = file.read_bytes() if file.exists() else None
    desk.write(where, text)


MISTAKES: Edits = {
    f"a mistake: {what}": partial(_mistake, what=what)
    for what in (
        *("date", "encoding", "link", "slug", "page", "edition"),
        *("template's syntax", "template's variable", "setting", "settings' syntax", "theme", "static file"),
    )
}


# --- the output -------------------------------------------------------------------------------------------------------


def _output(desk: Desk, pick: int, *, how: str) -> None:
    folder = desk.root / desk.output
    files = [path for path in sorted(folder.rglob("*")) if path.is_file() and path.name != MARKER]
    if not files:
        return
    path = files[pick % len(files)]
    if how in _ONE:
        _ONE[how](path)
    elif how == "two that change places":
        other, aside = files[pick // 7 % len(files)], folder / "aside"
        path.rename(aside)
        if path != other:
            other.rename(path)
        aside.rename(other)
    elif how == "something foreign":
        desk.write(f"{desk.output}/foreign/er/mine.txt", "mine")
        path.with_name("foreign.html").write_text("mine")
        (folder / "foreign/loop").unlink(missing_ok=True)
        (folder / "foreign/loop").symlink_to("..")
    elif how == "the marker":
        (folder / MARKER).write_text("mine")
    elif how == "nothing left":
        shutil.rmtree(folder)
    else:
        _older(folder, desk.root.parent / "older output")


def _same_size_and_time(path: Path) -> None:
    seen = path.stat()
    path.write_bytes(bytes(byte ^ 1 for byte in path.read_bytes()))
    os.utime(path, ns=(seen.st_atime_ns, seen.st_mtime_ns))


def _folder(path: Path) -> None:
    path.unlink()
    (path / "in it").mkdir(parents=True)


def _link(path: Path) -> None:
    aside = path.with_name("same.bin")
    path.rename(aside)
    path.symlink_to(aside.name)


def _without_folder(path: Path) -> None:
    if not (path.parent / MARKER).exists():
        shutil.rmtree(path.parent)


_ONE: dict[str, Callable[[Path], object]] = {
    "one appended to": lambda path: path.write_bytes(path.read_bytes() + b"<!-- mine -->"),
    "one of the same size and time": _same_size_and_time,
    "one emptied": lambda path: path.write_bytes(b""),
    "one removed": Path.unlink,
    "one that is a folder": _folder,
    "one that is a link": _link,
    "one without its folder": _without_folder,
}


def _older(folder: Path, kept: Path) -> None:
    """Puts back what the folder was when this was last called, and keeps it as it is now for the next time."""
    aside = kept.with_name("aside")
    shutil.copytree(folder, aside, symlinks=True)
    if kept.is_dir():
        shutil.rmtree(folder)
        kept.rename(folder)
    aside.rename(kept)


OUTPUTS: Edits = {
    f"outputs changed by hand: {how}": partial(_output, how=how)
    for how in (*_ONE, "two that change places", "something foreign", "the marker", "nothing left", "an older state")
}


# --- the memory -------------------------------------------------------------------------------------------------------


def _memory(desk: Desk, pick: int, *, how: str) -> None:
    folder = desk.root / desk.state
    files = [path for path in sorted(folder.rglob("*")) if path.is_file() and path.stat().st_size]
    desk.forgotten = True
    if how == "deleted":
        remove(folder)
    elif how == "an older state" and folder.is_dir():
        _older(folder, desk.root.parent / "older memory")
    elif files:
        path = files[pick % len(files)]
        data = bytearray(path.read_bytes())
        at = pick * 7919 % len(data)
        if how == "a bit changed":
            data[at] ^= 1 << pick % 8
        elif how == "cut off":
            data = data[:at]
        elif how == "emptied":
            data.clear()
        else:
            data += b"more"
        path.write_bytes(data)


def _clone(desk: Desk, _pick: int) -> None:
    """The site goes on in another folder: its files, output and memory, all with new times and numbers."""
    other = desk.root.with_name(desk.name("clone"))
    shutil.copytree(desk.root, other, symlinks=True, copy_function=shutil.copyfile)
    shutil.rmtree(desk.root)
    desk.root = other


MEMORY: Edits = {
    **{
        f"the memory: {how}": partial(_memory, how=how)
        for how in ("deleted", "an older state", "a bit changed", "cut off", "emptied", "appended to")
    },
    "a clone": _clone,
}
