// Saving what is in hand, while a glove types on, a link leads away, and photos are still on their way.
import assert from "node:assert/strict";
import { test } from "node:test";
import "fake-indexeddb/auto";
import { signal } from "@preact/signals";
import { bring } from "../camera/incoming.ts";
import { MOST_PHOTOS } from "../camera/photo.ts";
import type { World } from "../map/world.ts";
import type { Catalogue, Layer } from "../model.ts";
import { picture } from "../sync/harness.ts";
import type { Draft, Saved, Tablet } from "../tablet.ts";
import { Desk } from "./desk.ts";
import { isDrawing } from "./leftovers.ts";
import { fresh, type Piece } from "./piece.ts";

const text = (word: string) => ({ lb: word, fr: word, de: word, en: word });
const layer: Layer = {
  ...{ name: "valve", label: text("valve"), theme: { name: "water", label: text("water") } },
  ...{ geometry: "Point", code_prefix: "V", accuracy_m: 0.1, snap_m: 0.1 },
  symbol: { colour: "#1565c0", shape: "dot", size_px: 3, min_zoom: 13 },
  fields: [{ name: "remark", kind: "text", label: text("remark"), required: false }],
};
const catalogue: Catalogue = { version: 1, languages: ["en"], layers: [layer], code_lists: {} };

/** A desk whose saves end when the test says so. */
function bench() {
  const drafts: Draft[] = [];
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const tablet = {
    ...{ settings: signal({ language: "en" }), catalogue: signal(catalogue) },
    async save(draft: Draft): Promise<Saved> {
      drafts.push(draft);
      await promise;
      return { op_id: "o", asset_id: "a", provisional_code: "V*1" };
    },
  } as unknown as Tablet;
  const world = {
    catalogue,
    layers: new Map([["valve", layer]]),
    assets: new Map(),
  } as unknown as World;
  const desk = new Desk(tablet, world);
  const piece: Piece = { ...fresh("create", "valve"), typed: { remark: "first" } };
  desk.start(piece);
  return { desk, piece, drafts, resolve, reject };
}

Object.assign(globalThis, { localStorage: { getItem: () => null, setItem: () => {} } });

test("what is being saved stays as it is, and is let go of once", async () => {
  const { desk, drafts, resolve } = bench();
  const saving = desk.save();
  desk.type("remark", "second");
  desk.change({ photos: [picture(10)] });
  void desk.save();
  assert.equal(desk.piece.value?.typed.remark, "first", "what is saved and what is seen agree");
  resolve();
  await saving;
  assert.deepEqual([drafts.length, desk.piece.value, desk.mode.value.is], [1, null, "browse"]);
});

test("a save that ends after a link led away lets go of what it saved alone", async () => {
  const { desk, resolve } = bench();
  const saving = desk.save();
  desk.open("another");
  desk.start(fresh("create", "valve"));
  const next = desk.piece.value;
  resolve();
  await saving;
  assert.ok(next);
  assert.deepEqual([desk.piece.value, desk.leftovers.all.value], [next, []]);
});

test("a save that fails after a link led away leaves both", async () => {
  const { desk, reject } = bench();
  const piece = desk.piece.value;
  const saving = desk.save();
  desk.open("another");
  reject(new Error("no room"));
  await saving;
  assert.deepEqual(desk.leftovers.all.value, [piece]);
  assert.equal(desk.mode.value.is, "asset");
});

test("a photo goes to what it was taken for, which is not saved before it is there", async () => {
  const { desk, piece, drafts, resolve } = bench();
  resolve();
  await bring(piece.key, async () => {
    await desk.save();
    assert.equal(drafts.length, 0);
    desk.open("another");
    desk.start(fresh("create", "valve"));
    assert.ok(desk.addPhoto(piece.key, picture(10)));
  });
  assert.equal(desk.piece.value?.photos.length, 0);
  const [left] = desk.leftovers.all.value;
  assert.ok(left && !isDrawing(left));
  desk.resume(left);
  await desk.save();
  assert.deepEqual(
    drafts.map((each) => each.photos?.length),
    [1],
  );
});

test("no capture takes more photos than the server", () => {
  const { desk, piece } = bench();
  for (let n = 0; n < MOST_PHOTOS; n++) assert.ok(desk.addPhoto(piece.key, picture(n)));
  assert.equal(desk.addPhoto(piece.key, picture(1)), false);
  assert.equal(desk.piece.value?.photos.length, MOST_PHOTOS);
});
