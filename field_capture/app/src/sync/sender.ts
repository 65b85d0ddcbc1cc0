// The one sender: at start, when the network comes, when the app is looked at, when somebody has
// saved or asks for it, and from time to time. One at a time among all tabs and the service worker.

import { type Signal, signal } from "@preact/signals";
import { arrived, type ClashRecord, isSafe, type Store } from "../store/store.ts";
import type { Contact, Sender } from "../store/tablet.ts";
import { Trouble } from "../store/trouble.ts";
import { sendPhotos } from "./photos.ts";
import { follow, takeAlong } from "./pulling.ts";
import {
  backedUp,
  batches,
  forgettable,
  pause,
  type Receipt,
  restored,
  settled,
  type ToldClash,
} from "./queue.ts";
import { Server } from "./server.ts";
import { tellEnd } from "./sharing.ts";

const LOCK = "netzkaart-send";
export const BACKGROUND_TAG = "netzkaart-send";
const SOON_MS = 400;

export class TabletSender implements Sender {
  readonly contact: Signal<Contact>;
  readonly #store: Store;
  readonly #fetch: typeof fetch | undefined;
  #running: Promise<void> | null = null;
  #again = false;
  #failures = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(store: Store, fetcher?: typeof fetch) {
    this.#store = store;
    this.#fetch = fetcher;
    this.contact = signal({
      online: connected(),
      sending: false,
      last_contact: null,
      trouble: null,
    });
  }

  /** Begin to send by itself. */
  async start(): Promise<void> {
    const last = await this.#store.note("last_contact");
    this.#tell({ last_contact: last ?? null });
    addEventListener("online", () => {
      this.#tell({ online: true, trouble: null });
      this.nudge();
    });
    addEventListener("offline", () => this.#tell({ online: false, trouble: "offline" }));
    document.addEventListener("visibilitychange", () => {
      if (!document.hidden) this.nudge();
    });
    this.nudge();
  }

  nudge(): void {
    void registerBackgroundSync();
    if (this.#running) this.#again = true;
    else this.#in(SOON_MS);
  }

  /** Exchange now: an exchange that runs already may have asked before somebody wanted to know. */
  run(): Promise<void> {
    if (this.#running) this.#again = true;
    this.#running ??= this.#loop().finally(() => {
      this.#running = null;
    });
    return this.#running;
  }

  /** A server to speak with, as the tablet that this one is. */
  server(): Server {
    const enrolment = this.#store.enrolment.value;
    if (!enrolment) throw new Trouble("not_enrolled");
    return new Server(
      enrolment.commune,
      enrolment.token,
      this.#store.settings.value.language,
      this.#fetch,
    );
  }

  /** Do something while nothing is sent or pulled, in any tab. */
  alone(work: () => Promise<void>): Promise<void> {
    return locked(work);
  }

  #in(ms: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.run(), ms);
  }

  async #loop(): Promise<void> {
    if (!this.#store.enrolment.value || this.#store.lost.value) return;
    clearTimeout(this.#timer);
    do {
      this.#again = false;
      await locked(() => this.#once());
    } while (this.#again && !this.#failures);
    this.#in(pause(this.#failures));
  }

  async #once(): Promise<void> {
    this.#tell({ sending: true });
    try {
      await this.exchange();
      this.#failures = 0;
      const now = new Date().toISOString();
      await this.#store.keep("last_contact", now);
      // The network may have gone right behind the last answer.
      const online = connected();
      this.#tell({ online, trouble: online ? null : "offline", last_contact: now });
    } catch (error) {
      this.#failures++;
      const code = error instanceof Trouble ? error.code : "server";
      if (!(error instanceof Trouble)) console.error(error);
      this.#tell({ trouble: code, online: code !== "offline" });
    } finally {
      this.#tell({ sending: false });
    }
  }

  /** All that is to be exchanged: first what only the tablet has, then what others did. */
  async exchange(): Promise<void> {
    const server = this.server();
    await this.#store.loaded;
    await tellEnd(() => server);
    await this.#push(server);
    await this.#catalogue(server);
    await this.#pull(server);
    await this.#lists(server);
    await sendPhotos(this.#store, server, async () => {
      // Attributes never wait for photos.
      if (batches(this.#store.memory.operations().filter((each) => !each.on_server)).length) {
        await this.#push(server);
      }
    });
    await this.#forget();
  }

  async #push(server: Server): Promise<void> {
    const store = this.#store;
    await this.#sendAgain(server);
    for (let round = 0; round < 2; round++) {
      for (const batch of batches(store.memory.operations())) {
        const told = await server.push(batch.map((each) => each.op));
        await this.#restored(told.incarnation);
        await this.#note(
          batch.map((each) => each.op_id),
          told.receipts,
          told.incarnation,
        );
        await this.#backup(told.incarnation, told.backed_up);
      }
      if (!batches(store.memory.operations().filter((each) => !each.on_server)).length) return;
    }
  }

  /** What a restored server has lost goes before what was saved since, which may build upon it. */
  async #sendAgain(server: Server): Promise<void> {
    const all = this.#store.memory.operations();
    if (!batches(all).length || !all.some((each) => each.on_server)) return;
    await this.#restored(await this.#incarnation(server));
  }

  async #restored(incarnation: string): Promise<void> {
    const again = restored(this.#store.memory.operations(), incarnation);
    if (!again.length) return;
    await this.#store.putOperations(again);
    await this.#restoredPhotos(again.flatMap((each) => each.op.photos ?? []));
  }

  async #note(ids: string[], receipts: Receipt[], incarnation: string): Promise<void> {
    const { memory } = this.#store;
    const changed = ids.flatMap((id, at) => {
      const kept = memory.kept(id);
      const receipt = receipts[at];
      // An answer to something else is none.
      return kept && receipt?.op_id === id ? settled(kept, receipt, incarnation) : [];
    });
    const clashes = receipts.flatMap((each) =>
      each.conflicts.filter((one) => one.state === "open").map(clash),
    );
    await this.#store.putOperations(changed, clashes);
  }

  async #restoredPhotos(photos: { id: string }[]): Promise<void> {
    for (const { id } of photos) {
      const photo = this.#store.photos.value.get(id);
      if (photo && arrived(photo.state))
        await this.#store.putPhoto({ ...photo, state: "waiting", backed_up: false });
    }
  }

  async #catalogue(server: Server): Promise<void> {
    const before = await this.#store.note("catalogue");
    const found = await server.catalogue(before?.etag ?? null);
    if (found) await this.#store.keep("catalogue", found);
  }

  async #pull(server: Server): Promise<void> {
    const { area, catalogue } = this.#store;
    if (!area.value) return;
    // Assets that were read with another catalogue stay so until all of them have come anew.
    const cursor = await this.#store.note("cursor");
    const anew = cursor !== undefined && cursor.catalogue !== catalogue.value?.version;
    let page: Awaited<ReturnType<typeof follow>>;
    try {
      page = anew
        ? await takeAlong(this.#store, server, area.value)
        : await follow(this.#store, server);
    } catch (error) {
      if (!(error instanceof Trouble && error.code === "cursor_gone")) throw error;
      // Another server, or too long ago. What was sent before goes again first, then all is pulled.
      await this.#restored(await this.#incarnation(server));
      await this.#push(server);
      page = await takeAlong(this.#store, server, area.value);
    }
    if (page) await this.#backup(page.incarnation, page.backed_up);
  }

  async #incarnation(server: Server): Promise<string> {
    return (await server.push([])).incarnation;
  }

  async #lists(server: Server): Promise<void> {
    const [conflicts, tasks, areas] = [
      await server.conflicts(this.#store.enrolment.value?.device_id ?? ""),
      await server.tasks(),
      await server.areas(),
    ];
    await this.#store.putClashes(conflicts.map(clash));
    await this.#store.replaceList("tasks", tasks);
    await this.#store.replaceList("areas", areas);
  }

  async #backup(incarnation: string, revision: number | null | undefined): Promise<void> {
    if (typeof revision !== "number") return;
    await this.#store.keep("backed_up", { incarnation, revision });
    await this.#store.putOperations(
      backedUp(this.#store.memory.operations(), incarnation, revision),
    );
  }

  async #forget(): Promise<void> {
    const { memory, photos } = this.#store;
    const gone = forgettable(memory.operations(), (id) => isSafe(photos.value.get(id)), Date.now());
    if (!gone.length) return;
    const ids = gone.map((each) => each.op_id);
    const theirs = [...photos.value.values()].filter((each) => ids.includes(each.op_id));
    await this.#store.forget(
      ids,
      theirs.map((each) => each.id),
    );
  }

  #tell(change: Partial<Contact>): void {
    this.contact.value = { ...this.contact.value, ...change };
  }
}

function clash(told: ToldClash): ClashRecord {
  const { asset, state: _, ...rest } = told;
  return { ...rest, asset_id: asset };
}

/** Whether the device has a network, as far as it knows. */
const connected = (): boolean => typeof navigator === "undefined" || navigator.onLine !== false;

async function locked(work: () => Promise<void>): Promise<void> {
  const locks = typeof navigator === "undefined" ? undefined : navigator.locks;
  if (locks) await locks.request(LOCK, work);
  else await work();
}

/** Let the browser wake the service worker once there is a network; few browsers do. */
async function registerBackgroundSync(): Promise<void> {
  if (typeof navigator === "undefined" || !navigator.serviceWorker?.controller) return;
  const registration = (await navigator.serviceWorker.ready) as ServiceWorkerRegistration & {
    sync?: { register(tag: string): Promise<void> };
  };
  await registration.sync?.register(BACKGROUND_TAG).catch(() => {});
}
