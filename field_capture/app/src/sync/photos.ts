// Photos go out after everything else, in pieces; what arrived of one never has to go again. A photo
// leaves the queue only when the server says that it has it, whole: with its asset, or held for a
// planner's decision about that.

import type { Photo } from "../model.ts";
import { sha256 } from "../store/ids.ts";
import type { Kept } from "../store/records.ts";
import { arrived, isSafe, type PhotoRecord, type Store } from "../store/store.ts";
import { Trouble } from "../store/trouble.ts";
import type { PhotoStatus, Server } from "./server.ts";

export async function sendPhotos(
  store: Store,
  server: Server,
  between: () => Promise<void>,
): Promise<void> {
  // What only the tablet has goes before what is merely asked about.
  const all = [...store.photos.value.values()].sort(
    (a, b) => Number(arrived(a.state)) - Number(arrived(b.state)) || a.id.localeCompare(b.id),
  );
  for (const photo of all) {
    if (concerns(photo, store.memory.kept(photo.op_id)))
      await sendPhoto(store, server, photo, between);
  }
}

/** Whether the server wants a photo, or may have something new to tell of it. */
function concerns(photo: PhotoRecord, kept: Kept | undefined): boolean {
  // Before its operation is there, nobody knows of it; while that is held, nothing becomes of it.
  if (photo.reason || !kept?.on_server) return false;
  if (photo.state === "held") return kept.state !== "held";
  // It came after its operation: a backup without that is one without the photo.
  return photo.state !== "kept" || (kept.backed_up && !isSafe(photo));
}

async function sendPhoto(
  store: Store,
  server: Server,
  photo: PhotoRecord,
  between: () => Promise<void>,
): Promise<void> {
  let there = photo.state;
  try {
    const { backed_up = false, ...status } = await server.photo(photo.id);
    if (status.state === "kept" || status.state === "held") {
      if (status.state !== photo.state || backed_up !== photo.backed_up)
        await store.putPhoto({ ...photo, state: status.state, backed_up });
      return;
    }
    there = "waiting";
    const bytes = await store.photoBytes(photo.id);
    if (!bytes || (await sha256(bytes)) !== photo.sha256) {
      await store.putPhoto({ ...photo, state: "waiting", reason: "damaged" });
      return;
    }
    await store.putPhoto({ ...photo, state: "sending" });
    const state = await upload(server, photo.id, status, bytes, between);
    await store.putPhoto({ ...photo, state: arrived(state) ? state : "waiting" });
  } catch (error) {
    const code = error instanceof Trouble ? error.code : "";
    // Refused, it stays here with the reason; not known yet, it waits for its operation.
    const isThere = arrived(there) && code !== "not_there";
    const refused = code === "refused" && !isThere && error instanceof Trouble;
    const reason = refused ? (error.detail ?? code) : null;
    const state = isThere ? there : "waiting";
    await store.putPhoto({ ...photo, state, reason });
    if (code !== "refused" && code !== "not_there") throw error;
  }
}

async function upload(
  server: Server,
  id: string,
  status: PhotoStatus,
  bytes: ArrayBuffer,
  between: () => Promise<void>,
): Promise<Photo["state"]> {
  for (const number of status.missing) {
    const start = number * status.chunk_bytes;
    const piece = bytes.slice(start, start + status.chunk_bytes);
    await server.putChunk(id, number, piece, await sha256(piece));
    await between();
  }
  const { state } = await server.finishPhoto(id);
  return state === "expected" ? "waiting" : state;
}
