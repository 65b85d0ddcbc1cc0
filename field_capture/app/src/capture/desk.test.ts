// What a crew begins upon the map, and what is sent of it in the end: whatever came in between.
import assert from "node:assert/strict";
import { test } from "node:test";
import { World } from "../map/world.ts";
import type { Layer, Values } from "../model.ts";
import type { Told } from "../store/records.ts";
import { IDLE, makeTablet } from "../store/tablet.ts";
import { forgetUnfinished } from "../store/unfinished.ts";
import { type Bench, bench } from "../sync/harness.ts";
import { ModelServer } from "../sync/model_server.ts";
import { Desk } from "./desk.ts";

const words = (word: string) => ({ lb: word, fr: word, de: word, en: word });
const field = (name: string, kind: string) => ({ name, kind, label: words(name), required: false });
const pipe: Layer = {
  ...{ name: "pipe", label: words("pipe"), theme: { name: "water", label: words("water") } },
  ...{ geometry: "LineString", code_prefix: "P", accuracy_m: 0.1, snap_m: 0.1 },
  symbol: { colour: "#1565c0", shape: "line", size_px: 3, min_zoom: 13 },
  fields: [field("remark", "text"), field("depth", "number")],
};

/** The pipe as the server tells it. */
const told = (version: number, values: Values): Told => ({
  ...{ id: "a", layer: "pipe", version, values, accuracy_m: null, retired: false },
  geometry: {
    type: "LineString",
    coordinates: [
      [6.2, 49.7],
      [6.201, 49.7],
    ],
  },
});

async function table(): Promise<{ bed: Bench; desk: Desk; pull: (told: Told) => Promise<void> }> {
  await forgetUnfinished();
  const bed = await bench(new ModelServer());
  const document = { version: 1, languages: [], layers: [pipe], code_lists: {} };
  await bed.store.keep("catalogue", { document, etag: null });
  const tablet = makeTablet(bed.store, IDLE);
  const desk = new Desk(tablet, new World(tablet, tablet.catalogue.value));
  const pull = async (asset: Told) => {
    await bed.store.takeIn([asset], [], { incarnation: "one", next: "one.1", catalogue: 1 });
    await desk.world.refresh([asset.id]);
  };
  await pull(told(1, { remark: "A", depth: 1 }));
  return { bed, desk, pull };
}

const last = (bed: Bench) => bed.store.memory.operations().at(-1)?.op;

function shown(desk: Desk) {
  const asset = desk.world.assets.get("a");
  assert.ok(asset);
  return asset;
}

test("what somebody else changed while a form was open is no base of what it says", async () => {
  const { bed, desk, pull } = await table();
  desk.edit(shown(desk), "update");
  desk.type("remark", "B");
  await pull(told(2, { remark: "C", depth: 1 }));
  await desk.save();
  assert.deepEqual(last(bed)?.changed, { remark: { base: "A", new: "B" } });
  assert.equal(last(bed)?.base_version, 1);
  bed.close();
});

test("a form names the operation that it was opened upon, and no refused value as its base", async () => {
  const { bed, desk } = await table();
  const refused = await bed.store.save({ kind: "update", asset_id: "a", values: { depth: -5 } });
  const standing = await bed.store.save({
    ...{ kind: "update", asset_id: "a", values: { remark: "B" } },
  });
  const kept = bed.store.memory.kept(refused.op_id);
  assert.ok(kept);
  await bed.store.putOperations([{ ...kept, state: "rejected", on_server: true }]);
  await desk.world.refresh(["a"]);
  desk.edit(shown(desk), "update");
  assert.equal(desk.piece.value?.typed.depth, "-5", "it stays to be seen until it is mended");
  desk.type("depth", "2");
  desk.type("remark", "D");
  await bed.store.save({ kind: "update", asset_id: "a", values: { remark: "E" } });
  await desk.save();
  const wanted = { remark: { base: "B", new: "D" }, depth: { base: 1, new: 2 } };
  assert.deepEqual(last(bed)?.changed, wanted);
  assert.equal(last(bed)?.after, standing.op_id);
  bed.close();
});

test("a course is drawn anew upon the one that was there when it was begun, also after a break", async () => {
  const { bed, desk, pull } = await table();
  desk.place("pipe", "redraw", "a");
  desk.push(desk.cornerOf([6.202, 49.7]));
  desk.open("a");
  await pull(told(2, { remark: "A", depth: 1 }));
  const [left] = desk.leftovers.all.value;
  assert.ok(left);
  desk.resume(left);
  desk.placed();
  while (!last(bed)) await new Promise((resolve) => setTimeout(resolve, 1));
  assert.equal(last(bed)?.base_version, 1);
  assert.equal(last(bed)?.op_id, left.key, "so that it is known when it is found again");
  bed.close();
});

test("what was refused is said anew of what it was said of", async () => {
  const { bed, pull } = await table();
  const { op_id } = await bed.store.save({ kind: "update", asset_id: "a", values: { depth: -5 } });
  const kept = bed.store.memory.kept(op_id);
  assert.ok(kept);
  const refused = { ...kept, state: "rejected" as const, on_server: true };
  await bed.store.putOperations([refused]);
  await pull(told(2, { remark: "A", depth: 3 }));
  await bed.store.save({ kind: "update", asset_id: "a", values: { depth: 5 } }, refused);
  assert.deepEqual(last(bed)?.changed, { depth: { base: 1, new: 5 } });
  assert.equal(last(bed)?.base_version, 1);
  bed.close();
});

test("what was typed under a name that the form has no more is sent with the catalogue it was typed in", async () => {
  const { bed, desk } = await table();
  desk.edit(shown(desk), "update");
  desk.type("depth", "1,25");
  desk.browse();
  const [left] = desk.leftovers.all.value;
  assert.ok(left);
  const fields = [field("remark", "text"), field("deepness", "number")];
  const document = { ...desk.catalogue, version: 2, layers: [{ ...pipe, fields }] };
  await bed.store.keep("catalogue", { document, etag: null });
  const next = new Desk(desk.tablet, new World(desk.tablet, document));
  await next.world.load();
  next.resume(left);
  next.type("remark", "stiff");
  await next.save();
  assert.deepEqual(last(bed)?.changed, {
    depth: { base: 1, new: 1.25 },
    remark: { base: "A", new: "stiff" },
  });
  assert.equal(last(bed)?.schema_version, 1);
  const kept = bed.store.memory.operations().at(-1);
  assert.ok(kept);
  const refused = { ...kept, state: "rejected" as const, on_server: true };
  await bed.store.save({ kind: "update", asset_id: "a", values: { depth: 1.5 } }, refused);
  assert.equal(last(bed)?.schema_version, 1, "it is mended in its own words");
  bed.close();
});

test("a desk is free for another catalogue only while nothing is in hand", async () => {
  const { bed, desk } = await table();
  assert.ok(desk.isFree);
  for (const begin of [
    () => desk.edit(shown(desk), "update"),
    () => desk.place("pipe"),
    () => desk.tools(),
  ]) {
    begin();
    assert.ok(!desk.isFree);
  }
  desk.open("a");
  assert.ok(desk.isFree, "a form that is opened from here is today's");
  bed.close();
});
