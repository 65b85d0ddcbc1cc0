// The place that is shown at the moment, by whichever way, with the fixes that made it.
import { placeOf, thinned } from "../gnss/average.ts";
import { pointed, SIGMAS_IN_95_PERCENT } from "../gnss/fix.ts";
import type { Fix } from "../model.ts";
import type { Desk } from "./desk.ts";
import type { Corner } from "./sketch.ts";

interface Taken {
  at: Corner;
  fixes: Fix[];
}

export function shownCorner(desk: Desk): Taken | null {
  if (desk.way.value === "map") {
    const at = desk.cornerOf(desk.view.value.centre);
    return { at, fixes: [at.fix] };
  }
  return desk.way.value === "tape" ? taped(desk) : averaged(desk);
}

function taped(desk: Desk): Taken | null {
  const found = desk.found.value;
  const place = found?.places[0];
  if (!found || !place || found.places.length !== 1) return null;
  const fix = pointed(place, found.sigma_m * SIGMAS_IN_95_PERCENT, new Date());
  return { at: { place, accuracy_m: found.sigma_m, fix, on: null, code: null }, fixes: [fix] };
}

function averaged(desk: Desk): Taken | null {
  const estimate = desk.estimate.value;
  const fix = desk.gathered.value.at(-1);
  if (!estimate || !fix) return null;
  const { accuracy_m } = estimate;
  const at = { place: placeOf(estimate), accuracy_m, fix, on: null, code: null };
  return { at, fixes: thinned(desk.gathered.value) };
}
