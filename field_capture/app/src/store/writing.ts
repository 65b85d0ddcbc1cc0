// Saving: the operation, its number, its photos, in one transaction that is over only when the disk
// has it. Screens say "saved" after that, and never before.

import type { Catalogue, Operation, Photo, Seen, Value } from "../model.ts";
import type { Draft, PhotoDraft, Saved } from "../tablet.ts";
import { sha256, uuid7 } from "./ids.ts";
import type { Memory } from "./memory.ts";
import { codeOf } from "./naming.ts";
import { isPending, newValues } from "./overlay.ts";
import type { Database, Kept } from "./records.ts";
import { ofWriting, Trouble, toldByDone } from "./trouble.ts";

declare const VERSION: string | undefined;

interface Around {
  db: Database;
  memory: Memory;
  catalogue: Catalogue;
  device_id: string;
}

type Sent = Pick<Operation, "changed"> & Partial<Operation>;

/**
 * Write a draft down. `replacing` is the rejected operation that this one says anew. Null where another
 * window has saved something of its name in this very moment.
 */
export async function write(
  around: Around,
  draft: Draft,
  replacing?: Kept,
  more: Partial<Operation> = {},
): Promise<[Saved, Kept[]] | null> {
  // The server keeps what was turned away, under its name: mended, it is another capture.
  const anew = replacing !== undefined && wasTurnedAway(replacing);
  const subject = anew
    ? uuid7()
    : (draft.asset_id ?? replacing?.asset_id ?? (draft.kind === "create" ? uuid7() : null));
  const taken = [...(anew ? await photosOf(around.db, replacing) : []), ...(draft.photos ?? [])];
  const photos = await ready(taken, subject ?? draft.task_id ?? "");
  const followers = anew && subject ? await followersOf(around, replacing, subject) : [];
  // What never came into the server's log goes there under its own name, so that what was built
  // upon it finds it.
  const again =
    replacing &&
    !replacing.on_server &&
    !replacing.reasons.some((r) => r.code === "same_id_other_content");
  const op_id = again ? replacing.op_id : (!replacing && draft.key) || uuid7();
  const sent: Sent = { ...body(around, draft, subject, replacing), ...more };
  if (photos.length || replacing?.op.photos) {
    sent.photos = [...((!anew && replacing?.op.photos) || []), ...announced(photos)];
  }
  const { db } = around;
  try {
    const tx = db.transaction(["notes", "operations", "photos", "photo_bytes"], "readwrite", {
      durability: "strict",
    });
    const operations = tx.objectStore("operations");
    if (!again && (await operations.get(op_id))) return null;
    const seq = again
      ? replacing.seq
      : (((await tx.objectStore("notes").get("seq")) as number | undefined) ?? 0) + 1;
    const op = { ...sent, op_id, seq } as Operation;
    const kept = asKept(op, subject, titleOf(around, draft, op));
    const all = [
      { kept, photos, old: again ? undefined : replacing },
      ...followed(kept, followers),
    ];
    const written = all.flatMap(({ kept: each, old }) =>
      old ? [each, { ...old, mended_by: each.op_id }] : [each],
    );
    const last = seq + followers.length;
    if (!again) tx.objectStore("notes").put(last, "seq").catch(toldByDone);
    for (const each of written) operations.put(each).catch(toldByDone);
    for (const each of all) {
      for (const { about, bytes } of each.photos) {
        const photo = { ...about, op_id: each.kept.op_id };
        tx.objectStore("photos").put(photo).catch(toldByDone);
        tx.objectStore("photo_bytes").put(bytes, about.id).catch(toldByDone);
      }
    }
    await tx.done;
    const code = draft.kind === "create" ? kept.title : null;
    return [{ op_id, asset_id: subject, provisional_code: code }, written];
  } catch (error) {
    throw ofWriting(error);
  }
}

const wasTurnedAway = ({ op, on_server, reasons }: Kept): boolean =>
  op.kind === "create" && on_server && reasons.some(({ code }) => code === "turned_away");

interface Ready {
  about: Photo;
  bytes: ArrayBuffer;
  moment: PhotoDraft["moment"];
}

/** Photos with their hashes: no transaction waits for these. */
function ready(photos: readonly PhotoDraft[], subject: string): Promise<Ready[]> {
  return Promise.all(
    photos.map(async ({ bytes, type, name, caption, taken, fix, moment }) => ({
      bytes,
      moment,
      about: {
        ...{ id: uuid7(), subject, sha256: await sha256(bytes), bytes: bytes.byteLength },
        ...{ type, name, caption, taken, fix, state: "waiting" },
      } satisfies Photo,
    })),
  );
}

function announced(photos: readonly Ready[]): NonNullable<Operation["photos"]> {
  return photos.map(({ about: { id, sha256: hash, bytes, name, caption }, moment }) => ({
    ...{ id, sha256: hash, bytes, name, caption },
    ...(moment && { moment }),
  }));
}

/** The photos of an operation, to be taken once more. */
async function photosOf(db: Database, { op }: Kept): Promise<PhotoDraft[]> {
  const found: PhotoDraft[] = [];
  for (const { id, moment } of op.photos ?? []) {
    const [about, bytes] = [await db.get("photos", id), await db.get("photo_bytes", id)];
    if (about && bytes) found.push({ ...about, bytes, ...(moment && { moment }) });
  }
  return found;
}

interface Follower {
  old: Kept;
  photos: Ready[];
}

/** What was built upon a capture that was turned away: it has to be said of the new one. */
async function followersOf({ db, memory }: Around, of: Kept, subject: string): Promise<Follower[]> {
  const waiting = memory
    .ofAsset(of.asset_id ?? "")
    .filter((each) => each.op_id !== of.op_id && isPending(each, undefined));
  const found: Follower[] = [];
  for (const old of waiting) {
    found.push({ old, photos: await ready(await photosOf(db, old), subject) });
  }
  return found;
}

/** The followers of a capture that got another name, each built upon the one before. */
function followed(first: Kept, followers: readonly Follower[]): (Follower & { kept: Kept })[] {
  const standing = newValues(first.op, []);
  let last = first;
  return followers.map(({ old, photos }) => {
    const changed: Operation["changed"] = {};
    for (const [name, change] of Object.entries(old.op.changed)) {
      changed[name] = { ...change, base: standing[name] ?? null };
      standing[name] = change.new;
    }
    const op: Operation = {
      ...old.op,
      op_id: uuid7(),
      seq: last.seq + 1,
      after: last.op_id,
      base_version: null,
      changed,
    };
    if (first.asset_id) op.asset_id = first.asset_id;
    if (old.op.photos) op.photos = announced(photos);
    last = asKept(op, first.asset_id, first.title);
    return { kept: last, old, photos };
  });
}

function body(
  around: Around,
  draft: Draft,
  subject: string | null,
  replacing: Kept | undefined,
): Sent {
  const { memory, catalogue, device_id } = around;
  const now = subject ? memory.asset(subject) : undefined;
  const layer = draft.layer ?? now?.layer;
  // A task may be about no asset, or one that lies elsewhere or is gone: it was done all the same.
  if (!now && draft.kind !== "create" && draft.kind !== "complete")
    throw new Trouble("unknown_asset");
  const seen = draft.kind === "create" ? NOTHING : seenOf(around, draft, subject, replacing);
  const changed: Operation["changed"] = {};
  for (const [name, value] of Object.entries(draft.values ?? {})) {
    changed[name] = { base: seen.values[name] ?? null, new: value };
  }
  const sent: Sent = {
    device_id,
    kind: draft.kind,
    base_version: seen.version,
    after: seen.after,
    // What was refused is said anew in the words that it was said in.
    schema_version: replacing?.op.schema_version ?? draft.schema_version ?? catalogue.version,
    changed,
    client_time: new Date().toISOString(),
    monotonic_ms: Math.round(performance.now()),
    app_version: typeof VERSION === "string" ? VERSION : "dev",
  };
  if (layer) sent.layer = layer;
  if (subject) sent.asset_id = subject;
  if (draft.geometry) sent.geometry = draft.geometry;
  if (draft.fixes?.length) sent.fixes = [...draft.fixes];
  if (draft.task_id) sent.task_id = draft.task_id;
  if (draft.answers) sent.answers = draft.answers;
  if (draft.notes) sent.notes = draft.notes;
  return sent;
}

const NOTHING: Seen = { values: {}, version: null, after: null };

/** What an operation builds upon: what was seen when it was begun, or else what stands now. */
function seenOf(
  { memory }: Around,
  draft: Draft,
  subject: string | null,
  replacing: Kept | undefined,
): Seen {
  const now = (subject && memory.asset(subject)?.seen) || NOTHING;
  const then = replacing ? basesOf(replacing.op) : draft.seen;
  if (!then) return now;
  const before = then.after ? memory.kept(then.after) : undefined;
  const never = before && (before.state === "rejected" || before.mended_by !== null);
  // Without a version nothing but an operation of this tablet says what it was.
  return never ? { ...then, after: then.version === null ? now.after : null } : then;
}

/** What was refused is said anew of what it was said of: nobody has looked at it since. */
function basesOf({ changed, base_version, after }: Operation): Seen {
  const bases = Object.entries(changed).map(([name, { base }]): [string, Value] => [name, base]);
  return { values: Object.fromEntries(bases), version: base_version, after };
}

function asKept(op: Operation, subject: string | null, title: string): Kept {
  return {
    op_id: op.op_id,
    seq: op.seq,
    asset_id: subject,
    op,
    title,
    saved_at: op.client_time,
    state: "queued",
    reasons: [],
    on_server: false,
    incarnation: null,
    version: null,
    revision: null,
    backed_up: false,
    clashing: [],
    mended_by: null,
  };
}

/** How an operation's asset is called: its code, or one that only this tablet knows. */
function titleOf({ memory, catalogue }: Around, draft: Draft, op: Operation): string {
  if (draft.kind !== "create") {
    const earlier = op.asset_id
      ? memory.ofAsset(op.asset_id).find((each) => each.op.kind === "create")
      : undefined;
    const told = op.asset_id ? memory.told(op.asset_id) : undefined;
    return codeOf(catalogue, told) ?? earlier?.title ?? "";
  }
  const layer = catalogue.layers.find((each) => each.name === op.layer);
  const given = layer && codeOf(catalogue, { layer: layer.name, values: draft.values ?? {} });
  return given ?? `${layer?.code_prefix ?? ""}*${op.seq}`;
}
