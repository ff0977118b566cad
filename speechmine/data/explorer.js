// The explorer of mined tables: facets, a chart, a concordance, the speech. mount(root, data) fills an element; state is in the address.
function mount(root, data) {
  "use strict";
  const PAGE = 200, SHOWN = 12, SPEECH = "speech", kinds = Object.keys(data.uses);
  const columns = Object.fromEntries(data.columns.map(column => [column.name, column]));
  const n = data.sentences.speech.length, of = data.sentences;
  let lang = data.lang, state = blank(), matched = [], shown = PAGE, drawing = 0;
  root.classList.add("sm-explore");

  function blank() { return {facets: {}, q: "", by: data.columns.length ? data.columns[0].name : "", measure: "sentences", sort: "date", open: ""}; }
  const say = (name, values = {}) => Object.entries(values).reduce((text, [key, value]) => text.replace(`{${key}}`, () => value), data.words[lang][name] ?? name);
  const named = thing => (typeof thing === "object" ? thing[lang] ?? thing.id : String(thing));
  function make(tag, attributes = {}, ...children) {
    const node = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) if (name.startsWith("on")) node.addEventListener(name.slice(2), value); else if (value !== false) node.setAttribute(name, value);
    node.append(...children.filter(child => child !== null));
    return node;
  }

  // -- texts: offsets are code points, JavaScript counts in UTF-16 units
  const letters = data.texts.map(text => (/[\ud800-\udfff]/.test(text) ? Array.from(text) : text));
  const cut = (speech, start, end) => { const text = letters[speech]; return typeof text === "string" ? text.slice(start, end) : text.slice(start, end).join(""); };
  const text = i => cut(of.speech[i], of.start[i], of.end[i]);
  const speech = i => data.speeches[of.speech[i]];
  const idOf = i => `${speech(i).source}@${speech(i).start + of.start[i]}:${speech(i).start + of.end[i]}`;
  const numbers = new Map(Array.from({length: n}, (_, i) => [idOf(i), i]));
  const order = Array.from({length: n}, (_, i) => i).sort((a, b) => speech(a).rank - speech(b).rank || of.start[a] - of.start[b]);

  // -- which sentences fit: alternatives within a facet, all of the facets together
  const holding = {};
  function holders(kind) {
    if (holding[kind]) return holding[kind];
    const {sentence, item} = data.uses[kind], found = data.uses[kind].items.map(() => new Set());
    sentence.forEach((i, k) => found[item[k]].add(i));
    return (holding[kind] = found);
  }
  const place = Object.fromEntries([...kinds.map(kind => [kind, data.uses[kind].items]), ...data.columns.map(column => [column.name, column.values])].map(([name, items]) => [name, new Map(items.map((item, k) => [idIn(item), k]))]));
  function idIn(item) { return typeof item === "object" ? item.id : String(item); }
  const chosen = name => (state.facets[name] ?? []).map(id => place[name].get(id)).filter(k => k !== undefined);
  function fits(without = "") {
    const wanted = Object.keys(state.facets).filter(name => name !== without && chosen(name).length);
    const tests = wanted.map(name => {
      const own = chosen(name);
      if (!columns[name]) { const sets = own.map(k => holders(name)[k]); return i => sets.some(set => set.has(i)); }
      const cells = columns[name].cells, set = new Set(own);
      return i => set.has(cells[of.speech[i]]);
    });
    if (state.q) tests.push(i => text(i).includes(state.q));
    return tests.length ? order.filter(i => tests.every(test => test(i))) : order;
  }
  const counted = rows => rows.filter(i => of.counts[i]);
  function tally(name, rows) {  // of a facet of speeches sentences that count, of the others uses that count
    if (columns[name]) { const sums = columns[name].values.map(() => 0); for (const i of rows) { const k = columns[name].cells[of.speech[i]]; if (k >= 0 && of.counts[i]) sums[k]++; } return sums; }
    const {sentence, item, use} = data.uses[name], sums = data.uses[name].items.map(() => 0), inside = new Uint8Array(n), seen = new Set();
    for (const i of rows) inside[i] = of.counts[i];
    sentence.forEach((i, k) => { if (inside[i] && !seen.has(use[k])) { seen.add(use[k]); sums[item[k]]++; } });
    return sums;
  }

  // -- the address
  function keep() {
    const told = new URLSearchParams({d: data.fingerprint});
    for (const [name, ids] of Object.entries(state.facets)) if (ids.length) told.set(`f.${name}`, ids.join("|"));
    for (const name of ["q", "by", "measure", "sort", "open"]) if (state[name] && state[name] !== blank()[name]) told.set(name, state[name]);
    if (data.addressed) history.replaceState(null, "", `#${told}`);
    return told;
  }
  function restore() {
    const told = new URLSearchParams(data.addressed ? location.hash.slice(1) : "");
    state = blank();
    for (const [name, value] of told) {
      if (name.startsWith("f.") && place[name.slice(2)]) state.facets[name.slice(2)] = value.split("|");
      else if (name in state && name !== "facets") state[name] = value;
    }
    if (state.by && !columns[state.by]) state.by = blank().by;
    return !told.has("d") || told.get("d") === data.fingerprint;
  }
  function change(changes) { Object.assign(state, changes); shown = PAGE; draw(); }
  function toggle(name, id) {
    const now = state.facets[name] ?? [];
    change({facets: {...state.facets, [name]: now.includes(id) ? now.filter(other => other !== id) : [...now, id]}});
  }

  // -- the parts of the screen
  const search = make("input", {type: "search", "data-part": "search", oninput: () => { clearTimeout(drawing); drawing = setTimeout(() => change({q: search.value}), 150); }});
  const header = make("header"), aside = make("aside"), main = make("main"), article = make("article", {hidden: "", tabindex: "-1"});
  const body = make("div", {class: "sm-body"}, aside, main, article), said = make("div", {class: "sm-note", role: "status", "aria-live": "polite"});
  const opened = new Map(), found = new Map();

  function draw() {
    matched = fits();
    keep();
    drawHeader(); drawFacets(); drawMain(); drawSpeech();
  }
  function drawHeader() {
    search.placeholder = say("search"); search.setAttribute("aria-label", say("search"));
    if (document.activeElement !== search) search.value = state.q;
    const own = counted(matched), copies = matched.length - own.length, speeches = new Set(own.map(i => of.speech[i])).size;
    const told = say("count", {n: own.length.toLocaleString(), all: counted(order).length.toLocaleString(), speeches}) + (copies ? say("copies", {n: copies}) : "");
    header.replaceChildren(make("b", {}, say("title")), search, make("span", {class: "sm-count", "data-part": "count"}, told),
      make("button", {"data-do": "rows", onclick: download}, say("rows")), make("button", {"data-do": "python", onclick: showPython}, say("python")),
      make("button", {"data-do": "link", onclick: copyLink}, say("link")), make("button", {"data-do": "clear", onclick: () => { state = blank(); search.value = ""; change({}); }}, say("clear")),
      make("button", {"data-do": "language", onclick: () => { lang = lang === "en" ? "zh" : "en"; draw(); }}, "中文 / English"));
  }
  function facet(name) {
    const items = columns[name]?.values ?? data.uses[name].items, rows = chosen(name).length ? fits(name) : matched;
    const sums = tally(name, rows), pressed = new Set(chosen(name)), part = (found.get(name) ?? "").toLowerCase();
    const ordered = items.map((item, k) => k).filter(k => (sums[k] || pressed.has(k)) && named(items[k]).toLowerCase().includes(part));
    if (!columns[name]?.ordered) ordered.sort((a, b) => pressed.has(b) - pressed.has(a) || sums[b] - sums[a] || a - b);
    const limit = opened.get(name) === "all" ? Infinity : columns[name]?.ordered ? 60 : SHOWN;
    const values = ordered.slice(0, limit).map(k => make("button", {class: "sm-value", "aria-pressed": pressed.has(k), "data-facet": name, "data-id": idIn(items[k]), title: named(items[k]), onclick: () => toggle(name, idIn(items[k]))}, make("span", {}, named(items[k])), make("span", {}, sums[k].toLocaleString())));
    const more = ordered.length > limit ? make("button", {"data-more": name, onclick: () => { opened.set(name, "all"); drawFacets(); }}, say("more", {n: ordered.length - limit})) : null;
    const find = items.length > SHOWN && !columns[name]?.ordered ? make("input", {class: "sm-find", type: "search", "data-find": name, "aria-label": say("find", {name: say(name)}), placeholder: say("find", {name: say(name)}), value: found.get(name) ?? ""}) : null;
    find?.addEventListener("input", () => { found.set(name, find.value); drawFacets(); const again = aside.querySelector(`[data-find="${CSS.escape(name)}"]`); again.focus(); again.setSelectionRange(again.value.length, again.value.length); });
    return make("details", {"data-facet": name, ...(opened.get(name) ? {open: ""} : {}), ontoggle: event => { if (event.target.open && !opened.get(name)) { opened.set(name, "some"); drawFacets(); } else if (!event.target.open) opened.delete(name); }},
      make("summary", {}, columns[name]?.own ? name : say(name), chosen(name).length ? ` (${chosen(name).length})` : ""), ...(opened.get(name) ? [find, ...values, more] : []));
  }
  function drawFacets() {
    const focused = document.activeElement?.dataset ?? {};
    aside.replaceChildren(...[...data.columns.map(column => column.name), ...kinds].map(facet));
    if (focused.id !== undefined && focused.facet) aside.querySelector(`button[data-facet="${CSS.escape(focused.facet)}"][data-id="${CSS.escape(focused.id)}"]`)?.focus();
  }
  function chips() {
    const all = Object.entries(state.facets).flatMap(([name, ids]) => ids.map(id => {
      const item = (columns[name]?.values ?? data.uses[name].items)[place[name].get(id)] ?? id;
      return make("button", {"data-chip": name, title: say("drop"), onclick: () => toggle(name, id)}, `${columns[name]?.own ? name : say(name)}: ${named(item)} ×`);
    }));
    if (state.q) all.push(make("button", {"data-chip": "q", title: say("drop"), onclick: () => { search.value = ""; change({q: ""}); }}, `“${state.q}” ×`));
    return make("div", {class: "sm-chips"}, ...all);
  }
  function choice(name, options, current) {
    const select = make("select", {"data-choice": name, "aria-label": say(name), onchange: () => change({[name]: select.value})}, ...options.map(([value, label]) => make("option", {value, ...(value === current ? {selected: ""} : {})}, label)));
    return make("label", {}, `${say(name)} `, select);
  }
  function drawMain() {
    const tools = make("div", {class: "sm-tools"}, ...(data.columns.length ? [choice("by", data.columns.map(column => [column.name, column.own ? column.name : say(column.name)]), state.by), choice("measure", ["sentences", "share"].map(name => [name, say(name)]), state.measure)] : []),
      choice("sort", ["date", ...(state.q ? ["left", "right"] : [])].map(name => [name, say(`sort_${name}`)]), state.sort));
    main.replaceChildren(chips(), said, tools, ...(state.by ? [chart()] : []), concordance());
  }
  function chart() {
    const column = columns[state.by], sums = column.values.map(() => 0), all = column.values.map(() => 0);
    for (const i of counted(matched)) { const k = column.cells[of.speech[i]]; if (k >= 0) sums[k]++; }
    for (const i of order) { const k = column.cells[of.speech[i]]; if (k >= 0 && of.counts[i]) all[k]++; }
    const share = state.measure === "share", value = k => (share ? (all[k] ? 100 * sums[k] / all[k] : 0) : sums[k]);
    const years = column.name === "year" && column.values.length > 1 ? d3.range(+column.values[0], +column.values.at(-1) + 1).map(String) : column.values.map(item => idIn(item));
    const width = 760, height = 190, left = 44, bottom = 46, x = d3.scaleBand(years, [left, width - 6]).padding(0.18), y = d3.scaleLinear([0, d3.max(column.values, (_, k) => value(k)) || 1], [height - bottom, 12]).nice();
    const svg = d3.create("svg").attr("viewBox", `0 0 ${width} ${height}`).attr("role", "img").attr("aria-label", say("chart", {by: say(state.by)}));
    const step = Math.ceil(years.length / 18), label = id => { const item = column.values[place[column.name].get(id)]; return item === undefined ? id : named(item).slice(0, 8); };
    svg.append("g").attr("transform", `translate(0,${height - bottom})`).call(d3.axisBottom(x).tickValues(years.filter((_, k) => k % step === 0)).tickFormat(label).tickSizeOuter(0)).selectAll("text").attr("transform", years.length > 8 ? "rotate(-35)" : null).attr("text-anchor", years.length > 8 ? "end" : "middle");
    svg.append("g").attr("transform", `translate(${left},0)`).call(d3.axisLeft(y).ticks(4));
    svg.append("text").attr("x", left).attr("y", 9).attr("fill", "#52606d").text(say(share ? "axis_share" : "axis_sentences"));
    const pressed = new Set(chosen(column.name));
    svg.selectAll("rect").data(column.values.map((item, k) => k)).join("rect").attr("class", k => `sm-bar${pressed.size && !pressed.has(k) ? " sm-off" : ""}`).attr("data-bar", k => idIn(column.values[k])).attr("x", k => x(idIn(column.values[k]))).attr("width", x.bandwidth()).attr("y", k => y(value(k))).attr("height", k => y(0) - y(value(k)))
      .on("click", (_, k) => toggle(column.name, idIn(column.values[k]))).append("title").text(k => say("bar", {name: named(column.values[k]), n: sums[k], all: all[k]}));
    return svg.node();
  }
  function sides(i) { const own = text(i), at = own.indexOf(state.q); return [own.slice(0, at), own.slice(at + state.q.length)]; }
  function sorted() {
    if (!state.q || state.sort === "date") return matched;
    const key = i => (state.sort === "right" ? sides(i)[1] : Array.from(sides(i)[0]).reverse().join(""));
    return matched.map(i => [key(i), i]).sort(([a, i], [b, j]) => (a < b ? -1 : a > b ? 1 : i - j)).map(([, i]) => i);
  }
  function concordance() {
    const rows = sorted(), list = make("ol", {"data-part": "rows"}, ...rows.slice(0, shown).map(i => {
      const where = speech(i), head = [where.date ?? where.year ?? "", where.title ?? where.id].filter(String).join(" · ");
      return make("li", {}, make("button", {class: "sm-row", "data-sentence": idOf(i), "aria-current": state.open === idOf(i), onclick: () => { state.open = idOf(i); draw(); article.focus({preventScroll: true}); }}, make("span", {class: "sm-note", title: where.id}, head), words(i)));
    }));
    const more = rows.length > shown ? make("button", {"data-do": "more", onclick: () => { shown += PAGE; drawMain(); }}, say("more", {n: rows.length - shown})) : null;
    return make("div", {}, ...(rows.length ? [list] : [make("p", {class: "sm-note"}, say("none"))]), ...(more ? [more] : []));
  }
  function words(i) {
    if (!state.q) return make("span", {}, text(i));
    const [left, right] = sides(i);
    return make("span", {class: "sm-kwic"}, make("span", {}, make("span", {}, left)), make("mark", {}, state.q), make("span", {}, right));
  }
  function drawSpeech() {
    const at = numbers.get(state.open);
    article.hidden = at === undefined;
    body.classList.toggle("sm-reading", at !== undefined);
    if (at === undefined) return;
    const k = of.speech[at], own = data.speeches[k], all = marksOf(k), facts = [own.date ?? own.year, own.level ? say(own.level) : null, own.place, own.speaker, own.id].filter(part => part != null);
    const outline = make("div", {class: "sm-outline"}, ...own.outline.map(([depth, heading, start]) => make("button", {style: `margin-left:${depth - 1}em`, onclick: () => article.querySelector(`[data-at="${start}"]`)?.scrollIntoView()}, heading)));
    const legend = make("p", {class: "sm-note sm-legend"}, ...data.kinds.filter((_, kind) => all.some(mark => mark[2] === kind)).map(kind => make("span", {class: `sm-${kind}`}, say(kind))));
    article.replaceChildren(make("button", {"data-do": "close", style: "float:right", onclick: () => change({open: ""})}, "×"), make("h2", {}, own.title ?? own.id), make("p", {class: "sm-note"}, facts.join(" · ")), legend,
      ...(own.outline.length ? [make("details", {}, make("summary", {}, say("outline")), outline)] : []), make("div", {class: "sm-text", "data-part": "text"}, ...pieces(k, at)));
    article.querySelector(".sm-here")?.scrollIntoView({block: "center"});
  }
  function marksOf(k) { const own = data.speeches[k]; if (typeof own.marks === "string") own.marks = JSON.parse(own.marks); return own.marks; }
  function pieces(k, at) {  // the text cut wherever a mark begins or ends; what lies over a piece gives its classes
    const own = data.speeches[k], all = marksOf(k), length = letters[k].length, here = [of.start[at], of.end[at]];
    const edges = [...new Set([0, length, ...here, ...all.flatMap(mark => [mark[0], mark[1]]), ...own.outline.map(([, , start]) => start)])].sort((a, b) => a - b);
    const marks = [...all].sort((a, b) => a[0] - b[0]), heads = new Set(own.outline.map(([, , start]) => start));
    let over = [], next = 0;
    return edges.slice(0, -1).map((start, e) => {
      while (next < marks.length && marks[next][0] <= start) over.push(marks[next++]);
      over = over.filter(mark => mark[1] > start);
      const piece = cut(k, start, edges[e + 1]), classes = over.map(mark => `sm-${data.kinds[mark[2]]}`);
      if (start >= here[0] && start < here[1]) classes.push("sm-here");
      if (!classes.length && !heads.has(start)) return piece;
      return make("span", {class: classes.join(" "), title: over.map(mark => mark[3]).filter(Boolean).join("\n"), ...(heads.has(start) ? {"data-at": start} : {})}, piece);
    });
  }

  // -- what leaves the page
  function save(name, content, type) {
    const link = make("a", {href: URL.createObjectURL(new Blob([content], {type})), download: name});
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  }
  function download() {
    const cells = sorted().map(i => [speech(i).id, idOf(i), speech(i).date ?? "", speech(i).year ?? "", speech(i).level ?? "", speech(i).title ?? "", of.counts[i] ? "true" : "false", text(i)]);
    const rows = [["speech_id", "sentence_id", "date", "year", "level", "title", "counts", "text"], ...cells];
    const quoted = cell => (/[",\n\r]/.test(cell) ? `"${String(cell).replaceAll('"', '""')}"` : cell);
    save("sentences.csv", `\ufeff${rows.map(row => row.map(quoted).join(",")).join("\r\n")}\r\n`, "text/csv");
  }
  function python() {
    const list = ids => JSON.stringify(ids), lines = ["import speechmine as sm", `mined = sm.load_mined(${JSON.stringify(data.folder || "mined")})`, "rows = mined.sentences"];
    for (const name of Object.keys(state.facets).filter(name => chosen(name).length)) {
      const ids = state.facets[name];
      if (name === "modality") lines.push(`found = mined.directives[[bool(set(cell) & set(${list(ids)})) for cell in mined.directives["modality"]]]`, 'rows = rows[rows["sentence_id"].isin(found["sentence_id"])]');
      else if (columns[name]) {
        const cells = columns[name].own ? `mined.speeches["meta"].map(lambda meta: str((meta or {}).get(${JSON.stringify(name)})))` : `mined.speeches[${JSON.stringify(name)}]`;
        lines.push(`found = mined.speeches[${cells}.isin([${ids.map(id => (columns[name].numeric ? id : JSON.stringify(id))).join(", ")}])]`, 'rows = rows[rows["speech_id"].isin(found["speech_id"])]');
      }
      else lines.push(`uses = sm.use_frame(mined, ${JSON.stringify(name)})`, `rows = rows[rows["sentence_id"].isin(uses.loc[uses["id"].isin(${list(ids)}), "sentence_id"])]`);
    }
    if (state.q) lines.push(`rows = rows[rows["text"].str.contains(${JSON.stringify(state.q)}, regex=False)]`);
    return [...lines, `len(rows)  # ${matched.length}`].join("\n");
  }
  function tellOf(...nodes) { said.replaceChildren(...nodes); }
  async function copy(content, name) {
    try { await navigator.clipboard.writeText(content); tellOf(say(name), ...(name === "copied" ? [make("pre", {"data-part": "python"}, content)] : [])); } catch { tellOf(make("pre", {"data-part": name === "copied" ? "python" : "link"}, content)); }
  }
  function showPython() { copy(python(), "copied"); }
  function copyLink() { keep(); copy(location.href, "linked"); }

  (data.addressed ? document : root).addEventListener("keydown", event => {
    const typing = ["INPUT", "SELECT", "TEXTAREA"].includes(event.target.tagName);
    if (event.key === "/" && !typing) { event.preventDefault(); search.focus(); }
    else if (event.key === "Escape" && state.open && !typing) change({open: ""});
    else if ((event.key === "ArrowDown" || event.key === "ArrowUp") && event.target.classList.contains("sm-row")) {
      event.preventDefault();
      const rows = [...main.querySelectorAll(".sm-row")];
      rows[rows.indexOf(event.target) + (event.key === "ArrowDown" ? 1 : -1)]?.focus();
    }
  });
  function open() {
    const same = restore();
    search.value = state.q;
    draw();
    tellOf(same ? "" : say("other"));
  }
  if (data.addressed) addEventListener("hashchange", open);
  for (const name of [...data.columns.map(column => column.name).slice(0, 1), "themes", "sectors"]) if (place[name]) opened.set(name, "some");
  root.replaceChildren(header, body);
  open();
}
