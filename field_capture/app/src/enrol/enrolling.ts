// Becoming a commune's tablet; and noticing that the browser has thrown everything away.

import { uuid7 } from "../store/ids.ts";
import { forgetNotes } from "../store/notes.ts";
import type { Enrolment } from "../store/records.ts";
import { isSafe, type Store } from "../store/store.ts";
import { Trouble } from "../store/trouble.ts";
import { forgetUnfinished } from "../store/unfinished.ts";
import { Server } from "../sync/server.ts";
import { unshare } from "../sync/sharing.ts";

/** Exchange a code for a token. Another token of the same commune goes on with the same data. */
export async function enrol(
  store: Store,
  commune: string,
  code: string,
  fetcher?: typeof fetch,
): Promise<Enrolment> {
  const before = store.enrolment.value;
  if (before && before.commune !== commune && waitsFor(store)) throw new Trouble("other_commune");
  const language = store.settings.value.language;
  const told = await enrolled(new Server(commune, null, language, fetcher), code);
  const again = before?.commune === commune;
  if (before && !again)
    await leave(store, new Server(before.commune, before.token, language, fetcher));
  const enrolment = {
    commune,
    token: told.token,
    label: told.label,
    device_id: again ? before.device_id : uuid7(),
  };
  await store.keep("enrolment", enrolment);
  // Ready to be worked with at once. The code is used up: without an answer the sender fetches it.
  const server = new Server(commune, told.token, language, fetcher);
  const catalogue = await server.catalogue(null).catch(() => undefined);
  if (catalogue) await store.keep("catalogue", catalogue);
  return enrolment;
}

/** How much no backup of a commune has yet: before that nothing leaves its tablet. */
export function waitsFor(store: Store): number {
  const operations = store.operations.value.filter((each) => !each.backed_up);
  // What is damaged can be sent by nobody any more.
  const photos = [...store.photos.value.values()].filter(
    (each) => !isSafe(each) && each.reason !== "damaged",
  );
  return operations.length + photos.length;
}

/** What was of one commune is nothing for the next: neither a form half filled in nor the view. */
async function leave(store: Store, server: Server): Promise<void> {
  // Nobody of the next commune was told that they may see where the crew is.
  await unshare(() => server);
  const settings = store.settings.value;
  await store.empty();
  await store.keep("settings", settings);
  await forgetUnfinished().catch(() => {});
  forgetNotes();
}

async function enrolled(server: Server, code: string): Promise<{ token: string; label: string }> {
  try {
    return await server.enrol(code);
  } catch (error) {
    const refused =
      error instanceof Trouble &&
      ["revoked", "refused", "not_there", "cursor_gone"].includes(error.code);
    throw refused ? new Trouble("code_used", error.detail) : error;
  }
}

// --- Eviction ------------------------------------------------------------------------------------

// A note outside the database: where it is and the database is not, the browser has cleared it.
const MARK = "netzkaart-field";

export interface Mark {
  commune: string;
  waiting: number;
  at: string;
}

export function mark(commune: string, waiting: number, storage: Storage = localStorage): void {
  storage.setItem(
    MARK,
    JSON.stringify({ commune, waiting, at: new Date().toISOString() } satisfies Mark),
  );
}

export function evicted(enrolment: Enrolment | null, storage: Storage = localStorage): Mark | null {
  if (enrolment) return null;
  try {
    return JSON.parse(storage.getItem(MARK) ?? "null") as Mark | null;
  } catch {
    return null;
  }
}
