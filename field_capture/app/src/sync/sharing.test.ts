import assert from "node:assert/strict";
import { test } from "node:test";
import { endOfShift } from "./sharing.ts";

test("a shared position ends with the shift, and never beyond the day", () => {
  assert.equal(endOfShift(new Date(2026, 10, 23, 7, 30)), new Date(2026, 10, 23, 15, 30).getTime());
  assert.equal(endOfShift(new Date(2026, 10, 23, 20)), new Date(2026, 10, 24).getTime());
});
