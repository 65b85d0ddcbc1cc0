// The way to an asset that lies hidden: distance, bearing, and the last step in centimetres.

import { bearing, distance } from "../gnss/metric.ts";
import type { Asset, LonLat } from "../model.ts";
import { snap } from "./snap.ts";

export interface Way {
  target: LonLat;
  metres: number;
  /** Degrees from true north. */
  bearing: number;
  /** How far to the right of where the crew faces, degrees -180 to 180; null without a compass. */
  turn: number | null;
  /** Whether the position is good enough to say more than "around here". */
  close: boolean;
}

export function way(from: LonLat, asset: Asset, heading: number | null, sigma_m: number): Way {
  const target = snap(from, [asset], Number.POSITIVE_INFINITY)?.place ?? from;
  const metres = distance(from, target);
  const towards = bearing(from, target);
  const turn = heading === null ? null : ((towards - heading + 540) % 360) - 180;
  return { target, metres, bearing: towards, turn, close: metres <= Math.max(2 * sigma_m, 0.05) };
}

/** Metres as a crew reads them at arm's length: centimetres near the end, whole metres far off. */
export function told(metres: number, decimal = "."): string {
  if (metres < 1) return `${Math.round(metres * 100)} cm`;
  if (metres < 10) return `${metres.toFixed(2).replace(".", decimal)} m`;
  if (metres < 100) return `${metres.toFixed(1).replace(".", decimal)} m`;
  return metres < 10_000 ? `${Math.round(metres)} m` : `${Math.round(metres / 1000)} km`;
}

const POINTS = ["N", "NE", "E", "SE", "S", "SW", "W", "NW"] as const;
export type Point = (typeof POINTS)[number];

export const compassPoint = (degrees: number): Point =>
  POINTS[Math.round(((degrees % 360) + 360) / 45) % 8] as Point;

/** Milliseconds between two beeps: faster when nearer, none beyond 30 m. */
export function beat(metres: number): number | null {
  return metres > 30 ? null : Math.max(120, Math.min(1500, metres * 150));
}
