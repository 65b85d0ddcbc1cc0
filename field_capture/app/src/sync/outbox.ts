// What is not yet safe, as one file: operations as they would be sent, photos with their bytes. The
// commune reads it by `netzkaart sync-file`; read twice, it does nothing twice.

import type { Store } from "../store/store.ts";

export async function outboxFile(store: Store): Promise<File> {
  const enrolment = store.enrolment.value;
  const operations = store.memory.operations().filter((each) => !each.backed_up);
  const head = {
    netzkaart: "outbox",
    version: 1,
    commune: enrolment?.commune,
    device_id: enrolment?.device_id,
    label: enrolment?.label,
    written_at: new Date().toISOString(),
    operations: operations.map((each) => each.op),
  };
  // A part for each photo: all of them in one string would not fit a small tablet.
  const parts: BlobPart[] = [`${JSON.stringify(head).slice(0, -1)},"photos":[`];
  let first = true;
  for (const photo of store.photos.value.values()) {
    const bytes = photo.state === "kept" ? undefined : await store.photoBytes(photo.id);
    if (!bytes) continue;
    const about = { id: photo.id, sha256: photo.sha256, data: base64(bytes) };
    parts.push(`${first ? "" : ","}\n${JSON.stringify(about)}`);
    first = false;
  }
  parts.push("]}\n");
  const day = head.written_at.slice(0, 16).replace(/[T:]/g, "-");
  return new File(parts, `netzkaart-${head.commune}-${day}.json`, { type: "application/json" });
}

export function base64(bytes: ArrayBuffer): string {
  let text = "";
  const all = new Uint8Array(bytes);
  for (let at = 0; at < all.length; at += 0x8000) {
    text += String.fromCharCode(...all.subarray(at, at + 0x8000));
  }
  return btoa(text);
}

/** Hand the file over: to the folder of downloads. */
export async function exportOutbox(store: Store): Promise<void> {
  const file = await outboxFile(store);
  const link = document.createElement("a");
  link.href = URL.createObjectURL(file);
  link.download = file.name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
