// Metres around a place, on the plane that touches the WGS84 ellipsoid there. A distance measured
// on that plane is wrong by less than a millimetre within 10 km of the point of contact, and a
// bearing by less than 0.01 degrees: what a crew measures on foot needs no map projection.
import type { LonLat } from "../model.ts";

const A = 6378137;
const E2 = 0.0066943799901413165;
const RADIANS = Math.PI / 180;

/** EastNorth and north of the point of contact, metres. */
export type EastNorth = readonly [east: number, north: number];
type Space = readonly [x: number, y: number, z: number];

export interface Plane {
  readonly origin: LonLat;
  to(place: LonLat): EastNorth;
  from(at: EastNorth): LonLat;
}

function inSpace(lon: number, lat: number): Space {
  const [sin, cos] = [Math.sin(lat), Math.cos(lat)];
  const normal = A / Math.sqrt(1 - E2 * sin * sin);
  return [normal * cos * Math.cos(lon), normal * cos * Math.sin(lon), normal * (1 - E2) * sin];
}

export function plane(origin: LonLat): Plane {
  const [lon0, lat0] = [origin[0] * RADIANS, origin[1] * RADIANS];
  const [sinLon, cosLon] = [Math.sin(lon0), Math.cos(lon0)];
  const [sinLat, cosLat] = [Math.sin(lat0), Math.cos(lat0)];
  const zero = inSpace(lon0, lat0);
  const squared = 1 - E2 * sinLat * sinLat;
  const alongMeridian = (A * (1 - E2)) / squared ** 1.5;
  const acrossMeridian = (A / Math.sqrt(squared)) * cosLat;

  const seen = (lon: number, lat: number): EastNorth => {
    const [x, y, z] = inSpace(lon, lat).map(
      (each, at) => each - (zero[at] as number),
    ) as unknown as Space;
    return [-sinLon * x + cosLon * y, -sinLat * cosLon * x - sinLat * sinLon * y + cosLat * z];
  };

  return {
    origin,
    to: ([lon, lat]) => seen(lon * RADIANS, lat * RADIANS),
    from([east, north]) {
      // The way back is found by aiming again: three shots hit a nanometre.
      let [lon, lat] = [lon0 + east / acrossMeridian, lat0 + north / alongMeridian];
      for (let shot = 0; shot < 3; shot++) {
        const [e, n] = seen(lon, lat);
        lon += (east - e) / acrossMeridian;
        lat += (north - n) / alongMeridian;
      }
      return [lon / RADIANS, lat / RADIANS];
    },
  };
}

const halfway = (a: LonLat, b: LonLat): LonLat => [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2];

/** Metres between two places. */
export function distance(a: LonLat, b: LonLat): number {
  // Seen from the middle, both are as near to the point of contact as can be.
  const there = plane(halfway(a, b));
  const [[e1, n1], [e2, n2]] = [there.to(a), there.to(b)];
  return Math.hypot(e2 - e1, n2 - n1);
}

/** Degrees clockwise from true north, 0 to 360, in which `b` is seen from `a`. */
export function bearing(a: LonLat, b: LonLat): number {
  const [east, north] = plane(a).to(b);
  return (Math.atan2(east, north) / RADIANS + 360) % 360;
}

/** Metres along a line. */
export function length(line: readonly LonLat[]): number {
  return line.slice(1).reduce((sum, place, at) => sum + distance(line[at] as LonLat, place), 0);
}

/** Square metres within a ring, open or closed. */
export function area(ring: readonly LonLat[]): number {
  const first = ring[0];
  if (!first || ring.length < 3) return 0;
  const there = plane(first);
  const points = ring.map(there.to);
  const twice = points.reduce((sum, [e1, n1], at) => {
    const [e2, n2] = points[(at + 1) % points.length] as EastNorth;
    return sum + e1 * n2 - e2 * n1;
  }, 0);
  return Math.abs(twice) / 2;
}
