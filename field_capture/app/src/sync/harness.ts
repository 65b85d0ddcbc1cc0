// A tablet for tests: a real store in an IndexedDB in memory, and a sender that one calls by hand.

import "fake-indexeddb/auto";
import { Store } from "../store/store.ts";
import type { Draft } from "../tablet.ts";
import type { ModelServer } from "./model_server.ts";
import { TabletSender } from "./sender.ts";

let number = 0;

export interface Bench {
  store: Store;
  sender: TabletSender;
  /** End without a word, as when the browser is killed, and start again. */
  kill(): Promise<void>;
  close(): void;
}

export async function bench(server: ModelServer): Promise<Bench> {
  const name = `test-${number++}`;
  const start = async () => {
    const store = await Store.open("en", name);
    return { store, sender: new TabletSender(store, server.fetch) };
  };
  const made: Bench = {
    ...(await start()),
    async kill() {
      made.store.close();
      Object.assign(made, await start());
    },
    close() {
      made.store.close();
    },
  };
  await made.store.keep("enrolment", { commune: "demo", token: "t", label: "T", device_id: "d" });
  const document = { version: 1, languages: [], layers: [], code_lists: {} };
  await made.store.keep("catalogue", { document, etag: null });
  const area = { id: "commune", title: "", bounds: null, assets: 0, bytes: 0, taken_at: "" };
  await made.store.replace(
    [],
    { incarnation: server.incarnation, next: `${server.incarnation}.0`, catalogue: 1 },
    area,
  );
  return made;
}

export const PLACE = { type: "Point", coordinates: [6.2, 49.7] } as const;

export function capture(values: Draft["values"] = {}, photos: Draft["photos"] = []): Draft {
  return {
    kind: "create",
    layer: "valve",
    geometry: { ...PLACE, coordinates: [6.2, 49.7] },
    values,
    photos,
  };
}

export function picture(bytes: number): NonNullable<Draft["photos"]>[number] {
  const content = Uint8Array.from({ length: bytes }, (_, at) => (at * 31) % 251);
  return {
    bytes: content.buffer,
    type: "image/jpeg",
    name: "a.jpg",
    caption: "",
    taken: "",
    fix: null,
  };
}

/** What a page keeps for itself; Node has none. */
export function storage(): Storage {
  const kept = new Map<string, string>();
  return {
    getItem: (name: string) => kept.get(name) ?? null,
    setItem: (name: string, value: string) => void kept.set(name, value),
    removeItem: (name: string) => void kept.delete(name),
    key: (at: number) => [...kept.keys()][at] ?? null,
    clear: () => kept.clear(),
    get length() {
      return kept.size;
    },
  };
}
