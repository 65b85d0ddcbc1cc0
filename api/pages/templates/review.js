// Keys for whoever decides all day; they can be switched off, and never act while one writes.
"use strict";

(() => {
  const on = document.getElementById("keys-on");
  const shown = document.querySelector("[data-here]");
  if (!on) return;
  const KEPT = "netzkaart.review.keys";
  try { on.checked = localStorage.getItem(KEPT) !== "off"; } catch { /* no memory here: on */ }
  on.addEventListener("change", () => {
    try { localStorage.setItem(KEPT, on.checked ? "on" : "off"); } catch { /* for this page only */ }
  });
  document.querySelector(".queue [aria-current]")?.scrollIntoView({ block: "nearest" });

  const go = (key) => { if (key) location.assign(`${shown.dataset.here}&item=${key}#detail`); };
  const mend = () => {
    const details = document.getElementById("mend");
    if (!details) return document.querySelector("[data-key=e]")?.click();
    details.open = true;
    details.querySelector("input:not([type=hidden]), select, textarea")?.focus();
  };
  const acts = {
    j: () => go(shown?.dataset.following),
    k: () => go(shown?.dataset.previous),
    a: () => document.querySelector("[data-key=a]")?.click(),
    r: () => document.getElementById("reason")?.focus(),
    e: mend,
    x: () => document.querySelector(".queue [aria-current] input[type=checkbox]")?.click(),
    "?": () => {
      const help = document.getElementById("keys");
      help.open = !help.open;
      if (help.open) help.querySelector("summary").focus();
    },
  };
  document.addEventListener("keydown", (event) => {
    if (!on.checked || event.ctrlKey || event.altKey || event.metaKey || event.repeat) return;
    const writes = event.target.closest("textarea, select, input:not([type=checkbox]):not([type=radio])");
    if (writes || event.target.isContentEditable) return;
    const act = acts[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  });
})();
