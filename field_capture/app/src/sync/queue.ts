// What goes out next, and what an answer makes of it: pure, so that every order of saving, losing
// and dying can be tried. Nothing here ever takes an operation out of the queue but a backup.

import type { Reason } from "../model.ts";
import type { Kept } from "../store/records.ts";
import type { Clash } from "../tablet.ts";

/** The server's answer to one operation. */
export interface Receipt {
  op_id: string | null;
  state: Kept["state"];
  kept: boolean;
  version: number | null;
  revision?: number | null;
  code: string | null;
  reasons: Reason[];
  conflicts: ToldClash[];
}

export interface ToldClash extends Omit<Clash, "asset_id"> {
  op_id: string;
  asset: string;
  state: "open" | "resolved";
}

const MOST_OPERATIONS = 100;
const MOST_CHARACTERS = 900_000; // the server takes two million bytes

/** Whether an operation has something to gain from being sent (again). */
function wants(kept: Kept): boolean {
  if (!kept.on_server) return kept.state === "queued" || kept.state === "sending";
  // Sent again, these tell what became of them meanwhile; nothing is done twice.
  if (kept.mended_by !== null) return false;
  return kept.state === "held" || kept.state === "conflict";
}

/** The operations to be sent, in their order, in batches that the server takes. */
export function batches(all: readonly Kept[]): Kept[][] {
  const found: Kept[][] = [];
  let size = Infinity;
  for (const kept of [...all].filter(wants).sort((a, b) => a.seq - b.seq)) {
    const length = JSON.stringify(kept.op).length;
    const last = found.at(-1);
    if (last && last.length < MOST_OPERATIONS && size + length <= MOST_CHARACTERS) {
      last.push(kept);
      size += length;
    } else {
      found.push([kept]);
      size = length;
    }
  }
  return found;
}

/** An operation after its receipt. */
export function settled(kept: Kept, receipt: Receipt, incarnation: string): Kept {
  const told = {
    state: receipt.state,
    reasons: receipt.reasons,
    title: receipt.code ?? kept.title,
    clashing: receipt.conflicts.filter((each) => each.state === "open").map((each) => each.field),
  };
  if (!receipt.kept) return { ...kept, ...told, on_server: false };
  return {
    ...kept,
    ...told,
    on_server: true,
    incarnation,
    version: receipt.version,
    revision: receipt.revision ?? kept.revision,
  };
}

/** Operations as they stand before another server than the one that has them: sent again. */
export function restored(all: readonly Kept[], incarnation: string): Kept[] {
  return all
    .filter((each) => each.on_server && each.incarnation !== incarnation)
    .map((each) => ({
      ...each,
      state: "queued" as const,
      on_server: false,
      backed_up: false,
      version: null,
      revision: null,
    }));
}

/** Operations that a backup contains since it was made at a revision. */
export function backedUp(all: readonly Kept[], incarnation: string, revision: number): Kept[] {
  return all
    .filter((each) => !each.backed_up && each.on_server && each.incarnation === incarnation)
    .filter((each) => each.revision !== null && each.revision <= revision)
    .map((each) => ({ ...each, backed_up: true }));
}

const KEPT_FOR_MS = 7 * 24 * 3600 * 1000;
const FINISHED = new Set<Kept["state"]>(["applied", "merged", "resolved"]);

/** What the tablet need not keep: finished, in a backup with its photos, a week old. */
export function forgettable(
  all: readonly Kept[],
  isSafe: (photo: string) => boolean,
  now: number,
): Kept[] {
  return all.filter(
    (each) =>
      each.backed_up &&
      (FINISHED.has(each.state) || each.mended_by !== null) &&
      now - Date.parse(each.saved_at) > KEPT_FOR_MS &&
      (each.op.photos ?? []).every(({ id }) => isSafe(id)),
  );
}

/** How long to wait after failures in a row, ms: longer each time, never all tablets at once. */
export function pause(failures: number, random = Math.random()): number {
  if (!failures) return 60_000;
  return Math.min(300_000, 5_000 * 2 ** (failures - 1)) * (0.75 + random / 2);
}
