// Lines and areas while they are drawn: corners one by one, walked or measured, the last undone.
import { average, placeOf } from "../gnss/average.ts";
import { meets } from "../gnss/demand.ts";
import { floor, pointed, sigma } from "../gnss/fix.ts";
import { area, type EastNorth, length, plane } from "../gnss/metric.ts";
import type { Fix, Geometry, LonLat, Positioning } from "../model.ts";

export interface Corner {
  place: LonLat;
  /** Standard error of this corner, metres; null where it was merely drawn. */
  accuracy_m: number | null;
  fix: Fix;
  /** The asset it was snapped to. */
  on: string | null;
  /** What the crew calls that asset: goes into the fields of start and end node. */
  code: string | null;
}

export type Shape = "point" | "line" | "polygon";

/** The catalogue names shapes as OGC does; the tablet by what a crew draws. */
export function shapeOf(kind: string): Shape {
  const name = kind.toLowerCase();
  if (name.includes("point")) return "point";
  return name.includes("line") ? "line" : "polygon";
}

export const fewest = (shape: Shape): number => ({ point: 1, line: 2, polygon: 3 })[shape];

/** Whether a corner says something new: twice the same place is a trembling finger. */
export function add(corners: readonly Corner[], corner: Corner): Corner[] {
  const last = corners.at(-1);
  if (last && length([last.place, corner.place]) < 0.01) return [...corners];
  return [...corners, corner];
}

export const undo = (corners: readonly Corner[]): Corner[] => corners.slice(0, -1);

export function geometryOf(shape: Shape, corners: readonly Corner[]): Geometry | null {
  if (corners.length < fewest(shape)) return null;
  const places = corners.map((each) => [...each.place]);
  const first = places[0] as number[];
  if (shape === "point") return { type: "Point", coordinates: first };
  if (shape === "line") return { type: "LineString", coordinates: places };
  return { type: "Polygon", coordinates: [[...places, first]] };
}

export type Flaw = "too_few" | "too_short" | "crosses_itself";

/** What the server would refuse, told while the crew still stands there. */
export function flaw(shape: Shape, corners: readonly Corner[]): Flaw | null {
  const places = corners.map((each) => each.place);
  if (places.length < fewest(shape)) return "too_few";
  if (shape === "line") return length(places) < 0.05 ? "too_short" : null;
  if (shape === "polygon") {
    if (crosses(places)) return "crosses_itself";
    if (area(places) < 0.01) return "too_short";
  }
  return null;
}

function crosses(places: readonly LonLat[]): boolean {
  const first = places[0];
  if (!first) return false;
  const points = places.map(plane(first).to);
  const edges = points.map(
    (point, at) => [point, points[(at + 1) % points.length] as EastNorth] as const,
  );
  return edges.some(([a, b], i) =>
    edges.some(([c, d], j) => {
      const neighbours = Math.abs(i - j) <= 1 || Math.abs(i - j) === edges.length - 1;
      return j > i && !neighbours && meet(a, b, c, d);
    }),
  );
}

const turn = (a: EastNorth, b: EastNorth, c: EastNorth) =>
  (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]);

const meet = (a: EastNorth, b: EastNorth, c: EastNorth, d: EastNorth) =>
  turn(a, b, c) * turn(a, b, d) < 0 && turn(c, d, a) * turn(c, d, b) < 0;

/** What was walked, without the corners that say nothing: Douglas and Peucker. */
export function simplified(corners: readonly Corner[], tolerance_m: number): Corner[] {
  const first = corners[0];
  if (!first || corners.length < 3) return [...corners];
  const points = corners.map((each) => plane(first.place).to(each.place));
  const keep = new Set([0, corners.length - 1]);
  const look = (from: number, to: number) => {
    let [worst, found] = [tolerance_m, -1];
    for (let at = from + 1; at < to; at++) {
      const off = aside(
        points[at] as EastNorth,
        points[from] as EastNorth,
        points[to] as EastNorth,
      );
      // What was snapped is meant, however straight the line.
      const counted = corners[at]?.on ? Number.POSITIVE_INFINITY : off;
      if (counted > worst) [worst, found] = [counted, at];
    }
    if (found < 0) return;
    keep.add(found);
    look(from, found);
    look(found, to);
  };
  look(0, corners.length - 1);
  return corners.filter((_, at) => keep.has(at));
}

function aside(p: EastNorth, a: EastNorth, b: EastNorth): number {
  const [dx, dy] = [b[0] - a[0], b[1] - a[1]];
  const squared = dx * dx + dy * dy;
  if (squared === 0) return Math.hypot(p[0] - a[0], p[1] - a[1]);
  const along = Math.min(1, Math.max(0, ((p[0] - a[0]) * dx + (p[1] - a[1]) * dy) / squared));
  return Math.hypot(p[0] - a[0] - dx * along, p[1] - a[1] - dy * along);
}

/** A corner where somebody pointed. */
export function drawn(at: LonLat, accuracy_m: number, time: Date): Corner {
  return { place: at, accuracy_m: null, fix: pointed(at, accuracy_m, time), on: null, code: null };
}

/** A corner where the receiver was. */
export function walked(fixes: readonly Fix[]): Corner | null {
  const found = average(fixes);
  const best = fixes.reduce<Fix | null>((a, b) => (a && sigma(a) <= sigma(b) ? a : b), null);
  if (!found || !best) return null;
  return { place: placeOf(found), accuracy_m: found.accuracy_m, fix: best, on: null, code: null };
}

/** Take the next fix of a walk: far enough from the last corner to say something. */
export function strides(corners: readonly Corner[], fix: Fix, every_m: number): Corner[] {
  const corner = walked([fix]);
  const last = corners.at(-1);
  if (!corner) return [...corners];
  const enough = Math.max(every_m, floor(fix));
  if (last && length([last.place, corner.place]) < enough) return [...corners];
  return [...corners, corner];
}

/** The one fix that stands for a line or an area: it is as exact as its worst corner, and as fixed. */
export function standing(corners: readonly Corner[], demand: Positioning = "any"): Fix | null {
  const loose = corners.filter(({ fix }) => !meets(fix, demand));
  return (loose.length > 0 ? loose : corners).reduce<Fix | null>((worst, { fix, place }) => {
    const here = { ...fix, lon: place[0], lat: place[1] };
    return worst && sigma(worst) >= sigma(fix) ? worst : here;
  }, null);
}
