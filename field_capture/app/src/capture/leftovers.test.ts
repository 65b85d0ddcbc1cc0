// What is in hand and what was left: a killed browser loses none of it, and brings nothing back that
// was saved or thrown away.
import assert from "node:assert/strict";
import { test } from "node:test";
import "fake-indexeddb/auto";
import { computed, signal } from "@preact/signals";
import fc from "fast-check";
import { forgetUnfinished, written } from "../store/unfinished.ts";
import type { Tablet } from "../tablet.ts";
import { claim } from "./claim.ts";
import { type Drawing, isDrawing, type Left, Leftovers } from "./leftovers.ts";
import { fresh, type Piece } from "./piece.ts";
import { drawn } from "./sketch.ts";

const layers = new Map([["pipe", {}]]);
const there = new Set<string>();
const saved = new Set<string>();
const tablet = {
  asset: async (id: string) => (there.has(id) ? { id } : undefined),
  isSaved: async (key: string) => saved.has(key),
} as unknown as Tablet;

/** A tablet's desk, as far as this is concerned; ends without a word when it is killed. */
class Bench {
  readonly left: Leftovers;
  readonly piece = signal<Piece | null>(null);
  readonly drawing = signal<Drawing | null>(null);
  readonly walking = signal(false);
  private readonly hand = computed<Left[]>(() =>
    [this.piece.value, this.drawing.value].filter((each) => each !== null),
  );
  readonly end: () => void;

  /** A browser that was killed holds nothing any more; only live ones hold something. */
  constructor(holder: typeof claim = async () => () => {}) {
    this.left = new Leftovers(holder);
    this.end = this.left.follow(this.hand, this.walking);
  }

  static async open(): Promise<Bench> {
    const made = new Bench();
    await made.left.recover(tablet, layers);
    return made;
  }

  /** What the next browser would offer. */
  static async offered(): Promise<string[]> {
    await written();
    const next = await Bench.open();
    return next.left.all.value.map((each) => says(each)).sort();
  }
}

const says = (left: Left): string =>
  isDrawing(left) ? `${left.key}: ${left.corners.length}` : `${left.key}: ${left.typed.remark}`;

const form = (remark: string): Piece => ({ ...fresh("create", "pipe"), typed: { remark } });
const drawing = (corners: number, key = "d"): Drawing => ({
  ...{ key, layer: "pipe", shape: "line", purpose: "create", id: null, seen: null },
  corners: Array.from({ length: corners }, (_, at) => drawn([6 + at / 1000, 49], 1, new Date(0))),
});

test("whatever a crew takes up, leaves, saves and throws away, a killed browser offers the rest", async () => {
  const act = fc.oneof(
    fc.record({ do: fc.constant("begin" as const), word: fc.string({ maxLength: 3 }) }),
    fc.record({ do: fc.constant("type" as const), word: fc.string({ maxLength: 3 }) }),
    fc.record({ do: fc.constantFrom("leave" as const, "save" as const, "kill" as const) }),
    fc.record({ do: fc.constantFrom("resume" as const, "discard" as const), nth: fc.nat(5) }),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(act, { maxLength: 25 }), async (acts) => {
      await forgetUnfinished();
      let bench = await Bench.open();
      const expected = new Map<string, Piece>();
      const lay = (bench: Bench) => {
        const piece = bench.piece.value;
        if (piece) bench.left.put(piece);
        bench.piece.value = null;
      };
      for (const each of acts) {
        const found = "nth" in each ? bench.left.all.value[each.nth] : undefined;
        const piece = bench.piece.value;
        if (each.do === "begin") {
          lay(bench);
          bench.piece.value = form(each.word);
        } else if (each.do === "type" && piece) {
          bench.piece.value = { ...piece, typed: { remark: each.word } };
        } else if (each.do === "leave") lay(bench);
        else if (each.do === "save" && piece) {
          expected.delete(piece.key);
          bench.piece.value = null;
        } else if (each.do === "discard" && found) {
          expected.delete(found.key);
          bench.left.take(found);
        } else if (each.do === "resume" && found && !isDrawing(found)) {
          lay(bench);
          bench.left.take(found);
          bench.piece.value = found;
        } else if (each.do === "kill") {
          await written();
          bench = await Bench.open();
        }
        if (bench.piece.value) expected.set(bench.piece.value.key, bench.piece.value);
      }
      assert.deepEqual(await Bench.offered(), [...expected.values()].map(says).sort());
    }),
    { numRuns: 60 },
  );
});

test("of a walk at most four strides are lost, and nothing once it has ended", async () => {
  await forgetUnfinished();
  const bench = await Bench.open();
  bench.walking.value = true;
  for (let corners = 1; corners <= 10; corners++) bench.drawing.value = drawing(corners);
  assert.deepEqual(await Bench.offered(), ["d: 6"]);
  bench.drawing.value = drawing(9);
  bench.walking.value = false;
  assert.deepEqual(await Bench.offered(), ["d: 9"]);
  bench.walking.value = true;
  bench.drawing.value = drawing(11);
  bench.end();
  assert.deepEqual(await Bench.offered(), ["d: 11"], "who goes away leaves all of it");
});

test("what was saved is not offered again, and what is not here waits until it is", async () => {
  await forgetUnfinished();
  const bench = await Bench.open();
  const [done, edit] = [form("saved"), { ...fresh("update", "pipe"), asset_id: "a" }];
  const checked = { ...fresh("inspect", "pipe"), asset_id: "a" };
  const other = { ...form("other"), layer: "gone" };
  const course: Drawing = { ...drawing(3, "course"), purpose: "redraw", id: "a" };
  for (const each of [done, checked, edit, other, course]) bench.left.put(each);
  saved.add(done.key).add(checked.key);
  assert.deepEqual(await Bench.offered(), []);
  there.add("a");
  assert.equal(
    (await Bench.offered()).length,
    2,
    "the edit and the course; what was saved is gone",
  );
  layers.set("gone", {});
  assert.equal((await Bench.offered()).length, 3);
});

test("what is taken up before the old has been read is not offered to the hand that has it", async () => {
  await forgetUnfinished();
  (await Bench.open()).left.put(form("old"));
  const next = new Bench();
  next.piece.value = form("new");
  await next.left.recover(tablet, layers);
  assert.deepEqual(
    next.left.all.value.map((each) => !isDrawing(each) && each.typed.remark),
    ["old"],
  );
});

test("what one window has in hand is offered in another one only once it is let go, as it is then", async () => {
  await forgetUnfinished();
  const [one, other] = [new Bench(claim), new Bench(claim)];
  const [kept, closed] = [form("begun"), form("closed")];
  one.piece.value = kept;
  one.left.put(closed);
  await written();
  const offered = () => other.left.all.value.map(says).sort();
  const recovered = other.left.recover(tablet, layers);
  await new Promise((resolve) => setTimeout(resolve, 20));
  assert.deepEqual(offered(), []);
  one.left.take(closed);
  one.piece.value = { ...kept, typed: { remark: "done" } };
  one.end();
  await recovered;
  assert.deepEqual(offered(), [`${kept.key}: done`]);
  other.end();
});
