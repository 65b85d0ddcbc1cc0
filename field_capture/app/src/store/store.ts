// The tablet's memory: IndexedDB and what is read from it, the same in every tab.

import { computed, type ReadonlySignal, type Signal, signal } from "@preact/signals";
import type { IDBPTransaction } from "idb";
import type { Area, Catalogue, Operation, Photo, Task } from "../model.ts";
import type { Clash, Draft, Saved, Settings } from "../tablet.ts";
import { Memory } from "./memory.ts";
import { isPending } from "./overlay.ts";
import type {
  Cursor,
  Database,
  Enrolment,
  Kept,
  Note,
  Notes,
  Schema,
  Told,
  WorkArea,
} from "./records.ts";

import { NAME, openDatabase } from "./records.ts";
import { ofWriting, Trouble, toldByDone } from "./trouble.ts";
import { beyond } from "./twice.ts";
import { write } from "./writing.ts";

export type ClashRecord = Clash & { op_id: string };
const savedAs = ({ op, op_id, asset_id, title }: Kept): Saved => ({
  ...{ op_id, asset_id, provisional_code: op.kind === "create" ? title : null },
});

export type PhotoRecord = Photo & { op_id: string; reason?: string | null };

/** Whether the server has a photo whole. */
export const arrived = (state: Photo["state"]): boolean => state === "kept" || state === "held";

/** Whether a backup has a photo where it belongs; what is not here any more was in one. */
export const isSafe = (photo: PhotoRecord | undefined): boolean =>
  photo === undefined || (photo.state === "kept" && photo.backed_up === true);

type StoreName =
  | "notes"
  | "assets"
  | "operations"
  | "photos"
  | "photo_bytes"
  | "clashes"
  | "tasks"
  | "areas";

/** What another tab has to read again. */
interface News {
  assets: string[] | "all";
  operations: string[];
  gone: string[];
  notes: Note[];
}

/** The notes that screens show. */
const SHOWN: readonly Note[] = ["enrolment", "catalogue", "settings", "area"];
const SETTINGS: Settings = { language: "lb", theme: "system", hand: "right", antenna_height_m: 0 };

export class Store {
  readonly memory = new Memory();
  readonly enrolment: Signal<Enrolment | null> = signal(null);
  readonly catalogue: Signal<Catalogue | null> = signal(null);
  readonly settings: Signal<Settings> = signal(SETTINGS);
  readonly area: Signal<WorkArea | null> = signal(null);
  readonly photos: Signal<ReadonlyMap<string, PhotoRecord>> = signal(new Map());
  readonly clashes: Signal<readonly ClashRecord[]> = signal([]);
  readonly tasks: Signal<readonly Task[]> = signal([]);
  /** Counts up with each change of operations: screens that list them read it. */
  readonly round = signal(0);
  /** Another tab has a newer app, or the browser took the database away. */
  readonly lost = signal(false);
  readonly operations: ReadonlySignal<Kept[]> = computed(() => {
    this.round.value;
    return this.memory.operations();
  });
  /** Resolves when all assets are in memory. */
  loaded: Promise<void> = Promise.resolve();
  readonly db: Database;
  readonly #listeners = new Set<(ids: readonly string[]) => void>();
  readonly #tabs: BroadcastChannel | null;

  private constructor(db: Database, tabs: BroadcastChannel | null) {
    this.db = db;
    this.#tabs = tabs;
    tabs?.addEventListener("message", ({ data }) => {
      // A database that closes while a message comes has nothing to be told any more.
      this.#hear(data as News).catch(() => {});
    });
  }

  static async open(language: Settings["language"] = "lb", name = NAME): Promise<Store> {
    let store: Store | undefined;
    const db = await openDatabase(() => {
      if (store) store.lost.value = true;
    }, name);
    const tabs = typeof BroadcastChannel === "function" ? new BroadcastChannel(name) : null;
    store = new Store(db, tabs);
    await store.#start(language);
    return store;
  }

  close(): void {
    this.#tabs?.close();
    this.db.close();
  }

  async #start(language: Settings["language"]): Promise<void> {
    this.settings.value = { ...SETTINGS, language };
    await this.#readNotes(SHOWN);
    for (const kept of await this.db.getAll("operations")) this.memory.putKept(kept);
    await this.#readSmall();
    this.round.value++;
    this.loaded = this.#readAssets();
  }

  async #readAssets(): Promise<void> {
    this.memory.replaceTold(await this.db.getAll("assets"));
    this.#say([]);
  }

  async #readNotes(names: readonly Note[]): Promise<void> {
    const found = await Promise.all(names.map((name) => this.note(name)));
    for (const [at, name] of names.entries()) this.#show(name, found[at]);
  }

  #show(name: Note, value: Notes[Note] | undefined): void {
    if (name === "enrolment") this.enrolment.value = (value as Enrolment | undefined) ?? null;
    if (name === "catalogue")
      this.catalogue.value = (value as Notes["catalogue"] | undefined)?.document ?? null;
    if (name === "settings")
      this.settings.value = { ...this.settings.value, ...(value as Settings | undefined) };
    if (name === "area") this.area.value = (value as WorkArea | undefined) ?? null;
  }

  async #readSmall(): Promise<void> {
    const [photos, clashes, tasks] = await Promise.all([
      this.db.getAll("photos"),
      this.db.getAll("clashes"),
      this.db.getAll("tasks"),
    ]);
    this.photos.value = new Map(photos.map((each) => [each.id, each]));
    this.clashes.value = clashes;
    this.tasks.value = tasks;
  }

  // --- Reading -------------------------------------------------------------------------------------

  async note<N extends Note>(name: N): Promise<Notes[N] | undefined> {
    return (await this.db.get("notes", name)) as Notes[N] | undefined;
  }

  photoBytes(id: string): Promise<ArrayBuffer | undefined> {
    return this.db.get("photo_bytes", id);
  }

  areas(): Promise<Area[]> {
    return this.db.getAll("areas");
  }

  watch(listener: (ids: readonly string[]) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  // --- Writing -------------------------------------------------------------------------------------

  async save(draft: Draft, replacing?: Kept, more: Partial<Operation> = {}): Promise<Saved> {
    const catalogue = this.catalogue.value;
    const device = this.enrolment.value?.device_id;
    if (!catalogue || !device) throw new Trouble("not_enrolled");
    if (this.lost.value) throw new Trouble("other_tab");
    const first = draft.key && !replacing ? await this.#kept(draft.key) : undefined;
    if (first) {
      const rest = await beyond(first, draft);
      return rest ? this.save(rest, undefined, more) : savedAs(first);
    }
    const around = { db: this.db, memory: this.memory, catalogue, device_id: device };
    const done = await write(around, draft, replacing, this.#about(draft, more));
    if (!done) return this.save(draft, replacing, more);
    const [saved, written] = done;
    // Whoever saves waits for what is durable and for nothing else.
    for (const each of written) this.memory.putKept(each);
    if (written.some(({ op }) => op.photos?.length)) await this.#readSmall();
    this.#tell(written);
    return saved;
  }

  /** What was saved under a key, also by another window just now. */
  async #kept(key: string): Promise<Kept | undefined> {
    const found = await this.db.get("operations", key);
    if (found) this.memory.putKept(found);
    return found;
  }

  /** Decide about a conflict; it is the tablet's to send, like everything else. */
  async answer(clash: Clash, choice: "theirs" | "ours" | "value", value?: unknown): Promise<Saved> {
    const version = this.memory.told(clash.asset_id)?.version ?? clash.version;
    return this.save({ kind: "resolve", layer: clash.layer, asset_id: clash.asset_id }, undefined, {
      conflict_id: clash.id,
      choice,
      ...(choice === "value" && { value: value ?? null }),
      ...(version !== null && { version }),
    });
  }

  #about(draft: Draft, more: Partial<Operation>): Partial<Operation> {
    const task = this.tasks.value.find((each) => each.id === draft.task_id);
    const version = draft.task_version ?? task?.version;
    return version ? { task_version: version, ...more } : more;
  }

  async keep<N extends Note>(name: N, value: Notes[N]): Promise<void> {
    await this.#transact(["notes"], (tx) => {
      tx.objectStore("notes").put(value, name).catch(toldByDone);
    });
    this.#show(name, value);
    if (SHOWN.includes(name)) this.#changed([], { notes: [name] });
  }

  /** What became of operations: together with the conflicts that they made. */
  async putOperations(
    changed: readonly Kept[],
    clashes: readonly ClashRecord[] = [],
  ): Promise<void> {
    if (!changed.length && !clashes.length) return;
    await this.#transact(["operations", "clashes"], (tx) => {
      for (const each of changed) tx.objectStore("operations").put(each).catch(toldByDone);
      for (const each of clashes) tx.objectStore("clashes").put(each).catch(toldByDone);
    });
    await this.#wrote(changed);
  }

  /** Give up what was refused, and what was built upon it: the server's log has it. */
  async giveUp(refused: Kept): Promise<void> {
    const id = refused.op.kind === "create" ? refused.asset_id : null;
    const upon = id && !this.memory.told(id) ? this.memory.ofAsset(id) : [];
    const all = [refused, ...upon.filter((each) => each.op_id !== refused.op_id)];
    const waiting = all.filter((each) => isPending(each, undefined));
    await this.putOperations(waiting.map((each) => ({ ...each, mended_by: each.op_id })));
  }

  async putClashes(all: readonly ClashRecord[]): Promise<void> {
    await this.#transact(["clashes"], (tx) => {
      tx.objectStore("clashes").clear().catch(toldByDone);
      for (const each of all) tx.objectStore("clashes").put(each).catch(toldByDone);
    });
    await this.#wrote([]);
  }

  async putPhoto(photo: PhotoRecord): Promise<void> {
    await this.#transact(["photos"], (tx) => {
      tx.objectStore("photos").put(photo).catch(toldByDone);
    });
    await this.#wrote([]);
  }

  /** Let go of what a verified backup contains. */
  async forget(operations: readonly string[], photos: readonly string[]): Promise<void> {
    await this.#transact(["operations", "photos", "photo_bytes"], (tx) => {
      for (const id of operations) tx.objectStore("operations").delete(id).catch(toldByDone);
      for (const id of photos) {
        tx.objectStore("photos").delete(id).catch(toldByDone);
        tx.objectStore("photo_bytes").delete(id).catch(toldByDone);
      }
    });
    for (const id of operations) this.memory.removeKept(id);
    await this.#wrote([], operations);
  }

  /** Begin anew: another commune's tablet. */
  async empty(): Promise<void> {
    const names = [...this.db.objectStoreNames];
    await this.#transact(names, (tx) => {
      for (const name of names) tx.objectStore(name).clear().catch(toldByDone);
    });
    this.area.value = null;
    this.catalogue.value = null;
    this.memory.clear();
    await this.#wrote([]);
    this.#changed("all", { notes: [...SHOWN] });
  }

  /** A page of changes, and how far it goes, at once. */
  async takeIn(upserts: readonly Told[], gone: readonly string[], cursor: Cursor): Promise<void> {
    await this.#transact(["assets", "notes"], (tx) => {
      for (const each of upserts) tx.objectStore("assets").put(each).catch(toldByDone);
      for (const id of gone) tx.objectStore("assets").delete(id).catch(toldByDone);
      tx.objectStore("notes").put(cursor, "cursor").catch(toldByDone);
    });
    for (const each of upserts) this.memory.putTold(each);
    for (const id of gone) this.memory.removeTold(id);
    this.#changed([...upserts.map((each) => each.id), ...gone]);
  }

  /** Another area, or all of it anew: the old one is there until the new one is complete. */
  async replace(all: readonly Told[], cursor: Cursor, area: WorkArea): Promise<void> {
    await this.#transact(["assets", "notes"], (tx) => {
      tx.objectStore("assets").clear().catch(toldByDone);
      for (const each of all) tx.objectStore("assets").put(each).catch(toldByDone);
      tx.objectStore("notes").put(cursor, "cursor").catch(toldByDone);
      tx.objectStore("notes").put(area, "area").catch(toldByDone);
    });
    this.memory.replaceTold(all);
    this.area.value = area;
    this.#changed("all", { notes: ["area"] });
  }

  async replaceList(name: "tasks" | "areas", all: readonly (Task | Area)[]): Promise<void> {
    await this.#transact([name], (tx) => {
      tx.objectStore(name).clear().catch(toldByDone);
      for (const each of all)
        tx.objectStore(name)
          .put(each as Task & Area)
          .catch(toldByDone);
    });
    await this.#wrote([]);
  }

  async #transact(
    names: StoreName[],
    work: (tx: IDBPTransaction<Schema, StoreName[], "readwrite">) => void,
  ): Promise<void> {
    try {
      const tx = this.db.transaction(names, "readwrite", { durability: "strict" });
      work(tx);
      await tx.done;
    } catch (error) {
      throw ofWriting(error);
    }
  }

  // --- Telling -------------------------------------------------------------------------------------

  async #wrote(changed: readonly Kept[], gone: readonly string[] = []): Promise<void> {
    for (const each of changed) this.memory.putKept(each);
    await this.#readSmall();
    this.#tell(changed, gone);
  }

  #tell(changed: readonly Kept[], gone: readonly string[] = []): void {
    const ids = [...new Set(changed.flatMap((each) => each.asset_id ?? []))];
    this.round.value++;
    this.#changed(ids, { operations: changed.map((each) => each.op_id), gone: [...gone] });
  }

  #changed(assets: string[] | "all", more: Partial<News> = {}): void {
    this.#tabs?.postMessage({
      ...{ assets, operations: [], gone: [], notes: [] },
      ...more,
    } satisfies News);
    if (assets === "all") this.#say([]);
    else if (assets.length) this.#say(assets);
  }

  #say(ids: readonly string[]): void {
    for (const listener of this.#listeners) listener(ids);
  }

  async #hear(news: News): Promise<void> {
    for (const id of news.gone) this.memory.removeKept(id);
    for (const id of news.operations) {
      const kept = await this.db.get("operations", id);
      if (kept) this.memory.putKept(kept);
    }
    if (news.assets === "all") await this.#readAssets();
    else {
      for (const id of news.assets) {
        const told = await this.db.get("assets", id);
        if (told) this.memory.putTold(told);
        else this.memory.removeTold(id);
      }
      if (news.assets.length) this.#say(news.assets);
    }
    await this.#readSmall();
    this.round.value++;
    await this.#readNotes(news.notes);
  }
}
