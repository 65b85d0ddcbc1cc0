// Where the tablet is: told only as long as the crew wants it, whichever tab they said it in.
import assert from "node:assert/strict";
import { test } from "node:test";
import { here } from "../gnss/watch.ts";
import { note, noted } from "../store/notes.ts";
import { bench, storage } from "./harness.ts";
import { ModelServer } from "./model_server.ts";
import { endOfShift, resume, share, sharedUntil, unshare } from "./sharing.ts";

const MINUTE = 60_000;
const UNTIL = "shared_until";

function stand(): void {
  const told = { lon: 6.2, lat: 49.7, accuracy_m: 1, platform: "test" };
  here.value = { ...told, time: new Date().toISOString(), source: "geolocation" };
}

test("a shared position ends with the shift, and never beyond the day", () => {
  assert.equal(endOfShift(new Date(2026, 10, 23, 7, 30)), new Date(2026, 10, 23, 15, 30).getTime());
  assert.equal(endOfShift(new Date(2026, 10, 23, 20)), new Date(2026, 10, 24).getTime());
});

test("what is switched on and off in one tab is so in another one", async (t) => {
  Object.assign(globalThis, { localStorage: storage() });
  let heard = () => {};
  Object.assign(globalThis, {
    addEventListener: (_: string, listener: () => void) => {
      heard = listener;
    },
  });
  t.mock.timers.enable({ apis: ["setInterval", "Date"], now: Date.now() });
  const server = new ModelServer();
  const tablet = await bench(server);
  resume(() => tablet.sender.server());
  const until = Date.now() + 90 * MINUTE;
  note(UNTIL, until);
  heard();
  assert.equal(sharedUntil.value, until);
  note(UNTIL, null);
  heard();
  assert.equal(sharedUntil.value, null);
  share(until, () => tablet.sender.server());
  // Told by nobody, as to a tab that slept.
  note(UNTIL, null);
  stand();
  t.mock.timers.tick(MINUTE);
  assert.equal(sharedUntil.value, null);
  assert.ok(!server.asked.some((each) => each.includes("sync/here")));
  tablet.close();
});

test("what was switched off without a network is told at the next exchange, wherever one is", async () => {
  Object.assign(globalThis, { localStorage: storage() });
  const server = new ModelServer();
  const tablet = await bench(server);
  stand();
  share(Date.now() + 90 * MINUTE, () => tablet.sender.server());
  while (!server.minutes) await new Promise((resolve) => setTimeout(resolve, 1));
  server.fault = "lost_request";
  here.value = null;
  await unshare(() => tablet.sender.server());
  assert.ok(server.minutes);
  server.fault = "none";
  await tablet.sender.exchange();
  assert.equal(server.minutes, 0);
  assert.equal(noted("sharing_ended", false), false);
  server.asked = [];
  await tablet.sender.exchange();
  assert.ok(!server.asked.some((each) => each.includes("sync/here")), "once is enough");
  tablet.close();
});
