// The door `Tablet`, as screens see it.

import { computed, type ReadonlySignal, signal } from "@preact/signals";
import type { Catalogue, Task } from "../model.ts";
import type { Clash, Entry, Standing, Tablet } from "../tablet.ts";
import type { Kept } from "./records.ts";
import { byRound } from "./rounds.ts";
import { arrived, isSafe, type PhotoRecord, type Store } from "./store.ts";
import { Trouble } from "./trouble.ts";

/** What the sender tells: the other half of where the tablet stands. */
export interface Contact {
  online: boolean;
  sending: boolean;
  last_contact: string | null;
  trouble: string | null;
}

export interface Sender {
  readonly contact: ReadonlySignal<Contact>;
  /** Somebody saved: send soon, and wait for nothing. */
  nudge(): void;
  run(): Promise<void>;
}

/** Words for nobody: before a catalogue has come, no screen that needs one is shown. */
const EMPTY: Catalogue = {
  version: 0,
  languages: ["lb", "fr", "de", "en"],
  layers: [],
  code_lists: {},
};
export const IDLE: Sender = {
  contact: signal({ online: true, sending: false, last_contact: null, trouble: null }),
  nudge() {},
  async run() {},
};

export function makeTablet(store: Store, sender: Sender): Tablet {
  const standing = computed<Standing>(() => {
    const operations = store.operations.value;
    const waiting = onlyHere(store);
    return {
      ...sender.contact.value,
      waiting: waiting.operations.length,
      photos_waiting: waiting.photos.length,
      needs_attention: operations.filter(needsMending).length + openClashes(store).length,
    };
  });
  const { memory } = store;
  return {
    commune: store.enrolment.value?.commune ?? "",
    catalogue: computed(() => store.catalogue.value ?? EMPTY),
    standing,
    settings: store.settings,
    async change(settings) {
      await store.keep("settings", { ...store.settings.value, ...settings });
    },
    async asset(id) {
      await store.loaded;
      return memory.asset(id);
    },
    async assets(layer) {
      await store.loaded;
      return memory.assets(layer);
    },
    async near(place, metres, layers) {
      await store.loaded;
      return memory.near(place, metres, layers);
    },
    tasks: async () => localTasks(store),
    areas: () => store.areas(),
    entries: async () => entriesOf(store),
    photos: async (subject) =>
      [...store.photos.value.values()].filter((each) => each.subject === subject),
    photoBytes: (id) => store.photoBytes(id),
    clashes: async () => openClashes(store),
    watch: (listener) => store.watch(listener),
    isSaved: async (key) => memory.kept(key) !== undefined,
    async save(draft) {
      await store.loaded;
      const saved = await store.save(draft);
      sender.nudge();
      return saved;
    },
    async resolve(clash, choice, value) {
      const found = store.clashes.value.find((each) => each.id === clash);
      if (!found) throw new Trouble("unknown_asset");
      const saved = await store.answer(found, choice, value);
      sender.nudge();
      return saved;
    },
    async mend(op_id, draft) {
      const rejected = memory.kept(op_id);
      // What was mended already, as by "back", makes no second one.
      if (!rejected || !needsMending(rejected)) throw new Trouble("unknown_asset");
      const saved = await store.save(draft, rejected);
      sender.nudge();
      return saved;
    },
    async giveUp(op_id) {
      const rejected = memory.kept(op_id);
      if (!rejected?.on_server || !needsMending(rejected)) throw new Trouble("unknown_asset");
      await store.giveUp(rejected);
    },
    syncNow: () => sender.run(),
  };
}

/** What nobody has but this tablet. */
function onlyHere(store: Store): { operations: Kept[]; photos: PhotoRecord[] } {
  return {
    operations: store.operations.value.filter((each) => !each.on_server && each.mended_by === null),
    photos: [...store.photos.value.values()].filter((each) => !arrived(each.state)),
  };
}

/** A refused decision needs none: its conflict is open again. */
export function needsMending(kept: Kept): boolean {
  return kept.state === "rejected" && kept.mended_by === null && kept.op.kind !== "resolve";
}

export function openClashes(store: Store): Clash[] {
  // Answered as long as the answer stands: a refused one opens the conflict again.
  const answered = new Set(
    store.operations.value
      .filter((each) => each.op.kind === "resolve" && each.state !== "rejected")
      .map((each) => each.op.conflict_id),
  );
  return store.clashes.value.filter((each) => !answered.has(each.id));
}

/** Tasks, with what was done on this tablet already done. */
export function localTasks(store: Store): Task[] {
  const isDone = doneHere(store);
  return byRound(
    store.tasks.value.map((task) =>
      task.state === "open" && isDone(task) ? { ...task, state: "done" as const } : task,
    ),
  );
}

/** `done` on this tablet; what became of a task elsewhere is another matter. */
export type Fate = "open" | "done" | "done_elsewhere" | "cancelled" | "not_yours";

/** What became of a task, as this tablet knew it. */
export function fateOf(store: Store, known: Task): Fate {
  const told = store.tasks.value.find((each) => each.id === known.id);
  if (doneHere(store)(told ?? known)) return "done";
  if (!told) return "not_yours";
  return told.state === "done" ? "done_elsewhere" : told.state;
}

function doneHere(store: Store): (task: Task) => boolean {
  const done = store.operations.value.filter(
    (each) => each.op.kind === "complete" && each.state !== "rejected",
  );
  return (task) => done.some((each) => each.op.task_id === task.id && !openedAgain(task, each));
}

/** Whether a planner wants it once more: the server knows of the work, and of a newer task. */
function openedAgain(task: Task, { op, on_server, state }: Kept): boolean {
  return on_server && state !== "held" && (task.version ?? 0) > (op.task_version ?? Infinity);
}

export function entriesOf(store: Store): Entry[] {
  const photos = store.photos.value;
  return store.operations.value
    .filter((each) => each.mended_by === null)
    .map((each) => entryOf(each, photos));
}

function entryOf(kept: Kept, photos: Store["photos"]["value"]): Entry {
  const announced = kept.op.photos ?? [];
  return {
    op_id: kept.op_id,
    seq: kept.seq,
    kind: kept.op.kind,
    layer: kept.op.layer ?? null,
    asset_id: kept.asset_id,
    title: kept.title,
    state: kept.state,
    reasons: kept.reasons,
    saved_at: kept.saved_at,
    on_server: kept.on_server,
    backed_up: kept.backed_up && announced.every(({ id }) => isSafe(photos.get(id))),
    photos: announced.map(({ id }) => ({
      id,
      state: photos.get(id)?.state ?? "kept",
    })),
  };
}
