// The relief under the map, kept for the way: the service worker answers with it.

import type { Server } from "../sync/server.ts";

export const GROUND = "netzkaart-ground";

/** Fetch the relief in both surfaces; a commune without a terrain has none. */
export async function keepGround(commune: string, server: Server): Promise<void> {
  if (!("caches" in globalThis)) return;
  const cache = await caches.open(GROUND);
  for (const surface of ["light", "dark"] as const) {
    const found = await server.relief(surface);
    if (found) await cache.put(`/ogc/${commune}/terrain/hillshade/${surface}.webp`, found);
  }
}
