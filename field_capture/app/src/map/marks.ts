// The marks of point layers as images, with an edge in the colour of the ground so that marks upon
// each other stay apart. Outlines as in gis/maps/symbols.py.
import type { Layer } from "../model.ts";
import { type Look, legible } from "./look.ts";

type Outline = readonly (readonly [number, number])[];
const MARKS: Record<string, Outline> = {
  square: [
    [-0.9, -0.9],
    [0.9, -0.9],
    [0.9, 0.9],
    [-0.9, 0.9],
  ],
  diamond: [
    [0, -1.25],
    [1.25, 0],
    [0, 1.25],
    [-1.25, 0],
  ],
  triangle: [
    [0, -1.2],
    [1.15, 0.85],
    [-1.15, 0.85],
  ],
  cross: [
    ...([
      [-0.4, -1.2],
      [0.4, -1.2],
      [0.4, -0.4],
      [1.2, -0.4],
      [1.2, 0.4],
      [0.4, 0.4],
    ] as const),
    ...([
      [0.4, 1.2],
      [-0.4, 1.2],
      [-0.4, 0.4],
      [-1.2, 0.4],
      [-1.2, -0.4],
      [-0.4, -0.4],
    ] as const),
  ],
};

export const RATIO = 2;
// A gloved finger finds no mark of 3 px; the crew stands before one thing, not a commune.
const SMALLEST_PX = 5;

export const radius = (layer: Layer, look: Look): number =>
  Math.max(layer.symbol.size_px, SMALLEST_PX) * look.scale;

export function mark(layer: Layer, look: Look): ImageData | null {
  const size = radius(layer, look) * RATIO;
  const width = Math.ceil(size * 2.5 + 4 * RATIO);
  const canvas = new OffscreenCanvas(width, width);
  const pen = canvas.getContext("2d");
  if (!pen) return null;
  pen.translate(width / 2, width / 2);
  pen.beginPath();
  const outline = MARKS[layer.symbol.shape];
  if (outline) {
    for (const [x, y] of outline) pen.lineTo(x * size, y * size);
    pen.closePath();
  } else pen.arc(0, 0, size, 0, 2 * Math.PI);
  pen.lineJoin = "round";
  pen.lineWidth = 3 * RATIO;
  pen.strokeStyle = look.halo;
  pen.stroke();
  pen.fillStyle = legible(layer.symbol.colour, look);
  pen.fill();
  return pen.getImageData(0, 0, width, width);
}

/** The arrow of the own position. */
export function arrow(look: Look): ImageData | null {
  const width = 44 * RATIO;
  const canvas = new OffscreenCanvas(width, width);
  const pen = canvas.getContext("2d");
  if (!pen) return null;
  pen.translate(width / 2, width / 2);
  pen.scale(RATIO, RATIO);
  pen.beginPath();
  for (const [x, y] of [
    [0, -20],
    [8, -9],
    [-8, -9],
  ] as const)
    pen.lineTo(x, y);
  pen.closePath();
  pen.fillStyle = look.accent;
  pen.strokeStyle = look.halo;
  pen.lineWidth = 2;
  pen.stroke();
  pen.fill();
  return pen.getImageData(0, 0, width, width);
}
