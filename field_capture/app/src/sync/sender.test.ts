import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { entriesOf, IDLE, makeTablet } from "../store/tablet.ts";
import { bench, capture, picture } from "./harness.ts";
import { type Fault, ModelServer } from "./model_server.ts";

test("what is saved arrives once, also where every answer gets lost once", async () => {
  const server = new ModelServer();
  const tablet = await bench(server);
  const saved = await tablet.store.save(capture({ depth: 1 }));
  server.fault = "lost_answer";
  await assert.rejects(tablet.sender.exchange(), { code: "unreachable" });
  assert.equal(tablet.store.memory.kept(saved.op_id)?.on_server, false);
  server.fault = "none";
  await tablet.sender.exchange();
  assert.equal(server.done.get(saved.op_id), 1);
  assert.equal(tablet.store.memory.kept(saved.op_id)?.state, "applied");
  assert.deepEqual(tablet.store.memory.asset(saved.asset_id ?? "")?.waiting, []);
  tablet.close();
});

for (const [fault, expected] of [
  ["portal", "captive_portal"],
  ["signed_out", "revoked"],
  ["broken", "server"],
  ["lost_request", "unreachable"],
] as [Fault, string][]) {
  test(`${fault} is told as ${expected}, and nothing leaves the queue`, async () => {
    const server = new ModelServer();
    const tablet = await bench(server);
    await tablet.store.save(capture());
    server.fault = fault;
    await assert.rejects(tablet.sender.exchange(), { code: expected });
    const [kept] = tablet.store.memory.operations();
    assert.equal(kept?.state, "queued");
    tablet.close();
  });
}

test("whoever wants to know now is told what happened after an exchange had begun", async (t) => {
  t.mock.timers.enable({ apis: ["setTimeout"] }); // the next exchange by itself
  const server = new ModelServer();
  const tablet = await bench(server);
  const asked = () => server.asked.filter((each) => each.includes("/sync/tasks")).length;
  const first = tablet.sender.run();
  while (asked() < 1) await new Promise((resolve) => setImmediate(resolve));
  await Promise.all([tablet.sender.run(), tablet.sender.run(), first]);
  assert.equal(asked(), 2, "one more, for all of them");
  tablet.close();
});

test("a restored server gets again what it had lost, photos too", async () => {
  const server = new ModelServer();
  const tablet = await bench(server);
  const first = await tablet.store.save(capture());
  await tablet.sender.exchange();
  const backup = server.backup();
  const second = await tablet.store.save(capture({ depth: 2 }, [picture(1000)]));
  await tablet.sender.exchange();
  assert.equal(tablet.store.memory.kept(first.op_id)?.backed_up, true);
  assert.equal(tablet.store.memory.kept(second.op_id)?.backed_up, false);
  server.restore(backup, "two");
  await tablet.sender.exchange();
  await tablet.sender.exchange();
  assert.equal(server.done.get(second.op_id), 1);
  assert.equal([...server.photos.values()][0]?.kept, true);
  assert.equal(tablet.store.memory.count(), 2);
  tablet.close();
});

test("photos go in pieces and are resumed; attributes do not wait for them", async () => {
  const server = new ModelServer();
  const tablet = await bench(server);
  await tablet.store.save(capture({}, [picture(1_200_000)]));
  let pieces = 0;
  const fetched = server.fetch;
  const broken = async (...args: Parameters<typeof fetch>) => {
    if (String(args[0]).includes("/chunks/") && ++pieces === 2) throw new TypeError("network");
    return fetched(...args);
  };
  const { TabletSender } = await import("./sender.ts");
  await assert.rejects(new TabletSender(tablet.store, broken).exchange(), { code: "unreachable" });
  assert.equal(tablet.store.memory.operations()[0]?.state, "applied");
  server.asked = [];
  await tablet.sender.exchange();
  assert.equal(server.asked.filter((each) => each.includes("/chunks/")).length, 2);
  assert.equal([...tablet.store.photos.value.values()][0]?.state, "kept");
  tablet.close();
});

test("after another catalogue all is taken anew, also where that fails at first", async () => {
  const server = new ModelServer();
  const tablet = await bench(server);
  const { asset_id } = await tablet.store.save(capture({ depth: 1 }));
  await tablet.sender.exchange();
  const row = server.rows.get(asset_id ?? "");
  assert.ok(row);
  // Renamed there: no change of the asset tells of it.
  row.values = { deepness: 1 };
  server.catalogue = { ...server.catalogue, version: 2 };
  server.deaf = "sync/pull";
  await assert.rejects(tablet.sender.exchange(), { code: "unreachable" });
  server.deaf = null;
  await tablet.kill();
  await tablet.sender.exchange();
  assert.deepEqual(tablet.store.memory.asset(asset_id ?? "")?.values, { deepness: 1 });
  assert.equal((await tablet.store.note("cursor"))?.catalogue, 2);
  tablet.close();
});

test("a photo that the server does not know stays in the queue", async () => {
  const server = new ModelServer();
  const tablet = await bench(server);
  await tablet.store.save(capture({}, [picture(10)]));
  const [photo] = [...tablet.store.photos.value.values()];
  await tablet.sender.exchange();
  assert.ok(photo);
  await tablet.store.putPhoto({ ...photo, state: "waiting" });
  server.photos.clear();
  await tablet.sender.exchange();
  assert.equal(tablet.store.photos.value.get(photo.id)?.state, "waiting");
  assert.equal((await tablet.store.photoBytes(photo.id))?.byteLength, 10);
  tablet.close();
});

test("photos of what waits for a planner are on the server, and are not asked for until it is decided", async () => {
  const server = new ModelServer();
  server.holding = true;
  const tablet = await bench(server);
  await tablet.store.save(capture({}, [picture(1000)]));
  const standing = makeTablet(tablet.store, IDLE).standing;
  await tablet.sender.exchange();
  const state = () => [...tablet.store.photos.value.values()].map((each) => each.state);
  assert.deepEqual(state(), ["held"]);
  assert.equal(standing.value.photos_waiting, 0, "nothing of the crew is on the tablet alone");
  server.asked = [];
  await tablet.sender.exchange();
  assert.ok(!server.asked.some((each) => each.includes("/photos/")));
  server.decide();
  await tablet.sender.exchange();
  assert.deepEqual(state(), ["kept"]);
  assert.ok(!server.asked.some((each) => /\/(chunks|finish)/.test(each)));
  tablet.close();
});

test("a photo is safe once a backup has it, not when one has its operation alone", async () => {
  const server = new ModelServer();
  const tablet = await bench(server);
  const { store } = tablet;
  const { op_id } = await store.save(capture({}, [picture(1000)]));
  const uploads = server.fetch;
  const late = async (...args: Parameters<typeof fetch>) => {
    if (String(args[0]).includes("/photos/")) throw new TypeError("network");
    return uploads(...args);
  };
  const asked = () => server.asked.splice(0).filter((each) => each.includes("/photos/")).length;
  const photo = () => [...store.photos.value.values()][0];
  const told = () => entriesOf(store)[0]?.backed_up;
  const { TabletSender } = await import("./sender.ts");
  const cut = new TabletSender(store, late);
  await assert.rejects(cut.exchange(), { code: "unreachable" });
  server.backup();
  await tablet.sender.exchange();
  assert.deepEqual([photo()?.state, store.memory.kept(op_id)?.backed_up], ["kept", true]);
  assert.equal(told(), false);
  const kept = store.memory.kept(op_id);
  assert.ok(kept);
  const old = new Date(Date.now() - 30 * 24 * 3600 * 1000).toISOString();
  await store.putOperations([{ ...kept, saved_at: old }]);
  await assert.rejects(cut.exchange(), { code: "unreachable" });
  assert.equal(photo()?.state, "kept", "that nobody could be asked takes nothing from the server");
  await tablet.sender.exchange();
  assert.ok(asked() && photo(), "asked about again, and not forgotten");
  server.backup();
  // The tablet keeps it for as long as it keeps the operation.
  await store.putOperations([{ ...kept, saved_at: new Date().toISOString() }]);
  await tablet.sender.exchange();
  assert.equal(told(), true);
  asked();
  await store.putOperations([{ ...kept, saved_at: old }]);
  await tablet.sender.exchange();
  assert.deepEqual([asked(), photo(), store.memory.kept(op_id)], [0, undefined, undefined]);
  tablet.close();
});

test("a damaged photo is told, not sent", async () => {
  const server = new ModelServer();
  const tablet = await bench(server);
  await tablet.store.save(capture({}, [picture(10)]));
  const [photo] = [...tablet.store.photos.value.values()];
  assert.ok(photo);
  await tablet.store.db.put("photo_bytes", new Uint8Array(10).buffer, photo.id);
  await tablet.sender.exchange();
  assert.equal(tablet.store.photos.value.get(photo.id)?.reason, "damaged");
  assert.ok(!server.asked.some((each) => /\/(chunks|finish)/.test(each)));
  tablet.close();
});

test("a rejected operation is mended by a new one; what was entered stays to be seen", async () => {
  const server = new ModelServer();
  const tablet = await bench(server);
  const saved = await tablet.store.save(capture({ depth: -1 }));
  server.reject.add(saved.op_id);
  await tablet.sender.exchange();
  const rejected = tablet.store.memory.kept(saved.op_id);
  assert.equal(rejected?.state, "rejected");
  assert.equal(tablet.store.memory.asset(saved.asset_id ?? "")?.values.depth, -1);
  const again = await tablet.store.save({ ...capture({ depth: 1 }) }, rejected);
  assert.equal(again.asset_id, saved.asset_id);
  await tablet.sender.exchange();
  assert.equal(server.rows.get(saved.asset_id ?? "")?.values.depth, 1);
  tablet.close();
});

// --- Every order of events -----------------------------------------------------------------------

type Step =
  | { do: "capture"; photo: boolean }
  | { do: "change"; which: number; depth: number }
  | { do: "exchange"; fault: Fault }
  | { do: "kill" }
  | { do: "backup" }
  | { do: "restore" };

const fault = fc.constantFrom<Fault>(
  "none",
  "none",
  "lost_request",
  "lost_answer",
  "portal",
  "broken",
  "signed_out",
);
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ do: fc.constant("capture" as const), photo: fc.boolean() }),
  fc.record({ do: fc.constant("change" as const), which: fc.nat(9), depth: fc.nat(99) }),
  fc.record({ do: fc.constant("exchange" as const), fault }),
  fc.record({ do: fc.constant("kill" as const) }),
  fc.record({ do: fc.constant("backup" as const) }),
  fc.record({ do: fc.constant("restore" as const) }),
);

test("a capture that was turned away is mended as another one, with its photos", async () => {
  const server = new ModelServer();
  server.holding = true;
  const tablet = await bench(server);
  const saved = await tablet.store.save(capture({}, [picture(1000)]));
  await tablet.sender.exchange();
  const held = tablet.store.memory.kept(saved.op_id);
  assert.ok(held);
  const reasons = [{ code: "turned_away", path: "operation", message: "A rock." }];
  const refused = { ...held, state: "rejected" as const, reasons };
  await tablet.store.putOperations([refused]);
  server.holding = false;
  const again = await tablet.store.save(
    { ...capture({ depth: 2 }), asset_id: saved.asset_id ?? "" },
    refused,
  );
  assert.notEqual(again.asset_id, saved.asset_id, "the server keeps the first one under its name");
  assert.equal(tablet.store.memory.today(saved.asset_id ?? ""), again.asset_id);
  assert.equal(tablet.store.memory.today(again.asset_id ?? ""), again.asset_id);
  await tablet.sender.exchange();
  assert.equal(tablet.store.memory.kept(again.op_id)?.state, "applied");
  const theirs = [...tablet.store.photos.value.values()].filter((p) => p.op_id === again.op_id);
  assert.deepEqual(
    theirs.map((each) => each.state),
    ["kept"],
  );
  assert.equal(tablet.store.memory.asset(saved.asset_id ?? ""), undefined);
  tablet.close();
});

test("a capture that was turned away can be given up, with what was built upon it", async () => {
  const server = new ModelServer();
  server.holding = true;
  const bed = await bench(server);
  const tablet = makeTablet(bed.store, IDLE);
  const { asset_id, op_id } = await tablet.save(capture({ depth: 1 }));
  const about = { asset_id: asset_id ?? "", kind: "update" as const };
  await tablet.save({ ...about, values: { depth: 2 } });
  await bed.sender.exchange();
  const held = bed.store.memory.kept(op_id);
  assert.ok(held);
  await assert.rejects(tablet.giveUp(op_id), "nobody has refused it");
  const reasons = [{ code: "turned_away", path: "operation", message: "A double." }];
  await bed.store.putOperations([{ ...held, state: "rejected", reasons }]);
  assert.equal(tablet.standing.value.needs_attention, 1);
  await tablet.giveUp(op_id);
  await bed.kill();
  const after = makeTablet(bed.store, IDLE);
  assert.equal(after.standing.value.needs_attention, 0);
  assert.deepEqual([await after.entries(), await after.asset(about.asset_id)], [[], undefined]);
  await assert.rejects(after.mend(op_id, capture({ depth: 1 })), "it was given up");
  assert.equal(
    bed.store.memory.operations().length,
    2,
    "the tablet keeps it until a backup has it",
  );
  bed.close();
});

test("what was built upon a capture that was turned away follows the mended one", async () => {
  const server = new ModelServer();
  server.holding = true;
  const tablet = await bench(server);
  const { asset_id, op_id } = await tablet.store.save(capture({ depth: 1, kind: "gate" }));
  const about = { asset_id: asset_id ?? "", kind: "update" as const };
  const one = await tablet.store.save({ ...about, values: { depth: 2 }, photos: [picture(900)] });
  const two = await tablet.store.save({ ...about, values: { depth: 3, note: "new lid" } });
  await tablet.sender.exchange();
  const held = tablet.store.memory.kept(op_id);
  assert.ok(held);
  const reasons = [{ code: "turned_away", path: "operation", message: "A rock." }];
  const refused = { ...held, state: "rejected" as const, reasons };
  await tablet.store.putOperations([refused]);
  server.holding = false;
  const draft = { ...capture({ depth: 7, kind: "ball" }), asset_id: asset_id ?? "" };
  const again = await tablet.store.save(draft, refused);
  const following = tablet.store.memory.ofAsset(again.asset_id ?? "").slice(1);
  assert.deepEqual(
    following.map(({ op }) => [op.after, op.base_version, op.changed.depth]),
    [
      [again.op_id, null, { base: 7, new: 2 }],
      [following[0]?.op_id, null, { base: 2, new: 3 }],
    ],
  );
  await tablet.kill();
  await tablet.sender.exchange();
  const row = server.rows.get(again.asset_id ?? "");
  assert.deepEqual([row?.values.depth, row?.values.kind, row?.values.note], [3, "ball", "new lid"]);
  const [photo] = [...tablet.store.photos.value.values()].filter(
    (each) => each.op_id === following[0]?.op_id,
  );
  assert.deepEqual([photo?.subject, photo?.state], [again.asset_id, "kept"]);
  for (const each of [one, two]) {
    const old = tablet.store.memory.kept(each.op_id);
    assert.ok(following.some((other) => other.op_id === old?.mended_by));
  }
  assert.equal(tablet.store.memory.asset(asset_id ?? ""), undefined);
  assert.equal(
    (await tablet.store.save({ ...about, asset_id: again.asset_id ?? "" })).op_id.length,
    36,
  );
  assert.equal(tablet.store.memory.operations().at(-1)?.seq, 7, "no number is given twice");
  tablet.close();
});

test("whatever happens in whatever order, each saved operation is carried out exactly once", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 25 }), async (steps) => {
      const server = new ModelServer();
      const tablet = await bench(server);
      const said: string[] = [];
      const assets: string[] = [];
      const depth = new Map<string, number>();
      let backup = server.backup();
      let restores = 0;
      try {
        for (const each of steps) {
          if (each.do === "capture") {
            const saved = await tablet.store.save(
              capture({}, each.photo ? [picture(700_000)] : []),
            );
            said.push(saved.op_id);
            assets.push(saved.asset_id ?? "");
          } else if (each.do === "change" && assets.length) {
            const asset_id = assets[each.which % assets.length] ?? "";
            await tablet.store.loaded;
            const saved = await tablet.store.save({
              kind: "update",
              asset_id,
              values: { depth: each.depth },
            });
            said.push(saved.op_id);
            depth.set(asset_id, each.depth);
          } else if (each.do === "exchange") {
            server.fault = each.fault;
            await tablet.sender.exchange().catch(() => {});
          } else if (each.do === "kill") await tablet.kill();
          else if (each.do === "backup") backup = server.backup();
          else if (each.do === "restore") server.restore(backup, `r${restores++}`);
        }
        await tablet.store.loaded;
        for (const [id, wanted] of depth)
          assert.equal(tablet.store.memory.asset(id)?.values.depth, wanted);
        server.fault = "none";
        await tablet.sender.exchange();
        await tablet.sender.exchange();
        for (const id of said)
          assert.equal(server.done.get(id), 1, `carried out ${server.done.get(id)} times`);
        for (const [id, wanted] of depth) assert.equal(server.rows.get(id)?.values.depth, wanted);
        for (const photo of server.photos.values()) assert.ok(photo.kept);
        for (const kept of tablet.store.memory.operations()) assert.equal(kept.state, "applied");
      } finally {
        tablet.close(); // what stays open would keep the tests from ending
      }
    }),
    { numRuns: 60 },
  );
});
