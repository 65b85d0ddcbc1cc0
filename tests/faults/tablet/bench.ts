// The tablet app's own memory and sender on a page of their own, so that a test can hold them by
// hand. What crews use is the same code; only the screens are missing.

import { enrol, evicted, mark } from "../../../field_capture/app/src/enrol/enrolling.ts";
import { sha256 } from "../../../field_capture/app/src/store/ids.ts";
import { Store } from "../../../field_capture/app/src/store/store.ts";
import { makeTablet, openClashes } from "../../../field_capture/app/src/store/tablet.ts";
import { outboxFile } from "../../../field_capture/app/src/sync/outbox.ts";
import { takeAlong } from "../../../field_capture/app/src/sync/pulling.ts";
import { TabletSender } from "../../../field_capture/app/src/sync/sender.ts";
import type { Draft, PhotoDraft } from "../../../field_capture/app/src/tablet.ts";

type Picture = Omit<PhotoDraft, "bytes"> & { base64: string };

const EVERYWHERE = { id: "all", title: "all", bounds: null, bytes: 0 };

async function open() {
  const store = await Store.open("en");
  const sender = new TabletSender(store);
  // A test says when something is sent, unless it starts the sender.
  const byHand = { contact: sender.contact, nudge() {}, run: () => sender.run() };
  const tablet = makeTablet(store, byHand);
  await store.loaded;

  function draftOf({ photos, ...draft }: Omit<Draft, "photos"> & { photos?: Picture[] }): Draft {
    if (!photos) return draft;
    return {
      ...draft,
      photos: photos.map(({ base64, ...more }) => {
        return { ...more, bytes: Uint8Array.from(atob(base64), (c) => c.charCodeAt(0)).buffer };
      }),
    };
  }

  return {
    store,
    sender,
    tablet,
    /** Become a tablet with a token that it was given. */
    async become(commune: string, token: string, device_id: string) {
      await store.keep("enrolment", { commune, token, label: "bench", device_id });
      const told = await sender.server().catalogue(null);
      if (told) await store.keep("catalogue", told);
      await takeAlong(store, sender.server(), EVERYWHERE);
      mark(commune, 0);
    },
    enrol: (commune: string, code: string) => enrol(store, commune, code),
    evicted: () => evicted(store.enrolment.value),
    async save(draft: Parameters<typeof draftOf>[0]) {
      return tablet.save(draftOf(draft));
    },
    async mend(op_id: string, draft: Parameters<typeof draftOf>[0]) {
      return tablet.mend(op_id, draftOf(draft));
    },
    /** Exchange everything; what was in the way, or nothing. */
    async sync() {
      await sender.run();
      return sender.contact.value.trouble;
    },
    /** Everything that is written down, as it is on the disk. */
    async disk() {
      const photos = await Promise.all(
        (await store.db.getAll("photos")).map(async (each) => {
          const bytes = await store.db.get("photo_bytes", each.id);
          return { ...each, stored: bytes ? await sha256(bytes) : null };
        }),
      );
      return {
        operations: await store.db.getAllFromIndex("operations", "seq"),
        photos,
        clashes: await store.db.getAll("clashes"),
        notes: await store.note("cursor"),
      };
    },
    /** What its screens show. */
    async shown() {
      return {
        standing: tablet.standing.value,
        entries: await tablet.entries(),
        clashes: openClashes(store),
        tasks: await tablet.tasks(),
      };
    },
    asset: (id: string) => tablet.asset(id),
    async assets(layer: string) {
      return tablet.assets(layer);
    },
    async outbox() {
      return (await outboxFile(store)).text();
    },
  };
}

Object.assign(globalThis, { open_bench: open });
