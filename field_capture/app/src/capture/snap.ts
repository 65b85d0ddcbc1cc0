// What a finger means: a node or a pipe close to where it pointed.
import { type EastNorth, plane } from "../gnss/metric.ts";
import type { Asset, LonLat } from "../model.ts";

export interface Snap {
  place: LonLat;
  asset: Asset;
  /** A corner or an end, or somewhere along it. */
  on: "point" | "end" | "corner" | "edge";
  metres: number;
}

// A point is meant rather than the line it lies on, an end rather than the middle: what is only
// a little nearer does not win.
const ADVANTAGE: Record<Snap["on"], number> = { point: 0.2, end: 0.3, corner: 0.5, edge: 1 };

export function partsOf(asset: Asset): LonLat[][] {
  const { geometry } = asset;
  // Areas may come in several parts from the server.
  const kind: string = geometry.type;
  const { coordinates } = geometry as { coordinates: unknown };
  if (kind === "Point") return [[coordinates as LonLat]];
  if (kind === "LineString") return [coordinates as LonLat[]];
  if (kind === "Polygon") return coordinates as LonLat[][];
  return (coordinates as LonLat[][][]).flat();
}

/** Find what is meant within some metres of a place; nothing where nothing is near. */
export function snap(at: LonLat, assets: readonly Asset[], within_m: number): Snap | null {
  const there = plane(at);
  let best: (Snap & { worth: number }) | null = null;
  const offer = (asset: Asset, on: Snap["on"], to: EastNorth) => {
    const metres = Math.hypot(...to);
    const worth = metres * ADVANTAGE[on];
    if (metres > within_m || (best && worth >= best.worth)) return;
    best = { place: there.from(to), asset, on, metres, worth };
  };
  for (const asset of assets) {
    for (const part of partsOf(asset)) {
      const points = part.map((each) => there.to([each[0], each[1]]));
      points.forEach((point, index) => {
        if (asset.geometry.type === "Point") offer(asset, "point", point);
        else {
          const isEnd =
            asset.geometry.type === "LineString" && (index === 0 || index === points.length - 1);
          offer(asset, isEnd ? "end" : "corner", point);
        }
        const next = points[index + 1];
        if (next) offer(asset, "edge", foot(point, next));
      });
    }
  }
  return best;
}

/** The point of a stretch that is nearest to (0, 0). */
function foot(a: EastNorth, b: EastNorth): EastNorth {
  const [dx, dy] = [b[0] - a[0], b[1] - a[1]];
  const squared = dx * dx + dy * dy;
  const along = squared === 0 ? 0 : Math.min(1, Math.max(0, -(a[0] * dx + a[1] * dy) / squared));
  return [a[0] + dx * along, a[1] + dy * along];
}

/** Metres from a place to an asset. */
export function away(at: LonLat, asset: Asset): number {
  return snap(at, [asset], Number.POSITIVE_INFINITY)?.metres ?? Number.POSITIVE_INFINITY;
}
