// What the crew has done, laid over what the server told: pure, and the same after every pull.

import type { Asset, Operation, Value } from "../model.ts";
import type { Kept, Told } from "./records.ts";

/** Whether an asset, as the server told it, does not yet show what an operation did. */
export function isPending(kept: Kept, told: Told | undefined): boolean {
  if (kept.mended_by !== null) return false;
  switch (kept.state) {
    case "queued":
    case "sending":
    case "held":
    case "rejected": // what was entered stays to be seen until it is mended
      return true;
    default:
      // Done on the server. A pull that began before may still bring the asset as it was.
      return (
        kept.version !== null &&
        (told === undefined ? kept.op.kind === "create" : told.version < kept.version)
      );
  }
}

/** The asset as the crew knows it. */
export function overlaid(told: Told | undefined, pending: readonly Kept[]): Asset | undefined {
  const asset = laid(told, pending);
  if (!asset) return undefined;
  const standing = pending.filter((each) => each.state !== "rejected");
  const stood = standing.length === pending.length ? asset : laid(told, standing);
  const { values = {}, version = null } = stood ?? {};
  return { ...asset, seen: { values, version, after: standing.at(-1)?.op_id ?? null } };
}

type Laid = Omit<Asset, "seen">;

function laid(told: Told | undefined, pending: readonly Kept[]): Laid | undefined {
  let asset: Laid | undefined = told && { ...told, waiting: [] };
  for (const each of pending) asset = applied(asset, each);
  return asset;
}

function applied(asset: Laid | undefined, kept: Kept): Laid | undefined {
  const { op } = kept;
  if (asset === undefined) {
    if (op.kind !== "create" || !op.asset_id || !op.layer || !op.geometry) return undefined;
    return {
      id: op.asset_id,
      layer: op.layer,
      geometry: op.geometry,
      values: newValues(op, []),
      version: null,
      accuracy_m: best(op),
      retired: false,
      waiting: [kept.op_id],
    };
  }
  const moved = op.geometry && op.kind !== "inspect" && !kept.clashing.includes("geometry");
  return {
    ...asset,
    values: { ...asset.values, ...newValues(op, kept.clashing) },
    geometry: moved && op.geometry ? op.geometry : asset.geometry,
    accuracy_m: moved ? (best(op) ?? asset.accuracy_m) : asset.accuracy_m,
    retired: asset.retired || op.kind === "retire",
    waiting: [...asset.waiting, kept.op_id],
  };
}

/** The values that an operation asks for, but for some fields. */
export function newValues(op: Operation, except: readonly string[]): Record<string, Value> {
  const found: Record<string, Value> = {};
  for (const [name, change] of Object.entries(op.changed)) {
    if (!except.includes(name)) found[name] = change.new;
  }
  return found;
}

function best(op: Operation): number | null {
  const known = (op.fixes ?? []).map((fix) => fix.accuracy_m);
  return known.length ? Math.min(...known) : null;
}
