// What a crew has in hand: an asset being captured, changed or inspected, not yet saved.
import type { Catalogue, Field, Fix, Geometry, Kind, Layer, Seen, Values } from "../model.ts";
import { uuid7 } from "../store/ids.ts";
import { note, noted } from "../store/notes.ts";
import type { Draft, PhotoDraft } from "../tablet.ts";
import { applies, changed, readOld, type Typed } from "./form.ts";

export interface Piece {
  /** What it is kept under until it is saved, and what the operation is called then. */
  key: string;
  kind: Kind;
  layer: string;
  /** Of a new asset from the moment it is placed. */
  asset_id: string | null;
  geometry: Geometry | null;
  fixes: Fix[];
  typed: Typed;
  /** The form that it was begun with; today's may have other fields. */
  declared: Declared | null;
  /** The values it had before: what is the same is not sent. */
  before: Values;
  seen: Seen | null;
  photos: PhotoDraft[];
}

interface Declared {
  version: number;
  fields: readonly Field[];
}

export const fresh = (kind: Kind, layer: string): Piece => ({
  key: uuid7(),
  kind,
  layer,
  asset_id: kind === "create" ? uuid7() : null,
  geometry: null,
  fixes: [],
  typed: {},
  declared: null,
  before: {},
  seen: null,
  photos: [],
});

/** Write down what goes to the store: new values of a new asset, changed ones of another. */
export function draftOf(piece: Piece, layer: Layer, values: Values): Draft {
  const draft: Draft = {
    key: piece.key,
    kind: piece.kind,
    layer: piece.layer,
    values: changed(values, piece.before),
  };
  if (piece.asset_id) draft.asset_id = piece.asset_id;
  if (piece.declared) draft.schema_version = piece.declared.version;
  if (piece.seen) draft.seen = piece.seen;
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

/** Values of fields that today's form does not have any more: the server knows what became of them. */
export function oldValues(piece: Piece, catalogue: Catalogue, layer: Layer): Values {
  const names = new Set(layer.fields.map(({ name }) => name));
  const gone = (piece.declared?.fields ?? []).filter(({ name }) => !names.has(name));
  return changed(readOld(catalogue, gone, piece.typed), piece.before);
}

/** Whether there is anything to save. */
export function says(draft: Draft): boolean {
  if (draft.kind !== "update") return true;
  return Boolean(Object.keys(draft.values ?? {}).length || draft.geometry || draft.photos?.length);
}

// --- The last values of each layer, for "as last time" -------------------------------------------

const memory = (layer: string) => `last.${layer}`;
const RECENT = "recent";
const MOST_RECENT = 4;

export function remember(layer: string, values: Values): void {
  note(memory(layer), values);
  const names = recent().filter((each) => each !== layer);
  note(RECENT, [layer, ...names].slice(0, MOST_RECENT));
}

export const lastValues = (layer: string): Values | null =>
  noted<Values | null>(memory(layer), null);
export const recent = (): string[] => noted<string[]>(RECENT, []);
