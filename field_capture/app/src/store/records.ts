// What stands in the tablet's database. Whatever is not written here in a finished transaction has
// not been saved.

import type { DBSchema, IDBPDatabase } from "idb";
import { openDB } from "idb";
import type {
  Area,
  Catalogue,
  Geometry,
  Operation,
  OperationState,
  Photo,
  Reason,
  Task,
  Values,
} from "../model.ts";
import type { Clash, Settings } from "../tablet.ts";

/** An asset as the server last told it; what waits here is laid over it when it is read. */
export interface Told {
  id: string;
  layer: string;
  geometry: Geometry;
  values: Values;
  version: number;
  accuracy_m: number | null;
  retired: boolean;
}

/** An operation, immutable, with what became of it. */
export interface Kept {
  op_id: string;
  seq: number;
  asset_id: string | null;
  op: Operation;
  title: string;
  saved_at: string;
  state: OperationState;
  reasons: Reason[];
  /** It is in the server's log; what is not may be sent again, mended. */
  on_server: boolean;
  /** Of the server that has it: after a restore there is another one. */
  incarnation: string | null;
  /** Version of the asset that it made. */
  version: number | null;
  /** In which of the server's revisions it is: with that one it is backed up. */
  revision: number | null;
  backed_up: boolean;
  /** Fields that were in conflict: there the server's value stands until somebody decides. */
  clashing: string[];
  /** A later operation says what this rejected one meant; its own name where it was given up. */
  mended_by: string | null;
}

export interface Enrolment {
  commune: string;
  token: string;
  label: string;
  device_id: string;
}

export interface WorkArea {
  id: string;
  title: string;
  bounds: Area["bounds"] | null;
  assets: number;
  bytes: number;
  taken_at: string;
}

export interface Cursor {
  incarnation: string;
  next: string;
  /** Version of the catalogue that the assets were read with. */
  catalogue: number | null;
}

/** Single values, each under its name. */
export interface Notes {
  enrolment: Enrolment;
  catalogue: { document: Catalogue; etag: string | null };
  settings: Settings;
  area: WorkArea;
  cursor: Cursor;
  seq: number;
  last_contact: string;
  backed_up: { incarnation: string; revision: number };
}
export type Note = keyof Notes;

export interface Schema extends DBSchema {
  notes: { key: string; value: Notes[Note] };
  assets: { key: string; value: Told };
  operations: { key: string; value: Kept; indexes: { seq: number } };
  photos: { key: string; value: Photo & { op_id: string; reason?: string | null } };
  photo_bytes: { key: string; value: ArrayBuffer };
  clashes: { key: string; value: Clash & { op_id: string } };
  tasks: { key: string; value: Task };
  areas: { key: string; value: Area };
}
export type Database = IDBPDatabase<Schema>;

export const NAME = "netzkaart-field";
const VERSION = 1;

/** Open the database; a newer app in another tab closes it, and says so by `lost`. */
export function openDatabase(lost: () => void, name = NAME): Promise<Database> {
  return openDB<Schema>(name, VERSION, {
    upgrade(db) {
      db.createObjectStore("notes");
      db.createObjectStore("assets", { keyPath: "id" });
      db.createObjectStore("operations", { keyPath: "op_id" }).createIndex("seq", "seq");
      db.createObjectStore("photos", { keyPath: "id" });
      db.createObjectStore("photo_bytes");
      db.createObjectStore("clashes", { keyPath: "id" });
      db.createObjectStore("tasks", { keyPath: "id" });
      db.createObjectStore("areas", { keyPath: "id" });
    },
    blocking(_current, _wanted, event) {
      (event.target as IDBDatabase).close();
      lost();
    },
    terminated: lost,
  });
}
