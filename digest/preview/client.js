// What the preview adds to a page: it tells the server what it shows, swaps style sheets, and shows problems and what holds a story back.
(function () {
  "use strict";
  var shown = document.currentScript.dataset.page;
  var LOOK =
    ":host{all:initial;position:fixed;inset:auto 0 0 0;z-index:2147483647;display:block;max-height:80vh;overflow:auto;" +
    "font:14px/1.45 ui-monospace,Menlo,Consolas,monospace}" +
    "section{background:#1b1b1f;color:#f4f1ec;padding:14px 18px;border-top:4px solid #e5484d}" +
    ".held{background:#fff3c4;color:#3d2f00;border-top:4px solid #b7860b;font-family:system-ui,sans-serif}" +
    "h2{font:600 15px system-ui,sans-serif;margin:0 0 8px}pre{margin:0 0 10px;white-space:pre-wrap;overflow-wrap:anywhere}" +
    "p{margin:0}button{float:right;font:inherit;padding:2px 10px}";

  function part(name, text, parent) {
    var element = document.createElement(name);
    element.textContent = text;
    parent.appendChild(element);
    return element;
  }

  function note(id, fill) {
    var old = document.getElementById(id);
    if (old) old.remove();
    if (!fill) return;
    var host = document.createElement("div");
    host.id = id;
    var root = host.attachShadow({ mode: "open" });
    part("style", LOOK, root);
    var section = part("section", "", root);
    section.setAttribute("role", "alert");
    var close = part("button", "Hide", section);
    close.type = "button";
    close.onclick = function () { host.remove(); };
    fill(section);
    document.documentElement.appendChild(host);
  }

  function say(notes) {
    note("digest-held", notes.held && function (section) {
      section.className = "held";
      part("h2", notes.held.title, section);
      part("p", notes.held.text, section);
    });
    note("digest-problems", notes.problems.length && function (section) {
      part("h2", notes.heading, section);
      notes.problems.forEach(function (problem) { part("pre", problem, section); });
    });
  }

  function swap(hrefs, mark) {
    var links = Array.prototype.filter.call(
      document.querySelectorAll("link[rel~=stylesheet][href]"), function (link) { return !link.hasAttribute("data-going"); }
    );
    if (links.length !== hrefs.length) return location.reload();
    shown = mark;
    links.forEach(function (link, index) {
      var url = new URL(hrefs[index], location.href);
      if (url.origin !== location.origin) return;
      url.searchParams.set("preview", mark);
      if (url.href === link.href) return;
      var next = link.cloneNode(false);
      link.setAttribute("data-going", "");
      next.onload = next.onerror = function () { link.remove(); };
      next.href = url.href;
      link.after(next);
    });
  }

  function Plugin() {}
  Plugin.identifier = "digest";
  Plugin.version = "1";
  Plugin.prototype.analyze = function () { return { page: shown }; };
  Plugin.prototype.reload = function (path, options) {
    if (path !== "/.preview/") return false;
    var told = JSON.parse(options.originalPath);
    if (told.notes) say(told.notes);
    if (told.styles) swap(told.styles, told.page);
    return true;
  };
  window.LiveReloadPluginDigest = Plugin;
})();
