// The server, as the tablet speaks to it. Only an answer of the form that was asked for counts:
// whatever else has status 200 comes from somebody in between.

import type { Area, Catalogue, Fix, Operation, Reason, Task } from "../model.ts";
import { Trouble } from "../store/trouble.ts";
import type { Receipt, ToldClash } from "./queue.ts";

export interface Pushed {
  netzkaart: "receipts";
  incarnation: string;
  server_time: string;
  clock_offset_s: number;
  backed_up?: number | null;
  receipts: Receipt[];
}

export interface Pulled {
  commune: string;
  next: string;
  incarnation: string;
  catalogue: number;
  more: boolean;
  backed_up?: number | null;
  upserts: { layer: string; feature: Feature }[];
  tombstones: { layer: string; id: string; elsewhere?: boolean }[];
}

export interface Feature {
  id: string;
  geometry: { type: string; coordinates: unknown };
  properties: Record<string, unknown>;
}

export interface PhotoStatus {
  state: "kept" | "expected" | "held";
  sha256: string;
  chunk_bytes: number;
  chunks: number;
  missing: number[];
  backed_up?: boolean;
}

type Body = Record<string, unknown>;
type Fetch = typeof fetch;

const PATIENCE_MS = 60_000;
const ERROR_TYPE = "urn:netzkaart:";

export class Server {
  readonly #root: string;
  readonly #commune: string;
  readonly #token: string | null;
  readonly #language: string;
  readonly #fetch: Fetch;

  constructor(
    commune: string,
    token: string | null,
    language: string,
    fetcher: Fetch = (...args) => fetch(...args),
  ) {
    this.#root = `/api/v1/${commune}`;
    this.#commune = commune;
    this.#token = token;
    this.#language = language;
    this.#fetch = fetcher;
  }

  async push(operations: readonly Operation[]): Promise<Pushed> {
    const body = JSON.stringify({ operations, sent_at: new Date().toISOString() });
    const told = await this.#json("sync/push", { method: "POST", body });
    const whole = Array.isArray(told.receipts) && told.receipts.length === operations.length;
    if (told.netzkaart !== "receipts" || !whole) throw new Trouble("captive_portal");
    return told as unknown as Pushed;
  }

  async pull(cursor: string | null, area: string | null, limit: number): Promise<Pulled> {
    const asked = new URLSearchParams({ limit: String(limit) });
    if (cursor) asked.set("cursor", cursor);
    if (area) asked.set("area", area);
    const told = await this.#json(`sync/pull?${asked}`);
    if (told.commune !== this.#commune || !Array.isArray(told.upserts)) {
      throw new Trouble("captive_portal");
    }
    return told as unknown as Pulled;
  }

  /** The catalogue; undefined while it is the one that the tablet has. */
  async catalogue(
    etag: string | null,
  ): Promise<{ document: Catalogue; etag: string | null } | undefined> {
    const answer = await this.#ask(
      "sync/catalogue",
      etag ? { headers: { "If-None-Match": etag } } : {},
    );
    if (answer.status === 304) return undefined;
    const document = await body(answer);
    if (!Array.isArray(document.layers) || typeof document.version !== "number") {
      throw new Trouble("captive_portal");
    }
    return { document: document as unknown as Catalogue, etag: answer.headers.get("ETag") };
  }

  /** A tablet's own conflicts, whatever token it had when they came to be. */
  async conflicts(device: string): Promise<ToldClash[]> {
    const found: ToldClash[] = [];
    for (;;) {
      const last = found.at(-1);
      const page = await this.#list<ToldClash>(
        `sync/conflicts?device=${device}&limit=1000${last ? `&after=${last.id}` : ""}`,
        "conflicts",
      );
      found.push(...page);
      if (page.length < 1000) return found;
    }
  }

  async tasks(): Promise<Task[]> {
    return (await this.#list<Body>("sync/tasks", "tasks")).map(task);
  }

  async areas(): Promise<Area[]> {
    return (await this.#list<Body>("sync/areas", "areas")).map(area);
  }

  /** How many assets of a layer lie within some bounds. */
  async count(layer: string, bounds: Area["bounds"] | null): Promise<number> {
    const box = bounds ? `&bbox=${bounds.join(",")}` : "";
    const told = await body(
      await this.#ask(
        `/ogc/${this.#commune}/collections/${layer}/items?limit=1&count=true&f=json${box}`,
      ),
    );
    return typeof told.numberMatched === "number" ? told.numberMatched : 0;
  }

  async relief(surface: "light" | "dark"): Promise<Response | undefined> {
    const path = `/ogc/${this.#commune}/terrain/hillshade/${surface}.webp`;
    const answer = await this.#ask(path, {}, [404]);
    return answer.ok && answer.headers.get("Content-Type") === "image/webp" ? answer : undefined;
  }

  /** Let planners see where the tablet is for so many minutes. */
  async here({ lon, lat, accuracy_m }: Fix, minutes: number): Promise<void> {
    const body = JSON.stringify({ lon, lat, accuracy_m, minutes });
    await this.#json("sync/here", { method: "POST", body });
  }

  /** Make planners forget where the tablet is; of the place that is asked for, nothing is kept. */
  async nowhere(): Promise<void> {
    const body = JSON.stringify({ lon: 0, lat: 0, minutes: 0 });
    await this.#json("sync/here", { method: "POST", body });
  }

  // --- Photos --------------------------------------------------------------------------------------

  photo(id: string): Promise<PhotoStatus> {
    return this.#photo(`photos/${id}`);
  }

  putChunk(id: string, number: number, bytes: ArrayBuffer, hash: string): Promise<PhotoStatus> {
    const headers = { "Content-Type": "application/octet-stream" };
    return this.#photo(`photos/${id}/chunks/${number}?sha256=${hash}`, {
      method: "PUT",
      body: bytes,
      headers,
    });
  }

  finishPhoto(id: string): Promise<PhotoStatus> {
    return this.#photo(`photos/${id}/finish`, { method: "POST" });
  }

  async #photo(path: string, more: RequestInit = {}): Promise<PhotoStatus> {
    const told = await this.#json(path, more);
    if (typeof told.chunk_bytes !== "number") throw new Trouble("captive_portal");
    return told as unknown as PhotoStatus;
  }

  // --- Asking --------------------------------------------------------------------------------------

  async enrol(code: string): Promise<{ token: string; label: string }> {
    const told = await this.#json("devices", { method: "POST", body: JSON.stringify({ code }) });
    if (typeof told.token !== "string") throw new Trouble("captive_portal");
    return { token: told.token, label: String(told.label ?? "") };
  }

  async #list<T>(path: string, name: string): Promise<T[]> {
    const told = await this.#json(path);
    if (!Array.isArray(told[name])) throw new Trouble("captive_portal");
    return told[name] as T[];
  }

  async #json(path: string, more: RequestInit = {}): Promise<Body> {
    return body(await this.#ask(path, more));
  }

  async #ask(path: string, more: RequestInit = {}, allowed: number[] = []): Promise<Response> {
    const headers = new Headers(more.headers);
    if (this.#token) headers.set("Authorization", `Bearer ${this.#token}`);
    headers.set("Accept-Language", this.#language);
    if (typeof more.body === "string") headers.set("Content-Type", "application/json");
    const address = path.startsWith("/") ? path : `${this.#root}/${path}`;
    let answer: Response;
    try {
      answer = await this.#fetch(address, {
        ...more,
        headers,
        credentials: "omit",
        redirect: "manual",
        cache: "no-store",
        signal: AbortSignal.timeout(PATIENCE_MS),
      });
    } catch {
      throw broken();
    }
    if (answer.ok || answer.status === 304 || allowed.includes(answer.status)) return answer;
    throw await refusal(answer);
  }
}

/** Nothing came back. Browsers do not tell why; but they know whether there is any network at all. */
function broken(): Trouble {
  const network = typeof navigator === "undefined" || navigator.onLine !== false;
  return new Trouble(network ? "unreachable" : "offline");
}

// Whoever stands before a server says so while it is restarted, and so does a server itself.
const RESTING = new Set([502, 503, 504]);

const failing = (status: number, detail: string | null = null): Trouble =>
  new Trouble(RESTING.has(status) ? "maintenance" : "server", detail);

async function body(answer: Response): Promise<Body> {
  try {
    const found: unknown = await answer.json();
    if (typeof found === "object" && found !== null && !Array.isArray(found)) return found as Body;
  } catch (error) {
    // The connection broke while the answer came: that is no portal.
    if (!(error instanceof SyntaxError)) throw broken();
  }
  throw new Trouble("captive_portal");
}

/** What an answer means that is none of ours, or a refusal of ours. */
async function refusal(answer: Response): Promise<Trouble> {
  if (answer.type === "opaqueredirect" || answer.status === 511)
    return new Trouble("captive_portal");
  const told = await answer.json().catch(() => null);
  const ours = typeof told?.type === "string" && told.type.startsWith(ERROR_TYPE);
  if (!ours) return answer.status >= 500 ? failing(answer.status) : new Trouble("captive_portal");
  const issues = (told.errors ?? told.issues ?? []) as Reason[];
  const detail = [told.detail, ...issues.map((each) => each.message)].filter(Boolean).join(" ");
  if (answer.status === 401) return new Trouble("revoked", detail);
  if (answer.status === 410) return new Trouble("cursor_gone", detail);
  if (answer.status === 404) return new Trouble("not_there", detail);
  if (answer.status >= 500 || answer.status === 429) return failing(answer.status, detail);
  return new Trouble("refused", detail);
}

function task(told: Body): Task {
  const place = told.place as { coordinates?: unknown } | null;
  const photos = told.photos as { before: boolean; after: boolean };
  const items = told.checklist as (Task["checklist"][number] & { id: string; text: string })[];
  return {
    ...(told as unknown as Task),
    place: place ? middle(place.coordinates) : null,
    asset_id: (told.asset as string | null) ?? null,
    checklist: items.map((each) => ({ ...each, name: each.id, label: each.text })),
    photos: photos.before ? "before_and_after" : photos.after ? "after" : "none",
  };
}

/** A position of a geometry of any kind. */
function middle(coordinates: unknown): Task["place"] {
  if (!Array.isArray(coordinates)) return null;
  if (typeof coordinates[0] === "number") return [coordinates[0], coordinates[1] as number];
  return middle(coordinates[Math.floor(coordinates.length / 2)]);
}

function area(told: Body): Area {
  return {
    id: String(told.id),
    title: String(told.name ?? ""),
    bounds: told.bbox as Area["bounds"],
    geometry: (told.geometry as Area["geometry"]) ?? null,
    assets: Number(told.assets ?? 0),
    bytes: Number(told.bytes ?? 0),
  };
}
