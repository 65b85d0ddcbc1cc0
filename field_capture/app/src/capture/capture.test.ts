// Forms, snapping, sketching and levels: what a crew relies on before anything is sent.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import fc from "fast-check";
import { take, typeOf } from "../camera/photo.ts";
import { distance, plane } from "../gnss/metric.ts";
import type { Asset, Catalogue, Code, Geometry, Layer, LonLat } from "../model.ts";
import { applies, asLastTime, changed, fill, hasTrait, number, readAll } from "./form.ts";
import { draftOf, fresh, says } from "./piece.ts";
import { completed, doubts, lineDoubts } from "./sewer.ts";
import { add, type Corner, drawn, flaw, geometryOf, simplified, standing } from "./sketch.ts";
import { snap } from "./snap.ts";
import { beat, compassPoint, told, way } from "./stakeout.ts";

const HERE: LonLat = [6.2405, 49.7708];
const there = plane(HERE);
const text = (word: string) => ({ lb: word, fr: word, de: word, en: word });
const field = (name: string, kind: string, more: object = {}) => ({
  ...{ name, kind, label: text(name), required: false },
  ...more,
});
const layer: Layer = {
  ...{ name: "pipe", label: text("pipe"), theme: { name: "water", label: text("water") } },
  ...{ geometry: "LineString", code_prefix: "P", accuracy_m: 0.1, snap_m: 0.1 },
  symbol: { colour: "#1565c0", shape: "line", size_px: 3, min_zoom: 13 },
  fields: [
    field("code", "text", { role: "code", max_length: 10 }),
    field("material", "code", { codes: "material", required: true }),
    field("sdr", "number", { only: { field: "material", values: ["pe"] } }),
    field("diameter_mm", "integer", { minimum: 5, maximum: 4000, unit: "mm" }),
    field("laid_on", "date"),
    field("closed", "boolean"),
  ],
};
const catalogue: Catalogue = {
  ...{ version: 1, languages: ["en"], layers: [layer] },
  code_lists: { material: ["pe", "steel"].map((value) => ({ value, label: text(value) })) },
};
const asset = (geometry: Geometry, id = "a"): Asset => ({
  ...{ id, layer: "pipe", geometry, values: {}, version: 1, accuracy_m: 0.05 },
  ...{ retired: false, waiting: [], seen: { values: {}, version: null, after: null } },
});
const corner = (east: number, north: number): Corner =>
  drawn(there.from([east, north]), 1, new Date(0));

test("everything that is wrong is told at once", () => {
  const { wrong } = readAll(catalogue, layer, {
    ...{ code: "far too long a code", diameter_mm: "1.5", laid_on: "2026-02-30" },
  });
  assert.deepEqual(
    Object.fromEntries(Object.entries(wrong).map(([name, each]) => [name, each.code])),
    { code: "too_long", material: "missing", diameter_mm: "no_integer", laid_on: "no_date" },
  );
});

test("numbers are read as people here write them", () => {
  assert.equal(number("1,25"), 1.25);
  assert.equal(number(" 1'250 "), 1250);
  for (const each of ["1e3", "NaN", "1,2,3", "", "-"]) assert.equal(number(each), null);
});

test("what stands in a form is read back as what it was, whatever the language", () => {
  const before = { material: "pe", sdr: 17.6, diameter_mm: 110, closed: false };
  for (const point of [",", "."]) {
    const typed = fill(layer, before, point);
    assert.equal(typed.sdr, `17${point}6`);
    const { values, wrong } = readAll(catalogue, layer, typed);
    assert.deepEqual([changed(values, before), wrong], [{}, {}]);
  }
});

test("a field that means nothing here is neither asked nor sent", () => {
  const typed = { material: "steel", sdr: "11" };
  assert.equal(applies(layer.fields[2] as never, typed), false);
  assert.equal("sdr" in readAll(catalogue, layer, typed).values, false);
  const piece = {
    ...fresh("update", "pipe"),
    asset_id: "a",
    typed,
    before: { material: "pe", sdr: 11 },
  };
  const { values } = readAll(catalogue, layer, typed);
  assert.deepEqual(draftOf(piece, layer, values).values, { material: "steel", sdr: null });
});

test("only what changed is sent, and nothing is no change", () => {
  assert.deepEqual(changed({ a: 1, b: null, c: ["x"] }, { a: 1, c: ["x"] }), {});
  const piece = { ...fresh("update", "pipe"), asset_id: "a", before: { material: "pe" } };
  assert.equal(says(draftOf(piece, layer, { material: "pe" })), false);
});

test("as last time fills the gaps, never what is of one thing alone", () => {
  const filled = asLastTime(
    layer,
    { code: "P1", material: "pe", diameter_mm: 80 },
    { diameter_mm: "100" },
    ",",
  );
  assert.deepEqual([filled.code, filled.material, filled.diameter_mm], [undefined, "pe", "100"]);
});

test("a node is meant rather than the pipe it lies on", () => {
  const line = asset(
    { type: "LineString", coordinates: [corner(-10, 0), corner(10, 0)].map((c) => [...c.place]) },
    "line",
  );
  const node = asset({ type: "Point", coordinates: [...there.from([0.4, 0])] }, "node");
  assert.equal(snap(there.from([0, 0.1]), [line, node], 1)?.asset.id, "node");
  assert.equal(snap(there.from([5, 0.3]), [line, node], 1)?.on, "edge");
  assert.equal(snap(there.from([9.8, 0.1]), [line, node], 1)?.on, "end");
  assert.equal(snap(there.from([5, 2]), [line, node], 1), null);
});

test("what is snapped to is within reach", () => {
  const metres = fc.double({ min: -5, max: 5, noNaN: true });
  fc.assert(
    fc.property(metres, metres, metres, metres, (a, b, c, d) => {
      const line = asset({
        type: "LineString",
        coordinates: [[...corner(a, b).place], [...corner(c, d).place]],
      });
      const found = snap(HERE, [line], 2);
      if (found) assert.ok(distance(found.place, HERE) <= 2.000001);
    }),
  );
});

test("a trembling finger makes one corner, a bow tie is told", () => {
  const one = add([], corner(0, 0));
  assert.equal(add(one, corner(0.001, 0)).length, 1);
  const square = [corner(0, 0), corner(4, 0), corner(4, 4), corner(0, 4)];
  assert.equal(flaw("polygon", square), null);
  assert.equal(
    flaw("polygon", [square[0], square[2], square[1], square[3]] as Corner[]),
    "crosses_itself",
  );
  const ring = geometryOf("polygon", square);
  assert.deepEqual(ring?.type === "Polygon" && ring.coordinates[0]?.at(-1), [
    ...corner(0, 0).place,
  ]);
});

test("a walk loses its straight stretches, never its bends or what was snapped", () => {
  const walk = [0, 1, 2, 3, 4].map((east) => corner(east, 0));
  const bent = [...walk, corner(4, 3)];
  assert.equal(simplified(bent, 0.3).length, 3);
  const snapped = bent.with(2, { ...(bent[2] as Corner), on: "a" });
  assert.equal(simplified(snapped, 0.3).length, 4);
});

test("a line is as exact as its worst corner", () => {
  const poor = { ...corner(1, 0), fix: { ...corner(1, 0).fix, accuracy_m: 9 } };
  assert.equal(standing([corner(0, 0), poor, corner(2, 0)])?.accuracy_m, 9);
});

test("the way leads to the nearest part, in degrees and centimetres", () => {
  const found = way(HERE, asset({ type: "Point", coordinates: [...there.from([0, 12])] }), 90, 0.5);
  assert.equal(Math.round(found.turn ?? 0), -90);
  assert.deepEqual([told(0.234), told(12.04, ","), compassPoint(359)], ["23 cm", "12,0 m", "N"]);
  assert.equal(beat(50), null);
});

interface Level {
  name: string;
  given: {
    cover_m?: number;
    depth_m?: number;
    invert_m?: number;
    neighbours: {
      name: string;
      invert_m: number;
      distance_m: number;
      upstream: boolean;
      may_rise: boolean;
    }[];
  };
  invert_m: number | null;
  issues: { code: string }[];
}
const SAME: Record<string, string> = {
  ...{ uphill_from: "uphill", uphill_to: "uphill", depth_deep: "deep" },
  ...{ depth_disagrees: "levels_disagree", invert_over_cover: "above_cover", sewer_steep: "steep" },
  depth_not_down: "depth_not_down",
};
const file = new URL("../../../../tests/data/gnss/sewer_cases.json", import.meta.url);
const { cases } = JSON.parse(readFileSync(file, "utf8")) as { cases: Level[] };

for (const each of cases) {
  test(`${each.name}: told as the server tells it`, () => {
    const { cover_m, depth_m, invert_m, neighbours } = each.given;
    const found = { cover: cover_m ?? null, depth: depth_m ?? null, invert: invert_m ?? null };
    assert.equal(completed(found).invert, each.invert_m);
    const others = neighbours.map((other) => ({
      ...{ name: other.name, level_m: other.invert_m, length_m: other.distance_m },
      ...{ downstream: !other.upstream, may_rise: other.may_rise },
    }));
    const codes = new Set(doubts(found, others).map((doubt) => doubt.code));
    // The ground's level and notes are the server's.
    const wanted = each.issues.flatMap(({ code }) => SAME[code] ?? []);
    assert.deepEqual([...codes].sort(), [...new Set(wanted)].sort());
  });
}

test("a photo is known by its first bytes", async () => {
  const jpeg = new Uint8Array([0xff, 0xd8, 0xff, 0xe0]);
  assert.equal(typeOf(jpeg), "image/jpeg");
  const heic = new TextEncoder().encode("\0\0\0\x18ftypheic");
  assert.equal(await take(new Blob([heic]), null, new Date(0)), "heic");
  assert.equal(await take(new Blob(["hello"]), null, new Date(0)), "no_photo");
  assert.equal(await take(new Blob([]), null, new Date(0)), "empty");
});

test("what is pushed may rise, by what its code means", () => {
  const pushed: Code = { value: "pushed", label: text("pushed"), traits: ["may_rise"] };
  const sewer: Layer = {
    ...layer,
    fields: [
      field("kind", "code", { codes: "kind" }),
      field("from_m", "number", { role: "invert_from" }),
      field("to_m", "number", { role: "invert_to" }),
    ],
  };
  const kinds = {
    ...catalogue,
    code_lists: { kind: [pushed, { ...pushed, value: "a", traits: [] }] },
  };
  const values = (kind: string) => ({ kind, from_m: 300, to_m: 310 });
  const told = (kind: string) =>
    lineDoubts(sewer, values(kind), 50, hasTrait(kinds, sewer, values(kind), "may_rise"));
  assert.deepEqual(told("pushed"), []);
  assert.equal(told("a")[0]?.code, "uphill");
});

test("a line is no more fixed than its loosest corner, and drawn corners are not in question", () => {
  const corner = (at: number, more: Partial<Corner["fix"]>): Corner => {
    const made = drawn(there.from([at, 0]), 0.05, new Date(0));
    return { ...made, fix: { ...made.fix, ...more } };
  };
  const fixed = corner(0, { source: "nmea", fix_quality: "rtk_fixed", accuracy_m: 0.6 });
  const loose = corner(5, { source: "nmea", fix_quality: "rtk_float" });
  const pointed = corner(9, {});
  assert.equal(standing([fixed, loose, pointed])?.fix_quality, "rtk_fixed", "the least exact");
  assert.equal(standing([fixed, loose, pointed], "rtk_fixed")?.fix_quality, "rtk_float");
  assert.equal(standing([fixed, pointed], "rtk_fixed")?.fix_quality, "rtk_fixed");
});
