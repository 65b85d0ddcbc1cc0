// Keys for whoever works at the desk all day; they can be switched off, and never act while one writes.
"use strict";

(() => {
  const on = document.getElementById("keys-on");
  if (!on) return;
  const KEPT = "netzkaart.review.keys";
  try { on.checked = localStorage.getItem(KEPT) !== "off"; } catch { /* no memory here: on */ }
  on.addEventListener("change", () => {
    try { localStorage.setItem(KEPT, on.checked ? "on" : "off"); } catch { /* for this page only */ }
  });

  // Those that may be the same come after the list: what is most pressing is reached first.
  const rows = [".queue", ".alike"].flatMap((each) => [...document.querySelectorAll(`${each} li[data-number]`)]);
  const pins = new Map([...document.querySelectorAll(".aside .pin")].map((pin) => [pin.dataset.key, pin]));
  const mark = (row, is) => pins.get(row.dataset.number)?.classList.toggle("at", is);
  for (const row of rows) {
    for (const name of ["focusin", "mouseenter"]) row.addEventListener(name, () => mark(row, true));
    for (const name of ["focusout", "mouseleave"]) row.addEventListener(name, () => mark(row, false));
    pins.get(row.dataset.number)?.addEventListener("click", () => row.querySelector("a").click());
  }
  const step = (by) => {
    const at = rows.findIndex((row) => row.contains(document.activeElement));
    const next = rows[at < 0 ? 0 : Math.min(rows.length - 1, Math.max(0, at + by))];
    const folded = next?.closest("details");
    if (folded) folded.open = true;
    next?.querySelector("a").focus();
  };
  const link = (name) => document.querySelector(`[data-key="${name}"]`);
  const acts = {
    j: () => (rows.length ? step(1) : link("j")?.click()),
    k: () => (rows.length ? step(-1) : link("k")?.click()),
    x: () => document.activeElement.closest("li[data-number]")?.querySelector("input")?.click(),
    m: () => document.activeElement.closest("form.group")?.querySelector("[data-merge]")?.click(),
    "?": () => {
      const help = document.getElementById("keys");
      help.open = !help.open;
      if (help.open) help.querySelector("summary").focus();
    },
  };
  document.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      const form = event.target.closest("form");
      if (form && event.target.matches("textarea, input, select")) form.requestSubmit();
      return;
    }
    if (!on.checked || event.ctrlKey || event.altKey || event.metaKey || event.repeat) return;
    if (event.target.closest("textarea, select, input:not([type=checkbox]):not([type=radio])")) return;
    const act = acts[event.key] ?? (/^[a-z]$/.test(event.key) && link(event.key) ? () => link(event.key).click() : null);
    if (!act) return;
    event.preventDefault();
    act();
  });

  // Templates: a click fills the sentence without leaving the page.
  for (const each of document.querySelectorAll("[data-words]")) {
    each.addEventListener("click", (event) => {
      event.preventDefault();
      const sentence = document.getElementById("sentence");
      sentence.value = each.dataset.words;
      const reason = document.getElementById("reason");
      if (reason && each.dataset.reason) reason.value = each.dataset.reason;
      sentence.focus();
    });
  }
  const chosen = document.querySelector("[data-focus]");
  if (chosen && location.hash === "#move") chosen.focus();
})();
