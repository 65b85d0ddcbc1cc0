// Boxes drawn with a finger or a mouse are lines of numbers, which a keyboard writes as well.
"use strict";

(() => {
  const easel = document.getElementById("easel");
  const svg = easel.querySelector("svg");
  const field = document.getElementById("boxes");
  const read = () => field.value.split("\n").map((line) => line.trim().split(/[\s,]+/).map(Number))
    .filter((box) => box.length === 4 && box.every(Number.isFinite));
  const draw = (more) => {
    svg.replaceChildren(...[...read(), ...(more ? [more] : [])].map(([left, top, right, bottom]) => {
      const box = document.createElementNS("http://www.w3.org/2000/svg", "rect");
      const parts = { x: left, y: top, width: Math.max(0, right - left), height: Math.max(0, bottom - top) };
      for (const [name, value] of Object.entries(parts)) box.setAttribute(name, value);
      return box;
    }));
  };
  const at = (event) => {
    const frame = svg.getBoundingClientRect();
    const part = (value, size) => Math.min(100, Math.max(0, (100 * value) / size));
    return [part(event.clientX - frame.left, frame.width), part(event.clientY - frame.top, frame.height)];
  };
  let start = null;
  const box = (event) => {
    const [x, y] = at(event);
    return [Math.min(x, start[0]), Math.min(y, start[1]), Math.max(x, start[0]), Math.max(y, start[1])]
      .map((value) => Number(value.toFixed(1)));
  };
  easel.addEventListener("pointerdown", (event) => {
    if (event.button) return;
    event.preventDefault();
    easel.setPointerCapture(event.pointerId);
    start = at(event);
  });
  easel.addEventListener("pointermove", (event) => { if (start) draw(box(event)); });
  easel.addEventListener("pointerup", (event) => {
    if (!start) return;
    const made = box(event);
    start = null;
    if (made[2] - made[0] >= 0.5 && made[3] - made[1] >= 0.5) {
      field.value = [...field.value.split("\n").filter((line) => line.trim()), made.join(" ")].join("\n");
    }
    draw();
  });
  easel.addEventListener("pointercancel", () => { start = null; draw(); });
  field.addEventListener("input", () => draw());
  document.getElementById("undo").addEventListener("click", () => {
    field.value = field.value.split("\n").filter((line) => line.trim()).slice(0, -1).join("\n");
    draw();
  });
})();
