// What a crew has in hand: an asset being captured, changed or inspected, not yet saved.
import type { Fix, Geometry, Kind, Layer, Values } from "../model.ts";
import { uuid7 } from "../store/ids.ts";
import { keepUnfinished, unfinished } from "../store/unfinished.ts";
import type { Draft, PhotoDraft } from "../tablet.ts";
import { applies, changed, type Typed } from "./form.ts";

export interface Piece {
  kind: Kind;
  layer: string;
  /** Of a new asset from the moment it is placed: saved twice, it is the same one. */
  asset_id: string | null;
  geometry: Geometry | null;
  fixes: Fix[];
  typed: Typed;
  /** The values it had before: what is the same is not sent. */
  before: Values;
  photos: PhotoDraft[];
}

export const fresh = (kind: Kind, layer: string): Piece => ({
  kind,
  layer,
  asset_id: kind === "create" ? uuid7() : null,
  geometry: null,
  fixes: [],
  typed: {},
  before: {},
  photos: [],
});

/** Write down what goes to the store: new values of a new asset, changed ones of another. */
export function draftOf(piece: Piece, layer: Layer, values: Values): Draft {
  const draft: Draft = {
    kind: piece.kind,
    layer: piece.layer,
    values: changed(values, piece.before),
  };
  if (piece.asset_id) draft.asset_id = piece.asset_id;
  if (piece.geometry) draft.geometry = piece.geometry;
  if (piece.fixes.length > 0) draft.fixes = piece.fixes;
  if (piece.photos.length > 0) draft.photos = piece.photos;
  // What no longer applies since another field changed must not stay behind.
  if (piece.kind === "create") return draft;
  const gone = layer.fields.filter(
    (field) => !applies(field, piece.typed) && (piece.before[field.name] ?? null) !== null,
  );
  const emptied = Object.fromEntries(gone.map((field) => [field.name, null]));
  return { ...draft, values: { ...draft.values, ...emptied } };
}

/** Whether there is anything to save. */
export function says(draft: Draft): boolean {
  if (draft.kind !== "update") return true;
  return Boolean(Object.keys(draft.values ?? {}).length || draft.geometry || draft.photos?.length);
}

const KEY = "current";

export const keep = (piece: Piece | null): Promise<unknown> => keepUnfinished(KEY, piece);
export const kept = (): Promise<Piece | null> => unfinished<Piece>(KEY);

// --- The last values of each layer, for "as last time" -------------------------------------------

const memory = (layer: string) => `netzkaart.last.${layer}`;

export function remember(layer: string, values: Values): void {
  try {
    localStorage.setItem(memory(layer), JSON.stringify(values));
    const names = recent().filter((each) => each !== layer);
    localStorage.setItem("netzkaart.recent", JSON.stringify([layer, ...names].slice(0, 4)));
  } catch {
    // A convenience: a full storage must not stand in the way of what was saved.
  }
}

function recall<T>(key: string, otherwise: T): T {
  try {
    return (JSON.parse(localStorage.getItem(key) ?? "null") as T | null) ?? otherwise;
  } catch {
    return otherwise;
  }
}

export const lastValues = (layer: string): Values | null =>
  recall<Values | null>(memory(layer), null);
export const recent = (): string[] => recall<string[]>("netzkaart.recent", []);
export const recalled = recall;

export function note(key: string, value: unknown): void {
  try {
    localStorage.setItem(key, JSON.stringify(value));
  } catch {
    // as above
  }
}
