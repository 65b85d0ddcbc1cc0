// The relief under the map, kept for the way: the service worker answers with it.

import type { Area } from "../model.ts";
import type { Server } from "../sync/server.ts";

export const GROUND = "netzkaart-ground";
const SURFACES = ["light", "dark"] as const;

/** A picture of the relief, and where it lies: west, south, east, north. */
export interface Relief {
  url: string;
  bounds: Area["bounds"];
}
export type Reliefs = Partial<Record<(typeof SURFACES)[number], Relief>>;

const pathOf = (commune: string, surface: string) =>
  `/ogc/${commune}/terrain/hillshade/${surface}.webp`;

/** Fetch the relief in both surfaces; a commune without a terrain has none. */
export async function keepGround(commune: string, server: Server): Promise<void> {
  if (!("caches" in globalThis)) return;
  const cache = await caches.open(GROUND);
  for (const surface of SURFACES) {
    const found = await server.relief(surface);
    if (found) await cache.put(pathOf(commune, surface), found);
  }
}

/** The relief that is on the tablet; the network is not asked. */
export async function reliefs(commune: string): Promise<Reliefs> {
  const kept: Reliefs = {};
  if (!("caches" in globalThis)) return kept;
  const cache = await caches.open(GROUND);
  for (const surface of SURFACES) {
    const url = pathOf(commune, surface);
    const told = (await cache.match(url))?.headers.get("Netzkaart-Bounds") ?? "";
    const bounds = told.split(",").map(Number);
    if (bounds.length === 4 && bounds.every(Number.isFinite))
      kept[surface] = { url, bounds: bounds as unknown as Area["bounds"] };
  }
  return kept;
}
