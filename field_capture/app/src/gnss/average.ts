// The best position from the fixes of one visit, with the same meaning as on the server
// (gis/observations.py, field_capture/captures/positions.py): the mean weighted by 1/sigma², outliers left
// out; where precise fixes contradict each other one side is taken, for halfway nobody has been.
import type { Estimate, Fix, LonLat } from "../model.ts";
import { floor, place, sigma } from "./fix.ts";
import { type EastNorth, plane } from "./metric.ts";

// A fix further than this many standard errors from the others is left out.
const OUTLIER_SIGMAS = 3.5;

interface Weighed {
  at: EastNorth;
  sigma: number;
  fix: Fix;
}

const weight = (fixes: readonly Weighed[]) =>
  fixes.reduce((sum, each) => sum + each.sigma ** -2, 0);

export function average(fixes: readonly Fix[]): Estimate | null {
  const first = fixes[0];
  if (!first) return null;
  const there = plane(place(first));
  const ordered: Weighed[] = fixes
    .map((fix) => ({ at: there.to(place(fix)), sigma: sigma(fix), fix }))
    .sort((a, b) => a.sigma - b.sigma || a.at[0] - b.at[0] || a.at[1] - b.at[1]);
  const best = (ordered[0] as Weighed).sigma;
  let kept: Weighed[] = [];
  for (const centre of ordered) {
    const agreeing = ordered.filter(
      (each) =>
        Math.hypot(each.at[0] - centre.at[0], each.at[1] - centre.at[1]) <=
        OUTLIER_SIGMAS * Math.hypot(each.sigma, best),
    );
    // Of equals the first is taken, which is the most precise.
    if (weight(agreeing) > weight(kept)) kept = agreeing;
  }
  const total = weight(kept);
  const mean = (axis: 0 | 1) =>
    kept.reduce((sum, each) => sum + each.at[axis] * each.sigma ** -2, 0) / total;
  const [lon, lat] = there.from([mean(0), mean(1)]);
  return {
    lon,
    lat,
    altitude_m: height(kept.map((each) => each.fix)),
    accuracy_m: Math.max(total ** -0.5, Math.min(...fixes.map(floor))),
    used: kept.length,
    rejected: fixes.length - kept.length,
  };
}

/** Height of the ground, metres, by the datum of whoever told it; null where nobody did. */
function height(fixes: readonly Fix[]): number | null {
  let [sum, weights] = [0, 0];
  for (const fix of fixes) {
    if (fix.altitude_m === undefined) continue;
    const each = (fix.altitude_accuracy_m ?? 2 * fix.accuracy_m) ** -2;
    sum += each * (fix.altitude_m - (fix.antenna_height_m ?? 0));
    weights += each;
  }
  return weights > 0 ? sum / weights : null;
}

// What goes to the server beside an asset: enough to judge the position, not a film of it.
const MOST = 60;

/** Thin a long visit out evenly; the fixes that stay are those that were heard. */
export function thinned(fixes: readonly Fix[]): Fix[] {
  if (fixes.length <= MOST) return [...fixes];
  const step = (fixes.length - 1) / (MOST - 1);
  return Array.from({ length: MOST }, (_, at) => fixes[Math.round(at * step)] as Fix);
}

export const placeOf = (estimate: Estimate): LonLat => [estimate.lon, estimate.lat];
