// The door between what crews see and what the tablet keeps. Screens read and save through it
// alone; nothing outside `store/` knows of IndexedDB, nothing outside `sync/` of the server.

import type { ReadonlySignal } from "@preact/signals";
import type {
  Area,
  Asset,
  Catalogue,
  Fix,
  Geometry,
  Kind,
  Language,
  LonLat,
  OperationState,
  Photo,
  Reason,
  Seen,
  Task,
  Values,
} from "./model.ts";

/** What a crew is about to save. */
export interface Draft {
  /** What the operation will be called. Saved once more, only what was added since is written. */
  key?: string;
  kind: Kind;
  layer?: string;
  /** Of a new asset too, where the form gave it one. Absent, a new asset gets its own. */
  asset_id?: string;
  /** New values of the fields that changed. */
  values?: Values;
  /** What the screen showed when it was begun: whatever others did since is no base of it. Absent, it
   * is what is known when it is saved. */
  seen?: Seen;
  /** Version of the catalogue that the values were typed in. */
  schema_version?: number;
  geometry?: Geometry;
  fixes?: readonly Fix[];
  photos?: readonly PhotoDraft[];
  task_id?: string;
  /** Of the task as the crew saw it; absent, as the server last told it. */
  task_version?: number;
  answers?: Values;
  notes?: string;
}

export interface PhotoDraft {
  bytes: ArrayBuffer;
  type: string;
  name: string;
  caption: string;
  taken: string;
  fix: Fix | null;
  /** Of a task: before the work or after it. */
  moment?: "before" | "after";
}

export interface Saved {
  op_id: string;
  asset_id: string | null;
  /** What the screen calls a new asset until the server has numbered it. */
  provisional_code: string | null;
}

/** An operation in the outbox or sent, with what became of it. */
export interface Entry {
  op_id: string;
  seq: number;
  kind: Kind;
  layer: string | null;
  asset_id: string | null;
  /** How the asset is called: its code, or the provisional one. */
  title: string;
  state: OperationState;
  reasons: Reason[];
  saved_at: string;
  on_server: boolean;
  backed_up: boolean;
  photos: { id: string; state: Photo["state"] }[];
}

export interface Clash {
  id: string;
  layer: string;
  asset_id: string;
  field: string;
  base: unknown;
  /** The tablet's value. */
  theirs: unknown;
  /** The server's value. */
  ours: unknown;
  version: number | null;
}

/** Where the tablet stands, for the bar that is always visible. */
export interface Standing {
  online: boolean;
  sending: boolean;
  waiting: number;
  photos_waiting: number;
  needs_attention: number;
  last_contact: string | null;
  /** Why nothing goes out, if nothing does: `offline`, `captive_portal`, `revoked`, `server` ... */
  trouble: string | null;
}

export interface Settings {
  language: Language;
  theme: "system" | "light" | "dark" | "sunlight";
  hand: "right" | "left";
  /** Height of the antenna above the ground, and whether the pole carries it. */
  antenna_height_m: number;
}

export interface Tablet {
  readonly commune: string;
  readonly catalogue: ReadonlySignal<Catalogue>;
  readonly standing: ReadonlySignal<Standing>;
  readonly settings: ReadonlySignal<Settings>;
  change(settings: Partial<Settings>): Promise<void>;

  // Reading: from the tablet's own memory, with what waits already applied.
  asset(id: string): Promise<Asset | undefined>;
  assets(layer: string): Promise<Asset[]>;
  /** What lies within a distance of a place, nearest first. */
  near(place: LonLat, metres: number, layers?: readonly string[]): Promise<Asset[]>;
  tasks(): Promise<Task[]>;
  areas(): Promise<Area[]>;
  entries(): Promise<Entry[]>;
  photos(subject: string): Promise<Photo[]>;
  photoBytes(id: string): Promise<ArrayBuffer | undefined>;
  clashes(): Promise<Clash[]>;
  /** Called after every change of assets, from whatever side; an empty list means: all of them. */
  watch(listener: (ids: readonly string[]) => void): () => void;

  /** Whether something was saved under this key. */
  isSaved(key: string): Promise<boolean>;
  /** Save. Resolves only once it is durably written; rejects with what is in the way. */
  save(draft: Draft): Promise<Saved>;
  resolve(clash: string, choice: "theirs" | "ours" | "value", value?: unknown): Promise<Saved>;
  /** Write a rejected operation anew. */
  mend(op_id: string, draft: Draft): Promise<Saved>;
  /** Leave a rejected operation, which the server has, as it is: nobody is asked about it again. */
  giveUp(op_id: string): Promise<void>;
  syncNow(): Promise<void>;
}
