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

  // A click into the picture is a place, in metres of the commune's grid.
  const field = document.getElementById("position");
  const picture = document.querySelector("[data-place] svg");
  if (field && picture) {
    document.querySelector("[data-click]").hidden = false;
    picture.style.cursor = "crosshair";
    picture.addEventListener("click", (event) => {
      const at = new DOMPoint(event.clientX, event.clientY).matrixTransform(picture.getScreenCTM().inverse());
      const { west, north, scale } = picture.dataset;
      const [x, y] = [Number(west) + at.x / scale, Number(north) - at.y / scale];
      field.value = `${x.toFixed(2)} ${y.toFixed(2)}`;
      picture.querySelector("#there")?.remove();
      const mark = document.createElementNS(picture.namespaceURI, "circle");
      for (const [name, value] of Object.entries({ id: "there", class: "best", cx: at.x, cy: at.y, r: 7 })) mark.setAttribute(name, value);
      picture.append(mark);
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
