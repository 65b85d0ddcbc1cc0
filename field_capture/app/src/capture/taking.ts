// The place that is shown at the moment, by whichever way, with the fixes that made it.
import { placeOf, thinned } from "../gnss/average.ts";
import { pointed, SIGMAS_IN_95_PERCENT } from "../gnss/fix.ts";
import type { Estimate, Fix, LonLat } from "../model.ts";
import type { Way } from "./mode.ts";
import type { Corner } from "./sketch.ts";

/** What could be taken: the crosshair, what tapes have found, what the receiver has told. */
export interface Offered {
  way: Way;
  crosshair: Corner;
  taped: { places: LonLat[]; sigma_m: number } | null;
  estimate: Estimate | null;
  fixes: Fix[];
}

interface Taken {
  at: Corner;
  fixes: Fix[];
}

export function taken({ way, crosshair, taped, estimate, fixes }: Offered): Taken | null {
  if (way === "map") return { at: crosshair, fixes: [crosshair.fix] };
  return way === "tape" ? byTape(taped) : averaged(estimate, fixes);
}

function byTape(taped: Offered["taped"]): Taken | null {
  const place = taped?.places[0];
  if (!taped || !place || taped.places.length !== 1) return null;
  const fix = pointed(place, taped.sigma_m * SIGMAS_IN_95_PERCENT, new Date());
  return { at: { place, accuracy_m: taped.sigma_m, fix, on: null, code: null }, fixes: [fix] };
}

function averaged(estimate: Estimate | null, fixes: Fix[]): Taken | null {
  const fix = fixes.at(-1);
  if (!estimate || !fix) return null;
  const { accuracy_m } = estimate;
  const at = { place: placeOf(estimate), accuracy_m, fix, on: null, code: null };
  return { at, fixes: thinned(fixes) };
}
