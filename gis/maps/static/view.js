// How the map is to be seen: coloured by a field, filtered. The server tells classes and counts;
// colours are chosen here, from the values that the tiles carry.
"use strict";

(() => {
  const { config, element, say } = Netzkaart;
  const words = config.words;
  const state = { colour: "", where: new Map(), revision: null };
  const counts = new Map(); // condition -> how many remain, or what is wrong with it
  const listeners = [];
  const RANGED = new Set(["number", "integer", "date"]);
  const CODED = new Set(["code", "codes"]);
  let scheme = null; // the classes of the field that colours
  let asked = 0;

  const number = new Intl.NumberFormat(config.locale, { maximumFractionDigits: 3 });
  const count = new Intl.NumberFormat(config.locale);
  const dark = () => (Netzkaart.isDark() ? 1 : 0);
  const split = (key) => [key.slice(0, key.indexOf(".")), key.slice(key.indexOf(".") + 1)];
  const fieldOf = (key) => {
    const [layer, field] = split(key);
    return config.layers[layer]?.fields.find(({ name }) => name === field);
  };

  /** Call `listener` whenever the view changed, for the address and for paper. */
  Netzkaart.onView = (listener) => listeners.push(listener);

  /** The view as it stands in an address; a day stands for its revision there. */
  Netzkaart.viewQuery = () => {
    const query = new URLSearchParams();
    if (state.colour) query.set("colour", state.colour);
    for (const [key, text] of state.where) query.set(key, text);
    return query;
  };

  /** The same for the server, without conditions that it refused. */
  Netzkaart.serverQuery = () => {
    const query = Netzkaart.viewQuery();
    for (const key of state.where.keys()) if (counts.get(key)?.wrong) query.delete(key);
    if (state.colour && !scheme) query.delete("colour");
    if (state.revision !== null) query.set("revision", state.revision);
    return query;
  };

  const draw = () => {
    Netzkaart.setTileQuery(Netzkaart.serverQuery().toString());
    for (const listener of listeners) listener();
  };

  async function ask(address, query) {
    query.set("lang", document.documentElement.lang);
    const answer = await fetch(`${address}?${query}`, { credentials: "same-origin" });
    const told = await answer.json();
    if (answer.ok) return told;
    throw Object.assign(new Error(), { sentence: told.issues?.[0]?.message ?? told.detail });
  }

  // --- Colours ---------------------------------------------------------------------------------

  /** The colour of a feature, `empty` where it has no value; null where its layer keeps its own. */
  Netzkaart.tint = (name, properties) => {
    if (!scheme || scheme.layer !== name) return null;
    let value = properties[scheme.field];
    if (value === null || value === undefined || value === "") {
      return { colour: scheme.empty.colours[dark()], empty: true };
    }
    if (scheme.year) value = Number(String(value).slice(0, 4));
    const found = scheme.classes.find((each, n) =>
      each.values
        ? each.values.includes(value)
        : value >= each.from &&
          (value < each.to || (n === scheme.classes.length - 1 && value <= each.to)),
    );
    return { colour: (found ?? scheme.others).colours[dark()], empty: false };
  };

  /** The layer that colours are about: the others stand back. */
  Netzkaart.tinted = () => scheme?.layer ?? null;

  function className(each) {
    const unit = scheme.unit ? `\u00a0${scheme.unit}` : "";
    const say1 = (value) => (scheme.year ? String(value) : number.format(value) + unit);
    if (each.label) return each.label;
    if (each.values) {
      const [value] = each.values;
      if (typeof value === "boolean") return value ? words.yes : words.no;
      return typeof value === "number" ? say1(value) : value;
    }
    if (scheme.year) return each.to - each.from > 1 ? `${each.from}–${each.to - 1}` : `${each.from}`;
    return `${number.format(each.from)} – ${say1(each.to)}`;
  }

  const classRow = ([light, night], name, n, empty) => {
    const mark = element("i", { className: empty ? "class empty" : "class" });
    mark.style.setProperty("--light", light);
    mark.style.setProperty("--dark", night);
    return element("li", {}, mark, element("span", { textContent: name }), element("b", { textContent: count.format(n) }));
  };

  function fillClasses() {
    const list = document.getElementById("classes");
    if (!scheme) {
      list.replaceChildren();
      return;
    }
    const rows = scheme.classes.map((each) => classRow(each.colours, className(each), each.count));
    const { others, empty } = scheme;
    if (others.count) rows.push(classRow(others.colours, words.others, others.count));
    if (empty.count) rows.push(classRow(empty.colours, words.no_value, empty.count, true));
    const title = `${config.layers[scheme.layer].label}: ${scheme.label}`;
    list.replaceChildren(element("li", { className: "title", textContent: title }), ...rows);
  }

  async function readScheme() {
    const turn = ++asked;
    scheme = null;
    if (!state.colour) return;
    const [layer, field] = split(state.colour);
    const query = new URLSearchParams(state.revision === null ? {} : { revision: state.revision });
    const address = config.classes.replace("{layer}", layer).replace("{field}", field);
    try {
      const told = await ask(address, query);
      if (turn === asked) scheme = { ...told, layer };
    } catch (error) {
      Netzkaart.tell(error.sentence ?? words.item_failed, words.close, Netzkaart.hush);
      if (turn === asked && error.sentence) state.colour = "";
    }
  }

  // --- Conditions ------------------------------------------------------------------------------

  function textOf(key, text) {
    const field = fieldOf(key);
    if (text === "") return words.filter_empty;
    if (text === "*") return words.filter_given;
    if (!field) return text;
    const unit = field.unit ? `\u00a0${field.unit}` : "";
    if (CODED.has(field.kind)) {
      const labels = config.codes[field.codes] ?? {};
      return text.split(",").map((each) => labels[each] ?? each).join(", ");
    }
    if (field.kind === "boolean") return text === "true" ? words.yes : words.no;
    const [from, to] = text.split("..");
    if (to === undefined) return text + unit;
    if (!to) return `≥ ${from}${unit}`;
    return from ? `${from} – ${to}${unit}` : `≤ ${to}${unit}`;
  }

  function chip(key, text) {
    const [layer] = split(key);
    const known = counts.get(key);
    const label = `${config.layers[layer]?.label ?? layer} · ${fieldOf(key)?.label ?? split(key)[1]}: ${textOf(key, text)}`;
    const button = element("button", {
      type: "button",
      className: "remove",
      textContent: "×",
      onclick: () => change(() => state.where.delete(key)),
    });
    button.setAttribute("aria-label", say("filter_remove", { what: label }));
    const note = known?.wrong ?? (known ? say("filter_count", { count: count.format(known.number) }) : "…");
    return element(
      "li",
      { className: known?.wrong ? "chip wrong" : "chip" },
      element("span", {}, label, " ", element("b", { textContent: note })),
      button,
    );
  }

  function fillChips() {
    const list = document.getElementById("chips");
    const buttons = () => [...list.querySelectorAll("button")];
    const at = buttons().indexOf(document.activeElement);
    list.replaceChildren(...[...state.where].map(([key, text]) => chip(key, text)));
    // Who works with the keyboard stays where they were, or goes on with the map.
    if (at >= 0) (buttons()[Math.min(at, state.where.size - 1)] ?? Netzkaart.mapElement()).focus();
  }

  /** Ask for each filtered layer how many of its assets remain under all its conditions. */
  async function countAll() {
    counts.clear();
    const layers = new Set([...state.where.keys()].map((key) => split(key)[0]));
    await Promise.all([...layers].map(countLayer));
  }

  async function countLayer(layer) {
    const own = [...state.where].filter(([key]) => split(key)[0] === layer);
    const query = new URLSearchParams(own.map(([key, text]) => [split(key)[1], text]));
    query.set("limit", 1);
    query.set("count", true);
    if (state.revision !== null) query.set("revision", state.revision);
    const address = config.items.replace("{layer}", encodeURIComponent(layer)).replace("/{id}", "");
    try {
      const { numberMatched } = await ask(address, query);
      for (const [key] of own) counts.set(key, { number: numberMatched });
    } catch (error) {
      for (const [key] of own) counts.set(key, { wrong: error.sentence ?? words.item_failed });
    }
  }

  /** Change the view, then ask what it needs, and draw. */
  async function change(edit, { classes = false } = {}) {
    edit();
    fillChips();
    const waiting = [countAll()];
    if (classes) waiting.push(readScheme());
    await Promise.all(waiting);
    fillChips();
    fillClasses();
    fillControls();
    draw();
  }

  /** Show the commune as it was at a revision, or as it is: null. */
  Netzkaart.showRevision = (revision) => {
    if (revision === state.revision) return Promise.resolve();
    return change(() => (state.revision = revision), { classes: true });
  };

  /** The revision that is shown, null for the present. */
  Netzkaart.revision = () => state.revision;

  // --- Controls --------------------------------------------------------------------------------

  const byId = (id) => document.getElementById(id);
  const option = (value, textContent) => element("option", { value, textContent });

  function fillLayers(select, fits) {
    const groups = config.themes.map(({ label, layers }) => {
      const group = element("optgroup", { label });
      const names = layers.filter((name) => config.layers[name].fields.some(fits));
      group.append(...names.map((name) => option(name, config.layers[name].label)));
      return group;
    });
    select.replaceChildren(option("", words.choose), ...groups.filter((each) => each.children.length));
  }

  function fillFields(select, layer, fits) {
    const fields = (config.layers[layer]?.fields ?? []).filter(fits);
    select.replaceChildren(option("", words.choose), ...fields.map(({ name, label }) => option(name, label)));
    select.disabled = !fields.length;
  }

  const colours = ({ colour }) => colour;
  const filters = () => true;

  function fillControls() {
    const [layer, field] = state.colour ? split(state.colour) : [byId("colour-layer").value, ""];
    byId("colour-layer").value = layer;
    fillFields(byId("colour-field"), layer, colours);
    byId("colour-field").value = field;
    byId("uncolour").hidden = !state.colour;
  }

  const input = (type, label, name) => {
    const made = element("input", { type, name });
    if (type === "number") made.step = "any";
    return element("label", {}, element("span", { textContent: label }), made);
  };

  /** The controls for a value of the chosen field. */
  function fillValue() {
    const field = fieldOf(`${byId("filter-layer").value}.${byId("filter-field").value}`);
    const box = byId("filter-value");
    byId("filter-add").disabled = !field;
    if (!field) {
      box.replaceChildren();
      return;
    }
    const test = element("select", { name: "test" });
    test.setAttribute("aria-label", field.label);
    const controls = element("div", { className: "values" });
    if (field.kind !== "reference") test.append(option("is", words.filter_is));
    test.append(option("*", words.filter_given), option("", words.filter_empty));
    if (CODED.has(field.kind)) {
      for (const [code, label] of Object.entries(config.codes[field.codes] ?? {})) {
        const box1 = element("input", { type: "checkbox", name: "code", value: code });
        controls.append(element("label", {}, box1, element("span", { textContent: label })));
      }
    } else if (field.kind === "boolean") {
      const yesNo = element("select", { name: "value" }, option("true", words.yes), option("false", words.no));
      controls.append(element("label", {}, element("span", { textContent: field.label }), yesNo));
    } else if (RANGED.has(field.kind)) {
      const type = field.kind === "date" ? "date" : "number";
      const unit = field.unit ? ` (${field.unit})` : "";
      controls.append(input(type, words.filter_from + unit, "from"), input(type, words.filter_to + unit, "to"));
    } else if (field.kind === "text") {
      controls.append(input("text", field.label, "value"));
    }
    const show = () => (controls.hidden = test.value !== "is");
    test.addEventListener("change", show);
    show();
    box.replaceChildren(test, controls);
  }

  function valueText(form) {
    const { test, value, from, to } = form.elements;
    if (test.value !== "is") return test.value;
    const codes = [...form.querySelectorAll("[name=code]:checked")].map((each) => each.value);
    if (codes.length) return codes.join(",");
    if (value) return value.value.trim() || null;
    if (from?.value || to?.value) return from.value === to.value ? from.value : `${from.value}..${to.value}`;
    return null;
  }

  function connect() {
    fillLayers(byId("colour-layer"), colours);
    fillLayers(byId("filter-layer"), filters);
    fillControls();
    fillFields(byId("filter-field"), "", filters);
    fillValue();
    byId("colour-layer").addEventListener("change", ({ target }) => {
      fillFields(byId("colour-field"), target.value, colours);
      if (state.colour) change(() => (state.colour = ""), { classes: true });
    });
    byId("colour-field").addEventListener("change", ({ target }) => {
      const layer = byId("colour-layer").value;
      change(() => (state.colour = target.value && `${layer}.${target.value}`), { classes: true });
    });
    byId("uncolour").addEventListener("click", () => {
      change(() => (state.colour = ""), { classes: true });
      byId("colour-layer").focus();
    });
    byId("filter-layer").addEventListener("change", ({ target }) => {
      fillFields(byId("filter-field"), target.value, filters);
      fillValue();
    });
    byId("filter-field").addEventListener("change", fillValue);
    byId("filter").addEventListener("submit", (event) => {
      event.preventDefault();
      const text = valueText(event.target);
      if (text === null) {
        Netzkaart.tell(words.filter_nothing, words.close, Netzkaart.hush);
        return;
      }
      const key = `${byId("filter-layer").value}.${byId("filter-field").value}`;
      change(() => state.where.set(key, text));
    });
  }

  /** Begin with the view that the address asks for. */
  Netzkaart.startView = async (query) => {
    if (!config.classes || !Netzkaart.setTileQuery) return;
    connect();
    for (const [key, text] of query) {
      if (key === "colour") state.colour = text;
      else if (key.includes(".")) state.where.set(key, text);
    }
    if (state.colour || state.where.size) {
      byId("view").open = true;
      await change(() => {}, { classes: true });
    }
  };

  Netzkaart.onSurfaceChange(fillClasses);
})();
