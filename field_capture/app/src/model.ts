// What the tablet knows, in the words of the sync protocol. Positions are WGS84 degrees, longitude
// first; lengths are metres; times are ISO 8601 in UTC unless a name says otherwise.

export type Language = "lb" | "fr" | "de" | "en";
export type Text = Readonly<Record<Language, string>>;
export type LonLat = readonly [longitude: number, latitude: number];

export type Geometry =
  | { type: "Point"; coordinates: number[] }
  | { type: "LineString"; coordinates: number[][] }
  | { type: "Polygon"; coordinates: number[][][] }
  /** Areas as the server tells them; a crew draws them in one part. */
  | { type: "MultiPolygon"; coordinates: number[][][][] };

export type Value = string | number | boolean | null | readonly string[];
export type Values = Readonly<Record<string, Value>>;

// --- The catalogue -------------------------------------------------------------------------------

export interface Catalogue {
  version: number;
  languages: Language[];
  layers: Layer[];
  code_lists: Record<string, Code[]>;
}

export interface Code {
  value: string;
  label: Text;
  /** What it means to the rules, which know no codes: `gone`, `coming`, `may_rise` ... */
  traits?: string[];
}

export interface Layer {
  name: string;
  label: Text;
  theme: { name: string; label: Text };
  geometry: "Point" | "LineString" | "MultiPolygon";
  code_prefix: string;
  /** What a capture must reach; worse goes to review, it is not thrown away. */
  accuracy_m: number;
  /** What a receiver must say of it besides; a catalogue of an older server says nothing. */
  positioning?: Positioning;
  snap_m: number;
  symbol: { colour: string; shape: string; size_px: number; min_zoom: number };
  fields: Field[];
}

export interface Field {
  name: string;
  kind: string;
  label: Text;
  required: boolean;
  unit?: string;
  role?: string;
  codes?: string;
  minimum?: number;
  maximum?: number;
  max_length?: number;
  refers_to?: string;
  help?: Text;
  /** The field applies only while another one has one of these values. */
  only?: { field: string; values: Value[] };
}

// --- Assets --------------------------------------------------------------------------------------

export interface Asset {
  id: string;
  layer: string;
  geometry: Geometry;
  values: Values;
  /** The version last pulled; null while the server has never seen it. */
  version: number | null;
  /** Accuracy of the position as far as it is known. */
  accuracy_m: number | null;
  retired: boolean;
  /** What of it is not yet on the server: the operations that wait, oldest first. */
  waiting: string[];
  seen: Seen;
}

/** What a change builds upon: the asset as it stood when the crew began with it. What the server
 * refused never stood, although it is shown until it is mended. */
export interface Seen {
  values: Values;
  version: number | null;
  /** This tablet's operation that it stood upon, where the server may not know it. */
  after: string | null;
}

// --- Positions -----------------------------------------------------------------------------------

/** What a layer asks of a receiver: its accuracy alone, or a fixed solution besides. */
export type Positioning = "any" | "rtk_fixed";

/** One position as the receiver told it. */
export interface Fix {
  lon: number;
  lat: number;
  accuracy_m: number;
  altitude_m?: number;
  altitude_accuracy_m?: number;
  heading?: number;
  speed?: number;
  time: string;
  platform: string;
  source: "geolocation" | "nmea" | "map";
  fix_quality?: "autonomous" | "dgps" | "rtk_float" | "rtk_fixed";
  satellites?: number;
  hdop?: number;
  sigma_east_m?: number;
  sigma_north_m?: number;
  antenna_height_m?: number;
}

/** The best position from many fixes of one visit. */
export interface Estimate {
  lon: number;
  lat: number;
  altitude_m: number | null;
  /** Standard error, with the floor of its source. */
  accuracy_m: number;
  used: number;
  rejected: number;
}

// --- Operations ----------------------------------------------------------------------------------

export type Kind =
  | "create"
  | "update"
  | "observe"
  | "relocate"
  | "retire"
  | "inspect"
  | "complete"
  | "resolve";

/** What a crew did, as it goes to the server; immutable once written. */
export interface Operation {
  op_id: string;
  device_id: string;
  seq: number;
  layer?: string;
  asset_id?: string;
  kind: Kind;
  base_version: number | null;
  after: string | null;
  schema_version: number;
  changed: Record<string, { base: Value; new: Value }>;
  geometry?: Geometry;
  fixes?: Fix[];
  photos?: {
    id: string;
    sha256: string;
    bytes: number;
    name: string;
    caption: string;
    moment?: "before" | "after";
  }[];
  task_id?: string;
  task_version?: number;
  answers?: Values;
  notes?: string;
  /** Deciding about a conflict: about which one, how, and having seen which version. */
  conflict_id?: string;
  choice?: "theirs" | "ours" | "value";
  value?: unknown;
  version?: number;
  client_time: string;
  monotonic_ms: number;
  app_version: string;
}

export type OperationState =
  | "queued"
  | "sending"
  | "applied"
  | "merged"
  | "conflict"
  | "held"
  | "rejected"
  | "resolved";

/** What the server said is wrong or waiting, in the language that was asked for. */
export interface Reason {
  code: string;
  path: string;
  message: string;
}

export interface Photo {
  id: string;
  /** The asset or the task it shows. */
  subject: string;
  sha256: string;
  bytes: number;
  type: string;
  name: string;
  caption: string;
  taken: string;
  fix: Fix | null;
  /** `held`: the server has it whole, and a planner has yet to say what becomes of the capture. */
  state: "waiting" | "sending" | "held" | "kept";
  /** A verified backup of the server contains it. */
  backed_up?: boolean;
}

// --- Tasks and areas -----------------------------------------------------------------------------

export interface Task {
  id: string;
  version?: number;
  title: string;
  text: string;
  place: LonLat | null;
  layer: string | null;
  asset_id: string | null;
  due: string | null;
  checklist: {
    name: string;
    label: string;
    kind: "tick" | "code" | "number" | "text";
    codes?: string[];
    required?: boolean;
    unit?: string | null;
    minimum?: number | null;
    maximum?: number | null;
  }[];
  photos: "none" | "after" | "before_and_after";
  state: "open" | "done" | "cancelled";
  order: number | null;
  /** The work area and the work order whose route the number counts on. */
  area?: string | null;
  source?: { kind: string; id: string } | null;
}

export interface Area {
  id: string;
  title: string;
  /** west, south, east, north */
  bounds: readonly [number, number, number, number];
  geometry: Geometry | null;
  assets: number;
  bytes: number;
}
