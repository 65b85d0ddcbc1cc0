// Task forms that were begun: whatever a planner or another crew does meanwhile, they are offered.
import assert from "node:assert/strict";
import { test } from "node:test";
import { bring } from "../camera/incoming.ts";
import { MOST_PHOTOS } from "../camera/photo.ts";
import type { Task } from "../model.ts";
import { bench, picture } from "../sync/harness.ts";
import { ModelServer } from "../sync/model_server.ts";
import { Filling, leftBehind } from "./begun.ts";
import { uuid7 } from "./ids.ts";
import type { Store } from "./store.ts";
import { fateOf } from "./tablet.ts";
import { forgetUnfinished, unfinished } from "./unfinished.ts";

const task = (more: Partial<Task> = {}): Task => ({
  ...{ id: uuid7(), version: 3, title: "Look", text: "", place: null, layer: null, order: null },
  ...{ asset_id: null, due: null, checklist: [], photos: "none", state: "open", ...more },
});

async function begin(wanted: Task): Promise<Filling> {
  const filling = new Filling(wanted);
  await filling.read();
  filling.tell(wanted, () => ({ notes: "half done", photos: [picture(10)] }));
  return filling;
}

const offered = async (store: Store) =>
  (await leftBehind(store)).map((each) => `${each.title}: ${fateOf(store, each)}`);

test("what was begun is offered with what became of the task, and with the task itself", async () => {
  await forgetUnfinished();
  const { store, close } = await bench(new ModelServer());
  const wanted = task();
  await store.replaceList("tasks", [wanted]);
  const filling = await begin(wanted);
  assert.deepEqual(await offered(store), [], "open, it stands among what is to be done");
  for (const [told, fate] of [
    [[{ ...wanted, version: 4, state: "cancelled" as const }], "cancelled"],
    [[{ ...wanted, version: 5, state: "done" as const }], "done_elsewhere"],
    [[], "not_yours"],
  ] as const) {
    await store.replaceList("tasks", told);
    assert.deepEqual(await offered(store), [`Look: ${fate}`]);
  }
  const again = new Filling(wanted);
  await again.read();
  assert.deepEqual([again.begun.value?.notes, again.begun.value?.photos.length], ["half done", 1]);
  await filling.forget();
  assert.deepEqual(await offered(store), []);
  close();
});

test("what was done here is not offered again, also where the browser died before it was forgotten", async () => {
  await forgetUnfinished();
  const { store, close } = await bench(new ModelServer());
  const wanted = task();
  await begin(wanted);
  const draft = { kind: "complete" as const, task_id: wanted.id, task_version: 3 };
  await store.save(draft);
  assert.equal(store.memory.operations()[0]?.op.task_version, 3, "as the crew saw it");
  assert.equal(fateOf(store, wanted), "done");
  assert.deepEqual(await offered(store), []);
  close();
});

test("a form that was emptied again was not begun", async () => {
  await forgetUnfinished();
  const wanted = task();
  const filling = await begin(wanted);
  filling.tell(wanted, () => ({ notes: "", photos: [], answers: { seen: "" } }));
  assert.equal(await unfinished(`task.${wanted.id}`), null);
});

test("a photo that comes late finds the form that it was taken for, and never a finished one", async () => {
  await forgetUnfinished();
  const wanted = task();
  const filling = Filling.of(wanted);
  await filling.read();
  await bring(filling.key, async () => {
    filling.close();
    assert.equal(Filling.of(wanted), filling, "who comes back goes on with the same one");
    assert.ok(filling.addPhoto(wanted, picture(10)));
  });
  filling.close();
  const next = Filling.of(wanted);
  await next.read();
  assert.equal(next.begun.value?.photos.length, 1);
  for (let n = 1; n < MOST_PHOTOS; n++) assert.ok(next.addPhoto(wanted, picture(n)));
  assert.equal(next.addPhoto(wanted, picture(1)), false, "the server would refuse it for ever");
  await next.forget();
  next.addPhoto(wanted, picture(10));
  next.tell(wanted, () => ({ notes: "late" }));
  assert.equal(await unfinished(next.key), null);
});
