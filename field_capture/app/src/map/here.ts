// What the crew has in hand and where it stands, as features.

import type { Desk } from "../capture/desk.ts";
import { partsOf } from "../capture/snap.ts";
import type { Fix, LonLat } from "../model.ts";
import type { Drawing } from "./engine.ts";

// Of the world at zoom 0, at the equator.
const METRES_PER_PIXEL = 78_271.517;

const point = (at: LonLat, properties: Drawing["properties"]): Drawing => ({
  type: "Feature",
  geometry: { type: "Point", coordinates: [...at] },
  properties,
});

const line = (places: readonly LonLat[], kind: string): Drawing => ({
  type: "Feature",
  geometry: { type: "LineString", coordinates: places.map((each) => [...each]) },
  properties: { kind },
});

const area = (places: readonly LonLat[], kind: string): Drawing => ({
  type: "Feature",
  geometry: {
    type: "Polygon",
    coordinates: [[...places, places[0] as LonLat].map((each) => [...each])],
  },
  properties: { kind },
});

/** The circle in which the true position lies with 95 %, and the dot with its arrow. */
export function position(fix: Fix | null, heading: number | null): Drawing[] {
  if (!fix) return [];
  const at: LonLat = [fix.lon, fix.lat];
  const pixels = fix.accuracy_m / (METRES_PER_PIXEL * Math.cos((fix.lat * Math.PI) / 180));
  const facing = heading ?? ((fix.speed ?? 0) > 0.5 ? fix.heading : undefined);
  return [
    point(at, { kind: "ring", pixels }),
    point(at, { kind: "dot", ...(facing === undefined ? {} : { heading: facing }) }),
  ];
}

/** The sketch with its corners, what is chosen, what the crosshair snaps to, the way to go. */
export function inHand(desk: Desk, fix: Fix | null): Drawing[] {
  const mode = desk.mode.value;
  const drawings: Drawing[] = [];
  const corners = desk.corners.value.map((each) => each.place);
  if (mode.is === "place" && mode.shape === "polygon" && corners.length > 2)
    drawings.push(area(corners, "area"));
  const aim = desk.way.value === "map" && mode.is === "place" && mode.shape !== "point";
  const last = corners.at(-1);
  if (corners.length > 1) drawings.push(line(corners, "line"));
  if (aim && last && desk.picked.value === null)
    drawings.push(line([last, desk.snapped.value?.place ?? desk.view.value.centre], "way"));
  drawings.push(
    ...corners.map((each, at) =>
      point(each, { kind: at === desk.picked.value ? "chosen" : "corner" }),
    ),
  );
  drawings.push(...(desk.found.value?.places ?? []).map((each) => point(each, { kind: "corner" })));
  if (desk.snapped.value) drawings.push(point(desk.snapped.value.place, { kind: "snap" }));
  const geometry = desk.piece.value?.geometry;
  if (geometry?.type === "Point")
    drawings.push(point(geometry.coordinates as unknown as LonLat, { kind: "corner" }));
  const id = "id" in mode ? mode.id : null;
  const asset = id ? desk.world.assets.get(id) : undefined;
  if (asset) drawings.push(...chosen(partsOf(asset), asset.geometry.type === "Point"));
  if (asset && mode.is === "stakeout" && fix && asset.geometry.type === "Point")
    drawings.push(
      line([[fix.lon, fix.lat], asset.geometry.coordinates as unknown as LonLat], "way"),
    );
  return drawings;
}

const chosen = (parts: LonLat[][], isPoint: boolean): Drawing[] =>
  isPoint
    ? [point(parts[0]?.[0] as LonLat, { kind: "chosen" })]
    : parts.map((part) => line(part, "line"));
