// What a layer asks of a receiver, with the same meaning as on the server (field_capture/captures/demands.py):
// fixes that are not fixed leave the average as soon as one is.
import type { Fix, Positioning } from "../model.ts";

/** Whether a position says what is asked; one that was drawn or taped has no solution. */
export const meets = (fix: Fix, demand: Positioning): boolean =>
  demand === "any" || fix.source === "map" || fix.fix_quality === "rtk_fixed";

/** A visit with one more fix. */
export function joined(fixes: readonly Fix[], fix: Fix, demand: Positioning): Fix[] {
  const good = fixes.filter((each) => meets(each, demand));
  if (meets(fix, demand)) return [...good, fix];
  return good.length > 0 ? good : [...fixes, fix];
}
