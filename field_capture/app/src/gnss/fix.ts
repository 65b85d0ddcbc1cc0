// What one fix is worth, with the same meaning as on the server (field_capture/captures/fix.py).
import type { Fix, LonLat } from "../model.ts";

// 95 % of a circular normal distribution lie within this many standard errors.
export const SIGMAS_IN_95_PERCENT = 2.4477;

// The fixes of one visit share their bias (atmosphere, multipath): however many were averaged, the
// standard error of the visit does not fall below this, metres.
const FLOOR_M: Record<string, number> = {
  geolocation: 0.5,
  nmea: 0.5,
  map: 0.05,
  autonomous: 0.5,
  dgps: 0.3,
  rtk_float: 0.1,
  rtk_fixed: 0.01,
};

export const floor = (fix: Fix): number => FLOOR_M[fix.fix_quality ?? fix.source] as number;

/** Horizontal standard error for each axis, metres, never below the floor of its source. */
export function sigma(fix: Fix): number {
  const told =
    fix.sigma_east_m !== undefined && fix.sigma_north_m !== undefined
      ? Math.sqrt((fix.sigma_east_m ** 2 + fix.sigma_north_m ** 2) / 2)
      : fix.accuracy_m / SIGMAS_IN_95_PERCENT;
  return Math.max(told, floor(fix));
}

export const place = (fix: Fix): LonLat => [fix.lon, fix.lat];

/** A position that somebody pointed at: as exact as a finger on a map of this scale. */
export function pointed(at: LonLat, accuracy_m: number, time: Date): Fix {
  return {
    lon: at[0],
    lat: at[1],
    accuracy_m: Math.max(accuracy_m, 0.01),
    time: time.toISOString(),
    platform: platform(),
    source: "map",
  };
}

/** What kind of device this is, in a few words: no more than is needed to judge its fixes. */
export function platform(agent = globalThis.navigator?.userAgent ?? ""): string {
  const found = ["Android", "iPad", "iPhone", "Windows", "Macintosh", "Linux"].find((each) =>
    agent.includes(each),
  );
  return found ?? "other";
}

const known = (value: number | null | undefined): value is number =>
  value !== null && value !== undefined && Number.isFinite(value);

/** Read what the browser tells; nothing where it tells no position that can be right. */
export function fromGeolocation(position: GeolocationPosition, antenna_m: number): Fix | null {
  const { coords } = position;
  if (!known(coords.latitude) || !known(coords.longitude) || !(coords.accuracy > 0)) return null;
  if (coords.accuracy > 100_000) return null;
  const fix: Fix = {
    lon: coords.longitude,
    lat: coords.latitude,
    accuracy_m: coords.accuracy,
    time: new Date(position.timestamp).toISOString(),
    platform: platform(),
    source: "geolocation",
    antenna_height_m: antenna_m,
  };
  if (known(coords.altitude)) fix.altitude_m = coords.altitude;
  if (known(coords.altitudeAccuracy) && coords.altitudeAccuracy > 0)
    fix.altitude_accuracy_m = coords.altitudeAccuracy;
  if (known(coords.heading)) fix.heading = coords.heading;
  if (known(coords.speed)) fix.speed = coords.speed;
  return fix;
}
