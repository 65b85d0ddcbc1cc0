// Where assets lie, in memory: cells of about 200 m, so that "near" looks at a few dozen of 20,000.

import type { Geometry, LonLat } from "../model.ts";

const CELL_DEG = 0.002;
const METRES_PER_DEGREE = 111_320;
type Box = readonly [west: number, south: number, east: number, north: number];

export class Grid {
  readonly #cells = new Map<string, Set<string>>();
  readonly #boxes = new Map<string, Box>();

  put(id: string, geometry: Geometry): void {
    this.remove(id);
    const box = boxOf(geometry);
    this.#boxes.set(id, box);
    for (const cell of cells(box)) {
      const there = this.#cells.get(cell);
      if (there) there.add(id);
      else this.#cells.set(cell, new Set([id]));
    }
  }

  remove(id: string): void {
    const box = this.#boxes.get(id);
    if (!box) return;
    this.#boxes.delete(id);
    for (const cell of cells(box)) this.#cells.get(cell)?.delete(id);
  }

  clear(): void {
    this.#cells.clear();
    this.#boxes.clear();
  }

  /** What may lie within a distance; the cells are coarse, so measure again. */
  around(place: LonLat, metres: number): Set<string> {
    const dy = metres / METRES_PER_DEGREE;
    const dx = dy / Math.max(0.01, Math.cos((place[1] * Math.PI) / 180));
    const asked = [...cells([place[0] - dx, place[1] - dy, place[0] + dx, place[1] + dy])];
    if (asked[0] === EVERYWHERE) return new Set(this.#boxes.keys());
    const found = new Set(this.#cells.get(EVERYWHERE));
    for (const cell of asked) for (const id of this.#cells.get(cell) ?? []) found.add(id);
    return found;
  }
}

const MOST_CELLS = 4096; // a boundary covers more: it is in one cell of its own, asked by everybody
const EVERYWHERE = "*";

function* cells([west, south, east, north]: Box): Generator<string> {
  const [x0, x1] = [Math.floor(west / CELL_DEG), Math.floor(east / CELL_DEG)];
  const [y0, y1] = [Math.floor(south / CELL_DEG), Math.floor(north / CELL_DEG)];
  if (!((x1 - x0 + 1) * (y1 - y0 + 1) <= MOST_CELLS)) {
    yield EVERYWHERE;
    return;
  }
  for (let x = x0; x <= x1; x++) for (let y = y0; y <= y1; y++) yield `${x}/${y}`;
}

/** Every position of a geometry, whatever its depth; also of kinds that no crew draws. */
export function* positions(geometry: Geometry): Generator<LonLat> {
  const depths: unknown[] = [geometry.coordinates];
  for (let at = depths.pop(); at !== undefined; at = depths.pop()) {
    if (!Array.isArray(at)) continue;
    if (typeof at[0] === "number" && typeof at[1] === "number") yield [at[0], at[1]];
    else depths.push(...at);
  }
}

export function boxOf(geometry: Geometry): Box {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const [lon, lat] of positions(geometry)) {
    west = Math.min(west, lon);
    east = Math.max(east, lon);
    south = Math.min(south, lat);
    north = Math.max(north, lat);
  }
  return [west, south, east, north];
}

/** Metres from a place to the nearest point of a geometry, on a plane that touches there. */
export function distance(place: LonLat, geometry: Geometry): number {
  const kx = METRES_PER_DEGREE * Math.cos((place[1] * Math.PI) / 180);
  const local = (at: readonly number[]): [number, number] => [
    ((at[0] ?? 0) - place[0]) * kx,
    ((at[1] ?? 0) - place[1]) * METRES_PER_DEGREE,
  ];
  let least = Infinity;
  for (const chain of chains(geometry.coordinates)) {
    let before: [number, number] | undefined;
    for (const at of chain) {
      const here = local(at);
      least = Math.min(least, before ? toSegment(before, here) : Math.hypot(...here));
      before = here;
    }
  }
  return least;
}

function chains(coordinates: unknown): number[][][] {
  if (!Array.isArray(coordinates)) return [];
  if (typeof coordinates[0] === "number") return [[coordinates as number[]]];
  if (Array.isArray(coordinates[0]) && typeof coordinates[0][0] === "number")
    return [coordinates as number[][]];
  return coordinates.flatMap(chains);
}

function toSegment([ax, ay]: [number, number], [bx, by]: [number, number]): number {
  const [dx, dy] = [bx - ax, by - ay];
  const length = dx * dx + dy * dy;
  const t = length ? Math.max(0, Math.min(1, -(ax * dx + ay * dy) / length)) : 0;
  return Math.hypot(ax + t * dx, ay + t * dy);
}
