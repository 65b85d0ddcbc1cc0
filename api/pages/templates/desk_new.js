// What is typed is understood while it is typed: places, faults, and what is reported there already.
"use strict";

(() => {
  const form = document.querySelector("[data-meant]");
  const known = document.getElementById("known");
  const boxes = { where: "places", what: "faults" };
  let last = 0;
  let timer;

  const close = (input) => {
    const list = document.getElementById(boxes[input.id]);
    list.replaceChildren();
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  };
  const pick = (input, option) => {
    input.value = option.dataset.value;
    close(input);
    ask(null);
  };
  const show = (input, found) => {
    const list = document.getElementById(boxes[input.id]);
    list.replaceChildren(...found.map((each, n) => {
      const option = document.createElement("li");
      Object.assign(option, { id: `${list.id}-${n}`, role: "option", textContent: each.label });
      option.setAttribute("role", "option");
      option.setAttribute("aria-selected", "false");
      option.dataset.value = each.label;
      // Before the input loses its focus, which closes the list.
      option.addEventListener("mousedown", (event) => { event.preventDefault(); pick(input, option); });
      return option;
    }));
    input.setAttribute("aria-expanded", String(found.length > 0));
  };
  const tell = (found) => {
    known.replaceChildren();
    if (!found.length) return;
    const box = document.createElement("p");
    box.className = "told";
    box.append(known.dataset.title);
    for (const each of found) {
      const link = document.createElement("a");
      link.href = `${form.dataset.page}${each.number}`;
      link.textContent = `${each.number} ${each.label} (${each.state})`;
      box.append(" ", link);
    }
    known.append(box);
  };
  const ask = async (input) => {
    const mine = ++last;
    const asked = new URLSearchParams({ where: form.where.value, what: form.what.value });
    const answer = await fetch(`${form.dataset.meant}&${asked}`, { credentials: "same-origin" }).catch(() => null);
    if (!answer?.ok || mine !== last) return;
    const found = await answer.json();
    if (mine !== last) return;
    tell(found.known);
    if (input && document.activeElement === input) show(input, found[boxes[input.id]]);
  };
  const move = (input, by) => {
    const options = [...document.getElementById(boxes[input.id]).children];
    if (!options.length) return;
    const at = options.findIndex((each) => each.getAttribute("aria-selected") === "true");
    const next = (at + by + options.length + (at < 0 && by < 0 ? 1 : 0)) % options.length;
    options.forEach((each, n) => each.setAttribute("aria-selected", String(n === next)));
    input.setAttribute("aria-activedescendant", options[next].id);
  };
  for (const id of Object.keys(boxes)) {
    const input = document.getElementById(id);
    input.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(() => ask(input), 150); });
    input.addEventListener("focus", () => { if (id === "what") ask(input); });
    input.addEventListener("blur", () => close(input));
    input.addEventListener("keydown", (event) => {
      const list = document.getElementById(boxes[id]);
      const chosen = list.querySelector("[aria-selected=true]");
      if (event.key === "ArrowDown" || event.key === "ArrowUp") {
        event.preventDefault();
        move(input, event.key === "ArrowDown" ? 1 : -1);
      } else if (event.key === "Escape") {
        close(input);
      } else if (event.key === "Enter" && (chosen || list.firstElementChild) && !event.ctrlKey) {
        // The first one is meant unless another was chosen; a second Enter goes on.
        event.preventDefault();
        pick(input, chosen ?? list.firstElementChild);
        if (id === "where") document.getElementById("what").focus();
      }
    });
  }
  form.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) form.requestSubmit();
  });
})();
