"""The preview's web server: the one door of tornado and livereload.

It answers with the files of the site below the site's own base path, as GitHub Pages does, and tells browsers when what they show is
of yesterday. livereload gives the protocol and the script; its own server is not used, since that polls and takes any origin.
"""

from __future__ import annotations

import asyncio
import json
import mimetypes
from collections.abc import Callable
from functools import cache
from importlib import resources
from typing import Any, NamedTuple
from urllib.parse import quote, unquote, urlencode, urlsplit

import livereload
from livereload.handlers import LiveReloadHandler
from tornado.httpserver import HTTPServer
from tornado.ioloop import IOLoop
from tornado.netutil import bind_sockets
from tornado.web import Application, HTTPError, RequestHandler

from digest.preview import files, hosts, pages
from digest.preview.pages import Mark
from digest.preview.standing import Answer, Standing

_HTML = "text/html; charset=utf-8"
_OURS = "/.preview/"
_FOR_GOOD = "max-age=31536000, immutable"
_TEXTS = frozenset({"application/javascript", "application/json", "application/xml", "image/svg+xml"})
_EMPTY = (
    '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n<title>Preview</title>\n</head>\n'
    "<body>\n<p>{}</p>\n</body>\n</html>\n"
)


class Notes(NamedTuple):
    """What is said on a page beside it: problems of the site, and what holds its article back (title, text)."""

    heading: str = ""
    problems: tuple[str, ...] = ()
    held: tuple[str, str] | None = None


class Serving:
    """A server at `host` and `port`, on the event loop that runs; `notes` says what there is to say on the page that a file is."""

    def __init__(self, host: str, port: int, notes: Callable[[str], Notes]) -> None:
        self.host = host
        self.port = port
        self._base = "/"
        self._former: set[str] = set()
        self.standing: Standing
        self._notes = notes
        self._viewers: dict[Any, Mark] = {}
        self._loop: IOLoop | None = None
        self._server: HTTPServer | None = None

    @property
    def base(self) -> str:
        """The path below which the site lies."""
        return self._base

    @base.setter
    def base(self, base: str) -> None:
        if base == self._base:
            return
        self._former = {*self._former, self._base} - {base} if self._server else set()
        self._base = base
        if self._loop is not None:
            self._loop.add_callback(self._relocate)

    def moved(self, path: str) -> str | None:
        """The path that took the place of one below a base of before, when the site lay elsewhere; None for any other."""
        former = max((base for base in list(self._former) if path.startswith(base)), key=len, default=None)
        return None if former is None else self._base + path.removeprefix(former)

    @property
    def viewers(self) -> dict[Any, Mark]:
        """The browsers' pages that are open, with what each of them shows."""
        return self._viewers

    def listen(self, *, exact: bool) -> None:
        """Begins to answer, at the next free port where the one that was asked for is taken. Raises OSError."""
        self._loop = IOLoop.current()
        with_us = {"serving": self}
        application = Application(
            [("/livereload", _Viewer, with_us), (pages.SCRIPT, _Script, with_us), ("(/.*)", _Page, with_us)],
            websocket_ping_interval=0,
            log_function=lambda _: None,
        )
        last = self.port if exact or not self.port else self.port + 100
        while True:
            try:
                sockets = bind_sockets(self.port, self.host)
                break
            except OSError:
                if self.port >= last:
                    raise
                self.port += 1
        self.port = sockets[0].getsockname()[1]
        self._server = HTTPServer(application, max_body_size=0, max_header_size=1 << 16)
        self._server.add_sockets(sockets)

    async def close(self) -> None:
        """Answers no longer."""
        for viewer in list(self._viewers):
            viewer.close(1001)
        if self._server is not None:
            self._server.stop()
            await asyncio.wait_for(self._server.close_all_connections(), 2)

    def origin(self) -> str:
        """How a browser on this machine reaches the server."""
        return f"http://{hosts.shown(self.host)}:{self.port}"

    def way(self, url: str) -> str | None:
        """The way of an address below the base path, decoded."""
        return pages.way_of(urlsplit(url).path, self.base)

    # --- from other threads ---

    def viewed(self) -> list[str]:
        """The files of the pages that browsers show."""
        return [path for viewer in list(self._viewers) for path in files.candidates(viewer.way)]

    def refresh(self, path: str | None = None) -> None:
        """Has browsers show what stands now: those of one page, or all."""
        if self._loop is not None:
            self._loop.add_callback(self._refresh, path)

    def _refresh(self, path: str | None) -> None:
        for viewer in list(self._viewers):
            if path is None or path in files.candidates(viewer.way):
                viewer.refresh()

    def _relocate(self) -> None:
        for viewer in list(self._viewers):
            viewer.reload()

    def mark(self, data: bytes) -> Mark:
        """What a browser shows that has been given this page now."""
        return pages.mark(data, self.base, self.standing.digest)

    def notes(self, path: str) -> Notes:
        """What is to be said beside the page that a file is."""
        return self._notes(path)


class _Own:
    """What every handler does first: it answers only who asks for this machine."""

    serving: Serving
    request: Any

    def initialize(self, serving: Serving) -> None:
        self.serving = serving

    def prepare(self) -> None:
        if not hosts.is_own(self.request.host, self.serving.host, self.serving.port):
            raise HTTPError(403, reason="Not this host")


class _Handler(_Own, RequestHandler):
    def set_default_headers(self) -> None:
        self.set_header("Server", "digest")
        self.set_header("Cache-Control", "no-store")
        self.set_header("X-Content-Type-Options", "nosniff")
        self.set_header("Cross-Origin-Resource-Policy", "same-origin")

    def keep(self, path: str, data: bytes) -> None:
        """Lets the browser keep a file: one whose name tells its bytes for good, any other if it asks each time whether it is the same."""
        self.set_header("Cache-Control", _FOR_GOOD if pages.is_named_by(path, data) else "no-cache")

    def write_error(self, status_code: int, **_: Any) -> None:
        self.set_header("Content-Type", "text/plain; charset=utf-8")
        self.finish(f"{status_code} {self._reason}\n")


class _Script(_Handler):
    def get(self) -> None:
        self.set_header("Content-Type", "text/javascript; charset=utf-8")
        self.keep(pages.SCRIPT, _script())
        self.finish(_script())

    head = get


class _Page(_Handler):
    def decode_argument(self, value: bytes, name: str | None = None) -> str:  # noqa: ARG002 - tornado's own names
        """The path as tornado has decoded it once; what is no UTF-8 is the address of nothing."""
        return value.decode("utf-8", "replace")

    async def get(self, path: str) -> None:
        base, standing = self.serving.base, self.serving.standing
        if not path.startswith(base):
            if path in {"/", base[:-1]}:
                self.redirect(quote(base))
                return
            if (now := self.serving.moved(path)) is not None:
                self.redirect(quote(now))
                return
            self.set_status(404)
            self._say(pages.outside(base))
            return
        way = path.removeprefix(base)
        answer: Answer | None = await asyncio.wrap_future(standing.ask(way))
        if answer is not None:
            self._answer(answer)
        elif standing.leads_on(way):
            self.redirect(quote(f"{path}/"))
        elif base == "/" and (now := self.serving.moved(path)) is not None:
            self.redirect(quote(now))
        else:
            self.set_status(404)
            page: Answer | None = await asyncio.wrap_future(standing.not_found())
            self._answer(page or self._nothing())

    head = get

    def _nothing(self) -> Answer:
        notes = self.serving.notes("")
        if notes.problems:
            self.set_status(503)
        return Answer(files.NOT_FOUND, _EMPTY.format(notes.heading or "This page isn’t here.").encode())

    def _answer(self, answer: Answer) -> None:
        kind = mimetypes.guess_type(answer.path)[0] or "application/octet-stream"
        data = answer.data
        if answer.path.endswith(".html"):
            kind, data = _HTML, self._with_script(data)
        else:
            self.keep(answer.path, data)
            if kind.startswith("text/") or kind in _TEXTS:
                kind += "; charset=utf-8"
        self._say(data, kind)

    def _say(self, data: bytes, kind: str = _HTML) -> None:
        self.set_header("Content-Type", kind)
        self.finish(data)

    def _with_script(self, data: bytes) -> bytes:
        name, _, port = self.request.host.rpartition(":")
        if not port.isdigit():
            name, port = self.request.host, "80"
        query = {"host": name, "port": port, "mindelay": 200, "maxdelay": 2000}
        return pages.with_script(data, urlencode(query, safe="[]:").replace("&", "&amp;"), self.serving.mark(data))


class _Viewer(_Own, LiveReloadHandler):  # type: ignore[misc]  # livereload has no types
    """A page that is open in a browser, and what it shows."""

    way = ""

    def prepare(self) -> None:
        super().prepare()
        if not self.check_origin(self.request.headers.get("Origin")):
            raise HTTPError(403, reason="Not this origin")

    def check_origin(self, origin: str | None) -> bool:
        return hosts.is_same_origin(origin, self.request.host)

    def on_message(self, message: str | bytes) -> None:
        try:
            told = json.loads(message)
            if told["command"] == "hello":
                super().on_message(message)
            elif told["command"] == "info":
                self._meet(told)
        except (ValueError, TypeError, LookupError, AttributeError):
            self.close(1002)

    def on_close(self) -> None:
        self.serving.viewers.pop(self, None)

    def _meet(self, told: dict[str, Any]) -> None:
        mark = Mark.parsed(told["plugins"]["digest"]["page"])
        way = self.serving.way(told["url"])
        if way is None and self.serving.moved(unquote(urlsplit(told["url"]).path)) is not None:
            self.reload()
            return
        if mark is None or way is None:
            self.close(1002)
            return
        self.way = way
        self.serving.viewers[self] = mark
        self.refresh()

    def refresh(self) -> None:
        """Has the browser show what stands now, and what is to be said of it."""
        shown = self.serving.viewers[self]
        path, data = self._stands()
        mark = self.serving.mark(data) if data is not None else shown
        if (mark.page, mark.loaded) != (shown.page, shown.loaded):
            self.reload(path)
            return
        told: dict[str, Any] = {"notes": _said(self.serving.notes(path))}
        if mark.styles != shown.styles and data is not None:
            self.serving.viewers[self] = mark
            told |= {"styles": pages.styles(data), "page": str(mark)}
        self.send_message({"command": "reload", "path": _OURS, "originalPath": json.dumps(told)})

    def reload(self, path: str = "") -> None:
        """Has the browser load its page anew."""
        self.send_message({"command": "reload", "path": path, "liveCSS": False, "liveImg": False})

    def _stands(self) -> tuple[str, bytes | None]:
        for path in (*files.candidates(self.way), files.NOT_FOUND):
            data = self.serving.standing.now(path)
            if data is not None:
                return path, data
        return "", None


def _said(notes: Notes) -> dict[str, Any]:
    held = {"title": notes.held[0], "text": notes.held[1]} if notes.held else None
    return {"heading": notes.heading, "problems": notes.problems, "held": held}


@cache
def _script() -> bytes:
    """Our part, then livereload's own script, which finds it."""
    ours = resources.files(__package__).joinpath("client.js").read_bytes()
    return ours + resources.files(livereload).joinpath("vendors/livereload.js").read_bytes()
