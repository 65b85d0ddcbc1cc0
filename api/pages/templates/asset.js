// What makes the forms of an asset handier; all of it works without.
"use strict";

(() => {
  // Nobody loses what they typed by a slip of the hand.
  for (const form of document.querySelectorAll("form[data-guard]")) {
    let changed = form.dataset.guard === "changed" || Boolean(document.getElementById("wrong"));
    form.addEventListener("input", () => { changed = true; });
    for (const each of document.forms) each.addEventListener("submit", () => { changed = false; });
    form.querySelector(".bar a")?.addEventListener("click", () => { changed = false; });
    addEventListener("beforeunload", (event) => { if (changed) event.preventDefault(); });
  }
  document.getElementById("wrong")?.focus();

  // What does not apply steps aside while it is empty; a value is never hidden.
  const relevant = (form) => {
    for (const box of form.querySelectorAll("[data-only]")) {
      const other = form.querySelector(`[name="field.${box.dataset.only}"]`)?.value ?? "";
      const said = [...box.querySelectorAll("input:not([type=hidden]), select, textarea")].some((each) =>
        each.type === "checkbox" ? each.checked : each.value.trim());
      box.hidden = Boolean(other) && !said && !box.dataset.values.split(" ").includes(other);
    }
  };
  for (const form of document.forms) {
    if (!form.querySelector("[data-only]")) continue;
    form.addEventListener("change", () => relevant(form));
    relevant(form);
  }

  // Numbers that cannot be are told when one leaves the field; nothing keeps anybody from sending.
  const plain = (text) => {
    const bare = text.replace(/[\s']/g, "").replace("\u2212", "-");
    const last = Math.max(bare.lastIndexOf(","), bare.lastIndexOf("."));
    if (last < 0 || bare.split(bare[last]).length > 2) return Number(bare);
    return Number(`${bare.slice(0, last).replace(/[.,]/g, "")}.${bare.slice(last + 1)}`);
  };
  document.addEventListener("change", ({ target }) => {
    const { check, low, high, whole } = target.dataset ?? {};
    if (check === undefined) return;
    const number = plain(target.value);
    const wrong = target.value.trim() !== "" && (!Number.isFinite(number)
      || (low !== undefined && number < Number(low)) || (high !== undefined && number > Number(high))
      || (whole !== undefined && !Number.isInteger(number)));
    const id = `${target.id}-live`;
    document.getElementById(id)?.remove();
    const told = new Set((target.getAttribute("aria-describedby") ?? "").split(" ").filter((each) => each && each !== id));
    if (wrong) {
      const note = Object.assign(document.createElement("p"), { id, className: "wrong", textContent: check });
      note.setAttribute("role", "status");
      target.after(note);
      told.add(id);
    }
    if (wrong) target.setAttribute("aria-invalid", "true");
    else target.removeAttribute("aria-invalid");
    target.setAttribute("aria-describedby", [...told].join(" "));
  });

  // A click into the picture is a place, in metres of the commune's grid; close to a node of the
  // network it is that node, by its code.
  const SNAP_PX = 14;
  const field = document.getElementById("position");
  const figure = document.querySelector("[data-place]");
  const picture = figure?.querySelector("svg");
  const draw = (name, attributes) => {
    const made = document.createElementNS(picture.namespaceURI, name);
    for (const [key, value] of Object.entries({ class: "best", "data-drawn": "", ...attributes })) made.setAttribute(key, value);
    picture.append(made);
  };
  const nodeAt = (at) => {
    let best = null;
    for (const layer of (figure.dataset.nodes ?? "").split(" ").filter(Boolean)) {
      for (const mark of picture.querySelectorAll(`g[data-layer="${layer}"] .mark`)) {
        const box = mark.getBoundingClientRect();
        const middle = new DOMPoint(box.x + box.width / 2, box.y + box.height / 2).matrixTransform(picture.getScreenCTM().inverse());
        const away = Math.hypot(middle.x - at.x, middle.y - at.y);
        const code = mark.parentElement.querySelector("title")?.textContent;
        if (code && away <= SNAP_PX && away < (best?.away ?? Infinity)) best = { away, code, x: middle.x, y: middle.y };
      }
    }
    return best;
  };
  if (field && picture) {
    for (const each of document.querySelectorAll("[data-click]")) each.hidden = false;
    picture.style.cursor = "crosshair";
    const several = figure.dataset.several !== undefined;
    let clicked = [];
    const redraw = () => {
      for (const each of picture.querySelectorAll("[data-drawn]")) each.remove();
      if (clicked.length > 1) {
        const closed = figure.dataset.closed !== undefined ? "Z" : "";
        draw("path", { d: `M${clicked.map(({ x, y }) => `${x} ${y}`).join("L")}${closed}` });
      }
      for (const { x, y } of clicked) draw("circle", { cx: x, cy: y, r: 7 });
    };
    picture.addEventListener("click", (event) => {
      const at = new DOMPoint(event.clientX, event.clientY).matrixTransform(picture.getScreenCTM().inverse());
      const { west, north, scale } = picture.dataset;
      const node = several ? nodeAt(at) : null;
      const text = node?.code ?? `${(Number(west) + at.x / scale).toFixed(2)} ${(Number(north) - at.y / scale).toFixed(2)}`;
      const place = { x: node?.x ?? at.x, y: node?.y ?? at.y };
      clicked = several ? [...clicked, place] : [place];
      field.value = several ? [field.value.trim(), text].filter(Boolean).join("\n") : text;
      field.dispatchEvent(new Event("input", { bubbles: true }));
      redraw();
    });
    document.querySelector("[data-back]")?.addEventListener("click", () => {
      field.value = field.value.trim().split("\n").slice(0, -1).join("\n");
      clicked.pop();
      redraw();
    });
  }

  const all = document.querySelector("[data-all]");
  if (all) {
    all.hidden = false;
    all.addEventListener("click", (event) => {
      const side = event.target.closest("[data-side]")?.dataset.side;
      for (const each of side ? document.querySelectorAll(`input[type=radio][value=${side}]`) : []) each.checked = true;
    });
  }
})();
