import assert from "node:assert/strict";
import { test } from "node:test";
import { Pace } from "./pace.ts";

const heard = (...times: number[]): number => {
  const pace = new Pace();
  for (const each of times) pace.hear(each);
  return pace.share;
};
const several = (ms: number, count: number) => Array<number>(count).fill(ms);

test("a machine that keeps up draws every pixel", () => {
  assert.equal(heard(...several(17, 500)), 1);
  assert.equal(heard(...several(34, 500)), 1);
});

test("a machine that does not draws fewer, and never none", () => {
  assert.equal(heard(...several(80, 4)), 0.7);
  assert.equal(heard(...several(80, 8)), 0.5);
  assert.equal(heard(...several(80, 100)), 0.5);
});

test("now and then a slow frame changes nothing", () => {
  assert.equal(heard(...several(0, 20).flatMap(() => [17, 90, 17, 17, 90, 17])), 1);
});

test("it is tried with more once it was fast for long", () => {
  assert.equal(heard(...several(80, 4), ...several(17, 119)), 0.7);
  assert.equal(heard(...several(80, 4), ...several(17, 120)), 1);
  assert.equal(heard(...several(80, 4), ...several(30, 500)), 0.7, "what is just enough stays");
});
