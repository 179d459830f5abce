// The search page. Nothing of the index is loaded before a reader turns to the box; then one bundle a year, joined.
// All words come from the attributes of the list, so that they are in the site's language; results are text, never markup.
const form = document.querySelector("main .search"), box = form.q, page = document.documentElement;
const [list, said, more] = ["results", "found", "more"].map((id) => document.getElementById(id));
const { home, bundles, ...words } = list.dataset;
const plural = new Intl.PluralRules(page.lang), number = new Intl.NumberFormat(page.lang, { numberingSystem: "latn" });
const AT_ONCE = 10, MOST = 50, EXCERPT = 30, BEFORE = 6;
let index, asked = 0, found = [], at = 0, count = 0, fresh = true, waiting;

function load() {
  return index ??= (async () => {
    const [newest, ...older] = bundles.split(" ");
    const engine = await import(newest + "pagefind.js");
    await engine.init();
    await Promise.all(older.map((bundle) => engine.mergeIndex(bundle)));
    return engine;
  })().catch((problem) => { index = undefined; throw problem; });
}

const plain = (text) => text.toLowerCase().normalize("NFD").replace(/\p{M}/gu, "").split(/[^\p{L}\p{N}]+/u).filter(Boolean);

// For a word that a year lacks, Pagefind takes the longest beginning that it has (`be` for `bearded`): a story that shows less than
// half of a word isn't meant.
function isMeant({ raw_content, locations }) {
  if (raw_content.includes("\u200b")) return true;
  const all = raw_content.split(/\s+/), hits = plain(locations.map((at) => all[at]).join(" "));
  const near = (word, hit, half = Math.ceil(word.length / 2)) => [...word].some((_, i) => i + half <= word.length && hit.includes(word.slice(i, i + half)));
  return plain(box.value).every((word) => hits.some((hit) => near(word, hit)));
}

function element(name, properties, ...inside) {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...inside);
  return made;
}

// The words of a story as the index has them: the headline's, then all others; languages without spaces are parted by marks.
function told(title, text) {
  const gap = text.includes("\u200b") ? "" : " ", heads = [];
  const rest = text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").split(gap ? /\s+/ : "\u200b");
  for (let left = title.replace(/\s/g, ""); left && rest.length;) {
    const word = rest.shift(), bare = word.replace(/\s/g, "");
    heads.push(word.slice(0, Math.max(left.length, word.length - bare.length + Math.min(bare.length, left.length))));
    left = left.slice(bare.length);
  }
  return { gap, heads, rest };
}

function marked(words, hits, from, to, gap) {
  return words.slice(from, to).flatMap((word, i) => [i ? gap : "", hits.includes(from + i) ? element("mark", { textContent: word }) : word]);
}

// Where the words of a text stand closest together, else its beginning; of the last words, which are no text, only if they match.
function excerpt(rest, hits, last, gap) {
  const end = Math.max(0, rest.length - last), inside = hits.filter((hit) => hit >= 0 && hit < end);
  const near = (hit) => inside.filter((other) => other >= hit && other < hit + EXCERPT - BEFORE).length;
  const best = inside.reduce((best, hit) => (near(hit) > near(best) ? hit : best), inside[0] ?? 0);
  const from = Math.max(0, Math.min(best - BEFORE, end - EXCERPT)), to = Math.min(from + EXCERPT, end);
  const text = [from ? "… " : "", ...marked(rest, hits, from, to, gap), to < end ? " …" : ""];
  return [text, !inside.length && hits.some((hit) => hit >= end) ? marked(rest, hits, end, rest.length, gap) : []];
}

function result({ meta, raw_content, locations }) {
  const { gap, heads, rest } = told(meta.title, raw_content);
  const [text, last] = excerpt(rest, locations.map((at) => at - heads.length), Number(meta.last), gap);
  const foreign = meta.lang && meta.lang !== page.lang, own = foreign ? { lang: page.lang, dir: page.dir } : {};
  const topic = [...document.querySelectorAll(".chips li > *")].find((each) => each.textContent === meta.topic);
  const kicker = element("p", { className: `kicker ${topic?.className ?? ""}` }, element("span", { textContent: meta.topic ?? "", ...own }));
  kicker.style.cssText = topic?.style.cssText ?? "";
  const link = element("a", { href: home + encodeURI(meta.href) }, ...marked(heads, locations, 0, heads.length, gap));
  const facts = [[meta.source, {}], [meta.date, own]].flatMap(([textContent, words]) => (textContent ? [element("span", { textContent, ...words }), " "] : []));
  return element("li", { className: "card", ...(foreign ? { lang: meta.lang, dir: "auto" } : {}) }, kicker,
    element("h2", { className: "headline" }, link),
    element("p", { className: "standfirst" }, ...text),
    ...(last.length ? [element("p", { className: "meta" }, element("span", own, ...last))] : []),
    element("p", { className: "meta" }, ...facts));
}

async function show(turn) {
  const next = [];
  for (const end = at + MOST; at < Math.min(found.length, end) && next.length < AT_ONCE;) {
    const looked = await Promise.all(found.slice(at, at + AT_ONCE).map((each) => each.data()));
    if (turn !== asked) return;
    const meant = looked.filter(isMeant);
    at += looked.length;
    count -= looked.length - meant.length;
    next.push(...meant);
  }
  if (fresh && !next.length) return none(words.none);
  if (fresh) list.replaceChildren();
  fresh = false;
  list.append(...next.map(result));
  more.parentNode.hidden = at >= found.length;
  said.textContent = (words[plural.select(count)] ?? words.other).replace("{count}", number.format(count));
}

function none(message) {
  list.replaceChildren();
  more.parentNode.hidden = true;
  said.textContent = message;
}

async function search() {
  const query = box.value.trim(), turn = ++asked, address = new URL(location.href);
  address.search = query && new URLSearchParams({ q: query });
  history.replaceState(null, "", address);
  if (!query) return none("");
  try {
    if (!list.firstChild) said.textContent = words.waiting;
    const answer = await (await load()).search(query);
    if (turn !== asked) return;
    found = answer.results.filter((each) => each.words.length);
    [at, count, fresh] = [0, found.length, true];
    await show(turn);
  } catch {
    if (turn === asked) none(words.failed);
  }
}

box.addEventListener("focus", () => load().catch(() => {}), { once: true });
box.addEventListener("input", () => { clearTimeout(waiting); waiting = setTimeout(search, 200); });
form.addEventListener("submit", (event) => { event.preventDefault(); clearTimeout(waiting); search(); });
more.addEventListener("click", async () => {
  const first = list.children.length;
  await show(asked);
  list.children[first]?.querySelector("a").focus();
});
document.addEventListener("keydown", (event) => {
  const links = [...list.querySelectorAll("a")], here = document.activeElement, place = links.indexOf(here);
  const next = event.ctrlKey || event.metaKey || event.altKey ? null
    : event.key === "/" && here !== box ? box
    : event.key === "ArrowDown" && (place >= 0 || here === box) ? links[place + 1]
    : event.key === "ArrowUp" && place >= 0 ? links[place - 1] ?? box : null;
  if (!next) return;
  event.preventDefault();
  next.focus();
});
box.ariaKeyShortcuts = "/";
box.value = new URLSearchParams(location.search).get("q") ?? "";
if (box.value) search();
