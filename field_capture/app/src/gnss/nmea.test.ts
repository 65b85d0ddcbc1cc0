// The same logs mean the same here and on the server (tests/data/gnss/nmea_cases.json).
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import fc from "fast-check";
import { Listener, readAll } from "./nmea.ts";

interface Case {
  name: string;
  input: string;
  readings: {
    time: string | null;
    lat: number;
    lon: number;
    fix_quality: string;
    satellites: number | null;
    hdop: number | null;
    sigma_east_m: number | null;
    accuracy_m: number;
  }[];
  faults: { code: string }[];
}

const file = new URL("../../../../tests/data/gnss/nmea_cases.json", import.meta.url);
const { cases } = JSON.parse(readFileSync(file, "utf8")) as { cases: Case[] };
const now = () => new Date("2026-11-23T10:25:00Z");

for (const each of cases) {
  test(`${each.name} means the same as on the server`, () => {
    const { fixes } = readAll(each.input, now);
    assert.equal(fixes.length, each.readings.length);
    for (const [at, wanted] of each.readings.entries()) {
      const fix = fixes[at];
      assert.ok(fix);
      assert.ok(Math.abs(fix.lat - wanted.lat) < 1e-9);
      assert.ok(Math.abs(fix.lon - wanted.lon) < 1e-9);
      assert.equal(fix.fix_quality, wanted.fix_quality);
      assert.equal(fix.satellites ?? null, wanted.satellites);
      assert.equal(fix.hdop ?? null, wanted.hdop);
      assert.equal(fix.sigma_east_m ?? null, wanted.sigma_east_m);
      assert.ok(Math.abs(fix.accuracy_m - wanted.accuracy_m) < 1e-3);
      if (wanted.time) assert.equal(Date.parse(fix.time), Date.parse(wanted.time));
    }
  });
}

test("a log arrives in pieces of any size and means the same", () => {
  const log = cases.map((each) => each.input).join("");
  const whole = readAll(log, now).fixes;
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 97 }), { minLength: 1 }), (sizes) => {
      const listener = new Listener(now);
      const found = [];
      let at = 0;
      for (let turn = 0; at < log.length; turn++) {
        const size = sizes[turn % sizes.length] as number;
        found.push(...listener.hear(log.slice(at, at + size)));
        at += size;
      }
      assert.deepEqual([...found, ...listener.end()], whole);
    }),
    { numRuns: 50 },
  );
});

test("noise makes no fix", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => {
      assert.deepEqual(readAll(bytes, now).fixes, []);
    }),
  );
});
