import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { enrol, waitsFor } from "../enrol/enrolling.ts";
import type { Task } from "../model.ts";
import { bench, capture, picture, storage } from "../sync/harness.ts";
import { ModelServer } from "../sync/model_server.ts";
import { share, sharedUntil } from "../sync/sharing.ts";
import { boxOf, distance, Grid } from "./grid.ts";
import { uuid7 } from "./ids.ts";
import { note, noted } from "./notes.ts";
import { Store } from "./store.ts";
import { entriesOf, IDLE, localTasks, makeTablet } from "./tablet.ts";
import { allUnfinished, keepUnfinished, unfinished } from "./unfinished.ts";

test("what is saved is there after the browser was killed: asset, operation and photo", async () => {
  const tablet = await bench(new ModelServer());
  const saved = await tablet.store.save(capture({ depth: 1 }, [picture(100)]));
  await tablet.kill();
  await tablet.store.loaded;
  const asset = tablet.store.memory.asset(saved.asset_id ?? "");
  assert.deepEqual(asset?.waiting, [saved.op_id]);
  assert.equal(asset?.values.depth, 1);
  const [photo] = [...tablet.store.photos.value.values()];
  assert.equal((await tablet.store.photoBytes(photo?.id ?? ""))?.byteLength, 100);
  tablet.close();
});

test("a form that is saved again after a kill makes no second asset", async () => {
  const tablet = await bench(new ModelServer());
  const draft = { ...capture({ depth: 1 }, [picture(100)]), asset_id: uuid7(), key: uuid7() };
  const saved = await tablet.store.save(draft);
  assert.equal(saved.asset_id, draft.asset_id);
  await tablet.kill();
  await tablet.store.loaded;
  assert.deepEqual(await tablet.store.save(draft), saved);
  assert.equal(tablet.store.memory.operations().length, 1);
  tablet.close();
});

test("what two windows save of one form is saved once, and what the second one added upon it", async () => {
  const tablet = await bench(new ModelServer());
  const other = await Store.open("en", tablet.store.db.name);
  await other.loaded;
  const draft = { ...capture({ depth: 1, note: "lid" }, [picture(100)]), asset_id: uuid7() };
  const mine = { ...draft, key: uuid7() };
  const theirs = {
    ...mine,
    values: { depth: 2, note: "lid" },
    photos: [picture(100), picture(90)],
  };
  const [first, second] = await Promise.all([tablet.store.save(mine), other.save(theirs)]);
  assert.equal(first.op_id, mine.key);
  assert.equal(second.asset_id, first.asset_id);
  const ops = (await tablet.store.db.getAllFromIndex("operations", "seq")).map(({ op }) => op);
  assert.deepEqual(
    ops.map(({ kind, after, changed }) => [kind, after, Object.keys(changed)]),
    [
      ["create", null, ["depth", "note"]],
      ["update", mine.key, ["depth"]],
    ],
  );
  assert.deepEqual(ops[1]?.changed.depth, { base: 1, new: 2 });
  assert.deepEqual(
    ops.map(({ photos }) => photos?.map((each) => each.bytes)),
    [[100], [90]],
  );
  for (const kind of ["update", "inspect"] as const) {
    const about = { kind, key: uuid7(), asset_id: draft.asset_id, values: { note: kind } };
    await tablet.store.save(about);
    await tablet.store.save(about);
  }
  assert.equal((await tablet.store.db.getAll("operations")).length, 4);
  other.close();
  tablet.close();
});

test("without room nothing is saved, not even half, and it is said", async () => {
  const tablet = await bench(new ModelServer());
  const { db } = tablet.store;
  const transaction = db.transaction.bind(db);
  // The browser aborts the transaction as the last thing does not fit.
  const full = new Proxy(db, {
    get(target, name) {
      if (name !== "transaction") return Reflect.get(target, name);
      return (...args: Parameters<typeof transaction>) => {
        const tx = transaction(...args);
        const done = tx.done.catch(() => {
          throw new DOMException("full", "QuotaExceededError");
        });
        return new Proxy(tx, {
          get(inner, key) {
            if (key === "done") {
              try {
                inner.abort();
              } catch {}
              return done;
            }
            const value = Reflect.get(inner, key);
            return typeof value === "function" ? value.bind(inner) : value;
          },
        });
      };
    },
  });
  Object.assign(tablet.store, { db: full });
  await assert.rejects(tablet.store.save(capture({}, [picture(100)])), { code: "no_room" });
  Object.assign(tablet.store, { db });
  await tablet.kill();
  await tablet.store.loaded;
  assert.equal(tablet.store.memory.operations().length, 0);
  assert.equal(tablet.store.photos.value.size, 0);
  tablet.close();
});

test("numbers go up without a gap, also from two tabs at once", async () => {
  const tablet = await bench(new ModelServer());
  const other = await Store.open("en", tablet.store.db.name);
  await Promise.all(
    [1, 2, 3].flatMap((n) => [tablet.store.save(capture({ n })), other.save(capture({ n }))]),
  );
  other.close();
  await tablet.kill();
  assert.deepEqual(
    tablet.store.memory.operations().map((each) => each.seq),
    [1, 2, 3, 4, 5, 6],
  );
  tablet.close();
});

test("another tab sees what this one saves", async () => {
  const tablet = await bench(new ModelServer());
  const other = await Store.open("en", tablet.store.db.name);
  const heard = new Promise((resolve) => {
    other.watch((ids) => ids.length && resolve(ids));
  });
  const saved = await tablet.store.save(capture());
  assert.deepEqual(await heard, [saved.asset_id]);
  assert.equal(other.memory.asset(saved.asset_id ?? "")?.waiting.length, 1);
  other.close();
  tablet.close();
});

test("another tab takes in the catalogue that this one fetched, and no other time", async () => {
  const tablet = await bench(new ModelServer());
  const other = await Store.open("en", tablet.store.db.name);
  const document = { version: 2, languages: [], layers: [], code_lists: {} };
  let changes = -1;
  const end = other.catalogue.subscribe(() => void changes++);
  await tablet.store.keep("catalogue", { document, etag: "2" });
  await tablet.store.save(capture());
  const soon = () => new Promise((resolve) => setTimeout(resolve, 1));
  while (other.catalogue.value?.version !== 2 || !other.round.value) await soon();
  assert.equal(changes, 1);
  end();
  other.close();
  tablet.close();
});

test("the next operation names the one before and what the screen showed", async () => {
  const tablet = await bench(new ModelServer());
  const first = await tablet.store.save(capture({ depth: 1 }));
  const asset_id = first.asset_id ?? "";
  await tablet.store.save({ kind: "update", asset_id, values: { depth: 2 } });
  const [, second] = tablet.store.memory.operations();
  assert.equal(second?.op.after, first.op_id);
  assert.deepEqual(second?.op.changed.depth, { base: 1, new: 2 });
  await tablet.sender.exchange();
  await tablet.store.save({ kind: "update", asset_id, values: { depth: 3 } });
  const third = tablet.store.memory.operations()[2];
  assert.equal(third?.op.after, null);
  assert.equal(third?.op.base_version, 2);
  tablet.close();
});

test("what was refused is no base for what comes next", async () => {
  const server = new ModelServer();
  const tablet = await bench(server);
  const { asset_id } = await tablet.store.save(capture({ depth: 1 }));
  assert.ok(asset_id);
  await tablet.sender.exchange();
  const bad = await tablet.store.save({ kind: "update", asset_id, values: { depth: -5 } });
  server.reject.add(bad.op_id);
  await tablet.sender.exchange();
  const again = { kind: "update" as const, asset_id, values: { depth: 2 } };
  await tablet.store.save(again, tablet.store.memory.kept(bad.op_id));
  const op = tablet.store.memory.operations().at(-1)?.op;
  assert.deepEqual(op?.changed.depth, { base: 1, new: 2 });
  assert.equal(op?.after, null);
  tablet.close();
});

test("the standing counts what is only here", async () => {
  const tablet = await bench(new ModelServer());
  const door = makeTablet(tablet.store, IDLE);
  await door.save(capture({}, [picture(10)]));
  assert.equal(door.standing.value.waiting, 1);
  assert.equal(door.standing.value.photos_waiting, 1);
  await tablet.sender.exchange();
  assert.equal(door.standing.value.waiting, 0);
  assert.equal(door.standing.value.photos_waiting, 0);
  assert.equal(entriesOf(tablet.store)[0]?.photos[0]?.state, "kept");
  tablet.close();
});

test("a task that was done here is done, until a planner opens it again", async () => {
  const tablet = await bench(new ModelServer());
  const task: Task = {
    ...{ id: uuid7(), version: 3, title: "Look", text: "", place: null, layer: null, order: null },
    ...{ asset_id: null, due: null, checklist: [], photos: "none", state: "open" },
  };
  const states = () => localTasks(tablet.store).map((each) => each.state);
  await tablet.store.replaceList("tasks", [task]);
  const { op_id } = await tablet.store.save({ kind: "complete", task_id: task.id });
  assert.deepEqual(states(), ["done"]);
  // Changed while the tablet had no network: it is still to be told that it is done.
  await tablet.store.replaceList("tasks", [{ ...task, version: 4 }]);
  assert.deepEqual(states(), ["done"]);
  const kept = tablet.store.memory.kept(op_id);
  assert.ok(kept);
  await tablet.store.putOperations([{ ...kept, state: "applied", on_server: true }]);
  await tablet.store.replaceList("tasks", [{ ...task, version: 5, state: "done" }]);
  assert.deepEqual(states(), ["done"]);
  await tablet.store.replaceList("tasks", [{ ...task, version: 6 }]);
  assert.deepEqual(states(), ["open"]);
  const again = await tablet.store.save({ kind: "complete", task_id: task.id });
  assert.equal(tablet.store.memory.kept(again.op_id)?.op.task_version, 6);
  assert.deepEqual(states(), ["done"]);
  tablet.close();
});

test("a task is done also where its asset is not on this tablet", async () => {
  const tablet = await bench(new ModelServer());
  const about = { task_id: uuid7(), asset_id: uuid7(), layer: "valve" };
  await tablet.store.save({ kind: "complete", ...about, answers: { seen: true } });
  const op = tablet.store.memory.operations()[0]?.op;
  assert.deepEqual([op?.asset_id, op?.layer, op?.base_version], [about.asset_id, "valve", null]);
  const { asset_id } = about;
  for (const kind of ["update", "inspect", "retire"] as const)
    await assert.rejects(tablet.store.save({ kind, asset_id }), { code: "unknown_asset" });
  tablet.close();
});

test("each round stays together on its route, the most urgent one first", async () => {
  const tablet = await bench(new ModelServer());
  const task = (title: string, given: Partial<Task>): Task => ({
    ...{ id: uuid7(), version: 1, title, text: "", place: null, layer: null, order: null },
    ...{ asset_id: null, due: null, checklist: [], photos: "none", state: "open", ...given },
  });
  const order = { area: null, source: { kind: "order", id: "9f" }, due: "2026-05-02" };
  const valves = { area: "1a", source: null, due: "2026-05-20" };
  const lamps = { area: "2b", source: { kind: "report", id: "3c" }, due: null };
  await tablet.store.replaceList("tasks", [
    task("lamp 1", { ...lamps, order: 1 }),
    task("valve 1", { ...valves, order: 1 }),
    task("stop 1", { ...order, order: 1 }),
    task("some day", {}),
    task("valve 2", { ...valves, order: 2, due: "2026-05-10" }),
    task("in between", { area: "1a", due: "2026-05-05" }),
    task("lamp 2", { ...lamps, order: 2 }),
    task("lamp 0, done", { ...lamps, order: 0, due: "2026-05-01", state: "done" }),
    task("stop 2", { ...order, order: 2 }),
  ]);
  const open = localTasks(tablet.store).filter((each) => each.state === "open");
  const wanted = "stop 1,stop 2,in between,valve 1,valve 2,lamp 1,lamp 2,some day";
  assert.equal(open.map((each) => each.title).join(), wanted);
  tablet.close();
});

test("what is typed faster than it can be written is written as it stands in the end", async () => {
  const { put } = IDBObjectStore.prototype;
  let written = 0;
  IDBObjectStore.prototype.put = function (this: IDBObjectStore, ...given: Parameters<typeof put>) {
    written += 1;
    return put.apply(this, given);
  };
  const typed = Array.from({ length: 50 }, (_, n) => keepUnfinished("task.1", { notes: n }));
  await Promise.all([...typed, keepUnfinished("task.2", { notes: "other" })]);
  IDBObjectStore.prototype.put = put;
  assert.deepEqual(await unfinished("task.1"), { notes: 49 });
  assert.deepEqual(await unfinished("task.2"), { notes: "other" });
  assert.equal(written, 2);
  void keepUnfinished("task.1", { notes: 1 });
  assert.deepEqual(await unfinished("task.1"), { notes: 1 }, "who comes back at once finds it");
  await Promise.all([keepUnfinished("task.1", { notes: 50 }), keepUnfinished("task.1", null)]);
  assert.equal(await unfinished("task.1"), null);
});

/** A server that takes any code. */
const enrolling: typeof fetch = async (input) =>
  String(input).includes("/catalogue")
    ? new Response(null, { status: 304 })
    : Response.json({ netzkaart: "token", token: "t2", label: "T" });

test("another commune's tablet begins anew, in the language and the light that were chosen", async () => {
  const tablet = await bench(new ModelServer());
  await tablet.store.keep("settings", { ...tablet.store.settings.value, language: "fr" });
  await keepUnfinished("left.1", { layer: "valve" });
  Object.assign(globalThis, { localStorage: storage() });
  note("view", { zoom: 17 });
  localStorage.setItem("netzkaart-field", "what tells of an eviction");
  share(Date.now() + 60_000, () => tablet.sender.server());
  await enrol(tablet.store, "larochette", "a-code-of-theirs", enrolling);
  assert.equal(tablet.store.enrolment.value?.commune, "larochette");
  assert.equal(tablet.store.area.value, null);
  assert.deepEqual(await allUnfinished("left."), []);
  assert.equal(noted("view", null), null);
  assert.equal(localStorage.length, 1);
  assert.equal(sharedUntil.value, null, "nobody there may see where the crew is");
  await tablet.kill();
  assert.equal(tablet.store.settings.value.language, "fr");
  tablet.close();
});

test("a tablet changes to another commune once a backup of the one before has everything", async () => {
  const server = new ModelServer();
  const tablet = await bench(server);
  const { store } = tablet;
  Object.assign(globalThis, { localStorage: storage() });
  await store.save(capture({}, [picture(100)]));
  const leave = () => enrol(store, "larochette", "a-code-of-theirs", enrolling);
  await assert.rejects(leave, { code: "other_commune" });
  assert.equal(waitsFor(store), 2);
  await tablet.sender.exchange();
  const [photo] = [...store.photos.value.values()];
  assert.ok(photo);
  assert.equal(waitsFor(store), 2, "a server can burn down");
  const [kept] = store.memory.operations();
  assert.ok(kept);
  await store.putOperations([{ ...kept, backed_up: true }]);
  await assert.rejects(leave, { code: "other_commune" }, "a photo is work, too");
  await store.putPhoto({ ...photo, state: "waiting", reason: "damaged" });
  await leave();
  assert.equal(store.enrolment.value?.commune, "larochette");
  assert.equal(store.memory.operations().length + store.photos.value.size, 0);
  tablet.close();
});

test("a code that was exchanged has enrolled the tablet, also where nothing comes after it", async () => {
  const tablet = await bench(new ModelServer());
  const fetcher: typeof fetch = async (...args) => {
    if (String(args[0]).includes("/catalogue")) throw new TypeError("network");
    return enrolling(...args);
  };
  await enrol(tablet.store, "demo", "a-code-of-theirs", fetcher);
  assert.equal(tablet.store.enrolment.value?.token, "t2");
  assert.equal(tablet.store.enrolment.value?.device_id, "d");
  tablet.close();
});

test("identifiers sort by time and are of version 7", () => {
  const [a, b] = [uuid7(1_000_000), uuid7(1_000_001)];
  assert.ok(a < b);
  assert.match(a, /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
});

const lonlat = fc.tuple(
  fc.double({ min: 6.2, max: 6.3, noNaN: true }),
  fc.double({ min: 49.7, max: 49.8, noNaN: true }),
);

test("what lies near is found as if everything had been measured", () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(lonlat, lonlat), { maxLength: 40 }),
      lonlat,
      fc.integer({ min: 1, max: 5000 }),
      (lines, place, metres) => {
        const grid = new Grid();
        const all = lines.map((line, n) => ({
          id: String(n),
          geometry: { type: "LineString" as const, coordinates: line.map((at) => [...at]) },
        }));
        for (const { id, geometry } of all) grid.put(id, geometry);
        const found = grid.around(place, metres);
        for (const { id, geometry } of all) {
          if (distance(place, geometry) <= metres) assert.ok(found.has(id));
        }
        for (const { id } of all) grid.remove(id);
        assert.equal(grid.around(place, metres).size, 0);
      },
    ),
  );
});

test("boxes and distances", () => {
  assert.deepEqual(
    boxOf({
      type: "LineString",
      coordinates: [
        [1, 2],
        [3, 0],
      ],
    }),
    [1, 0, 3, 2],
  );
  assert.ok(
    Math.abs(distance([6, 49.5], { type: "Point", coordinates: [6, 49.501] }) - 111.32) < 0.1,
  );
});
