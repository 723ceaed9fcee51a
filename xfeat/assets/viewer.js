// The dictionary's page: unpacks its parts, searches and sorts the pairs, draws the rows in view, and shows one pair.
"use strict";

const ROW_HEIGHT = 52; // px, as in viewer.css
const Q = 0.05; // the level at which a pair counts as found, as in the reports
const PHONE = 704; // px; below, the opened pair takes the list's place
const SVG = "http://www.w3.org/2000/svg";
const root = document.documentElement;
const $ = (selector) => document.querySelector(selector);

let meta; // names, blocks, token strings, and what a context spans
let table; // a column of numbers or labels per key, one entry per pair
let text; // held-out documents, and the spans of their anchors
let view = []; // the pairs that the filters leave, in order
let opened = -1; // the pair that is shown; -1: none
let order = -1; // of sorting: -1 is largest first
const chunks = new Map(); // number of a chunk of details -> a promise of it

// ---- elements ------------------------------------------------------------------------------------

// Everything becomes text, never markup: labels and contexts come from a corpus.
function append(element, children) {
  const present = children.flat(9).filter((child) => child != null && child !== false);
  element.append(...present);
  return element;
}

function el(tag, properties, ...children) {
  const element = document.createElement(tag);
  for (const key in properties) {
    if (key in element) element[key] = properties[key];
    else element.setAttribute(key, properties[key]);
  }
  return append(element, children);
}

function svg(tag, attributes, ...children) {
  const element = document.createElementNS(SVG, tag);
  for (const key in attributes) element.setAttribute(key, attributes[key]);
  return append(element, children);
}

// ---- numbers in words ----------------------------------------------------------------------------

function number(value, digits = 2) {
  if (value == null) return "–";
  const roundsToZero = Math.abs(value) < 0.5 * 10 ** -digits;
  return (roundsToZero ? 0 : value).toFixed(digits);
}

function percent(value) {
  if (value == null) return "–";
  return (100 * value).toFixed(value < 0.0995 ? 1 : 0) + " %";
}

function probability(value) {
  if (value == null) return "–";
  return value < 0.001 ? value.toExponential(1) : value.toPrecision(2);
}

const clip = (value) => Math.max(0, Math.min(1, value));

const AS_SHARE = new Set(["density_a", "density_b", "invariance", "token_share"]);

function sortValue(key, i) {
  const value = table[key][i];
  return AS_SHARE.has(key) ? percent(value) : number(value);
}

// ---- parts of the page ---------------------------------------------------------------------------

// base64 of gzip of JSON, in a script element that the browser does not run
async function unpack(id) {
  const binary = atob(document.getElementById(id).textContent);
  const bytes = Uint8Array.from(binary, (character) => character.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  return JSON.parse(await new Response(stream).text());
}

// The documents with, for each anchor, its span and the first and last anchor of its document.
function readText(part) {
  const n = part.ends.length;
  const starts = new Int32Array(n);
  const ends = new Int32Array(n);
  const first = new Int32Array(n);
  const last = new Int32Array(n);
  let end = 0;
  let doc = 0;
  for (let i = 0; i < n; i++) {
    end += part.ends[i];
    ends[i] = end;
    while (doc + 1 < part.docs.length && part.docs[doc + 1][0] <= i) doc++;
    const [firstAnchor, begins] = part.docs[doc];
    first[i] = firstAnchor;
    starts[i] = i == firstAnchor ? begins : ends[i - 1];
  }
  for (let i = n - 1; i >= 0; i--) {
    const more = i + 1 < n && first[i + 1] == first[i];
    last[i] = more ? last[i + 1] : i;
  }
  // İ alone becomes longer in lower case, which would shift every position behind it
  const lower = part.text.replace(/\u0130/g, "i").toLowerCase();
  return { text: part.text, lower, starts, ends, first, last };
}

// The anchors of the context around an anchor.
function contextRange(anchor) {
  const from = Math.max(text.first[anchor], anchor - meta.before);
  const to = Math.min(text.last[anchor], anchor + meta.after);
  return [from, to];
}

const layerOf = (i) => meta.layers[table.layer[i]];
const severalLayers = () => meta.layers.length > 1;

// The permanent address of a pair.
function link(i) {
  const block = severalLayers() ? "@" + layerOf(i).layer : "";
  return "#a" + table.feature_a[i] + block;
}

// Which pair has a feature of one side, in one block.
function indexFeatures() {
  table.layer = new Uint8Array(meta.n);
  let i = 0;
  meta.layers.forEach((layer, number) => {
    layer.pairOf = { a: new Map(), b: new Map() };
    for (const end = i + layer.n; i < end; i++) {
      table.layer[i] = number;
      layer.pairOf.a.set(table.feature_a[i], i);
      layer.pairOf.b.set(table.feature_b[i], i);
    }
  });
}

// ---- search --------------------------------------------------------------------------------------

// For each place of the text, how many occurrences of a query begin before it; null where there is none.
function countOccurrences(query) {
  let i = text.lower.indexOf(query);
  if (i < 0) return null;
  const count = new Int32Array(text.lower.length + 1);
  for (; i >= 0; i = text.lower.indexOf(query, i + 1)) count[i + 1] = 1;
  for (let j = 1; j < count.length; j++) count[j] += count[j - 1];
  return count;
}

function occursWithin(count, from, to, length) {
  return to - length >= from && count[to - length + 1] > count[from];
}

function searchNumbers(found, side, feature, block) {
  for (let i = 0; i < meta.n; i++) {
    const isA = side != "b" && table.feature_a[i] == feature;
    const isB = side != "a" && table.feature_b[i] == feature;
    const inBlock = !block || layerOf(i).layer == block;
    if ((isA || isB) && inBlock) found[i] = 1;
  }
}

function searchLabels(found, query) {
  for (let i = 0; i < meta.n; i++) {
    if (table.label_a[i].includes(query) || table.label_b[i].includes(query)) found[i] = 1;
  }
}

function searchPromoted(found, query) {
  const matching = new Set();
  meta.strings.forEach((string, id) => {
    if (string.toLowerCase().includes(query)) matching.add(id);
  });
  if (!matching.size) return;
  for (const promoted of [table.up_a, table.up_b]) {
    const each = promoted.length / meta.n;
    for (let i = 0; i < meta.n; i++) {
      const tokens = promoted.slice(i * each, (i + 1) * each);
      if (tokens.some((token) => matching.has(token))) found[i] = 1;
    }
  }
}

function searchContexts(found, query, tokenOnly) {
  const count = countOccurrences(query);
  if (!count) return;
  for (const rows of [table.rows_a, table.rows_b]) {
    for (let i = 0; i < meta.n; i++) {
      for (let j = 0; !found[i] && j < meta.contexts; j++) {
        const anchor = rows[i * meta.contexts + j];
        if (anchor < 0) break;
        const [from, to] = tokenOnly ? [anchor, anchor] : contextRange(anchor);
        const inside = occursWithin(count, text.starts[from], text.ends[to], query.length);
        if (inside) found[i] = 1;
      }
    }
  }
}

// A byte per pair. `a12` and `b34` are features, `a12@6` one of a block; a bare number is both sides'.
function search(typed, scope) {
  const found = new Uint8Array(meta.n);
  const query = typed.trim().toLowerCase();
  if (!query) return found.fill(1);
  const anywhere = scope == "any";
  const id = query.match(/^#?([ab]?)\s?(\d+)(?:@(\d+))?$/);
  if (id && (id[1] || anywhere)) searchNumbers(found, id[1], id[2], id[3]);
  if (id && id[1]) return found;
  if (anywhere || scope == "token") searchLabels(found, query);
  if ((anywhere || scope == "up") && table.up_a) searchPromoted(found, query);
  if (scope != "up") searchContexts(found, query, scope == "token");
  return found;
}

// ---- filters and order ---------------------------------------------------------------------------

const inputValue = (id) => document.getElementById(id)?.value ?? "";
const isChecked = (id) => document.getElementById(id)?.checked ?? false;
const isFound = (q) => q != null && q <= Q;

function numberFilters() {
  const inputs = [...document.querySelectorAll("#filters input[type=number]")];
  const used = inputs.filter((input) => input.value !== "" && table[input.dataset.k]);
  return used.map((input) => {
    const column = table[input.dataset.k];
    const limit = Number(input.value);
    const isUpper = input.dataset.end == "1";
    return (i) => column[i] != null && (isUpper ? column[i] <= limit : column[i] >= limit);
  });
}

function filters() {
  const layer = inputValue("layer");
  const kind = inputValue("kind");
  const tests = numberFilters();
  if (layer !== "") tests.push((i) => table.layer[i] == layer);
  if (isChecked("sig")) tests.push((i) => isFound(table.q[i]));
  if (isChecked("mutual")) tests.push((i) => table.mutual[i]);
  if (kind) tests.push((i) => table.kind[i] == kind);
  if (isChecked("caused")) tests.push((i) => table.transfer_q && isFound(table.transfer_q[i]));
  return tests;
}

// Pairs without a value come last, whichever way the order goes.
function byColumn(column) {
  return (i, j) => {
    const missing = (column[i] == null) - (column[j] == null);
    return missing || order * (column[i] - column[j]) || i - j;
  };
}

function select() {
  const began = performance.now();
  const found = search(inputValue("q"), inputValue("scope"));
  const tests = filters();
  view = [];
  for (let i = 0; i < meta.n; i++) {
    if (found[i] && tests.every((test) => test(i))) view.push(i);
  }
  view.sort(byColumn(table[inputValue("sort")]));
  root.dataset.ms = (performance.now() - began).toFixed(1);
  const of = meta.n.toLocaleString("en");
  $("#count").textContent = `${view.length.toLocaleString("en")} of ${of} pairs`;
  $("#list").scrollTop = 0;
  draw();
}

// ---- the list ------------------------------------------------------------------------------------

// What the token alone gives, where the run has that null.
const wordsAlone = (layer) => layer.token ?? layer.chance;

function bar(correlation, layer) {
  const title =
    `correlation ${number(correlation)}; mean of pairs by chance ${number(layer.chance)}, ` +
    `by the token alone ${number(wordsAlone(layer))}, ceiling ${number(layer.ceiling)}`;
  return el(
    "span",
    { className: "bar", title },
    el("i", { style: `width:${100 * clip(correlation)}%` }),
    el("s", { style: `left:${100 * clip(wordsAlone(layer))}%` }),
    el("u", { style: `left:${100 * clip(layer.ceiling)}%` }),
  );
}

function rowNote(i) {
  const parts = [`A ${table.feature_a[i]} ↔ B ${table.feature_b[i]}`];
  if (severalLayers()) parts.push(`block ${layerOf(i).layer}`);
  const q = table.transfer_q?.[i];
  if (q != null) parts.push(isFound(q) ? "transfers" : "tested");
  return parts.join(" · ");
}

function row(i, y) {
  const labelA = table.label_a[i];
  const labelB = table.label_b[i];
  const other = labelB && labelB != labelA ? [" ↔ ", el("bdi", {}, labelB)] : null;
  const attributes = {
    className: "row",
    role: "option",
    id: "r" + i,
    ariaSelected: i == opened,
    style: `top:${y}px`,
    onclick: () => go(i),
  };
  return el(
    "div",
    attributes,
    el("span", { className: "lab" }, el("bdi", {}, labelA || "(no label)"), other),
    el("span", { className: "val" }, sortValue(inputValue("sort"), i)),
    el("small", {}, rowNote(i)),
    bar(table.corr[i], layerOf(i)),
  );
}

// Only the rows in view exist, and a few above and below.
function draw() {
  const list = $("#list");
  const first = Math.floor(list.scrollTop / ROW_HEIGHT) - 4;
  const last = Math.ceil((list.scrollTop + list.clientHeight) / ROW_HEIGHT) + 4;
  const from = Math.max(0, first);
  const visible = view.slice(from, Math.min(view.length, last));
  const rows = $("#rows");
  rows.style.height = view.length * ROW_HEIGHT + "px";
  rows.replaceChildren(...visible.map((i, j) => row(i, (from + j) * ROW_HEIGHT)));
  if (opened >= 0) list.setAttribute("aria-activedescendant", "r" + opened);
}

function scrollToPlace(place) {
  const list = $("#list");
  const top = place * ROW_HEIGHT;
  const bottom = top + ROW_HEIGHT;
  if (top < list.scrollTop) list.scrollTop = top;
  else if (bottom > list.scrollTop + list.clientHeight) list.scrollTop = bottom - list.clientHeight;
}

// The pair so many places below the opened one.
function step(places) {
  if (!view.length) return;
  const place = Math.max(0, Math.min(view.length - 1, view.indexOf(opened) + places));
  scrollToPlace(place);
  history.replaceState(null, "", link(view[place]));
  openPair(view[place]);
}

// ---- addresses and keys --------------------------------------------------------------------------

function go(i) {
  if (location.hash == link(i)) openPair(i);
  else location.hash = link(i);
}

function closePair() {
  history.replaceState(null, "", location.pathname);
  openAddress();
}

// #a12 or #b34, with @block where there are several
function openAddress() {
  const address = decodeURIComponent(location.hash).match(/^#([ab])(\d+)(?:@(\d+))?$/);
  if (!address) {
    opened = -1;
    document.body.classList.remove("open");
    draw();
    return;
  }
  const [, side, feature, block] = address;
  const column = side == "a" ? table.feature_a : table.feature_b;
  for (let i = 0; i < meta.n; i++) {
    const inBlock = !block || layerOf(i).layer == block;
    if (column[i] == feature && inBlock) {
      openPair(i);
      return;
    }
  }
  const where = block ? " at block " + block : "";
  const message =
    `There is no pair with feature ${feature} of ${side.toUpperCase()}${where} here: ` +
    "it is unmatched, dead, or below the pairs that this page holds.";
  $("#panel").replaceChildren(el("p", {}, message));
  document.body.classList.add("open");
}

function onEscape() {
  const drop = $(".drop[open]");
  if (drop) drop.open = false;
  else if (document.body.classList.contains("open")) closePair();
  $("#list").focus();
}

function onKey(event) {
  const typing = /INPUT|SELECT/.test(event.target.tagName);
  const searching = event.target.id == "q";
  const goesDown = event.key == "ArrowDown" && (!typing || searching);
  if (event.key == "/" && !typing) {
    event.preventDefault();
    $("#q").focus();
    $("#q").select();
  } else if (event.key == "Escape") {
    onEscape();
  } else if (event.key == "Enter" && searching) {
    step(0);
    $("#list").focus();
  } else if (event.key == "Enter" && event.target.id == "list") {
    step(0);
    $("#panel").focus();
  } else if (goesDown || (event.key == "j" && !typing)) {
    event.preventDefault();
    step(opened < 0 ? 0 : 1);
  } else if ((event.key == "ArrowUp" || event.key == "k") && !typing) {
    event.preventDefault();
    step(-1);
  }
}

// ---- figures -------------------------------------------------------------------------------------

const FIGURE = { left: 40, width: 365, top: 16, bottom: 140, height: 170, total: 420 };

function line(x1, y1, x2, y2, attributes) {
  return svg("line", { x1, y1, x2, y2, stroke: "currentColor", ...attributes });
}

function curve(points, attributes) {
  const coordinates = points.map((point) => point.map((v) => v.toFixed(1)).join(" "));
  return svg("path", {
    d: "M" + coordinates.join("L"),
    fill: "none",
    "stroke-width": 1.6,
    ...attributes,
  });
}

// Axes to draw in: `x` and `y` turn values into places, `ticks` are values.
function axes({ width, height, title, x, y, xLabel, yLabel, xTicks, yTicks }) {
  const figure = svg("svg", {
    class: "plot",
    viewBox: `0 0 ${width} ${height}`,
    role: "img",
    "aria-label": title,
  });
  const say = (string, atX, atY, anchor) =>
    figure.append(svg("text", { x: atX, y: atY, "text-anchor": anchor }, string));
  const left = Math.min(x(xTicks[0]), 40);
  const right = x(xTicks.at(-1));
  const floor = y(yTicks[0]);
  figure.append(line(left, floor, right, floor, { "stroke-opacity": 0.6 }));
  for (const tick of xTicks) {
    const atTheEdge = x(tick) > width - 14; // a number in the middle would be cut off there
    say(String(tick), x(tick), floor + 13, atTheEdge ? "end" : "middle");
  }
  for (const tick of yTicks) {
    say(String(tick), left - 5, y(tick) + 3, "end");
    figure.append(line(left, y(tick), right, y(tick), { "stroke-opacity": 0.12 }));
  }
  say(xLabel, (left + right) / 2, height - 2, "middle");
  say(yLabel, right, 9, "end");
  return figure;
}

// What has a label, a colour and a dash, in words below a figure.
function legend(looks) {
  const entries = looks.map((look) => {
    const sample = line(0, 4, 18, 4, {
      stroke: look.color,
      "stroke-width": 2,
      "stroke-dasharray": look.dash,
    });
    return el("span", {}, svg("svg", { width: 22, height: 8 }, sample), look.label);
  });
  return el("div", { className: "note legend" }, entries);
}

// This pair's correlation among all matched ones, those that shuffled data select, and the ceiling's.
function standing(i) {
  const { curves } = layerOf(i);
  const [from, to] = meta.range;
  const x = (v) => FIGURE.left + ((v - from) / (to - from)) * FIGURE.width;
  const y = (share) => FIGURE.bottom - ((Math.log10(Math.max(share, 0.1)) + 1) / 3) * 122;
  const figure = axes({
    width: FIGURE.total,
    height: FIGURE.height,
    title: "Where this pair stands",
    x,
    y,
    xLabel: "correlation on held-out documents",
    yLabel: "% of pairs",
    xTicks: [0, 0.2, 0.4, 0.6, 0.8, 1],
    yTicks: [0.1, 1, 10, 100],
  });
  for (const look of curves) {
    const bin = (to - from) / look.percents.length;
    const steps = look.percents.flatMap((share, j) => [
      [x(from + j * bin), y(share)],
      [x(from + (j + 1) * bin), y(share)],
    ]);
    figure.append(curve(steps, { stroke: look.color, "stroke-dasharray": look.dash }));
  }
  const at = x(table.corr[i]);
  const onTheRight = table.corr[i] > 0.8;
  const words = { y: 22, "font-weight": 600, "text-anchor": onTheRight ? "end" : "start" };
  figure.append(
    line(at, 14, at, FIGURE.bottom, { "stroke-width": 2.5 }),
    svg("text", { x: at + (onTheRight ? -4 : 4), ...words }, "this pair"),
  );
  return [figure, legend(curves)];
}

// How strong a feature is where it is on.
function histogram(counts, largest, side) {
  const most = Math.log10(1 + Math.max(1, ...counts));
  const left = 34;
  const width = 258;
  const floor = 72;
  const x = (v) => left + (v / largest) * width;
  const y = (count) => floor - (Math.log10(1 + count) / most) * 58;
  const figure = axes({
    width: 300,
    height: 104,
    title: "Histogram of activations",
    x,
    y,
    xLabel: "activation where it is on",
    yLabel: "anchors (log)",
    xTicks: [0, largest / 2, largest].map((v) => Number(v.toPrecision(2))),
    yTicks: [0, 10 ** Math.max(1, Math.floor(most))],
  });
  counts.forEach((count, j) => {
    if (!count) return;
    const box = {
      x: left + (width * j) / counts.length + 0.5,
      y: y(count),
      width: width / counts.length - 1,
      height: floor - y(count),
      fill: `var(--${side})`,
    };
    figure.append(svg("rect", box, svg("title", {}, `${count} anchors`)));
  });
  return figure;
}

// Agreement with A's own effect at each dose. A dose is [arm, alpha, effect, effect_native, kl].
function doses(rows) {
  const alphas = [...new Set(rows.map((row) => row[1]))].sort((a, b) => a - b);
  const lowest = alphas[0];
  const span = alphas.at(-1) - lowest || 1;
  const x = (alpha) => FIGURE.left + ((alpha - lowest) / span) * FIGURE.width;
  const y = (effect) => FIGURE.bottom - ((effect + 0.25) / 1.25) * 124;
  const figure = axes({
    width: FIGURE.total,
    height: FIGURE.height,
    title: "Dose and effect",
    x,
    y,
    xLabel: "alpha, typical activations",
    yLabel: "agreement with A's effect",
    xTicks: alphas,
    yTicks: [0, 0.5, 1],
  });
  const arms = [...new Set(rows.map((row) => row[0]))].filter((arm) => meta.arms[arm]);
  for (const arm of arms) {
    const look = meta.arms[arm];
    const measured = rows.filter(([name, alpha, effect]) => name == arm && alpha && effect != null);
    measured.sort((first, second) => first[1] - second[1]);
    const points = measured.map(([, alpha, effect]) => [x(alpha), y(Math.max(-0.25, effect))]);
    figure.append(curve(points, { stroke: look.color, "stroke-dasharray": look.dash }));
    for (const [cx, cy] of points)
      figure.append(svg("circle", { cx, cy, r: 2.6, fill: look.color }));
  }
  for (const [arm, alpha, , ceiling] of rows) {
    if (arm != arms[0] || !alpha || ceiling == null) continue;
    figure.append(line(x(alpha) - 8, y(ceiling), x(alpha) + 8, y(ceiling), { "stroke-width": 2 }));
  }
  const ceilingLook = { label: "ceiling: A with itself", color: "currentColor", dash: "" };
  return [figure, legend([...arms.map((arm) => meta.arms[arm]), ceilingLook])];
}

// ---- an opened pair ------------------------------------------------------------------------------

// Line breaks and marks that turn the direction of writing become visible characters.
function visible(string) {
  const oneLine = string.replace(/\n/g, "⏎ ");
  return oneLine.replace(/[\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, "·");
}

// Text with each span shaded by the activation at its end. A context is [anchor, levels of A, levels of B].
function context(parts, side, largest) {
  const anchor = parts[0];
  const levels = parts[side + 1];
  const [from, to] = contextRange(anchor);
  const levelAt = new Map();
  for (let j = 0; j < levels.length; j += 2) levelAt.set(from + levels[j], levels[j + 1]);
  const activation = (i) => ((levelAt.get(i) ?? 0) / 99) * largest;
  const element = el(
    "div",
    { className: "ctx", dir: "auto" },
    el("b", {}, number(activation(anchor), largest < 10 ? 1 : 0)),
  );
  for (let i = from; i <= to; i++) {
    const level = levelAt.get(i);
    const span = text.text.slice(text.starts[i], text.ends[i]);
    const attributes = {
      className: i == anchor ? "peak" : "",
      style: level ? `--l:${(0.08 + (0.62 * level) / 99).toFixed(2)}` : "",
      title: level ? number(activation(i), 1) : "",
    };
    const isHead = i == from && i != anchor;
    element.append(el("bdi", attributes, visible(isHead ? span.trimStart() : span)));
  }
  return element;
}

function featureName(side, feature) {
  return `${side.toUpperCase()} ${feature}`;
}

// A link to the pair that has a feature, if there is one and it is not the pair that is shown.
function featureLink(layer, side, feature, shown) {
  const pair = layer.pairOf[side].get(feature);
  const name = featureName(side, feature);
  return pair == null || pair == shown ? name : el("a", { href: link(pair) }, name);
}

// Who else could have been the partner: [feature, correlation on select, on score documents].
function candidates(list, side, i) {
  const other = side == "a" ? "b" : "a";
  const partner = table["feature_" + other][i];
  const layer = layerOf(i);
  const entries = list.map(([feature, onSelect, onScore]) => {
    const name = featureLink(layer, other, feature, i);
    return [
      el("span", {}, feature == partner ? el("b", {}, featureName(other, feature)) : name),
      bar(onScore ?? 0, layer),
      el("span", {}, `${number(onScore)} (${number(onSelect)})`),
    ];
  });
  return el("div", { className: "alt" }, entries);
}

function tokens(ids) {
  return ids.map((id) => {
    const string = visible(meta.strings[id]).replace(/^ | $/g, "␣");
    return el("span", { className: "tok" }, string);
  });
}

function labelNote(side, i) {
  const precision = table["precision_" + side][i];
  const density = table["density_" + side][i];
  if (precision == null) return "its words do not occur in held-out documents";
  const byChance = number(density, density < 0.01 ? 3 : 2);
  const recall = number(table["recall_" + side][i]);
  return (
    `precision ${number(precision)} (by chance ${byChance}), recall ${recall}, ` +
    `on held-out anchors; on at ${percent(density)}`
  );
}

function promotedTokens(lists) {
  const [promoted, demoted] = lists;
  return [
    el("h3", {}, "Promotes, demotes"),
    el("div", { className: "note" }, "direct path to the output, tokens that both models have"),
    el("div", {}, "▲ ", tokens(promoted)),
    el("div", {}, "▼ ", tokens(demoted)),
  ];
}

// One feature of the pair: label, contexts, activations, tokens, candidates.
function sideOf(i, details, side) {
  const s = "ab".indexOf(side);
  const same = root.dataset.same;
  const contexts = same ? [...details.c[0], ...details.c[1]] : details.c[s];
  const largest = details.top[s];
  const tag = {
    className: "tag",
    title: "the words after which it fires; chosen on other documents, scored on these",
  };
  const other = side == "a" ? "B" : "A";
  return el(
    "section",
    { className: side },
    el(
      "p",
      { className: "who" },
      `${featureName(side, table["feature_" + side][i])} · ${meta.names[s]}`,
    ),
    el(
      "div",
      {},
      el("span", { className: "label" }, table["label_" + side][i] || "(no label)"),
      " ",
      el("span", tag, "automatic label"),
    ),
    el("div", { className: "note" }, labelNote(side, i)),
    el("h3", {}, same ? "At A's and B's strongest places" : "Strongest places"),
    contexts.map((parts) => context(parts, s, largest)),
    el("h3", {}, "Activations"),
    largest ? histogram(details.h[s], largest, side) : "never on in held-out documents",
    details.tok && promotedTokens(details.tok[s]),
    el("h3", {}, "Candidates for partner"),
    el(
      "div",
      { className: "note" },
      `in ${other}: correlation on held-out documents (on those that chose)`,
    ),
    candidates(details.alt[s], side, i),
  );
}

function tag(words, good) {
  return el("span", { className: good ? "tag ok" : "tag" }, words);
}

function heading(i) {
  const layer = layerOf(i);
  const beyond = table.token_share ? "more than a shared word" : "beyond chance";
  const found = isFound(table.q[i]);
  const kind = table.kind?.[i];
  const tags = [tag(`block ${layer.layer} ↔ ${layer.layer_b}`, false)];
  tags.push(tag(found ? beyond : "not " + beyond, found));
  if (kind && kind != "unmatched") tags.push(tag(kind, false));
  if (table.transfer?.[i] != null) {
    const transfers = isFound(table.transfer_q[i]);
    tags.push(tag(transfers ? "transfers" : "transfer not shown", transfers));
  }
  const spaced = tags.flatMap((each) => [" ", each]);
  return el("h2", {}, `A ${table.feature_a[i]} ↔ B ${table.feature_b[i]}`, spaced);
}

function invarianceWords(i) {
  const value = percent(table.invariance[i]);
  if (!table.invariance_lo) return value;
  return `${value} [${percent(table.invariance_lo[i])}, ${percent(table.invariance_hi[i])}]`;
}

function scores(i) {
  const layer = layerOf(i);
  const byToken = `${number(wordsAlone(layer))} · ${number(layer.ceiling)}`;
  const rows = [
    ["correlation, held out", number(table.corr[i])],
    ["95 % of pairs by chance stay below", number(layer.null95)],
    ["mean by the token alone · ceiling", byToken],
    ["p · q", `${probability(table.p[i])} · ${probability(table.q[i])}`],
    ["keeps its partner on redrawn documents", invarianceWords(i)],
    ["decoder cosine through the map", number(table.cosine[i])],
    [
      "margin to the runner-up · mutual best",
      `${number(table.margin[i])} · ${table.mutual[i] ? "yes" : "no"}`,
    ],
  ];
  if (table.token_share?.[i] != null) {
    rows.push(["share of the correlation that is the token", percent(clip(table.token_share[i]))]);
  }
  if (table.corr_within?.[i] != null) {
    rows.push(["correlation within tokens", number(table.corr_within[i])]);
  }
  if (table.transfer?.[i] != null) {
    const agreement = `${number(table.transfer[i])} · ${number(table.native[i])}`;
    const q = probability(table.transfer_q[i]);
    rows.push(["transfer: agreement with A · ceiling · q", `${agreement} · ${q}`]);
  } else {
    rows.push(["transfer", "not tested"]);
  }
  const cells = rows.map(([name, value]) => el("tr", {}, el("td", {}, name), el("td", {}, value)));
  return el("table", {}, el("tbody", {}, cells));
}

// A feature that splits into several, or several that merge: [kind, features of A, features of B].
function groupLine(i, [kind, ...sides]) {
  const layer = layerOf(i);
  const members = sides.map((features, s) => {
    const names = features.map((feature, j) => [
      j ? ", " : "",
      featureLink(layer, "ab"[s], feature, i),
    ]);
    return [s ? " ↔ " : "", names];
  });
  return el("p", {}, `Part of a group (${kind}): `, members);
}

function buttons(i) {
  const showSame = (event) => {
    if (event.target.checked) root.dataset.same = 1;
    else delete root.dataset.same;
    openPair(i);
  };
  const same = { type: "checkbox", id: "same", checked: !!root.dataset.same, onchange: showSame };
  return el(
    "div",
    { className: "bars noprint" },
    el("button", { id: "back", onclick: closePair }, "← list"),
    el("button", { onclick: () => step(-1), title: "k or ↑" }, "← previous"),
    el("button", { onclick: () => step(1), title: "j or ↓" }, "next →"),
    el("a", { href: link(i), title: "permanent link" }, link(i)),
    el("label", {}, el("input", same), " same places on both sides"),
  );
}

function pairElements(i, details) {
  const columns = el(
    "div",
    { className: "cols" },
    sideOf(i, details, "a"),
    sideOf(i, details, "b"),
  );
  const numbers = el("div", { className: "two" }, scores(i), el("div", {}, standing(i)));
  const elements = [buttons(i), heading(i), numbers];
  if (details.group) elements.push(groupLine(i, details.group));
  elements.push(columns);
  if (details.dose) {
    elements.push(el("h3", {}, "Does it do in B what it does in A?"), ...doses(details.dose));
  }
  return elements;
}

async function openPair(i) {
  opened = i;
  document.body.classList.add("open");
  document.title = `${link(i).slice(1)} · ${meta.run}`;
  draw();
  const chunk = Math.floor(i / meta.chunk);
  if (!chunks.has(chunk)) chunks.set(chunk, unpack("d" + chunk));
  const details = (await chunks.get(chunk))[i % meta.chunk];
  if (opened != i) return; // another one was opened while this was unpacked
  const panel = $("#panel");
  panel.replaceChildren(...pairElements(i, details));
  panel.scrollTop = 0;
  root.dataset.open = link(i);
}

// ---- start ---------------------------------------------------------------------------------------

function turnOrder() {
  order = -order;
  $("#dir").textContent = order < 0 ? "↓" : "↑";
  select();
}

function listen() {
  for (const id of ["scope", "layer", "sort", "sig", "mutual", "caused", "kind"]) {
    document.getElementById(id)?.addEventListener("change", select);
  }
  $("#q").addEventListener("input", select);
  $("#filters").addEventListener("input", select);
  $("#dir").addEventListener("click", turnOrder);
  $("#list").addEventListener("scroll", () => requestAnimationFrame(draw), { passive: true });
  addEventListener("resize", draw);
  addEventListener("hashchange", openAddress);
  addEventListener("keydown", onKey);
}

async function start() {
  if (!window.DecompressionStream) {
    const message =
      "This browser is too old for this page (it needs DecompressionStream, which all have had " +
      "since 2023); the tables beside it hold the same pairs.";
    $("#panel").prepend(el("p", {}, el("b", {}, message)));
    return;
  }
  const parts = await Promise.all([unpack("meta"), unpack("table"), unpack("text")]);
  meta = parts[0];
  table = parts[1];
  text = readText(parts[2]);
  meta.n = table.feature_a.length;
  table.rows_a = Int32Array.from(table.rows_a);
  table.rows_b = Int32Array.from(table.rows_b);
  indexFeatures();
  listen();
  select();
  openAddress();
  // beside the list the best pair is open from the start
  if (!location.hash && view.length && innerWidth > PHONE) openPair(view[0]);
  root.dataset.ready = 1;
}

start();
