// Photos go out after everything else, in pieces; what arrived of one never has to go again. A photo
// leaves the queue only when the server says that it has it, whole: with its asset, or held for a
// planner's decision about that.

import type { Photo } from "../model.ts";
import { sha256 } from "../store/ids.ts";
import { arrived, type PhotoRecord, type Store } from "../store/store.ts";
import { Trouble } from "../store/trouble.ts";
import type { PhotoStatus, Server } from "./server.ts";

export async function sendPhotos(
  store: Store,
  server: Server,
  between: () => Promise<void>,
): Promise<void> {
  const waiting = [...store.photos.value.values()].filter(
    (each) => each.state !== "kept" && !each.reason,
  );
  for (const photo of waiting.sort((a, b) => a.id.localeCompare(b.id))) {
    const kept = store.memory.kept(photo.op_id);
    // Before its operation is there, nobody knows of it; while that is held, nothing becomes of it.
    if (!kept?.on_server || (photo.state === "held" && kept.state === "held")) continue;
    await sendPhoto(store, server, photo, between);
  }
}

async function sendPhoto(
  store: Store,
  server: Server,
  photo: PhotoRecord,
  between: () => Promise<void>,
): Promise<void> {
  try {
    const status = await server.photo(photo.id);
    if (status.state === "kept" || status.state === "held") {
      if (status.state !== photo.state) await store.putPhoto({ ...photo, state: status.state });
      return;
    }
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
    const reason = code === "refused" && error instanceof Trouble ? (error.detail ?? code) : null;
    const state = photo.state === "held" ? "held" : "waiting";
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
