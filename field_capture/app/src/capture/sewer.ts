// Whether levels can be right, while the crew still stands at the open manhole. The nouns are the
// catalogue's: what counts here is which of its fields says where water enters and leaves.
import { distance } from "../gnss/metric.ts";
import type { Asset, Layer, LonLat, Values } from "../model.ts";
import { fieldOf } from "./form.ts";

export type Doubt =
  | { code: "above_cover"; metres: number }
  | { code: "depth_not_down"; metres: number }
  | { code: "deep"; metres: number }
  | { code: "levels_disagree"; metres: number }
  | { code: "uphill"; metres: number; with: string }
  | { code: "steep"; percent: number; with: string };

export interface Neighbour {
  name: string;
  /** Level at the neighbour's end and where this point is on the line between. */
  level_m: number;
  length_m: number;
  /** Water runs from this point to the neighbour, or from there to here. */
  downstream: boolean;
  /** Water is pushed there, or sucked: it may run uphill. */
  may_rise: boolean;
}

const DEEPEST_M = 10;
const LEVEL_M = 0.01;
const AGREE_M = 0.05;
const STEEPEST = 0.2;

const rounded = (value: number) => Math.round(value * 1000) / 1000;

/** Level of the bottom from the cover's level and what the staff says. */
export const invert = (cover_m: number, depth_m: number): number => rounded(cover_m - depth_m);

/** Fall from one level to another, a fraction; negative would be uphill. */
export const slope = (from_m: number, to_m: number, length_m: number): number =>
  length_m > 0 ? (from_m - to_m) / length_m : 0;

interface Levels {
  cover: number | null;
  invert: number | null;
  depth: number | null;
}

const numberOf = (layer: Layer, values: Values, role: string): number | null => {
  const value = values[fieldOf(layer, role)?.name ?? ""];
  return typeof value === "number" ? value : null;
};

export function levels(layer: Layer, values: Values): Levels {
  return {
    cover: numberOf(layer, values, "cover_level"),
    invert: numberOf(layer, values, "invert_level"),
    depth: numberOf(layer, values, "depth"),
  };
}

/** The third of cover, depth and invert, where two of them are known. */
export function completed(found: Levels): Levels {
  const { cover, invert: bottom, depth } = found;
  if (bottom === null && cover !== null && depth !== null)
    return { ...found, invert: invert(cover, depth) };
  if (depth === null && cover !== null && bottom !== null)
    return { ...found, depth: rounded(cover - bottom) };
  if (cover === null && bottom !== null && depth !== null)
    return { ...found, cover: rounded(bottom + depth) };
  return found;
}

/** What cannot be right of a point, by itself and against its neighbours. */
export function doubts(found: Levels, neighbours: readonly Neighbour[] = []): Doubt[] {
  const told: Doubt[] = [];
  const { cover, depth } = found;
  const bottom = completed(found).invert;
  if (depth !== null && depth <= 0) told.push({ code: "depth_not_down", metres: depth });
  else if (cover !== null && bottom !== null) {
    const between = rounded(cover - bottom);
    if (between < 0) told.push({ code: "above_cover", metres: -between });
    else if (between > DEEPEST_M) told.push({ code: "deep", metres: between });
    const off = depth === null ? 0 : rounded(Math.abs(between - depth));
    if (between >= 0 && off > AGREE_M) told.push({ code: "levels_disagree", metres: off });
  }
  if (bottom !== null) told.push(...neighbours.flatMap((each) => against(bottom, each)));
  return told;
}

function against(bottom: number, other: Neighbour): Doubt[] {
  if (other.may_rise || other.length_m <= 0) return [];
  const fall = other.downstream ? bottom - other.level_m : other.level_m - bottom;
  if (fall < -LEVEL_M) return [{ code: "uphill", metres: rounded(-fall), with: other.name }];
  const steep = fall / other.length_m;
  if (steep <= STEEPEST) return [];
  return [{ code: "steep", percent: Math.round(steep * 100), with: other.name }];
}

/** What is wrong with a line's own levels. */
export function lineDoubts(
  layer: Layer,
  values: Values,
  length_m: number,
  may_rise = false,
): Doubt[] {
  const from = numberOf(layer, values, "invert_from");
  const to = numberOf(layer, values, "invert_to");
  if (from === null || to === null) return [];
  return against(from, { name: "", level_m: to, length_m, downstream: true, may_rise });
}

const TOUCHES_M = 0.5;

/** The lines that end at a point, with the level at their other end. */
export function neighbours(
  place: LonLat,
  lines: readonly { asset: Asset; layer: Layer; name: string; may_rise: boolean }[],
): Neighbour[] {
  const found: Neighbour[] = [];
  for (const { asset, layer, name, may_rise } of lines) {
    if (asset.geometry.type !== "LineString" || asset.retired) continue;
    const points = asset.geometry.coordinates as unknown as LonLat[];
    const [start, end] = [points[0], points.at(-1)];
    if (!start || !end) continue;
    const length_m = distance(start, end);
    const starts = distance(place, start) < TOUCHES_M;
    const ends = distance(place, end) < TOUCHES_M;
    if (starts === ends) continue;
    const level = numberOf(layer, asset.values, starts ? "invert_to" : "invert_from");
    if (level !== null)
      found.push({ name, level_m: level, length_m, downstream: starts, may_rise });
  }
  return found;
}
