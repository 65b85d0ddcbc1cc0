// Corners of what is there already: to be moved, to be found by a finger, to name a line's ends.
import { SIGMAS_IN_95_PERCENT } from "../gnss/fix.ts";
import type { Asset, Layer, LonLat, Value } from "../model.ts";
import { fieldOf } from "./form.ts";
import { type Corner, drawn } from "./sketch.ts";
import { snap } from "./snap.ts";

/** What a crew points at on the map is drawn no better than this, metres. */
export const MAP_SIGMA_M = 0.5;

export function cornersOf(asset: Asset | undefined): Corner[] {
  if (!asset) return [];
  const { geometry } = asset;
  const places = geometry.type === "LineString" ? geometry.coordinates : ringOf(geometry);
  const sigma = (asset.accuracy_m ?? MAP_SIGMA_M) * SIGMAS_IN_95_PERCENT;
  return places.map((each) => drawn([each[0] as number, each[1] as number], sigma, new Date()));
}

/** Which corner a finger means; nothing where none is within reach. */
export function cornerAt(corners: readonly Corner[], at: LonLat, reach_m: number): number | null {
  const near = corners.flatMap(({ place }, index) => {
    const found = snap(at, [asPoint(place)], reach_m);
    return found ? [{ index, metres: found.metres }] : [];
  });
  return near.sort((a, b) => a.metres - b.metres)[0]?.index ?? null;
}

/** What a line's ends were snapped to is said in its fields. */
export function endsOf(layer: Layer, corners: readonly Corner[]): Record<string, string> {
  const pairs = [
    [fieldOf(layer, "node_from"), corners[0]?.code],
    [fieldOf(layer, "node_to"), corners.at(-1)?.code],
  ] as const;
  return Object.fromEntries(
    pairs.flatMap(([field, code]) => (field && code ? [[field.name, code]] : [])),
  );
}

export const today = (now = new Date()): string =>
  [now.getFullYear(), now.getMonth() + 1, now.getDate()]
    .map((each) => String(each).padStart(2, "0"))
    .join("-");

const asPoint = (place: LonLat): Asset => ({
  ...{ id: "", layer: "", values: {} as Record<string, Value>, version: null, accuracy_m: null },
  ...{ retired: false, waiting: [], seen: { values: {}, version: null, after: null } },
  ...{ geometry: { type: "Point", coordinates: [...place] } },
});

function ringOf(geometry: Asset["geometry"]): number[][] {
  const kind: string = geometry.type;
  const coordinates = geometry.coordinates as unknown;
  if (kind === "Point") return [coordinates as number[]];
  const ring =
    kind === "Polygon" ? (coordinates as number[][][])[0] : (coordinates as number[][][][])[0]?.[0];
  return (ring ?? []).slice(0, -1);
}
