// What a crew has in hand and has not saved: it outlives a killed browser. Every change of it goes
// into a small database of its own, one write after the other; of each key the last one counts.
import { openDB } from "idb";

const STORE = "piece";

const database = () =>
  openDB("netzkaart-unfinished", 1, { upgrade: (db) => void db.createObjectStore(STORE) });

type Opened = Awaited<ReturnType<typeof database>>;

let last: Promise<unknown> = Promise.resolve();
const newest = new Map<string, object | null>();

/**
 * Keep it, or forget it. What became old while it waited is not written: photos are large. A disk
 * that is full is told where it matters: when the crew saves.
 */
export async function keepUnfinished(key: string, wanted: object | null): Promise<void> {
  newest.set(key, wanted);
  const done = inTurn<unknown>((db) => {
    const value = newest.get(key);
    newest.delete(key);
    if (value) return db.put(STORE, value, key);
    return value === null ? db.delete(STORE, key) : undefined;
  });
  await done.catch((error: unknown) => console.warn("what is in hand could not be kept", error));
}

/** Forget all of it: it was of another commune. */
export function forgetUnfinished(): Promise<unknown> {
  newest.clear();
  return inTurn((db) => db.clear(STORE));
}

/** Wait until everything is written, as far as it could be. */
export const written = (): Promise<unknown> => last.catch(() => undefined);

/** Who comes back at once finds what is still being written. */
export function unfinished<T extends object>(key: string): Promise<T | null> {
  return inTurn(async (db) => ((await db.get(STORE, key)) as T | undefined) ?? null);
}

/** Everything whose key begins so, the newest key first. */
export function allUnfinished<T extends object>(beginning: string): Promise<T[]> {
  const range = IDBKeyRange.bound(beginning, `${beginning}\uffff`);
  return inTurn(async (db) => ((await db.getAll(STORE, range)) as T[]).reverse());
}

function inTurn<T>(work: (db: Opened) => T | Promise<T>): Promise<T> {
  const done = written().then(async () => {
    const db = await database();
    try {
      return await work(db);
    } finally {
      db.close();
    }
  });
  last = done;
  return done;
}
