import assert from "node:assert/strict";
import { test } from "node:test";
import type { Kept } from "../store/records.ts";
import {
  backedUp,
  batches,
  forgettable,
  pause,
  type Receipt,
  restored,
  settled,
  type ToldClash,
} from "./queue.ts";

const DAY_MS = 24 * 3600 * 1000;
const NOW = Date.parse("2026-11-23T08:00:00Z");

function kept(seq: number, more: Partial<Kept> = {}): Kept {
  return {
    op_id: `op-${seq}`,
    seq,
    asset_id: "a",
    op: { op_id: `op-${seq}`, seq, kind: "update", changed: {} } as unknown as Kept["op"],
    title: "V*1",
    saved_at: new Date(NOW).toISOString(),
    state: "queued",
    reasons: [],
    on_server: false,
    incarnation: null,
    version: null,
    revision: null,
    backed_up: false,
    clashing: [],
    mended_by: null,
    ...more,
  };
}
const there = (seq: number, more: Partial<Kept> = {}) =>
  kept(seq, { state: "applied", on_server: true, incarnation: "one", revision: 5, ...more });
const ids = (found: readonly Kept[]) => found.map((each) => each.op_id);
const large = (seq: number, characters: number) => {
  const each = kept(seq);
  return { ...each, op: { ...each.op, notes: "x".repeat(characters) } };
};

test("what goes out: what waits and what may have been decided meanwhile, in its order", () => {
  const all = [
    kept(5),
    kept(2, { state: "sending" }),
    there(1),
    there(3, { state: "held" }),
    there(4, { state: "conflict" }),
    there(6, { state: "rejected" }),
    kept(7, { state: "rejected" }),
    there(8, { state: "merged" }),
    there(9, { state: "resolved" }),
    there(10, { state: "held", mended_by: "op-11" }),
  ];
  assert.deepEqual(batches(all).map(ids), [["op-2", "op-3", "op-4", "op-5"]]);
  assert.equal(all[0]?.op_id, "op-5", "what was given is left as it is");
  assert.deepEqual(batches([]), []);
});

test("a batch is no larger than the server takes", () => {
  const many = Array.from({ length: 201 }, (_, at) => kept(at));
  assert.deepEqual(
    batches(many).map((each) => each.length),
    [100, 100, 1],
  );
  const big = [1, 2, 3, 4].map((seq) => large(seq, 400_000));
  assert.deepEqual(batches(big).map(ids), [
    ["op-1", "op-2"],
    ["op-3", "op-4"],
  ]);
  // What alone is too much goes alone: the server says so, and nothing else waits for it.
  assert.deepEqual(batches([kept(1), large(2, 950_000), kept(3)]).map(ids), [
    ["op-1"],
    ["op-2"],
    ["op-3"],
  ]);
  const length = JSON.stringify(large(1, 0).op).length;
  const exactly = [large(1, 450_000 - length), large(2, 450_000 - length)];
  assert.equal(batches(exactly).length, 1);
  assert.equal(batches([large(1, 450_001 - length), exactly[1] as Kept]).length, 2);
});

const clash = (field: string, state: ToldClash["state"]) => ({ field, state }) as ToldClash;
const receipt = (more: Partial<Receipt> = {}): Receipt => ({
  op_id: "op-1",
  state: "applied",
  kept: true,
  version: 3,
  revision: 9,
  code: "V-1",
  reasons: [],
  conflicts: [],
  ...more,
});

test("a receipt tells what became of an operation, and where", () => {
  const found = settled(kept(1), receipt(), "one");
  const told = { state: "applied", on_server: true, incarnation: "one", version: 3, revision: 9 };
  assert.deepEqual(found, { ...kept(1), ...told, title: "V-1" });
  const nameless = settled(there(1), receipt({ code: null, revision: null }), "one");
  assert.deepEqual([nameless.title, nameless.revision], ["V*1", 5]);
});

test("only what is still open clashes", () => {
  const conflicts = [clash("depth", "open"), clash("remark", "resolved")];
  const found = settled(kept(1), receipt({ state: "conflict", conflicts }), "one");
  assert.deepEqual(found.clashing, ["depth"]);
});

test("what the server did not keep stays here with its reasons", () => {
  const reasons = [{ code: "missing", path: "fixes", message: "" }];
  const refused = receipt({ state: "rejected", kept: false, reasons });
  const found = settled(kept(1), refused, "one");
  assert.deepEqual([found.state, found.on_server, found.reasons], ["rejected", false, reasons]);
  assert.deepEqual([found.incarnation, found.version, found.revision], [null, null, null]);
});

test("another incarnation gets again what it has not, as if it had never been sent", () => {
  const all = [
    there(1, { backed_up: true, version: 4 }),
    there(2, { incarnation: "two" }),
    kept(3),
  ];
  const [again, ...more] = restored(all, "two");
  assert.deepEqual(more, []);
  const unsent = { state: "queued", on_server: false, backed_up: false };
  assert.deepEqual(again, { ...all[0], ...unsent, version: null, revision: null });
});

test("a backup contains what its own server had by its revision", () => {
  const all = [
    there(1, { revision: 4 }),
    there(2, { revision: 5 }),
    there(3, { revision: 6 }),
    there(4, { incarnation: "two" }),
    there(5, { revision: null }),
    there(6, { backed_up: true }),
    kept(7, { revision: 1, incarnation: "one" }),
  ];
  const found = backedUp(all, "one", 5);
  assert.deepEqual(ids(found), ["op-1", "op-2"]);
  assert.ok(found.every((each) => each.backed_up));
});

test("nothing is forgotten but what is done, in a backup, whole and a week old", () => {
  const old = new Date(NOW - 7 * DAY_MS - 1).toISOString();
  const safe = (seq: number, more: Partial<Kept> = {}) =>
    there(seq, { backed_up: true, saved_at: old, ...more });
  const withPhoto = (seq: number, id: string) => {
    const each = safe(seq);
    return { ...each, op: { ...each.op, photos: [{ id }] } as unknown as Kept["op"] };
  };
  const all = [
    safe(1),
    safe(2, { state: "merged" }),
    safe(3, { state: "resolved" }),
    safe(4, { backed_up: false }),
    safe(5, { state: "held" }),
    safe(6, { state: "conflict" }),
    safe(7, { state: "rejected" }),
    safe(8, { state: "rejected", mended_by: "op-9" }),
    safe(9, { saved_at: new Date(NOW - 7 * DAY_MS).toISOString() }),
    withPhoto(10, "safe"),
    withPhoto(11, "not safe"),
  ];
  const found = forgettable(all, (id) => id === "safe", NOW);
  assert.deepEqual(ids(found), ["op-1", "op-2", "op-3", "op-8", "op-10"]);
});

test("after each failure it waits longer, five minutes at most, never all tablets at once", () => {
  assert.equal(pause(0), 60_000);
  assert.deepEqual(
    [1, 2, 3, 7, 20].map((failures) => pause(failures, 0.5)),
    [5_000, 10_000, 20_000, 300_000, 300_000],
  );
  assert.deepEqual([pause(1, 0), pause(1, 1)], [3_750, 6_250]);
});
