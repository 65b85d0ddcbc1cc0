// Where the sky is missing: points from taped distances to things whose position is known.
import type { LonLat } from "../model.ts";
import { type EastNorth, plane } from "./metric.ts";

export interface Taped {
  from: LonLat;
  metres: number;
}

export interface Taping {
  /** Nearest first to where the crew says it is, where that is known; one where it is certain. */
  places: LonLat[];
  /** How badly the distances agree, metres: the largest difference from a measured distance. */
  residual_m: number;
  /** Standard error from the geometry, for tape readings good to 2 cm, metres. */
  accuracy_m: number;
}

export type Untaped = "too_few" | "same_point" | "do_not_meet" | "in_line";

// Two circles that miss each other by a hand still mean the point between them.
const SLACK_M = 0.3;
const TAPE_SIGMA_M = 0.02;

export function tape(distances: readonly Taped[]): Taping | Untaped {
  const [first, second, ...more] = distances;
  if (!first || !second) return "too_few";
  const there = plane(first.from);
  const at = distances.map((each) => there.to(each.from));
  const measured = distances.map((each) => each.metres);
  const met = circles(at[0] as EastNorth, first.metres, at[1] as EastNorth, second.metres);
  if (typeof met === "string") return met;
  const told = (places: readonly EastNorth[], lead: EastNorth): Taping => ({
    places: places.map(there.from),
    residual_m: Math.max(...misses(lead, at, measured).map(Math.abs)),
    accuracy_m: spread(lead, at),
  });
  if (more.length === 0) return told(met, met[0] as EastNorth);
  // A third distance says which side; then all of them are adjusted together.
  const cost = (place: EastNorth) =>
    misses(place, at, measured).reduce((sum, miss) => sum + miss ** 2, 0);
  const sides = met.map((place) => adjusted(place, at, measured)).sort((a, b) => cost(a) - cost(b));
  const [best, other] = [sides[0] as EastNorth, sides[1]];
  const apart = other ? Math.hypot(best[0] - other[0], best[1] - other[1]) : 0;
  // Three points in a line say nothing about the side.
  if (other && apart > 0.05 && cost(other) < cost(best) + 1e-4) return told([best, other], best);
  return told([best], best);
}

/** Where a line on the ground, measured from its start, has its points. */
export function alongLine(from: LonLat, towards: LonLat, metres: readonly number[]): LonLat[] {
  const there = plane(from);
  const [east, north] = there.to(towards);
  const whole = Math.hypot(east, north);
  if (whole === 0) return [];
  return metres.map((each) => there.from([(east / whole) * each, (north / whole) * each]));
}

/** A point by its distance along a line and its offset: to the right is positive. */
export function offset(from: LonLat, towards: LonLat, along: number, right: number): LonLat | null {
  const there = plane(from);
  const [east, north] = there.to(towards);
  const whole = Math.hypot(east, north);
  if (whole === 0) return null;
  const [x, y] = [east / whole, north / whole];
  return there.from([x * along + y * right, y * along - x * right]);
}

function circles(a: EastNorth, r1: number, b: EastNorth, r2: number): EastNorth[] | Untaped {
  const [dx, dy] = [b[0] - a[0], b[1] - a[1]];
  const apart = Math.hypot(dx, dy);
  if (apart < 0.01) return "same_point";
  if (apart > r1 + r2 + SLACK_M || apart < Math.abs(r1 - r2) - SLACK_M) return "do_not_meet";
  const along = (r1 ** 2 - r2 ** 2 + apart ** 2) / (2 * apart);
  const aside = Math.sqrt(Math.max(0, r1 ** 2 - along ** 2));
  const foot: EastNorth = [a[0] + (dx / apart) * along, a[1] + (dy / apart) * along];
  if (aside < 0.01) return [foot];
  return [
    [foot[0] - (dy / apart) * aside, foot[1] + (dx / apart) * aside],
    [foot[0] + (dy / apart) * aside, foot[1] - (dx / apart) * aside],
  ];
}

const misses = (
  place: EastNorth,
  at: readonly EastNorth[],
  measured: readonly number[],
): number[] =>
  at.map(([e, n], each) => Math.hypot(place[0] - e, place[1] - n) - (measured[each] as number));

/** Sums of the normal equations for a position from distances. */
function normal(place: EastNorth, at: readonly EastNorth[], missed: readonly number[] = []) {
  let [xx, xy, yy, x, y] = [0, 0, 0, 0, 0];
  at.forEach(([e, n], each) => {
    const away = Math.hypot(place[0] - e, place[1] - n) || 1e-9;
    const [ux, uy] = [(place[0] - e) / away, (place[1] - n) / away];
    xx += ux * ux;
    xy += ux * uy;
    yy += uy * uy;
    x += ux * (missed[each] ?? 0);
    y += uy * (missed[each] ?? 0);
  });
  return { xx, xy, yy, x, y, determinant: xx * yy - xy * xy };
}

function adjusted(
  start: EastNorth,
  at: readonly EastNorth[],
  measured: readonly number[],
): EastNorth {
  let place = start;
  for (let turn = 0; turn < 20; turn++) {
    const { xx, xy, yy, x, y, determinant } = normal(place, at, misses(place, at, measured));
    if (determinant < 1e-9) return place;
    const step: EastNorth = [(yy * x - xy * y) / determinant, (xx * y - xy * x) / determinant];
    place = [place[0] - step[0], place[1] - step[1]];
    if (Math.hypot(...step) < 1e-7) break;
  }
  return place;
}

/** Circles that cross at a sharp angle tell little: the error of the crossing, metres. */
function spread(place: EastNorth, at: readonly EastNorth[]): number {
  const { xx, yy, determinant } = normal(place, at);
  if (determinant < 1e-6) return Number.POSITIVE_INFINITY;
  return TAPE_SIGMA_M * Math.sqrt((xx + yy) / determinant / 2);
}
