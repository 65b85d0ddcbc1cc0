// What a crew has in hand and has not saved: it outlives a killed browser. Every change of it goes
// into a small database of its own, one write after the other; the last one counts.
import { openDB } from "idb";

const STORE = "piece";

const database = () =>
  openDB("netzkaart-unfinished", 1, { upgrade: (db) => void db.createObjectStore(STORE) });

let last: Promise<unknown> = Promise.resolve();
const newest = new Map<string, object | null>();

/** Keep it, or forget it. What became old while it waited is not written: photos are large. */
export function keepUnfinished(key: string, wanted: object | null): Promise<unknown> {
  newest.set(key, wanted);
  last = last
    .catch(() => undefined)
    .then(async () => {
      const value = newest.get(key);
      if (value === undefined) return;
      newest.delete(key);
      const db = await database();
      await (value ? db.put(STORE, value, key) : db.delete(STORE, key));
      db.close();
    });
  return last;
}

/** Forget all of it: it was of another commune. */
export function forgetUnfinished(): Promise<unknown> {
  newest.clear();
  last = last
    .catch(() => undefined)
    .then(async () => {
      const db = await database();
      await db.clear(STORE);
      db.close();
    });
  return last;
}

export async function unfinished<T extends object>(key: string): Promise<T | null> {
  await last.catch(() => undefined); // whoever comes back at once finds what is still being written
  try {
    const db = await database();
    const found = (await db.get(STORE, key)) as T | undefined;
    db.close();
    return found ?? null;
  } catch {
    return null; // no such database here: nothing was kept
  }
}
