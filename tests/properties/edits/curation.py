"""Edits of what stands beside the articles: pages, notes of editions, pictures, static files, seeds."""

from __future__ import annotations

from functools import partial

from tests.properties import sites
from tests.properties.edits.desk import Desk, Edits
from tests.properties.folders import remove

_WEEKS = ("2015-w01", "2015-w29", "2015-w30", "2015-w31", "2015-w32")


def _page(desk: Desk, pick: int, *, what: str) -> None:
    pages = desk.files("content/pages/*.md")
    if what == "added" or not pages:
        desk.write(f"content/pages/{desk.name('page')}.md", sites.note({"title": "More"}, "More."))
        return
    path = pages[pick % len(pages)]
    if what == "removed":
        path.unlink()
    elif what == "text":
        path.write_bytes(sites.with_body(path.read_bytes(), [desk.fresh("Words")]))
    else:
        value = desk.fresh("About") if what == "title" else [1, 2, None][pick % 3]
        path.write_bytes(sites.with_field(path.read_bytes(), what, value))


def _note(desk: Desk, pick: int, *, what: str) -> None:
    if desk.chosen["edition"] != "week":
        return
    notes = desk.files("content/editions/*.md")
    if what == "added" or not notes:
        desk.write(f"content/editions/{_WEEKS[pick % 5]}.md", sites.note({"title": desk.fresh("A week")}, "So."))
        return
    path = notes[pick % len(notes)]
    if what == "removed":
        path.unlink()
    elif what == "text":
        path.write_bytes(sites.with_body(path.read_bytes(), [desk.fresh("Words")]))
    else:
        ids = [identity for path in desk.stories() if (identity := sites.field(path.read_bytes(), "id"))]
        lead, other = ids[pick % len(ids)], ids[pick // 7 % len(ids)]
        value = {"title": desk.fresh("A week"), "lead": lead, "order": [lead, other]}[what]
        path.write_bytes(sites.with_field(path.read_bytes(), what, value))


def _picture(desk: Desk, pick: int, *, what: str) -> None:
    path = ["content/2015/01/pier.png", "content/2015/02/unused.png", "static/logo.png"][pick % 3]
    if what == "removed":
        remove(desk.root / path)
    elif what == "added":
        desk.write(f"content/2015/01/{desk.name('picture')}.png", sites.picture(1, 1))
    elif what == "damaged":
        desk.write(path, desk.fresh("no picture"))
    elif what == "of another size":
        desk.number += 1
        desk.write(path, sites.picture(10 + desk.number, 20))
    else:
        desk.write(path, sites.picture(640, 480, rest=desk.fresh("").encode()))


def _static(desk: Desk, pick: int, *, what: str) -> None:
    files = desk.files("static/**/*")
    if what == "added" or not files:
        desk.write(f"static/{desk.name('file')}.txt", "More.")
    elif what == "hidden":
        desk.write(f"static/{desk.name('.hidden')}", "More.")
    elif what == "removed":
        files[pick % len(files)].unlink()
    else:
        files[pick % len(files)].write_text(desk.fresh("words"))


def _file_or_folder(desk: Desk, _pick: int) -> None:
    path = desk.root / "static/thing"
    was_file = path.is_file()
    remove(path)
    desk.write("static/thing/index.txt" if was_file else "static/thing", desk.fresh("thing"))


def _linked(desk: Desk, _pick: int) -> None:
    desk.write("elsewhere/data.txt", desk.fresh("data"))
    link = desk.root / "static/linked.txt"
    if not link.is_symlink():
        link.symlink_to("../elsewhere/data.txt")


def _seed(desk: Desk, pick: int, *, what: str) -> None:
    files = desk.files("seeds/*.txt")
    desk.how = desk.how._replace(convert=True)
    if what == "added" or not files:
        desk.write(f"seeds/{desk.name('seed')}.txt", sites.seed(desk.fresh("A tale of lamps"), "It rained."))
    elif what == "removed":
        files[pick % len(files)].unlink()
    elif what != "converted again":
        title = desk.fresh("Ferry leaves") if what == "with a new title" else "Ferry leaves without passengers"
        files[pick % len(files)].write_bytes(sites.seed(title, desk.fresh("It was dark then")))


CURATION: Edits = {
    **{f"a page: {what}": partial(_page, what=what) for what in ("text", "title", "nav", "added", "removed")},
    **{
        f"an edition's note: {what}": partial(_note, what=what)
        for what in ("text", "title", "lead", "order", "added", "removed")
    },
    **{
        f"a picture {what}": partial(_picture, what=what)
        for what in ("removed", "added", "damaged", "of another size", "with other bytes")
    },
    **{f"a static file {what}": partial(_static, what=what) for what in ("edited", "added", "hidden", "removed")},
    "a static file that becomes a folder, or a folder a file": _file_or_folder,
    "a static file that is a link": _linked,
}

SEEDS: Edits = {
    f"a seed {what}": partial(_seed, what=what)
    for what in ("with a new title", "reworded", "added", "removed", "converted again")
}
