// What is saved once more under one key: by a browser that died before it heard that it was saved, or
// by a second window. Nothing is done twice, and nothing that was added since is left out.

import type { Value, Values } from "../model.ts";
import type { Draft, PhotoDraft } from "../tablet.ts";
import { sha256 } from "./ids.ts";
import { newValues } from "./overlay.ts";
import type { Kept } from "./records.ts";

/** What a draft says beyond what was saved of it, to be saved upon that; null where it is nothing. */
export async function beyond({ op }: Kept, draft: Draft): Promise<Draft | null> {
  const { key: _, fixes: __, geometry, ...rest } = draft;
  const saved = newValues(op, []);
  const values = Object.fromEntries(
    Object.entries(draft.values ?? {}).filter(([name, value]) => !same(value, saved[name])),
  ) satisfies Values;
  const photos = await notIn(op.photos ?? [], draft.photos ?? []);
  const isNew = draft.kind === "create";
  // Where something lies was placed before its form was opened.
  const drawn = !isNew && geometry && !same(geometry, op.geometry) ? { geometry } : {};
  if (!Object.keys(values).length && !photos.length && !("geometry" in drawn)) return null;
  return {
    ...{ ...rest, ...drawn, values, photos },
    kind: isNew ? "update" : draft.kind,
    seen: {
      values: { ...draft.seen?.values, ...saved },
      version: op.base_version,
      after: op.op_id,
    },
  };
}

const same = (a: Value | object | undefined, b: Value | object | undefined) =>
  JSON.stringify(a ?? null) === JSON.stringify(b ?? null);

async function notIn(
  known: readonly { sha256: string }[],
  photos: readonly PhotoDraft[],
): Promise<PhotoDraft[]> {
  const hashes = new Set(known.map((each) => each.sha256));
  const found: PhotoDraft[] = [];
  for (const photo of photos) if (!hashes.has(await sha256(photo.bytes))) found.push(photo);
  return found;
}
