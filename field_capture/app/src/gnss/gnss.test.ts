// Measuring and averaging on the tablet, against reference values and against common sense.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import fc from "fast-check";
import type { Fix, LonLat } from "../model.ts";
import { average, thinned } from "./average.ts";
import { joined, meets } from "./demand.ts";
import { bearing, distance, plane } from "./metric.ts";
import { alongLine, tape } from "./tape.ts";

const file = new URL("../../../../tests/data/gnss/metric_cases.json", import.meta.url);
const { cases } = JSON.parse(readFileSync(file, "utf8")) as {
  cases: { from: LonLat; to: LonLat; metres: number; bearing: number }[];
};
const HERE: LonLat = [6.2405, 49.7708];
const metres = fc.double({ min: -800, max: 800, noNaN: true });
const there = plane(HERE);

const fix = (east: number, north: number, accuracy_m: number): Fix => {
  const [lon, lat] = there.from([east, north]);
  return {
    lon,
    lat,
    accuracy_m,
    time: "2026-11-23T10:00:00Z",
    platform: "",
    source: "geolocation",
  };
};

test("distances agree with the ellipsoid to a millimetre over a kilometre", () => {
  for (const each of cases) {
    assert.ok(Math.abs(distance(each.from, each.to) - each.metres) < 0.001);
    if (each.metres < 1) continue;
    const off = Math.abs(bearing(each.from, each.to) - each.bearing);
    assert.ok(Math.min(off, 360 - off) < 0.01);
  }
});

test("metres lead back to the place they came from", () => {
  fc.assert(
    fc.property(metres, metres, (east, north) => {
      const [e, n] = there.to(there.from([east, north]));
      assert.ok(Math.hypot(e - east, n - north) < 1e-6);
    }),
  );
});

test("a fix far from the others is left out, whatever their order", () => {
  const good = [fix(0, 0, 3), fix(0.4, 0, 3), fix(0, 0.4, 3)];
  const found = average([fix(60, 0, 3), ...good]);
  assert.equal(found?.used, 3);
  assert.equal(found?.rejected, 1);
  assert.ok(found && distance([found.lon, found.lat], HERE) < 0.5);
  assert.deepEqual(average([...good, fix(60, 0, 3)]), found);
});

test("a visit never becomes better than its source allows", () => {
  const found = average(Array.from({ length: 200 }, () => fix(0, 0, 0.5)));
  assert.equal(found?.accuracy_m, 0.5);
});

test("a precise fix counts more than a poor one", () => {
  const precise: Fix = { ...fix(0, 0, 0.02), source: "nmea", fix_quality: "rtk_fixed" };
  const found = average([fix(1.5, 0, 5), precise]);
  assert.ok(found && distance([found.lon, found.lat], HERE) < 0.01);
});

test("a long visit is thinned to what a server takes, first and last kept", () => {
  const many = Array.from({ length: 300 }, (_, at) => fix(at, 0, 3));
  const kept = thinned(many);
  assert.equal(kept.length, 60);
  assert.deepEqual([kept[0], kept.at(-1)], [many[0], many.at(-1)]);
});

test("two distances meet at the point on one of two sides, three say which", () => {
  fc.assert(
    fc.property(
      fc.double({ min: -30, max: 30, noNaN: true }),
      fc.double({ min: 3, max: 30, noNaN: true }),
      (east, north) => {
        const point = there.from([east, north]);
        const known: LonLat[] = [there.from([-20, 0]), there.from([20, 0]), there.from([0, 35])];
        const taped = known.map((from) => ({ from, metres: distance(from, point) }));
        const two = tape(taped.slice(0, 2));
        const three = tape(taped);
        assert.ok(typeof two !== "string" && typeof three !== "string");
        assert.ok(two.places.some((each) => distance(each, point) < 0.01));
        assert.ok(distance(three.places[0] as LonLat, point) < 0.01);
        assert.ok(three.residual_m < 0.01);
      },
    ),
  );
});

test("a misread tape shows as a residual, an impossible one is refused", () => {
  const known: LonLat[] = [there.from([-20, 0]), there.from([20, 0]), there.from([0, 35])];
  const taped = known.map((from) => ({ from, metres: distance(from, there.from([5, 12])) }));
  const wrong = tape(taped.with(2, { from: known[2] as LonLat, metres: 25 }));
  assert.ok(typeof wrong !== "string" && wrong.residual_m > 0.1);
  assert.equal(tape(taped.slice(0, 2).map((each) => ({ ...each, metres: 5 }))), "do_not_meet");
  assert.equal(tape(taped.slice(0, 1)), "too_few");
});

test("points lie along a line at their measured distances", () => {
  const [a, b] = alongLine(HERE, there.from([30, 40]), [10, 25]);
  assert.ok(a && b);
  assert.ok(Math.abs(distance(HERE, a) - 10) < 1e-6);
  assert.ok(Math.abs(distance(HERE, b) - 25) < 1e-6);
});

test("what is not fixed leaves a visit as soon as something is, and never comes back", () => {
  const said = (quality: Fix["fix_quality"]): Fix => ({
    ...fix(0, 0, 0.05),
    source: "nmea",
    fix_quality: quality as NonNullable<Fix["fix_quality"]>,
  });
  const quality = fc.constantFrom("autonomous", "dgps", "rtk_float", "rtk_fixed");
  fc.assert(
    fc.property(fc.array(quality), (told) => {
      let visit: Fix[] = [];
      for (const each of told) visit = joined(visit, said(each as Fix["fix_quality"]), "rtk_fixed");
      const fixed = told.filter((each) => each === "rtk_fixed").length;
      assert.equal(visit.length, fixed || told.length, "nothing that counts is lost");
      assert.ok(!fixed || visit.every((each) => meets(each, "rtk_fixed")));
      const all = told.reduce<Fix[]>((v, each) => joined(v, said(each as "dgps"), "any"), []);
      assert.equal(all.length, told.length);
    }),
  );
});
